//! The desk: holds the sources, and reads again what has changed. What stands on it is at every
//! moment what a fresh start would read.

use crate::diag::{Code, Diagnostic, Failure};
use crate::edge::load::{self, FOLDERS, Survey};
use crate::source::{Options, Source, Sources};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// What is cheap to know of a file: if it is the same, so is the file.
type Stamp = (u64, Option<SystemTime>, u64);

/// The sources of a site that is being edited.
pub struct Desk {
    root: PathBuf,
    options: Options,
    /// The sources; nothing when the site cannot be read at all.
    pub sources: Result<Arc<Sources>, Failure>,
    stamps: BTreeMap<Arc<str>, Stamp>,
    /// What the survey found, apart from what reading single files finds.
    surveyed: Vec<Diagnostic>,
    /// What reading found, by file.
    unread: BTreeMap<Arc<str>, Diagnostic>,
}

/// How a path looks at a glance, before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glance {
    /// Neither we nor the disk know it.
    Nothing,
    /// A file that we know is there, and is not empty.
    Whole,
    /// A file that we know, which was not empty and is now.
    Emptied,
    /// Anything else: it is new, or gone, or empty. Often that lasts for a moment only.
    Doubtful,
}

impl Desk {
    /// Reads a site.
    pub fn new(root: &Path, options: Options) -> Desk {
        let mut desk = Desk {
            root: root.to_owned(),
            options,
            sources: Err(Failure::new("no-content").arg("path", root.display())),
            stamps: BTreeMap::new(),
            surveyed: Vec::new(),
            unread: BTreeMap::new(),
        };
        desk.reread_all();
        desk
    }

    /// Looks at a path without reading it.
    pub fn glance(&self, path: &str) -> Glance {
        let sources = self.sources.as_ref();
        let known = sources.is_ok_and(|sources| sources.get(path).is_some());
        let had_bytes = self
            .stamps
            .get(path)
            .is_some_and(|(length, ..)| *length > 0);
        match self.root.join(path).symlink_metadata() {
            Ok(metadata) if known && metadata.is_file() && metadata.len() > 0 => Glance::Whole,
            Ok(metadata) if known && metadata.is_file() && had_bytes => Glance::Emptied,
            Err(_) if !known && !self.has_under(path) => Glance::Nothing,
            _ => Glance::Doubtful,
        }
    }

    fn has_under(&self, folder: &str) -> bool {
        let prefix = format!("{folder}/");
        self.sources
            .as_ref()
            .is_ok_and(|sources| sources.has_under(&prefix))
    }

    /// Reads these paths again. Says which sources are different now.
    pub fn reread(&mut self, paths: &BTreeSet<Arc<str>>) -> BTreeSet<Arc<str>> {
        let mut changed = BTreeSet::new();
        for path in paths {
            match self.reread_one(path) {
                Some(true) => {
                    changed.insert(path.clone());
                }
                Some(false) => {}
                // A folder, a link, a site that was not there: too much to guess.
                None => return self.reread_all(),
            }
        }
        self.state_problems();
        changed
    }

    /// Reads one file again: whether it is different, or nothing if it is no plain file.
    fn reread_one(&mut self, path: &Arc<str>) -> Option<bool> {
        let file = self.root.join(&**path);
        let Ok(sources) = &self.sources else {
            return None;
        };
        // What the survey had to say of this path may have changed with it.
        if self
            .surveyed
            .iter()
            .any(|problem| problem.place.file == *path)
        {
            return None;
        }
        let metadata = match file.symlink_metadata() {
            Ok(metadata) if metadata.is_file() && stands_here(&self.root, path) => metadata,
            Err(_) if sources.get(path).is_some() => {
                self.change(|sources| sources.remove(path));
                self.stamps.remove(path);
                self.unread.remove(path);
                return Some(true);
            }
            Err(_) if !self.has_under(path) => return Some(false),
            _ => return None,
        };
        let (source, problem) = load::read(path, &file);
        // Gone while it was being read; a hint of that is on its way.
        if problem
            .as_ref()
            .is_some_and(|p| p.code == Code::NotReadable)
            && !file.exists()
        {
            return Some(false);
        }
        self.stamps.insert(path.clone(), stamp(&metadata));
        let same_source = sources
            .get(path)
            .is_some_and(|known| known.hash == source.hash);
        let same_problem = self.unread.get(path) == problem.as_ref();
        match problem {
            Some(problem) => self.unread.insert(path.clone(), problem),
            None => self.unread.remove(path),
        };
        self.change(|sources| sources.insert(source));
        Some(!same_source || !same_problem)
    }

