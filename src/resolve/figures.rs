//! The numbers and months in a text, as its language writes them: `30.000` in Italian is `30,000` in
//! English, «10 novembre» is “10 November”, and «due» may stand for 2.

use crate::lang::Lang;
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
    let column = usize::from(lang == Lang::EN);
    let named = named(column);
    let mut after_number = false;
    let mut tokens = tokens(words);
    while let Some(token) = tokens.next() {
        let first = token.as_bytes()[0];
        if token.bytes().any(|byte| byte.is_ascii_digit()) {
            numbers(token, lang, &mut figures.numbers);
        } else {
            // Few words begin like a name: the others are not compared with all of them.
            let names = named.get(usize::from(first.to_ascii_lowercase()));
            for (name, meaning) in names.into_iter().flatten() {
                match meaning {
                    Meaning::Number(number) if fits(token, name) => {
                        figures.in_words.insert((*number).to_owned());
                    }
                    Meaning::Month(month) if is_month(token, name, column) => {
                        figures.all_months.insert(*month);
                        if after_number || goes_on_with_number(tokens.clone()) {
                            figures.months.insert(*month);
                        }
                    }
                    _ => {}
                }
            }
        }
        after_number = first.is_ascii_digit();
    }
    figures
}

/// Words and numbers, without the points and commas around them.
fn tokens(words: &str) -> impl Iterator<Item = &str> + Clone {
    words
        .split(|c: char| !(c.is_alphanumeric() || c == '.' || c == ','))
        .map(|token| token.trim_matches(['.', ',']))
        .filter(|token| !token.is_empty())
}

/// Whether a word is a name of the table, or begins like one. Names are plain letters.
fn fits(token: &str, name: &str) -> bool {
    match name.strip_suffix('-') {
        Some(start) => {
            let head = token.as_bytes().get(..start.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
        }
        None => token.eq_ignore_ascii_case(name),
    }
}

/// English months have a capital letter: “may” is another word.
fn is_month(token: &str, name: &str, column: usize) -> bool {
    token.eq_ignore_ascii_case(name) && (column == 0 || token != name)
}

/// «settembre 2021», «settembre del 2021», “September of 2021”.
fn goes_on_with_number<'w>(mut rest: impl Iterator<Item = &'w str>) -> bool {
    let is_number = |token: Option<&str>| token.is_some_and(|t| t.as_bytes()[0].is_ascii_digit());
    let next = rest.next();
    let linked = next.is_some_and(|next| ["del", "of", "dell"].contains(&next));
    is_number(next) || (linked && is_number(rest.next()))
}

/// What a name stands for.
enum Meaning {
    Month(usize),
    Number(&'static str),
}

/// Names by their first byte.
type Named = Vec<Vec<(&'static str, Meaning)>>;

/// The names of a column of [`MONTHS`] and [`WORDS`].
fn named(column: usize) -> &'static Named {
    static NAMED: OnceLock<[Named; 2]> = OnceLock::new();
    let named = NAMED.get_or_init(|| {
        [0, 1].map(|column| {
            let mut named = Named::new();
            named.resize_with(128, Vec::new);
            let mut add = |name: &'static str, meaning| {
                named[usize::from(name.as_bytes()[0])].push((name, meaning));
            };
            for (names, number) in MONTHS.iter().zip(1..) {
                add(names[column], Meaning::Month(number));
            }
            for (number, italian, english) in WORDS {
                for name in [italian, english][column].split(' ') {
                    add(name, Meaning::Number(number));
                }
            }
            named
        })
    });
    &named[column]
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
