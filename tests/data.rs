//! The data for other programs, as bytes and as other programs read it: CSV for spreadsheets, BibTeX,
//! TBX-Basic. The JSON is validated against its schemas in `tests/browser/data.test.mjs`.

mod shared;

use biblatex::{Bibliography, PermissiveType};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

/// The files of the repository's own site, by path.
fn site() -> &'static BTreeMap<String, String> {
    static SITE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    SITE.get_or_init(|| build(Path::new(env!("CARGO_MANIFEST_DIR"))))
}

/// The text files below `data/` that a site comes to.
fn build(root: &Path) -> BTreeMap<String, String> {
    let (_dir, out) = shared::folder();
    let out = out.join("site");
    let words = ["build", "--out", out.to_str().expect("a path")];
    let (status, _, errors) = shared::outcome(&mut shared::carta(root, &words));
    assert_eq!(status, 0, "{errors}");
    let files = shared::files(&out).into_iter();
    let data = files.filter(|(path, _)| path.starts_with("data/"));
    data.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect()
}

/// A site with whatever is awkward in a cell.
fn awkward() -> BTreeMap<String, String> {
    let (_dir, root) = shared::folder();
    let files = [
        (
            "site.yaml",
            "title: {it: Prova, en: Trial}\nbase_url: https://example.org/\nlanguages: [it, en]\nversion: \"3\"\nlicense: {name: CC BY 4.0, url: \"https://creativecommons.org/licenses/by/4.0/\"}\n",
        ),
        (
            "bibliography.yaml",
            "rossi:\n  type: article\n  title: \"100% & {più} #1_a\"\n  author: [\"Rossi, Anna\", \"Ente di Prova\", \"et al.\"]\n  date: 2019-03-02\n  page-range: 12-20\n  parent: {type: periodical, title: Rivista, volume: 3, issue: 2}\n  url: {value: \"https://example.org/a%20b?c=1&d=2\", date: 2026-11-05}\n",
        ),
        ("index.it.md", "---\ntitle: Prova\n---\n"),
        ("index.en.md", "---\ntitle: Trial\n---\n"),
        (
            "paesi/index.it.md",
            "---\ntitle: Paesi\nchildren: country\ncolumns:\n  - {id: nota, type: text, label: {it: Nota, en: Note}}\n  - {id: saldo, type: number}\n---\n",
        ),
        ("paesi/index.en.md", "---\ntitle: Countries\n---\n"),
        (
            "paesi/uno.it.md",
            "---\ntitle: =SOMMA(A1)\nfacts:\n  nota: {value: {it: \"+39 «Perché», \\\"sì\\\"; no\", en: \"@cmd\"}, source: rossi, note: {it: \"-- così\", en: \"=1+1\"}}\n  saldo: {value: -5, source: rossi}\n---\n",
        ),
        ("paesi/uno.en.md", "---\ntitle: One\n---\n"),
    ];
    for (path, text) in files {
        shared::write(&root.join("content").join(path), text);
    }
    build(&root)
}

// --- CSV ---

/// The rows of a CSV file, read as RFC 4180 says.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut chars = csv.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "an open row");
    rows
}

#[test]
fn csv_is_utf_8_with_a_mark_commas_and_the_line_ends_of_spreadsheets() {
    for name in ["data/countries.csv", "data/glossary.csv"] {
        let csv = &site()[name];
        assert_eq!(&csv.as_bytes()[..3], b"\xef\xbb\xbf", "{name}");
        let rows = rows(csv.trim_start_matches('\u{feff}'));
        assert!(rows.len() > 30, "{name}: {} rows", rows.len());
        for row in &rows {
            assert_eq!(row.len(), rows[0].len(), "{name}: {row:?}");
        }
    }
}

