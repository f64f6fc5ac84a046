//! The site's real content: whole in both languages, and true to its sources as far as a program can
//! tell. What is expected stands in `tests/site/*.txt`, one fact per line with the place it comes from
//! (`§` of the content inventory, `S2:L9` a line of a source); this file only looks. When a test
//! fails, either the content lost a fact or the list is to follow a better wording: the source decides.

use carta::diag::Diagnostic;
use carta::doc::{Block, BlockKind, Doc, Inline, Item, Kind};
use carta::edge::load::load;
use carta::lang::{Lang, Localized};
use carta::memo::Memo;
use carta::page::{Column, ColumnType, Fact, FactValue, FrontMatter, Manuscript, PageKind};
use carta::resolve::cite;
use carta::site::{Entry, Page, Site, Target};
use carta::source::{Options, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static COMPILED: LazyLock<(Site, Vec<Diagnostic>)> = LazyLock::new(|| {
    let sources = load(root(), Options::default()).expect("the repository holds a site");
    carta::compile(&sources, &mut Memo::default())
});

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn site() -> &'static Site {
    &COMPILED.0
}

// --- The lists of what is expected ---

/// The rows of a list: cells between bars, without comments and empty lines.
fn rows<const CELLS: usize>(list: &'static str) -> Vec<[&'static str; CELLS]> {
    let lines = list.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let count = cells.len();
            cells
                .try_into()
                .unwrap_or_else(|_| panic!("{count} cells instead of {CELLS}: {line}"))
        })
        .collect()
}

/// Fails with all mistakes at once: one run says all that is to be mended.
fn none(mistakes: Vec<String>) {
    let count = mistakes.len();
    assert!(count == 0, "{count} mistakes:\n{}", mistakes.join("\n"));
}

fn entry(key: &str) -> &'static Entry {
    let tree = &site().tree;
    let index = tree.find(key);
    &tree.entries[index.unwrap_or_else(|| panic!("there is no page {key}"))]
}

/// Every page, with its entry.
fn pages() -> impl Iterator<Item = (&'static Entry, &'static Page)> {
    let entries = site().tree.entries.iter();
    entries.flat_map(|entry| entry.pages.iter().map(move |page| (&**entry, page)))
}

// --- What a page says ---

/// The words of some inlines as they read.
fn words_of(inlines: &[Inline], lang: Lang) -> String {
    let mut words = String::new();
    for inline in inlines {
        match &inline.kind {
            Kind::Fact(name) => {
                words.push_str(&carta::render::facts::named(site(), lang, &name.value))
            }
            _ => words.push_str(&carta::doc::plain(std::slice::from_ref(inline))),
        }
    }
    words
}

/// What each block says, in order: a heading, a paragraph, an item, a row of a table.
fn lines_of(blocks: &[Block], lang: Lang, out: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(_, words) | BlockKind::Paragraph(words) => {
                out.push(words_of(words, lang))
            }
            BlockKind::List(_, _, items) => {
                items
                    .iter()
                    .for_each(|item| lines_of(&item.blocks, lang, out));
            }
            BlockKind::Quote(inner) | BlockKind::Callout(_, inner) => lines_of(inner, lang, out),
            BlockKind::Table(table) => {
                let row = |cells: &Vec<Vec<Inline>>| {
                    let cells: Vec<String> =
                        cells.iter().map(|cell| words_of(cell, lang)).collect();
                    cells.join(" ")
                };
                out.push(row(&table.head));
                out.extend(table.rows.iter().map(row));
            }
            BlockKind::Definitions(list) => {
                for definition in list {
                    out.push(words_of(&definition.term, lang));
                    let details = definition.details.iter();
                    details.for_each(|detail| lines_of(detail, lang, out));
                }
            }
            BlockKind::Fence(fence) => out.extend(fence.caption.clone()),
            BlockKind::Code(..) | BlockKind::Rule => {}
        }
    }
}

/// What the body of a page says, footnotes too.
fn body_of(page: &Manuscript, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    lines_of(&page.doc.blocks, lang, &mut lines);
    let footnotes = page.doc.footnotes.iter();
    footnotes.for_each(|footnote| lines_of(&footnote.blocks, lang, &mut lines));
    lines
}

