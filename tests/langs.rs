//! Two languages, one document: what an editor does to a small site, and exactly what carta then says
//! and publishes. Each case starts from the same site, whose ids and translations are recorded.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const IT: &str = "\
---
title: La scelta
slug: scelta
---

## Perché {#perche}

Nel 2021 si è deciso insieme. ^deciso

Poche parole con [un collegamento](index.md). ^parole

- il primo punto ^uno
- il secondo punto ^due
";

const EN: &str = "\
---
title: Choice
slug: choice
---

## Why {#perche}

In 2021 people decided together. ^deciso

A few words with [a link](index.md). ^parole

- the first point ^uno
- the second point ^due
";

struct Site {
    root: TempDir,
}

/// What a run of the program said.
struct Said {
    status: i32,
    out: String,
    /// Diagnostics as `file:line code`.
    found: Vec<String>,
    err: String,
}

impl Site {
    /// A site with a home page and nothing recorded.
    fn bare() -> Site {
        let root = tempfile::tempdir().expect("a temporary folder");
        let site = Site { root };
        site.write(
            "content/site.yaml",
            "title: Prova\nbase_url: https://example.org/\nlanguages: [it, en]\n",
        );
        site.write(
            "content/index.it.md",
            "---\ntitle: Prova\n---\n\nCiao. ^ciao\n",
        );
        site.write(
            "content/index.en.md",
            "---\ntitle: Trial\n---\n\nHello. ^ciao\n",
        );
        site
    }

    /// The site with the page `choice`, recorded.
    fn new() -> Site {
        let site = Site::bare();
        site.write("content/choice.it.md", IT);
        site.write("content/choice.en.md", EN);
        site.record();
        assert_eq!(site.check(), Vec::<String>::new());
        site
    }

    fn record(&self) {
        assert_eq!(self.run(&["ids", "--accept"]).status, 0);
        assert_eq!(self.run(&["translations", "accept", "."]).status, 0);
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders are made");
        fs::write(path, text).expect("the file is written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.path().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {path}");
        self.write(path, &text.replace(old, new));
    }

