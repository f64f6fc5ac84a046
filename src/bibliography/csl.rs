//! References and citations in a CSL style: what scholars' own styles and locales say, by hayagriva.
//!
//! With [`entry`] the only file that knows hayagriva. It is given our typed [`Reference`]s and not the YAML: its own
//! reader stops at the first mistake and names no place. What it writes comes back as [`Run`]s of words,
//! which the renderer writes as HTML (hayagriva's own HTML has inline styles, which our pages forbid).
//!
//! Only styles of the author–date and author kinds are offered. A numbered style needs another number
//! for the same work on every page, and a notes style writes the whole reference in the middle of a
//! sentence where there is no page foot.
//!
//! The list is formatted at once, because the style puts it in order; a note is formatted when a page has it,
//! beside the works that its own could be taken for, so that the style tells works of the same author and year
//! apart (2019a, 2019b). Both are pure, and remembered.

mod entry;

use self::entry::entry;
use super::{OTHERS, Reference};
use crate::lang::Lang;
use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{
    CitationFormat, FontStyle, FontWeight, IndependentStyle, Locale, LocaleCode, Style,
    StyleCategory, VerticalAlign,
};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild,
    ElemChildren, ElemMeta, Entry, Formatted, LocatorPayload, Rendered, SpecificLocator,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

/// The style of a site that names none: the one that writes Italian and English best of those we read.
/// Chicago sets a space before the colon of page numbers, Harvard writes “sine data” into every note.
pub const DEFAULT: &str = "apa";

/// Stands for “et al.” in a list of names. Hayagriva takes it for a person and joins it with “and”;
/// when the names are written the joint is taken out.
const OTHERS_MARK: char = '\u{f8ff}';

/// The names of the styles that a site may choose.
pub fn styles() -> Vec<&'static str> {
    let mut names: Vec<&str> = ArchivedStyle::all()
        .iter()
        .filter(|style| in_text(style).is_some())
        .filter_map(|style| style.names().iter().min_by_key(|name| name.len()).copied())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a style with this name can be chosen.
pub fn knows(name: &str) -> bool {
    ArchivedStyle::by_name(name).is_some_and(|style| in_text(&style).is_some())
}

/// A style whose notes can be read without looking a number up.
fn in_text(style: &ArchivedStyle) -> Option<IndependentStyle> {
    let Style::Independent(style) = style.get() else {
        return None;
    };
    let wanted = |category: &StyleCategory| {
        matches!(
            category,
            StyleCategory::CitationFormat {
                format: CitationFormat::AuthorDate | CitationFormat::Author
            }
        )
    };
    let fits = style.info.category.iter().any(wanted) && style.bibliography.is_some();
    fits.then_some(style)
}

/// Words of a reference that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are italic.
    pub italic: bool,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether they are raised.
    pub raised: bool,
    /// Where they lead.
    pub url: Option<String>,
}

/// A part of a note: plain text, and the work that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The id of the work; none for what stands between.
    pub work: Option<String>,
    /// The words.
    pub text: String,
}

/// A bibliography in a style and a language.
pub struct Stylist {
    style: IndependentStyle,
    /// The same without its list: notes alone are formatted in half the time.
    notes_style: IndependentStyle,
    locales: Vec<Locale>,
    code: LocaleCode,
    /// The works as notes name them, in the order of the file.
    noted: Vec<Entry>,
    index: HashMap<String, usize>,
    /// The whole reference of each work.
    works: BTreeMap<String, Vec<Run>>,
    order: Vec<String>,
    notes: Mutex<HashMap<Note, Vec<Piece>>>,
}

/// The works of a note with the places in them.
type Note = Vec<(String, Option<String>)>;

impl Stylist {
    /// Formats a bibliography.
    pub fn new(style: &str, lang: Lang, references: &[Reference]) -> Stylist {
        let chosen = ArchivedStyle::by_name(style).and_then(|style| in_text(&style));
        let code = LocaleCode(locale_of(lang).to_owned());
        let style = chosen.unwrap_or_else(default_style);
        let notes_style = IndependentStyle {
            bibliography: None,
            ..style.clone()
        };
        let mut stylist = Stylist {
            style,
            notes_style,
            locales: locales(&[locale_of(lang), "en-US"]),
            code,
            noted: references.iter().map(|work| entry(work, true)).collect(),
            index: HashMap::new(),
            works: BTreeMap::new(),
            order: Vec::new(),
            notes: Mutex::default(),
        };
        for (at, work) in references.iter().enumerate() {
            stylist.index.insert(work.id.clone(), at);
        }
        stylist.format(references);
        stylist
    }