/// All that a page says to its readers: title, description, facts, body. A fact reads as in its
/// table: `Con paga 77% 2019`, `Ore di teoria 240 ore`, with its qualifier in brackets: `[about]`.
fn page_says(entry: &Entry, page: &Page) -> Vec<String> {
    let mut lines = vec![page.title.clone()];
    let front = &page.manuscript.front;
    lines.extend(front.description.iter().map(|text| text.value.clone()));
    let index = site().tree.find(&entry.key).expect("an entry of the site");
    let columns = cite::columns(&site().tree, index);
    for fact in &entry.meta().facts {
        let column = columns.iter().find(|c| c.id.value == fact.column.value);
        let column = column.unwrap_or_else(|| panic!("{}: {}", entry.key, fact.column.value));
        lines.extend(fact_says(fact, column, page.lang));
    }
    lines.extend(body_of(&page.manuscript, page.lang));
    lines.iter().map(|line| folded(line)).collect()
}

fn fact_says(fact: &Fact, column: &Column, lang: Lang) -> Vec<String> {
    let say = |words: &Localized| words.get(lang).to_owned();
    let values = match &fact.value {
        FactValue::Number(plain) if column.ty == ColumnType::Year => vec![plain.clone()],
        FactValue::Number(plain) => {
            let number = site().locales[&lang].number(plain);
            match say(&column.unit).as_str() {
                "%" => vec![format!("{number}%")],
                unit => vec![format!("{number} {unit}")],
            }
        }
        FactValue::Text(words) => vec![say(words)],
        FactValue::List(list) => list.iter().map(say).collect(),
        FactValue::YesNo(_) => Vec::new(),
    };
    let (label, note) = (say(&column.label), say(&fact.note));
    let year = fact.year.clone().unwrap_or_default();
    let exact = fact
        .qualifier
        .map(|qualifier| format!("[{}]", qualifier.name()));
    let exact = exact.unwrap_or_default();
    let mut lines: Vec<String> = values
        .iter()
        .map(|value| format!("{label} {value} {year} {exact}"))
        .collect();
    lines.push(note);
    lines
}

