//! Who leads to whom: the links into each page, and where each term is used.

use crate::site::{Backlink, Mention, PageId, Target, Tree};
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
    fn new(outgoing: &[Arc<Outgoing>], leads: impl Fn(&Outgoing) -> &[Lead]) -> Places {
        let pages = outgoing.len();
        let mut starts = vec![0; pages + 1];
        for (to, _) in outgoing.iter().flat_map(|page| leads(page)) {
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
        for (from, page) in outgoing.iter().enumerate() {
            let from = PageId(from as u32);
            for (to, unit) in leads(page) {
                let next = &mut next[to.0 as usize];
                places[*next as usize] = Backlink { from, unit: *unit };
                *next += 1;
            }
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
    /// Sorts what all pages lead to.
    pub fn new(outgoing: &[Arc<Outgoing>]) -> Backlinks {
        let (cited_by, used_in) = rayon::join(
            || Places::new(outgoing, |page| &page.cited),
            || Places::new(outgoing, |page| &page.used),
        );
        Backlinks { cited_by, used_in }
    }
}

/// A page that another leads to, and the unit of the block that does.
type Lead = (PageId, Option<u32>);

/// What a page leads to.
pub struct Outgoing {
    /// The pages that it links to.
    cited: Vec<Lead>,
    /// The terms that it names.
    used: Vec<Lead>,
}

/// The other pages that a page leads to, by its links and its glossary words.
pub fn outgoing(tree: &Tree, from: PageId, links: &[Target], mentions: &[Mention]) -> Outgoing {
    let page = tree.page(from);
    let doc = &page.manuscript.doc;
    let cited = doc.links.iter().zip(links).filter_map(|(link, target)| {
        let Target::Page(to, _) = target else {
            return None;
        };
        // The block that a link stands in is the last one that starts before it.
        let after = doc
            .units
            .partition_point(|unit| unit.span.start <= link.span.start);
        Some((*to, after.checked_sub(1).map(|unit| unit as u32)))
    });
    let used = mentions
        .iter()
        .map(|mention| (tree.page_in(mention.entry(), page.lang), mention.unit));
    let elsewhere = |lead: &Lead| lead.0 != from && !page.is_borrowed();
    Outgoing {
        cited: cited.filter(elsewhere).collect(),
        used: used.filter(elsewhere).collect(),
    }
}
