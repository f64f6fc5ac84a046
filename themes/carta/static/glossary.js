// Filters the glossary's list as the reader types, over all names of a term in all languages. The names come
// from a file of their own when the field is first used; without script the whole list stays.
(() => {
  "use strict";
  const box = document.querySelector("[data-filter]");
  const list = document.querySelector(".entries");
  if (!box || !list) return;
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}\xAD]/gu, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  let entries = [], coming = null;
  const read = () => {
    entries = [...list.querySelectorAll("li")].map((item) => ({ item, path: item.querySelector("a").pathname.replace(/index\.html$/, ""), names: null }));
    coming = null;
  };
  read();
  const bring = () => (coming ||= new Promise((loaded, failed) => {
    globalThis.carta_glossary = (terms) => {
      for (const [path, names] of terms) {
        const entry = entries.find((one) => one.path.endsWith(`/${path}`));
        if (entry) entry.names = names.split("|").map((name) => name.split(" "));
      }
    };
    const script = document.createElement("script");
    script.src = box.dataset.filter;
    script.onload = loaded;
    script.onerror = failed;
    document.head.append(script);
  }));
  const filter = () => {
    const wanted = fold(input.value);
    let shown = 0;
    for (const { item, names } of entries) {
      const fits = !wanted.length || !names || names.some((name) => {
        const joined = name.join("");
        return wanted.every((word) => name.some((part) => part.startsWith(word))) || joined.startsWith(wanted.join(""));
      });
      item.hidden = !fits;
      shown += fits;
    }
    for (const letter of list.querySelectorAll("h3")) {
      const group = letter.nextElementSibling;
      letter.hidden = group.hidden = ![...group.children].some((item) => !item.hidden);
    }
    const { one, many, none } = box.dataset;
    status.textContent = !wanted.length ? "" : shown === 0 ? none : shown === 1 ? one : many.replace("#", shown);
  };
  box.hidden = false;
  input.addEventListener("focus", () => bring().catch(() => {}), { once: true });
  const show = () => bring().then(filter, filter);
  input.addEventListener("input", show);
  // The preview changed the page: its terms may be others.
  document.addEventListener("carta:changed", () => {
    read();
    if (input.value) show();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !input.value) return;
    event.preventDefault();
    input.value = "";
    filter();
  });
})();
