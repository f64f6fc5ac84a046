//! Puts the site on disk: all of it or nothing, and only what has changed.
//!
//! A build is gathered in a folder beside the output (same parent, hence same file system) and takes
//! the output's place in one system call, `renameat2(EXCHANGE)`: whoever looks, whenever the process
//! dies, finds the old site or the new one. Unchanged files and files that carta did not make (the
//! "strangers": a `.git`, a `CNAME`) come along as hard links, so content, time and mode are theirs
//! still. One changed file needs no exchange, only a rename; no change needs nothing at all.
//!
//! Rejected: writing in place (a mixture while it runs); a rename per file (each is atomic, the site
//! is not); a symlink to versioned folders (the output must be a plain folder that any host can take);
//! `fsync` of everything (minutes for 60,000 files: the promise covers a killed process and a full
//! disk, not a power cut).
//!
//! Beside an output `site` there may stand, while a build runs or after one was killed:
//! - `.site.carta-lock`, held with an OS lock, which dies with its process. It also keeps the journal:
//!   which folder is the new tree, and which strangers were taken along. Removed in the end.
//! - `.site.carta-new`: before the exchange the unfinished site, after it the old one. The journal
//!   tells which (by inode), and the next [`Stage::begin`] cleans up accordingly.
//! - `.site.carta-old`: only where the system knows no exchange. There two renames do it, and a kill
//!   between them leaves no output until the next `begin` puts the old site back.
//!
//! Strangers may be made while a build runs, even in the instant before the exchange. So the old tree
//! is never removed wholesale: names known to be carta's or taken along go, anything else moves over.
//!
//! Limits: the output's folders are new ones each time (mode, owner and strangers' times are copied;
//! extended attributes are not), and the output cannot itself be a mount point nor contain one.
//! An exchange costs a link and an unlink per file, changed or not: what `cp -al` and `rm -r` take.

// Named, so that tests can take in this file by its path and still find these.
#[path = "emit/files.rs"]
mod files;
#[path = "emit/tree.rs"]
mod tree;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fmt, mem};

use files::{at, folders_of, look, parent, parse_list, read_list, rename, same_bytes, valid};
use tree::{Journal, clear, settle};

/// Inside the output: the paths that carta made, sorted, one per line.
const MANIFEST: &str = ".carta-manifest";

/// What was being done when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Making a file or a folder.
    Create,
    /// Reading a file, a folder or what is known about it.
    Read,
    /// Writing a file.
    Write,
    /// Taking a file along into the new tree.
    Link,
    /// Putting something in its place.
    Rename,
    /// Removing something.
    Remove,
    /// Taking the lock.
    Lock,
}

/// Why the site was not put on disk. The output is as it was.
#[derive(Debug)]
pub enum EmitError {
    /// Something that carta did not make stands where a page should go.
    Occupied {
        /// Where it stands.
        path: PathBuf,
    },
    /// Another build of the same output is running.
    Busy {
        /// The output.
        path: PathBuf,
    },
    /// The output exists and is not a folder.
    NotADirectory {
        /// The output.
        path: PathBuf,
    },
    /// Not a path that can be emitted: a fault of the caller.
    BadPath {
        /// The path as it was given.
        path: String,
    },
    /// The system refused.
    Io {
        /// What was being done.
        action: Action,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied { path } => write!(
                f,
                "{}: carta did not make this, and will not replace it",
                path.display()
            ),
            Self::Busy { path } => write!(f, "{}: another build is writing here", path.display()),
            Self::NotADirectory { path } => write!(f, "{}: not a folder", path.display()),
            Self::BadPath { path } => {
                write!(f, "{path:?}: not a path within the site, or emitted twice")
            }
            Self::Io {
                action,
                path,
                source,
            } => {
                write!(
                    f,
                    "{}: cannot {}: {source}",
                    path.display(),
                    format!("{action:?}").to_lowercase()
                )
            }
        }
    }
}

impl std::error::Error for EmitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

type Result<T, E = EmitError> = std::result::Result<T, E>;

/// What a commit did, in files of the site (the manifest is not counted).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// New or different.
    pub written: usize,
    /// The same as before, and left alone.
    pub unchanged: usize,
    /// Made by an earlier build and no longer wanted.
    pub removed: usize,
}

/// A site on its way to the disk. Dropped without [`commit`](Stage::commit), it never happened.
#[derive(Debug)]
pub struct Stage {
    out: PathBuf,
    staging: PathBuf,
    old: PathBuf,
    lock_path: PathBuf,
    lock: File,
    /// The output does not exist yet.
    fresh: bool,
    /// The manifest as it stands in the output.
    listed: Option<Vec<u8>>,
    owned: HashSet<String>,
    owned_dirs: HashSet<String>,
    /// Every path put so far, and whether it differs from the output.
    made: Mutex<BTreeMap<String, bool>>,
    /// Folders that exist in the staging area.
    staged: Mutex<HashSet<PathBuf>>,
    /// Folders looked up in the output, and whether they stand there.
    ground: Mutex<HashMap<String, bool>>,
    failed: AtomicBool,
    exchange: bool,
    /// What stands beside the output is needed to finish or undo: leave it to the next `begin`.
    keep: bool,
}

