//! A number is written once: a page of a comparison says its facts with `{fact:…}` and does not type them
//! again, so that text and table cannot come to differ.
//!
//! Years are not looked at: a sentence about what happened in 2014 is no copy of a fact. Titles and
//! descriptions hold plain text and cannot name facts.

use carta::edge::load::load;
use carta::lang::Lang;
use carta::memo::Memo;
use carta::page::{ColumnType, FactValue};
use carta::resolve::cite::columns;
use carta::resolve::passages::passages;
use carta::source::Options;
use std::collections::BTreeSet;
use std::path::Path;

/// The numbers that a text gives in figures, as plain decimals: `30.000` in Italian is 30000.
fn figures(text: &str, lang: Lang) -> Vec<String> {
    let (thousands, decimal) = match lang {
        Lang::IT => ('.', ','),
        _ => (',', '.'),
    };
    let is_part = |c: char| c.is_ascii_digit() || c == thousands || c == decimal;
    let mut numbers = Vec::new();
    let mut before = ' ';
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if !c.is_ascii_digit() || before.is_alphanumeric() {
            before = c;
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (number, after) = rest.split_at(length);
        let number = number.trim_end_matches([thousands, decimal]);
        if !after.starts_with(char::is_alphabetic) {
            numbers.push(number.replace(thousands, "").replace(decimal, "."));
        }
        before = '0';
        rest = after;
    }
    numbers
}

#[test]
fn figures_are_read_as_each_language_writes_them() {
    assert_eq!(
        figures("Sono 30.000, cioè 2,5 su 100; G4 e 5a no.", Lang::IT),
        ["30000", "2.5", "100"]
    );
    assert_eq!(
        figures("About 30,000, or 2.5%.", Lang::EN),
        ["30000", "2.5"]
    );
}

#[test]
fn no_number_is_typed_twice() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = load(root, Options::default()).expect("the repository holds a site");
    let (site, _) = carta::compile(&sources, &mut Memo::default());
    let known: BTreeSet<(&str, &str)> = include_str!("site/coincidences.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let mut cells = line.split('|').map(str::trim);
            let mut cell = || cells.next().expect("a cell");
            (cell(), cell())
        })
        .collect();
    let mut met = BTreeSet::new();
    let mut mistakes = Vec::new();
    let mut facts = 0;
    for (index, entry) in site.tree.entries.iter().enumerate() {
        let columns = columns(&site.tree, index);
        let counts = |name: &str| {
            let column = columns.iter().find(|column| column.id.value == name);
            column.is_some_and(|column| column.ty == ColumnType::Number)
        };
        let meta = entry.meta().facts.iter();
        let numbers: Vec<(&str, &str)> = meta
            .filter(|fact| counts(&fact.column.value))
            .filter_map(|fact| match &fact.value {
                FactValue::Number(number) => Some((number.as_str(), fact.column.value.as_str())),
                _ => None,
            })
            .collect();
        facts += numbers.len();
        for page in &entry.pages {
            for passage in passages(&page.manuscript).units() {
                for figure in figures(passage.words, page.text_lang) {
                    let Some((_, column)) = numbers.iter().find(|(number, _)| *number == figure)
                    else {
                        continue;
                    };
                    let mut pairs = known.iter();
                    if let Some(pair) = pairs.find(|pair| **pair == (&entry.key, &figure)) {
                        met.insert(*pair);
                        continue;
                    }
                    mistakes.push(format!(
                        "{}: {figure} is the fact {column}; write {{fact:{}.{column}.number}}\n    {}",
                        page.manuscript.file, entry.key, passage.words
                    ));
                }
            }
        }
    }
    assert!(facts > 30, "{facts} facts");
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
    assert_eq!(met, known, "coincidences that are none");
}
