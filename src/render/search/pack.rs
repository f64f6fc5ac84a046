//! Packing: the index as script files that call `carta_search(…)` with text.
//!
//! Scripts and not JSON, because a page that was opened from a folder may load a script and nothing else.
//! A language has four rows of files: `w` words and their groups, `g` groups and their pages, `t` how a list
//! names the pages, `f` what they say. Each row is cut by one rule ([`Cut`]), and the manifest tells the first
//! word, group or page of each file and the hashes in their names. The numbers are written as letters (one for most)
//! in an order that gzip likes: first all distances between pages, then all weights.

use super::groups::{Groups, Name, Postings};
use super::reading::{Label, Passage, Reading};
use super::words;
use crate::lang::Lang;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How a row is cut into files. Larger files pack better, are fewer to ask for, and hold more that nobody asked
/// for; and each file costs the manifest its first word or number.
struct Cut {
    /// A row up to this many bytes is one file: the browser then brings it before it is asked for.
    whole: usize,
    /// Bytes after which a file of any other row is full.
    file: usize,
    /// How many files a row may have; if it would have more, they are larger.
    most: usize,
}

/// Words: a query needs a file for each word and language, and a word with an error nearly all.
const WORDS: Cut = Cut {
    whole: 24 * 1024,
    file: 6 * 1024,
    most: 400,
};
/// Groups: a query needs a few lines of a few files.
const GROUPS: Cut = Cut {
    whole: 1024,
    file: 1024,
    most: 400,
};
/// Labels: a query needs one for each result.
const LABELS: Cut = Cut {
    whole: 24 * 1024,
    file: 2048,
    most: 400,
};
/// Texts: a query needs those that it shows an excerpt of.
const TEXTS: Cut = Cut {
    whole: 1024,
    file: 1024,
    most: 3000,
};

impl Cut {
    /// The bytes after which a file is full, where the row has so many.
    fn full(&self, total: usize) -> usize {
        if total <= self.whole {
            self.whole
        } else {
            self.file.max(total / self.most)
        }
    }
}

/// How many files of a row have one hash in their names. All hashes are in the manifest, which every reader who
/// searches brings, and no file packs as badly as hashes; with one for each file they were three quarters of it.
const BATCH: usize = 16;

/// The digits of numbers: what needs no escape in a string.
const DIGITS: &[u8] =
    b"!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
/// The digits behind a word: what is no letter and no digit.
const MARKS: &[u8] = b"!#$%&()*+,-./:;<=>?@[]^_`{|}";
/// The mark of a function word.
const LIGHT: char = '~';

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Packs the index of a language into files; gives what the manifest says of them.
pub fn pack(lang: Lang, readings: Vec<Reading>, groups: &Groups, files: &mut Files) -> Value {
    let pages = readings.len();
    let words = words_files(groups);
    let (group_files, first_groups) = group_files(groups);
    let (labels, texts): (Vec<Label>, Vec<String>) = readings
        .into_iter()
        .map(|reading| (reading.label, reading.text))
        .unzip();
    let (label_files, first_labels) = label_files(&labels);
    let (text_files, first_texts) = text_files(texts);
    let mut row = |row: &str, bodies: Vec<String>| -> String {
        let texts: Vec<String> = bodies
            .into_par_iter()
            .enumerate()
            .map(|(number, body)| format!("carta_search(\"{lang}\",\"{row}\",{number},{body})\n"))
            .collect();
        let hashes: Vec<String> = texts.par_chunks(BATCH).map(batch_hash).collect();
        for (number, text) in texts.into_iter().enumerate() {
            let hash = &hashes[number / BATCH];
            let path = format!("{}{lang}/{row}{number}.{hash}.js", super::FOLDER);
            files.insert(path, text.into_bytes());
        }
        hashes.concat()
    };
    json!({
        "n": pages,
        "w": words.iter().map(|(first, _)| first.as_str()).collect::<Vec<_>>(),
        "wh": row("w", words.iter().map(|(_, body)| body.clone()).collect()),
        "g": gaps(&first_groups),
        "gh": row("g", group_files),
        "t": gaps(&first_labels),
        "th": row("t", label_files),
        "f": gaps(&first_texts),
        "fh": row("f", text_files),
    })
}

