//! The beginning of a page's text, for a frame on another site: whole blocks, as many as there is room for.

use super::{Writer, escape};
use crate::doc::{Block, BlockKind, Definition, FenceKind, Inline, Item, plain};
use crate::render::{facts, view};
use crate::site::{PageId, Site};

/// The beginning of a page's text.
pub struct Opening {
    /// Its HTML: addresses as on the page itself, no ids but those of footnotes and structured views.
    pub html: String,
    /// Whether it is all of the text.
    pub whole: bool,
}

/// A view or a table takes this much of the room, whatever is in it: it scrolls in a box of its own.
const BOX: usize = 500;
/// A line that is begun is a line.
const LINE: usize = 30;
/// A table with more rows than this is read on its page.
const ROWS: usize = 60;
/// More than any room.
const ENDLESS: usize = 1 << 24;

/// The blocks of a page that have room for about so many characters. What comes first is always there,
/// cut if it must be: a frame with nothing but a title says nothing.
pub fn opening(site: &Site, page: PageId, room: usize) -> Opening {
    let this = site.tree.page(page);
    let doc = &this.manuscript.doc;
    let mut writer = Writer::new(site, page, &site.mentions[page.0 as usize]);
    writer.apart = Some(this.lang);
    let whole = writer.opening(&doc.blocks, room);
    Opening {
        html: writer.out,
        whole,
    }
}

/// The first comparison on a page.
pub fn comparison(site: &Site, page: PageId) -> Option<String> {
    let this = site.tree.page(page);
    let (unit, fence) = this
        .manuscript
        .doc
        .blocks
        .iter()
        .find_map(|block| match &block.kind {
            BlockKind::Fence(fence) if fence.kind == FenceKind::Comparison => {
                Some((block.unit, fence))
            }
            _ => None,
        })?;
    // The id it has on its page: what leads to a part of it leads there.
    let id = unit.map_or_else(|| "".into(), |unit| site.unit_id(page, unit).clone());
    let html = facts::fence(site, page, fence, &id, "", &this.title, false);
    (!html.is_empty()).then_some(html)
}

impl Writer<'_> {
    /// Writes blocks while there is room; says whether those were all.
    fn opening(&mut self, blocks: &[Block], mut room: usize) -> bool {
        // A heading waits for what stands below it.
        let mut headings: Vec<&Block> = Vec::new();
        for block in blocks {
            if let BlockKind::Heading(..) = block.kind {
                headings.push(block);
                continue;
            }
            let above: usize = headings.iter().map(|heading| size(heading)).sum();
            let needed = size(block) + above;
            if needed > room {
                if self.out.is_empty() || room > needed / 2 {
                    self.part(&headings, block, room);
                }
                return false;
            }
            for heading in headings.drain(..) {
                self.block(heading);
            }
            self.block(block);
            let written = self.out.len();
            self.flush_notes();
            let notes = (self.out.len() - written) / 2;
            room = room.saturating_sub(needed + notes);
        }
        headings.is_empty()
    }

    /// Of a block that is too long: its first items, or its first words. Of others nothing.
    fn part(&mut self, headings: &[&Block], block: &Block, mut room: usize) {
        match &block.kind {
            BlockKind::List(first, tight, items) => {
                let fits = |item: &&Item| {
                    let needed = item_size(item);
                    let enough = needed <= room;
                    room = room.saturating_sub(needed);
                    enough
                };
                let count = items.iter().take_while(fits).count();
                if count == 0 {
                    return;
                }
                self.above(headings);
                self.list(*first, *tight, &items[..count]);
                self.flush_notes();
            }
            BlockKind::Paragraph(inlines) if self.out.is_empty() => {
                self.above(headings);
                self.words(inlines, room);
            }
            _ => {}
        }
    }

    fn above(&mut self, headings: &[&Block]) {
        for heading in headings {
            self.block(heading);
        }
    }

    /// The first words of a paragraph, without links.
    fn words(&mut self, inlines: &[Inline], room: usize) {
        let text = view::shorten(&plain(inlines).replace('\n', " "), room);
        self.out.push_str("<p>");
        escape(&text, &mut self.out);
        self.out.push_str("</p>\n");
    }
}

/// How many characters a block is about; what has no end is more than any room.
fn size(block: &Block) -> usize {
    let all = |blocks: &[Block]| blocks.iter().map(size).sum::<usize>();
    match &block.kind {
        BlockKind::Heading(_, inlines) => length(inlines) + 2 * LINE,
        BlockKind::Paragraph(inlines) => length(inlines) + LINE,
        BlockKind::List(_, _, items) => items.iter().map(item_size).sum(),
        BlockKind::Quote(inner) | BlockKind::Callout(_, inner) => all(inner) + LINE,
        BlockKind::Table(table) if table.rows.len() > ROWS => ENDLESS,
        BlockKind::Table(..) => BOX,
        BlockKind::Definitions(list) => list
            .iter()
            .map(|Definition { term, details }| {
                length(term) + LINE + details.iter().map(|blocks| all(blocks)).sum::<usize>()
            })
            .sum(),
        BlockKind::Code(_, code) => code.lines().map(|line| line.len() + LINE).sum(),
        // The works are links to other sites, which a frame cannot follow.
        BlockKind::Fence(fence)
            if fence
                .of
                .as_ref()
                .is_some_and(|of| of.value == "bibliography") =>
        {
            ENDLESS
        }
        BlockKind::Fence(_) => BOX,
        BlockKind::Rule => LINE,
    }
}

fn item_size(item: &Item) -> usize {
    item.blocks.iter().map(size).sum()
}

fn length(inlines: &[Inline]) -> usize {
    plain(inlines).chars().count()
}
