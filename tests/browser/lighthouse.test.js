// Lighthouse: accessibility, best practices and search engines at 100. Performance depends on what else the
// machine does: see lighthouse.mjs. What makes it is tested elsewhere (weight, requests, layout shift).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CERTAIN, PAGES, losses, startAudits } from "./audit.js";

let site;
before(async () => { site = await startAudits(); });
after(() => site?.stop());

// Each page in one language: what differs between the two is checked by axe and the static tests on all pages.
for (const url of PAGES.filter((_, at) => [0, 2, 5, 7].includes(at))) {
  test(`Lighthouse: ${CERTAIN.join(", ")} 100: ${url}`, async () => {
    const report = await site.audit(url, { categories: CERTAIN });
    const scores = Object.fromEntries(CERTAIN.map((category) => [category, report.categories[category].score]));
    assert.deepEqual(scores, { accessibility: 1, "best-practices": 1, seo: 1 }, losses(report).join("; "));
  });
}
