// The page of results, which keeps the query in its address. Its words, too, come from the link in the header.
(() => {
  "use strict";
  const { element, style, address, place, title, marks, missing, words, sideName, foreign, runner, repeat } = globalThis.carta_search_parts;
  globalThis.carta_search_page = (link) => {
    style(link);
    const says = link.dataset;
    const form = document.querySelector("[data-results]");
    const input = form.querySelector("input");
    const status = document.getElementById("carta-results-status");
    const results = document.getElementById("carta-results");
    // The first screens have texts at once, the rest when somebody scrolls: most readers find it at the top.
    let limits = [10, 5], texts = [4, 2];
    const shown = new Map();
    const hits = (one) => (one.hits && one.hits.length ? [element("ul", { class: "search-hits" }, ...one.hits.map((hit) => element("li", {},
      element("a", { href: address(link, one.url, hit.id) }, ...(hit.heading ? [element("b", {}, hit.heading.text), " "] : []), ...marks(hit.parts)))))] : []);
    const item = (one) => {
      const li = element("li", { class: one.card ? "result card" : "result", lang: foreign(one.lang) },
        element("h3", {}, element("a", { href: address(link, one.url, place(one)) }, title(one))),
        element("p", { class: "search-section" }, one.card ? says.term : one.section));
      if (one.card) li.append(element("p", {}, one.definition));
      li.append(...hits(one));
      shown.set(one.url, li);
      return li;
    };
    const show = (found) => {
      // Here every hit has its text, and its height, and what is shown is all there is: nothing is shown before.
      if (found.sides.some((side) => side.growing || side.results.some(({ awaited }) => awaited))) return;
      const query = found.query.trim();
      if (found.done) status.textContent = query ? words(link, found) : "";
      results.replaceChildren(...missing(link, found), ...found.sides.map((side) => {
        const heading = element("h2", { id: `carta-results-${side.lang}` }, sideName(link, side.lang));
        const section = element("section", { "aria-labelledby": heading.id }, heading, element("ul", { class: "results" }, ...side.results.map(item)));
        if (side.total > side.results.length || side.atLeast) {
          const more = element("button", { type: "button", class: "search-more" }, says.more);
          more.addEventListener("click", () => { texts = limits = limits.map((limit) => limit * 2); run(input.value); });
          section.append(more);
        }
        return section;
      }));
    };
    const run = runner(link, () => ({ limits, texts, phrases: limits }), show, () => { status.textContent = says.failed; });
    // What stands there stays, so that whoever has the focus in it keeps it.
    const fill = runner(link, () => ({ limits, texts, phrases: limits }), (found) => {
      // Of another query by now, what is shown has other words.
      if (!found.done || found.query !== input.value) return;
      for (const one of found.sides.flatMap((side) => side.results)) {
        const li = shown.get(one.url);
        if (li && li.isConnected && !li.querySelector(".search-hits")) li.append(...hits(one));
      }
    }, () => {});
    addEventListener("scroll", () => {
      texts = limits;
      fill(input.value);
    }, { once: true, passive: true });
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
