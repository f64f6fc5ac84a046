//! What changed between two versions of the documents, block by block and word by word.
//!
//! Blocks are told by their ids. An id that follows its place is another block's when a paragraph comes in
//! before it, so what says the same is the same whatever it is called, and of the rest what says nearly the
//! same; only then does a block that has kept nothing but its id count as reworded.

use super::facts;
use crate::doc::Shape;
use crate::lang::Lang;
use crate::resolve::passages::{Passage, passages};
use crate::resolve::wording::{self, Change};
use crate::resolve::{cite, freeze};
use crate::site::{PageId, Site};
use std::collections::{BTreeMap, BTreeSet};

/// Two blocks belong together if they share so many of a hundred words.
const ALIKE: usize = 50;

/// A page that is not what it was.
pub struct PageChange {
    /// Its title: today's, or the last one.
    pub title: String,
    /// The language of its text.
    pub lang: Lang,
    /// Its address, from the site's root: of what it is, or of what it was.
    pub url: String,
    /// What happened to it.
    pub what: What,
    /// Its blocks that are not what they were.
    pub blocks: Vec<BlockChange>,
}

/// What happened to a page or a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It came in.
    Added,
    /// It went.
    Removed,
    /// It says something else.
    Reworded,
    /// It was translated: before, the authentic text stood here.
    Translated,
}

impl What {
    /// The name, as in Fluent messages.
    pub fn name(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Removed => "removed",
            What::Reworded => "reworded",
            What::Translated => "translated",
        }
    }
}

/// A block that is not what it was.
pub struct BlockChange {
    /// Its id; empty for what has none.
    pub id: String,
    /// The heading it stands under, or what it is if it stands under none: `:title`.
    pub section: String,
    /// What happened to it.
    pub what: What,
    /// Its words, then and now.
    pub words: Vec<Change>,
    /// Where it stands, or stood, from the site's root.
    pub url: String,
}

/// The changes in a language's documents from one site to another, in the order of the newer one; pages
/// that went come last. `successor` gives the entry of the newer site that an entry of the older one is.
pub fn compare(
    old: &Site,
    new: &Site,
    lang: Lang,
    successor: &dyn Fn(usize) -> Option<usize>,
) -> Vec<PageChange> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut gone = Vec::new();
    let now: BTreeSet<usize> = documents(new);
    for entry in documents(old) {
        match successor(entry).filter(|entry| now.contains(entry)) {
            Some(heir) => {
                before.insert(heir, entry);
            }
            None => gone.push(entry),
        }
    }
    let page = |site: &Site, entry: usize| site.tree.page_in(entry, lang);
    let mut changes = Vec::new();
    for entry in in_order(new, now) {
        let new_page = page(new, entry);
        match before.get(&entry) {
            None => changes.push(whole(new, new_page, What::Added)),
            Some(old_entry) => {
                let old_page = page(old, *old_entry);
                let of = |site: &Site, page: PageId| site.tree.page(page).text_lang;
                if of(old, old_page) != of(new, new_page) {
                    changes.push(whole(new, new_page, What::Translated));
                    continue;
                }
                let blocks = blocks(old, old_page, new, new_page);
                if !blocks.is_empty() {
                    let mut change = whole(new, new_page, What::Reworded);
                    change.blocks = blocks;
                    changes.push(change);
                }
            }
        }
    }
    let gone = gone.into_iter();
    changes.extend(gone.map(|entry| whole(old, page(old, entry), What::Removed)));
    changes
}

/// The documents of a site and the sections they stand in.
fn documents(site: &Site) -> BTreeSet<usize> {
    let documents = freeze::documents(site);
    let with_sections = documents.flat_map(|entry| {
        let above = freeze::above(site, entry);
        above.chain([entry]).collect::<Vec<_>>()
    });
    with_sections.collect()
}

/// Entries in the order that a reader meets them: a section, then its pages.
pub fn in_order(site: &Site, entries: BTreeSet<usize>) -> Vec<usize> {
    fn walk(site: &Site, entry: usize, wanted: &BTreeSet<usize>, out: &mut Vec<usize>) {
        if wanted.contains(&entry) {
            out.push(entry);
        }
        for child in &site.tree.entries[entry].children {
            walk(site, *child, wanted, out);
        }
    }
    let mut out = Vec::new();
    let all = site.tree.entries.iter().enumerate();
    all.filter(|(_, entry)| entry.parent.is_none())
        .for_each(|(top, _)| walk(site, top, &entries, &mut out));
    out
}

fn whole(site: &Site, page: PageId, what: What) -> PageChange {
    let page = site.tree.page(page);
    PageChange {
        title: page.title.clone(),
        lang: page.text_lang,
        url: page.path.clone(),
        what,
        blocks: Vec::new(),
    }
}

/// What a block said, and where.
struct Said {
    id: String,
    section: String,
    kind: &'static str,
    words: String,
}

/// Everything that a page says, in reading order.
fn said(site: &Site, page: PageId) -> Vec<Said> {
    let this = site.tree.page(page);
    let text = &this.manuscript;
    let passages = passages(text);
    let words = |passage: Passage| {
        let mut words = passage.words.to_string();
        // A number that comes from the data changes without a word of the text.
        for name in passage.facts() {
            if let Some((_, fact, column)) = cite::fact(&site.tree, name) {
                let value = facts::value_text(site, this.text_lang, fact, column);
                words.push_str(&format!(" ({value})"));
            }
        }
        typographic(&words)
    };
    let mut all = Vec::new();
    for (name, passage) in passages.others() {
        all.push(Said {
            id: String::new(),
            section: name.to_owned(),
            kind: ":other",
            words: words(passage),
        });
    }
    let mut section = String::new();
    for (unit, (shape, passage)) in (0..).zip(text.doc.units.iter().zip(passages.units())) {
        if let Shape::Heading(_) = shape.shape {
            section = shape.title.to_string();
        }
        if !passage.words.is_empty() || passage.facts().next().is_some() {
            all.push(Said {
                id: site.unit_id(page, unit).to_string(),
                section: section.clone(),
                kind: shape.shape.name(),
                words: words(passage),
            });
        }
    }
    all
}

