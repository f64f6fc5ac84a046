//! Views: what templates see. Plain values, made from the site; a template never sees a noun of the
//! program, so the nouns can change and a theme goes on working.

use super::html;
use super::pair::{self, StaleView};
use super::theme::Shared;
use crate::doc::{BlockKind, Shape};
use crate::lang::Lang;
use crate::page::PageKind;
use crate::resolve::cite;
use crate::site::{Backlink, PageId, Site};
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// The address of the page of search results, from the site's root.
    pub search: String,
    /// The version of the content.
    pub version: Option<String>,
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
    /// The glossary's words on this page, each once: for pop-ups.
    pub terms: Vec<TermRefView>,
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
    /// Its number in a document.
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
    pub avoid: Vec<(String, Option<String>)>,
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

/// How many pages a section may have to be listed in the main menu.
const MENU_CHILDREN: usize = 16;

/// The view of the site in a language.
pub fn site(site: &Site, lang: Lang) -> SiteView {
    let tree = &site.tree;
    let link = |entry: usize| page_link(site, tree.page_in(entry, lang));
    let home = tree.find("index");
    let keys: Vec<usize> = if site.config.navigation.is_empty() {
        home.map_or(Vec::new(), |home| tree.entries[home].children.clone())
    } else {
        let keys = site.config.navigation.iter();
        keys.filter_map(|key| tree.find(&key.value)).collect()
    };
    let navigation = keys
        .iter()
        .map(|entry| {
            let children = &tree.entries[*entry].children;
            let listed = if children.len() <= MENU_CHILDREN {
                children.as_slice()
            } else {
                &[]
            };
            let LinkView { url, title } = link(*entry);
            NavView {
                url,
                title,
                children: listed.iter().map(|child| link(*child)).collect(),
            }
        })
        .collect();
    let glossary = (0..tree.entries.len()).find(|entry| is_glossary(site, *entry));
    SiteView {
        title: site.config.title.get(lang).to_owned(),
        description: site.config.description.get(lang).to_owned(),
        base_url: site.config.base_url.clone(),
        lang: lang.to_string(),
        authentic: language(site, site.config.authentic()),
        languages: tree
            .languages
            .iter()
            .map(|lang| language(site, *lang))
            .collect(),
        home: home.map_or_else(
            || LinkView {
                url: format!("{lang}/"),
                title: site.config.title.get(lang).to_owned(),
            },
            link,
        ),
        navigation,
        glossary: glossary.map(link),
        search: super::search::address(&site.strings, lang),
        version: site.config.version.clone(),
        updated: site
            .config
            .updated
            .as_ref()
            .map(|date| (date.clone(), site.locale(lang).date(date))),
        publisher: site.config.publisher.get(lang).to_owned(),
        license: site
            .config
            .license
            .as_ref()
            .map(|license| (license.name.get(lang).to_owned(), license.url.clone())),
    }
}

/// Whether an entry is the index of a section of terms.
pub fn is_glossary(site: &Site, entry: usize) -> bool {
    let entry = &site.tree.entries[entry];
    entry.is_section()
        && entry
            .meta()
            .children
            .as_ref()
            .is_some_and(|c| c.value == PageKind::Term)
}

fn language(site: &Site, lang: Lang) -> LanguageView {
    LanguageView {
        code: lang.to_string(),
        name: site.strings.text(lang, "language-name", &[]),
    }
}

/// A link to a page.
pub fn page_link(site: &Site, page: PageId) -> LinkView {
    let page = site.tree.page(page);
    LinkView {
        url: page.path.clone(),
        title: page.title.clone(),
    }
}

/// The description of a page: its own, else the words of its first paragraph.
pub fn description(site: &Site, page: PageId) -> String {
    let front = &site.tree.page(page).manuscript.front;
    match &front.description {
        Some(description) => description.value.clone(),
        None => shorten(&definition(site, page), 200),
    }
}

/// The words of a page's first paragraph: of a term, its short definition.
pub fn definition(site: &Site, page: PageId) -> String {
    let blocks = &site.tree.page(page).manuscript.doc.blocks;
    let first = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => Some(crate::doc::plain(inlines)),
        _ => None,
    });
    first
        .unwrap_or_default()
        .replace('\n', " ")
        .trim()
        .to_owned()
}

/// At most so many characters, cut between words.
pub fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!(
        "{}…",
        cut[..end].trim_end_matches([',', ';', ':', '.', ' '])
    )
}

