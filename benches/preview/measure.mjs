// How long after a save the new text is there: in the preview's answer, and on the screen of Chromium.
//
//   node benches/preview/measure.mjs [--carta FILE] [--hugo FILE] [--pages 100,1000,10000] [--edits 200]
//        [--browser] [--painted 100] [--memory] [--grown 1000]
//
// Two languages of generated pages: a document in sections, with links and a glossary. For Hugo the
// same texts, with its own templates of the same shape, in the same run. Times are taken from the
// moment when the editor's write has returned. Needs Node, and for --browser what tests/browser needs.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

const { values: asked } = parseArgs({
  options: {
    carta: { type: "string", default: "target/release/carta" },
    hugo: { type: "string" },
    pages: { type: "string", default: "100,1000,10000" },
    edits: { type: "string", default: "200" },
    browser: { type: "boolean", default: false },
    painted: { type: "string", default: "100" },
    memory: { type: "boolean", default: false },
    grown: { type: "string", default: "1000" },
  },
});

const LANGS = ["it", "en"];
const put = (root, path, text) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
// Overwritten at once, as most programs save.
const save = (file, text) => {
  const opened = openSync(file, "w");
  writeSync(opened, text);
  closeSync(opened);
};

/* Sites ----------------------------------------------------------------------------------------- */

const SECTION = 50;
const body = (lang, number, link) => {
  const it = lang === "it";
  const line = it
    ? "Le persone che hanno vissuto il disagio accompagnano altre persone, con parole proprie e senza giudizio, lungo il cammino."
    : "People who have lived through distress accompany other people, in words of their own and without judging, along the way.";
  const parts = [];
  for (let section = 0; section < 4; section += 1) {
    parts.push(`## ${it ? "Sezione" : "Section"} ${section + 1} {#s${section}}`);
    for (let paragraph = 0; paragraph < 4; paragraph += 1) {
      parts.push(`${line} ${it ? "Pagina" : "Page"} ${number}, ${section}.${paragraph}: ${link((number * 7 + section) % SECTION)}. ${line}`);
    }
  }
  return parts.join("\n\n");
};
const place = (number) => `s${String(Math.floor(number / SECTION)).padStart(3, "0")}/p${number}`;
const name = (number) => `p${number}`;

const cartaSite = (root, pages) => {
  put(root, "content/site.yaml", "title: { it: Prova, en: Trial }\nbase_url: https://example.org/\nlanguages: [it, en]\n");
  const page = (lang, number, marker = "") => {
    const first = Math.floor(number / SECTION) * SECTION;
    const link = (other) => (first + other < pages ? `[${name(first + other)}](${name(first + other)}.md#s1)` : "—");
    return `---\ntitle: ${lang} ${number}\n---\n\n${marker}\n\n${body(lang, number, link)}\n`;
  };
  for (const lang of LANGS) {
    put(root, `content/index.${lang}.md`, `---\ntitle: ${lang}\n---\n\n${lang}\n`);
    put(root, `content/glossary/index.${lang}.md`, `---\ntitle: ${lang === "it" ? "Glossario" : "Glossary"}\nslug: glossary${lang === "it" ? "\nchildren: term" : ""}\n---\n`);
    const words = lang === "it" ? ["disagio", "giudizio", "cammino", "parole"] : ["distress", "judging", "way", "words"];
    words.forEach((word, number) => put(root, `content/glossary/t${number}.${lang}.md`,
      `---\ntitle: ${word}\n---\n\n${lang} ${number}.\n`));
    for (let number = 0; number < pages; number += 1) {
      if (number % SECTION === 0) {
        const section = place(number).split("/")[0];
        put(root, `content/${section}/index.${lang}.md`, `---\ntitle: ${section}\n---\n\n${section}\n`);
      }
      put(root, `content/${place(number)}.${lang}.md`, page(lang, number, "Inizio."));
    }
  }
  return { file: (number) => join(root, `content/${place(number)}.it.md`), text: (number, marker) => page("it", number, marker), path: (number) => `/it/${place(number)}/` };
};

