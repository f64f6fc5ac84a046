//! Groups: the words of a language that are found together, the pages that have them, and how much
//! they weigh there.
//!
//! A group is what shares a stem (`esperto`, `esperte`), what an editor wrote as forms of one word of a
//! glossary term, or one function word in its shapes. A *concept* is a term by whatever name a page
//! calls it: the resolve stage knows those places already. Weights are those of BM25F with a ceiling for
//! each field, so that no repetition outweighs a title; they are quantised here, because the browser needs
//! one number for a page and a group and nothing else.

use super::reading::{FIELDS, Field, Reading, names_of};
use super::words::{self, Stems};
use crate::lang::Lang;
use crate::page::PageKind;
use crate::site::Site;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Weights are numbers from 1 to this.
pub const LEVELS: f64 = 60.0;
/// The greatest weight; `w = (level / LEVELS)² · HEAVIEST`. The browser has the same number.
const HEAVIEST: f64 = 24.0;
/// The longest name, in words that say something, by which a term is known.
const LONGEST_NAME: usize = 8;

/// Pages and weights, by page.
pub type Postings = Vec<(u32, u8)>;

/// The vocabulary of a language and where it stands.
pub struct Groups {
    /// Folded words in order, the group of each, and whether it is a function word.
    pub words: Vec<(String, u32, bool)>,
    /// The pages of each group.
    pub postings: Vec<Postings>,
    /// The pages of each concept.
    pub concepts: Vec<Postings>,
    /// By the first group of a name: what it leads to.
    pub names: BTreeMap<u32, Vec<Name>>,
}

/// A name of a term.
pub struct Name {
    /// The page of the term.
    pub page: u32,
    /// Its concept, as an index.
    pub concept: usize,
    /// The groups of the name, after the first.
    pub rest: Vec<u32>,
    /// Where another term has a name of the same groups (`peer support`, `peer supporter`): how this one
    /// is written.
    pub written: Vec<String>,
}

/// Groups the words of a language's pages.
pub fn group(site: &Site, lang: Lang, readings: &[Reading]) -> Groups {
    let vocabulary = Vocabulary::of(lang, readings);
    let groups = vocabulary.group(site, readings);
    let known = prominence(site);
    let postings = postings(readings, &known, &vocabulary, &groups);
    let (names, concepts) = names(site, lang, readings, &groups);
    Groups {
        words: groups
            .words
            .into_iter()
            .map(|(word, (group, light))| (word, group, light))
            .collect(),
        postings,
        concepts,
        names,
    }
}

/// Every word as it is written somewhere, with its accents.
struct Vocabulary<'r> {
    lang: Lang,
    /// The word, and the language to stem it by: ours, if one of our texts has it.
    surfaces: Vec<(&'r str, Lang)>,
    index: HashMap<&'r str, u32>,
}

struct Grouped {
    /// By folded word: its group, and whether it is a function word.
    words: BTreeMap<String, (u32, bool)>,
    /// The group of each surface.
    of_surface: Vec<u32>,
    count: usize,
}

