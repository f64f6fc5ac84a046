// Stories of search, in a real browser on the built site of this repository (`CARTA_SITE`, else `site/` in the
// root).
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { becomes, eventually, holds, launch, patientPage } from "./patience.js";

const site = path.resolve(process.env.CARTA_SITE ?? process.env.SITE ?? fileURLToPath(new URL("../../site", import.meta.url)));
assert.ok(existsSync(path.join(site, "it/cerca/index.html")), `${site} holds no built site: run carta build first`);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const policy = /Content-Security-Policy: (.*)/.exec(readFileSync(path.join(site, "_headers"), "utf8"))[1];
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };

let browser, server, origin;
let sent = 0;
before(async () => {
  browser = await launch();
  server = createServer((request, response) => {
    let file = path.join(site, path.normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)));
    if (file.endsWith("/")) file += "index.html";
    if (!existsSync(file)) { response.writeHead(404).end(); return; }
    const body = gzipSync(readFileSync(file));
    sent += body.length;
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream", "content-encoding": "gzip", "content-security-policy": policy, "cache-control": "max-age=600" });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
});

const visit = async (url, options = {}) => {
  const page = await patientPage(browser, { viewport: { width: 1000, height: 800 }, ...options });
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") page.problems.push(message.text()); });
  await page.goto(url);
  return page;
};
const violations = async (page, where = "html") => {
  // axe is put in through the debugger, which no policy of the page forbids.
  await page.evaluate(axe);
  const found = await page.evaluate((where) => globalThis.axe.run(where, { resultTypes: ["violations"] }), where);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ").slice(0, 300)}`);
};
const options = (page) => page.locator("#carta-search-list [role=option]");
/** Waits until the dialog shows what was found for this query, and not for one before it. */
const shown = (page, query) => page.waitForFunction((query) => {
  const { href } = document.querySelector(".search-all");
  return new URL(href).searchParams.get("q") === query && document.querySelector(".search-status").textContent !== "";
}, query);
/** Types a query into the page of results, and waits for its results. */
const ask = async (page, query) => {
  await page.evaluate(() => {
    globalThis.renewed = false;
    new MutationObserver(() => { globalThis.renewed = true; }).observe(document.getElementById("carta-results"), { childList: true });
  });
  await page.locator("#carta-results-input").fill(query);
  await page.waitForFunction(() => renewed);
};
/** Waits for the style that comes with the script. */
const styled = (page) => holds(() => page.evaluate(() => document.querySelector("link[data-search-style]").sheet !== null), "search has its style");

