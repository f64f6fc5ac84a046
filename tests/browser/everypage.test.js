// What holds on every page of the site, not only on one of each template: light, in order, with landmarks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { htmlFiles, siteFolder } from "./site.js";

const folder = siteFolder();
const pages = htmlFiles(folder)
  .map((file) => ({ file, html: readFileSync(path.join(folder, file), "utf8") }))
  .filter(({ html }) => html.includes("<body class="));
const whole = pages.filter(({ html }) => !html.includes('<body class="embed"'));
const wrongOf = (set, look) => set.flatMap(({ file, html }) => look(html, file).map((wrong) => `${file}: ${wrong}`));

test("there are pages to look at, of every kind", () => {
  assert.ok(whole.length > 100, `${whole.length}`);
  assert.ok(pages.length > whole.length, "pages for frames too");
});

test("style and script of every page weigh at most 15 KB together, compressed, in few files that block nothing", () => {
  const weights = new Map();
  const weight = (asset) => {
    if (!weights.has(asset)) weights.set(asset, gzipSync(readFileSync(path.join(folder, "assets", asset)), { level: 9 }).length);
    return weights.get(asset);
  };
  let heaviest = { sum: 0 };
  const wrong = wrongOf(whole, (html, file) => {
    const styles = [...html.matchAll(/<link rel="stylesheet" href="[^"]*?assets\/([^"]+)"/g)].map((match) => match[1]);
    const scripts = [...html.matchAll(/<script src="[^"]*?assets\/([^"]+)"([^>]*)>/g)];
    const sum = [...styles, ...scripts.map((match) => match[1])].reduce((sum, asset) => sum + weight(asset), 0);
    if (sum > heaviest.sum) heaviest = { file, sum };
    const head = html.slice(0, html.indexOf("</head>"));
    return [
      ...(sum > 15 * 1024 ? [`${sum} bytes`] : []),
      ...(styles.length > 3 ? [`${styles.length} style sheets`] : []),
      ...(styles.some((style) => !head.includes(style)) ? ["a style sheet in the body"] : []),
      ...scripts.filter((match) => !/\bdefer\b/.test(match[2])).map((match) => `${match[1]} blocks`),
    ];
  });
  console.log(`the heaviest: ${heaviest.file}, ${heaviest.sum} bytes`);
  assert.deepEqual(wrong, []);
});

test("headings go down one level at a time, from one of level 1", () => {
  const wrong = wrongOf(pages, (html) => {
    const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map((match) => Number(match[1]));
    const skips = levels.flatMap((level, at) => (level > (levels[at - 1] ?? 0) + 1 ? [`h${level} after h${levels[at - 1] ?? 0}`] : []));
    const tops = levels.filter((level) => level === 1).length;
    return [...skips, ...(tops === 1 ? [] : [`${tops} of level 1`])];
  });
  assert.deepEqual(wrong, []);
});

test("every page has its landmarks, and those of one kind have names that tell them apart", () => {
  const wrong = wrongOf(whole, (html) => {
    const count = (pattern) => [...html.matchAll(pattern)].length;
    const names = [...html.matchAll(/<nav\b([^>]*)>/g)].map((match) => /aria-label(?:ledby)?="([^"]+)"/.exec(match[1])?.[1]);
    const chooser = html.includes('<body class="root"');
    return [
      ...(count(/<main\b/g) === 1 ? [] : ["not one main"]),
      ...(chooser || count(/<header class="top"/g) === 1 ? [] : ["no header"]),
      ...(chooser || count(/<footer\b/g) >= 1 ? [] : ["no footer"]),
      ...(chooser || /<a class="skip" href="#carta-main">/.test(html) ? [] : ["no skip link"]),
      ...(names.every(Boolean) ? [] : ["a nav without a name"]),
      ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `two navs are called “${name}”`),
    ];
  });
  assert.deepEqual(wrong, []);
});

test("pictures have words: an image a text, a drawing a name or nothing to say", () => {
  const wrong = wrongOf(pages, (html) => [
    ...[...html.matchAll(/<img\b[^>]*>/g)].filter(([tag]) => !/\salt="/.test(tag)).map(([tag]) => tag),
    ...[...html.matchAll(/<svg\b[^>]*>/g)].filter(([tag]) => !/aria-hidden="true"|role="img"[^>]*aria-label(ledby)?="[^"]/.test(tag)).map(([tag]) => tag),
  ]);
  assert.deepEqual(wrong, []);
});

test("behind every picture of numbers stands a table of the same", () => {
  let figures = 0;
  const wrong = wrongOf(whole, (html) => [...html.matchAll(/<figure class="(chart[^"]*|timeline[^"]*)".*?<\/figure>/gs)].flatMap(([figure, kind]) => {
    figures += 1;
    // A few large numbers with their names are words already, as is a list of regions.
    if (/figures/.test(kind)) return /<dl/.test(figure) ? [] : ["figures without a list"];
    return /<table/.test(figure) ? [] : [`${kind}: no table`];
  }));
  assert.ok(figures > 10, `${figures}`);
  assert.deepEqual(wrong, []);
});

test("no number is said twice: the page above the chapters numbers no sections, a chapter counts in its own number", () => {
  const wrong = wrongOf(whole.filter(({ html }) => /<body class="(frozen )?document"/.test(html)), (html) => {
    const chapter = /<p class="eyebrow">[^<]*?(\d+)<\/p>/.exec(html)?.[1];
    const numbers = [...html.matchAll(/<h[2-4][^>]*><span class="number">([\d.]+)</g)].map((match) => match[1]);
    if (html.includes('<nav class="map"')) return numbers.map((number) => `its own section ${number}`);
    return [
      ...(chapter ? [] : ["no chapter number"]),
      ...(numbers.length ? [] : ["no numbers"]),
      ...numbers.filter((number) => !number.startsWith(`${chapter}.`)),
    ];
  });
  assert.deepEqual(wrong, []);
});
