//! Views: what templates see. Plain values, made from the site; a template never sees a noun of the
//! program, so the nouns can change and a theme goes on working.

mod chapters;
mod frozen;
mod page;
mod site;
mod terms;

pub use frozen::{
    EditionView, FrozenView, changed, contents, dated, editions, frozen, listed, switch,
    version_name,
};
pub use page::{bare, card, chapter_number, page, title_lang};
pub use site::{definition, description, is_glossary, page_link, shorten, site};
pub use terms::{equivalents, letter};

use super::embed::ShareView;
use super::pair::StaleView;
use super::theme::Prepared;
use serde::Serialize;

/// What is the same on every page of a language. In templates: `site`.
#[derive(Serialize)]
pub struct SiteView {
    /// The name of the site.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Where it stands, with a `/` at the end.
    pub base_url: String,
    /// The language of the site's words.
    pub lang: String,
    /// The same with its country, as Open Graph wants it; nothing where no words of the language say which.
    pub locale: Option<String>,
    /// The authentic language, and its name in this language.
    pub authentic: LanguageView,
    /// All languages.
    pub languages: Vec<LanguageView>,
    /// The home page.
    pub home: LinkView,
    /// The main menu.
    pub navigation: Vec<NavView>,
    /// The glossary's page, if there is one.
    pub glossary: Option<LinkView>,
    /// The address of the page of search results, from the site's root, if readers can search.
    pub search: Option<String>,
    /// The version of the content.
    pub version: Option<String>,
    /// The list of frozen versions, from the site's root, if there are any.
    pub versions: Option<String>,
    /// The feed of what changed, from the site's root, if there is one.
    pub feed: Option<String>,
    /// The date of the last change: as `YYYY-MM-DD`, and in words.
    pub updated: Option<(String, String)>,
    /// Who publishes it.
    pub publisher: String,
    /// The licence: name and address.
    pub license: Option<(String, Option<String>)>,
}

/// A language.
#[derive(Serialize, Clone)]
pub struct LanguageView {
    /// Its code.
    pub code: String,
    /// Its name in itself.
    pub name: String,
}

/// A link inside the site: `url` is from the site's root, to be written behind `root`.
#[derive(Serialize, Clone)]
pub struct LinkView {
    /// The address from the site's root.
    pub url: String,
    /// The title of the page.
    pub title: String,
    /// The number of a document's chapter.
    pub number: Option<usize>,
    /// Whether a section that is listed before it holds it.
    pub inside: bool,
}

/// A line of the main menu.
#[derive(Serialize)]
pub struct NavView {
    /// The address from the site's root.
    pub url: String,
    /// The title.
    pub title: String,
    /// The pages below, where they are few enough to be listed.
    pub children: Vec<LinkView>,
}

/// A page. In templates: `page`.
#[derive(Serialize)]
pub struct PageView {
    /// The language of the address, and of the site's words around the text.
    pub lang: String,
    /// The language of the text.
    pub text_lang: String,
    /// Whether the translation is missing and the text stands in another language.
    pub borrowed: bool,
    /// Whether the text is the authentic one.
    pub authentic: bool,
    /// The name of the kind.
    pub kind: &'static str,
    /// The key.
    pub key: String,
    /// The title: the heading of level 1.
    pub title: String,
    /// The language of a title that is foreign in the page's language.
    pub title_lang: Option<String>,
    /// One sentence: the description, else the first paragraph's words.
    pub description: String,
    /// The description, if the editor wrote one: what may stand above the text without saying its
    /// first paragraph twice.
    pub lede: Option<String>,
    /// The structured views on the page, each kind once, and `map` where chapters are drawn: what
    /// they need of style and script is loaded for them only.
    pub shows: Vec<&'static str>,
    /// The address from the site's root.
    pub url: String,
    /// The address that search engines shall keep, absolute.
    pub canonical: String,
    /// The page in each language that has it: for `hreflang`. Absolute addresses.
    pub alternates: Vec<SwitchView>,
    /// The page in each language: for the reader. Addresses from the site's root.
    pub switch: Vec<SwitchView>,
    /// The sections above, from the home page on.
    pub breadcrumbs: Vec<LinkView>,
    /// The page before.
    pub previous: Option<LinkView>,
    /// The page after.
    pub next: Option<LinkView>,
    /// The number of a document's chapter.
    pub number: Option<usize>,
    /// The headings.
    pub toc: Vec<TocView>,
    /// The text, as HTML.
    pub content: String,
    /// Of a section's index: its pages.
    pub children: Vec<CardView>,
    /// Pages that lead here, with the places.
    pub cited_by: Vec<BacklinkView>,
    /// The works that the page cites or rests on.
    pub references: Vec<ReferenceView>,
    /// The glossary's words on this page, each once, for pop-ups: a [`TermRefView`] each.
    pub terms: Vec<Prepared>,
    /// Of a term.
    pub term: Option<TermView>,
    /// Of a competence.
    pub competence: Option<CompetenceView>,
    /// Of a criterion.
    pub criterion: Option<CriterionView>,
    /// Of an entry of a comparison: all its facts, as an HTML table.
    pub facts: Option<String>,
    /// Where the source can be edited.
    pub edit_url: Option<String>,
    /// Structured data for search engines, as JSON.
    pub json_ld: String,
    /// The page in two languages side by side: one for each pair. Addresses from the site's root.
    pub pairs: Vec<SwitchView>,
    /// Of a translation: the blocks whose authentic text has changed since.
    pub stale: Vec<StaleView>,
    /// Of a page of a frozen version: what it is a version of.
    pub frozen: Option<FrozenView>,
    /// The frozen versions of the page, the newest first.
    pub editions: Vec<EditionView>,
    /// How to show the page on other sites, if the site wants to be shown.
    pub share: Option<ShareView>,
}

