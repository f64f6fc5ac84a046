//! Accessibility of the source: what a reader needs who hears the page, who sees one link at a time, who does
//! not know an abbreviation. What the page's structure owes them (levels of headings, an alternative for
//! every image) is an error elsewhere; here is what a person should look at again.

use super::prose::Passage;
use super::readability::addresses;
use super::style::Findings;
use crate::diag::{Code, Span};
use crate::doc::{Block, BlockKind, Doc, Inline, Kind, plain};
use crate::folded::Folded;
use crate::resolve::cite::each_block;
use crate::style::LangRules;
use std::collections::{BTreeMap, BTreeSet};

/// A text alternative longer than this is a text that belongs on the page.
const LONG_ALTERNATIVE: usize = 160;

/// Looks at images, links and tables.
pub fn check(doc: &Doc, rules: &LangRules, out: &mut Findings) {
    let notes = doc.footnotes.iter().map(|note| &note.blocks);
    for blocks in std::iter::once(&doc.blocks).chain(notes) {
        each_block(blocks, &mut |block| match &block.kind {
            BlockKind::Table(table) => {
                table
                    .head
                    .iter()
                    .for_each(|cell| inlines(cell, block, doc, rules, out));
                if table.head.iter().all(|cell| plain(cell).trim().is_empty()) {
                    out.add_at(
                        out.problem(Code::TableHeaderEmpty, first_line(block.span, out)),
                        block.span,
                    );
                }
                let cells = table.rows.iter().flatten();
                cells.for_each(|cell| inlines(cell, block, doc, rules, out));
            }
            BlockKind::Heading(_, words) | BlockKind::Paragraph(words) => {
                inlines(words, block, doc, rules, out);
            }
            BlockKind::Definitions(list) => {
                for definition in list {
                    inlines(&definition.term, block, doc, rules, out);
                }
            }
            _ => {}
        });
    }
}

fn first_line(span: Span, out: &Findings) -> Span {
    let text = out.file_text.get(span.range()).unwrap_or_default();
    let len = text.lines().next().map_or(0, str::len);
    Span::new(span.start as usize, span.start as usize + len)
}

