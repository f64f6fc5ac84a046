//! What a page's links depend on beyond the page itself: the world they are resolved against, as
//! hashes. With them resolving links is a pure leaf like the others: an edit in one text leaves the
//! links of all other pages as they were.
//!
//! In two steps, because most edits move numbered ids (`selezione-p3`) of their own page: the first
//! hash is of everything but ids, the second adds the ids of the pages that a page links into. One
//! hash of all ids would be simpler, and every new paragraph would resolve every link of the site.

use super::ids::Aligned;
use super::links::{self, World};
use super::terms::Claims;
use crate::bibliography::Reference;
use crate::lang::Lang;
use crate::memo::Memo;
use crate::page::Manuscript;
use crate::site::{PageId, Tree};
use crate::source::{Hash, Sources};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The hashes of a world.
pub struct Digest {
    /// Everything that links and citations may meet, apart from ids.
    pub all: Hash,
    /// The ids of each page.
    ids: Vec<Hash>,
}

/// The hashes of the world that links are resolved against.
pub fn digest(
    tree: &Tree,
    ids: Vec<Hash>,
    claims: &BTreeMap<Lang, Claims>,
    sources: &Sources,
    references: &[Reference],
    memo: &Memo,
) -> Digest {
    let entries: Vec<Hash> = tree
        .entries
        .par_iter()
        .map(|entry| {
            let mut hasher = crate::source::Hasher::new();
            hasher.update(entry.key.as_bytes());
            hasher.update(&[0, entry.kind as u8]);
            hasher.update(&entry.parent.unwrap_or(usize::MAX).to_le_bytes());
            hasher.update(front(&entry.lead, memo).as_bytes());
            for page in &entry.pages {
                hasher.update(page.text_lang.code().as_bytes());
                hasher.update(front(&page.manuscript, memo).as_bytes());
            }
            hasher.finalize()
        })
        .collect();
    let mut hasher = crate::source::Hasher::new();
    for lang in &tree.languages {
        hasher.update(lang.code().as_bytes());
        hasher.update(&[0]);
    }
    for entry in &entries {
        hasher.update(entry.as_bytes());
    }
    for claims in claims.values() {
        hasher.update(claims.inputs.as_bytes());
    }
    // Links also lead to files; what is in them is no matter.
    for source in sources.under("content/").chain(sources.frozen()) {
        hasher.update(source.path.as_bytes());
        hasher.update(&[0]);
    }
    for reference in references {
        hasher.update(reference.id.as_bytes());
        hasher.update(&[0]);
    }
    Digest {
        all: hasher.finalize(),
        ids,
    }
}

/// The hash of a text's front matter, which is all that other pages' links read of it.
fn front(text: &Manuscript, memo: &Memo) -> Hash {
    *memo.fronts.get(text_hash(text), || {
        crate::source::hash(format!("{}\0{:?}", text.file, text.front).as_bytes())
    })
}

/// The hash of a text: its file and its bytes.
pub fn text_hash(text: &Manuscript) -> Hash {
    let mut hasher = crate::source::Hasher::new();
    hasher.update(text.file.as_bytes());
    hasher.update(&[0]);
    hasher.update(text.hash.as_bytes());
    hasher.finalize()
}

/// The hash of everything that resolving the links of a page reads.
pub fn inputs(world: &World, digest: &Digest, page: PageId, memo: &Memo) -> Hash {
    let mut hasher = crate::source::Hasher::new();
    hasher.update(digest.all.as_bytes());
    hasher.update(&page.0.to_le_bytes());
    hasher.update(text_hash(&world.tree.page(page).manuscript).as_bytes());
    let without_ids = hasher.finalize();
    let into = memo
        .anchored
        .get(without_ids, || links::anchored_pages(world, page));
    let mut hasher = crate::source::Hasher::new();
    hasher.update(without_ids.as_bytes());
    for page in into.iter() {
        hasher.update(digest.ids[page.0 as usize].as_bytes());
    }
    hasher.finalize()
}

/// The hash of the ids of each page, in the order of the pages.
pub fn ids(aligned: &Aligned) -> Vec<Hash> {
    let pages = aligned.pages.iter();
    pages
        .map(|identity| {
            let mut hasher = crate::source::Hasher::new();
            for id in &identity.ids {
                hasher.update(id.as_bytes());
                hasher.update(&[0]);
            }
            hasher.finalize()
        })
        .collect()
}
