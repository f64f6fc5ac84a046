//! The view of a page: its place, its neighbours, its text.

use super::chapters;
use super::terms::{backlinks, equivalents, letter, mentioned, term};
use super::*;
use crate::doc::Shape;
use crate::lang::Lang;
use crate::page::PageKind;
use crate::render::theme::Shared;
use crate::render::{data, embed, facts, html, pair};
use crate::site::{PageId, Site};

/// The view of a page.
pub fn page(site: &Site, id: PageId, shared: &Shared) -> PageView {
    let index = site.tree.entry_index(id);
    let page = site.tree.page(id);
    let rendered = html::page(site, id);
    let mut view = bare(site, id, shared, rendered.cited);
    view.content = rendered.html;
    view.children = children(site, index, page.lang);
    chapters::draw(site, index, page.lang, &mut view.children);
    view.cited_by = backlinks(site, site.cited_by(id));
    view.terms = mentioned(site, page.lang, &site.mentions[id.0 as usize]);
    view.stale = pair::stale(site, id);
    view.share = embed::share(site, id);
    of_kind(site, id, &mut view);
    view.json_ld = data::json_ld(site, id, &view);
    view
}

/// Fills in what belongs to a page's kind.
pub(super) fn of_kind(site: &Site, id: PageId, view: &mut PageView) {
    let (entry, page) = (site.tree.entry(id), site.tree.page(id));
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
        PageKind::Country => view.facts = Some(facts::entry_table(site, id)),
        PageKind::Page | PageKind::Document => {}
    }
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
        lede: page
            .manuscript
            .front
            .description
            .as_ref()
            .map(|written| written.value.clone()),
        shows: chapters::shows(site, id),
        url: page.path.clone(),
        canonical: absolute(&canonical_page.path),
        alternates,
        switch: versions(false, ""),
        breadcrumbs: breadcrumbs(site, index, page.lang),
        previous,
        next,
        number,
        toc: toc(site, id),
        content: String::new(),
        children: Vec::new(),
        cited_by: Vec::new(),
        references: cited
            .iter()
            .filter_map(|id| site.reference(id))
            .map(|reference| ReferenceView {
                id: reference.id.clone(),
                html: facts::reference(site, page.lang, reference),
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
        frozen: None,
        editions: editions(site, index, page.lang),
        share: None,
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

pub(super) fn toc(site: &Site, page: PageId) -> Vec<TocView> {
    let doc = &site.tree.page(page).manuscript.doc;
    let mut numbers = html::SectionNumbers::of(site, site.tree.entry_index(page));
    let mut toc = Vec::new();
    for (index, unit) in doc.units.iter().enumerate() {
        if let Shape::Heading(level) = unit.shape {
            toc.push(TocView {
                id: site.unit_id(page, index as u32).to_string(),
                title: unit.title.to_string(),
                level: level.max(2),
                number: numbers
                    .as_mut()
                    .and_then(|numbers| numbers.next(level.max(2)))
                    .unwrap_or_default(),
            });
        }
    }
    toc
}

/// The pages of a section, as cards. Terms stand in the alphabet of the language.
pub(super) fn children(site: &Site, entry: usize, lang: Lang) -> Vec<CardView> {
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
        chapter: None,
    }
}
