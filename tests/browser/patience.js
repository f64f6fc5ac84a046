// Patience. On a busy machine everything comes, but later: a story waits for the very thing that it asserts,
// and the assertion itself speaks when that never comes. Nothing here measures time, so all limits are far away.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.CARTA_CHROMIUM ?? "/usr/bin/chromium";
/** How long a thing may take to come true, in milliseconds. */
export const PATIENCE = 90_000;

/** Does something again and again until nothing in it fails; what it gives, or its last failure. */
export async function eventually(act, patience = PATIENCE) {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return await act();
    } catch (failure) {
      if (performance.now() > end) throw failure;
    }
    await pause(30);
  }
}
/** Waits until what is read is this. */
export const becomes = (read, wanted, said) => eventually(async () => assert.deepEqual(await read(), wanted, said));
/** Waits until what is read is true. */
export const holds = (read, said) => eventually(async () => assert.ok(await read(), said));
/** Waits until a page stands at a path. */
export const standsAt = (page, path) => page.waitForURL((url) => decodeURIComponent(url.pathname) === decodeURIComponent(path));

/** A browser; without one this fails, it does not skip. */
export async function launch() {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`there is no Chromium at ${CHROMIUM}: run tests/browser/run.sh, or set CARTA_CHROMIUM`);
  }
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    timeout: 3 * PATIENCE,
  });
}

/** A page, in a context of its own or in a given one, that has as much patience as its story. */
export async function patientPage(browser, options = {}, within = null) {
  const context = within ?? await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE);
  context.setDefaultNavigationTimeout(PATIENCE);
  const page = await context.newPage();
  const resize = page.setViewportSize.bind(page);
  // A page learns its new size a moment after the browser does.
  page.setViewportSize = async (size) => {
    await resize(size);
    await becomes(() => page.evaluate(() => [innerWidth, innerHeight]), [size.width, size.height]);
  };
  // Under a load of 25 one page in some two thousand came to no further frame, and the browser clicks at what
  // stood still for two. To take its picture asks for one; most stories are over before the first.
  const nudge = setInterval(() => picture(page).catch(() => {}), 20_000).unref();
  page.on("close", () => clearInterval(nudge));
  return page;
}

async function picture(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("Page.captureScreenshot", { format: "jpeg", quality: 1, optimizeForSpeed: true });
  await client.detach();
}
