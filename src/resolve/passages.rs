//! What a page says, block by block, without how it is laid out: the words with white space, line
//! breaks and the two apostrophes made alike, and what can be compared between languages: citations,
//! links, facts. Freshness and consistency are judged by this, so re-wrapping a file changes nothing.

use crate::doc::{Block, BlockKind, Inline, Kind};
use crate::folded::{has_two_spaces, is_composed};
use crate::page::Manuscript;
use std::borrow::Cow;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// What a block says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage<'a> {
    /// Its words, on one line.
    pub words: &'a str,
    marks: &'a [(u32, Mark)],
}

impl<'a> Passage<'a> {
    /// The works it cites.
    pub fn cited(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.marks.iter().filter_map(|(_, mark)| match mark {
            Mark::Cited(work) => Some(&**work),
            _ => None,
        })
    }

    /// Its links, by number in the document.
    pub fn links(&self) -> impl Iterator<Item = u32> + use<'a> {
        self.marks.iter().filter_map(|(_, mark)| match mark {
            Mark::Link(link) => Some(*link),
            _ => None,
        })
    }

    /// The facts it names.
    pub fn facts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.marks.iter().filter_map(|(_, mark)| match mark {
            Mark::Fact(name) => Some(&**name),
            _ => None,
        })
    }
}

/// Something in a block that can be compared between languages.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Cited(Box<str>),
    Link(u32),
    Fact(Box<str>),
}

/// Everything that a page says. Blocks are many and short: half of them stand in the file as they are to
/// be, and the words of the others are one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passages {
    file: Arc<str>,
    made: Box<str>,
    /// Where the words of each passage stand: those of the addressable blocks, then the others. What lies
    /// behind the file's end is counted from there in `made`.
    places: Box<[(u32, u32)]>,
    /// The names of the others.
    names: Box<[Box<str>]>,
    /// By passage.
    marks: Box<[(u32, Mark)]>,
}

impl Passages {
    /// Each addressable block. An item's passage is without the items in it: they have their own.
    pub fn units(&self) -> impl ExactSizeIterator<Item = Passage<'_>> {
        (0..self.first_other()).map(|at| self.at(at))
    }

    /// An addressable block.
    pub fn unit(&self, unit: u32) -> Passage<'_> {
        self.at(unit as usize)
    }

    /// What has no id of its own: the title, the description, footnotes. Their names cannot be ids.
    pub fn others(&self) -> impl Iterator<Item = (&str, Passage<'_>)> {
        let names = self.names.iter().map(|name| &**name);
        names.zip((self.first_other()..).map(|at| self.at(at)))
    }

    /// One of the others.
    pub fn other(&self, name: &str) -> Option<Passage<'_>> {
        let at = self.names.iter().position(|other| **other == *name)?;
        Some(self.at(self.first_other() + at))
    }

    fn first_other(&self) -> usize {
        self.places.len() - self.names.len()
    }

    fn at(&self, at: usize) -> Passage<'_> {
        let (start, end) = self.places[at];
        let first = self.marks.partition_point(|(of, _)| (*of as usize) < at);
        let marks = &self.marks[first..];
        let count = marks.partition_point(|(of, _)| *of as usize == at);
        let (start, end) = (start as usize, end as usize);
        let words = match start.checked_sub(self.file.len()) {
            Some(first) => &self.made[first..end - self.file.len()],
            None => &self.file[start..end],
        };
        let marks = &marks[..count];
        Passage { words, marks }
    }
}

/// Takes a page apart.
pub fn passages(page: &Manuscript) -> Passages {
    let mut reader = Reader {
        file: page.text.clone(),
        made: String::with_capacity(page.text.len()),
        places: vec![(0, 0); page.doc.units.len()],
        names: Vec::new(),
        marks: Vec::new(),
        spare: Vec::new(),
    };
    reader.collect(&page.doc.blocks);
    let front = &page.front;
    let title = front.title.iter().map(|title| (":title", title));
    let description = front.description.iter();
    for (name, text) in title.chain(description.map(|text| (":description", text))) {
        let mut draft = reader.draft();
        draft.words.push_str(&text.value);
        reader.other(name.into(), draft);
    }
    for (number, footnote) in page.doc.footnotes.iter().enumerate() {
        let mut draft = reader.draft();
        reader.blocks(&footnote.blocks, &mut draft);
        reader.other(format!(":note-{}", number + 1).into(), draft);
    }
    reader.marks.sort_by_key(|(passage, _)| *passage);
    Passages {
        file: reader.file,
        // Copied, not shrunk: the allocator leaves a shrunk block where it is, as large as it was.
        made: reader.made.as_str().into(),
        places: reader.places.as_slice().into(),
        names: reader.names.into(),
        marks: reader.marks.into(),
    }
}

/// What was read of a block so far, as it is laid out.
#[derive(Default)]
struct Draft {
    words: String,
    marks: Vec<Mark>,
    /// Where its first words stand in the file.
    first: Option<u32>,
}

struct Reader {
    file: Arc<str>,
    made: String,
    places: Vec<(u32, u32)>,
    names: Vec<Box<str>>,
    marks: Vec<(u32, Mark)>,
    /// Drafts that are settled, for the next blocks.
    spare: Vec<Draft>,
}

impl Reader {
    fn draft(&mut self) -> Draft {
        self.spare.pop().unwrap_or_default()
    }

