//! What stands in one language's block and not in its twin: numbers, dates, links, citations, facts,
//! glossary terms. Each is a warning at the block that lacks it, unless somebody said that it is meant:
//! `%%intended: 2014%%` behind the block, or `intended: [2014]` in the front matter of either language.

use super::figures::{Figures, figures};
use super::freshness::Said;
use super::passages::{Passage, Passages};
use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::memo::Memo;
use crate::page::Manuscript;
use crate::site::{Identity, Mention, PageId, Target, Tree};
use crate::source::{Hash, Hasher};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the check looks at.
pub struct World<'a> {
    /// The pages.
    pub tree: &'a Tree,
    /// Their blocks and twins.
    pub identity: &'a [Arc<Identity>],
    /// What they say.
    pub said: &'a Said,
    /// Where their links lead.
    pub links: &'a [Arc<Vec<Target>>],
    /// Their glossary words.
    pub mentions: &'a [Arc<Vec<Mention>>],
    /// The hash of all that the glossary words of pages come from beside the pages.
    pub terms: Hash,
    /// The hash of all that links and glossary words come from beside the pages.
    pub digest: Hash,
    /// The key of each entry.
    pub keys: &'a Arc<[Hash]>,
    /// The key of the links of each page.
    pub link_keys: &'a [Hash],
}

/// Compares every translation with its authentic text.
pub fn check(world: &World, memo: &Memo, problems: &mut Vec<Diagnostic>) {
    let tree = world.tree;
    let columns = tree.languages.len();
    let steady = steady_terms(world, memo);
    let mut hasher = Hasher::new();
    hasher.update(world.digest.as_bytes());
    for term in &steady {
        hasher.update(&term.to_le_bytes());
    }
    let links = world.link_keys.par_chunks(columns.max(1));
    let keys: Arc<[Hash]> = links.map(super::world::join).collect();
    memo.compared
        .fill(hasher.finalize(), &keys, columns, problems, |row| {
            let id = PageId(row as u32);
            let lead = tree.lead_of(id);
            let found = lead.map(|lead| compare(world, lead, id, &steady));
            ((), found.unwrap_or_default())
        });
}

/// A kind of thing that stands in one language only, and the thing as an editor would write it.
type Thing = (&'static str, String);

/// How many blocks must name a term in both languages before one that does not is worth a word. Measured
/// on this repository's content (462 files): with 8 nothing is reported, with 5 four differences, with 1
/// eight; all but one of them a plain difference between the languages (`confini` in a heading, «chi sente
/// le voci» in a table), the one a verb taken for the term, which has been mended. What is linked by hand
/// is compared at any number: see [`Side::things`].
const ENOUGH: u32 = 8;

/// How many blocks of a page name a term in both languages, and how many in one.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    term: usize,
    both: u32,
    one: u32,
}

/// The terms that the two languages name in the same blocks nearly everywhere: all times but one, or
/// nineteen times in twenty. A language repeats some words where the other uses a pronoun or an everyday word that is no form of
/// the term; of those nothing can be said.
fn steady_terms(world: &World, memo: &Memo) -> BTreeSet<usize> {
    let tree = world.tree;
    let columns = tree.languages.len();
    let pages = memo
        .named
        .fill(world.terms, world.keys, columns, &mut Vec::new(), |row| {
            let id = PageId(row as u32);
            let lead = tree.lead_of(id);
            let named = lead.map(|lead| named(world, lead, id));
            (Arc::new(named.unwrap_or_default()), Vec::new())
        });
    // By the number of the term: there are many names and few terms.
    let mut counts = vec![(0, 0); tree.entries.len()];
    for Named { term, both, one } in pages.iter().flat_map(|page| page.iter()) {
        let count = &mut counts[*term];
        count.0 += both;
        count.1 += one;
    }
    let steady = (0..)
        .zip(counts)
        .filter(|(_, (both, one))| *both >= ENOUGH && (*one <= 1 || one * 20 <= *both));
    steady.map(|(term, _)| term).collect()
}

/// How often a page and its translation name each term.
fn named(world: &World, lead: PageId, page: PageId) -> Vec<Named> {
    let mut counts: BTreeMap<usize, Named> = BTreeMap::new();
    let (lead, side) = (Side::new(world, lead), Side::new(world, page));
    for (unit, twin) in (0..).zip(&world.identity[page.0 as usize].twins) {
        let Some(twin) = twin else {
            continue;
        };
        let (a, b) = (lead.terms(*twin), side.terms(unit));
        let only_b = b.iter().filter(|named| !names(a, **named));
        for named in a.iter().chain(only_b) {
            let (both, one) = (0, 0);
            let term = named.1;
            let counted = counts.entry(term).or_insert(Named { term, both, one });
            match names(a, *named) && names(b, *named) {
                true => counted.both += 1,
                false => counted.one += 1,
            }
        }
    }
    counts.into_values().collect()
}

