//! Laws: what holds for all sites, texts and edits, tried on many that nobody thought of.

mod shared;

use carta::diag::{Diagnostic, Span};
use carta::doc::{Block, BlockKind, Inline, Kind};
use carta::edge::load;
use carta::memo::Memo;
use carta::page::Manuscript;
use carta::resolve::freeze::gather;
use carta::source::{Options, Source, Sources};
use carta::{compile, parse, render_all};
use proptest::prelude::*;
use shared::html::{Tag, tags};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

type Output = BTreeMap<String, Vec<u8>>;

/// Everything that a site comes to: its files and what is wrong with it.
fn whole(sources: &Sources, memo: &mut Memo) -> (Output, Vec<Diagnostic>) {
    let (site, mut problems) = compile(sources, memo);
    let output = Mutex::new(Output::new());
    let (_, found) = render_all(&site, |path, bytes| {
        let mut output = output.lock().expect("no panic");
        output.insert(path.to_owned(), bytes);
        Ok::<(), ()>(())
    });
    problems.extend(found);
    (output.into_inner().expect("no panic"), problems)
}

fn sources(files: &BTreeMap<String, String>) -> Sources {
    let mut sources = Sources::built_in();
    for (path, text) in files {
        sources.insert(Source::text(path, text));
    }
    sources
}

const LANGUAGES: [&str; 2] = ["it", "en"];

/// A small site with everything in it that one page can do to another: links, anchors, terms, facts,
/// citations, views, sections, aliases, a theme and words of its own.
fn a_site() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut add = |path: &str, text: &str| files.insert(path.to_owned(), text.to_owned());
    add(
        "content/site.yaml",
        // Without pages for other sites, which twice as many files are: an edit of the settings brings them.
        "title: {it: Prova, en: Trial}\nbase_url: https://example.org/carta/\nlanguages: [it, en]\nembeds: false\n",
    );
    add(
        "content/bibliography.yaml",
        "slade2019:\n  type: article\n  title: Peer support & recovery\n  author: Slade, Mike\n  date: 2019\n",
    );
    for lang in LANGUAGES {
        let neutral = |text: &str| {
            if lang == "it" {
                text.to_owned()
            } else {
                String::new()
            }
        };
        let mut page = |key: &str, front: &str, body: &str| {
            add(
                &format!("content/{key}.{lang}.md"),
                &format!("---\n{front}---\n\n{body}\n"),
            );
        };
        page(
            "index",
            "title: Inizio\n",
            "Vedi [il primo](doc/primo.md#uno), [[doc/secondo]] e [[recovery]]. In Italia {fact:paesi/italia.ore}.\n\n\
             ```comparison\nof: paesi\n```\n\n```list\nof: doc\n```",
        );
        page(
            "doc/index",
            &format!(
                "title: Documento\n{}",
                neutral("order: 1\nchildren: document\n")
            ),
            "I capitoli.",
        );
        for (at, name) in ["primo", "secondo", "terzo"].iter().enumerate() {
            page(
                &format!("doc/{name}"),
                &format!(
                    "title: Capitolo {name}\n{}",
                    neutral(&format!("order: {at}\n"))
                ),
                "Prima dell’esperto in supporto tra pari.\n\n## Uno {#uno}\n\nLa recovery e gli ESP [@slade2019, p. 3]. ^mio\n\n\
                 - punto\n- altro[^n]\n\n## Due\n\n| A | B |\n|---|---|\n| recovery | 2 |\n\n[^n]: Nota sulla recovery.",
            );
        }
        page(
            "glossario/index",
            &format!(
                "title: Glossario\n{}",
                neutral("order: 3\nchildren: term\n")
            ),
            "Le parole.",
        );
        page(
            "glossario/recovery",
            "title: recovery\nforms: [guarigione]\n",
            "Un percorso.",
        );
        page(
            "glossario/esp",
            &format!(
                "title: esperto in supporto tra pari\nforms: [\"espert{{a,i}} in supporto tra pari\"]\nabbreviations: [ESP]\n{}",
                neutral("related: [recovery]\n")
            ),
            "Chi accompagna nella recovery.",
        );
        page(
            "paesi/index",
            &format!(
                "title: Paesi\n{}",
                neutral(
                    "order: 2\nchildren: country\ncolumns:\n  - {id: ore, type: number, unit: ore}\n"
                )
            ),
            "I paesi.",
        );
        page(
            "paesi/italia",
            &format!(
                "title: Italia\n{}",
                neutral("facts:\n  ore: {value: 120, year: 2019, source: slade2019}\n")
            ),
            "Testo.",
        );
    }
    files
}

