//! Frozen versions: what `carta freeze` writes, what of it is published for ever, and what is said to have
//! changed. Each test starts from the same small site.

mod shared;

use shared::{carta, folder, outcome, write};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const IT: &str = "\
---
title: La scelta
slug: scelta
order: 1
sources: [opera]
---

## Perché {#perche}

Si è deciso *insieme*, con un aiuto. [@opera, p. 7] ^deciso

Con [un collegamento](../altro.md#punto), [un fratello](second.md#due) e [[aiuto]], [[altro]]. ^parole

![Un disegno](disegno.svg)
";

const EN: &str = "\
---
title: Choice
slug: choice
---

## Why {#perche}

It was decided *together*, with help. [@opera, p. 7] ^deciso

With [a link](../altro.md#punto), [a sibling](second.md#due) and [[help]], [[altro]]. ^parole

![A drawing](disegno.svg)
";

struct Site {
    _dir: TempDir,
    root: PathBuf,
}

impl Site {
    fn new() -> Site {
        let (_dir, root) = folder();
        let site = Site { _dir, root };
        site.write(
            "content/site.yaml",
            "title: Prova\nbase_url: https://example.org/\nlanguages: [it, en]\nversion: \"2\"\n",
        );
        site.write(
            "content/bibliography.yaml",
            "opera:\n  type: book\n  title: L’opera\n  author: Rossi, A\n  date: 2001\n",
        );
        for (lang, [home, doc, second, other, help]) in [
            ("it", ["Inizio", "Documento", "Due", "Altro", "Aiuto"]),
            ("en", ["Home", "Document", "Two", "Other", "Help"]),
        ] {
            let page = |key: &str, front: &str, body: &str| {
                let front = if lang == "it" { front } else { "" };
                let path = format!("content/{key}.{lang}.md");
                let title = match key {
                    "index" => home,
                    "doc/index" => doc,
                    "doc/second" => second,
                    "altro" => other,
                    _ => help,
                };
                site.write(
                    &path,
                    &format!("---\ntitle: {title}\n{front}---\n\n{body}\n"),
                );
            };
            page("index", "", "Parole. ^ciao");
            page("doc/index", "children: document\n", "Parole. ^doc");
            page("doc/second", "order: 2\n", "Uno. ^uno\n\nDue. ^due");
            page("altro", "", "Un punto. ^punto");
            page("glossario/index", "children: term\n", "Parole. ^glossario");
            page("glossario/aiuto", "", "Parole. ^aiuto");
        }
        site.write("content/doc/first.it.md", IT);
        site.write("content/doc/first.en.md", EN);
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        site.write("content/doc/disegno.svg", svg);
        assert_eq!(site.run(&["ids", "--accept"]).0, 0);
        assert_eq!(site.run(&["translations", "accept", "."]).0, 0);
        site.clean();
        site
    }

    fn run(&self, words: &[&str]) -> (i32, String, String) {
        let more = ["--lang", "en", "--format", "short"];
        outcome(&mut carta(&self.root, &[words, &more].concat()))
    }

    /// Nothing is wrong with the site.
    fn clean(&self) {
        let (status, _, said) = self.run(&["check", "--strict"]);
        assert_eq!((status, said.as_str()), (0, ""));
    }

    fn freeze(&self, label: &str) {
        let (status, _, said) = self.run(&["freeze", label]);
        assert_eq!((status, said.as_str()), (0, ""));
    }

    fn build(&self) {
        let (status, _, said) = self.run(&["build"]);
        assert_eq!(status, 0, "{said}");
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.root.join(path), text);
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.root.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    }

    fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {path}");
        self.write(path, &text.replace(old, new));
    }

    /// The files of a folder, by path.
    fn files(&self, path: &str) -> Vec<String> {
        shared::files(&self.root.join(path)).into_keys().collect()
    }

    /// The text of a page of the built site, between the marks of its content.
    fn content(&self, path: &str) -> String {
        let html = self.read(&format!("site/{path}index.html"));
        let (_, rest) = html.split_once("<div class=\"content\">\n").expect("text");
        let end = rest.find("\n</div>\n").expect("its end");
        rest[..end].to_owned()
    }

    /// What a page of changes says: a line for each page, then one for each block.
    fn changes(&self, path: &str) -> Vec<String> {
        let html = self.read(&format!("site/{path}index.html"));
        let plain = |html: &str| {
            let mut out = String::new();
            let mut tag = false;
            for c in html.chars() {
                match c {
                    '<' => tag = true,
                    '>' => tag = false,
                    c if !tag => out.push(c),
                    _ => {}
                }
            }
            out.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let (_, rest) = html.split_once("<div class=\"content\">").expect("text");
        let rest = rest.split("</article>").next().expect("its end");
        let html = rest
            .replace("<span class=\"unseen\"", "\u{1}<span class=\"unseen\"")
            .replace("<del>", "[-")
            .replace("</del>", "-]")
            .replace("<ins>", "{+")
            .replace("</ins>", "+}");
        // What is only said to those who hear the page is left out here.
        let mut text = String::new();
        for (at, part) in html.split('\u{1}').enumerate() {
            let visible = match at {
                0 => part,
                _ => part.split_once("</span>").map_or("", |(_, after)| after),
            };
            text.push_str(visible);
        }
        let lines = text.split("</h2>").flat_map(|part| part.split("</p>"));
        let lines = lines.map(plain).filter(|line| !line.is_empty());
        lines.collect()
    }
}

#[test]
fn a_version_is_a_copy_of_the_documents_and_of_what_they_need() {
    let site = Site::new();
    // Byte for byte: a mark at the start and the line ends of Windows are part of it.
    let odd = format!("\u{feff}{}", EN.replace('\n', "\r\n"));
    site.write("content/doc/first.en.md", &odd);
    let before = shared::files(&site.root.join("content"));
    let (status, said, wrong) = site.run(&["freeze", "2026.11"]);
    assert_eq!((status, wrong.as_str()), (0, ""));
    assert_eq!(
        said,
        "Edition 2026.11, 22 November 2026: 6 pages, 13 files in ./content/versions/2026.11\n\
         From the next build on it stands at /it/v/2026.11/. Do not change its files: carta check would say so.\n\
         1 block is named after its place. It is better to give it a name of its own before an edition: carta ids --write\n"
    );
    assert_eq!(
        site.files("content/versions"),
        [
            "bibliography.yaml",
            "doc/disegno.svg",
            "doc/first.en.md",
            "doc/first.it.md",
            "doc/index.en.md",
            "doc/index.it.md",
            "doc/second.en.md",
            "doc/second.it.md",
            "ids.lock",
            "site.yaml",
            "translations.lock",
            "version.lock",
            "version.yaml",
        ]
        .map(|path| format!("2026.11/{path}"))
    );
    let after = shared::files(&site.root.join("content"));
    for (path, bytes) in &after {
        let Some(original) = path.strip_prefix("versions/2026.11/") else {
            continue;
        };
        let own = [
            "ids.lock",
            "translations.lock",
            "version.lock",
            "version.yaml",
        ];
        if !own.contains(&original) {
            assert_eq!(before[original], *bytes, "{path}");
        }
    }
    assert_eq!(
        site.read("content/versions/2026.11/ids.lock"),
        "doc/first#deciso\ndoc/first#parole\ndoc/first#perche\ndoc/index#doc\ndoc/second#due\ndoc/second#uno\n"
    );
    assert_eq!(
        site.read("content/versions/2026.11/version.yaml"),
        "label: \"2026.11\"\nnumber: 1\ndate: 2026-11-22\ntitles:\n  \
         en:\n    \"altro\": \"Other\"\n    \"help\": \"help\"\n  \
         it:\n    \"aiuto\": \"Aiuto\"\n    \"altro\": \"Altro\"\n"
    );
    // Nothing else was touched.
    assert!(before.iter().all(|(path, bytes)| after[path] == *bytes));
    let lock = site.read("content/versions/2026.11/version.lock");
    let paths: Vec<&str> = lock.lines().map(|line| &line[66..]).collect();
    assert!(paths.is_sorted() && paths.len() == 12, "{lock}");
}

#[test]
fn a_version_is_never_overwritten_and_its_name_can_be_a_folder_and_an_address() {
    let site = Site::new();
    site.freeze("1.0");
    let before = shared::files(&site.root.join("content"));
    site.replace("content/doc/first.it.md", "insieme", "da soli");
    let changed = site.read("content/doc/first.it.md");
    for label in ["1.0", "a", "../b", "b/c", "/tmp/d"] {
        if label == "a" {
            site.freeze("A");
        }
        let (status, said, wrong) = site.run(&["freeze", label]);
        assert_eq!((status, said.as_str()), (2, ""), "{label}: {wrong}");
    }
    let dots = "1".repeat(41);
    for label in [
        "",
        " ",
        ".",
        "..",
        ".x",
        "x.",
        "a..b",
        "a b",
        "è",
        "x\ny",
        "con",
        "NUL.txt",
        "com1",
        "-x",
        "a\\b",
        "index",
        "modifiche",
        "Changes",
        "%2e",
        "x#y",
        "x?y",
        &dots,
    ] {
        let (status, said, wrong) = outcome(&mut carta(
            &site.root,
            &["--lang", "en", "freeze", "--", label],
        ));
        assert_eq!((status, said.as_str()), (2, ""), "{label:?}: {wrong}");
        assert!(
            wrong.contains("cannot be the name of an edition"),
            "{label:?}: {wrong}"
        );
    }
    let mut after = shared::files(&site.root.join("content"));
    after.retain(|path, _| !path.starts_with("versions/A/"));
    let text = after.insert(
        "doc/first.it.md".to_owned(),
        before["doc/first.it.md"].clone(),
    );
    assert_eq!(text, Some(changed.into_bytes()));
    assert_eq!(after, before);
}

#[test]
fn a_version_is_written_whole_or_not_at_all() {
    let site = Site::new();
    // Not while the content has errors.
    site.replace("content/doc/first.it.md", "second.md#due", "nowhere.md");
    let (status, _, said) = site.run(&["freeze", "1"]);
    assert_eq!(status, 1);
    assert!(said.contains("link-target-missing"), "{said}");
    assert!(!site.root.join("content/versions").exists());
    site.replace("content/doc/first.it.md", "nowhere.md", "second.md#due");
    // Not where a link leads elsewhere.
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), site.root.join("content/versions"))
        .expect("a link");
    assert_ne!(site.run(&["freeze", "1"]).0, 0);
    assert_eq!(shared::files(elsewhere.path()).len(), 0);
    site.remove("content/versions");
    // What a crash left is nobody's version; the next one takes its place.
    site.write("content/versions/.1.carta-new/doc/first.it.md", "half");
    site.clean();
    site.freeze("1");
    assert_eq!(site.files("content/versions").len(), 13);
    assert!(!site.root.join("content/versions/.1.carta-new").exists());
    site.clean();
    // No room: nothing stays, and what was there is as it was.
    let before = shared::files(&site.root.join("content"));
    let versions = site.root.join("content/versions");
    let rights = |mode| {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&versions, fs::Permissions::from_mode(mode)).expect("rights");
    };
    rights(0o555);
    let (status, _, said) = outcome(&mut shared::carta_without_powers(
        &site.root,
        &["freeze", "2", "--lang", "en"],
    ));
    rights(0o755);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("nothing of it was kept"), "{said}");
    assert_eq!(shared::files(&site.root.join("content")), before);
}

