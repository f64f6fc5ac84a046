//! The site: pages that have met their translations, their place, and their neighbours.
//!
//! [`Tree`] is who is there: entries (what a key stands for) and their pages (one per language, with
//! an address). What the later stages find out lies beside it in [`Site`], by [`PageId`]: ids, where
//! links lead, which words are glossary terms, who cites whom. The documents themselves are shared
//! with the parse stage and never changed.

use crate::artifact::Artifact;
use crate::bibliography::csl::Stylist;
use crate::bibliography::{Reference, Works};
use crate::config::Config;
use crate::diag::Span;
use crate::lang::{Lang, Locale};
use crate::memo::Cache;
use crate::page::{FrontMatter, Manuscript, PageKind};
use crate::render::search;
use crate::render::theme::{Shared, Theme};
use crate::resolve::addresses;
use crate::resolve::backlinks::{Backlinks, Outgoing};
use crate::resolve::freshness::Freshness;
use crate::resolve::ledger::Redirects;
use crate::resolve::style::Checked;
use crate::resolve::works::CitedIn;
use crate::source::Source;
use crate::strings::Strings;
use crate::version::Version;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

/// A page: an entry in one of the site's languages. Indexes the tables of [`Site`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// What a key stands for, in all languages.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The path of its files without `.LANG.md`, from `content/`.
    pub key: Arc<str>,
    /// Its kind, its own or inherited from the section.
    pub kind: PageKind,
    /// The section it belongs to; only the home page has none.
    pub parent: Option<usize>,
    /// Of a section: its entries, by order and key.
    pub children: Vec<usize>,
    /// The file that says what all languages share: the authentic one, if it is there.
    pub lead: Arc<Manuscript>,
    /// One page for each language of the site, in its order.
    pub pages: Vec<Page>,
}

impl Entry {
    /// The language-neutral front matter.
    pub fn meta(&self) -> &FrontMatter {
        &self.lead.front
    }

    /// Whether it is a section's index.
    pub fn is_section(&self) -> bool {
        &*self.key == "index" || self.key.ends_with("/index")
    }

    /// The folder of its files: `consensus` for `consensus/index` and `consensus/selection`.
    pub fn folder(&self) -> &str {
        self.key.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// An entry in one language.
#[derive(Clone, Debug)]
pub struct Page {
    /// The language of its address.
    pub lang: Lang,
    /// The language of its text: another one when the translation is missing.
    pub text_lang: Lang,
    /// What its file says.
    pub manuscript: Arc<Manuscript>,
    /// Its title.
    pub title: String,
    /// Its address from the site's root, with a `/` at its end.
    pub path: String,
}

impl Page {
    /// Whether the translation is missing and another language's text stands here.
    pub fn is_borrowed(&self) -> bool {
        self.lang != self.text_lang
    }
}

/// Who is there.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The languages, the authentic one first.
    pub languages: Vec<Lang>,
    /// The entries, by key.
    pub entries: Arc<Vec<Arc<Entry>>>,
    /// Where an entry is.
    pub by_key: Arc<HashMap<Arc<str>, usize>>,
    /// Whether a translation has a page beside the authentic text.
    pub side_by_side: bool,
}

impl Tree {
    /// The entry with this key; a section may be named by its folder.
    pub fn find(&self, key: &str) -> Option<usize> {
        let key = key.trim_matches('/');
        let key = if key.is_empty() { "index" } else { key };
        self.by_key
            .get(key)
            .or_else(|| self.by_key.get(format!("{key}/index").as_str()))
            .copied()
    }

    /// The page of an entry in a language.
    pub fn page_in(&self, entry: usize, lang: Lang) -> PageId {
        let index = self
            .languages
            .iter()
            .position(|known| *known == lang)
            .unwrap_or(0);
        PageId((entry * self.languages.len() + index) as u32)
    }

    /// The entry of a page.
    pub fn entry(&self, page: PageId) -> &Entry {
        &self.entries[self.entry_index(page)]
    }

    /// The index of the entry of a page.
    pub fn entry_index(&self, page: PageId) -> usize {
        page.0 as usize / self.languages.len()
    }

    /// A page.
    pub fn page(&self, page: PageId) -> &Page {
        &self.entry(page).pages[page.0 as usize % self.languages.len()]
    }

