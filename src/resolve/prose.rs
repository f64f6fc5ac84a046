//! Prose: the passages of a page as they read, for those who look at its language. A passage is a heading, a
//! paragraph, the words of a list item or of a cell; it knows where its bytes stand in the file, and
//! which of its words are not the author's: quoted, emphasised (titles of works, words spoken of),
//! in another language, code.

use crate::diag::Span;
use crate::doc::{Block, BlockKind, Inline, Kind, Text};
use crate::page::Manuscript;
use crate::site::Mention;
use std::collections::HashMap;
use std::ops::Range;

/// Stands for what is shown but has no words: code, a fact, a link without words of its own.
pub const OBJECT: char = '\u{FFFC}';

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The page's title.
    Title,
    /// The page's description.
    Description,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph of a list item.
    Item,
    /// A cell of a table; a cell of its head.
    Cell(bool),
    /// A term of a definition list.
    Term,
}

/// A piece of text that stands alone.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub part: Part,
    /// How it reads, and where that comes from.
    pub text: Text,
    /// The block that it stands in: an allowance in these bytes is for this passage.
    pub reach: Span,
    /// Whether it is somebody else's text as a whole.
    pub quotation: bool,
    /// Words of other languages and code: nobody looks at them.
    pub foreign: Vec<Range<usize>>,
    /// Words that are quoted, emphasised or the title of a work: their language is not the author's.
    pub quoted: Vec<Range<usize>>,
    /// Its words.
    pub words: Vec<Range<usize>>,
    /// Words of the glossary.
    pub known: Vec<Range<usize>>,
    /// Whether each byte has a place in the file; a value that YAML folds or escapes has only one as a whole.
    located: bool,
}

impl Passage {
    fn new(part: Part, reach: Span, quotation: bool) -> Passage {
        Passage {
            part,
            text: Text::default(),
            reach,
            quotation,
            foreign: Vec::new(),
            quoted: Vec::new(),
            words: Vec::new(),
            known: Vec::new(),
            located: true,
        }
    }

    /// Whether a range touches words of another language or code.
    pub fn is_foreign(&self, start: usize, end: usize) -> bool {
        touches(&self.foreign, start, end)
    }

    /// Whether a range touches words that are not the author's.
    pub fn is_quoted(&self, start: usize, end: usize) -> bool {
        self.quotation || touches(&self.quoted, start, end) || self.is_foreign(start, end)
    }

    /// Whether a range touches a word of the glossary, which is explained and marked by it.
    pub fn is_known(&self, start: usize, end: usize) -> bool {
        touches(&self.known, start, end)
    }

    /// Whether a word of the glossary begins in a range and goes on after it, or the other way round.
    pub fn goes_on(&self, start: usize, end: usize) -> bool {
        self.known
            .iter()
            .any(|r| r.start < end && start < r.end && (r.start < start || end < r.end))
    }

    /// The place of a range in the file.
    pub fn place(&self, start: usize, end: usize) -> Span {
        match self.located {
            true => self.text.place(start, end),
            false => self.reach,
        }
    }

    /// The place of a range, if the file has exactly these bytes there: only then may they be changed.
    pub fn exact(&self, start: usize, end: usize, file: &str) -> Option<Span> {
        let place = self.place(start, end);
        let same = file.get(place.range()) == self.text.as_str().get(start..end);
        same.then_some(place)
    }
}

fn touches(ranges: &[Range<usize>], start: usize, end: usize) -> bool {
    ranges.iter().any(|r| r.start < end && start < r.end)
}

/// The passages of a page in reading order. `mentions` are its glossary words.
pub fn passages(manuscript: &Manuscript, mentions: &[Mention]) -> Vec<Passage> {
    let mut reader = Prose {
        manuscript,
        mentions: HashMap::new(),
        passages: Vec::new(),
    };
    for mention in mentions {
        let range = mention.start as usize..mention.end as usize;
        reader.mentions.entry(mention.text).or_default().push(range);
    }
    let front = &manuscript.front;
    for (part, field) in [
        (Part::Title, &front.title),
        (Part::Description, &front.description),
    ] {
        if let Some(field) = field {
            let mut passage = Passage::new(part, field.span, false);
            // Without quotes the value stands in the file as it reads; with them, or folded over
            // lines, only the whole of it has a place.
            let source = manuscript.text.get(field.span.range()).unwrap_or_default();
            let inner = source.find(&field.value);
            passage.located = inner.is_some();
            passage
                .text
                .push(&field.value, field.span.start + inner.unwrap_or(0) as u32);
            finish(&mut passage);
            // A headword in another language says so in its own field.
            if part == Part::Title && front.foreign.is_some() {
                passage.foreign.push(0..field.value.len());
            }
            reader.passages.push(passage);
        }
    }
    reader.blocks(&manuscript.doc.blocks, Part::Paragraph, false);
    for footnote in &manuscript.doc.footnotes {
        reader.blocks(&footnote.blocks, Part::Paragraph, false);
    }
    reader.passages
}

