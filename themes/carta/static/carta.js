// The theme's one script. Everything here is an enhancement: without it pages can be read, links lead
// where they say, and the menus (popovers, <details>) open by themselves. It asks nothing of the
// network, stores nothing unless the reader ticks a box, and leaves no name behind.
(() => {
  "use strict";
  const page = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const target = (link) => byId(decodeURIComponent(link.hash.slice(1)));
  const open = (popup) => popup.matches(":popover-open");
  page.classList.add("js");
  // What is read from the text of the page; the preview has it read again when that changed.
  const reads = [];

  // From a folder on disk there is no server that would turn `…/` into `…/index.html`.
  if (location.protocol === "file:") {
    for (const link of all("a[href]")) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
  }

  /* How the reader wants to read ------------------------------------------------------------- */

  const reading = byId("carta-reading");
  if (reading) {
    const STORE = "carta-reading";
    const pick = (name, value) => reading.querySelector(`[name=${name}][value="${value}"]`);
    const chosen = (name) => reading.querySelector(`[name=${name}]:checked`).value;
    const remember = reading.querySelector("[name=remember]");
    const apply = () => {
      page.dataset.size = chosen("size");
      page.dataset.theme = chosen("theme");
    };
    // Storage throws where it is forbidden (sandboxed frames, strict settings).
    const storage = (use) => {
      try { return use(localStorage); } catch { return null; }
    };
    const saved = storage((store) => JSON.parse(store.getItem(STORE)));
    if (saved) {
      remember.checked = true;
      for (const [name, value] of Object.entries(saved)) {
        const input = pick(name, value);
        if (input) input.checked = true;
      }
      apply();
    }
    reading.addEventListener("change", () => {
      apply();
      storage((store) => remember.checked
        ? store.setItem(STORE, JSON.stringify({ size: chosen("size"), theme: chosen("theme") }))
        : store.removeItem(STORE));
    });
  }

  /* Pop-ups beside the words they belong to --------------------------------------------------- */

  // On a narrow screen the style sheet lays pop-ups along the lower edge.
  const narrow = matchMedia("(max-width: 40em)");
  const place = (popup, link) => {
    if (narrow.matches) {
      popup.style.left = popup.style.top = "";
      return;
    }
    const word = link.getBoundingClientRect();
    const room = page.clientWidth - popup.offsetWidth - 16;
    const above = word.bottom + popup.offsetHeight + 16 > innerHeight && word.top > popup.offsetHeight;
    popup.style.left = `${scrollX + Math.max(16, Math.min(word.left, room))}px`;
    popup.style.top = `${scrollY + (above ? word.top - popup.offsetHeight - 8 : word.bottom + 8)}px`;
  };
  const show = (popup, link) => {
    popup.showPopover();
    place(popup, link);
    // The pop-up stands at the end of the page: reading must go there, and comes back by itself when
    // it closes.
    popup.focus({ preventScroll: true });
  };
  const plainClick = (event) =>
    !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

  // A press outside an open pop-up closes it before the click arrives; a second click on its link
  // would open it again. So what was open is noted when the press begins.
  let pressed = null;
  addEventListener("pointerdown", () => { pressed = document.querySelector(".popup:popover-open"); }, true);
  addEventListener("keydown", () => { pressed = null; }, true);

  if ("popover" in page) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a.term[data-popup]");
      const popup = link && byId(link.dataset.popup);
      if (!popup || !plainClick(event)) return;
      event.preventDefault();
      if (open(popup) || pressed === popup) return open(popup) && popup.hidePopover();
      link.setAttribute("aria-expanded", "true");
      popup.addEventListener("toggle", function closed(change) {
        if (change.newState === "open") return;
        link.setAttribute("aria-expanded", "false");
        popup.removeEventListener("toggle", closed);
      });
      show(popup, link);
    });
    reads.push(() => {
      for (const link of all("a.term[data-popup]:not([aria-haspopup])")) {
        if (!byId(link.dataset.popup)) continue;
        link.setAttribute("aria-haspopup", "dialog");
        link.setAttribute("aria-expanded", "false");
      }
    });
    document.addEventListener("click", (event) => {
      const menu = event.target.closest("a") && event.target.closest(".side, .menu");
      if (menu && open(menu)) menu.hidePopover();
    });
  }

  /* Where the reader is ------------------------------------------------------------------------ */

  // The blocks with an address that all languages share.
  let blocks = [];
  reads.push(() => {
    blocks = all(".content [id]").filter((block) =>
      block.matches("p, li, h2, h3, h4, h5, h6, blockquote, .callout, pre, dl, table, figure") && !block.closest("details"));
  });
  const EDGE = 80;
  const here = () => {
    if (scrollY < EDGE) return "";
    const named = location.hash && target(location);
    const box = named && named.getBoundingClientRect();
    if (box && box.bottom > 0 && box.top < innerHeight / 2) return named.id;
    const block = blocks.find((block) => block.getBoundingClientRect().bottom > EDGE);
    return block ? block.id : "";
  };

  // The other language opens at the same paragraph.
  for (const kind of ["click", "auxclick"]) {
    document.addEventListener(kind, (event) => {
      const link = event.target.closest(".languages a, .switch");
      if (link) link.hash = here();
    }, true);
  }

  let contents = [];
  let current, side, label;
  let asked = false;
  const follow = () => {
    asked = false;
    let now;
    for (const [link, heading] of contents) {
      if (heading.getBoundingClientRect().top < innerHeight / 3) now = link;
    }
    if (now === current) return;
    // Keep the entry in sight where the contents are longer than the screen. Measured before anything is
    // changed, so that the page is laid out once.
    const far = now && side.scrollHeight > side.clientHeight
      ? now.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 2 : 0;
    if (current) current.removeAttribute("aria-current");
    if (now) now.setAttribute("aria-current", "location");
    current = now;
    label.textContent = now ? now.textContent : "";
    if (far) side.scrollTop += far;
  };
  addEventListener("scroll", () => {
    if (!asked) requestAnimationFrame(follow);
    asked = true;
  }, { passive: true });
  reads.push(() => {
    side = byId("carta-side");
    label = document.querySelector(".here");
    contents = all(".toc a").map((link) => [link, target(link)]).filter(([, heading]) => heading);
    // Measured when all that follows has been put in: before, the page would be laid out twice.
    requestAnimationFrame(follow);
  });

  /* Links and citations ------------------------------------------------------------------------ */

  const cite = byId("carta-cite");
  const picker = byId("carta-block");
  if (cite && picker) {
    const about = cite.dataset;
    let block = null;

    const locator = () => {
      const number = block && block.querySelector(":scope > .para:not(.added), :scope > .number");
      if (!number) return "";
      return (number.matches(".para") ? about.paragraph : about.section).replace("#", number.textContent);
    };
    const today = () => {
      const now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    };
    const formats = {
      link: (url) => url,
      plain(url) {
        const text = cite.querySelector(".citation-text").textContent.replace(/\s+/g, " ").trim();
        const at = locator();
        return `${at ? `${text.replace(/\.$/, "")}, ${at}.` : text} ${url}`;
      },
      bibtex(url, key) {
        const braced = (text) => `{${text.replace(/[&%#_$]/g, "\\$&").replace(/[{}]/g, "")}}`;
        const fields = {
          title: braced(about.title),
          howpublished: braced(about.site),
          organization: braced(about.publisher),
          year: about.date.slice(0, 4),
          date: about.date,
          version: about.version,
          note: braced(locator()),
          langid: { it: "italian", en: "english" }[about.lang] || about.lang,
          url,
          urldate: today().map((part) => String(part).padStart(2, "0")).join("-"),
        };
        const lines = Object.entries(fields).filter(([, value]) => value && value !== "{}");
        return `@misc{${key},\n${lines.map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}`;
      },
      csl(url, key) {
        const item = {
          id: key,
          type: "webpage",
          title: about.title,
          "container-title": about.site,
          publisher: about.publisher || undefined,
          version: about.version || undefined,
          language: about.lang,
          issued: about.date ? { "date-parts": [about.date.split("-").map(Number)] } : undefined,
          accessed: { "date-parts": [today()] },
          note: locator() || undefined,
          URL: url,
        };
        return JSON.stringify([item], null, 2);
      },
    };
    const copy = async (text, near) => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // No clipboard without HTTPS: the old way still works there.
        const field = document.createElement("textarea");
        field.value = text;
        near.append(field);
        field.select();
        const done = document.execCommand("copy");
        field.remove();
        return done;
      }
    };
    document.addEventListener("click", async (event) => {
      const button = event.target.closest("[data-copy]");
      if (!button) return;
      const box = button.closest(".copy");
      if (box !== picker) block = null;
      const url = about.url + (block ? `#${block.id}` : "");
      const key = (new URL(about.url).pathname.split("/").filter(Boolean).pop() || "carta") + about.date.slice(0, 4);
      const done = await copy(formats[button.dataset.copy](url, key), box);
      const status = box.querySelector(".status");
      status.textContent = done ? status.dataset.done : status.dataset.failed;
      if (!done) return;
      clearTimeout(status.silence);
      status.silence = setTimeout(() => { status.textContent = ""; }, 4000);
    });

    // Paragraphs of a document have a number in the margin, headings a sign; other blocks get a sign
    // here. It is out of the order of tabs, which would stop at every item of every list; the pop-up
    // steps from block to block instead.
    reads.push(() => {
      for (const host of blocks) {
        if (!host.matches("p, li, blockquote, .callout, table") || host.matches(".cards > *, .callout > *")) continue;
        const inside = host.matches("table") ? host.caption : host.querySelector(":scope > .callout-title") || host;
        if (!inside || inside.querySelector(":scope > .para:not(.added)")) continue;
        let link = inside.querySelector(":scope > .added");
        if (!link) {
          link = document.createElement("a");
          link.className = "para added";
          link.tabIndex = -1;
          link.textContent = "¶";
          link.setAttribute("aria-label", about.block);
          inside.append(link);
        }
        // A block may have another number now.
        if (link.getAttribute("href") !== `#${host.id}`) link.href = `#${host.id}`;
      }
    });
    const choose = (next) => {
      if (block) block.classList.remove("picked");
      block = next;
      if (!block) return;
      block.classList.add("picked");
      const words = block.cloneNode(true);
      all(".para, .anchor, sup, .cite", words).forEach((extra) => extra.remove());
      const text = words.textContent.replace(/\s+/g, " ").trim();
      picker.querySelector(".excerpt").textContent = text.length > 90 ? `${text.slice(0, 88)}…` : text;
    };
    if ("popover" in page) {
      document.addEventListener("click", (event) => {
        const link = event.target.closest(".content .para, .content .anchor");
        if (!link || !plainClick(event) || pressed === picker) return;
        // The reader stands there already: the address changes, the page does not jump.
        event.preventDefault();
        history.replaceState(null, "", link.hash);
        choose(target(link));
        show(picker, link);
      });
      picker.addEventListener("toggle", (change) => { if (change.newState === "closed") choose(null); });
      picker.addEventListener("click", (event) => {
        const step = event.target.closest("[data-step]");
        const next = step && blocks[blocks.indexOf(block) + Number(step.dataset.step)];
        if (!next) return;
        choose(next);
        next.scrollIntoView({ block: "nearest" });
        place(picker, next);
      });
    }
  }

  const read = () => { for (const look of reads) look(); };
  read();
  document.addEventListener("carta:changed", read);

  /* “Embed this” ------------------------------------------------------------------------------- */

  // Only the door; what it opens comes when somebody opens it, and again when the preview has put a new
  // box in its place.
  const add = (name, more) => document.head.append(Object.assign(document.createElement(name), more));
  document.addEventListener("toggle", ({ target: box }) => {
    if (box.id !== "carta-embed" || !box.open || box.querySelector("select")) return;
    add("link", { rel: "stylesheet", href: box.dataset.style });
    add("script", { src: box.dataset.loader });
    add("script", { src: box.dataset.script });
  }, true);
  if (location.hash === "#carta-embed" && byId("carta-embed")) byId("carta-embed").open = true;

  /* Paper --------------------------------------------------------------------------------------- */

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("main details:not([open], .compare *)");
    folded.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((details) => { details.open = false; }));
})();
