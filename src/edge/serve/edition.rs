//! Editions: the site as it stands after each change, and the stand where requests and open pages get
//! the newest one.

use super::notes::{Note, Words};
use crate::artifact::Artifact;
use crate::diag::{Code, Diagnostic};
use crate::edge::report::Format;
use crate::render;
use crate::resolve::nav;
use crate::site::{PageId, Site};
use crate::source::Sources;
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// How many changes are remembered for pages that were not listening when they happened.
const REMEMBERED: usize = 64;

/// How many made pages an edition keeps.
const MADE: usize = 8;

/// A page that was made once for all who ask.
type Made = Arc<OnceLock<Result<Vec<u8>, Box<Note>>>>;

/// The site after a change.
pub struct Edition {
    /// Counts from 1.
    pub number: u64,
    /// The site; nothing when there is nothing to read.
    pub site: Option<Site>,
    /// What is wrong with the machine instead, in the editor's language.
    pub failure: Option<String>,
    /// What is wrong with it, in the order of files and places.
    pub problems: Vec<Diagnostic>,
    /// How many there are, in words: `2 errors, 1 warning`.
    pub summary: Option<String>,
    /// The sources that changed, each with the number of its edition, oldest first.
    pub edits: VecDeque<(u64, Arc<str>)>,
    /// Speaks of what is wrong.
    pub words: Arc<Words>,
    /// The texts, which that is about.
    pub sources: Arc<Sources>,
    /// What the site asks of hosts; see [`Edition::headers`].
    headers: OnceLock<String>,
    /// The pages that were asked for last: first whoever listens is told of a change, then the same page is
    /// asked for.
    made: Mutex<VecDeque<(String, Made)>>,
    /// What rendering found, as the terminal shows it already.
    found: Arc<Mutex<BTreeSet<String>>>,
    /// Whether no page can be trusted: the settings or the theme are missing or wrong.
    pub broken: bool,
}

/// What stands at a path.
pub enum Standing {
    /// These bytes.
    Bytes(Vec<u8>),
    /// It cannot be made now; what the template says.
    Failed(Option<Box<Note>>),
    /// Nothing.
    Nothing,
}

impl From<Result<Vec<u8>, Box<Note>>> for Standing {
    fn from(made: Result<Vec<u8>, Box<Note>>) -> Standing {
        match made {
            Ok(bytes) => Standing::Bytes(bytes),
            Err(note) => Standing::Failed(Some(note)),
        }
    }
}

impl Edition {
    /// The edition of a site that was compiled.
    pub fn new(
        number: u64,
        site: Site,
        sources: Arc<Sources>,
        problems: Vec<Diagnostic>,
        words: Arc<Words>,
    ) -> Edition {
        let no_settings = problems
            .iter()
            .any(|problem| problem.code == Code::ConfigMissing);
        Edition {
            number,
            broken: no_settings || crate::has_errors(&site.theme.problems),
            summary: words.reporter(&sources, Format::Human).summary(&problems),
            site: Some(site),
            failure: None,
            problems,
            edits: VecDeque::new(),
            words,
            sources,
            headers: OnceLock::new(),
            made: Mutex::default(),
            found: Arc::default(),
        }
    }

    /// The edition of a folder that is no site.
    pub fn failed(number: u64, failure: String, words: Arc<Words>) -> Edition {
        Edition {
            number,
            site: None,
            failure: Some(failure),
            problems: Vec::new(),
            summary: None,
            edits: VecDeque::new(),
            words,
            sources: Arc::default(),
            headers: OnceLock::new(),
            made: Mutex::default(),
            found: Arc::default(),
            broken: true,
        }
    }

