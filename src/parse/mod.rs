//! Parsing: from the text of a source to values with places. Never fails: each parser gives a value
//! and the problems it met. The only stage that knows the Markdown and YAML crates.

pub mod bibliography;
pub mod config;
pub mod fences;
pub mod front;
pub mod inscribe;
pub mod markdown;
pub mod marks;
pub mod notes;
pub mod style;
pub mod version;
pub mod yaml;

use crate::diag::{Code, Diagnostic, Span};
use crate::page::Manuscript;
use crate::source::{Hasher, Source};

/// Parses the source of a page.
pub fn page(source: &Source) -> Manuscript {
    let file = &source.path;
    let Some(text) = source.as_text() else {
        return Manuscript {
            key: source.key,
            front_key: source.key,
            ..Manuscript::default()
        };
    };
    let (yaml, body) = split_front_matter(text);
    let mut reader = yaml::Reader {
        file,
        problems: Vec::new(),
    };
    let front = match yaml {
        Some(range) => front::parse(&text[range.clone()], range.start, &mut reader),
        None => {
            reader.problems.push(
                Diagnostic::new(Code::FrontMatterMissing, file, Span::default())
                    .arg("key", "title"),
            );
            Default::default()
        }
    };
    let mut problems = reader.problems;
    let doc = markdown::parse(file, text, body, &mut problems);
    let mut front_key = Hasher::new();
    front_key.update(file.as_bytes()).update(&[0]);
    front_key.update(&text.as_bytes()[..body]);
    Manuscript {
        file: file.clone(),
        text: text.clone(),
        key: source.key,
        front_key: front_key.finalize(),
        front,
        doc,
        problems,
    }
}

/// The YAML between the first two `---` lines, if the file starts with one, and where the body
/// starts. An opening line without an end takes in the whole file: what follows is then a YAML
/// error, with its place.
fn split_front_matter(text: &str) -> (Option<std::ops::Range<usize>>, usize) {
    let Some(first) = text.lines().next() else {
        return (None, 0);
    };
    if first.trim_end() != "---" {
        return (None, 0);
    }
    let start = text.find('\n').map_or(text.len(), |i| i + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (Some(start..at), at + line.len());
        }
        at += line.len();
    }
    (Some(start..text.len()), text.len())
}
