//! The works that the site cites, from `bibliography.yaml` (Hayagriva's format).

use crate::diag::Span;

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
    /// Who wrote it, family name first, or the organisation.
    pub authors: Vec<String>,
    /// When it appeared, as it was written.
    pub date: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When the address was looked at.
    pub accessed: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// What it appeared in: title, volume, issue.
    pub parent: Option<String>,
    /// Its pages there.
    pub pages: Option<String>,
    /// The DOI.
    pub doi: Option<String>,
    /// The ISBN.
    pub isbn: Option<String>,
    /// Anything else that should be said.
    pub note: Option<String>,
}

impl Reference {
    /// The year of the date.
    pub fn year(&self) -> Option<&str> {
        self.date
            .as_deref()
            .map(|date| date.split('-').next().unwrap_or(date))
    }

    /// The short name for a note in the text: the short title, else the authors, else the title's
    /// first words; and the year.
    pub fn short(&self) -> String {
        let family = |name: &String| name.split(',').next().unwrap_or(name).trim().to_owned();
        let who = match self.authors.as_slice() {
            _ if self.short_title.is_some() => self.short_title.clone().unwrap_or_default(),
            [] => {
                let words: Vec<&str> = self.title.split_whitespace().take(5).collect();
                let cut = words.len() < self.title.split_whitespace().count();
                words.join(" ") + if cut { "…" } else { "" }
            }
            [one] => family(one),
            [one, two] => format!("{}, {}", family(one), family(two)),
            [one, ..] => format!("{} et al.", family(one)),
        };
        match self.year() {
            Some(year) => format!("{who} {year}"),
            None => who,
        }
    }
}