/// The view of a page.
pub fn page(site: &Site, id: PageId, shared: &Shared) -> PageView {
    let tree = &site.tree;
    let index = tree.entry_index(id);
    let entry = &tree.entries[index];
    let page = tree.page(id);
    let rendered = html::page(site, id);
    let mut view = bare(site, id, shared, rendered.cited);
    view.content = rendered.html;
    view.children = children(site, index, page.lang);
    view.cited_by = backlinks(site, &site.cited_by[id.0 as usize]);
    view.terms = mentioned(site, id);
    view.stale = pair::stale(site, id);
    let meta = entry.meta();
    match entry.kind {
        PageKind::Term => view.term = Some(term(site, id)),
        PageKind::Competence => {
            view.competence = Some(CompetenceView {
                code: meta
                    .code
                    .as_ref()
                    .map_or(String::new(), |code| code.value.clone()),
                group: meta.group.as_ref().map(|group| group.value.clone()),
                maps_to: meta
                    .maps_to
                    .iter()
                    .map(|mapping| {
                        let label = mapping.label.get(page.lang).to_owned();
                        (mapping.framework.clone(), label, mapping.relation.clone())
                    })
                    .collect(),
            });
        }
        PageKind::Criterion => {
            view.criterion = Some(CriterionView {
                criterion_type: meta.criterion.as_ref().map(|t| t.value.name()),
                requirement: meta.requirement.as_ref().map(|r| r.value.name()),
            });
        }
        PageKind::Country => view.facts = Some(super::facts::entry_table(site, id)),
        PageKind::Page | PageKind::Document => {}
    }
    view.json_ld = super::data::json_ld(site, id, &view);
    view
}

/// The view of a page without its text and what belongs to its kind. `cited` are the works that its
/// text cites.
pub fn bare(site: &Site, id: PageId, shared: &Shared, mut cited: Vec<String>) -> PageView {
    let tree = &site.tree;
    let index = tree.entry_index(id);
    let entry = &tree.entries[index];
    let page = tree.page(id);
    let number = chapter_number(site, index);
    let (previous, next) = neighbours(site, index, page.lang);
    let canonical_page = if page.is_borrowed() {
        tree.page(tree.page_in(index, page.text_lang))
    } else {
        page
    };
    let absolute = |path: &str| format!("{}{}", site.config.base_url, path);
    let versions = |only_true: bool, prefix: &str| {
        entry
            .pages
            .iter()
            .filter(|version| !only_true || !version.is_borrowed())
            .map(|version| SwitchView {
                lang: version.lang.to_string(),
                name: shared.language_names[&version.lang].clone(),
                url: format!("{prefix}{}", version.path),
                current: version.lang == page.lang,
            })
            .collect::<Vec<_>>()
    };
    // A page in one language only has no alternates to speak of.
    let mut alternates = versions(true, &site.config.base_url);
    if alternates.len() < 2 || page.is_borrowed() {
        alternates.clear();
    }
    for source in &entry.meta().sources {
        if !cited.contains(&source.value) {
            cited.push(source.value.clone());
        }
    }
    PageView {
        lang: page.lang.to_string(),
        text_lang: page.text_lang.to_string(),
        borrowed: page.is_borrowed(),
        authentic: page.text_lang == site.config.authentic(),
        kind: entry.kind.name(),
        key: entry.key.to_string(),
        title: page.title.clone(),
        title_lang: title_lang(site, id),
        description: description(site, id),
        url: page.path.clone(),
        canonical: absolute(&canonical_page.path),
        alternates,
        switch: versions(false, ""),
        breadcrumbs: breadcrumbs(site, index, page.lang),
        previous,
        next,
        number,
        toc: toc(site, id, number),
        content: String::new(),
        children: Vec::new(),
        cited_by: Vec::new(),
        references: cited
            .iter()
            .filter_map(|id| site.reference(id))
            .map(|reference| ReferenceView {
                id: reference.id.clone(),
                html: super::facts::reference(site, page.lang, reference),
            })
            .collect(),
        terms: Vec::new(),
        term: None,
        competence: None,
        criterion: None,
        facts: None,
        edit_url: site
            .config
            .repository
            .as_ref()
            .map(|url| edit_url(url, &page.manuscript.file)),
        json_ld: String::new(),
        pairs: pair::links(site, id, shared),
        stale: Vec::new(),
    }
}

/// `repository` with `{path}` filled in, or with the path behind it.
fn edit_url(repository: &str, file: &str) -> String {
    if repository.contains("{path}") {
        repository.replace("{path}", file)
    } else {
        format!("{}/edit/main/{file}", repository.trim_end_matches('/'))
    }
}

