// Comparisons and charts: what readers do with them, with and without script, on a phone, on paper.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { becomes, eventually, holds } from "./patience.js";
import { start } from "./site.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PAGES = { it: "/it/confronti-internazionali/", en: "/en/international-comparisons/" };
const CHARTS = {
  it: ["/it/confronti-internazionali/", "/it/confronti-internazionali/inghilterra/", "/it/documento-di-consenso/introduzione/", "/it/esperienze/luoghi/", "/it/documento-di-consenso/"],
  en: ["/en/international-comparisons/", "/en/international-comparisons/england/", "/en/consensus-document/introduction/", "/en/experiences/places/", "/en/consensus-document/"],
};
const NOT_STATED = { it: "non indicato", en: "not stated" };

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

/** A test in each language, on the page of the comparison of countries, which must not complain. */
const story = (name, options, act) => {
  for (const lang of ["it", "en"]) {
    test(`${name} (${lang})`, async () => {
      const page = await site.open(PAGES[lang] + (options.query ?? ""), options);
      await act(page, lang);
      assert.deepEqual(page.wrongs, []);
      await page.done();
    });
  }
};
/** The first comparison of a page: its tools, its table, and what they show. */
const first = async (page) => {
  const tools = page.locator(".compare").first();
  const id = await tools.getAttribute("data-table");
  const table = page.locator(`[id="${id}"]`);
  const head = (column) => page.locator(`[id="${id}-${column}"]`);
  return {
    id, tools, table, head,
    status: page.locator(".compare-status").first(),
    sort: (column) => head(column).locator(".sort"),
    names: () => table.locator("tbody tr:visible > th").allInnerTexts(),
    values: (column) => table.evaluate((table, column) => {
      const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.dataset.column === column);
      return [...table.tBodies[0].rows].filter((row) => !row.hidden).map((row) => row.cells[at].dataset.value ?? row.cells[at].innerText);
    }, column),
    query: () => new URL(page.url()).searchParams,
  };
};

story("columns sort by value, up, down and back; what is not stated comes last", {}, async (page, lang) => {
  const { sort, head, values, names, status, query, id } = await first(page);
  const before = await names();
  const numbers = async (column) => (await values(column)).filter((value) => !value.startsWith(NOT_STATED[lang])).map(Number);
  await sort("workforce").click();
  await becomes(() => head("workforce").getAttribute("aria-sort"), "ascending");
  const up = await numbers("workforce");
  // Sorted as text 100 would come before 742, and 30,000 between them.
  assert.deepEqual(up, [...up].sort((a, b) => a - b));
  assert.ok(up.length >= 3 && up.at(-1) === 30000, String(up));
  const all = await values("workforce");
  assert.ok(all.slice(up.length).every((value) => value.startsWith(NOT_STATED[lang])), "not stated is last");
  const label = await head("workforce").locator(".column-label").innerText();
  await holds(async () => (await status.innerText()).includes(label), "the order is said");
  await becomes(() => query().get(`${id}.sort`), "workforce");
  await sort("workforce").click();
  await becomes(() => head("workforce").getAttribute("aria-sort"), "descending");
  await becomes(() => numbers("workforce"), up.toReversed());
  assert.ok((await values("workforce")).at(-1).startsWith(NOT_STATED[lang]), "not stated is still last");
  await sort("workforce").click();
  await becomes(() => head("workforce").getAttribute("aria-sort"), null);
  await becomes(names, before);
  // Names sort by the alphabet of the language.
  await page.locator(`[id="${id}"] thead th .sort`).first().click();
  await becomes(names, [...before].sort(new Intl.Collator(lang).compare));
});