test("slash opens the dialog, arrows choose, Enter opens the page", async () => {
  const page = await visit(`${origin}/it/`);
  await page.keyboard.press("/");
  const input = page.getByRole("combobox");
  await input.waitFor();
  await input.pressSequentially("dell’espert");
  await shown(page, "dell’espert");
  assert.ok(await options(page).count() > 0);
  await input.fill("esperto nel supporto fra pari");
  await shown(page, "esperto nel supporto fra pari");
  await page.locator(".search-option.card").first().waitFor();
  assert.match(await page.locator(".search-status").textContent(), /^\d+ pagin/);
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  assert.equal(await input.getAttribute("aria-activedescendant"), null);
  await page.keyboard.press("ArrowDown");
  const active = await input.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/it\/glossario\/esperto-in-supporto-tra-pari\//);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("Esc empties the field, then closes the dialog and gives the focus back", async () => {
  const page = await visit(`${origin}/en/glossary/`);
  await page.locator(".search-link").click();
  const input = page.getByRole("combobox");
  await input.fill("recovery");
  await shown(page, "recovery");
  assert.ok(await options(page).first().isVisible());
  await page.keyboard.press("Escape");
  await becomes(() => input.inputValue(), "");
  await holds(() => page.locator("#carta-search-list").isHidden());
  await page.keyboard.press("Escape");
  const open = () => page.locator(".search-dialog").evaluate((dialog) => dialog.open);
  await becomes(open, false);
  await becomes(() => page.evaluate(() => document.activeElement.className), "search-link");
  await page.keyboard.press("Control+k");
  await becomes(open, true);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("Enter without a choice leads to the page of results, which keeps the query in its address", async () => {
  const page = await visit(`${origin}/it/`);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("recoverry");
  await shown(page, "recoverry");
  await page.locator(".search-note").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/it\/cerca\/\?q=recoverry$/);
  await page.locator(".result").first().waitFor();
  assert.match(await page.locator(".search-note").textContent(), /recovery/);
  assert.match(await page.locator(".result a").first().getAttribute("href"), /it\/glossario\/recovery\/$/);
  await ask(page, "criteri di selezione");
  await page.waitForURL(/q=criteri\+di\+selezione/);
  await page.locator(".search-hits a[href*='#']").first().waitFor();
  const hit = await page.locator(".search-hits a[href*='#']").first().getAttribute("href");
  await page.goto(new URL(hit, page.url()).href);
  assert.ok(await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))), `${hit} leads to a block`);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("every hit of some queries leads to a place that exists", async () => {
  const page = await visit(`${origin}/it/cerca/?q=formazione`);
  const places = new Set();
  await page.locator(".result").first().waitFor();
  for (const query of ["formazione", "selezione criteri", "speranza", "recovery college", "30000"]) {
    await ask(page, query);
    for (const href of await page.locator("#carta-results a").evaluateAll((links) => links.map((link) => link.href))) places.add(href);
  }
  assert.ok(places.size > 40, `${places.size} places`);
  // Words of a note lead to the note, a fact to its row.
  for (const [query, place] of [["sossanita lunedì probabile", /introduzione\/#fn-2$/], ["30000 persone stati uniti", /stati-uniti\/#fact-workforce$/]]) {
    await ask(page, query);
    await page.waitForFunction((source) => [...document.querySelectorAll("#carta-results a")].some((link) => new RegExp(source).test(link.href)), place.source);
  }
  for (const place of places) {
    const url = new URL(place);
    const html = readFileSync(path.join(site, decodeURIComponent(url.pathname), "index.html"), "utf8");
    if (url.hash) assert.ok(html.includes(`id="${decodeURIComponent(url.hash.slice(1))}"`), place);
  }
  await page.context().close();
});

test("titles stand there before what pages say has come, and stay where they are", async () => {
  for (const viewport of [{ width: 1000, height: 800 }, { width: 320, height: 640 }]) {
    const page = await visit(`${origin}/it/`, { viewport });
    let release;
    const held = new Promise((free) => { release = free; });
    await page.route("**/assets/search/*/f*", async (route) => { await held; await route.continue(); });
    await page.keyboard.press("/");
    await page.getByRole("combobox").fill("supporto tra pari");
    await options(page).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const places = () => options(page).evaluateAll((all) => all.map((one) => [one.dataset.url.replace(/#.*/, ""), Math.round(one.getBoundingClientRect().top), Math.round(one.getBoundingClientRect().height), one.getAttribute("aria-selected")]));
    const before = await places();
    assert.ok(before.length >= 6, `${before}`);
    release();
    await page.waitForFunction(() => document.querySelector(".search-status").textContent !== "");
    assert.deepEqual((await places()).slice(0, before.length), before);
    assert.equal(before[1][3], "true");
    assert.match(await options(page).nth(1).textContent(), /supporto.{20}/s);
    assert.ok(await page.locator(".search-side").count() === 2, "both languages");
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
});

test("while a word is being typed its titles are there, its texts when the hand rests", async () => {
  const page = await visit(`${origin}/it/`);
  await page.keyboard.press("/");
  await page.getByRole("combobox").waitFor();
  const texts = () => page.evaluate(() => [...document.scripts].filter(({ src }) => /\/f\d+\.\w+\.js$/.test(src)).length);
  // How many texts had been asked for when the first title stood there.
  const first = await page.evaluate(() => new Promise((done) => {
    const list = document.getElementById("carta-search-list");
    new MutationObserver(() => {
      if (list.textContent.includes("speranza")) done([...document.scripts].filter(({ src }) => /\/f\d+\.\w+\.js$/.test(src)).length);
    }).observe(list, { childList: true });
    const input = document.getElementById("carta-search-input");
    for (const text of ["sp", "spe", "sper"]) { input.value = text; input.dispatchEvent(new Event("input")); }
  }));
  assert.equal(first, 0);
  await page.waitForFunction(() => document.querySelector(".search-status").textContent !== "");
  assert.ok(await texts() > 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("who has the page open while the site is published anew still finds", async () => {
  const page = await visit(`${origin}/it/`);
  // The manifest that this browser remembers names files that are no longer there.
  await page.route("**/search/manifest.js", async (route) => {
    const manifest = readFileSync(path.join(site, "search/manifest.js"), "utf8");
    await route.fulfill({ contentType: "text/javascript", body: manifest.replace(/"(wh|th)":"[a-z0-9]{5}/g, '"$1":"aaaaa') });
  });
  await page.keyboard.press("/");
  await page.getByRole("combobox").fill("speranza");
  await page.locator(".search-option.card").first().waitFor();
  await page.context().close();
});

test("it works from a folder on disk", async () => {
  const page = await visit(pathToFileURL(path.join(site, "it/index.html")).href);
  await page.keyboard.press("/");
  await page.getByRole("combobox").fill("l’empatia");
  await shown(page, "l’empatia");
  await page.locator(".search-option.card").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/it\/glossario\/empatia\/index\.html$/);
  await page.goto(`${pathToFileURL(path.join(site, "it/cerca/index.html")).href}?q=stigma`);
  await page.locator(".result").first().waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("without script the page of results explains, and leads to the glossary and the contents", async () => {
  const page = await visit(`${origin}/it/`, { javaScriptEnabled: false });
  await page.locator(".search-link").click();
  await page.waitForURL(/\/it\/cerca\/$/);
  assert.ok(await page.locator("noscript").count());
  assert.equal(await page.locator(".search-form").isVisible(), false);
  assert.ok(await page.locator(".search-contents a").count() > 5);
  await page.context().close();
});

test("the glossary's list filters over both languages, abbreviations and forms to avoid", async () => {
  const page = await visit(`${origin}/it/glossario/`);
  const field = page.locator("#carta-filter");
  const entries = () => page.locator(".entries li:visible > a").allTextContents();
  const all = await page.locator(".entries li").count();
  for (const [typed, title] of [["hope", "speranza"], ["esp", "esperto in supporto tra pari"], ["responsabilita", "responsabilità"], ["il recov", "recovery"]]) {
    await field.fill(typed);
    await page.waitForFunction((total) => document.querySelectorAll(".entries li:not([hidden])").length < total, all);
    await eventually(async () => assert.ok((await entries()).includes(title), `${typed}: ${await entries()}`));
  }
  await field.fill("xyzzy");
  await page.waitForFunction(() => !document.querySelector(".entries li:not([hidden])"));
  await holds(async () => await page.locator(".glossary-filter [role=status]").textContent() !== "");
  await page.keyboard.press("Escape");
  await becomes(async () => (await entries()).length, all);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("axe finds nothing in the open dialog, on the page of results, in the filtered glossary", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const [lang, address, query] of [["it", "cerca", "formazione"], ["en", "search", "training"]]) {
      const page = await visit(`${origin}/${lang}/${address}/?q=${query}`, { colorScheme });
      await page.locator(".result").first().waitFor();
      await styled(page);
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill(query);
      await shown(page, query);
      await options(page).first().waitFor();
      await page.keyboard.press("ArrowDown");
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/dialog-${lang}-${colorScheme}.png` });
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/page-${lang}-${colorScheme}.png` });
      await page.goto(`${origin}/${lang}/${lang === "it" ? "glossario" : "glossary"}/`);
      await page.locator("#carta-filter").fill("esp");
      await page.waitForFunction(() => document.querySelector(".entries li[hidden]"));
      // The rest of that page is the theme's, and has stories of its own.
      assert.deepEqual(await violations(page, "main"), []);
      await page.context().close();
    }
  }
});

test("a narrow screen needs no sideways scrolling", async () => {
  const page = await visit(`${origin}/it/cerca/?q=professionalizzazione`, { viewport: { width: 320, height: 640 } });
  await page.locator(".result").first().waitFor();
  await styled(page);
  const wide = () => page.evaluate(() => document.scrollingElement.scrollWidth > innerWidth);
  assert.equal(await wide(), false);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("professionalizzazione");
  await shown(page, "professionalizzazione");
  await options(page).first().waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/narrow.png` });
  assert.equal(await wide(), false);
  await page.context().close();
});

test("a first query stays within its bytes", async () => {
  // All queries of the table are counted in tests/search.rs; here a browser asks for some. Time is measured by
  // benches/search/measure.mjs.
  for (const query of ["dell’esperto", "recoverry", "supporto tra pari", "formazione", "\"modello di ruolo\""]) {
    const page = await visit(`${origin}/it/`);
    sent = 0;
    await page.keyboard.press("/");
    await page.getByRole("combobox").fill(query);
    // What an answer needs has come when it is shown, with its texts.
    await shown(page, query);
    for (let before = -1; before !== sent;) {
      before = sent;
      await page.waitForTimeout(500);
    }
    assert.ok(sent <= 60_000, `${query}: ${sent} bytes`);
    await page.context().close();
  }
});

test("the page of results reads more when somebody scrolls, and nobody loses the focus", async () => {
  const page = await visit(`${origin}/it/cerca/?q=formazione`);
  const read = () => page.locator("#carta-results .search-hits").count();
  await page.waitForFunction(() => document.getElementById("carta-results-status").textContent !== "");
  await holds(async () => await read() > 0, "the first texts are there");
  const before = await read();
  assert.ok(before < await page.locator("#carta-results .result").count());
  await page.locator("#carta-results .result h3 a").nth(7).focus();
  await page.mouse.wheel(0, 600);
  await page.waitForFunction((count) => document.querySelectorAll("#carta-results .search-hits").length > count, before);
  assert.equal(await page.evaluate(() => document.activeElement === document.querySelectorAll("#carta-results .result h3 a")[7]), true);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("on the page of results a phrase is looked for beyond the first pages, and there are more of it", async () => {
  // It stands on dozens of pages.
  const page = await visit(`${origin}/it/cerca/?q=${encodeURIComponent("\"salute mentale\"")}`);
  await page.locator("#carta-results .search-more").first().waitFor();
  await becomes(() => page.locator("#carta-results section").first().locator(".result").count(), 10);
  // Not all pages were read for it, and nobody says so.
  assert.match(await page.locator("#carta-results-status").textContent(), /almeno \d+ pagine/);
  assert.match(await page.locator("meta[name=description]").getAttribute("content"), /^Cerca parole/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