#[test]
fn no_cell_is_a_formula() {
    let csv = &awkward()["data/countries.csv"];
    let expected = "\u{feff}key,column,type,number,year,qualifier,sources,conflict_with,entry_it,label_it,value_it,unit_it,note_it,url_it,entry_en,label_en,value_en,unit_en,note_en,url_en,license,version\r\n\
        paesi/uno,nota,text,,,,rossi,,'=SOMMA(A1),Nota,\"'+39 «Perché», \"\"sì\"\"; no\",,'-- così,https://example.org/it/paesi/uno/#fact-nota,One,Note,'@cmd,,'=1+1,https://example.org/en/paesi/uno/#fact-nota,CC BY 4.0,3\r\n\
        paesi/uno,saldo,number,-5,,,rossi,,'=SOMMA(A1),saldo,-5,,,https://example.org/it/paesi/uno/#fact-saldo,One,saldo,-5,,,https://example.org/en/paesi/uno/#fact-saldo,CC BY 4.0,3\r\n";
    assert_eq!(csv, expected);
}

#[test]
fn every_fact_of_the_data_is_a_row() {
    let json: serde_json::Value =
        serde_json::from_str(&site()["data/countries.json"]).expect("JSON");
    let entries = json["sections"].as_array().expect("sections").iter();
    let entries = entries.flat_map(|section| section["entries"].as_array().expect("entries"));
    let facts: usize = entries
        .map(|entry| entry["facts"].as_array().expect("facts").len())
        .sum();
    let rows = rows(site()["data/countries.csv"].trim_start_matches('\u{feff}'));
    assert!(facts > 100);
    assert_eq!(rows.len(), facts + 1);
}

#[test]
fn licence_and_version_stand_in_every_file() {
    let data = awkward();
    for name in ["data/countries.json", "data/bibliography.json"] {
        let json: serde_json::Value = serde_json::from_str(&data[name]).expect("JSON");
        let head = json.get(0).map_or(&json, |first| &first["custom"]);
        assert_eq!(head["license"]["name"]["it"], "CC BY 4.0", "{name}");
        assert_eq!(head["version"], "3", "{name}");
    }
    assert!(data["data/bibliography.bib"].starts_with("% Prova\n% https://example.org/\n% 3\n% CC BY 4.0 https://creativecommons.org/licenses/by/4.0/\n"));
}

// --- BibTeX and CSL-JSON ---

#[test]
fn bibtex_says_the_same_as_csl_json() {
    let read = Bibliography::parse(&site()["data/bibliography.bib"]).expect("BibTeX");
    let json: serde_json::Value =
        serde_json::from_str(&site()["data/bibliography.json"]).expect("JSON");
    let works = json.as_array().expect("a list");
    assert_eq!(read.len(), works.len());
    for work in works {
        let id = work["id"].as_str().expect("an id");
        let entry = read.get(id).unwrap_or_else(|| panic!("{id} is missing"));
        let title = entry.title().expect("a title").iter();
        let title: String = title.map(|chunk| chunk.v.get()).collect();
        assert_eq!(title, work["title"].as_str().expect("a title"), "{id}");
        let authors = entry.author().map_or(0, |authors| authors.len());
        let expected = work["author"].as_array().map_or(0, |names| names.len());
        assert_eq!(authors, expected, "{id}");
        if let Some(year) = work["issued"]["date-parts"][0][0].as_i64() {
            match entry.date().expect("a date") {
                PermissiveType::Typed(date) => {
                    assert!(
                        format!("{date:?}").contains(&format!("year: {year}")),
                        "{id}"
                    );
                }
                PermissiveType::Chunks(chunks) => panic!("{id}: {chunks:?}"),
            }
        }
    }
}

#[test]
fn what_tex_has_signs_for_is_written_out() {
    let expected = "\n@article{rossi,\n  title = {{100\\% \\& \\{più\\} \\#1\\_a}},\n  author = {Rossi, Anna and {Ente di Prova} and others},\n  year = {2019},\n  month = {03},\n  journal = {Rivista},\n  volume = {3},\n  number = {2},\n  pages = {12--20},\n  url = {https://example.org/a%20b?c=1&d=2},\n  urldate = {2026-11-05}\n}\n";
    let bib = &awkward()["data/bibliography.bib"];
    assert!(bib.ends_with(expected), "{bib}");
}

// --- TBX ---