    fn run(&self, args: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_carta"))
            .args(args)
            .arg("--root")
            .arg(self.root.path())
            .args(["--lang", "en"])
            .args(if args.contains(&"--format") {
                &[][..]
            } else {
                &["--format", "short"]
            })
            .output()
            .expect("carta runs");
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        let found = err.lines().filter_map(|line| {
            let (place, rest) = line.split_once(": ")?;
            let (file, _column) = place.rsplit_once(':')?;
            let code = rest.split_once('[')?.1.split_once(']')?.0;
            Some(format!("{} {code}", file.trim_start_matches("content/")))
        });
        Said {
            status: output.status.code().expect("an exit status"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            found: found.collect(),
            err: err.clone(),
        }
    }

    fn check(&self) -> Vec<String> {
        self.run(&["check"]).found
    }

    /// Builds the site and gives a page of it.
    fn build(&self, page: &str) -> String {
        let said = self.run(&["build"]);
        assert_eq!(said.status, 0, "{}", said.err);
        self.read(&format!("site/{page}index.html"))
    }

    /// The ids of a page's blocks, in the order of the page.
    fn ids(&self, page: &str) -> Vec<String> {
        let html = self.build(page);
        let from = html.find("<div class=\"content\"").expect("text");
        let end = html[from..].find("\n</div>").expect("its end");
        let ids = html[from..from + end].split(" id=\"").skip(1);
        ids.filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect()
    }

    fn state(&self, key: &str) -> String {
        let said = self.run(&["translations", "status", "--format", "json"]);
        let status: Value = serde_json::from_str(&said.out).expect("JSON");
        let pages = status["pages"].as_array().expect("pages");
        let page = pages.iter().find(|page| page["key"] == key);
        page.unwrap_or_else(|| panic!("{key} in {}", said.out))["state"]
            .as_str()
            .expect("a state")
            .to_owned()
    }
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_renamed_heading_changes_no_address() {
    let site = Site::new();
    site.replace("content/choice.it.md", "## Perché", "## Per quale ragione");
    assert_eq!(site.check(), ["choice.en.md:6 translation-stale"]);
    let page = site.build("it/scelta/");
    assert!(
        page.contains("<h2 id=\"perche\">Per quale ragione"),
        "{page}"
    );
    for page in ["it/scelta/", "en/choice/"] {
        assert_eq!(site.ids(page), ["perche", "deciso", "parole", "uno", "due"]);
    }
}

#[test]
fn a_moved_paragraph_raises_no_alarm() {
    let site = Site::new();
    for (file, a, b) in [
        (
            "content/choice.it.md",
            "Nel 2021 si è deciso insieme. ^deciso\n\n",
            "Poche parole con [un collegamento](index.md). ^parole\n\n",
        ),
        (
            "content/choice.en.md",
            "In 2021 people decided together. ^deciso\n\n",
            "A few words with [a link](index.md). ^parole\n\n",
        ),
    ] {
        site.replace(file, &format!("{a}{b}"), &format!("{b}{a}"));
    }
    assert_eq!(site.check(), NOTHING);
    assert_eq!(site.state("choice"), "complete");
    for page in ["it/scelta/", "en/choice/"] {
        assert_eq!(site.ids(page), ["perche", "parole", "deciso", "uno", "due"]);
    }
}

#[test]
fn blocks_without_ids_that_move_together_raise_no_alarm_and_torn_pairs_do() {
    let site = Site::bare();
    let text = |title: &str, words: [&str; 2]| {
        format!("---\ntitle: {title}\n---\n\n{}\n\n{}\n", words[0], words[1])
    };
    site.write("content/a.it.md", &text("A", ["Uno è qui.", "Altro è là."]));
    site.write(
        "content/a.en.md",
        &text("A", ["One is here.", "Another is there."]),
    );
    site.record();
    site.write("content/a.it.md", &text("A", ["Altro è là.", "Uno è qui."]));
    assert_eq!(
        site.check(),
        ["a.en.md:5 translation-stale", "a.en.md:7 translation-stale"]
    );
    site.write(
        "content/a.en.md",
        &text("A", ["Another is there.", "One is here."]),
    );
    assert_eq!(site.check(), NOTHING);
}

#[test]
fn a_changed_word_is_shown_to_translators_and_noted_for_readers() {
    let site = Site::new();
    site.replace("content/choice.it.md", "deciso insieme", "scelto insieme");
    assert_eq!(site.check(), ["choice.en.md:8 translation-stale"]);
    assert_eq!(site.state("choice"), "stale");
    assert_eq!(
        site.run(&["translations", "diff", "choice"]).out,
        "content/choice.en.md:8 (en) choice#deciso\n  \
         Nel 2021 si è [-deciso-] {+scelto+} insieme.\n  \
         translation: In 2021 people decided together.\n\n"
    );
    let page = site.build("en/choice/");
    let notice = "In 2021 people decided together.</p>\n<p class=\"stale\">\
        <a href=\"../../it/scelta/#deciso\" hreflang=\"it\">The Italian original of this point has \
        changed since it was translated.</a></p>";
    assert!(page.contains(notice), "{page}");
    assert!(!site.build("it/scelta/").contains("class=\"stale\""));
    for page in ["it/scelta/", "en/choice/"] {
        assert_eq!(site.ids(page), ["perche", "deciso", "parole", "uno", "due"]);
    }

    let said = site.run(&["translations", "accept", "choice#deciso"]);
    assert_eq!(
        said.out,
        "1 blocks recorded in content/translations.lock.\n"
    );
    assert_eq!(site.check(), NOTHING);
    let diff = site.run(&["translations", "diff", "choice"]).out;
    assert_eq!(
        diff,
        "Nothing has changed since the translation was accepted.\n"
    );
}

#[test]
fn rewrapped_lines_and_other_apostrophes_raise_no_alarm() {
    let site = Site::new();
    site.replace(
        "content/choice.it.md",
        "Nel 2021 si è deciso insieme. ^deciso",
        "Nel 2021\nsi è deciso\ninsieme. ^deciso",
    );
    let crlf = site.read("content/choice.en.md").replace('\n', "\r\n");
    site.write("content/choice.en.md", &crlf);
    assert_eq!(site.check(), NOTHING);
    assert_eq!(site.state("choice"), "complete");
    for page in ["it/scelta/", "en/choice/"] {
        assert_eq!(site.ids(page), ["perche", "deciso", "parole", "uno", "due"]);
    }
}

#[test]
fn a_deleted_block_is_an_error_until_it_is_redirected() {
    let site = Site::new();
    site.replace("content/choice.it.md", "- il secondo punto ^due\n", "");
    site.replace("content/choice.en.md", "- the second point ^due\n", "");
    let said = site.run(&["check"]);
    assert_eq!(said.status, 1);
    assert_eq!(said.found, ["choice.it.md:2 id-vanished"]);
    assert!(said.err.contains("%%was: due%%"), "{}", said.err);

    // Behind the block that took its place …
    site.replace(
        "content/choice.it.md",
        "punto ^uno",
        "punto %%was: due%% ^uno",
    );
    assert_eq!(site.check(), NOTHING);
    for (page, words) in [
        ("it/scelta/", "il primo punto"),
        ("en/choice/", "the first point"),
    ] {
        let html = site.build(page);
        let item = format!("<li id=\"uno\"><span id=\"due\"></span>{words}</li>");
        assert!(html.contains(&item), "{html}");
    }
    // … or, when nothing did, on the page.
    site.replace("content/choice.it.md", " %%was: due%%", "");
    site.replace(
        "content/choice.it.md",
        "slug: scelta\n",
        "slug: scelta\nwas: [due]\n",
    );
    assert_eq!(site.check(), NOTHING);
    assert!(
        site.build("en/choice/")
            .contains("<span id=\"due\"></span><h2")
    );
}

#[test]
fn a_published_id_is_never_another_blocks() {
    let site = Site::new();
    site.replace(
        "content/choice.it.md",
        "punto ^uno",
        "punto %%was: due%% ^uno",
    );
    assert_eq!(site.check(), ["choice.it.md:12 id-reused"]);

    // Nor is it given to a block without an id of its own.
    let site = Site::new();
    for file in ["content/choice.it.md", "content/choice.en.md"] {
        let text = site.read(file).replace(" {#perche}", "");
        site.write(file, &text);
    }
    site.replace(
        "content/choice.it.md",
        "slug: scelta\n",
        "slug: scelta\nwas: [perche]\n",
    );
    assert_eq!(site.check(), NOTHING);
    assert!(site.build("it/scelta/").contains("<h2 id=\"perche-2\">"));
}

#[test]
fn a_block_split_in_two_keeps_its_id_and_waits_for_the_translation() {
    let site = Site::new();
    site.replace(
        "content/choice.it.md",
        "2021 si è deciso",
        "2021 si è scelto. ^deciso\n\nSi è deciso",
    );
    site.replace("content/choice.it.md", "insieme. ^deciso", "insieme.");
    assert_eq!(
        site.check(),
        [
            "choice.en.md:6 structure-mismatch",
            "choice.en.md:8 translation-stale",
        ]
    );
    assert_eq!(site.state("choice"), "structure");
    assert_eq!(
        site.ids("it/scelta/"),
        ["perche", "deciso", "perche-p2", "parole", "uno", "due"]
    );
    site.replace(
        "content/choice.en.md",
        "people decided",
        "people chose. ^deciso\n\nThey decided",
    );
    site.replace("content/choice.en.md", "together. ^deciso", "together.");
    assert_eq!(site.check(), ["choice.en.md:8 translation-stale"]);
    assert_eq!(site.run(&["translations", "accept", "choice"]).status, 0);
    assert_eq!(site.state("choice"), "complete");
    assert_eq!(
        site.ids("en/choice/"),
        ["perche", "deciso", "perche-p2", "parole", "uno", "due"]
    );
}

#[test]
fn a_renamed_page_keeps_its_blocks() {
    let site = Site::new();
    for lang in ["it", "en"] {
        let path = |name: &str| site.root.path().join(format!("content/{name}.{lang}.md"));
        fs::rename(path("choice"), path("selection")).expect("the file moves");
    }
    let said = site.run(&["check"]);
    assert_eq!(said.found, ["ids.lock:1 page-vanished"]);
    assert!(
        said.err.contains("selection.it.md has the same blocks"),
        "{}",
        said.err
    );
    assert_eq!(site.state("selection"), "complete");

    site.replace(
        "content/selection.it.md",
        "slug: scelta\n",
        "slug: scelta\nwas: [choice]\n",
    );
    assert_eq!(site.check(), NOTHING);
    let page = site.build("it/scelta/");
    for id in ["perche", "deciso", "parole", "uno", "due"] {
        assert!(page.contains(&format!(" id=\"{id}\"")), "{id}");
    }
}

#[test]
fn a_block_that_went_to_another_page_leaves_a_way() {
    let site = Site::new();
    for (lang, line) in [
        ("it", "- il secondo punto ^due\n"),
        ("en", "- the second point ^due\n"),
    ] {
        site.replace(&format!("content/choice.{lang}.md"), line, "");
        let home = site.read(&format!("content/index.{lang}.md"));
        let moved = line.replace("^due", "%%was: choice#due%% ^secondo");
        site.write(
            &format!("content/index.{lang}.md"),
            &format!("{home}\n{moved}"),
        );
    }
    // Written in one language it holds for both.
    site.replace("content/index.en.md", "%%was: choice#due%% ", "");
    assert_eq!(site.check(), NOTHING);
    let way = "<p class=\"moved\" id=\"due\"><a href=\"../../en/#secondo\">This point is now in “Trial”.</a></p>";
    let page = site.build("en/choice/");
    assert!(page.contains(way), "{page}");
}

#[test]
fn ids_are_written_into_all_languages_and_nothing_else_changes() {
    let site = Site::bare();
    let it = "\u{feff}---\r\ntitle: Uno\r\n---\r\n\r\nTitolo\r\n======\r\n\r\nParole  [@x]\r\nsu due righe  \r\n\r\n\
        * punto\r\n    1. dentro\r\n\r\n| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n## Altro ##\r\n> citata\r\n\r\n```\r\ncodice\r\n```\r\nfine";
    let en = "---\ntitle: One\n---\n\n# Title\n\nWords [@x] on one line\n\n\
        - point\n  1. inside\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Other\n\n> quoted\n\n```\ncodice\n```\n\nend\n";
    site.write("content/a.it.md", it);
    site.write("content/a.en.md", en);
    site.write(
        "content/bibliography.yaml",
        "x:\n  type: book\n  title: X\n  author: A, B\n  date: 2000\n",
    );
    let listed = site.run(&["ids"]).out;
    assert!(
        listed.ends_with(
            "9 blocks without a name of their own. Write them with: carta ids --write\n"
        ),
        "{listed}"
    );
    assert_eq!(site.read("content/a.it.md"), it);

    let said = site.run(&["ids", "--write"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(
        said.out,
        "Names written: 9, in 2 files. Recorded in content/ids.lock: 10.\n"
    );
    let it_with = "\u{feff}---\r\ntitle: Uno\r\n---\r\n\r\nTitolo {#titolo}\r\n======\r\n\r\nParole  [@x]\r\nsu due righe ^titolo-p1  \r\n\r\n\
        * punto ^titolo-p2\r\n    1. dentro ^titolo-p3\r\n\r\n| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n\r\n^titolo-p4\r\n\r\n## Altro ## {#altro}\r\n> citata\r\n\r\n^altro-p1\r\n\r\n```\r\ncodice\r\n```\r\n\r\n^altro-p2\r\n\r\nfine ^altro-p3";
    assert_eq!(site.read("content/a.it.md"), it_with);
    assert_eq!(
        site.read("content/a.en.md"),
        "---\ntitle: One\n---\n\n# Title {#titolo}\n\nWords [@x] on one line ^titolo-p1\n\n\
         - point ^titolo-p2\n  1. inside ^titolo-p3\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n^titolo-p4\n\n\
         ## Other {#altro}\n\n> quoted\n\n^altro-p1\n\n```\ncodice\n```\n\n^altro-p2\n\nend ^altro-p3\n"
    );
    assert_eq!(
        site.read("content/ids.lock"),
        "a#altro\na#altro-p1\na#altro-p2\na#altro-p3\na#titolo\na#titolo-p1\na#titolo-p2\na#titolo-p3\na#titolo-p4\nindex#ciao\n"
    );
    // A second time there is nothing to do.
    let said = site.run(&["ids", "--write"]);
    assert_eq!(
        said.out,
        "Names written: 0, in 0 files. Recorded in content/ids.lock: 0.\n"
    );
    assert_eq!(site.read("content/a.it.md"), it_with);
}

#[test]
fn nothing_is_written_while_the_content_has_errors() {
    let site = Site::new();
    site.replace("content/choice.it.md", "(index.md)", "(nowhere.md)");
    let before = site.read("content/translations.lock");
    for args in [&["ids", "--write"][..], &["translations", "accept", "."]] {
        let said = site.run(args);
        assert_eq!(
            (said.status, said.found),
            (1, vec!["choice.it.md:10 link-target-missing".to_owned()])
        );
    }
    assert_eq!(site.read("content/translations.lock"), before);
}

#[test]
fn what_stands_in_one_language_only_is_named_unless_it_is_meant() {
    let site = Site::bare();
    let page = |words: &str| format!("---\ntitle: A\n---\n\n{words}\n");
    let check = |it: &str, en: &str| {
        site.write("content/a.it.md", &page(it));
        site.write("content/a.en.md", &page(en));
        let said = site.run(&["check"]).err;
        let messages = said
            .lines()
            .filter(|line| line.contains("translation-differs"));
        let messages =
            messages.filter_map(|line| line.split_once("]: ")?.1.split_once(" is only in "));
        messages
            .map(|(thing, place)| {
                let place = place.split(" (").next().unwrap_or_default();
                format!("{thing} @ {}", place.trim_start_matches("content/a."))
            })
            .collect::<Vec<String>>()
    };
    for (it, en) in [
        // The same, written as each language writes it.
        ("30.000 persone, il 3,5%.", "30,000 people, 3.5%."),
        ("Il 10 novembre 2021.", "On 10 November 2021."),
        (
            "Ha 2 figli, alla fine degli anni Novanta.",
            "She has two children, in the late 1990s.",
        ),
        (
            "La versione 2.2 del maggio 2018.",
            "Version 2.2 of May 2018.",
        ),
        (
            "Nominata nel 2014 può essere altro.",
            "Named in 2014 may be another.",
        ),
        ("Vedi [qui](index.md).", "See [here](index.md)."),
        // Meant.
        ("Nel 2014. %%intended: 2014%%", "Then."),
        ("Nel 2014.", "Then. %%intended%%"),
    ] {
        assert_eq!(check(it, en), NOTHING, "{it} / {en}");
    }
    assert_eq!(
        check("Dal 1998, 30.000 persone.", "Since 1999, 30,000 people."),
        ["the number 1999 @ en.md:5:1", "the number 1998 @ it.md:5:1"]
            .iter()
            .rev()
            .copied()
            .collect::<Vec<_>>()
    );
    assert_eq!(
        check("Il 10 novembre.", "On 10 December."),
        ["month 11 @ it.md:5:1", "month 12 @ en.md:5:1"]
    );
    assert_eq!(
        check("Vedi [qui](index.md).", "See here."),
        ["the link to index @ it.md:5:1"]
    );
    assert_eq!(
        check(
            "Vedi [qui](https://a.example/).",
            "See [here](https://b.example/)."
        ),
        [
            "the link to https://a.example/ @ it.md:5:1",
            "the link to https://b.example/ @ en.md:5:1"
        ]
    );
    site.write(
        "content/bibliography.yaml",
        "x:\n  type: book\n  title: X\n  author: A, B\n  date: 2000\n",
    );
    assert_eq!(
        check("Parole [@x].", "Words."),
        ["the citation @x @ it.md:5:1"]
    );
    site.write(
        "content/a.it.md",
        "---\ntitle: A\nintended: [x]\n---\n\nParole [@x].\n",
    );
    assert_eq!(site.check(), NOTHING);
}

#[test]
fn a_list_that_is_too_short_is_said_in_an_editors_words() {
    let site = Site::bare();
    let list = |words: &[&str]| {
        let items: Vec<String> = words.iter().map(|word| format!("- {word}\n")).collect();
        items.concat()
    };
    let it = list(&["a", "b ^b", "c ^c", "d ^d", "e ^e", "f ^f", "g ^g"]);
    let en = list(&["a", "b ^b", "d ^d", "e ^e", "f ^f", "g ^g"]);
    site.write(
        "content/a.it.md",
        &format!("---\ntitle: A\n---\n\n## La selezione {{#s}}\n\n{it}"),
    );
    site.write(
        "content/a.en.md",
        &format!("---\ntitle: A\n---\n\n## Selection {{#s}}\n\n{en}"),
    );
    let said = site.run(&["check"]);
    assert_eq!(said.found, ["a.en.md:5 structure-mismatch"]);
    for words in [
        "La selezione",
        "7 list items in content/a.it.md:9:1",
        "6",
        "number 3",
    ] {
        assert!(said.err.contains(words), "{words} in {}", said.err);
    }
}

#[test]
fn side_by_side_pages_have_a_row_for_each_block() {
    let site = Site::new();
    site.replace(
        "content/choice.en.md",
        "A few words with [a link](index.md). ^parole\n\n",
        "",
    );
    let page = site.build("it-en/scelta/");
    let rows: Vec<&str> = page.split("<div class=\"pair-row ").skip(1).collect();
    let row = |row: &str| {
        let id = row
            .split("id=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let langs: Vec<&str> = row
            .split("<div class=\"pair-cell\" lang=\"")
            .skip(1)
            .filter_map(|cell| cell.split('"').next())
            .collect();
        (id.unwrap_or_default().to_owned(), langs.join(" "))
    };
    let found: Vec<(String, String)> = rows.iter().map(|text| row(text)).collect();
    let expected = ["perche", "deciso", "parole", "uno", "due"];
    assert_eq!(
        found,
        expected.map(|id| (id.to_owned(), "it en".to_owned()))
    );
    assert!(
        rows[2].contains(
            "<p class=\"pair-missing\">This point is not yet translated into English.</p>"
        )
    );
    assert!(
        rows[3].contains("<ul><li>il primo punto</li></ul>"),
        "{}",
        rows[3]
    );
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/it-en/scelta/\">"));
    assert!(page.contains(
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/en/choice/\">"
    ));
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
}

#[test]
fn a_page_without_translation_is_missing_and_stands_beside_a_notice() {
    let site = Site::new();
    fs::remove_file(site.root.path().join("content/choice.en.md")).expect("the file goes");
    assert_eq!(site.check(), ["choice.it.md:2 translation-missing"]);
    assert_eq!(site.state("choice"), "missing");
    let page = site.build("it-en/scelta/");
    assert_eq!(page.matches("<p class=\"pair-missing\">").count(), 5);
}

#[test]
fn a_line_left_from_a_merge_is_named() {
    let site = Site::new();
    let ids = site.read("content/ids.lock");
    site.write("content/ids.lock", &format!("<<<<<<< one\n{ids}"));
    let lock = site.read("content/translations.lock");
    site.write("content/translations.lock", &format!("{lock}=======\n"));
    let lines = lock.lines().count() + 1;
    assert_eq!(
        site.check(),
        [
            "ids.lock:1 lock-invalid".to_owned(),
            format!("translations.lock:{lines} lock-invalid")
        ]
    );
}

#[test]
fn two_branches_that_add_pages_merge_their_locks() {
    let site = Site::new();
    let git = |args: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
            .args(args)
            .current_dir(site.root.path())
            .output()
            .expect("this test needs git");
        assert!(output.status.success(), "{args:?}: {output:?}");
    };
    let add = |name: &str| {
        for lang in ["it", "en"] {
            site.write(
                &format!("content/{name}.{lang}.md"),
                &format!("---\ntitle: {name}\n---\n\n{name} {lang}\n"),
            );
        }
        assert_eq!(site.run(&["ids", "--write"]).status, 0);
        assert_eq!(site.run(&["translations", "accept", name]).status, 0);
        git(&["add", "content"]);
        git(&["commit", "-qm", name]);
    };
    // What stands side by side in a sorted file, both branches change: git keeps both lines.
    let attributes = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/.gitattributes");
    fs::copy(attributes, site.root.path().join("content/.gitattributes")).expect("it is copied");
    git(&["init", "-qb", "main"]);
    git(&["add", "content"]);
    git(&["commit", "-qm", "start"]);
    git(&["checkout", "-qb", "other"]);
    add("alfa");
    git(&["checkout", "-q", "main"]);
    add("beta");
    git(&["merge", "-q", "other", "-m", "both"]);
    assert_eq!(site.check(), NOTHING);
    assert_eq!(
        (site.state("alfa"), site.state("beta")),
        ("complete".to_owned(), "complete".to_owned())
    );
    // The next write puts them in order.
    assert_eq!(site.run(&["ids", "--accept"]).status, 0);
    let mut lines: Vec<String> = site
        .read("content/ids.lock")
        .lines()
        .map(str::to_owned)
        .collect();
    let merged = lines.clone();
    lines.sort();
    assert_eq!(merged, lines);
}

#[test]
fn this_repositorys_own_translations_are_complete() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_carta"))
        .args(["translations", "status", "--lang", "en", "--root"])
        .arg(root)
        .output()
        .expect("carta runs");
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(
        out.contains("missing 0, different structure 0, stale 0, not yet accepted 0"),
        "{out}"
    );
}

#[test]
fn a_country_is_not_guessed_for_a_language_whose_words_name_none() {
    let site = Site::bare();
    site.replace("content/site.yaml", "[it, en]", "[it, en, fr]");
    site.write(
        "content/index.fr.md",
        "---\ntitle: Essai\n---\n\nBonjour. ^ciao\n",
    );
    let locale = |page: &str| {
        let html = site.build(page);
        let meta = html.split("<meta property=\"og:locale\" content=\"").nth(1);
        meta.and_then(|rest| rest.split('"').next())
            .map(str::to_owned)
    };
    assert_eq!(locale("it/").as_deref(), Some("it_IT"));
    assert_eq!(locale("fr/"), None);
    site.write("i18n/fr/words.ftl", "og-locale = fr_CA\n");
    assert_eq!(locale("fr/").as_deref(), Some("fr_CA"));
}

#[test]
fn side_by_side_a_paragraph_of_a_document_has_the_number_that_it_has_on_its_own_page() {
    let site = Site::new();
    site.replace(
        "content/choice.it.md",
        "slug: scelta\n",
        "slug: scelta\nkind: document\n",
    );
    let numbers = |page: &str, class: &str| -> Vec<String> {
        let html = site.build(page);
        let opening = format!("<a class=\"{class}\" href=\"#");
        let links = html.split(&opening).skip(1);
        links
            .filter_map(|link| {
                let (id, rest) = link.split_once('"')?;
                let words = rest.split_once('>')?.1.split('<').next()?;
                Some(format!("{id} {words}"))
            })
            .collect()
    };
    assert_eq!(numbers("it/scelta/", "para"), ["deciso 1", "parole 2"]);
    assert_eq!(
        numbers("it-en/scelta/", "pair-link"),
        ["perche #", "deciso 1", "parole 2", "uno #", "due #"]
    );
}
