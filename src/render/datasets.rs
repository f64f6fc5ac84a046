//! The site's data for other programs: comparisons, competences, criteria and works, each with its
//! keys, its version and its licence inside, in all languages, and a JSON Schema beside it.
//!
//! The glossary has its own file, [`super::exports`]: translators' programs want formats that nobody
//! else does.

mod schemas;
mod works;

use super::{csv, search, view};
use crate::artifact::{Collection, DataFormat};
use crate::lang::{Lang, Localized};
use crate::page::{Column, Fact, FactValue, PageKind};
use crate::site::{Entry, Site};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// A file of a collection.
pub fn data(site: &Site, collection: Collection, format: DataFormat) -> String {
    let value = match (collection, format) {
        (Collection::Bibliography, DataFormat::Bib) => return works::bibtex(site),
        (Collection::Countries, DataFormat::Csv) => return facts_table(site),
        (_, DataFormat::Schema) => schemas::schema(site, collection),
        (Collection::Bibliography, _) => works::csl_json(site),
        (Collection::Countries, _) => comparisons(site),
        (Collection::Competences, _) => entries(site, collection, PageKind::Competence),
        (Collection::Criteria, _) => entries(site, collection, PageKind::Criterion),
        (Collection::Glossary, _) => return String::new(),
    };
    format!("{value:#}\n")
}

/// What stands at the head of every file.
pub fn head(site: &Site, collection: Collection) -> Map<String, Value> {
    let config = &site.config;
    let mut head = Map::new();
    let mut set = |key: &str, value: Value| head.insert(key.to_owned(), value);
    set(
        "$schema",
        json!(address(site, collection, DataFormat::Schema)),
    );
    set("title", localized(site, &config.title));
    set("url", json!(config.base_url));
    set("publisher", localized(site, &config.publisher));
    set("license", license(site));
    set("version", json!(config.version));
    set("updated", json!(config.updated));
    set("authentic", json!(config.authentic().code()));
    let languages = config.languages.iter().map(|lang| json!(lang.code()));
    set("languages", languages.collect());
    head
}

/// The licence, or nothing where the site names none.
pub fn license(site: &Site) -> Value {
    site.config.license.as_ref().map_or(
        Value::Null,
        |license| json!({ "name": localized(site, &license.name), "url": license.url }),
    )
}

/// The whole address of a file.
pub fn address(site: &Site, collection: Collection, format: DataFormat) -> String {
    format!("{}{}", site.config.base_url, collection.path(format))
}

/// A text in all languages of the site; an empty mapping where there is none.
fn localized(site: &Site, text: &Localized) -> Value {
    let languages = site.config.languages.iter();
    let each = languages.filter(|lang| !text.get(**lang).is_empty());
    each.map(|lang| (lang.to_string(), json!(text.get(*lang))))
        .collect::<Map<_, _>>()
        .into()
}

/// What a page is in each language that it has.
fn pages(site: &Site, entry: usize, whole: bool) -> Value {
    let tree = &site.tree;
    let own = tree.entries[entry]
        .pages
        .iter()
        .filter(|page| !page.is_borrowed());
    own.map(|page| {
        let id = tree.page_in(entry, page.lang);
        let mut value = Map::new();
        let mut set = |key: &str, text: Value| value.insert(key.to_owned(), text);
        set("title", json!(page.title));
        set(
            "url",
            json!(format!("{}{}", site.config.base_url, page.path)),
        );
        set("description", json!(view::description(site, id)));
        if whole {
            let passages = search::passages(site, id)
                .into_iter()
                .filter(|p| p.level == 0);
            let passages = passages.filter(|passage| !passage.id.is_empty());
            let each = passages.map(|passage| json!({ "id": &*passage.id, "text": passage.text }));
            set("passages", each.collect());
        }
        (page.lang.to_string(), Value::Object(value))
    })
    .collect::<Map<_, _>>()
    .into()
}

fn of_kind(site: &Site, kind: PageKind) -> impl Iterator<Item = usize> + '_ {
    let entries = 0..site.tree.entries.len();
    entries.filter(move |index| {
        let entry = &site.tree.entries[*index];
        entry.kind == kind && !entry.is_section()
    })
}

fn sources(entry: &Entry) -> Value {
    let sources = entry.meta().sources.iter();
    sources.map(|source| json!(source.value)).collect()
}

/// Competences, or criteria.
fn entries(site: &Site, collection: Collection, kind: PageKind) -> Value {
    let each = of_kind(site, kind).map(|index| {
        let entry = &site.tree.entries[index];
        let meta = entry.meta();
        let mut value = Map::new();
        let mut set = |key: &str, text: Value| value.insert(key.to_owned(), text);
        set("key", json!(&*entry.key));
        match kind {
            PageKind::Competence => {
                set("code", json!(meta.code.as_ref().map(|code| &code.value)));
                set(
                    "group",
                    json!(meta.group.as_ref().map(|group| &group.value)),
                );
                let maps = meta.maps_to.iter().map(|mapping| {
                    json!({
                        "framework": mapping.framework,
                        "label": localized(site, &mapping.label),
                        "relation": mapping.relation,
                    })
                });
                set("maps_to", maps.collect());
            }
            _ => {
                set(
                    "type",
                    json!(meta.criterion.as_ref().map(|t| t.value.name())),
                );
                let requirement = meta.requirement.as_ref();
                set("requirement", json!(requirement.map(|r| r.value.name())));
            }
        }
        set("sources", sources(entry));
        set("languages", pages(site, index, true));
        Value::Object(value)
    });
    let mut file = head(site, collection);
    file.insert("entries".to_owned(), each.collect());
    Value::Object(file)
}

