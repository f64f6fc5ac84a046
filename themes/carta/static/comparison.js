// Sorts a comparison, hides its columns, finds entries, puts two to four of them side by side. The whole
// table is in the page; what is chosen stands in the address, so it can be sent on and «back» undoes it. All
// words come from `data-*` of the tools above the table.
(() => {
  "use strict";
  const MOST = 4;
  const page = document.documentElement;
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}\xAD]/gu, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const order = new Intl.Collator(page.lang, { numeric: true, sensitivity: "base" });

  const enhance = (tools) => {
    const says = tools.dataset;
    const table = document.getElementById(says.table);
    if (!table) return;
    const status = tools.nextElementSibling;
    const find = tools.querySelector("[type=search]");
    const boxes = (name) => [...tools.querySelectorAll(`.compare-${name} input`)];
    const [showBoxes, pickBoxes] = [boxes("show"), boxes("pick")];
    const reset = tools.querySelector("button");
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...body.rows].map((row, at) => ({ row, at, key: row.dataset.entry, cells: [...row.cells] }));
    const name = (head) => (head.querySelector(".column-label") || head).textContent;
    const labels = heads.map(name);
    const keys = heads.map((head) => head.dataset.column || "");
    let state, beside = null;

    // The head of each column becomes a button; the first one sorts by name.
    heads.forEach((head, at) => {
      const label = head.querySelector(".column-label") || head;
      const button = element("button", { type: "button", class: "sort" }, ...label.childNodes);
      label.append(button);
      button.addEventListener("click", () => {
        const { sort } = state;
        // Up, down, and back to the order of the page.
        change({ sort: !sort || sort.at !== at ? { at, down: false } : sort.down ? null : { at, down: true } });
      });
    });

    /* The address */

    const field = (what) => `${table.id}.${what}`;
    const list = (text) => (text || "").split(",").filter(Boolean);
    const read = () => {
      const query = new URL(location.href).searchParams;
      const by = query.get(field("sort"));
      const at = by === null ? -1 : keys.indexOf(by.replace(/^-/, ""));
      return {
        sort: at < 0 ? null : { at, down: by.startsWith("-") },
        hide: list(query.get(field("hide"))).filter((key) => key && keys.includes(key)),
        find: query.get(field("find")) || "",
        pick: list(query.get(field("pick"))).filter((key) => rows.some((one) => one.key === key)).slice(0, MOST),
      };
    };
    const write = (replace) => {
      const url = new URL(location.href);
      const set = (what, value, keep = value) => (keep ? url.searchParams.set(field(what), value) : url.searchParams.delete(field(what)));
      // The first column has no key: its order is an empty word, or a lone sign.
      set("sort", state.sort && (state.sort.down ? "-" : "") + keys[state.sort.at], state.sort);
      set("hide", state.hide.join(","));
      set("find", state.find);
      set("pick", state.pick.join(","));
      // Whoever gets the address arrives at the table, not at the top of the page.
      url.hash = table.id;
      // From a folder on disk some browsers forbid it; the table works all the same.
      try { history[replace ? "replaceState" : "pushState"](null, "", url.href.replaceAll("%2C", ",")); } catch {}
    };
    const change = (what, replace = false) => {
      state = { ...state, ...what };
      write(replace);
      apply();
    };

    /* The table */

    const compare = (at, down) => (a, b) => {
      const [one, two] = [a.cells[at], b.cells[at]];
      const missing = (cell) => cell.querySelector(".unstated") !== null;
      // What is not known comes last, whichever way round.
      if (missing(one) || missing(two)) return missing(one) - missing(two) || a.at - b.at;
      const value = (cell) => {
        if (cell.dataset.value !== undefined) return cell.dataset.value;
        const words = (cell.querySelector(".fact") || cell).cloneNode(true);
        words.querySelectorAll(".provenance").forEach((extra) => extra.remove());
        return words.textContent.trim();
      };
      const [x, y] = [value(one), value(two)];
      const both = x !== "" && y !== "" && !Number.isNaN(Number(x)) && !Number.isNaN(Number(y));
      const way = both ? Number(x) - Number(y) : order.compare(x, y);
      return (down ? -way : way) || a.at - b.at;
    };
    const has = (one, wanted) => {
      one.words ||= fold(one.row.textContent);
      return wanted.every((word) => one.words.some((own) => own.startsWith(word)));
    };
    const turned = (picked) => {
      const corner = element("th", { scope: "col" }, says.fact);
      const top = element("tr", {}, corner, ...picked.map(({ cells }) => element("th", { scope: "col" }, ...cells[0].cloneNode(true).childNodes)));
      const lines = heads.map((head, at) => [head, at]).filter(([, at]) => at && !state.hide.includes(keys[at]));
      const made = lines.map(([head, at]) => {
        const unit = head.querySelector("small");
        return element("tr", {}, element("th", { scope: "row" }, labels[at], ...(unit ? [" ", unit.cloneNode(true)] : [])),
          ...picked.map(({ cells }) => element("td", {}, ...cells[at].cloneNode(true).childNodes)));
      });
      const caption = table.caption.cloneNode(true);
      caption.querySelectorAll("a").forEach((sign) => sign.remove());
      return element("table", { class: "comparison beside" }, caption, element("thead", {}, top), element("tbody", {}, ...made));
    };
    const apply = () => {
      const { sort, hide, pick } = state;
      const picked = pick.map((key) => rows.find((one) => one.key === key));
      const isBeside = picked.length > 1;
      const sorted = sort ? [...rows].sort(compare(sort.at, sort.down)) : rows;
      // Rows that stand in their place stay there: the focus and the reader's place with them.
      if (sorted.some(({ row }, at) => body.rows[at] !== row)) body.append(...sorted.map(({ row }) => row));
      const wanted = fold(state.find);
      let shown = 0;
      for (const one of rows) {
        one.row.hidden = wanted.length > 0 && !has(one, wanted);
        shown += !one.row.hidden;
      }
      heads.forEach((head, at) => {
        const hidden = at > 0 && hide.includes(keys[at]);
        head.hidden = hidden;
        rows.forEach(({ cells }) => { cells[at].hidden = hidden; });
        if (sort && sort.at === at) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      if (beside) beside.remove();
      beside = isBeside ? turned(picked) : null;
      table.hidden = isBeside;
      if (beside) table.after(beside);

      if (find.value !== state.find) find.value = state.find;
      find.disabled = isBeside;
      showBoxes.forEach((box) => { box.checked = !hide.includes(box.value); });
      pickBoxes.forEach((box) => {
        box.checked = pick.includes(box.value);
        box.disabled = !box.checked && pick.length >= MOST;
      });
      const touched = Boolean(sort || hide.length || state.find || pick.length);
      reset.disabled = !touched;
      const fill = (text, word) => text.replace("#", () => word);
      const titles = picked.map(({ cells }) => cells[0].textContent.trim()).join(", ");
      status.textContent = !touched ? "" : [
        isBeside ? fill(says.beside, titles) : shown === 0 ? says.nothing : fill(says.rows, shown),
        hide.length && fill(says.columns, heads.length - 1 - hide.length),
        sort && !isBeside && fill(sort.down ? says.descending : says.ascending, labels[sort.at]),
        pick.length === 1 && says.oneMore,
      ].filter(Boolean).join(" ");
    };

    /* The tools */

    find.addEventListener("input", () => change({ find: find.value }, true));
    find.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !find.value) return;
      event.preventDefault();
      change({ find: "" }, true);
    });
    tools.addEventListener("change", (event) => {
      const box = event.target;
      if (showBoxes.includes(box)) change({ hide: showBoxes.filter((one) => !one.checked).map((one) => one.value) });
      // Side by side they stand in the order in which they were chosen.
      if (pickBoxes.includes(box)) change({ pick: box.checked ? [...state.pick, box.value] : state.pick.filter((key) => key !== box.value) });
    });
    reset.addEventListener("click", () => {
      change({ sort: null, hide: [], find: "", pick: [] });
      find.focus({ preventScroll: true });
    });
    const menus = [...tools.querySelectorAll("details")];
    const shut = (but) => menus.forEach((menu) => { if (menu !== but) menu.open = false; });
    for (const menu of menus) {
      menu.addEventListener("toggle", () => { if (menu.open) shut(menu); });
      menu.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !menu.open) return;
        event.preventDefault();
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
    }
    addEventListener("pointerdown", (event) => { if (!event.target.closest(".compare details")) shut(null); });
    addEventListener("popstate", () => { state = read(); apply(); });
    state = read();
    // Most readers come to the table as it is: nothing is to be done then.
    if (location.search) apply();
    // The table that the address names has given its place to another, and nobody was taken there.
    if (beside && location.hash === `#${table.id}`) tools.scrollIntoView();
  };
  const all = () => [...document.querySelectorAll(".compare")];
  all().forEach(enhance);
  // In the preview: a table that was rearranged cannot be mended in its place, and nothing is lost with the
  // page, for the choice stands in the address.
  const sign = () => all().map((tools) => tools.textContent + [...document.getElementById(tools.dataset.table).rows].map((row) => row.textContent).sort()).join();
  const known = sign();
  document.addEventListener("carta:changed", () => { if (sign() !== known) location.reload(); });
  // The other language shows the same choice: the names in the address are the same.
  for (const link of document.querySelectorAll(".languages a, .switch")) {
    for (const kind of ["click", "auxclick"]) link.addEventListener(kind, () => { if (location.search) link.search = location.search; });
  }
})();