/// One way to write it: single spaces, straight apostrophes, small letters.
fn folded(text: &str) -> String {
    let straight = text.replace('’', "'").to_lowercase();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a line has these words as whole words: `3` is not in `13`, nor in `2,3` or `3.000`.
fn has_words(line: &str, words: &str) -> bool {
    let is_number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    line.match_indices(words).any(|(at, _)| {
        let (mut before, mut after) = (line[..at].chars().rev(), line[at + words.len()..].chars());
        let (first, last) = (words.chars().next(), words.chars().next_back());
        let (left, right) = (before.next(), after.next());
        let joined = |edge: Option<char>, mark: Option<char>, beyond: Option<char>| {
            mark.is_some_and(char::is_alphanumeric) && edge.is_some_and(char::is_alphanumeric)
                || is_number(edge) && matches!(mark, Some('.' | ',')) && is_number(beyond)
        };
        !joined(first, left, before.next()) && !joined(last, right, after.next())
    })
}

#[test]
fn words_are_found_whole() {
    assert!(has_words("sono 3 gruppi", "3"));
    assert!(has_words("sono 3.", "3"));
    assert!(has_words("(77%)", "77%"));
    assert!(!has_words("sono 13", "3"));
    assert!(!has_words("sono 3.000", "3"));
    assert!(!has_words("circa 2,3", "3"));
    assert!(!has_words("settembre", "sette"));
}

// --- The site as a whole ---

#[test]
fn the_content_compiles_and_renders_without_a_diagnostic() {
    let (site, problems) = &*COMPILED;
    let (written, late) = carta::render_all(site, |_, _| Ok::<(), Infallible>(()));
    written.expect("nothing is written");
    let all = problems.iter().chain(&late);
    none(all.map(|problem| format!("{problem:?}")).collect());
}

/// The keys of `pages.txt` are what issue and inventory ask for; more pages are welcome.
#[test]
fn no_page_is_missing_in_either_language() {
    let mut mistakes = Vec::new();
    for [key] in rows(include_str!("site/pages.txt")) {
        if !site().tree.by_key.contains_key(key) {
            mistakes.push(format!("{key}: no such page"));
        }
    }
    for (entry, page) in pages() {
        let text = &page.manuscript.doc;
        if page.is_borrowed() {
            mistakes.push(format!("{}: not in {}", entry.key, page.lang));
        } else if text.units.is_empty() {
            mistakes.push(format!("{}: says nothing in {}", entry.key, page.lang));
        }
    }
    none(mistakes);
}

/// Block by block: the same shapes, ids, citations and links, and the same numbers in figures.
#[test]
fn both_languages_have_the_same_structure() {
    let site = site();
    let mut mistakes = Vec::new();
    for (index, entry) in site.tree.entries.iter().enumerate() {
        let lead = &entry.lead.doc;
        for page in &entry.pages {
            let id = site.tree.page_in(index, page.lang).0 as usize;
            let (doc, twins) = (&page.manuscript.doc, &site.identity[id].twins);
            let at = |what: &str| format!("{} ({}): {what}", entry.key, page.lang);
            let all: Vec<Option<u32>> = (0..lead.units.len() as u32).map(Some).collect();
            if **twins != *all {
                mistakes.push(at("blocks without a twin"));
                continue;
            }
            for (one, two) in lead.units.iter().zip(&doc.units) {
                let ids = [one, two].map(|unit| unit.id().map(|id| &id.value));
                if one.shape != two.shape || ids[0] != ids[1] {
                    mistakes.push(at(&format!("{:?} {:?}, {ids:?}", one.shape, two.shape)));
                }
            }
            let labels = |doc: &Doc| {
                doc.footnotes
                    .iter()
                    .map(|f| f.label.clone())
                    .collect::<Vec<_>>()
            };
            if labels(lead) != labels(doc) {
                mistakes.push(at("other footnotes"));
            }
            if citations(&entry.lead) != citations(&page.manuscript) {
                mistakes.push(at("other citations"));
            }
            let links = |which: Lang| {
                let links = &site.links[site.tree.page_in(index, which).0 as usize];
                let links = links.iter().map(|target| match target {
                    Target::Page(to, anchor) => {
                        format!("{} {anchor:?}", site.tree.entry(*to).key)
                    }
                    other => format!("{other:?}"),
                });
                links.collect::<BTreeSet<_>>()
            };
            if links(site.tree.languages[0]) != links(page.lang) {
                mistakes.push(at("other links"));
            }
            let says = [&entry.pages[0], page].map(|page| page_says(entry, page));
            for (one, two) in says[0].iter().zip(&says[1]) {
                if figures(one) != figures(two) {
                    mistakes.push(at(&format!("other numbers: {one} – {two}")));
                }
            }
        }
    }
    none(mistakes);
}

/// The numbers that a text gives in figures, sorted: `30.000` and `30,000` are the same.
fn figures(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let last = found.last_mut().expect("never empty");
        if c.is_ascii_digit() {
            last.push(c);
        } else if !last.is_empty() {
            let inside = matches!(c, '.' | ',') && chars.peek().is_some_and(char::is_ascii_digit);
            if !inside {
                found.push(String::new());
            }
        }
    }
    found.retain(|number| !number.is_empty());
    found.sort();
    found
}

// --- Counts ---

/// The blocks that stand under a heading, up to the next one; `-` for those before the first.
fn under<'d>(page: &'d Manuscript, heading: &str) -> &'d [Block] {
    let doc = &page.doc;
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(..));
    let start = doc.blocks.iter().position(|block| {
        let unit = block.unit.map(|unit| &doc.units[unit as usize]);
        let id = unit.and_then(|unit| unit.id());
        is_heading(block) && id.is_some_and(|id| id.value == heading)
    });
    let start = match start {
        Some(at) => at + 1,
        None if heading == "-" => 0,
        None => panic!("{}: there is no heading #{heading}", page.file),
    };
    let blocks = &doc.blocks[start..];
    let end = blocks.iter().position(is_heading).unwrap_or(blocks.len());
    &blocks[..end]
}

fn items(blocks: &[Block]) -> impl Iterator<Item = &Item> {
    blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::List(_, _, items) => Some(items),
            _ => None,
        })
        .flatten()
}

