//! `carta check --fix`: mends in the files what can only be meant in one way. Every other byte of a file
//! stays as it is, line ends and a byte order mark included, and a file is replaced as a whole or not at
//! all.

use crate::diag::{Diagnostic, Failure, Fix};
use crate::source::Sources;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// What was mended.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mended {
    /// How many places.
    pub places: usize,
    /// In how many files.
    pub files: usize,
}

/// Applies the fixes of these diagnostics to the files under `root` that they were found in. A file that is
/// no longer what was read is left alone.
pub fn apply(root: &Path, sources: &Sources, found: &[Diagnostic]) -> Result<Mended, Failure> {
    let mut by_file: BTreeMap<&Arc<str>, Vec<&Fix>> = BTreeMap::new();
    for problem in found
        .iter()
        .filter(|p| p.place.file.starts_with("content/"))
    {
        by_file
            .entry(&problem.place.file)
            .or_default()
            .extend(&problem.fixes);
    }
    let mut mended = Mended::default();
    for (file, mut fixes) in by_file.into_iter().filter(|(_, fixes)| !fixes.is_empty()) {
        let Some(text) = sources.get(file).and_then(|source| source.as_text()) else {
            continue;
        };
        let path = root.join(&**file);
        let wrong = |error: io::Error| {
            Failure::new("fix")
                .arg("path", path.display())
                .arg("detail", error)
        };
        let bytes = fs::read(&path).map_err(wrong)?;
        let mark: &[u8] = b"\xEF\xBB\xBF";
        let body = bytes.strip_prefix(mark).unwrap_or(&bytes);
        if body != text.as_bytes() {
            continue;
        }
        fixes.sort_by_key(|fix| fix.span);
        let (new, places) = rewrite(text, &fixes);
        if places == 0 {
            continue;
        }
        let mut out = bytes[..bytes.len() - body.len()].to_vec();
        out.extend_from_slice(new.as_bytes());
        replace(&path, &out).map_err(wrong)?;
        mended.places += places;
        mended.files += 1;
    }
    Ok(mended)
}

/// The text with the fixes that do not overlap, and how many they are. `fixes` are in order.
fn rewrite(text: &str, fixes: &[&Fix]) -> (String, usize) {
    let mut new = String::with_capacity(text.len());
    let (mut done, mut places) = (0, 0);
    for fix in fixes {
        let range = fix.span.range();
        let (Some(kept), true) = (text.get(done..range.start), range.start >= done) else {
            continue;
        };
        new.push_str(kept);
        new.push_str(&fix.text);
        done = range.end;
        places += 1;
    }
    new.push_str(&text[done..]);
    (new, places)
}

/// Writes beside the file and puts the new one in its place; a link stays a link.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let real = path.canonicalize()?;
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let beside = real.with_file_name(format!(".{name}.carta"));
    let done = fs::write(&beside, bytes)
        .and_then(|()| fs::set_permissions(&beside, fs::metadata(&real)?.permissions()))
        .and_then(|()| fs::rename(&beside, &real));
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}