/// The sections that compare, with their columns and entries.
fn sections(site: &Site) -> impl Iterator<Item = (usize, &Arc<Entry>)> {
    let entries = site.tree.entries.iter().enumerate();
    entries.filter(|(_, entry)| entry.is_section() && !entry.meta().columns.is_empty())
}

fn compared(section: &Entry, site: &Site) -> Vec<usize> {
    let children = section.children.iter().copied();
    children
        .filter(|child| site.tree.entries[*child].kind == PageKind::Country)
        .collect()
}

fn comparisons(site: &Site) -> Value {
    let each = sections(site).map(|(index, section)| {
        let columns = section.meta().columns.iter().map(|column| {
            json!({
                "id": column.id.value,
                "type": column.ty.name(),
                "label": localized(site, &column.label),
                "unit": localized(site, &column.unit),
                "help": localized(site, &column.help),
            })
        });
        let entries = compared(section, site).into_iter().map(|child| {
            let entry = &site.tree.entries[child];
            let facts = entry.meta().facts.iter().map(|fact| fact_value(site, fact));
            json!({
                "key": &*entry.key,
                "sources": sources(entry),
                "languages": pages(site, child, false),
                "facts": facts.collect::<Vec<_>>(),
            })
        });
        json!({
            "key": &*section.key,
            "languages": pages(site, index, false),
            "columns": columns.collect::<Vec<_>>(),
            "entries": entries.collect::<Vec<_>>(),
        })
    });
    let mut file = head(site, Collection::Countries);
    file.insert("sections".to_owned(), each.collect());
    Value::Object(file)
}

fn fact_value(site: &Site, fact: &Fact) -> Value {
    let value = match &fact.value {
        FactValue::Number(number) => number.parse().map_or(Value::Null, Value::Number),
        FactValue::Text(text) => localized(site, text),
        FactValue::List(items) => items.iter().map(|item| localized(site, item)).collect(),
        FactValue::YesNo(yes) => json!(yes),
    };
    json!({
        "column": fact.column.value,
        "anchor": format!("fact-{}", fact.column.value),
        "value": value,
        "year": fact.year,
        "qualifier": fact.qualifier.map(|qualifier| qualifier.name()),
        "sources": fact.sources.iter().map(|source| &source.value).collect::<Vec<_>>(),
        "conflict_with": fact.conflict_with.as_ref().map(|other| &other.value),
        "note": localized(site, &fact.note),
    })
}

/// A line for each fact; several values in a cell stand between ` | `.
fn facts_table(site: &Site) -> String {
    let languages = &site.config.languages;
    let mut header: Vec<String> = ["key", "column", "type", "number", "year", "qualifier"]
        .map(str::to_owned)
        .into();
    header.extend(["sources", "conflict_with"].map(str::to_owned));
    for lang in languages {
        let names = ["entry", "label", "value", "unit", "note", "url"];
        header.extend(names.map(|name| format!("{name}_{lang}")));
    }
    header.extend(["license", "version"].map(str::to_owned));
    let mut rows = vec![header];
    for (_, section) in sections(site) {
        for child in compared(section, site) {
            for fact in &site.tree.entries[child].meta().facts {
                let columns = &section.meta().columns;
                let of_fact = |column: &&Column| column.id.value == fact.column.value;
                rows.extend(
                    columns
                        .iter()
                        .find(of_fact)
                        .map(|column| row(site, child, fact, column)),
                );
            }
        }
    }
    csv::table(&rows)
}

fn row(site: &Site, entry: usize, fact: &Fact, column: &Column) -> Vec<String> {
    let number = match &fact.value {
        FactValue::Number(number) => number.clone(),
        _ => String::new(),
    };
    let sources: Vec<&str> = fact
        .sources
        .iter()
        .map(|source| source.value.as_str())
        .collect();
    let mut row = vec![
        site.tree.entries[entry].key.to_string(),
        column.id.value.clone(),
        column.ty.name().to_owned(),
        number,
        fact.year.clone().unwrap_or_default(),
        fact.qualifier
            .map_or("", |qualifier| qualifier.name())
            .to_owned(),
        sources.join(" | "),
        fact.conflict_with
            .as_ref()
            .map_or(String::new(), |other| other.value.clone()),
    ];
    for lang in &site.config.languages {
        let page = site.tree.page(site.tree.page_in(entry, *lang));
        row.extend([
            page.title.clone(),
            column.label.get(*lang).to_owned(),
            plain(site, *lang, &fact.value),
            column.unit.get(*lang).to_owned(),
            fact.note.get(*lang).to_owned(),
            format!(
                "{}{}#fact-{}",
                site.config.base_url, page.path, column.id.value
            ),
        ]);
    }
    let license = site.config.license.as_ref();
    row.push(
        license
            .map_or("", |license| license.name.get(site.config.authentic()))
            .to_owned(),
    );
    row.push(site.config.version.clone().unwrap_or_default());
    row
}

/// A value without its unit and qualifier, which have their own cells.
fn plain(site: &Site, lang: Lang, value: &FactValue) -> String {
    match value {
        FactValue::Number(number) => number.clone(),
        FactValue::Text(text) => text.get(lang).to_owned(),
        FactValue::List(items) => {
            let items: Vec<&str> = items.iter().map(|item| item.get(lang)).collect();
            items.join(" | ")
        }
        FactValue::YesNo(yes) => site
            .strings
            .text(lang, if *yes { "yes" } else { "no" }, &[]),
    }
}
