// Lighthouse over the built site, served with its headers, in a browser of its own.
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { serve } from "./server.js";
import { siteFolder } from "./site.js";

const CHROMIUM = process.env.CARTA_CHROMIUM ?? "/usr/bin/chromium";

/** What does not depend on how fast or busy the machine is. */
export const CERTAIN = ["accessibility", "best-practices", "seo"];

/** The pages that stand for the site: the home page, a chapter, the glossary, a comparison. */
export const PAGES = [
  "/it/", "/it/documento-di-consenso/introduzione/", "/it/glossario/", "/it/confronti-internazionali/",
  "/en/", "/en/consensus-document/introduction/", "/en/glossary/", "/en/international-comparisons/",
];

const DESKTOP = {
  formFactor: "desktop",
  screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
  throttling: { rttMs: 40, throughputKbps: 10240, cpuSlowdownMultiplier: 1 },
};

const freePort = () => new Promise((found) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

/** Starts the site and the browser: how to audit an address, and how to stop. */
export async function startAudits(folder = siteFolder()) {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no Chromium at ${CHROMIUM}: set CARTA_CHROMIUM`);
  const server = await serve(folder);
  const port = await freePort();
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`] });
  return {
    /** Lighthouse's report of a page, on a phone or at a desk, of some or all categories. */
    async audit(url, { form = "mobile", categories } = {}) {
      const options = {
        port, output: "json", logLevel: "silent", onlyCategories: categories,
        ...(form === "desktop" ? DESKTOP : { formFactor: "mobile" }),
        // A picture for the report, which nobody looks at.
        disableFullPageScreenshot: true,
      };
      const run = async () => (await lighthouse(server.origin + url, options)).lhr;
      let report = await run();
      // On a busy machine the browser may not paint in time; that says nothing about the page.
      if (report.runtimeError) report = await run();
      if (report.runtimeError) throw new Error(`${url}: ${report.runtimeError.message}`);
      return report;
    },
    async stop() {
      await browser.close();
      await server.close();
    },
  };
}

/** What cost points, in words. */
export function losses(report) {
  const lost = [];
  for (const category of Object.values(report.categories)) {
    for (const { id, weight } of category.auditRefs) {
      const { score, title, displayValue } = report.audits[id];
      if (score === null || score >= 0.9 || (!weight && category.id !== "performance")) continue;
      lost.push(`${category.id}: ${title}${displayValue ? ` (${displayValue})` : ""}`);
    }
  }
  return lost;
}
