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
        assert!(
            built.status.success(),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );
        out
    })
}

fn read(path: &str) -> String {
    fs::read_to_string(site().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Searches the site for each line of a file of queries.
fn answers(queries: &Path) -> Vec<Value> {
    run(queries, &[])
}

fn run(queries: &Path, how: &[&str]) -> Vec<Value> {
    let queries = queries.to_str().expect("a path of letters");
    node("run.mjs", &[&[queries], how].concat())
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

/// What a script of `tests/search` prints of the site.
fn node(script: &str, arguments: &[&str]) -> String {
    let run = Command::new("node")
        .arg(root().join("tests/search").join(script))
        .arg(site())
        .args(arguments)
        .output()
        .expect("Node.js is needed to run the search script: install `node`");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8_lossy(&run.stdout).into_owned()
}

#[test]
fn the_distance_of_two_words_is_that_of_the_whole_table() {
    assert_eq!(node("distance.mjs", &[]), "0 of 397488 differ\n");
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
        let pages: Vec<&str> = answer["pages"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
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
            _ => wrong.push(format!(
                "{}: {expected:?} is not among the first three of {pages:?}",
                row[1]
            )),
        }
    }
    eprintln!("{first} of {} first", rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        first * 100 >= rows.len() * 95,
        "only {first} of {} are first",
        rows.len()
    );
}

#[test]
fn a_first_query_needs_few_files_and_few_bytes() {
    let mut most = (0, 0);
    for answer in answers(&root().join("tests/search/queries.txt")) {
        let (bytes, files) = (
            answer["bytes"].as_u64().expect("a number"),
            answer["files"].as_u64().expect("a number"),
        );
        // Scripts, style and manifest are among them, excerpts too; headers are not.
        assert!(bytes <= 52_500, "{} needs {bytes} bytes", answer["query"]);
        assert!(files <= 22, "{} needs {files} files", answer["query"]);
        most = (most.0.max(bytes), most.1.max(files));
    }
    eprintln!("at most {} bytes in {} files", most.0, most.1);
}

#[test]
fn typing_a_query_brings_little_more_than_putting_it_in() {
    for answer in run(&root().join("tests/search/queries.txt"), &["typed"]) {
        let bytes = answer["bytes"].as_u64().expect("a number");
        assert!(bytes <= 53_500, "{} needs {bytes} bytes", answer["query"]);
    }
}

#[test]
fn an_empty_cell_leaves_no_mark_in_a_text() {
    let mut tables = 0;
    for lang in ["it", "en"] {
        let folder = site().join("assets/search").join(lang);
        for file in fs::read_dir(folder).expect("the index") {
            let path = file.expect("a file").path();
            let text = fs::read_to_string(&path).expect("text");
            assert!(!text.contains("· ·"), "{}", path.display());
            tables += text.matches(" · ").count();
        }
    }
    assert!(tables > 100, "{tables} cells");
}

#[test]
fn a_beginning_finds_what_its_word_finds() {
    // `cart` cut as if it were elided is the English `art`; the groups of `peer` and of `peersupport` stand in two
    // files, and so do others.
    let table = site().join("../beginnings.txt");
    let queries =
        "it|cart|\nit|carta|\nen|pee|\nen|peer|\nen|ment|\nen|mental|\nen|wor|\nen|work|\n";
    fs::write(&table, queries).expect("the table is written");
    let found = answers(&table);
    for pair in found.chunks(2) {
        let [beginning, word] = pair else { continue };
        let total = |answer: &Value| answer["total"].as_u64().expect("a number");
        assert!(
            total(beginning) * 2 >= total(word),
            "{}: {}, {}: {}",
            beginning["query"],
            total(beginning),
            word["query"],
            total(word)
        );
    }
    assert_eq!(found[0]["pages"][0], found[1]["pages"][0]);
}

#[test]
fn the_last_letter_finds_what_it_needs() {
    // The texts of a phrase come while it is typed, and what was meant in the other language can wait.
    let table = site().join("../last-letters.txt");
    let queries = [
        "it|\"modello di ruolo\"",
        "it|\"titolo di studio\"",
        "en|“national Charter”",
        "en|\"low selectivity\"",
        "it|recoverr",
        "it|consapevoleza",
        "en|acceptenc",
    ];
    fs::write(&table, queries.join("|\n")).expect("the table is written");
    for answer in run(&table, &["typed"]) {
        assert_eq!(answer["waited"], 0, "{answer}");
        assert!(answer["total"].as_u64() > Some(0), "{answer}");
    }
}

#[test]
fn quotation_marks_that_are_open_ask_for_no_phrase_yet() {
    let table = site().join("../open-marks.txt");
    let queries = "it|\"documento di consenso|\nit|documento\" di consenso|";
    fs::write(&table, queries).expect("the table is written");
    for answer in answers(&table) {
        let pages = answer["pages"].as_array().expect("pages");
        let count = |lang: &str| {
            let of = |page: &&Value| page.as_str().is_some_and(|page| page.starts_with(lang));
            pages.iter().filter(of).count()
        };
        assert!(count("it/") > 4 && count("en/") > 2, "{answer}");
    }
}

#[test]
fn a_function_word_alone_is_a_beginning_or_an_abbreviation() {
    let table = site().join("../function-words.txt");
    let queries =
        "it|con|\nit|di|\nen|the|\nen|who|\nen|who does it|\nit|l’|\nit|l’a|\nit|\"per la\"|";
    fs::write(&table, queries).expect("the table is written");
    let found = answers(&table);
    let first = |at: usize| {
        found[at]["pages"][0]
            .as_str()
            .expect("an address")
            .to_owned()
    };
    assert_eq!(first(0), "it/glossario/confini/");
    // Not what has the word in its title: `atto di indirizzo`.
    assert_eq!(first(1), "it/glossario/disagio-psichico/");
    for at in [0, 1, 2, 7] {
        let early = found[at]["early"].as_u64();
        assert!(early > Some(if at < 7 { 4 } else { 0 }), "{}", found[at]);
    }
    assert_eq!(first(3), "en/glossary/who/");
    assert_eq!(found[3]["cards"][0], "en/glossary/who/");
    assert_ne!(first(4), "en/glossary/who/");
    // A letter behind it is the beginning of the next word.
    assert_eq!(found[5]["pages"], found[6]["pages"]);
}

#[test]
fn what_is_here_is_shown_to_whoever_goes_on_typing() {
    let mut shown = 0;
    for answer in answers(&root().join("tests/search/queries.txt")) {
        let phrase = answer["query"].as_str().is_some_and(|q| q.contains('"'));
        if answer["own"] == true && !phrase {
            assert!(answer["early"].as_u64() > Some(0), "{answer}");
            shown += 1;
        }
    }
    assert!(shown >= 80, "{shown} queries have pages in their language");
}

#[test]
fn of_a_phrase_it_is_said_how_far_it_was_looked_for() {
    let table = site().join("../phrases.txt");
    let phrases = "it|\"salute mentale\"|\nit|\"pari tra supporto\"|\nit|speranza|";
    fs::write(&table, phrases).expect("the table is written");
    let told = answers(&table).into_iter().map(|answer| {
        let number = |name: &str| answer[name].as_u64().expect("a number");
        (
            answer["atLeast"] == true,
            number("total") > 0,
            number("seen") > 0,
        )
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (true, true, true),
            (true, false, true),
            (false, true, false)
        ]
    );
}

#[test]
fn titles_come_first_and_nothing_that_was_shown_moves() {
    let table = site().join("../growing.txt");
    let queries = [
        "it|formazione|",
        "it|criteri di sel|",
        "en|selection crit|",
        "en|hop|",
        "it|\"titolo di studio\"|",
    ];
    fs::write(&table, queries.join("\n")).expect("the table is written");
    for answer in answers(&table) {
        let steps: Vec<Vec<&str>> = answer["steps"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|step| {
                step.as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .collect()
            })
            .collect();
        assert!(steps.len() > 1, "{answer}");
        for pair in steps.windows(2) {
            assert!(pair[1].starts_with(&pair[0]), "{answer}");
        }
    }
}

#[test]
fn a_term_shows_its_card_by_any_of_its_names() {
    let table = site().join("../names.txt");
    let names = [
        "it|esperte nel supporto fra pari|it/glossario/esperto-in-supporto-tra-pari/",
        "it|ESP|it/glossario/esperto-in-supporto-tra-pari/",
        "it|peer support|it/glossario/supporto-tra-pari/",
        "it|peer supporter|it/glossario/peer-supporter/",
        "it|il recovery|it/glossario/recovery/",
        "en|mental health professionals|en/glossary/mental-health-professional/",
    ];
    fs::write(&table, names.join("\n")).expect("the table is written");
    for (answer, name) in answers(&table).iter().zip(names) {
        let card = name.rsplit('|').next().unwrap_or_default();
        assert_eq!(answer["cards"][0], card, "{name}: {answer}");
        assert_eq!(answer["pages"][0], card, "{name}: {answer}");
    }
}

#[test]
fn a_mistake_is_named_and_forgiven() {
    let table = site().join("../mistakes.txt");
    fs::write(
        &table,
        "it|esperto in suporto tra pari|\nen|recvoery college|\nit|speranza|\nen|what tra|",
    )
    .expect("the table is written");
    let suggested: Vec<Value> = answers(&table)
        .iter()
        .map(|answer| answer["suggestion"].clone())
        .collect();
    assert_eq!(
        suggested,
        // `what` is a function word and no mistake in `chat`, also where the rest of the query is one, too.
        ["esperto in supporto tra pari", "recovery college", "", ""]
    );
}

#[test]
fn the_index_is_the_same_each_time_and_its_names_tell_its_bytes() {
    let again = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search-again");
    let built = Command::new(env!("CARGO_BIN_EXE_carta"))
        .arg("--root")
        .arg(root())
        .args(["build", "--out"])
        .arg(&again)
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("carta starts");
    assert!(built.status.success());
    let files = |site: &Path| -> Vec<(PathBuf, Vec<u8>)> {
        let mut files: Vec<PathBuf> = Vec::new();
        for folder in ["assets/search/it", "assets/search/en", "search", "data"] {
            let read =
                fs::read_dir(site.join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
            files.extend(
                read.map(|file| Path::new(folder).join(file.expect("an entry").file_name())),
            );
        }
        files.sort();
        files
            .into_iter()
            .map(|file| (file.clone(), fs::read(site.join(file)).expect("a file")))
            .collect()
    };
    assert_eq!(files(site()), files(&again));
}

#[test]
fn the_glossary_is_exported_in_four_formats() {
    let json: Value = serde_json::from_str(&read("data/glossary.json")).expect("JSON");
    let entries = json["entries"].as_array().expect("entries");
    let esp = entries
        .iter()
        .find(|entry| entry["key"] == "glossary/esp")
        .expect("the entry");
    assert_eq!(
        esp["languages"]["it"]["term"],
        "esperto in supporto tra pari"
    );
    assert_eq!(esp["languages"]["en"]["term"], "expert in peer support");
    assert_eq!(esp["languages"]["it"]["abbreviations"][0], "ESP");
    assert_eq!(esp["broader"], "glossary/expert-by-experience");

    let csv = read("data/glossary.csv");
    assert!(csv.starts_with(
        "\u{feff}key,term_it,lang_it,abbreviations_it,forms_it,avoid_it,definition_it,url_it,term_en,"
    ));
    assert_eq!(csv.matches("\r\n").count(), entries.len() + 1);

    let tbx = read("data/glossary.tbx");
    assert_eq!(tbx.matches("<conceptEntry id=").count(), entries.len());
    assert!(tbx.contains("<term>esperto in supporto tra pari</term><termNote type=\"termType\">fullForm</termNote><termNote type=\"administrativeStatus\">preferredTerm-admn-sts</termNote></termSec>"));
    assert!(tbx.contains("<term>il recovery</term><termNote type=\"termType\">variant</termNote><termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote>"));
    for part in tbx.split("target=\"").skip(1) {
        let target = part.split('"').next().unwrap_or_default();
        assert!(
            tbx.contains(&format!("<conceptEntry id=\"{target}\">")),
            "{target} is no entry"
        );
    }

    let ld: Value = serde_json::from_str(&read("data/glossary.jsonld")).expect("JSON");
    let graph = ld["@graph"].as_array().expect("a graph");
    assert_eq!(graph.len(), entries.len() + 1);
    assert_eq!(graph[0]["@type"][1], "schema:DefinedTermSet");
}