/// `lists.txt`: page, where on it, what to count there, how many.
#[test]
fn counted_lists_have_their_count() {
    let mut mistakes = Vec::new();
    for [key, place, what, count, source] in rows(include_str!("site/lists.txt")) {
        let wanted: usize = count.parse().expect("a count is a number");
        let entry = entry(key);
        for page in &entry.pages {
            let text = &page.manuscript;
            let found = match what {
                "items" => items(under(text, place)).count(),
                "inner" => items(under(text, place))
                    .map(|i| items(&i.blocks).count())
                    .sum(),
                "rows" => {
                    let tables = under(text, place).iter().map(|block| match &block.kind {
                        BlockKind::Table(table) => table.rows.len(),
                        _ => 0,
                    });
                    tables.sum()
                }
                // Items with ids `valore-1`, `valore-2` …, all over the page.
                "ids" => {
                    let id = |n: usize| format!("{place}-{n}");
                    let has = |id: &str| {
                        let mut ids = text.doc.units.iter().filter_map(|unit| unit.id());
                        ids.any(|known| known.value == id)
                    };
                    (1..).take_while(|n| has(&id(*n))).count()
                }
                // Pages of a section with this `group` or `type`.
                "pages" => {
                    let pages = entry
                        .children
                        .iter()
                        .map(|i| site().tree.entries[*i].meta());
                    let of = |front: &FrontMatter| {
                        let group = front.group.as_ref().map(|group| group.value.as_str());
                        let kind = front.criterion.as_ref().map(|kind| kind.value.name());
                        group == Some(place) || kind == Some(place)
                    };
                    pages.filter(|front| of(front)).count()
                }
                // Texts of a fact.
                "fact" => {
                    let facts = entry.meta().facts.iter();
                    let facts = facts.filter(|fact| fact.column.value == place);
                    let count = |fact: &Fact| match &fact.value {
                        FactValue::List(list) => list.len(),
                        _ => 1,
                    };
                    facts.map(count).sum()
                }
                _ => panic!("lists.txt: what is {what}?"),
            };
            if found != wanted {
                let lang = page.lang;
                mistakes.push(format!(
                    "{key}#{place} ({lang}): {found} {what}, not {wanted} ({source})"
                ));
            }
        }
    }
    none(mistakes);
}

/// `numbers.txt`: page, what it says in Italian, in English.
#[test]
fn every_number_of_the_sources_is_on_its_page() {
    let mut said: BTreeMap<(&str, Lang), Vec<String>> = BTreeMap::new();
    let mut mistakes = Vec::new();
    for [key, italian, english, source] in rows(include_str!("site/numbers.txt")) {
        let entry = entry(key);
        for (lang, words) in [(Lang::IT, italian), (Lang::EN, english)] {
            let page = entry.pages.iter().find(|page| page.lang == lang);
            let page = page.expect("the site is in Italian and English");
            let says = said
                .entry((&entry.key, lang))
                .or_insert_with(|| page_says(entry, page));
            if !says.iter().any(|line| has_words(line, &folded(words))) {
                mistakes.push(format!("{key} ({lang}): «{words}» ({source})"));
            }
        }
    }
    none(mistakes);
}

// --- Glossary ---

fn terms() -> impl Iterator<Item = (&'static Entry, &'static Page)> {
    pages().filter(|(entry, _)| entry.kind == PageKind::Term && !entry.is_section())
}

/// A term's first paragraph stands alone in cards and data: it is there, and cites nothing.
#[test]
fn the_glossary_is_whole() {
    let count = terms().count() / site().tree.languages.len();
    assert!(count >= 100, "{count} terms");
    let mut mistakes = Vec::new();
    for (entry, page) in terms() {
        let first = page.manuscript.doc.blocks.first().map(|block| &block.kind);
        let Some(BlockKind::Paragraph(words)) = first else {
            mistakes.push(format!("{} ({}): no first paragraph", entry.key, page.lang));
            continue;
        };
        if words
            .iter()
            .any(|inline| matches!(inline.kind, Kind::Cite(_)))
        {
            mistakes.push(format!(
                "{} ({}): its definition cites",
                entry.key, page.lang
            ));
        }
    }
    none(mistakes);
}