/// How far each number is from the one before: small numbers pack well.
fn gaps(numbers: &[usize]) -> Vec<usize> {
    let before = std::iter::once(&0).chain(numbers);
    numbers
        .iter()
        .zip(before)
        .map(|(number, before)| number - before)
        .collect()
}

/// Five letters of a hash: enough to tell two versions of some files apart.
fn batch_hash(texts: &[String]) -> String {
    let hash = crate::source::hash(texts.concat().as_bytes());
    let letters = b"abcdefghijklmnopqrstuvwxyz234567";
    let letter = |byte: &u8| char::from(letters[usize::from(byte % 32)]);
    hash.as_bytes().iter().take(5).map(letter).collect()
}

/// Files of words: the first word of each, and the call's arguments. A word is the number of letters that
/// it shares with the one before, as a capital, the rest of it, and its group: nothing for a new one,
/// else how far back it is.
fn words_files(groups: &Groups) -> Vec<(String, String)> {
    let mut total = 0;
    let mut before = "";
    for (word, ..) in &groups.words {
        total += 1 + word.len() - shared(word, before);
        before = word;
    }
    let full = WORDS.full(total);
    let mut files: Vec<(String, String)> = Vec::new();
    let mut body = String::new();
    let (mut first, mut before) = (String::new(), "");
    let (mut next_group, mut first_group) = (0, 0);
    for (word, group, light) in &groups.words {
        if body.is_empty() {
            first.clone_from(word);
            first_group = next_group;
            before = "";
        }
        let shared = shared(word, before);
        body.push(char::from(b'A' + shared as u8));
        body.extend(word.chars().skip(shared));
        if *group == next_group {
            next_group += 1;
        } else {
            push_marks(next_group - group - 1, &mut body);
        }
        if *light {
            body.push(LIGHT);
        }
        before = word;
        if body.len() >= full {
            files.push((first.clone(), format!("{first_group},{}", json!(body))));
            body.clear();
        }
    }
    if !body.is_empty() {
        files.push((first, format!("{first_group},{}", json!(body))));
    }
    files
}

/// How many letters a word shares with the one before; as many as one capital can tell.
fn shared(word: &str, before: &str) -> usize {
    word.chars()
        .zip(before.chars())
        .take_while(|(a, b)| a == b && a.len_utf16() == 1)
        .count()
        .min(25)
}

fn push_marks(number: u32, out: &mut String) {
    let base = MARKS.len() as u32;
    if number >= base {
        push_marks(number / base - 1, out);
    }
    out.push(char::from(MARKS[(number % base) as usize]));
}

/// Files of groups, and the first group of each: the pages of all groups in one string, and the names of
/// terms that begin with one of them. The pages of a term stand with each of its names, so that whoever knows
/// the name need not ask again.
fn group_files(groups: &Groups) -> (Vec<String>, Vec<usize>) {
    let mut files = Vec::new();
    let mut starts = Vec::new();
    let mut body = String::new();
    let mut names: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
    let mut beside = 0;
    let lists = groups.postings.iter();
    let full = GROUPS.full(lists.map(|postings| 2 * postings.len() + 2).sum());
    for (group, postings) in groups.postings.iter().enumerate() {
        if body.is_empty() {
            starts.push(group);
        } else {
            body.push(' ');
        }
        push_postings(postings, &mut body);
        if let Some(found) = groups.names.get(&(group as u32)) {
            let name = |name: &Name| {
                let mut pages = String::new();
                push_postings(&groups.concepts[name.concept], &mut pages);
                json!([name.page, pages, name.rest, name.written.join("|")])
            };
            let found = Value::Array(found.iter().map(name).collect());
            beside += found.to_string().len();
            names.insert(group, found.as_array().cloned().unwrap_or_default());
        }
        if body.len() + beside >= full || group + 1 == groups.postings.len() {
            files.push(format!("{},{}", json!(body), json!(names)));
            body.clear();
            names.clear();
            beside = 0;
        }
    }
    (files, starts)
}

