// Search in the browser. The index carries the morphology (see src/render/search.rs): a word leads to its
// group, a group to its pages, a page to what it says; here words are cut and folded, looked up, forgiven
// and ranked. It is loaded when somebody searches, loads the few files of the index that a query needs,
// and works from a folder on disk, so it loads scripts and fetches nothing.
(() => {
  "use strict";
  // A back quote is written \x60, so that the build sees that no text runs over lines and leaves comments out.
  const MARKS = "!#$%&()*+,-./:;<=>?@[]^_\x60{|}";
  const DIGITS = "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_\x60abcdefghijklmnopqrstuvwxyz{|}~";
  const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
  const HYPHEN = /^[-\u2010\u2011]$/;

  /* Words --------------------------------------------------------------------------------------- */

  // As `words::each` and `words::fold` of the build: letters and digits are words.
  const WORD = /(?:\d+(?:[.,]\d+)+|[\p{L}\p{N}\p{M}\xAD])+/gu;
  const fold = (word) => {
    word = word.toLowerCase();
    return /^[a-z0-9]*$/.test(word) ? word : word.replace(/[\xAD.,]/g, "").normalize("NFD").replace(/\p{M}/gu, "");
  };
  const cut = (text) => {
    const words = [];
    for (const match of text.matchAll(WORD)) {
      words.push({ word: fold(match[0]), start: match.index, end: match.index + match[0].length });
    }
    return words;
  };
  // Article and preposition before the apostrophe, typed without it: `dellesperto`.
  const ELIDED = /^(?:(?:d|n|s|qu)?ell|a?ll?|dall|sull|un|quest|[cdmnstv])(?=[aeiouh]..)/;

  // Letters to change, add, leave out or swap to make one word of the other; more than `most` is `most + 1`. No
  // more of the table than what `most` can reach, in rows that are made once: a word that was not found is held
  // against all words of the index while somebody types.
  const rows = [0, 0, 0].map(() => new Uint8Array(64));
  const distance = (a, b, most) => {
    const height = a.length, width = b.length;
    if (Math.abs(height - width) > most || Math.max(height, width) > 62) return most + 1;
    let [before, row, next] = rows;
    for (let j = 0; j <= width; j++) row[j] = j;
    for (let i = 1; i <= height; i++) {
      const letter = a.charCodeAt(i - 1), from = Math.max(1, i - most), to = Math.min(width, i + most);
      let least = next[from - 1] = from === 1 ? i : most + 1;
      for (let j = from; j <= to; j++) {
        const other = b.charCodeAt(j - 1);
        let cost = row[j - 1] + (letter === other ? 0 : 1);
        if (j < i + most && row[j] < cost) cost = row[j] + 1;
        if (next[j - 1] < cost) cost = next[j - 1] + 1;
        if (i > 1 && j > 1 && letter !== other && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other && before[j - 2] < cost) cost = before[j - 2] + 1;
        next[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      [before, row, next] = [row, next, before];
    }
    return Math.min(row[width], most + 1);
  };
  // Which letters a word has, as bits. Each letter that one word has and the other has not costs one change, so
  // most words need not be held against each other at all.
  const lettersOf = (word) => {
    let letters = 0;
    for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
    return letters;
  };
  const many = (bits) => {
    let all = 0;
    for (; bits; bits &= bits - 1) all++;
    return all;
  };
  const forgiven = (word) => (/\d/.test(word) || word.length < 4 ? 0 : word.length < 7 ? 1 : 2);

  /* The index ------------------------------------------------------------------------------------ */

  const last = (list, is) => {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (is(list[middle])) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const readWords = (first, text) => {
    const words = [], groups = [], light = [];
    let next = first;
    for (const [, shared, rest, marks] of text.matchAll(/([A-Z])([^A-Z!#-&(-/:-@[\]^_`{|}~]*)([!#-&(-/:-@[\]^_`{|}~]*)/g)) {
      words.push((words.length ? words[words.length - 1].slice(0, shared.charCodeAt(0) - 65) : "") + rest);
      const isLight = marks.endsWith("~");
      const code = isLight ? marks.slice(0, -1) : marks;
      let back = -1;
      for (const mark of code) back = (back + 1) * MARKS.length + MARKS.indexOf(mark);
      groups.push(code ? next - 1 - back : next++);
      light.push(isLight);
    }
    return { words, groups, light };
  };
  const readPages = (text, levels) => {
    const pages = [], weights = [];
    let next = 0, at = 0;
    const digit = () => VALUE.get(text[at++]);
    while (at < text.length) {
      const head = digit();
      const gap = head < 60 ? head : head < 91 ? 60 + (head - 60) * 92 + digit() : (digit() * 92 + digit()) * 92 + digit();
      pages.push(next + gap);
      next += gap + 1;
    }
    for (const level of levels) weights.push((VALUE.get(level) / 60) ** 2 * 24);
    return { pages, weights };
  };
  // What a title makes of itself as a part of an address, as `plain_name` of the build.
  const plain = (title) => title.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").split(/[^a-z0-9]+/).filter(Boolean).join("-");
  const readLabels = (first, lists) => ({
    first,
    pages: lists.flatMap(([folder, section, term, entries]) => entries.map((entry) => {
      const [title, name, titleLang = ""] = [].concat(entry);
      return { url: `${folder && `${folder}/`}${name || plain(title)}/`, title, titleLang, section, term: Boolean(term), words: cut(title) };
    })),
  });
  const reader = {
    w: readWords,
    g: (text, names) => ({ parts: text.split(" "), names, read: [] }),
    t: readLabels,
    f: (first, pages) => ({ first, pages, words: [] }),
  };

  // `load(path)` brings a script file, whose call then finds `receive`.
  const open = (load) => {
    const index = {};
    const waiting = new Map();
    const receive = (lang, row, number, ...content) => {
      if (row === "m") {
        for (const [code, meta] of Object.entries(content[0])) {
          for (const row of "gtf") meta[row].forEach((gap, at, all) => { if (at) all[at] += all[at - 1]; });
          index[code] = { code, meta, w: [], g: [], t: [], f: [] };
        }
      } else if (index[lang]) {
        index[lang][row][number] = reader[row](...content);
      }
    };
    const once = (path) => {
      if (!waiting.has(path)) {
        const loading = Promise.resolve(load(path));
        loading.catch(() => waiting.delete(path));
        waiting.set(path, loading);
      }
      return waiting.get(path);
    };
    const file = async (side, row, number) => {
      if (!side[row][number]) {
        // Sixteen files have one hash of five letters: `BATCH` of the build.
        const batch = (number >> 4) * 5;
        const hash = side.meta[`${row}h`].slice(batch, batch + 5);
        await once(`assets/search/${side.code}/${row}${number}.${hash}.js`);
      }
      return side[row][number];
    };
    const fileOf = (side, word) => Math.max(0, last(side.meta.w, (first) => first <= word));
    // Where the words of a file stand that begin so, which are sorted: the place of the first, and that behind the last.
    const span = (words, start) => [last(words, (word) => word < start) + 1, last(words, (word) => word <= `${start}\uFFFF`) + 1];

    // The entry of a word, if the index has it: its group, and whether it is a function word.
    const find = async (side, word) => {
      if (!side.meta.w.length) return null;
      const { words, groups, light } = await file(side, "w", fileOf(side, word));
      const at = last(words, (known) => known <= word);
      return words[at] === word ? { group: groups[at], light: light[at] } : null;
    };
    // The words of some groups, from what is here already; each with the number that its group has.
    const wordsOf = (side, numbers) => {
      const found = new Map();
      for (const here of side.w) {
        if (here) here.groups.forEach((group, at) => { if (numbers.has(group)) found.set(here.words[at], numbers.get(group)); });
      }
      return found;
    };
    const groupFile = (side, group) => last(side.meta.g, (first) => first <= group);
    const postings = async (side, group) => {
      const number = groupFile(side, group);
      const here = await file(side, "g", number);
      const at = group - side.meta.g[number];
      here.read[at] ||= { ...readPages(here.parts[at * 2], here.parts[at * 2 + 1]), names: here.names[group] || [] };
      return here.read[at];
    };
    const label = async (side, number) => {
      const here = await file(side, "t", last(side.meta.t, (first) => first <= number));
      return here.pages[number - here.first];
    };
    // All labels, if they are one file and here.
    const labelsHere = (side) => (side.meta.t.length === 1 && side.t[0] ? side.t[0].pages : []);
    // The passages of a page, each with its words; the second gives those that are here already.
    const text = async (side, number) => {
      await file(side, "f", last(side.meta.f, (first) => first <= number));
      return textHere(side, number);
    };
    const textHere = (side, number) => {
      const here = side.f[last(side.meta.f, (first) => first <= number)];
      if (!here) return null;
      const at = number - here.first;
      return (here.words[at] ||= here.pages[at].map(([id, level, text]) => ({ id, level, text, words: cut(text) })));
    };
    // Rows of one file come before they are asked for: the words and the labels of a small site.
    const early = async (lang) => {
      await once("search/manifest.js");
      const codes = Object.keys(index);
      await Promise.all([...codes.filter((one) => one === lang), ...codes.filter((one) => one !== lang)].flatMap((code) =>
        [..."wt"].filter((row) => index[code].meta[row].length === 1).map((row) => file(index[code], row, 0))));
    };
    // Brings the groups of what begins so, if they are in few files: whoever is in the middle of a word will need
    // one of them with the next letters. It may be another one that is needed, so they are few in all.
    let spare = 3;
    const brought = new Set();
    const ahead = async (side, start) => {
      const numbers = new Set();
      for (const here of side.w) {
        if (!here) continue;
        const [from, to] = span(here.words, start);
        for (let at = from; at < to; at++) if (!here.light[at]) numbers.add(groupFile(side, here.groups[at]));
      }
      const away = [...numbers].filter((number) => !side.g[number] && !brought.has(side.code + number));
      if (away.length > spare) return;
      spare -= away.length;
      away.forEach((number) => brought.add(side.code + number));
      await Promise.all(away.map((number) => file(side, "g", number)));
    };
    // Words that begin so, the shortest first; each group once. A few letters are the beginning of words in many files
    // of groups, and of none of them it is known whether it is meant: only those count that stand in the file of `own`,
    // the group of the beginning if it is a word itself, else in the two files that most of the shortest stand in.
    const complete = async (side, start, own = -1) => {
      const from = fileOf(side, start);
      const to = Math.min(fileOf(side, `${start}\uFFFF`), from + 2);
      const found = new Map();
      for (let number = from; number <= to && side.meta.w.length; number++) {
        const { words, groups, light } = await file(side, "w", number);
        const [first, end] = span(words, start);
        for (let at = first; at < end; at++) {
          if (light[at]) continue;
          const known = found.get(groups[at]);
          if (!known || words[at].length < known.length) found.set(groups[at], words[at]);
        }
      }
      const shortest = [...found].sort((a, b) => a[1].length - b[1].length);
      const standing = new Map();
      for (const group of own < 0 ? shortest.slice(0, 12).map(([group]) => group) : [own]) {
        const number = groupFile(side, group);
        standing.set(number, (standing.get(number) || 0) + 1);
      }
      const best = [...standing].sort((a, b) => b[1] - a[1]).slice(0, 2).map(([number]) => number);
      return shortest.filter(([group]) => best.includes(groupFile(side, group)));
    };
    // Words of a language that may have been meant, not further from what is typed than `most`: those with the same
    // first letter, or all, but if the index is large those that stand where the second letter or both swapped would.
    const alike = async (side, typed, most, sameLetter) => {
      const count = side.meta.w.length, letters = lettersOf(typed), start = sameLetter ? typed[0] : "";
      let least = most, words = [];
      const near = sameLetter ? (count <= 16 ? [typed[0]] : [typed.slice(0, 2), typed[0]]) : count <= 8 ? [""] : [typed[1] + typed[0], typed[1], typed.slice(1, 3)];
      const files = new Set();
      for (const start of count ? near : []) {
        for (let number = fileOf(side, start); number <= fileOf(side, `${start}\uFFFF`) && files.size < 8; number++) files.add(number);
      }
      for (const here of await Promise.all([...files].map((number) => file(side, "w", number)))) {
        const known = here.words, [from, end] = span(known, start);
        here.letters ||= new Int32Array(known.length);
        for (let at = from; at < end; at++) {
          const word = known[at], long = word.length;
          if (long < 3 || long < typed.length - least || long > typed.length + least || here.light[at]) continue;
          const others = (here.letters[at] ||= lettersOf(word));
          if (many(letters & ~others) > least || many(others & ~letters) > least) continue;
          const far = distance(typed, word, least);
          if (far > least) continue;
          if (far < least) words = [];
          least = far;
          words.push({ word, group: here.groups[at] });
        }
      }
      const same = ({ word }) => [...word].findIndex((letter, at) => letter !== typed[at]);
      words.sort((a, b) => same(b) - same(a));
      return { distance: words.length ? least : 9, words };
    };
    return { receive, once, early, index, find, wordsOf, postings, label, labelsHere, text, textHere, ahead, complete, alike };
  };

  /* Queries ---------------------------------------------------------------------------------------- */

  const parse = (query) => {
    const text = query.replace(/[«»“”„]/g, '"');
    const phrases = [...text.matchAll(/"([^"]+)"/g)]
      .map((match) => cut(match[1]).map(({ word }) => word))
      .filter((words) => words.length > 1);
    const words = cut(text), written = /[\p{L}\p{N}]$/u.test(text);
    // A single letter at the end is the beginning of something, and what stands before it is whole.
    const begins = written && /^\p{L}$/u.test(words.at(-1)?.word);
    if (begins) words.pop();
    // Whether a phrase is being typed: several words behind quotation marks that are not closed yet.
    const quote = text.split('"').length % 2 ? text.length : text.lastIndexOf('"');
    return { text, words, phrases, quoting: words.filter(({ start }) => start > quote).length > 1, open: written && !begins };
  };

  // What each word of the query may stand for in one language: groups and how sure each is.
  const understand = async (store, side, query) => {
    const words = [];
    await Promise.all(query.words.map(({ word }) => store.find(side, word)));
    for (let at = 0; at < query.words.length; at++) {
      const { word, start, end } = query.words[at];
      let run = at, joined = word;
      while (query.words[run + 1] && query.words[run + 1].start === query.words[run].end + 1 && HYPHEN.test(query.text[query.words[run].end])) {
        joined += query.words[++run].word;
      }
      const compound = run > at && (await store.find(side, joined));
      if (compound) {
        words.push({ word: joined, start, end: query.words[run].end, meant: [{ group: compound.group, sure: 1 }] });
        at = run;
        continue;
      }
      const isLast = query.open && at === query.words.length - 1;
      let found = await store.find(side, word);
      const own = found ? found.group : -1;
      if (!found) {
        const bare = word.replace(ELIDED, "");
        if (bare !== word) found = await store.find(side, bare);
      }
      const meant = found ? [{ group: found.group, sure: 1 }] : [];
      const light = Boolean(found && found.light);
      // In quotation marks what is a word is meant as it stands.
      const whole = found && query.quoting;
      if (isLast && !whole && word.length > (found ? 2 : 1) && (!light || query.words.length === 1)) {
        const longer = await store.complete(side, word, own);
        for (const [group, whole] of longer.slice(0, found ? 4 : 12)) {
          if (found && group === found.group) continue;
          meant.push({ group, sure: (found ? 0.2 : 0.8) * (0.4 + 0.6 * (word.length / whole.length)) });
        }
      }
      // A function word alone is rarely meant: it is a beginning, too.
      const begun = isLast && meant.length > 0 && (!found || (light && query.words.length === 1));
      words.push({ word, start, end, meant, light, begun });
    }
    return words;
  };

  // Function words count only when there is nothing else; what is one in one language and unknown in
  // another (`dell`) counts in neither.
  const withoutFunctionWords = (understood) => {
    const light = new Set(understood.flat().filter((word) => word.light).map(({ word }) => word));
    return understood.map((words) => {
      const known = words.filter((one) => one.meant.length || !light.has(one.word));
      const content = known.filter((one) => !one.light);
      return [content, known].find((some) => some.length) || words;
    });
  };

  // What was meant by words that no language has, and what to suggest for them. The first language that has something
  // near gives the suggestion; in the others it is known whether there is something, and `settle` tells what is likely
  // once they are asked: that takes files.
  const forgive = async (store, sides, understood) => {
    const changed = new Map();
    const typed = new Set();
    for (const words of understood) for (const { word, meant } of words) if (!meant.length) typed.add(word);
    for (const word of typed) {
      const known = understood.some((words) => words.some((other) => other.word === word && other.meant.length));
      if (known) continue;
      const most = forgiven(word);
      if (!most) continue;
      // Whoever errs rarely errs at the first letter: a word with another one has to be nearer.
      const near = (most, sameLetter) => Promise.all(sides.map((side) => store.alike(side, word, most, sameLetter)));
      const nearest = (found) => Math.min(...found.map(({ distance }) => distance));
      let found = await near(most, true);
      if (nearest(found) > 1) {
        const others = await near(Math.min(most, nearest(found) - 1), false);
        if (nearest(others) < nearest(found)) found = others;
      }
      const least = nearest(found);
      for (const [at, { distance: far, words }] of found.entries()) {
        if (far > least || !words.length) continue;
        const entry = understood[at].find((other) => other.word === word);
        if (!entry) continue;
        const settle = async () => {
          const weighed = await Promise.all(words.slice(0, 4).map(async (one) => ({ ...one, spread: (await store.postings(sides[at], one.group)).pages.length })));
          weighed.sort((a, b) => b.spread - a.spread);
          entry.meant = weighed.map(({ group }, rank) => ({ group, sure: (rank ? 0.4 : 0.7) / least }));
          return weighed[0].word;
        };
        if (changed.has(word)) Object.assign(entry, { meant: words.slice(0, 4), settle });
        else changed.set(word, await settle());
      }
    }
    return changed;
  };

  // What the words of a query are worth on each page, and how many of them it has.
  const tally = async (store, side, words) => {
    const count = side.meta.n;
    const scores = new Map();
    const wanted = words.filter(({ meant }) => meant.length);
    await Promise.all(wanted.flatMap(({ meant }) => meant.map(({ group }) => store.postings(side, group))));
    for (const { meant } of wanted) {
      const best = new Map();
      for (const { group, sure } of meant) {
        const { pages, weights } = await store.postings(side, group);
        const rare = Math.log(1 + count / (pages.length + 0.5));
        pages.forEach((page, at) => {
          const score = sure * rare * weights[at];
          if (score > (best.get(page) || 0)) best.set(page, score);
        });
      }
      for (const [page, score] of best) {
        const known = scores.get(page) || { page, score: 0, words: 0 };
        known.score += score;
        known.words++;
        scores.set(page, known);
      }
    }
    return scores;
  };
  const inOrder = (scores) => [...scores].sort((a, b) => b.score - a.score || a.page - b.page);

  // Pages whose title has a word that begins so, and that have the other words.
  const titled = async (store, side, words, begun) => {
    const others = words.filter((word) => word !== begun);
    const labels = store.labelsHere(side);
    if (!labels.length || others.some(({ meant }) => !meant.length)) return [];
    const scores = await tally(store, side, others);
    const found = [];
    labels.forEach((label, page) => {
      // A function word is in many titles and not what they are about.
      const fitting = label.words.filter(({ word }) => word.startsWith(begun.word) && !(begun.light && word === begun.word));
      const known = others.length ? scores.get(page) : { score: 0, words: 0 };
      if (!fitting.length || !known || known.words < others.length) return;
      found.push({ page, score: known.score + Math.max(...fitting.map(({ word }) => (6 * begun.word.length) / word.length)), words: words.length });
    });
    return inOrder(found);
  };

  const rank = async (store, side, words, quoted) => {
    const count = side.meta.n;
    const scores = await tally(store, side, words);
    // The query as a whole may be the name of a term: then pages that use it in any form count.
    let card = -1;
    if (words.length && words.every(({ meant, begun, light }) => meant.length && (light || !begun))) {
      const [first, ...rest] = words.map(({ meant }) => meant[0].group);
      const { names } = await store.postings(side, first);
      const fitting = names.filter(([, , others]) => others.length === rest.length && rest.every((group, at) => others[at] === group));
      const typed = words.map(({ word }) => word).join(" ");
      const name = fitting.find(([, , , written]) => written.split("|").includes(typed)) || fitting[0];
      if (name) {
        card = name[0];
        // In quotation marks only these words are asked for, not the term in another form.
        const { pages, weights } = quoted ? { pages: [], weights: [] } : readPages(...name[1].split(" "));
        const rare = Math.log(1 + count / (pages.length + 0.5));
        pages.forEach((page, at) => {
          const known = scores.get(page) || { page, score: 0, words: 0 };
          known.score += 0.7 * rare * weights[at];
          known.words = words.length;
          scores.set(page, known);
        });
        const own = scores.get(card) || { page: card, score: 0 };
        scores.set(card, { ...own, score: own.score + 1000, words: words.length });
      }
    }
    return { card, found: inOrder(scores.values()) };
  };

  /* What is shown ------------------------------------------------------------------------------------ */

  // For each word of a text, which word of the query it is (or -1). What a query stands for is looked up once, and
  // not for each word of all texts.
  const meanings = new WeakMap();
  const hits = (store, side, words, text) => {
    if (!meanings.has(words)) {
      const numbers = new Map();
      words.forEach(({ meant }, number) => {
        for (const { group, sure } of meant) if (sure > 0.25 && !numbers.has(group)) numbers.set(group, number);
      });
      meanings.set(words, { known: store.wordsOf(side, numbers), begun: words.findIndex(({ begun }) => begun) });
    }
    const { known, begun } = meanings.get(words);
    const start = begun < 0 ? "" : words[begun].word;
    return text.map(({ word }) => {
      const number = known.get(word);
      return number !== undefined ? number : start && word.startsWith(start) ? begun : -1;
    });
  };
  const holds = (text, phrase) => text.some((_, at) => phrase.every((word, next) => text[at + next] && text[at + next].word === word));
  const marked = (text, words, found, from, to) => {
    const parts = [];
    let done = from;
    words.forEach(({ start, end }, at) => {
      if (found[at] < 0 || start < from || end > to) return;
      if (start > done) parts.push([text.slice(done, start), false]);
      parts.push([text.slice(start, end), true]);
      done = end;
    });
    if (done < to) parts.push([text.slice(done, to), false]);
    return parts;
  };
  const LONG = 170;
  const excerpt = (text, words, found) => {
    if (text.length <= LONG) return marked(text, words, found, 0, text.length);
    // Where the most different words of the query stand near each other.
    let best = 0, most = -1;
    words.forEach(({ start }, at) => {
      if (found[at] < 0) return;
      const near = new Set();
      for (let next = at; next < words.length && words[next].end < start + LONG - 40; next++) if (found[next] >= 0) near.add(found[next]);
      if (near.size > most) [best, most] = [start, near.size];
    });
    let from = Math.max(0, Math.min(best - 40, text.length - LONG));
    if (from) from = text.indexOf(" ", from) + 1 || from;
    let to = Math.min(text.length, from + LONG);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + 1);
    const parts = marked(text, words, found, from, to);
    if (from) parts.unshift(["… ", false]);
    if (to < text.length) parts.push([" …", false]);
    return parts;
  };

  // How well the title fits: what is looked for tends to stand first in it, after the article at most.
  const weigh = (store, side, words, label, entry) => {
    const found = hits(store, side, words, label.words);
    const named = new Set(found.filter((word) => word >= 0)).size;
    let score = entry.score;
    if (found[0] === 0 || (found[1] === 0 && label.words[0].word.length < 4)) score *= 1.12;
    if (named === words.length) score *= label.words.length <= words.length + 1 ? 1.5 : 1.2;
    return {
      ...label, lang: side.code, page: entry.page, score,
      whole: named === words.length,
      titleParts: marked(label.title, label.words, found, 0, label.title.length),
      // Nothing yet of what the page says: see `read`.
      definition: "", hits: null,
    };
  };

  // Puts into a result what its page says: the places that fit best, and of a term the definition.
  const read = (store, side, words, phrases, one, passages) => {
    const found = [];
    let heading = null, id = "", inTitle = phrases.length > 0 && phrases.every((wanted) => holds(one.words, wanted));
    one.phrase = inTitle;
    passages.forEach((passage, at) => {
      const { level, text, words: cutText } = passage;
      if (passage.id) id = passage.id;
      if (level) heading = { id: passage.id, text };
      const hit = hits(store, side, words, cutText);
      const different = new Set(hit.filter((word) => word >= 0)).size;
      if (!different) return;
      const inPhrase = phrases.length > 0 && phrases.every((wanted) => holds(cutText, wanted));
      one.phrase ||= inPhrase;
      const chain = words.length > 1 && hit.some((word, place) => word >= 0 && words.every((_, next) => hit.slice(place, place + words.length * 3).includes(next)));
      const worth = different * 10 + (chain ? 8 : 0) + (inPhrase ? 50 : 0) + (level ? 4 : 0) + Math.min(3, hit.filter((word) => word >= 0).length);
      found.push({ id, at, level, worth, heading: level ? null : heading, parts: excerpt(text, cutText, hit) });
    });
    found.sort((a, b) => b.worth - a.worth || a.at - b.at);
    const first = passages.find(({ level }) => !level);
    one.hits = found.slice(0, 3);
    one.awaited = false;
    one.definition = one.term && first ? first.text : "";
    // Where only the title has the words, the beginning says what the page is about.
    one.beginning = first ? excerpt(first.text, [], []) : [];
  };

  // How many pages are read at most to find a phrase, and until how many have it: few while somebody types; on the
  // page of results one more than is shown, so that it is known whether there are more, and more pages with each
  // time that more are asked for.
  const reach = (limit) => (limit >= 5 ? { pages: Math.max(80, 8 * limit), enough: limit + 1 } : { pages: limit + 1, enough: limit });

  // Gives what is found, again and again with more of it; whoever has no use for the next simply stops. First
  // come the titles in the reader's language, then what their pages say, then the other languages. The order of
  // what has been given never changes, and more comes only behind it. `limits` are the results for the reader's
  // language and for each other, `texts` how many of them get an excerpt, `phrases` the results for a phrase.
  // Files of all languages and the texts of the likely pages are asked for as soon as their names are known: a
  // query needs two rounds of them, one for the groups of its words and one for texts. But whoever is in the
  // middle of typing has no use yet for what pages say (unless it is a phrase that is looked for) and what other
  // languages have, nor, where titles have what is typed of a word, for all that begins so: `rest` is waited for
  // before. It is waited for before anything is given where a further word has hardly begun, where there are function
  // words that something will follow, and where no page of the reader's language has all words: what is shown for the
  // words before stays meanwhile. A phrase is looked for in texts, and what has it is given as they come: `growing` is
  // a language whose results are not all known yet. `wanted` tells whether anybody still waits for this answer.
  const search = async function* (store, lang, text, { limits = [6, 3], texts = [4, 1], phrases = texts, rest = null, wanted = () => true } = {}) {
    await store.once("search/manifest.js");
    const query = parse(text);
    const result = { query: text, sides: [], total: 0, atLeast: false, seen: 0, suggestion: "", missing: [], done: false };
    result.short = result.done = !query.words.length;
    if (result.done) return yield result;
    const codes = Object.keys(store.index);
    const sides = [...codes.filter((code) => code === lang), ...codes.filter((code) => code !== lang)].map((code) => store.index[code]);
    const understood = withoutFunctionWords(await Promise.all(sides.map((side) => understand(store, side, query))));
    const changed = await forgive(store, sides, understood);
    if (!wanted()) return;
    const missing = result.missing = query.words.map(({ word }) => word).filter((word) =>
      understood.every((words) => words.every((other) => other.word !== word || !other.meant.length)) &&
      understood.some((words) => words.some((other) => other.word === word)));
    if (changed.size) {
      result.suggestion = query.text;
      for (const { word, start, end } of [...query.words].reverse()) {
        if (changed.has(word)) result.suggestion = result.suggestion.slice(0, start) + changed.get(word) + result.suggestion.slice(end);
      }
    }
    const of = (list, at) => list[Math.min(at, list.length - 1)];
    // What fails is told where it is waited for.
    const begin = (promise) => { promise.catch(() => {}); return promise; };
    const ranked = [];
    const ranking = (at) => (ranked[at] ||= begin(
      Promise.all(understood[at].map((word) => word.settle && word.settle())).then(() => rank(store, sides[at], understood[at], query.phrases.length > 0))));
    const full = (at) => (entry) => entry.words >= understood[at].filter(({ word }) => !missing.includes(word)).length;
    // Whether any language has a page with all words: then such pages alone are shown.
    const has = async (at) => (await ranking(at)).found.some(full(at));
    const isComplete = async () => {
      for (const at of sides.keys()) if (await has(at)) return true;
      return false;
    };
    // One more than is shown, so that the order at the end is not left to the first guess.
    const weighed = async (at, some, card = -1) => {
      const labelled = some.map(async (entry) => ({ ...weigh(store, sides[at], understood[at], await store.label(sides[at], entry.page), entry), card: entry.page === card }));
      return (await Promise.all(labelled)).sort((a, b) => b.score - a.score);
    };
    const bring = (at, some) => Promise.all(some.map(async (one) => read(store, sides[at], understood[at], query.phrases, one, await store.text(sides[at], one.page))));
    // Reads what is here already; gives those that have to be brought.
    const fill = (at, results) => results.slice(0, of(texts, at)).filter((one) => {
      const here = store.textHere(sides[at], one.page);
      if (here && !one.hits) read(store, sides[at], understood[at], query.phrases, one, here);
      return (one.awaited = !one.hits);
    });

    // A word that has only begun: what has it in its title comes first, and at once, because labels are here
    // when groups have to be brought.
    const begun = !query.phrases.length && understood[0].find((word) => word.begun);
    // A function word may be the name of a term after all: WHO.
    const named = begun && begun.light && (await ranking(0)).card >= 0;
    const pinned = begun && !named ? (await weighed(0, (await titled(store, sides[0], understood[0], begun)).slice(0, limits[0] + 1))).slice(0, limits[0]) : [];
    // Two letters of a further word say too little, and function words that something will follow: what was found
    // before them stays until there is more.
    const ending = query.words.at(-1).word;
    const vague = (understood[0].length > 1 && ending.length < 3 && understood[0].at(-1).begun) || (!query.open && !query.phrases.length && understood[0].every(({ light }) => light));
    const patient = rest && (vague || pinned.length > 0);
    // Whoever types a phrase closes it in the end: once its last word is whole, the texts come ahead that it will be
    // looked for in first.
    const { word: lastWord, meant: lastMeant } = understood[0].at(-1);
    const isWhole = lastWord === ending && lastMeant.length > 0 && lastMeant[0].sure === 1;
    const closing = rest && query.quoting && isWhole ? begin(rank(store, sides[0], understood[0], true)) : null;
    const textsAhead = async () => {
      const { found } = await closing;
      await Promise.all(found.filter(full(0)).slice(0, of(phrases, 0)).map(({ page }) => store.text(sides[0], page)));
    };
    for (const at of sides.keys()) if (!patient && (!at || !rest)) ranking(at);
    if (pinned.length) {
      fill(0, pinned);
      yield { ...result, sides: [{ lang, total: pinned.length, results: pinned }], total: pinned.length };
    }
    // Whoever waits for this answer may be given more of it once the hand rests.
    const rested = async () => {
      if (query.open) begin(store.ahead(sides[0], ending));
      await rest();
      rest = null;
      return wanted();
    };
    if (patient) {
      if (!(await rested())) return;
      for (const at of sides.keys()) ranking(at);
    }
    // Where no page of this language has all words, another may have one, and is asked after a rest.
    if (rest && !(await has(0))) {
      if (!(await rested())) return;
      for (const at of sides.keys()) ranking(at);
    }
    const complete = pinned.length > 0 || (await isComplete());
    // The pages of a language that the query finds, the best first.
    const entriesOf = async (at) => {
      const { card, found } = await ranking(at);
      return { card, entries: found.filter(complete ? full(at) : (entry) => entry.words * 2 >= understood[at].length) };
    };
    // Who asks for a phrase asks for texts: it is looked for in one handful of pages after the other, until there
    // are enough, and what has it is given at once, in the order that it keeps. How many pages have it is known only
    // if all have been read.
    const phrased = async function* (at) {
      const { card, entries } = await entriesOf(at);
      const limit = of(phrases, at);
      const { pages, enough } = reach(limit);
      const results = [];
      let seen = 0;
      const shown = (growing) => ({ lang: sides[at].code, total: results.length, atLeast: seen < entries.length, seen, growing, results: results.slice(0, limit) });
      while (seen < Math.min(entries.length, pages) && results.length < enough && wanted()) {
        const some = await weighed(at, entries.slice(seen, seen + limit), card);
        seen += some.length;
        const read = some.map((one) => begin(bring(at, [one])));
        for (const [number, one] of some.entries()) {
          await read[number];
          if (!one.phrase) continue;
          results.push(one);
          if (results.length <= limit) yield shown(true);
        }
      }
      yield shown(false);
    };
    // What is shown of a language, and the results that wait for their texts.
    const listed = async (at) => {
      const { card, entries } = await entriesOf(at);
      const first = at ? [] : pinned;
      const others = entries.filter(({ page }) => first.every((one) => one.page !== page));
      const limit = of(limits, at);
      const results = [...first, ...(await weighed(at, others.slice(0, limit + 1 - first.length), card))].slice(0, limit);
      return { shown: { lang: sides[at].code, total: first.length + others.length, atLeast: false, seen: 0, results }, away: fill(at, results) };
    };
    const whole = async (at) => {
      let shown = null, away = [];
      if (!query.phrases.length) ({ shown, away } = await listed(at));
      else for await (shown of phrased(at));
      await bring(at, away);
      return shown;
    };
    // The languages that have something, and how much it is in all.
    const sum = (shown) => ({
      ...result,
      sides: shown.filter(({ results }) => results.length),
      total: shown.reduce((total, one) => total + one.total, 0),
      // Not all pages that may have a phrase were read, but so many.
      atLeast: shown.some(({ atLeast }) => atLeast),
      seen: shown.reduce((seen, one) => seen + one.seen, 0),
    });

    let coming = null;
    const others = () => (coming ||= sides.slice(1).map((_, at) => begin(whole(at + 1))));
    if (!rest) others();
    let own;
    if (query.phrases.length) {
      for await (own of phrased(0)) if (own.results.length && (own.growing || rest)) yield sum([own]);
      if (rest && !(await rested())) return;
    } else {
      const { shown, away } = await listed(0);
      if (closing) begin(textsAhead());
      const texts = rest ? null : begin(bring(0, away));
      if (away.length || (rest && shown.results.length)) yield sum([shown]);
      if (rest && !(await rested())) return;
      others();
      await (texts || bring(0, away));
      own = shown;
    }
    if (!wanted()) return;
    others();
    if (sides.length > 1 && own.results.length) yield sum([own]);
    yield { ...sum([own, ...(await Promise.all(coming))]), done: true };
  };

  if (typeof module === "object") module.exports = { open, search, cut, distance };
  else globalThis.carta_index = { open, search };
})();
