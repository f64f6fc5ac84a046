//! The numbers and months in a text, as its language writes them: `30.000` in Italian is `30,000` in
//! English, «10 novembre» is “10 November”, and «due» may stand for 2.

use crate::lang::Lang;
use std::collections::HashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The figures of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Numbers in digits, with a point before the decimals and nothing between thousands; and how each
    /// was written. A version (`2.2`) reads as different numbers in the two languages.
    pub numbers: BTreeMap<String, String>,
    /// Months (1 to 12) that stand beside a number.
    pub months: BTreeSet<usize>,
    /// All words that can stand for a number, as numbers: `2` for «due».
    pub in_words: BTreeSet<String>,
    /// All months, also those that stand alone.
    pub all_months: BTreeSet<usize>,
}

const MONTHS: [[&str; 2]; 12] = [
    ["gennaio", "january"],
    ["febbraio", "february"],
    ["marzo", "march"],
    ["aprile", "april"],
    ["maggio", "may"],
    ["giugno", "june"],
    ["luglio", "july"],
    ["agosto", "august"],
    ["settembre", "september"],
    ["ottobre", "october"],
    ["novembre", "november"],
    ["dicembre", "december"],
];

/// Words for numbers. Beginnings of words, so that «terza», «terzi» and «terzo» are one line.
const WORDS: &[(&str, &str, &str)] = &[
    ("0", "zero", "zero nought"),
    (
        "1",
        "un uno una un' prim- singol-",
        "one first once single a an",
    ),
    (
        "2",
        "due second- doppi- entramb- coppi-",
        "two second twice both double pair half",
    ),
    ("3", "tre terz- tripl-", "three third- triple thrice"),
    ("4", "quattro quart-", "four fourth- quarter-"),
    ("5", "cinque quint-", "five fifth-"),
    ("6", "sei sest-", "six sixth-"),
    ("7", "sette settim-", "seven seventh-"),
    ("8", "otto ottav-", "eight eighth-"),
    ("9", "nove nono nona", "nine ninth-"),
    ("10", "dieci decim- decina decine", "ten tenth-"),
    ("11", "undici", "eleven eleventh"),
    ("12", "dodici dozzin-", "twelve twelfth dozen-"),
    ("13", "tredici", "thirteen"),
    ("14", "quattordici", "fourteen"),
    ("15", "quindici quindicin-", "fifteen"),
    ("16", "sedici", "sixteen"),
    ("17", "diciassette", "seventeen"),
    ("18", "diciotto", "eighteen"),
    ("19", "diciannove", "nineteen"),
    ("20", "venti ventin-", "twenty"),
    ("30", "trenta trentin-", "thirty"),
    ("40", "quaranta", "forty"),
    ("50", "cinquanta", "fifty"),
    ("60", "sessanta", "sixty"),
    ("70", "settanta", "seventy"),
    ("80", "ottanta", "eighty"),
    ("90", "novanta", "ninety"),
    ("100", "cento centinai-", "hundred hundreds"),
    ("1000", "mille mila migliai-", "thousand thousands"),
];

