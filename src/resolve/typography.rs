//! Consistency: one typography, one way to write dates and numbers, lists that end alike. What can only mean
//! one thing is mended by `check --fix`.

use super::prose::{OBJECT, Passage};
use super::style::Findings;
use crate::diag::{Code, Span};
use crate::doc::{Block, BlockKind, plain};
use crate::lang::Lang;
use crate::resolve::cite::each_block;
use std::ops::Range;

/// Looks at one passage.
pub fn check(passage: &Passage, lang: Lang, out: &mut Findings) {
    double_spaces(passage, out);
    if lang == Lang::IT && !passage.quotation {
        gender_marks(passage, out);
    }
    let words = &passage.words;
    capitals(passage, words, out);
    if !passage.quotation {
        dates(passage, words, lang, out);
        numbers(passage, words, lang, out);
    }
}

fn double_spaces(passage: &Passage, out: &mut Findings) {
    let text = passage.text.as_str();
    let mut at = 0;
    while let Some(step) = text[at..].find("  ") {
        let start = at + step;
        let end = start + text[start..].len() - text[start..].trim_start_matches(' ').len();
        at = end;
        let inside = start > 0
            && end < text.len()
            && !text[..start].ends_with('\n')
            && !text[end..].starts_with('\n');
        // Where a citation was taken out the file has something between the spaces.
        if inside && let Some(place) = passage.exact(start, end, out.file_text) {
            let problem = out.problem(Code::SpacesDouble, place).fix(place, " ");
            out.add(problem, passage);
        }
    }
}

/// `tutt*`, `tuttə`, `tutt@`: a voice that reads the page aloud stumbles.
fn gender_marks(passage: &Passage, out: &mut Findings) {
    let text = passage.text.as_str();
    if !text.contains(['*', 'ə', 'ɜ', '@']) {
        return;
    }
    for (at, c) in text.char_indices() {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        let mark = match c {
            'ə' | 'ɜ' => before.is_some_and(char::is_alphabetic),
            // After a vowel it is the sign of a note; doubled, it hides a word.
            '*' | '@' => {
                before.is_some_and(|b| b.is_alphabetic() && !"aeouàèéìòù".contains(b))
                    && !after.is_some_and(|a| a.is_alphanumeric() || a == '*')
            }
            _ => false,
        };
        if mark && !passage.is_quoted(at, at + c.len_utf8()) {
            let start = text[..at]
                .rfind(|c: char| !c.is_alphanumeric())
                .map_or(0, |i| {
                    i + text[i..].chars().next().map_or(1, char::len_utf8)
                });
            let end = at + c.len_utf8();
            let problem = out.problem(Code::GenderMark, passage.place(start, end));
            out.add(problem.arg("word", &text[start..end]), passage);
        }
    }
}

/// Words in capitals one after the other: slower to read, and spelled out by some voices.
fn capitals(passage: &Passage, words: &[Range<usize>], out: &mut Findings) {
    let text = passage.text.as_str();
    let loud = |r: &Range<usize>| {
        let first = text.as_bytes()[r.start];
        if first.is_ascii() && !first.is_ascii_uppercase() {
            return false;
        }
        let mut letters = 0;
        text[r.clone()].chars().all(|c| {
            letters += 1;
            c.is_uppercase()
        }) && letters > 1
    };
    let mut i = 0;
    while i < words.len() {
        if !loud(&words[i]) {
            i += 1;
            continue;
        }
        let from = i;
        while i + 1 < words.len()
            && matches!(
                &text[words[i].end..words[i + 1].start],
                " " | "\n" | "’" | "'"
            )
            && (loud(&words[i + 1])
                || (words[i + 1].len() == 1 && words.get(i + 2).is_some_and(&loud)))
        {
            i += 1;
        }
        let (start, end) = (words[from].start, words[i].end);
        let letters = text[start..end]
            .chars()
            .filter(|c| c.is_uppercase())
            .count();
        let many = (i > from && letters >= 9) || letters >= 12;
        if many && !passage.is_foreign(start, end) && !passage.is_known(start, end) {
            let problem = out.problem(Code::CapitalsOnly, passage.place(start, end));
            out.add(problem.arg("word", &text[start..end]), passage);
        }
        i += 1;
    }
}

const MONTHS_IT: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn number(text: &str, limit: u32) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
        && text.parse().is_ok_and(|n: u32| n >= 1 && n <= limit)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && number(text, 2999)
}