#[test]
fn the_small_site_is_a_good_one() {
    let (output, problems) = whole(&sources(&a_site()), &mut Memo::default());
    assert_eq!(problems, []);
    assert!(output.len() > 30);
}

/// The site with a frozen version of its documents, which lead out of it in every way there is. Whatever
/// is done to the site, nothing of the version may break or be left as it was before.
fn with_a_version(mut files: BTreeMap<String, String>) -> BTreeMap<String, String> {
    for lang in LANGUAGES {
        let index = files
            .get_mut(&format!("content/doc/index.{lang}.md"))
            .expect("an index");
        index.push_str(
            "\nVedi [[recovery]], [[guarigione]], [i paesi](../paesi/italia.md), [casa](../index.md) e \
             [il primo](primo.md#mio). In Italia {fact:paesi/italia.ore}.\n\n```comparison\nof: paesi\n```\n",
        );
    }
    let sources = sources(&files);
    let (site, problems) = compile(&sources, &mut Memo::default());
    assert_eq!(problems, []);
    let version = gather(&site, &sources, "1", 1, "2026-11-22").expect("documents");
    for file in version.files {
        let text = file.as_text().expect("text").to_string();
        files.insert(format!("content/versions/1/{}", file.path), text);
    }
    files
}

// --- Warm and cold ---