    /// The address, from the site's root, of a translation side by side with the authentic text:
    /// `it-en/` and the rest of the authentic address. The authentic page itself has none.
    pub fn pair_path(&self, page: PageId) -> Option<String> {
        let authentic = *self.languages.first()?;
        let lang = self.page(page).lang;
        let lead = self.page(self.page_in(self.entry_index(page), authentic));
        let (_, rest) = lead.path.split_once('/')?;
        (self.side_by_side && lang != authentic).then(|| format!("{authentic}-{lang}/{rest}"))
    }

    /// The page that a translation translates; nothing for an authentic text, and for a page that
    /// stands in for a missing one.
    pub fn lead_of(&self, page: PageId) -> Option<PageId> {
        let (entry, this) = (self.entry(page), self.page(page));
        let is_lead = |page: &Page| Arc::ptr_eq(&page.manuscript, &entry.lead);
        if this.is_borrowed() || is_lead(this) {
            return None;
        }
        let lead = entry.pages.iter().find(|page| is_lead(page))?;
        Some(self.page_in(self.entry_index(page), lead.lang))
    }

    /// All pages, in the order of their ids.
    pub fn pages(&self) -> impl Iterator<Item = PageId> + use<> {
        (0..(self.entries.len() * self.languages.len()) as u32).map(PageId)
    }
}

/// The ids of a page's addressable blocks, by unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The id of each unit. Languages of the same structure share them.
    pub ids: Arc<[Arc<str>]>,
    /// For each unit, the unit of the lead's document that it stands for.
    pub twins: Box<[Option<u32>]>,
    /// The units by their ids.
    order: Arc<[u32]>,
}

impl Identity {
    /// The identity of a page with these ids and twins.
    pub fn new(ids: Vec<Arc<str>>, twins: Vec<Option<u32>>) -> Identity {
        let mut order: Vec<u32> = (0..ids.len() as u32).collect();
        order.sort_by_key(|unit| &*ids[*unit as usize]);
        Identity {
            ids: ids.into(),
            twins: twins.into(),
            order: order.into(),
        }
    }

    /// The identity of a page with the same ids.
    pub fn with(&self, twins: Vec<Option<u32>>) -> Identity {
        Identity {
            ids: self.ids.clone(),
            twins: twins.into(),
            order: self.order.clone(),
        }
    }

    /// The id as this page has it, if a unit has it.
    pub fn find(&self, id: &str) -> Option<&Arc<str>> {
        let by_id = |unit: &u32| (*self.ids[*unit as usize]).cmp(id);
        let found = self.order.binary_search_by(by_id).ok()?;
        Some(&self.ids[self.order[found] as usize])
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, and an id on it.
    Page(PageId, Option<Arc<str>>),
    /// Another site.
    External(String),
    /// A file of the content, such as an image: its path from `content/`.
    File(Arc<str>),
    /// A file of the site's data: its path from the site's root.
    Data(Arc<str>),
    /// Nowhere: there is a diagnostic.
    Broken,
}

/// A word of a page that is a form of a glossary term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The number of the text.
    pub text: u32,
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The entry of the term; see [`Mention::entry`].
    pub term: u32,
    /// Whether it becomes a link.
    pub linked: bool,
    /// The language of the words, if it is not the page's.
    pub foreign: Option<Lang>,
    /// The unit it stands in.
    pub unit: Option<u32>,
}

impl Mention {
    /// The entry of the term, as the tables of the tree know it.
    pub fn entry(&self) -> usize {
        self.term as usize
    }
}

/// A place that leads to a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// The page it stands on.
    pub from: PageId,
    /// The unit of the block.
    pub unit: Option<u32>,
}