    /// The whole reference of a work.
    pub fn reference(&self, id: &str) -> Option<&[Run]> {
        self.works.get(id).map(Vec::as_slice)
    }

    /// What a note calls a work, without brackets: plain text.
    pub fn label(&self, id: &str) -> String {
        let note = self.note(&[(id.to_owned(), None)]);
        let label: String = note.into_iter().map(|piece| piece.text).collect();
        let bare = label.strip_prefix('(').and_then(|l| l.strip_suffix(')'));
        bare.map_or(label.clone(), str::to_owned)
    }

    /// The ids of the works, in the order of the style.
    pub fn order(&self) -> &[String] {
        &self.order
    }

    /// A note in the text, with its brackets: one or several works, each perhaps with a place in it.
    pub fn note(&self, works: &[(String, Option<String>)]) -> Vec<Piece> {
        {
            let notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(pieces) = notes.get(works) {
                return pieces.clone();
            }
        }
        let pieces = self.cite(works);
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        notes.entry(works.to_vec()).or_insert(pieces).clone()
    }

    /// Formats notes, and the list where the style has one.
    fn run<'a>(
        &'a self,
        style: &'a IndependentStyle,
        notes: impl IntoIterator<Item = Vec<CitationItem<'a, Entry>>>,
    ) -> Rendered {
        let code = || Some(self.code.clone());
        let mut driver = BibliographyDriver::new();
        for items in notes {
            driver.citation(CitationRequest::new(
                items,
                style,
                code(),
                &self.locales,
                None,
            ));
        }
        driver.finish(BibliographyRequest::new(style, code(), &self.locales))
    }

    /// Formats the list: here works are called by their authors, and not by a short title as in notes.
    fn format(&mut self, references: &[Reference]) {
        let entries: Vec<Entry> = references.iter().map(|work| entry(work, false)).collect();
        let order = self.list(references, &entries);
        // Hayagriva tells works apart in three rounds at most, which are soon used up in a long list: those
        // that could be taken for each other are formatted once more by themselves.
        let mut alike: BTreeMap<Option<&str>, Vec<Entry>> = BTreeMap::new();
        for entry in &entries {
            alike
                .entry(first_name(entry))
                .or_default()
                .push(entry.clone());
        }
        let mut works: BTreeMap<String, Vec<Run>> = order.iter().cloned().collect();
        if alike.len() > 1 {
            for group in alike.values().filter(|group| group.len() > 1) {
                works.extend(self.list(references, group));
            }
        }
        self.works = works;
        self.order = order.into_iter().map(|(id, _)| id).collect();
    }

    /// These works as the style lists them, with their ids.
    fn list(&self, references: &[Reference], entries: &[Entry]) -> Vec<(String, Vec<Run>)> {
        let alone = |entry| vec![CitationItem::with_entry(entry)];
        let listed = self.run(&self.style, entries.iter().map(alone));
        let items = listed.bibliography.map(|list| list.items);
        let items = items.unwrap_or_default().into_iter().map(|item| {
            let mut runs = Vec::new();
            collect(&item.content, &mut runs);
            join(&mut runs);
            if let Some(at) = self.index.get(&item.key) {
                add_the_rest(&references[*at], &mut runs);
            }
            (item.key, runs)
        });
        items.collect()
    }

    /// Formats a note. The works that its own could be taken for are cited before it, in the order of
    /// the file, as in the whole bibliography: so that 2019b is 2019b here as well.
    fn cite(&self, works: &[(String, Option<String>)]) -> Vec<Piece> {
        let known: Vec<(usize, &Option<String>)> = works
            .iter()
            .filter_map(|(id, place)| Some((*self.index.get(id)?, place)))
            .collect();
        let beside = self.noted.iter().enumerate().filter(|(at, entry)| {
            let mut own = known.iter().map(|(own, _)| *own);
            own.any(|own| own == *at || first_name(&self.noted[own]) == first_name(entry))
        });
        let beside = beside.map(|(_, entry)| vec![CitationItem::with_entry(entry)]);
        let places: Vec<Option<(Locator, String)>> = known
            .iter()
            .map(|(_, place)| place.as_deref().map(locator))
            .collect();
        let items = known.iter().zip(&places).map(|((at, _), place)| {
            let place = place.as_ref();
            let place = place.map(|(kind, text)| SpecificLocator(*kind, LocatorPayload::Str(text)));
            CitationItem::with_locator(&self.noted[*at], place)
        });
        let notes = beside.chain([items.collect()]);
        let Some(note) = self.run(&self.notes_style, notes).citations.pop() else {
            return Vec::new();
        };
        let mut pieces: Vec<Piece> = Vec::new();
        for child in &note.citation.0 {
            let (work, text) = match child {
                ElemChild::Elem(elem) => {
                    let work = match elem.meta {
                        Some(ElemMeta::Entry(at)) => known.get(at),
                        _ => None,
                    };
                    let id = work.map(|(at, _)| self.noted[*at].key().to_owned());
                    (id, plain(&elem.children))
                }
                other => (None, plain(&ElemChildren(vec![other.clone()]))),
            };
            match pieces.last_mut() {
                Some(last) if last.work == work => last.text.push_str(&text),
                _ if text.is_empty() => {}
                _ => pieces.push(Piece { work, text }),
            }
        }
        pieces
    }
}