    /// Looks at all files again and reads those that look different. Says which sources are different.
    pub fn reread_all(&mut self) -> BTreeSet<Arc<str>> {
        let Survey { files, problems } = match load::survey(&self.root) {
            Ok(survey) => survey,
            Err(failure) => {
                let known = self.stamps.keys().cloned().collect();
                let was_bad = self.sources.is_err();
                self.sources = Err(failure);
                self.stamps.clear();
                self.unread.clear();
                self.surveyed.clear();
                return if was_bad { BTreeSet::new() } else { known };
            }
        };
        let mut changed = BTreeSet::new();
        if self.sources.is_err() {
            let mut sources = Sources::built_in();
            sources.options = self.options.clone();
            self.sources = Ok(Arc::new(sources));
            // An empty site is a change from none.
            changed.insert("content".into());
        }
        let Ok(sources) = &mut self.sources else {
            return changed;
        };
        let sources = Arc::make_mut(sources);
        let found: BTreeSet<&Arc<str>> = files.iter().map(|(path, _)| path).collect();
        let gone: Vec<Arc<str>> = self
            .stamps
            .keys()
            .filter(|path| !found.contains(path))
            .cloned()
            .collect();
        for path in gone {
            sources.remove(&path);
            self.stamps.remove(&path);
            self.unread.remove(&path);
            changed.insert(path);
        }
        type Read = (Arc<str>, Stamp, Source, Option<Diagnostic>);
        let read: Vec<Read> = files
            .into_par_iter()
            .filter_map(|(path, file)| {
                // A link's own stamp says nothing of the file behind it.
                let now = file.metadata().as_ref().map(stamp).unwrap_or_default();
                let same = self.stamps.get(&path) == Some(&now);
                (!same).then(|| {
                    let (source, problem) = load::read(&path, &file);
                    (path, now, source, problem)
                })
            })
            .collect();
        for (path, now, source, problem) in read {
            let same = sources
                .get(&path)
                .is_some_and(|known| known.hash == source.hash)
                && self.unread.get(&path) == problem.as_ref();
            if !same {
                changed.insert(path.clone());
            }
            match problem {
                Some(problem) => self.unread.insert(path.clone(), problem),
                None => self.unread.remove(&path),
            };
            sources.insert(source);
            self.stamps.insert(path, now);
        }
        if self.surveyed != problems {
            changed.extend(problems.iter().map(|problem| problem.place.file.clone()));
            changed.extend(
                self.surveyed
                    .iter()
                    .map(|problem| problem.place.file.clone()),
            );
            self.surveyed = problems;
        }
        self.state_problems();
        changed
    }

    fn state_problems(&mut self) {
        let problems = self.surveyed.iter().chain(self.unread.values());
        let problems: Vec<Diagnostic> = problems.cloned().collect();
        self.change(|sources| sources.problems = problems);
    }

    /// Changes the sources: those of the desk alone, an edition keeps its own.
    fn change<T>(&mut self, change: impl FnOnce(&mut Sources) -> T) {
        if let Ok(sources) = &mut self.sources {
            change(Arc::make_mut(sources));
        }
    }

    /// Makes a copy of the sources if an edition holds them too, so that the next change need not wait
    /// for it.
    pub fn clear(&mut self) {
        self.change(|_| ());
    }
}

fn stamp(metadata: &Metadata) -> Stamp {
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(metadata);
    #[cfg(not(unix))]
    let inode = 0;
    (metadata.len(), metadata.modified().ok(), inode)
}

/// Whether a path leads through no link that is not the root itself: events also come from folders
/// that `load` does not follow.
fn stands_here(root: &Path, path: &str) -> bool {
    let mut here = root.to_owned();
    let Some((folder, _)) = path.rsplit_once('/') else {
        return false;
    };
    folder.split('/').all(|part| {
        here.push(part);
        here.symlink_metadata()
            .is_ok_and(|metadata| metadata.is_dir())
    }) && FOLDERS.iter().any(|name| path.starts_with(name))
}
