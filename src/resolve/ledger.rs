//! The ledger of published ids, `content/ids.lock`: one line for each, `KEY#ID`, sorted.
//!
//! What was published once is never used for anything else, and what disappears must say where it
//! went: `%%was: old-id%%` behind the block that took its place, or `was: [old-id]` in the front
//! matter of the page when nothing did. The old anchor then goes on working. Only ids that stand in
//! the sources are recorded: a derived one follows its heading until somebody makes it permanent.
//!
//! The ledger has no state beside its lines, so lines of two branches merge by taking both.

use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::page::Manuscript;
use crate::site::{Entry, Identity, PageId, Tree};
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the ledger stands.
pub const FILE: &str = "content/ids.lock";

/// The ids of one page, and the line of each.
pub type PageIds = BTreeMap<Arc<str>, Span>;

/// All ids that were published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    pages: BTreeMap<Arc<str>, PageIds>,
}

impl Ledger {
    /// Reads the ledger. A line that is no entry (half of a merge) is an error with its place.
    pub fn read(sources: &Sources, problems: &mut Vec<Diagnostic>) -> Ledger {
        let mut ledger = Ledger::default();
        let Some(source) = sources.get(FILE) else {
            return ledger;
        };
        let text = source.as_text().map_or("", |text| text);
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let entry = line.trim_end();
            let span = Span::new(at, at + entry.len());
            at += line.len();
            match entry.rsplit_once('#') {
                Some((key, id)) if !key.is_empty() && is_id(id) => {
                    let ids = ledger.pages.entry(key.into()).or_default();
                    ids.entry(id.into()).or_insert(span);
                }
                _ if entry.is_empty() => {}
                _ => problems.push(Diagnostic::new(Code::LockInvalid, &source.path, span)),
            }
        }
        ledger
    }

    /// The published ids of a page.
    pub fn page(&self, key: &str) -> Option<&PageIds> {
        self.pages.get(key)
    }

    /// Adds an id; says whether it is new.
    pub fn record(&mut self, key: &str, id: &str) -> bool {
        let ids = self.pages.entry(key.into()).or_default();
        ids.insert(id.into(), Span::default()).is_none()
    }

    /// The ledger as text.
    pub fn write(&self) -> String {
        let entries = self.pages.iter();
        let lines: BTreeSet<String> = entries
            .flat_map(|(key, ids)| ids.keys().map(move |id| format!("{key}#{id}\n")))
            .collect();
        lines.into_iter().collect()
    }
}

/// Whether a text can be the id of a block.
fn is_id(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// Old names that still work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirects {
    /// By page: old ids that lead to a block of it (by unit), or to its top.
    pub anchors: BTreeMap<PageId, BTreeMap<Option<u32>, Vec<Arc<str>>>>,
    /// By page: ids of blocks that stand on another page now.
    pub moved: BTreeMap<PageId, Vec<Moved>>,
}

impl Redirects {
    /// The old ids of a block of a page, or of its top.
    pub fn of(&self, page: PageId, unit: Option<u32>) -> &[Arc<str>] {
        let anchors = self.anchors.get(&page).and_then(|page| page.get(&unit));
        anchors.map_or(&[], Vec::as_slice)
    }
}

/// A block that stands on another page now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its id on the page where it was.
    pub id: Arc<str>,
    /// Where it is.
    pub to: PageId,
    /// Its id there; none for the page as a whole.
    pub anchor: Option<Arc<str>>,
}

/// Something that says where an old name went.
struct Claim<'t> {
    entry: usize,
    /// The unit of the lead; none for the page.
    unit: Option<usize>,
    file: &'t Arc<str>,
    name: &'t Spanned<String>,
}

/// What the ledger asks of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether it says where old names went.
    claims: bool,
    /// Whether all ids that were published on it are still its own.
    complete: bool,
}

/// What the ledger asks of an entry, given the identities of its pages.
pub fn standing(ledger: &Ledger, entry: &Entry, identity: &[Arc<Identity>]) -> Standing {
    let texts = entry.pages.iter().map(|page| &page.manuscript);
    let mut units = texts.flat_map(|text| &text.doc.units);
    let at = lead_page(entry);
    let mut published = ledger.page(&entry.key).into_iter().flat_map(PageIds::keys);
    Standing {
        claims: !entry.lead.front.was.is_empty() || units.any(|unit| !unit.was().is_empty()),
        complete: published.all(|id| identity[at].find(id).is_some()),
    }
}

