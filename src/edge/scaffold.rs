//! `carta new`: a site, a page, a term. Nothing that is there is ever overwritten.

use super::load;
use crate::diag::Failure;
use crate::lang::{Lang, slug};
use crate::memo::Memo;
use crate::page::PageKind;
use crate::source::Options;
use crate::strings::Strings;
use fluent::FluentValue;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Creates a small site that builds as it is, in Italian and English.
pub fn site(dir: &Path, strings: &Strings) -> Result<Vec<PathBuf>, Failure> {
    if dir.join("content").symlink_metadata().is_ok() {
        return Err(Failure::new("exists").arg("path", dir.join("content").display()));
    }
    let languages = [Lang::IT, Lang::EN];
    let title = |lang| quoted(&strings.text(lang, "scaffold-site-title", &[]));
    // One entry on each line, in order: in a merge the lines of both sides are right.
    let merge = "*.lock merge=union\n".to_owned();
    let mut files = vec![(PathBuf::from("content/.gitattributes"), merge)];
    files.push((
        PathBuf::from("content/site.yaml"),
        format!(
            "title:\n  it: {}\n  en: {}\nbase_url: https://example.org/\nlanguages: [it, en]\nversion: \"1\"\n",
            title(Lang::IT),
            title(Lang::EN)
        ),
    ));
    for lang in languages {
        let t = |key: &str| strings.text(lang, key, &[]);
        let neutral = |text: &str| {
            if lang == Lang::IT {
                text.to_owned()
            } else {
                String::new()
            }
        };
        let mut page = |key: &str, title: String, slug: &str, extra: String, body: String| {
            let slug = if slug.is_empty() {
                String::new()
            } else {
                format!("slug: {slug}\n")
            };
            files.push((
                PathBuf::from(format!("content/{key}.{lang}.md")),
                format!(
                    "---\ntitle: {}\n{slug}{extra}---\n\n{body}\n",
                    quoted(&title)
                ),
            ));
        };
        page(
            "index",
            t("scaffold-site-title"),
            "",
            String::new(),
            t("scaffold-home"),
        );
        page(
            "document/index",
            t("scaffold-document-title"),
            &slug(&t("scaffold-document-title")),
            neutral("order: 1\nchildren: document\n"),
            t("scaffold-document"),
        );
        page(
            "document/first",
            t("scaffold-chapter-title"),
            &slug(&t("scaffold-chapter-title")),
            neutral("order: 1\n"),
            t("scaffold-chapter"),
        );
        page(
            "glossary/index",
            t("scaffold-glossary-title"),
            &slug(&t("scaffold-glossary-title")),
            neutral("order: 2\nchildren: term\n"),
            t("scaffold-glossary"),
        );
        let forms = t("scaffold-term-forms");
        page(
            "glossary/peer-support",
            t("scaffold-term-title"),
            &slug(&t("scaffold-term-title")),
            format!("forms: [{}]\n", quoted(&forms)),
            t("scaffold-term"),
        );
    }
    write_new(dir, files)
}

/// Creates a page in all languages of the site.
pub fn page(root: &Path, key: &str, strings: &Strings) -> Result<Vec<PathBuf>, Failure> {
    let valid = |part: &str| !part.is_empty() && slug(part) == part;
    if !key.split('/').all(valid) {
        return Err(Failure::new("key-invalid").arg("key", key));
    }
    let name = key.rsplit('/').next().unwrap_or(key).replace('-', " ");
    let mut title: Vec<char> = name.chars().collect();
    if let Some(first) = title.first_mut() {
        *first = first.to_ascii_uppercase();
    }
    let title: String = title.into_iter().collect();
    let languages = open(root)?.0;
    let files = languages
        .iter()
        .map(|lang| {
            let body = strings.text(*lang, "scaffold-page", &[]);
            (
                PathBuf::from(format!("content/{key}.{lang}.md")),
                format!("---\ntitle: {}\n---\n\n{body}\n", quoted(&title)),
            )
        })
        .collect();
    write_new(root, files)
}

/// Creates a term in all languages of the site, in its glossary; a site without one gets one.
pub fn term(root: &Path, term: &str, strings: &Strings) -> Result<Vec<PathBuf>, Failure> {
    let name = slug(term);
    if name.is_empty() {
        return Err(Failure::new("key-invalid").arg("key", term));
    }
    let (languages, glossary) = open(root)?;
    let folder = glossary.clone().unwrap_or_else(|| "glossary".to_owned());
    let mut files = Vec::new();
    for (index, lang) in languages.iter().enumerate() {
        let t = |key: &str| {
            let term = FluentValue::from(term);
            strings.text(*lang, key, &[("term", term)])
        };
        if glossary.is_none() {
            let children = if index == 0 { "children: term\n" } else { "" };
            files.push((
                PathBuf::from(format!("content/{folder}/index.{lang}.md")),
                format!(
                    "---\ntitle: {}\n{children}---\n\n{}\n",
                    quoted(&t("scaffold-glossary-title")),
                    t("scaffold-glossary")
                ),
            ));
        }
        files.push((
            PathBuf::from(format!("content/{folder}/{name}.{lang}.md")),
            format!(
                "---\ntitle: {}\n---\n\n{}\n",
                quoted(term),
                t("scaffold-definition")
            ),
        ));
    }
    write_new(root, files)
}

/// The languages of a site, and the folder of its glossary.
fn open(root: &Path) -> Result<(Vec<Lang>, Option<String>), Failure> {
    let sources = load::load(root, Options::default())?;
    let (site, _) = crate::compile(&sources, &mut Memo::default());
    let is_glossary = |entry: &&Arc<crate::site::Entry>| {
        let children = entry.meta().children.as_ref();
        entry.is_section() && children.is_some_and(|kind| kind.value == PageKind::Term)
    };
    let glossary = site.tree.entries.iter().find(is_glossary);
    let folder = glossary.map(|entry| entry.folder().to_owned());
    Ok((site.config.languages.clone(), folder))
}

/// A text as a YAML string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Writes files that must not be there yet: all of them, or none.
fn write_new(root: &Path, files: Vec<(PathBuf, String)>) -> Result<Vec<PathBuf>, Failure> {
    let io = |path: &Path, error: std::io::Error| {
        Failure::new("output")
            .arg("path", path.display())
            .arg("action", "Create")
            .arg("detail", error)
    };
    for (path, _) in &files {
        let path = root.join(path);
        if path.symlink_metadata().is_ok() {
            return Err(Failure::new("exists").arg("path", path.display()));
        }
    }
    let mut made: Vec<PathBuf> = Vec::new();
    for (path, text) in files {
        let path = root.join(path);
        let folder = path.parent().unwrap_or(root);
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(folder)?;
            let mut file = fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&path)?;
            file.write_all(text.as_bytes())
        };
        if let Err(error) = write() {
            for path in made {
                let _ = fs::remove_file(path);
            }
            return Err(io(&path, error));
        }
        made.push(path);
    }
    Ok(made)
}