/// A language's version of a page.
#[derive(Serialize)]
pub struct SwitchView {
    /// The language's code.
    pub lang: String,
    /// The language's name in itself.
    pub name: String,
    /// The address.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
}

/// A heading in the table of contents.
#[derive(Serialize)]
pub struct TocView {
    /// Its id.
    pub id: String,
    /// Its words.
    pub title: String,
    /// Its level, from 2.
    pub level: u8,
    /// Its number in a document; empty elsewhere.
    pub number: String,
}

/// A page in a list.
#[derive(Serialize)]
pub struct CardView {
    /// The address from the site's root.
    pub url: String,
    /// The title.
    pub title: String,
    /// The language of a title that is foreign in the page's language.
    pub title_lang: Option<String>,
    /// One sentence.
    pub description: String,
    /// The code of a competence, the number of a chapter.
    pub mark: String,
    /// The letter under which a term stands.
    pub letter: String,
    /// Of a term: its abbreviations.
    pub abbreviations: Vec<String>,
    /// Of a term: the title in the other languages.
    pub equivalents: Vec<EquivalentView>,
    /// Of a chapter: how it is built.
    pub chapter: Option<ChapterView>,
}

/// How a chapter is built, for the map of its document.
#[derive(Serialize)]
pub struct ChapterView {
    /// Its sections.
    pub sections: Vec<TocView>,
    /// How many minutes it takes to read, rounded up.
    pub minutes: usize,
    /// Its length beside the longest chapter's, in percent.
    pub share: usize,
}

/// A form to shun.
#[derive(Serialize)]
pub struct AvoidView {
    /// Its forms, without braces; the first is the one that the editor began with.
    pub forms: Vec<String>,
    /// Why, and what to say instead.
    pub why: Option<String>,
}

/// A term in another language.
#[derive(Serialize)]
pub struct EquivalentView {
    /// The language.
    pub lang: String,
    /// The language's name in the page's language.
    pub language: String,
    /// The language of the word itself, which may be a third one.
    pub word_lang: String,
    /// The word.
    pub title: String,
    /// The address from the site's root.
    pub url: String,
}

/// A page that leads here.
#[derive(Serialize)]
pub struct BacklinkView {
    /// The address of the first place, from the site's root.
    pub url: String,
    /// The title of the page.
    pub title: String,
    /// The addresses of all places.
    pub places: Vec<String>,
}

/// A work.
#[derive(Serialize)]
pub struct ReferenceView {
    /// Its id; the element's is `ref-ID`.
    pub id: String,
    /// The whole reference, as HTML.
    pub html: String,
}

/// A term that a page mentions.
#[derive(Serialize)]
pub struct TermRefView {
    /// The id of the pop-up.
    pub id: String,
    /// The headword.
    pub title: String,
    /// Its language, if it is foreign.
    pub title_lang: Option<String>,
    /// The short definition, as plain words.
    pub definition: String,
    /// The entry's address from the site's root.
    pub url: String,
    /// The word in the other languages.
    pub equivalents: Vec<EquivalentView>,
}

/// What a term's page shows beside the text.
#[derive(Serialize)]
pub struct TermView {
    /// Abbreviations.
    pub abbreviations: Vec<String>,
    /// Forms and variants, expanded.
    pub forms: Vec<String>,
    /// Forms to shun, and why.
    pub avoid: Vec<AvoidView>,
    /// The word in the other languages.
    pub equivalents: Vec<EquivalentView>,
    /// Related terms.
    pub related: Vec<LinkView>,
    /// The wider term.
    pub broader: Option<LinkView>,
    /// Narrower terms.
    pub narrower: Vec<LinkView>,
    /// Where the word is used.
    pub used_in: Vec<BacklinkView>,
}

/// What a competence's page shows beside the text.
#[derive(Serialize)]
pub struct CompetenceView {
    /// The code.
    pub code: String,
    /// The group.
    pub group: Option<String>,
    /// Other frameworks: name, label, relation.
    pub maps_to: Vec<(String, String, Option<String>)>,
}

/// What a criterion's page shows beside the text.
#[derive(Serialize)]
pub struct CriterionView {
    /// What it is about.
    pub criterion_type: Option<&'static str>,
    /// How strongly it is meant.
    pub requirement: Option<&'static str>,
}