/// What an editor does to one file, or to the set of them.
#[derive(Clone, Debug)]
enum Edit {
    /// Adds a sentence to a page.
    Text(usize, usize),
    /// Takes the last line away.
    Shorten(usize),
    /// Another title.
    Title(usize, usize),
    /// Another slug.
    Slug(usize, usize),
    /// Another order, or a draft.
    Neutral(usize, usize),
    /// Other forms of a term.
    Forms(usize, usize),
    /// A new page, or a new term.
    Add(usize, usize),
    /// A page or its translation goes.
    Remove(usize),
    /// A template of the site's own, good or bad, or none.
    Template(usize),
    /// A word of the site's own, in one language or both, or none.
    Word(usize),
    /// The settings, the works.
    Settings(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let (page, what) = (0..64usize, 0..64usize);
    prop_oneof![
        6 => (page.clone(), what.clone()).prop_map(|(page, what)| Edit::Text(page, what)),
        2 => page.clone().prop_map(Edit::Shorten),
        2 => (page.clone(), what.clone()).prop_map(|(page, what)| Edit::Title(page, what)),
        2 => (page.clone(), what.clone()).prop_map(|(page, what)| Edit::Slug(page, what)),
        2 => (page.clone(), what.clone()).prop_map(|(page, what)| Edit::Neutral(page, what)),
        2 => (page.clone(), what.clone()).prop_map(|(page, what)| Edit::Forms(page, what)),
        2 => (page.clone(), what.clone()).prop_map(|(page, what)| Edit::Add(page, what)),
        2 => page.prop_map(Edit::Remove),
        1 => what.clone().prop_map(Edit::Template),
        1 => what.clone().prop_map(Edit::Word),
        1 => what.prop_map(Edit::Settings),
    ]
}

const SENTENCES: [&str; 14] = [
    "La recovery è un percorso.",
    "## Uno",
    "### Un titolo {#nuovo}",
    "Vedi [qui](#uno) e [il primo](primo.md#mio).",
    "Vedi [[doc/primo#due]] e [[guarigione]].",
    "Un paragrafo. ^nome",
    "> [!NOTE]\n> Un riquadro sulla recovery.",
    "- uno\n- due ^nome",
    "Rotto: [niente](nessuna.md), [@nessuno], {fact:paesi/italia.niente}.",
    "Un <b>tag</b> e una nota[^x].",
    "[^x]: Nota.",
    "```timeline\nof: paesi\ncolumn: ore\n```",
    "Gli esperti in supporto tra pari e un ESP.",
    "[mot]{lang=fr} e [recovery]{nolink}.",
];

/// A template of the site's own. It lists the references, for the citations of the text lead to them.
const OWN_PAGE: &str =
    "<p>{{ page.title }}</p>{{ page.content | safe }}{% include \"sources.html\" %}";

/// Sets a line of the front matter.
fn set_front(text: &str, key: &str, value: &str) -> String {
    let start = format!("{key}: ");
    let mut lines: Vec<String> = text
        .lines()
        .filter(|line| !line.starts_with(&start))
        .map(str::to_owned)
        .collect();
    lines.insert(1.min(lines.len()), format!("{start}{value}"));
    lines.join("\n") + "\n"
}

fn apply(files: &mut BTreeMap<String, String>, edit: &Edit) {
    let pages: Vec<String> = files
        .keys()
        .filter(|path| path.ends_with(".md") && !path.starts_with("content/versions/"))
        .cloned()
        .collect();
    let pick = |at: usize| pages.get(at % pages.len().max(1)).cloned();
    let mut change = |at: usize, how: &dyn Fn(&str) -> String| {
        if let Some(path) = pick(at) {
            let text = how(&files[&path]);
            files.insert(path, text);
        }
    };
    match edit {
        Edit::Text(page, what) => change(*page, &|text| {
            format!("{text}\n{}\n", SENTENCES[what % SENTENCES.len()])
        }),
        Edit::Shorten(page) => change(*page, &|text| {
            let lines: Vec<&str> = text.lines().collect();
            lines[..lines.len().saturating_sub(1)].join("\n") + "\n"
        }),
        Edit::Title(page, what) => change(*page, &|text| {
            set_front(
                text,
                "title",
                ["Altro", "recovery", "\"Due: punti\"", "È"][what % 4],
            )
        }),
        Edit::Slug(page, what) => change(*page, &|text| {
            set_front(text, "slug", ["uno", "due", "recovery", "NO"][what % 4])
        }),
        Edit::Neutral(page, what) => change(*page, &|text| match what % 5 {
            0 => set_front(text, "draft", "true"),
            1 => set_front(text, "draft", "false"),
            2 => set_front(text, "kind", "document"),
            3 => set_front(text, "aliases", "[/vecchia/, /it/doc/]"),
            _ => set_front(text, "order", ["1", "9", "-1"][what % 3]),
        }),
        Edit::Forms(page, what) => change(*page, &|text| {
            set_front(
                text,
                "forms",
                [
                    "[recovery]",
                    "[\"capitol{o,i}\"]",
                    "[\"{\"]",
                    "[paesi, ESP]",
                ][what % 4],
            )
        }),
        Edit::Add(page, what) => {
            let lang = LANGUAGES[page % 2];
            let (folder, front) = [
                ("doc", ""),
                ("glossario", "forms: [testo]\n"),
                ("nuova", ""),
            ][what % 3];
            let name = ["index", "nuovo", "altro"][page % 3];
            let text = format!("---\ntitle: Nuovo {what}\n{front}---\n\nTesto [[recovery]].\n");
            files.insert(format!("content/{folder}/{name}.{lang}.md"), text);
        }
        Edit::Remove(page) => {
            if let Some(path) = pick(*page) {
                files.remove(&path);
            }
        }
        Edit::Template(what) => {
            let path = "themes/carta/templates/page.html".to_owned();
            match what % 4 {
                0 => files.insert(path, OWN_PAGE.to_owned()),
                1 => files.insert(path, "{{ page.niente }}".to_owned()),
                2 => files.insert(path, "{% if %}".to_owned()),
                _ => files.remove(&path),
            };
        }
        Edit::Word(what) => {
            let path = format!("i18n/{}/altro.ftl", LANGUAGES[what % 2]);
            match what % 5 {
                0 => files.insert(path, "callout-note = Attenti\n".to_owned()),
                1 => files.insert(path, "not-stated = chissà\nnuova = parola\n".to_owned()),
                2 => files.insert(path, "rotta\n".to_owned()),
                _ => files.remove(&path),
            };
        }
        Edit::Settings(what) => {
            let embeds = what % 8 < 2;
            let (search, side_by_side) = (what % 3 > 0, what % 5 > 0);
            let base = format!(
                "title: Altra\nbase_url: https://example.org/\nembeds: {embeds}\nsearch: {search}\nside_by_side: {side_by_side}\n"
            );
            match what % 4 {
                0 => files.insert(
                    "content/site.yaml".to_owned(),
                    format!("{base}languages: [en, it]\n"),
                ),
                1 => files.insert(
                    "content/site.yaml".to_owned(),
                    format!("{base}autolink: all\nlanguages: [it]\n"),
                ),
                2 => files.remove("content/bibliography.yaml"),
                _ => files.insert(
                    "content/site.yaml".to_owned(),
                    format!("{base}languages: [it, en]\nnavigation: [doc]\n"),
                ),
            };
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 28, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// 28 histories of 40 edits each.
    #[test]
    fn after_any_edits_warm_is_cold(edits in proptest::collection::vec(edit(), 40)) {
        let mut files = with_a_version(a_site());
        let mut memo = Memo::default();
        let (output, problems) = whole(&sources(&files), &mut memo);
        prop_assert_eq!(problems, []);
        prop_assert!(output.contains_key("it/v/1/paesi/italia/index.html"));
        closed(&output, "/carta/");
        for edit in &edits {
            apply(&mut files, edit);
            let sources = sources(&files);
            let moved = files.get("content/site.yaml").is_some_and(|text| text.starts_with("title: Altra"));
            let base = if moved { "/" } else { "/carta/" };
            let (warm, problems) = whole(&sources, &mut memo);
            let (cold, cold_problems) = whole(&sources, &mut Memo::default());
            prop_assert_eq!(&problems, &cold_problems, "{:?}", edit);
            let differ: Vec<&String> = warm
                .keys()
                .chain(cold.keys())
                .filter(|path| warm.get(*path) != cold.get(*path))
                .collect();
            prop_assert!(differ.is_empty(), "{:?}: {:?}", edit, differ);
            // A site with errors is never published; the preview may show a link that leads nowhere.
            if !carta::has_errors(&problems) {
                closed(&warm, base);
            }
        }
    }
}

// --- Threads ---

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let real = load::load(Path::new(env!("CARGO_MANIFEST_DIR")), Options::default())
        .expect("the repository");
    let with = |threads: usize, sources: &Sources| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        pool.install(|| whole(sources, &mut Memo::default()))
    };
    for sources in [&real, &sources(&a_site())] {
        let one = with(1, sources);
        for threads in [2, 7] {
            assert!(with(threads, sources) == one, "{threads} threads");
        }
    }
}

// --- The closed world ---

/// Every id of a page stands once, every link inside the site leads to a file that is there, and every
/// fragment to an id of it.
fn closed(output: &Output, base: &str) {
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut pages: Vec<(&str, Vec<Tag>)> = Vec::new();
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let tags = tags(std::str::from_utf8(bytes).expect("UTF-8"));
        let mut known = BTreeSet::new();
        for id in tags.iter().filter_map(|tag| tag.get("id")) {
            assert!(known.insert(id.to_owned()), "{path}: id {id} stands twice");
        }
        ids.insert(path, known);
        pages.push((path, tags));
    }
    for (path, tags) in &pages {
        for tag in tags {
            for name in ["href", "src"] {
                if let Some(link) = tag.get(name) {
                    let rel = tag.get("rel").unwrap_or_default();
                    // Addresses of the site as it will be published are compared by `absolute`.
                    let outside = link.contains("://")
                        || link.starts_with("mailto:")
                        || link.starts_with("data:");
                    if !outside && rel != "external" {
                        follow(output, &ids, base, path, link);
                    }
                }
            }
            for name in [
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
                "popovertarget",
                "for",
            ] {
                for id in tag.get(name).unwrap_or_default().split_whitespace() {
                    assert!(
                        ids[path].contains(id),
                        "{path}: {name}=\"{id}\": no such id"
                    );
                }
            }
        }
    }
}

