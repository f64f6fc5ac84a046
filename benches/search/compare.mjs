// The same pages and the same queries (tests/search/queries.txt) in carta's search, Pagefind and MiniSearch.
// `npm i --no-save pagefind minisearch` somewhere above, then `node compare.mjs SITE`, where SITE is a built site.
// Writes a table in Markdown: quality, and what comes over the wire for a first query (bodies as a host compresses
// them, without headers). For MiniSearch that is the library and the index of both languages, with titles and
// without texts, so no excerpts. `measure.mjs --peers` runs it behind its own measurements.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const site = path.resolve(process.argv[2]);
const here = path.dirname(fileURLToPath(import.meta.url));
const table = path.join(here, "../../tests/search/queries.txt");
const rows = readFileSync(table, "utf8").split("\n")
  .filter((line) => line.trim() && !line.startsWith("#"))
  .map((line) => line.split("|").map((part) => part.trim()))
  .map(([lang, query, pages]) => ({ lang, query, pages: pages === "-" ? [] : pages.split(" ") }));

const pages = [];
for (const lang of ["it", "en"]) {
  for (const file of readdirSync(path.join(site, lang), { recursive: true }).sort()) {
    if (!file.endsWith("index.html")) continue;
    const html = readFileSync(path.join(site, lang, file), "utf8");
    const main = /<main[^>]*>([\s\S]*?)<\/main>/.exec(html);
    if (!main || html.includes("data-results")) continue;
    const plain = (part) => part.replace(/<[^>]+>/g, " ").replace(/&[a-z#0-9]+;/g, " ").replace(/\s+/g, " ").trim();
    const url = path.posix.join(lang, file).slice(0, -"index.html".length);
    pages.push({ id: url, lang, html, title: plain(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)[1]), text: plain(main[1]) });
  }
}

const engines = {}, bytes = {};
const packed = (data) => gzipSync(data, { level: 6 }).length;
engines.carta = rows.map((row) => row && null);
execFileSync("node", [path.join(here, "../../tests/search/run.mjs"), site, table], { maxBuffer: 1 << 26 }).toString().trim().split("\n")
  .forEach((line, at) => {
    const answer = JSON.parse(line);
    engines.carta[at] = answer.pages;
    (bytes.carta ||= []).push(answer.bytes);
  });

const { default: MiniSearch } = await import("minisearch");
const fold = (term) => term.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const mini = Object.fromEntries(["it", "en"].map((lang) => {
  const index = new MiniSearch({ fields: ["title", "text"], storeFields: ["title"], processTerm: fold, searchOptions: { boost: { title: 4 }, prefix: true, fuzzy: 0.2, combineWith: "AND" } });
  index.addAll(pages.filter((page) => page.lang === lang));
  return [lang, index];
}));
const both = (lang) => [lang, lang === "it" ? "en" : "it"];
engines.MiniSearch = rows.map(({ lang, query }) => both(lang).flatMap((side) => mini[side].search(query).slice(0, side === lang ? 6 : 4).map(({ id }) => id)));

const library = fileURLToPath(import.meta.resolve("minisearch")).replace(/es[/\\]index\.js$/, "umd/index.js");
const miniBytes = packed(readFileSync(library)) + packed(JSON.stringify(mini.it)) + packed(JSON.stringify(mini.en));
bytes.MiniSearch = rows.map(() => miniBytes);

const pagefind = await import("pagefind");
const folder = mkdtempSync(path.join(tmpdir(), "pagefind-"));
const { index } = await pagefind.createIndex();
for (const page of pages) await index.addHTMLFile({ url: `/${page.id}`, content: page.html.replace("<main", "<main data-pagefind-body") });
await index.writeFiles({ outputPath: path.join(folder, "pagefind") });
await pagefind.close();
for (const lang of ["it", "en"]) {
  mkdirSync(path.join(folder, lang), { recursive: true });
  writeFileSync(path.join(folder, lang, "index.html"), `<!DOCTYPE html><html lang="${lang}"><title>Pagefind</title>`);
}
const { chromium } = await import("playwright-core");
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript" };
let sent = 0;
const server = createServer((request, response) => {
  let file = path.join(folder, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  if (file.endsWith("/")) file += "index.html";
  try {
    const body = gzipSync(readFileSync(file), { level: 6 });
    if (!file.endsWith(".html")) sent += body.length;
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream", "content-encoding": "gzip" }).end(body);
  } catch { response.writeHead(404).end(); }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
engines.Pagefind = new Array(rows.length);
const ask = (page, queries) => page.evaluate(async (queries) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const answers = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    answers.push(await Promise.all(results.slice(0, 6).map(async (one) => (await one.data()).url.replace(/^\//, ""))));
  }
  return answers;
}, queries);
const visit = async (lang) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/${lang}/`);
  return page;
};
for (const lang of ["it", "en"]) {
  const asked = rows.map((row, at) => ({ ...row, at })).filter((row) => row.lang === lang);
  const page = await visit(lang);
  const found = await ask(page, asked.map(({ query }) => query));
  asked.forEach(({ at }, nth) => { engines.Pagefind[at] = found[nth]; });
  await page.context().close();
}
// Bytes with nothing in the cache: of every fifth query.
bytes.Pagefind = [];
for (const { lang, query } of rows.filter((_, at) => at % 5 === 0)) {
  const page = await visit(lang);
  sent = 0;
  await ask(page, [query]);
  bytes.Pagefind.push(sent);
  await page.context().close();
}
await browser.close();
server.close();

console.log("| engine | first | in the first three | nonsense finds nothing | bytes of a first query, median | worst |\n|---|---|---|---|---|---|");
for (const [name, answers] of Object.entries(engines)) {
  const real = rows.map((row, at) => ({ row, pages: answers[at] })).filter(({ row }) => row.pages.length);
  const none = rows.map((row, at) => ({ row, pages: answers[at] })).filter(({ row }) => !row.pages.length);
  const within = (count) => real.filter(({ row, pages }) => pages.slice(0, count).some((page) => row.pages.includes(page))).length;
  const sorted = [...bytes[name]].sort((a, b) => a - b).map((count) => `${(count / 1000).toFixed(0)} kB`);
  console.log(`| ${name} | ${within(1)} of ${real.length} | ${within(3)} of ${real.length} | ${none.filter(({ pages }) => !pages.length).length} of ${none.length} | ${sorted[sorted.length >> 1]} | ${sorted.at(-1)} |`);
}
