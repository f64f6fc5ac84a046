//! Wording: the words of a passage that a rule speaks of, unless they are somebody else's, a name, or mean
//! something else where they stand.

use super::prose::Passage;
use super::readability::ends_sentence;
use super::style::{Checker, Findings, Found, Meaning};
use crate::diag::Code;
use crate::folded::Folded;
use crate::lang::Lang;
use crate::style::Weight;

/// A word that a rule speaks of.
struct Hit {
    start: usize,
    end: usize,
    meaning: Meaning,
}

/// Looks for words of rules in one passage.
pub fn check(passage: &Passage, own: Option<usize>, checker: &Checker, out: &mut Findings) {
    let Some(automaton) = &checker.automaton else {
        return;
    };
    let text = passage.text.as_str();
    let folded = Folded::new(text, true);
    let mut hits = Vec::new();
    let mut except = Vec::new();
    for hit in automaton.find_overlapping_iter(&*folded.text) {
        if !folded.is_word(hit.start(), hit.end()) {
            continue;
        }
        let (start, end) = folded.original(hit.start(), hit.end());
        match checker.meanings[hit.pattern().as_usize()] {
            Meaning::Except(rule) => except.push((rule, start, end)),
            meaning => hits.push(Hit {
                start,
                end,
                meaning,
            }),
        }
    }
    // What means something else here, what is a name, what is not the author's own.
    hits.retain(|hit| {
        let (start, end) = (hit.start, hit.end);
        match hit.meaning {
            Meaning::Word(rule) => {
                let excepted = |(of, from, to): &(usize, usize, usize)| {
                    *of == rule && *from < end && start < *to
                };
                !passage.is_quoted(start, end)
                    && !except.iter().any(excepted)
                    && !is_name(text, start, end, &checker.stops)
            }
            Meaning::Avoid(i) => {
                own != Some(checker.avoided[i].term)
                    && !passage.goes_on(start, end)
                    && !has_name(&text[start..end])
                    && !passage.is_quoted(start, end)
                    && !is_name(text, start, end, &checker.stops)
            }
            // «il Recovery College» is not «il recovery».
            Meaning::Spelling(_) => {
                !passage.is_quoted(start, end)
                    && !passage.goes_on(start, end)
                    && !has_name(&text[start..end])
            }
            // Names need no language: everybody says them as they can.
            Meaning::Foreign(_) => {
                !passage.is_foreign(start, end)
                    && !passage.is_known(start, end)
                    && !is_name(text, start, end, &checker.stops)
            }
            Meaning::Except(_) => false,
        }
    });
    // Of what overlaps the longest stays; a rule of words comes before what the glossary says.
    let rank = |meaning: &Meaning| match meaning {
        Meaning::Word(_) | Meaning::Except(_) => 0,
        Meaning::Spelling(_) => 1,
        Meaning::Avoid(_) => 2,
        Meaning::Foreign(_) => 3,
    };
    hits.sort_by_key(|hit| {
        (
            rank(&hit.meaning),
            usize::MAX - (hit.end - hit.start),
            hit.start,
        )
    });
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for hit in hits {
        if taken
            .iter()
            .any(|(from, to)| *from < hit.end && hit.start < *to)
        {
            continue;
        }
        taken.push((hit.start, hit.end));
        say(&hit, passage, checker, out);
    }
}

fn say(hit: &Hit, passage: &Passage, checker: &Checker, out: &mut Findings) {
    let word = passage.text.as_str()[hit.start..hit.end].replace('\n', " ");
    let place = passage.place(hit.start, hit.end);
    match hit.meaning {
        Meaning::Word(i) => {
            let rule = &checker.rules.words[i];
            let problem = out
                .problem(Code::WordToAvoid, place)
                .arg("word", word)
                .arg(
                    "instead",
                    if rule.instead.is_empty() {
                        "none".to_owned()
                    } else {
                        rule.instead.join(" / ")
                    },
                )
                .arg("why@it", rule.why.get(Lang::IT))
                .arg("why@en", rule.why.get(Lang::EN))
                .arg("rule", &rule.id.value);
            out.found.push(Found {
                rule: rule.id.value.clone(),
                problem,
                reach: passage.reach,
                info: rule.weight == Weight::Info,
            });
        }
        Meaning::Spelling(i) => {
            let spelling = &checker.rules.spellings[i];
            let wanted = as_written(&word, &spelling.wanted);
            let mut problem = out
                .problem(Code::SpellingVariant, place)
                .arg("word", word)
                .arg("wanted", &wanted);
            if spelling.mechanical
                && let Some(place) = passage.exact(hit.start, hit.end, out.file_text)
            {
                problem = problem.fix(place, wanted);
            }
            out.add(problem, passage);
        }
        Meaning::Foreign(lang) => {
            let problem = out.problem(Code::ForeignUnmarked, place);
            out.add(problem.arg("word", word).arg("lang", lang), passage);
        }
        Meaning::Avoid(i) => {
            let avoided = &checker.avoided[i];
            let problem = out
                .problem(Code::TermAvoided, place)
                .arg("word", word)
                .arg("term", &avoided.title)
                .arg(
                    "why",
                    if avoided.why.is_empty() {
                        "none"
                    } else {
                        &avoided.why
                    },
                );
            out.add(problem, passage);
        }
        Meaning::Except(_) => {}
    }
}

/// A word with the first capital of the one that it replaces.
fn as_written(old: &str, new: &str) -> String {
    let capital = old.chars().next().is_some_and(char::is_uppercase);
    let mut letters = new.chars();
    match letters.next().filter(|_| capital) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => new.to_owned(),
    }
}

/// Whether a word after the first has a capital, and not all of them are.
fn has_name(words: &str) -> bool {
    let shouted = words.chars().all(|c| !c.is_lowercase());
    !shouted
        && words
            .split(' ')
            .skip(1)
            .any(|word| word.starts_with(char::is_uppercase))
}

/// Whether a word is a name: it has a capital where no sentence begins, or another word with a capital
/// after it. Words that are all capitals are shouted, not names.
fn is_name(text: &str, start: usize, end: usize, stops: &[String]) -> bool {
    let word = &text[start..end];
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    if word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase()) {
        return false;
    }
    if word.contains(' ')
        && word
            .split(' ')
            .all(|part| part.starts_with(char::is_uppercase))
    {
        return true;
    }
    let opening = |c: char| c.is_whitespace() || "«“\"‘'([–—-*".contains(c);
    let before = text[..start].trim_end_matches(opening);
    let begins = match before.chars().next_back() {
        None => true,
        Some('.' | '!' | '?' | '…') => ends_sentence(
            text,
            before.trim_end_matches(['.', '!', '?', '…']).len(),
            start,
            stops,
        ),
        Some(':' | ';') => true,
        Some(_) => false,
    };
    let next = text[end..]
        .strip_prefix(' ')
        .and_then(|rest| rest.chars().next());
    !begins || (!word.contains(' ') && next.is_some_and(char::is_uppercase))
}
