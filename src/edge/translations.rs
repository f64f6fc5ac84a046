//! `carta translations`: how every translation stands, which words of its original have changed, and the
//! record that a translation says what the original says today.

use super::ids::save;
use crate::diag::Failure;
use crate::edge::report::line_column;
use crate::lang::Lang;
use crate::resolve::freshness::{FILE, Freshness, Lock, Pair, State};
use crate::resolve::wording::{self, Change};
use crate::site::{PageId, Site};
use crate::source::Sources;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// How a translation stands, as JSON and as text.
#[derive(Clone, Debug, Serialize)]
pub struct PageStatus {
    /// The key.
    pub key: String,
    /// The language.
    pub lang: String,
    /// `missing`, `structure`, `stale`, `unaccepted` or `complete`: the first that is true.
    pub state: &'static str,
    /// The blocks of the authentic text.
    pub blocks: usize,
    /// Blocks that the translation lacks.
    pub missing: usize,
    /// Blocks that only the translation has.
    pub extra: usize,
    /// Blocks whose original has changed.
    pub stale: usize,
    /// Blocks that nobody has accepted.
    pub unaccepted: usize,
    /// The ids of the stale blocks.
    pub stale_blocks: Vec<String>,
}

/// The states of a language's pages, counted.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Total {
    /// All pages.
    pub pages: usize,
    /// Pages that say what the original says.
    pub complete: usize,
    /// Pages without a file.
    pub missing: usize,
    /// Pages with other blocks than the original.
    pub structure: usize,
    /// Pages whose original has changed.
    pub stale: usize,
    /// Pages that nobody has accepted.
    pub unaccepted: usize,
}

/// How all translations stand.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// Each language.
    pub languages: BTreeMap<String, Total>,
    /// Each page, by key and language.
    pub pages: Vec<PageStatus>,
}

/// How all translations stand. A page that only exists as a translation is missing in the authentic
/// language.
pub fn status(site: &Site) -> Status {
    let tree = &site.tree;
    let mut status = Status {
        languages: BTreeMap::new(),
        pages: Vec::new(),
    };
    for id in tree.pages() {
        let (entry, page) = (tree.entry(id), tree.page(id));
        let own = Arc::ptr_eq(&page.manuscript, &entry.lead) && !page.is_borrowed();
        if own {
            continue;
        }
        let freshness = &*site.freshness[id.0 as usize];
        let Freshness {
            pairs,
            missing,
            extra,
            ..
        } = freshness;
        let count =
            |wanted: fn(&State) -> bool| pairs.iter().filter(|pair| wanted(&pair.state)).count();
        let stale = count(|state| matches!(state, State::Stale(_)));
        let unaccepted = count(|state| *state == State::New);
        let total = status.languages.entry(page.lang.to_string()).or_default();
        total.pages += 1;
        let (state, counter) = if page.is_borrowed() {
            ("missing", &mut total.missing)
        } else if !missing.is_empty() || !extra.is_empty() {
            ("structure", &mut total.structure)
        } else if stale > 0 {
            ("stale", &mut total.stale)
        } else if unaccepted > 0 {
            ("unaccepted", &mut total.unaccepted)
        } else {
            ("complete", &mut total.complete)
        };
        *counter += 1;
        status.pages.push(PageStatus {
            key: entry.key.to_string(),
            lang: page.lang.to_string(),
            state,
            blocks: entry.lead.doc.units.len(),
            missing: if page.is_borrowed() {
                entry.lead.doc.units.len()
            } else {
                missing.len()
            },
            extra: extra.len(),
            stale,
            unaccepted,
            stale_blocks: freshness
                .stale()
                .map(|pair| pair.name.to_string())
                .collect(),
        });
    }
    status
}

/// A stale block and what changed.
#[derive(Clone, Debug, Serialize)]
pub struct BlockDiff {
    /// The file of the translation.
    pub file: String,
    /// The line of the block in it.
    pub line: usize,
    /// The language of the translation.
    pub lang: String,
    /// The block, as `accept` takes it.
    pub block: String,
    /// The words of the authentic text: then and now.
    pub changes: Vec<Change>,
    /// What the translation says.
    pub translation: String,
}