fn follow(
    output: &Output,
    ids: &BTreeMap<&str, BTreeSet<String>>,
    base: &str,
    from: &str,
    link: &str,
) {
    let (address, fragment) = link.split_once('#').unwrap_or((link, ""));
    let address = address.split('?').next().unwrap_or_default();
    let target = if address.is_empty() {
        from.to_owned()
    } else {
        let mut parts: Vec<&str> = match address.strip_prefix(base) {
            Some(_) => Vec::new(),
            None => from
                .split('/')
                .rev()
                .skip(1)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect(),
        };
        for part in address.strip_prefix(base).unwrap_or(address).split('/') {
            match part {
                "" | "." => {}
                ".." => assert!(
                    parts.pop().is_some(),
                    "{from}: {link} leads out of the site"
                ),
                part => parts.push(part),
            }
        }
        let path = percent_encoding::percent_decode_str(&parts.join("/"))
            .decode_utf8_lossy()
            .into_owned();
        if address.ends_with('/') || path.is_empty() || address.ends_with('.') {
            format!("{path}/index.html")
                .trim_start_matches('/')
                .to_owned()
        } else {
            path
        }
    };
    assert!(
        output.contains_key(&target),
        "{from}: {link} leads nowhere ({target})"
    );
    // A fragment of the element's own script (`#?secret=`) names no id.
    if !fragment.is_empty() && !fragment.starts_with('?') {
        let known = ids
            .get(target.as_str())
            .is_some_and(|ids| ids.contains(fragment));
        assert!(known, "{from}: {link}: no such id");
    }
}