#[test]
fn a_site_without_documents_has_nothing_to_freeze() {
    let site = Site::new();
    for path in site.files("content/doc") {
        site.remove(&format!("content/doc/{path}"));
    }
    site.remove("content/ids.lock");
    let (status, _, said) = site.run(&["freeze", "1"]);
    assert_eq!(status, 2);
    assert!(said.contains("kind document"), "{said}");
}

#[test]
fn a_frozen_page_says_what_it_is_and_keeps_its_links() {
    let site = Site::new();
    site.freeze("2026.11");
    site.clean();
    site.build();
    let html = site.read("site/it/v/2026.11/doc/scelta/index.html");
    for part in [
        "<link rel=\"canonical\" href=\"https://example.org/it/v/2026.11/doc/scelta/\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/en/v/2026.11/doc/choice/\">",
        "<meta name=\"robots\" content=\"noindex\">",
        "<link rel=\"latest-version\" href=\"../../../../../it/doc/scelta/\">",
        "Stai leggendo l’edizione 2026.11 di queste pagine, del 22 novembre 2026.",
        "<a href=\"../../../../../it/doc/scelta/\">Vai al testo di oggi</a>",
        "Versione 2026.11",
        "<a href=\"../../../../../it/v/2026.11/doc/second/\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(
        site.content("it/v/2026.11/doc/scelta/"),
        site.content("it/doc/scelta/")
            .replace("../../../it/doc/", "../../../../../it/v/2026.11/doc/")
            .replace("\"../../../it/", "\"../../../../../it/")
            .replace(
                "../../../files/doc/",
                "../../../../../files/versions/2026.11/doc/"
            )
    );
    let page = site.read("site/it/doc/scelta/index.html");
    assert!(page.contains("<a href=\"../../../it/v/2026.11/doc/scelta/\">Edizione 2026.11</a>"));
    assert!(page.contains("<a href=\"../../../it/v/\">Edizioni</a>"));
    for path in [
        "en/v/2026.11/doc/choice/index.html",
        "it/v/index.html",
        "it/v/2026.11/index.html",
        "it/v/modifiche/index.html",
        "en/v/changes/index.html",
        "files/versions/2026.11/doc/disegno.svg",
    ] {
        assert!(site.root.join("site").join(path).exists(), "{path}");
    }
}

