//! The numbers and months in a text, as its language writes them: `30.000` in Italian is `30,000` in
//! English, «10 novembre» is “10 November”, and «due» may stand for 2.

use crate::lang::Lang;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The figures of a passage.
#[derive(Debug)]
pub struct Figures<'a> {
    /// Numbers in digits, with a point before the decimals and nothing between thousands; and how each
    /// was written. A version (`2.2`) reads as different numbers in the two languages.
    pub numbers: BTreeMap<Cow<'a, str>, &'a str>,
    /// Months (1 to 12) that stand beside a number.
    pub months: BTreeSet<usize>,
    words: &'a str,
    lang: Lang,
    in_words: OnceCell<InWords>,
}

/// What a passage says without digits. Only asked for when the other language has a figure that does not
/// stand here in digits: that is rare, and every word must be looked at for it.
#[derive(Debug, Default)]
struct InWords {
    /// All words that can stand for a number, as numbers: `2` for «due».
    numbers: BTreeSet<&'static str>,
    /// All months, also those that stand alone.
    months: BTreeSet<usize>,
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
pub fn figures(words: &str, lang: Lang) -> Figures<'_> {
    let mut figures = Figures {
        numbers: BTreeMap::new(),
        months: BTreeSet::new(),
        words,
        lang,
        in_words: OnceCell::new(),
    };
    let column = column(lang);
    let months = &named()[column].months;
    let month = |token: Option<&str>| {
        let token = token?;
        let mut names = beginning(months, token.as_bytes()[0]).iter();
        let named = names.find(|(name, _)| is_month(token, name, column));
        named.map(|(_, month)| *month)
    };
    // Only words with digits are looked at, and what stands beside them.
    let mut at = 0;
    while let Some(step) = words[at..].bytes().position(|b| b.is_ascii_digit()) {
        let digit = at + step;
        let start = words[..digit].trim_end_matches(is_part).len();
        at = words.len() - words[digit..].trim_start_matches(is_part).len();
        let token = trimmed(&words[start..at]);
        numbers(token, lang, &mut figures.numbers);
        if !token.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        // «settembre 2021», «settembre del 2021», “September of 2021”.
        let mut before = words[..start]
            .rsplit(|c| !is_part(c))
            .map(trimmed)
            .filter(|token| !token.is_empty());
        let mut previous = before.next();
        if previous.is_some_and(|token| ["del", "of", "dell"].contains(&token)) {
            previous = before.next();
        }
        let beside = [previous, tokens(&words[at..]).next()];
        figures.months.extend(beside.into_iter().filter_map(month));
    }
    figures
}

fn in_words(words: &str, lang: Lang) -> InWords {
    let mut found = InWords::default();
    let column = column(lang);
    let named = &named()[column];
    for token in tokens(words) {
        if token.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let first = token.as_bytes()[0];
        let numbers = beginning(&named.numbers, first).iter();
        let numbers = numbers.filter(|(name, _)| fits(token, name));
        found.numbers.extend(numbers.map(|(_, number)| *number));
        let months = beginning(&named.months, first).iter();
        let months = months.filter(|(name, _)| is_month(token, name, column));
        found.months.extend(months.map(|(_, month)| *month));
    }
    found
}

/// The column of a language in [`MONTHS`] and [`WORDS`].
fn column(lang: Lang) -> usize {
    usize::from(lang == Lang::EN)
}

/// Words and numbers, without the points and commas around them.
fn tokens(words: &str) -> impl Iterator<Item = &str> {
    words
        .split(|c| !is_part(c))
        .map(trimmed)
        .filter(|token| !token.is_empty())
}

/// Whether a character can stand in a word or a number.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '.' || c == ','
}

fn trimmed(token: &str) -> &str {
    token.trim_matches(['.', ','])
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

/// Names and what they stand for, by their first byte: few words begin like a name, and the others are
/// not compared with all of them.
type ByFirst<T> = Vec<Vec<(&'static str, T)>>;

struct Named {
    months: ByFirst<usize>,
    numbers: ByFirst<&'static str>,
}

/// The names that begin like a word.
fn beginning<T>(names: &ByFirst<T>, first: u8) -> &[(&'static str, T)] {
    let names = names.get(usize::from(first.to_ascii_lowercase()));
    names.map_or(&[], Vec::as_slice)
}

/// The names of each column of [`MONTHS`] and [`WORDS`].
fn named() -> &'static [Named; 2] {
    static NAMED: OnceLock<[Named; 2]> = OnceLock::new();
    fn by_first<T>(names: impl Iterator<Item = (&'static str, T)>) -> ByFirst<T> {
        let mut sorted = ByFirst::new();
        sorted.resize_with(128, Vec::new);
        names.for_each(|(name, meaning)| {
            sorted[usize::from(name.as_bytes()[0])].push((name, meaning));
        });
        sorted
    }
    NAMED.get_or_init(|| {
        [0, 1].map(|column| Named {
            months: by_first(MONTHS.iter().map(|names| names[column]).zip(1..)),
            numbers: by_first(WORDS.iter().flat_map(|(number, italian, english)| {
                let names = [italian, english][column].split(' ');
                names.map(move |name| (name, *number))
            })),
        })
    })
}

/// The numbers in a token: `30.000`, `3,5`, `2021`, `1990s`, `G1`.
fn numbers<'w>(token: &'w str, lang: Lang, out: &mut BTreeMap<Cow<'w, str>, &'w str>) {
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
        Some(Cow::Borrowed(whole))
    } else {
        grouped(whole).map(Cow::Owned)
    };
    let without_zeros = |whole: Cow<'w, str>| match whole.trim_start_matches('0') {
        "" => Cow::Borrowed("0"),
        short if short.len() == whole.len() => whole,
        short => Cow::Owned(short.to_owned()),
    };
    match (whole, fraction) {
        (Some(whole), Some(fraction)) => {
            out.insert(format!("{whole}.{fraction}").into(), token);
        }
        (Some(whole), None) => {
            out.insert(without_zeros(whole), token);
        }
        (None, _) => {
            let parts = number.split(|c: char| !c.is_ascii_digit());
            for part in parts.filter(|part| !part.is_empty()) {
                out.insert(without_zeros(part.into()), token);
            }
        }
    }
}

impl Figures<'_> {
    /// Whether a number of the other language stands here: in digits, written alike, or in words (2 as
    /// «due», 1990 as «Novanta»).
    pub fn says(&self, number: &str, written: &str) -> bool {
        self.numbers.contains_key(number)
            || self.numbers.values().any(|own| *own == written)
            || self.in_words().numbers.contains(number)
            || (number.len() == 4
                && number.ends_with('0')
                && self.in_words().numbers.contains(&number[2..]))
    }

    /// Whether a month of the other language stands here, beside a number or alone.
    pub fn names(&self, month: usize) -> bool {
        self.months.contains(&month) || self.in_words().months.contains(&month)
    }

    fn in_words(&self) -> &InWords {
        let read = || in_words(self.words, self.lang);
        self.in_words.get_or_init(read)
    }
}
