// Runs the search of a built site without a browser: `node run.mjs SITE QUERIES` writes one line of JSON for
// each query: the addresses found, in the order in which a reader sees them, and what had to be brought for it by
// a browser that has nothing yet: how many files, how many bytes as a host compresses them. `node run.mjs SITE QUERIES
// typed` counts these for a query that is typed letter by letter without a rest until its last, and says how many
// files this last letter waited for.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

const [site, queries, typed] = process.argv.slice(2);
const script = readdirSync(join(site, "assets")).find((name) => /^search\.\w+\.js$/.test(name));
const sandbox = { module: { exports: {} } };
vm.runInNewContext(readFileSync(join(site, "assets", script), "utf8"), sandbox);
const { open, search } = sandbox.module.exports;
const read = new Map();
const bytes = (path) => {
  if (!read.has(path)) {
    const text = readFileSync(join(site, path));
    read.set(path, { text, packed: gzipSync(text, { level: 6 }).length });
  }
  return read.get(path);
};
// What opening the dialog brings besides.
const assets = readdirSync(join(site, "assets")).filter((name) => /^search(-box)?\.\w+\.(js|css)$/.test(name)).map((name) => `assets/${name}`);

for (const line of readFileSync(queries, "utf8").split("\n")) {
  if (!line.trim() || line.startsWith("#")) continue;
  const [lang, query] = line.split("|").map((part) => part.trim());
  const files = [...assets];
  const store = open((path) => {
    files.push(path);
    vm.runInNewContext(bytes(path).text, { carta_search: store.receive });
  });
  await store.early(lang);
  // How many files the last letter waited for until it showed something; null if it showed nothing.
  let waited = null;
  for (let letters = 1; typed && letters <= query.length; letters++) {
    let wanted = true;
    const here = files.length;
    waited = null;
    const rest = async () => { wanted = false; };
    for await (const part of search(store, lang, query.slice(0, letters), { rest: letters > 1 ? rest : null, wanted: () => wanted })) {
      waited ??= files.length - here;
      if (part.done) break;
    }
  }
  const steps = [];
  let found = null;
  for await (found of search(store, lang, query)) steps.push(found.sides.flatMap((side) => side.results.map((one) => one.url)));
  const pages = steps.at(-1);
  // Asked again by somebody in the middle of typing, with everything here: what is shown before a rest.
  let rested = false, early = 0;
  const rest = async () => { rested = true; };
  for await (const part of search(store, lang, query, { rest })) {
    if (!rested) early = Math.max(early, part.sides.reduce((sum, side) => sum + side.results.length, 0));
  }
  const own = found.sides.some((side) => side.lang === lang);
  console.log(JSON.stringify({
    lang, query, pages, steps, own, early, total: found.total, atLeast: found.atLeast, seen: found.seen, suggestion: found.suggestion,
    cards: found.sides.flatMap((side) => side.results.filter((one) => one.card).map((one) => one.url)),
    waited, files: files.length, bytes: files.reduce((sum, path) => sum + bytes(path).packed, 0),
  }));
}
