//! Who leads to whom: the links into each page, and where each term is used.

use crate::site::{Backlink, Mention, PageId, Target, Tree};
use rayon::prelude::*;
use std::sync::Arc;

/// The links into each page, and the mentions of each term.
pub struct Backlinks {
    /// Who links to a page.
    pub cited_by: Places,
    /// Where a term is used.
    pub used_in: Places,
}

/// Places by the page that they lead to, in reading order.
pub struct Places {
    /// Where the places of each page begin.
    starts: Vec<u32>,
    places: Vec<Backlink>,
}

impl Places {
    /// Sorts places by the page that they lead to.
    fn new(found: &[Vec<(PageId, Backlink)>], pages: usize) -> Places {
        let mut starts = vec![0; pages + 1];
        for (to, _) in found.iter().flatten() {
            starts[to.0 as usize + 1] += 1;
        }
        for page in 0..pages {
            starts[page + 1] += starts[page];
        }
        let mut next = starts.clone();
        let nowhere = Backlink {
            from: PageId(0),
            unit: None,
        };
        let mut places = vec![nowhere; starts[pages] as usize];
        for (to, place) in found.iter().flatten() {
            let next = &mut next[to.0 as usize];
            places[*next as usize] = place.clone();
            *next += 1;
        }
        Places { starts, places }
    }

    /// The places that lead to a page.
    pub fn of(&self, page: PageId) -> &[Backlink] {
        let page = page.0 as usize;
        &self.places[self.starts[page] as usize..self.starts[page + 1] as usize]
    }
}

impl Backlinks {
    /// Goes through all links and glossary words.
    pub fn new(
        tree: &Tree,
        links: &[Arc<Vec<Target>>],
        mentions: &[Arc<Vec<Mention>>],
    ) -> Backlinks {
        let pages: Vec<PageId> = tree.pages().collect();
        let (cited, used): (Vec<_>, Vec<_>) = pages
            .par_iter()
            .map(|from| {
                let page = tree.page(*from);
                if page.is_borrowed() {
                    return (Vec::new(), Vec::new());
                }
                let doc = &page.manuscript.doc;
                let cited = doc.links.iter().zip(links[from.0 as usize].iter());
                let cited = cited.filter_map(|(link, target)| {
                    let Target::Page(to, _) = target else {
                        return None;
                    };
                    // The block that a link stands in is the last one that starts before it.
                    let after = doc
                        .units
                        .partition_point(|unit| unit.span.start <= link.span.start);
                    let unit = after.checked_sub(1).map(|unit| unit as u32);
                    Some((*to, unit))
                });
                let used = mentions[from.0 as usize].iter();
                let used =
                    used.map(|mention| (tree.page_in(mention.term, page.lang), mention.unit));
                let place = |(to, unit): (PageId, Option<u32>)| {
                    let from = *from;
                    (to != from).then_some((to, Backlink { from, unit }))
                };
                (
                    cited.filter_map(place).collect(),
                    used.filter_map(place).collect(),
                )
            })
            .unzip();
        Backlinks {
            cited_by: Places::new(&cited, pages.len()),
            used_in: Places::new(&used, pages.len()),
        }
    }
}
