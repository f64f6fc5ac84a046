// Pictures of the theme for the README: `CARTA_SITE=… node screenshots.js FOLDER`.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pageOf, start } from "./site.js";

const folder = process.argv[2];
if (!folder) throw new Error("which folder?");
mkdirSync(folder, { recursive: true });
const site = await start();
const shots = [
  ["home", "home", "it", { width: 1280, height: 800 }],
  ["chapter", "document", "en", { width: 1280, height: 800 }, (page) => page.locator("a.term").first().click()],
  ["glossary-dark", "glossary", "it", { width: 1280, height: 800, theme: "dark" }],
  ["phone", "document", "it", { width: 360, height: 720 }],
];
for (const [name, kind, lang, options, act] of shots) {
  const page = await site.open(pageOf(kind, lang), options);
  await act?.(page);
  await page.screenshot({ path: path.join(folder, `${name}.jpg`), type: "jpeg", quality: 72 });
  await page.done();
}
await site.stop();
