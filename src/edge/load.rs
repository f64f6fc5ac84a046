//! Reading the site root. Nothing outside of it is read: a symbolic link that leads out is a
//! diagnostic. What cannot be read as it should does not stop the run: it is a diagnostic too, and the
//! rest is read.

use crate::diag::{Code, Diagnostic, Failure, Span};
use crate::source::{MAX_TEXT, Options, Source, Sources};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// The largest file that is not text, in bytes: pictures and documents for download.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The folders of a site root that hold sources.
pub const FOLDERS: [&str; 3] = ["content", "themes", "i18n"];

/// Reads all sources of a site.
pub fn load(root: &Path, options: Options) -> Result<Sources, Failure> {
    let Survey { files, problems } = survey(root)?;
    let mut sources = Sources::built_in();
    sources.options = options;
    sources.problems = problems;
    let read: Vec<(Source, Option<Diagnostic>)> = files
        .into_par_iter()
        .map(|(path, file)| read(&path, &file))
        .collect();
    for (source, problem) in read {
        sources.insert(source);
        sources.problems.extend(problem);
    }
    Ok(sources)
}

/// What a site has to read, before any of it is read. The preview looks again and reads what differs.
pub struct Survey {
    /// The files: their paths from the site root, and where they are.
    pub files: Vec<(Arc<str>, PathBuf)>,
    /// What cannot be part of the site.
    pub problems: Vec<Diagnostic>,
}

/// Finds the files of a site's sources.
pub fn survey(root: &Path) -> Result<Survey, Failure> {
    let real_root = root.canonicalize().map_err(|error| {
        Failure::new("root")
            .arg("path", root.display())
            .arg("detail", error)
    })?;
    let content = root.join("content");
    if content.symlink_metadata().is_err() {
        return Err(Failure::new("no-content").arg("path", root.display()));
    }
    let mut found = Survey {
        files: Vec::new(),
        problems: Vec::new(),
    };
    for folder in FOLDERS {
        walk(
            root,
            &real_root,
            folder,
            &mut found.files,
            &mut found.problems,
        );
    }
    Ok(found)
}

/// The files of a folder of sources, with their paths from the root. Dot files are somebody else's:
/// Obsidian's settings, an editor's swap files.
fn walk(
    root: &Path,
    real_root: &Path,
    folder: &str,
    files: &mut Vec<(Arc<str>, PathBuf)>,
    problems: &mut Vec<Diagnostic>,
) {
    let start = root.join(folder);
    let Ok(metadata) = start.symlink_metadata() else {
        return;
    };
    if metadata.is_symlink() && !leads_inside(&start, real_root) {
        problems.push(escapes(&folder.into(), &start));
        return;
    }
    let visible = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    // The folder itself may be a link inside the root; below it, links are looked at one by one.
    for entry in WalkDir::new(&start)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(visible)
    {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or(start.clone(), Path::to_path_buf);
                let file = relative(root, &path);
                problems.push(not_readable(&file, &error));
                continue;
            }
        };
        let file = relative(root, entry.path());
        if entry.path_is_symlink() && entry.depth() > 0 {
            let is_file = entry.path().metadata().is_ok_and(|target| target.is_file());
            if is_file && leads_inside(entry.path(), real_root) {
                files.push((file, entry.into_path()));
            } else {
                problems.push(escapes(&file, entry.path()));
            }
        } else if entry.file_type().is_file() {
            files.push((file, entry.into_path()));
        }
    }
}

fn leads_inside(link: &Path, real_root: &Path) -> bool {
    link.canonicalize()
        .is_ok_and(|target| target.starts_with(real_root))
}

fn relative(root: &Path, path: &Path) -> Arc<str> {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/").into()
}

fn escapes(file: &Arc<str>, link: &Path) -> Diagnostic {
    let target = std::fs::read_link(link).unwrap_or_default();
    Diagnostic::new(Code::PathEscapesRoot, file, Span::default()).arg("path", target.display())
}

fn not_readable(file: &Arc<str>, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::new(Code::NotReadable, file, Span::default()).arg("detail", error)
}

/// Whether a file is text by its name.
fn is_text(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    [
        "md", "yaml", "yml", "ftl", "html", "xml", "css", "js", "svg", "txt", "lock",
    ]
    .contains(&extension)
}

/// Reads one file. What cannot be read stands as an empty source, so that what refers to it is not
/// reported as well.
pub fn read(path: &Arc<str>, file: &Path) -> (Source, Option<Diagnostic>) {
    let empty = || Source::text(path, "");
    let limit = if is_text(path) { MAX_TEXT } else { MAX_BYTES };
    match file.metadata() {
        Ok(metadata) if metadata.len() > limit => {
            let mega = |bytes: u64| bytes.div_ceil(1024 * 1024);
            let problem = Diagnostic::new(Code::InputTooLarge, path, Span::default())
                .arg("size", mega(metadata.len()))
                .arg("limit", mega(limit));
            return (empty(), Some(problem));
        }
        Ok(_) => {}
        Err(error) => return (empty(), Some(not_readable(path, &error))),
    }
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return (empty(), Some(not_readable(path, &error))),
    };
    if !is_text(path) {
        return (Source::bytes(path, &bytes), None);
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    match std::str::from_utf8(text) {
        Ok(text) => (Source::text(path, text), None),
        Err(_) => {
            let lossy = String::from_utf8_lossy(text);
            let at = lossy.find('\u{FFFD}').unwrap_or(0);
            let place = Span::new(at, at + '\u{FFFD}'.len_utf8());
            let problem = Diagnostic::new(Code::NotUtf8, path, place);
            (Source::text(path, &lossy), Some(problem))
        }
    }
}

/// Whether these are the bytes that a source was read from.
pub fn same(bytes: &[u8], source: &Source) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes == source.as_bytes() || text == source.as_bytes()
}