/// What changed in the originals of these pages.
pub fn diff(site: &Site, chosen: &[Chosen]) -> Vec<BlockDiff> {
    let mut found = Vec::new();
    for (id, pair) in pairs(site, chosen) {
        let State::Stale(old) = &pair.state else {
            continue;
        };
        let freshness = &site.freshness[id.0 as usize];
        let text = &site.tree.page(id).manuscript;
        let span = match pair.unit {
            Some(unit) => text.doc.units[unit as usize].span,
            None => site.title_span(id),
        };
        found.push(BlockDiff {
            file: text.file.to_string(),
            line: line_column(&text.text, span.start as usize).0,
            lang: site.tree.page(id).lang.to_string(),
            block: format!("{}#{}", site.tree.entry(id).key, pair.name),
            changes: wording::compare(old, freshness.source(pair)),
            translation: freshness.translation(pair).to_owned(),
        });
    }
    found
}

/// The changes as a line: `[-gone-]` and `{+new+}`, coloured where the terminal has colours.
pub fn draw(changes: &[Change]) -> String {
    let runs: Vec<String> = changes
        .iter()
        .map(|change| match change {
            Change::Same(words) => words.clone(),
            Change::Removed(words) => format!("\x1b[31m[-{words}-]\x1b[0m"),
            Change::Added(words) => format!("\x1b[32m{{+{words}+}}\x1b[0m"),
        })
        .collect();
    runs.join(" ")
}

/// Something that was named on the command line: an entry, and a block of it if it was a block.
pub struct Chosen {
    entry: usize,
    block: Option<String>,
}

/// What these names stand for: `.` for everything, a page, a section with its pages, `page#block`.
pub fn choose(site: &Site, keys: &[String]) -> Result<Vec<Chosen>, Failure> {
    let tree = &site.tree;
    let mut chosen = Vec::new();
    for name in keys {
        let (key, block) = match name.split_once('#') {
            Some((key, block)) => (key, Some(block.to_owned())),
            None => (name.as_str(), None),
        };
        let all = key == ".";
        let folder = format!("{}/", key.trim_end_matches('/'));
        let before = chosen.len();
        for (index, entry) in tree.entries.iter().enumerate() {
            let inside = block.is_none() && entry.key.starts_with(&folder);
            if all || inside || *entry.key == *key || tree.find(key) == Some(index) {
                chosen.push(Chosen {
                    entry: index,
                    block: block.clone(),
                });
            }
        }
        if chosen.len() == before {
            let keys = tree.entries.iter().map(|entry| &*entry.key);
            let near = crate::diag::nearest(key, keys).unwrap_or("none");
            return Err(Failure::new("key-unknown")
                .arg("key", key)
                .arg("near", near));
        }
    }
    Ok(chosen)
}

fn pairs<'s>(site: &'s Site, chosen: &'s [Chosen]) -> impl Iterator<Item = (PageId, &'s Pair)> {
    let tree = &site.tree;
    chosen.iter().flat_map(move |chosen| {
        let pages = tree.languages.iter();
        pages.flat_map(move |lang| {
            let id = tree.page_in(chosen.entry, *lang);
            let pairs = site.freshness[id.0 as usize].pairs.iter();
            let wanted = chosen.block.as_deref();
            pairs
                .filter(move |pair| wanted.is_none_or(|wanted| *pair.name == *wanted))
                .map(move |pair| (id, pair))
        })
    })
}

/// Records these translations; says how many blocks. With everything accepted, what no page needs any
/// more is forgotten.
pub fn accept(
    root: &Path,
    sources: &Sources,
    site: &Site,
    chosen: &[Chosen],
) -> Result<usize, Failure> {
    let mut lock = Lock::read(sources, &mut Vec::new());
    let whole = chosen.iter().filter(|chosen| chosen.block.is_none());
    if whole.count() >= site.tree.entries.len() {
        lock = Lock::default();
    }
    let languages: &[Lang] = &site.tree.languages;
    for one in chosen {
        let key = &site.tree.entries[one.entry].key;
        for lang in languages {
            lock.remove(key, *lang, |record| {
                one.block
                    .as_ref()
                    .is_none_or(|block| *record.name == **block)
            });
        }
    }
    let mut count = 0;
    for (id, pair) in pairs(site, chosen) {
        let entry = site.tree.entry(id);
        let freshness = &site.freshness[id.0 as usize];
        lock.insert(freshness.record(pair, &entry.key, site.tree.page(id).lang));
        count += 1;
    }
    let text = lock.write();
    let old = sources.get(FILE).and_then(|source| source.as_text());
    if old.is_none_or(|old| **old != *text) {
        save(root, FILE, &text)?;
    }
    Ok(count)
}
