// axe-core finds nothing on any template, in either language, light and dark, on a phone and on a desk.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { holds } from "./patience.js";
import { pageOf, pagesByTemplate, start } from "./site.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
let site;
before(async () => { site = await start(); });
after(() => site?.stop());

const findings = (page) => page.evaluate(async (rules) => {
  const result = await globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false });
  return result.violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0].target}: ${nodes[0].failureSummary}`);
}, RULES);

/** What is found in every light and at every width, after something has been done. */
const everywhere = async (page, act = async () => {}) => {
  const wrong = [];
  for (const theme of ["light", "dark"]) {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await act();
      for (const finding of await findings(page)) wrong.push(`${theme} ${width}: ${finding}`);
    }
  }
  return wrong;
};

test("axe would find something", async () => {
  const page = await site.open(pageOf("home", "it"));
  await page.evaluate(AXE);
  await page.evaluate(() => document.querySelector("h1").insertAdjacentHTML("beforeend", "<img src='data:,'>"));
  assert.match((await findings(page)).join(), /image-alt/);
  await page.done();
});

for (const { name, url } of pagesByTemplate()) {
  test(`axe: ${name}`, async () => {
    const page = await site.open(url);
    await page.evaluate(AXE);
    assert.deepEqual(await everywhere(page), [], url);
    await page.done();
  });
}

for (const opener of ["a.term", ".para", ".tools [popovertarget='carta-reading']", ".contents-bar button", ".menu-button"]) {
  test(`axe: what ${opener} opens`, async () => {
    const page = await site.open(pageOf("document", "it"));
    await page.evaluate(AXE);
    const wrong = await everywhere(page, async () => {
      await page.keyboard.press("Escape");
      const button = page.locator(opener).first();
      if (!(await button.isVisible())) return;
      await button.click();
      await holds(() => page.locator(":popover-open").isVisible(), `${opener} opens something`);
    });
    assert.deepEqual(wrong, []);
    await page.done();
  });
}
