//! The memo: results of pure functions, by the hash of everything they read.
//!
//! The program recomputes and does not patch: there is no graph of what depends on what, so nothing
//! can be forgotten. What makes a second run fast is that the leaves (parsing a file, aligning two
//! languages, finding the glossary's words in a page) are known by the hash of their inputs.
//!
//! What is made once for the site lies in a [`Cache`]; what is made for each entry or page lies in a
//! [`Column`], which is filled from top to bottom in every run. A lookup in a table of hashes costs more
//! than many of the results themselves: with 20,000 pages and a lookup for each page and stage an edit
//! took 290 ms of processor time, with columns 70 ms.

use crate::bibliography::csl::Stylist;
use crate::diag::Diagnostic;
use crate::page::Manuscript;
use crate::render::search;
use crate::render::theme::Theme;
use crate::resolve::addresses::Artifacts;
use crate::resolve::backlinks::{Known, Outgoing};
use crate::resolve::consistency::Named;
use crate::resolve::freshness::{Freshness, Lock};
use crate::resolve::ids::Aligned;
use crate::resolve::ledger::{Ledger, Standing};
use crate::resolve::nav::Plan;
use crate::resolve::passages::Passages;
use crate::resolve::style::{Checked, Checker};
use crate::resolve::terms::{Claims, Lexicon, Mentions};
use crate::site::{Entry, PageId, Site, Target};
use crate::source::Hash;
use crate::strings::Strings;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// All results that may be used again.
#[derive(Default)]
pub struct Memo {
    /// Parsed pages, by path and bytes.
    pub pages: Column<Arc<Manuscript>>,
    /// Who is there and where, by all front matter.
    pub plans: Cache<Plan>,
    /// Each entry with its texts.
    pub entries: Column<Arc<Entry>>,
    /// What each page says.
    pub passages: Column<Arc<Passages>>,
    /// The published ids, by their file.
    pub ledgers: Cache<(Ledger, Vec<Diagnostic>)>,
    /// Ids of each entry's pages.
    pub aligned: Column<Arc<Aligned>>,
    /// What the ledger asks of each entry.
    pub standings: Column<Standing>,
    /// The forms that terms claim, by all front matter.
    pub claims: Cache<(Claims, Vec<Diagnostic>)>,
    /// The matcher of a language's terms, by all their forms.
    pub lexicons: Cache<Lexicon>,
    /// The glossary words of each page.
    pub mentions: Column<Arc<Mentions>>,
    /// The glossary words of today on the pages of a frozen version, by both.
    pub met: Cache<Vec<Arc<Mentions>>>,
    /// The machine of a language's rules of style, by rules and glossary.
    pub checkers: Cache<Checker>,
    /// The accepted wordings, by their file.
    pub locks: Cache<(Lock, Vec<Diagnostic>)>,
    /// How each translation stands.
    pub freshness: Column<Arc<Freshness>>,
    /// How often each page and its translation name each term.
    pub named: Column<Arc<Vec<Named>>>,
    /// What stands in one language of a page only.
    pub compared: Column<()>,
    /// What stands where and what stands twice, by everything but the texts.
    pub artifacts: Cache<Artifacts>,
    /// What each page's style calls for.
    pub styles: Column<Arc<Checked>>,
    /// What is wrong with each text by itself.
    pub checked: Column<()>,
    /// What is wrong with each entry's facts.
    pub facts: Column<()>,
    /// The works that each entry cites.
    pub cited: Column<Arc<BTreeSet<String>>>,
    /// The other pages that each page links into.
    pub anchored: Column<Arc<[PageId]>>,
    /// Where each page's links lead.
    pub links: Column<Arc<Vec<Target>>>,
    /// What each page leads to.
    pub outgoing: Column<Arc<Outgoing>>,
    /// Who leads to whom, by what each page leads to.
    pub backlinks: Mutex<Option<Known>>,
    /// The words, by their files.
    pub strings: Cache<Strings>,
    /// The theme, by its files.
    pub theme: Cache<Theme>,
    /// The pages of a frozen version, by its files, the words, and the languages and the address of the site.
    pub versions: Cache<Site>,
    /// The counted words of a page, by its text. Shared with the site, which counts when it is first
    /// searched.
    pub readings: Arc<Cache<search::Counts>>,
    /// The works as a language writes them, by bibliography and style: one for the site and for those of its
    /// frozen versions that have the same works. They are written when a page first cites one.
    pub written: Arc<Cache<OnceLock<Stylist>>>,
}