/// Which page of an entry is its lead.
fn lead_page(entry: &Entry) -> usize {
    let mut pages = entry.pages.iter();
    pages
        .position(|page| Arc::ptr_eq(&page.manuscript, &entry.lead))
        .unwrap_or(0)
}

/// Compares the ledger with what is there.
pub fn check(
    ledger: &Ledger,
    tree: &Tree,
    identity: &[Arc<Identity>],
    standings: &[Standing],
    problems: &mut Vec<Diagnostic>,
) -> Redirects {
    let mut checker = Checker {
        ledger,
        tree,
        identity,
        standings,
        claimed: BTreeMap::new(),
        heirs: BTreeMap::new(),
        redirects: Redirects::default(),
        problems,
    };
    let claims = checker.claims();
    // Pages first: a block's `was` may name an id by the page that had it before.
    let (pages, ids): (Vec<Claim>, Vec<Claim>) = claims
        .into_iter()
        .partition(|claim| checker.names_page(claim));
    for claim in pages {
        checker.heirs.insert(claim.name.value.as_str(), claim.entry);
    }
    for claim in &ids {
        checker.redirect(claim);
    }
    checker.report_vanished();
    checker.redirects
}

struct Checker<'t> {
    ledger: &'t Ledger,
    tree: &'t Tree,
    identity: &'t [Arc<Identity>],
    standings: &'t [Standing],
    /// Old ids that somebody claims, by page and id.
    claimed: BTreeMap<(&'t str, &'t str), (&'t Arc<str>, Span)>,
    /// Keys that are gone, and the entry that was called so.
    heirs: BTreeMap<&'t str, usize>,
    redirects: Redirects,
    problems: &'t mut Vec<Diagnostic>,
}

