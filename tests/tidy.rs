//! The rules of the code that a test can check. Where one fails, the rule is right until somebody
//! gives a reason here.

mod shared;

use carta::diag::Code;
use carta::edge::commands::schema;
use carta::lang::Lang;
use carta::page::{FIELDS, PageKind};
use carta::source::Sources;
use carta::strings::Strings;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The text files below a folder, by path from the repository.
fn texts(folder: &str, extension: &str) -> BTreeMap<String, String> {
    let files = shared::files(&Path::new(ROOT).join(folder));
    let of_kind = files
        .into_iter()
        .filter(|(path, _)| path.ends_with(&format!(".{extension}")));
    of_kind
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            (format!("{folder}/{path}"), text)
        })
        .collect()
}

/// The lines of a file that are code: no comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Fails with all that was found.
fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_world_is_touched_in_edge_only() {
    let words = [
        "std::fs",
        "std::net",
        "std::env",
        "std::time",
        "std::process",
        "std::io",
        "println!",
        "eprintln!",
        "print!(",
        "SystemTime",
        "Instant",
    ];
    let mut found = Vec::new();
    for (file, text) in texts("src", "rs") {
        if file.starts_with("src/edge/") {
            continue;
        }
        for (line, code) in code(&text) {
            for word in words {
                // The program's start gives the arguments and the exit status through.
                let is_start =
                    file == "src/main.rs" && ["std::env", "std::process"].contains(&word);
                if code.contains(word) && !is_start {
                    found.push(format!("{file}:{line}: {word}"));
                }
            }
        }
    }
    none(found);
}

/// Each dependency, and the files that may name it.
const DEPENDENCIES: &[(&str, &[&str])] = &[
    ("aho-corasick", &["resolve/terms.rs", "resolve/style.rs"]),
    ("anstream", &["edge/commands.rs", "edge/serve.rs"]),
    ("blake3", &["source.rs"]),
    ("ciborium", &["bibliography/csl.rs"]),
    ("clap", &["edge/arguments.rs"]),
    ("deunicode", &["lang.rs"]),
    ("fluent", &["strings.rs"]),
    ("fluent-syntax", &["strings.rs"]),
    (
        "hayagriva",
        &["bibliography/csl.rs", "bibliography/csl/entry.rs"],
    ),
    ("icu_collator", &["lang.rs"]),
    ("icu_datetime", &["lang.rs"]),
    ("icu_decimal", &["lang.rs"]),
    ("icu_locale_core", &["lang.rs"]),
    ("icu_provider", &[]),
    ("include_dir", &["source.rs"]),
    ("intl-memoizer", &["strings.rs"]),
    ("memchr", &["parse/marks.rs"]),
    ("mimalloc", &["main.rs"]),
    ("notify", &["edge/watch.rs"]),
    ("notosans", &["render/cards.rs"]),
    ("percent-encoding", &["address.rs"]),
    ("png", &["render/cards.rs"]),
    (
        "pulldown-cmark",
        &["parse/markdown.rs", "parse/markdown/closing.rs"],
    ),
    // Threads are not a service that could be another one day: it is the language of the stages.
    ("rayon", &["*"]),
    (
        "rustix",
        &["edge/emit.rs", "edge/emit/tree.rs", "edge/emit/files.rs"],
    ),
    // Views say that they can be written, JSON is a value like another.
    ("serde", &["*"]),
    ("rust-stemmers", &["render/search/words.rs"]),
    ("resvg", &["render/cards.rs"]),
    ("serde_json", &["*"]),
    ("serde_yaml", &["parse/yaml.rs"]),
    ("sha2", &["render/embed/policy.rs"]),
    ("sys-locale", &["edge/commands.rs"]),
    ("tera", &["render/theme.rs"]),
    ("unic-langid", &["strings.rs"]),
    (
        "unicode-normalization",
        &[
            "folded.rs",
            "resolve/passages.rs",
            "resolve/prose.rs",
            "render/search/words.rs",
        ],
    ),
    ("walkdir", &["edge/load.rs", "edge/emit/tree.rs"]),
];

/// Types that are passed around like our own: the arguments of a message.
const SHARED: &[&str] = &["fluent::FluentValue", "fluent::types::FluentNumber"];

/// The names under `[dependencies]`.
fn dependencies() -> Vec<String> {
    let manifest = include_str!("../Cargo.toml");
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .expect("dependencies");
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.to_owned())
        .filter(|name| !name.starts_with('#'))
        .collect()
}