/// What TBX-Basic (the public dialect of ISO 30042:2019) allows under each element, in the DCA style:
/// the children, and the data categories that `type` may name.
const CHILDREN: &[(&str, &[&str])] = &[
    ("tbx", &["tbxHeader", "text"]),
    ("tbxHeader", &["fileDesc", "encodingDesc", "revisionDesc"]),
    ("fileDesc", &["titleStmt", "publicationStmt", "sourceDesc"]),
    ("titleStmt", &["title", "note"]),
    ("publicationStmt", &["p"]),
    ("sourceDesc", &["p"]),
    ("text", &["body", "back"]),
    ("body", &["conceptEntry"]),
    (
        "conceptEntry",
        &[
            "descrip",
            "descripGrp",
            "admin",
            "adminGrp",
            "transacGrp",
            "note",
            "ref",
            "xref",
            "langSec",
        ],
    ),
    (
        "langSec",
        &[
            "descrip",
            "descripGrp",
            "admin",
            "adminGrp",
            "transacGrp",
            "note",
            "ref",
            "xref",
            "termSec",
        ],
    ),
    (
        "descripGrp",
        &["descrip", "admin", "adminGrp", "note", "ref", "xref"],
    ),
    (
        "termSec",
        &[
            "term",
            "termNote",
            "termNoteGrp",
            "descrip",
            "descripGrp",
            "admin",
            "adminGrp",
            "transacGrp",
            "note",
            "ref",
            "xref",
        ],
    ),
];
const CATEGORIES: &[(&str, &[&str])] = &[
    ("conceptEntry descrip", &["subjectField", "definition"]),
    ("langSec descrip", &["definition"]),
    ("descripGrp descrip", &["definition", "context"]),
    ("termSec descrip", &["context"]),
    (
        "termSec termNote",
        &[
            "administrativeStatus",
            "geographicalUsage",
            "grammaticalGender",
            "partOfSpeech",
            "termLocation",
            "termType",
        ],
    ),
    ("admin", &["customerSubset", "projectSubset", "source"]),
    ("langSec ref", &[]),
    ("descripGrp ref", &[]),
    ("ref", &["crossReference"]),
    ("xref", &["externalCrossReference", "xGraphic"]),
];
const VALUES: &[(&str, &[&str])] = &[
    (
        "administrativeStatus",
        &[
            "preferredTerm-admn-sts",
            "admittedTerm-admn-sts",
            "deprecatedTerm-admn-sts",
            "supersededTerm-admn-sts",
        ],
    ),
    (
        "termType",
        &[
            "fullForm",
            "acronym",
            "abbreviation",
            "shortForm",
            "variant",
            "phrase",
        ],
    ),
];

fn listed<'a>(table: &'a [(&str, &'a [&'a str])], name: &str) -> Option<&'a [&'a str]> {
    table
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, all)| *all)
}

fn attributes(tag: &BytesStart) -> BTreeMap<String, String> {
    let all = tag
        .attributes()
        .map(|attribute| attribute.expect("an attribute"));
    all.map(|attribute| {
        let name = String::from_utf8(attribute.key.as_ref().to_vec()).expect("UTF-8");
        (
            name,
            attribute.unescape_value().expect("a value").into_owned(),
        )
    })
    .collect()
}