story("columns hide and come back; the choice is in the address, the back button undoes it", {}, async (page) => {
  const { tools, head, id, query, status, table } = await first(page);
  await tools.locator(".compare-show summary").click();
  await tools.locator(".compare-show input[value=workforce]").uncheck();
  await holds(() => head("workforce").isHidden());
  assert.equal(await table.locator("tbody tr").first().locator("td:visible").count(), (await table.locator("thead th[data-column]").count()) - 1);
  await becomes(() => query().get(`${id}.hide`), "workforce");
  await eventually(async () => assert.match(await status.innerText(), /4.*5/));
  const address = page.url();
  await tools.locator(".compare-show input[value=start]").uncheck();
  await holds(() => head("start").isHidden());
  await becomes(() => query().get(`${id}.hide`), "start,workforce");
  await page.goBack();
  await holds(() => head("start").isVisible());
  await holds(() => head("workforce").isHidden());
  await holds(() => tools.locator(".compare-show input[value=start]").isChecked());
  await page.goBack();
  await holds(() => head("workforce").isVisible());
  await holds(() => tools.locator("button").isDisabled(), "nothing is left to undo");
  // Whoever gets the address sees the same, at the table.
  await page.goto("about:blank");
  await page.goto(address);
  await holds(() => head("workforce").isHidden());
  await holds(async () => (await table.boundingBox()).y < 900);
});

story("entries are found by the words of their row, with or without accents", {}, async (page) => {
  const { tools, names, status, query, id } = await first(page);
  const all = (await names()).length;
  await tools.locator("[type=search]").fill("quebec");
  await becomes(names, ["Québec"]);
  await eventually(async () => assert.match(await status.innerText(), new RegExp(`1.*${all}`)));
  await becomes(() => query().get(`${id}.find`), "quebec");
  await tools.locator("[type=search]").fill("xyzzy");
  await becomes(names, []);
  await becomes(() => status.innerText(), await tools.getAttribute("data-nothing"));
  await page.keyboard.press("Escape");
  await becomes(async () => (await names()).length, all);
  await tools.locator("[type=search]").fill("franc");
  await holds(async () => (await names()).length < all);
  await tools.locator("button").click();
  await becomes(async () => (await names()).length, all);
  await becomes(() => [...query().keys()], []);
});

story("two to four entries stand side by side, in the order in which they were chosen", {}, async (page) => {
  const { tools, table, status, query, id } = await first(page);
  await tools.locator(".compare-pick summary").click();
  const box = (key) => tools.locator(`.compare-pick input[value=${key}]`);
  await box("france").check();
  await holds(async () => (await status.innerText()).includes(await tools.getAttribute("data-one-more")));
  assert.ok(await table.isVisible(), "one is no comparison");
  await box("usa").check();
  const beside = page.locator(".beside").first();
  await holds(() => table.isHidden());
  const heads = () => beside.locator("thead th").allInnerTexts();
  const title = async (key) => (await tools.locator("label", { has: page.locator(`[value=${key}]`) }).innerText()).trim();
  const stand = async (...keys) => becomes(async () => (await heads()).slice(1), await Promise.all(keys.map(title)));
  await stand("france", "usa");
  assert.equal(await beside.locator("tbody tr").count(), 5, "a line for each column");
  assert.equal(await beside.locator("tbody th[scope=row]").count(), 5);
  assert.ok(await beside.locator(".provenance").count() > 2, "years and sources come along");
  await becomes(() => query().get(`${id}.pick`), "france,usa");
  // Whoever gets the address arrives where they stand.
  const guest = await page.context().newPage();
  await guest.goto(page.url());
  await eventually(async () => {
    const place = await guest.locator(".beside").first().boundingBox();
    assert.ok(place.y >= 0 && place.y < 600, `in sight: ${place.y}`);
  });
  await guest.close();
  await box("england").check();
  await box("italy").check();
  await holds(() => box("canada").isDisabled(), "four are enough");
  await box("france").uncheck();
  await holds(() => box("canada").isEnabled());
  await stand("usa", "england", "italy");
  // A hidden column is no line.
  await page.keyboard.press("Escape");
  await tools.locator(".compare-show summary").click();
  await tools.locator(".compare-show input[value=start]").uncheck();
  await becomes(() => beside.locator("tbody tr").count(), 4);
});

