//! Frozen versions: the documents of the site as they were on a day, at addresses of their own.
//!
//! A version is a small site, made of the sources that were copied when it was frozen and of today's
//! words and theme. It needs nothing of the site around it: where a frozen text leads out of its version,
//! to a page or a glossary term of today, that is known here and looked up anew in every run, so that what
//! has gone since becomes plain words and no frozen page is ever lost.

use crate::lang::Lang;
use crate::site::{Mention, PageId, Site};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The folder of versions in addresses: `it/v/LABEL/`.
pub const FOLDER: &str = "v";

/// A frozen version.
pub struct Version {
    /// What it is called: its folder and a part of its addresses.
    pub label: Arc<str>,
    /// Its place in the order of versions, from 1.
    pub number: i64,
    /// The day it was frozen, `YYYY-MM-DD`.
    pub date: String,
    /// The words of wikilinks without words of their own, by language and address: what they led to may
    /// be called something else by now.
    pub titles: BTreeMap<Lang, BTreeMap<String, String>>,
    /// Its pages, at their own addresses.
    pub site: Arc<Site>,
    /// By page of the version: the links that lead to a page of today, by link.
    pub outward: Vec<BTreeMap<u32, Outward>>,
    /// By page of the version: the words that are terms of today's glossary.
    pub mentions: Arc<Vec<Arc<Vec<Mention>>>>,
    /// By entry of the version: the entry of today.
    pub today: Vec<Option<usize>>,
}

/// Where a link leads out of its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outward {
    /// The page of today.
    pub page: PageId,
    /// The id that was asked for, if that page still has it.
    pub anchor: Option<Arc<str>>,
}

impl Version {
    /// The language in which it can be read by whoever reads in `lang`: that one, else the first that it has
    /// and the site still speaks. None where there is none.
    pub fn spoken(&self, languages: &[Lang], lang: Lang) -> Option<Lang> {
        let own = &self.site.config.languages;
        let wanted = std::iter::once(lang).chain(own.iter().copied());
        let mut there = wanted.filter(|lang| own.contains(lang) && languages.contains(lang));
        there.next()
    }

    /// Where it stands in a language, from the site's root.
    pub fn address(&self, lang: Lang) -> String {
        format!("{lang}/{FOLDER}/{}/", self.label)
    }
}
