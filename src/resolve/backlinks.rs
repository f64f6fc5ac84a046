//! Who leads to whom: the links into each page, and where each term is used.

use crate::site::{Backlink, Mention, Target, Tree};
use std::sync::Arc;

/// The places that lead to each page, by page.
pub type Backlinks = Vec<Vec<Backlink>>;

/// The links into each page, and the mentions of each term.
pub fn backlinks(
    tree: &Tree,
    links: &[Arc<Vec<Target>>],
    mentions: &[Arc<Vec<Mention>>],
) -> (Backlinks, Backlinks) {
    let mut cited_by = vec![Vec::new(); links.len()];
    let mut used_in = vec![Vec::new(); links.len()];
    for from in tree.pages().filter(|page| !tree.page(*page).is_borrowed()) {
        let page = tree.page(from);
        let doc = &page.manuscript.doc;
        for (link, target) in doc.links.iter().zip(links[from.0 as usize].iter()) {
            if let Target::Page(to, _) = target
                && *to != from
            {
                // The block that a link stands in is the last one that starts before it.
                let after = doc
                    .units
                    .partition_point(|unit| unit.span.start <= link.span.start);
                let unit = after.checked_sub(1).map(|unit| unit as u32);
                cited_by[to.0 as usize].push(Backlink { from, unit });
            }
        }
        for mention in mentions[from.0 as usize].iter() {
            let to = tree.page_in(mention.term, page.lang);
            if to != from {
                let unit = mention.unit;
                used_in[to.0 as usize].push(Backlink { from, unit });
            }
        }
    }
    (cited_by, used_in)
}