fn dates(passage: &Passage, words: &[Range<usize>], lang: Lang, out: &mut Findings) {
    let text = passage.text.as_str();
    let word = |i: usize| words.get(i).map_or("", |r| &text[r.clone()]);
    let gap = |i: usize| match (words.get(i), words.get(i + 1)) {
        (Some(a), Some(b)) => &text[a.end..b.start],
        _ => "",
    };
    for i in 0..words.len() {
        let first = text.as_bytes()[words[i].start];
        if !first.is_ascii_digit() && !first.is_ascii_uppercase() {
            continue;
        }
        let last = words.get(i + 2).map_or(0, |r| r.end);
        let start = words[i].start;
        // 13/09/2021: September, or a month that does not exist?
        if first.is_ascii_digit()
            && gap(i) == "/"
            && gap(i + 1) == "/"
            && number(word(i), 31)
            && number(word(i + 1), 31)
            && is_year(word(i + 2))
            && !passage.is_foreign(start, last)
        {
            let problem = out.problem(Code::DateFormat, passage.place(start, last));
            let problem = problem
                .arg("date", &text[start..last])
                .arg("kind", "digits");
            out.add(problem, passage);
        }
        if first.is_ascii_digit() && number(word(i), 31) && gap(i) == " " && gap(i + 1) == " " {
            let (name, year) = (word(i + 1), word(i + 2));
            let wanted = match lang {
                Lang::IT => MONTHS_IT
                    .iter()
                    .find(|m| name != **m && name.to_lowercase() == **m),
                Lang::EN => MONTHS_EN
                    .iter()
                    .find(|m| name != **m && name == m.to_lowercase()),
                _ => None,
            };
            if let Some(wanted) = wanted
                && is_year(year)
                && let range = words[i + 1].clone()
                && !passage.is_quoted(range.start, range.end)
                && let Some(place) = passage.exact(range.start, range.end, out.file_text)
            {
                let problem = out.problem(Code::DateFormat, place).fix(place, *wanted);
                let problem = problem
                    .arg("date", &text[start..last])
                    .arg("kind", "capital");
                out.add(problem, passage);
            }
        }
        if lang == Lang::EN
            && MONTHS_EN.contains(&word(i))
            && gap(i) == " "
            && gap(i + 1) == ", "
            && number(word(i + 1), 31)
            && is_year(word(i + 2))
            && !passage.is_quoted(start, last)
            && let Some(place) = passage.exact(start, last, out.file_text)
        {
            let better = format!("{} {} {}", word(i + 1), word(i), word(i + 2));
            let problem = out.problem(Code::DateFormat, place).fix(place, better);
            let problem = problem.arg("date", &text[start..last]).arg("kind", "order");
            out.add(problem, passage);
        }
    }
}

/// The other language's separators: `30,000` in Italian, `30.000` in English (three digits: nobody but the
/// author knows whether thousands or thousandths are meant), and `2.5 %` or `2,5 %`.
fn numbers(passage: &Passage, words: &[Range<usize>], lang: Lang, out: &mut Findings) {
    let text = passage.text.as_str();
    let (wrong, right) = match lang {
        Lang::IT => (",", "."),
        Lang::EN => (".", ","),
        _ => return,
    };
    let digits = |i: usize| {
        words
            .get(i)
            .map(|r| &text[r.clone()])
            .filter(|word| word.bytes().all(|b| b.is_ascii_digit()))
    };
    let gap = |i: usize| {
        words
            .get(i + 1)
            .map_or("", |next| &text[words[i].end..next.start])
    };
    let mut i = 0;
    while i < words.len() {
        if !text.as_bytes()[words[i].start].is_ascii_digit() {
            i += 1;
            continue;
        }
        let first = i;
        let (Some(head), start) = (digits(i), words[i].start) else {
            i += 1;
            continue;
        };
        i += 1;
        let joined = text[..start].ends_with(['.', ',', '/', ':', '-', '@', '_']);
        if joined || passage.is_quoted(start, words[first].end) {
            continue;
        }
        let mut groups = 0;
        while gap(first + groups) == wrong
            && digits(first + groups + 1).is_some_and(|d| d.len() == 3)
        {
            groups += 1;
        }
        let end = words[first + groups].end;
        let tail = text[end..].chars().next();
        let more = tail.is_some_and(|c| "/-_@".contains(c))
            || (tail.is_some_and(|c| ".,:".contains(c))
                && text[end + 1..].starts_with(|c: char| c.is_ascii_digit()));
        if groups > 0 && head.len() <= 3 && head != "0" && !more {
            let found = &text[start..end];
            let problem = out
                .problem(Code::NumberFormat, passage.place(start, end))
                .arg("number", found)
                .arg("better", found.replace(wrong, right))
                .arg("kind", "thousands");
            out.add(problem, passage);
            i = first + groups + 1;
            continue;
        }
        // A decimal, which only what follows tells from a list or a version.
        if gap(first) == right
            && let Some(part) = digits(first + 1)
            && (1..=2).contains(&part.len())
        {
            let end = words[first + 1].end;
            let rest = text[end..].trim_start_matches([' ', '\u{A0}']);
            let counted = [
                "%", "per cent", "percent", "million", "milion", "miliard", "billion",
            ];
            if counted.iter().any(|unit| rest.starts_with(unit))
                && let Some(place) = passage.exact(start, end, out.file_text)
            {
                let found = &text[start..end];
                let better = found.replace(right, wrong);
                let problem = out
                    .problem(Code::NumberFormat, place)
                    .fix(place, &better)
                    .arg("number", found)
                    .arg("better", better)
                    .arg("kind", "decimal");
                out.add(problem, passage);
            }
        }
    }
}

