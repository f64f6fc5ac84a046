//! Diagnostics for people and for machines: drawn with an excerpt, one per line, or as JSON.

use crate::diag::{Diagnostic, Failure, Place, Severity, Span};
use crate::lang::Lang;
use crate::source::Sources;
use crate::strings::Strings;
use fluent::FluentValue;
use serde::Serialize;
use std::fmt::Write;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the lines they speak of.
    #[default]
    Human,
    /// One per line: `file:line:column: error[code]: message`.
    Short,
    /// One JSON object per line.
    Json,
}

/// What a report needs beside the diagnostics.
pub struct Reporter<'a> {
    /// The texts.
    pub sources: &'a Sources,
    /// The words.
    pub strings: &'a Strings,
    /// The editor's language.
    pub lang: Lang,
    /// How to write.
    pub format: Format,
}

/// A diagnostic as JSON, and as the preview shows it. Lines and columns count from 1, columns in
/// characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Path from the site root.
    pub file: String,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// One past the last column.
    pub end_column: usize,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub hint: Option<String>,
}

/// Arguments that are counts: Fluent chooses plurals by them.
const COUNTS: &[&str] = &[
    "expected", "found", "position", "from", "to", "size", "limit", "count",
];

fn fluent_args<'v>(args: &'v [(&'static str, String)]) -> Vec<(&'v str, FluentValue<'v>)> {
    args.iter()
        .map(|(name, value)| {
            let value = match value.parse::<i64>() {
                Ok(_) if COUNTS.contains(name) => FluentValue::try_number(value),
                _ => FluentValue::from(value.as_str()),
            };
            (*name, value)
        })
        .collect()
}

/// Of an argument that is given in several languages (`why@it`, `why@en`) the reader's becomes `why`, or
/// the first one.
fn in_language(args: &mut Vec<(&'static str, String)>, lang: Lang) {
    let mut plain: Vec<(&'static str, String)> = Vec::new();
    for (name, value) in std::mem::take(args) {
        let (base, of) = name.split_once('@').unwrap_or((name, ""));
        let known = plain
            .iter_mut()
            .find(|(known, _)| *known == base && !of.is_empty());
        match known {
            Some(known) if of == lang.code() => known.1 = value,
            Some(_) => {}
            None => plain.push((base, value)),
        }
    }
    *args = plain;
}

impl Reporter<'_> {
    fn t(&self, key: &str, args: &[(&str, FluentValue)]) -> String {
        self.strings.text(self.lang, key, args)
    }

    /// A diagnostic in the editor's language, with its place in lines and columns.
    pub fn entry(&self, diagnostic: &Diagnostic) -> Entry {
        let text = self.text(&diagnostic.place);
        let (line, column) = line_column(text, diagnostic.place.span.start as usize);
        let (end_line, end_column) = line_column(text, diagnostic.place.span.end as usize);
        let code = diagnostic.code.name();
        let mut args = diagnostic.args.to_vec();
        if let Some(other) = &diagnostic.other {
            args.push(("other", self.locate(other)));
        }
        in_language(&mut args, self.lang);
        let args = fluent_args(&args);
        let has_near = diagnostic.args.iter().any(|(name, _)| *name == "near");
        let message_key = format!("diag-{code}");
        let hint_key = if has_near {
            "diag-near".to_owned()
        } else {
            format!("{message_key}.hint")
        };
        let has_hint =
            self.strings.has(self.lang, &hint_key) || self.strings.has(Lang::EN, &hint_key);
        Entry {
            file: diagnostic.place.file.to_string(),
            line,
            column,
            end_line,
            end_column,
            severity: diagnostic.code.severity().name(),
            code,
            message: one_line(&self.t(&message_key, &args)),
            hint: has_hint.then(|| one_line(&self.t(&hint_key, &args))),
        }
    }

    /// The report of some diagnostics, each ending in a line break.
    pub fn report(&self, diagnostics: &[Diagnostic], out: &mut String) {
        for diagnostic in diagnostics {
            let entry = self.entry(diagnostic);
            match self.format {
                Format::Human => self.draw(diagnostic, &entry, out),
                Format::Short => {
                    let Entry {
                        file,
                        line,
                        column,
                        severity,
                        code,
                        message,
                        hint,
                        ..
                    } = &entry;
                    let _ = write!(out, "{file}:{line}:{column}: {severity}[{code}]: {message}");
                    if let Some(hint) = hint {
                        let _ = write!(out, " ({hint})");
                    }
                    out.push('\n');
                }
                Format::Json => {
                    out.push_str(&serde_json::to_string(&entry).unwrap_or_default());
                    out.push('\n');
                }
            }
        }
    }

    /// `2 errors, 1 warning`, for people; nothing when there is nothing.
    pub fn summary(&self, diagnostics: &[Diagnostic]) -> Option<String> {
        if diagnostics.is_empty() || self.format != Format::Human {
            return None;
        }
        let of = |severity| {
            diagnostics
                .iter()
                .filter(|d| d.code.severity() == severity)
                .count()
        };
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        Some(self.t(
            "summary",
            &[("errors", errors.into()), ("warnings", warnings.into())],
        ))
    }

    /// The message of a failure.
    pub fn failure(&self, failure: &Failure) -> String {
        let args = fluent_args(&failure.args);
        let key = format!("failure-{}", failure.key);
        let mut text = format!(
            "{}: {}",
            self.t("severity-error", &[]),
            one_line(&self.t(&key, &args))
        );
        let hint = format!("{key}.hint");
        if self.strings.has(self.lang, &hint) {
            let _ = write!(text, "\n  = {}", one_line(&self.t(&hint, &args)));
        }
        text
    }

    fn text(&self, place: &Place) -> &str {
        self.sources
            .get(&place.file)
            .and_then(|source| source.as_text())
            .map_or("", |text| text)
    }

    fn locate(&self, place: &Place) -> String {
        let (line, column) = line_column(self.text(place), place.span.start as usize);
        format!("{}:{line}:{column}", place.file)
    }

    fn draw(&self, diagnostic: &Diagnostic, entry: &Entry, out: &mut String) {
        let bold = "\x1b[1m";
        let colour = match diagnostic.code.severity() {
            Severity::Error => "\x1b[1;31m",
            Severity::Warning => "\x1b[1;33m",
        };
        let (dim, reset) = ("\x1b[36m", "\x1b[0m");
        let severity = self.t(&format!("severity-{}", entry.severity), &[]);
        let _ = writeln!(
            out,
            "{colour}{severity}[{}]{reset}{bold}: {}{reset}",
            entry.code, entry.message
        );
        let text = self.text(&diagnostic.place);
        let gutter = " ".repeat(entry.line.to_string().len());
        let _ = writeln!(
            out,
            "{gutter} {dim}┌{reset} {}:{}:{}",
            entry.file, entry.line, entry.column
        );
        if let Some(excerpt) = excerpt(text, diagnostic.place.span) {
            let _ = writeln!(out, "{gutter} {dim}│{reset}");
            let _ = writeln!(out, "{dim}{} │{reset} {}", entry.line, excerpt.line);
            let _ = writeln!(
                out,
                "{gutter} {dim}│{reset} {}{colour}{}{reset}",
                " ".repeat(excerpt.before),
                "^".repeat(excerpt.marked.max(1))
            );
        }
        if let Some(other) = &diagnostic.other {
            let _ = writeln!(out, "{gutter} {dim}└{reset} {}", self.locate(other));
        }
        if let Some(hint) = &entry.hint {
            let _ = writeln!(out, "{gutter} {dim}={reset} {hint}");
        }
        out.push('\n');
    }
}

fn one_line(text: &str) -> String {
    text.split('\n')
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The line and column of a byte, from 1; columns count characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    (line, before[start..].chars().count() + 1)
}

/// A line of a source, and which of its characters are meant.
pub struct Excerpt {
    /// The line, cut if it is long.
    pub line: String,
    /// How many characters stand before those that are meant.
    pub before: usize,
    /// How many are meant.
    pub marked: usize,
}

/// The longest line that is drawn, in characters; a longer one is cut around what is meant.
const MAX_LINE: usize = 100;

/// The first line of a span, and which of its characters are meant. Tabs and control characters are
/// drawn as one space each.
pub fn excerpt(text: &str, span: Span) -> Option<Excerpt> {
    let start = span.start as usize;
    if text.is_empty() || !text.is_char_boundary(start.min(text.len())) {
        return None;
    }
    let start = start.min(text.len());
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let line: Vec<char> = text[line_start..line_end]
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let before = text[line_start..start].chars().count();
    let end = (span.end as usize).clamp(start, line_end);
    let meant = text.get(start..end).unwrap_or_default();
    // Of what goes on to the next line, not the spaces at the end; between words spaces may be what is meant.
    let marked = match end == line_end {
        true => meant.trim_end().chars().count(),
        false => meant.chars().count(),
    };
    let from = if line.len() > MAX_LINE {
        before.saturating_sub(30)
    } else {
        0
    };
    let to = (from + MAX_LINE).min(line.len());
    let mut shown: String = line[from..to].iter().collect();
    let mut before = before - from;
    if from > 0 {
        shown.insert(0, '…');
        before += 1;
    }
    if to < line.len() {
        shown.push('…');
    }
    Some(Excerpt {
        line: shown.trim_end().to_owned(),
        before,
        marked: marked.min((to - from + 1).saturating_sub(before)),
    })
}
