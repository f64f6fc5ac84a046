// What a search costs a reader, in a real Chromium: bytes, files and time of the first query, and time of each
// key of a query that is typed.
//
//   node benches/search/measure.mjs SITE [--rounds 3] [--queries 'it|recovery,en|hope'] [--every 1] [--keys 20]
//        [--typings 1] [--peers] [--json FILE]
//
// Of the queries every so-manieth is asked; with `--rounds 0` they are typed only. A query is typed `--typings`
// times; what is told of a key is the middle of them, and the worst of all stands beside.
//
// SITE is a built site; it is served on loopback as a static host would, with gzip and the headers of its
// `_headers`, over HTTP/1.1. The queries are those of tests/search/queries.txt. Needs what tests/browser needs;
// --peers (quality of Pagefind and MiniSearch, see compare.mjs) needs those two.
//
// A first query: the home page of a language is opened cold, with nothing in the cache; `/`; when the field has
// had the focus for a moment the whole query is put in. *Bytes* are all that came over the wire from the key `/`
// until nothing came any more, with headers. *Results* is the time from the input event until the list was
// painted, *complete* until the last excerpt was (two frames at most after the change of the document).
// *At once* is the same with the query put in as soon as there is a field. Of a query that is typed letter by letter
// the *first list* belongs to the key that shows the first results. *Key* is the time from each further
// input event until the document has changed (the next frame shows it), *painted*
// until that frame was on the screen: at 60 frames a second 16.7 ms of that may be waiting. *Work* is what the page's
// main thread did for it, as processor time: script, style, layout, paint and the marshalling of requests.
import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { parseHeaders } from "../../tests/browser/server.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(path.join(here, "../../tests/browser/package.json"))("playwright-core");
const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "3" },
    queries: { type: "string" },
    every: { type: "string", default: "1" },
    keys: { type: "string", default: "20" },
    typings: { type: "string", default: "1" },
    peers: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const site = path.resolve(positionals[0] ?? "site");
if (!existsSync(path.join(site, "search/manifest.js"))) throw new Error(`${site} holds no built site with search`);

const table = readFileSync(path.join(here, "../../tests/search/queries.txt"), "utf8").split("\n")
  .filter((line) => line.trim() && !line.startsWith("#"))
  .map((line) => line.split("|").map((part) => part.trim()));
const rows = (asked.queries ? asked.queries.split(",").map((one) => one.split("|")) : table.filter((_, at) => at % Number(asked.every) === 0))
  .map(([lang, query]) => ({ lang, query }));

/* The host -------------------------------------------------------------------------------------- */

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml" };
const headersOf = parseHeaders(readFileSync(path.join(site, "_headers"), "utf8"));
// Everything is compressed before it is asked for: what the host costs is not what is measured.
const ready = new Map();
const answer = (url) => {
  if (!ready.has(url)) {
    const file = path.join(site, url.endsWith("/") ? `${url}index.html` : url);
    const body = gzipSync(readFileSync(file), { level: 6 });
    ready.set(url, { body, headers: { ...Object.fromEntries(headersOf(url)), "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", "content-encoding": "gzip", vary: "Accept-Encoding", etag: `"${body.length.toString(16)}-5f3c"`, "content-length": body.length } });
  }
  return ready.get(url);
};
const server = createServer((request, response) => {
  try {
    const { body, headers } = answer(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    response.writeHead(200, headers).end(body);
  } catch { response.writeHead(404).end(); }
});
server.keepAliveTimeout = 60_000;
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CARTA_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });

/* The reader ------------------------------------------------------------------------------------ */

