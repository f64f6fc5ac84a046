//! Packing: the index as script files that call `carta_search(…)` with text.
//!
//! Scripts and not JSON, because a page that was opened from a folder may load a script and nothing else.
//! A language has three rows of files: `w` words and their groups, `g` groups and their pages, `f` what
//! the pages say. Each row is cut where a file is large enough, and the manifest tells the first word,
//! group or page of each file and the hash in its name. The numbers are written as letters (one for most)
//! in an order that gzip likes: first all distances between pages, then all weights.

use super::groups::{Groups, Name, Postings};
use super::reading::{Passage, Reading, card};
use crate::lang::Lang;
use crate::site::{PageId, Site};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Bytes after which a file of words is full.
const WORDS: usize = 3 * 1024;
/// Bytes after which a file of groups is full, on a small site.
const GROUPS: usize = 4 * 1024;
/// Bytes after which a file of pages is full, on a small site.
const PAGES: usize = 2560;
/// How many files of groups a language may have: their names are in the manifest.
const MOST_GROUPS: usize = 400;
/// How many files of pages: a query reads a dozen, so more names in the manifest are cheaper than larger
/// files up to about here.
const MOST_PAGES: usize = 3000;

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
    let words = words(groups);
    let (group_files, starts) = group_files(groups);
    let (page_files, firsts) = page_files(readings);
    let mut row = |row: &str, bodies: Vec<String>| -> String {
        let made: Vec<(String, String, Vec<u8>)> = bodies
            .into_par_iter()
            .enumerate()
            .map(|(number, body)| {
                let text = format!("carta_search(\"{lang}\",\"{row}\",{number},{body})\n");
                let hash = name_hash(text.as_bytes());
                let path = format!("{}{lang}/{row}{number}.{hash}.js", super::FOLDER);
                (hash, path, text.into_bytes())
            })
            .collect();
        made.into_iter()
            .map(|(hash, path, bytes)| {
                files.insert(path, bytes);
                hash
            })
            .collect()
    };
    json!({
        "n": pages,
        "w": words.iter().map(|(first, _)| first.as_str()).collect::<Vec<_>>(),
        "wh": row("w", words.iter().map(|(_, body)| body.clone()).collect()),
        "g": gaps(&starts),
        "gh": row("g", group_files),
        "f": gaps(&firsts),
        "fh": row("f", page_files),
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

/// Five letters of a hash: enough to tell two versions of one file apart.
fn name_hash(bytes: &[u8]) -> String {
    let hash = crate::source::hash(bytes);
    let letters = b"abcdefghijklmnopqrstuvwxyz234567";
    let letter = |byte: &u8| char::from(letters[usize::from(byte % 32)]);
    hash.as_bytes().iter().take(5).map(letter).collect()
}

/// Files of words: the first word of each, and the call's arguments. A word is the number of letters that
/// it shares with the one before, as a capital, the rest of it, and its group: nothing for a new one,
/// else how far back it is.
fn words(groups: &Groups) -> Vec<(String, String)> {
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
        let shared = word
            .chars()
            .zip(before.chars())
            .take_while(|(a, b)| a == b && a.len_utf16() == 1)
            .count()
            .min(25);
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
        if body.len() >= WORDS {
            files.push((first.clone(), format!("{first_group},{}", json!(body))));
            body.clear();
        }
    }
    if !body.is_empty() {
        files.push((first, format!("{first_group},{}", json!(body))));
    }
    files
}

fn push_marks(number: u32, out: &mut String) {
    let base = MARKS.len() as u32;
    if number >= base {
        push_marks(number / base - 1, out);
    }
    out.push(char::from(MARKS[(number % base) as usize]));
}

/// Files of groups, and the first group of each: the pages of all groups in one string, and the names of
/// terms that begin with one of them.
fn group_files(groups: &Groups) -> (Vec<String>, Vec<usize>) {
    let mut files = Vec::new();
    let mut starts = Vec::new();
    let mut body = String::new();
    let mut names: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
    let total: usize = groups
        .postings
        .iter()
        .map(|postings| 2 * postings.len() + 2)
        .sum();
    let full = GROUPS.max(total / MOST_GROUPS);
    for (group, postings) in groups.postings.iter().enumerate() {
        if body.is_empty() {
            starts.push(group);
        } else {
            body.push(' ');
        }
        push_postings(postings, &mut body);
        if let Some(found) = groups.names.get(&(group as u32)) {
            let name =
                |name: &Name| json!([name.page, name.concept, name.rest, name.written.join("|")]);
            names.insert(group, found.iter().map(name).collect());
        }
        if body.len() >= full || group + 1 == groups.postings.len() {
            files.push(format!("{},{}", json!(body), json!(names)));
            body.clear();
            names.clear();
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

/// Files of pages, and the first page of each.
fn page_files(readings: Vec<Reading>) -> (Vec<String>, Vec<usize>) {
    let total: usize = readings.iter().map(|reading| reading.row.len()).sum();
    let full = PAGES.max(total / MOST_PAGES);
    let last = readings.len();
    let mut files = Vec::new();
    let mut starts = Vec::new();
    let mut body = String::new();
    let mut head = 0;
    for (at, reading) in readings.into_iter().enumerate() {
        if body.is_empty() {
            starts.push(at);
            body = format!("{at},[");
            head = body.len();
        } else {
            body.push(',');
        }
        body.push_str(&reading.row);
        if body.len() - head >= full || at + 1 == last {
            body.push(']');
            files.push(std::mem::take(&mut body));
        }
    }
    (files, starts)
}

/// A page as JSON: address, title, language of the title, section, whether it is a term, and its passages.
pub fn page(site: &Site, page: PageId, passages: &[Passage]) -> String {
    let card = card(site, page);
    let page = site.tree.page(page);
    let passages: Vec<(&str, u8, &str)> = passages
        .iter()
        .map(|passage| (&*passage.id, passage.level, passage.text.as_str()))
        .collect();
    let row = (
        &page.path,
        &page.title,
        card.title_lang,
        card.note,
        u8::from(card.is_term),
        passages,
    );
    // Strings and numbers: there is nothing that could not be written.
    serde_json::to_string(&row).unwrap_or_default()
}
