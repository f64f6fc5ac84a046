// Lighthouse's four scores of the pages that stand for the site, as a table:
// `CARTA_SITE=… npm run lighthouse`, with `-- --runs 3`, `-- --templates` (one page of each template, without
// performance) or addresses. It is no part of run.sh: performance is measured with a simulated slow phone,
// which multiplies whatever else the machine is doing. So each page is run several times and the run in the
// middle counts; all of them are shown. Ends with 1 when a score is below 100, and says what cost it.
// What does not depend on the machine is a test: lighthouse.test.js.
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { CERTAIN, PAGES, losses, startAudits } from "./audit.js";
import { pagesByTemplate, siteFolder } from "./site.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "3" }, templates: { type: "boolean", default: false } },
});
const runs = values.templates ? 1 : Number(values.runs);
const categories = values.templates ? CERTAIN : ["performance", ...CERTAIN];
// Pages that ask not to be listed (frames, old editions, what is not found) have no score for search engines.
const file = (url) => path.join(siteFolder(), url.endsWith("/") ? `${url}index.html` : url);
const listed = () => pagesByTemplate().map(({ url }) => url).filter((url) => !readFileSync(file(url), "utf8").includes("noindex"));
const urls = positionals.length ? positionals : values.templates ? listed() : PAGES;
const TIMES = { FCP: "first-contentful-paint", LCP: "largest-contentful-paint", TBT: "total-blocking-time", CLS: "cumulative-layout-shift", SI: "speed-index" };
const score = (report, category) => Math.round(report.categories[category].score * 100);

const site = await startAudits();
let poor = 0;
console.log(`| page | form | ${categories.join(" | ")} |${values.templates ? "" : ` runs | ${Object.keys(TIMES).join(" | ")} | load |`}`);
console.log(`|---|---${"|---".repeat(categories.length + (values.templates ? 0 : 7))}|`);
try {
  for (const url of urls) {
    for (const form of ["mobile", "desktop"]) {
      const reports = [];
      for (let run = 0; run < runs; run += 1) reports.push(await site.audit(url, { form, categories }));
      if (!values.templates) reports.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
      const middle = reports[Math.floor(runs / 2)];
      const cells = [url, form, ...categories.map((category) => score(middle, category))];
      if (!values.templates) {
        cells.push(reports.map((report) => score(report, "performance")).join(" "));
        cells.push(...Object.values(TIMES).map((id) => middle.audits[id].displayValue), loadavg()[0].toFixed(1));
      }
      console.log(`| ${cells.join(" | ")} |`);
      if (categories.every((category) => score(middle, category) === 100)) continue;
      poor += 1;
      for (const line of losses(middle)) console.log(`  ${line}`);
    }
  }
} finally {
  await site.stop();
}
console.log(poor ? `${poor} below 100` : "all 100");
process.exitCode = poor ? 1 : 0;
