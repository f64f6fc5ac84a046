// What the real site has not got, or not yet: a page without a translation, an old address, a licence,
// a folder on disk. On a small site of its own, built by the program that CARTA_BIN names.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { becomes, patientPage } from "./patience.js";
import { start } from "./site.js";

const SOURCES = {
  "site.yaml": `title: {it: Prova, en: Trial}
description: {it: Un sito di prova., en: A trial site.}
base_url: https://example.org/carta/
languages: [it, en]
repository: https://example.org/repo
license: {name: {it: CC BY 4.0, en: CC BY 4.0}, url: "https://creativecommons.org/licenses/by/4.0/"}
`,
  "index.it.md": "---\ntitle: Prova\n---\n\nCiao.\n",
  "index.en.md": "---\ntitle: Trial\n---\n\nHello.\n",
  "doc/index.it.md": "---\ntitle: Documento\nkind: document\nchildren: document\n---\n\nTesto.\n",
  "doc/chapter.it.md": "---\ntitle: Capitolo\naliases: [/vecchio/]\n---\n\n## Primo\n\nUna parola.[^1]\n\n## Secondo\n\nAltre parole.\n\n[^1]: Una nota.\n",
  "words/index.it.md": "---\ntitle: Parole\nchildren: term\n---\n\nLe parole.\n",
  "words/index.en.md": "---\ntitle: Words\n---\n\nThe words.\n",
  "words/word.it.md": "---\ntitle: parola\navoid: [{form: \"parolacc{ia,e}\", why: Offende.}]\n---\n\nÈ ciò che si dice.\n",
  "words/word.en.md": "---\ntitle: mot\nforeign: fr\n---\n\nIt is what one says.\n",
};

if (!process.env.CARTA_BIN) throw new Error("CARTA_BIN is not set: it names the program that builds the small site");
let folder;
let site;
before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "carta-browser-"));
  for (const [name, text] of Object.entries(SOURCES)) {
    const file = path.join(folder, "content", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  execFileSync(process.env.CARTA_BIN, ["build", "--root", folder, "--out", path.join(folder, "site")], { stdio: "pipe" });
  site = await start(path.join(folder, "site"));
});
after(async () => {
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

test("a page without a translation says so, in its own language, and claims nothing", async () => {
  const page = await site.open("/en/doc/chapter/");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.locator(".content").getAttribute("lang"), "it");
  assert.equal(await page.locator("h1").getAttribute("lang"), "it");
  assert.ok((await page.locator(".notice").innerText()).includes("Italian"));
  assert.equal(await page.locator("link[rel=canonical]").getAttribute("href"), "https://example.org/carta/it/doc/chapter/");
  assert.equal(await page.locator("link[hreflang]").count(), 0);
  assert.deepEqual(page.wrongs, []);
  await page.done();
});

test("an old address leads on, without JavaScript too", async () => {
  const page = await site.open("/vecchio/", { script: false, until: "commit" });
  await page.waitForURL("**/it/doc/chapter/");
  assert.deepEqual(page.wrongs, []);
  await page.done();
});

test("a foreign headword is marked, a form to shun can be read, the footer names the licence", async () => {
  const page = await site.open("/en/words/word/");
  assert.equal(await page.locator("h1").getAttribute("lang"), "fr");
  assert.equal(await page.locator("a[rel=license]").getAttribute("href"), "https://creativecommons.org/licenses/by/4.0/");
  await page.done();
  const italian = await site.open("/it/words/word/");
  assert.ok(!/[{}]/.test(await italian.locator(".avoid").innerText()));
  assert.equal(await italian.locator(".also [lang=fr]").innerText(), "mot");
  await italian.done();
});

test("from a folder on disk, without a server, links lead to pages", async () => {
  const page = await patientPage(site.browser);
  await page.goto(pathToFileURL(path.join(folder, "site", "index.html")).href);
  await page.locator("a[hreflang=it]").click();
  await page.waitForURL("**/site/it/index.html");
  await page.locator(".menu a").first().click();
  await page.waitForURL("**/site/it/doc/index.html");
  await page.locator("a[rel=next]").click();
  await page.waitForURL("**/site/it/doc/chapter/index.html");
  await becomes(() => page.locator("h1").innerText(), "Capitolo");
  await page.locator(".languages a[hreflang]:not([aria-current])").click();
  await page.waitForURL("**/site/en/doc/chapter/index.html");
  await page.context().close();
});
