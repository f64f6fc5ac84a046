//! The pages about frozen versions: where they stand, and what they have to say.

use super::changes::{self, PageChange};
use crate::artifact::VersionPage;
use crate::config::Config;
use crate::lang::{Lang, slug};
use crate::site::{PageId, Site};
use crate::strings::Strings;
use crate::version::{FOLDER, Version};

/// Every page of and about versions, with its address from the site's root.
pub fn pages(
    config: &Config,
    strings: &Strings,
    versions: &[Version],
) -> Vec<(String, VersionPage)> {
    let mut pages = Vec::new();
    if versions.is_empty() {
        return pages;
    }
    for lang in &config.languages {
        pages.push((list_address(*lang), VersionPage::All(*lang)));
        let changes = VersionPage::Changes(None, *lang);
        pages.push((list_address(*lang) + &changes_slug(strings, *lang), changes));
        for (at, version) in versions.iter().enumerate() {
            let address = version.address(*lang);
            if !version.site.config.languages.contains(lang) {
                continue;
            }
            pages.push((address.clone(), VersionPage::Contents(at, *lang)));
            if at > 0 {
                let changes = VersionPage::Changes(Some(at), *lang);
                pages.push((address + &changes_slug(strings, *lang), changes));
            }
        }
    }
    for (at, version) in versions.iter().enumerate() {
        let tree = &version.site.tree;
        // Of a language that the site has given up there are no words around the text.
        let spoken = |id: &PageId| config.languages.contains(&tree.page(*id).lang);
        let texts = tree.pages().filter(spoken);
        pages.extend(texts.map(|id| (tree.page(id).path.clone(), VersionPage::Text(at, id))));
    }
    pages
}

/// Where the list of versions stands.
pub fn list_address(lang: Lang) -> String {
    format!("{lang}/{FOLDER}/")
}

/// The last part of the address of a page of changes, with a `/` at its end.
pub fn changes_slug(strings: &Strings, lang: Lang) -> String {
    let slug = slug(&strings.text(lang, "changes-slug", &[]));
    let slug = if slug.is_empty() { "changes" } else { &slug };
    format!("{slug}/")
}

/// Where the changes of a version stand; of none, the changes since the last.
pub fn changes_address(
    strings: &Strings,
    site: &Site,
    version: Option<usize>,
    lang: Lang,
) -> String {
    let folder = match version {
        Some(at) => site.versions[at].address(lang),
        None => list_address(lang),
    };
    folder + &changes_slug(strings, lang)
}

/// What a version changed; of none, what has changed since the last. Of the first version nothing.
pub fn changes(site: &Site, version: Option<usize>, lang: Lang) -> Vec<PageChange> {
    let last = version.unwrap_or(site.versions.len());
    let Some(old) = last.checked_sub(1).and_then(|at| site.versions.get(at)) else {
        return Vec::new();
    };
    match version.and_then(|at| site.versions.get(at)) {
        Some(new) => {
            // What an entry was renamed to is known today: two that became the same one are the same.
            let today = |entry: usize| {
                let heir = old.today[entry]?;
                new.today.iter().position(|today| *today == Some(heir))
            };
            let heir = |entry: usize| {
                let key = &old.site.tree.entries[entry].key;
                let same = new.site.tree.by_key.get(key).copied();
                same.or_else(|| today(entry))
            };
            changes::compare(&old.site, &new.site, lang, &heir)
        }
        None => changes::compare(&old.site, site, lang, &|entry| old.today[entry]),
    }
}
