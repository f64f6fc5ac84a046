//! `carta ids --write` on the content of this repository, in a copy: every block gets its name, and nothing
//! else changes, neither in the files nor at any address.

mod shared;

use shared::{carta, files, folder, outcome, write};
use std::collections::BTreeMap;
use std::path::Path;

/// A text without the marks that name blocks: ` ^id` and ` {#id}` at the end of a line, and lines of their
/// own with the empty line that was put before each.
fn unmarked(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let bare = line.trim_end();
        let is_mark = |word: &str| {
            let heading = word.strip_prefix("{#").and_then(|id| id.strip_suffix('}'));
            let id = heading.or_else(|| word.strip_prefix('^')).unwrap_or("");
            let fine = |c: char| c.is_alphanumeric() || "-_.:".contains(c);
            !id.is_empty() && id.chars().all(fine)
        };
        if is_mark(bare) {
            // A line of its own, and the empty one before it.
            if lines.last().is_some_and(String::is_empty) {
                lines.pop();
            }
            continue;
        }
        match bare.rsplit_once(' ') {
            Some((before, last)) if is_mark(last) => lines.push(before.trim_end().to_owned()),
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

#[test]
fn names_for_all_blocks_change_no_word_and_no_address() {
    let (_dir, root) = folder();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for (path, bytes) in files(&content) {
        write(&root.join("content").join(path), bytes);
    }
    let run = |words: &[&str]| {
        let (status, out, said) = outcome(&mut carta(&root, words));
        assert_eq!((status, said.as_str()), (0, ""), "{words:?}");
        out
    };
    run(&["build", "--out", "before"]);
    let before = files(&root.join("content"));
    run(&["ids", "--write"]);
    let after = files(&root.join("content"));
    assert_eq!(run(&["ids"]), "Every block has a name of its own.\n");

    let pages = |all: &BTreeMap<String, Vec<u8>>| -> BTreeMap<String, String> {
        let all = all.iter().filter(|(path, _)| path.ends_with(".md"));
        all.map(|(path, bytes)| {
            (
                path.clone(),
                String::from_utf8(bytes.clone()).expect("UTF-8"),
            )
        })
        .collect()
    };
    let (old, new) = (pages(&before), pages(&after));
    assert_eq!(old.len(), new.len());
    for (path, text) in &old {
        assert_eq!(unmarked(text), unmarked(&new[path]), "{path}");
    }
    for (path, bytes) in &before {
        assert!(
            path.ends_with(".md") || path == "ids.lock" || after[path] == *bytes,
            "{path}"
        );
    }
    run(&["check", "--strict"]);

    // The same site, byte for byte: all addresses and all anchors.
    run(&["build", "--out", "after"]);
    let (old, new) = (files(&root.join("before")), files(&root.join("after")));
    let differ: Vec<&String> = old
        .keys()
        .filter(|path| new.get(*path) != old.get(*path))
        .collect();
    assert_eq!(differ, Vec::<&String>::new());
    assert_eq!(old.len(), new.len());

    run(&["ids", "--write"]);
    assert_eq!(files(&root.join("content")), after);
}