story("keyboard alone: menu, box, Escape, sort", {}, async (page) => {
  const { tools, head, sort, table } = await first(page);
  await tools.locator("[type=search]").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await holds(() => tools.locator(".compare-show fieldset").isVisible());
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await holds(() => head("start").isHidden());
  assert.ok(await tools.locator(".compare-show input").first().evaluate((box) => box === document.activeElement), "the focus stays");
  await page.keyboard.press("Space");
  await holds(() => head("start").isVisible());
  await page.keyboard.press("Escape");
  await holds(() => tools.locator(".compare-show fieldset").isHidden());
  await holds(() => tools.locator(".compare-show summary").evaluate((summary) => summary === document.activeElement));
  await sort("start").focus();
  await page.keyboard.press("Enter");
  await becomes(() => head("start").getAttribute("aria-sort"), "ascending");
  assert.ok(await sort("start").evaluate((button) => button === document.activeElement), "the focus stays on the column");
  await page.keyboard.press("Tab");
  await becomes(() => page.evaluate(() => document.activeElement.className), "column-link");
  assert.equal(await table.locator("xpath=..").getAttribute("tabindex"), "0", "the table scrolls by keyboard");
});

story("a choice is kept in the other language", { query: "?" }, async (page, lang) => {
  const { sort, id } = await first(page);
  await sort("start").click();
  await page.locator(".languages a[hreflang]:not([aria-current])").click();
  await page.waitForURL((url) => url.pathname === PAGES[lang === "it" ? "en" : "it"]);
  await becomes(() => new URL(page.url()).searchParams.get(`${id}.sort`), "start");
  await becomes(() => page.locator(`[id="${id}-start"]`).getAttribute("aria-sort"), "ascending");
});

story("an address that asks for what is not there shows the table as it is", { query: "?p1.sort=x&p1.pick=a,b" }, async (page) => {
  const { id, names } = await first(page);
  const all = (await names()).length;
  await page.goto(`${new URL(page.url()).origin}${new URL(page.url()).pathname}?${id}.sort=nothing&${id}.hide=x,,y&${id}.pick=nobody,usa,usa2&${id}.find=`);
  assert.equal((await names()).length, all);
  assert.equal(await page.locator(".beside").count(), 0);
});

story("no JavaScript: no tools, the whole table, each column with its own address", { script: false }, async (page) => {
  assert.equal(await page.locator(".compare:visible").count(), 0);
  const table = page.locator("table.comparison").first();
  assert.ok(await table.locator("tbody tr").count() >= 9);
  assert.ok(await table.locator(".unstated").count() > 0);
  const link = table.locator(".column-link").first();
  await link.focus();
  await page.keyboard.press("Enter");
  await holds(() => page.locator(`th[id="${decodeURIComponent(new URL(page.url()).hash.slice(1))}"]`).isVisible());
  // Pictures are there too, and open their tables by themselves.
  assert.ok(await page.locator(".chart svg").first().isVisible());
  await page.locator(".chart summary").first().click();
  await holds(() => page.locator(".chart table").first().isVisible());
});

story("on paper stands what is shown on the screen", {}, async (page) => {
  const { tools, table, status } = await first(page);
  await tools.locator("[type=search]").fill("canada");
  await holds(async () => (await table.locator("tbody tr:visible").count()) < 9);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".compare:visible").count(), 0);
  assert.ok((await table.locator("tbody tr:visible").count()) < 9);
  assert.ok(await status.isVisible(), "and says that it is not all");
  assert.ok((await page.pdf({ format: "A4" })).length > 10000);
});

