//! What a page says, block by block, without how it is laid out: the words with white space, line
//! breaks and the two apostrophes made alike, and what can be compared between languages: citations,
//! links, facts. Freshness and consistency are judged by this, so re-wrapping a file changes nothing.

use crate::doc::{Block, BlockKind, Inline, Kind};
use crate::folded::is_composed;
use crate::page::Manuscript;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// What a block says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Its words, on one line.
    pub words: Arc<str>,
    /// The works it cites.
    pub cited: Vec<String>,
    /// Its links, by number in the document.
    pub links: Vec<u32>,
    /// The facts it names.
    pub facts: Vec<String>,
}

/// Everything that a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passages {
    /// Each addressable block. An item's passage is without the items in it: they have their own.
    pub units: Vec<Passage>,
    /// What has no id of its own: the title, the description, footnotes. Their names cannot be ids.
    pub others: Vec<(String, Passage)>,
}

/// What was read of a block so far, as it is laid out.
#[derive(Clone, Default)]
struct Draft {
    words: String,
    cited: Vec<String>,
    links: Vec<u32>,
    facts: Vec<String>,
}

impl Draft {
    fn settle(self) -> Passage {
        let words = settle(&self.words);
        Passage {
            words: words.into(),
            cited: self.cited,
            links: self.links,
            facts: self.facts,
        }
    }
}

/// Takes a page apart.
pub fn passages(page: &Manuscript) -> Passages {
    let mut units = vec![Draft::default(); page.doc.units.len()];
    collect(&page.doc.blocks, &mut units);
    let plain = |name: &str, text: &str| {
        let draft = Draft {
            words: text.to_owned(),
            ..Draft::default()
        };
        (name.to_owned(), draft.settle())
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
        let mut draft = Draft::default();
        read_blocks(&footnote.blocks, &mut draft, &mut Vec::new());
        others.push((format!(":note-{}", number + 1), draft.settle()));
    }
    Passages {
        units: units.into_iter().map(Draft::settle).collect(),
        others,
    }
}

/// Reads the blocks that have numbers; lists have none, their items do.
fn collect(blocks: &[Block], units: &mut Vec<Draft>) {
    for block in blocks {
        match (&block.kind, block.unit) {
            (BlockKind::List(_, _, items), None) => {
                for item in items {
                    let mut draft = Draft::default();
                    match item.unit {
                        Some(unit) => {
                            read_blocks(&item.blocks, &mut draft, units);
                            units[unit as usize] = draft;
                        }
                        None => collect(&item.blocks, units),
                    }
                }
            }
            (_, Some(unit)) => {
                let mut draft = Draft::default();
                read_block(block, &mut draft, units);
                units[unit as usize] = draft;
            }
            _ => {}
        }
    }
}

fn read_blocks(blocks: &[Block], draft: &mut Draft, units: &mut Vec<Draft>) {
    for block in blocks {
        read_block(block, draft, units);
        draft.words.push(' ');
    }
}

fn read_block(block: &Block, draft: &mut Draft, units: &mut Vec<Draft>) {
    match &block.kind {
        BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines) => {
            read(inlines, draft);
        }
        BlockKind::List(_, _, items) => {
            for item in items {
                match item.unit {
                    Some(unit) => {
                        let mut own = Draft::default();
                        read_blocks(&item.blocks, &mut own, units);
                        units[unit as usize] = own;
                    }
                    None => read_blocks(&item.blocks, draft, units),
                }
            }
        }
        BlockKind::Quote(inner) | BlockKind::Callout(_, inner) => {
            read_blocks(inner, draft, units);
        }
        BlockKind::Table(_, head, rows) => {
            for row in std::iter::once(head).chain(rows) {
                for cell in row {
                    read(cell, draft);
                    draft.words.push_str(" | ");
                }
            }
        }
        BlockKind::Definitions(list) => {
            for definition in list {
                read(&definition.term, draft);
                draft.words.push_str(": ");
                for detail in &definition.details {
                    read_blocks(detail, draft, units);
                }
            }
        }
        BlockKind::Code(_, code) => draft.words.push_str(code),
        BlockKind::Fence(fence) => {
            if let Some(caption) = &fence.caption {
                draft.words.push_str(caption);
            }
            for named in &fence.facts {
                draft.facts.push(named.name.value.clone());
                if let Some(label) = &named.label {
                    draft.words.push_str(" | ");
                    draft.words.push_str(label);
                }
            }
        }
        BlockKind::Rule => {}
    }
}

fn read(inlines: &[Inline], draft: &mut Draft) {
    for inline in inlines {
        match &inline.kind {
            Kind::Text(text) => draft.words.push_str(&text.text),
            Kind::Code(code) => draft.words.push_str(code),
            Kind::Break => draft.words.push(' '),
            Kind::Emphasis(inner)
            | Kind::Strong(inner)
            | Kind::Strike(inner)
            | Kind::Foreign(_, inner)
            | Kind::NoLink(inner) => read(inner, draft),
            Kind::Link(link, inner) | Kind::Image(link, inner) => {
                draft.links.push(*link);
                read(inner, draft);
            }
            Kind::Cite(citations) => {
                let ids = citations.iter().map(|citation| citation.id.value.clone());
                draft.cited.extend(ids);
                let pages = citations.iter().filter_map(|c| c.locator.as_deref());
                for locator in pages {
                    draft.words.push_str(&format!(" ({locator}) "));
                }
            }
            Kind::Fact(name) => draft.facts.push(name.value.clone()),
            Kind::Footnote(_) => {}
        }
    }
}

/// One line, composed letters, single spaces, one kind of apostrophe, no soft hyphens.
fn settle(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if is_composed(word) && !word.contains(['\u{ad}', '\u{2019}']) {
            out.push_str(word);
            continue;
        }
        out.extend(word.nfc().filter(|c| *c != '\u{ad}').map(|c| match c {
            '\u{2019}' => '\'',
            c => c,
        }));
    }
    out.truncate(out.trim_end_matches([' ', '|']).len());
    out
}
