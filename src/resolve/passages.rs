//! What a page says, block by block, without how it is laid out: the words with white space, line
//! breaks and the two apostrophes made alike, and what can be compared between languages: citations,
//! links, facts. Freshness and consistency are judged by this, so re-wrapping a file changes nothing.

use super::figures::{Figures, figures};
use crate::doc::{Block, BlockKind, Inline, Kind};
use crate::lang::Lang;
use crate::page::Manuscript;
use unicode_normalization::UnicodeNormalization;

/// What a block says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Its words, on one line.
    pub words: String,
    /// The works it cites.
    pub cited: Vec<String>,
    /// Its links, by number in the document.
    pub links: Vec<u32>,
    /// The facts it names.
    pub facts: Vec<String>,
    /// Its numbers and months.
    pub figures: Figures,
}

/// Everything that a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passages {
    /// Each addressable block. An item's passage is without the items in it: they have their own.
    pub units: Vec<Passage>,
    /// What has no id of its own: the title, the description, footnotes. Their names cannot be ids.
    pub others: Vec<(String, Passage)>,
}

/// Takes a page in a language apart.
pub fn passages(page: &Manuscript, lang: Lang) -> Passages {
    let mut units = vec![Passage::default(); page.doc.units.len()];
    collect(&page.doc.blocks, &mut units);
    units.iter_mut().for_each(settle);
    let plain = |name: &str, text: &str| {
        let mut passage = Passage {
            words: text.to_owned(),
            ..Passage::default()
        };
        settle(&mut passage);
        (name.to_owned(), passage)
    };
    let front = &page.front;
    let mut others = Vec::new();
    others.extend(
        front
            .title
            .iter()
            .map(|title| plain(":title", &title.value)),
    );
    let description = front.description.iter();
    others.extend(description.map(|text| plain(":description", &text.value)));
    for (number, footnote) in page.doc.footnotes.iter().enumerate() {
        let mut passage = Passage::default();
        read_blocks(&footnote.blocks, &mut passage, &mut Vec::new());
        settle(&mut passage);
        others.push((format!(":note-{}", number + 1), passage));
    }
    let all = units
        .iter_mut()
        .chain(others.iter_mut().map(|(_, other)| other));
    for passage in all {
        passage.figures = figures(&passage.words, lang);
    }
    Passages { units, others }
}

/// Reads the blocks that have numbers; lists have none, their items do.
fn collect(blocks: &[Block], units: &mut Vec<Passage>) {
    for block in blocks {
        match (&block.kind, block.unit) {
            (BlockKind::List(_, _, items), None) => {
                for item in items {
                    let mut passage = Passage::default();
                    match item.unit {
                        Some(unit) => {
                            read_blocks(&item.blocks, &mut passage, units);
                            units[unit as usize] = passage;
                        }
                        None => collect(&item.blocks, units),
                    }
                }
            }
            (_, Some(unit)) => {
                let mut passage = Passage::default();
                read_block(block, &mut passage, units);
                units[unit as usize] = passage;
            }
            _ => {}
        }
    }
}

fn read_blocks(blocks: &[Block], passage: &mut Passage, units: &mut Vec<Passage>) {
    for block in blocks {
        read_block(block, passage, units);
        passage.words.push(' ');
    }
}

fn read_block(block: &Block, passage: &mut Passage, units: &mut Vec<Passage>) {
    match &block.kind {
        BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines) => {
            read(inlines, passage);
        }
        BlockKind::List(_, _, items) => {
            for item in items {
                match item.unit {
                    Some(unit) => {
                        let mut own = Passage::default();
                        read_blocks(&item.blocks, &mut own, units);
                        units[unit as usize] = own;
                    }
                    None => read_blocks(&item.blocks, passage, units),
                }
            }
        }
        BlockKind::Quote(inner) | BlockKind::Callout(_, inner) => {
            read_blocks(inner, passage, units);
        }
        BlockKind::Table(_, head, rows) => {
            for row in std::iter::once(head).chain(rows) {
                for cell in row {
                    read(cell, passage);
                    passage.words.push_str(" | ");
                }
            }
        }
        BlockKind::Definitions(list) => {
            for definition in list {
                read(&definition.term, passage);
                passage.words.push_str(": ");
                for detail in &definition.details {
                    read_blocks(detail, passage, units);
                }
            }
        }
        BlockKind::Code(_, code) => passage.words.push_str(code),
        BlockKind::Fence(fence) => {
            if let Some(caption) = &fence.caption {
                passage.words.push_str(caption);
            }
            for named in &fence.facts {
                passage.facts.push(named.name.value.clone());
                if let Some(label) = &named.label {
                    passage.words.push_str(&format!(" | {label}"));
                }
            }
        }
        BlockKind::Rule => {}
    }
}

fn read(inlines: &[Inline], passage: &mut Passage) {
    for inline in inlines {
        match &inline.kind {
            Kind::Text(text) => passage.words.push_str(&text.text),
            Kind::Code(code) => passage.words.push_str(code),
            Kind::Break => passage.words.push(' '),
            Kind::Emphasis(inner)
            | Kind::Strong(inner)
            | Kind::Strike(inner)
            | Kind::Foreign(_, inner)
            | Kind::NoLink(inner) => read(inner, passage),
            Kind::Link(link, inner) | Kind::Image(link, inner) => {
                passage.links.push(*link);
                read(inner, passage);
            }
            Kind::Cite(citations) => {
                let ids = citations.iter().map(|citation| citation.id.value.clone());
                passage.cited.extend(ids);
                let pages = citations.iter().filter_map(|c| c.locator.as_deref());
                for locator in pages {
                    passage.words.push_str(&format!(" ({locator}) "));
                }
            }
            Kind::Fact(name) => passage.facts.push(name.value.clone()),
            Kind::Footnote(_) => {}
        }
    }
}

/// One line, composed letters, single spaces, one kind of apostrophe, no soft hyphens.
fn settle(passage: &mut Passage) {
    let mut out = String::with_capacity(passage.words.len());
    for word in passage.words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.nfc().filter(|c| *c != '\u{ad}').map(|c| match c {
            '\u{2019}' => '\'',
            c => c,
        }));
    }
    passage.words = out.trim_end_matches([' ', '|']).to_owned();
}
