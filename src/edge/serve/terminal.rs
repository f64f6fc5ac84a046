//! What the terminal says of the problems: after each change those that are new, and how many there are in
//! all. A problem that has only moved with the text around it was said already, and a long list would push
//! the address of the preview out of sight.

use super::edition::Edition;
use crate::diag::{Diagnostic, Place, Severity};
use crate::edge::report::Format;
use std::collections::BTreeMap;

/// How many problems are said at a time.
const LINES: usize = 50;

/// What there is to say of an edition after the one before; nothing if that was said already.
pub fn report(before: Option<&Edition>, now: &Edition) -> Option<String> {
    let (fresh, gone) = news(before.map_or(&[], |before| &before.problems), &now.problems);
    let failure = now.failure.as_ref();
    let failed = before.and_then(|before| before.failure.as_ref());
    if fresh.is_empty() && !gone && failure == failed {
        return None;
    }
    if failure.is_none() && now.problems.is_empty() {
        return Some(now.words.say("serve-clean", &[]));
    }
    let mut text = String::new();
    if let Some(failure) = failure.filter(|_| failure != failed) {
        text.push_str(failure);
        text.push('\n');
    }
    let more = fresh.len().saturating_sub(LINES);
    let lines = match more {
        0 => fresh,
        _ => {
            let error = |problem: &&Diagnostic| problem.code.severity() == Severity::Error;
            let (errors, warnings): (Vec<_>, Vec<_>) = fresh.into_iter().partition(error);
            errors.into_iter().chain(warnings).take(LINES).collect()
        }
    };
    let reporter = now.words.reporter(&now.sources, Format::Short);
    for problem in lines {
        reporter.report(std::slice::from_ref(problem), &mut text);
    }
    if more > 0 {
        text.push_str(&now.words.say("serve-more", &[("count", more.into())]));
        text.push('\n');
    }
    text.push_str(now.summary.as_deref().unwrap_or_default());
    Some(text.trim_end().to_owned())
}

/// The problems that there were not before, and whether any is gone. Both lists are in the order of files.
fn news<'e>(before: &[Diagnostic], now: &'e [Diagnostic]) -> (Vec<&'e Diagnostic>, bool) {
    let by_file = |a: &Diagnostic, b: &Diagnostic| a.place.file == b.place.file;
    let of_file = |chunk: &'_ [Diagnostic]| chunk.first().map(|first| first.place.file.clone());
    let mut known: BTreeMap<_, &[Diagnostic]> = before
        .chunk_by(by_file)
        .map(|chunk| (of_file(chunk), chunk))
        .collect();
    let (mut fresh, mut gone) = (Vec::new(), false);
    for chunk in now.chunk_by(by_file) {
        let was = known.remove(&of_file(chunk)).unwrap_or_default();
        if was == chunk {
            continue;
        }
        let mut was: Vec<&Diagnostic> = was.iter().collect();
        for problem in chunk {
            match was.iter().position(|other| says_the_same(other, problem)) {
                Some(at) => {
                    was.remove(at);
                }
                None => fresh.push(problem),
            }
        }
        gone |= !was.is_empty();
    }
    (fresh, gone || !known.is_empty())
}

/// Whether two problems of a file are the same, wherever they stand in it.
fn says_the_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    let file = |place: &Option<Place>| place.as_ref().map(|place| place.file.clone());
    a.code == b.code && a.args == b.args && file(&a.other) == file(&b.other)
}
