// The search dialog: a combobox with a list of results, after the ARIA Authoring Practices. All words come from `data-*` of the link in the header, so there are none here.
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
  // Which index a script was asked for: one that comes late says nothing to the index after it.
  const asked = new WeakMap();
  globalThis.carta_search = (...row) => asked.get(document.currentScript)?.receive(...row);
  const index = (root, manifest = "search/manifest.js") => {
    if (store) return store;
    const own = open((path) => new Promise((loaded, failed) => {
      const script = element("script", { src: root + (path === "search/manifest.js" ? manifest : path) });
      script.onload = loaded;
      script.onerror = () => { script.remove(); failed(new Error(path)); };
      asked.set(script, own);
      document.head.append(script);
    }));
    return store = own;
  };
  const style = (link) => {
    if (!document.querySelector("link[data-search-style]")) {
      document.head.append(element("link", { rel: "stylesheet", href: link.dataset.style, "data-search-style": "1" }));
    }
  };
  const address = (link, url, id) => link.dataset.root + url + (fromDisk ? "index.html" : "") + (id ? `#${id}` : "");
  const resultsPage = (link, query) => `${link.getAttribute("href")}${fromDisk && link.getAttribute("href").endsWith("/") ? "index.html" : ""}?q=${encodeURIComponent(query)}`;
  const words = (link, found) => {
    const { one, many, none, least, leastOne, unread } = link.dataset;
    // The first number that is written as a language does costs 10 ms and more; a small one is written so in all.
    const says = (words, number) => words.replace("#", number < 1000 ? number : number.toLocaleString(document.documentElement.lang));
    if (found.atLeast) return !found.total ? says(unread, found.seen) : found.total === 1 ? leastOne : says(least, found.total);
    return found.total === 0 ? none : found.total === 1 ? one : says(many, found.total);
  };
  const sideName = (link, lang) => link.dataset[`in${lang[0].toUpperCase()}${lang.slice(1)}`] || lang;
  const foreign = (lang) => (lang === document.documentElement.lang ? undefined : lang);
  const title = (one) => element("span", { class: "search-name", lang: one.titleLang || undefined }, ...marks(one.titleParts));
  // A page that is called so opens at its top; else where the words stand.
  const place = (one) => (one.whole || !one.hits || !one.hits.length ? "" : one.hits[0].id);
  const saying = (one) => (one.card ? [one.definition] : one.hits && one.hits.length ? marks(one.hits[0].parts) : marks(one.beginning || []));
  const missing = (link, found) => {
    const list = [];
    if (found.total && found.suggestion) list.push(element("p", { class: "search-note" }, `${link.dataset.meant} `, element("b", {}, found.suggestion)));
    if (found.total && found.missing.length) list.push(element("p", { class: "search-note" }, `${link.dataset.missing} `, element("b", {}, found.missing.join(", "))));
    return list;
  };

  // Runs the newest query, and gives up those before it. `show` is called as more of the answer comes.
  const runner = (link, options, show, failed) => {
    let turn = 0, renewed = fromDisk;
    const run = async (query) => {
      const mine = ++turn;
      try {
        for await (const found of search(index(link.dataset.root), document.documentElement.lang, query, { ...options(), wanted: () => turn === mine })) {
          if (turn !== mine) return;
          show(found);
        }
        renewed = fromDisk;
      } catch (error) {
        if (turn !== mine) return;
        if (renewed) return failed(error);
        // The browser may remember the manifest of a site that was published anew since: the files of the index
        // have other names now.
        renewed = true;
        store = null;
        index(link.dataset.root, `search/manifest.js?${Date.now()}`);
        run(query);
      }
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
    index(link.dataset.root).early(document.documentElement.lang).catch(() => {});
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
    let next = 0;
    const clear = () => {
      cancelAnimationFrame(next);
      options = [];
      active = -1;
      list.replaceChildren();
      notes.replaceChildren();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    let query = "";
    const show = (found) => {
      // More of the same answer leaves the choice where it is.
      const chosen = found.query === query ? active : -1;
      query = found.query;
      clear();
      if (!query.trim() || found.short) { status.textContent = ""; return; }
      // How many there are is known at the end, and said once.
      if (found.done) status.textContent = words(link, found);
      notes.replaceChildren(...missing(link, found));
      for (const side of found.sides) {
        const name = element("div", { class: "search-side", role: "presentation", id: `carta-search-in-${side.lang}` }, sideName(link, side.lang));
        const group = element("div", { role: "group", "aria-labelledby": name.id }, name);
        for (const one of side.results) {
          const about = one.card ? element("span", { class: "search-mark" }, says.term) : element("span", { class: "search-section" }, one.section);
          const main = option(one, address(link, one.url, place(one)), one.card ? "search-option card" : "search-option", title(one), " ", about);
          // The lines of what is not here yet are kept free, so that nothing moves when it comes.
          if (one.hits || one.awaited) main.append(" ", element("span", { class: "search-text" }, ...saying(one)));
          if (foreign(side.lang)) main.lang = side.lang;
          group.append(main);
        }
        // Other places of these pages, by the heading that they stand under; behind the pages, because they
        // come later: when all pages are known.
        const places = side.growing ? [] : side.results.flatMap((one) => (one.hits || []).slice(one.whole ? 0 : 1).map((hit) => [one, hit]));
        const seen = new Set(side.results.map((one) => one.url + place(one)));
        for (const [one, hit] of places) {
          const heading = hit.level ? null : hit.heading;
          const key = one.url + (heading ? heading.text : hit.id);
          if (!hit.id || !(hit.level || heading) || seen.has(one.url + hit.id) || seen.has(key) || seen.size > side.results.length + 9) continue;
          seen.add(one.url + hit.id).add(key);
          const inner = option(one, address(link, one.url, hit.id), "search-option search-place", ...(heading ? [element("b", {}, heading.text), " "] : []),
            element("span", { class: "search-section" }, one.title), " ", element("span", { class: "search-text" }, ...marks(hit.parts)));
          if (foreign(side.lang)) inner.lang = side.lang;
          group.append(inner);
        }
        list.append(group);
      }
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      everything.href = resultsPage(link, query);
      if (options[chosen]) choose(chosen);
    };
    // More of an answer is shown with the next frame, or with the whole if that comes before.
    const showSoon = (found) => {
      cancelAnimationFrame(next);
      if (found.done || found.query !== query) show(found);
      else next = requestAnimationFrame(() => show(found));
    };
    // Until the hand rests.
    let before = -Infinity, typing = false;
    const rest = () => new Promise((rested) => setTimeout(rested, 200));
    const run = runner(link, () => ({ rest: typing ? rest : null }), showSoon, () => { clear(); status.textContent = says.failed; });
    input.addEventListener("input", () => {
      const now = performance.now();
      typing = now - before < 1000;
      before = now;
      cancelAnimationFrame(next);
      run(input.value);
    });
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

  // What the page of results (search-results.js) shares with the dialog.
  globalThis.carta_search_parts = { element, style, address, place, title, marks, missing, words, sideName, foreign, runner, repeat };
})();
