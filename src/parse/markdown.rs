//! Markdown to the document tree. The only file that knows pulldown-cmark.
//!
//! Its events come with byte ranges; we keep them all, join neighbouring texts into one (a glossary
//! term may run over a line break), number what has an address, and refuse raw HTML. The builder has
//! its own stack and a bounded depth, so ten thousand nested quotations cost a diagnostic and not
//! the program's stack.

mod closing;

use super::{fences, marks};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::doc::*;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag,
};
use std::ops::Range;
use std::sync::Arc;

/// How deep blocks and mark-up may stand in each other.
const MAX_DEPTH: usize = 32;

/// Parses the Markdown that starts `body` bytes into the text of a file.
pub fn parse(file: &Arc<str>, text: &Arc<str>, body: usize, problems: &mut Vec<Diagnostic>) -> Doc {
    // Additively: the old-footnotes bit would switch the new ones off.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    let mut builder = Builder {
        file,
        source: text,
        offset: body,
        problems,
        doc: Doc::default(),
        stack: vec![Frame::new(Span::new(body, text.len()), Open::Root)],
        spare: Vec::new(),
        skipped: 0,
    };
    for (event, range) in Parser::new_ext(&text[body..], options).into_offset_iter() {
        builder.event(event, range.start + body..range.end + body);
    }
    builder.finish()
}

/// Something that has begun and not yet ended.
struct Frame {
    span: Span,
    open: Open,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    unit: Option<u32>,
}

impl Frame {
    fn new(span: Span, open: Open) -> Frame {
        Frame {
            span,
            open,
            blocks: Vec::new(),
            inlines: Vec::new(),
            unit: None,
        }
    }
}

enum Open {
    Root,
    Heading(u8, Option<String>),
    Paragraph,
    List(Option<u32>, Vec<Item>),
    Item,
    Quote(Option<Callout>),
    Table(Table),
    Row(Vec<Vec<Inline>>),
    Cell,
    Definitions(Vec<Definition>),
    DefinitionTerm,
    DefinitionDetails,
    Code(String, Text),
    Html,
    Footnote(String),
    Emphasis,
    Strong,
    Strike,
    Link(u32),
    Image(u32),
}

struct Builder<'a> {
    file: &'a Arc<str>,
    source: &'a Arc<str>,
    offset: usize,
    problems: &'a mut Vec<Diagnostic>,
    doc: Doc,
    stack: Vec<Frame>,
    /// Room for the inlines of the frames to come.
    spare: Vec<Vec<Inline>>,
    /// Containers that have begun beyond the bound; everything in them is left out.
    skipped: usize,
}

