//! The works that the site cites, from `bibliography.yaml` (Hayagriva's format). How they are written
//! in a citation style is in [`csl`].

pub mod csl;

use crate::diag::Span;
use std::collections::HashMap;
use std::ops::Deref;

/// A work.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// The id that citations use.
    pub id: String,
    /// Where its entry stands.
    pub span: Span,
    /// Its type: article, report, book, web …
    pub kind: String,
    /// Its title.
    pub title: String,
    /// What a note in the text calls it, if not by author: Hayagriva's short form of the title.
    pub short_title: Option<String>,
    /// Who wrote it, family name first, or the organisation; `et al.` for those the source leaves out.
    pub authors: Vec<String>,
    /// Who edited it, likewise.
    pub editors: Vec<String>,
    /// When it appeared, as it was written.
    pub date: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When the address was looked at.
    pub accessed: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub location: Option<String>,
    /// What it appeared in.
    pub parent: Option<Container>,
    /// Its pages there.
    pub pages: Option<String>,
    /// The DOI.
    pub doi: Option<String>,
    /// The ISBN.
    pub isbn: Option<String>,
    /// The language it is written in, as a code.
    pub language: Option<String>,
    /// Anything else that should be said.
    pub note: Option<String>,
    /// Whether it is kept though no page cites it: further reading.
    pub keep: bool,
}

/// Whether a citation can name a work so: letters, digits and `-`, `_`, `.`, `:`.
pub fn is_id(id: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || "-_.:".contains(letter);
    !id.is_empty() && id.chars().all(fits)
}

/// The works of a site, in the order of their file.
#[derive(Clone, Debug, Default)]
pub struct Works {
    works: Vec<Reference>,
    by_id: HashMap<String, usize>,
}

impl Works {
    /// The works; of two with one id the first is meant by it.
    pub fn new(works: Vec<Reference>) -> Works {
        let mut by_id = HashMap::new();
        for (at, work) in works.iter().enumerate() {
            by_id.entry(work.id.clone()).or_insert(at);
        }
        Works { works, by_id }
    }

    /// The work with this id.
    pub fn of_id(&self, id: &str) -> Option<&Reference> {
        self.by_id.get(id).map(|at| &self.works[*at])
    }
}

impl Deref for Works {
    type Target = [Reference];

    fn deref(&self) -> &[Reference] {
        &self.works
    }
}

/// The journal, book or series that a work appeared in.
#[derive(Clone, Debug, Default)]
pub struct Container {
    /// Its type: periodical, anthology, proceedings …
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The volume.
    pub volume: Option<String>,
    /// The issue.
    pub issue: Option<String>,
}

/// The types of works, as Hayagriva names them.
pub const KINDS: &[&str] = &[
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "original",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
    "audio",
    "exhibition",
];

/// What stands in a list of names for those that the source leaves out.
pub const OTHERS: &str = "et al.";

impl Reference {
    /// The year of the date.
    pub fn year(&self) -> Option<&str> {
        self.date
            .as_deref()
            .map(|date| date.split('-').next().unwrap_or(date))
    }
}
