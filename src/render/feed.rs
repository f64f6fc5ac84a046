//! The feed: what changed, for programs that tell their readers. Atom, one for each language.
//!
//! Its entries come from what is written down: the frozen versions, the `updated` of the settings and of
//! pages. No clock has a part in it, so the same content gives the same feed. An entry's id is a tag URI of
//! the day of the change: it never becomes another entry's, and a page that changes again is news again.

use super::changes::What;
use super::html::escaped;
use super::{versions, view};
use crate::address::in_link;
use crate::config::Config;
use crate::lang::Lang;
use crate::site::{Site, Tree};
use crate::version::Version;
use std::fmt::Write;
use std::sync::Arc;

/// How many entries a feed has at most.
const ENTRIES: usize = 60;

/// Where the feed of a language stands.
pub fn address(lang: Lang) -> String {
    format!("{lang}/feed.xml")
}

/// Whether there is anything to tell: a date is somewhere.
pub fn has_news(tree: &Tree, config: &Config, versions: &[Version], lang: Lang) -> bool {
    let dated = |entry: &Arc<crate::site::Entry>| {
        let mut pages = entry.pages.iter();
        pages.any(|page| {
            page.lang == lang && !page.is_borrowed() && page.manuscript.front.updated.is_some()
        })
    };
    let has = |version: &Version| version.site.config.languages.contains(&lang);
    config.updated.is_some() || versions.iter().any(has) || tree.entries.iter().any(dated)
}

/// Something that changed.
struct News {
    date: String,
    /// What it is about, as a path; with the date, its id.
    about: String,
    title: String,
    summary: String,
    /// From the site's root.
    url: String,
}

/// The feed of a language.
pub fn feed(site: &Site, lang: Lang) -> String {
    let config = &site.config;
    let base = &config.base_url;
    let news = news(site, lang);
    let updated = news.first().map_or("", |first| first.date.as_str());
    let own = format!("{base}{}", address(lang));
    let title = config.title.get(lang);
    let publisher = match config.publisher.get(lang) {
        "" => title,
        publisher => publisher,
    };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n\
         <id>{own}</id>\n<title>{title}</title>\n",
        own = escaped(&own),
        title = escaped(title)
    );
    if !config.description.get(lang).is_empty() {
        let subtitle = escaped(config.description.get(lang));
        let _ = writeln!(out, "<subtitle>{subtitle}</subtitle>");
    }
    let _ = write!(
        out,
        "<updated>{updated}T00:00:00Z</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" hreflang=\"{lang}\" href=\"{}{lang}/\"/>\n\
         <author><name>{}</name></author>\n",
        escaped(&own),
        escaped(base),
        escaped(publisher)
    );
    if let Some(license) = &config.license {
        let _ = writeln!(out, "<rights>{}</rights>", escaped(license.name.get(lang)));
    }
    for news in &news {
        let _ = write!(
            out,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}T00:00:00Z</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" hreflang=\"{lang}\" href=\"{}{}\"/>\n\
             <summary>{}</summary>\n</entry>\n",
            escaped(&tag(config, &news.date, &news.about)),
            escaped(&news.title),
            news.date,
            escaped(base),
            escaped(&in_link(&news.url)),
            escaped(&news.summary)
        );
    }
    out.push_str("</feed>\n");
    out
}

/// What changed, the newest first.
fn news(site: &Site, lang: Lang) -> Vec<News> {
    let (config, tree) = (&site.config, &site.tree);
    let t = |key: &str, name: &str, value: &str| {
        site.strings
            .text(lang, key, &[(name, value.to_owned().into())])
    };
    let mut news = Vec::new();
    for (at, version) in site.versions.iter().enumerate() {
        if !version.site.config.languages.contains(&lang) {
            continue;
        }
        news.push(News {
            date: version.date.clone(),
            about: format!("{lang}/{}/{}", crate::version::FOLDER, version.label),
            title: t("version-name", "label", &version.label),
            summary: summary(site, at, lang),
            url: version.address(lang),
        });
    }
    let frozen = |label: &str| site.versions.iter().any(|version| *version.label == *label);
    if let Some(date) = &config.updated
        && !config.version.as_deref().is_some_and(frozen)
    {
        news.push(News {
            date: date.clone(),
            about: format!("{lang}/"),
            title: match &config.version {
                Some(version) => t("footer-version", "version", version),
                None => config.title.get(lang).to_owned(),
            },
            summary: config.description.get(lang).to_owned(),
            url: format!("{lang}/"),
        });
    }
    for id in tree.pages() {
        let page = tree.page(id);
        let updated = page.manuscript.front.updated.as_ref();
        if let Some(updated) = updated.filter(|_| page.lang == lang && !page.is_borrowed()) {
            news.push(News {
                date: updated.value.clone(),
                about: format!("{lang}/{}", tree.entry(id).key),
                title: page.title.clone(),
                summary: view::description(site, id),
                url: page.path.clone(),
            });
        }
    }
    news.sort_by(|a, b| (&b.date, &a.about).cmp(&(&a.date, &b.about)));
    news.truncate(ENTRIES);
    news
}

/// What a version changed, in words; of the first, what it holds.
fn summary(site: &Site, at: usize, lang: Lang) -> String {
    let list = |titles: Vec<String>| titles.join(" · ");
    if at == 0 {
        let pages = view::contents(&site.versions[at], lang);
        return list(pages.into_iter().map(|page| page.title).collect());
    }
    let changes = versions::changes(site, Some(at), lang);
    if changes.is_empty() {
        return site.strings.text(lang, "changes-none", &[]);
    }
    let titles = changes.iter().map(|page| match page.what {
        What::Reworded => page.title.clone(),
        what => {
            let what = site
                .strings
                .text(lang, "change-what", &[("what", what.name().into())]);
            format!("{} ({what})", page.title)
        }
    });
    list(titles.collect())
}

/// A tag URI (RFC 4151): the site's host on a day, and what it says.
fn tag(config: &Config, date: &str, about: &str) -> String {
    let rest = config
        .base_url
        .split_once("://")
        .map_or("", |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    format!(
        "tag:{host},{date}:{}{}",
        in_link(config.base_path()),
        in_link(about)
    )
}