/// The language of a title that is foreign on its page.
pub fn title_lang(site: &Site, page: PageId) -> Option<String> {
    let page = site.tree.page(page);
    let foreign = page.manuscript.front.foreign.as_ref()?;
    Some(foreign.value.to_string())
}

/// The number of a document's chapter: its place among the documents of its section.
pub fn chapter_number(site: &Site, entry: usize) -> Option<usize> {
    let tree = &site.tree;
    if tree.entries[entry].kind != PageKind::Document || tree.entries[entry].is_section() {
        return None;
    }
    let siblings = &tree.entries[tree.entries[entry].parent?].children;
    let documents = siblings
        .iter()
        .filter(|e| tree.entries[**e].kind == PageKind::Document);
    documents
        .into_iter()
        .position(|e| *e == entry)
        .map(|position| position + 1)
}

fn breadcrumbs(site: &Site, entry: usize, lang: Lang) -> Vec<LinkView> {
    let mut crumbs = Vec::new();
    let mut above = site.tree.entries[entry].parent;
    while let Some(parent) = above {
        crumbs.push(page_link(site, site.tree.page_in(parent, lang)));
        above = site.tree.entries[parent].parent;
    }
    crumbs.reverse();
    crumbs
}

/// The pages before and after in the section; after a section's index comes its first page. Terms
/// stand in the alphabet of their language.
fn neighbours(site: &Site, entry: usize, lang: Lang) -> (Option<LinkView>, Option<LinkView>) {
    let tree = &site.tree;
    let link = |entry: usize| page_link(site, tree.page_in(entry, lang));
    let this = &tree.entries[entry];
    if this.is_section() {
        let up = this.parent.filter(|_| &*this.key != "index");
        let first = if is_glossary(site, entry) || &*this.key == "index" {
            None
        } else {
            this.children.first().copied()
        };
        return (up.map(link), first.map(link));
    }
    let Some(parent) = this.parent else {
        return (None, None);
    };
    let (before, after) = match this.kind {
        PageKind::Term => {
            let order = &site.shared(lang).terms;
            match order.position.get(&entry) {
                Some(at) => (
                    at.checked_sub(1).map(|at| order.entries[at]),
                    order.entries.get(at + 1).copied(),
                ),
                None => (None, None),
            }
        }
        _ => {
            let siblings = &tree.entries[parent].children;
            match siblings.iter().position(|sibling| *sibling == entry) {
                Some(at) => (
                    Some(at.checked_sub(1).map_or(parent, |at| siblings[at])),
                    siblings.get(at + 1).copied(),
                ),
                None => (None, None),
            }
        }
    };
    (before.map(link), after.map(link))
}

fn toc(site: &Site, page: PageId, chapter: Option<usize>) -> Vec<TocView> {
    let doc = &site.tree.page(page).manuscript.doc;
    let mut numbers = html::SectionNumbers::new(chapter);
    let mut toc = Vec::new();
    for (index, unit) in doc.units.iter().enumerate() {
        if let Shape::Heading(level) = unit.shape {
            toc.push(TocView {
                id: site.unit_id(page, index as u32).to_string(),
                title: unit.title.clone(),
                level: level.max(2),
                number: numbers.next(level.max(2)),
            });
        }
    }
    toc
}

/// The pages of a section, as cards. Terms stand in the alphabet of the language.
fn children(site: &Site, entry: usize, lang: Lang) -> Vec<CardView> {
    let tree = &site.tree;
    let order = if is_glossary(site, entry) {
        let terms = &site.shared(lang).terms.entries;
        terms
            .iter()
            .copied()
            .filter(|term| tree.entries[*term].parent == Some(entry))
            .collect()
    } else {
        tree.entries[entry].children.clone()
    };
    order
        .into_iter()
        .map(|child| card(site, child, lang))
        .collect()
}

/// A page as a card.
pub fn card(site: &Site, entry: usize, lang: Lang) -> CardView {
    let tree = &site.tree;
    let id = tree.page_in(entry, lang);
    let page = tree.page(id);
    let kind = tree.entries[entry].kind;
    let meta = tree.entries[entry].meta();
    let mark = match kind {
        PageKind::Competence => meta
            .code
            .as_ref()
            .map_or(String::new(), |c| c.value.clone()),
        _ => chapter_number(site, entry).map_or(String::new(), |number| number.to_string()),
    };
    let is_term = kind == PageKind::Term;
    let abbreviations = &page.manuscript.front.abbreviations;
    CardView {
        url: page.path.clone(),
        title: page.title.clone(),
        title_lang: title_lang(site, id),
        description: if is_term {
            definition(site, id)
        } else {
            description(site, id)
        },
        mark,
        letter: if is_term {
            letter(&page.title)
        } else {
            String::new()
        },
        abbreviations: abbreviations.iter().map(|a| a.value.clone()).collect(),
        equivalents: if is_term {
            equivalents(site, entry, lang)
        } else {
            Vec::new()
        },
    }
}

