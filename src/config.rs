//! What `site.yaml` says of the site as a whole, and `theme.yaml` of a theme.

use crate::diag::{Span, Spanned};
use crate::lang::{Lang, Localized};
use crate::style::Thresholds;

/// How often a glossary word becomes a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Autolink {
    /// At its first mention in each section.
    #[default]
    Section,
    /// At its first mention in each page.
    Page,
    /// At every mention.
    All,
}

impl Autolink {
    /// All of them.
    pub const ALL: [Autolink; 3] = [Autolink::Section, Autolink::Page, Autolink::All];

    /// The name in `site.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Autolink::Section => "section",
            Autolink::Page => "page",
            Autolink::All => "all",
        }
    }
}

/// The site's settings.
#[derive(Clone, Debug)]
pub struct Config {
    /// The name of the site.
    pub title: Localized,
    /// One sentence about it.
    pub description: Localized,
    /// Where it will stand, with a `/` at the end.
    pub base_url: String,
    /// Its languages; the first is the authentic one.
    pub languages: Vec<Lang>,
    /// Where each of them is named; none where `site.yaml` does not name them.
    pub language_spans: Vec<Span>,
    /// The keys of the main menu; none for all sections of the top level.
    pub navigation: Vec<Spanned<String>>,
    /// The version of the content.
    pub version: Option<String>,
    /// The date of the last change, `YYYY-MM-DD`.
    pub updated: Option<String>,
    /// Where the sources can be edited; `{path}` stands for the file.
    pub repository: Option<String>,
    /// Who publishes it.
    pub publisher: Localized,
    /// The licence: its name and, if there is one, its address.
    pub license: Option<License>,
    /// The theme's folder.
    pub theme: Spanned<String>,
    /// How often glossary words become links.
    pub autolink: Autolink,
    /// How easy to read pages must be.
    pub readability: Thresholds,
    /// Whether other sites can show pages: pages for frames, oEmbed, social cards.
    pub embeds: bool,
    /// Whether readers can search: the index and the page of results.
    pub search: bool,
    /// Whether there are pages with two languages side by side.
    pub side_by_side: bool,
    /// The CSL style of citations and references.
    pub citation_style: String,
}

/// The licence of the content.
#[derive(Clone, Debug)]
pub struct License {
    /// Its name.
    pub name: Localized,
    /// Its address.
    pub url: Option<String>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            title: Localized::all("carta"),
            description: Localized::default(),
            base_url: DEFAULT_BASE_URL.to_owned(),
            languages: vec![Lang::IT, Lang::EN],
            language_spans: Vec::new(),
            navigation: Vec::new(),
            version: None,
            updated: None,
            repository: None,
            publisher: Localized::default(),
            license: None,
            theme: Spanned {
                value: "carta".to_owned(),
                span: Span::default(),
            },
            autolink: Autolink::default(),
            readability: Thresholds::default(),
            embeds: true,
            search: true,
            side_by_side: true,
            citation_style: crate::bibliography::csl::DEFAULT.to_owned(),
        }
    }
}

/// Where a site stands that does not say so: nowhere that anyone else can reach.
pub const DEFAULT_BASE_URL: &str = "http://localhost/";

impl Config {
    /// The authentic language.
    pub fn authentic(&self) -> Lang {
        self.languages[0]
    }

    /// The path part of the base address, with `/` at both ends.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.find("://").map_or(0, |i| i + 3);
        self.base_url[after_scheme..]
            .find('/')
            .map_or("/", |i| &self.base_url[after_scheme + i..])
    }
}