/// What is wrong with a TBX file.
fn faults(tbx: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut reader = Reader::from_str(tbx);
    // For each open element: its name, its `type`, its text, its children so far.
    let mut open: Vec<(String, String, String, Vec<String>)> = Vec::new();
    let (mut ids, mut targets) = (BTreeSet::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => break,
            Event::Start(tag) => {
                let name = String::from_utf8(tag.name().as_ref().to_vec()).expect("UTF-8");
                let attributes = attributes(&tag);
                let of = |key: &str| attributes.get(key).cloned().unwrap_or_default();
                match open.last_mut() {
                    None => {
                        let root = (name.as_str(), of("type"), of("style"), of("xmlns"));
                        let right = (
                            "tbx",
                            "TBX-Basic".to_owned(),
                            "dca".to_owned(),
                            "urn:iso:std:iso:30042:ed-2".to_owned(),
                        );
                        if root != right || of("xml:lang").is_empty() {
                            faults.push(format!("root {attributes:?}"));
                        }
                    }
                    Some((above, _, _, before)) => {
                        let allowed =
                            listed(CHILDREN, above).is_some_and(|all| all.contains(&name.as_str()));
                        if !allowed {
                            faults.push(format!("{name} in {above}"));
                        }
                        // Sections come last, the term first.
                        let late = before
                            .iter()
                            .any(|one| one == "langSec" || one == "termSec");
                        if late && name != "langSec" && name != "termSec" {
                            faults.push(format!("{name} behind a section of {above}"));
                        }
                        if above == "termSec" && before.is_empty() != (name == "term") {
                            faults.push(format!("{name} where the term is to be"));
                        }
                        // Then its notes, then everything else.
                        let is_note = |one: &str| one == "termNote" || one == "termNoteGrp";
                        let noted = before.iter().all(|one| one == "term" || is_note(one));
                        if above == "termSec" && is_note(&name) && !noted {
                            faults.push(format!("{name} behind what is about the term"));
                        }
                        if above == "descripGrp" && before.is_empty() != (name == "descrip") {
                            faults.push(format!("{name} where the description is to be"));
                        }
                        let own = format!("{above} {name}");
                        let categories =
                            listed(CATEGORIES, &own).or_else(|| listed(CATEGORIES, &name));
                        if categories.is_some_and(|all| !all.contains(&of("type").as_str())) {
                            faults.push(format!("{own} of type «{}»", of("type")));
                        }
                        before.push(name.clone());
                    }
                }
                if name == "langSec" && of("xml:lang").is_empty() {
                    faults.push("langSec without a language".to_owned());
                }
                if let Some(id) = attributes.get("id") {
                    if !ids.insert(id.clone()) {
                        faults.push(format!("id {id} twice"));
                    }
                    // An XML name without a colon.
                    if !id.starts_with(char::is_alphabetic) || id.contains([':', ' ', '/']) {
                        faults.push(format!("id {id}"));
                    }
                }
                if name == "ref" {
                    targets.push(of("target"));
                }
                open.push((name, of("type"), String::new(), Vec::new()));
            }
            Event::Text(text) => {
                if let Some((.., words, _)) = open.last_mut() {
                    *words += &text.decode().expect("UTF-8");
                }
            }
            Event::End(_) => {
                let (name, ty, words, children) = open.pop().expect("an open element");
                if listed(VALUES, &ty).is_some_and(|all| !all.contains(&words.as_str())) {
                    faults.push(format!("{ty}: «{words}»"));
                }
                let wanted = match name.as_str() {
                    "conceptEntry" => "langSec",
                    "langSec" => "termSec",
                    "termSec" => "term",
                    _ => continue,
                };
                if !children.iter().any(|child| child == wanted) {
                    faults.push(format!("{name} without {wanted}"));
                }
            }
            _ => {}
        }
    }
    faults.extend(
        targets
            .iter()
            .filter(|id| !ids.contains(*id))
            .map(|id| format!("ref to {id}")),
    );
    faults
}

#[test]
fn the_glossary_is_valid_tbx_basic() {
    let tbx = &site()["data/glossary.tbx"];
    assert_eq!(faults(tbx), Vec::<String>::new());
    assert!(tbx.matches("<conceptEntry").count() > 80);
}

#[test]
fn what_is_not_tbx_basic_is_seen() {
    let tbx = &site()["data/glossary.tbx"];
    for (right, wrong) in [
        ("style=\"dca\"", "style=\"dct\""),
        ("<termSec><term>", "<termSec><note>x</note><term>"),
        ("type=\"termType\">fullForm", "type=\"termType\">whole"),
        ("type=\"definition\"", "type=\"meaning\""),
        ("<descripGrp><descrip", "<descripGrp><note>x</note><descrip"),
        ("</term><termNote", "</term><note>x</note><termNote"),
        ("id=\"c-", "id=\"1:"),
        (
            "type=\"crossReference\" target=\"c-",
            "type=\"crossReference\" target=\"d-",
        ),
    ] {
        assert!(tbx.contains(right), "{right}");
        assert!(
            !faults(&tbx.replacen(right, wrong, 1)).is_empty(),
            "{wrong}"
        );
    }
}

// --- The page that explains them ---

#[test]
fn the_page_about_the_data_leads_to_every_file() {
    for lang in ["it", "en"] {
        let page = format!(
            "{}/content/about/data.{lang}.md",
            env!("CARGO_MANIFEST_DIR")
        );
        let page = std::fs::read_to_string(page).expect("the page");
        for path in site().keys() {
            assert!(page.contains(&format!("](../{path})")), "{lang}: {path}");
        }
    }
}
