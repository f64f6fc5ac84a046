// What an editor sees in the browser while they write: `carta serve` with the theme, in Chromium.
// CARTA_BIN names the program (else the one of a development build), CARTA_CHROMIUM the browser.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { becomes, eventually, launch, patientPage } from "./patience.js";

const here = dirname(fileURLToPath(import.meta.url));
const carta = process.env.CARTA_BIN ?? join(here, "../../target/debug/carta");

const paragraphs = (from, to) =>
  Array.from({ length: to - from }, (_, i) => `Paragrafo numero ${from + i}, con qualche parola in più per fare una riga.`);
const uno = (lines) => `---\ntitle: Pagina uno\n---\n\n${lines.join("\n\n")}\n`;
const SITE = {
  "content/site.yaml": "title: { it: Carta, en: Charter }\nbase_url: https://example.org/\nlanguages: [it, en]\n",
  "content/index.it.md": "---\ntitle: Inizio\n---\n\nBenvenuti.\n",
  "content/index.en.md": "---\ntitle: Start\n---\n\nWelcome.\n",
  "content/uno.it.md": uno(paragraphs(0, 60)),
  "content/uno.en.md": "---\ntitle: Page one\n---\n\nThe text of the first.\n",
  "content/due.it.md": "---\ntitle: Pagina due\n---\n\nVedi [uno](uno.md).\n",
  "content/due.en.md": "---\ntitle: Page two\n---\n\nSee [one](uno.md).\n",
};

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

let root;
let preview;
let page;
let wrongs;

// Beside, then renamed over: what is seen is the old text or the new. (Other ways of saving have tests of
// their own, here and in tests/serve.rs; in between they may show anything.)
const save = async (path, text) => {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(join(root, ".beside"), text);
  await rename(join(root, ".beside"), file);
};

const serve = async (port = "0") => {
  const process = spawn(carta, ["serve", "--lang", "it", "--port", String(port), "--root", root]);
  process.stderr.resume();
  const address = await new Promise((resolve, reject) => {
    let said = "";
    process.stdout.on("data", (text) => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (found) resolve(found[0]);
    });
    process.on("error", reject);
    process.on("exit", () => reject(new Error("carta serve ended")));
  });
  const stop = () => new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) return resolve();
    process.on("exit", resolve);
    process.kill("SIGINT");
  });
  return { process, address, stop };
};

const open = async (path, context) => {
  const opened = await patientPage(browser, {}, context);
  opened.on("pageerror", (error) => wrongs.push(String(error)));
  opened.on("console", (message) => { if (/Content.Security.Policy/i.test(message.text())) wrongs.push(message.text()); });
  const heard = opened.waitForResponse((response) => response.url().includes("/.carta/events"));
  await opened.goto(preview.address + path);
  await heard;
  // A mark that a reload would wipe away.
  await opened.evaluate(() => { window.stayed = true; });
  return opened;
};
const says = (where, text) => where.waitForFunction((text) => document.body.innerText.includes(text), text);
const stayed = (where) => where.evaluate(() => window.stayed === true);
const panel = (where) => where.locator("#carta-preview .panel");
/** What the preview marks as changed, written down when it does: the marks themselves fade. */
const watchMarks = (where) => where.evaluate(() => {
  window.marked = [];
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (frames, options) {
    if (options.id === "carta-changed") window.marked.push(this.textContent.replace("¶", "").trim());
    return animate.call(this, frames, options);
  };
});

beforeEach(async () => {
  wrongs = [];
  root = await mkdtemp(join(tmpdir(), "carta-preview-"));
  for (const [path, text] of Object.entries(SITE)) await save(path, text);
  preview = await serve();
  page = await open("it/uno/");
});
afterEach(async () => {
  // A context that a page got for itself goes with it.
  await page.context().close();
  await preview.stop();
  await rm(root, { recursive: true, force: true });
  assert.deepEqual(wrongs, []);
});