#[test]
fn what_leads_to_frozen_pages_is_what_speaks_of_them() {
    let site = Site::new();
    site.build();
    let before = shared::files(&site.root.join("site"));
    site.freeze("2026.11");
    site.build();
    let after = shared::files(&site.root.join("site"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for (path, bytes) in &before {
        let is_text = path.starts_with("search/") || path.starts_with("assets/search/");
        if path == "sitemap.xml" || is_text {
            assert_eq!(after[path], *bytes, "{path}");
        }
    }
    // Nobody else knows them: no list, no menu, no “mentioned in”.
    for (path, bytes) in &after {
        let about = path.contains("/v/") || path.ends_with("feed.xml");
        let own = ["it/doc/", "en/doc/", "it-en/doc/"];
        let elsewhere = !own.iter().any(|own| path.starts_with(own));
        if path.ends_with(".html") && !about && elsewhere {
            assert!(!text(bytes).contains("/v/2026.11/"), "{path}");
        }
    }
    let term = text(&after["it/glossario/aiuto/index.html"]);
    assert!(term.contains("it/doc/scelta/#deciso"), "{term}");
}

#[test]
fn a_frozen_text_outlives_all_that_it_led_to() {
    let site = Site::new();
    site.freeze("2026.11");
    site.build();
    let path = "it/v/2026.11/doc/scelta/";
    let before = site.content(path);
    let sources = |site: &Site| {
        let html = site.read(&format!("site/{path}index.html"));
        let from = html.find("<ol class=\"references\">").expect("sources");
        html[from..from + html[from..].find("</ol>").expect("its end")].to_owned()
    };
    let works = sources(&site);
    // Everything goes: documents, terms, works, pictures, recorded ids, even a language.
    for path in site.files("content") {
        if !path.starts_with("versions/") {
            site.remove(&format!("content/{path}"));
        }
    }
    site.write(
        "content/site.yaml",
        "title: Altro\nbase_url: https://example.org/\nlanguages: [it]\n",
    );
    site.write(
        "content/index.it.md",
        "---\ntitle: Inizio\n---\n\nParole.\n",
    );
    site.clean();
    site.build();
    assert_eq!(sources(&site), works);
    assert_eq!(
        site.content(path),
        before
            .replace(
                "<a href=\"../../../../../it/altro/#punto\">un collegamento</a>",
                "un collegamento"
            )
            .replace(
                "<a href=\"../../../../../it/glossario/aiuto/\">Aiuto</a>",
                "Aiuto"
            )
            .replace("<a href=\"../../../../../it/altro/\">Altro</a>", "Altro")
            .replace(
                "<a class=\"term\" href=\"../../../../../it/glossario/aiuto/\" \
                 data-popup=\"carta-term-glossario-aiuto\">aiuto</a>",
                "aiuto"
            )
    );
    assert!(!site.content(path).contains("/it/altro/"));
    let html = site.read(&format!("site/{path}index.html"));
    assert!(html.contains("Oggi questa pagina non c’è più."), "{html}");
    assert!(
        site.root
            .join("site/files/versions/2026.11/doc/disegno.svg")
            .exists()
    );
    // A language that the site gave up is not published any more; the others are.
    assert!(!site.root.join("site/en").exists());
}

#[test]
fn other_line_ends_are_no_change_and_a_word_is() {
    let site = Site::new();
    site.freeze("1");
    // As git writes them on Windows, in texts, settings and lock.
    for path in site.files("content/versions") {
        let path = format!("content/versions/{path}");
        let text = site.read(&path);
        site.write(&path, &text.replace('\n', "\r\n"));
    }
    site.clean();
    site.replace("content/versions/1/doc/first.it.md", "insieme", "da soli");
    let (status, _, said) = site.run(&["build"]);
    assert_eq!(status, 1);
    let place = "content/versions/1/doc/first.it.md:1:1: error[version-changed]";
    assert!(said.starts_with(place), "{said}");
}

#[test]
fn changes_are_shown_block_by_block_and_word_by_word_in_both_languages() {
    let site = Site::new();
    site.freeze("1");
    site.build();
    let nothing = site.changes("it/v/modifiche/");
    assert_eq!(nothing, ["Non è cambiato niente."]);
    // A word; a block that came, one that went; an id that follows its place moves nobody else's words.
    for (lang, old, new) in [("it", "insieme", "da soli"), ("en", "together", "alone")] {
        let path = format!("content/doc/first.{lang}.md");
        site.replace(&path, old, new);
    }
    for lang in ["it", "en"] {
        let path = format!("content/doc/second.{lang}.md");
        let was = if lang == "it" { " %%was: uno%%" } else { "" };
        let new = format!("Nuovo qui.{was}\n\nAltro ancora.");
        site.replace(&path, "Uno. ^uno", &new);
    }
    site.run(&["translations", "accept", "."]);
    site.freeze("2");
    // A page that came, one that went, one with another name.
    for lang in ["it", "en"] {
        let path = |name: &str| format!("content/doc/{name}.{lang}.md");
        let was = if lang == "it" {
            "was: [doc/second]\n"
        } else {
            ""
        };
        let text = site
            .read(&path("second"))
            .replace("---\n\n", &format!("{was}---\n\n"));
        site.remove(&path("second"));
        site.write(
            &path("renamed"),
            &text.replace("Altro ancora.", "Altro, ancora oggi."),
        );
        site.write(&path("third"), "---\ntitle: Tre\n---\n\nParole. ^tre\n");
        site.replace(&path("first"), "second.md", "renamed.md");
    }
    site.run(&["translations", "accept", "."]);
    site.build();
    assert_eq!(
        site.changes("it/v/2/modifiche/"),
        [
            "La scelta",
            "Riscritto · Perché #deciso",
            "Si è deciso [-insieme,-] {+da soli,+} con un aiuto. (p. 7)",
            "Due",
            "Tolto · #uno",
            "[-Uno.-]",
            "Aggiunto · #p1",
            "{+Nuovo qui.+}",
            "Aggiunto · #p2",
            "{+Altro ancora.+}",
        ]
    );
    assert_eq!(
        site.changes("en/v/2/changes/"),
        [
            "Choice",
            "Reworded · Why #deciso",
            "It was decided [-together,-] {+alone,+} with help. (p. 7)",
            "Two",
            "Removed · #uno",
            "[-Uno.-]",
            "Added · #p1",
            "{+Nuovo qui.+}",
            "Added · #p2",
            "{+Altro ancora.+}",
        ]
    );
    assert_eq!(
        site.changes("it/v/modifiche/"),
        [
            "Due",
            "Riscritto · #p2",
            "[-Altro ancora.-] {+Altro, ancora oggi.+}",
            "Tre",
            "Questa pagina è nuova.",
        ]
    );
    // Said in words too, for those who hear the page.
    let html = site.read("site/it/v/2/modifiche/index.html");
    assert!(html.contains("<del><span class=\"unseen\" lang=\"it\">[tolto] </span>insieme,"));
    // The frozen page of the name before leads to the one of today.
    let old = site.read("site/it/v/1/doc/second/index.html");
    assert!(old.contains("Vai al testo di oggi"), "{old}");
    assert!(old.contains("Questa pagina nell’edizione 2, quella dopo"));
}

#[test]
fn a_translation_that_comes_later_is_said_to_have_come() {
    let site = Site::new();
    let text = site.read("content/doc/second.en.md");
    site.remove("content/doc/second.en.md");
    site.freeze("1");
    site.write("content/doc/second.en.md", &text);
    site.build();
    assert_eq!(
        site.changes("en/v/changes/"),
        ["Two", "This page was translated."]
    );
    assert_eq!(site.changes("it/v/modifiche/"), ["Non è cambiato niente."]);
    let frozen = site.read("site/en/v/1/doc/second/index.html");
    assert!(frozen.contains("lang=\"it\""), "{frozen}");
}

#[test]
fn a_number_from_the_data_stays_what_it_was() {
    let site = Site::new();
    for lang in ["it", "en"] {
        let neutral = |text: &'static str| if lang == "it" { text } else { "" };
        site.write(
            &format!("content/paesi/index.{lang}.md"),
            &format!(
                "---\ntitle: Paesi\n{}---\n\nParole. ^paesi\n",
                neutral(
                    "children: country\ncolumns:\n  - id: ore\n    type: number\n    label: Ore\n"
                )
            ),
        );
        site.write(
            &format!("content/paesi/italia.{lang}.md"),
            &format!(
                "---\ntitle: Italia\n{}---\n\nParole. ^italia\n",
                neutral("facts:\n  ore: { value: 40, source: opera }\n")
            ),
        );
        let path = format!("content/doc/second.{lang}.md");
        let words = "Sono {fact:paesi/italia.ore} ore. ^due\n\n```comparison\nof: paesi\n```";
        site.replace(&path, "Due. ^due", words);
    }
    site.freeze("1");
    site.replace("content/paesi/italia.it.md", "40", "50");
    site.build();
    let shown = |path: &str| site.content(path).contains("Sono 40 ore.");
    assert_eq!(
        (shown("it/v/1/doc/second/"), shown("it/doc/second/")),
        (true, false)
    );
    assert_eq!(
        site.changes("it/v/modifiche/"),
        ["Due", "Riscritto · #due", "Sono ore. [-(40)-] {+(50)+}"]
    );
    // A table's entries are those of the version: its numbers, its pages.
    let table = site.content("it/v/1/doc/second/");
    let entry = "<a href=\"../../../../../it/v/1/paesi/italia/\">Italia</a>";
    assert!(table.contains(entry) && !table.contains("50"), "{table}");
    for path in ["content/paesi/index", "content/paesi/italia"] {
        site.remove(&format!("{path}.it.md"));
        site.remove(&format!("{path}.en.md"));
    }
    for lang in ["it", "en"] {
        let path = format!("content/doc/second.{lang}.md");
        let words = "Sono {fact:paesi/italia.ore} ore. ^due\n\n```comparison\nof: paesi\n```";
        site.replace(&path, words, "Tante ore. ^due");
    }
    site.build();
    assert_eq!(site.content("it/v/1/doc/second/"), table);
    let facts = site.read("site/it/v/1/paesi/italia/index.html");
    assert!(facts.contains("40"), "{facts}");
}

#[test]
fn what_a_list_shows_is_frozen_whatever_kind_it_is() {
    let site = Site::new();
    for (key, children, front) in [
        ("sapere", "competence", "code: G1\ngroup: general\n"),
        (
            "scelta",
            "criterion",
            "type: procedure\nrequirement: must\n",
        ),
    ] {
        for lang in ["it", "en"] {
            let neutral = |text: &str| {
                if lang == "it" {
                    text.to_owned()
                } else {
                    String::new()
                }
            };
            let page = |key: &str, front: &str, id: &str| {
                let front = neutral(front);
                site.write(
                    &format!("content/{key}.{lang}.md"),
                    &format!("---\ntitle: {id}\n{front}---\n\nParole. ^{id}\n"),
                );
            };
            page(
                &format!("{key}/index"),
                &format!("children: {children}\n"),
                key,
            );
            page(&format!("{key}/uno"), front, "uno");
        }
    }
    for lang in ["it", "en"] {
        let lists =
            "```list\nof: sapere\n```\n\n```list\nof: scelta\n```\n\n```list\nof: glossario\n```";
        let path = format!("content/doc/second.{lang}.md");
        site.replace(&path, "Due. ^due", &format!("Due. ^due\n\n{lists}"));
    }
    site.freeze("1");
    site.build();
    for path in ["sapere/uno", "scelta/uno", "glossario", "glossario/aiuto"] {
        let page = site.read(&format!("site/en/v/1/{path}/index.html"));
        assert!(page.contains("You are reading edition 1"), "{path}");
    }
}

#[test]
fn versions_follow_each_other_as_they_were_frozen() {
    let site = Site::new();
    for label in ["b", "a", "10", "9"] {
        site.freeze(label);
    }
    site.build();
    let html = site.read("site/en/v/index.html");
    let order: Vec<&str> = html.split(">Edition ").skip(1).collect();
    let order: Vec<&str> = order
        .iter()
        .map(|rest| rest.split('<').next().unwrap_or(""))
        .collect();
    assert_eq!(order, ["9", "10", "a", "b"]);
    for (label, changes) in [("b", false), ("a", true), ("10", true), ("9", true)] {
        let page = format!("site/en/v/{label}/changes/index.html");
        assert_eq!(site.root.join(page).exists(), changes, "{label}");
    }
}

#[test]
fn the_feed_tells_what_changed_and_knows_no_clock() {
    let site = Site::new();
    site.build();
    assert!(!site.root.join("site/it/feed.xml").exists());
    assert!(!site.read("site/it/index.html").contains("atom+xml"));

    site.freeze("1");
    site.replace(
        "content/altro.it.md",
        "title: Altro\n",
        "title: \"Altro <&>\"\nupdated: 2026-12-01\n",
    );
    site.replace(
        "content/site.yaml",
        "version: \"2\"\n",
        "version: \"2\"\nupdated: 2026-12-02\npublisher: Noi\n",
    );
    site.build();
    let feed = site.read("site/it/feed.xml");
    assert_eq!(
        feed,
        "\
<?xml version=\"1.0\" encoding=\"utf-8\"?>
<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"it\">
<id>https://example.org/it/feed.xml</id>
<title>Prova</title>
<updated>2026-12-02T00:00:00Z</updated>
<link rel=\"self\" type=\"application/atom+xml\" href=\"https://example.org/it/feed.xml\"/>
<link rel=\"alternate\" type=\"text/html\" hreflang=\"it\" href=\"https://example.org/it/\"/>
<author><name>Noi</name></author>
<entry>
<id>tag:example.org,2026-12-02:/it/</id>
<title>Versione 2</title>
<updated>2026-12-02T00:00:00Z</updated>
<link rel=\"alternate\" type=\"text/html\" hreflang=\"it\" href=\"https://example.org/it/\"/>
<summary></summary>
</entry>
<entry>
<id>tag:example.org,2026-12-01:/it/altro</id>
<title>Altro &lt;&amp;&gt;</title>
<updated>2026-12-01T00:00:00Z</updated>
<link rel=\"alternate\" type=\"text/html\" hreflang=\"it\" href=\"https://example.org/it/altro/\"/>
<summary>Un punto.</summary>
</entry>
<entry>
<id>tag:example.org,2026-11-22:/it/v/1</id>
<title>Edizione 1</title>
<updated>2026-11-22T00:00:00Z</updated>
<link rel=\"alternate\" type=\"text/html\" hreflang=\"it\" href=\"https://example.org/it/v/1/\"/>
<summary>Documento · La scelta · Due</summary>
</entry>
</feed>
"
    );
    let english = site.read("site/en/feed.xml");
    assert!(
        english.contains("Edition 1") && !english.contains("altro"),
        "{english}"
    );
    for path in site.files("site") {
        // Pages for frames lead nowhere but to their page.
        if path.starts_with("it/") && path.ends_with(".html") && !path.contains("/embed/") {
            let html = site.read(&format!("site/{path}"));
            let link = "<link rel=\"alternate\" type=\"application/atom+xml\"";
            assert!(html.contains(link), "{path}");
        }
    }
    assert!(
        site.read("site/_headers")
            .contains("/*/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n")
    );
    let apache =
        "<Files \"feed.xml\">\n  ForceType \"application/atom+xml; charset=utf-8\"\n</Files>";
    assert!(site.read("site/.htaccess").contains(apache));
}
