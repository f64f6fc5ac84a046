// Pages of the site on other sites: WordPress as its protocol says, plain frames, <carta-embed>, slow and
// script-less hosts. Host and site have different origins.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { becomes, eventually, holds, patientPage, standsAt } from "./patience.js";
import { htmlFiles, pageOf, pagesByTemplate, siteFolder, start } from "./site.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = siteFolder();
const file = (name) => readFileSync(path.join(folder, name), "utf8");
const BASE = /<link rel="canonical" href="(https?:\/\/[^"]*?\/)it\//.exec(file("it/index.html"))[1];

/* WordPress ------------------------------------------------------------------------------------ */

/** What it finds in the first 150 KB of a page, above `</head>`: the address of the oEmbed file. */
function discover(html) {
  const [head] = html.slice(0, 150 * 1024).split(/<\/head>/i);
  for (const [, attributes] of head.matchAll(/<link([^<>]+)\/?>/gi)) {
    const of = (name) => new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`, "i").exec(attributes)?.[1];
    if (of("type") === "application/json+oembed" && of("href")) return of("href").replaceAll("&amp;", "&");
  }
  return null;
}

/** What it lets through of an oEmbed `html` from a site that it does not know. */
function filter(html, secret) {
  const keep = { a: ["href"], blockquote: [], iframe: ["src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"] };
  const safe = html.replace(/<(\/?)([a-z0-9-]+)([^>]*)>/gi, (_, close, name, attributes) => {
    const allowed = keep[name.toLowerCase()];
    if (!allowed) return "";
    const kept = [...attributes.matchAll(/([a-z-]+)="([^"]*)"/gi)].filter(([, key]) => allowed.includes(key));
    return `<${close}${name}${kept.map(([, key, value]) => ` ${key}="${value}"`).join("")}>`;
  });
  const found = /^(<blockquote>.*?<\/blockquote>)?.*(<iframe[^>]*><\/iframe>)/ms.exec(safe);
  if (!found) return null;
  const quotation = found[1] ? found[1].replace("<blockquote", `<blockquote class="wp-embedded-content" data-secret="${secret}"`) : "";
  const frame = found[2]
    .replace(/ src="([^"]*)"/, ` src="$1#?secret=${secret}" data-secret="${secret}"`)
    .replace("<iframe", `<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"${quotation && ' style="position:absolute;visibility:hidden"'}`);
  return quotation + frame;
}

/** What its script does with messages from frames, and what it says to them. */
const WORDPRESS = `
  window.heard = [];
  addEventListener("message", ({ data, source }) => {
    if (!data || !data.secret || /[^a-zA-Z0-9]/.test(data.secret)) return;
    heard.push(data);
    for (const quotation of document.querySelectorAll('blockquote[data-secret="' + data.secret + '"]')) quotation.style.display = "none";
    for (const frame of document.querySelectorAll('iframe[data-secret="' + data.secret + '"]')) {
      if (frame.contentWindow !== source) continue;
      frame.removeAttribute("style");
      if (data.message === "height") frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
      if (data.message === "link" && new URL(data.value).host === new URL(frame.src).host && document.activeElement === frame) top.location.href = data.value;
    }
  });
  const ready = () => document.querySelectorAll("iframe.wp-embedded-content").forEach((frame) => frame.contentWindow.postMessage({ message: "ready", secret: frame.dataset.secret }, "*"));
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", ready) : ready();`;

/* The host ------------------------------------------------------------------------------------- */

let site, host;
/** Pages of the host by address; a page may take its time. */
const pages = new Map();
before(async () => {
  site = await start();
  const server = createServer(async (request, response) => {
    const page = pages.get(request.url);
    if (page?.wait) await new Promise((done) => setTimeout(done, page.wait));
    response.writeHead(page ? 200 : 404, { "content-type": request.url.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8" });
    response.end(page?.body ?? "");
  });
  await new Promise((ready) => server.listen(0, "localhost", ready));
  host = { origin: `http://localhost:${server.address().port}`, close: () => { server.close(); server.closeAllConnections(); } };
});
after(async () => { await site?.stop(); host?.close(); });

const article = (body, script = "") => `<!DOCTYPE html><html lang="it"><head><title>Associazione</title><link rel="icon" href="data:,"><style>body{margin:2rem;max-width:40rem}iframe{max-width:100%}</style></head><body>${body}${script && `<script>${script}</script>`}</body></html>`;

/** Opens a page of the host, and writes down what should not happen in it or in its frames. */
async function visit(body, { width = 900, wait = 0, delay = null, first = null, ...more } = {}) {
  const address = `/${pages.size}`;
  pages.set(address, { body, wait });
  const page = await patientPage(site.browser, { viewport: { width, height: 900 }, ...more });
  const context = page.context();
  const wrongs = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrongs.push(message.text()); });
  page.on("pageerror", (error) => wrongs.push(error.message));
  if (first) await context.addInitScript(first);
  if (delay) await context.route(delay.of, async (route) => { await new Promise((done) => setTimeout(done, delay.by)); await route.continue(); });
  await page.goto(host.origin + address, { waitUntil: "commit" });
  return Object.assign(page, { wrongs, done: async () => { assert.deepEqual(wrongs, []); await context.close(); } });
}

/** Text of the published site as it stands here. */
const local = (text) => text.replaceAll(BASE, `${site.origin}/`);
const oembed = (url) => JSON.parse(local(file(`${url.slice(1)}oembed.json`)));
const inWordPress = (url, secret) => filter(oembed(url).html, secret);

/** Waits until every frame is as high as what is in it, within two pixels, and knows its width. */
const fits = (page, selector = "iframe") => eventually(async () => {
  const off = [];
  const frames = await page.locator(selector).elementHandles();
  assert.ok(frames.length, "no frame yet");
  for (const element of frames) {
    await element.scrollIntoViewIfNeeded();
    const frame = await element.contentFrame();
    const inside = await frame.evaluate(() => ({ width: innerWidth, height: document.documentElement.getBoundingClientRect().height }));
    const outside = await element.evaluate((frame) => ({ width: frame.clientWidth, height: frame.clientHeight }));
    const clamped = selector.includes("wp-") ? Math.min(1000, Math.max(200, inside.height)) : inside.height;
    const high = inside.height >= 50 && outside.height >= clamped - 0.01 && outside.height <= clamped + 2;
    if (!high || Math.abs(inside.width - outside.width) > 1) {
      off.push(`${frame.url()}: ${inside.width} × ${inside.height} in ${outside.width} × ${outside.height}`);
    }
  }
  assert.deepEqual(off, []);
});

const UNITS = ["term", "document", "competence", "criterion", "country", "section", "glossary", "home", "page"];
const embeds = () => UNITS.flatMap((kind) => ["it", "en"].map((lang) => pageOf(kind, lang)));
const html = (url) => file(`${url.slice(1)}index.html`);

/* WordPress: what is said */

test("WordPress finds the oEmbed file early in the head of every page, and it leads to the page's frame", () => {
  const all = htmlFiles(folder).filter((name) => /^(it|en)\/.*index\.html$/.test(name) && !/(^|\/)embed\/index\.html$/.test(name))
    // Editions and what is about them are not shown elsewhere: the page of today is.
    .filter((name) => !/^(it|en)\/v\//.test(name));
  let found = 0;
  for (const name of all) {
    const text = file(name);
    if (/http-equiv="refresh"|name="robots" content="noindex"/.test(text)) continue;
    const address = discover(text.slice(0, 2048));
    assert.equal(address, `${BASE}${name.replace("index.html", "oembed.json")}`, name);
    const { type, version, title, html, width, height, provider_name, cache_age, thumbnail_url, thumbnail_width, thumbnail_height } = JSON.parse(file(address.slice(BASE.length)));
    assert.deepEqual([type, version], ["rich", "1.0"]);
    assert.ok(title && provider_name && width > 0 && height >= 200 && cache_age > 0);
    if (thumbnail_url) {
      const png = readFileSync(path.join(folder, thumbnail_url.slice(BASE.length)));
      assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [thumbnail_width, thumbnail_height]);
      assert.ok(png.length < 60_000);
    }
    const filtered = filter(html, "abcdefgh12");
    assert.ok(filtered.startsWith('<blockquote class="wp-embedded-content" data-secret="abcdefgh12"><a href="'), filtered);
    assert.ok(filtered.includes(`embed/#?secret=abcdefgh12"`));
    found += 1;
  }
  assert.ok(found > 100, `${found} pages`);
  assert.ok(discover(file("index.html")), "the site's own address too");
});

/* WordPress: what happens */

test("in WordPress's sandbox every kind of page takes its height, after load, resize and larger type", async () => {
  const body = embeds().map((url, at) => inWordPress(url, `secret${at}x`)).join("\n");
  const page = await visit(article(body, WORDPRESS));
  const frames = "iframe.wp-embedded-content";
  await page.waitForFunction(() => [...document.querySelectorAll("blockquote")].every((quotation) => getComputedStyle(quotation).display === "none"));
  await fits(page, frames);
  assert.equal(await page.frames()[1].evaluate(() => self.origin), "null");
  await page.setViewportSize({ width: 400, height: 800 });
  await fits(page, frames);
  for (const frame of page.frames().slice(1)) await frame.evaluate(() => { document.documentElement.style.fontSize = "140%"; });
  await fits(page, frames);
  for (const frame of page.frames().slice(1)) await frame.evaluate(() => { document.documentElement.style.fontSize = "80%"; });
  await page.setViewportSize({ width: 1000, height: 800 });
  await fits(page, frames);
  await page.done();
});

test("in WordPress a link leads the whole window to the site, with mouse and keyboard", async () => {
  const byKeyboard = async (link, page) => {
    await link.focus();
    // Keys go where the whole window has its focus.
    await page.waitForFunction(() => document.activeElement === document.querySelector("iframe"));
    await page.keyboard.press("Enter");
  };
  for (const act of [(link) => link.click(), byKeyboard]) {
    const page = await visit(article(inWordPress(pageOf("term", "it"), "linked"), WORDPRESS));
    await fits(page, "iframe.wp-embedded-content");
    await act(page.frames()[1].locator("footer a"), page);
    await page.waitForURL(`${site.origin}${pageOf("term", "it")}`);
    await page.done();
  }
});

test("when WordPress's script comes late, it asks and is answered", async () => {
  pages.set("/late.js", { body: WORDPRESS, wait: 800 });
  const page = await visit(article(`${inWordPress(pageOf("competence", "en"), "late")}<script src="/late.js"></script>`));
  await fits(page, "iframe.wp-embedded-content");
  await page.done();
});

test("a frame that the browser does not lay out at first says its height later", async () => {
  // Browsers leave a hidden frame alone, and no event says when they do not any more.
  const first = () => {
    if (self.origin !== "null") return;
    delete globalThis.ResizeObserver;
    addEventListener("resize", (event) => event.stopImmediatePropagation());
    globalThis.looked = 0;
    globalThis.laidOut = false;
    const real = Element.prototype.getBoundingClientRect;
    Element.prototype.getBoundingClientRect = function () {
      if (this !== document.documentElement || laidOut) return real.call(this);
      looked += 1;
      return new DOMRect();
    };
  };
  const page = await visit(article(inWordPress(pageOf("term", "it"), "blind"), WORDPRESS), { first });
  const frame = await eventually(async () => {
    const found = page.frames().find((one) => one.url().includes("secret=blind"));
    // More often than it has reasons to: when it is loaded, and a little later for late hosts.
    assert.ok(await found.evaluate(() => looked) > 6);
    return found;
  });
  assert.deepEqual(await page.evaluate(() => heard), []);
  await frame.evaluate(() => { laidOut = true; });
  await fits(page, "iframe.wp-embedded-content");
  await page.done();
});

test("without JavaScript WordPress's readers get the link", async () => {
  const page = await visit(article(inWordPress(pageOf("term", "it"), "none"), WORDPRESS), { javaScriptEnabled: false });
  await page.locator("blockquote a").click();
  await standsAt(page, pageOf("term", "it"));
  await page.done();
});

test("a frame obeys nobody but the page around it, and only with the secret", async () => {
  const url = pageOf("term", "it");
  const page = await visit(article(`${inWordPress(url, "mine")}<iframe id="other" srcdoc="<p>Someone else"></iframe>`, WORDPRESS));
  await fits(page, "iframe.wp-embedded-content");
  const frame = page.frames().find((one) => one.url().includes("secret=mine"));
  // What a frame says arrives in the order in which it was said: behind a mark nothing is on its way.
  const mark = async (name) => {
    await frame.evaluate((name) => parent.postMessage({ message: name, secret: "mine" }, "*"), name);
    await page.waitForFunction((name) => heard.some(({ message }) => message === name), name);
  };
  // The frame says its height again a little after it is loaded: a later timer comes after that.
  await frame.waitForLoadState("load");
  await frame.evaluate(() => new Promise((done) => setTimeout(done, 1500)));
  await mark("quiet");
  await page.evaluate(() => { heard.length = 0; });
  const target = (script) => page.frames().find((one) => one.url().includes("srcdoc")).evaluate(script);
  await target(() => parent.frames[0].postMessage({ message: "ready", secret: "mine" }, "*"));
  await target(() => parent.frames[0].postMessage({ type: "carta:ready" }, "*"));
  await page.evaluate(() => {
    frames[0].postMessage({ message: "ready", secret: "other" }, "*");
    frames[0].postMessage({ message: "ready" }, "*");
    frames[0].postMessage("ready", "*");
    frames[0].postMessage(null, "*");
    // The last one alone is to be answered.
    frames[0].postMessage({ message: "ready", secret: "mine" }, "*");
  });
  await page.waitForFunction(() => heard.length > 0);
  await mark("after");
  assert.deepEqual(await page.evaluate(() => heard.map(({ message }) => message)), ["height", "after"]);
  await page.done();
});

/* Other sites */

const snippetOf = (url) => {
  const found = /<pre tabindex="0" class="html"[^>]*>([^]*?)<\/pre>/.exec(html(url))[1];
  return local(found.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
};

test("the snippet that a page offers shows it at its height, in pages that also load slowly", async () => {
  for (const delay of [null, { of: /\/embed\/$/, by: 900 }, { of: /\/embed\.js$/, by: 1200 }]) {
    const page = await visit(article(["term", "document", "section"].map((kind) => snippetOf(pageOf(kind, "it"))).join("\n")), { delay });
    await fits(page);
    await page.setViewportSize({ width: 330, height: 700 });
    await fits(page);
    await page.frames()[1].evaluate(() => { document.documentElement.style.fontSize = "150%"; });
    await fits(page);
    assert.equal(await page.locator("iframe").first().getAttribute("title"), oembed(pageOf("term", "it")).title);
    await page.done();
  }
});

test("a link in a plain frame opens in the whole window", async () => {
  const page = await visit(article(snippetOf(pageOf("term", "en"))));
  await fits(page);
  await page.frames()[1].locator("h1 a").click();
  await page.waitForURL(`${site.origin}${pageOf("term", "en")}`);
  await page.done();
});

test("without JavaScript the snippet is a frame of a sensible height and a link", async () => {
  const page = await visit(article(snippetOf(pageOf("term", "it"))), { javaScriptEnabled: false });
  await page.frameLocator("iframe").locator("footer a").waitFor();
  const box = await page.locator("iframe").boundingBox();
  assert.ok(box.height >= 300 && box.height <= 600 && box.width > 300);
  assert.equal(await page.locator("p a").getAttribute("href"), `${site.origin}${pageOf("term", "it")}`);
  await page.done();
});

test("a page tried out from a folder on disk shows the frame too", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "carta-host-"));
  const page = await patientPage(site.browser);
  const wrongs = [];
  page.on("console", (message) => { if (message.type() === "error") wrongs.push(message.text()); });
  try {
    writeFileSync(path.join(folder, "page.html"), article(snippetOf(pageOf("term", "it"))));
    await page.goto(pathToFileURL(path.join(folder, "page.html")).href);
    await fits(page);
    assert.deepEqual(wrongs, []);
  } finally {
    await page.context().close();
    rmSync(folder, { recursive: true });
  }
});

