//! The new tree before the exchange, and the old one after it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::files::{self, at, copy, folders_of, key, look, parse_list, read_list, rename, stamp};
use super::{Action, EmitError, MANIFEST, Result, Stage, held};

impl Stage {
    /// Takes everything that stays into the staging area: strangers, then what has not changed.
    pub(super) fn complete(&self, made: &BTreeMap<String, bool>) -> Result<(usize, Vec<u8>)> {
        let made_dirs = folders_of(made.keys());
        let staging = self.folder(Path::new(""))?;
        let root = fs::symlink_metadata(&staging).map_err(at(Action::Read, &staging))?;
        let mut journal = format!("{}\0", files::id(&root).1).into_bytes();
        let mut folders = Vec::new();
        let mut removed = 0;
        for entry in WalkDir::new(&self.out) {
            let entry = match entry
                .map_err(|e| (e.path().unwrap_or(&self.out).to_owned(), io::Error::from(e)))
            {
                Ok(entry) => entry,
                // Strangers come and go as they like.
                Err((path, e)) if e.kind() == ErrorKind::NotFound && path != self.out => continue,
                Err((path, e)) => return Err(at(Action::Read, &path)(e)),
            };
            let rel = entry
                .path()
                .strip_prefix(&self.out)
                .unwrap_or(Path::new(""));
            let (name, kind) = (key(rel), entry.file_type());
            if kind.is_file()
                && (self.owned.contains(&name)
                    || name == MANIFEST
                    || made.get(&name) == Some(&false))
            {
                removed += usize::from(!made.contains_key(&name));
                continue;
            }
            let meta = match look(entry.path())? {
                Some(meta) if meta.file_type() == kind => meta,
                // Gone or replaced since it was listed: it is found after the exchange.
                _ => continue,
            };
            let mine = kind.is_dir()
                && (entry.depth() == 0
                    || self.owned_dirs.contains(&name)
                    || made_dirs.contains(&name));
            if !mine && rel.ancestors().any(|above| made.contains_key(&key(above))) {
                return Err(EmitError::Occupied {
                    path: entry.into_path(),
                });
            }
            let mut id = stamp(&meta, true);
            if kind.is_dir() {
                // A mount would stay on the old tree, and be emptied with it.
                if files::id(&meta).0 != files::id(&root).0 {
                    return Err(at(Action::Link, entry.path())(
                        ErrorKind::CrossesDevices.into(),
                    ));
                }
                if !mine {
                    self.folder(rel)?;
                }
                folders.push((rel.to_owned(), meta, mine));
            } else {
                match self.link(entry.path(), rel) {
                    Ok(true) => {}
                    Ok(false) => id = stamp(&meta, false),
                    Err(EmitError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
                        continue;
                    }
                    Err(e) => return Err(e),
                }
            }
            journal.extend(
                [
                    id.as_bytes(),
                    b"/",
                    rel.as_os_str().as_encoded_bytes(),
                    b"\0",
                ]
                .concat(),
            );
        }
        for (path, _) in made.iter().filter(|(_, changed)| !**changed) {
            self.link(&self.out.join(path), Path::new(path))?;
        }
        // Last, since filling a folder changes its time, and its mode may forbid filling it.
        for (rel, meta, mine) in folders
            .iter()
            .rev()
            .filter(|(rel, ..)| held(&self.staged).contains(rel))
        {
            let dir = self.staging.join(rel);
            files::own_like(&dir, meta);
            if let (false, Ok(time)) = (mine, meta.modified()) {
                let _ = File::open(&dir).and_then(|dir| dir.set_modified(time));
            }
            fs::set_permissions(&dir, meta.permissions()).map_err(at(Action::Create, &dir))?;
        }
        journal.extend_from_slice(b"end");
        Ok((removed, journal))
    }

    /// Takes a file along. `true`: the same file under a second name; `false`: a copy.
    fn link(&self, from: &Path, rel: &Path) -> Result<bool> {
        let to = self
            .folder(rel.parent().unwrap_or(rel))?
            .join(rel.file_name().unwrap_or_default());
        match fs::hard_link(from, &to) {
            Ok(()) => Ok(true),
            Err(refused) if refused.kind() == ErrorKind::NotFound => {
                Err(at(Action::Link, from)(refused))
            }
            // Too many links already, someone else's file, a file system without links.
            Err(refused) => copy(from, &to, refused)
                .map_err(at(Action::Link, from))
                .map(|()| false),
        }
    }

    /// Puts the staging area in the output's place. Says where the old tree is now.
    pub(super) fn swap(&self) -> Result<PathBuf> {
        if self.exchange
            && files::exchange(&self.staging, &self.out).map_err(at(Action::Rename, &self.out))?
        {
            return Ok(self.staging.clone());
        }
        rename(&self.out, &self.old)?;
        rename(&self.staging, &self.out).inspect_err(|_| drop(fs::rename(&self.old, &self.out)))?;
        Ok(self.old.clone())
    }
}

/// What the lock file says: `INODE\0` of the new tree, then `STAMP/PATH\0` per stranger, then `end`.
#[derive(Default)]
pub(super) struct Journal {
    pub(super) tree: Option<u64>,
    carried: HashMap<Vec<u8>, Vec<u8>>,
}

