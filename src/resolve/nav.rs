//! Who is there: files to entries, translations to the text they translate, sections to their pages,
//! and the address of each page.

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Span};
use crate::lang::Lang;
use crate::memo::Memo;
use crate::page::{FIELDS, Manuscript, PageKind, Scope};
use crate::site::{Entry, Page, Tree};
use crate::source::{Hash, Source, Sources};
pub use crate::source::{PageName, page_name};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The sources of pages, in path order. Reports Markdown files whose name has no language of the site.
pub fn page_sources<'s>(
    sources: &'s Sources,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Vec<&'s Source> {
    let known = |source: &&Source| {
        let name = page_name(&source.path);
        name.is_some_and(|name| config.languages.contains(&name.lang))
    };
    let pages: Vec<&Source> = sources.pages().collect();
    let nameless = sources
        .under("content/")
        .filter(|source| source.path.ends_with(".md"));
    for source in pages
        .iter()
        .copied()
        .filter(|page| !known(page))
        .chain(nameless)
    {
        let codes: Vec<&str> = config.languages.iter().map(Lang::code).collect();
        problems.push(
            Diagnostic::new(Code::FileNameLanguage, &source.path, Span::default())
                .arg("languages", codes.join(", ")),
        );
    }
    pages
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

/// Who is there and where, apart from the texts: as much of the tree as follows from the names of files
/// and their front matter. An edit of a text leaves it as it was.
pub struct Plan {
    /// The hash of everything that the plan was made from.
    pub inputs: Hash,
    places: Vec<Place>,
    by_key: Arc<HashMap<Arc<str>, usize>>,
    problems: Vec<Diagnostic>,
}

/// The place of an entry.
struct Place {
    key: Arc<str>,
    kind: PageKind,
    parent: Option<usize>,
    children: Vec<usize>,
    /// Which of the manuscripts is the lead.
    lead: usize,
    pages: Vec<PlacedPage>,
    /// The hash of its kind, and of the languages of its pages and their texts.
    nature: Hash,
}

struct PlacedPage {
    lang: Lang,
    text_lang: Lang,
    title: String,
    path: String,
    /// Which of the manuscripts it shows.
    text: usize,
}

/// The hash of everything that [`plan`] reads.
pub fn plan_inputs(config: &Config, manuscripts: &[Arc<Manuscript>], drafts: bool) -> Hash {
    let mut bytes = Vec::with_capacity((manuscripts.len() + 1) * 32);
    for manuscript in manuscripts {
        bytes.extend_from_slice(manuscript.front_key.as_bytes());
    }
    bytes.push(drafts.into());
    for lang in &config.languages {
        bytes.extend_from_slice(lang.code().as_bytes());
    }
    crate::source::hash(&bytes)
}

/// The plan of a site of these manuscripts.
pub fn plan(config: &Config, manuscripts: &[Arc<Manuscript>], drafts: bool, inputs: Hash) -> Plan {
    let mut problems = Vec::new();
    let mut keys: BTreeMap<Arc<str>, Texts> = BTreeMap::new();
    for (number, manuscript) in manuscripts.iter().enumerate() {
        let file = manuscript.file.clone();
        if let Some(name) = page_name(&file)
            && config.languages.contains(&name.lang)
        {
            keys.entry(name.key.into())
                .or_default()
                .insert(name.lang, number);
        }
    }
    let lead_of = |texts: &Texts| {
        let first = config.languages.iter().find_map(|lang| texts.get(lang));
        first.copied().unwrap_or_default()
    };
    if !drafts {
        let draft = |text: usize| manuscripts[text].front.draft.as_ref();
        keys.retain(|_, texts| !draft(lead_of(texts)).is_some_and(|draft| draft.value));
    }
    let by_key: HashMap<Arc<str>, usize> = keys
        .keys()
        .enumerate()
        .map(|(i, key)| (key.clone(), i))
        .collect();
    let lead_numbers: Vec<usize> = keys.values().map(lead_of).collect();
    let leads: Vec<&Manuscript> = lead_numbers.iter().map(|at| &*manuscripts[*at]).collect();
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
    let shelf = Shelf {
        manuscripts,
        keys: &keys,
        lead_of: &lead_of,
    };
    let place = |(index, (key, texts)): (usize, &(&Arc<str>, &Texts))| {
        let (lead, lead_number) = (leads[index], lead_numbers[index]);
        let mut problems = Vec::new();
        let kind = kind_of(index, &leads, &parents);
        let files = texts.values().map(|text| &*manuscripts[*text]);
        check_keys(kind, files, lead, &mut problems);
        let pages = config
            .languages
            .iter()
            .map(|lang| {
                let (text_lang, text) = match texts.get(lang) {
                    Some(text) => (*lang, *text),
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
                        (lang.copied().unwrap_or(config.authentic()), lead_number)
                    }
                };
                let stem = key.rsplit('/').next().unwrap_or(key);
                let title = manuscripts[text].front.title.as_ref();
                PlacedPage {
                    lang: *lang,
                    text_lang,
                    title: title.map_or_else(|| stem.to_owned(), |title| title.value.clone()),
                    path: shelf.path(key, *lang),
                    text,
                }
            })
            .collect::<Vec<PlacedPage>>();
        let place = Place {
            nature: nature(kind, &pages),
            key: (*key).clone(),
            kind,
            parent: parents[index],
            children: children[index].clone(),
            lead: lead_number,
            pages,
        };
        (place, problems)
    };
    let all: Vec<_> = keys.iter().collect();
    let made: Vec<(Place, Vec<Diagnostic>)> = all.par_iter().enumerate().map(place).collect();
    let mut places = Vec::with_capacity(made.len());
    for (place, found) in made {
        problems.extend(found);
        places.push(place);
    }
    Plan {
        inputs,
        places,
        by_key: Arc::new(by_key),
        problems,
    }
}