impl Memo {
    /// Drops what the run that now ends did not ask for, so that memory stays bounded by one site. A
    /// column holds no more than its last run filled it with.
    pub fn end_run(&mut self) {
        self.plans.end_run();
        self.ledgers.end_run();
        self.claims.end_run();
        self.lexicons.end_run();
        self.met.end_run();
        self.checkers.end_run();
        self.locks.end_run();
        self.artifacts.end_run();
        self.strings.end_run();
        self.theme.end_run();
        self.versions.end_run();
        self.readings.end_run();
        self.written.end_run();
    }
}

/// The results of one function for every row of a table, in the run before: a row is an entry, or a page
/// of it. A row whose key is the same, in the same world, has the same result.
pub struct Column<T> {
    last: Mutex<Option<Rows<T>>>,
    computed: AtomicUsize,
}

/// A column as one run filled it.
struct Rows<T> {
    world: Hash,
    keys: Arc<[Hash]>,
    values: Arc<Vec<T>>,
    /// What was found in some rows.
    found: BTreeMap<usize, Arc<Vec<Diagnostic>>>,
}

/// Rows that came or went shift all that follow: with more changed keys than this it is worth looking up
/// where the others were.
const SHIFTED: usize = 16;

/// Where the keys are others than before, if those are few.
fn changed(before: &[Hash], keys: &[Hash]) -> Option<Vec<usize>> {
    if before.len() != keys.len() {
        return None;
    }
    let pairs = before.iter().zip(keys).enumerate();
    let mut others = pairs.filter(|(_, (before, now))| before != now);
    let changed = others.by_ref().take(SHIFTED).map(|(at, _)| at).collect();
    others.next().is_none().then_some(changed)
}

impl<T> Default for Column<T> {
    fn default() -> Column<T> {
        Column {
            last: Mutex::default(),
            computed: AtomicUsize::new(0),
        }
    }
}

impl<T: Clone + Send + Sync> Column<T> {
    /// The results for these keys, those of the run before where nothing has changed, and what is wrong
    /// in the order of the rows. `world` is the hash of everything that `compute` reads beside what its
    /// row's key stands for; a key has as many rows as `width` says, and different keys stand for
    /// different things.
    pub fn fill(
        &self,
        world: Hash,
        keys: &Arc<[Hash]>,
        width: usize,
        problems: &mut Vec<Diagnostic>,
        compute: impl Fn(usize) -> (T, Vec<Diagnostic>) + Send + Sync,
    ) -> Arc<Vec<T>> {
        let before = held(&self.last).take();
        let before = before
            .filter(|rows| rows.world == world && rows.values.len() == rows.keys.len() * width);
        let rows = match before {
            Some(rows) if rows.keys == *keys => rows,
            Some(rows) => match changed(&rows.keys, keys) {
                Some(changed) => self.replace(rows, keys, width, &changed, compute),
                None => self.refill(&rows, keys, width, compute),
            },
            None => {
                let count = keys.len() * width;
                self.computed.fetch_add(count, Ordering::Relaxed);
                let (values, found): (Vec<T>, Vec<Vec<Diagnostic>>) =
                    (0..count).into_par_iter().map(compute).unzip();
                let found = (0..).zip(found).filter(|(_, found)| !found.is_empty());
                Rows {
                    world,
                    keys: keys.clone(),
                    values: Arc::new(values),
                    found: found.map(|(row, found)| (row, Arc::new(found))).collect(),
                }
            }
        };
        problems.extend(rows.found.values().flat_map(|found| found.iter().cloned()));
        let values = rows.values.clone();
        *held(&self.last) = Some(rows);
        values
    }

    /// Most edits change one key. The other rows are left where they are.
    fn replace(
        &self,
        mut rows: Rows<T>,
        keys: &Arc<[Hash]>,
        width: usize,
        changed: &[usize],
        compute: impl Fn(usize) -> (T, Vec<Diagnostic>) + Send + Sync,
    ) -> Rows<T> {
        let places = changed.par_iter();
        let numbers = places.flat_map_iter(|at| at * width..(at + 1) * width);
        let computed: Vec<_> = numbers.map(|row| (row, compute(row))).collect();
        self.computed.fetch_add(computed.len(), Ordering::Relaxed);
        // Copied only if somebody still has the values of before: a site, or the backlinks.
        let values = Arc::make_mut(&mut rows.values);
        for (row, (value, problems)) in computed {
            values[row] = value;
            match problems.is_empty() {
                true => rows.found.remove(&row),
                false => rows.found.insert(row, Arc::new(problems)),
            };
        }
        rows.keys.clone_from(keys);
        rows
    }