impl<'r> Vocabulary<'r> {
    fn of(lang: Lang, readings: &'r [Reading]) -> Vocabulary<'r> {
        let mut vocabulary = Vocabulary {
            lang,
            surfaces: Vec::new(),
            index: HashMap::new(),
        };
        for reading in readings {
            for (word, word_lang, _) in &reading.counts.words {
                let next = vocabulary.surfaces.len() as u32;
                let id = *vocabulary.index.entry(word).or_insert(next);
                if id == next {
                    vocabulary.surfaces.push((word, *word_lang));
                } else if *word_lang == lang {
                    vocabulary.surfaces[id as usize].1 = lang;
                }
            }
        }
        vocabulary
    }

    fn group(&self, site: &Site, readings: &[Reading]) -> Grouped {
        // One word may have been written with and without its accent: the accented one knows its stem.
        let mut best: BTreeMap<String, (&str, Lang)> = BTreeMap::new();
        let folded: Vec<String> = self
            .surfaces
            .par_iter()
            .map(|(word, _)| words::fold(word))
            .collect();
        for ((word, lang), folded) in self.surfaces.iter().zip(&folded) {
            let known = best.entry(folded.clone()).or_insert((word, *lang));
            let rank =
                |(word, of): (&str, Lang)| (of == self.lang, !word.is_ascii(), word.to_owned());
            if rank((word, *lang)) > rank(*known) {
                *known = (word, *lang);
            }
        }
        let best: Vec<(String, (&str, Lang))> = best.into_iter().collect();
        let position: HashMap<&str, usize> = best
            .iter()
            .enumerate()
            .map(|(at, (word, _))| (word.as_str(), at))
            .collect();
        let keys: Vec<(String, bool)> = best
            .par_chunks(256)
            .flat_map_iter(|chunk| {
                let stems: BTreeMap<Lang, Stems> = chunk
                    .iter()
                    .map(|(_, (_, lang))| (*lang, Stems::new(*lang)))
                    .collect();
                let keys: Vec<(String, bool)> = chunk
                    .iter()
                    .map(
                        |(folded, (word, lang))| match words::function_word(self.lang, folded) {
                            Some(line) => (line.to_owned(), true),
                            None => (stems[lang].stem(word), false),
                        },
                    )
                    .collect();
                keys
            })
            .collect();
        let mut sets = Sets::new(best.len());
        let mut first: HashMap<&(String, bool), usize> = HashMap::new();
        for (at, key) in keys.iter().enumerate() {
            let leader = *first.entry(key).or_insert(at);
            sets.join(leader, at);
        }
        for (a, b) in forms(site, self.lang, readings) {
            if let (Some(a), Some(b)) = (position.get(a.as_str()), position.get(b.as_str())) {
                sets.join(*a, *b);
            }
        }
        // Groups are numbered by their first word, so that what is near in the alphabet is near on disk.
        let mut numbers: HashMap<usize, u32> = HashMap::new();
        let of_word: Vec<u32> = (0..best.len())
            .map(|at| {
                let next = numbers.len() as u32;
                *numbers.entry(sets.leader(at)).or_insert(next)
            })
            .collect();
        Grouped {
            of_surface: folded
                .iter()
                .map(|folded| of_word[position[folded.as_str()]])
                .collect(),
            count: numbers.len(),
            words: best
                .iter()
                .enumerate()
                .map(|(at, (word, _))| (word.clone(), (of_word[at], keys[at].1)))
                .collect(),
        }
    }
}

/// Pairs of words that an editor wrote as forms of one word: at the same place of two forms of a term,
/// and alike at the beginning. `{in,nel}` are no forms of each other, nor are `utente` and `familiare`.
fn forms(site: &Site, lang: Lang, readings: &[Reading]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for reading in readings {
        let names = term_names(site, lang, reading);
        let Some((title, rest)) = names.split_first() else {
            continue;
        };
        for name in rest {
            if name.len() != title.len() {
                continue;
            }
            for (a, b) in title.iter().zip(name) {
                let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
                if a != b && shared >= 4 && shared + 3 >= a.chars().count().max(b.chars().count()) {
                    pairs.push((a.clone(), b.clone()));
                }
            }
        }
    }
    pairs
}

/// The names of a term, the title first, as folded words that say something.
fn term_names(site: &Site, lang: Lang, reading: &Reading) -> Vec<Vec<String>> {
    let entry = site.tree.entry(reading.page);
    if entry.kind != PageKind::Term || entry.is_section() {
        return Vec::new();
    }
    let title = site.tree.page(reading.page).title.clone();
    let mut names: Vec<Vec<String>> = Vec::new();
    for text in std::iter::once(title).chain(names_of(site, reading.page).into_iter().map(|n| n.1))
    {
        let mut all = Vec::new();
        words::each(&text, &mut |word| all.push(words::fold(word)));
        let mut name: Vec<String> = all
            .iter()
            .filter(|word| words::function_word(lang, word).is_none())
            .cloned()
            .collect();
        if name.is_empty() {
            name = all;
        }
        if !name.is_empty() && name.len() <= LONGEST_NAME && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The pages of each group.
fn postings(
    readings: &[Reading],
    known: &[f64],
    vocabulary: &Vocabulary,
    groups: &Grouped,
) -> Vec<Postings> {
    let mut average = [0.0; FIELDS];
    for reading in readings {
        for (sum, length) in average.iter_mut().zip(reading.counts.lengths) {
            *sum += f64::from(length) / readings.len() as f64;
        }
    }
    let of_page: Vec<Vec<(u32, u8)>> = readings
        .par_iter()
        .map(|reading| {
            let mut found: Vec<(u32, [u16; FIELDS])> = reading
                .counts
                .words
                .iter()
                .map(|(word, _, counts)| {
                    let surface = vocabulary.index[&**word];
                    (groups.of_surface[surface as usize], *counts)
                })
                .collect();
            found.sort_unstable();
            found.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    for (sum, count) in kept.1.iter_mut().zip(next.1) {
                        *sum = sum.saturating_add(count);
                    }
                }
                same
            });
            found
                .into_iter()
                .map(|(group, counts)| {
                    let weight = weigh(counts, reading.counts.lengths, average);
                    (group, level(weight * known[reading.page.0 as usize]))
                })
                .collect()
        })
        .collect();
    let mut postings = vec![Postings::new(); groups.count];
    for (page, found) in of_page.into_iter().enumerate() {
        for (group, level) in found {
            postings[group as usize].push((page as u32, level));
        }
    }
    postings
}