/// `abbreviations.txt`: the abbreviation; the page that explains it; its words in Italian, in English
/// (`-` where no source expands it).
#[test]
fn every_abbreviation_is_explained_where_the_sources_explain_it() {
    let mut mistakes = Vec::new();
    for [short, key, italian, english, source] in rows(include_str!("site/abbreviations.txt")) {
        let entry = entry(key);
        for page in &entry.pages {
            let words = if page.lang == Lang::IT {
                italian
            } else {
                english
            };
            let plain = body_of(&page.manuscript, page.lang)
                .join("\n")
                .replace('’', "'");
            let short_forms = page.manuscript.front.abbreviations.iter();
            let known = short_forms
                .map(|form| form.value.as_str())
                .any(|form| form == short);
            if !known && !has_words(&plain, short) {
                mistakes.push(format!(
                    "{key} ({}): {short} is not there ({source})",
                    page.lang
                ));
            }
            let says = page_says(entry, page);
            if words != "-" && !says.iter().any(|line| has_words(line, &folded(words))) {
                mistakes.push(format!("{key} ({}): {short} is not «{words}»", page.lang));
            }
        }
        if italian == "-" {
            for (entry, page) in pages() {
                let lines = page_says(entry, page);
                let words = lines.iter().find_map(|line| expansion(short, line));
                if let Some(words) = words {
                    mistakes.push(format!(
                        "{} ({}): {short} as «{words}»",
                        entry.key, page.lang
                    ));
                }
            }
        }
    }
    none(mistakes);
}

/// Words in the line of an abbreviation that spell it, by their first letter or their first two: this
/// is how an expansion would look. Small words between them do not count.
fn expansion(short: &str, line: &str) -> Option<String> {
    const SMALL: &[&str] = &[
        "a", "and", "d", "dei", "del", "della", "delle", "di", "e", "for", "in", "l", "la", "le",
        "of", "per", "the", "to",
    ];
    fn spelt(words: &[&str], left: &str) -> Option<usize> {
        if left.is_empty() {
            return Some(0);
        }
        let (first, rest) = words.split_first()?;
        let after = (1..=2).filter_map(|letters| left.split_at_checked(letters));
        let mut after = after.filter(|(part, _)| first.starts_with(part));
        after.find_map(|(_, left)| Some(1 + spelt(rest, left)?))
    }
    let short = short.to_lowercase();
    if !has_words(line, &short) {
        return None;
    }
    let words = line.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && !SMALL.contains(word) && *word != short);
    let words: Vec<&str> = words.collect();
    (0..words.len()).find_map(|at| {
        let count = spelt(&words[at..], &short)?;
        Some(words[at..at + count].join(" "))
    })
}

#[test]
fn an_expansion_is_seen() {
    assert!(expansion("OMS", "l'organizzazione mondiale della sanità (oms)").is_some());
    assert!(expansion("DISAM", "il disam (dipartimento di salute mentale)").is_some());
    assert!(expansion("OMS", "l'oms ha scritto una guida").is_none());
}

// --- Plain language ---

/// Gulpease: `89 − 10 · letters / words + 300 · sentences / words`. A heading, an item and a cell end a
/// sentence as a full stop does, and so do `:` and `;` before a space; addresses are not read, and the
/// point of an abbreviation ends nothing. An elided article is a word: `l’esperto` has two.
fn gulpease(texts: &[String]) -> f64 {
    const SHORT: &[&str] = &[
        "dott", "dr", "prof", "art", "n", "es", "ecc", "pag", "p", "cfr", "vol", "ed",
    ];
    let (mut letters, mut words, mut sentences) = (0usize, 0usize, 0usize);
    for text in texts {
        let mut open = false;
        for token in text
            .split_whitespace()
            .filter(|token| !token.contains("://"))
        {
            let parts = token.split(|c: char| !c.is_alphanumeric());
            let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            words += parts.len();
            letters += parts.iter().map(|part| part.chars().count()).sum::<usize>();
            open |= !parts.is_empty();
            let closed = token.trim_end_matches(['»', '”', '"', ')', '’']);
            let last = parts.last().map(|part| part.to_lowercase());
            let is_short =
                token.ends_with('.') && last.is_some_and(|l| SHORT.contains(&l.as_str()));
            if closed.ends_with(['.', '!', '?', ':', ';']) && !is_short && open {
                sentences += 1;
                open = false;
            }
        }
        sentences += usize::from(open);
    }
    let per_word = |count: usize| count as f64 / words.max(1) as f64;
    89.0 - 10.0 * per_word(letters) + 300.0 * per_word(sentences)
}

