//! A document as HTML. The tree is walked once; what other stages found out (ids, targets, glossary
//! words) is looked up by number. Everything that comes from content is escaped.

mod cells;
mod inline;
mod opening;

pub use cells::{Cell, cells};
use inline::MentionIndex;
pub use inline::link_words;
pub use opening::{Opening, comparison, opening};

use super::facts;
use crate::doc::*;
use crate::lang::Lang;
use crate::page::PageKind;
use crate::site::{Mention, PageId, Site};
use crate::version::Version;
use fluent::FluentValue;
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write;

/// A page's text as HTML, and what it cites.
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// Bibliography ids, in the order of their first citation.
    pub cited: Vec<String>,
}

/// Renders the text of a page.
pub fn page(site: &Site, page: PageId) -> Rendered {
    let mentions = &site.mentions[page.0 as usize];
    written(site, page, mentions, None)
}

/// Renders the text of a page of a version, with its ways into the site of today.
pub fn frozen(today: &Site, version: &Version, page: PageId) -> Rendered {
    let mentions = &version.mentions[page.0 as usize];
    written(&version.site, page, mentions, Some((today, version)))
}

fn written(
    site: &Site,
    page: PageId,
    mentions: &[Mention],
    frozen: Option<(&Site, &Version)>,
) -> Rendered {
    let doc = &site.tree.page(page).manuscript.doc;
    let mut writer = Writer::new(site, page, mentions);
    writer.frozen = frozen;
    writer.old_anchors(None);
    for block in &doc.blocks {
        writer.block(block);
        writer.flush_notes();
    }
    writer.moved_blocks();
    Rendered {
        html: writer.out,
        cited: writer.cited,
    }
}

/// The numbers of a document's sections: `2.1` is the first section of chapter 2.
pub struct SectionNumbers {
    /// Nothing where there are no chapters: then sections count for themselves.
    chapter: Option<usize>,
    /// The page has chapters under it.
    over_chapters: bool,
    counts: [usize; 7],
}

impl SectionNumbers {
    /// The numbers of a page's sections; none outside documents.
    pub fn of(site: &Site, entry: usize) -> Option<SectionNumbers> {
        let entries = &site.tree.entries;
        let is_document = |entry: usize| entries[entry].kind == PageKind::Document;
        is_document(entry).then(|| SectionNumbers {
            chapter: super::view::chapter_number(site, entry),
            over_chapters: entries[entry].children.iter().any(|c| is_document(*c)),
            counts: [0; 7],
        })
    }

    /// The number of the next heading of this level (2 to 6). The page above the chapters gives its own
    /// sections none: beside the chapters «3» it would have a second «3».
    pub fn next(&mut self, level: u8) -> Option<String> {
        if self.over_chapters {
            return None;
        }
        let level = usize::from(level.clamp(2, 6));
        self.counts[level] += 1;
        self.counts[level + 1..].fill(0);
        let own = self.counts[2..=level].iter().map(usize::to_string);
        let parts: Vec<String> = self
            .chapter
            .iter()
            .map(usize::to_string)
            .chain(own)
            .collect();
        Some(parts.join("."))
    }
}

/// The id of the pop-up of a term.
pub fn popup_id(site: &Site, term: usize) -> String {
    let key = site.tree.entries[term].key.replace('/', "-");
    ["carta-term-", &key].concat()
}

struct Writer<'a> {
    site: &'a Site,
    page: PageId,
    /// The language of the words around the text.
    lang: Lang,
    doc: &'a Doc,
    root: String,
    out: String,
    cited: Vec<String>,
    mentions: MentionIndex<'a>,
    /// Of a page of a version: the site of today, and the version.
    frozen: Option<(&'a Site, &'a Version)>,
    /// Of a document: the numbers of its sections.
    numbers: Option<SectionNumbers>,
    /// Of a document: the number of the last paragraph.
    paragraph: usize,
    /// The footnotes by their labels.
    footnotes: BTreeMap<&'a str, &'a Footnote>,
    /// The numbers of those that were referred to, by their labels: the order of the first reference.
    notes: BTreeMap<String, usize>,
    /// Those that the block being written refers to, to be written behind it.
    pending: VecDeque<(usize, &'a Footnote)>,
    /// The words of the last heading.
    section: String,
    /// Blocks are written one by one, beside another language: ids belong to the row, and footnotes
    /// are told apart by this.
    apart: Option<Lang>,
}

impl<'a> Writer<'a> {
    /// A writer of the text of a page, by itself and at its own address.
    fn new(site: &'a Site, page: PageId, mentions: &'a [Mention]) -> Writer<'a> {
        let index = site.tree.entry_index(page);
        let this = site.tree.page(page);
        let doc = &this.manuscript.doc;
        Writer {
            site,
            page,
            lang: this.lang,
            doc,
            root: super::theme::relative_root(&this.path),
            out: String::with_capacity(this.manuscript.text.len() * 2),
            cited: Vec::new(),
            mentions: MentionIndex::new(doc.texts, mentions),
            frozen: None,
            numbers: SectionNumbers::of(site, index),
            paragraph: 0,
            footnotes: doc
                .footnotes
                .iter()
                .rev()
                .map(|footnote| (footnote.label.as_str(), footnote))
                .collect(),
            notes: BTreeMap::new(),
            pending: VecDeque::new(),
            section: this.title.clone(),
            apart: None,
        }
    }
}