/// Both apostrophes on one page: the typewriter's is replaced.
pub fn apostrophes(passages: &[Passage], out: &mut Findings) {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let mut straight = Vec::new();
    let mut curly = false;
    for passage in passages {
        let text = passage.text.as_str();
        for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '\'' | '’')) {
            let joins = letter(text[..at].chars().next_back())
                && letter(text[at + c.len_utf8()..].chars().next());
            if !joins || passage.is_foreign(at, at + 1) {
                continue;
            }
            if c == '’' {
                curly = true;
            } else {
                straight.push((passage, at));
            }
        }
    }
    for (passage, at) in straight.into_iter().filter(|_| curly) {
        if let Some(place) = passage.exact(at, at + 1, out.file_text) {
            let problem = out.problem(Code::ApostropheMixed, place).fix(place, "’");
            out.add(problem, passage);
        }
    }
}

/// Lists whose items end some with a full stop and some without.
pub fn lists(blocks: &[Block], out: &mut Findings) {
    each_block(blocks, &mut |block| {
        let BlockKind::List(_, _, items) = &block.kind else {
            return;
        };
        let mut ends = Vec::new();
        let mut places = Vec::new();
        for item in items {
            // An item of several paragraphs or with a list of its own ends as it must.
            let [
                Block {
                    kind: BlockKind::Paragraph(inlines),
                    ..
                },
            ] = item.blocks.as_slice()
            else {
                return;
            };
            let text = plain(inlines);
            let text = text.trim_end_matches(|c: char| {
                c.is_whitespace() || c == OBJECT || "»”\")]".contains(c)
            });
            ends.push(match text.chars().next_back() {
                Some('.' | '…') => '.',
                Some(';' | ',') => ';',
                // A question ends as it must.
                Some('!' | '?') => continue,
                Some(':') | None => return,
                Some(_) => ' ',
            });
            places.push(item.span);
        }
        if ends.len() < 3 {
            return;
        }
        // After items that end with a semicolon the last one ends with a full stop.
        let last = ends.len() - 1;
        if ends[..last].iter().all(|end| *end == ';') {
            return;
        }
        let count = |wanted| ends.iter().filter(|end| **end == wanted).count();
        let usual = [' ', '.', ';']
            .into_iter()
            .max_by_key(|end| count(*end))
            .unwrap_or(' ');
        if let Some(odd) = ends.iter().position(|end| *end != usual) {
            let span: Span = places[odd];
            let text = out
                .file_text
                .get(span.range())
                .unwrap_or_default()
                .trim_end();
            let first = text.lines().next().map_or(0, str::len);
            let place = Span::new(span.start as usize, span.start as usize + first);
            let name = |end| match end {
                '.' => "stop",
                ';' => "semicolon",
                _ => "nothing",
            };
            let problem = out
                .problem(Code::ListEndings, place)
                .arg("usual", name(usual))
                .arg("odd", name(ends[odd]));
            out.add_at(problem, block.span);
        }
    });
}