impl Stage {
    /// Takes the lock for the folder `out` (which need not exist, its parent must), and clears away
    /// what a killed build left. A symlink is resolved here, once.
    pub fn begin(out: &Path) -> Result<Stage> {
        let out = files::resolve(out)?;
        let beside = |suffix: &str| {
            let mut name = OsString::from(".");
            name.push(out.file_name().unwrap_or_default());
            name.push(suffix);
            out.with_file_name(name)
        };
        let lock_path = beside(".carta-lock");
        let mut stage = Stage {
            lock: files::lock(&lock_path, &out)?,
            staging: beside(".carta-new"),
            old: beside(".carta-old"),
            lock_path,
            fresh: false,
            listed: None,
            owned: HashSet::new(),
            owned_dirs: HashSet::new(),
            made: Mutex::default(),
            staged: Mutex::default(),
            ground: Mutex::default(),
            failed: AtomicBool::new(false),
            exchange: true,
            keep: true,
            out,
        };
        stage.recover()?;
        stage.keep = false;
        match look(&stage.out)? {
            None => stage.fresh = true,
            Some(meta) if !meta.is_dir() => {
                return Err(EmitError::NotADirectory {
                    path: stage.out.clone(),
                });
            }
            Some(_) => stage.listed = read_list(&stage.out)?,
        }
        stage.owned = parse_list(stage.listed.as_deref());
        stage.owned_dirs = folders_of(&stage.owned);
        Ok(stage)
    }

