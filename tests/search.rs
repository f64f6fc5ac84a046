//! Search and the glossary's exports, on this repository's own content: the built site is searched by the
//! script that browsers run, here in Node.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The built site; built once for all tests of this file.
fn site() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search-site");
        let built = Command::new(env!("CARGO_BIN_EXE_carta"))
            .args(["--lang", "en", "--root"])
            .arg(root())
            .args(["build", "--out"])
            .arg(&out)
            .output()
            .expect("carta starts");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        out
    })
}

fn read(path: &str) -> String {
    fs::read_to_string(site().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Searches the site for each line of a file of queries.
fn answers(queries: &Path) -> Vec<Value> {
    let run = Command::new("node")
        .arg(root().join("tests/search/run.mjs"))
        .arg(site())
        .arg(queries)
        .output()
        .expect("Node.js is needed to run the search script: install `node`");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8_lossy(&run.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

#[test]
fn readers_find_the_expected_page() {
    let file = root().join("tests/search/queries.txt");
    let table = fs::read_to_string(&file).expect("the table of queries");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 80, "the table has {} queries", rows.len());
    let answers = answers(&file);
    assert_eq!(answers.len(), rows.len());
    let (mut first, mut wrong) = (0, Vec::new());
    for (row, answer) in rows.iter().zip(&answers) {
        let pages: Vec<&str> = answer["pages"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let expected: Vec<&str> = row[2].split(' ').filter(|page| *page != "-").collect();
        let place = pages.iter().position(|page| expected.contains(page));
        match place {
            _ if expected.is_empty() => {
                first += usize::from(pages.is_empty());
                if !pages.is_empty() {
                    wrong.push(format!("{}: {pages:?} instead of nothing", row[1]));
                }
            }
            Some(0) => first += 1,
            Some(place) if place < 3 => eprintln!("{}: at place {}: {pages:?}", row[1], place + 1),
            _ => wrong.push(format!("{}: {expected:?} is not among the first three of {pages:?}", row[1])),
        }
    }
    eprintln!("{first} of {} first", rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(first * 100 >= rows.len() * 95, "only {first} of {} are first", rows.len());
}
