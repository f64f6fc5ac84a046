//! Whether a translation still says what the authentic text says, block by block.
//!
//! `content/translations.lock` holds the wording that each translated block was made from. A block is
//! stale when that wording and today's are not the same words. Files, dates and commits have no part
//! in it, so moving a page, changing an order or re-wrapping lines raises no alarm.
//!
//! One line for each block: `KEY#ID`, the language, a short hash of the translation, the wording,
//! with tabs between. The hash tells a pair of blocks that moved together from one that was torn apart.

use super::passages::{Passages, passages};
use super::rows::NOTHING;
use crate::diag::{Code, Diagnostic, Span};
use crate::lang::Lang;
use crate::memo::Memo;
use crate::page::Manuscript;
use crate::site::{Entry, Identity, PageId, Tree};
use crate::source::{Hash, Sources};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Where accepted wordings stand.
pub const FILE: &str = "content/translations.lock";

/// A wording that a translated block was made from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// The page.
    pub key: Arc<str>,
    /// The block: its id, or the name of what has none (`:title`).
    pub name: Arc<str>,
    /// The language of the translation.
    pub lang: Lang,
    /// A short hash of the translation.
    pub digest: Arc<str>,
    /// The wording of the authentic text.
    pub text: Arc<str>,
}

/// All accepted wordings.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    pages: BTreeMap<(Arc<str>, Lang), Vec<Record>>,
    anywhere: HashSet<(Lang, Arc<str>, Arc<str>)>,
}

impl Lock {
    /// Reads the lock. A line that is no record is an error with its place.
    pub fn read(sources: &Sources, problems: &mut Vec<Diagnostic>) -> Lock {
        let mut lock = Lock::default();
        let Some(source) = sources.get(FILE) else {
            return lock;
        };
        let text = source.as_text().map_or("", |text| text);
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let entry = line.trim_end_matches(['\n', '\r']);
            let span = Span::new(at, at + entry.len());
            at += line.len();
            match record(entry) {
                Some(record) => lock.insert(record),
                None if entry.trim().is_empty() => {}
                None => problems.push(Diagnostic::new(Code::LockInvalid, &source.path, span)),
            }
        }
        lock
    }

    /// Adds a record.
    pub fn insert(&mut self, record: Record) {
        let Record {
            key, lang, digest, ..
        } = &record;
        self.anywhere
            .insert((*lang, record.text.clone(), digest.clone()));
        let page = (key.clone(), *lang);
        self.pages.entry(page).or_default().push(record);
    }

    /// Forgets the records of a page's translation for which `gone` holds.
    pub fn remove(&mut self, key: &str, lang: Lang, gone: impl Fn(&Record) -> bool) {
        if let Some(records) = self.pages.get_mut(&(key.into(), lang)) {
            records.retain(|record| !gone(record));
        }
    }

    /// The lock as text: sorted, one record on each line.
    pub fn write(&self) -> String {
        let records: BTreeSet<&Record> = self.pages.values().flatten().collect();
        let mut lines: Vec<String> = records
            .into_iter()
            .map(|record| {
                let Record {
                    key,
                    name,
                    lang,
                    digest,
                    text,
                } = record;
                format!("{key}#{name}\t{lang}\t{digest}\t{text}\n")
            })
            .collect();
        lines.sort();
        lines.concat()
    }

    fn page(&self, key: &str, lang: Lang) -> &[Record] {
        let records = self.pages.get(&(key.into(), lang));
        records.map_or(&[], Vec::as_slice)
    }
}

fn record(line: &str) -> Option<Record> {
    let mut parts = line.splitn(4, '\t');
    let (key, name) = parts.next()?.rsplit_once('#')?;
    let lang = Lang::parse(parts.next()?)?;
    let digest = parts.next()?;
    let text = parts.next()?;
    Some(Record {
        key: key.into(),
        name: name.into(),
        lang,
        digest: digest.into(),
        text: text.into(),
    })
}

/// What is known of a translated block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The authentic text says what it said.
    Fresh,
    /// It says something else; this is what it said.
    Stale(Arc<str>),
    /// Nobody has accepted this translation yet.
    New,
}

/// A block and its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its id, or the name of what has none.
    pub name: Arc<str>,
    /// The unit of the translation.
    pub unit: Option<u32>,
    /// The unit of the authentic text.
    pub lead: Option<u32>,
    /// Whether they belong together.
    pub state: State,
}

