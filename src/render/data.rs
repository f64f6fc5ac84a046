//! Structured data for search engines: JSON-LD in each page's head.

use super::view::PageView;
use crate::artifact::{Artifact, Collection, DataFormat};
use crate::page::PageKind;
use crate::site::{PageId, Site};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The JSON-LD of a page: what it is, and the way to it. A page that stands in for a missing translation
/// speaks of the original, by its address. `<` is written `\u003c`, so no text of the content can end
/// the script element.
pub fn json_ld(site: &Site, id: PageId, view: &PageView) -> String {
    let base = &site.config.base_url;
    let mut thing = Map::new();
    let (first, more) = what_it_is(site, id, view);
    thing.insert("@type".to_owned(), json!(first));
    thing.insert("@id".to_owned(), json!(view.canonical));
    thing.insert("url".to_owned(), json!(view.canonical));
    if let Value::Object(more) = more {
        thing.extend(more);
    }
    thing.extend(provenance(site, id));
    let above = view.breadcrumbs.iter();
    let above = above.map(|crumb| (crumb.title.as_str(), format!("{base}{}", crumb.url)));
    let trail = above.chain([(view.title.as_str(), view.canonical.clone())]);
    let crumbs = (1..).zip(trail).map(|(position, (name, item))| Crumb {
        kind: "ListItem",
        position,
        name,
        item,
    });
    let trail = Trail {
        kind: "BreadcrumbList",
        crumbs: crumbs.collect(),
    };
    let data = Data {
        context: "https://schema.org",
        graph: (thing, trail),
    };
    let json = serde_json::to_string(&data).expect("text and numbers under names are JSON");
    json.replace('<', "\\u003c")
}

/// All that is said of a page.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: (Map<String, Value>, Trail<'a>),
}

/// The way to a page.
#[derive(Serialize)]
struct Trail<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    crumbs: Vec<Crumb<'a>>,
}

#[derive(Serialize)]
struct Crumb<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

/// The type of a page, and what only that type has.
fn what_it_is(site: &Site, id: PageId, view: &PageView) -> (&'static str, Value) {
    let base = &site.config.base_url;
    let page = site.tree.page(id);
    let entry = site.tree.entry(id);
    let name = &view.title;
    if entry.kind == PageKind::Term && !entry.is_section() {
        let names = view.term.iter().flat_map(|term| &term.abbreviations);
        let set = entry.parent.map(|parent| {
            let parent = site.tree.page_in(parent, page.text_lang);
            format!("{base}{}", site.tree.page(parent).path)
        });
        let term = json!({
            "name": name,
            "description": super::view::definition(site, id),
            "alternateName": names.collect::<Vec<_>>(),
            "termCode": &*entry.key,
            "inDefinedTermSet": set,
        });
        return ("DefinedTerm", term);
    }
    let named = json!({ "name": name, "description": view.description });
    if super::view::is_glossary(site, site.tree.entry_index(id)) {
        return ("DefinedTermSet", named);
    }
    if entry.is_section() && !entry.meta().columns.is_empty() {
        return ("Dataset", dataset(site, id, view));
    }
    if documents_the_data(&entry.key) {
        let all = Collection::ALL.into_iter();
        let there = all.filter(|collection| !downloads(site, *collection).is_empty());
        let datasets = there.map(|collection| part(site, id, view, collection));
        let catalog = json!({
            "name": name,
            "description": view.description,
            "dataset": datasets.collect::<Vec<_>>(),
        });
        return ("DataCatalog", catalog);
    }
    if &*entry.key == "index" {
        return ("WebSite", named);
    }
    let article = json!({
        "headline": name,
        "description": view.description,
        "isPartOf": { "@type": "WebSite", "name": site.config.title.get(page.text_lang), "url": base },
        "isAccessibleForFree": true,
    });
    ("Article", article)
}

/// Whether a page is the one that explains the data, by custom `about/data`.
fn documents_the_data(key: &str) -> bool {
    matches!(key, "data" | "about/data")
}

/// A comparison with its columns and files.
fn dataset(site: &Site, id: PageId, view: &PageView) -> Value {
    let lang = site.tree.page(id).text_lang;
    let columns = site.tree.entry(id).meta().columns.iter();
    let measured = columns.map(|column| {
        json!({
            "@type": "PropertyValue",
            "propertyID": column.id.value,
            "name": column.label.get(lang),
        })
    });
    json!({
        "name": view.title,
        "description": view.description,
        "isAccessibleForFree": true,
        "variableMeasured": measured.collect::<Vec<_>>(),
        "distribution": downloads(site, Collection::Countries),
    })
}

/// A collection on the page that explains the data.
fn part(site: &Site, id: PageId, view: &PageView, collection: Collection) -> Value {
    let mut part = Map::new();
    part.insert("@type".to_owned(), json!("Dataset"));
    part.insert(
        "@id".to_owned(),
        json!(format!("{}#{}", view.canonical, collection.name())),
    );
    part.insert(
        "name".to_owned(),
        json!(format!("{}: {}", view.title, collection.name())),
    );
    part.insert("description".to_owned(), json!(view.description));
    part.insert("isAccessibleForFree".to_owned(), json!(true));
    part.insert(
        "distribution".to_owned(),
        json!(downloads(site, collection)),
    );
    part.extend(provenance(site, id));
    Value::Object(part)
}

/// The files of a collection that the site has.
fn downloads(site: &Site, collection: Collection) -> Vec<Value> {
    let prefix = format!("data/{}.", collection.name());
    let schema = collection.path(DataFormat::Schema);
    let files = site.artifacts.paths.keys();
    files
        .filter(|path| path.starts_with(&prefix) && **path != schema)
        .map(|path| {
            let media_type = Artifact::media_type(path).split(';').next();
            json!({
                "@type": "DataDownload",
                "contentUrl": format!("{}{path}", site.config.base_url),
                "encodingFormat": media_type,
            })
        })
        .collect()
}

/// The language, version, publisher and licence of a page.
fn provenance(site: &Site, id: PageId) -> Map<String, Value> {
    let config = &site.config;
    let lang = site.tree.page(id).text_lang;
    let mut map = Map::new();
    let mut set = |key: &str, value: Value| map.insert(key.to_owned(), value);
    set("inLanguage", json!(lang.code()));
    if let Some(version) = &config.version {
        set("version", json!(version));
    }
    if let Some(updated) = &config.updated {
        set("dateModified", json!(updated));
    }
    if let Some(license) = &config.license {
        let name = json!(license.name.get(lang));
        set(
            "license",
            license.url.as_ref().map_or(name, |url| json!(url)),
        );
    }
    map
}
