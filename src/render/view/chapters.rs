//! What the map of a document shows of its chapters, and which structured views a page has.

use super::page::toc;
use super::{CardView, ChapterView};
use crate::doc::{BlockKind, FenceKind, Kind};
use crate::lang::Lang;
use crate::page::PageKind;
use crate::resolve::cite;
use crate::site::{PageId, Site};

/// How many words a minute are read of a text that is not hurried through.
const WORDS_A_MINUTE: usize = 180;

/// The structured views on a page, by name and each once, and `map` where chapters are drawn.
pub(super) fn shows(site: &Site, page: PageId) -> Vec<&'static str> {
    let mut shows = Vec::new();
    let doc = &site.tree.page(page).manuscript.doc;
    cite::each_block(&doc.blocks, &mut |block| {
        if let BlockKind::Fence(fence) = &block.kind
            && fence.kind != FenceKind::List
            && !shows.contains(&fence.kind.name())
        {
            shows.push(fence.kind.name());
        }
    });
    let entry = site.tree.entry(page);
    if entry.kind == PageKind::Document && !entry.children.is_empty() {
        shows.push("map");
    }
    shows
}

/// Adds to the cards of a document's index how each chapter is built.
pub(super) fn draw(site: &Site, index: usize, lang: Lang, cards: &mut [CardView]) {
    let tree = &site.tree;
    if tree.entries[index].kind != PageKind::Document {
        return;
    }
    let children = &tree.entries[index].children;
    let lengths: Vec<usize> = children
        .iter()
        .map(|child| words(site, tree.page_in(*child, lang)))
        .collect();
    let longest = lengths.iter().copied().max().unwrap_or(0).max(1);
    for ((card, child), length) in cards.iter_mut().zip(children).zip(lengths) {
        if tree.entries[*child].kind != PageKind::Document {
            continue;
        }
        let page = tree.page_in(*child, lang);
        let sections = toc(site, page).into_iter();
        card.chapter = Some(ChapterView {
            sections: sections.filter(|section| section.level == 2).collect(),
            minutes: length.div_ceil(WORDS_A_MINUTE).max(1),
            share: (length * 100).div_ceil(longest),
        });
    }
}

/// How many words a page's text has.
fn words(site: &Site, page: PageId) -> usize {
    let doc = &site.tree.page(page).manuscript.doc;
    let mut count = 0;
    cite::each_inline(&doc.blocks, &mut |inline| {
        if let Kind::Text(text) = &inline.kind {
            count += text.as_str().split_whitespace().count();
        }
    });
    count
}