/// What the whole site leads to is likelier what is looked for: a factor for each page, from how many
/// places link to it or mention it.
fn prominence(site: &Site) -> Vec<f64> {
    let pages = site.tree.pages();
    pages
        .map(|page| site.cited_by(page).len() + site.used_in(page).len())
        .map(|places| 1.0 + 0.08 * ((1 + places) as f64).ln())
        .collect()
}

/// How much a group weighs on a page, from how often its words stand in each field.
fn weigh(counts: [u16; FIELDS], lengths: [u32; FIELDS], average: [f64; FIELDS]) -> f64 {
    let count = |field: Field| f64::from(counts[field as usize]);
    let length = |field: Field| f64::from(lengths[field as usize]);
    let mut weight = 0.0;
    if count(Field::Title) > 0.0 {
        // One word of a title of one says more than one of ten.
        weight += 4.0 + 3.0 / length(Field::Title).max(1.0).sqrt();
    }
    if count(Field::Name) > 0.0 {
        weight += 3.0;
    }
    weight += 2.5 * count(Field::Heading) / (count(Field::Heading) + 1.0);
    let body = Field::Body as usize;
    let relative = 0.4 + 0.6 * length(Field::Body) / average[body].max(1.0);
    let body = count(Field::Body) / relative;
    weight + 3.0 * body / (body + 1.5)
}

fn level(weight: f64) -> u8 {
    ((weight / HEAVIEST).sqrt() * LEVELS)
        .round()
        .clamp(1.0, LEVELS) as u8
}

/// By which groups each term is known, and the pages of each concept.
fn names(
    site: &Site,
    lang: Lang,
    readings: &[Reading],
    groups: &Grouped,
) -> (BTreeMap<u32, Vec<Name>>, Vec<Postings>) {
    let mut mentioned: BTreeMap<usize, Postings> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate() {
        let mut counts: BTreeMap<usize, u16> = BTreeMap::new();
        for mention in site.mentions[reading.page.0 as usize].iter() {
            *counts.entry(mention.entry()).or_default() += 1;
        }
        for (term, count) in counts {
            let weight = 3.0 * f64::from(count) / (f64::from(count) + 1.5);
            mentioned
                .entry(term)
                .or_default()
                .push((at as u32, level(weight)));
        }
    }
    // A name that two terms have leads to the one that is written so, then to the one that has it as its
    // title, then to the first.
    type Owners = BTreeMap<(bool, u32, usize), Vec<String>>;
    let mut owners: BTreeMap<Vec<u32>, Owners> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate() {
        let term = site.tree.entry_index(reading.page);
        for (nth, name) in term_names(site, lang, reading).into_iter().enumerate() {
            let key: Option<Vec<u32>> = name
                .iter()
                .map(|word| groups.words.get(word).map(|(group, _)| *group))
                .collect();
            let Some(key) = key else { continue };
            let owners = owners.entry(key).or_default();
            let known = owners
                .keys()
                .find(|(_, page, _)| *page == at as u32)
                .copied();
            let claim = known.unwrap_or((nth > 0, at as u32, term));
            owners.entry(claim).or_default().push(name.join(" "));
        }
    }
    let mut concepts = Vec::new();
    let mut of_term: BTreeMap<usize, usize> = BTreeMap::new();
    let mut names: BTreeMap<u32, Vec<Name>> = BTreeMap::new();
    for (key, owners) in owners {
        let contested = owners.len() > 1;
        for ((_, page, term), written) in owners {
            let concept = *of_term.entry(term).or_insert(concepts.len());
            if concept == concepts.len() {
                concepts.push(mentioned.remove(&term).unwrap_or_default());
            }
            names.entry(key[0]).or_default().push(Name {
                page,
                concept,
                rest: key[1..].to_vec(),
                written: if contested { written } else { Vec::new() },
            });
        }
    }
    (names, concepts)
}

/// Sets that are joined one by one.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    fn leader(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.leader(a), self.leader(b));
        self.0[a.max(b)] = a.min(b);
    }
}