impl Builder<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        if self.skipped > 0 {
            match event {
                Event::Start(_) => self.skipped += 1,
                Event::End(_) => self.skipped -= 1,
                _ => {}
            }
            return;
        }
        let span = Span::new(range.start, range.end);
        match event {
            Event::Start(_) if self.stack.len() > MAX_DEPTH => {
                let first = Span::new(range.start, (range.start + 1).min(range.end));
                self.report(Code::NestingTooDeep, first, &[]);
                self.skipped = 1;
            }
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => self.inline(span, Kind::Code(code.into_string())),
            Event::SoftBreak => self.text("\n", span),
            Event::HardBreak => self.inline(span, Kind::Break),
            Event::Rule => self.block(span, None, BlockKind::Rule),
            Event::FootnoteReference(label) => {
                self.inline(span, Kind::Footnote(label.into_string()));
            }
            Event::InlineHtml(html) => {
                self.report(Code::RawHtml, span, &[]);
                self.text(&html, span);
            }
            Event::Html(html) => match self.stack.last_mut().map(|frame| &mut frame.open) {
                // Shown as it stands in the source, when the block ends.
                Some(Open::Html) => {}
                _ => self.text(&html, span),
            },
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn report(&mut self, code: Code, span: Span, args: &[(&'static str, &str)]) {
        let mut diagnostic = Diagnostic::new(code, self.file, span);
        for (name, value) in args {
            diagnostic = diagnostic.arg(name, value);
        }
        self.problems.push(diagnostic);
    }

    /// Whether what begins now has an address: it stands in no quotation, note or definition.
    /// Items count wherever only lists are around them, other blocks only at the top.
    fn addressable(&self, item: bool) -> bool {
        self.stack
            .iter()
            .skip(1)
            .all(|frame| item && matches!(frame.open, Open::List(..) | Open::Item))
    }

    fn unit(&mut self, shape: Shape, span: Span) -> Option<u32> {
        if !self.addressable(matches!(shape, Shape::Item(_))) {
            return None;
        }
        self.doc.units.push(Unit {
            shape,
            span,
            noted: None,
            title: Box::default(),
        });
        Some(self.doc.units.len() as u32 - 1)
    }

    fn start(&mut self, tag: Tag, span: Span) {
        let mut unit = None;
        let open = match tag {
            Tag::Paragraph => {
                unit = self.unit(Shape::Paragraph, span);
                Open::Paragraph
            }
            Tag::Heading { level, id, .. } => {
                unit = self.unit(Shape::Heading(level as u8), trimmed(self.source, span));
                Open::Heading(level as u8, id.map(|id| id.into_string()))
            }
            Tag::BlockQuote(kind) => {
                unit = self.unit(Shape::Quote, span);
                Open::Quote(kind.map(callout))
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                let shape = match fences::kind(&info) {
                    Some(_) => Shape::Fence,
                    None => Shape::Code,
                };
                unit = self.unit(shape, span);
                Open::Code(info, Text::default())
            }
            Tag::HtmlBlock => {
                self.report(Code::RawHtml, trimmed(self.source, span), &[]);
                unit = self.unit(Shape::Paragraph, span);
                Open::Html
            }
            // A number has at most nine digits.
            Tag::List(first) => Open::List(first.map(|first| first as u32), Vec::new()),
            Tag::Item => {
                let depth = self
                    .stack
                    .iter()
                    .filter(|f| matches!(f.open, Open::List(..)))
                    .count();
                unit = self.unit(Shape::Item(depth as u8), span);
                Open::Item
            }
            Tag::FootnoteDefinition(label) => Open::Footnote(label.into_string()),
            Tag::DefinitionList => {
                unit = self.unit(Shape::Definitions, span);
                Open::Definitions(Vec::new())
            }
            Tag::DefinitionListTitle => Open::DefinitionTerm,
            Tag::DefinitionListDefinition => Open::DefinitionDetails,
            Tag::Table(aligns) => {
                unit = self.unit(Shape::Table(aligns.len() as u16, 0), span);
                let aligns = aligns.into_iter().map(align).collect();
                Open::Table(Table {
                    aligns,
                    head: Vec::new(),
                    rows: Vec::new(),
                })
            }
            Tag::TableHead | Tag::TableRow => Open::Row(Vec::new()),
            Tag::TableCell => Open::Cell,
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Strike,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let form = match link_type {
                    LinkType::WikiLink { .. } => LinkForm::Wiki,
                    _ => LinkForm::Markdown,
                };
                let dest = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                Open::Link(self.link(form, dest, span))
            }
            Tag::Image { dest_url, .. } => {
                Open::Image(self.link(LinkForm::Image, dest_url.into_string(), span))
            }
            // Not enabled; should the parser ever send one, its content is read as a paragraph.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => Open::Paragraph,
            #[allow(
                unreachable_patterns,
                reason = "the parser's set of tags is not ours to close"
            )]
            _ => Open::Paragraph,
        };
        let mut frame = Frame::new(span, open);
        frame.unit = unit;
        frame.inlines = self.spare.pop().unwrap_or_default();
        self.stack.push(frame);
    }

    fn link(&mut self, form: LinkForm, dest: String, span: Span) -> u32 {
        self.doc.links.push(LinkRef { form, dest, span });
        self.doc.links.len() as u32 - 1
    }

    fn text(&mut self, text: &str, span: Span) {
        let Some(frame) = self.stack.last_mut() else {
            return;
        };
        if let Open::Code(_, body) = &mut frame.open {
            body.append(text, self.source, span);
            return;
        }
        if let Some(Inline {
            kind: Kind::Text(last),
            span: whole,
        }) = frame.inlines.last_mut()
        {
            last.append(text, self.source, span);
            whole.end = span.end;
            return;
        }
        let start = Span {
            end: span.start,
            ..span
        };
        let mut first = Text::verbatim(self.source, start);
        first.append(text, self.source, span);
        frame.inlines.push(Inline {
            span,
            kind: Kind::Text(first),
        });
    }

    fn inline(&mut self, span: Span, kind: Kind) {
        if let Some(frame) = self.stack.last_mut() {
            frame.inlines.push(Inline { span, kind });
        }
    }

    fn block(&mut self, span: Span, unit: Option<u32>, kind: BlockKind) {
        if let Some(frame) = self.stack.last_mut() {
            frame.blocks.push(Block { span, unit, kind });
        }
    }

    fn set_id(&mut self, unit: Option<u32>, id: Option<Spanned<String>>) {
        if let (Some(unit), Some(id)) = (unit, id) {
            let noted = self.doc.units[unit as usize].noted.get_or_insert_default();
            noted.id.get_or_insert(id);
        }
    }

    /// The inlines of a frame, with our own marks understood and texts numbered.
    fn inlines(&mut self, frame: &mut Frame) -> Vec<Inline> {
        let mut context = marks::Context {
            file: self.file,
            source: self.source,
            problems: self.problems,
            next_text: &mut self.doc.texts,
            allowances: &mut self.doc.allowances,
        };
        marks::expand(&mut frame.inlines, &mut context)
    }

    fn finish(mut self) -> Doc {
        let blocks = self
            .stack
            .pop()
            .map(|frame| frame.blocks)
            .unwrap_or_default();
        self.doc.blocks = exact(blocks);
        self.doc.units = exact(self.doc.units);
        self.doc.links = exact(self.doc.links);
        debug_assert!(self.offset <= self.source.len());
        self.doc
    }
}

/// The same without room for more: the tree lives as long as the site. Moved, because an allocator leaves
/// a shrunk block where it is, as large as it was.
fn exact<T>(mut list: Vec<T>) -> Vec<T> {
    let mut exact = Vec::with_capacity(list.len());
    exact.append(&mut list);
    exact
}

/// A span without the line end that the parser counts in.
fn trimmed(source: &str, span: Span) -> Span {
    let len = source[span.range()].trim_end().len();
    Span::new(span.start as usize, span.start as usize + len)
}

fn callout(kind: BlockQuoteKind) -> Callout {
    match kind {
        BlockQuoteKind::Note => Callout::Note,
        BlockQuoteKind::Tip => Callout::Tip,
        BlockQuoteKind::Important => Callout::Important,
        BlockQuoteKind::Warning => Callout::Warning,
        BlockQuoteKind::Caution => Callout::Caution,
    }
}

fn align(align: Alignment) -> Align {
    match align {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}
