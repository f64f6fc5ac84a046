// Two languages side by side: for those who look, for those who listen, on paper and on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { becomes } from "./patience.js";
import { pageOf, start } from "./site.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

/** The longest chapter, in both languages. */
const PAIR = () => pageOf("document", "it").replace("/it/", "/it-en/");

/** The rows of the page as a tree of accessible things gives them to a linear reader: name, languages. */
const rows = (page) => page.evaluate(() => [...document.querySelectorAll("[role=group].pair-row")].map((row) => ({
  name: row.getAttribute("aria-label"),
  id: row.id,
  langs: [...row.querySelectorAll(":scope > .pair-cell")].map((cell) => cell.lang),
})));

test("a linear reader hears each point in Italian, then in English, then its address", async () => {
  const page = await site.open(PAIR());
  const found = await rows(page);
  assert.ok(found.length > 10);
  for (const row of found) assert.deepEqual(row.langs, ["it", "en"], row.id);
  const names = found.map((row) => row.name);
  assert.equal(new Set(names).size, names.length, "each row has a name of its own");

  // The order of the accessibility tree is what a screen reader reads: as in the source, row by row.
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const heard = [];
  const walk = (node) => {
    const name = node.name?.value ?? "";
    if (!node.ignored && node.role?.value === "group" && names.includes(name)) heard.push(name);
    if (!node.ignored && node.role?.value === "StaticText" && heard.length) heard.push(`“${name}`);
    for (const child of node.childIds ?? []) walk(byId.get(child));
  };
  walk(nodes.find((node) => !node.parentId));
  assert.deepEqual(heard.filter((line) => !line.startsWith("“")), names);
  // Inside a row: all of the Italian, then all of the English, then the number that links to it.
  const texts = await page.evaluate(() => [...document.querySelectorAll(".pair-row")].map((row) =>
    [...row.querySelectorAll(":scope > .pair-cell")].map((cell) => {
      const open = cell.cloneNode(true);
      // What is folded away is not said.
      open.querySelectorAll("details:not([open]) > :not(summary)").forEach((folded) => folded.remove());
      return open.textContent.replace(/\s+/g, "");
    })));
  let row = -1;
  const said = [];
  for (const line of heard) {
    if (line.startsWith("“")) said[row] += line.slice(1).replace(/\s+/g, "");
    else said[row += 1] = "";
  }
  texts.forEach(([italian, english], at) => {
    // Marks of lists are said before the text of an item and are no part of it.
    const bare = said[at].replace(/[•◦▪]/g, "");
    const [first, second] = [bare.indexOf(italian), bare.lastIndexOf(english)];
    const numbered = (text) => text.replace(/^\d+\./, "");
    assert.ok(first >= 0 || bare.includes(numbered(italian)), `${names[at]}: “${italian}” in “${bare}”`);
    assert.ok(second > first, `${names[at]}: Italian comes first`);
  });
  assert.deepEqual(page.wrongs, []);
  await page.done();
});

test("on a desk the two stand beside each other, on a phone the translation stands below", async () => {
  const page = await site.open(PAIR(), { width: 1280 });
  const boxes = () => page.evaluate(() => [...document.querySelectorAll(".pair-row")].map((row) =>
    [...row.querySelectorAll(":scope > .pair-cell")].map((cell) => {
      const { left, right, top, bottom } = cell.getBoundingClientRect();
      return { left, right, top, bottom };
    })));
  for (const [italian, english] of await boxes()) {
    assert.ok(italian.right <= english.left, "beside");
    assert.ok(Math.abs(italian.top - english.top) < 2, "in one line");
  }
  await page.setViewportSize({ width: 320, height: 700 });
  for (const [italian, english] of await boxes()) {
    assert.ok(italian.bottom <= english.top + 1, "below");
    assert.ok(english.right <= 320, "inside the screen");
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  // A sheet of A4 is narrower than the screen that has room for two.
  await page.setViewportSize({ width: 640, height: 900 });
  await page.emulateMedia({ media: "print" });
  for (const [italian, english] of await boxes()) assert.ok(italian.left < english.left, "two columns on paper");
  assert.deepEqual(page.wrongs, []);
  await page.done();
});

test("without script and by keyboard every point has its address", async () => {
  const page = await site.open(PAIR(), { script: false });
  const links = page.locator(".pair-row > .pair-link");
  assert.equal(await links.count(), await page.locator(".pair-row").count());
  const href = await links.nth(3).getAttribute("href");
  await links.nth(3).focus();
  await page.keyboard.press("Enter");
  await becomes(() => new URL(page.url()).hash, href);
  assert.deepEqual(page.wrongs, []);
  await page.done();
});
