//! Structured views: fenced blocks whose body is YAML. A closed set, typed; no templates in Markdown.

use super::yaml::{self, Node, Reader};
use crate::diag::{Code, Diagnostic, Span, nearest};
use crate::doc::{ChartType, FactName, Fence, FenceKind, Text};
use std::sync::Arc;

/// The view that the words after the backticks name.
pub fn kind(info: &str) -> Option<FenceKind> {
    let word = info.split_whitespace().next()?;
    FenceKind::ALL.into_iter().find(|kind| kind.name() == word)
}

/// The keys of a view.
fn known(kind: FenceKind) -> &'static [&'static str] {
    match kind {
        FenceKind::Comparison => &["of", "group", "type", "columns", "entries", "caption"],
        FenceKind::Chart => &[
            "type", "of", "group", "column", "columns", "entries", "facts", "caption",
        ],
        FenceKind::Timeline => &["of", "group", "type", "column", "entries", "caption"],
        FenceKind::List => &["of", "group", "type", "entries", "caption"],
    }
}

/// `countries/italy.regions`, or `{fact: countries/italy.regions, label: Regioni}`.
fn fact_name(node: &Node, reader: &mut Reader) -> Option<FactName> {
    if node.pairs().is_none() {
        let name = reader.string("facts", node)?;
        return Some(FactName { name, label: None });
    }
    let map = reader.map("facts", node, &["fact", "label"]);
    let Some(name) = map.get("fact") else {
        reader.missing("facts.fact", node.span);
        return None;
    };
    Some(FactName {
        name: reader.string("facts.fact", name)?,
        label: map
            .get("label")
            .and_then(|node| reader.string("facts.label", node))
            .map(|label| label.value),
    })
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
        chart: match kind {
            FenceKind::Timeline => ChartType::Timeline,
            _ => ChartType::Bar,
        },
        facts: Vec::new(),
    };
    let mut reader = Reader {
        file,
        problems: Vec::new(),
    };
    if let Some(node) = yaml::parse(body.as_str(), 0, &mut reader) {
        let map = reader.map(kind.name(), &node, known(kind));
        fence.of = map.get("of").and_then(|node| reader.string("of", node));
        if kind == FenceKind::Chart {
            if let Some(node) = map.get("type") {
                let drawn = reader.choice("type", node, "chart-type", |text| {
                    let mut types = ChartType::ALL.into_iter();
                    types.find(|drawn| drawn.name() == text)
                });
                fence.chart = drawn.map_or(fence.chart, |drawn| drawn.value);
            }
            fence.filter = map
                .get("group")
                .and_then(|node| reader.string("group", node));
            if let Some(node) = map.get("facts") {
                let items = reader.list("facts", node);
                fence.facts = items
                    .iter()
                    .filter_map(|item| fact_name(item, &mut reader))
                    .collect();
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
    let words = words.chain(fence.facts.iter_mut().map(|fact| &mut fact.name));
    let others = reader.problems.iter_mut().flat_map(|problem| {
        let other = problem.other.as_mut().map(|other| &mut other.span);
        std::iter::once(&mut problem.place.span).chain(other)
    });
    for span in words.map(|word| &mut word.span).chain(others) {
        *span = body.place(span.start as usize, span.end as usize);
    }
    // A chart of named facts needs nothing else; other pictures draw a column of something.
    let fence_start = Span::new(span.start as usize, span.start as usize + 3);
    if reader.problems.is_empty() && fence.facts.is_empty() {
        let draws = matches!(kind, FenceKind::Chart | FenceKind::Timeline);
        if fence.of.is_none() {
            reader.missing("of", fence_start);
        } else if draws && fence.columns.is_empty() {
            reader.missing("column", fence_start);
        }
    }
    problems.append(&mut reader.problems);
    Some(fence)
}