story("on a phone the tools fit, and entries side by side can be read", { width: 320, height: 700 }, async (page) => {
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const { tools } = await first(page);
  for (const menu of [".compare-show", ".compare-pick"]) {
    await tools.locator(`${menu} summary`).click();
    const fieldset = tools.locator(`${menu} fieldset`);
    await holds(() => fieldset.isVisible(), menu);
    // The other one closes behind it.
    await becomes(() => tools.locator("fieldset:visible").count(), 1, menu);
    assert.equal(await sideways(), 0, menu);
    const box = await fieldset.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320, menu);
  }
  await tools.locator(".compare-pick input[value=usa]").check();
  await tools.locator(".compare-pick input[value=france]").check();
  await holds(() => page.locator(".beside").first().isVisible());
  assert.equal(await sideways(), 0);
  for (const target of await tools.locator("summary:visible, button:visible, label:has(input):visible").all()) {
    const box = await target.boundingBox();
    assert.ok(box.height >= 24, await target.innerText());
  }
});

for (const lang of ["it", "en"]) {
  test(`labels of charts wrap: nothing is cut at 320 px with very large text (${lang})`, async () => {
    for (const url of CHARTS[lang]) {
      const page = await site.open(url, { width: 320, height: 700 });
      await page.evaluate(() => { document.documentElement.dataset.size = "4"; });
      const wide = await page.locator(".chart :is(.label, .value, dt, dd, figcaption), .map :is(a, p)").evaluateAll((list) =>
        list.filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0).map((element) => element.innerText));
      assert.deepEqual(wide, [], url);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, url);
      await page.done();
    }
  });

  test(`every picture has words, a table behind it, and a source for each fact (${lang})`, async () => {
    const kinds = new Set();
    for (const url of CHARTS[lang]) {
      const page = await site.open(url);
      for (const chart of await page.locator(".chart, .timeline").all()) {
        kinds.add(await chart.getAttribute("class"));
        assert.ok((await chart.locator("figcaption").innerText()).length > 10, url);
        await chart.locator("summary").click();
        await holds(() => chart.locator("table").isVisible(), url);
        const rows = await chart.locator("tbody tr").count();
        assert.ok(rows > 0, url);
        for (const cell of await chart.locator("td:not(:has(.unstated))").all()) assert.ok(await cell.locator(".provenance a").count() > 0, `${url}: ${await cell.innerText()}`);
        for (const picture of await chart.locator("svg").all()) {
          const named = await picture.evaluate((svg) => svg.getAttribute("aria-hidden") === "true" || (svg.getAttribute("role") === "img" && svg.querySelector("title") && svg.querySelector("desc")));
          assert.ok(named, url);
        }
      }
      assert.deepEqual(page.wrongs, []);
      await page.done();
    }
    assert.deepEqual([...kinds].sort(), ["chart bar", "chart dot", "chart figures", "chart tiles", "timeline"]);
  });

  test(`axe: comparisons in use, charts with their tables open (${lang})`, async () => {
    const wrong = [];
    const look = async (page, what) => {
      for (const theme of ["light", "dark"]) {
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme: theme });
          // What lies under the bar that stays is no target just now, and comes out by scrolling.
          await page.evaluate(() => scrollTo(0, 0));
          const found = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false }), RULES);
          for (const { id, nodes } of found.violations) wrong.push(`${what} ${theme} ${width}: ${id}: ${nodes[0].target}: ${nodes[0].failureSummary}`);
        }
      }
    };
    const page = await site.open(PAGES[lang]);
    await page.evaluate(AXE);
    const { tools, sort } = await first(page);
    await sort("workforce").click();
    await tools.locator(".compare-pick summary").click();
    await holds(() => tools.locator(".compare-pick fieldset").isVisible());
    await look(page, "a sorted table and an open menu");
    for (const key of ["usa", "france"]) await tools.locator(`.compare-pick input[value=${key}]`).check();
    await holds(() => page.locator(".beside").first().isVisible());
    await look(page, "side by side");
    await page.done();
    for (const url of CHARTS[lang]) {
      const chart = await site.open(url);
      await chart.evaluate(AXE);
      for (const summary of await chart.locator(":is(.chart, .timeline) summary").all()) await summary.click();
      await look(chart, url);
      await chart.done();
    }
    assert.deepEqual(wrong, []);
  });
}