    fn settle(&mut self, passage: u32, mut draft: Draft) {
        let words = settled(&draft.words);
        let first = draft.first.take().map(|first| first as usize);
        let start = match first.filter(|first| self.file[*first..].starts_with(&*words)) {
            Some(first) => first,
            None => {
                self.made.push_str(&words);
                self.file.len() + self.made.len() - words.len()
            }
        };
        let place = (start as u32, (start + words.len()) as u32);
        self.places[passage as usize] = place;
        let marks = draft.marks.drain(..);
        self.marks.extend(marks.map(|mark| (passage, mark)));
        draft.words.clear();
        self.spare.push(draft);
    }

    fn other(&mut self, name: Box<str>, draft: Draft) {
        self.names.push(name);
        self.places.push((0, 0));
        self.settle(self.places.len() as u32 - 1, draft);
    }

    /// Reads the blocks that have numbers; lists have none, their items do.
    fn collect(&mut self, blocks: &[Block]) {
        for block in blocks {
            match (&block.kind, block.unit) {
                (BlockKind::List(_, _, items), None) => {
                    for item in items {
                        match item.unit {
                            Some(unit) => self.apart(unit, |reader, draft| {
                                reader.blocks(&item.blocks, draft);
                            }),
                            None => self.collect(&item.blocks),
                        }
                    }
                }
                (_, Some(unit)) => self.apart(unit, |reader, draft| reader.block(block, draft)),
                _ => {}
            }
        }
    }

    /// Reads what has a number into a passage of its own.
    fn apart(&mut self, unit: u32, read: impl FnOnce(&mut Reader, &mut Draft)) {
        let mut draft = self.draft();
        read(self, &mut draft);
        self.settle(unit, draft);
    }

    fn blocks(&mut self, blocks: &[Block], draft: &mut Draft) {
        for block in blocks {
            self.block(block, draft);
            draft.words.push(' ');
        }
    }

    fn block(&mut self, block: &Block, draft: &mut Draft) {
        match &block.kind {
            BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines) => {
                read(inlines, draft);
            }
            BlockKind::List(_, _, items) => {
                for item in items {
                    match item.unit {
                        Some(unit) => self.apart(unit, |reader, own| {
                            reader.blocks(&item.blocks, own);
                        }),
                        None => self.blocks(&item.blocks, draft),
                    }
                }
            }
            BlockKind::Quote(inner) | BlockKind::Callout(_, inner) => {
                self.blocks(inner, draft);
            }
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
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
                        self.blocks(detail, draft);
                    }
                }
            }
            BlockKind::Code(_, code) => draft.words.push_str(code),
            BlockKind::Fence(fence) => {
                if let Some(caption) = &fence.caption {
                    draft.words.push_str(caption);
                }
                for named in &fence.facts {
                    draft.marks.push(Mark::Fact((*named.name.value).into()));
                    if let Some(label) = &named.label {
                        draft.words.push_str(" | ");
                        draft.words.push_str(label);
                    }
                }
            }
            BlockKind::Rule => {}
        }
    }
}

fn read(inlines: &[Inline], draft: &mut Draft) {
    for inline in inlines {
        match &inline.kind {
            Kind::Text(text) => {
                if draft.words.is_empty() {
                    draft.first = Some(text.place(0, 0).start);
                }
                draft.words.push_str(text.as_str());
            }
            Kind::Code(code) => draft.words.push_str(code),
            Kind::Break => draft.words.push(' '),
            Kind::Emphasis(inner)
            | Kind::Strong(inner)
            | Kind::Strike(inner)
            | Kind::Foreign(_, inner)
            | Kind::NoLink(inner) => read(inner, draft),
            Kind::Link(link, inner) | Kind::Image(link, inner) => {
                draft.marks.push(Mark::Link(*link));
                read(inner, draft);
            }
            Kind::Cite(citations) => {
                let ids = citations.iter().map(|citation| &*citation.id.value);
                draft.marks.extend(ids.map(|id| Mark::Cited(id.into())));
                let pages = citations.iter().filter_map(|c| c.locator.as_deref());
                for locator in pages {
                    draft.words.push_str(&format!(" ({locator}) "));
                }
            }
            Kind::Fact(name) => draft.marks.push(Mark::Fact((*name.value).into())),
            Kind::Footnote(_) => {}
        }
    }
}

/// Words on one line, in composed letters, with single spaces, one kind of apostrophe, no soft hyphens.
fn settled(words: &str) -> Cow<'_, str> {
    let inner = words.trim_start_matches(' ').trim_end_matches([' ', '|']);
    let is_simple = is_simple(inner);
    // Nearly all words are settled.
    let breaks = |byte: u8| byte.is_ascii_control();
    if is_simple
        && !has_two_spaces(inner.as_bytes())
        && !inner.bytes().fold(false, |any, byte| any | breaks(byte))
    {
        return Cow::Borrowed(inner);
    }
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if is_simple || (is_composed(word) && !word.contains(['\u{ad}', '\u{2019}'])) {
            out.push_str(word);
            continue;
        }
        out.extend(word.nfc().filter(|c| *c != '\u{ad}').map(|c| match c {
            '\u{2019}' => '\'',
            c => c,
        }));
    }
    out.truncate(out.trim_end_matches([' ', '|']).len());
    Cow::Owned(out)
}

/// Whether every letter is composed, and every space that of ASCII, seen at a glance: below U+0300 every letter
/// is, and what is not a letter there begins with C2, and may be a space or a soft hyphen.
fn is_simple(words: &str) -> bool {
    let simple = |byte: u8| (byte < 0xC0) | (0xC3..0xCC).contains(&byte);
    words.bytes().fold(true, |all, byte| all & simple(byte))
}
