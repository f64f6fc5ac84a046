//! What the panel in a page says of the problems: those of the page, and those of the rest of the site. A
//! few are sent with each change; the others are counted, and sent when somebody wants to see them. A site
//! of thousands of pages may have thousands of warnings, and telling each open page of all of them after
//! each save took longer than everything else.

use super::edition::Edition;
use super::http;
use super::notes::Note;
use crate::diag::{Diagnostic, Severity};
use crate::lang::Lang;
use serde_json::{Value, json};
use std::ops::Range;
use std::sync::Arc;

/// How many problems of a part are shown without being asked for.
const SHOWN: usize = 10;
/// How many problems the page that explains names.
const EXPLAINED: usize = 100;

/// The problems of a part, the gravest first.
struct Part<'e> {
    /// Those that are shown at once.
    shown: Vec<&'e Diagnostic>,
    /// Those that are shown when they are asked for.
    rest: Vec<&'e Diagnostic>,
}

/// The problems of these files, and those of all others.
fn parts<'e>(problems: &'e [Diagnostic], files: &[String]) -> (Part<'e>, Part<'e>) {
    // Problems stand in the order of their files.
    let mut ranges: Vec<Range<usize>> = files
        .iter()
        .map(|file| {
            let start = problems.partition_point(|problem| *problem.place.file < **file);
            let length = problems[start..].partition_point(|problem| *problem.place.file == **file);
            start..start + length
        })
        .collect();
    // An empty one may stand where another begins.
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| range.start);
    ranges.dedup();
    let here = ranges.iter().flat_map(|range| &problems[range.clone()]);
    let mut elsewhere = Vec::with_capacity(problems.len());
    let mut end = 0;
    for range in &ranges {
        elsewhere.extend(&problems[end..range.start]);
        end = range.end;
    }
    elsewhere.extend(&problems[end..]);
    (
        part(here.collect(), |_| true),
        // Of a few warnings elsewhere all are shown; of many none, or a page would always be under them.
        match elsewhere.len() > SHOWN {
            true => part(elsewhere, is_error),
            false => part(elsewhere, |_| true),
        },
    )
}

fn is_error(problem: &Diagnostic) -> bool {
    problem.code.severity() == Severity::Error
}

/// Chooses what is shown of some problems at once.
fn part<'e>(problems: Vec<&'e Diagnostic>, at_once: impl Fn(&Diagnostic) -> bool) -> Part<'e> {
    let (mut shown, others): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|problem| is_error(problem));
    let mut rest = shown.split_off(shown.len().min(SHOWN));
    for problem in others {
        match shown.len() < SHOWN && at_once(problem) {
            true => shown.push(problem),
            false => rest.push(problem),
        }
    }
    Part { shown, rest }
}

/// The first problems for the page that stands where none can.
pub fn explained(edition: &Edition) -> Vec<Note> {
    let (errors, warnings): (Vec<_>, Vec<_>) = edition
        .problems
        .iter()
        .partition(|problem| is_error(problem));
    let all = errors.into_iter().chain(warnings).take(EXPLAINED);
    all.map(|problem| edition.note(problem)).collect()
}

/// What an open page of these files is told with each change: of each part the problems that are shown at once, and how
/// many more there are, in words.
pub fn summary(edition: &Edition, files: &[String]) -> [(&'static str, Value); 4] {
    let (here, elsewhere) = parts(&edition.problems, files);
    let notes = |part: &Part| -> Value {
        let notes = part.shown.iter().map(|problem| edition.note(problem));
        json!(notes.collect::<Vec<Note>>())
    };
    let rest = |part: &Part| more(edition, part.shown.len(), part.rest.len());
    [
        ("of", json!(files)),
        ("here", notes(&here)),
        ("elsewhere", notes(&elsewhere)),
        (
            "rest",
            json!({ "here": rest(&here), "elsewhere": rest(&elsewhere) }),
        ),
    ]
}

/// What is brought to a page that asks for the rest of a part: as many problems as it can show, and how
/// many there are after them. The page names the files that it was told are its own: with another division
/// of the problems some would be shown twice and some never.
pub fn rest(edition: &Edition, query: &str) -> Value {
    let field = |name| http::field(query, name).unwrap_or_default();
    let files: Vec<String> = field("of").lines().map(str::to_owned).collect();
    let (here, elsewhere) = parts(&edition.problems, &files);
    let part = match field("part") == "here" {
        true => here,
        false => elsewhere,
    };
    let count = field("count").parse().unwrap_or(0).min(part.rest.len());
    let notes = part.rest[..count]
        .iter()
        .map(|problem| edition.note(problem));
    json!({
        "notes": notes.collect::<Vec<Note>>(),
        "more": more(edition, part.shown.len() + count, part.rest.len() - count),
    })
}

/// How many more problems there are, in words; nothing when there are none.
fn more(edition: &Edition, shown: usize, count: usize) -> Option<String> {
    let args = [("shown", shown.into()), ("count", count.into())];
    (count > 0).then(|| edition.words.say("preview-rest", &args))
}

/// The sources that the page at a file of the site is the text of: its own, and the one it inherits from.
/// Where no page stands, the one that stood there: its file may be what keeps it from being a page.
pub fn files(edition: &Edition, file: &str, was: Option<&(Arc<str>, Lang)>) -> Vec<String> {
    let page = edition.page_at(file);
    if let Some((site, page)) = edition.site.as_ref().zip(page) {
        let lead = &site.tree.entry(page).lead.file;
        let own = &site.tree.page(page).manuscript.file;
        return vec![own.to_string(), lead.to_string()];
    }
    was.iter()
        .map(|(key, lang)| format!("content/{key}.{lang}.md"))
        .collect()
}
