//! The second pair of eyes, through the program's public face: what it says of phrases, how it measures,
//! what it mends, and that it has nothing to say of the real content.

use carta::lang::Lang;
use carta::memo::Memo;
use carta::resolve::readability::{Measure, measure};
use carta::source::{Source, Sources};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

const SITE: &str = "title: Prova\nbase_url: https://example.org/\nlanguages: [it, en]\n";

/// What the style of a page of the words calls for, as names of rules and codes.
fn found(site: &carta::site::Site, file: &str) -> Vec<String> {
    let pages = site.tree.pages().zip(site.style.iter());
    let of = |(id, _): &(carta::site::PageId, _)| {
        &*site.tree.page(*id).manuscript.file == file && !site.tree.page(*id).is_borrowed()
    };
    let (_, checked) = pages.into_iter().find(of).expect("the page is there");
    let mut names: Vec<String> = checked
        .problems
        .iter()
        .map(|problem| match problem.code.name() {
            "word-to-avoid" => {
                let rule = problem.args.iter().find(|(name, _)| *name == "rule");
                rule.expect("names its rule").1.clone()
            }
            code => code.to_owned(),
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn phrases() {
    let table = include_str!("style/phrases.txt");
    let mut sources = Sources::built_in();
    sources.options.style = true;
    sources.insert(Source::text("content/site.yaml", SITE));
    for lang in ["it", "en"] {
        let home = format!("content/index.{lang}.md");
        sources.insert(Source::text(&home, "---\ntitle: Prova\n---\n"));
    }
    let mut cases = Vec::new();
    for (i, line) in table.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let parts: Vec<&str> = line.splitn(3, " | ").collect();
        let [lang, wanted, phrase] = parts.as_slice() else {
            panic!("line {}: {line}", i + 1);
        };
        let body = phrase.replace("\\n", "\n").replace("\\|", "|");
        let file = format!("content/p{i:03}.{lang}.md");
        let text = format!("---\ntitle: Prova {i}\n---\n\n{body}\n");
        sources.insert(Source::text(&file, &text));
        let wanted: Vec<String> = match *wanted {
            "-" => Vec::new(),
            names => names.split(',').map(str::to_owned).collect(),
        };
        cases.push((i + 1, line, file, wanted));
    }
    assert!(cases.len() >= 150, "{} phrases", cases.len());
    let (site, _) = carta::compile(&sources, &mut Memo::default());
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(number, line, file, wanted)| {
            // The text of a page is its own also where a translation is missing.
            let got = found(&site, file);
            (got != *wanted).then(|| format!("{number}: {line}\n    found {got:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Letters, words and sentences counted by hand; the score worked out from them on paper.
#[test]
fn gulpease_by_hand() {
    let stops: Vec<String> = ["dott", "art", "n", "es", "ecc", "pag"]
        .map(String::from)
        .to_vec();
    let texts: [(&str, (u32, u32, u32), f64); 10] = [
        // 89 − 10·(14/3) + 300/3 = 142.3, at most 100
        ("Il gatto dorme.", (12, 3, 1), 100.0),
        // 89 − 10·29/6 + 300·2/6 = 140.7, at most 100
        ("Oggi piove. Restiamo a casa insieme.", (29, 6, 2), 100.0),
        // elided articles are words: l, esperto, ascolta, e, non, giudica
        ("L’esperto ascolta e non giudica.", (26, 6, 1), 95.666_666),
        // an abbreviation ends no sentence
        (
            "Il dott. Rossi cita l’art. 4 della legge n. 180 del 1978.",
            (41, 13, 1),
            80.538_462,
        ),
        // one without a mark at its end is a sentence too
        (
            "una lista di cose che servono davvero a chi comincia",
            (43, 10, 1),
            76.0,
        ),
        // a point inside a number or an address ends nothing
        (
            "Sono 30.000 persone, vedi https://example.org/a.b.c per i dati.",
            (28, 8, 1),
            91.5,
        ),
        (
            "Che cosa vuol dire? Vuol dire ascoltare! Poi si vede… E si va avanti.",
            (52, 14, 4),
            100.0,
        ),
        // semicolons and colons do not end a sentence
        (
            "Servono tre cose: tempo, ascolto, fiducia; il resto viene dopo.",
            (49, 10, 1),
            70.0,
        ),
        (
            "La partecipazione delle organizzazioni rappresentative favorisce l’integrazione.",
            (72, 8, 1),
            36.5,
        ),
        (
            "Amministrazione sociosanitaria territorialmente competente",
            (55, 4, 1),
            26.5,
        ),
    ];
    for (text, (letters, words, sentences), score) in texts {
        let counts = measure(text, &stops);
        let wanted = Measure {
            letters,
            words,
            sentences,
        };
        assert_eq!(counts, wanted, "{text}");
        let got = counts.score(Lang::IT).expect("has words");
        assert!(
            (got - score).abs() < 0.001,
            "{text}: {got}, by hand {score}"
        );
    }
}

#[test]
fn english_by_hand() {
    // letters 53, words 10, sentences 2: 141.8401 − 0.214590·530 + 1.079812·20 = 49.70364
    let counts = measure(
        "Peer workers listen. They have lived through similar things too.",
        &[],
    );
    let wanted = Measure {
        letters: 53,
        words: 10,
        sentences: 2,
    };
    assert_eq!(counts, wanted);
    let score = counts.score(Lang::EN).expect("has words");
    assert!((score - 49.703_64).abs() < 0.001, "{score}");
}

/// A site root on disk with these files.
fn root(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().expect("has a folder")).expect("can make folders");
        std::fs::write(path, text).expect("can write");
    }
    dir
}

fn carta(root: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_carta"))
        .args(args)
        .arg("--root")
        .arg(root)
        .output()
        .expect("carta runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const BEFORE: &str = "\u{FEFF}---\r\ntitle: \"L'inizio\"\r\ndescription: La coproduzione.\r\n---\r\n\r\n\
La  coproduzione e l’équipe: l'esperto c’è dal 13 Settembre 2021.   \r\nE `due  spazi` restano, \
come «coproduzione» citata.\r\n\r\n| a   | b |\r\n|-----|---|\r\n| 2.5% | due  |\r\n";

const AFTER: &str = "\u{FEFF}---\r\ntitle: \"L’inizio\"\r\ndescription: La co-produzione.\r\n---\r\n\r\n\
La co-produzione e l’équipe: l’esperto c’è dal 13 settembre 2021.   \r\nE `due  spazi` restano, \
come «coproduzione» citata.\r\n\r\n| a   | b |\r\n|-----|---|\r\n| 2,5% | due  |\r\n";

#[test]
fn fix_changes_what_is_mechanical_and_no_other_byte() {
    let dir = root(&[("content/site.yaml", SITE), ("content/index.it.md", BEFORE)]);
    let page = dir.path().join("content/index.it.md");
    let first = carta(
        dir.path(),
        &["check", "--fix", "--lang", "en", "--format", "short"],
    );
    let out = text(&first.stdout);
    assert_eq!(
        out,
        "mended 7 places in 1 file\n",
        "{}",
        text(&first.stderr)
    );
    assert_eq!(std::fs::read_to_string(&page).expect("is there"), AFTER);
    let again = carta(
        dir.path(),
        &["check", "--fix", "--lang", "en", "--format", "short"],
    );
    assert_eq!(text(&again.stdout), "nothing to mend\n");
    assert_eq!(std::fs::read_to_string(&page).expect("is there"), AFTER);
}

#[test]
fn a_finding_says_why_and_the_way_out_in_the_editors_language() {
    let page = "---\ntitle: Prova\n---\n\nI malati mentali.\n";
    let dir = root(&[("content/site.yaml", SITE), ("content/index.it.md", page)]);
    let said = |lang| {
        let out = carta(dir.path(), &["check", "--lang", lang, "--format", "short"]);
        let all = text(&out.stderr);
        let line = all.lines().find(|line| line.contains("word-to-avoid"));
        line.expect("is found").to_owned()
    };
    assert_eq!(
        said("it"),
        "content/index.it.md:5:3: warning[word-to-avoid]: «malati mentali». Riduce la persona a una \
         malattia. (meglio: persona con un disturbo mentale / persona con esperienza di disagio psichico. \
         Se no scegli un’altra frase; parole di altri vanno tra virgolette; se qui serve proprio, \
         aggiungi in fondo {lint-allow: malato-mentale, il motivo})"
    );
    assert!(said("en").contains("It reduces a person to an illness."));
}

#[test]
fn a_sites_own_rules_add_to_the_built_in_ones_and_switch_them_off() {
    let rules = "it:\n  off: [matto]\n  words:\n    - id: tavolo\n      forms: [\"tavol{o,i}\"]\n      \
                 why: {it: Si dice gruppo., en: Say group.}\n";
    let page = "---\ntitle: Prova\nlint_allow:\n  - {rule: raptus, reason: non c’è più}\n---\n\n\
                Un matto al tavolo.\n";
    let dir = root(&[
        ("content/site.yaml", SITE),
        ("content/style.yaml", rules),
        ("content/index.it.md", page),
    ]);
    let out = carta(dir.path(), &["check", "--lang", "en", "--format", "short"]);
    let codes: BTreeMap<String, usize> =
        text(&out.stderr)
            .lines()
            .fold(BTreeMap::new(), |mut codes, line| {
                let code = line.split(['[', ']']).nth(1).unwrap_or_default();
                *codes.entry(code.to_owned()).or_default() += 1;
                codes
            });
    let wanted = [
        ("allowance-unused", 1),
        ("translation-missing", 1),
        ("word-to-avoid", 1),
    ];
    assert_eq!(codes, wanted.map(|(code, n)| (code.to_owned(), n)).into());
}

#[test]
fn a_mark_that_sets_a_rule_aside_is_not_shown_to_readers() {
    let page = "---\ntitle: Prova\n---\n\nUn matto. {lint-allow: matto, così} ^uno\n";
    let dir = root(&[("content/site.yaml", SITE), ("content/index.it.md", page)]);
    let out = carta(dir.path(), &["build", "--lang", "en"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let html = std::fs::read_to_string(dir.path().join("site/it/index.html")).expect("is there");
    assert!(
        html.contains("Un matto.") && html.contains("id=\"uno\""),
        "{html}"
    );
    assert!(
        !html.contains("lint-allow") && !html.contains("matto, così"),
        "{html}"
    );
}

#[test]
fn the_hardest_ten_are_reported_and_nothing_else_changes() {
    let mut page = "---\ntitle: Prova\n---\n".to_owned();
    for i in 0..12 {
        let long = "organizzazione ".repeat(i + 1);
        page.push_str(&format!(
            "\nUna frase di prova con molte parole e una {long}che la rende lunga.\n"
        ));
    }
    let dir = root(&[("content/site.yaml", SITE), ("content/index.it.md", &page)]);
    let args = [
        "check",
        "--report",
        "readability",
        "--format",
        "json",
        "--lang",
        "it",
    ];
    let out = carta(dir.path(), &args);
    let out = text(&out.stdout);
    let rows: Vec<&str> = out
        .lines()
        .filter(|line| line.contains("\"block\""))
        .collect();
    assert_eq!(rows.len(), 10, "{out}");
    assert!(
        rows[0].contains("\"line\":27"),
        "the hardest comes first: {}",
        rows[0]
    );
}

#[test]
fn the_real_content_gives_nobody_a_reason_to_speak() {
    let out = carta(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &["check", "--strict", "--format", "short"],
    );
    assert_eq!(text(&out.stderr), "");
    assert!(out.status.success());
}