#[test]
fn pages_for_other_sites_keep_the_world_closed() {
    let mut files = a_site();
    let settings = files.get_mut("content/site.yaml").expect("the settings");
    *settings = settings.replace("embeds: false\n", "");
    let (output, problems) = whole(&sources(&files), &mut Memo::default());
    assert_eq!(problems, []);
    assert!(output.contains_key("it/doc/primo/embed/index.html"));
    closed(&output, "/carta/");
}

#[test]
fn in_the_real_site_every_link_leads_somewhere() {
    let real = load::load(Path::new(env!("CARGO_MANIFEST_DIR")), Options::default())
        .expect("the repository");
    let (output, _) = whole(&real, &mut Memo::default());
    assert!(output.len() > 100);
    closed(&output, "/");
}

/// A site whose chapters are plain pages, with a template of its own: found by the random edits when that
/// template left out the references.
#[test]
fn a_template_of_the_sites_own_keeps_the_world_closed() {
    let mut files = a_site();
    for lang in LANGUAGES {
        let index = files
            .get_mut(&format!("content/doc/index.{lang}.md"))
            .expect("the section");
        *index = index.replace("children: document\n", "");
    }
    apply(&mut files, &Edit::Template(0));
    let (output, problems) = whole(&sources(&files), &mut Memo::default());
    assert_eq!(problems, []);
    assert!(output["it/doc/primo/index.html"].starts_with(b"<p>"));
    closed(&output, "/carta/");
}

// --- Parsing ---

