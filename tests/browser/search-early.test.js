// Letters typed while the search dialog is still on its way are not lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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
  assert.equal(await input.inputValue(), "recovery");
  await page.locator("#carta-search-list [role=option]").first().waitFor();
  assert.deepEqual(page.wrongs, []);
  await page.done();
});
