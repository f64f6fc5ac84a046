//! `bibliography.yaml`: Hayagriva's format, as much of it as the references show.

use super::yaml::{self, Node, Reader, Value};
use crate::bibliography::Reference;
use crate::diag::{Diagnostic, Span};
use crate::source::Source;

/// The works of a bibliography file, in its order.
pub fn parse(source: &Source, problems: &mut Vec<Diagnostic>) -> Vec<Reference> {
    let mut reader = Reader {
        file: &source.path,
        problems: Vec::new(),
    };
    let text = source.as_text().map_or("", |text| text);
    let mut references = Vec::new();
    if let Some(node) = yaml::parse(text, 0, &mut reader) {
        match node.pairs() {
            Some(pairs) => {
                for (id, node) in pairs {
                    references.extend(reference(&id.value, id.span, node, &mut reader));
                }
            }
            None => reader.wrong("bibliography.yaml", &node, "mapping"),
        }
    }
    problems.append(&mut reader.problems);
    references
}

fn reference(id: &str, span: Span, node: &Node, reader: &mut Reader) -> Option<Reference> {
    if node.pairs().is_none() {
        reader.wrong(id, node, "mapping");
        return None;
    }
    let Some(title) = child(node, "title").and_then(value_of) else {
        reader.missing(&format!("{id}.title"), span);
        return None;
    };
    let url = child(node, "url");
    let serial = child(node, "serial-number");
    Some(Reference {
        id: id.to_owned(),
        span,
        kind: text(node, "type").unwrap_or_default(),
        title,
        short_title: child(node, "title").and_then(|title| text(title, "short")),
        authors: child(node, "author").map(names).unwrap_or_default(),
        date: text(node, "date"),
        accessed: url.and_then(|url| text(url, "date")),
        url: url.and_then(|url| {
            let address = value_of(url)?;
            match super::config::http_url(&address) {
                Some(address) => Some(address),
                None => {
                    reader.wrong(&format!("{id}.url"), url, "address");
                    None
                }
            }
        }),
        publisher: text(node, "publisher").or_else(|| text(node, "organization")),
        parent: child(node, "parent").and_then(parent),
        pages: text(node, "page-range"),
        doi: serial.and_then(|serial| text(serial, "doi")),
        isbn: serial.and_then(|serial| text(serial, "isbn")),
        note: text(node, "note"),
    })
}

fn child<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.pairs()?
        .iter()
        .find(|(name, _)| name.value == key)
        .map(|(_, node)| node)
}

fn text(node: &Node, key: &str) -> Option<String> {
    child(node, key).and_then(value_of)
}

/// A scalar, or the `value` of a mapping: Hayagriva lets titles, publishers and addresses be either.
fn value_of(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar(text, _) if !node.is_null() => Some(text.clone()),
        Value::Map(_) => child(node, "value")
            .or_else(|| child(node, "name"))
            .and_then(value_of),
        _ => None,
    }
}

fn names(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(value_of).collect(),
        _ => value_of(node).into_iter().collect(),
    }
}

/// The journal or book: title, volume and issue in one line.
fn parent(node: &Node) -> Option<String> {
    let node = match &node.value {
        Value::List(items) => items.first()?,
        _ => node,
    };
    let mut line = text(node, "title")?;
    if let Some(volume) = text(node, "volume") {
        line.push_str(&format!(" {volume}"));
    }
    if let Some(issue) = text(node, "issue") {
        line.push_str(&format!("({issue})"));
    }
    Some(line)
}
