//! What `carta check --report` shows beside diagnostics: the texts that are hardest to read, and the words that
//! people disagree about. A report is to think by: it never changes the exit status.

use super::report::{Format, Reporter, line_column};
use crate::lang::Lang;
use crate::page::PageKind;
use crate::resolve::readability::Measure;
use crate::site::Site;
use serde_json::json;
use std::fmt::Write;

/// A report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// The hardest pages and blocks.
    Readability,
    /// Words that people disagree about.
    Language,
}

impl Review {
    /// The names on the command line.
    pub const NAMES: [&'static str; 2] = ["readability", "language"];

    /// The report with this name.
    pub fn parse(name: &str) -> Option<Review> {
        match name {
            "readability" => Some(Review::Readability),
            "language" => Some(Review::Language),
            _ => None,
        }
    }
}

/// How many of the hardest are shown, of each language.
const SHOWN: usize = 10;

/// The text of a report.
pub fn review(review: Review, site: &Site, reporter: &Reporter) -> String {
    let mut out = String::new();
    match review {
        Review::Readability => readability(site, reporter, &mut out),
        Review::Language => language(site, reporter, &mut out),
    }
    out
}

struct Row<'s> {
    score: f64,
    measure: Measure,
    file: &'s str,
    line: usize,
    start: &'s str,
}

fn readability(site: &Site, reporter: &Reporter, out: &mut String) {
    for lang in &site.tree.languages {
        let (mut pages, mut blocks) = (Vec::new(), Vec::new());
        for (id, checked) in site.tree.pages().zip(site.style.iter()) {
            let page = site.tree.page(id);
            if page.lang != *lang || page.is_borrowed() {
                continue;
            }
            let file = &page.manuscript.file;
            if let Some(score) = checked.page.score(*lang) {
                pages.push(Row {
                    score,
                    measure: checked.page,
                    file,
                    line: 1,
                    start: &page.title,
                });
            }
            // What people agreed on is not rewritten to please a formula; its page is still shown.
            if site.tree.entry(id).kind == PageKind::Document {
                continue;
            }
            for block in &checked.blocks {
                if let Some(score) = block.measure.score(*lang) {
                    blocks.push(Row {
                        score,
                        measure: block.measure,
                        file,
                        line: line_column(&page.manuscript.text, block.span.start as usize).0,
                        start: &block.start,
                    });
                }
            }
        }
        table("pages", *lang, pages, reporter, out);
        table("blocks", *lang, blocks, reporter, out);
    }
}

fn table(what: &str, lang: Lang, mut rows: Vec<Row>, reporter: &Reporter, out: &mut String) {
    rows.sort_by(|a, b| {
        let by_score = a.score.total_cmp(&b.score);
        by_score.then_with(|| (a.file, a.line).cmp(&(b.file, b.line)))
    });
    rows.truncate(SHOWN);
    if reporter.format == Format::Human && !rows.is_empty() {
        let args = [("lang", lang.code().into()), ("what", what.into())];
        let title = reporter
            .strings
            .text(reporter.lang, "review-readability", &args);
        let _ = writeln!(out, "{title}\n");
    }
    for row in rows {
        let Measure {
            letters,
            words,
            sentences,
        } = row.measure;
        if reporter.format == Format::Json {
            let row = json!({
                "what": what.trim_end_matches('s'), "lang": lang.code(), "file": row.file, "line": row.line,
                "score": (row.score * 10.0).round() / 10.0, "letters": letters, "words": words,
                "sentences": sentences, "text": row.start,
            });
            let _ = writeln!(out, "{row}");
        } else {
            let Row {
                score,
                file,
                line,
                start,
                ..
            } = row;
            let _ = writeln!(out, "{score:5.1}  {file}:{line}  {start}");
        }
    }
    if reporter.format == Format::Human {
        out.push('\n');
    }
}

fn language(site: &Site, reporter: &Reporter, out: &mut String) {
    for note in site.style.iter().flat_map(|page| &page.notes) {
        let mut entry = reporter.entry(note);
        entry.severity = "info";
        if reporter.format == Format::Json {
            let _ = writeln!(out, "{}", serde_json::to_string(&entry).unwrap_or_default());
        } else {
            let _ = writeln!(
                out,
                "{}:{}:{}: info[{}]: {}",
                entry.file, entry.line, entry.column, entry.code, entry.message
            );
        }
    }
}
