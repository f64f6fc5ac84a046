//! Blocks one by one, for a page that shows two languages in rows; and what is said around blocks of
//! any page: old anchors, blocks that have moved away, translations whose original has changed.

use super::{Writer, escape};
use crate::doc::{Block, BlockKind, Item};
use crate::site::{PageId, Site};
use std::fmt::Write;

/// A block of a page by itself.
pub struct Cell {
    /// Its unit.
    pub unit: u32,
    /// Its HTML: no ids but those of footnotes, so that two languages can stand on one page.
    pub html: String,
}

/// The blocks of a page in reading order, as they would stand on a page at this depth: items of lists
/// each in a list of its own. `cited` takes the works.
pub fn cells(site: &Site, page: PageId, root: &str, cited: &mut Vec<String>) -> Vec<Cell> {
    let this = site.tree.page(page);
    let doc = &this.manuscript.doc;
    let mut writer = Writer::new(site, page, &site.mentions[page.0 as usize]);
    writer.root = root.to_owned();
    writer.cited = std::mem::take(cited);
    writer.apart = Some(this.lang);
    let mut cells = Vec::with_capacity(doc.units.len());
    writer.apart_blocks(&doc.blocks, &mut cells);
    *cited = writer.cited;
    cells
}

impl Writer<'_> {
    fn apart_blocks(&mut self, blocks: &[Block], cells: &mut Vec<Cell>) {
        for block in blocks {
            match (&block.kind, block.unit) {
                (BlockKind::List(first, tight, items), None) => {
                    for (number, item) in (first.unwrap_or(1)..).zip(items) {
                        self.apart_item(first.map(|_| number), *tight, item, cells);
                    }
                }
                (_, Some(unit)) => {
                    self.block(block);
                    self.end_cell(unit, cells);
                }
                _ => {}
            }
        }
    }

    fn apart_item(&mut self, number: Option<u32>, tight: bool, item: &Item, cells: &mut Vec<Cell>) {
        let (nested, own): (Vec<&Block>, Vec<&Block>) = item
            .blocks
            .iter()
            .partition(|block| matches!(block.kind, BlockKind::List(..)));
        match number {
            Some(number) => {
                let _ = write!(self.out, "<ol start=\"{number}\"><li>");
            }
            None => self.out.push_str("<ul><li>"),
        }
        for block in own {
            if tight {
                self.tight(std::slice::from_ref(block));
            } else {
                self.block(block);
            }
        }
        self.stale_notice(item.unit);
        self.out.push_str("</li>");
        self.out
            .push_str(if number.is_some() { "</ol>" } else { "</ul>" });
        if let Some(unit) = item.unit {
            self.end_cell(unit, cells);
        }
        for block in nested {
            self.apart_blocks(std::slice::from_ref(block), cells);
        }
    }

    fn end_cell(&mut self, unit: u32, cells: &mut Vec<Cell>) {
        self.flush_notes();
        let html = std::mem::take(&mut self.out);
        cells.push(Cell { unit, html });
    }

    /// What tells the footnotes of two languages on one page apart.
    pub(super) fn note_mark(&self) -> String {
        self.apart.map_or(String::new(), |lang| format!("{lang}-"))
    }

    /// The ids that a block had before, or those that lead to the page: empty anchors.
    pub(super) fn old_anchors(&mut self, unit: Option<u32>) {
        if self.apart.is_some() {
            return;
        }
        for id in self.site.redirects.of(self.page, unit) {
            self.out.push_str("<span id=\"");
            escape(id, &mut self.out);
            self.out.push_str("\"></span>");
        }
    }

    /// Behind the text: where blocks went that stood here, each under its old id.
    pub(super) fn moved_blocks(&mut self) {
        for moved in self
            .site
            .redirects
            .moved
            .get(&self.page)
            .into_iter()
            .flatten()
        {
            let target = self.site.tree.page(moved.to);
            let text = self.t("block-moved", &[("title", target.title.clone().into())]);
            self.out.push_str("<p class=\"moved\" id=\"");
            escape(&moved.id, &mut self.out);
            let _ = write!(self.out, "\"><a href=\"{}", self.root);
            escape(&target.path, &mut self.out);
            if let Some(anchor) = &moved.anchor {
                self.out.push('#');
                escape(anchor, &mut self.out);
            }
            self.out.push_str("\">");
            escape(&text, &mut self.out);
            self.out.push_str("</a></p>\n");
        }
    }

    /// Behind a block whose authentic text has changed since it was translated: that it has, with a
    /// link to it. Words and not a colour: everybody reads them at the place they belong to.
    pub(super) fn stale_notice(&mut self, unit: Option<u32>) {
        let Some(unit) = unit else {
            return;
        };
        let freshness = &self.site.freshness[self.page.0 as usize];
        let Some(pair) = freshness.stale_at(unit) else {
            return;
        };
        let lead = self.site.tree.page_in(
            self.site.tree.entry_index(self.page),
            self.site.config.authentic(),
        );
        let lead = self.site.tree.page(lead);
        let language = self.t(&format!("language-{}", lead.lang), &[]);
        let text = self.t("stale-block", &[("language", language.into())]);
        let _ = write!(self.out, "<p class=\"stale\"><a href=\"{}", self.root);
        escape(&lead.path, &mut self.out);
        self.out.push('#');
        escape(&pair.name, &mut self.out);
        let _ = write!(self.out, "\" hreflang=\"{}\">", lead.lang);
        escape(&text, &mut self.out);
        self.out.push_str("</a></p>\n");
    }
}
