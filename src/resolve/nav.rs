//! Who is there: files to entries, translations to the text they translate, sections to their pages,
//! and the address of each page.

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Span};
use crate::lang::Lang;
use crate::page::{FIELDS, Manuscript, PageKind, Scope};
use crate::site::{Entry, Page, Tree};
use crate::source::Sources;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A file name taken apart: `content/consensus/selection.it.md` is `consensus/selection` in Italian.
pub struct PageName<'a> {
    /// The key.
    pub key: &'a str,
    /// The language.
    pub lang: Lang,
}

/// The key and language in a path, if it is the path of a page.
pub fn page_name(path: &str) -> Option<PageName<'_>> {
    let stem = path.strip_prefix("content/")?.strip_suffix(".md")?;
    let (key, lang) = stem.rsplit_once('.')?;
    let lang = Lang::parse(lang)?;
    let last = key.rsplit('/').next().unwrap_or(key);
    (!last.is_empty()).then_some(PageName { key, lang })
}

/// Reports Markdown files whose name has no language of the site.
pub fn check_names(sources: &Sources, config: &Config, problems: &mut Vec<Diagnostic>) {
    for source in sources.under("content/") {
        if !source.path.ends_with(".md") {
            continue;
        }
        let known = page_name(&source.path).is_some_and(|n| config.languages.contains(&n.lang));
        if !known {
            let codes: Vec<&str> = config.languages.iter().map(Lang::code).collect();
            problems.push(
                Diagnostic::new(Code::FileNameLanguage, &source.path, Span::default())
                    .arg("languages", codes.join(", ")),
            );
        }
    }
}

/// Reports keys of the menu that no page has.
pub fn check_navigation(tree: &Tree, config: &Config, problems: &mut Vec<Diagnostic>) {
    let file: Arc<str> = "content/site.yaml".into();
    for key in &config.navigation {
        if tree.find(&key.value).is_none() {
            let known = tree.entries.iter().map(|entry| &*entry.key);
            let sections = known.map(|key| key.strip_suffix("/index").unwrap_or(key));
            problems.push(
                Diagnostic::new(Code::LinkTargetMissing, &file, key.span)
                    .arg("target", &key.value)
                    .near(&key.value, sections),
            );
        }
    }
    // Every page leads home.
    if tree.find("index").is_none() {
        problems.push(
            Diagnostic::new(Code::HomeMissing, &file, Span::default())
                .arg("lang", config.authentic()),
        );
    }
}

/// The tree of these manuscripts.
pub fn tree(
    config: &Config,
    manuscripts: Vec<Arc<Manuscript>>,
    drafts: bool,
    problems: &mut Vec<Diagnostic>,
) -> Tree {
    let mut keys: BTreeMap<Arc<str>, BTreeMap<Lang, Arc<Manuscript>>> = BTreeMap::new();
    for manuscript in manuscripts {
        let file = manuscript.file.clone();
        if let Some(name) = page_name(&file)
            && config.languages.contains(&name.lang)
        {
            keys.entry(name.key.into())
                .or_default()
                .insert(name.lang, manuscript);
        }
    }
    let lead_of = |texts: &BTreeMap<Lang, Arc<Manuscript>>| {
        let first = config.languages.iter().find_map(|lang| texts.get(lang));
        first.cloned().unwrap_or_default()
    };
    if !drafts {
        keys.retain(|_, texts| !lead_of(texts).front.draft.as_ref().is_some_and(|d| d.value));
    }
    let by_key: HashMap<Arc<str>, usize> = keys
        .keys()
        .enumerate()
        .map(|(i, key)| (key.clone(), i))
        .collect();
    let leads: Vec<Arc<Manuscript>> = keys.values().map(lead_of).collect();
    let parents: Vec<Option<usize>> = keys.keys().map(|key| parent(key, &by_key)).collect();

    let mut children = vec![Vec::new(); leads.len()];
    for (entry, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            children[*parent].push(entry);
        }
    }
    let order = |entry: &usize| {
        let order = leads[*entry]
            .front
            .order
            .as_ref()
            .map_or(i64::MAX, |order| order.value);
        (order, *entry)
    };
    children.iter_mut().for_each(|list| list.sort_by_key(order));

    // Addresses ask the sections above: with thousands of pages worth both cores.
    type Keyed<'k> = (&'k Arc<str>, &'k BTreeMap<Lang, Arc<Manuscript>>);
    let entry = |(index, (key, texts)): (usize, &Keyed)| {
        let lead = &leads[index];
        let mut problems = Vec::new();
        let kind = kind_of(index, &leads, &parents);
        check_keys(kind, texts, lead, &mut problems);
        let pages = config
            .languages
            .iter()
            .map(|lang| {
                let (text_lang, manuscript) = match texts.get(lang) {
                    Some(text) => (*lang, text.clone()),
                    None => {
                        problems.push(
                            Diagnostic::new(Code::TranslationMissing, &lead.file, title_span(lead))
                                .arg("lang", lang)
                                .arg("file", format!("content/{key}.{lang}.md")),
                        );
                        let lang = config
                            .languages
                            .iter()
                            .find(|lang| texts.contains_key(lang));
                        (lang.copied().unwrap_or(config.authentic()), lead.clone())
                    }
                };
                let stem = key.rsplit('/').next().unwrap_or(key);
                let title = manuscript.front.title.as_ref();
                Page {
                    lang: *lang,
                    text_lang,
                    title: title.map_or_else(|| stem.to_owned(), |title| title.value.clone()),
                    path: path(key, *lang, &keys, &lead_of),
                    manuscript,
                }
            })
            .collect();
        let entry = Entry {
            key: (*key).clone(),
            kind,
            parent: parents[index],
            children: children[index].clone(),
            lead: lead.clone(),
            pages,
        };
        (entry, problems)
    };
    let all: Vec<_> = keys.iter().collect();
    let made: Vec<(Entry, Vec<Diagnostic>)> = all.par_iter().enumerate().map(entry).collect();
    let mut entries = Vec::with_capacity(made.len());
    for (entry, found) in made {
        problems.extend(found);
        entries.push(entry);
    }
    Tree {
        languages: config.languages.clone(),
        entries,
        by_key,
        side_by_side: config.side_by_side,
    }
}