/// The CSL locale of a language.
fn locale_of(lang: Lang) -> &'static str {
    match lang.code() {
        "it" => "it-IT",
        "en" => "en-GB",
        "de" => "de-DE",
        "fr" => "fr-FR",
        "es" => "es-ES",
        "pt" => "pt-PT",
        "sl" => "sl-SI",
        "hr" => "hr-HR",
        "nl" => "nl-NL",
        _ => "en-US",
    }
}

/// These locales out of the archive. Each is found by its name in the bytes before anything is decoded:
/// to decode all 63, as hayagriva's own function does, takes 80 ms.
fn locales(wanted: &[&str]) -> Vec<Locale> {
    let named = |bytes: &[u8], name: &str| {
        let head = &bytes[..bytes.len().min(64)];
        head.windows(name.len()).any(|part| part == name.as_bytes())
    };
    let mut found = Vec::new();
    for name in wanted {
        let bytes = LOCALES.iter().filter(|bytes| named(bytes, name));
        let decoded = bytes.filter_map(|bytes| ciborium::from_reader::<Locale, _>(*bytes).ok());
        found.extend(decoded.filter(|locale| {
            let code = locale.lang.as_ref();
            code.is_some_and(|code| code.0 == *name)
        }));
    }
    found
}

fn default_style() -> IndependentStyle {
    match ArchivedStyle::AmericanPsychologicalAssociation.get() {
        Style::Independent(style) => style,
        Style::Dependent(_) => unreachable!("the archive holds independent styles"),
    }
}

fn first_name(entry: &Entry) -> Option<&str> {
    let names = entry.authors().or(entry.editors());
    names
        .and_then(|names| names.first())
        .map(|person| person.name.as_str())
}

/// `p. 12` as a page, `cap. 3` as a chapter; what has no such name stays as it was written.
fn locator(written: &str) -> (Locator, String) {
    const NAMES: &[(&str, Locator)] = &[
        ("pp.", Locator::Page),
        ("p.", Locator::Page),
        ("pagg.", Locator::Page),
        ("pag.", Locator::Page),
        ("cap.", Locator::Chapter),
        ("ch.", Locator::Chapter),
        ("chap.", Locator::Chapter),
        ("sez.", Locator::Section),
        ("sec.", Locator::Section),
        ("par.", Locator::Paragraph),
        ("para.", Locator::Paragraph),
        ("fig.", Locator::Figure),
        ("vol.", Locator::Volume),
        ("§", Locator::Section),
    ];
    for (name, kind) in NAMES {
        if let Some(rest) = written.strip_prefix(name)
            && rest.trim_start().starts_with(|c: char| c.is_alphanumeric())
        {
            return (*kind, rest.trim().to_owned());
        }
    }
    let digits = |c: char| c.is_ascii_digit() || "-–, ".contains(c);
    match written.chars().all(digits) {
        true => (Locator::Page, written.to_owned()),
        false => (Locator::Custom, written.to_owned()),
    }
}