    /// Remembers what the editions before this one changed, and what this one did.
    pub fn with_edits<'e>(
        mut self,
        before: Option<&Edition>,
        changed: impl IntoIterator<Item = &'e Arc<str>>,
    ) -> Edition {
        let old = before.into_iter().flat_map(|edition| &edition.edits);
        self.edits = old.cloned().collect();
        let mut theme = false;
        for (at, path) in changed.into_iter().enumerate() {
            theme |= path.starts_with("themes/");
            if at < REMEMBERED {
                self.edits.push_back((self.number, path.clone()));
            }
        }
        // A mistake that was mended and made again is said again.
        if let Some(before) = before.filter(|_| !theme) {
            self.found = before.found.clone();
        }
        while self.edits.len() > REMEMBERED {
            self.edits.pop_front();
        }
        self
    }

    /// What stands at a path of the site.
    pub fn at(&self, path: &str) -> Standing {
        let Some(site) = self.site.as_ref().filter(|_| !self.broken) else {
            return Standing::Failed(None);
        };
        match site.artifact(path) {
            Some(artifact) if path.ends_with(".html") => {
                let made = self.made(path);
                match made.get_or_init(|| self.render(site, artifact)) {
                    Ok(bytes) => Standing::Bytes(bytes.clone()),
                    Err(note) => Standing::Failed(Some(note.clone())),
                }
            }
            Some(artifact) => self.render(site, artifact).into(),
            None => Standing::Nothing,
        }
    }

    /// The place of a page among those that were made.
    fn made(&self, path: &str) -> Made {
        let mut pages = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let known = pages.iter().position(|(known, _)| known == path);
        let page = known.and_then(|at| pages.remove(at));
        let page = page.unwrap_or_else(|| (path.to_owned(), Made::default()));
        let made = page.1.clone();
        pages.push_back(page);
        if pages.len() > MADE {
            pages.pop_front();
        }
        made
    }

    /// The page for an address where nothing stands: in the language of the address.
    pub fn not_found(&self, path: &str) -> Standing {
        let Some(site) = self.site.as_ref().filter(|_| !self.broken) else {
            return Standing::Failed(None);
        };
        let first = path.split('/').next().unwrap_or_default();
        let own = site.artifacts.paths.get(&format!("{first}/404.html"));
        match own.or_else(|| site.artifacts.paths.get("404.html")) {
            Some(artifact) => self.render(site, artifact).into(),
            None => Standing::Nothing,
        }
    }

    fn render(&self, site: &Site, artifact: &Artifact) -> Result<Vec<u8>, Box<Note>> {
        render::render(site, artifact).map_err(|problem| {
            self.say_once(&problem);
            Box::new(self.note(&problem))
        })
    }

    /// What the site asks of hosts, as `_headers` says it: made when it is first asked for.
    pub fn headers(&self) -> &str {
        self.headers.get_or_init(|| {
            let rules = |site: &Site| {
                let rules = site.artifacts.paths.get("_headers")?;
                render::render(site, rules).ok()
            };
            let bytes = self.site.as_ref().and_then(rules).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        })
    }

    /// A problem, as a page shows it.
    pub fn note(&self, problem: &Diagnostic) -> Note {
        self.words.note(&self.sources, problem)
    }

    /// Says on the terminal what only rendering found: pages are made when they are asked for.
    fn say_once(&self, problem: &Diagnostic) {
        let mut text = String::new();
        self.words
            .reporter(&self.sources, Format::Short)
            .report(std::slice::from_ref(problem), &mut text);
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if found.insert(text.clone()) {
            super::complain(text.trim_end());
        }
    }

    /// The page at a path.
    pub fn page_at(&self, path: &str) -> Option<PageId> {
        match self.site.as_ref()?.artifact(path)? {
            Artifact::Page(page) => Some(*page),
            _ => None,
        }
    }

    /// The page that a source is the text of.
    pub fn page_of(&self, source: &str) -> Option<PageId> {
        let tree = &self.site.as_ref()?.tree;
        let name = nav::page_name(source)?;
        let entry = *tree.by_key.get(name.key)?;
        tree.languages
            .contains(&name.lang)
            .then(|| tree.page_in(entry, name.lang))
    }
}

/// Where the newest edition lies.
pub struct Stand {
    newest: Mutex<Arc<Edition>>,
    arrived: Condvar,
}

impl Stand {
    /// A stand with a first edition.
    pub fn new(edition: Edition) -> Stand {
        Stand {
            newest: Mutex::new(Arc::new(edition)),
            arrived: Condvar::new(),
        }
    }

    /// The newest edition.
    pub fn newest(&self) -> Arc<Edition> {
        self.newest
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Lays out a new edition. The one before goes when its last reader is done.
    pub fn publish(&self, edition: Edition) {
        let edition = Arc::new(edition);
        let before = {
            let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *newest, edition)
        };
        self.arrived.notify_all();
        // Outside of the lock: a large site takes a while to go.
        drop(before);
    }

    /// Waits for an edition after this number; nothing when none has come in that time.
    pub fn after(&self, number: u64, patience: Duration) -> Option<Arc<Edition>> {
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let (newest, _) = self
            .arrived
            .wait_timeout_while(newest, patience, |edition| edition.number <= number)
            .unwrap_or_else(PoisonError::into_inner);
        (newest.number > number).then(|| newest.clone())
    }
}