/// Pieces of Markdown and YAML that mean something, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "a",
        "è",
        "’",
        "\u{AD}",
        "e\u{301}",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "# ",
        "## ",
        "### ",
        "{#id}",
        "^id",
        " ^id\n",
        "- ",
        "1. ",
        "> ",
        "> [!NOTE]\n",
        "| a | b |\n|---|:-:|\n",
        "| c |",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "```list\nof: a\n",
        "```comparison\n",
        "[",
        "]",
        "(",
        ")",
        "[[",
        "]]",
        "[[a|b]]",
        "[a](b.md#c)",
        "![a](b.png)",
        "[@a, p. 1]",
        "[@",
        "{fact:a.b}",
        "{fact:",
        "]{lang=fr}",
        "]{nolink}",
        "[^n]",
        "[^n]: ",
        "<b>",
        "<!--",
        "-->",
        "<",
        ">",
        "&amp;",
        "&",
        "\\",
        "\0",
        "\u{1}",
        "\u{FFFD}",
        "\u{10FFFF}",
        ": ",
        "\n: ",
        "---\n",
        "title: ",
        "title: a\n",
        "forms: [",
        "x{a,b}",
        "\"",
        "'",
        "\u{FEFF}",
        "https://a.b",
        "recovery",
    ]);
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// All spans of a manuscript lie in its text, between characters.
fn check_spans(page: &Manuscript) {
    let text = &page.text;
    let check = |span: Span, what: &str| {
        assert!(
            text.get(span.range()).is_some(),
            "{what} {span:?} of {:?}",
            text
        );
    };
    fn inlines(all: &[Inline], check: &dyn Fn(Span, &str)) {
        for inline in all {
            check(inline.span, "inline");
            match &inline.kind {
                Kind::Text(text) => {
                    let words = text.as_str();
                    for at in 0..words.len() {
                        if words.is_char_boundary(at) {
                            let next = words[at..].chars().next().map_or(1, char::len_utf8);
                            check(text.place(at, at + next), "text");
                        }
                    }
                    check(text.place(0, words.len()), "whole text");
                }
                Kind::Emphasis(inner)
                | Kind::Strong(inner)
                | Kind::Strike(inner)
                | Kind::Link(_, inner)
                | Kind::Image(_, inner)
                | Kind::Foreign(_, inner)
                | Kind::NoLink(inner) => inlines(inner, check),
                Kind::Cite(all) => all
                    .iter()
                    .for_each(|citation| check(citation.id.span, "citation")),
                Kind::Fact(name) => check(name.span, "fact"),
                Kind::Break | Kind::Code(_) | Kind::Footnote(_) => {}
            }
        }
    }
    fn blocks(all: &[Block], check: &dyn Fn(Span, &str)) {
        for block in all {
            check(block.span, "block");
            match &block.kind {
                BlockKind::Heading(_, inner) | BlockKind::Paragraph(inner) => inlines(inner, check),
                BlockKind::List(_, _, items) => items.iter().for_each(|item| {
                    check(item.span, "item");
                    blocks(&item.blocks, check);
                }),
                BlockKind::Quote(inner) | BlockKind::Callout(_, inner) => blocks(inner, check),
                BlockKind::Table(table) => {
                    table
                        .head
                        .iter()
                        .chain(table.rows.iter().flatten())
                        .for_each(|cell| inlines(cell, check));
                }
                BlockKind::Definitions(list) => list.iter().for_each(|definition| {
                    inlines(&definition.term, check);
                    definition
                        .details
                        .iter()
                        .for_each(|inner| blocks(inner, check));
                }),
                BlockKind::Code(..) | BlockKind::Rule => {}
                BlockKind::Fence(fence) => {
                    let all = fence
                        .of
                        .iter()
                        .chain(&fence.filter)
                        .chain(&fence.columns)
                        .chain(&fence.entries)
                        .chain(fence.facts.iter().map(|fact| &fact.name));
                    all.for_each(|word| check(word.span, "word of a view"));
                }
            }
        }
    }
    blocks(&page.doc.blocks, &check);
    for note in &page.doc.footnotes {
        check(note.span, "note");
        blocks(&note.blocks, &check);
    }
    for unit in &page.doc.units {
        check(unit.span, "unit");
        if let Some(id) = unit.id() {
            check(id.span, "id");
            assert_eq!(
                &text[id.span.range()],
                id.value,
                "an id stands where it says"
            );
        }
    }
    page.doc
        .links
        .iter()
        .for_each(|link| check(link.span, "link"));
    page.front
        .keys
        .iter()
        .for_each(|key| check(key.span, "key"));
    for problem in &page.problems {
        check(problem.place.span, problem.code.name());
        if let Some(other) = &problem.other {
            check(other.span, problem.code.name());
        }
    }
}