/// The apostrophe behind a letter as it is printed: passages do not tell the two apart.
fn typographic(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut letter = false;
    for c in words.chars() {
        out.push(if c == '\'' && letter { '\u{2019}' } else { c });
        letter = c.is_alphanumeric();
    }
    out
}

fn blocks(old: &Site, old_page: PageId, new: &Site, new_page: PageId) -> Vec<BlockChange> {
    let (before, after) = (said(old, old_page), said(new, new_page));
    let heir = pair(&before, &after);
    let at = |site: &Site, page: PageId, said: &Said| {
        let path = &site.tree.page(page).path;
        match said.id.as_str() {
            "" => path.clone(),
            id => format!("{path}#{id}"),
        }
    };
    // What went stands behind the block that it followed.
    let mut went: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut place = 0;
    for (index, heir) in heir.iter().enumerate() {
        match heir {
            Some(heir) => place = heir + 1,
            None => went.entry(place).or_default().push(index),
        }
    }
    let mut changes = Vec::new();
    for slot in 0..=after.len() {
        for index in went.get(&slot).into_iter().flatten() {
            let said = &before[*index];
            changes.push(BlockChange {
                id: said.id.clone(),
                section: said.section.clone(),
                what: What::Removed,
                words: vec![Change::Removed(said.words.clone())],
                url: at(old, old_page, said),
            });
        }
        let Some(said) = after.get(slot) else {
            continue;
        };
        let ancestor = heir.iter().position(|heir| *heir == Some(slot));
        let (what, words) = match ancestor.map(|index| &before[index].words) {
            Some(words) if *words == said.words => continue,
            Some(words) => (What::Reworded, wording::compare(words, &said.words)),
            None => (What::Added, vec![Change::Added(said.words.clone())]),
        };
        changes.push(BlockChange {
            id: said.id.clone(),
            section: said.section.clone(),
            what,
            words,
            url: at(new, new_page, said),
        });
    }
    changes
}

/// For each block of before, the block of after that it has become.
fn pair(before: &[Said], after: &[Said]) -> Vec<Option<usize>> {
    let mut heir: Vec<Option<usize>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    let name = |said: &Said| match said.id.as_str() {
        "" => said.section.clone(),
        id => id.to_owned(),
    };
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_words: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (index, said) in after.iter().enumerate() {
        by_name.insert(name(said), index);
        let words = (said.kind, said.words.as_str());
        by_words.entry(words).or_default().push(index);
    }
    let mut join = |index: usize, other: usize, heir: &mut Vec<Option<usize>>| {
        let free = heir[index].is_none() && !taken[other];
        if free {
            heir[index] = Some(other);
            taken[other] = true;
        }
        free
    };
    // The same words under the same name, then the same words anywhere.
    for (index, said) in before.iter().enumerate() {
        if let Some(other) = by_name.get(&name(said))
            && after[*other].words == said.words
        {
            join(index, *other, &mut heir);
        }
    }
    for (index, said) in before.iter().enumerate() {
        let same = by_words.get(&(said.kind, said.words.as_str()));
        for other in same.into_iter().flatten() {
            if heir[index].is_some() || join(index, *other, &mut heir) {
                break;
            }
        }
    }
    // Nearly the same words: the same name first, then whatever is most alike.
    let mut alike: Vec<(bool, usize, usize, usize)> = Vec::new();
    let left = |taken: &[Option<usize>]| -> Vec<usize> {
        (0..after.len())
            .filter(|at| !taken.contains(&Some(*at)))
            .collect()
    };
    let free = left(&heir);
    let bags: BTreeMap<usize, BTreeMap<&str, usize>> = free
        .iter()
        .map(|at| (*at, bag(&after[*at].words)))
        .collect();
    for (index, said) in before.iter().enumerate() {
        if heir[index].is_some() {
            continue;
        }
        let own = bag(&said.words);
        for other in &free {
            let share = share(&own, &bags[other]);
            if after[*other].kind == said.kind && share >= ALIKE {
                let named = name(said) == name(&after[*other]);
                alike.push((!named, 100 - share, index, *other));
            }
        }
    }
    alike.sort_unstable();
    for (_, _, index, other) in alike {
        join(index, other, &mut heir);
    }
    // Nothing but the name.
    for (index, said) in before.iter().enumerate() {
        if let Some(other) = by_name.get(&name(said)) {
            join(index, *other, &mut heir);
        }
    }
    heir
}

/// How often each word stands in a text.
fn bag(words: &str) -> BTreeMap<&str, usize> {
    let mut bag = BTreeMap::new();
    for word in words.split_whitespace() {
        *bag.entry(word).or_default() += 1;
    }
    bag
}

/// How many of a hundred words two texts share.
fn share(a: &BTreeMap<&str, usize>, b: &BTreeMap<&str, usize>) -> usize {
    let all: usize = a.values().chain(b.values()).sum();
    let both = a
        .iter()
        .map(|(word, count)| count.min(b.get(word).unwrap_or(&0)));
    2 * 100 * both.sum::<usize>() / all.max(1)
}
