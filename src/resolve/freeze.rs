//! What a version takes with it when it is frozen: the documents, and whatever they are made of.
//!
//! Copied are the pages of kind `document` and the sections that they stand in, the pages whose facts and
//! lists they show, the pictures; of the locks the lines of those pages; the bibliography and the settings
//! whole. Not copied are pages that are only linked to and the glossary: today's are better for a reader, and
//! where they are gone the words remain.

use super::cite;
use super::versions::{IMPRINT, LOCK, lock};
use crate::doc::{BlockKind, Doc, Fence, Inline, Kind, LinkForm};
use crate::lang::Lang;
use crate::page::PageKind;
use crate::render::html;
use crate::site::{PageId, Site, Target};
use crate::source::{Source, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// The longest label.
const LONGEST: usize = 40;

/// Whether a label can be the name of a folder on any system and a part of an address: letters without
/// accents, figures, and between them `.`, `-` and `_`. Names that Windows keeps for itself are none, and a
/// label that a page about versions has (`taken`) is none either.
pub fn is_label(label: &str, taken: &[String]) -> bool {
    let fine = |c: char| c.is_ascii_alphanumeric();
    let stem = label.split('.').next().unwrap_or_default();
    let stem = stem.to_ascii_lowercase();
    let numbered = |name: &str| {
        let rest = stem.strip_prefix(name);
        rest.is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
    };
    let device = ["con", "prn", "aux", "nul"].contains(&stem.as_str());
    (1..=LONGEST).contains(&label.len())
        && label.starts_with(fine)
        && label.ends_with(fine)
        && label.chars().all(|c| fine(c) || ".-_".contains(c))
        && !label.contains("..")
        && !device
        && !numbered("com")
        && !numbered("lpt")
        && label != "index"
        && !taken.iter().any(|name| name.eq_ignore_ascii_case(label))
}

/// A version that is ready to be written.
pub struct Draft {
    /// Its files, by path from its folder.
    pub files: Vec<Source>,
    /// How many pages it has, in all languages.
    pub pages: usize,
    /// Blocks whose id follows their place.
    pub unnamed: usize,
}

/// Gathers a version. Nothing if the site has no document.
pub fn gather(
    site: &Site,
    sources: &Sources,
    label: &str,
    number: i64,
    date: &str,
) -> Option<Draft> {
    let tree = &site.tree;
    let documents: Vec<usize> = documents(site).collect();
    if documents.is_empty() {
        return None;
    }
    // What a page shows is part of the version, and shows things in its turn.
    let mut entries: BTreeSet<usize> = BTreeSet::new();
    let mut next = documents;
    while let Some(entry) = next.pop() {
        if entries.insert(entry) {
            next.extend(above(site, entry));
            for lang in &tree.languages {
                next.extend(shown(site, tree.page_in(entry, *lang)));
            }
        }
    }

    let mut files: BTreeMap<String, Source> = BTreeMap::new();
    let mut take = |path: &str| {
        if let (Some(source), Some(inside)) = (sources.get(path), path.strip_prefix("content/")) {
            files.insert(inside.to_owned(), source.clone());
        }
    };
    ["content/site.yaml", "content/bibliography.yaml"]
        .iter()
        .for_each(|path| take(path));
    let mut titles: BTreeMap<Lang, BTreeMap<String, String>> = BTreeMap::new();
    let mut pages = 0;
    for entry in &entries {
        for page in &tree.entries[*entry].pages {
            if page.is_borrowed() {
                continue;
            }
            pages += 1;
            take(&page.manuscript.file);
            let id = tree.page_in(*entry, page.lang);
            let doc = &page.manuscript.doc;
            for (link, target) in doc.links.iter().zip(site.links[id.0 as usize].iter()) {
                match target {
                    Target::File(path) => take(&format!("content/{path}")),
                    Target::Page(to, _)
                        if link.form == LinkForm::Wiki
                            && !entries.contains(&tree.entry_index(*to)) =>
                    {
                        let words = html::link_words(tree, link, *to).to_owned();
                        let of_lang = titles.entry(page.lang).or_default();
                        of_lang.insert(link.dest.clone(), words);
                    }
                    _ => {}
                }
            }
        }
    }
    let keys: BTreeSet<&str> = entries.iter().map(|e| &*tree.entries[*e].key).collect();
    for name in ["ids.lock", "translations.lock"] {
        let text = sources
            .get(&format!("content/{name}"))
            .and_then(Source::as_text);
        let lines = text.map_or("", |text| text).split_inclusive('\n');
        let own = lines.filter(|line| {
            let name = line.split('\t').next().unwrap_or_default();
            name.rsplit_once('#')
                .is_some_and(|(key, _)| keys.contains(key))
        });
        let own: String = own.collect();
        if !own.is_empty() {
            files.insert(name.to_owned(), Source::text(name, &own));
        }
    }
    let imprint = imprint(label, number, date, &titles);
    files.insert(IMPRINT.to_owned(), Source::text(IMPRINT, &imprint));
    let lock = lock(files.iter().map(|(path, source)| (path.as_str(), source)));
    files.insert(LOCK.to_owned(), Source::text(LOCK, &lock));
    let unnamed = entries.iter().map(|entry| {
        let blocks = super::ledger::blocks(tree, &site.identity, *entry);
        blocks.iter().filter(|block| !block.permanent).count()
    });
    Some(Draft {
        unnamed: unnamed.sum(),
        files: files
            .into_iter()
            .map(|(path, source)| source.at(&path))
            .collect(),
        pages,
    })
}

/// The entries that are documents.
pub fn documents(site: &Site) -> impl Iterator<Item = usize> {
    let entries = site.tree.entries.iter().enumerate();
    entries
        .filter(|(_, entry)| entry.kind == PageKind::Document)
        .map(|(at, _)| at)
}

/// The sections above an entry. The home page is one only where it says what its pages are.
pub fn above(site: &Site, entry: usize) -> impl Iterator<Item = usize> {
    let entries = &site.tree.entries;
    let up = std::iter::successors(entries[entry].parent, |above| entries[*above].parent);
    up.filter(|above| {
        let above = &entries[*above];
        &*above.key != "index" || above.meta().children.is_some()
    })
}

/// The entries whose facts and lists a page shows.
fn shown(site: &Site, page: PageId) -> BTreeSet<usize> {
    let tree = &site.tree;
    let doc: &Doc = &tree.page(page).manuscript.doc;
    let notes = doc.footnotes.iter().map(|note| &note.blocks);
    let mut fences: Vec<&Fence> = Vec::new();
    let mut facts: Vec<&str> = Vec::new();
    for blocks in std::iter::once(&doc.blocks).chain(notes) {
        cite::each_block(blocks, &mut |block| {
            if let BlockKind::Fence(fence) = &block.kind {
                fences.push(fence);
            }
        });
        cite::each_inline(blocks, &mut |inline: &Inline| {
            if let Kind::Fact(name) = &inline.kind {
                facts.push(&name.value);
            }
        });
    }
    let mut found = BTreeSet::new();
    for fence in fences {
        facts.extend(fence.facts.iter().map(|named| named.name.value.as_str()));
        if let Some(section) = cite::section(tree, page, fence) {
            found.insert(section);
            found.extend(&tree.entries[section].children);
        }
    }
    let entries = facts.iter().filter_map(|name| cite::fact(tree, name));
    found.extend(entries.map(|(entry, _, _)| entry));
    found
}

/// `version.yaml`. Every text is written in quotation marks, as JSON is and YAML may be.
fn imprint(
    label: &str,
    number: i64,
    date: &str,
    titles: &BTreeMap<Lang, BTreeMap<String, String>>,
) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut out = format!("label: {}\nnumber: {number}\ndate: {date}\n", quoted(label));
    if !titles.is_empty() {
        out.push_str("titles:\n");
    }
    for (lang, titles) in titles {
        out.push_str(&format!("  {lang}:\n"));
        for (address, words) in titles {
            out.push_str(&format!("    {}: {}\n", quoted(address), quoted(words)));
        }
    }
    out
}