/// Reads a text as every kind of source there is, and makes the site of it.
fn read_as_anything(text: &str) {
    for path in ["content/index.it.md", "content/glossario/x.it.md"] {
        check_spans(&parse::page(&Source::text(path, text)));
    }
    check_spans(&parse::page(&Source::text(
        "content/a.it.md",
        &format!("---\ntitle: a\n---\n{text}"),
    )));
    check_spans(&parse::page(&Source::text(
        "content/a.it.md",
        &format!("---\n{text}\n---\n"),
    )));
    let mut files = BTreeMap::new();
    for path in [
        "content/index.it.md",
        "content/index.en.md",
        "content/site.yaml",
        "content/bibliography.yaml",
        "themes/carta/theme.yaml",
        "themes/carta/templates/page.html",
        "i18n/it/x.ftl",
    ] {
        files.insert(path.to_owned(), text.to_owned());
        let (_, problems) = compile(&sources(&files), &mut Memo::default());
        for problem in problems {
            let span = problem.place.span;
            let source = files.get(&*problem.place.file);
            if let Some(source) = source {
                assert!(
                    source.get(span.range()).is_some(),
                    "{problem:?} in {source:?}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_are_read(text in pieces()) {
        read_as_anything(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        read_as_anything(&String::from_utf8_lossy(&bytes));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_are_right_whatever_is_written(text in pieces()) {
        check_spans(&parse::page(&Source::text("content/a.it.md", &text)));
        check_spans(&parse::page(&Source::text("content/a.it.md", &format!("---\ntitle: a\n---\n{text}"))));
    }
}

// --- Escaping ---

/// Words that would be tags or attributes if anybody forgot to escape them.
fn hostile() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "<zz>",
        "</zz>",
        "<zz a=\"b\">",
        "\" zz=\"",
        "' zz='",
        "\"><zz>",
        "'><zz>",
        "&lt;zz&gt;",
        "&#60;zz>",
        "<!--",
        "-->",
        "]]>",
        "</script><zz>",
        "</title><zz>",
        "</textarea>",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "\u{7F}",
        "\u{2028}",
        " ",
        "a",
        "recovery",
        "{{ 7 }}",
        "{% zz %}",
        "{ $zz }",
        "\u{202E}",
    ]);
    proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_stays_text(words in proptest::collection::vec(hostile(), 12)) {
        let json = |text: &str| serde_json::to_string(text).expect("a YAML string");
        // In Markdown everything that could be mark-up is written out as an entity of its own.
        let plain = |text: &str| -> String {
            text.chars().map(|c| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() }).collect()
        };
        let mut files = a_site();
        let w: Vec<String> = words.iter().map(|word| json(word)).collect();
        files.insert("content/site.yaml".into(), format!(
            "title: {}\ndescription: {}\npublisher: {}\nbase_url: https://example.org/\nlanguages: [it, en]\nversion: {}\n\
             repository: {}\nlicense: {{name: {}, url: https://example.org/}}\n",
            w[0], w[1], w[2], w[3], w[4], w[5],
        ));
        files.insert("content/doc/quarto.it.md".into(), format!(
            "---\ntitle: {}\ndescription: {}\n---\n\n## {}\n\n{} [{}](primo.md) ![{}](m.svg) `{}` [{}]{{lang=fr}} [@slade2019, {}]\n\n\
             | {} | b |\n|---|---|\n| {} | c |\n\n> [!NOTE]\n> {}\n\n```comparison\nof: paesi\ncaption: {}\n```\n\n    {}\n\n{}\n",
            w[6], w[7], plain(&words[0]), plain(&words[1]), plain(&words[2]), plain(&words[3]),
            words[4].replace('`', ""), plain(&words[5]).replace(['[', ']'], ""), plain(&words[6]).replace(']', ""),
            plain(&words[7]), plain(&words[8]), plain(&words[9]), w[10], words[11].replace('\n', " "), words[0],
        ));
        files.insert("content/doc/m.svg".into(), "<svg/>".into());
        files.insert("content/glossario/zeta.it.md".into(), format!(
            "---\ntitle: {}\nforms: [{}]\nabbreviations: [{}]\navoid: [{{form: {}, why: {}}}]\n---\n\n{}\n",
            w[8], json(&words[9].replace(['{', '}'], "")), w[10], w[11], w[0], plain(&words[1]),
        ));
        files.insert("content/paesi/usa.it.md".into(), format!(
            "---\ntitle: {}\nfacts:\n  ore: {{value: {}, year: {}, note: {}}}\n---\n\nTesto {{fact:paesi/usa.ore}}.\n",
            w[2], w[3], w[4], w[5],
        ));
        files.insert("content/bibliography.yaml".into(), format!(
            "slade2019:\n  type: article\n  title: {}\n  author: [{}]\n  date: {}\n  publisher: {}\n  note: {}\n  serial-number: {{doi: {}}}\n",
            w[6], w[7], w[8], w[9], w[10], w[11],
        ));
        files.insert("i18n/it/x.ftl".into(), "callout-note = <zz> \" zz=\"\n".into());
        let (output, _) = whole(&sources(&files), &mut Memo::default());
        prop_assert!(output.contains_key("it/doc/quarto/index.html"));
        for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml")) {
            let text = std::str::from_utf8(bytes).expect("UTF-8");
            for tag in tags(text) {
                let name = tag.name.trim_start_matches('/');
                prop_assert!(!name.starts_with("zz"), "{}: <{}>", path, tag.name);
                for (attribute, _) in &tag.attributes {
                    let fine = attribute.chars().all(|c| c.is_ascii_alphanumeric() || "-:".contains(c));
                    prop_assert!(fine && !attribute.contains("zz"), "{}: <{} {}>", path, tag.name, attribute);
                }
            }
            prop_assert!(!text.contains("<!--"), "{}: a comment", path);
        }
    }
}

