//! `carta freeze`: writes a version of the documents, whole or not at all, and never over another one.

use super::load;
use crate::diag::Failure;
use crate::source::{Source, VERSIONS};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes the files of a version into its folder; gives the folder.
///
/// They are written beside it first, under a name that no source is read from, and the folder takes its
/// place in one step: a full disk or a crash leaves no half of a version.
pub fn write(root: &Path, label: &str, files: &[Source]) -> Result<PathBuf, Failure> {
    let versions = root.join(VERSIONS);
    let folder = versions.join(label);
    let exists = || Failure::new("version-exists").arg("label", label);
    // A link would lead the files elsewhere, and what stands elsewhere is not read.
    if versions.symlink_metadata().is_ok_and(|m| m.is_symlink()) {
        return Err(Failure::new("output-escapes").arg("path", versions.display()));
    }
    if folder.symlink_metadata().is_ok() {
        return Err(exists());
    }
    let beside = versions.join(format!(".{label}.carta-new"));
    let failure = |error: std::io::Error| {
        Failure::new("version-write")
            .arg("path", folder.display())
            .arg("detail", error)
    };
    // What a crash left behind.
    if beside.symlink_metadata().is_ok() {
        fs::remove_dir_all(&beside).map_err(failure)?;
    }
    let made = files
        .iter()
        .try_for_each(|source| put(root, &beside, source))
        .and_then(|()| fs::rename(&beside, &folder));
    match made {
        Ok(()) => {
            // The rename itself must be on the disk; where folders cannot be synced, it is soon.
            let _ = fs::File::open(&versions).and_then(|folder| folder.sync_all());
            Ok(folder)
        }
        Err(error) => {
            let _ = fs::remove_dir_all(&beside);
            // Nothing but what was made for this version is taken away again.
            let _ = fs::remove_dir(&versions);
            Err(match folder.symlink_metadata() {
                Ok(_) => exists(),
                Err(_) => failure(error),
            })
        }
    }
}

/// Writes a file. A source that was copied is copied byte for byte, with a mark or line ends that reading
/// it leaves out.
fn put(root: &Path, folder: &Path, source: &Source) -> std::io::Result<()> {
    let path = folder.join(&*source.path);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    let original = root.join("content").join(&*source.path);
    let bytes = match fs::read(&original) {
        Ok(bytes) if load::same(&bytes, source) => bytes,
        _ => source.as_bytes().to_vec(),
    };
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)?;
    file.write_all(&bytes)?;
    file.sync_all()
}
