//! Search: the index that the browser looks into, as static files.
//!
//! The index carries the morphology, so the browser needs no stemmer and no WebAssembly: a word leads to
//! its group, a group to its pages, a page to what it says. All of it is cut into small files, and one
//! query needs a few of them however large the site is. Pages are what is ranked, their passages what a hit
//! leads to; ranking passages was tried on paper, and its lists grow with the text instead of the pages.
//!
//! The index is made when a path under [`FOLDER`] or the list of all paths is first asked for: a preview
//! that nobody searches pays nothing.

mod groups;
mod pack;
mod reading;
mod words;

pub use reading::{Counts, Passage, passages};

use crate::artifact::Artifact;
use crate::lang::Lang;
use crate::page::PageKind;
use crate::site::{PageId, Site};
use groups::Groups;
use rayon::prelude::*;
use reading::Reading;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Where the files of the index stand: their names have a hash, as all under `assets/`.
pub const FOLDER: &str = "assets/search/";
/// Where the manifest stands: the one name that pages know.
pub const MANIFEST: &str = "search/manifest.js";

/// The index as files.
#[derive(Default)]
pub struct Index {
    files: pack::Files,
    artifacts: BTreeMap<String, Artifact>,
}

impl Index {
    /// Makes the index of a site.
    pub fn new(site: &Site) -> Index {
        let mut languages = Map::new();
        let mut files = pack::Files::new();
        let made: Vec<(Lang, Vec<Reading>, Groups)> = site
            .config
            .languages
            .par_iter()
            .map(|lang| {
                let readings = readings(site, *lang);
                let groups = groups::group(site, *lang, &readings);
                (*lang, readings, groups)
            })
            .collect();
        for (lang, readings, groups) in made {
            let row = pack::pack(lang, readings, &groups, &mut files);
            languages.insert(lang.to_string(), row);
        }
        let manifest = format!("carta_search(\"\",\"m\",0,{})\n", Value::Object(languages));
        files.insert(MANIFEST.to_owned(), manifest.into_bytes());
        Index {
            artifacts: files
                .keys()
                .map(|path| (path.clone(), Artifact::Search(path.as_str().into())))
                .collect(),
            files,
        }
    }

    /// The paths of the index.
    pub fn artifacts(&self) -> &BTreeMap<String, Artifact> {
        &self.artifacts
    }

    /// The bytes of a file of the index.
    pub fn file(&self, path: &str) -> &[u8] {
        self.files.get(path).map_or(&[], Vec::as_slice)
    }
}

/// The readings of a language's own pages; a page that is borrowed is found in the language of its text.
fn readings(site: &Site, lang: Lang) -> Vec<Reading> {
    let pages: Vec<PageId> = site
        .tree
        .pages()
        .filter(|page| site.tree.page(*page).lang == lang && !site.tree.page(*page).is_borrowed())
        .collect();
    pages
        .into_par_iter()
        .map(|page| reading::read(site, page))
        .collect()
}

/// What the glossary's page needs to filter as the reader types: for each term all its names in all
/// languages, folded. A script file, for the same reason as the index.
pub fn glossary_filter(site: &Site, lang: Lang) -> String {
    let mut terms = Vec::new();
    for page in site
        .tree
        .pages()
        .filter(|page| site.tree.page(*page).lang == lang)
    {
        let entry = site.tree.entry(page);
        if entry.kind != PageKind::Term || entry.is_section() {
            continue;
        }
        let here = site.tree.page(page);
        let mut names: Vec<String> = Vec::new();
        let title = (lang, here.title.clone());
        for (_, name) in std::iter::once(title).chain(reading::names_of(site, page)) {
            let mut folded: Vec<String> = Vec::new();
            words::each(&name, &mut |word| folded.push(words::fold(word)));
            let folded = folded.join(" ");
            if !names.contains(&folded) {
                names.push(folded);
            }
        }
        terms.push(json!([here.path, names.join("|")]));
    }
    format!("carta_glossary({})\n", Value::Array(terms))
}

/// Where the page of results stands: `it/cerca/`.
pub fn address(strings: &crate::strings::Strings, lang: Lang) -> String {
    let slug = crate::lang::slug(&strings.text(lang, "search-slug", &[]));
    format!("{lang}/{}/", if slug.is_empty() { "search" } else { &slug })
}
