//! Readability: how hard a text is, from the lengths of its words and sentences alone.
//!
//! Italian has Gulpease (Lucisano and Piemontese 1988): `89 − 10 · letters/words + 300 · sentences/words`.
//! English has the cloze score that Coleman and Liau (1975) predict from the same three counts:
//! `141.8401 − 0.214590 · L + 1.079812 · S`, letters and sentences per hundred words. Both rise as texts get
//! easier. Flesch's formula was not taken: it counts syllables, which no program counts exactly.
//!
//! How we count decides the score, so it is fixed here and told to editors. A *word* is a run of letters
//! and digits (an elided article is one). A *sentence* ends at `. ! ? …` before a space or the end, and at
//! the end of every heading, paragraph, list item and cell; not after an initial or an abbreviation, not
//! inside a number. Addresses, code, citations and quoted blocks do not count.

use super::prose::words;
use crate::lang::Lang;
use std::ops::Range;

/// What the formulas need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Letters and digits.
    pub letters: u32,
    /// Words.
    pub words: u32,
    /// Sentences.
    pub sentences: u32,
}

impl Measure {
    /// Adds another text's counts.
    pub fn add(&mut self, other: Measure) {
        self.letters += other.letters;
        self.words += other.words;
        self.sentences += other.sentences;
    }

    /// The score, 0 to 100; nothing for a text without words.
    pub fn score(self, lang: Lang) -> Option<f64> {
        if self.words == 0 {
            return None;
        }
        let letters = f64::from(self.letters) / f64::from(self.words);
        let sentences = f64::from(self.sentences) / f64::from(self.words);
        let score = if lang == Lang::IT {
            89.0 - 10.0 * letters + 300.0 * sentences
        } else {
            141.8401 - 21.4590 * letters + 107.9812 * sentences
        };
        Some(score.clamp(0.0, 100.0))
    }
}

/// Counts a text that stands alone, such as a paragraph or a list item. `stops` are the abbreviations whose
/// full stop ends no sentence, in lower case.
pub fn measure(text: &str, stops: &[String]) -> Measure {
    measure_words(text, &words(text), stops)
}

/// The same, where the words are known.
pub fn measure_words(text: &str, words: &[Range<usize>], stops: &[String]) -> Measure {
    let mut count = Measure::default();
    let mut open = false;
    let mut end = 0;
    let skipped = addresses(text);
    for word in words {
        if skipped
            .iter()
            .any(|r| r.start <= word.start && word.end <= r.end)
        {
            continue;
        }
        if open && ends_sentence(text, end, word.start, stops) {
            count.sentences += 1;
        }
        open = true;
        end = word.end;
        count.words += 1;
        count.letters += letters(&text[word.clone()]);
    }
    count.sentences += u32::from(open);
    count
}

fn letters(word: &str) -> u32 {
    match word.is_ascii() {
        true => word.len() as u32,
        false => word.chars().filter(|c| c.is_alphanumeric()).count() as u32,
    }
}

/// Whether a sentence ends between the end of one word and the start of the next.
pub fn ends_sentence(text: &str, end: usize, next: usize, stops: &[String]) -> bool {
    let between = &text[end..next];
    if between == " " {
        return false;
    }
    let mark = between.char_indices().find(|(_, c)| ".!?…".contains(*c));
    let Some((at, mark)) = mark else {
        return false;
    };
    // A point inside a number or an address stands before no space.
    let rest =
        between[at..].trim_start_matches(['.', '!', '?', '…', '»', '”', '’', '"', ')', ']', '\'']);
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    mark != '.' || at > 0 || between[1..].starts_with('.') || !is_abbreviation(&text[..end], stops)
}

/// Whether a text ends with an initial or a known abbreviation, which its full stop belongs to.
fn is_abbreviation(before: &str, stops: &[String]) -> bool {
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map_or(before.len(), |(at, _)| at);
    let word = before[start..].to_lowercase();
    let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    letter || stops.contains(&word)
}

/// The addresses that stand in a text as they are.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains("://") && !text.contains("www.") {
        return found;
    }
    let mut at = 0;
    for token in text.split(|c: char| c.is_whitespace() || "()<>[]«»“”".contains(c)) {
        let start = token.find("http").or_else(|| token.find("www."));
        let start = start
            .filter(|start| token[*start..].contains("://") || token[*start..].starts_with("www."));
        if let Some(start) = start {
            let len = token
                .trim_end_matches(['.', ',', ';', ':'])
                .len()
                .max(start);
            found.push(at + start..at + len);
        }
        at += token.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}
