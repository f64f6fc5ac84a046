//! Our works as hayagriva's entries.

use super::super::{KINDS, OTHERS, Reference};
use super::OTHERS_MARK;
use hayagriva::Entry;
use hayagriva::types::{
    Date, EntryType, FormatString, MaybeTyped, Numeric, PageRanges, Person, Publisher,
    SerialNumber, StringChunk,
};
use std::collections::BTreeMap;
use std::str::FromStr;

/// A work for hayagriva. In a note a work with a short title is called by it.
pub(super) fn entry(work: &Reference, note: bool) -> Entry {
    let kind = if KINDS.contains(&work.kind.as_str()) {
        work.kind.as_str()
    } else {
        "misc"
    };
    let mut entry = Entry::new(&work.id, entry_type(kind));
    let by_title = note && work.short_title.is_some();
    let short = work.short_title.as_ref().filter(|_| note);
    entry.set_title(text(short.unwrap_or(&work.title)));
    if !work.authors.is_empty() && !by_title {
        entry.set_authors(work.authors.iter().map(|name| person(name)).collect());
    }
    if !work.editors.is_empty() && !by_title {
        entry.set_editors(work.editors.iter().map(|name| person(name)).collect());
    }
    if let Some(date) = work
        .date
        .as_deref()
        .and_then(|date| Date::from_str(date).ok())
    {
        entry.set_date(date);
    }
    if work.publisher.is_some() || work.location.is_some() {
        let name = work.publisher.as_deref().map(text);
        entry.set_publisher(Publisher::new(name, work.location.as_deref().map(text)));
    }
    if let Some(container) = &work.parent {
        let kind = KINDS.contains(&container.kind.as_str());
        let kind = if kind { &container.kind } else { "periodical" };
        let mut parent = Entry::new(&work.id, entry_type(kind));
        parent.set_title(text(&container.title));
        if let Some(volume) = &container.volume {
            parent.set_volume(numeric(volume));
        }
        if let Some(issue) = &container.issue {
            parent.set_issue(numeric(issue));
        }
        entry.set_parents(vec![parent]);
    }
    if let Some(pages) = &work.pages {
        let pages = match PageRanges::from_str(pages) {
            Ok(range) => MaybeTyped::Typed(range),
            Err(_) => MaybeTyped::String(pages.clone()),
        };
        entry.set_page_range(pages);
    }
    let mut numbers = BTreeMap::new();
    numbers.extend(work.doi.clone().map(|doi| ("doi".to_owned(), doi)));
    numbers.extend(work.isbn.clone().map(|isbn| ("isbn".to_owned(), isbn)));
    if !numbers.is_empty() {
        entry.set_serial_number(SerialNumber(numbers));
    }
    // The address is left out: some styles leave it out as well, or its day, or write half a sentence
    // where there is no day («Retrieved https://…»). The renderer adds it to all references alike.
    entry
}

fn entry_type(kind: &str) -> EntryType {
    EntryType::from_str(kind).unwrap_or(EntryType::Misc)
}

/// Words that no style may change: “WHO QualityRights” would become “Who Qualityrights”.
fn text(words: &str) -> FormatString {
    FormatString {
        value: StringChunk::verbatim(words).into(),
        short: None,
    }
}

fn numeric(value: &str) -> MaybeTyped<Numeric> {
    match Numeric::from_str(value) {
        Ok(number) => MaybeTyped::Typed(number),
        Err(_) => MaybeTyped::String(value.to_owned()),
    }
}

/// «Family, Given» is a person; anything else is one name, such as an organisation's. Hayagriva's own
/// reading takes the words before a small letter for first names: “(Canada 2013)”.
fn person(name: &str) -> Person {
    let (family, given) = match name.split_once(',') {
        _ if name == OTHERS => (OTHERS_MARK.to_string(), None),
        Some((family, given)) => (family.trim().to_owned(), Some(given.trim().to_owned())),
        None => (name.trim().to_owned(), None),
    };
    Person {
        name: family,
        given_name: given,
        prefix: None,
        suffix: None,
        comma_suffix: false,
        alias: None,
    }
}
