//! Files and paths: what the standard library leaves to be asked for, and what differs by system.

use std::collections::HashSet;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::{Action, EmitError, MANIFEST, Result};
pub(super) use sys::{close, id, own_like, unlock};
use sys::{open_lock, symlink};

/// The real place of the output, so that no symlink above it matters any more.
pub(super) fn resolve(out: &Path) -> Result<PathBuf> {
    let parent = out
        .parent()
        .filter(|dir| !dir.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    match (fs::canonicalize(out), out.file_name()) {
        (Ok(real), _) if real.parent().is_some() => Ok(real),
        (Ok(_), _) => Err(at(Action::Create, out)(ErrorKind::InvalidInput.into())),
        (Err(e), Some(name)) if e.kind() == ErrorKind::NotFound => match fs::read_link(out) {
            // A link whose target is not there yet.
            Ok(target) => resolve(&parent.join(target)),
            Err(_) => Ok(fs::canonicalize(parent)
                .map_err(at(Action::Read, parent))?
                .join(name)),
        },
        (Err(e), _) => Err(at(Action::Read, out)(e)),
    }
}

pub(super) fn lock(path: &Path, out: &Path) -> Result<File> {
    loop {
        let file = open_lock(path).map_err(at(Action::Lock, path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(EmitError::Busy {
                    path: out.to_owned(),
                });
            }
            Err(TryLockError::Error(e)) => return Err(at(Action::Lock, path)(e)),
        }
        // The last holder may have removed the name before letting go: a lock on a nameless file
        // keeps nobody out.
        let meta = file.metadata().map_err(at(Action::Lock, path))?;
        if look(path)?.is_some_and(|named| id(&meta) == id(&named)) {
            return Ok(file);
        }
    }
}

/// For where the system refuses links. Keeps what tells a file from another: content, time and mode.
pub(super) fn copy(from: &Path, to: &Path, refused: io::Error) -> io::Result<()> {
    let meta = fs::symlink_metadata(from)?;
    if meta.is_symlink() {
        return symlink(&fs::read_link(from)?, to);
    } else if !meta.is_file() {
        return Err(refused);
    }
    let mut file = File::create_new(to)?;
    io::copy(&mut File::open(from)?, &mut file)?;
    own_like(to, &meta);
    file.set_modified(meta.modified()?)?;
    file.set_permissions(meta.permissions())
}

/// `meta` is the file's: another size needs no reading.
pub(super) fn same_bytes(path: &Path, meta: &Metadata, bytes: &[u8]) -> io::Result<bool> {
    if meta.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut file = File::open(path)?;
    let mut buffer = [0; 1 << 15];
    for chunk in bytes.chunks(buffer.len()) {
        let read = &mut buffer[..chunk.len()];
        file.read_exact(read)?;
        if read != chunk {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn read_list(dir: &Path) -> Result<Option<Vec<u8>>> {
    let path = dir.join(MANIFEST);
    match look(&path)? {
        None => Ok(None),
        Some(meta) if meta.is_file() => fs::read(&path).map(Some).map_err(at(Action::Read, &path)),
        Some(_) => Err(EmitError::Occupied { path }),
    }
}

/// Lines that could not be carta's are not believed: a manifest may come with someone's repository.
pub(super) fn parse_list(list: Option<&[u8]>) -> HashSet<String> {
    let lines = list.unwrap_or_default().split(|byte| *byte == b'\n');
    lines
        .filter_map(|line| str::from_utf8(line).ok())
        .filter(|line| valid(line))
        .map(str::to_owned)
        .collect()
}

pub(super) fn valid(path: &str) -> bool {
    path != MANIFEST
        && !path.contains(['\n', '\r', '\0'])
        && !(cfg!(windows) && path.contains(['\\', ':']))
        && path.split('/').all(|name| !matches!(name, "" | "." | ".."))
}

pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(dir, _)| dir)
}

pub(super) fn folders_of<'a>(paths: impl IntoIterator<Item = &'a String>) -> HashSet<String> {
    let mut dirs = HashSet::new();
    for path in paths {
        let mut dir = parent(path);
        while !dir.is_empty() && !dirs.contains(dir) {
            dirs.insert(dir.to_owned());
            dir = parent(dir);
        }
    }
    dirs
}

/// The path as the manifest has it. Empty, which no path in a manifest is, if it cannot have it.
pub(super) fn key(rel: &Path) -> String {
    let name = rel.to_str().unwrap_or_default();
    if cfg!(windows) {
        name.replace('\\', "/")
    } else {
        name.to_owned()
    }
}

pub(super) fn stamp(meta: &Metadata, linked: bool) -> String {
    let inode = id(meta).1;
    if linked && cfg!(unix) {
        format!("{inode}")
    } else {
        format!("{inode} {:?} {}", meta.modified().ok(), meta.len())
    }
}

pub(super) fn look(path: &Path) -> Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        found => found.map(Some).map_err(at(Action::Read, path)),
    }
}

