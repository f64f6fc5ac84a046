// Letters typed while the search dialog is still on its way are not lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { becomes } from "./patience.js";
import { start } from "./site.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

test("letters typed before the dialog has come stand in it", async () => {
  const page = await site.open("/it/");
  let release;
  const held = new Promise((free) => { release = free; });
  await page.route("**/assets/search-box.*", async (route) => { await held; await route.continue(); });
  await page.keyboard.press("/");
  await page.keyboard.type("recoo");
  await page.keyboard.press("Backspace");
  release();
  const input = page.getByRole("combobox");
  await input.waitFor();
  await page.waitForFunction(() => document.activeElement.value === "reco");
  await page.keyboard.type("very");
  await becomes(() => input.inputValue(), "recovery");
  await page.locator("#carta-search-list [role=option]").first().waitFor();
  assert.deepEqual(page.wrongs, []);
  await page.done();
});

test("a field that was emptied while its answer was on the way stays empty", async () => {
  const page = await site.open("/it/");
  let release;
  const held = new Promise((free) => { release = free; });
  await page.route("**/search/manifest.*", async (route) => { await held; await route.continue(); });
  await page.keyboard.press("/");
  const input = page.getByRole("combobox");
  await input.fill("recovery");
  await page.evaluate(() => {
    globalThis.stray = 0;
    const [list, field] = ["carta-search-list", "carta-search-input"].map((id) => document.getElementById(id));
    new MutationObserver(() => { if (!field.value && list.childElementCount) stray += 1; }).observe(list, { childList: true });
  });
  await page.keyboard.press("Escape");
  await becomes(() => input.inputValue(), "");
  release();
  // Answers come one after the other: behind that of another query there is none of the first.
  await page.waitForFunction(() => globalThis.carta_index);
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 500); }));
  await input.fill("speranza");
  await page.locator("#carta-search-list [role=option]").first().waitFor();
  assert.equal(await page.evaluate(() => stray), 0);
  assert.deepEqual(page.wrongs, []);
  await page.done();
});