/// What styles leave out and readers want: the note and the ISBN.
fn add_the_rest(work: &Reference, runs: &mut Vec<Run>) {
    if let Some(last) = runs.last_mut()
        && last.url.is_none()
    {
        last.text.truncate(last.text.trim_end().len());
    }
    let said: String = runs.iter().map(|run| run.text.as_str()).collect();
    let mut add = |words: String| {
        if !said.contains(words.trim_end_matches('.')) {
            let end = if words.ends_with('.') { "" } else { "." };
            runs.push(Run {
                text: format!(" {words}{end}"),
                ..Run::default()
            });
        }
    };
    work.note.iter().for_each(|note| add(note.clone()));
    work.isbn
        .iter()
        .for_each(|isbn| add(format!("ISBN {isbn}")));
}

/// The words of a tree, without their looks.
fn plain(tree: &ElemChildren) -> String {
    let mut runs = Vec::new();
    collect(tree, &mut runs);
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    mend(&name_others(&text))
}

/// The runs of a tree.
fn collect(tree: &ElemChildren, runs: &mut Vec<Run>) {
    for child in &tree.0 {
        match child {
            ElemChild::Text(text) => runs.push(run(text)),
            ElemChild::Elem(elem) => {
                let first = runs.len();
                collect(&elem.children, runs);
                // Names are tidied as a whole: the mark for the others and the joint before it are
                // two texts.
                let marked = |run: &Run| run.text.contains(OTHERS_MARK);
                if matches!(elem.meta, Some(ElemMeta::Names(_))) && runs[first..].iter().any(marked)
                {
                    let names: String = runs.drain(first..).map(|run| run.text).collect();
                    runs.push(Run {
                        text: name_others(&names),
                        ..Run::default()
                    });
                }
            }
            ElemChild::Markup(text) => runs.push(Run {
                text: text.clone(),
                ..Run::default()
            }),
            ElemChild::Link { text, url } => runs.push(Run {
                url: Some(url.clone()),
                text: text.text.clone(),
                ..Run::default()
            }),
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn run(text: &Formatted) -> Run {
    let looks = &text.formatting;
    Run {
        text: text.text.clone(),
        italic: looks.font_style == FontStyle::Italic,
        bold: looks.font_weight == FontWeight::Bold,
        raised: looks.vertical_align == VerticalAlign::Sup,
        url: None,
    }
}

/// Mends the runs, in each and from one to the next.
fn join(runs: &mut [Run]) {
    let mut ended = false;
    for run in runs.iter_mut().filter(|run| run.url.is_none()) {
        if ended && run.text.starts_with('.') {
            run.text.remove(0);
        }
        run.text = mend(&run.text);
        ended = run.text.ends_with(['.', '?', '!', '…']);
    }
}

/// Mends what hayagriva leaves where a part of a date is missing or a title ends by itself: `(2021,)`,
/// `s.d..`, `chi è?.`. Three dots are a sign of their own.
fn mend(words: &str) -> String {
    let faults = [
        (",)", ")"),
        ("....", "…"),
        ("...", "…"),
        ("..", "."),
        ("….", "…"),
        ("?.", "?"),
        ("!.", "!"),
    ];
    faults.iter().fold(words.to_owned(), |text, (fault, good)| {
        text.replace(fault, good)
    })
}

/// Writes the mark for unnamed authors as “et al.”, without the “and” before it.
fn name_others(words: &str) -> String {
    let Some((before, after)) = words.split_once(OTHERS_MARK) else {
        return words.to_owned();
    };
    let mut before = before.trim_end();
    for and in ["&", " e", " and", " und", " et", " y"] {
        before = before.strip_suffix(and).unwrap_or(before).trim_end();
    }
    let before = before.trim_end_matches(',');
    format!(
        "{before} {OTHERS}{}",
        after.strip_prefix('.').unwrap_or(after)
    )
}