/// The letter under which a headword stands: without accent, upper-case; `#` for what is no letter.
pub fn letter(title: &str) -> String {
    let first = crate::lang::slug(title).chars().next();
    first
        .filter(char::is_ascii_alphabetic)
        .map_or("#".to_owned(), |c| c.to_ascii_uppercase().to_string())
}

fn equivalents(site: &Site, entry: usize, lang: Lang) -> Vec<EquivalentView> {
    let pages = &site.tree.entries[entry].pages;
    pages
        .iter()
        .filter(|page| page.lang != lang && !page.is_borrowed())
        .map(|page| EquivalentView {
            lang: page.lang.to_string(),
            language: site
                .strings
                .text(lang, &format!("language-{}", page.lang), &[]),
            word_lang: page
                .manuscript
                .front
                .foreign
                .as_ref()
                .map_or(page.lang, |foreign| foreign.value)
                .to_string(),
            title: page.title.clone(),
            url: page.path.clone(),
        })
        .collect()
}

/// Backlinks as pages with their places, pages in the order of the site.
fn backlinks(site: &Site, links: &[Backlink]) -> Vec<BacklinkView> {
    let mut pages: BTreeMap<PageId, Vec<String>> = BTreeMap::new();
    for link in links {
        let page = site.tree.page(link.from);
        let url = match &link.anchor {
            Some(anchor) => format!("{}#{anchor}", page.path),
            None => page.path.clone(),
        };
        let places = pages.entry(link.from).or_default();
        if !places.contains(&url) {
            places.push(url);
        }
    }
    pages
        .into_iter()
        .map(|(page, places)| BacklinkView {
            url: places[0].clone(),
            title: site.tree.page(page).title.clone(),
            places,
        })
        .collect()
}

/// The terms that a page links by itself, each once.
fn mentioned(site: &Site, id: PageId) -> Vec<TermRefView> {
    let lang = site.tree.page(id).lang;
    let mut terms: Vec<usize> = Vec::new();
    for mention in site.mentions[id.0 as usize]
        .iter()
        .filter(|mention| mention.linked)
    {
        if !terms.contains(&mention.term) {
            terms.push(mention.term);
        }
    }
    terms
        .into_iter()
        .map(|term| {
            let page = site.tree.page_in(term, lang);
            TermRefView {
                id: html::popup_id(site, term),
                title: site.tree.page(page).title.clone(),
                title_lang: title_lang(site, page),
                definition: definition(site, page),
                url: site.tree.page(page).path.clone(),
                equivalents: equivalents(site, term, lang),
            }
        })
        .collect()
}

fn term(site: &Site, id: PageId) -> TermView {
    let tree = &site.tree;
    let page = tree.page(id);
    let index = tree.entry_index(id);
    let meta = tree.entries[index].meta();
    let front = &page.manuscript.front;
    let link = |entry: usize| page_link(site, tree.page_in(entry, page.lang));
    let names = |name: &str| cite::related(tree, index, name);
    let mut forms: Vec<String> = Vec::new();
    for pattern in &front.forms {
        let expanded = crate::resolve::terms::expand(&pattern.value).unwrap_or_default();
        for form in expanded {
            if form != page.title && !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    TermView {
        abbreviations: front
            .abbreviations
            .iter()
            .map(|a| a.value.clone())
            .collect(),
        forms,
        avoid: front
            .avoid
            .iter()
            .map(|avoid| (avoid.form.value.clone(), avoid.why.clone()))
            .collect(),
        equivalents: equivalents(site, index, page.lang),
        related: meta
            .related
            .iter()
            .filter_map(|name| names(&name.value))
            .map(link)
            .collect(),
        broader: meta
            .broader
            .as_ref()
            .and_then(|name| names(&name.value))
            .map(link),
        narrower: site
            .shared(page.lang)
            .narrower
            .get(&index)
            .map_or(Vec::new(), |list| {
                list.iter().map(|entry| link(*entry)).collect()
            }),
        used_in: backlinks(site, &site.used_in[id.0 as usize]),
    }
}
