//! Views of frozen versions: the pages of a version, and the pages about versions.

use super::{LinkView, PageView, SiteView, SwitchView, bare, page_link};
use crate::lang::Lang;
use crate::render::changes::{self, BlockChange, PageChange};
use crate::render::theme::Shared;
use crate::render::{data, html, pair, versions};
use crate::resolve::wording::Change;
use crate::site::{PageId, Site};
use crate::version::Version;
use serde::Serialize;

/// What a page of a version says of it. In templates: `page.frozen`.
#[derive(Serialize)]
pub struct FrozenView {
    /// The version, and its front page.
    pub version: EditionView,
    /// The page of today; none if there is no such page any more.
    pub today: Option<LinkView>,
    /// The pages of the version.
    pub pages: Vec<LinkView>,
    /// The page in the version before.
    pub before: Option<EditionView>,
    /// The page in the version after.
    pub after: Option<EditionView>,
    /// The list of versions, from the site's root.
    pub all: String,
}

/// A version.
#[derive(Serialize, Clone)]
pub struct EditionView {
    /// What it is called.
    pub label: String,
    /// The day it was frozen: as `YYYY-MM-DD`, and in words.
    pub date: (String, String),
    /// An address, from the site's root.
    pub url: String,
}

/// A version in the list of them, or the text of today. In templates: `versions`.
#[derive(Serialize)]
pub struct ListedView {
    /// The version; none for the text of today.
    pub version: Option<EditionView>,
    /// Where it says what changed since the version before; none for the first.
    pub changes: Option<String>,
    /// The version before.
    pub before: Option<EditionView>,
    /// How many pages are not what they were.
    pub changed: usize,
}

/// What changed on a page. In templates: `changes`.
#[derive(Serialize)]
pub struct ChangedPageView {
    /// Its title.
    pub title: String,
    /// The language of its text.
    pub lang: String,
    /// Its address, from the site's root.
    pub url: String,
    /// `added`, `removed`, `reworded`, `translated`.
    pub what: &'static str,
    /// What changed.
    pub blocks: Vec<ChangedBlockView>,
}

