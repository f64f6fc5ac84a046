//! Watching the folders of sources: hints that something may have changed. The only file that knows
//! notify.
//!
//! A hint is not to be believed, it only says where to look: events come twice, late, or for a file
//! that is gone again. Folders are watched, never files, because most editors save by renaming a new
//! file over the old one. Where the system has no events (network and container disks) the whole
//! tree is looked at again several times a second.

use super::load::FOLDERS;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

/// How often everything is looked at where there are no events.
const POLL: Duration = Duration::from_millis(400);

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// At this path from the site root.
    Path {
        /// The path.
        path: Arc<str>,
        /// How far whoever writes there has come.
        progress: Progress,
    },
    /// Everywhere: events were lost, or a folder came or went.
    All,
}

/// How far somebody has come with a file, as an event tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It cannot be said: the file is new, or its rights or times are others.
    Unknown,
    /// Bytes were written, or taken away, and there will be a word when the file is closed.
    Writing,
    /// The file was closed, renamed or removed.
    Done,
}

/// A watch that lasts as long as the value.
pub struct Watch {
    root: PathBuf,
    hints: Sender<Hint>,
    watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// Watches a site root. Without events from the system, or when asked to, it polls.
    pub fn start(root: &Path, poll: bool, hints: Sender<Hint>) -> Watch {
        let (send, inside) = (hints.clone(), root.to_owned());
        let report = move |event: notify::Result<Event>| {
            for hint in read(&inside, event) {
                let _ = send.send(hint);
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let mut watch = Watch {
            root: root.to_owned(),
            hints,
            watcher: (!poll)
                .then(|| RecommendedWatcher::new(report, config).ok())
                .flatten(),
        };
        let root = root.to_owned();
        let watched = |watcher: &mut RecommendedWatcher| {
            watcher.watch(&root, RecursiveMode::NonRecursive).is_ok()
        };
        if watch.watcher.as_mut().is_some_and(watched) {
            watch.follow();
        } else {
            watch.poll();
        }
        watch
    }

    /// Whether the tree is looked at again and again because there are no events.
    pub fn polls(&self) -> bool {
        self.watcher.is_none()
    }

    /// Watches the folders of sources anew: one may have come since, or be another one of the same
    /// name. What the system does not let us watch, we poll.
    pub fn follow(&mut self) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        for folder in FOLDERS {
            let path = self.root.join(folder);
            let _ = watcher.unwatch(&path);
            // A link to a folder elsewhere is not followed: what is behind it may be outside.
            let there = path
                .symlink_metadata()
                .is_ok_and(|metadata| metadata.is_dir());
            if there && watcher.watch(&path, RecursiveMode::Recursive).is_err() && path.is_dir() {
                return self.poll();
            }
        }
    }

    fn poll(&mut self) {
        self.watcher = None;
        let hints = self.hints.clone();
        thread::spawn(move || {
            while hints.send(Hint::All).is_ok() {
                thread::sleep(POLL);
            }
        });
    }
}

/// What an event hints at.
fn read(root: &Path, event: notify::Result<Event>) -> Vec<Hint> {
    let Ok(event) = event else {
        return vec![Hint::All];
    };
    if event.need_rescan() {
        return vec![Hint::All];
    }
    let progress = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Progress::Done,
        // Reading is no change, and we read.
        EventKind::Access(_) => return Vec::new(),
        EventKind::Create(CreateKind::Folder) => return everywhere(root, &event.paths),
        EventKind::Modify(ModifyKind::Name(_)) | EventKind::Remove(_) => Progress::Done,
        // Other systems do not say when a file is closed.
        EventKind::Modify(ModifyKind::Data(_)) if cfg!(target_os = "linux") => Progress::Writing,
        _ => Progress::Unknown,
    };
    let paths = event.paths.iter();
    paths
        .filter_map(|path| {
            let path = source_path(root, path)?;
            Some(if path.contains('/') {
                Hint::Path { path, progress }
            } else {
                Hint::All
            })
        })
        .collect()
}

/// What stands in a new folder was perhaps there before the watch on it began.
fn everywhere(root: &Path, paths: &[PathBuf]) -> Vec<Hint> {
    let concerns = paths.iter().any(|path| source_path(root, path).is_some());
    concerns.then_some(Hint::All).into_iter().collect()
}

/// The path from the root, if a source may stand there.
fn source_path(root: &Path, path: &Path) -> Option<Arc<str>> {
    let inside = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = inside
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let ours = FOLDERS.contains(&first.as_ref()) && !parts.iter().any(|part| part.starts_with('.'));
    (ours && !is_scratch(last)).then(|| parts.join("/").into())
}

/// Whether a file is an editor's own: a backup, a swap file, vim's trial of the folder.
fn is_scratch(name: &str) -> bool {
    name.ends_with('~')
        || name == "4913"
        || (name.starts_with('#') && name.ends_with('#'))
        || [
            ".swp",
            ".swx",
            "___jb_tmp___",
            "___jb_old___",
            ".crdownload",
        ]
        .iter()
        .any(|end| name.ends_with(end))
}