/// What is measured of an Italian page: as [`body_of`], but each cell for itself.
fn measured(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => {
                let cells = std::iter::once(&table.head).chain(&table.rows).flatten();
                out.extend(cells.map(|cell| words_of(cell, Lang::IT)));
            }
            BlockKind::List(_, _, items) => {
                items.iter().for_each(|item| measured(&item.blocks, out));
            }
            BlockKind::Quote(inner) | BlockKind::Callout(_, inner) => measured(inner, out),
            BlockKind::Fence(_) => {}
            _ => lines_of(std::slice::from_ref(block), Lang::IT, out),
        }
    }
}

fn readability(page: &Manuscript) -> f64 {
    let mut texts = Vec::new();
    measured(&page.doc.blocks, &mut texts);
    let footnotes = page.doc.footnotes.iter();
    footnotes.for_each(|footnote| measured(&footnote.blocks, &mut texts));
    gulpease(&texts)
}

#[test]
fn gulpease_counts_as_by_hand() {
    let of = |body: &str| {
        let source = Source::text(
            "content/x.it.md",
            &format!("---\ntitle: X\n---\n\n{body}\n"),
        );
        (readability(&carta::parse::page(&source)) * 10.0).round() / 10.0
    };
    // il gatto dorme: 12 letters, 3 words, 1 sentence: 89 − 40 + 100.
    assert_eq!(of("Il gatto dorme."), 149.0);
    // l esperto ascolta / poi parla / e aiuta: 29 letters, 7 words, 3 sentences: 89 − 41.43 + 128.57.
    assert_eq!(of("L’esperto ascolta. Poi parla; e aiuta."), 176.1);
    // l art 3 vale / si veda: 15 letters, 6 words, 2 sentences, for «art.» ends nothing: 89 − 25 + 100.
    assert_eq!(
        of("L’art. 3 vale. Si veda <https://esempio.it/a/b>."),
        164.0
    );
    // A heading, 2 items, 2 × 2 cells, a citation that is not read: 22 letters, 7 words,
    // 7 sentences: 89 − 31.43 + 300.
    let body = "## Qui {#qui}\n\n- uno\n- due [@x]\n\n| ab | cd |\n|---|---|\n| efg | hilmno |";
    assert_eq!(of(body), 357.6);
}

#[test]
fn the_italian_is_plain() {
    let mut mistakes = Vec::new();
    let mut expect = |what: String, found: f64, least: f64| {
        if found < least {
            mistakes.push(format!("{what}: {found:.1}, less than {least}"));
        }
    };
    for (entry, page) in pages().filter(|(_, page)| page.text_lang == Lang::IT) {
        let least = if &*entry.key == "index" { 60.0 } else { 50.0 };
        expect(entry.key.to_string(), readability(&page.manuscript), least);
    }
    for (entry, page) in terms().filter(|(_, page)| page.text_lang == Lang::IT) {
        if let Some(first) = page.manuscript.doc.blocks.first() {
            let mut texts = Vec::new();
            measured(std::slice::from_ref(first), &mut texts);
            expect(format!("{}, definition", entry.key), gulpease(&texts), 60.0);
        }
    }
    none(mistakes);
}

// --- Persons and works ---

fn content_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for file in std::fs::read_dir(folder).expect("content is readable") {
        let path = file.expect("content is readable").path();
        if path.is_dir() {
            content_files(&path, out);
        } else {
            out.push(path);
        }
    }
}

