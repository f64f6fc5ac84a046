//! Words: how a text falls into them, how they are folded, and which of them belong together.
//!
//! The browser must cut and fold a query exactly as the build does a text (`cut` and `fold` in
//! `themes/carta/static/search.js`), so both are kept simple: letters and digits are words, everything
//! else ends one. Stems are for the build alone: the browser finds a word's group by looking it up.
//! The only file that knows the stemmer.

use crate::folded::is_composed;
use crate::lang::Lang;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word of the index, in bytes; what is longer is no word that anyone types.
const LONGEST: usize = 48;

/// Calls `word` for each word of a text: lower-case, accents kept and composed. Apostrophes and hyphens
/// end a word; a compound with hyphens comes once more in one piece. Points and commas between digits
/// are no part of a number: `30.000` is `30000` in both languages.
pub fn each(text: &str, word: &mut dyn FnMut(&str)) {
    let mut lower = text.to_lowercase();
    if !is_composed(&lower) || lower.contains('\u{AD}') {
        lower = lower.nfc().filter(|c| *c != '\u{AD}').collect();
    }
    // A space at the end finishes the last word.
    lower.push(' ');
    let mut rest = lower.as_str();
    let mut current = String::new();
    let mut joined = String::new();
    let mut parts = 0;
    let mut before = ' ';
    while !rest.is_empty() {
        // Nearly every letter takes this way.
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if let Some(last) = rest[..plain].chars().next_back() {
            current.push_str(&rest[..plain]);
            before = last;
        }
        let mut chars = rest[plain..].chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        if is_part(c) {
            current.push(c);
        } else {
            let next = chars.next().unwrap_or(' ');
            let in_number = matches!(c, '.' | ',') && before.is_ascii_digit();
            if !(in_number && next.is_ascii_digit()) {
                let hyphen = matches!(c, '-' | '\u{2010}' | '\u{2011}') && is_part(next);
                if !current.is_empty() && current.len() <= LONGEST {
                    word(&current);
                    if hyphen || parts > 0 {
                        joined.push_str(&current);
                        parts += 1;
                    }
                }
                current.clear();
                if !hyphen && parts > 0 {
                    finish_joined(&mut joined, &mut parts, word);
                }
            }
        }
        before = c;
    }
    finish_joined(&mut joined, &mut parts, word);
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || (c >= '\u{300}' && is_combining_mark(c))
}

fn finish_joined(joined: &mut String, parts: &mut usize, word: &mut dyn FnMut(&str)) {
    let starts_with_letter = joined.chars().next().is_some_and(char::is_alphabetic);
    if *parts > 1 && joined.len() <= LONGEST && starts_with_letter {
        word(joined);
    }
    joined.clear();
    *parts = 0;
}

/// A word without accents: what the browser compares.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// The stemmer of a language, if there is one.
pub struct Stems(Option<Stemmer>);

impl Stems {
    /// The stemmer of a language.
    pub fn new(lang: Lang) -> Stems {
        let algorithm = match lang.code() {
            "it" => Algorithm::Italian,
            "en" => Algorithm::English,
            "fr" => Algorithm::French,
            "de" => Algorithm::German,
            "es" => Algorithm::Spanish,
            "pt" => Algorithm::Portuguese,
            _ => return Stems(None),
        };
        Stems(Some(Stemmer::create(algorithm)))
    }

    /// The stem of a word; the word itself where no stemmer knows the language.
    pub fn stem(&self, word: &str) -> String {
        match &self.0 {
            Some(stemmer) if word.chars().any(char::is_alphabetic) => fold(&stemmer.stem(word)),
            _ => fold(word),
        }
    }
}

/// Words that hold a sentence together and say nothing of what it is about: each line is one word in
/// its shapes, so `tra` finds `fra` and `nel` finds `in`. Folded.
const FUNCTION_WORDS: &[(&str, &[&str])] = &[
    (
        "it",
        &[
            "il lo la i gli le l",
            "un uno una",
            "di del dello della dei degli delle dell d",
            "a al allo alla ai agli alle all ad",
            "da dal dallo dalla dai dagli dalle dall",
            "in nel nello nella nei negli nelle nell",
            "con col coi",
            "su sul sullo sulla sui sugli sulle sull",
            "tra fra",
            "per",
            "e ed",
            "o od",
            "che",
            "chi",
            "cui",
            "si",
            "se",
            "ci",
            "ne",
            "ma",
            "mi",
            "come com",
            "sono",
            "ha",
            "hanno",
            "ho",
            "non",
            "anche",
            "piu",
            "questo questa questi queste quest",
            "quello quella quelli quelle quei quegli quell",
            "quale quali qual",
            "quanto quanta quanti quante",
            "cosa cos",
            "dove dov",
            "quando",
            "perche",
            "suo sua suoi sue",
            "loro",
        ],
    ),
    (
        "en",
        &[
            "the",
            "a an",
            "of",
            "in into",
            "on",
            "at",
            "by",
            "for",
            "from",
            "to",
            "with",
            "and",
            "or",
            "is are was were be been being",
            "it its",
            "this these",
            "that those",
            "as",
            "not",
            "who whom whose",
            "what which",
            "how",
            "when",
            "where",
            "why",
            "do does did",
            "s",
            "has have had",
            "they their them",
            "there",
            "can",
        ],
    ),
];

/// The longest of them, in bytes.
const LONGEST_FUNCTION_WORD: usize = 6;

/// The group of a function word: its line, and nothing for every other word.
pub fn function_word(lang: Lang, folded: &str) -> Option<&'static str> {
    if folded.len() > LONGEST_FUNCTION_WORD {
        return None;
    }
    // Asked for every word of the site: the lines are taken apart once.
    static LINES: OnceLock<HashMap<(&str, &str), &str>> = OnceLock::new();
    let lines = LINES.get_or_init(|| {
        let mut lines = HashMap::new();
        for (code, list) in FUNCTION_WORDS {
            for line in *list {
                for word in line.split(' ') {
                    debug_assert!(word.len() <= LONGEST_FUNCTION_WORD);
                    lines.entry((*code, word)).or_insert(*line);
                }
            }
        }
        lines
    });
    lines.get(&(lang.code(), folded)).copied()
}
