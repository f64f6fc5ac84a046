//! `carta ids`: lists the blocks whose id follows their place, makes ids permanent in all language files
//! of a page, and records what is permanent in the ledger. Only here, never in a build, are sources
//! and ledger written.

use super::load;
use crate::diag::{Code, Diagnostic, Failure, Severity};
use crate::edge::report::line_column;
use crate::memo::Memo;
use crate::page::Manuscript;
use crate::parse::inscribe::inscribe;
use crate::resolve::ledger::{self, Ledger};
use crate::site::Site;
use crate::source::{Options, Sources};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// A block without an id of its own.
pub struct Unnamed {
    /// The file of the authentic text.
    pub file: Arc<str>,
    /// Its line.
    pub line: usize,
    /// The id that it has for now.
    pub id: Arc<str>,
    /// Its first words.
    pub words: String,
}

/// The blocks without an id of their own.
pub fn list(site: &Site) -> Vec<Unnamed> {
    let mut found = Vec::new();
    for (index, entry) in site.tree.entries.iter().enumerate() {
        let text = &entry.lead.text;
        for block in ledger::blocks(&site.tree, &site.identity, index) {
            if !block.permanent {
                let span = entry.lead.doc.units[block.unit as usize].span;
                let line = text[span.range()].lines().next().unwrap_or_default();
                found.push(Unnamed {
                    file: entry.lead.file.clone(),
                    line: line_column(text, span.start as usize).0,
                    id: block.id,
                    words: crate::render::view::shorten(line, 60),
                });
            }
        }
    }
    found
}

/// What was done.
#[derive(Default)]
pub struct Written {
    /// How many blocks got an id.
    pub blocks: usize,
    /// How many files were written.
    pub files: usize,
    /// How many ids the ledger did not have.
    pub recorded: usize,
    /// Files and ids that must be written by hand.
    pub skipped: Vec<(Arc<str>, String)>,
}

/// Whether sources may be written: not while the content has errors, except for the very ones that a
/// redirect mends.
pub fn errors(problems: &[Diagnostic]) -> Vec<Diagnostic> {
    problems
        .iter()
        .filter(|problem| problem.code.severity() == Severity::Error)
        .filter(|problem| ![Code::IdVanished, Code::PageVanished].contains(&problem.code))
        .cloned()
        .collect()
}

/// Writes the missing ids into all language files of each page.
pub fn write(root: &Path, site: &Site) -> Result<Written, Failure> {
    let mut written = Written::default();
    let languages = site.tree.languages.len();
    for (index, entry) in site.tree.entries.iter().enumerate() {
        let blocks = ledger::blocks(&site.tree, &site.identity, index);
        let missing: Vec<_> = blocks.iter().filter(|block| !block.permanent).collect();
        if missing.is_empty() {
            continue;
        }
        written.blocks += missing.len();
        for (at, page) in entry.pages.iter().enumerate() {
            let text: &Manuscript = &page.manuscript;
            if page.is_borrowed() {
                continue;
            }
            let twins = &site.identity[index * languages + at].twins;
            let ids: Vec<(u32, &str)> = missing
                .iter()
                .filter_map(|block| {
                    let unit = twins.iter().position(|twin| *twin == Some(block.unit))?;
                    Some((unit as u32, &*block.id))
                })
                .collect();
            if ids.is_empty() {
                continue;
            }
            let (new, homeless) = inscribe(text, &ids);
            let lost = homeless.into_iter().map(|id| (text.file.clone(), id));
            written.skipped.extend(lost);
            if new != *text.text {
                save(root, &text.file, &new)?;
                written.files += 1;
            }
        }
    }
    Ok(written)
}

/// Records the ids that stand in the sources.
pub fn record(root: &Path, options: Options) -> Result<usize, Failure> {
    let sources: Sources = load::load(root, options)?;
    let (site, _) = crate::compile(&sources, &mut Memo::default());
    let mut known = Ledger::read(&sources, &mut Vec::new());
    let mut count = 0;
    for (index, entry) in site.tree.entries.iter().enumerate() {
        for block in ledger::blocks(&site.tree, &site.identity, index) {
            if block.permanent && known.record(&entry.key, &block.id) {
                count += 1;
            }
        }
    }
    let text = known.write();
    let old = sources
        .get(ledger::FILE)
        .and_then(|source| source.as_text());
    if old.is_none_or(|old| **old != *text) {
        save(root, ledger::FILE, &text)?;
    }
    Ok(count)
}

/// Writes a source in one step: a full disk leaves the old one. A byte order mark stays.
pub fn save(root: &Path, file: &str, text: &str) -> Result<(), Failure> {
    let path = root.join(file);
    // A link stays a link: what it leads to is written.
    let path = path.canonicalize().unwrap_or(path);
    let failure = |error: std::io::Error| {
        Failure::new("source-write")
            .arg("path", path.display())
            .arg("detail", error)
    };
    let old = fs::read(&path).unwrap_or_default();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.carta-new"));
    let made = fs::File::create(&beside).and_then(|mut new| {
        if old.starts_with(b"\xEF\xBB\xBF") {
            new.write_all(b"\xEF\xBB\xBF")?;
        }
        new.write_all(text.as_bytes())?;
        if let Ok(metadata) = fs::metadata(&path) {
            fs::set_permissions(&beside, metadata.permissions())?;
        }
        new.sync_all()
    });
    let moved = made.and_then(|()| fs::rename(&beside, &path));
    moved.map_err(|error| {
        let _ = fs::remove_file(&beside);
        failure(error)
    })
}
