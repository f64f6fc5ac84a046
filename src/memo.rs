//! The memo: results of pure functions, by the hash of everything they read.
//!
//! The program recomputes and does not patch: there is no graph of what depends on what, so nothing
//! can be forgotten. What makes a second run fast is that the leaves (parsing a file, aligning two
//! languages, finding the glossary's words in a page) are looked up by the hash of their inputs.
//! A result that one whole run did not ask for is dropped at the end of it, so memory stays bounded
//! by one site.

use crate::bibliography::csl::Stylist;
use crate::diag::Diagnostic;
use crate::page::Manuscript;
use crate::render::search;
use crate::render::theme::Theme;
use crate::resolve::addresses::Artifacts;
use crate::resolve::consistency::Named;
use crate::resolve::freshness::Freshness;
use crate::resolve::ids::Aligned;
use crate::resolve::passages::Passages;
use crate::resolve::style::{Checked, Checker};
use crate::resolve::terms::{Lexicon, Mentions};
use crate::site::{PageId, Site, Target};
use crate::source::Hash;
use crate::strings::Strings;
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// All results that may be used again.
#[derive(Default)]
pub struct Memo {
    /// Parsed pages, by path and bytes.
    pub pages: Cache<Manuscript>,
    /// What a page says, by its bytes and its language.
    pub passages: Cache<Passages>,
    /// Ids of an entry's pages and what does not align, by its manuscripts.
    pub aligned: Cache<Aligned>,
    /// The matcher of a language's terms, by all their forms.
    pub lexicons: Cache<Lexicon>,
    /// The glossary words of a page, by page and lexicon.
    pub mentions: Cache<Mentions>,
    /// The machine of a language's rules of style, by rules and glossary.
    pub checkers: Cache<Checker>,
    /// How a translation stands, by its entry's manuscripts and the lock.
    pub freshness: Cache<Freshness>,
    /// How often a page and its translation name each term, by their glossary words.
    pub named: Cache<Vec<Named>>,
    /// What stands in one language of a page only, by both pages and the world of their links.
    pub compared: Cache<Vec<Diagnostic>>,
    /// What stands where and what stands twice, by everything but the texts.
    pub artifacts: Cache<Artifacts>,
    /// What a page's style calls for, by page and rules.
    pub styles: Cache<Checked>,
    /// What is wrong with a text by itself, by path and bytes.
    pub checked: Cache<Vec<Diagnostic>>,
    /// The hash of a text's front matter, by path and bytes.
    pub fronts: Cache<Hash>,
    /// The works that a text cites, by path and bytes.
    pub cited: Cache<BTreeSet<String>>,
    /// The hash of the ids of an entry's pages, by its manuscripts.
    pub ids: Cache<Vec<Hash>>,
    /// The pages that a page links into, by the page and the world without ids.
    pub anchored: Cache<Vec<PageId>>,
    /// Where a page's links lead and what is wrong with them, by the page and the world.
    pub links: Cache<(Arc<Vec<Target>>, Vec<Diagnostic>)>,
    /// The words, by their files.
    pub strings: Cache<Strings>,
    /// The theme, by its files.
    pub theme: Cache<Theme>,
    /// The pages of a frozen version, by its files, the words, and the languages and the address of the site.
    pub versions: Cache<Site>,
    /// The counted words of a page, by its text. Shared with the site, which counts when it is first
    /// searched.
    pub readings: Arc<Cache<search::Counts>>,
    /// The works as a language writes them, by bibliography and style. Shared with the site, which
    /// writes them when a page first cites one.
    pub written: Arc<Cache<Stylist>>,
}

impl Memo {
    /// Drops what the run that now ends did not ask for.
    pub fn end_run(&mut self) {
        self.pages.end_run();
        self.passages.end_run();
        self.aligned.end_run();
        self.lexicons.end_run();
        self.mentions.end_run();
        self.checkers.end_run();
        self.freshness.end_run();
        self.named.end_run();
        self.compared.end_run();
        self.artifacts.end_run();
        self.styles.end_run();
        self.checked.end_run();
        self.fronts.end_run();
        self.cited.end_run();
        self.ids.end_run();
        self.anchored.end_run();
        self.links.end_run();
        self.strings.end_run();
        self.theme.end_run();
        self.versions.end_run();
        self.readings.end_run();
        self.written.end_run();
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
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