fn compare(world: &World, lead: PageId, page: PageId, steady: &BTreeSet<usize>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let sides = [lead, page].map(|id| Side::new(world, id));
    let [a, b] = &sides;
    let twins = &world.identity[page.0 as usize].twins;
    let blocks = (0..).zip(twins).filter_map(|(unit, twin)| {
        let twin = (*twin)?;
        // Two tables of different shape were reported; what they differ in follows from that.
        let shape = |side: &Side, unit: u32| side.text.doc.units[unit as usize].shape;
        if shape(a, twin) != shape(b, unit) {
            return None;
        }
        Some((Some((twin, unit)), a.said(twin), b.said(unit)))
    });
    let notes = a.passages.others().filter_map(|(name, passage)| {
        let other = b.passages.other(name)?;
        Some((None, passage, other))
    });
    for (units, left, right) in blocks.chain(notes) {
        let marks = |side: &Side, unit: Option<u32>| {
            let own = unit.map(|unit| side.text.doc.units[unit as usize].intended());
            let page = &side.text.front.intended;
            let all = own.into_iter().flatten().chain(page);
            all.map(|mark| mark.value.clone()).collect::<Vec<String>>()
        };
        let intended = || {
            [
                marks(a, units.map(|units| units.0)),
                marks(b, units.map(|units| units.1)),
            ]
            .concat()
        };
        // Words are only compared with digits: most blocks have none.
        let digits = |passage: Passage| {
            let bytes = passage.words.bytes();
            bytes.fold(false, |any, byte| any | byte.is_ascii_digit())
        };
        let figures = match digits(left) || digits(right) {
            true => {
                Some([(a, left), (b, right)].map(|(side, said)| figures(said.words, side.lang)))
            }
            false => None,
        };
        let terms = units.map(|(x, y)| [a.terms(x), b.terms(y)]);
        let things = [a.things(left), b.things(right)];
        for (from, to, place) in [(0, 1, units.map(|u| u.1)), (1, 0, units.map(|u| u.0))] {
            let source = units.map(|units| if from == 0 { units.0 } else { units.1 });
            let mut only: Vec<Thing> = things[from].difference(&things[to]).cloned().collect();
            if let Some(figures) = &figures {
                only.extend(lacking_figures(&figures[from], &figures[to]));
            }
            if let Some(terms) = &terms {
                let lacking = terms[from].iter().filter(|term| !names(terms[to], **term));
                let lacking = lacking.map(|(_, term)| *term);
                only.extend(lacking.filter(|term| steady.contains(term)).map(|term| {
                    let key = &world.tree.entries[term].key;
                    (
                        "term",
                        key.rsplit('/').next().unwrap_or_default().to_owned(),
                    )
                }));
            }
            for (what, thing) in only {
                let bare = thing.trim_start_matches('@');
                if intended()
                    .iter()
                    .any(|mark| mark == "*" || mark == bare || *mark == thing)
                {
                    continue;
                }
                found.push(
                    Diagnostic::new(
                        Code::TranslationDiffers,
                        &sides[to].text.file,
                        sides[to].place(place),
                    )
                    .arg("what", what)
                    .arg("thing", &thing)
                    .other(&sides[from].text.file, sides[from].place(source)),
                );
            }
        }
    }
    found
}

/// The numbers and months of one side that the other does not have, in digits or in words.
fn lacking_figures(own: &Figures, other: &Figures) -> Vec<Thing> {
    let numbers = own.numbers.iter();
    let numbers = numbers.filter(|(number, written)| !other.says(number, written));
    let months = own.months.iter().filter(|month| !other.names(**month));
    numbers
        .map(|(number, _)| ("number", number.to_string()))
        .chain(months.map(|month| ("month", month.to_string())))
        .collect()
}

/// A page on one side of the comparison.
struct Side<'a> {
    world: &'a World<'a>,
    id: PageId,
    lang: Lang,
    text: &'a Manuscript,
    passages: &'a Passages,
    /// The terms that each block names, by block and term.
    terms: Vec<(u32, usize)>,
}

/// Whether one of a block's terms is this one of another block.
fn names(terms: &[(u32, usize)], named: (u32, usize)) -> bool {
    terms
        .binary_search_by_key(&named.1, |(_, term)| *term)
        .is_ok()
}

impl<'a> Side<'a> {
    fn new(world: &'a World, id: PageId) -> Side<'a> {
        let page = world.tree.page(id);
        let mentions = world.mentions[id.0 as usize].iter();
        let named = mentions.filter_map(|mention| Some((mention.unit?, mention.entry())));
        let mut terms: Vec<(u32, usize)> = named.collect();
        terms.sort_unstable();
        terms.dedup();
        Side {
            terms,
            world,
            id,
            lang: page.text_lang,
            text: &page.manuscript,
            passages: &world.said[id.0 as usize],
        }
    }

    fn said(&self, unit: u32) -> Passage<'a> {
        self.passages.unit(unit)
    }

    fn place(&self, unit: Option<u32>) -> crate::diag::Span {
        let title = self.text.front.title.as_ref();
        match unit {
            Some(unit) => {
                super::align::first_line(self.text, self.text.doc.units[unit as usize].span)
            }
            None => title.map_or_else(Default::default, |title| title.span),
        }
    }

    fn things(&self, passage: Passage) -> BTreeSet<Thing> {
        let mut things: BTreeSet<Thing> = BTreeSet::new();
        let cited = passage.cited();
        things.extend(cited.map(|id| ("citation", format!("@{id}"))));
        let facts = passage.facts();
        things.extend(facts.map(|name| ("fact", name.to_owned())));
        for link in passage.links() {
            if let Some(target) = self.target(link) {
                things.insert(("link", target));
            }
        }
        things
    }

    /// Where a link leads, the same in all languages.
    fn target(&self, link: u32) -> Option<String> {
        match &self.world.links[self.id.0 as usize][link as usize] {
            Target::Page(page, anchor) => {
                let key = &self.world.tree.entry(*page).key;
                Some(match anchor {
                    Some(anchor) => format!("{key}#{anchor}"),
                    None => key.to_string(),
                })
            }
            Target::External(url) => Some(url.clone()),
            // A picture may have words in it, and then each language has its own.
            Target::File(_) | Target::Data(_) | Target::Broken => None,
        }
    }

    fn terms(&self, unit: u32) -> &[(u32, usize)] {
        let first = self.terms.partition_point(|(of, _)| *of < unit);
        let terms = &self.terms[first..];
        &terms[..terms.partition_point(|(of, _)| *of == unit)]
    }
}