/// Everything that can be rendered.
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The words.
    pub strings: Arc<Strings>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The locale of each language.
    pub locales: BTreeMap<Lang, Arc<Locale>>,
    /// Who is there.
    pub tree: Tree,
    /// The ids of each page's blocks.
    pub identity: Vec<Arc<Identity>>,
    /// Old ids that still work.
    pub redirects: Redirects,
    /// How each translation stands, by page.
    pub freshness: Arc<Vec<Arc<Freshness>>>,
    /// Where each page's links lead, by link.
    pub links: Arc<Vec<Arc<Vec<Target>>>>,
    /// Each page's glossary words, by text and place.
    pub mentions: Arc<Vec<Arc<Vec<Mention>>>>,
    /// What the style of each page calls for, if it was asked for.
    pub style: Arc<Vec<Arc<Checked>>>,
    /// What each page leads to.
    pub outgoing: Arc<Vec<Arc<Outgoing>>>,
    /// Who leads to whom; see [`Site::cited_by`] and [`Site::used_in`].
    pub backlinks: Arc<OnceLock<Backlinks>>,
    /// The works.
    pub references: Works,
    /// Where each work is cited.
    pub cited_in: CitedIn,
    /// The works as each language writes them; see [`Site::stylist`].
    pub stylists: BTreeMap<Lang, Arc<OnceLock<Stylist>>>,
    /// The files of the content that pages show or link to, by path from `content/`.
    pub files: BTreeMap<Arc<str>, Source>,
    /// The frozen versions, the oldest first.
    pub versions: Vec<Version>,
    /// Every path that the site has, and what stands there; and what would stand twice.
    pub artifacts: Arc<addresses::Artifacts>,
    /// The counted words of pages, from this run and the one before.
    pub readings: Arc<Cache<search::Counts>>,
    /// The search index; see [`Site::search`].
    pub index: OnceLock<search::Index>,
    /// What is the same on every page of a language; see [`Site::shared`].
    pub shared_views: BTreeMap<Lang, OnceLock<Shared>>,
}

impl Site {
    /// Every path of the site, with what stands there.
    pub fn artifacts(&self) -> impl Iterator<Item = (&str, &Artifact)> {
        let index = self.config.search.then(|| self.search().artifacts());
        self.artifacts
            .paths
            .iter()
            .chain(index.into_iter().flatten())
            .map(|(path, artifact)| (path.as_str(), artifact))
    }

    /// What stands at a path. The search index is made only when one of its paths is asked for.
    pub fn artifact(&self, path: &str) -> Option<&Artifact> {
        let of_index = || {
            let is_index = path == search::MANIFEST || path.starts_with(search::FOLDER);
            (is_index && self.config.search).then(|| self.search().artifacts().get(path))?
        };
        self.artifacts.paths.get(path).or_else(of_index)
    }

    /// The search index, made when it is first asked for: a preview that nobody searches pays nothing.
    pub fn search(&self) -> &search::Index {
        self.index.get_or_init(|| search::Index::new(self))
    }

    /// What is the same on every page of a language, made when it is first asked for.
    pub fn shared(&self, lang: Lang) -> &Shared {
        self.shared_views[&lang].get_or_init(|| Shared::new(self, lang))
    }

    /// Who links to a page.
    pub fn cited_by(&self, page: PageId) -> &[Backlink] {
        self.backlinks().cited_by.of(page)
    }

    /// Where a term is used: every mention, linked or not.
    pub fn used_in(&self, page: PageId) -> &[Backlink] {
        self.backlinks().used_in.of(page)
    }

    fn backlinks(&self) -> &Backlinks {
        self.backlinks
            .get_or_init(|| Backlinks::new(&self.outgoing))
    }

    /// The works as the site's citation style writes them in a language, made when they are first asked
    /// for: a site that cites nothing pays nothing.
    pub fn stylist(&self, lang: Lang) -> &Stylist {
        self.stylists[&lang]
            .get_or_init(|| Stylist::new(&self.config.citation_style, lang, &self.references))
    }

    /// What a note calls a work: «Davidson et al., 2012».
    pub fn work_label(&self, lang: Lang, id: &str) -> String {
        self.stylist(lang).label(id)
    }

    /// The locale of a language.
    pub fn locale(&self, lang: Lang) -> &Locale {
        &self.locales[&lang]
    }

    /// The reference with this id.
    pub fn reference(&self, id: &str) -> Option<&Reference> {
        self.references.of_id(id)
    }

    /// The id of a unit of a page.
    pub fn unit_id(&self, page: PageId, unit: u32) -> &Arc<str> {
        &self.identity[page.0 as usize].ids[unit as usize]
    }

    /// The place that diagnostics about a page as a whole name: its title.
    pub fn title_span(&self, page: PageId) -> Span {
        let front = &self.tree.page(page).manuscript.front;
        front
            .title
            .as_ref()
            .map_or(Span::default(), |title| title.span)
    }
}