impl Journal {
    pub(super) fn parse(text: &[u8]) -> Journal {
        let Some(text) = text.strip_suffix(b"\0end") else {
            return Journal::default();
        };
        let mut records = text.split(|byte| *byte == 0);
        let tree = records
            .next()
            .and_then(|tree| str::from_utf8(tree).ok()?.parse().ok());
        let pair = |record: &[u8]| {
            let slash = record.iter().position(|byte| *byte == b'/')?;
            Some((record[slash + 1..].to_vec(), record[..slash].to_vec()))
        };
        Journal {
            tree,
            carried: records.filter_map(pair).collect(),
        }
    }
}

/// What must survive while an old tree is cleared.
pub(super) struct Keep<'a> {
    out: &'a Path,
    owned: HashSet<String>,
    owned_dirs: HashSet<String>,
    journal: &'a Journal,
}

impl Keep<'_> {
    /// Whether this name may go: carta made it, or the new tree has it.
    fn done_with(&self, rel: &Path, meta: &Metadata) -> bool {
        let name = key(rel);
        let carried = self.journal.carried.get(rel.as_os_str().as_encoded_bytes());
        if meta.is_dir() {
            return carried.is_some()
                || self.owned_dirs.contains(&name)
                || fs::symlink_metadata(self.out.join(rel)).is_ok_and(|there| there.is_dir());
        }
        (meta.is_file() && self.owned.contains(&name))
            || carried.is_some_and(|id| {
                [true, false]
                    .iter()
                    .any(|linked| stamp(meta, *linked).as_bytes() == id)
            })
    }

    /// Whether this, in the new tree, is what was taken along. Of a copy the inode says nothing.
    fn is_carried(&self, rel: &Path, there: &Metadata) -> bool {
        fn rest(id: &[u8]) -> Option<&[u8]> {
            id.splitn(2, |byte| *byte == b' ').nth(1)
        }
        let (linked, copied) = (stamp(there, true), stamp(there, false));
        let carried = self.journal.carried.get(rel.as_os_str().as_encoded_bytes());
        carried.is_some_and(|id| {
            id == linked.as_bytes() || (rest(id).is_some() && rest(id) == rest(copied.as_bytes()))
        })
    }

    /// Moves over what appeared in the old tree after the new one was complete.
    fn rescue(&self, from: &Path, rel: &Path, meta: &Metadata) -> Result<()> {
        let mut to = self.out.join(rel);
        match fs::symlink_metadata(&to) {
            Ok(there) if files::same((from, meta), (&to, &there)) => {
                return fs::remove_file(from).map_err(at(Action::Remove, from));
            }
            // Saved anew, beside and renamed as most programs do, after we had taken it along. (If it
            // was saved in the new tree as well, by then, that one keeps its place.)
            Ok(there) if !meta.is_dir() && self.is_carried(rel, &there) => {}
            Err(_)
                if to
                    .parent()
                    .is_some_and(|dir| fs::create_dir_all(dir).is_ok()) => {}
            // The place is taken, by carta or by another stranger: neither may be lost.
            _ => {
                let dir = to
                    .ancestors()
                    .skip(1)
                    .find(|dir| fs::symlink_metadata(dir).is_ok_and(|dir| dir.is_dir()));
                let mut free = (0..).map(|n| {
                    let mut name = to.file_name().unwrap_or_default().to_owned();
                    name.push(format!(".carta-kept{n}"));
                    dir.unwrap_or(self.out).join(name)
                });
                to = free
                    .find(|to| fs::symlink_metadata(to).is_err())
                    .unwrap_or_default();
            }
        }
        if !meta.is_dir() {
            return rename(from, &to);
        }
        // A folder that cannot be written cannot change its parent either.
        files::unlock(from, meta);
        rename(from, &to)?;
        fs::set_permissions(&to, meta.permissions()).map_err(at(Action::Create, &to))
    }
}

/// Clears an old tree away after its successor took its place.
pub(super) fn settle(old: &Path, out: &Path, journal: &Journal) -> Result<()> {
    let owned = parse_list(read_list(old)?.as_deref());
    let keep = Keep {
        out,
        owned_dirs: folders_of(&owned),
        owned,
        journal,
    };
    clear(old, Path::new(""), Some(&keep))
}

/// Removes a tree by its names, never through a symlink; with `keep`, only what it is done with.
pub(super) fn clear(dir: &Path, rel: &Path, keep: Option<&Keep>) -> Result<()> {
    let Some(meta) = look(dir)? else {
        return Ok(());
    };
    if !meta.is_dir() {
        return fs::remove_file(dir).map_err(at(Action::Remove, dir));
    }
    files::unlock(dir, &meta);
    for attempt in 0.. {
        for entry in fs::read_dir(dir).map_err(at(Action::Read, dir))? {
            let entry = entry.map_err(at(Action::Read, dir))?;
            let (from, rel) = (entry.path(), rel.join(entry.file_name()));
            match (look(&from)?, keep) {
                (None, _) => {}
                // It says what else may go, also to whoever finishes this work: so it goes last.
                (Some(_), Some(_)) if rel == Path::new(MANIFEST) => {}
                (Some(meta), Some(keep)) if !keep.done_with(&rel, &meta) => {
                    keep.rescue(&from, &rel, &meta)?
                }
                _ => clear(&from, &rel, keep)?,
            }
        }
        if keep.is_some() && rel == Path::new("") {
            let _ = fs::remove_file(dir.join(MANIFEST));
        }
        match fs::remove_dir(dir) {
            // A stranger came by after we had looked.
            Err(e) if e.kind() == ErrorKind::DirectoryNotEmpty && attempt < 9 => {}
            done => return done.map_err(at(Action::Remove, dir)),
        }
    }
    Ok(())
}
