//! Works and facts across pages: where each work is cited, whether any work is there for nothing, and
//! whether each fact says where it comes from and agrees with what other sources say.

use super::cite::each_inline;
use super::rows::NOTHING;
use crate::bibliography::{Reference, Works};
use crate::diag::{Code, Diagnostic};
use crate::doc::Kind;
use crate::memo::Memo;
use crate::page::{ColumnType, Fact, FactValue, Manuscript};
use crate::site::Tree;
use crate::source::Hash;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where each work is cited, by id: the entries, in the order of the tree.
pub type CitedIn = BTreeMap<String, Vec<usize>>;

/// The entries that cite each work, in any language, in their text, `sources` or facts.
pub fn cited_in(tree: &Tree, keys: &Arc<[Hash]>, memo: &Memo) -> CitedIn {
    let cited = memo.cited.fill(NOTHING, keys, 1, &mut Vec::new(), |row| {
        let texts = tree.entries[row]
            .pages
            .iter()
            .filter(|page| !page.is_borrowed());
        let ids = texts.flat_map(|page| cited(&page.manuscript)).collect();
        (Arc::new(ids), Vec::new())
    });
    let mut works = CitedIn::new();
    for (entry, ids) in cited.iter().enumerate() {
        for id in ids.iter() {
            works.entry(id.clone()).or_default().push(entry);
        }
    }
    works
}

/// The ids that one file cites.
fn cited(text: &Manuscript) -> BTreeSet<String> {
    let front = &text.front;
    let sources = front.facts.iter().flat_map(|fact| &fact.sources);
    let listed = front.sources.iter().chain(sources);
    let mut ids: BTreeSet<String> = listed.map(|id| id.value.clone()).collect();
    let notes = text.doc.footnotes.iter().map(|note| &note.blocks);
    for blocks in std::iter::once(&text.doc.blocks).chain(notes) {
        each_inline(blocks, &mut |inline| {
            if let Kind::Cite(citations) = &inline.kind {
                ids.extend(citations.iter().map(|citation| citation.id.value.clone()));
            }
        });
    }
    ids
}

/// Reports works that nobody cites and that are not kept on purpose.
pub fn check_works(
    references: &[Reference],
    cited: &CitedIn,
    file: &Arc<str>,
    problems: &mut Vec<Diagnostic>,
) {
    for work in references {
        if !work.keep && !cited.contains_key(&work.id) {
            problems.push(Diagnostic::new(Code::SourceUnused, file, work.span).arg("id", &work.id));
        }
    }
}

/// Finds facts of an entry without a source, and facts that another source contradicts without a word
/// about it.
pub fn check_facts(tree: &Tree, index: usize, works: &Works) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let known = |id: &str| works.of_id(id).is_some();
    let entry = &tree.entries[index];
    let facts = &entry.meta().facts;
    let file = &entry.lead.file;
    for fact in facts {
        // A source that could not be read is reported already.
        let unread = |problem: &Diagnostic| {
            let (span, place) = (fact.span, &problem.place);
            let within = span.start <= place.span.start && place.span.end <= span.end;
            problem.code == Code::FrontMatterType && place.file == *file && within
        };
        if fact.sources.is_empty() && !entry.lead.problems.iter().any(unread) {
            // Of several facts of a column the one that is meant, else where the column is named.
            let of_column = |other: &&Fact| other.column.value == fact.column.value;
            let alone = facts.iter().filter(of_column).count() == 1;
            let span = if alone { fact.column.span } else { fact.span };
            let problem = Diagnostic::new(Code::FactUnsourced, file, span);
            problems.push(problem.arg("column", &fact.column.value));
        }
        if let Some(named) = &fact.conflict_with
            && known(&named.value)
            && !disputed(facts, fact).any(|other| cites(other, &named.value))
        {
            let problem = Diagnostic::new(Code::FactConflict, file, named.span)
                .arg("what", "nothing")
                .arg("column", &fact.column.value)
                .arg("id", &named.value);
            problems.push(problem);
        }
    }
    let columns = super::cite::columns(tree, index);
    for (at, fact) in facts.iter().enumerate() {
        let column = columns
            .iter()
            .find(|known| known.id.value == fact.column.value);
        if let Some(column) = column
            && let Some(wanted) = wanted(column.ty, &fact.value)
        {
            let problem = Diagnostic::new(Code::FrontMatterType, file, fact.span);
            problems.push(problem.arg("key", &column.id.value).arg("wanted", wanted));
            continue;
        }
        // A list may be continued by another source; of years there may be several.
        let one_value = column.is_some_and(|column| {
            !matches!(
                column.ty,
                ColumnType::List | ColumnType::Region | ColumnType::Year
            )
        });
        let other = facts[..at].iter().find(|other| {
            disagree(other, fact) && !declared(other, fact) && !declared(fact, other)
        });
        if let (true, Some(other)) = (one_value, other) {
            let problem = Diagnostic::new(Code::FactConflict, file, fact.span)
                .arg("what", "silent")
                .arg("column", &fact.column.value)
                .arg("id", other.sources.first().map_or("", |id| &id.value))
                .other(file, other.span);
            problems.push(problem);
        }
    }
    problems
}

/// What a column wants, as the message `diag-front-matter-type` names it, when the value is something else:
/// words among numbers would be drawn nowhere and compared with nothing.
fn wanted(column: ColumnType, value: &FactValue) -> Option<&'static str> {
    let whole = |number: &str| number.bytes().all(|byte| byte.is_ascii_digit());
    match (column, value) {
        (ColumnType::Number, FactValue::Number(_)) => None,
        (ColumnType::Number, _) => Some("number"),
        (ColumnType::Year, FactValue::Number(number)) if whole(number) => None,
        (ColumnType::Year, _) => Some("year"),
        (ColumnType::YesNo, FactValue::YesNo(_)) => None,
        (ColumnType::YesNo, _) => Some("boolean"),
        (ColumnType::Text | ColumnType::List | ColumnType::Region, _) => None,
    }
}

/// The facts of the same column and year that say otherwise and have another source.
pub fn disputed<'f>(facts: &'f [Fact], fact: &'f Fact) -> impl Iterator<Item = &'f Fact> {
    facts.iter().filter(|other| disagree(other, fact))
}

/// Whether a fact is in an open dispute with another of its entry.
pub fn is_disputed(facts: &[&Fact], fact: &Fact) -> bool {
    let mut others = facts.iter().filter(|other| disagree(other, fact));
    others.any(|other| declared(fact, other) || declared(other, fact))
}

fn disagree(one: &Fact, other: &Fact) -> bool {
    // One source that gives two counts counts two things, and its notes say which.
    let same_source = one.sources.iter().any(|source| cites(other, &source.value));
    one.column.value == other.column.value
        && one.year == other.year
        && !same_source
        && written(&one.value) != written(&other.value)
}

fn declared(fact: &Fact, other: &Fact) -> bool {
    let named = fact.conflict_with.as_ref();
    named.is_some_and(|named| cites(other, &named.value))
}

fn cites(fact: &Fact, id: &str) -> bool {
    fact.sources.iter().any(|source| source.value == id)
}

fn written(value: &FactValue) -> String {
    format!("{value:?}")
}