struct Prose<'a> {
    manuscript: &'a Manuscript,
    mentions: HashMap<u32, Vec<Range<usize>>>,
    passages: Vec<Passage>,
}

impl Prose<'_> {
    fn blocks(&mut self, blocks: &[Block], part: Part, quotation: bool) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(_, inlines) => {
                    self.passage(Part::Heading, block.span, quotation, inlines);
                }
                BlockKind::Paragraph(inlines) => {
                    self.passage(part, block.span, quotation, inlines);
                }
                BlockKind::List(_, _, items) => {
                    for item in items {
                        self.blocks(&item.blocks, Part::Item, quotation);
                    }
                }
                BlockKind::Quote(inner) => self.blocks(inner, part, true),
                BlockKind::Callout(_, inner) => self.blocks(inner, part, quotation),
                BlockKind::Table(table) => {
                    for cell in &table.head {
                        self.passage(Part::Cell(true), block.span, quotation, cell);
                    }
                    for cell in table.rows.iter().flatten() {
                        self.passage(Part::Cell(false), block.span, quotation, cell);
                    }
                }
                BlockKind::Definitions(list) => {
                    for definition in list {
                        self.passage(Part::Term, block.span, quotation, &definition.term);
                        for blocks in &definition.details {
                            self.blocks(blocks, Part::Paragraph, quotation);
                        }
                    }
                }
                BlockKind::Code(..) | BlockKind::Fence(_) | BlockKind::Rule => {}
            }
        }
    }

    fn passage(&mut self, part: Part, reach: Span, quotation: bool, inlines: &[Inline]) {
        let mut passage = Passage::new(part, reach, quotation);
        self.inlines(inlines, &mut passage);
        if !passage.text.as_str().is_empty() {
            finish(&mut passage);
            self.passages.push(passage);
        }
    }

    fn inlines(&self, inlines: &[Inline], passage: &mut Passage) {
        for inline in inlines {
            let start = passage.text.as_str().len();
            match &inline.kind {
                Kind::Text(text) => {
                    passage.text.extend(text);
                    for range in self.mentions.get(&text.id).into_iter().flatten() {
                        passage.known.push(start + range.start..start + range.end);
                    }
                }
                Kind::Break => passage.text.push("\n", inline.span.start),
                Kind::Emphasis(inner) => {
                    self.inlines(inner, passage);
                    passage.quoted.push(start..passage.text.as_str().len());
                }
                Kind::Strong(inner) | Kind::Strike(inner) | Kind::NoLink(inner) => {
                    self.inlines(inner, passage);
                }
                Kind::Link(link, inner) if !inner.is_empty() => {
                    self.inlines(inner, passage);
                    let dest = &self.manuscript.doc.links[*link as usize].dest;
                    if dest.contains("://") || dest.contains("bibliography") {
                        passage.quoted.push(start..passage.text.as_str().len());
                    }
                }
                Kind::Foreign(_, inner) => {
                    self.inlines(inner, passage);
                    passage.foreign.push(start..passage.text.as_str().len());
                }
                Kind::Code(_) | Kind::Fact(_) | Kind::Link(..) => {
                    passage
                        .text
                        .push(OBJECT.encode_utf8(&mut [0; 4]), inline.span.start);
                    passage.foreign.push(start..passage.text.as_str().len());
                }
                Kind::Image(..) | Kind::Footnote(_) | Kind::Cite(_) => {}
            }
        }
    }
}

/// Finds the words, and what stands between quotation marks: « », “ ”, " ", and ‘ ’ where the end is no apostrophe.
fn finish(passage: &mut Passage) {
    let text = passage.text.as_str();
    passage.words = words(text);
    if !text.contains(['«', '“', '"', '‘']) {
        return;
    }
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((start, close)) if c == close => {
                let after = text[at + c.len_utf8()..].chars().next();
                if c != '’' || !after.is_some_and(char::is_alphanumeric) {
                    found.push(start..at + c.len_utf8());
                    open = None;
                }
            }
            Some(_) => {}
            None => {
                let close = match c {
                    '«' => '»',
                    '“' => '”',
                    '"' => '"',
                    '‘' => '’',
                    _ => continue,
                };
                open = Some((at, close));
            }
        }
    }
    passage.quoted.extend(found);
}

/// The words of a text: runs of letters and digits. An elided article is a word of its own, as for Gulpease.
pub fn words(text: &str) -> Vec<Range<usize>> {
    use unicode_normalization::char::is_combining_mark;
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut start = None;
    for (at, c) in text.char_indices() {
        let inside = match c.is_ascii() {
            true => c.is_ascii_alphanumeric(),
            false => {
                c.is_alphanumeric() || (start.is_some() && (is_combining_mark(c) || c == '\u{AD}'))
            }
        };
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}
