//! `version.yaml`: what a frozen version is called and when it was frozen.

use super::config::is_date;
use super::yaml::{self, Node, Reader};
use crate::diag::{Diagnostic, Span};
use crate::lang::Lang;
use crate::source::Source;
use std::collections::BTreeMap;

/// What `version.yaml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// The name of the version, and of its folder.
    pub label: String,
    /// Its place in the order of versions.
    pub number: i64,
    /// The day it was frozen.
    pub date: String,
    /// The words of wikilinks without words of their own, by language and address.
    pub titles: BTreeMap<Lang, BTreeMap<String, String>>,
}

/// Reads a `version.yaml`; nothing if something in it is missing or wrong.
pub fn imprint(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<Imprint> {
    let mut reader = Reader {
        file: &source.path,
        problems: Vec::new(),
    };
    let text = source.as_text().map_or("", |text| text);
    let node = yaml::parse(text, 0, &mut reader);
    let imprint = node.and_then(|node| read(&node, &mut reader));
    if imprint.is_none() && reader.problems.is_empty() {
        reader.missing("label", Span::default());
    }
    let fine = reader.problems.is_empty();
    problems.append(&mut reader.problems);
    imprint.filter(|_| fine)
}

fn read(node: &Node, reader: &mut Reader) -> Option<Imprint> {
    let map = reader.map("version.yaml", node, &["label", "number", "date", "titles"]);
    let mut field = |key: &str| {
        let found = map.get(key);
        if found.is_none() {
            reader.missing(key, node.span);
        }
        found
    };
    let (label, number, date) = (field("label"), field("number"), field("date"));
    let label = label.and_then(|node| reader.string("label", node));
    let number = number.and_then(|node| reader.integer("number", node));
    let date = date.and_then(|node| {
        reader.choice("date", node, "date", |text| {
            is_date(text).then(|| text.to_owned())
        })
    });
    let mut titles: BTreeMap<Lang, BTreeMap<String, String>> = BTreeMap::new();
    for (name, node) in map.get("titles").and_then(Node::pairs).unwrap_or_default() {
        let Some(lang) = Lang::parse(&name.value) else {
            reader.unknown(name, &["it", "en"]);
            continue;
        };
        for (address, node) in node.pairs().unwrap_or_default() {
            if let Some(words) = reader.string(&address.value, node) {
                let words = (address.value.clone(), words.value);
                titles.entry(lang).or_default().extend([words]);
            }
        }
    }
    Some(Imprint {
        label: label?.value,
        number: number?.value,
        date: date?.value,
        titles,
    })
}