test("<carta-embed> is a frame with a name, given the page's address or the frame's", async () => {
  const url = pageOf("competence", "it");
  const body = `<carta-embed src="${site.origin}${url}"><a href="${site.origin}${url}">La competenza</a></carta-embed>
    <carta-embed src="${site.origin}${url}embed/" title="Una competenza"></carta-embed>
    <carta-embed src="javascript:alert(1)"></carta-embed>
    <script async src="${site.origin}/embed.js"></script><script async src="${site.origin}/embed.js"></script>`;
  const page = await visit(article(body));
  await page.waitForFunction(() => document.querySelectorAll("iframe").length === 2);
  await fits(page);
  assert.deepEqual(await page.locator("iframe").evaluateAll((frames) => frames.map((frame) => frame.title)), ["La competenza", "Una competenza"]);
  await holds(() => page.locator("carta-embed > a").isVisible());
  await page.done();
});

test("the script obeys a frame for itself alone", async () => {
  const body = `${snippetOf(pageOf("term", "it"))}<iframe id="rogue" data-carta height="100" style="border:0" srcdoc="<script>
      for (const height of [5000, '300px', -1, 1e9, NaN]) parent.postMessage({ type: 'carta:height', height }, '*');
      parent.postMessage({ type: 'carta:height', height: 77 }, '*');
      parent.postMessage({ message: 'height', value: 900, secret: 'x' }, '*');
    </script>"></iframe><iframe id="foreign" height="120" style="border:0" srcdoc="<script>parent.postMessage({ type: 'carta:height', height: 900 }, '*')</script>"></iframe>`;
  const page = await visit(article(body));
  await fits(page, "iframe[src]");
  const heights = await page.evaluate(() => ["rogue", "foreign"].map((id) => document.getElementById(id).clientHeight));
  assert.equal(heights[1], 120);
  assert.ok([77, 100].includes(heights[0]), `${heights}`);
  await page.done();
});