    /// Behaves as on a system without an exchange of folders.
    #[cfg(test)]
    #[allow(
        dead_code,
        reason = "tests/emit.rs takes in this file by its path and calls it"
    )]
    pub fn without_exchange(mut self) -> Stage {
        self.exchange = false;
        self
    }

    /// Adds a file. `path` is relative to the output and separated by `/`, and is put once.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        // A site with a hole in it must not be committed, even by a caller who overlooks the error.
        self.take(path, bytes)
            .inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }

    fn take(&self, path: &str, bytes: &[u8]) -> Result<()> {
        if !valid(path) || held(&self.made).insert(path.to_owned(), false).is_some() {
            return Err(EmitError::BadPath {
                path: path.to_owned(),
            });
        }
        if !self.stands(path, bytes)? {
            self.write(path, bytes)?;
            held(&self.made).insert(path.to_owned(), true);
        }
        Ok(())
    }

    /// Whether the output has this very file. Refuses what carta did not make, unless it is identical.
    fn stands(&self, path: &str, bytes: &[u8]) -> Result<bool> {
        if !self.stands_folder(parent(path))? {
            return Ok(false);
        }
        let there = self.out.join(path);
        match look(&there)? {
            None => Ok(false),
            // What cannot be read is not identical.
            Some(meta) if meta.is_file() && same_bytes(&there, &meta, bytes).unwrap_or(false) => {
                Ok(true)
            }
            Some(meta) if meta.is_file() && self.owned.contains(path) => Ok(false),
            // A folder of carta's becomes a file; strangers in it are met in `complete`.
            Some(meta) if meta.is_dir() && self.owned_dirs.contains(path) => Ok(false),
            Some(_) => Err(EmitError::Occupied { path: there }),
        }
    }

    /// Whether the output has this folder, by itself and not through a symlink.
    fn stands_folder(&self, dir: &str) -> Result<bool> {
        if dir.is_empty() || self.fresh {
            return Ok(!self.fresh);
        }
        if let Some(&known) = held(&self.ground).get(dir) {
            return Ok(known);
        }
        let there = self.out.join(dir);
        let above = self.stands_folder(parent(dir))?;
        let found = match above.then(|| look(&there)).transpose()?.flatten() {
            Some(meta) if meta.is_dir() => true,
            Some(meta) if !(meta.is_file() && self.owned.contains(dir)) => {
                return Err(EmitError::Occupied { path: there });
            }
            _ => false,
        };
        held(&self.ground).insert(dir.to_owned(), found);
        Ok(found)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let to = self.folder(Path::new(parent(path)))?;
        let to = to.join(&path[path.rfind('/').map_or(0, |slash| slash + 1)..]);
        // `create_new`: on a file system that folds case, `A` and `a` must not silently be one page.
        let mut file = File::create_new(&to).map_err(at(Action::Create, &to))?;
        file.write_all(bytes).map_err(at(Action::Write, &to))
    }

    /// The folder in the staging area, made if need be.
    fn folder(&self, rel: &Path) -> Result<PathBuf> {
        let dir = self.staging.join(rel);
        let mut staged = held(&self.staged);
        if staged.is_empty() && !self.fresh {
            // The output may be private, and is about to be in here.
            fs::create_dir(&self.staging)
                .and_then(|()| files::close(&self.staging))
                .map_err(at(Action::Create, &self.staging))?;
            staged.insert(PathBuf::new());
        }
        if !staged.contains(rel) {
            // Other threads need not wait for the disk; two may well make the same folder.
            drop(staged);
            fs::create_dir_all(&dir).map_err(at(Action::Create, &dir))?;
            let mut staged = held(&self.staged);
            let new = rel.ancestors().take_while(|dir| !staged.contains(*dir));
            let new: Vec<PathBuf> = new.map(Path::to_owned).collect();
            staged.extend(new);
        }
        Ok(dir)
    }

    /// Puts the site in its place. On an error the output is as it was.
    pub fn commit(mut self) -> Result<Summary> {
        if self.failed.load(Ordering::Relaxed) {
            return Err(at(Action::Write, &self.out)(io::Error::other(
                "a file of this build could not be put",
            )));
        }
        let mut made = mem::take(&mut *held(&self.made));
        let written = made.values().filter(|changed| **changed).count();
        let mut summary = Summary {
            written,
            unchanged: made.len() - written,
            removed: 0,
        };
        let list: String = made.keys().flat_map(|path| [path, "\n"]).collect();
        let relisted = self.listed.as_deref() != Some(list.as_bytes());
        if relisted {
            self.write(MANIFEST, list.as_bytes())?;
        }
        made.insert(MANIFEST.to_owned(), relisted);

        let all_stay = self.owned.iter().all(|path| made.contains_key(path));
        let mut changed = made
            .iter()
            .filter(|(_, changed)| **changed)
            .map(|(path, _)| path);
        match (changed.next(), changed.next()) {
            _ if self.fresh => rename(&self.staging, &self.out)?,
            (None, _) if all_stay => {}
            (Some(path), None) if all_stay && self.in_place(path)? => {
                rename(&self.staging.join(path), &self.out.join(path))?;
            }
            _ => summary.removed = self.replace(&made)?,
        }
        Ok(summary)
    }

    /// Whether one rename can do it: in a folder that is there, over a file or (the manifest) nothing.
    fn in_place(&self, path: &str) -> Result<bool> {
        Ok(path == MANIFEST || look(&self.out.join(path))?.is_some_and(|there| there.is_file()))
    }

    /// Completes the new tree and exchanges it for the output. Says how many files went.
    fn replace(&mut self, made: &BTreeMap<String, bool>) -> Result<usize> {
        let (removed, journal) = self.complete(made)?;
        // Whole before the exchange: without its end mark, a journal says that there was none.
        self.lock
            .write_all(&journal)
            .map_err(at(Action::Write, &self.lock_path))?;
        let old = self.swap()?;
        // The new site stands. If the old one cannot be cleared now, the next `begin` will see to it.
        self.keep = settle(&old, &self.out, &Journal::parse(&journal)).is_err();
        Ok(removed)
    }

    /// Finishes or undoes what a killed build left. Whatever step this dies at, it can be repeated.
    fn recover(&mut self) -> Result<()> {
        let mut journal = Vec::new();
        self.lock
            .read_to_end(&mut journal)
            .map_err(at(Action::Read, &self.lock_path))?;
        let journal = Journal::parse(&journal);
        let staging = look(&self.staging)?;
        if look(&self.old)?.is_some() {
            match look(&self.out)? {
                None => rename(&self.old, &self.out)?,
                // Not our doing: we had the new tree still to place, and someone made an output.
                Some(_) if staging.is_some() => settle(&self.old, &self.out, &Journal::default())?,
                Some(_) => settle(&self.old, &self.out, &journal)?,
            }
        }
        match staging {
            Some(tree) if journal.tree.is_some_and(|new| new != files::id(&tree).1) => {
                settle(&self.staging, &self.out, &journal)?;
            }
            _ => clear(&self.staging, Path::new(""), None)?,
        }
        self.lock
            .set_len(0)
            .and_then(|()| self.lock.rewind())
            .map_err(at(Action::Write, &self.lock_path))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.keep {
            // What cannot be removed now, the next `begin` removes, or reports.
            let _ = clear(&self.staging, Path::new(""), None);
            if cfg!(unix) {
                // While we hold it: see `lock`. Elsewhere an open file cannot go; empty, it is in
                // no one's way.
                let _ = fs::remove_file(&self.lock_path);
            }
        }
    }
}

/// A panic elsewhere does not make a set of names wrong.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
