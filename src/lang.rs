//! Languages: their codes, and what a locale knows: numbers, dates, A–Z order.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale as IcuLocale;
use std::cmp::Ordering;
use std::fmt;

/// A language, by its ISO 639 code of two or three lower-case letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 3]);

impl Lang {
    /// Italian.
    pub const IT: Lang = Lang(*b"it ");
    /// English.
    pub const EN: Lang = Lang(*b"en ");

    /// The language with this code.
    pub fn parse(code: &str) -> Option<Lang> {
        let bytes = code.as_bytes();
        if !(2..=3).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let mut lang = [b' '; 3];
        lang[..bytes.len()].copy_from_slice(bytes);
        Some(Lang(lang))
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

/// What a language's readers expect of numbers, dates and order.
pub struct Locale {
    numbers: DecimalFormatter,
    /// Whether its digits are ours: then a number that needs no grouping is written as it is.
    plain_digits: bool,
    dates: DateTimeFormatter<YMD>,
    order: CollatorBorrowed<'static>,
}

impl Locale {
    /// The locale of a language. English is British: the day comes before the month. A language
    /// that the data does not know gets the root locale.
    pub fn new(lang: Lang) -> Locale {
        let tag = if lang == Lang::EN {
            "en-GB"
        } else {
            lang.code()
        };
        let locale: IcuLocale = tag.parse().unwrap_or(IcuLocale::UNKNOWN);
        let mut options = CollatorOptions::default();
        // Accents are a tie-break, so è stands with e; capitals are no difference at all.
        options.strength = Some(Strength::Secondary);
        let root = IcuLocale::UNKNOWN;
        let numbers = DecimalFormatter::try_new((&locale).into(), Default::default())
            .or_else(|_| DecimalFormatter::try_new((&root).into(), Default::default()))
            .expect("compiled data holds the root locale");
        let is_plain = |digit: u8| numbers.format(&digit.into()).to_string() == digit.to_string();
        Locale {
            plain_digits: (0..10).all(is_plain),
            numbers,
            dates: DateTimeFormatter::try_new(
                DateTimeFormatterPreferences::from(&locale),
                YMD::long(),
            )
            .or_else(|_| DateTimeFormatter::try_new((&root).into(), YMD::long()))
            .expect("compiled data holds the root locale"),
            order: Collator::try_new((&locale).into(), options)
                .or_else(|_| Collator::try_new((&root).into(), options))
                .expect("compiled data holds the root locale"),
        }
    }

    /// A number as it is written: `30000` → `30.000` in Italian, `30,000` in English; years are
    /// not numbers. What is no plain decimal number is given back as it is.
    pub fn number(&self, plain: &str) -> String {
        let is_short = plain.len() <= 3 && plain.bytes().all(|byte| byte.is_ascii_digit());
        if is_short && self.plain_digits {
            return plain.to_owned();
        }
        match plain.parse::<Decimal>() {
            Ok(number) => self.numbers.format(&number).to_string(),
            Err(_) => plain.to_owned(),
        }
    }

    /// A date `YYYY-MM-DD` in words: `5 novembre 2026`. What is no date is given back as it is.
    pub fn date(&self, iso: &str) -> String {
        let mut parts = iso.splitn(3, '-').map(str::parse::<u16>);
        let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) =
            (parts.next(), parts.next(), parts.next())
        else {
            return iso.to_owned();
        };
        match Date::try_new_iso(i32::from(year), month as u8, day as u8) {
            Ok(date) => self.dates.format(&date).to_string(),
            Err(_) => iso.to_owned(),
        }
    }

    /// The order of two headwords in a list.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.order.compare(a, b).then_with(|| a.cmp(b))
    }
}

/// A text as an address: lower-case ASCII letters, digits and single hyphens. Elided articles stay
/// a word (`L’identità` → `l-identita`). Empty when nothing of the text can be written so.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in deunicode::deunicode(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A text that is written once for all languages, or once for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized(Vec<(Option<Lang>, String)>);

impl Localized {
    /// One text for all languages.
    pub fn all(text: &str) -> Localized {
        Localized(vec![(None, text.to_owned())])
    }

    /// A text for each of these languages.
    pub fn each(texts: Vec<(Lang, String)>) -> Localized {
        Localized(
            texts
                .into_iter()
                .map(|(lang, text)| (Some(lang), text))
                .collect(),
        )
    }

    /// The text in this language, else the one for all, else the first.
    pub fn get(&self, lang: Lang) -> &str {
        let with = |wanted| self.0.iter().find(|(lang, _)| *lang == wanted);
        with(Some(lang))
            .or_else(|| with(None))
            .or_else(|| self.0.first())
            .map_or("", |(_, text)| text)
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