test("forty frames on one page", async () => {
  const terms = htmlFiles(folder).filter((name) => /^it\/.*\/embed\/index\.html$/.test(name)).slice(0, 40);
  const body = terms.map((name, at) => `<iframe data-carta src="${site.origin}/${name.replace("index.html", "")}" title="${at}" width="100%" height="420" style="border:0"></iframe>`).join("\n");
  const page = await visit(article(`${body}<script async src="${site.origin}/embed.js"></script>`));
  await page.waitForFunction(() => document.querySelectorAll("iframe").length === 40);
  await fits(page);
  await page.done();
});

/* Headers */

test("other sites may frame and read what is for them, and nothing else", async () => {
  const url = pageOf("term", "it");
  const page = await visit(article(`<iframe src="${site.origin}${url}"></iframe>`));
  await page.waitForLoadState("load");
  await holds(() => page.wrongs.some((wrong) => wrong.includes("frame-ancestors")), "the browser says why it shows nothing");
  const read = (address) => page.evaluate((address) => fetch(address).then((answer) => answer.ok, () => false), site.origin + address);
  for (const address of [`${url}embed/`, `${url}oembed.json`, "/embed.js"]) assert.ok(await read(address), address);
  assert.equal(await read(url), false);
  await page.context().close();
});

test("a page for frames is one file: it asks for nothing", async () => {
  const page = await site.open("/it/embed/");
  const asked = [];
  page.on("request", (request) => { if (!request.url().startsWith("data:")) asked.push(request.url()); });
  for (const url of embeds()) {
    await page.goto(`${site.origin}${url}embed/`, { waitUntil: "load" });
    assert.deepEqual(asked.splice(0), [`${site.origin}${url}embed/`]);
    const head = await page.evaluate(() => [document.querySelector("[rel=canonical]").href, document.querySelector("[name=robots]").content, document.querySelectorAll("h1").length, document.documentElement.lang]);
    assert.deepEqual(head, [`${BASE}${url.slice(1)}`, "noindex", 1, url.slice(1, 3)]);
  }
  assert.deepEqual(page.wrongs, []);
  await page.done();
});