impl<'t> Checker<'t> {
    fn claims(&self) -> Vec<Claim<'t>> {
        let mut claims = Vec::new();
        let claiming = (0..).zip(self.standings).filter(|(_, one)| one.claims);
        for (index, _) in claiming {
            let entry = &self.tree.entries[index];
            let mut done: Vec<*const Manuscript> = Vec::new();
            claims.extend(entry.lead.front.was.iter().map(|name| Claim {
                entry: index,
                unit: None,
                file: &entry.lead.file,
                name,
            }));
            for (at, page) in entry.pages.iter().enumerate() {
                let text = &page.manuscript;
                if done.contains(&Arc::as_ptr(text)) {
                    continue;
                }
                done.push(Arc::as_ptr(text));
                let identity = &self.identity[index * self.tree.languages.len() + at];
                for (unit, twin) in text.doc.units.iter().zip(&identity.twins) {
                    claims.extend(unit.was().iter().map(|name| Claim {
                        entry: index,
                        unit: twin.map(|twin| twin as usize),
                        file: &text.file,
                        name,
                    }));
                }
            }
        }
        claims
    }

    /// Whether a claim in front matter names a page and not an id: there was such a page, and this
    /// one never had such an id.
    fn names_page(&self, claim: &Claim) -> bool {
        let name = claim.name.value.as_str();
        let own = &self.tree.entries[claim.entry].key;
        let own_id = self
            .ledger
            .page(own)
            .is_some_and(|ids| ids.contains_key(name));
        claim.unit.is_none() && !name.contains('#') && !own_id && {
            name.contains('/') || self.ledger.page(name).is_some()
        }
    }

    /// The ids of the authentic text of an entry.
    fn ids(&self, entry: usize) -> &'t Identity {
        let languages = self.tree.languages.len();
        let at = lead_page(&self.tree.entries[entry]);
        &self.identity[entry * languages + at]
    }

    fn redirect(&mut self, claim: &Claim<'t>) {
        let tree = self.tree;
        let own = &*tree.entries[claim.entry].key;
        let (key, id) = match claim.name.value.split_once('#') {
            Some((key, id)) => (key, id),
            None => (own, claim.name.value.as_str()),
        };
        let here = self
            .heirs
            .get(key)
            .copied()
            .or_else(|| tree.by_key.get(key).copied())
            .unwrap_or(claim.entry);
        let in_use = self.ids(here).find(id).is_some();
        let other = self
            .claimed
            .insert((key, id), (claim.file, claim.name.span));
        if in_use || other.is_some_and(|(_, span)| span != claim.name.span) {
            let mut problem =
                Diagnostic::new(Code::IdReused, claim.file, claim.name.span).arg("id", id);
            if let Some((file, span)) = other {
                problem = problem.other(file, span);
            }
            self.problems.push(problem);
            return;
        }
        let lead = self.ids(claim.entry);
        for page in &tree.entries[claim.entry].pages {
            let to = tree.page_in(claim.entry, page.lang);
            if here == claim.entry {
                let twins = &self.identity[to.0 as usize].twins;
                let unit = claim.unit.and_then(|unit| {
                    let unit = Some(unit as u32);
                    twins.iter().position(|twin| *twin == unit)
                });
                let anchors = self.redirects.anchors.entry(to).or_default();
                let ids = anchors.entry(unit.map(|unit| unit as u32)).or_default();
                ids.push(id.into());
            } else {
                let from = tree.page_in(here, page.lang);
                self.redirects.moved.entry(from).or_default().push(Moved {
                    id: id.into(),
                    to,
                    anchor: claim.unit.map(|unit| lead.ids[unit].clone()),
                });
            }
        }
    }

    fn report_vanished(&mut self) {
        let (ledger, tree) = (self.ledger, self.tree);
        for (key, ids) in &ledger.pages {
            let heir = self.heirs.get(&**key).copied();
            let Some(entry) = tree.by_key.get(key).copied().or(heir) else {
                self.page_vanished(key, ids);
                continue;
            };
            let own = &*tree.entries[entry].key;
            if own == &**key && self.standings[entry].complete {
                continue;
            }
            let there = self.ids(entry);
            for (id, line) in ids {
                let claimed = self.claimed.contains_key(&(&**key, &**id))
                    || self.claimed.contains_key(&(own, &**id));
                if there.find(id).is_none() && !claimed {
                    let lead = &tree.entries[entry].lead;
                    let title = lead.front.title.as_ref();
                    let span = title.map_or(Span::default(), |title| title.span);
                    let name = if own == &**key {
                        id.to_string()
                    } else {
                        format!("{key}#{id}")
                    };
                    self.problems.push(
                        Diagnostic::new(Code::IdVanished, &lead.file, span)
                            .arg("id", name)
                            .other(&FILE.into(), *line),
                    );
                }
            }
        }
    }

    /// A page that is gone. Unless all that it had was claimed block by block, that is one problem
    /// and not one for each block; the page that has most of its ids is probably the same one.
    fn page_vanished(&mut self, key: &str, ids: &PageIds) {
        let left: Vec<&Arc<str>> = ids
            .keys()
            .filter(|id| !self.claimed.contains_key(&(key, &***id)))
            .collect();
        if left.is_empty() {
            return;
        }
        let common = |entry: &usize| {
            let there = self.ids(*entry);
            left.iter().filter(|id| there.find(id).is_some()).count()
        };
        let heir = (0..self.tree.entries.len())
            .filter(|entry| self.ledger.page(&self.tree.entries[*entry].key).is_none())
            .map(|entry| (common(&entry), entry))
            .filter(|(common, _)| *common * 2 > left.len())
            .max();
        let line = ids.values().next().copied().unwrap_or_default();
        let mut problem = Diagnostic::new(Code::PageVanished, &FILE.into(), line).arg("page", key);
        if heir.is_none() {
            problem = problem.arg("heir", "none");
        }
        if let Some((_, heir)) = heir {
            let lead = &self.tree.entries[heir].lead;
            let title = lead.front.title.as_ref();
            let span = title.map_or(Span::default(), |title| title.span);
            problem = problem.arg("heir", &lead.file).other(&lead.file, span);
        }
        self.problems.push(problem);
    }
}

/// A block of an authentic text and whether its id stands in the sources, in any language.
pub struct Named {
    /// The unit.
    pub unit: u32,
    /// Its id, derived where none was written.
    pub id: Arc<str>,
    /// Whether it was written.
    pub permanent: bool,
}

/// The blocks of the authentic text of an entry.
pub fn blocks(tree: &Tree, identity: &[Arc<Identity>], entry: usize) -> Vec<Named> {
    let pages = &tree.entries[entry].pages;
    let first = entry * tree.languages.len();
    let ids = &identity[first + lead_page(&tree.entries[entry])].ids;
    let mut permanent = vec![false; ids.len()];
    for (page, identity) in pages.iter().zip(&identity[first..]) {
        for (unit, twin) in page.manuscript.doc.units.iter().zip(&identity.twins) {
            if let (Some(_), Some(twin)) = (unit.id(), twin) {
                permanent[*twin as usize] = true;
            }
        }
    }
    (0..)
        .zip(ids.iter().zip(permanent))
        .map(|(unit, (id, permanent))| Named {
            unit,
            id: id.clone(),
            permanent,
        })
        .collect()
}
