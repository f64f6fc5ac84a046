// Frozen versions and what changed between them, on a small site of its own, built by the program that
// CARTA_BIN names: the real site has one edition, and in it nothing has changed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { standsAt } from "./patience.js";
import { start } from "./site.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SOURCES = {
  "site.yaml": "title: {it: Prova, en: Trial}\ndescription: {it: Un sito di prova., en: A trial site.}\nbase_url: https://example.org/\nlanguages: [it, en]\n",
  "index.it.md": "---\ntitle: Prova\n---\n\nCiao.\n",
  "index.en.md": "---\ntitle: Trial\n---\n\nHello.\n",
  "doc/index.it.md": "---\ntitle: Documento\nkind: document\nchildren: document\n---\n\nTesto. ^testo\n",
  "doc/index.en.md": "---\ntitle: Document\n---\n\nText. ^testo\n",
  "doc/chapter.it.md": "---\ntitle: Capitolo\n---\n\n## Primo {#primo}\n\nUna parola detta con calma. ^uno\n\nUn punto che va via. ^due\n",
  "doc/chapter.en.md": "---\ntitle: Chapter\n---\n\n## First {#primo}\n\nA word said calmly. ^uno\n\nA point that goes. ^due\n",
};

if (!process.env.CARTA_BIN) throw new Error("CARTA_BIN is not set: it names the program that builds the small site");
let folder;
let site;
const put = (name, text) => {
  const file = path.join(folder, "content", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const carta = (...words) => execFileSync(process.env.CARTA_BIN, [...words, "--root", folder], { stdio: "pipe" });

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "carta-browser-"));
  for (const [name, text] of Object.entries(SOURCES)) put(name, text);
  carta("freeze", "1");
  put("doc/chapter.it.md", SOURCES["doc/chapter.it.md"].replace("con calma", "con molta calma").replace("Un punto che va via. ^due", "Un punto nuovo di zecca. ^tre"));
  put("doc/chapter.en.md", SOURCES["doc/chapter.en.md"].replace("calmly", "very calmly").replace("A point that goes. ^due", "A brand new point here. ^tre"));
  carta("freeze", "2");
  carta("build", "--out", path.join(folder, "site"));
  site = await start(path.join(folder, "site"));
});
after(async () => {
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const PAGES = ["/it/v/", "/en/v/", "/it/v/1/", "/en/v/2/", "/it/v/2/modifiche/", "/en/v/2/changes/", "/it/v/modifiche/", "/it/v/1/doc/chapter/", "/en/v/2/doc/"];
for (const url of PAGES) {
  test(`axe finds nothing on ${url}, and nothing is wider than a phone`, async () => {
    const page = await site.open(url);
    await page.evaluate(AXE);
    for (const theme of ["light", "dark"]) {
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: theme });
        const wrong = await page.evaluate(async (rules) => {
          const { violations } = await globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}: ${nodes[0].failureSummary}`);
        }, RULES);
        assert.deepEqual(wrong, [], `${theme} ${width}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${theme} ${width}`);
      }
    }
    assert.deepEqual(page.wrongs, []);
    await page.done();
  });
}

test("what changed is said in words to those who hear it, and not by colour alone to those who see it", async () => {
  const page = await site.open("/it/v/2/modifiche/", { script: false });
  const heard = await page.locator(".change").first().locator("p").nth(1).textContent();
  assert.equal(heard.replace(/\s+/g, " ").trim(), "Una parola detta con [aggiunto] molta [fine] calma.");
  const seen = await page.locator(".change").evaluateAll((changes) => changes.map((change) => change.querySelector(".change-what").innerText));
  assert.deepEqual(seen, ["Riscritto", "Tolto", "Aggiunto"]);
  for (const [element, line] of [["ins", "underline"], ["del", "line-through"]]) {
    const style = await page.locator(element).first().evaluate((found) => getComputedStyle(found).textDecorationLine);
    assert.equal(style, line);
  }
  assert.deepEqual(page.wrongs, []);
  await page.done();
});

test("from a frozen page the way leads to today, to its neighbours in time, and keeps the language", async () => {
  const page = await site.open("/it/v/1/doc/chapter/");
  for (const [rel, url] of [["latest-version", "/it/doc/chapter/"], ["version-history", "/it/v/"], ["successor-version", "/it/v/2/doc/chapter/"]]) {
    assert.equal(await page.locator(`link[rel=${rel}]`).evaluate((link) => new URL(link.href).pathname), url);
  }
  await page.locator(".notice a").first().click();
  await standsAt(page, "/it/doc/chapter/");
  await page.goBack();
  await standsAt(page, "/it/v/1/doc/chapter/");
  await page.locator("nav.languages a[hreflang=en]").click();
  await standsAt(page, "/en/v/1/doc/chapter/");
  assert.deepEqual(page.wrongs, []);
  await page.done();
});

test("the feed is well-formed Atom with all that Atom demands", async () => {
  const page = await site.open("/it/");
  const feed = await page.evaluate(async () => {
    const href = document.querySelector("link[type='application/atom+xml']").href;
    const tree = new DOMParser().parseFromString(await (await fetch(href)).text(), "application/xml");
    const inside = (element, name) => [...element.children].filter((child) => child.localName === name && child.namespaceURI === "http://www.w3.org/2005/Atom");
    const one = (element, name) => inside(element, name).map((child) => child.textContent);
    return {
      broken: tree.querySelector("parsererror")?.textContent ?? "",
      root: tree.documentElement.localName,
      feed: ["id", "title", "updated", "author"].map((name) => one(tree.documentElement, name).length),
      entries: inside(tree.documentElement, "entry").map((entry) => ["id", "title", "updated", "summary"].map((name) => one(entry, name)[0])),
      links: inside(tree.documentElement, "link").map((link) => link.getAttribute("rel")),
    };
  });
  assert.deepEqual([feed.broken, feed.root, feed.feed, feed.links], ["", "feed", [1, 1, 1, 1], ["self", "alternate"]]);
  assert.equal(feed.entries.length, 2);
  for (const [id, title, updated, summary] of feed.entries) {
    assert.match(id, /^tag:example\.org,\d{4}-\d\d-\d\d:\/it\/v\/[12]$/);
    assert.match(updated, /^\d{4}-\d\d-\d\dT00:00:00Z$/);
    assert.ok(title && summary);
  }
  assert.equal(new Set(feed.entries.map(([id]) => id)).size, 2);
  await page.done();
});
