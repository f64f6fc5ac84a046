//! `bibliography.yaml`: Hayagriva's format, as much of it as the references show.

use super::yaml::{self, Node, Reader, Value};
use crate::bibliography::{Container, KINDS, Reference, is_id};
use crate::diag::{Code, Diagnostic, Span};
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
    if !is_id(id) {
        let problem = Diagnostic::new(Code::FrontMatterType, reader.file, span);
        let problem = problem.arg("key", id).arg("wanted", "work-id");
        reader.problems.push(problem);
        return None;
    }
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
    let mut date = |key: &str, node: Option<&Node>| {
        let node = node.and_then(|node| child(node, "date"))?;
        let date = reader.choice(&format!("{id}.{key}"), node, "work-date", |text| {
            is_date(text).then(|| text.to_owned())
        });
        date.map(|date| date.value)
    };
    let issued = date("date", Some(node));
    let accessed = date("url.date", url);
    let kind = child(node, "type").and_then(|node| {
        reader.choice(&format!("{id}.type"), node, "work-type", |text| {
            KINDS.contains(&text).then(|| text.to_owned())
        })
    });
    let keep = child(node, "keep").and_then(|node| reader.boolean(&format!("{id}.keep"), node));
    let publisher = child(node, "publisher");
    Some(Reference {
        id: id.to_owned(),
        span,
        kind: kind.map(|kind| kind.value).unwrap_or_default(),
        title,
        short_title: child(node, "title").and_then(|title| text(title, "short")),
        authors: child(node, "author").map(names).unwrap_or_default(),
        editors: child(node, "editor").map(names).unwrap_or_default(),
        date: issued,
        accessed,
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
        publisher: publisher
            .and_then(value_of)
            .or_else(|| text(node, "organization")),
        location: text(node, "location")
            .or_else(|| publisher.and_then(|publisher| text(publisher, "location"))),
        parent: child(node, "parent").and_then(container),
        pages: text(node, "page-range"),
        doi: serial.and_then(|serial| text(serial, "doi")),
        isbn: serial.and_then(|serial| text(serial, "isbn")),
        language: text(node, "language"),
        note: text(node, "note"),
        keep: keep.is_some_and(|keep| keep.value),
    })
}

/// `2026`, `2026-11` or `2026-11-22`.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut digits = |length: usize, most: u32| match parts.next() {
        Some(part) if part.len() == length => part
            .parse::<u32>()
            .is_ok_and(|number| (1..=most).contains(&number)),
        part => part.is_none() && length == 2,
    };
    digits(4, 9999) && digits(2, 12) && digits(2, 31) && parts.next().is_none()
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

/// The journal or book.
fn container(node: &Node) -> Option<Container> {
    let node = match &node.value {
        Value::List(items) => items.first()?,
        _ => node,
    };
    Some(Container {
        kind: text(node, "type").unwrap_or_default(),
        title: text(node, "title")?,
        volume: text(node, "volume"),
        issue: text(node, "issue"),
    })
}