const wait = (time) => new Promise((done) => setTimeout(done, time));
// Runs in the page: notes each input event, each change of what the dialog shows, and when it was painted.
const watch = () => {
  const log = globalThis.carta_log = { input: 0, changes: [] };
  addEventListener("input", () => Object.assign(log, { input: performance.now(), changes: [] }), true);
  const noted = () => {
    const asked = log.input, change = { at: performance.now() - asked, options: document.querySelectorAll("#carta-search-list [role=option]").length, said: document.querySelector(".search-status").textContent, painted: 0 };
    if (!asked) return;
    log.changes.push(change);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { change.painted = performance.now() - asked; };
      port2.postMessage(0);
    });
  };
  new MutationObserver(noted).observe(document.querySelector(".search-dialog"), { subtree: true, childList: true, characterData: true });
};
const visit = async (lang) => {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  await wire.send("Performance.enable", { timeDomain: "threadTicks" });
  const work = async () => (await wire.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  const seen = { files: 0, bytes: 0, body: 0, last: 0, urls: new Map() };
  wire.on("Network.requestWillBeSent", ({ requestId, request }) => seen.urls.set(requestId, request.url));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const url = seen.urls.get(requestId);
    if (!url?.startsWith(origin)) return;
    seen.files++;
    seen.bytes += encodedDataLength;
    seen.body += answer(decodeURIComponent(new URL(url).pathname)).body.length;
    seen.last = Date.now();
  });
  await page.goto(`${origin}/${lang}/`, { waitUntil: "load" });
  await page.waitForLoadState("networkidle");
  Object.assign(seen, { files: 0, bytes: 0, body: 0 });
  await page.keyboard.press("/");
  await page.locator("#carta-search-input").waitFor();
  await page.evaluate(watch);
  return { page, seen, work, done: () => context.close() };
};
// Until the dialog has said how many there are, and nothing has come and nothing has changed for a while.
const settled = async ({ page, seen }, quiet = 250) => {
  // Whoever looks too early is a part of what is measured.
  await wait(quiet);
  await page.waitForFunction(() => globalThis.carta_log.changes.at(-1)?.said, null, { polling: 50 });
  for (;;) {
    const before = [seen.files, await page.evaluate(() => globalThis.carta_log.changes.length)].join();
    await wait(quiet);
    const log = await page.evaluate(() => globalThis.carta_log);
    if ([seen.files, log.changes.length].join() === before) return log.changes;
  }
};
const shown = (change) => change.options > 0 || change.said !== "";
const times = (changes) => {
  const first = changes.find(shown) ?? changes.at(-1);
  return first ? { results: first.painted, complete: Math.max(...changes.map(({ painted }) => painted)) } : { results: NaN, complete: NaN };
};

const first = async ({ lang, query }, pause) => {
  const visited = await visit(lang);
  if (pause) await wait(pause);
  const before = await visited.work();
  await visited.page.keyboard.insertText(query);
  await wait(500);
  const work = await visited.work() - before;
  const changes = await settled(visited);
  const { files, bytes, body } = visited.seen;
  await visited.done();
  return { ...times(changes), work, files, bytes, body };
};
const typed = async ({ lang, query }) => {
  const visited = await visit(lang);
  await wait(300);
  const keys = [];
  let before = visited.seen.files;
  for (const [at, letter] of [...query].entries()) {
    before = visited.seen.files;
    const idle = await visited.work();
    await visited.page.keyboard.insertText(letter);
    await wait(140);
    const work = await visited.work() - idle;
    const changes = await visited.page.evaluate(() => globalThis.carta_log.changes);
    const change = changes.find(shown) ?? changes.at(-1);
    if (change) keys.push({ query, at, shown: change.options > 0, letter, changed: change.at, work, painted: change.painted, files: visited.seen.files - before });
  }
  await settled(visited);
  const { bytes, files } = visited.seen;
  await visited.done();
  const start = keys.findIndex(({ shown }) => shown);
  return { list: keys[start], further: start < 0 ? [] : keys.slice(start + 1), bytes, files };
};

/* The table ------------------------------------------------------------------------------------- */