const hugoSite = (root, pages) => {
  put(root, "hugo.toml", `baseURL = "https://example.org/"\ntitle = "Prova"\ndefaultContentLanguage = "it"\ndefaultContentLanguageInSubdir = true\ndisableKinds = ["taxonomy", "term"]\n[languages.it]\nweight = 1\n[languages.en]\nweight = 2\n`);
  const nav = "<nav>{{ range .Site.Home.Sections }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</nav>";
  const base = (inner) => `<!DOCTYPE html><html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>${nav}<main><h1>{{ .Title }}</h1>${inner}</main></body></html>`;
  put(root, "layouts/_default/single.html", base("{{ .TableOfContents }}{{ .Content }}"));
  put(root, "layouts/_default/list.html", base("{{ .Content }}{{ range .Pages }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}"));
  put(root, "layouts/index.html", base("{{ .Content }}"));
  const page = (lang, number, marker = "") => {
    const first = Math.floor(number / SECTION) * SECTION;
    const link = (other) => (first + other < pages ? `[${name(first + other)}]({{< relref "/${place(first + other)}" >}}#s1)` : "—");
    return `---\ntitle: ${lang} ${number}\n---\n\n${marker}\n\n${body(lang, number, link)}\n`;
  };
  for (const lang of LANGS) {
    put(root, `content/_index.${lang}.md`, `---\ntitle: ${lang}\n---\n\n${lang}\n`);
    for (let number = 0; number < pages; number += 1) {
      if (number % SECTION === 0) {
        const section = place(number).split("/")[0];
        put(root, `content/${section}/_index.${lang}.md`, `---\ntitle: ${section}\n---\n\n${section}\n`);
      }
      put(root, `content/${place(number)}.${lang}.md`, page(lang, number, "Inizio."));
    }
  }
  return { file: (number) => join(root, `content/${place(number)}.it.md`), text: (number, marker) => page("it", number, marker), path: (number) => `/it/${place(number)}/` };
};

/* Servers --------------------------------------------------------------------------------------- */

const start = (command, args, ready) => new Promise((resolve, reject) => {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const hear = (text) => {
    said += text;
    const found = ready.exec(said);
    if (found) {
      said = "";
      resolve({
        child,
        address: found[0].replace("localhost", "127.0.0.1").replace(/\/$/, ""),
        stop: () => new Promise((done) => { child.on("exit", done); child.kill("SIGINT"); }),
      });
    }
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  child.on("error", reject);
  child.on("exit", () => reject(new Error(`${command} ended: ${said}`)));
});

const get = (address) => new Promise((resolve, reject) => {
  http.get(address, { agent: false }, (answer) => {
    const parts = [];
    answer.on("data", (part) => parts.push(part));
    answer.on("end", () => resolve(Buffer.concat(parts).toString()));
  }).on("error", reject);
});

const sleep = (ms) => new Promise((done) => { setTimeout(done, ms); });

// Asked again and again until it is there: what a browser that knows at once would get.
const served = async (address, marker) => {
  const begun = performance.now();
  for (;;) {
    if ((await get(address)).includes(marker)) return performance.now() - begun;
    if (performance.now() - begun > 60000) throw new Error(`never served: ${marker}`);
    await sleep(1);
  }
};

const figures = (times) => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(1);
  return `median ${at(0.5)} ms, 95% ${at(0.95)} ms, worst ${at(1)} ms (${times.length})`;
};
const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

const edits = Number(asked.edits);
const pause = 60;
const measure = async (label, site, server, pages) => {
  await get(server.address + site.path(0));
  const times = [];
  for (let edit = 0; edit < edits + 3; edit += 1) {
    const number = (edit * 37) % pages;
    const marker = `Modifica${edit}di${label}`;
    save(site.file(number), site.text(number, marker));
    const time = await served(server.address + site.path(number), marker);
    // The first ones warm up caches that a session has warm.
    if (edit >= 3) times.push(time);
    await sleep(pause);
  }
  console.log(`${label}, 2 × ${pages} pages, save to served: ${figures(times)}`);
};