fn inlines(list: &[Inline], block: &Block, doc: &Doc, rules: &LangRules, out: &mut Findings) {
    for inline in list {
        match &inline.kind {
            Kind::Text(text) => {
                for address in addresses(text.as_str()) {
                    let place = text.place(address.start, address.end);
                    let problem = out.problem(Code::AddressBare, place);
                    out.add_at(problem.arg("address", &text.as_str()[address]), block.span);
                }
            }
            Kind::Emphasis(inner)
            | Kind::Strong(inner)
            | Kind::Strike(inner)
            | Kind::NoLink(inner)
            | Kind::Foreign(_, inner) => {
                self::inlines(inner, block, doc, rules, out);
            }
            Kind::Link(_, inner) => {
                let text = plain(inner);
                let poor = if !addresses(&text).is_empty() {
                    Some("address")
                } else if rules.links.iter().any(|poor| same(poor, &text)) {
                    Some("vague")
                } else {
                    None
                };
                if let Some(kind) = poor {
                    let problem = out.problem(Code::LinkTextPoor, inline.span);
                    let problem = problem.arg("text", &text).arg("kind", kind);
                    out.add_at(problem, block.span);
                }
            }
            Kind::Image(link, alt) => image(
                &plain(alt),
                &doc.links[*link as usize].dest,
                inline.span,
                block,
                rules,
                out,
            ),
            Kind::Break | Kind::Code(_) | Kind::Footnote(_) | Kind::Cite(_) | Kind::Fact(_) => {}
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    let fold = |text: &str| {
        let folded = Folded::new(text, true).text;
        folded
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_owned()
    };
    fold(a) == fold(b)
}

fn image(alt: &str, dest: &str, span: Span, block: &Block, rules: &LangRules, out: &mut Findings) {
    let alt = alt.trim();
    let name = dest.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let looks_like_file = alt.rsplit_once('.').is_some_and(|(_, end)| {
        ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"].contains(&end.to_lowercase().as_str())
    });
    if alt.is_empty() {
        return; // an error already, unless it is said to be decoration
    }
    let poor =
        looks_like_file || same(alt, stem) || rules.images.iter().any(|poor| same(poor, alt));
    if poor || alt.chars().count() < 3 {
        out.add_at(
            out.problem(Code::ImageAltPoor, span).arg("text", alt),
            block.span,
        );
    } else if alt.chars().count() > LONG_ALTERNATIVE {
        out.add_at(out.problem(Code::ImageOfText, span), block.span);
    } else {
        let stem = Folded::new(stem, true).text;
        let pictured = ["screenshot", "schermata", "scan", "scansione", "slide"];
        if pictured
            .iter()
            .any(|word| stem.split(['-', '_', ' ', '.']).any(|part| part == *word))
        {
            out.add_at(out.problem(Code::ImageOfText, span), block.span);
        }
    }
}

/// After these words an abbreviation is spoken of: what it means is said beside it.
const SPOKEN_OF: [&str; 4] = ["sigla", "acronimo", "abbreviation", "acronym"];

/// The abbreviations that a language's readers can look up.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// Those of the glossary in this language.
    pub known: BTreeSet<String>,
    /// Those of the glossary in other languages only, and what is said here.
    pub foreign: BTreeMap<String, String>,
}

/// Looks for abbreviations that the page never expands, and for those of another language.
pub fn abbreviations(
    passages: &[Passage],
    known: &Abbreviations,
    rules: &LangRules,
    out: &mut Findings,
) {
    let mut first: BTreeMap<&str, (&Passage, usize, usize)> = BTreeMap::new();
    let mut expanded = BTreeSet::new();
    for passage in passages.iter().filter(|passage| !passage.quotation) {
        let text = passage.text.as_str();
        for word in &passage.words {
            let (start, end) = (word.start, word.end);
            let bytes = &text.as_bytes()[start..end];
            if bytes.len() < 2 || bytes[..2].iter().any(u8::is_ascii_lowercase) {
                continue;
            }
            let short = text[start..end].trim_end_matches('s');
            let capitals = short.chars().filter(|c| c.is_uppercase()).count();
            if !(2..=8).contains(&capitals) || short.chars().count() != capitals {
                continue;
            }
            // AUSL (Azienda …), Azienda … (AUSL)
            let before = text[..start].trim_end();
            let after = text[end..].trim_start();
            let explained = (before.ends_with('(') && before.len() > 1)
                || after.starts_with('(')
                || SPOKEN_OF.iter().any(|word| before.ends_with(word))
                || passage.is_quoted(start, end);
            if explained {
                expanded.insert(short);
            }
            // Part of a name that is written with hyphens, or of a number.
            let joined = before.ends_with(['-', '/', '‑', '.']) && before.len() == start
                || after.starts_with(['-', '‑', '/', '.'])
                    && after.chars().nth(1).is_some_and(char::is_alphanumeric);
            // Shouted words are another matter.
            let loud = |c: Option<char>| c.is_some_and(char::is_uppercase);
            let shouted = text[..start].ends_with(' ')
                && before.len() + 1 == start
                && loud(before.chars().next_back())
                || after.chars().take(2).filter(|c| c.is_uppercase()).count() == 2;
            if !joined && !shouted && !is_roman(short) && !passage.is_foreign(start, end) {
                first.entry(short).or_insert((passage, start, end));
            }
        }
    }
    for (short, (passage, start, end)) in first {
        if known.known.contains(short) || rules.abbreviations.iter().any(|known| known == short) {
            continue;
        }
        let place = passage.place(start, end);
        if let Some(better) = known.foreign.get(short) {
            let problem = out.problem(Code::AbbreviationForeign, place);
            out.add(problem.arg("short", short).arg("better", better), passage);
        } else if !expanded.contains(short) {
            let problem = out.problem(Code::AbbreviationUnexpanded, place);
            out.add(problem.arg("short", short), passage);
        }
    }
}

fn is_roman(text: &str) -> bool {
    text.chars().all(|c| "IVXLCDM".contains(c))
}