const middle = (list) => [...list].sort((a, b) => a - b)[(list.length - 1) >> 1];
const part = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const load = () => loadavg()[0].toFixed(1);
const started = load();
await first(rows[0], 300);
const found = [];
for (const row of Number(asked.rounds) ? rows : []) {
  const rounds = [], at_once = [];
  for (let round = 0; round < Number(asked.rounds); round++) {
    rounds.push(await first(row, 400));
    at_once.push(await first(row, 0));
  }
  const of = (name) => middle(rounds.map((one) => one[name]));
  found.push({ ...row, bytes: Math.max(...rounds.map(({ bytes }) => bytes)), body: of("body"), files: of("files"), results: of("results"), complete: of("complete"), work: of("work"), pasted: middle(at_once.map(({ results }) => results)), pasted_complete: middle(at_once.map(({ complete }) => complete)) });
  if (process.stderr.isTTY || asked.queries) console.error(JSON.stringify(found.at(-1)));
}
const keys = [], typings = [], lists = [];
const step = Math.max(1, Math.floor(rows.length / Number(asked.keys)));
for (const row of rows.filter((_, at) => at % step === 0)) {
  const rounds = [];
  for (let round = 0; round < Number(asked.typings); round++) rounds.push(await typed(row));
  lists.push(middle(rounds.map(({ list }) => list?.changed ?? NaN)));
  rounds[0].further.forEach((key) => {
    const same = rounds.flatMap(({ further }) => further.filter(({ at }) => at === key.at));
    const of = (name) => same.map((one) => one[name]);
    keys.push({ ...key, changed: middle(of("changed")), work: middle(of("work")), painted: middle(of("painted")), slowest: Math.max(...of("changed")), all: of("changed") });
  });
  typings.push({ ...row, bytes: Math.max(...rounds.map(({ bytes }) => bytes)), files: rounds[0].files });
}
await browser.close();
server.close();

const plural = ({ query }) => query.split(/\s+/).length > 1;
const line = (name, list, digits, unit) => `| ${name} | ${[middle(list), part(list, 0.95), Math.max(...list)].map((value) => value.toFixed(digits)).join(" | ")} | ${unit} |`;
console.log(`\n${rows.length} queries, ${asked.rounds} rounds, load ${started} at the beginning and ${load()} at the end\n`);
console.log("| | median | 95 % | worst | |\n|---|---|---|---|---|");
for (const [name, list] of [["one word", found.filter((one) => !plural(one))], ["several words", found.filter(plural)]]) {
  if (!list.length) continue;
  console.log(line(`${name}: transferred, with headers`, list.map(({ bytes }) => bytes / 1000), 1, "kB"));
  console.log(line(`${name}: of that bodies`, list.map(({ body }) => body / 1000), 1, "kB"));
  console.log(line(`${name}: files`, list.map(({ files }) => files), 0, ""));
  console.log(line(`${name}: results`, list.map(({ results }) => results), 0, "ms"));
  console.log(line(`${name}: complete`, list.map(({ complete }) => complete), 0, "ms"));
  console.log(line(`${name}: work`, list.map(({ work }) => work), 0, "ms"));
  console.log(line(`${name}: results, pasted at once`, list.map(({ pasted }) => pasted), 0, "ms"));
  console.log(line(`${name}: complete, pasted at once`, list.map(({ pasted_complete }) => pasted_complete), 0, "ms"));
}
if (keys.length) {
  console.log(line("typed, first list", lists.filter((time) => time === time), 1, "ms"));
  console.log(line(`typed, each further key (${keys.length})`, keys.map(({ changed }) => changed), 1, "ms"));
  if (Number(asked.typings) > 1) console.log(line(`typed, each further key, slowest of ${asked.typings}`, keys.map(({ slowest }) => slowest), 1, "ms"));
  console.log(line("typed, each further key, work", keys.map(({ work }) => work), 1, "ms"));
  console.log(line("typed, each further key, painted", keys.map(({ painted }) => painted), 1, "ms"));
  console.log(line("typed, transferred after the last key", typings.map(({ bytes }) => bytes / 1000), 1, "kB"));
}
const over = found.filter(({ bytes, complete }) => bytes > 60_000 || complete > 100);
if (over.length) console.log(`\nover 60 kB or 100 ms:\n${over.map((one) => `${one.lang} ${one.query}: ${one.bytes} bytes, ${one.complete.toFixed(0)} ms`).join("\n")}`);
if (asked.json) writeFileSync(asked.json, JSON.stringify({ found, keys, typings }, null, 1));
if (asked.peers) await import("./compare.mjs");