#[test]
fn one_dependency_one_file() {
    let mut found = Vec::new();
    let sources = texts("src", "rs");
    for name in dependencies() {
        let Some((_, allowed)) = DEPENDENCIES.iter().find(|(known, _)| *known == name) else {
            found.push(format!("{name}: which file knows it?"));
            continue;
        };
        if allowed.contains(&"*") {
            continue;
        }
        let import = name.replace('-', "_");
        for (file, text) in &sources {
            let known = allowed.iter().any(|path| *file == format!("src/{path}"));
            for (line, code) in code(text) {
                let named = code.match_indices(&format!("{import}::")).any(|(at, _)| {
                    let before = code[..at].chars().next_back();
                    // `crate::fluent::` would be our own module.
                    !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
                });
                let shared = SHARED.iter().any(|ty| code.contains(ty));
                if named && !known && !shared {
                    found.push(format!("{file}:{line}: names {name}"));
                }
            }
        }
    }
    let listed = DEPENDENCIES.iter().map(|(name, _)| (*name).to_owned());
    let gone = listed.filter(|name| !dependencies().contains(name));
    found.extend(gone.map(|name| format!("{name}: no longer a dependency")));
    none(found);
}

#[test]
fn names_say_what_things_are() {
    let mut found = Vec::new();
    for (file, text) in texts("src", "rs") {
        for (line, code) in code(&text) {
            for word in ["utils", "helpers", "Manager", "Processor"] {
                if code.contains(word) {
                    found.push(format!("{file}:{line}: {word}"));
                }
            }
        }
        if file.contains("util") || file.contains("helper") {
            found.push(file);
        }
    }
    none(found);
}

#[test]
fn modules_open_with_what_they_are_for_and_stay_short() {
    let mut found = Vec::new();
    let all = texts("src", "rs").into_iter().chain(texts("tests", "rs"));
    for (file, text) in all {
        if !text.starts_with("//! ") {
            found.push(format!("{file}: what is it for?"));
        }
        let lines = text.lines().count();
        let is_code = file.starts_with("src/");
        if is_code && lines > 500 {
            found.push(format!("{file}: {lines} lines"));
        }
    }
    none(found);
}

#[test]
fn every_code_is_documented_and_has_a_case() {
    let strings = Strings::load(&Sources::built_in(), &[Lang::IT, Lang::EN]);
    let cases = texts("tests/cases", "txt");
    let mut found = Vec::new();
    for name in Code::ALL.iter().map(|code| code.name()) {
        for lang in [Lang::IT, Lang::EN] {
            for key in [format!("diag-{name}"), format!("explain-{name}")] {
                if !strings.has(lang, &key) {
                    found.push(format!("{lang}: {key}"));
                }
            }
            let text = strings.text(lang, &format!("explain-{name}"), &[]);
            let (summary, rest) = text.split_once("\n\n").unwrap_or((&text, ""));
            if summary.lines().count() != 1 || rest.is_empty() {
                found.push(format!(
                    "{lang}: explain-{name}: one line, a blank one, the rest"
                ));
            }
        }
        // Two messages, in both languages, and nothing else shown as if it were this one.
        match cases.get(&format!("tests/cases/diag-{name}.txt")) {
            Some(case) => {
                for said in ["$ carta check --lang it", "$ carta check --lang en"] {
                    let after = case.split(said).nth(1).unwrap_or_default();
                    let output = after.split("\n$ ").next().unwrap_or_default();
                    if !output.contains(&format!("[{name}]")) {
                        found.push(format!("tests/cases/diag-{name}.txt: {said}: no [{name}]"));
                    }
                }
            }
            None => found.push(format!("tests/cases/diag-{name}.txt: missing")),
        }
    }
    none(found);
}

/// The names of the messages in a Fluent file, attributes as `name.attribute`.
fn messages(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut message = String::new();
    for line in text.lines() {
        let Some((name, _)) = line.split_once(" =") else {
            continue;
        };
        if let Some(attribute) = name.strip_prefix("    .") {
            all.push(format!("{message}.{attribute}"));
        } else if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(' ') {
            message = name.to_owned();
            all.push(message.clone());
        }
    }
    all
}