    fn refill(
        &self,
        old: &Rows<T>,
        keys: &Arc<[Hash]>,
        width: usize,
        compute: impl Fn(usize) -> (T, Vec<Diagnostic>) + Send + Sync,
    ) -> Rows<T> {
        let same = |at: usize| old.keys.get(at) == Some(&keys[at]);
        let by_key: HashMap<Hash, usize, BuildHasherDefault<ByItself>> =
            old.keys.iter().copied().zip(0..).collect();
        let was = |at: usize| match same(at) {
            true => Some(at),
            false => by_key.get(&keys[at]).copied(),
        };
        let found = Mutex::new(BTreeMap::new());
        let values = (0..keys.len() * width)
            .into_par_iter()
            .with_min_len((keys.len() * width / 16).clamp(1, 512))
            .map(|row| match was(row / width) {
                Some(at) => {
                    let old_row = at * width + row % width;
                    if let Some(problems) = old.found.get(&old_row) {
                        held(&found).insert(row, problems.clone());
                    }
                    old.values[old_row].clone()
                }
                None => {
                    self.computed.fetch_add(1, Ordering::Relaxed);
                    let (value, problems) = compute(row);
                    if !problems.is_empty() {
                        held(&found).insert(row, Arc::new(problems));
                    }
                    value
                }
            })
            .collect();
        Rows {
            world: old.world,
            keys: keys.clone(),
            values: Arc::new(values),
            found: found.into_inner().unwrap_or_else(PoisonError::into_inner),
        }
    }
}

impl<T> Column<T> {
    /// How many results were computed since there is this column: what an edit costs can be counted.
    pub fn computed(&self) -> usize {
        self.computed.load(Ordering::Relaxed)
    }
}

/// Into how many parts a cache is cut, so that threads seldom wait for each other.
const SHARDS: usize = 16;

/// Results of one function.
pub struct Cache<T> {
    shards: [Mutex<Shard<T>>; SHARDS],
    computed: AtomicUsize,
}

/// Each result, and whether this run asked for it.
type Shard<T> = HashMap<Hash, (Arc<T>, bool), BuildHasherDefault<ByItself>>;

/// A key is a hash already: hashing it again would be work for nothing.
#[derive(Default)]
struct ByItself(u64);

impl Hasher for ByItself {
    fn write(&mut self, bytes: &[u8]) {
        // The first byte tells the shard already.
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(bytes.iter().skip(1)) {
            *to = *from;
        }
        self.0 ^= u64::from_le_bytes(word);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl<T> Default for Cache<T> {
    fn default() -> Cache<T> {
        Cache {
            shards: std::array::from_fn(|_| Mutex::default()),
            computed: AtomicUsize::new(0),
        }
    }
}

impl<T> Cache<T> {
    /// The result for these inputs, computed if it is not known. Two threads may compute the same
    /// result at the same time; both get the one that came first.
    pub fn get(&self, inputs: Hash, compute: impl FnOnce() -> T) -> Arc<T> {
        let shard = &self.shards[usize::from(inputs.as_bytes()[0]) % SHARDS];
        if let Some((result, used)) = held(shard).get_mut(&inputs) {
            *used = true;
            return result.clone();
        }
        self.computed.fetch_add(1, Ordering::Relaxed);
        let result = Arc::new(compute());
        let mut results = held(shard);
        let entry = results.entry(inputs).or_insert((result, true));
        entry.1 = true;
        entry.0.clone()
    }

    /// How many results were computed since there is this cache: what an edit costs can be counted.
    pub fn computed(&self) -> usize {
        self.computed.load(Ordering::Relaxed)
    }

    fn end_run(&self) {
        for shard in &self.shards {
            held(shard).retain(|_, (_, used)| std::mem::take(used));
        }
    }
}

/// A panic in another thread leaves results that are whole.
pub fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