/// What a text says at one side of a pair.
fn words<'a>(said: &'a Passages, name: &str, unit: Option<u32>) -> &'a str {
    match unit {
        Some(unit) => said.unit(unit).words,
        None => said.other(name).map_or("", |passage| passage.words),
    }
}

/// How a translation stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Freshness {
    /// Its blocks that have a counterpart.
    pub pairs: Vec<Pair>,
    /// Units of the authentic text that nothing stands for.
    pub missing: Vec<u32>,
    /// Units of the translation that stand for nothing.
    pub extra: Vec<u32>,
    /// Which pairs are stale: those without a unit first, then by unit.
    stale: Vec<u32>,
    /// What the authentic text says, and what the translation says.
    said: [Arc<Passages>; 2],
}

impl Freshness {
    /// What the authentic text says in a pair.
    pub fn source(&self, pair: &Pair) -> &str {
        words(&self.said[0], &pair.name, pair.lead)
    }

    /// What the translation says in a pair.
    pub fn translation(&self, pair: &Pair) -> &str {
        words(&self.said[1], &pair.name, pair.unit)
    }

    /// The record that accepts a pair.
    pub fn record(&self, pair: &Pair, key: &Arc<str>, lang: Lang) -> Record {
        Record {
            key: key.clone(),
            name: pair.name.clone(),
            lang,
            digest: digest(self.translation(pair)).into(),
            text: self.source(pair).into(),
        }
    }

    /// The pairs whose authentic text has changed.
    pub fn stale(&self) -> impl Iterator<Item = &Pair> {
        self.stale.iter().map(|at| &self.pairs[*at as usize])
    }

    /// The stale pair of a unit of the translation.
    pub fn stale_at(&self, unit: u32) -> Option<&Pair> {
        let unit_of = |at: &u32| self.pairs[*at as usize].unit;
        let found = self.stale.binary_search_by_key(&Some(unit), unit_of).ok()?;
        Some(&self.pairs[self.stale[found] as usize])
    }
}

/// What each page says, by page.
pub type Said = Arc<Vec<Arc<Passages>>>;

/// Takes all pages apart. `keys` are those of the entries.
pub fn read_pages(tree: &Tree, keys: &Arc<[Hash]>, memo: &Memo) -> Said {
    let columns = tree.languages.len();
    memo.passages
        .fill(NOTHING, keys, columns, &mut Vec::new(), |row| {
            let page = tree.page(PageId(row as u32));
            let said = passages(&page.manuscript);
            (Arc::new(said), Vec::new())
        })
}

/// What a translation is judged by.
pub struct Judge<'a> {
    /// The pages.
    pub tree: &'a Tree,
    /// Their blocks and twins.
    pub identity: &'a [Arc<Identity>],
    /// What they say.
    pub said: &'a Said,
    /// The accepted wordings.
    pub lock: &'a Lock,
}

impl Judge<'_> {
    /// How a page stands, and one warning for each stale block, at its translation; of the authentic text
    /// and of a page without a translation nothing.
    pub fn page(&self, id: PageId) -> (Arc<Freshness>, Vec<Diagnostic>) {
        let tree = self.tree;
        let Some(lead) = tree.lead_of(id) else {
            return Default::default();
        };
        let (said, ids) = (
            [lead, id].map(|page| self.said[page.0 as usize].clone()),
            [lead, id].map(|page| &*self.identity[page.0 as usize]),
        );
        let mut freshness = align(said, ids[0], ids[1]);
        let (entry, page) = (tree.entry(id), tree.page(id));
        let was = entry.lead.front.was.iter().map(|name| &*name.value);
        let keys: Vec<&str> = std::iter::once(&*entry.key).chain(was).collect();
        settle(&mut freshness, &keys, &entry.lead, page.lang, self.lock);
        let pairs = (0..).zip(&freshness.pairs);
        freshness.stale = pairs
            .filter(|(_, pair)| matches!(pair.state, State::Stale(_)))
            .map(|(at, _)| at)
            .collect();
        let found = report(entry, &page.manuscript, &freshness);
        (Arc::new(freshness), found)
    }
}

