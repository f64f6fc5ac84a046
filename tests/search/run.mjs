// Runs the search of a built site without a browser: `node run.mjs SITE QUERIES` writes one line of JSON for
// each query: the addresses found, in the order in which a reader sees them.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const [site, queries] = process.argv.slice(2);
const script = readdirSync(join(site, "assets")).find((name) => /^search\.\w+\.js$/.test(name));
const sandbox = { module: { exports: {} } };
vm.runInNewContext(readFileSync(join(site, "assets", script), "utf8"), sandbox);
const { open, search } = sandbox.module.exports;
const store = open((path) => vm.runInNewContext(readFileSync(join(site, path), "utf8"), { carta_search: store.receive }));

for (const line of readFileSync(queries, "utf8").split("\n")) {
  if (!line.trim() || line.startsWith("#")) continue;
  const [lang, query] = line.split("|").map((part) => part.trim());
  const found = await search(store, lang, query);
  const pages = found.sides.flatMap((side) => side.results.map((one) => one.url));
  console.log(JSON.stringify({ lang, query, pages, total: found.total, suggestion: found.suggestion, cards: found.sides.flatMap((side) => side.results.filter((one) => one.card).map((one) => one.url)) }));
}