test("saved text is swapped in place; scroll, focus, open details and typed text stay", async () => {
  await page.evaluate(() => {
    // As a theme's script would: things that no page was sent with.
    const made = document.createElement("div");
    made.innerHTML = "<details open><summary>Sunto</summary>Dentro</details><input id=campo>";
    document.querySelector("main").prepend(made);
    document.querySelector("#campo").value = "scritto a mano";
    scrollTo({ top: 900, behavior: "instant" });
    document.querySelector("#campo").focus({ preventScroll: true });
  });
  await watchMarks(page);
  const at = await page.evaluate(() => scrollY);
  const kept = await page.locator(".content p").first().elementHandle();
  const seen = await page.evaluate(() =>
    [...document.querySelectorAll(".content p")].findIndex((p) => p.getBoundingClientRect().top > 200));
  const lines = paragraphs(0, 60);
  lines[seen] = "Questo è cambiato.";
  await save("content/uno.it.md", uno(lines));
  await says(page, "Questo è cambiato.");
  assert.ok(await stayed(page), "no reload");
  assert.equal(await page.evaluate(() => scrollY), at, "what changed is in sight: nothing scrolls");
  assert.equal(await page.evaluate(() => document.activeElement.id), "campo");
  assert.equal(await page.locator("#campo").inputValue(), "scritto a mano");
  assert.equal(await page.locator("main details").first().getAttribute("open"), "");
  assert.ok(await kept.evaluate((node) => node.isConnected), "the same paragraphs as before");
  // Exactly that paragraph is marked.
  const marked = await page.evaluate(() => window.marked);
  assert.deepEqual(marked, ["Questo è cambiato."]);
});