fn title_span(manuscript: &Manuscript) -> Span {
    manuscript
        .front
        .title
        .as_ref()
        .map_or(Span::default(), |title| title.span)
}

/// The nearest index above a key.
fn parent(key: &str, by_key: &HashMap<Arc<str>, usize>) -> Option<usize> {
    let mut folder = match key.strip_suffix("/index") {
        Some(folder) => folder.rsplit_once('/').map_or("", |(above, _)| above),
        None if key == "index" => return None,
        None => key.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    loop {
        let index = if folder.is_empty() {
            "index".to_owned()
        } else {
            format!("{folder}/index")
        };
        if let Some(found) = by_key.get(index.as_str()) {
            return Some(*found);
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
}

/// An entry's own kind, else what its section's `children` says.
fn kind_of(entry: usize, leads: &[Arc<Manuscript>], parents: &[Option<usize>]) -> PageKind {
    if let Some(kind) = &leads[entry].front.kind {
        return kind.value;
    }
    // A section's index is a page unless it says otherwise: `children` speaks of what is in it.
    if leads[entry]
        .file
        .rsplit('/')
        .next()
        .is_some_and(|name| name.starts_with("index."))
    {
        return PageKind::Page;
    }
    parents[entry]
        .and_then(|parent| leads[parent].front.children.as_ref())
        .map_or(PageKind::Page, |kind| kind.value)
}

/// The files of a page, by language.
type Texts = BTreeMap<Lang, Arc<Manuscript>>;

/// The address of a page: the language, the slugs of its sections, its own. A folder without an index
/// lends its name.
fn path(
    key: &str,
    lang: Lang,
    keys: &BTreeMap<Arc<str>, BTreeMap<Lang, Arc<Manuscript>>>,
    lead_of: &(dyn Fn(&Texts) -> Arc<Manuscript> + Sync),
) -> String {
    let slug = |key: &str, name: &str| {
        let texts = keys.get(key);
        let text =
            texts.and_then(|texts| texts.get(&lang).cloned().or_else(|| Some(lead_of(texts))));
        let slug = text.and_then(|text| text.front.slug.clone());
        slug.map_or_else(|| fallback_slug(name), |slug| slug.value)
    };
    let mut path = format!("{lang}/");
    let mut folder = String::new();
    let (folders, name) = key.rsplit_once('/').unwrap_or(("", key));
    for part in folders.split('/').filter(|part| !part.is_empty()) {
        folder.push_str(part);
        path.push_str(&slug(&format!("{folder}/index"), part));
        path.push('/');
        folder.push('/');
    }
    if name != "index" {
        path.push_str(&slug(key, name));
        path.push('/');
    }
    path
}

/// A file's name as part of an address: names that are addresses already stay as they are.
fn fallback_slug(name: &str) -> String {
    let slug = crate::lang::slug(name);
    if slug.is_empty() {
        // Nothing of it can be written in ASCII: its bytes can, and they are as stable as the name.
        return name.bytes().map(|byte| format!("{byte:02x}")).collect();
    }
    slug
}

/// Keys that do not belong to the page's kind, and keys of a translation that are inherited.
fn check_keys(
    kind: PageKind,
    texts: &BTreeMap<Lang, Arc<Manuscript>>,
    lead: &Arc<Manuscript>,
    problems: &mut Vec<Diagnostic>,
) {
    for text in texts.values() {
        for key in &text.front.keys {
            let Some(field) = FIELDS.iter().find(|field| field.name == key.value) else {
                continue;
            };
            if !field.kinds.is_empty() && !field.kinds.contains(&kind) {
                problems.push(
                    Diagnostic::new(Code::FrontMatterUnknownKey, &text.file, key.span)
                        .arg("key", &key.value)
                        .arg("kind", kind.name()),
                );
            } else if field.scope == Scope::Neutral && !Arc::ptr_eq(text, lead) {
                problems.push(
                    Diagnostic::new(Code::FrontMatterInheritedKey, &text.file, key.span)
                        .arg("key", &key.value)
                        .arg("file", &lead.file),
                );
            }
        }
    }
}