/// The sources name interviewees, signatories and speakers; we do not. `persons.txt` has the BLAKE3
/// hashes of those names in small letters, so that the list names nobody either. Authors of works
/// (`authors.txt`) are named in the bibliography and nowhere else.
#[test]
fn no_private_person_is_named() {
    let persons: BTreeSet<&str> = rows(include_str!("site/persons.txt"))
        .iter()
        .map(|[hash]| *hash)
        .collect();
    let authors: BTreeSet<&str> = rows(include_str!("site/authors.txt"))
        .iter()
        .map(|[name]| *name)
        .collect();
    let mut files = Vec::new();
    content_files(&root().join("content"), &mut files);
    let mut mistakes = Vec::new();
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let bibliography = file.ends_with("bibliography.yaml");
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        for word in words {
            let hash = blake3::hash(word.to_lowercase().as_bytes()).to_hex();
            let named = persons.contains(hash.as_str()) || !bibliography && authors.contains(word);
            if named {
                mistakes.push(format!("{}: {word}", file.display()));
            }
        }
    }
    none(mistakes);
}

fn citations(page: &Manuscript) -> Vec<String> {
    fn inlines(list: &[Inline], out: &mut Vec<String>) {
        for inline in list {
            match &inline.kind {
                Kind::Cite(cited) => out.extend(cited.iter().map(|one| one.id.value.clone())),
                Kind::Emphasis(inner)
                | Kind::Strong(inner)
                | Kind::Strike(inner)
                | Kind::Link(_, inner)
                | Kind::Image(_, inner)
                | Kind::Foreign(_, inner)
                | Kind::NoLink(inner) => inlines(inner, out),
                Kind::Text(_) | Kind::Code(_) | Kind::Break | Kind::Footnote(_) | Kind::Fact(_) => {
                }
            }
        }
    }
    fn blocks(list: &[Block], out: &mut Vec<String>) {
        for block in list {
            match &block.kind {
                BlockKind::Heading(_, words) | BlockKind::Paragraph(words) => inlines(words, out),
                BlockKind::List(_, _, items) => items.iter().for_each(|i| blocks(&i.blocks, out)),
                BlockKind::Quote(inner) | BlockKind::Callout(_, inner) => blocks(inner, out),
                BlockKind::Table(table) => {
                    let cells = std::iter::once(&table.head).chain(&table.rows).flatten();
                    cells.for_each(|cell| inlines(cell, out));
                }
                BlockKind::Definitions(list) => {
                    for definition in list {
                        inlines(&definition.term, out);
                        definition
                            .details
                            .iter()
                            .for_each(|detail| blocks(detail, out));
                    }
                }
                BlockKind::Code(..) | BlockKind::Fence(_) | BlockKind::Rule => {}
            }
        }
    }
    let mut found = Vec::new();
    blocks(&page.doc.blocks, &mut found);
    let footnotes = page.doc.footnotes.iter();
    footnotes.for_each(|footnote| blocks(&footnote.blocks, &mut found));
    found
}

/// What is cited is in the bibliography, what is in the bibliography is used, and no fact is without
/// a source. Works that only the bibliography names say so with `keep`.
#[test]
fn facts_and_works_belong_together() {
    let known: BTreeSet<&str> = site()
        .references
        .iter()
        .map(|work| work.id.as_str())
        .collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut mistakes = Vec::new();
    for (entry, page) in pages() {
        let front = &page.manuscript.front;
        let mut ids = citations(&page.manuscript);
        ids.extend(front.sources.iter().map(|id| id.value.clone()));
        for fact in &front.facts {
            if fact.sources.is_empty() {
                mistakes.push(format!(
                    "{}: {} has no source",
                    entry.key, fact.column.value
                ));
            }
            ids.extend(fact.sources.iter().map(|id| id.value.clone()));
        }
        for id in ids.iter().filter(|id| !known.contains(id.as_str())) {
            mistakes.push(format!("{} ({}): cites {id}", entry.key, page.lang));
        }
        used.extend(ids);
    }
    for work in site().references.iter() {
        match (used.contains(&work.id), work.keep) {
            (false, false) => mistakes.push(format!("bibliography.yaml: nobody cites {}", work.id)),
            (true, true) => mistakes.push(format!("bibliography.yaml: {} is cited", work.id)),
            _ => {}
        }
    }
    none(mistakes);
}