/// A block that is not what it was.
#[derive(Serialize)]
pub struct ChangedBlockView {
    /// Its id; empty for what has none.
    pub id: String,
    /// The heading it stands under, or what it is.
    pub section: String,
    /// `added`, `removed`, `reworded`.
    pub what: &'static str,
    /// Its words in runs: `same`, `removed` or `added`, and the words.
    pub words: Vec<(&'static str, String)>,
    /// Where it stands, or stood.
    pub url: String,
}

/// A version as a view, with an address.
pub fn edition(site: &Site, version: &Version, lang: Lang, url: String) -> EditionView {
    EditionView {
        label: version.label.to_string(),
        date: (version.date.clone(), site.locale(lang).date(&version.date)),
        url,
    }
}

/// What a version is called, in words.
pub fn version_name(site: &Site, at: usize, lang: Lang) -> String {
    let label = site.versions[at].label.to_string();
    site.strings
        .text(lang, "version-name", &[("label", label.into())])
}

/// The versions of a page of today, the newest first.
pub fn editions(site: &Site, entry: usize, lang: Lang) -> Vec<EditionView> {
    let versions = site.versions.iter().rev();
    versions
        .filter_map(|version| {
            let frozen = version
                .today
                .iter()
                .position(|today| *today == Some(entry))?;
            Some(edition(
                site,
                version,
                lang,
                path_in(version, frozen, lang)?,
            ))
        })
        .collect()
}

/// The address of an entry of a version in a language, if the version has the language.
fn path_in(version: &Version, entry: usize, lang: Lang) -> Option<String> {
    let pages = &version.site.tree.entries[entry].pages;
    let page = pages.iter().find(|page| page.lang == lang)?;
    Some(page.path.clone())
}

/// The view of a page of a version.
pub fn frozen(today: &Site, at: usize, id: PageId, shared: &Shared) -> PageView {
    let version = &today.versions[at];
    let site = &*version.site;
    let tree = &site.tree;
    let index = tree.entry_index(id);
    let lang = tree.page(id).lang;
    let rendered = html::frozen(today, version, id);
    let mut view = bare(site, id, shared, rendered.cited);
    view.content = rendered.html;
    view.children = super::page::children(site, index, lang);
    view.terms = super::terms::mentioned(today, lang, &version.mentions[id.0 as usize]);
    view.stale = pair::stale(site, id);
    view.pairs = Vec::new();
    view.edit_url = None;
    super::page::of_kind(site, id, &mut view);
    let home = today.tree.find("index");
    let home = home.map(|home| page_link(today, today.tree.page_in(home, lang)));
    let above = [
        LinkView {
            url: versions::list_address(lang),
            title: today.strings.text(lang, "versions-title", &[]),
            number: None,
            inside: false,
        },
        LinkView {
            url: version.address(lang),
            title: version_name(today, at, lang),
            number: None,
            inside: false,
        },
    ];
    let own = std::mem::take(&mut view.breadcrumbs).into_iter();
    let own = own.filter(|crumb| crumb.url.starts_with(&version.address(lang)));
    view.breadcrumbs = home.into_iter().chain(above).chain(own).collect();
    let beside = |other: Option<&Version>| {
        let other = other?;
        let key = &tree.entries[index].key;
        let entry = other.site.tree.by_key.get(key)?;
        Some(edition(today, other, lang, path_in(other, *entry, lang)?))
    };
    let today_page = version.today[index];
    view.frozen = Some(FrozenView {
        version: edition(today, version, lang, version.address(lang)),
        today: today_page.map(|entry| page_link(today, today.tree.page_in(entry, lang))),
        pages: contents(version, lang),
        before: beside(at.checked_sub(1).and_then(|at| today.versions.get(at))),
        after: beside(today.versions.get(at + 1)),
        all: versions::list_address(lang),
    });
    view.editions = Vec::new();
    view.json_ld = data::json_ld(site, id, &view);
    view
}

/// The view of the site on a page of a version: cited and dated as the version.
pub fn dated(today: &Site, version: &Version, lang: Lang) -> SiteView {
    let mut view = super::site(today, lang);
    view.version = Some(version.label.to_string());
    view.updated = Some((version.date.clone(), today.locale(lang).date(&version.date)));
    view
}

/// The pages of a version, in their order.
pub fn contents(version: &Version, lang: Lang) -> Vec<LinkView> {
    let site = &version.site;
    let all = (0..site.tree.entries.len()).collect();
    let pages = changes::in_order(site, all).into_iter();
    // The home page holds everything, which says nothing.
    let is_home = |entry: usize| &*site.tree.entries[entry].key == "index";
    let is_inside = |entry: usize| {
        let parent = site.tree.entries[entry].parent;
        parent.is_some_and(|parent| !is_home(parent))
    };
    pages
        .map(|entry| LinkView {
            inside: is_inside(entry),
            ..page_link(site, site.tree.page_in(entry, lang))
        })
        .collect()
}

/// A version by its place; the text of today stands behind the last.
pub fn listed(site: &Site, at: usize, lang: Lang) -> ListedView {
    let view = |at: usize| {
        let version = &site.versions[at];
        // A version that is older than a language of the site is shown in one that it has.
        let shown = version.spoken(&site.config.languages, lang).unwrap_or(lang);
        edition(site, version, lang, version.address(shown))
    };
    let own = (at < site.versions.len()).then_some(at);
    let has_changes = own.is_none_or(|at| site.versions[at].site.config.languages.contains(&lang));
    ListedView {
        version: own.map(view),
        changes: (at > 0 && has_changes)
            .then(|| versions::changes_address(&site.strings, site, own, lang)),
        before: at.checked_sub(1).map(view),
        changed: versions::changes(site, own, lang).len(),
    }
}

/// The changes as views.
pub fn changed(site: &Site, lang: Lang, pages: Vec<PageChange>) -> Vec<ChangedPageView> {
    let run = |change: Change| match change {
        Change::Same(words) => ("same", words),
        Change::Removed(words) => ("removed", words),
        Change::Added(words) => ("added", words),
    };
    let section = |section: String| match section.strip_prefix(':') {
        Some(name) => {
            let name = name.split('-').next().unwrap_or(name);
            site.strings.text(lang, &format!("stale-{name}"), &[])
        }
        None => section,
    };
    let block = |block: BlockChange| ChangedBlockView {
        id: block.id,
        section: section(block.section),
        what: block.what.name(),
        words: block.words.into_iter().map(run).collect(),
        url: block.url,
    };
    let pages = pages.into_iter().map(|page| ChangedPageView {
        title: page.title,
        lang: page.lang.to_string(),
        url: page.url,
        what: page.what.name(),
        blocks: page.blocks.into_iter().map(block).collect(),
    });
    pages.collect()
}

/// The same page about versions in each language that has it. In templates: `switch`.
pub fn switch(
    site: &Site,
    shared: &Shared,
    lang: Lang,
    address: impl Fn(Lang) -> Option<String>,
) -> Vec<SwitchView> {
    let languages = site.config.languages.iter();
    languages
        .filter_map(|other| {
            Some(SwitchView {
                lang: other.to_string(),
                name: shared.language_names[other].clone(),
                url: address(*other)?,
                current: *other == lang,
            })
        })
        .collect()
}