/// Reads the figures of a passage in a language.
pub fn figures(words: &str, lang: Lang) -> Figures {
    let mut figures = Figures::default();
    let tokens: Vec<String> = words
        .split(|c: char| !(c.is_alphanumeric() || ".,".contains(c)))
        .map(|token| token.trim_matches(['.', ',']).to_owned())
        .filter(|token| !token.is_empty())
        .collect();
    let column = usize::from(lang == Lang::EN);
    // English months have a capital letter: “may” is another word.
    let month = |token: &str| {
        if !(3..=9).contains(&token.len()) {
            return None;
        }
        let lower = token.to_lowercase();
        let found = MONTHS.iter().position(|names| names[column] == lower);
        found.filter(|_| column == 0 || token != lower)
    };
    let digits = |token: Option<&String>| {
        token.is_some_and(|token| token.starts_with(|c: char| c.is_ascii_digit()))
    };
    for (at, token) in tokens.iter().enumerate() {
        if token.contains(|c: char| c.is_ascii_digit()) {
            numbers(token, lang, &mut figures.numbers);
        } else if let Some(month) = month(token) {
            figures.all_months.insert(month + 1);
            // «settembre 2021», «settembre del 2021», “September of 2021”.
            let near = |step: usize| digits(tokens.get(at + step));
            let linked = tokens
                .get(at + 1)
                .is_some_and(|next| ["del", "of", "dell"].contains(&next.as_str()));
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            if near(1) || (linked && near(2)) || digits(before) {
                figures.months.insert(month + 1);
            }
        } else {
            let token = token.to_lowercase();
            let fits = |name: &str| match name.strip_suffix('-') {
                Some(start) => token.starts_with(start),
                None => token == name,
            };
            // Few words begin like a number: the others are not compared with all of them.
            let first = token.bytes().next().unwrap_or_default();
            for (name, number) in names(column).get(&first).into_iter().flatten() {
                if fits(name) {
                    figures.in_words.insert((*number).to_owned());
                }
            }
        }
    }
    figures
}

type Names = HashMap<u8, Vec<(&'static str, &'static str)>>;

/// The words for numbers of a column of [`WORDS`] by their first byte, each with its number.
fn names(column: usize) -> &'static Names {
    static NAMES: OnceLock<[Names; 2]> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names = [Names::new(), Names::new()];
        for (number, italian, english) in WORDS {
            for (names, list) in names.iter_mut().zip([italian, english]) {
                for name in list.split(' ') {
                    let first = name.bytes().next().unwrap_or_default();
                    names.entry(first).or_default().push((name, number));
                }
            }
        }
        names
    });
    &names[column]
}

/// The numbers in a token: `30.000`, `3,5`, `2021`, `1990s`, `G1`.
fn numbers(token: &str, lang: Lang, out: &mut BTreeMap<String, String>) {
    let (group, decimal) = if lang == Lang::EN {
        (',', '.')
    } else {
        ('.', ',')
    };
    let number = token.trim_matches(|c: char| !c.is_ascii_digit());
    let grouped = |text: &str| {
        let mut parts = text.split(group);
        let first = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        let whole = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        (!rest.is_empty()
            && (1..=3).contains(&first.len())
            && whole(first)
            && rest.iter().all(|part| part.len() == 3 && whole(part)))
        .then(|| text.replace(group, ""))
    };
    let (whole, fraction) = match number.split_once(decimal) {
        Some((whole, fraction)) if fraction.bytes().all(|b| b.is_ascii_digit()) => {
            (whole, Some(fraction))
        }
        _ => (number, None),
    };
    let plain = whole.bytes().all(|b| b.is_ascii_digit()) && !whole.is_empty();
    let whole = if plain {
        Some(whole.to_owned())
    } else {
        grouped(whole)
    };
    match (whole, fraction) {
        (Some(whole), Some(fraction)) => {
            out.insert(format!("{whole}.{fraction}"), token.to_owned());
        }
        (Some(whole), None) => {
            let short = whole.trim_start_matches('0');
            let short = if short.is_empty() { "0" } else { short };
            out.insert(short.to_owned(), token.to_owned());
        }
        (None, _) => {
            let parts = number.split(|c: char| !c.is_ascii_digit());
            for part in parts.filter(|part| !part.is_empty()) {
                let short = part.trim_start_matches('0');
                let short = if short.is_empty() { "0" } else { short };
                out.insert(short.to_owned(), token.to_owned());
            }
        }
    }
}

impl Figures {
    /// Whether a number of the other language stands here: in digits, written alike, or in words (2 as
    /// «due», 1990 as «Novanta»).
    pub fn says(&self, number: &str, written: &str) -> bool {
        self.numbers.contains_key(number)
            || self.numbers.values().any(|own| own == written)
            || self.in_words.contains(number)
            || (number.len() == 4 && number.ends_with('0') && self.in_words.contains(&number[2..]))
    }
}
