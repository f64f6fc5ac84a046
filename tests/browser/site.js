// What every test needs: the built site, a server for it, a browser, and a page of each template.
import assert from "node:assert/strict";
import { test } from "node:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { launch, patientPage } from "./patience.js";
import { serve } from "./server.js";

/** The folder of the built site. */
export function siteFolder() {
  const folder = process.env.CARTA_SITE;
  if (!folder) {
    throw new Error("CARTA_SITE is not set: it names the folder that `carta build --out` wrote");
  }
  if (!existsSync(path.join(folder, "index.html"))) {
    throw new Error(`CARTA_SITE: there is no built site in ${folder}`);
  }
  return path.resolve(folder);
}

/** All HTML files of a folder, as paths from it. */
export function htmlFiles(folder) {
  return readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(".html")).sort();
}

/** The address of a file on the server. */
export const address = (file) => `/${file.replace(/(^|\/)index\.html$/, "$1")}`;

/**
 * One page of each template in each language, the longest there is: what can go wrong goes wrong there.
 * Templates name themselves in the class of the body. The index of a document is a template of its own
 * kind, for its map.
 */
export function pagesByTemplate(folder = siteFolder()) {
  const longest = new Map();
  for (const file of htmlFiles(folder)) {
    const html = readFileSync(path.join(folder, file), "utf8");
    const template = /<body class="([\w-]*)/.exec(html)?.[1];
    if (!template) continue;
    const lang = /<html lang="([\w-]+)"/.exec(html)[1];
    const kind = html.includes('<nav class="map"') ? `${template} index` : template;
    const name = `${kind} (${file === "index.html" || file === "404.html" ? "all languages" : lang})`;
    if (!longest.has(name) || longest.get(name).size < html.length) {
      longest.set(name, { name, kind, lang, url: address(file), size: html.length });
    }
  }
  return [...longest.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The address of the longest page of a template in a language. */
export function pageOf(kind, lang) {
  const found = pagesByTemplate().find((page) => page.kind === kind && page.lang === lang);
  if (!found) throw new Error(`the site has no page of the template “${kind}” in “${lang}”`);
  return found.url;
}

/** Starts the server and the browser; without a browser this fails, it does not skip. */
export async function start(folder = siteFolder()) {
  const browser = await launch();
  const server = await serve(folder);
  return {
    browser,
    origin: server.origin,
    /** A page in a context of its own, which writes down everything that should not happen. */
    async open(url, { script = true, width = 1280, height = 900, theme = "light", until = "load", ...more } = {}) {
      const page = await patientPage(browser, {
        viewport: { width, height },
        colorScheme: theme,
        reducedMotion: "reduce",
        javaScriptEnabled: script,
        ...more,
      });
      const wrongs = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) wrongs.push(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => wrongs.push(`error: ${error.message}`));
      page.on("request", (request) => {
        const asked = request.url();
        if (!asked.startsWith(server.origin) && !asked.startsWith("data:")) wrongs.push(`elsewhere: ${asked}`);
      });
      page.on("response", (response) => {
        if (response.status() >= 400 && !url.includes("404")) wrongs.push(`${response.status()}: ${response.url()}`);
      });
      await page.goto(server.origin + url, { waitUntil: until });
      return Object.assign(page, { wrongs, done: () => page.context().close() });
    },
    async stop() {
      await browser.close();
      await server.close();
    },
  };
}

/** Tells stories: a test in each language, in a page of a template, which must not complain about anything.
 * `site` gives the site that was started. */
export const storyteller = (site) => (name, kind, options, act) => {
  for (const lang of ["it", "en"]) {
    test(`${name} (${lang})`, async () => {
      const page = await site().open(pageOf(kind, lang), options);
      await act(page, lang);
      assert.deepEqual(page.wrongs, []);
      await page.done();
    });
  }
};

/** How far a page can be scrolled sideways. */
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
