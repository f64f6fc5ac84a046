// “Embed this”: choose a page and a language, see the frame, copy its address or its HTML. What a page is
// called in each language stands in its oEmbed file, the same that WordPress reads.
(() => {
  "use strict";
  const box = document.getElementById("carta-embed");
  const words = box.dataset;
  const [address, html] = [box.querySelector(".address"), box.querySelector(".html")];
  const make = (name, more, ...inside) => {
    const element = Object.assign(document.createElement(name), more);
    element.append(...inside);
    return element;
  };
  /* An address of the site as it will be published, here: the preview may stand elsewhere. */
  const here = (url) => new URL(words.root + url.slice(words.base.length), location.href);
  const published = (link) => words.base + link.href.slice(new URL(words.root || "./", location.href).href.length);
  const option = (text, value) => make("option", { value }, text);

  const unit = make("select", { id: "carta-embed-unit" }, option(`${words.page}: ${words.title}`, words.url));
  const above = words.section && [...document.querySelectorAll(".crumbs a")].pop();
  if (above) unit.append(option(`${words.above}: ${above.textContent}`, words.base + words.section));
  const terms = new Map();
  for (const link of document.querySelectorAll("a.term[data-popup]")) {
    const title = document.getElementById(`${link.dataset.popup}-title`);
    terms.set(published(link), title ? title.textContent : link.textContent);
  }
  if (terms.size) unit.append(make("optgroup", { label: words.terms }, ...[...terms].map(([url, title]) => option(title, url))));
  const language = make("select", { id: "carta-embed-language" });
  const status = make("p", { className: "status" });
  status.setAttribute("role", "status");
  const frame = make("iframe", { title: words.preview });
  frame.dataset.carta = "";
  box.querySelector(".choices").append(
    make("label", { htmlFor: unit.id }, words.unit), unit,
    make("label", { htmlFor: language.id }, words.language), language,
    make("figure", {}, make("figcaption", {}, words.preview), frame),
  );

  const own = html.textContent;
  /* The page's own HTML is the pattern for that of all others. */
  const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/=/g, "&#61;");
  const ownTitle = / title="([^"]*)"/.exec(own)[1];
  const show = (version) => {
    address.textContent = version.url;
    html.textContent = own.split("\n").map((line) => line
      .replace(` title="${ownTitle}"`, () => ` title="${escape(version.full)}"`)
      .replace(`>${ownTitle}</a>`, () => `>${escape(version.full)}</a>`)
      .replace(`"${words.url}`, () => `"${version.url}`)).join("\n");
    frame.title = version.full;
    const source = here(`${version.url}embed/`).href;
    if (frame.src !== source) frame.src = source;
  };
  let versions = [];
  const read = async (wanted) => {
    status.textContent = "";
    try {
      const answer = await fetch(here(`${unit.value}oembed.json`));
      const file = await answer.json();
      const site = file.provider_name;
      versions = await Promise.all(file.carta_versions.map(async (version) => ({
        ...version,
        // The site has a name in each language too.
        full: version.url === unit.value ? file.title : (await (await fetch(here(`${version.url}oembed.json`))).json()).title || `${version.title} – ${site}`,
      })));
    } catch {
      status.textContent = words.failed;
      return;
    }
    const name = (lang) => words[`in${lang[0].toUpperCase()}${lang.slice(1)}`] || lang;
    language.replaceChildren(...versions.map((version) => option(name(version.lang), version.lang)));
    language.value = wanted;
    show(versions.find((version) => version.lang === wanted) || versions[0]);
  };
  unit.addEventListener("change", () => read(language.value));
  language.addEventListener("change", () => show(versions.find((version) => version.lang === language.value)));

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // No clipboard without HTTPS: the old way still works there.
      const field = make("textarea", { value: text });
      box.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  };
  for (const [label, source] of [[words.copyAddress, address], [words.copyHtml, html]]) {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", async () => {
      status.textContent = (await copy(source.textContent)) ? words.done : words.not;
      button.focus();
    });
    source.after(make("p", { className: "copy" }, button));
  }
  box.append(status);
  read(document.documentElement.lang);
})();
