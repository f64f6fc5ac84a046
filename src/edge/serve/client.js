// The preview's part in a page. It listens for changes, puts what changed in its place, and says what
// is wrong. It comes with the preview's answers only; no site contains it.
//
// A page in the browser is no longer what was sent: scripts added attributes, the reader opened and
// typed. So three trees are compared: what was sent before, what is sent now, and what is there.
// Only what differs between the first two is changed in the third.
(() => {
  "use strict";
  const self = document.currentScript;
  const sent = { ...self.dataset };
  self.remove();
  // In a frame of somebody's page there is nothing to say, and no right to listen.
  if (window.top !== window) return;

  /* What was sent, without what differs between ways of parsing ------------------------------- */

  const plain = (root) => {
    root.querySelector('script[src="/.carta/client.js"]')?.remove();
    // Where scripts run, what is for others is text; in a parsed copy it is elements.
    for (const part of root.querySelectorAll("noscript")) part.replaceChildren();
    return root;
  };
  let before = plain(document.documentElement.cloneNode(true));
  let version = sent.version;
  let edition = sent.edition;
  let missing = "missing" in sent;
  const explains = "explains" in sent;

  /* Changing what is there --------------------------------------------------------------------- */

  let changed = [];
  const element = (node) => node.nodeType === Node.ELEMENT_NODE;
  const alike = (a, b) =>
    a.nodeType === b.nodeType && (!element(a) || (a.localName === b.localName && a.id === b.id));

  // For each old child the live one that came from it: in order, skipping what scripts added.
  const alive = (olds, lives) => {
    const found = [];
    let from = 0;
    for (const old of olds) {
      let at = from;
      while (at < lives.length && !alike(old, lives[at])) at += 1;
      // Text that a script took away must not carry off the text of the next one.
      if (at < lives.length) {
        found.push(lives[at]);
        from = at + 1;
      } else found.push(null);
    }
    return found;
  };

  // Which old child each new one continues: the equal ones at both ends, then in between those that
  // are equal, or have the same words, the same id, the same name.
  const continued = (olds, news) => {
    const pairs = new Array(news.length).fill(-1);
    let start = 0;
    while (start < olds.length && start < news.length && olds[start].isEqualNode(news[start])) {
      pairs[start] = start;
      start += 1;
    }
    let endOld = olds.length;
    let endNew = news.length;
    while (endOld > start && endNew > start && olds[endOld - 1].isEqualNode(news[endNew - 1])) {
      endOld -= 1;
      endNew -= 1;
      pairs[endNew] = endOld;
    }
    // A paragraph's id may be its number: one more above it, and it has the id that the next one had.
    // So its words say what it is, and only then its id.
    const look = (node) => ({
      whole: element(node) ? node.outerHTML : node.data,
      words: element(node) ? node.textContent.trim() : "",
    });
    const oldLooks = olds.slice(start, endOld).map(look);
    const newLooks = news.slice(start, endNew).map(look);
    const weight = (i, j) => {
      const [old, now] = [olds[i], news[j]];
      if (old.nodeType !== now.nodeType || old.localName !== now.localName) return 0;
      const [was, is] = [oldLooks[i - start], newLooks[j - start]];
      if (was.whole === is.whole) return 4;
      if (was.words && was.words === is.words) return 3;
      return element(old) && old.id && old.id === now.id ? 2 : 1;
    };
    const height = endOld - start;
    const width = endNew - start;
    if (height * width > 250000) {
      for (let k = 0; k < Math.min(height, width); k += 1) {
        if (weight(start + k, start + k)) pairs[start + k] = start + k;
      }
      return pairs;
    }
    const best = Array.from({ length: height + 1 }, () => new Float64Array(width + 1));
    for (let i = height - 1; i >= 0; i -= 1) {
      for (let j = width - 1; j >= 0; j -= 1) {
        const fit = weight(start + i, start + j);
        best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], fit ? fit + best[i + 1][j + 1] : 0);
      }
    }
    for (let i = 0, j = 0; i < height && j < width;) {
      const fit = weight(start + i, start + j);
      if (fit && best[i][j] === fit + best[i + 1][j + 1]) {
        pairs[start + j] = start + i;
        i += 1;
        j += 1;
      } else if (best[i + 1][j] >= best[i][j + 1]) i += 1;
      else j += 1;
    }
    return pairs;
  };

  const isStyle = (node) => node.localName === "link" && node.rel === "stylesheet";

  // The old sheet stays until the new one is there: no moment without style.
  const restyle = (live, now) => {
    const sheet = document.importNode(now, true);
    const done = () => live.remove();
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", done);
    live.after(sheet);
  };

  const note = (live) => {
    const block = (element(live) ? live : live.parentElement);
    if (block && document.body.contains(block)) changed.push(block);
  };

  // Numbers and addresses follow from what changed elsewhere; a reader does not see them.
  const unseen = /^(id|href|for|name|aria-.*|data-.*)$/;
  const attributes = (live, old, now) => {
    let differs = false;
    for (const { name } of [...old.attributes]) {
      if (!now.hasAttribute(name)) {
        live.removeAttribute(name);
        differs ||= !unseen.test(name);
      }
    }
    for (const { name, value } of [...now.attributes]) {
      if (old.getAttribute(name) !== value) {
        live.setAttribute(name, value);
        differs ||= !unseen.test(name);
      }
    }
    return differs;
  };

  const update = (live, old, now) => {
    if (old.isEqualNode(now)) return;
    if (!element(live)) {
      live.data = now.data;
      note(live);
      return;
    }
    if (isStyle(live)) return restyle(live, now);
    if (attributes(live, old, now)) note(live);
    const olds = [...old.childNodes];
    const news = [...now.childNodes];
    const lives = alive(olds, [...live.childNodes]);
    const pairs = continued(olds, news);
    const kept = new Set(pairs);
    let removed = false;
    olds.forEach((child, index) => {
      if (!kept.has(index) && lives[index]) {
        lives[index].remove();
        removed ||= element(child) || child.data.trim() !== "";
      }
    });
    let last = null;
    let added = false;
    news.forEach((child, index) => {
      const pair = pairs[index];
      const there = pair >= 0 ? lives[pair] : null;
      if (there) {
        update(there, olds[pair], child);
        // A sheet that was exchanged is followed by the new one.
        last = there;
        return;
      }
      // What a script took away stays away as long as it is the same.
      if (pair >= 0 && olds[pair].isEqualNode(child)) return;
      const fresh = document.importNode(child, true);
      if (last) last.after(fresh);
      else live.prepend(fresh);
      last = fresh;
      if (element(fresh)) note(fresh);
      else if (fresh.data.trim()) added = true;
    });
    if (removed || added) note(live);
  };

  /* Showing what changed ------------------------------------------------------------------------ */

  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, dt, dd, tr, figure, summary, td, th";
  const shown = (block) => {
    const box = block.getBoundingClientRect();
    return box.top >= 0 && box.top < innerHeight * 0.9;
  };
  const show = (follow) => {
    const within = document.querySelector("main") ?? document.body;
    const blocks = new Set(changed.filter((block) => block.isConnected && within.contains(block))
      .map((block) => block.closest(BLOCKS) ?? block)
      .filter((block) => block !== within && block.getClientRects().length));
    const inOrder = [...blocks].sort((a, b) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
    if (follow && inOrder.length && !shown(inOrder[0])) {
      inOrder[0].scrollIntoView({ block: "center", behavior: "instant" });
    }
    for (const block of inOrder.slice(0, 50)) {
      block.animate(
        [{ boxShadow: "0 0 0 .3em #ffd54a", backgroundColor: "#ffd54a66" }, { boxShadow: "0 0 0 .3em #ffd54a00" }],
        { duration: 1800, easing: "ease-in", id: "carta-changed" },
      );
    }
  };

  const parse = (text) => plain(new DOMParser().parseFromString(text, "text/html").documentElement);

  // For the site's own scripts: what they read from the page, or loaded, may be other than it was.
  const tell = () => document.dispatchEvent(new CustomEvent("carta:changed"));

  // Only one fetch at a time; what comes meanwhile is fetched after it.
  let busy = null;
  let again = null;
  const refresh = async (news) => {
    if (busy) {
      again = { ...news, own: news.own || again?.own };
      return;
    }
    busy = news;
    try {
      const answer = await fetch(news.address ?? location.href.split("#")[0], { cache: "no-store" });
      if (!answer.ok && !(answer.status === 404 && missing)) return;
      missing = answer.status === 404;
      const text = await answer.text();
      const now = parse(text);
      const scripts = (root) => [...root.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")).join();
      if (explains || scripts(before) !== scripts(now)) return location.reload();
      if (news.address) history.replaceState(history.state, "", news.address + location.hash);
      changed = [];
      update(document.documentElement, before, now);
      before = now;
      version = /data-version="([0-9a-f]+)" data-edition/.exec(text)?.[1] ?? news.version;
      tell();
      show(news.own);
      if (news.address) listen();
    } catch {
      // The preview has gone: it is asked again when it is back.
    } finally {
      busy = null;
      const next = again;
      again = null;
      if (next) refresh(next);
    }
  };

  /* The panel ------------------------------------------------------------------------------------ */

  // It is made once, and only what differs in it is changed: a page may be told of the same hundred
  // warnings after each save.
  const host = document.createElement("div");
  host.id = "carta-preview";
  host.setAttribute("data-carta", "");
  const panel = document.createElement("section");
  const make = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const name = make("b");
  const close = make("button", "×");
  const lines = make("div");
  {
    const shadow = host.attachShadow({ mode: "open" });
    const style = make("link");
    style.rel = "stylesheet";
    style.href = "/.carta/client.css";
    const head = make("header");
    close.type = "button";
    head.append(name, close);
    panel.className = "panel";
    panel.hidden = true;
    panel.setAttribute("role", "status");
    panel.append(head, lines);
    shadow.append(style, panel);
  }

  let news = null;
  let words = null;
  let said = "";
  let dismissed = "";
  let edited = null;
  let lost = false;

  const write = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };
  const hide = (node, hidden) => {
    if (node.hidden !== hidden) node.hidden = hidden;
  };
  const label = (node, text) => {
    if (node.getAttribute("aria-label") !== text) node.setAttribute("aria-label", text);
  };
  const link = (text, address) => {
    const made = make("a", text);
    made.href = address;
    return made;
  };
  const item = (found) => {
    const made = make("li", "", found.severity);
    const say = make("p");
    say.append(make("b", found.label), ` ${found.message}`);
    made.append(say);
    if (found.hint) made.append(make("p", found.hint, "hint"));
    const place = make("p");
    const where = `${found.file}:${found.line}:${found.column}`;
    if (found.editor) {
      const opens = link(where, found.editor);
      opens.title = words.open;
      place.append(opens);
    } else place.append(where);
    made.append(place);
    if (found.excerpt) {
      const [start, meant, end] = found.excerpt;
      const excerpt = make("pre");
      excerpt.append(start, make("mark", meant), end);
      made.append(excerpt);
    }
    return made;
  };

  // Items that say the same as before stay, with the focus that may be in them.
  const fill = (list, found) => {
    const before = new Map((list.known ?? []).map((key, at) => [key, list.children[at]]));
    const keys = found.map((problem) => JSON.stringify(problem));
    if (keys.join() === list.known?.join()) return;
    const items = found.map((problem, at) => {
      const kept = before.get(keys[at]);
      before.delete(keys[at]);
      return kept ?? item(problem);
    });
    for (const gone of before.values()) gone.remove();
    items.forEach((node, at) => { if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null); });
    while (list.children.length > items.length) list.lastChild.remove();
    list.known = keys;
  };

  // The problems of this page, or of the others: the first ones, and a fold for the rest. What is in the
  // fold is asked for when somebody opens it, a portion at a time, and again after a change.
  const PORTION = 50;
  const part = (which) => {
    const box = make("div");
    const [title, first, fold] = [make("h2"), make("ol"), make("details")];
    const [summary, list, further] = [make("summary"), make("ol"), make("button")];
    further.type = "button";
    // A list that was asked for need not be read out.
    fold.setAttribute("aria-live", "off");
    fold.append(summary, list, further);
    box.append(title, first, fold);
    box.hidden = true;
    panel.append(box);
    let wanted = PORTION;
    let waits = null;
    let asked = 0;
    const load = async () => {
      asked += 1;
      const mine = asked;
      const query = new URLSearchParams({ of: (news?.of ?? []).join("\n"), part: which, count: wanted });
      let rest = null;
      try {
        const answer = await fetch(`/.carta/problems?${query}`, { cache: "no-store" });
        if (answer.ok) rest = await answer.json();
      } catch {
        // As if it had refused.
      }
      if (mine !== asked || !fold.open) return;
      if (!rest) {
        // Closed, it can be opened again.
        fold.open = false;
        return;
      }
      fill(list, rest.notes);
      hide(further, !rest.more);
      write(further, rest.more ?? "");
    };
    fold.addEventListener("toggle", () => {
      if (fold.open) return load();
      wanted = PORTION;
      fill(list, []);
      further.hidden = true;
    });
    further.hidden = true;
    further.addEventListener("click", () => {
      wanted += 2 * PORTION;
      load();
    });
    return (found, more) => {
      hide(box, !found.length && !more);
      hide(fold, !more);
      if (!more && fold.open) fold.open = false;
      write(title, words[which]);
      write(summary, more ?? "");
      fill(first, found);
      // The page first: what is in the fold can wait for it.
      clearTimeout(waits);
      if (fold.open && !panel.hidden) waits = setTimeout(load, 150);
    };
  };
  const showHere = part("here");
  const showElsewhere = part("elsewhere");

  // It comes back when there is something else to say; another line, or one more of many, is nothing else.
  close.addEventListener("click", () => {
    dismissed = said;
    panel.hidden = true;
  });

  const draw = () => {
    if (!words) return;
    const texts = [];
    if (lost) texts.push(words.lost);
    if (news?.state === "gone") texts.push(words.gone);
    if (news?.state === "failed" && !explains) texts.push(words.failed);
    if (news?.failure && !explains) texts.push(news.failure);
    const [here, elsewhere] = explains ? [[], []] : [news?.here ?? [], news?.elsewhere ?? []];
    const rest = (!explains && news?.rest) || {};
    const anything = texts.length || edited || here.length || elsewhere.length || rest.here || rest.elsewhere;
    const tellings = [...here, ...elsewhere].map(({ code, file, message }) => [code, file, message]);
    said = JSON.stringify([texts, edited, tellings, !rest.here, !rest.elsewhere]);
    if (!anything) dismissed = "";
    hide(panel, !anything || said === dismissed);
    const now = JSON.stringify([texts, edited]);
    if (lines.known !== now) {
      const parts = texts.map((text) => make("p", text));
      if (edited) {
        const offer = make("p");
        offer.append(`${edited.text} `, link(words.go, edited.address));
        parts.push(offer);
      }
      lines.replaceChildren(...parts);
      lines.known = now;
    }
    write(name, news?.summary ?? words.panel);
    label(panel, words.panel);
    label(close, words.close);
    showHere(here, rest.here);
    showElsewhere(elsewhere, rest.elsewhere);
    if (!panel.hidden && !host.isConnected) document.documentElement.append(host);
  };

  /* Listening ------------------------------------------------------------------------------------ */

  let line = null;
  let wait = 250;
  const hear = (message) => {
    news = JSON.parse(message.data);
    words = news.words;
    lost = false;
    wait = 250;
    const newer = String(news.edition) !== String(edition);
    edition = news.edition;
    if (news.edited) edited = news.edited;
    else if (news.own) edited = null;
    if (news.state === "changed" || news.state === "moved") refresh(news);
    else if (newer) tell();
    draw();
  };
  const listen = () => {
    line?.close();
    line = null;
    // Each open line is one of the six that a browser grants a server: pages that nobody sees let go
    // of theirs, and ask again when they are seen.
    if (document.hidden) return;
    const query = new URLSearchParams({ page: decodeURIComponent(location.pathname), version, edition });
    if (missing) query.set("missing", "1");
    const mine = new EventSource(`/.carta/events?${query}`);
    line = mine;
    mine.onmessage = hear;
    mine.onerror = () => {
      // The browser would ask again for the version that it had at first.
      mine.close();
      if (line !== mine) return;
      line = null;
      lost = true;
      draw();
      setTimeout(() => { if (!line) listen(); }, wait);
      wait = Math.min(wait * 2, 2000);
    };
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => line?.close());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  listen();
})();
