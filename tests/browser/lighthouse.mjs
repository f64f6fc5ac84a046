// Lighthouse over the built site, served with its headers: `CARTA_SITE=… npm run lighthouse`, on a machine
// that does nothing else. It is no part of run.sh: its simulated network multiplies whatever else the
// machine is doing. Ends with 1 when a score is below 100, and says what cost it.
import { existsSync } from "node:fs";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { siteFolder } from "./site.js";
import { serve } from "./server.js";

const CHROMIUM = process.env.CARTA_CHROMIUM ?? "/usr/bin/chromium";
const PORT = Number(process.env.CARTA_LIGHTHOUSE_PORT ?? 9333);
const PAGES = {
  it: ["/it/", "/it/documento-di-consenso/introduzione/", "/it/glossario/", "/it/confronti-internazionali/"],
  en: ["/en/", "/en/consensus-document/introduction/", "/en/glossary/", "/en/international-comparisons/"],
};
if (!existsSync(CHROMIUM)) throw new Error(`there is no Chromium at ${CHROMIUM}: set CARTA_CHROMIUM`);
const wanted = process.argv.slice(2);
const urls = wanted.length ? wanted : [...PAGES.it, ...PAGES.en];
const server = await serve(siteFolder());
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${PORT}`] });
let poor = 0;
try {
  for (const url of urls) {
    for (const form of ["mobile", "desktop"]) {
      const desktop = form === "desktop" && {
        screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
        throttling: { rttMs: 40, throughputKbps: 10240, cpuSlowdownMultiplier: 1 },
      };
      const run = () => lighthouse(server.origin + url, { port: PORT, output: "json", logLevel: "silent", formFactor: form, ...desktop });
      let { lhr } = await run();
      // On a busy machine the browser may not paint in time; that says nothing about the page.
      if (lhr.runtimeError) ({ lhr } = await run());
      if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
      const scores = Object.values(lhr.categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
      console.log(`${url} (${form}): ${scores.join(", ")}`);
      const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];
      console.log(`  ${times.map((id) => `${id} ${lhr.audits[id].displayValue}`).join(", ")}`);
      if (Object.values(lhr.categories).every(({ score }) => score === 1)) continue;
      poor += 1;
      for (const category of Object.values(lhr.categories)) {
        for (const { id, weight } of category.auditRefs) {
          const { score, title, displayValue } = lhr.audits[id];
          if (score === null || score >= 0.9 || (!weight && category.id !== "performance")) continue;
          console.log(`  ${category.id}: ${title}${displayValue ? ` (${displayValue})` : ""}`);
        }
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(poor ? `${poor} runs below 100` : "all 100");
process.exitCode = poor ? 1 : 0;