pub(super) fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(at(Action::Rename, to))
}

pub(super) fn at(action: Action, path: &Path) -> impl FnOnce(io::Error) -> EmitError {
    move |source| EmitError::Io {
        action,
        path: path.to_owned(),
        source,
    }
}

/// Whether two names stand for one file, or for two with the same content.
pub(super) fn same(a: (&Path, &Metadata), b: (&Path, &Metadata)) -> bool {
    (cfg!(unix) && id(a.1) == id(b.1))
        || (a.1.is_file() && b.1.is_file() && a.1.len() == b.1.len())
            && fs::read(a.0).is_ok_and(|bytes| same_bytes(b.0, b.1, &bytes).unwrap_or(false))
}

/// Exchanges two folders in one step. `false` where the system or the file system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(e) if [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP].contains(&e) => {
            Ok(false)
        }
        Err(e) => Err(e.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(unix)]
mod sys {
    use super::{File, Metadata, OpenOptions, Path, fs, io};
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};

    pub use std::os::unix::fs::symlink;

    /// Device and inode.
    pub fn id(meta: &Metadata) -> (u64, u64) {
        (meta.dev(), meta.ino())
    }

    /// A site built by root stays its owner's. Who is not root and not the owner cannot have it so.
    pub fn own_like(path: &Path, meta: &Metadata) {
        let _ = std::os::unix::fs::lchown(path, Some(meta.uid()), Some(meta.gid()));
    }

    /// Nobody else may see into a folder that is not finished.
    pub fn close(dir: &Path) -> io::Result<()> {
        fs::set_permissions(dir, fs::Permissions::from_mode(0o700))
    }

    /// Lets us remove what is in a folder: a mode may forbid it even to the owner.
    pub fn unlock(dir: &Path, meta: &Metadata) {
        let mode = meta.mode();
        if mode & 0o700 != 0o700 {
            let _ = fs::set_permissions(dir, fs::Permissions::from_mode(mode | 0o700));
        }
    }

    /// Not through a symlink: the journal would be written over what it points to.
    pub fn open_lock(path: &Path) -> io::Result<File> {
        let no_follow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
        let mut how = OpenOptions::new();
        how.read(true)
            .write(true)
            .create(true)
            .custom_flags(no_follow)
            .open(path)
    }
}

#[cfg(not(unix))]
mod sys {
    use super::{File, Metadata, OpenOptions, Path, io};

    pub fn id(_: &Metadata) -> (u64, u64) {
        (0, 0)
    }

    pub fn own_like(_: &Path, _: &Metadata) {}

    pub fn close(_: &Path) -> io::Result<()> {
        Ok(())
    }

    pub fn unlock(_: &Path, _: &Metadata) {}

    pub fn symlink(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub fn open_lock(path: &Path) -> io::Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
    }
}
