//! Ids: every addressable block has one, the same in all languages.
//!
//! A heading's id is its explicit `{#id}`, else the slug of the authentic heading. Another block's is
//! its explicit `^id`, else its heading's id and its number in that section (`selezione-p3`; before
//! the first heading `p3`). A translated block has the id of the block that it translates, so a link
//! to it is right in every language and a renamed translation moves nothing.

use super::align;
use super::ledger::PageIds;
use crate::diag::{Code, Diagnostic};
use crate::doc::Shape;
use crate::lang::slug;
use crate::page::Manuscript;
use crate::site::Identity;
use crate::source::Hash;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The identities of an entry's pages, in the order of the languages.
pub struct Aligned {
    /// One for each page.
    pub pages: Vec<Arc<Identity>>,
    /// The hash of the ids of each.
    pub hashes: Vec<Hash>,
}

/// Aligns the pages of an entry with its lead and gives every block its id; with it ids that stand twice
/// and blocks without a counterpart. No block without an id of
/// its own is given one that was published: it would be another block's.
pub fn aligned(
    lead: &Arc<Manuscript>,
    pages: &[Arc<Manuscript>],
    published: Option<&PageIds>,
) -> (Aligned, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let twins: Vec<Vec<Option<u32>>> = pages
        .iter()
        .map(|page| {
            if Arc::ptr_eq(page, lead) {
                return (0..page.doc.units.len() as u32).map(Some).collect();
            }
            let (twins, mut found) = align::align(lead, page);
            problems.append(&mut found);
            twins
        })
        .collect();
    let lead_ids = lead_ids(lead, pages, &twins, published);
    let authentic = Identity::new(lead_ids, Vec::new());
    let mut checked = HashSet::new();
    let identities: Vec<Arc<Identity>> = pages
        .iter()
        .zip(twins)
        .map(|(page, twins)| {
            if checked.insert(page.file.clone()) {
                report_duplicates(page, &mut problems);
            }
            let same = (0..)
                .map(Some)
                .zip(&twins)
                .all(|(unit, twin)| unit == *twin);
            let identity = match same && twins.len() == authentic.ids.len() {
                true => authentic.with(twins),
                false => {
                    let ids = page_ids(page, &twins, &authentic.ids, published);
                    Identity::new(ids, twins)
                }
            };
            Arc::new(identity)
        })
        .collect();
    let hashes = identities.iter().map(|identity| {
        let mut hasher = crate::source::Hasher::new();
        for id in identity.ids.iter() {
            hasher.update(id.as_bytes()).update(&[0]);
        }
        hasher.finalize()
    });
    let aligned = Aligned {
        hashes: hashes.collect(),
        pages: identities,
    };
    (aligned, problems)
}

/// Gives out ids that are not taken.
#[derive(Default)]
struct Ids {
    taken: HashMap<Arc<str>, u32>,
}

impl Ids {
    fn explicit(&mut self, id: &str) -> Arc<str> {
        let id: Arc<str> = id.into();
        self.taken.entry(id.clone()).or_insert(1);
        id
    }

    fn derived(&mut self, wish: &str) -> Arc<str> {
        let Some(next) = self.taken.get_mut(wish) else {
            return self.explicit(wish);
        };
        // Count on from the last one given out: a thousand headings «Note» cost a thousand steps.
        let mut number = *next;
        let id = loop {
            number += 1;
            let id: Arc<str> = format!("{wish}-{number}").into();
            if !self.taken.contains_key(&id) {
                break id;
            }
        };
        self.taken.insert(wish.into(), number);
        self.taken.insert(id.clone(), 1);
        id
    }
}

fn lead_ids(
    lead: &Manuscript,
    pages: &[Arc<Manuscript>],
    twins: &[Vec<Option<u32>>],
    published: Option<&PageIds>,
) -> Vec<Arc<str>> {
    let units = &lead.doc.units;
    let mut explicit: Vec<Option<&str>> = units
        .iter()
        .map(|unit| unit.id().map(|id| id.value.as_str()))
        .collect();
    // An id written in a translation only is the block's id all the same.
    for (page, twins) in pages.iter().zip(twins) {
        for (unit, twin) in page.doc.units.iter().zip(twins) {
            if let (Some(id), Some(twin)) = (unit.id(), twin) {
                explicit[*twin as usize].get_or_insert(&id.value);
            }
        }
    }
    let mut ids = Ids::default();
    for id in explicit.iter().flatten() {
        ids.explicit(id);
    }
    for id in published.into_iter().flat_map(PageIds::keys) {
        ids.explicit(id);
    }
    derive(lead, &mut ids, |unit| explicit[unit].map(Arc::from))
}

/// The ids of a page's units: those that are `known`, and derived ones.
fn derive(
    page: &Manuscript,
    ids: &mut Ids,
    known: impl Fn(usize) -> Option<Arc<str>>,
) -> Vec<Arc<str>> {
    let mut heading: Arc<str> = "".into();
    let mut number = 0;
    let mut out = Vec::with_capacity(page.doc.units.len());
    for (index, unit) in page.doc.units.iter().enumerate() {
        let id = if let Shape::Heading(_) = unit.shape {
            number = 0;
            let id = known(index).unwrap_or_else(|| {
                let slug = slug(&unit.title);
                ids.derived(if slug.is_empty() { "s" } else { &slug })
            });
            heading = id.clone();
            id
        } else {
            number += 1;
            known(index).unwrap_or_else(|| {
                ids.derived(&match &*heading {
                    "" => format!("p{number}"),
                    heading => format!("{heading}-p{number}"),
                })
            })
        };
        out.push(id);
    }
    out
}

fn page_ids(
    page: &Manuscript,
    twins: &[Option<u32>],
    lead: &[Arc<str>],
    published: Option<&PageIds>,
) -> Vec<Arc<str>> {
    let known: Vec<Option<Arc<str>>> = page
        .doc
        .units
        .iter()
        .zip(twins)
        .map(|(unit, twin)| match twin {
            Some(twin) => Some(lead[*twin as usize].clone()),
            None => unit.id().map(|id| id.value.as_str().into()),
        })
        .collect();
    // What has no twin takes no id that the authentic text uses: a link would lead astray.
    let mut ids = Ids::default();
    let published = published.into_iter().flat_map(PageIds::keys);
    for id in lead.iter().chain(known.iter().flatten()).chain(published) {
        ids.explicit(id);
    }
    derive(page, &mut ids, |unit| known[unit].clone())
}

fn report_duplicates(page: &Manuscript, problems: &mut Vec<Diagnostic>) {
    let mut first = BTreeMap::new();
    for id in page.doc.units.iter().filter_map(|unit| unit.id()) {
        if let Some(other) = first.insert(&id.value, id.span) {
            problems.push(
                Diagnostic::new(Code::DuplicateId, &page.file, id.span)
                    .arg("id", &id.value)
                    .other(&page.file, other),
            );
        }
    }
}
