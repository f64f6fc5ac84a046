// The door to search: all that a page loads of it. The link leads to the page of results by itself; a click,
// `/` or Ctrl-K brings the rest (search.js, search-box.js) and opens a dialog instead.
(() => {
  "use strict";
  const link = document.querySelector("[data-search]");
  if (!link) return;
  let coming = null;
  const script = (source) => new Promise((loaded, failed) => {
    const element = document.createElement("script");
    // In the order in which they were asked for, and all at once.
    element.async = false;
    element.src = source;
    element.onload = loaded;
    element.onerror = failed;
    document.head.append(element);
  });
  const bring = () => (coming ||= Promise.all([script(link.dataset.search), script(link.dataset.box)]));
  // What is typed while the dialog is on its way belongs into it.
  let early = null;
  const open = () => {
    early ??= "";
    return bring().then(() => {
      globalThis.carta_search_box(link);
      const input = document.activeElement;
      if (early && input.matches("input")) {
        input.value = early;
        input.dispatchEvent(new Event("input"));
      }
      early = null;
    }, () => { location.href = link.href; });
  };
  for (const near of ["pointerenter", "focus", "touchstart"]) link.addEventListener(near, () => bring().catch(() => {}), { once: true, passive: true });
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    if (early !== null && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (event.key === "Backspace") early = early.slice(0, -1);
      else if ([...event.key].length === 1) early += event.key;
      else return;
      event.preventDefault();
      return;
    }
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!slash && !k) return;
    event.preventDefault();
    open();
  });
  // The page of results is for searching, so there it comes at once.
  const results = document.querySelector("[data-results]");
  if (results) Promise.all([bring(), script(results.dataset.results)]).then(() => globalThis.carta_search_page(link), () => {});
})();