fn nature(kind: PageKind, pages: &[PlacedPage]) -> Hash {
    let mut bytes = vec![kind as u8];
    for page in pages {
        bytes.extend_from_slice(page.lang.code().as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(page.text_lang.code().as_bytes());
        bytes.push(0);
    }
    crate::source::hash(&bytes)
}

/// The key of each entry of the tree: the hash of its texts, in their languages, and its kind.
pub fn keys(plan: &Plan, manuscripts: &[Arc<Manuscript>]) -> Arc<[Hash]> {
    let key = |place: &Place| {
        let texts = place.pages.iter().map(|page| manuscripts[page.text].key);
        let own = [place.nature, manuscripts[place.lead].key];
        crate::source::join(own.into_iter().chain(texts))
    };
    plan.places.par_iter().map(key).collect()
}

/// The tree of these manuscripts.
pub fn tree(
    plan: &Plan,
    keys: &Arc<[Hash]>,
    manuscripts: &[Arc<Manuscript>],
    config: &Config,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Tree {
    problems.extend(plan.problems.iter().cloned());
    let entries = memo.entries.fill(plan.inputs, keys, 1, problems, |row| {
        let place = &plan.places[row];
        let pages = place.pages.iter().map(|page| Page {
            lang: page.lang,
            text_lang: page.text_lang,
            title: page.title.clone(),
            path: page.path.clone(),
            manuscript: manuscripts[page.text].clone(),
        });
        let entry = Entry {
            key: place.key.clone(),
            kind: place.kind,
            parent: place.parent,
            children: place.children.clone(),
            lead: manuscripts[place.lead].clone(),
            pages: pages.collect(),
        };
        (Arc::new(entry), Vec::new())
    });
    Tree {
        languages: config.languages.clone(),
        entries,
        by_key: plan.by_key.clone(),
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
fn kind_of(entry: usize, leads: &[&Manuscript], parents: &[Option<usize>]) -> PageKind {
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

/// The files of a page, by language: numbers of manuscripts.
type Texts = BTreeMap<Lang, usize>;

/// Where the slugs of sections are looked up.
struct Shelf<'a> {
    manuscripts: &'a [Arc<Manuscript>],
    keys: &'a BTreeMap<Arc<str>, Texts>,
    lead_of: &'a (dyn Fn(&Texts) -> usize + Sync),
}

impl Shelf<'_> {
    /// The address of a page: the language, the slugs of its sections, its own. A folder without an index
    /// lends its name.
    fn path(&self, key: &str, lang: Lang) -> String {
        let slug = |key: &str, name: &str| {
            let texts = self.keys.get(key);
            let text = texts.map(|texts| {
                let own = texts.get(&lang).copied();
                own.unwrap_or_else(|| (self.lead_of)(texts))
            });
            let slug = text.and_then(|text| self.manuscripts[text].front.slug.as_ref());
            slug.map_or_else(|| fallback_slug(name), |slug| slug.value.clone())
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
fn check_keys<'m>(
    kind: PageKind,
    texts: impl Iterator<Item = &'m Manuscript>,
    lead: &Manuscript,
    problems: &mut Vec<Diagnostic>,
) {
    for text in texts {
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
            } else if field.scope == Scope::Neutral && text.file != lead.file {
                problems.push(
                    Diagnostic::new(Code::FrontMatterInheritedKey, &text.file, key.span)
                        .arg("key", &key.value)
                        .arg("file", &lead.file),
                );
            }
        }
    }
}
