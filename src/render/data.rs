//! Structured data for search engines: JSON-LD in each page's head.

use super::view::PageView;
use crate::page::PageKind;
use crate::site::{PageId, Site};
use serde_json::{Value, json};

/// The JSON-LD of a page: what it is, and the way to it. `<` is written `\u003c`, so no text of the
/// content can end the script element.
pub fn json_ld(site: &Site, id: PageId, view: &PageView) -> String {
    let page = site.tree.page(id);
    let base = &site.config.base_url;
    let url = format!("{base}{}", page.path);
    let entry = site.tree.entry(id);
    let name = &view.title;
    let mut thing = match entry.kind {
        PageKind::Term => {
            let mut names: Vec<&str> = Vec::new();
            if let Some(term) = &view.term {
                names.extend(term.abbreviations.iter().map(String::as_str));
            }
            json!({
                "@type": "DefinedTerm",
                "name": name,
                "description": super::view::definition(site, id),
                "alternateName": names,
                "termCode": &*entry.key,
                "inDefinedTermSet": entry.parent.map(|parent| {
                    let parent = site.tree.page_in(parent, page.lang);
                    format!("{base}{}", site.tree.page(parent).path)
                }),
            })
        }
        _ if super::view::is_glossary(site, site.tree.entry_index(id)) => json!({
            "@type": "DefinedTermSet",
            "name": name,
            "description": view.description,
        }),
        _ => json!({
            "@type": "Article",
            "headline": name,
            "description": view.description,
            "isPartOf": { "@type": "WebSite", "name": site.config.title.get(page.lang), "url": base },
        }),
    };
    if let Value::Object(map) = &mut thing {
        map.insert("@id".to_owned(), json!(url));
        map.insert("url".to_owned(), json!(url));
        map.insert("inLanguage".to_owned(), json!(page.text_lang.code()));
        if let Some(version) = &site.config.version {
            map.insert("version".to_owned(), json!(version));
        }
        if let Some(updated) = &site.config.updated {
            map.insert("dateModified".to_owned(), json!(updated));
        }
    }
    let crumbs: Vec<Value> = view
        .breadcrumbs
        .iter()
        .map(|crumb| (&crumb.title, &crumb.url))
        .chain([(&view.title, &view.url)])
        .enumerate()
        .map(|(at, (title, url))| {
            json!({
                "@type": "ListItem",
                "position": at + 1,
                "name": title,
                "item": format!("{base}{url}"),
            })
        })
        .collect();
    let graph = json!({
        "@context": "https://schema.org",
        "@graph": [thing, { "@type": "BreadcrumbList", "itemListElement": crumbs }],
    });
    graph.to_string().replace('<', "\\u003c")
}
