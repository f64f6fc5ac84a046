//! Rules of style: which words to think twice about and what to say instead, how a term is spelled, how
//! easy to read a page must be. Rules are data (`i18n/LANG/style.yaml` in the program,
//! `content/style.yaml` in a site); this is what they say once they are read.

use crate::diag::Spanned;
use crate::lang::{Lang, Localized};
use crate::page::PageKind;
use crate::source::Hash;
use std::collections::BTreeMap;

/// The rules of each language, and the hash of the files that they come from.
#[derive(Clone, Debug)]
pub struct Rules {
    /// By language.
    pub by_lang: BTreeMap<Lang, LangRules>,
    /// The hash of all that was read.
    pub hash: Hash,
}

/// The rules of one language.
#[derive(Clone, Debug, Default)]
pub struct LangRules {
    /// Words to think twice about.
    pub words: Vec<WordRule>,
    /// One spelling for each word.
    pub spellings: Vec<Spelling>,
    /// Words of other languages that should say so.
    pub foreign: Vec<(Lang, Vec<String>)>,
    /// Abbreviations that need no expansion: everybody knows them, or nobody knows what they stand for.
    pub abbreviations: Vec<String>,
    /// Link texts that say nothing when they are read alone.
    pub links: Vec<String>,
    /// Text alternatives that say nothing of the picture.
    pub images: Vec<String>,
    /// Abbreviations whose full stop does not end a sentence, without the full stop.
    pub stops: Vec<String>,
}

/// How grave it is to use a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It hurts.
    Error,
    /// There is a better one.
    Warning,
    /// People disagree: only `--report language` speaks of it.
    Info,
}

impl Weight {
    /// All weights.
    pub const ALL: [Weight; 3] = [Weight::Error, Weight::Warning, Weight::Info];

    /// The name in `style.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Weight::Error => "error",
            Weight::Warning => "warning",
            Weight::Info => "info",
        }
    }
}

/// A word or phrase to think twice about.
#[derive(Clone, Debug)]
pub struct WordRule {
    /// Its name, for allowances.
    pub id: Spanned<String>,
    /// Every form it has in a text.
    pub forms: Vec<String>,
    /// Phrases in which a form means something else.
    pub except: Vec<String>,
    /// How grave it is.
    pub weight: Weight,
    /// What to say instead.
    pub instead: Vec<String>,
    /// Why.
    pub why: Localized,
    /// Who says so.
    pub source: Option<String>,
}

/// A spelling, and the others that mean the same: form by form.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The form to shun.
    pub variant: String,
    /// The form to use.
    pub wanted: String,
    /// Whether the one can simply be replaced by the other.
    pub mechanical: bool,
}

/// How easy to read pages must be, by kind and language. A document's own text is never measured
/// against a threshold: it is what people agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// By kind, for Italian (Gulpease) and for English (Coleman–Liau cloze score).
    pub pages: BTreeMap<PageKind, (u8, u8)>,
    /// The same for the first paragraph of a glossary term, which is its definition.
    pub definition: (u8, u8),
}

/// Italian with a lower-secondary licence reads 60 alone and 50 with some effort; 35 in English is about as hard as
/// what is read at the end of school.
impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds {
            pages: PageKind::ALL
                .into_iter()
                .filter(|kind| *kind != PageKind::Document)
                .map(|kind| (kind, (50, 35)))
                .collect(),
            definition: (60, 30),
        }
    }
}

impl Thresholds {
    /// The least score of a page of this kind.
    pub fn page(&self, kind: PageKind, lang: Lang) -> Option<u8> {
        self.pages.get(&kind).map(|pair| pick(*pair, lang))
    }

    /// The least score of a definition.
    pub fn definition(&self, lang: Lang) -> u8 {
        pick(self.definition, lang)
    }
}

fn pick((it, other): (u8, u8), lang: Lang) -> u8 {
    if lang == Lang::IT { it } else { other }
}
