// More of what readers do, and how they may have set up their machines: from chapter to chapter, large
// letters and wide spacing, colours of their own, no motion, a finger instead of a mouse, another voice for
// words in another language.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pageOf, pagesByTemplate, sideways, start, storyteller } from "./site.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let site;
before(async () => { site = await start(); });
after(() => site?.stop());

const story = storyteller(() => site);

/* From page to page */

story("«next» leads through the chapters in the order of their numbers, «previous» back, the path up", "document index", { script: false }, async (page) => {
  const index = page.url();
  const marks = await page.locator(".map .mark").allTextContents();
  assert.deepEqual(await page.locator(".side .chapters .number").allTextContents(), marks, "beside the text the same numbers");
  assert.ok(marks.length > 5);
  for (const mark of marks) {
    const from = page.url();
    await page.locator("[rel=next]").click();
    assert.match(await page.locator(".eyebrow").textContent(), new RegExp(` ${mark}$`));
    assert.equal(await page.locator(".side .chapters [aria-current] .number").first().textContent(), mark);
    await page.locator("[rel=prev]").click();
    assert.equal(page.url(), from);
    await page.locator("[rel=next]").click();
  }
  assert.equal(await page.locator("[rel=next]").count(), 0, "after the last chapter comes nothing");
  await page.locator(".crumbs a").last().click();
  assert.equal(page.url(), index);
});

story("a section of a chapter is cited by its number, one of the page above the chapters by none", "document index", { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
  const cited = async () => {
    const anchor = page.locator(".content h2 .anchor").first();
    await anchor.click();
    await page.locator("#carta-block [data-copy=plain]").click();
    await page.waitForFunction(() => document.querySelector("#carta-block .status").textContent !== "");
    return page.evaluate(() => navigator.clipboard.readText());
  };
  assert.doesNotMatch(await cited(), /§/);
  await page.goto(await page.locator(".map ol > li > a").nth(2).evaluate((link) => link.href));
  assert.match(await cited(), /, § 3\.1\. http/);
});

/* Notes */

story("a note stands under the paragraph that calls it, and leads back", "document", {}, async (page) => {
  const call = page.locator("sup.note a").first();
  await call.click();
  const note = page.locator(":target");
  assert.ok(await note.evaluate((note) => note.matches(".footnote") && !note.previousElementSibling.matches("h1, h2, h3")));
  const [below, above] = [await note.boundingBox(), await call.boundingBox()];
  assert.ok(below.y > above.y && below.y - above.y < 500, "both fit on a screen");
  await note.locator("a").first().click();
  assert.ok(await call.evaluate((call) => call.matches(":target")));
});

/* Tables on a phone */

story("in a wide table the names of rows and columns stay in sight", "section", { width: 320, height: 700 }, async (page) => {
  const box = page.locator(".table:has(> .comparison)").first();
  await box.scrollIntoViewIfNeeded();
  const places = () => box.evaluate((box) => {
    const at = (element) => element.getBoundingClientRect();
    const [outer, column, row] = [at(box), at(box.querySelector("thead th:nth-child(2)")), at(box.querySelector("tbody th"))];
    return { column: column.top - outer.top, row: row.left - outer.left };
  });
  await box.evaluate((box) => box.scrollTo(400, 300));
  const { column, row } = await places();
  assert.ok(column >= 0 && column < 3, `the heading of a column: ${column}`);
  assert.ok(row >= 0 && row < 3, `the heading of a row: ${row}`);
  assert.equal(await sideways(page), 0, "the page itself does not move");
  // Whoever has no mouse and no finger moves it with the keys.
  await box.focus();
  assert.ok(await box.evaluate((box) => box === document.activeElement && box.getAttribute("aria-label") !== null));
});

/* As readers have set up their machines */

for (const { name, url } of pagesByTemplate()) {
  test(`letters of twice the size, and the widest spacing that WCAG asks for: nothing sticks out or is cut: ${name}`, async () => {
    const page = await site.open(url, { width: 1280, height: 900 });
    // By the script's own way: a style attribute or element would be stopped by the policy.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("html { font-size: 200% !important } * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
      document.adoptedStyleSheets = [sheet];
    });
    for (const width of [1280, 640]) {
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await sideways(page), 0, `at ${width} px`);
      const cut = await page.evaluate(() => [...document.querySelectorAll("button, a, summary, p, h1, h2, h3, li, label")].filter((element) => {
        const style = getComputedStyle(element);
        const shown = element.offsetParent && style.visibility === "visible" && !element.closest(".unseen, [class*=unseen]");
        return shown && style.overflow !== "visible" && style.textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1;
      }).map((element) => element.textContent.slice(0, 40)));
      assert.deepEqual(cut, [], `at ${width} px`);
    }
    assert.deepEqual(page.wrongs, []);
    await page.done();
  });
}

