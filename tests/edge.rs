//! The program as its users meet it: commands, exit statuses, formats, and what is left on disk when
//! something goes wrong. What the texts of a site come to is in `tests/cases`; what becomes of an output
//! folder in every circumstance, in `tests/emit.rs`.
#![cfg(unix)]

mod shared;

use carta::diag::Code;
use carta::page::PageKind;
use serde_json::Value;
use shared::{carta, carta_without_powers, files, folder, outcome, write};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

const SETTINGS: &str = "title: Prova\nbase_url: https://example.org/\nlanguages: [it]\n";

/// A site of one page.
fn small(root: &Path) {
    write(&root.join("content/site.yaml"), SETTINGS);
    write(
        &root.join("content/index.it.md"),
        "---\ntitle: Prova\n---\n\nTesto.\n",
    );
}

/// Runs the program and checks its status; gives standard output and standard error.
fn run(root: &Path, words: &[&str], status: i32) -> (String, String) {
    let (found, stdout, stderr) = outcome(&mut carta(root, words));
    assert_eq!(found, status, "{words:?}\n{stdout}\n{stderr}");
    (stdout, stderr)
}

/// The names beside the output that builds use for themselves.
fn leftovers(root: &Path) -> Vec<String> {
    let names = fs::read_dir(root).expect("a folder");
    let names = names.map(|entry| {
        entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    names
        .filter(|name| name.contains(".carta-") && name != ".carta-program")
        .collect()
}

// --- The command line ---

#[test]
fn a_wrong_command_line_is_status_2_in_the_users_language() {
    let (_dir, root) = folder();
    small(&root);
    for (words, italian, english) in [
        (
            vec!["bild"],
            "errore: non c’è un comando «bild»",
            "error: there is no command “bild”",
        ),
        (
            vec!["build", "--ot", "x"],
            "errore: non c’è un’opzione --ot",
            "error: there is no option --ot",
        ),
        (
            vec!["build", "--format", "xml"],
            "errore: --format <FORMAT> non può essere «xml»",
            "error: --format <FORMAT> cannot be “xml”",
        ),
        (
            vec!["build", "--out"],
            "errore: --out <DIR> vuole un valore",
            "error: --out <DIR> wants a value",
        ),
        (
            vec!["schema", "novel"],
            "errore: <KIND> non può essere «novel»",
            "error: <KIND> cannot be “novel”",
        ),
        (
            vec!["explain", "raw-htm"],
            "errore: non c’è una diagnosi «raw-htm»",
            "error: there is no diagnostic “raw-htm”",
        ),
        (
            vec!["check", "--root", "nessuna"],
            "errore: la cartella nessuna non si può leggere",
            "error: the folder nessuna cannot be read",
        ),
        (
            vec!["check", "--base-url", "x"],
            "errore: --base-url non può essere «x»",
            "error: --base-url cannot be “x”",
        ),
        (
            vec!["new", "page", "../fuori"],
            "errore: «../fuori» non può essere il nome di una pagina",
            "error: “../fuori” cannot be the name of a page",
        ),
        (
            vec!["new", "page", "Due Parole"],
            "errore: «Due Parole» non può essere",
            "error: “Due Parole” cannot be",
        ),
        (
            vec!["new", "term", "«»"],
            "errore: ««»» non può essere",
            "error: “«»” cannot be",
        ),
    ] {
        for (lang, message) in [("it", italian), ("en", english)] {
            let mut words = words.clone();
            words.extend(["--lang", lang]);
            let (stdout, stderr) = run(&root, &words, 2);
            assert!(
                stderr.starts_with(message) && stdout.is_empty(),
                "{words:?}: {stderr}"
            );
            assert!(!stderr.contains('⟨'), "{stderr}");
        }
    }
    let before = files(&root);
    assert_eq!(before.len(), 2, "nothing was made");
}

#[test]
fn help_is_in_the_users_language() {
    let (_dir, root) = folder();
    for (words, italian, english) in [
        (vec!["--help"], "Uso: ", "Usage: "),
        (vec!["build", "--help"], "Opzioni:", "Options:"),
        (vec!["new", "--help"], "Comandi:", "Commands:"),
    ] {
        for (lang, word) in [("it", italian), ("en", english)] {
            let mut words = words.clone();
            words.extend(["--lang", lang]);
            let (stdout, stderr) = run(&root, &words, 0);
            assert!(
                stdout.contains(word) && stderr.is_empty(),
                "{words:?}: {stdout}"
            );
            assert!(!stdout.contains('⟨'), "{stdout}");
        }
    }
    // Without `--lang`, the system's language; without one that we speak, English.
    for (system, word) in [
        ("it_IT.UTF-8", "Uso: "),
        ("de_DE.UTF-8", "Usage: "),
        ("C", "Usage: "),
    ] {
        let (_, stdout, _) = outcome(
            carta(&root, &["--help"])
                .env("LANG", system)
                .env("LC_ALL", system),
        );
        assert!(stdout.contains(word), "{system}: {stdout}");
    }
}

#[test]
fn statuses_are_0_1_and_2() {
    let (_dir, root) = folder();
    small(&root);
    run(&root, &["check"], 0);
    write(
        &root.join("content/altra.it.md"),
        "---\ntitle: Altra\n---\n\n# Titolo\n",
    );
    for command in ["check", "build"] {
        run(&root, &[command], 0);
        run(&root, &[command, "--strict"], 1);
    }
    write(
        &root.join("content/altra.it.md"),
        "---\ntitle: Altra\n---\n\n[niente](niente.md)\n",
    );
    run(&root, &["check"], 1);
    run(&root, &["build"], 1);
    run(&root, &["build", "--root", "/proc/nowhere"], 2);
    let (_empty, empty) = folder();
    let (_, stderr) = run(&empty, &["build", "--lang", "it"], 2);
    assert!(stderr.contains("non ha una cartella «content»"), "{stderr}");
    assert_eq!(files(&empty).len(), 0);
}

#[test]
fn json_is_one_object_per_line_with_all_fields() {
    let (_dir, root) = folder();
    small(&root);
    let text = "---\ntitle: Prova\n---\n\nÈ [uno](a.md)\n\n# Titolo\n\n![](b.png)\n";
    write(&root.join("content/index.it.md"), text);
    let (stdout, stderr) = run(&root, &["check", "--format", "json", "--lang", "it"], 1);
    assert_eq!(stdout, "");
    let fields = [
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "severity",
        "code",
        "message",
        "hint",
    ];
    let found: Vec<Value> = stderr
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(found.len(), 4);
    for entry in &found {
        let names: Vec<&String> = entry.as_object().expect("an object").keys().collect();
        assert_eq!(names, fields);
    }
    let first = &found[0];
    assert_eq!(
        (
            &first["line"],
            &first["column"],
            &first["end_column"],
            &first["severity"]
        ),
        (&5.into(), &3.into(), &14.into(), &"error".into())
    );
    let codes: Vec<&str> = found
        .iter()
        .filter_map(|entry| entry["code"].as_str())
        .collect();
    assert_eq!(
        codes,
        [
            "link-target-missing",
            "heading-top",
            "image-alt-missing",
            "image-missing"
        ]
    );
    // The same problems in the other formats.
    let (_, short) = run(&root, &["check", "--format", "short"], 1);
    assert_eq!(short.lines().count(), 4);
    assert!(
        short.starts_with("content/index.it.md:5:3: error[link-target-missing]: "),
        "{short}"
    );
    let (_, human) = run(&root, &["check"], 1);
    assert_eq!(human.matches("\n  ┌ content/").count(), 4, "{human}");
    assert!(human.ends_with("3 errors, 1 warning\n"), "{human}");
    assert!(!human.contains('\x1b'), "no colours where nobody sees them");
}

#[test]
fn explain_speaks_of_every_code() {
    let (_dir, root) = folder();
    for lang in ["it", "en"] {
        let (list, _) = run(&root, &["explain", "--lang", lang], 0);
        assert_eq!(list.lines().count(), Code::ALL.len());
        for (line, code) in list.lines().zip(Code::ALL) {
            assert!(
                line.starts_with(code.name()) && line.len() > 50 && !line.contains('⟨'),
                "{line}"
            );
            let (text, _) = run(&root, &["explain", code.name(), "--lang", lang], 0);
            let summary = line[28..]
                .split_whitespace()
                .skip(1)
                .collect::<Vec<_>>()
                .join(" ");
            assert!(
                text.contains(&summary) && text.lines().count() > 4,
                "{text}"
            );
        }
    }
    // A reader who has gone away is no error.
    let mut process = carta(&root, &["explain"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    drop(process.stdout.take());
    assert!(process.wait().expect("an end").success());
}

#[test]
fn schemas_are_json_schemas() {
    let (_dir, root) = folder();
    for kind in PageKind::ALL {
        let [it, en] =
            ["it", "en"].map(|lang| run(&root, &["schema", kind.name(), "--lang", lang], 0).0);
        assert_ne!(it, en);
        for text in [it, en] {
            let schema: Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(
                schema["$schema"],
                "https://json-schema.org/draft/2020-12/schema"
            );
            assert_eq!(schema["required"], serde_json::json!(["title"]));
            is_schema(&schema);
            let properties = schema["properties"].as_object().expect("properties");
            assert!(properties.contains_key("title") && properties.contains_key("slug"));
            assert_eq!(properties.contains_key("forms"), kind == PageKind::Term);
            let with_facts = [PageKind::Country, PageKind::Page, PageKind::Document];
            assert_eq!(properties.contains_key("facts"), with_facts.contains(&kind));
            for (name, property) in properties {
                let description = property["description"].as_str().unwrap_or_default();
                assert!(
                    description.len() > 10 && !description.contains('⟨'),
                    "{name}: {description}"
                );
            }
        }
    }
}

/// Whether a value is a schema of the 2020-12 draft, by the keywords that ours use.
fn is_schema(schema: &Value) {
    const TYPES: [&str; 7] = [
        "array", "boolean", "integer", "null", "number", "object", "string",
    ];
    let map = schema.as_object().expect("a schema is an object");
    for (keyword, value) in map {
        match keyword.as_str() {
            "$schema" | "title" | "description" | "pattern" => {
                assert!(value.is_string(), "{keyword}")
            }
            "type" => {
                let one = std::slice::from_ref(value);
                let all = value.as_array().map_or(one, Vec::as_slice);
                assert!(
                    all.iter()
                        .all(|ty| TYPES.contains(&ty.as_str().unwrap_or_default())),
                    "{value}"
                );
            }
            "properties" => value
                .as_object()
                .expect("properties")
                .values()
                .for_each(is_schema),
            "items" => is_schema(value),
            "additionalProperties" if value.is_boolean() => {}
            "additionalProperties" => is_schema(value),
            "oneOf" => value
                .as_array()
                .expect("schemas")
                .iter()
                .for_each(is_schema),
            "enum" => assert!(!value.as_array().expect("values").is_empty()),
            "required" => {
                let known = map["properties"].as_object().expect("properties");
                let names = value.as_array().expect("names");
                assert!(
                    names
                        .iter()
                        .all(|name| known.contains_key(name.as_str().unwrap_or_default()))
                );
            }
            "minLength" => assert!(value.is_u64()),
            other => panic!("{other}: not a keyword that we use"),
        }
    }
}

// --- New sites, pages, terms ---

#[test]
fn a_new_site_builds_without_a_word() {
    for lang in ["it", "en"] {
        let (_dir, root) = folder();
        let (made, _) = run(&root, &["new", "site", "demo", "--lang", lang], 0);
        assert!(made.lines().count() > 5, "{made}");
        let demo = root.join("demo");
        let (said, complaints) = run(&demo, &["build", "--strict", "--lang", lang], 0);
        assert_eq!(complaints, "");
        assert_eq!(said.lines().count(), 1);
        for path in [
            "index.html",
            "it/index.html",
            "en/index.html",
            "sitemap.xml",
            "404.html",
            "_headers",
        ] {
            assert!(demo.join("site").join(path).is_file(), "{path}");
        }
        // Its term is linked where its text says so.
        let site = files(&demo.join("site"));
        let linked = |start: &str| {
            site.iter()
                .filter(|(path, _)| path.starts_with(start))
                .any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("class=\"term\""))
        };
        assert!(linked("it/") && linked("en/"));
        // Nothing that is there is ever overwritten.
        let before = files(&demo);
        let (_, stderr) = run(&root, &["new", "site", "demo", "--lang", lang], 2);
        assert!(stderr.contains("demo/content"), "{stderr}");
        assert_eq!(files(&demo), before);
    }
}

#[test]
fn new_pages_and_terms_belong_to_the_site() {
    let (_dir, root) = folder();
    run(&root, &["new", "site", "."], 0);
    for (words, page) in [
        (
            ["new", "page", "document/second"],
            "it/il-documento/second/index.html",
        ),
        (
            ["new", "page", "new-section/index"],
            "en/new-section/index.html",
        ),
        (
            ["new", "term", "Équipe “multi” & co"],
            "it/glossario/equipe-multi-co/index.html",
        ),
        (
            ["new", "term", "dell’esperto"],
            "en/glossary/dell-esperto/index.html",
        ),
    ] {
        let (made, _) = run(&root, &words, 0);
        assert_eq!(made.lines().count(), 2, "one file per language: {made}");
        run(&root, &["build", "--strict"], 0);
        assert!(root.join("site").join(page).is_file(), "{page}");
        let before = files(&root);
        run(&root, &words, 2);
        assert_eq!(files(&root), before);
    }
    let title =
        fs::read_to_string(root.join("content/glossary/equipe-multi-co.it.md")).expect("a file");
    assert!(
        title.starts_with("---\ntitle: \"Équipe “multi” & co\"\n---\n"),
        "{title}"
    );
    // A site without a glossary gets one.
    let (_other, other) = folder();
    small(&other);
    run(&other, &["new", "term", "pari"], 0);
    run(&other, &["build", "--strict"], 0);
    assert!(other.join("site/it/glossary/pari/index.html").is_file());
}

// --- The output ---

#[test]
fn what_is_the_same_keeps_its_time_and_strangers_stay() {
    let (_dir, root) = folder();
    small(&root);
    write(
        &root.join("content/altra.it.md"),
        "---\ntitle: Altra\n---\n\nTesto.\n",
    );
    write(
        &root.join("content/via.it.md"),
        "---\ntitle: Via\n---\n\nTesto.\n",
    );
    let (said, _) = run(&root, &["build", "--lang", "en"], 0);
    assert!(said.contains("0 unchanged, 0 removed"), "{said}");
    let site = root.join("site");
    write(&site.join("CNAME"), "example.org");
    write(&site.join("it/altra/mine.txt"), "mine");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let paths = files(&site);
    for path in paths.keys() {
        let file = fs::File::options()
            .write(true)
            .open(site.join(path))
            .expect("a file");
        file.set_modified(long_ago).expect("its time");
    }
    let time = |path: &str| {
        fs::metadata(site.join(path))
            .and_then(|meta| meta.modified())
            .expect("its time")
    };
    run(&root, &["build"], 0);
    assert!(paths.keys().all(|path| time(path) == long_ago));
    write(
        &root.join("content/altra.it.md"),
        "---\ntitle: Altra\n---\n\nTesto nuovo.\n",
    );
    fs::remove_file(root.join("content/via.it.md")).expect("removed");
    let (said, _) = run(&root, &["build", "--lang", "en"], 0);
    assert!(!said.contains(" 0 removed"), "{said}");
    assert!(time("it/altra/index.html") > long_ago);
    assert!(!site.join("it/via").exists(), "its folder too");
    for same in [
        "robots.txt",
        "_headers",
        ".htaccess",
        "CNAME",
        "it/altra/mine.txt",
    ] {
        assert_eq!(time(same), long_ago, "{same}");
    }
    // On an error nothing changes.
    let before = files(&site);
    write(
        &root.join("content/index.it.md"),
        "---\ntitle: Prova\n---\n\n[niente](niente.md)\n",
    );
    run(&root, &["build"], 1);
    assert_eq!(files(&site), before);
    assert_eq!(leftovers(&root), [""; 0]);
    // What carta did not make is not replaced.
    small(&root);
    write(&root.join("content/mio.it.md"), "---\ntitle: Mio\n---\n");
    write(&site.join("it/mio/index.html"), "by hand");
    let before = files(&site);
    let (_, stderr) = run(&root, &["build", "--lang", "it"], 2);
    assert!(stderr.contains("non è stato fatto da carta"), "{stderr}");
    assert_eq!(files(&site), before);
}

#[test]
fn the_output_never_stands_among_the_sources() {
    let (_dir, root) = folder();
    small(&root);
    write(&root.join("themes/nostro/theme.yaml"), "");
    write(&root.join("i18n/it/x.ftl"), "");
    symlink("content", root.join("link")).expect("a link");
    let before = files(&root);
    for out in [
        "content",
        "content/site",
        "themes/x",
        "i18n",
        ".",
        "..",
        "/",
        "link",
        "link/site",
        "content/../content/x",
        "site/../content",
        "altra/../content/nuova",
    ] {
        let (_, stderr) = run(&root, &["build", "--out", out, "--lang", "it"], 2);
        assert!(
            stderr.contains("contiene le sorgenti del sito"),
            "{out}: {stderr}"
        );
        assert_eq!(files(&root), before, "{out}");
    }
    // The default output may not lead out of the root; a folder that was named may be anywhere.
    let (_other, other) = folder();
    symlink(&other, root.join("site")).expect("a link");
    let (_, stderr) = run(&root, &["build", "--lang", "it"], 2);
    assert!(
        stderr.contains("porta fuori dalla cartella del sito"),
        "{stderr}"
    );
    assert_eq!(files(&other).len(), 0);
    let named = other.join("out");
    run(
        &root,
        &["build", "--out", named.to_str().expect("UTF-8")],
        0,
    );
    assert!(named.join("it/index.html").is_file());
    write(&root.join("occupied"), "a file");
    let (_, stderr) = run(&root, &["build", "--out", "occupied", "--lang", "it"], 2);
    assert!(stderr.contains("non è una cartella"), "{stderr}");
}

#[test]
fn folders_and_threads_make_no_difference() {
    let (_dir, root) = folder();
    let (_other, other) = folder();
    run(&root, &["new", "site", "a"], 0);
    let copy = other.join("a much longer/path/to the site");
    for (path, bytes) in files(&root.join("a")) {
        write(&copy.join(path), bytes);
    }
    for (folder, threads) in [(&root.join("a"), "1"), (&copy, "8")] {
        let mut command = carta(folder, &["build", "--strict"]);
        let (status, _, stderr) = outcome(command.env("RAYON_NUM_THREADS", threads));
        assert_eq!((status, stderr.as_str()), (0, ""));
    }
    assert_eq!(files(&root.join("a/site")), files(&copy.join("site")));
}

// --- What may not be read ---

#[test]
fn nothing_outside_the_root_is_read() {
    let (_outside, outside) = folder();
    write(
        &outside.join("content/index.it.md"),
        "---\ntitle: Segreto\n---\n\nSEGRETO\n",
    );
    write(&outside.join("content/site.yaml"), SETTINGS);
    write(&outside.join("page.html"), "SEGRETO");
    let (_dir, root) = folder();
    small(&root);
    write(
        &root.join("inside/deep.it.md"),
        "---\ntitle: Dentro\n---\n\nDentro.\n",
    );
    let link = |target: &Path, path: &str| {
        fs::create_dir_all(root.join(path).parent().expect("a folder")).expect("folders");
        symlink(target, root.join(path)).expect("a link");
    };
    link(&outside.join("content/index.it.md"), "content/file.it.md");
    link(&outside.join("content"), "content/folder");
    link(
        &outside.join("page.html"),
        "themes/carta/templates/page.html",
    );
    link(&root.join("inside/deep.it.md"), "content/dentro.it.md");
    let (_, stderr) = run(&root, &["check", "--format", "short", "--lang", "en"], 1);
    let lines: Vec<&str> = stderr
        .lines()
        .map(|line| line.split(": “").next().unwrap_or_default())
        .collect();
    assert_eq!(
        lines,
        [
            "content/file.it.md:1:1: error[path-escapes-root]",
            "content/folder:1:1: error[path-escapes-root]",
            "themes/carta/templates/page.html:1:1: error[path-escapes-root]",
        ]
    );
    assert!(!stderr.contains("SEGRETO"));
    // The folder of the content itself.
    let (_third, third) = folder();
    symlink(outside.join("content"), third.join("content")).expect("a link");
    let (_, stderr) = run(&third, &["build", "--format", "short"], 1);
    assert!(
        stderr.contains("content:1:1: error[path-escapes-root]"),
        "{stderr}"
    );
    assert!(!third.join("site").exists());
}

#[test]
fn paths_that_lead_out_are_refused_wherever_they_are_written() {
    let passwd = "../../../../../../etc/passwd";
    for (file, text, code) in [
        (
            "content/index.it.md",
            format!("---\ntitle: a\n---\n\n[a]({passwd})\n"),
            "path-escapes-root",
        ),
        (
            "content/index.it.md",
            format!("---\ntitle: a\n---\n\n![a]({passwd})\n"),
            "path-escapes-root",
        ),
        (
            "content/index.it.md",
            format!("---\ntitle: a\n---\n\n[[{passwd}]]\n"),
            "link-target-missing",
        ),
        (
            "content/index.it.md",
            format!("---\ntitle: a\nslug: {passwd}\n---\n"),
            "front-matter-type",
        ),
        (
            "content/index.it.md",
            format!("---\ntitle: a\naliases: [{passwd}]\n---\n"),
            "address-invalid",
        ),
        (
            "content/index.it.md",
            format!("---\ntitle: a\n---\n\n```list\nof: {passwd}\n```\n"),
            "link-target-missing",
        ),
        (
            "content/site.yaml",
            format!("{SETTINGS}theme: {passwd}\n"),
            "path-escapes-root",
        ),
        (
            "content/site.yaml",
            format!("{SETTINGS}navigation: [{passwd}]\n"),
            "link-target-missing",
        ),
        (
            "themes/carta/theme.yaml",
            format!("extends: {passwd}\n"),
            "template-error",
        ),
        (
            "themes/carta/templates/home.html",
            format!("{{% include \"{passwd}\" %}}"),
            "template-error",
        ),
        (
            "themes/carta/templates/home.html",
            format!("{{{{ asset(name=\"{passwd}\") }}}}"),
            "template-error",
        ),
    ] {
        let (_dir, root) = folder();
        small(&root);
        write(&root.join(file), &text);
        let (_, stderr) = run(&root, &["build", "--format", "short"], 1);
        assert!(stderr.contains(&format!("[{code}]")), "{text}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{text}: {stderr}");
        assert!(!root.join("site").exists());
    }
}

#[test]
fn what_would_exhaust_the_machine_ends_in_one_message() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
    let deep = "[".repeat(100_000);
    for (file, text, code) in [
        (
            "content/site.yaml",
            format!("{SETTINGS}{bomb}"),
            "front-matter-syntax",
        ),
        (
            "content/index.it.md",
            format!("---\ntitle: a\n{bomb}---\n"),
            "front-matter-syntax",
        ),
        (
            "content/index.it.md",
            format!("---\ntitle: {deep}\n---\n"),
            "front-matter-syntax",
        ),
        (
            "content/index.it.md",
            format!("---\ntitle: a\n---\n\n{}a\n", "> ".repeat(10_000)),
            "nesting-too-deep",
        ),
        (
            "content/index.it.md",
            format!("---\ntitle: a\n---\n\n{}a\n", ">".repeat(10_000)),
            "nesting-too-deep",
        ),
        (
            "content/index.it.md",
            format!("---\ntitle: a\n---\n\n{}a\n", "- ".repeat(10_000)),
            "nesting-too-deep",
        ),
        (
            "content/index.it.md",
            format!(
                "---\ntitle: a\n---\n\n{}a{}\n",
                "**a ".repeat(10_000),
                " a**".repeat(10_000)
            ),
            "nesting-too-deep",
        ),
        (
            "themes/carta/templates/home.html",
            format!("{{{{ {}1{} }}}}", "(".repeat(5_000), ")".repeat(5_000)),
            "template-error",
        ),
        (
            "i18n/it/x.ftl",
            format!("x = {}1{}\n", "{ ".repeat(50_000), " }".repeat(50_000)),
            "message-syntax",
        ),
    ] {
        let (_dir, root) = folder();
        small(&root);
        write(&root.join(file), &text);
        let (status, _, stderr) = outcome(&mut carta(&root, &["build", "--format", "short"]));
        let shown: String = stderr.chars().take(400).collect();
        let found = status == 1 && stderr.contains(&format!("[{code}]"));
        assert!(found, "{file}, {code}: {shown}");
        assert!(stderr.len() < 2_000, "{shown}");
        assert!(!root.join("site").exists());
    }
    // Brackets that open nothing are text, however many.
    let (_dir, root) = folder();
    small(&root);
    write(
        &root.join("content/index.it.md"),
        format!("---\ntitle: a\n---\n\n{}\n", "[".repeat(50_000)),
    );
    run(&root, &["build"], 0);
}

// --- The machine ---

/// A site of so many pages; in another version every page is another.
fn many(root: &Path, pages: usize, version: &str) {
    let settings = SETTINGS.replace("Prova", &format!("Versione {version}"));
    write(&root.join("content/site.yaml"), settings);
    write(
        &root.join("content/index.it.md"),
        "---\ntitle: Inizio\n---\n",
    );
    for page in 0..pages {
        let text = format!(
            "---\ntitle: Pagina {page}\n---\n\n## Uno\n\n{}\n",
            "Testo, e altro testo. ".repeat(20)
        );
        write(
            &root.join(format!("content/{}/{page}.it.md", page % 7)),
            text,
        );
    }
}

#[test]
fn killed_at_any_moment_there_is_one_site_or_the_other() {
    let (_dir, root) = folder();
    let out = root.join("site");
    let mut versions = Vec::new();
    let mut longest = Duration::ZERO;
    for version in ["B", "A"] {
        many(&root, 100, version);
        let start = Instant::now();
        run(&root, &["build"], 0);
        longest = longest.max(start.elapsed());
        versions.push(files(&out));
    }
    assert_ne!(versions[0], versions[1]);
    let mut seed = u64::from(std::process::id()) | 1;
    let mut seen = [0, 0];
    let mut interrupted = 0;
    let mut kills = 0;
    while kills < 40 || interrupted <= 10 {
        assert!(kills < 800, "builds end before they are killed");
        let kill = kills;
        kills += 1;
        let version = ["A", "B"][kill % 2];
        write(
            &root.join("content/site.yaml"),
            SETTINGS.replace("Prova", &format!("Versione {version}")),
        );
        let mut process = carta(&root, &["build"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process");
        // xorshift: good enough to pick a moment.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        std::thread::sleep(longest.mul_f64((seed % 1000) as f64 / 1000.0));
        let _ = process.kill();
        let ended = process.wait().expect("an end").success();
        interrupted += usize::from(!ended);
        // The machine may be more or less busy than it was at first: half of the kills shall meet a build.
        longest = longest.mul_f64(if ended { 0.9 } else { 1.1 });
        let now = files(&out);
        match versions.iter().position(|version| *version == now) {
            Some(version) => seen[version] += 1,
            None => panic!(
                "kill {kill}: a mixture: {:?}",
                now.keys().collect::<Vec<_>>()
            ),
        }
    }
    assert_eq!(seen.iter().sum::<usize>(), kills, "{seen:?}");
    // The next build cleans up.
    write(
        &root.join("content/site.yaml"),
        SETTINGS.replace("Prova", "Versione B"),
    );
    run(&root, &["build"], 0);
    assert_eq!(leftovers(&root), [".site.carta-lock"; 0]);
    assert_eq!(files(&out), versions[0]);
}

#[test]
fn no_room_leaves_the_old_site() {
    let (_dir, root) = folder();
    many(&root, 20, "A");
    run(&root, &["build"], 0);
    let before = files(&root.join("site"));
    many(&root, 20, "B");
    for blocks in ["0", "1", "2"] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let mut command = Command::new("sh");
        command.args([
            "-c",
            &script,
            "sh",
            env!("CARGO_BIN_EXE_carta"),
            "build",
            "--lang",
            "it",
        ]);
        let (status, stdout, stderr) = outcome(command.current_dir(&root));
        assert_eq!((status, stdout.as_str()), (2, ""), "{stderr}");
        assert!(stderr.contains("non si può scrivere"), "{stderr}");
        assert_eq!(files(&root.join("site")), before);
        assert_eq!(leftovers(&root), [""; 0]);
    }
}

#[test]
fn folders_that_may_not_be_written_are_left_alone() {
    // Somebody else's folder: nothing can be made in it.
    let (_dir, root) = folder();
    small(&root);
    run(&root, &["build"], 0);
    let before = files(&root.join("site"));
    write(
        &root.join("content/index.it.md"),
        "---\ntitle: Nuovo\n---\n\nNuovo.\n",
    );
    carta_without_powers(&root, &["explain"]);
    let rights = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights")
    };
    let owner = fs::metadata(&root).expect("a folder").uid();
    for (folder, out) in [(&root, None), (&root, Some("site")), (&root, Some("nuova"))] {
        rights(&root.join("site"), 0o555);
        rights(folder, 0o555);
        let mut words = vec!["build", "--lang", "it"];
        words.extend(out.iter().flat_map(|out| ["--out", out]));
        let (status, stdout, stderr) = outcome(&mut carta_without_powers(&root, &words));
        rights(folder, 0o755);
        rights(&root.join("site"), 0o755);
        assert_eq!((status, stdout.as_str()), (2, ""), "{stderr}");
        assert!(
            stderr.contains("non si può scrivere") && stderr.contains("permessi"),
            "{stderr}"
        );
        assert_eq!(stderr.lines().count(), 2, "{stderr}");
        assert_eq!(files(&root.join("site")), before);
        assert!(!root.join("nuova").exists());
    }
    // A folder of one's own inside somebody else's: the exchange needs the folder above.
    if shared::is_root() {
        std::os::unix::fs::chown(root.join("site"), Some(65534), Some(65534))
            .expect("another owner");
        let (status, _, stderr) =
            outcome(&mut carta_without_powers(&root, &["build", "--lang", "it"]));
        assert_eq!(status, 2, "{stderr}");
        assert!(stderr.contains("permessi"), "{stderr}");
        assert_eq!(files(&root.join("site")), before);
        std::os::unix::fs::chown(root.join("site"), Some(owner), None).expect("the owner");
    }
}
