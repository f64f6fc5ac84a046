// The search dialog (a combobox with a list of results, after the ARIA Authoring Practices) and the page of
// results. All words come from `data-*` of the link in the header, so there are none here.
(() => {
  "use strict";
  const { open, search } = globalThis.carta_index;
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== "") made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const marks = (parts) => parts.map(([text, hit]) => (hit ? element("mark", {}, text) : text));
  const fromDisk = location.protocol === "file:";

  let store = null;
  // Shows what was found once more.
  const repeat = new Set();
  // The preview says when the site is another than it was: then the index is, too.
  document.addEventListener("carta:changed", () => {
    store = null;
    for (const show of repeat) show();
  });
  const index = (root) => {
    if (store) return store;
    store = open((path) => new Promise((loaded, failed) => {
      const script = element("script", { src: root + path });
      script.onload = loaded;
      script.onerror = () => { script.remove(); failed(new Error(path)); };
      document.head.append(script);
    }));
    globalThis.carta_search = store.receive;
    return store;
  };
  const style = (link) => {
    if (!document.querySelector("link[data-search-style]")) {
      document.head.append(element("link", { rel: "stylesheet", href: link.dataset.style, "data-search-style": "1" }));
    }
  };
  const address = (link, url, id) => link.dataset.root + url + (fromDisk ? "index.html" : "") + (id ? `#${id}` : "");
  const resultsPage = (link, query) => `${link.getAttribute("href")}${fromDisk && link.getAttribute("href").endsWith("/") ? "index.html" : ""}?q=${encodeURIComponent(query)}`;
  const words = (link, found) => {
    const { one, many, none } = link.dataset;
    const lang = document.documentElement.lang;
    return found.total === 0 ? none : found.total === 1 ? one : many.replace("#", found.total.toLocaleString(lang));
  };
  const sideName = (link, lang) => link.dataset[`in${lang[0].toUpperCase()}${lang.slice(1)}`] || lang;
  const foreign = (lang) => (lang === document.documentElement.lang ? undefined : lang);
  const title = (one) => element("span", { class: "search-name", lang: one.titleLang || undefined }, ...marks(one.titleParts));
  // A page that is called so opens at its top; else where the words stand.
  const place = (one) => (one.whole || !one.hits.length ? "" : one.hits[0].id);
  const missing = (link, found) => {
    const list = [];
    if (found.total && found.suggestion) list.push(element("p", { class: "search-note" }, `${link.dataset.meant} `, element("b", {}, found.suggestion)));
    if (found.total && found.missing.length) list.push(element("p", { class: "search-note" }, `${link.dataset.missing} `, element("b", {}, found.missing.join(", "))));
    return list;
  };

  // Runs the newest query; what was asked in between is not worth an answer.
  const runner = (link, limits, show, failed) => {
    let running = false, next = null;
    const run = async (query) => {
      next = query;
      if (running) return;
      running = true;
      while (next !== null) {
        const text = next;
        next = null;
        try {
          const found = await search(index(link.dataset.root), document.documentElement.lang, text, limits);
          if (next === null) show(found);
        } catch (error) {
          failed(error);
        }
      }
      running = false;
    };
    return run;
  };

  /* The dialog ------------------------------------------------------------------------------------- */

  let dialog = null;
  globalThis.carta_search_box = (link) => {
    style(link);
    if (!dialog) dialog = build(link);
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
    index(link.dataset.root).once("search/manifest.js").catch(() => {});
  };

  const build = (link) => {
    const says = link.dataset;
    const input = element("input", {
      type: "text", id: "carta-search-input", role: "combobox", "aria-expanded": "false", "aria-controls": "carta-search-list",
      "aria-autocomplete": "list", "aria-describedby": "carta-search-keys", autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search",
    });
    const list = element("div", { id: "carta-search-list", role: "listbox", "aria-label": says.title });
    const notes = element("div", { class: "search-notes" });
    const status = element("p", { class: "search-status", role: "status" });
    const everything = element("a", { class: "search-all", href: link.getAttribute("href") }, says.all);
    const close = element("button", { type: "button", class: "search-close", "aria-label": says.close }, "×");
    const box = element("dialog", { class: "search-dialog", "aria-label": says.title },
      element("div", { class: "search-head" },
        element("label", { for: "carta-search-input" }, says.label), close,
        input),
      notes, list,
      element("div", { class: "search-foot" }, status, element("p", { id: "carta-search-keys", class: "search-keys" }, says.keys), everything));
    list.hidden = true;
    document.body.append(box);

    let options = [], active = -1;
    const choose = (at) => {
      if (options[active]) options[active].setAttribute("aria-selected", "false");
      active = at;
      const option = options[at];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };
    const option = (one, url, kind, ...content) => {
      const made = element("div", { role: "option", id: `carta-search-${options.length}`, class: kind, "aria-selected": "false", "data-url": url }, ...content);
      options.push(made);
      return made;
    };
    const clear = () => {
      options = [];
      active = -1;
      list.replaceChildren();
      notes.replaceChildren();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const show = (found) => {
      clear();
      if (!found.query.trim()) { status.textContent = ""; return; }
      status.textContent = words(link, found);
      notes.replaceChildren(...missing(link, found));
      for (const side of found.sides) {
        const name = element("div", { class: "search-side", role: "presentation", id: `carta-search-in-${side.lang}` }, sideName(link, side.lang));
        const group = element("div", { role: "group", "aria-labelledby": name.id }, name);
        for (const one of side.results) {
          const about = one.card ? [element("span", { class: "search-mark" }, says.term)] : [element("span", { class: "search-section" }, one.section)];
          const text = one.card ? element("span", { class: "search-text" }, one.definition) : one.hits.length ? element("span", { class: "search-text" }, ...marks(one.hits[0].parts)) : "";
          const main = option(one, address(link, one.url, place(one)), one.card ? "search-option card" : "search-option", title(one), " ", ...about, " ", text);
          if (foreign(side.lang)) main.lang = side.lang;
          group.append(main);
          // Other places of the same page, by the heading that they stand under.
          const seen = new Set([place(one)]);
          for (const hit of one.hits.slice(one.whole ? 0 : 1)) {
            const heading = hit.level ? null : hit.heading;
            if (!hit.id || seen.has(hit.id) || seen.has(heading && heading.text) || group.querySelectorAll(".search-place").length > 5) continue;
            seen.add(hit.id).add(heading && heading.text);
            if (hit.level || heading) {
              const inner = option(one, address(link, one.url, hit.id), "search-option search-place", hit.level ? "" : element("b", {}, heading.text), hit.level ? "" : " ", element("span", { class: "search-text" }, ...marks(hit.parts)));
              if (foreign(side.lang)) inner.lang = side.lang;
              group.append(inner);
            }
          }
        }
        list.append(group);
      }
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      everything.href = resultsPage(link, found.query);
    };
    const run = runner(link, [6, 3], show, () => { clear(); status.textContent = says.failed; });
    input.addEventListener("input", () => run(input.value));
    repeat.add(() => { if (box.open) run(input.value); });
    input.addEventListener("keydown", (event) => {
      const count = options.length;
      if (event.key === "ArrowDown" && count) choose(active + 1 < count ? active + 1 : 0);
      else if (event.key === "ArrowUp" && count) choose(active > 0 ? active - 1 : count - 1);
      else if (event.key === "Enter" && input.value.trim()) location.href = options[active] ? options[active].dataset.url : resultsPage(link, input.value);
      else if (event.key === "Escape" && input.value) {
        input.value = "";
        clear();
        status.textContent = "";
        // What is still being looked for shall not come into the empty field's list.
        run("");
      } else return;
      event.preventDefault();
    });
    list.addEventListener("click", (event) => {
      const chosen = event.target.closest("[role=option]");
      if (!chosen) return;
      if (event.ctrlKey || event.metaKey) globalThis.open(chosen.dataset.url, "_blank", "noopener");
      else { box.close(); location.href = chosen.dataset.url; }
    });
    close.addEventListener("click", () => box.close());
    box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
    return box;
  };

  /* The page of results ------------------------------------------------------------------------------ */

  globalThis.carta_search_page = (link) => {
    style(link);
    const says = link.dataset;
    const form = document.querySelector("[data-results]");
    const input = form.querySelector("input");
    const status = document.getElementById("carta-results-status");
    const results = document.getElementById("carta-results");
    let limits = [20, 10], run = null;
    const item = (one) => {
      const li = element("li", { class: one.card ? "result card" : "result", lang: foreign(one.lang) },
        element("h3", {}, element("a", { href: address(link, one.url, one.whole ? "" : place(one)) }, title(one))),
        element("p", { class: "search-section" }, one.card ? says.term : one.section));
      if (one.card) li.append(element("p", {}, one.definition));
      if (one.hits.length) {
        li.append(element("ul", { class: "search-hits" }, ...one.hits.map((hit) => element("li", {},
          element("a", { href: address(link, one.url, hit.id) }, ...(hit.heading ? [element("b", {}, hit.heading.text), " "] : []), ...marks(hit.parts))))));
      }
      return li;
    };
    const show = (found) => {
      const query = found.query.trim();
      status.textContent = query ? words(link, found) : "";
      results.replaceChildren(...missing(link, found), ...found.sides.map((side) => {
        const heading = element("h2", { id: `carta-results-${side.lang}` }, sideName(link, side.lang));
        const section = element("section", { "aria-labelledby": heading.id }, heading, element("ul", { class: "results" }, ...side.results.map(item)));
        if (side.total > side.results.length) {
          const more = element("button", { type: "button", class: "search-more" }, says.more);
          more.addEventListener("click", () => { limits = limits.map((limit) => limit * 2); start(); run(input.value); });
          section.append(more);
        }
        return section;
      }));
    };
    const start = () => { run = runner(link, limits, show, () => { status.textContent = says.failed; }); };
    start();
    const keep = () => {
      const url = new URL(location.href);
      if (input.value.trim()) url.searchParams.set("q", input.value);
      else url.searchParams.delete("q");
      if (url.href !== location.href) history.replaceState(null, "", url);
    };
    const fromAddress = () => {
      input.value = new URL(location.href).searchParams.get("q") || "";
      run(input.value);
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); keep(); run(input.value); });
    input.addEventListener("input", () => { keep(); run(input.value); });
    addEventListener("popstate", fromAddress);
    repeat.add(() => run(input.value));
    fromAddress();
  };
})();