test("nothing moves by itself when the reader asked for that", async () => {
  for (const { url } of pagesByTemplate()) {
    const page = await site.open(url, { reducedMotion: "reduce" });
    const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
      return animationName !== "none" || scrollBehavior === "smooth" || transitionDuration.split(",").some((time) => parseFloat(time) > 0);
    }).map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(moving, [], url);
    await page.done();
  }
});

story("forced colours: what is current, what is a word of the glossary, what a bar says can still be seen", "document", { forcedColors: "active" }, async (page) => {
  const style = (selector, property) => page.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], property);
  const ground = await style("body", "backgroundColor");
  assert.equal(await style("a.term", "textDecorationLine"), "underline");
  assert.notEqual(await style(".tools [aria-current]", "borderBottomColor"), ground);
  assert.notEqual(await style(".side [aria-current=page]", "fontWeight"), await style(".side .chapters a:not([aria-current])", "fontWeight"));
  await page.locator(".content h2").last().evaluate((heading) => heading.scrollIntoView());
  await page.locator(".toc [aria-current]").waitFor();
  assert.notEqual(await style(".toc [aria-current]", "borderLeftColor"), ground);
  assert.notEqual(await style(".bar rect", "fill"), ground, "a bar");
  await page.keyboard.press("Tab");
  assert.notEqual(await style(":focus-visible", "outlineStyle"), "none");
  const button = page.locator(".tools [popovertarget='carta-reading']");
  assert.notEqual(await button.evaluate((element) => getComputedStyle(element).borderTopStyle), "none", "a button has an edge");
});

test("axe would find a target that is too small for a finger", async () => {
  const page = await site.open(pageOf("home", "it"));
  await page.evaluate(AXE);
  await page.evaluate(() => document.querySelector("h1").insertAdjacentHTML("afterend", "<button>.</button><button>.</button>"));
  await page.evaluate(() => {
    for (const button of document.querySelectorAll("h1 ~ button")) Object.assign(button.style, { padding: 0, border: 0, width: "12px", height: "12px" });
  });
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, { runOnly: ["wcag22aa"], resultTypes: ["violations"] })).violations.map(({ id }) => id));
  assert.deepEqual(found, ["target-size"]);
  await page.done();
});

/* Two languages on one page */

test("what stands in another language says so: words, titles of works, names of the languages", async () => {
  const page = await site.open(pageOf("document", "en"));
  const langOf = (selector) => page.locator(selector).first().evaluate((element) => element.closest("[lang]").lang);
  assert.equal(await langOf(".languages a[hreflang=it]"), "it");
  const titles = await page.locator(".references [lang]").evaluateAll((titles) => titles.map(({ lang, textContent }) => [lang, textContent]));
  assert.ok(titles.some(([lang, words]) => lang === "it" && words.startsWith("Documento di Consenso")), `${titles}`);
  assert.ok(await page.locator(".cite [lang=it]").count() > 0, "in a note of the text");
  await page.done();
  const popup = await site.open(pageOf("document", "en"));
  const link = popup.locator("a.term").first();
  await link.click();
  assert.equal(await popup.locator(`#${await link.getAttribute("data-popup")} .popup-title span`).first().getAttribute("lang"), "it");
  assert.deepEqual(popup.wrongs, []);
  await popup.done();
});

/* Stillness */

story("from the first line to the last nothing jumps", "section", { width: 1280 }, async (page) => {
  const shift = await page.evaluate(async () => {
    let sum = 0;
    const frame = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const observer = new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; });
    observer.observe({ type: "layout-shift", buffered: true });
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
      scrollTo(0, top);
      await frame();
    }
    for (const entry of observer.takeRecords()) sum += entry.value;
    return sum;
  });
  assert.ok(shift < 0.001, `layout shift ${shift}`);
});