/* Access */

test("axe has nothing to say of pages for frames, in light and dark, from 240 to 1,000 pixels", async () => {
  const found = [];
  const page = await site.open("/it/embed/", { bypassCSP: true });
  for (const url of embeds()) {
    await page.goto(`${site.origin}${url}embed/`);
    await page.evaluate(axe);
    // Each width in one language in light, in the other in dark.
    for (const [at, width] of [1000, 320, 240].entries()) {
      const theme = (at + (url.startsWith("/it/") ? 0 : 1)) % 2 ? "dark" : "light";
      await page.setViewportSize({ width, height: 600 });
      await page.emulateMedia({ colorScheme: theme });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) found.push(`${url} ${width}: ${wide} px too wide`);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"], preload: false }));
      for (const { id, nodes } of violations) found.push(`${url} ${theme} ${width}: ${id}: ${nodes[0].html}`);
    }
  }
  assert.deepEqual(found, []);
  await page.done();
});

test("no page for frames is more than a frame shows, at the width of a phone or of a column", async () => {
  const page = await site.open("/it/embed/");
  const long = [];
  for (const { url } of pagesByTemplate(folder).filter(({ kind }) => kind === "embed")) {
    await page.goto(site.origin + url);
    for (const [width, most] of [[600, 1000], [320, 1150]]) {
      await page.setViewportSize({ width, height: 600 });
      const height = await page.evaluate(() => document.documentElement.getBoundingClientRect().height);
      if (height > most) long.push(`${url}: ${height} at ${width}`);
    }
  }
  assert.deepEqual(long, []);
  await page.done();
});

