//! A hundred wrong front matters, each with the diagnostics it gets and where: `tests/front/wrong.txt`.
//! Every mistake has its own page, so none can hide behind another.
//!
//! `UPDATE=1 cargo test --test front` writes what came out: read the difference.

use carta::compile;
use carta::memo::Memo;
use carta::source::{Source, Sources};
use std::collections::BTreeSet;
use std::fs;

const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/front/wrong.txt");
const PAGE: &str = "content/paesi/prova.it.md";

/// A site around the page: a section that compares, and a bibliography.
const AROUND: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "title: Prova\nbase_url: https://example.org/\nlanguages: [it]\n",
    ),
    (
        "content/bibliography.yaml",
        "opera: {type: book, title: Opera, keep: true}\naltra: {type: book, title: Altra, keep: true}\n",
    ),
    ("content/index.it.md", "---\ntitle: Inizio\n---\n"),
    (
        "content/paesi/index.it.md",
        "---\ntitle: Paesi\nchildren: country\ncolumns: [{id: anno, type: year}, {id: enti, type: number}]\n---\n",
    ),
];

#[test]
fn a_hundred_wrong_front_matters_give_a_hundred_exact_diagnostics() {
    let list = fs::read_to_string(LIST).expect("the list");
    let mut found = String::new();
    let (mut count, mut codes) = (0, BTreeSet::new());
    let (mut page, mut open) = (String::new(), false);
    for line in list.lines() {
        if line.starts_with("=> ") {
            continue;
        }
        found.push_str(line);
        found.push('\n');
        if line == "---" || open {
            page.push_str(line);
            page.push('\n');
        }
        if line != "---" {
            continue;
        }
        if open {
            count += 1;
            let said = diagnose(&page);
            if said.is_empty() {
                found.push_str("=> nothing\n");
            }
            for (code, place) in &said {
                codes.insert(code.clone());
                found.push_str(&format!("=> {code} {place}\n"));
            }
            page.clear();
        }
        open = !open;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(LIST, &found).expect("the list");
        return;
    }
    assert!(!found.contains("=> nothing"), "somewhere nothing is said");
    assert!(count >= 100, "{count} front matters");
    assert!(codes.len() >= 10, "{codes:?}");
    for (at, (was, is)) in list.lines().zip(found.lines()).enumerate() {
        assert_eq!(was, is, "wrong.txt:{}", at + 1);
    }
    assert_eq!(list.lines().count(), found.lines().count());
}

/// What is said of a page: codes and places, in order.
fn diagnose(page: &str) -> Vec<(String, String)> {
    let mut sources = Sources::built_in();
    for (path, text) in AROUND {
        sources.insert(Source::text(path, text));
    }
    sources.insert(Source::text(PAGE, page));
    let (_, problems) = compile(&sources, &mut Memo::default());
    let elsewhere = problems.iter().find(|problem| &*problem.place.file != PAGE);
    assert!(elsewhere.is_none(), "{elsewhere:?} because of\n{page}");
    problems
        .iter()
        .map(|problem| {
            let before = &page[..problem.place.span.start as usize];
            let line = before.matches('\n').count() + 1;
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let column = before[start..].chars().count() + 1;
            (problem.code.name().to_owned(), format!("{line}:{column}"))
        })
        .collect()
}
