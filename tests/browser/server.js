// A static host as cheap ones are: a folder, `index.html`, `404.html`, the headers of `_headers`, gzip.
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** `_headers`: a path (with one `*` in it) on a line of its own, then indented `Name: value` or `! Name`. */
export function parseHeaders(text) {
  const rules = [];
  for (const line of text.split("\n")) {
    if (!line.trim() || line.trim().startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      rules.push({ path: line.trim(), lines: [] });
    } else {
      rules.at(-1).lines.push(line.trim());
    }
  }
  return (url) => {
    const headers = new Map();
    for (const rule of rules) {
      const [before, after] = rule.path.split("*");
      const matches = after === undefined
        ? url === rule.path
        : url.length >= rule.path.length - 1 && url.startsWith(before) && url.endsWith(after);
      if (!matches) continue;
      for (const line of rule.lines) {
        if (line.startsWith("!")) {
          headers.delete(line.slice(1).trim().toLowerCase());
        } else {
          const colon = line.indexOf(":");
          headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
        }
      }
    }
    return headers;
  };
}

/** Serves a folder on a free loopback port: its origin, and how to stop. */
export async function serve(folder) {
  const headersOf = parseHeaders(await readFile(path.join(folder, "_headers"), "utf8"));
  const server = createServer(async (request, response) => {
    const url = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const send = async (file, status) => {
      let body = await readFile(file);
      response.statusCode = status;
      for (const [name, value] of headersOf(url)) response.setHeader(name, value);
      response.setHeader("content-type", TYPES[path.extname(file)] ?? "application/octet-stream");
      if (request.headers["accept-encoding"]?.includes("gzip")) {
        body = gzipSync(body);
        response.setHeader("content-encoding", "gzip");
      }
      response.end(body);
    };
    try {
      let file = path.join(folder, path.normalize(url));
      if (!file.startsWith(folder)) throw new Error("outside");
      if (url.endsWith("/")) file = path.join(file, "index.html");
      if (!(await stat(file)).isFile()) throw new Error("not a file");
      await send(file, 200);
    } catch {
      const lang = url.split("/")[1];
      const own = path.join(folder, lang, "404.html");
      const found = await stat(own).then(() => own, () => path.join(folder, "404.html"));
      await send(found, 404).catch(() => response.writeHead(404).end());
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}