const painted = async (label, site, server, pages) => {
  // Of the browser tests (`npm ci` in tests/browser).
  const { chromium } = createRequire(new URL("../../tests/browser/", import.meta.url))("playwright-core");
  const browser = await chromium.launch({
    executablePath: process.env.CARTA_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    // Whoever ends this script ends it at once, not the browser under it.
    handleSIGTERM: false,
    handleSIGINT: false,
    handleSIGHUP: false,
  });
  const page = await browser.newPage();
  // What became of the page, should it never answer again.
  const story = [];
  const note = (what) => story.push(`${Math.round(performance.now())} ms: ${what}`);
  page.on("crash", () => note("crashed"));
  page.on("close", () => note("closed"));
  page.on("framenavigated", (frame) => note(`went to ${frame.url()}`));
  page.on("pageerror", (error) => note(`error: ${error}`));
  page.on("console", (message) => { if (message.type() === "error") note(`console: ${message.text()}`); });
  browser.on("disconnected", () => note("the browser ended"));
  await page.addInitScript(() => {
    // The time at which a frame with the text in it has been drawn.
    window.painted = (marker) => new Promise((done) => {
      const look = () => {
        if (document.body?.textContent.includes(marker)) requestAnimationFrame(() => setTimeout(() => done(Date.now()), 0));
        else requestAnimationFrame(look);
      };
      look();
    });
  });
  await page.goto(server.address + site.path(1));
  await sleep(1000);
  const times = [];
  for (let edit = 0; edit < Number(asked.painted); edit += 1) {
    const marker = `Dipinto${edit}di${label}`;
    save(site.file(1), site.text(1, marker));
    const written = Date.now();
    // A page that reloads takes the question with it: it is asked again.
    let at = null;
    while (at === null) {
      const late = new Promise((_, fail) => { setTimeout(fail, 60000, new Error("no answer")).unref(); });
      const question = page.evaluate((marker) => window.painted(marker), marker);
      question.catch(() => {});
      at = await Promise.race([question, late]).catch((error) => {
        if (Date.now() - written < 60000) return sleep(5).then(() => null);
        throw new Error(`never painted: ${marker}: ${error}\n${story.slice(-20).join("\n")}`);
      });
    }
    times.push(at - written);
    // Hugo's page is loaded anew, and hears of nothing until it listens again: a save in between never shows.
    await sleep(500);
  }
  console.log(`${label}, 2 × ${pages} pages, save to painted: ${figures(times)}`);
  await browser.close();
};

const grown = async (site, server, pages) => {
  const edit = async (number) => {
    const marker = `Memoria${number}`;
    save(site.file(number % pages), site.text(number % pages, marker));
    await served(server.address + site.path(number % pages), marker);
  };
  for (let number = 0; number < 10; number += 1) await edit(number);
  const early = memory(server.child.pid);
  const last = Number(asked.grown);
  for (let number = 10; number < last; number += 1) await edit(number);
  const late = memory(server.child.pid);
  console.log(`carta, 2 × ${pages} pages, memory: ${early.toFixed(1)} MB after 10 edits, ${late.toFixed(1)} MB after ${last} (${((late / early - 1) * 100).toFixed(1)} %)`);
};

console.log(`${cpus().length} × ${cpus()[0].model}`);
for (const pages of asked.pages.split(",").map(Number)) {
  const root = mkdtempSync(join(tmpdir(), "carta-bench-"));
  try {
    const site = cartaSite(join(root, "carta"), pages);
    const server = await start(asked.carta, ["serve", "--port", "0", "--root", join(root, "carta")], /http:\/\/127\.0\.0\.1:\d+\//);
    await measure("carta", site, server, pages);
    if (asked.browser) await painted("carta", site, server, pages);
    if (asked.memory) await grown(site, server, pages);
    await server.stop();
    if (asked.hugo) {
      const other = hugoSite(join(root, "hugo"), pages);
      const hugo = await start(asked.hugo, ["server", "--source", join(root, "hugo"), "--port", "14313", "--renderToMemory"], /http:\/\/localhost:\d+\//);
      await measure("hugo", other, hugo, pages);
      if (asked.browser) await painted("hugo", other, hugo, pages);
      await hugo.stop();
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
