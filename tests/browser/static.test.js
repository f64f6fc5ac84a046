// What can be said of the files themselves: valid, whole, strict, light.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { htmlFiles, pagesByTemplate, siteFolder } from "./site.js";

const folder = siteFolder();
const files = htmlFiles(folder);
const read = (file) => readFileSync(path.join(folder, file), "utf8");

test("what a page loads of style and script weighs at most 15 KB together, compressed", () => {
  const weight = (file) => gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length;
  for (const { name, url } of pagesByTemplate(folder)) {
    const file = url.endsWith("/") ? `${url.slice(1)}index.html` : url.slice(1);
    const loads = [...read(file).matchAll(/(?:rel="stylesheet" href|<script src)="[^"]*?(assets\/[^"]+)"/g)].map((match) => match[1]);
    if (name.startsWith("embed")) {
      // A page for frames loads nothing: style and script stand in it.
      assert.deepEqual(loads, []);
      assert.ok(weight(file) <= 8 * 1024, `${name}: ${weight(file)} bytes`);
      continue;
    }
    const sum = loads.reduce((sum, asset) => sum + weight(asset), 0);
    console.log(`${name}: ${sum} bytes`);
    assert.ok(loads.length >= 2, name);
    assert.ok(sum <= 15 * 1024, `${name}: ${sum} bytes: ${loads.join(", ")}`);
  }
});

test("every page is valid HTML", async () => {
  const validator = new HtmlValidate(new StaticConfigLoader({
    root: true,
    extends: ["html-validate:recommended"],
    rules: {
      // Titles carry the site's name behind them; search engines cut it, readers with many tabs need it.
      "long-title": "off",
      // `role="region"` on the box that a wide table scrolls in is ARIA's own pattern for it.
      "prefer-native-element": ["error", { exclude: ["region"] }],
    },
  }));
  const wrong = [];
  for (const file of files) {
    const { results } = await validator.validateString(read(file), file);
    for (const { messages } of results) {
      for (const message of messages) wrong.push(`${file}:${message.line}: ${message.ruleId}: ${message.message}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("no inline style or script, nothing from elsewhere, structured data that can be read", () => {
  const wrong = [];
  const allowed = (kind, text) => read("_headers").includes(`${kind}-src 'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  for (const file of files) {
    let html = read(file);
    if (file.endsWith("embed/index.html")) {
      // Pages for frames: one style and one script, each allowed by its hash.
      html = html.replace(/<(style|script)>(.*?)<\/\1>/gs, (_, kind, text) => {
        if (!allowed(kind, text)) wrong.push(`${file}: ${kind} is not allowed by hash`);
        return "";
      });
    }
    if (/<style\b|\sstyle=|\son[a-z]+="/.test(html.replace(/<script type="application\/ld\+json">.*?<\/script>/gs, ""))) wrong.push(`${file}: inline style or handler`);
    for (const [, attributes, body] of html.matchAll(/<script\b([^>]*)>(.*?)<\/script>/gs)) {
      if (attributes.includes("ld+json")) JSON.parse(body);
      else if (body.trim() || !/src="/.test(attributes)) wrong.push(`${file}: inline script`);
    }
    for (const [, address] of html.matchAll(/<(?:script|img|iframe|link rel="(?:stylesheet|icon)")[^>]*?(?:src|href)="(https?:[^"]*)"/g)) wrong.push(`${file}: ${address}`);
    if (/⟨[a-z-]+⟩/.test(html)) wrong.push(`${file}: a word is missing: ${/⟨[a-z-]+⟩/.exec(html)}`);
  }
  assert.deepEqual(wrong, []);
});

test("every link and fragment leads somewhere", () => {
  const ids = new Map();
  const idsOf = (file) => {
    if (!ids.has(file)) ids.set(file, new Set([...read(file).matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])));
    return ids.get(file);
  };
  const wrong = [];
  for (const file of files) {
    if (file.endsWith("404.html")) continue; // Their links start at the host's root.
    for (const [, href] of read(file).matchAll(/<(?:a|link|script)\b[^>]*?\s(?:href|src)="([^"]*)"/g)) {
      if (/^[a-z]+:/.test(href)) continue;
      const url = new URL(href.replaceAll("&amp;", "&"), `http://site/${file}`);
      let target = decodeURIComponent(url.pathname.slice(1));
      if (target === "" || target.endsWith("/")) target += "index.html";
      if (!existsSync(path.join(folder, target))) wrong.push(`${file}: ${href}`);
      else if (url.hash && !idsOf(target).has(decodeURIComponent(url.hash.slice(1)))) wrong.push(`${file}: ${href}`);
    }
  }
  assert.deepEqual(wrong.slice(0, 20), []);
});

test("every page names its language, its address and its translations", () => {
  const wrong = [];
  for (const file of files) {
    const html = read(file);
    if (/http-equiv="refresh"|name="robots" content="noindex"/.test(html)) continue;
    for (const [what, pattern] of [
      ["language", /<html lang="[a-z]{2}"/],
      ["title", /<title>[^<]+<\/title>/],
      ["description", /<meta name="description" content="[^"]+/],
      ["canonical", /<link rel="canonical" href="https?:/],
      ["Open Graph", /<meta property="og:title"/],
      ["one h1", /<h1[^>]*>(?!.*<h1)/s],
    ]) if (!pattern.test(html)) wrong.push(`${file}: ${what}`);
    const alternates = [...html.matchAll(/hreflang="([^"]+)" href="http/g)].map((match) => match[1]);
    // The page of two languages side by side is no translation of anything: it has no default.
    if (html.includes('<body class="pair"')) continue;
    if (alternates.length && !alternates.includes("x-default")) wrong.push(`${file}: x-default`);
  }
  assert.deepEqual(wrong, []);
});
