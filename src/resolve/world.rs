//! What a page's links depend on beyond the page itself: the world they are resolved against, as
//! hashes. With them resolving links is a pure leaf like the others: an edit in one text leaves the
//! links of all other pages as they were.
//!
//! In two steps, because most edits move numbered ids (`selezione-p3`) of their own page: the first
//! hash is of everything but ids, the second adds the ids of the pages that a page links into. One
//! hash of all ids would be simpler, and every new paragraph would resolve every link of the site.

use super::ids::Aligned;
use super::terms::Claims;
use crate::bibliography::Reference;
use crate::lang::Lang;
use crate::site::{PageId, Tree};
use crate::source::{Hash, Hasher, Sources};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The hash of everything that links and citations may meet, apart from ids. `plan` is that of who is
/// there and where.
pub fn digest(
    plan: Hash,
    claims: &BTreeMap<Lang, Claimed>,
    sources: &Sources,
    references: &[Reference],
) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(plan.as_bytes());
    hasher.update(terms(claims).as_bytes());
    // Links also lead to files; what is in them is no matter. Pages are in the plan.
    for source in sources.under("content/").chain(sources.frozen()) {
        hasher.update(source.path.as_bytes());
        hasher.update(&[0]);
    }
    for reference in references {
        hasher.update(reference.id.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize()
}

/// The forms that a language's terms claim.
pub type Claimed = Arc<(Claims, Vec<crate::diag::Diagnostic>)>;

/// The hash of all forms of all terms.
pub fn terms(claims: &BTreeMap<Lang, Claimed>) -> Hash {
    let mut hasher = Hasher::new();
    for (lang, claims) in claims {
        hasher.update(lang.code().as_bytes()).update(&[0]);
        hasher.update(claims.0.inputs.as_bytes());
    }
    hasher.finalize()
}

/// One hash of several.
pub fn join(hashes: &[Hash]) -> Hash {
    crate::source::join(hashes.iter().copied())
}

/// The key of the links of each page: that of its entry, and the ids of the pages that it links into.
/// `anchored` are those pages.
pub fn link_keys(
    tree: &Tree,
    keys: &[Hash],
    aligned: &[Arc<Aligned>],
    anchored: &[Arc<[PageId]>],
) -> Arc<[Hash]> {
    let languages = tree.languages.len();
    let key = |(page, into): (usize, &Arc<[PageId]>)| {
        let mut which = [0; 32];
        which[0] = (page % languages) as u8;
        let own = [keys[page / languages], Hash::from_bytes(which)];
        let ids = into.iter().map(|other| {
            let other = other.0 as usize;
            aligned[other / languages].hashes[other % languages]
        });
        crate::source::join(own.into_iter().chain(ids))
    };
    anchored.par_iter().enumerate().map(key).collect()
}
