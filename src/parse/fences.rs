//! Structured views: fenced blocks whose body is YAML. A closed set, typed; no templates in Markdown.

use super::yaml::{self, Reader};
use crate::diag::{Code, Diagnostic, Span, nearest};
use crate::doc::{Fence, FenceKind, Text};
use std::sync::Arc;

/// The view that the words after the backticks name.
pub fn kind(info: &str) -> Option<FenceKind> {
    let word = info.split_whitespace().next()?;
    FenceKind::ALL.into_iter().find(|kind| kind.name() == word)
}

/// Parses a fenced block that may be a view; nothing when it is code. A name that is nearly the name
/// of a view is a diagnostic: code blocks are rare in a charter, typing errors are not.
pub fn parse(
    info: &str,
    body: &Text,
    span: Span,
    file: &Arc<str>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Fence> {
    let Some(kind) = kind(info) else {
        let word = info.split_whitespace().next().unwrap_or_default();
        if let Some(near) =
            nearest(word, FenceKind::ALL.map(FenceKind::name)).filter(|_| word.len() > 3)
        {
            let first_line = Span::new(
                span.start as usize,
                (span.start as usize + 3 + word.len()).min(span.end as usize),
            );
            problems.push(
                Diagnostic::new(Code::FenceInvalid, file, first_line)
                    .arg("name", word)
                    .arg("near", near),
            );
        }
        return None;
    };
    let mut fence = Fence {
        kind,
        of: None,
        filter: None,
        columns: Vec::new(),
        entries: Vec::new(),
        caption: None,
    };
    let mut reader = Reader {
        file,
        problems: Vec::new(),
    };
    if let Some(node) = yaml::parse(&body.text, 0, &mut reader) {
        let known = [
            "of", "group", "type", "columns", "column", "entries", "caption",
        ];
        let map = reader.map(kind.name(), &node, &known);
        fence.of = map.get("of").and_then(|node| reader.string("of", node));
        if kind == FenceKind::Chart {
            if let Some(node) = map.get("type") {
                reader.choice("type", node, "chart-type", |text| {
                    (text == "bar").then_some(())
                });
            }
        } else {
            fence.filter = map
                .get("group")
                .map(|node| ("group", node))
                .or_else(|| map.get("type").map(|node| ("type", node)))
                .and_then(|(key, node)| reader.string(key, node));
        }
        if let Some(node) = map.get("columns") {
            fence.columns = reader.strings("columns", node);
        }
        if let Some(node) = map.get("column") {
            fence.columns.extend(reader.string("column", node));
        }
        if let Some(node) = map.get("entries") {
            fence.entries = reader.strings("entries", node);
        }
        fence.caption = map
            .get("caption")
            .and_then(|node| reader.string("caption", node))
            .map(|caption| caption.value);
    }
    // What was read has places in the body; what is said of it has places in the file.
    let words = fence.of.iter_mut().chain(&mut fence.filter);
    let words = words.chain(&mut fence.columns).chain(&mut fence.entries);
    let others = reader.problems.iter_mut().flat_map(|problem| {
        let other = problem.other.as_mut().map(|other| &mut other.span);
        std::iter::once(&mut problem.place.span).chain(other)
    });
    for span in words.map(|word| &mut word.span).chain(others) {
        *span = body.place(span.start as usize, span.end as usize);
    }
    if fence.of.is_none() && reader.problems.is_empty() {
        reader.missing(
            "of",
            Span::new(span.start as usize, span.start as usize + 3),
        );
    }
    problems.append(&mut reader.problems);
    Some(fence)
}
