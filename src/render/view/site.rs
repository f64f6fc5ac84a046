//! The view of the site as a whole, and what every view says of a page.

use super::{LanguageView, LinkView, NavView, SiteView, chapter_number};
use crate::doc::BlockKind;
use crate::lang::Lang;
use crate::page::PageKind;
use crate::render::{feed, search, versions};
use crate::site::{PageId, Site};

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
            let LinkView { url, title, .. } = link(*entry);
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
        locale: (site.strings.has(lang, "og-locale"))
            .then(|| site.strings.text(lang, "og-locale", &[])),
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
                number: None,
                inside: false,
            },
            link,
        ),
        navigation,
        glossary: glossary.map(link),
        search: (site.config.search).then(|| search::address(&site.strings, lang)),
        version: site.config.version.clone(),
        versions: (!site.versions.is_empty()).then(|| versions::list_address(lang)),
        feed: Some(feed::address(lang)).filter(|path| site.artifacts.paths.contains_key(path)),
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
pub fn page_link(site: &Site, id: PageId) -> LinkView {
    let page = site.tree.page(id);
    LinkView {
        url: page.path.clone(),
        title: page.title.clone(),
        number: chapter_number(site, site.tree.entry_index(id)),
        inside: false,
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
