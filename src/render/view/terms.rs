//! What views say of glossary words: equivalents, where a word is used, what a pop-up shows.

use super::{
    AvoidView, BacklinkView, EquivalentView, TermRefView, TermView, definition, page_link,
    title_lang,
};
use crate::lang::Lang;
use crate::render::html;
use crate::render::theme::Prepared;
use crate::resolve::cite;
use crate::site::{Backlink, Mention, PageId, Site};
use std::collections::BTreeMap;

/// The letter under which a headword stands: without accent, upper-case; `#` for what is no letter.
pub fn letter(title: &str) -> String {
    let first = crate::lang::slug(title).chars().next();
    first
        .filter(char::is_ascii_alphabetic)
        .map_or("#".to_owned(), |c| c.to_ascii_uppercase().to_string())
}

/// A term in the other languages.
pub fn equivalents(site: &Site, entry: usize, lang: Lang) -> Vec<EquivalentView> {
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
pub(super) fn backlinks(site: &Site, links: &[Backlink]) -> Vec<BacklinkView> {
    let mut pages: BTreeMap<PageId, Vec<String>> = BTreeMap::new();
    for link in links {
        let page = site.tree.page(link.from);
        let url = match link.unit {
            Some(unit) => [&page.path, "#", site.unit_id(link.from, unit)].concat(),
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

/// The terms that a page in a language links by itself, each once.
pub(super) fn mentioned(site: &Site, lang: Lang, mentions: &[Mention]) -> Vec<Prepared> {
    let mut terms: Vec<usize> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.linked) {
        if !terms.contains(&mention.entry()) {
            terms.push(mention.entry());
        }
    }
    terms
        .into_iter()
        .map(|term| {
            site.shared(lang)
                .mentioned(term, || reference(site, lang, term))
        })
        .collect()
}

/// What a page says of a term that it mentions.
fn reference(site: &Site, lang: Lang, term: usize) -> TermRefView {
    let page = site.tree.page_in(term, lang);
    TermRefView {
        id: html::popup_id(site, term),
        title: site.tree.page(page).title.clone(),
        title_lang: title_lang(site, page),
        definition: definition(site, page),
        url: site.tree.page(page).path.clone(),
        equivalents: equivalents(site, term, lang),
    }
}

pub(super) fn term(site: &Site, id: PageId) -> TermView {
    let tree = &site.tree;
    let page = tree.page(id);
    let index = tree.entry_index(id);
    let meta = tree.entries[index].meta();
    let front = &page.manuscript.front;
    let link = |entry: usize| page_link(site, tree.page_in(entry, page.lang));
    let names = |name: &str| cite::related(tree, index, name);
    let mut forms: Vec<String> = Vec::new();
    for pattern in &front.forms {
        let expanded = crate::resolve::terms::expand_agreeing(&pattern.value).unwrap_or_default();
        for form in expanded {
            if form != page.title && !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    TermView {
        abbreviations: front.short_forms(),
        forms,
        avoid: front
            .shunned_forms()
            .into_iter()
            .map(|(form, why)| AvoidView {
                forms: crate::resolve::terms::expand_agreeing(&form).unwrap_or_else(|| vec![form]),
                why,
            })
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
        used_in: backlinks(site, site.used_in(id)),
    }
}