test("the first changed paragraph comes into sight", async () => {
  const lines = paragraphs(0, 60);
  lines[55] = "Molto più in basso.";
  await save("content/uno.it.md", uno(lines));
  await says(page, "Molto più in basso.");
  await page.waitForFunction(() => {
    const changed = [...document.querySelectorAll(".content p")].find((p) => p.innerText.includes("Molto più in basso."));
    const { top, bottom } = changed.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
});

test("paragraphs that come and go leave the others alone", async () => {
  await watchMarks(page);
  const handles = await page.locator(".content p").elementHandles();
  const lines = paragraphs(0, 60);
  lines.splice(10, 1);
  lines.splice(20, 0, "Uno nuovo.", "E un altro.");
  await save("content/uno.it.md", uno(lines));
  await says(page, "E un altro.");
  const words = await page.locator(".content p").allInnerTexts();
  assert.deepEqual(words.map((text) => text.replace("¶", "").trim()).filter(Boolean), lines);
  const left = await Promise.all(handles.map((handle) => handle.evaluate((node) => node.isConnected)));
  assert.ok(left.filter(Boolean).length >= 58, `${left.filter(Boolean).length} of 60 were kept`);
  const marked = await page.evaluate(() => window.marked);
  assert.ok(marked.includes("Uno nuovo.") && marked.includes("E un altro.") && marked.length <= 4, marked.join("; "));
});

test("a page that does not depend on a change stays still, and is told where to go", async () => {
  await page.evaluate(() => {
    window.moves = 0;
    new MutationObserver((list) => { window.moves += list.length; })
      .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await save("content/due.it.md", "---\ntitle: Pagina due\n---\n\nVedi ancora [uno](uno.md).\n");
  const offer = panel(page).getByRole("link", { name: "Vai alla pagina" });
  await offer.waitFor();
  await panel(page).getByText("Hai modificato «Pagina due»").waitFor();
  assert.equal(await page.evaluate(() => window.moves), 0);
  await offer.click();
  await says(page, "Vedi ancora");
});

test("a style swaps the style sheet alone", async () => {
  const css = await readFile(join(here, "../../themes/carta/static/carta.css"), "utf8");
  await page.evaluate(() => {
    window.moves = 0;
    new MutationObserver((list) => { window.moves += list.length; })
      .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await save("themes/carta/static/carta.css", `${css}\nh1 { color: rgb(1, 2, 3) !important; }\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
  await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
  assert.ok(await stayed(page));
  assert.equal(await page.evaluate(() => window.moves), 0);
});

test("mistakes are named in the page, with their line, and go when they are gone", async () => {
  await save("content/uno.it.md", uno(["Vedi [là](manca.md) <b>."]));
  // The panel may be open already, with something else to say.
  await panel(page).getByText("non c’è una pagina «manca.md»").first().waitFor();
  await panel(page).getByRole("heading", { name: "In questa pagina" }).waitFor();
  const link = panel(page).getByRole("link", { name: "content/uno.it.md:5:6" });
  assert.match(await link.getAttribute("href"), /^vscode:\/\/file\/.*content\/uno\.it\.md:5:6$/);
  await panel(page).locator("mark", { hasText: "[là](manca.md)" }).waitFor();
  // Closed by hand, it stays closed until there is something else to say.
  await panel(page).getByRole("button", { name: "Chiudi" }).click();
  await panel(page).waitFor({ state: "hidden" });
  await save("content/uno.it.md", uno(["Vedi [là](altra.md)."]));
  await panel(page).getByText("altra.md").first().waitFor();
  await save("content/uno.it.md", uno(["Vedi [là](due.md)."]));
  const problems = panel(page).locator("li", { hasText: "altra.md" });
  await problems.waitFor({ state: "detached" });
});

test("the last good page stays under a wrong template", async () => {
  const template = await readFile(join(here, "../../themes/carta/templates/page.html"), "utf8");
  await save("themes/carta/templates/page.html", "{{ page.");
  const mistake = panel(page).getByText("themes/carta/templates/page.html:1");
  await mistake.first().waitFor();
  await says(page, "Paragrafo numero 1,");
  await panel(page).getByText("ultima versione buona").waitFor();
  await save("themes/carta/templates/page.html", template);
  await becomes(() => mistake.count(), 0);
  assert.ok(await stayed(page));
});

test("a site that cannot be shown explains, and comes back by itself", async () => {
  const fresh = await open("it/due/");
  await rename(join(root, "content"), join(root, "altrove"));
  // The panel may speak of content/ for other reasons.
  await panel(fresh).getByText("ultima versione buona").waitFor();
  await panel(fresh).getByText("content").first().waitFor();
  await says(fresh, "Vedi uno");
  const late = await open("en/due/");
  await says(late, "Il sito per ora non si può mostrare");
  await rename(join(root, "altrove"), join(root, "content"));
  await says(late, "See one");
  await panel(fresh).getByText("ultima versione buona").waitFor({ state: "detached" });
  await Promise.all([fresh.context().close(), late.context().close()]);
});

test("a page that moves is followed", async () => {
  await save("content/uno.it.md", uno(["Altrove."]).replace("title:", "slug: altrove\ntitle:"));
  await page.waitForURL("**/it/altrove/");
  await says(page, "Altrove.");
  assert.ok(await stayed(page));
  await save("content/uno.it.md", uno(["Ancora qui."]).replace("title:", "slug: altrove\ntitle:"));
  await says(page, "Ancora qui.");
});

test("nine tabs and a restart: all of them are up to date in the end", async () => {
  const tabs = [];
  // More than a browser grants a server lines at a time: only tabs in sight may hold one.
  const context = await browser.newContext();
  await context.addInitScript(() => {
    let hidden = false;
    Object.defineProperty(document, "hidden", { get: () => hidden });
    window.hide = (now) => { hidden = now; document.dispatchEvent(new Event("visibilitychange")); };
  });
  for (let number = 0; number < 9; number += 1) {
    const tab = await open("it/uno/", context);
    await tab.evaluate(() => window.hide(true));
    tabs.push(tab);
  }
  await save("content/uno.it.md", uno(["Per tutte."]));
  for (const tab of tabs) {
    await tab.evaluate(() => window.hide(false));
    await says(tab, "Per tutte.");
    await tab.evaluate(() => window.hide(true));
  }
  const { port } = new URL(preview.address);
  await preview.stop();
  await panel(page).getByText("L’anteprima non risponde").waitFor();
  await save("content/uno.it.md", uno(["Dopo la pausa."]));
  // Until then the port may be somebody else's for a moment: browsers, too, get theirs from the same range.
  preview = await eventually(() => serve(port));
  await says(page, "Dopo la pausa.");
  await panel(page).waitFor({ state: "hidden" });
  await context.close();
});

test("a thousand rapid saves end with the last one", async () => {
  // Over the old text, as plain editors do it.
  for (let number = 1; number <= 1000; number += 1) await writeFile(join(root, "content/uno.it.md"), uno([`Salvato ${number} volte.`]));
  await says(page, "Salvato 1000 volte.");
  assert.ok(await stayed(page));
  await becomes(() => page.locator(".content p").count(), 1);
});

test("words of the site and the title of another page change in place", async () => {
  await save("content/uno.it.md", uno(["Vedi [[due]]."]));
  await says(page, "Pagina due");
  await save("content/due.it.md", "---\ntitle: Un altro titolo\n---\n\nVedi [uno](uno.md).\n");
  await says(page, "Un altro titolo");
  await save("i18n/it/mie.ftl", "skip = Salta subito al testo\n");
  await page.waitForFunction(() => document.querySelector(".skip")?.textContent === "Salta subito al testo");
  assert.ok(await stayed(page));
});

test("what the theme's script adds is there for new text too", async () => {
  const signs = () => page.locator(".content p > .para").count();
  await becomes(signs, 60);
  await save("content/glossary/index.it.md", "---\ntitle: Glossario\nchildren: term\n---\n");
  await save("content/glossary/recovery.it.md", "---\ntitle: recovery\n---\n\nUn percorso di ripresa.\n");
  await save("content/uno.it.md", uno([...paragraphs(0, 60), "## Titolo nuovo", "Qui si parla di recovery.", ...paragraphs(60, 75), "## Ancora", ...paragraphs(75, 90)]));
  const term = page.locator(".content a.term");
  await term.waitFor();
  assert.ok(await stayed(page));
  await page.waitForFunction(() => document.querySelector(".content a.term").ariaHasPopup === "dialog");
  await term.click();
  const popup = page.locator(".popup:popover-open");
  await popup.getByText("Un percorso di ripresa.").waitFor();
  await becomes(() => term.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector(".content a.term").ariaExpanded === "false");
  await becomes(signs, 91);
  // The contents follow the reader to a heading that was not there.
  await page.locator(".content h2").first().evaluate((heading) => heading.scrollIntoView());
  await page.waitForFunction(() => document.querySelector(".toc [aria-current]")?.textContent.includes("Titolo nuovo"));
});

test("search finds what was saved a moment ago, in a dialog that is open", async () => {
  await page.keyboard.press("/");
  const box = page.getByRole("combobox");
  await box.fill("melograno");
  const status = page.locator(".search-status");
  await page.waitForFunction(() => /nessun|0/i.test(document.querySelector(".search-status")?.textContent ?? ""));
  await becomes(() => page.getByRole("option").count(), 0);
  await save("content/due.it.md", "---\ntitle: Pagina due\n---\n\nUn melograno in giardino.\n");
  await page.getByRole("option").filter({ hasText: "melograno" }).first().waitFor();
  await eventually(async () => assert.match(await status.textContent(), /1/));
  await save("content/due.it.md", "---\ntitle: Pagina due\n---\n\nUn ulivo in giardino.\n");
  await becomes(() => page.getByRole("option").count(), 0);
  await box.fill("ulivo");
  await page.getByRole("option").filter({ hasText: "ulivo" }).first().waitFor();
  assert.ok(await stayed(page));
});

test("both languages side by side follow what is saved in either", async () => {
  await page.context().close();
  page = await open("it-en/due/");
  await save("content/due.en.md", "---\ntitle: Page two\n---\n\nRead [one](uno.md) first.\n");
  await says(page, "first.");
  await save("content/due.it.md", "---\ntitle: Pagina due\n---\n\nLeggi prima [uno](uno.md).\n");
  await says(page, "Leggi prima");
  assert.ok(await stayed(page));
  const cells = await page.locator("main").innerText();
  assert.ok(cells.includes("first.") && cells.indexOf("Leggi prima") < cells.indexOf("first."), "the authentic language stands first");
});

const careless = (from, to) =>
  Array.from({ length: to - from }, (_, i) => `Due  spazi nella riga ${from + i}.`);
const items = (where) => panel(where).locator("li");

test("hundreds of problems elsewhere are counted, and shown to whoever asks", async () => {
  const due = (lines) => `---\ntitle: Pagina due\n---\n\n${lines.join("\n\n")}\n`;
  await save("content/due.it.md", due(careless(0, 180)));
  const fold = panel(page).locator("details:visible");
  const summary = fold.locator("summary");
  await eventually(async () => assert.match(await summary.innerText(), /^1[89]\d problemi$/));
  assert.equal(await items(page).count(), 0, "none is drawn before somebody asks");
  await summary.click();
  await becomes(() => items(page).count(), 50);
  await panel(page).getByRole("button", { name: /^Altri 1[34]\d problemi$/ }).click();
  await becomes(() => items(page).count(), 150);
  // What did not change stays as it is, and in its place; what changed is brought up to date.
  const fifth = await items(page).nth(4).elementHandle();
  const all = panel(page).getByRole("button", { name: /^Altri/ });
  await save("content/due.it.md", due(["Uno  solo.", ...careless(1, 180)]));
  await fold.locator("pre", { hasText: /^Uno\s+solo/ }).first().waitFor();
  assert.ok(await fifth.evaluate((node) => node.isConnected));
  assert.equal(await fold.getAttribute("open"), "");
  await all.click();
  await becomes(() => all.count(), 0);
  // A mistake is not lost among warnings.
  await save("content/due.it.md", due(["Vedi [là](manca.md).", ...careless(1, 180)]));
  await panel(page).locator("li.error", { hasText: "manca.md" }).waitFor();
  assert.ok(await panel(page).locator("li.error").evaluate((node) => !node.closest("details")));
  await save("content/due.it.md", due(["Vedi [uno](uno.md)."]));
  await becomes(() => fold.count(), 0);
  await becomes(() => items(page).filter({ hasText: "due.it.md" }).count(), 0);
  assert.ok(await stayed(page));
});

test("a panel with the same hundreds of problems is not drawn again", async () => {
  await save("content/uno.it.md", uno([...careless(0, 200), "Una riga così."]));
  const here = panel(page).locator("div", { has: page.getByRole("heading", { name: "In questa pagina" }) });
  await becomes(() => here.locator("li").count(), 10);
  await here.locator("summary", { hasText: /^Altri 19\d problemi$/ }).waitFor();
  await page.evaluate(() => {
    window.moves = [];
    new MutationObserver((list) => window.moves.push(...list.map(({ target }) => target.localName ?? "text")))
      .observe(document.querySelector("#carta-preview").shadowRoot, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await save("content/uno.it.md", uno([...careless(0, 200), "Una riga buona."]));
  await says(page, "Una riga buona.");
  assert.deepEqual(await page.evaluate(() => window.moves), []);
  // Closed, it stays closed while there is only one more of the same to count.
  await panel(page).getByRole("button", { name: "Chiudi" }).click();
  await panel(page).waitFor({ state: "hidden" });
  await save("content/uno.it.md", uno([...careless(0, 200), "Una  riga cattiva."]));
  await says(page, "Una riga cattiva.");
  assert.ok(await panel(page).isHidden());
});