impl Writer<'_> {
    fn t(&self, key: &str, args: &[(&str, FluentValue)]) -> String {
        self.site.strings.text(self.lang, key, args)
    }

    fn id(&self, unit: Option<u32>) -> Option<&str> {
        unit.map(|unit| &**self.site.unit_id(self.page, unit))
    }

    /// ` id="…"`, for a block that has one.
    fn id_attribute(&mut self, unit: Option<u32>) {
        if let (Some(unit), None) = (unit, self.apart) {
            let id = self.site.unit_id(self.page, unit).clone();
            self.out.push_str(" id=\"");
            escape(&id, &mut self.out);
            self.out.push('"');
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        if block.unit.is_some() {
            self.old_anchors(block.unit);
        }
        self.block_itself(block);
        self.stale_notice(block.unit);
    }

    fn block_itself(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(level, inlines) => self.heading(block.unit, *level, inlines),
            BlockKind::Paragraph(inlines) => self.paragraph(block.unit, inlines),
            BlockKind::List(first, tight, items) => self.list(*first, *tight, items),
            BlockKind::Quote(inner) => {
                self.out.push_str("<blockquote");
                self.id_attribute(block.unit);
                self.out.push('>');
                self.blocks(inner);
                self.out.push_str("</blockquote>\n");
            }
            BlockKind::Callout(kind, inner) => {
                let title = self.t(&format!("callout-{}", kind.name()), &[]);
                let _ = write!(
                    self.out,
                    "<div class=\"callout {}\" role=\"note\"",
                    kind.name()
                );
                self.id_attribute(block.unit);
                self.out.push_str("><p class=\"callout-title\">");
                escape(&title, &mut self.out);
                self.out.push_str("</p>");
                self.blocks(inner);
                self.out.push_str("</div>\n");
            }
            BlockKind::Table(table) => self.table(block.unit, table),
            BlockKind::Definitions(list) => {
                self.out.push_str("<dl");
                self.id_attribute(block.unit);
                self.out.push('>');
                for definition in list {
                    self.out.push_str("<dt>");
                    self.inlines(&definition.term);
                    self.out.push_str("</dt>");
                    for detail in &definition.details {
                        self.out.push_str("<dd>");
                        self.tight(detail);
                        self.out.push_str("</dd>");
                    }
                }
                self.out.push_str("</dl>\n");
            }
            BlockKind::Code(_, code) => {
                // Wide code scrolls: it must be reachable by keyboard.
                self.out.push_str("<pre tabindex=\"0\"");
                self.id_attribute(block.unit);
                self.out.push_str("><code>");
                escape(code, &mut self.out);
                self.out.push_str("</code></pre>\n");
            }
            BlockKind::Fence(fence) => {
                let mark = self.note_mark();
                let id = format!("{mark}{}", self.id(block.unit).unwrap_or_default());
                let tools = mark.is_empty();
                let html = facts::fence(
                    self.site,
                    self.page,
                    fence,
                    &id,
                    &mark,
                    &self.section,
                    tools,
                );
                self.out.push_str(&html);
            }
            BlockKind::Rule => self.out.push_str("<hr>\n"),
        }
    }

    fn heading(&mut self, unit: Option<u32>, level: u8, inlines: &[Inline]) {
        // The page's title is the one heading of level 1.
        let level = level.max(2);
        self.section = plain(inlines);
        let _ = write!(self.out, "<h{level}");
        self.id_attribute(unit);
        self.out.push('>');
        if let Some(number) = self.numbers.as_mut().and_then(|n| n.next(level)) {
            let _ = write!(self.out, "<span class=\"number\">{number}</span> ");
        }
        self.inlines(inlines);
        if let (Some(id), None) = (self.id(unit), self.apart) {
            let id = id.to_owned();
            let label = self.t(
                "permalink-section",
                &[("title", self.section.clone().into())],
            );
            self.out.push_str(" <a class=\"anchor\" href=\"#");
            escape(&id, &mut self.out);
            self.out.push_str("\" aria-label=\"");
            escape(&label, &mut self.out);
            self.out.push_str("\">#</a>");
        }
        let _ = writeln!(self.out, "</h{level}>");
    }

    fn paragraph(&mut self, unit: Option<u32>, inlines: &[Inline]) {
        self.out.push_str("<p");
        self.id_attribute(unit);
        if let (Some(id), Some(_), None) = (self.id(unit), &self.numbers, self.apart) {
            let id = id.to_owned();
            self.paragraph += 1;
            let number = self.paragraph;
            let label = self.t("permalink-paragraph", &[("number", number.into())]);
            self.out
                .push_str(" class=\"numbered\"><a class=\"para\" href=\"#");
            escape(&id, &mut self.out);
            self.out.push_str("\" aria-label=\"");
            escape(&label, &mut self.out);
            let _ = write!(self.out, "\">{number}</a>");
        } else {
            self.out.push('>');
        }
        self.inlines(inlines);
        self.out.push_str("</p>\n");
    }

    fn list(&mut self, first: Option<u32>, tight: bool, items: &[Item]) {
        match first {
            Some(1) => self.out.push_str("<ol>\n"),
            Some(first) => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
            }
            None => self.out.push_str("<ul>\n"),
        }
        for item in items {
            self.out.push_str("<li");
            self.id_attribute(item.unit);
            self.out.push('>');
            if item.unit.is_some() {
                self.old_anchors(item.unit);
            }
            self.item(item, tight);
            self.out.push_str("</li>\n");
        }
        self.out.push_str(if first.is_some() {
            "</ol>\n"
        } else {
            "</ul>\n"
        });
    }

    /// What an item says. A notice stands behind its own words, before the items in it.
    fn item(&mut self, item: &Item, tight: bool) {
        let own = item
            .blocks
            .iter()
            .position(|block| matches!(block.kind, BlockKind::List(..)))
            .unwrap_or(item.blocks.len());
        for (at, part) in [&item.blocks[..own], &item.blocks[own..]]
            .iter()
            .enumerate()
        {
            if tight {
                self.tight(part);
            } else {
                self.blocks(part);
            }
            if at == 0 {
                self.stale_notice(item.unit);
            }
        }
    }

    /// Blocks whose one paragraph is not set apart.
    fn tight(&mut self, blocks: &[Block]) {
        let is_paragraph = |block: &&Block| matches!(block.kind, BlockKind::Paragraph(_));
        if blocks.iter().filter(is_paragraph).count() > 1 {
            return self.blocks(blocks);
        }
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) => self.inlines(inlines),
                _ => self.block(block),
            }
        }
    }

    fn table(&mut self, unit: Option<u32>, table: &Table) {
        let Table { aligns, head, rows } = table;
        let label = self.t("table-label", &[("title", self.section.clone().into())]);
        self.out
            .push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape(&label, &mut self.out);
        self.out.push_str("\"><table");
        self.id_attribute(unit);
        self.out.push_str("><thead><tr>");
        for (cell, align) in head.iter().zip(aligns) {
            let _ = write!(self.out, "<th scope=\"col\"{}>", align_class(*align));
            self.inlines(cell);
            self.out.push_str("</th>");
        }
        self.out.push_str("</tr></thead><tbody>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for (column, (cell, align)) in row.iter().zip(aligns).enumerate() {
                // The first cell names the row.
                let (open, close) = if column == 0 {
                    ("th scope=\"row\"", "th")
                } else {
                    ("td", "td")
                };
                let _ = write!(self.out, "<{open}{}>", align_class(*align));
                self.inlines(cell);
                let _ = write!(self.out, "</{close}>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table></div>\n");
    }

    /// Notes stand behind the block that refers to them: nobody has to travel to the end of the page.
    fn flush_notes(&mut self) {
        while let Some((number, footnote)) = self.pending.pop_front() {
            let mark = self.note_mark();
            let back = self.t("footnote-back", &[("number", number.into())]);
            let _ = write!(
                self.out,
                "<div class=\"footnote\" id=\"fn-{mark}{number}\" role=\"note\"><a href=\"#fnref-{mark}{number}\" aria-label=\""
            );
            escape(&back, &mut self.out);
            let _ = write!(self.out, "\">{number}</a> ");
            self.tight(&footnote.blocks);
            self.out.push_str("</div>\n");
        }
    }
}

fn align_class(align: Align) -> &'static str {
    match align {
        Align::Start => "",
        Align::Center => " class=\"center\"",
        Align::End => " class=\"end\"",
    }
}

/// Writes a text with `&`, `<`, `>` and `"` escaped: right in elements and in attributes.
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = special(rest.as_bytes()) {
        let (fine, next) = rest.split_at(at);
        out.push_str(fine);
        out.push_str(match next.as_bytes()[0] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &next[1..];
    }
    out.push_str(rest);
}

/// Where the first byte stands that must be escaped. Most pieces have none, which the compiler can see
/// of a whole piece at once.
fn special(bytes: &[u8]) -> Option<usize> {
    let is_special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    let pieces = bytes.chunks(32).enumerate();
    pieces
        .filter(|(_, piece)| piece.iter().fold(false, |any, byte| any | is_special(byte)))
        .find_map(|(at, piece)| Some(at * 32 + piece.iter().position(is_special)?))
}

/// A text with `&`, `<`, `>` and `"` escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}
