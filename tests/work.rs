//! What an edit costs, in results that are computed: time is another thing on each machine, this is not.

use carta::compile;
use carta::memo::Memo;
use carta::source::{Source, Sources};

const PAGE: &str =
    "\n\nIl recovery è un percorso: il 12 marzo [si parla](p0.md#p1) con 30 persone.\n";

fn page(name: &str, title: &str, text: &str) -> [Source; 2] {
    let text = format!("---\ntitle: {title}\n---{text}");
    ["it", "en"].map(|lang| Source::text(&format!("content/{name}.{lang}.md"), &text))
}

/// A site of so many pages in two languages, each with a glossary word, a link, a date and a number.
fn a_site(pages: usize) -> Sources {
    let mut sources = Sources::built_in();
    sources.options.style = true;
    sources.insert(Source::text(
        "content/site.yaml",
        "title: a\nbase_url: https://example.org/\nlanguages: [it, en]\n",
    ));
    let mut add = |made: [Source; 2]| made.into_iter().for_each(|page| sources.insert(page));
    add(page("index", "a", "\n\nCasa.\n"));
    add(page("glossary/index", "Parole", "\n\nParole.\n"));
    let term = page("glossary/recovery", "recovery", "\n\nPercorso.\n");
    add(term.map(|source| {
        let text = source.as_text().expect("text");
        let text = text.replacen("title:", "kind: term\ntitle:", 1);
        Source::text(&source.path, &text)
    }));
    for number in 0..pages {
        add(page(
            &format!("p{number}"),
            &format!("Pagina {number}"),
            PAGE,
        ));
    }
    sources
}

/// How many results of each kind were computed so far.
fn computed(memo: &Memo) -> Vec<(&'static str, usize)> {
    vec![
        ("pages", memo.pages.computed()),
        ("plans", memo.plans.computed()),
        ("entries", memo.entries.computed()),
        ("passages", memo.passages.computed()),
        ("ledgers", memo.ledgers.computed()),
        ("aligned", memo.aligned.computed()),
        ("standings", memo.standings.computed()),
        ("claims", memo.claims.computed()),
        ("lexicons", memo.lexicons.computed()),
        ("mentions", memo.mentions.computed()),
        ("locks", memo.locks.computed()),
        ("freshness", memo.freshness.computed()),
        ("named", memo.named.computed()),
        ("compared", memo.compared.computed()),
        ("artifacts", memo.artifacts.computed()),
        ("checkers", memo.checkers.computed()),
        ("styles", memo.styles.computed()),
        ("checked", memo.checked.computed()),
        ("facts", memo.facts.computed()),
        ("cited", memo.cited.computed()),
        ("anchored", memo.anchored.computed()),
        ("links", memo.links.computed()),
        ("outgoing", memo.outgoing.computed()),
        ("strings", memo.strings.computed()),
        ("theme", memo.theme.computed()),
    ]
}

/// What is computed after the words of a page were changed, on a site of so many pages.
fn after_an_edit(pages: usize) -> Vec<(&'static str, usize)> {
    let mut sources = a_site(pages);
    let mut memo = Memo::default();
    compile(&sources, &mut memo);
    let before = computed(&memo);
    let text = format!(
        "---\ntitle: Pagina 5\n---{}",
        PAGE.replace("percorso", "cammino")
    );
    sources.insert(Source::text("content/p5.it.md", &text));
    compile(&sources, &mut memo);
    let after = computed(&memo).into_iter().zip(before);
    after
        .map(|((name, after), (_, before))| (name, after - before))
        .filter(|(_, new)| *new > 0)
        .collect()
}

#[test]
fn an_edit_costs_the_page_and_its_translation_however_large_the_site_is() {
    // One file is read again; its entry is put together again; what is known of an entry's two pages is
    // found out again for both.
    let wanted = vec![
        ("pages", 1),
        ("entries", 1),
        ("passages", 2),
        ("aligned", 1),
        ("standings", 1),
        ("mentions", 2),
        ("freshness", 2),
        ("named", 2),
        ("compared", 2),
        ("styles", 2),
        ("checked", 2),
        ("facts", 1),
        ("cited", 1),
        ("anchored", 2),
        ("links", 2),
        ("outgoing", 2),
    ];
    for pages in [10, 100] {
        assert_eq!(after_an_edit(pages), wanted, "{pages} pages");
    }
}