fn push_postings(postings: &Postings, out: &mut String) {
    let mut next = 0;
    for (page, _) in postings {
        push_number(page - next, out);
        next = page + 1;
    }
    out.push(' ');
    out.extend(
        postings
            .iter()
            .map(|(_, level)| char::from(DIGITS[usize::from(*level)])),
    );
}

fn push_number(number: u32, out: &mut String) {
    let base = DIGITS.len() as u32;
    let mut push = |digit: u32| out.push(char::from(DIGITS[(digit % base) as usize]));
    match number {
        0..60 => push(number),
        _ if number - 60 < 31 * base => {
            push(60 + (number - 60) / base);
            push(number - 60);
        }
        _ => {
            push(91);
            push(number / base / base);
            push(number / base);
            push(number);
        }
    }
}

/// Files of labels, and the first page of each. Pages that follow each other in one folder are written as one
/// list: folder, section, whether they are terms, and of each the title, and the last part of the address where
/// it is not what the title makes ([`plain_name`]), and the language of a foreign title.
fn label_files(labels: &[Label]) -> (Vec<String>, Vec<usize>) {
    let entry = |label: &Label| {
        let name = if plain_name(&label.title) == label.address.1 {
            ""
        } else {
            &label.address.1
        };
        match (name, label.title_lang.as_str()) {
            ("", "") => json!(label.title),
            (_, "") => json!([label.title, name]),
            (_, lang) => json!([label.title, name, lang]),
        }
    };
    let head = |label: &Label| {
        (
            label.address.0.clone(),
            label.section.clone(),
            label.is_term,
        )
    };
    let total = labels.iter().map(|label| label.title.len() + 8).sum();
    let full = LABELS.full(total);
    let mut files = Vec::new();
    let mut starts = Vec::new();
    let mut lists: Vec<((String, String, bool), Vec<Value>)> = Vec::new();
    let mut size = 0;
    for (at, label) in labels.iter().enumerate() {
        if lists.is_empty() {
            starts.push(at);
        }
        size += label.title.len() + 8;
        match lists.last_mut() {
            Some((known, entries)) if *known == head(label) => entries.push(entry(label)),
            _ => lists.push((head(label), vec![entry(label)])),
        }
        if size >= full || at + 1 == labels.len() {
            let lists: Vec<Value> = lists
                .drain(..)
                .map(|((folder, section, term), entries)| {
                    json!([folder, section, u8::from(term), entries])
                })
                .collect();
            files.push(format!(
                "{at_first},{}",
                json!(lists),
                at_first = starts.last().unwrap_or(&0)
            ));
            size = 0;
        }
    }
    (files, starts)
}

/// What a title makes of itself as a part of an address; the browser does the same (`plain` in search.js).
fn plain_name(title: &str) -> String {
    let folded = words::fold(&title.to_lowercase());
    let parts = folded.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// Files of texts, and the first page of each.
fn text_files(texts: Vec<String>) -> (Vec<String>, Vec<usize>) {
    let full = TEXTS.full(texts.iter().map(String::len).sum());
    let last = texts.len();
    let mut files = Vec::new();
    let mut starts = Vec::new();
    let mut body = String::new();
    let mut head = 0;
    for (at, text) in texts.into_iter().enumerate() {
        if body.is_empty() {
            starts.push(at);
            body = format!("{at},[");
            head = body.len();
        } else {
            body.push(',');
        }
        body.push_str(&text);
        if body.len() - head >= full || at + 1 == last {
            body.push(']');
            files.push(std::mem::take(&mut body));
        }
    }
    (files, starts)
}

/// What a page says, as JSON: of each passage the id, the level and the text.
pub fn text(passages: &[Passage]) -> String {
    let passages: Vec<(&str, u8, &str)> = passages
        .iter()
        .map(|passage| (&*passage.id, passage.level, passage.text.as_str()))
        .collect();
    // Strings and numbers: there is nothing that could not be written.
    serde_json::to_string(&passages).unwrap_or_default()
}