fn align(said: [Arc<Passages>; 2], lead_ids: &Identity, ids: &Identity) -> Freshness {
    let [lead, text] = &said;
    let mut covered = vec![false; lead.units().len()];
    let pair = |name, unit, lead| Pair {
        name,
        unit,
        lead,
        state: State::New,
    };
    let others = lead.others().filter(|(name, _)| text.other(name).is_some());
    let mut pairs: Vec<Pair> = others
        .map(|(name, _)| pair(name.into(), None, None))
        .collect();
    pairs.reserve_exact(ids.twins.len());
    let mut extra = Vec::new();
    for (unit, twin) in (0..).zip(&ids.twins) {
        let Some(twin) = *twin else {
            extra.push(unit);
            continue;
        };
        covered[twin as usize] = true;
        if !lead.unit(twin).words.is_empty() {
            let name = lead_ids.ids[twin as usize].clone();
            pairs.push(pair(name, Some(unit), Some(twin)));
        }
    }
    let lost = (0..).zip(&covered).filter(|(_, covered)| !**covered);
    Freshness {
        pairs,
        missing: lost.map(|(unit, _)| unit).collect(),
        extra,
        stale: Vec::new(),
        said,
    }
}

/// Looks every pair up: under its own name with its own words; with its own words on this page (it
/// changed its place); under its own name with other words (it is stale); anywhere (it changed its page).
fn settle(freshness: &mut Freshness, keys: &[&str], lead: &Manuscript, lang: Lang, lock: &Lock) {
    // A site that accepts no translations: nothing can be found, and digests are dear.
    if lock.anywhere.is_empty() {
        return;
    }
    let said = freshness.said.clone();
    let source = |pair: &Pair| words(&said[0], &pair.name, pair.lead);
    let pairs = &mut freshness.pairs;
    let records: Vec<&Record> = keys.iter().flat_map(|key| lock.page(key, lang)).collect();
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_text: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        by_name.entry(&record.name).or_default().push(at);
        let both = (&*record.text, &*record.digest);
        by_text.entry(both).or_default().push(at);
    }
    let mut used = vec![false; records.len()];
    let named = |pair: &Pair| -> Vec<usize> {
        let was = pair.lead.map(|unit| lead.doc.units[unit as usize].was());
        let was = was.into_iter().flatten().map(|name| {
            let name = name.value.as_str();
            name.rsplit_once('#').map_or(name, |(_, id)| id)
        });
        std::iter::once(&*pair.name)
            .chain(was)
            .filter_map(|name| by_name.get(name))
            .flatten()
            .copied()
            .collect()
    };
    for pair in pairs.iter_mut() {
        let same = named(pair)
            .into_iter()
            .find(|at| !used[*at] && *records[*at].text == *source(pair));
        if let Some(at) = same {
            used[at] = true;
            pair.state = State::Fresh;
        }
    }
    let digests: Vec<String> = pairs
        .iter()
        .map(|pair| match pair.state {
            State::New => digest(words(&said[1], &pair.name, pair.unit)),
            _ => String::new(),
        })
        .collect();
    for (pair, digest) in pairs.iter_mut().zip(&digests) {
        if pair.state != State::New {
            continue;
        }
        let found = by_text.get(&(source(pair), digest.as_str()));
        let moved = found.and_then(|list| list.iter().find(|at| !used[**at]));
        if let Some(at) = moved {
            used[*at] = true;
            pair.state = State::Fresh;
        }
    }
    for (pair, digest) in pairs.iter_mut().zip(digests) {
        if pair.state != State::New {
            continue;
        }
        let other = named(pair).into_iter().find(|at| !used[*at]);
        if let Some(at) = other {
            used[at] = true;
            pair.state = State::Stale(records[at].text.clone());
        } else if lock
            .anywhere
            .contains(&(lang, source(pair).into(), digest.into()))
        {
            pair.state = State::Fresh;
        }
    }
}

fn digest(text: &str) -> String {
    crate::source::hash(text.as_bytes()).to_hex()[..8].to_owned()
}

/// One warning for each stale block, at its translation.
fn report(entry: &Entry, text: &Manuscript, freshness: &Freshness) -> Vec<Diagnostic> {
    let top = |text: &Manuscript| {
        let title = text.front.title.as_ref();
        title.map_or(Span::default(), |title| title.span)
    };
    let first_line = |text: &Manuscript, unit: Option<u32>| match unit {
        Some(unit) => super::align::first_line(text, text.doc.units[unit as usize].span),
        None => top(text),
    };
    let problem = |pair: &Pair| {
        let place = first_line(text, pair.unit);
        Diagnostic::new(Code::TranslationStale, &text.file, place)
            .arg("key", &entry.key)
            .other(&entry.lead.file, first_line(&entry.lead, pair.lead))
    };
    freshness.stale().map(problem).collect()
}