// --- Work ---

/// How much a text makes the program do, as far as it can be counted: nodes, places, problems, bytes.
fn work(text: &str) -> usize {
    let page = parse::page(&Source::text("content/index.it.md", text));
    let mut nodes =
        page.doc.units.len() + page.doc.links.len() + page.doc.texts as usize + page.problems.len();
    carta::resolve::cite::each_block(&page.doc.blocks, &mut |_| nodes += 1);
    carta::resolve::cite::each_inline(&page.doc.blocks, &mut |inline| {
        nodes += 1;
        if let Kind::Text(text) = &inline.kind {
            nodes += text.as_str().len() + text.starts().count();
        }
    });
    let files = BTreeMap::from([
        ("content/index.it.md".to_owned(), text.to_owned()),
        (
            "content/site.yaml".to_owned(),
            "title: a\nbase_url: https://example.org/\nlanguages: [it]\n".to_owned(),
        ),
    ]);
    let (output, problems) = whole(&sources(&files), &mut Memo::default());
    nodes + problems.len() + output.values().map(Vec::len).sum::<usize>()
}

#[test]
fn twice_the_text_is_at_most_twice_the_work() {
    let shapes = [
        "parola ",
        "> ",
        "- ",
        "  - a\n",
        "*",
        "**a ",
        "[",
        "[a](",
        "![",
        "[[",
        "`",
        "<",
        "&",
        "# a\n",
        "## a\n\n",
        "| a ",
        "[^a]",
        "[^a]: b\n\n",
        "[@a;",
        "{fact:",
        "^a ",
        "a ^b\n\n",
        "]{lang=fr}",
        "a\n: b\n",
        "```\n",
        "\\",
        "~~a",
        "_a_ ",
        "| a |\n|---|\n| b |\n\n",
        "> [!NOTE]\n",
        "1. a\n\n   b\n\n",
        "e\u{301}",
        "\u{AD}",
        "recovery ",
    ];
    for shape in shapes {
        let text = |times: usize| format!("---\ntitle: a\n---\n\n{}\n", shape.repeat(times));
        // What a page costs anyway does not count.
        let nothing = work(&text(0));
        let (once, twice) = (work(&text(400)) - nothing, work(&text(800)) - nothing);
        assert!(
            twice <= 2 * once + once / 4 + 4096,
            "{shape:?}: {once} for 400, {twice} for 800"
        );
    }
}