#[test]
fn every_message_is_there_in_both_languages_and_used() {
    let mut found = Vec::new();
    let words = texts("i18n", "ftl");
    let of = |lang: &str| -> BTreeMap<String, String> {
        let files = words
            .iter()
            .filter(|(file, _)| file.starts_with(&format!("i18n/{lang}/")));
        files
            .flat_map(|(file, text)| {
                messages(text)
                    .into_iter()
                    .map(move |key| (key, file.clone()))
            })
            .collect()
    };
    let (italian, english) = (of("it"), of("en"));
    for (key, file) in italian.iter().chain(&english) {
        if !(italian.contains_key(key) && english.contains_key(key)) {
            found.push(format!("{file}: {key}: in one language only"));
        }
    }
    for (lang, all) in [("it", &italian), ("en", &english)] {
        let mut seen = BTreeSet::new();
        let files = words
            .iter()
            .filter(|(file, _)| file.starts_with(&format!("i18n/{lang}/")));
        for (file, text) in files {
            for key in messages(text) {
                if !seen.insert(key.clone()) {
                    found.push(format!("{file}: {key}: twice"));
                }
            }
        }
        assert_eq!(seen.len(), all.len());
    }

    // What names messages: templates with t(key="…"), code with a literal, or with a family of keys.
    let mut named: BTreeSet<String> = BTreeSet::new();
    let mut families: BTreeSet<String> = BTreeSet::new();
    for (_, text) in texts("themes", "html")
        .into_iter()
        .chain(texts("themes", "xml"))
    {
        for part in text.split("t(key=\"").skip(1) {
            let Some((key, rest)) = part.split_once('"') else {
                continue;
            };
            if rest.trim_start().starts_with('~') {
                families.insert(key.to_owned());
            } else {
                named.insert(key.to_owned());
            }
        }
    }
    for (_, text) in texts("src", "rs") {
        for (_, line) in code(&text) {
            for literal in line.split('"').skip(1).step_by(2) {
                match literal.split_once('{') {
                    Some((family, _)) if family.ends_with('-') => {
                        families.insert(family.to_owned());
                    }
                    _ => {
                        named.insert(literal.to_owned());
                    }
                }
            }
        }
    }
    // Names of failures stand in the code without their prefix.
    families.remove("failure-");
    for (key, file) in &italian {
        let message = key.split('.').next().expect("a name");
        let used = named.contains(message)
            || message
                .strip_prefix("failure-")
                .is_some_and(|key| named.contains(key))
            || families
                .iter()
                .any(|family| message.starts_with(family.as_str()));
        if !used {
            found.push(format!("{file}: {key}: nobody uses it"));
        }
    }
    for code in Code::ALL {
        for prefix in ["diag-", "explain-"] {
            named.insert(format!("{prefix}{}", code.name()));
        }
    }
    for key in italian.keys().filter(|key| !key.contains('.')) {
        let of_code = ["diag-", "explain-"]
            .iter()
            .any(|prefix| key.starts_with(prefix));
        if of_code && !named.contains(key) && key != "diag-near" {
            found.push(format!("{key}: there is no such diagnostic"));
        }
    }
    none(found);
}

#[test]
fn every_field_is_described() {
    let strings = Strings::load(&Sources::built_in(), &[Lang::IT, Lang::EN]);
    let mut found = Vec::new();
    for lang in [Lang::IT, Lang::EN] {
        for field in FIELDS {
            let key = format!("field-{}", field.name.replace('_', "-"));
            let text = strings.text(lang, &key, &[]);
            if !strings.has(lang, &key) || text.contains('\n') || !text.ends_with(['.', '…', ']'])
            {
                found.push(format!("{lang}: {key}: one sentence"));
            }
        }
        for kind in PageKind::ALL {
            let schema = schema(kind, &strings, lang);
            let title = &schema["properties"]["title"]["description"];
            if title.as_str().is_none_or(str::is_empty) {
                found.push(format!("{lang}: {}: no description of title", kind.name()));
            }
        }
    }
    none(found);
}

#[test]
fn templates_have_no_words_of_their_own() {
    let mut found = Vec::new();
    let templates = texts("themes/carta", "html");
    assert!(!templates.is_empty());
    for (file, text) in templates {
        // Comments, statements and expressions out; then tags; what is left is what readers read.
        // A block `class` is an attribute's value.
        let mut plain = String::new();
        for (at, part) in text.split("{% block class %}").enumerate() {
            let (_, after) = part.split_once("{% endblock").unwrap_or(("", part));
            plain.push_str(if at == 0 { part } else { after });
        }
        for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<", ">")] {
            let mut out = String::new();
            let mut rest = plain.as_str();
            while let Some((before, after)) = rest.split_once(open) {
                out.push_str(before);
                let (inside, next) = after.split_once(close).unwrap_or((after, ""));
                if open == "<" {
                    for name in ["alt", "aria-label", "title", "placeholder", "content"] {
                        // `content` of some meta elements is for machines.
                        let machine = name == "content" && !inside.contains("description");
                        let value = inside
                            .split_once(&format!(" {name}=\""))
                            .and_then(|(_, value)| value.split_once('"'));
                        if let Some((value, _)) = value.filter(|_| !machine) {
                            out.push_str(&format!(" {value} "));
                        }
                    }
                }
                out.push(' ');
                rest = next;
            }
            out.push_str(rest);
            plain = out;
        }
        let plain = ["&nbsp;", "&middot;", "&rarr;", "&larr;", "&times;"]
            .iter()
            .fold(plain, |plain, entity| plain.replace(entity, " "));
        let words = plain.split_whitespace().filter(|word| {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            letters > 1
        });
        let words: Vec<&str> = words.collect();
        if !words.is_empty() {
            found.push(format!("{file}: {}", words.join(" ")));
        }
    }
    none(found);
}
