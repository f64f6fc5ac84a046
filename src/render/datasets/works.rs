//! The works for programs that manage references: CSL-JSON (Zotero, citeproc) and BibTeX. Hayagriva
//! reads both and writes neither.

use super::license;
use crate::bibliography::{OTHERS, Reference};
use crate::site::Site;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// The works as CSL-JSON: a list and nothing around it, because the programs that read it want that.
/// Licence and version stand in each item's `custom`, which the format leaves to its writers.
pub fn csl_json(site: &Site) -> Value {
    let works = site.references.iter();
    works.map(|work| item(site, work)).collect()
}

fn item(site: &Site, work: &Reference) -> Value {
    let mut item = Map::new();
    let mut set = |key: &str, value: Value| {
        if !value.is_null() {
            item.insert(key.to_owned(), value);
        }
    };
    set("id", json!(work.id));
    set("type", json!(csl_type(work)));
    set("title", json!(work.title));
    set("title-short", json!(work.short_title));
    let names = |names: &[String]| match names.is_empty() {
        true => Value::Null,
        false => names.iter().map(|name| csl_name(name)).collect(),
    };
    set("author", names(&work.authors));
    set("editor", names(&work.editors));
    set("issued", work.date.as_deref().map_or(Value::Null, date));
    if let Some(container) = &work.parent {
        set("container-title", json!(container.title));
        set("volume", json!(container.volume));
        set("issue", json!(container.issue));
    }
    set("page", json!(work.pages));
    set("publisher", json!(work.publisher));
    set("publisher-place", json!(work.location));
    set("DOI", json!(work.doi));
    set("ISBN", json!(work.isbn));
    set("URL", json!(work.url));
    set(
        "accessed",
        work.accessed.as_deref().map_or(Value::Null, date),
    );
    set("language", json!(work.language));
    set("note", json!(work.note));
    let cited = site.cited_in.get(&work.id).into_iter().flatten();
    let cited = cited.map(|entry| json!(&*site.tree.entries[*entry].key));
    set(
        "custom",
        json!({
            "cited_in": cited.collect::<Vec<_>>(),
            "license": license(site),
            "version": site.config.version,
        }),
    );
    Value::Object(item)
}

fn csl_type(work: &Reference) -> &'static str {
    match work.kind.as_str() {
        "article" => match work.parent.as_ref().map(|parent| parent.kind.as_str()) {
            Some("newspaper") => "article-newspaper",
            Some("blog") => "post-weblog",
            _ => "article-journal",
        },
        "book" | "anthology" => "book",
        "chapter" | "anthos" => "chapter",
        "entry" => "entry",
        "report" => "report",
        "thesis" => "thesis",
        "web" => "webpage",
        "blog" | "post" | "thread" => "post",
        "legislation" => "legislation",
        "case" => "legal_case",
        "patent" => "patent",
        "manuscript" => "manuscript",
        "conference" | "proceedings" => "paper-conference",
        "periodical" | "newspaper" => "periodical",
        "video" => "motion_picture",
        "audio" => "song",
        "repository" => "software",
        _ => "document",
    }
}

fn csl_name(name: &str) -> Value {
    match name.split_once(',') {
        Some((family, given)) => json!({ "family": family.trim(), "given": given.trim() }),
        None => json!({ "literal": name }),
    }
}

fn date(iso: &str) -> Value {
    let parts = iso.split('-').filter_map(|part| part.parse::<u32>().ok());
    json!({ "date-parts": [parts.collect::<Vec<_>>()] })
}

/// The works as BibTeX, UTF-8.
pub fn bibtex(site: &Site) -> String {
    let mut out = String::new();
    let config = &site.config;
    let comment = [
        Some(config.title.get(config.authentic()).to_owned()),
        Some(config.base_url.clone()),
        config.version.clone(),
        config.license.as_ref().map(|license| {
            let name = license.name.get(config.authentic());
            license
                .url
                .as_ref()
                .map_or(name.to_owned(), |url| format!("{name} {url}"))
        }),
    ];
    // Outside an entry everything but `@` is a comment.
    for line in comment.into_iter().flatten() {
        let _ = writeln!(out, "% {}", line.replace('@', " "));
    }
    for work in site.references.iter() {
        push_work(work, &mut out);
    }
    out
}

fn push_work(work: &Reference, out: &mut String) {
    let kind = match work.kind.as_str() {
        "article" => "article",
        "book" | "anthology" => "book",
        "chapter" | "anthos" => "incollection",
        "report" => "techreport",
        "thesis" => "phdthesis",
        "conference" | "proceedings" => "inproceedings",
        _ => "misc",
    };
    let _ = write!(out, "\n@{kind}{{{}", work.id);
    let mut field = |name: &str, value: &str| {
        let _ = write!(out, ",\n  {name} = {{{value}}}");
    };
    // Braces keep the capitals of a title as they are.
    field("title", &format!("{{{}}}", tex(&work.title)));
    for (name, people) in [("author", &work.authors), ("editor", &work.editors)] {
        if !people.is_empty() {
            let people: Vec<String> = people.iter().map(|person| bibtex_name(person)).collect();
            field(name, &people.join(" and "));
        }
    }
    if let Some(date) = &work.date {
        let mut parts = date.split('-');
        field("year", parts.next().unwrap_or_default());
        if let Some(month) = parts.next() {
            field("month", month);
        }
    }
    if let Some(container) = &work.parent {
        let journal = kind == "article";
        field(
            if journal { "journal" } else { "booktitle" },
            &tex(&container.title),
        );
        container
            .volume
            .iter()
            .for_each(|volume| field("volume", &tex(volume)));
        container
            .issue
            .iter()
            .for_each(|issue| field("number", &tex(issue)));
    }
    let publisher = if kind == "techreport" {
        "institution"
    } else {
        "publisher"
    };
    let rest = [
        (
            "pages",
            work.pages
                .as_deref()
                .map(|pages| tex(pages).replace('-', "--")),
        ),
        (publisher, work.publisher.as_deref().map(tex)),
        ("address", work.location.as_deref().map(tex)),
        ("doi", work.doi.clone()),
        ("isbn", work.isbn.clone()),
        (
            "url",
            work.url
                .as_deref()
                .map(|url| url.replace('{', "%7B").replace('}', "%7D")),
        ),
        ("urldate", work.accessed.clone()),
        ("langid", work.language.clone()),
        ("note", work.note.as_deref().map(tex)),
    ];
    for (name, value) in rest {
        value.iter().for_each(|value| field(name, value));
    }
    out.push_str("\n}\n");
}

fn bibtex_name(name: &str) -> String {
    match name {
        OTHERS => "others".to_owned(),
        _ if name.contains(',') => tex(name),
        _ => format!("{{{}}}", tex(name)),
    }
}

/// Text for TeX: its own signs are written out.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            c => out.push(c),
        }
    }
    out
}
