//! The cases: readable pages, each with a whole site, the commands, and everything that came out.
//!
//! A file in `tests/cases` starts with prose. Then come steps, in order:
//!
//! - `--- FILE path` and the lines of a file; likewise `LATIN-1` (another encoding), `CRLF` (line
//!   ends of Windows), `LARGE path BYTES`
//!   (a file of zeros), `LINK path TARGET` (a symbolic link) and `LOCKED path` (nobody may read it);
//! - `$ carta …`: a command, run in the site's root, and its whole output: standard error, standard
//!   output, exit status. `$ ls folder` lists the files below a folder, without `assets/`;
//! - `> path <element>`: a file of `site/`, or the first element of it that starts so.
//!
//! Each site starts with what is in `tests/cases/bare`: a `site.yaml` and a theme that writes each
//! view of a page into an element of its own, so the look of the site changes no case.
//!
//! `UPDATE=1 cargo test --test cases` writes what came out into the files: read the difference.
#![cfg(unix)]

mod shared;

use rayon::prelude::*;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

#[test]
fn every_case_comes_out_as_it_is_written() {
    let mut paths: Vec<PathBuf> = fs::read_dir(CASES)
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    let update = std::env::var_os("UPDATE").is_some();
    let wrong: Vec<String> = paths
        .par_iter()
        .filter_map(|path| {
            let written = fs::read_to_string(path).expect("a readable case");
            let found = play(&written);
            if update && found != written {
                fs::write(path, &found).expect("a writable case");
            }
            (found != written && !update).then(|| difference(path, &written, &found))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What differs: the lines from the first that is not the same to the last, as they are and were.
fn difference(path: &Path, written: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (written.lines().collect(), found.lines().collect());
    let same = |a: &mut dyn Iterator<Item = (&&str, &&str)>| a.take_while(|(x, y)| x == y).count();
    let head = same(&mut old.iter().zip(&new));
    let tail = same(&mut old[head..].iter().rev().zip(new[head..].iter().rev()));
    let part = |lines: &[&str], sign: &str| -> String {
        let lines = &lines[head..lines.len() - tail];
        lines
            .iter()
            .map(|line| format!("{sign} {line}\n"))
            .collect()
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!(
        "{name}:{}\n{}{}",
        head + 1,
        part(&old, "-"),
        part(&new, "+")
    )
}

/// Plays a case, and gives it back with what came out.
fn play(case: &str) -> String {
    let (_dir, root) = shared::folder();
    for (path, bytes) in shared::files(&Path::new(CASES).join("bare")) {
        shared::write(&root.join(path), bytes);
    }
    let mut out = String::new();
    let mut lines = case.lines().peekable();
    let mut locked = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let is_input = line.starts_with("--- ");
        let is_output = line.starts_with("$ ") || line.starts_with("> ");
        if !is_input && !is_output {
            continue;
        }
        let mut body: Vec<&str> = Vec::new();
        // What a command prints may be followed by a file to look at; a file may quote (`> …`).
        while let Some(next) = lines.next_if(|next| {
            let starts = next.starts_with("--- ") || next.starts_with("$ ");
            !starts && (is_input || !next.starts_with("> "))
        }) {
            body.push(next);
        }
        while body.last().is_some_and(|line| line.is_empty()) {
            body.pop();
        }
        let text = if let Some(words) = line.strip_prefix("--- ") {
            let body: String = body.iter().map(|line| format!("{line}\n")).collect();
            locked |= set(&root, words, &body);
            body
        } else if let Some(command) = line.strip_prefix("$ ") {
            said(&root, command, locked)
        } else {
            look(&root.join("site"), &line[2..])
        };
        out.push_str(&text);
        if lines.peek().is_some() {
            out.push('\n');
        }
    }
    out
}

/// Puts a file where a case wants it; says whether it is one that nobody may read.
fn set(root: &Path, words: &str, body: &str) -> bool {
    let (what, rest) = words.split_once(' ').expect("what, and where");
    let (path, value) = match what {
        "LARGE" | "LINK" => rest.rsplit_once(' ').expect("a path, and a value"),
        _ => (rest, ""),
    };
    let path = root.join(path);
    match what {
        "FILE" => shared::write(&path, body),
        "CRLF" => shared::write(&path, body.replace('\n', "\r\n")),
        "LATIN-1" => {
            let bytes: Vec<u8> = body
                .chars()
                .map(|c| u8::try_from(u32::from(c)).expect("Latin-1"))
                .collect();
            shared::write(&path, bytes);
        }
        "LARGE" => {
            shared::write(&path, "");
            let file = fs::File::options().write(true).open(&path).expect("a file");
            file.set_len(value.parse().expect("a size")).expect("room");
        }
        "LINK" => {
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            symlink(value, &path).expect("a link");
        }
        "LOCKED" => {
            shared::write(&path, body);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("rights");
        }
        _ => panic!("{what}: not a kind of file"),
    }
    what == "LOCKED"
}

/// What a command says, without what differs from run to run: the folder and the time.
fn said(root: &Path, command: &str, locked: bool) -> String {
    let words: Vec<String> = words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words[0] == "ls" {
        if !root.join(words[1]).exists() {
            return "(nothing)\n".to_owned();
        }
        return shared::files(&root.join(words[1]))
            .into_keys()
            .filter(|path| !path.starts_with("assets/"))
            .map(|path| path + "\n")
            .collect();
    }
    assert_eq!(words[0], "carta", "{command}");
    let (status, stdout, stderr) = shared::outcome(&mut if locked {
        shared::carta_without_powers(root, &words[1..])
    } else {
        shared::carta(root, &words[1..])
    });
    let text = format!("{stderr}{stdout}");
    let text = text.replace(&root.display().to_string(), "ROOT");
    let lines: String = text.lines().map(|line| timeless(line) + "\n").collect();
    format!("{lines}exit {status}\n")
}

/// What a build says behind the number of pages differs: the time from run to run, how many files there
/// are with every new thing that a site has (`tests/edge.rs` counts them).
fn timeless(line: &str) -> String {
    let built = ["Site written to ", "Sito scritto in "]
        .iter()
        .any(|start| line.starts_with(start));
    match line.rsplit_once(" in ").filter(|_| built) {
        Some((before, _)) => format!("{before} in …"),
        None => line.to_owned(),
    }
}

/// The words of a command; quotation marks hold several together.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words
}

/// A file of the site, or one element of it.
fn look(site: &Path, what: &str) -> String {
    let (path, element) = match what.split_once(" <") {
        Some((path, element)) => (path, Some(element.trim_end_matches('>'))),
        None => (what, None),
    };
    let Ok(text) = fs::read_to_string(site.join(path)) else {
        return "(nothing)\n".to_owned();
    };
    let text = match element {
        Some(element) => self::element(&text, element).unwrap_or("(no such element)"),
        None => &text,
    };
    format!("{}\n", text.trim_end())
}

/// The first element whose tag starts so, as it stands.
fn element<'t>(html: &'t str, start: &str) -> Option<&'t str> {
    let name = start.split(' ').next()?;
    let mut at = 0;
    let from = loop {
        at += html[at..].find(&format!("<{start}"))? + start.len() + 1;
        if html[at..].starts_with([' ', '>']) {
            break at - start.len() - 1;
        }
    };
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 1;
    while depth > 0 {
        let end = html[at..].find(&close)?;
        depth += html[at..at + end].matches(&open).count();
        depth -= 1;
        at += end + close.len();
    }
    Some(&html[from..at])
}