/* “Embed this” */

test("“Embed this” by keyboard: choose, see, copy", async () => {
  const url = pageOf("document", "it");
  const page = await site.open(url, { permissions: ["clipboard-read", "clipboard-write"] });
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const summary = page.locator("#carta-embed > summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  const box = page.locator("#carta-embed");
  const other = await page.locator(".languages a[hreflang=en]").evaluate((link) => new URL(link.href).pathname);
  await page.waitForFunction(() => document.querySelectorAll("#carta-embed-language option").length === 2);
  assert.ok(asked.some((address) => address.includes("embed-this")), "the script comes now");
  await fits(page);
  const own = await box.locator(".html").textContent();
  assert.equal(local(own), snippetOf(url), "what the script writes is what stood there");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await becomes(() => page.evaluate(() => document.activeElement.id), "carta-embed-unit");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((url) => document.querySelector("#carta-embed .address").textContent.endsWith(url), other);
  await fits(page);
  assert.equal(local(await box.locator(".html").textContent()), snippetOf(other), "the other language, as its own page writes it");
  await box.locator(".address + .copy button").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#carta-embed .status").textContent);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${BASE}${other.slice(1)}`);
  const term = await page.locator("#carta-embed-unit optgroup option").first().getAttribute("value");
  await page.locator("#carta-embed-unit").selectOption(term);
  const before = `${BASE}${other.slice(1)}`;
  await page.waitForFunction((not) => {
    const { textContent } = document.querySelector("#carta-embed .address");
    return !not.includes(textContent) && textContent.includes("/en/");
  }, [term, before]);
  await fits(page);
  assert.deepEqual(page.wrongs, []);
  await page.done();
});

test("“Embed this” without JavaScript: the address and the HTML as text, in both languages", async () => {
  for (const url of ["document", "home", "term"].flatMap((kind) => [pageOf(kind, "it"), pageOf(kind, "en")])) {
    const page = await site.open(url, { script: false });
    await page.locator("#carta-embed > summary").click();
    await becomes(() => page.locator("#carta-embed .address").innerText(), `${BASE}${url.slice(1)}`);
    assert.ok((await page.locator("#carta-embed .html").innerText()).includes(`src="${BASE}${url.slice(1)}embed/"`));
    assert.deepEqual(page.wrongs, []);
    await page.done();
  }
});

test("axe has nothing to say of “Embed this”, open", async () => {
  for (const theme of ["light", "dark"]) {
    const page = await site.open(pageOf("document", "en"), { theme, bypassCSP: true });
    await page.locator("#carta-embed > summary").click();
    await fits(page);
    await holds(() => page.evaluate(() => [...document.styleSheets].some(({ href }) => href?.includes("embed-this"))), "its style is there");
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run("#carta-embed"));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    await page.done();
  }
});
