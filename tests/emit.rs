//! `emit` through its public face: what a build leaves on disk, also when it is killed, refused or
//! runs out of room.
//!
//! Killing needs a process to kill. [`child`] is one: this very test binary, started again with
//! `EMIT_CHILD=<output>` (see [`Child`]), which then builds [`version`]s in that folder. A test of
//! `carta` itself does the same with `Command::new(env!("CARGO_BIN_EXE_carta"))` in place of
//! `Child::command`, and can keep `snapshot` and `leftovers` as they are.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "../src/edge/emit.rs"]
mod emit;

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child as Process, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use emit::{Action, EmitError, Stage, Summary};
use proptest::prelude::*;
use tempfile::TempDir;

type Site = BTreeMap<String, Vec<u8>>;

// --- Looking at disks ---

/// Everything that must not change about a file that is left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    File {
        bytes: Vec<u8>,
        mode: u32,
        mtime: SystemTime,
        inode: u64,
    },
    Dir {
        mode: u32,
        mtime: SystemTime,
    },
    Link(PathBuf),
    Other {
        mode: u32,
    },
}

type Snapshot = BTreeMap<PathBuf, Node>;

fn snapshot(dir: &Path) -> Snapshot {
    let mut all = Snapshot::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1) {
        let entry = entry.unwrap();
        let meta = entry.path().symlink_metadata().unwrap();
        let (mode, mtime) = (meta.mode(), meta.modified().unwrap());
        let node = if meta.is_file() {
            Node::File {
                bytes: fs::read(entry.path()).unwrap(),
                mode,
                mtime,
                inode: meta.ino(),
            }
        } else if meta.is_dir() {
            Node::Dir { mode, mtime }
        } else if meta.is_symlink() {
            Node::Link(fs::read_link(entry.path()).unwrap())
        } else {
            Node::Other { mode }
        };
        all.insert(entry.path().strip_prefix(dir).unwrap().to_owned(), node);
    }
    all
}

/// The files that the manifest lists, as they stand; and that list must be exact and sorted.
fn site(out: &Path) -> Site {
    let list = fs::read_to_string(out.join(".carta-manifest")).unwrap();
    assert!(list.lines().is_sorted());
    list.lines()
        .map(|path| (path.to_owned(), fs::read(out.join(path)).unwrap()))
        .collect()
}

/// What stands beside the output and should not.
fn leftovers(out: &Path) -> Vec<String> {
    let names = fs::read_dir(out.parent().unwrap()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.contains(".carta-")).collect()
}

fn pages(pages: &[(&str, &str)]) -> Site {
    pages
        .iter()
        .map(|(path, text)| (path.to_string(), text.as_bytes().to_vec()))
        .collect()
}

fn stage(out: &Path, site: &Site) -> Result<Stage, EmitError> {
    let stage = Stage::begin(out)?;
    site.iter()
        .try_for_each(|(path, bytes)| stage.put(path, bytes))?;
    Ok(stage)
}

fn publish(out: &Path, site: &Site) -> Result<Summary, EmitError> {
    stage(out, site)?.commit()
}

fn summary(written: usize, unchanged: usize, removed: usize) -> Summary {
    Summary {
        written,
        unchanged,
        removed,
    }
}

fn place() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().canonicalize().unwrap().join("site");
    (dir, out)
}

fn long_ago(path: &Path) {
    let time = SystemTime::UNIX_EPOCH + Duration::new(1_000_000_000, 123_456_789);
    File::open(path).unwrap().set_modified(time).unwrap();
}

fn save(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

// --- The ordinary life of an output ---

#[test]
fn first_build_makes_the_site_and_leaves_nothing_else() {
    let (_dir, out) = place();
    let new = pages(&[
        ("index.html", "i"),
        ("a/b/c.html", ""),
        ("a-b.html", "x"),
        ("è/ù.html", "u"),
    ]);
    assert_eq!(publish(&out, &new).unwrap(), summary(4, 0, 0));
    assert_eq!(site(&out), new);
    let list = fs::read_to_string(out.join(".carta-manifest")).unwrap();
    assert_eq!(list, "a-b.html\na/b/c.html\nindex.html\nè/ù.html\n");
    assert_eq!(leftovers(&out), [""; 0]);
    let (_dir, empty) = place();
    assert_eq!(publish(&empty, &Site::new()).unwrap(), summary(0, 0, 0));
    assert_eq!(snapshot(&empty).len(), 1);
}

#[test]
fn no_change_touches_nothing() {
    let (_dir, out) = place();
    let new = pages(&[("index.html", "i"), ("a/b.html", "b")]);
    publish(&out, &new).unwrap();
    let (before, inode) = (snapshot(&out), fs::metadata(&out).unwrap().ino());
    assert_eq!(publish(&out, &new).unwrap(), summary(0, 2, 0));
    assert_eq!(
        (snapshot(&out), fs::metadata(&out).unwrap().ino()),
        (before, inode)
    );
    assert_eq!(leftovers(&out), [""; 0]);
}

#[test]
fn one_change_is_one_rename() {
    let (_dir, out) = place();
    publish(
        &out,
        &pages(&[("index.html", "i"), ("a/b.html", "b"), ("a/c.html", "c")]),
    )
    .unwrap();
    let (mut before, inode) = (snapshot(&out), fs::metadata(&out).unwrap().ino());
    let new = pages(&[("index.html", "i"), ("a/b.html", "B"), ("a/c.html", "c")]);
    assert_eq!(publish(&out, &new).unwrap(), summary(1, 2, 0));
    let mut after = snapshot(&out);
    for changed in ["a", "a/b.html"] {
        before.remove(Path::new(changed));
        after.remove(Path::new(changed));
    }
    assert_eq!(before, after);
    assert_eq!(
        fs::metadata(&out).unwrap().ino(),
        inode,
        "the folder was not exchanged"
    );
    assert_eq!((site(&out), leftovers(&out)), (new.clone(), vec![]));
    // A page that somebody deleted comes back, also with its folder.
    fs::remove_file(out.join("a/b.html")).unwrap();
    assert_eq!(publish(&out, &new).unwrap(), summary(1, 2, 0));
    fs::remove_dir_all(out.join("a")).unwrap();
    assert_eq!(publish(&out, &new).unwrap(), summary(2, 1, 0));
    assert_eq!(site(&out), new);
}

#[test]
fn a_changed_site_keeps_what_is_the_same() {
    for exchange in [true, false] {
        let (_dir, out) = place();
        let old = pages(&[
            ("same", "s"),
            ("in/same", "s"),
            ("other", "1"),
            ("gone/deep/x", "x"),
            ("in/gone", "x"),
        ]);
        publish(&out, &old).unwrap();
        long_ago(&out.join("same"));
        fs::set_permissions(&out, Permissions::from_mode(0o2751)).unwrap();
        let before = snapshot(&out);
        let new = pages(&[
            ("same", "s"),
            ("in/same", "s"),
            ("other", "2"),
            ("new/y", "y"),
        ]);
        let mut stage = stage(&out, &new).unwrap();
        if !exchange {
            stage = stage.without_exchange();
        }
        assert_eq!(stage.commit().unwrap(), summary(2, 2, 2));
        assert_eq!(site(&out), new);
        let after = snapshot(&out);
        for same in ["same", "in/same"] {
            assert_eq!(before[Path::new(same)], after[Path::new(same)]);
        }
        let names: Vec<_> = after.keys().map(|path| path.to_str().unwrap()).collect();
        assert_eq!(
            names,
            [
                ".carta-manifest",
                "in",
                "in/same",
                "new",
                "new/y",
                "other",
                "same"
            ]
        );
        assert_eq!(fs::metadata(&out).unwrap().mode() & 0o7777, 0o2751);
        assert_eq!(leftovers(&out), [""; 0]);
    }
}

#[test]
fn files_become_folders_and_folders_files() {
    let (_dir, out) = place();
    for new in [
        pages(&[("a", "file"), ("b/c/d", "deep"), ("b/e", "e")]),
        pages(&[("a/b", "in"), ("b", "now a file")]),
        pages(&[("a", "file"), ("b/c/d", "deep")]),
        pages(&[("a/b/c/d", "in"), ("b/c", "up")]),
    ] {
        publish(&out, &new).unwrap();
        assert_eq!(site(&out), new);
        assert_eq!(
            snapshot(&out)
                .values()
                .filter(|node| matches!(node, Node::File { .. }))
                .count(),
            new.len() + 1
        );
    }
    let before = snapshot(&out);
    for both in [[("a", "x"), ("a/b", "y")], [("b/c", "up"), ("b/c/d", "y")]] {
        assert!(publish(&out, &pages(&both)).is_err());
        assert_eq!((snapshot(&out), leftovers(&out)), (before.clone(), vec![]));
    }
}

// --- Strangers ---

/// Puts all manner of things into an output, and gives what must never change about them.
fn strangers(out: &Path) -> Snapshot {
    save(&out.join(".git/objects/ab/cdef"), "object");
    save(&out.join(".git/HEAD"), "ref");
    save(&out.join("CNAME"), "example.org");
    save(&out.join("in/notes.txt"), "inside a folder of carta's");
    save(&out.join("in/mine/x"), "deeper");
    save(&out.join("locked/x"), "read only");
    save(&out.join("odd\nname/a b"), "newline");
    save(&out.join(std::ffi::OsStr::from_bytes(b"caf\xe9")), "latin");
    fs::create_dir_all(out.join("empty/empty")).unwrap();
    symlink("/nowhere/at/all", out.join("dangling")).unwrap();
    symlink("../..", out.join("in/up")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(out.join("pipe"))
            .status()
            .unwrap()
            .success()
    );
    fs::set_permissions(out.join("CNAME"), Permissions::from_mode(0o400)).unwrap();
    fs::set_permissions(out.join(".git/HEAD"), Permissions::from_mode(0o4711)).unwrap();
    for dir in [
        ".git/objects/ab",
        ".git/objects",
        ".git",
        "locked",
        "odd\nname",
        "empty/empty",
        "empty",
        "CNAME",
    ] {
        long_ago(&out.join(dir));
    }
    fs::set_permissions(out.join(".git"), Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(out.join("locked"), Permissions::from_mode(0o555)).unwrap();
    snapshot(out)
        .into_iter()
        .filter(|(path, _)| is_strange(path))
        .collect()
}

fn is_strange(path: &Path) -> bool {
    let first = path.components().next().unwrap().as_os_str();
    let first = first.to_string_lossy();
    let name = path.to_string_lossy();
    first.starts_with("caf")
        || [
            ".git",
            "CNAME",
            "locked",
            "odd\nname",
            "empty",
            "dangling",
            "pipe",
        ]
        .contains(&&*first)
        || ["in/notes.txt", "in/mine", "in/mine/x", "in/up"].contains(&&*name)
}

fn strange_part(out: &Path) -> Snapshot {
    snapshot(out)
        .into_iter()
        .filter(|(path, _)| is_strange(path))
        .collect()
}

#[test]
fn strangers_stay_as_they_are() {
    for exchange in [true, false] {
        let (_dir, out) = place();
        publish(&out, &pages(&[("in/page", "1"), ("index", "1")])).unwrap();
        let theirs = strangers(&out);
        for new in [
            pages(&[("in/page", "2"), ("index", "2"), ("new", "")]),
            pages(&[("index", "2")]),
            pages(&[
                ("in/mine/y", "carta's, in a stranger's folder"),
                ("a", ""),
                ("index", "1"),
            ]),
            pages(&[("index", "3"), ("b", "")]),
            pages(&[]),
        ] {
            let stage = stage(&out, &new).unwrap();
            let stage = if exchange {
                stage
            } else {
                stage.without_exchange()
            };
            stage.commit().unwrap();
            assert_eq!((site(&out), leftovers(&out)), (new, vec![]));
            let mut now = strange_part(&out);
            // The one folder that carta wrote into.
            now.insert("in/mine".into(), theirs[Path::new("in/mine")].clone());
            now.remove(Path::new("in/mine/y"));
            assert_eq!(now, theirs);
        }
        assert!(
            !out.join("in/mine/y").exists()
                && fs::metadata(out.join("CNAME")).unwrap().nlink() == 1
        );
    }
}

#[test]
fn where_links_are_refused_a_copy_keeps_time_and_mode() {
    let (dir, out) = place();
    publish(&out, &pages(&[("page", "1"), ("same", "s")])).unwrap();
    save(&out.join("notes"), "much linked");
    fs::set_permissions(out.join("notes"), Permissions::from_mode(0o640)).unwrap();
    long_ago(&out.join("notes"));
    long_ago(&out.join("same"));
    // ext4 allows 65,000 names per file; where there is no limit there is nothing to see.
    let (names, mut refused) = (dir.path().join("names"), 0);
    fs::create_dir(&names).unwrap();
    for original in ["notes", "same"] {
        let link = |n| fs::hard_link(out.join(original), names.join(format!("{original}{n}")));
        refused += usize::from((0..65_000).map(link).any(|link| link.is_err()));
    }
    eprintln!("links refused for {refused} of 2 files");
    publish(&out, &pages(&[("page", "2"), ("same", "s"), ("new", "")])).unwrap();
    for (name, mode) in [
        ("notes", 0o640),
        (
            "same",
            fs::metadata(out.join("new")).unwrap().mode() & 0o777,
        ),
    ] {
        let meta = fs::metadata(out.join(name)).unwrap();
        assert_eq!(
            meta.modified().unwrap(),
            SystemTime::UNIX_EPOCH + Duration::new(1_000_000_000, 123_456_789)
        );
        assert_eq!(meta.mode() & 0o777, mode);
        assert!(refused == 0 || meta.nlink() == 1);
    }
    assert_eq!(
        fs::read_to_string(out.join("notes")).unwrap(),
        "much linked"
    );
    assert_eq!(leftovers(&out), [""; 0]);
}

#[test]
fn what_carta_did_not_make_is_not_replaced() {
    let (dir, out) = place();
    let elsewhere = dir.path().join("elsewhere");
    save(&elsewhere.join("page"), "theirs");
    save(&elsewhere.join("sub/page"), "theirs");
    publish(
        &out,
        &pages(&[
            ("made", "1"),
            ("dir/made", "1"),
            ("was", "1"),
            ("linked/page", "1"),
            ("index", "1"),
        ]),
    )
    .unwrap();
    save(&out.join("file"), "theirs");
    save(&out.join("folder/x"), "theirs");
    save(&out.join("dir/note"), "theirs");
    symlink(&elsewhere, out.join("link")).unwrap();
    fs::remove_file(out.join("was")).unwrap();
    symlink(elsewhere.join("page"), out.join("was")).unwrap();
    fs::remove_dir_all(out.join("linked")).unwrap();
    symlink(&elsewhere, out.join("linked")).unwrap();
    let before = (snapshot(&out), snapshot(&elsewhere));
    for (page, stands) in [
        ("file", "file"),
        ("file/x", "file"),
        ("folder", "folder"),
        ("dir", "dir/note"),
        ("link", "link"),
        ("link/page", "link"),
        ("link/sub/page", "link"),
        ("was", "was"),
        ("linked/page", "linked"),
    ] {
        for text in ["theirs", "mine"] {
            if (page, text) == ("file", "theirs") {
                continue; // Identical: adopted, see below.
            }
            match publish(&out, &pages(&[("index", "2"), (page, text)])) {
                Err(EmitError::Occupied { path }) => assert_eq!(path, out.join(stands), "{page}"),
                other => panic!("{page}: {other:?}"),
            }
            assert_eq!((snapshot(&out), snapshot(&elsewhere)), before, "{page}");
            assert_eq!(leftovers(&out), [""; 0]);
        }
    }
    // What is no longer made goes, but not what somebody put there since, nor what that leads to.
    assert_eq!(
        publish(&out, &pages(&[("index", "2"), ("new", "")])).unwrap(),
        summary(2, 0, 2)
    );
    assert_eq!(
        fs::read_link(out.join("was")).unwrap(),
        elsewhere.join("page")
    );
    assert_eq!(fs::read_link(out.join("linked")).unwrap(), elsewhere);
    assert_eq!(snapshot(&elsewhere), before.1);
}

#[test]
fn an_identical_file_is_adopted() {
    let (_dir, out) = place();
    save(&out.join("a/page"), "same");
    save(&out.join("note"), "theirs");
    let before = snapshot(&out);
    assert_eq!(
        publish(&out, &pages(&[("a/page", "same")])).unwrap(),
        summary(0, 1, 0)
    );
    assert_eq!(
        before[Path::new("a/page")],
        snapshot(&out)[Path::new("a/page")]
    );
    assert_eq!(
        publish(&out, &pages(&[("b", ""), ("c", "")])).unwrap(),
        summary(2, 0, 1)
    );
    assert!(!out.join("a").exists());
    assert_eq!(before[Path::new("note")], snapshot(&out)[Path::new("note")]);
}

#[test]
fn a_hostile_manifest_reaches_nothing_outside() {
    let (dir, out) = place();
    let victim = dir.path().join("victim");
    save(&victim, "safe");
    let outside = dir.path().join("outside");
    save(&outside.join("x"), "safe");
    publish(&out, &pages(&[("a", "1")])).unwrap();
    symlink(&outside, out.join("way")).unwrap();
    let list = format!(
        "../victim\n{}\na/../../victim\n./a\nway/x\n\n..\n\u{0}\na//b\na\n.carta-manifest\n",
        victim.display()
    );
    let list = [list.as_bytes(), b"\xff\xfe\nno newline at the end"].concat();
    fs::write(out.join(".carta-manifest"), &list).unwrap();
    assert_eq!(
        publish(&out, &pages(&[("b", ""), ("c", "")])).unwrap(),
        summary(2, 0, 1)
    );
    assert_eq!(fs::read_to_string(&victim).unwrap(), "safe");
    assert_eq!(fs::read_to_string(outside.join("x")).unwrap(), "safe");
    assert_eq!(fs::read_link(out.join("way")).unwrap(), outside);
    // Nor is a manifest read through a symlink.
    fs::remove_file(out.join(".carta-manifest")).unwrap();
    symlink(&victim, out.join(".carta-manifest")).unwrap();
    assert!(matches!(
        Stage::begin(&out),
        Err(EmitError::Occupied { .. })
    ));
    assert_eq!(leftovers(&out), [""; 0]);
}

// --- Refusals ---

#[test]
fn without_a_commit_nothing_happens() {
    let (_dir, out) = place();
    drop(stage(&out, &pages(&[("a", "1")])).unwrap());
    assert!(!out.exists() && leftovers(&out).is_empty());
    publish(&out, &pages(&[("a", "1")])).unwrap();
    let before = snapshot(&out);
    drop(stage(&out, &pages(&[("a", "2"), ("b", "2")])).unwrap());
    let stage = stage(&out, &pages(&[("a", "2")])).unwrap();
    for bad in [
        "",
        "/x",
        "x/",
        "../x",
        "a/../../x",
        "./x",
        "a//x",
        ".",
        "..",
        ".carta-manifest",
        "x\ny",
        "x\0",
        "a",
    ] {
        assert!(
            matches!(stage.put(bad, b""), Err(EmitError::BadPath { .. })),
            "{bad:?}"
        );
    }
    assert!(
        matches!(
            stage.commit(),
            Err(EmitError::Io {
                action: Action::Write,
                ..
            })
        ),
        "a put failed"
    );
    assert_eq!((snapshot(&out), leftovers(&out)), (before, vec![]));
}

#[test]
fn one_build_at_a_time() {
    let (dir, out) = place();
    let first = stage(&out, &pages(&[("a", "1")])).unwrap();
    let link = dir.path().join("link");
    symlink("site", &link).unwrap();
    for way in [&out, &link] {
        assert!(matches!(Stage::begin(way), Err(EmitError::Busy { path }) if path == out));
    }
    first.commit().unwrap();
    Stage::begin(&out).unwrap();
    // The lock is the system's, not the file: one left by a killed build keeps nobody out.
    save(&dir.path().join(".site.carta-lock"), "123\0 torn jour");
    publish(&out, &pages(&[("a", "2")])).unwrap();
    assert_eq!(leftovers(&out), [""; 0]);
    save(&dir.path().join("victim"), "safe");
    symlink("victim", dir.path().join(".site.carta-lock")).unwrap();
    assert!(matches!(
        Stage::begin(&out),
        Err(EmitError::Io {
            action: Action::Lock,
            ..
        })
    ));
    assert_eq!(
        fs::read_to_string(dir.path().join("victim")).unwrap(),
        "safe"
    );
}

#[test]
fn many_builds_take_turns() {
    let (_dir, out) = place();
    std::thread::scope(|scope| {
        for turn in 0..4 {
            let out = &out;
            scope.spawn(move || {
                for n in 0..40 {
                    let new = pages(&[
                        ("a", &format!("{turn} {n}")),
                        ("b", &format!("{turn} {n}")),
                        (&format!("{turn}"), ""),
                    ]);
                    while let Err(error) = publish(out, &new) {
                        assert!(matches!(error, EmitError::Busy { .. }), "{error}");
                        std::thread::yield_now();
                    }
                }
            });
        }
    });
    let end = site(&out);
    assert_eq!(
        (end["a"].clone(), end.len(), leftovers(&out)),
        (end["b"].clone(), 3, vec![])
    );
}

#[test]
fn the_output_may_be_a_symlink_but_must_be_a_folder() {
    let (dir, out) = place();
    let (link, real) = (dir.path().join("link"), dir.path().join("deep/real"));
    symlink("deep/real", &link).unwrap();
    fs::create_dir(dir.path().join("deep")).unwrap();
    publish(&link, &pages(&[("a", "1"), ("b", "1")])).unwrap();
    publish(&link, &pages(&[("a", "2"), ("c", "1")])).unwrap();
    assert!(link.is_symlink());
    assert_eq!(
        (site(&real), leftovers(&link), leftovers(&real)),
        (pages(&[("a", "2"), ("c", "1")]), vec![], vec![])
    );

    save(&out, "a file");
    assert!(matches!(Stage::begin(&out), Err(EmitError::NotADirectory { path }) if path == out));
    assert!(matches!(
        Stage::begin(&out.join("x")),
        Err(EmitError::Io { .. })
    ));
    let missing = dir.path().join("missing");
    match Stage::begin(&missing.join("site")) {
        Err(error @ EmitError::Io { .. }) => {
            assert!(error.to_string().contains("missing"), "{error}");
            assert!(std::error::Error::source(&error).is_some());
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        Stage::begin(Path::new("/")),
        Err(EmitError::Io { .. })
    ));
    assert!(matches!(
        Stage::begin(Path::new("/proc/site")),
        Err(EmitError::Io {
            action: Action::Lock,
            ..
        })
    ));
    assert_eq!(leftovers(&out), [""; 0]);
}

// --- After a crash ---

/// Crash states that a test can lay out by hand; the others are in the tests with a child.
#[test]
fn leftovers_are_finished_or_undone() {
    let (dir, out) = place();
    let at = |name: &str| dir.path().join(name);
    let old = pages(&[("a", "1"), ("b/c", "1")]);
    publish(&out, &old).unwrap();
    let theirs = strangers(&out);
    let before = snapshot(&out);

    // Half a staging area, with or without a torn journal.
    for journal in [None, Some(""), Some("12\x0077/CNAME\0en"), Some("end")] {
        save(&at(".site.carta-new/a"), "2");
        save(&at(".site.carta-new/CNAME"), "half");
        if let Some(journal) = journal {
            save(&at(".site.carta-lock"), journal);
        }
        drop(Stage::begin(&out).unwrap());
        assert_eq!((snapshot(&out), leftovers(&out)), (before.clone(), vec![]));
    }
    symlink("site", at(".site.carta-new")).unwrap();
    drop(Stage::begin(&out).unwrap());
    assert_eq!((snapshot(&out), leftovers(&out)), (before.clone(), vec![]));

    // Between the two renames.
    for staged in [true, false] {
        fs::rename(&out, at(".site.carta-old")).unwrap();
        if staged {
            save(&at(".site.carta-new/a"), "2");
        }
        drop(Stage::begin(&out).unwrap());
        assert_eq!((snapshot(&out), leftovers(&out)), (before.clone(), vec![]));
    }

    // The same, and then somebody made an output: nothing of theirs is lost.
    fs::rename(&out, at(".site.carta-old")).unwrap();
    save(&at(".site.carta-new/a"), "2");
    save(&out.join("CNAME"), "newer");
    drop(Stage::begin(&out).unwrap());
    let mut now = snapshot(&out);
    now.retain(|path, _| path != Path::new("CNAME"));
    let mut want = theirs.clone();
    want.insert("CNAME.carta-kept0".into(), want[Path::new("CNAME")].clone());
    want.remove(Path::new("CNAME"));
    now.remove(Path::new("in"));
    assert_eq!((now, leftovers(&out)), (want, vec![]));
    assert_eq!(fs::read_to_string(out.join("CNAME")).unwrap(), "newer");
}

// --- A process to kill ---

const SHARED: usize = 80;

/// Three sites of about 200 files; 2 differs from 1 in a single page, 0 from both in much.
fn version(n: usize) -> Site {
    let mut site = Site::new();
    for i in 0..SHARED {
        site.insert(
            format!("shared/{}/{i}.html", i % 7),
            format!("shared {i}").into_bytes(),
        );
        site.insert(
            format!("pages/{}/{i}.html", i % 5),
            format!("page {i} of {}", n.min(1)).repeat(30).into_bytes(),
        );
        if i % 2 == 0 {
            site.insert(
                format!("only-{}/{i}.html", n.min(1)),
                vec![b'0' + n.min(1) as u8; i * 10],
            );
        }
    }
    site.insert("index.html".into(), format!("version {n}").into_bytes());
    // A file in one version, a folder in the other.
    site.insert(
        if n == 0 {
            "turn".into()
        } else {
            "turn/x/y".into()
        },
        b"turn".to_vec(),
    );
    site.insert("in/page".into(), format!("{}", n.min(1)).into_bytes());
    site
}

/// Starts [`child`] with this output.
struct Child {
    rounds: &'static str,
    exchange: bool,
}

impl Child {
    fn command(&self, out: &Path, before: &[&str]) -> Command {
        let exe = std::env::current_exe().unwrap();
        let words = ["--exact", "child", "--nocapture", "--test-threads=1"];
        let mut command = match before.split_first() {
            Some((program, rest)) => {
                let mut command = Command::new(program);
                command.args(rest).arg(exe);
                command
            }
            None => Command::new(exe),
        };
        command
            .args(words)
            .env("EMIT_CHILD", out)
            .env("EMIT_ROUNDS", self.rounds);
        command.env("EMIT_EXCHANGE", if self.exchange { "yes" } else { "no" });
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    fn spawn(&self, out: &Path) -> Process {
        self.command(out, &[]).spawn().unwrap()
    }
}

/// Not a test: what [`Child`] runs. `EMIT_ROUNDS` are the versions to publish, digit by digit, or
/// `*` for all in turn until killed. The last outcome goes to a file beside, `<output>.done`.
#[test]
fn child() {
    let Some(out) = std::env::var_os("EMIT_CHILD").map(PathBuf::from) else {
        return;
    };
    let rounds = std::env::var("EMIT_ROUNDS").unwrap();
    let exchange = std::env::var("EMIT_EXCHANGE").unwrap() == "yes";
    let endless = rounds == "*";
    let rounds: Vec<usize> = if endless {
        vec![0, 1, 2]
    } else {
        rounds
            .bytes()
            .map(|digit| usize::from(digit - b'0'))
            .collect()
    };
    loop {
        for &n in &rounds {
            let stage = stage(&out, &version(n));
            let done = stage
                .map(|stage| {
                    if exchange {
                        stage
                    } else {
                        stage.without_exchange()
                    }
                })
                .and_then(Stage::commit);
            if !endless {
                let done = done.map_or_else(|error| error.to_string(), |_| "ok".to_owned());
                fs::write(out.with_extension("done"), done).unwrap();
            }
        }
        if !endless {
            return;
        }
    }
}

/// Which version stands in the output, exactly, with nothing besides but the strangers.
fn standing(out: &Path, theirs: &Snapshot) -> Result<usize, String> {
    let all = snapshot(out);
    let (strange, ours): (Snapshot, Snapshot) =
        all.into_iter().partition(|(path, _)| is_strange(path));
    if strange != *theirs {
        return Err(format!(
            "strangers differ: {:?}",
            strange.keys().collect::<Vec<_>>()
        ));
    }
    let list = Path::new(".carta-manifest");
    let files: Site = ours
        .iter()
        .filter(|(path, _)| *path != list)
        .filter_map(|(path, node)| match node {
            Node::File { bytes, .. } => Some((path.to_str().unwrap().to_owned(), bytes.clone())),
            _ => None,
        })
        .collect();
    let folders = ours
        .values()
        .filter(|node| matches!(node, Node::Dir { .. }))
        .count();
    let n = (0..3).find(|&n| version(n) == files).ok_or("a mixture")?;
    let parents: std::collections::BTreeSet<_> = files
        .keys()
        .flat_map(|path| Path::new(path).ancestors().skip(1))
        .filter(|dir| *dir != Path::new(""))
        .collect();
    (files == site(out) && folders == parents.len())
        .then_some(n)
        .ok_or("manifest or folders".to_owned())
}

fn random(seed: &mut u64) -> u64 {
    // xorshift: good enough to pick a moment.
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

fn kill_at_random(exchange: bool, kills: usize) {
    let (_dir, out) = place();
    publish(&out, &version(0)).unwrap();
    let theirs = strangers(&out);
    let shared = |out: &Path| -> Snapshot {
        snapshot(out)
            .into_iter()
            .filter(|(path, node)| path.starts_with("shared") && matches!(node, Node::File { .. }))
            .collect()
    };
    let unchanged = shared(&out);
    // As long as some builds take here and now.
    let start = Instant::now();
    let rounds = "012";
    Child { rounds, exchange }.spawn(&out).wait().unwrap();
    let mut longest = start.elapsed().as_micros() as u64;
    let mut seed = u64::from(std::process::id()) << 20 | 0x9e37_79b9;
    eprintln!("seed {seed}");
    let (mut seen, mut left, mut absent) = ([0; 3], 0, 0);
    let enough = |left: usize, seen: [usize; 3]| {
        left > 0 && seen.iter().filter(|times| **times > 0).count() > 1
    };
    let mut kill = 0;
    while kill < kills || !enough(left, seen) {
        assert!(
            kill < 20 * kills,
            "no build was met: versions seen {seen:?}, leftovers {left}"
        );
        kill += 1;
        // The machine may be busier than it was at first.
        if kill % kills == 0 {
            longest *= 2;
        }
        let mut process = Child {
            rounds: "*",
            exchange,
        }
        .spawn(&out);
        std::thread::sleep(Duration::from_micros(random(&mut seed) % longest));
        process.kill().unwrap();
        process.wait().unwrap();
        left += usize::from(leftovers(&out).len() > 1);
        if exchange {
            // As anyone would find it, before any repair.
            seen[standing(&out, &theirs).unwrap_or_else(|error| panic!("kill {kill}: {error}"))] +=
                1;
        } else {
            absent += usize::from(!out.exists());
        }
        if !exchange || kill % 3 == 0 {
            drop(Stage::begin(&out).unwrap());
            assert_eq!(leftovers(&out), [""; 0]);
            seen[standing(&out, &theirs)
                .unwrap_or_else(|error| panic!("kill {kill}, repaired: {error}"))] += 1;
        }
    }
    eprintln!(
        "exchange {exchange}: versions seen {seen:?}, leftovers {left}, without an output {absent}"
    );
    assert_eq!(
        shared(&out),
        unchanged,
        "files in all versions were never rewritten"
    );
}

#[test]
fn killed_at_any_moment_there_is_one_site_or_the_other() {
    kill_at_random(true, 160);
}

#[test]
fn killed_without_exchange_the_next_build_repairs() {
    kill_at_random(false, 80);
}

/// Without the tracer these tests would say nothing, so they fail (`tests/run.sh` installs it).
fn need_strace() {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output()
        .is_ok_and(|run| run.status.success());
    assert!(works, "no strace, or not allowed to trace");
}

/// Runs the child with something befalling its `n`-th system call that touches files, for every n
/// (from `EMIT_STEP` apart). The check gets what the child reported, if it got that far.
fn at_every_call(exchange: bool, what: &str, check: impl Fn(&Path, &Snapshot, Option<String>)) {
    const CALLS: &str = "open,openat,mkdir,link,linkat,rename,renameat,renameat2,unlink,unlinkat,\
        rmdir,write,ftruncate,fchmod,chmod,fchmodat,flock,getdents64,lchown,utimensat";
    let (_dir, out) = place();
    publish(&out, &version(0)).unwrap();
    let theirs = strangers(&out);
    let log = out.with_extension("log");
    let run = |inject: &str| {
        let mut words = vec!["strace", "-f", "-qq", "-o", log.to_str().unwrap(), "-e"];
        let trace = format!("trace={CALLS}");
        words.push(&trace);
        if !inject.is_empty() {
            words.extend(["-e", inject]);
        }
        Child {
            rounds: "1",
            exchange,
        }
        .command(&out, &words)
        .status()
        .unwrap();
        fs::read_to_string(&log).unwrap()
    };
    let calls = run("").lines().count();
    let step: usize = std::env::var("EMIT_STEP").map_or(67, |step| step.parse().unwrap());
    for n in (1..calls).step_by(step) {
        publish(&out, &version(0)).unwrap();
        let _ = fs::remove_file(out.with_extension("done"));
        run(&format!(
            "inject={CALLS}:{}",
            what.replace("N", &n.to_string())
        ));
        check(
            &out,
            &theirs,
            fs::read_to_string(out.with_extension("done")).ok(),
        );
        drop(Stage::begin(&out).unwrap_or_else(|error| panic!("call {n}: {error}")));
        assert_eq!(leftovers(&out), [""; 0], "call {n}");
        standing(&out, &theirs).unwrap_or_else(|error| panic!("call {n}, repaired: {error}"));
    }
    eprintln!("{what}, exchange {exchange}: {calls} calls, every {step}th");
}

#[test]
fn killed_at_every_system_call() {
    need_strace();
    at_every_call(true, "signal=KILL:when=N", |out, theirs, _| {
        standing(out, theirs).unwrap();
    });
    at_every_call(false, "signal=KILL:when=N", |_, _, _| {});
}

#[test]
fn refused_at_every_system_call() {
    need_strace();
    let (once, for_good) = ("error=ENOSPC:when=N", "error=ENOSPC:when=N+");
    // Without exchange, a system that refuses everything cannot be undone, only repaired.
    for (exchange, what) in [(true, once), (false, once), (true, for_good)] {
        at_every_call(exchange, what, |out, theirs, done| {
            let now = standing(out, theirs).unwrap_or_else(|error| panic!("{done:?}: {error}"));
            if let Some(done) = done.filter(|done| !done.is_empty()) {
                assert_eq!(now, usize::from(done == "ok"), "{done}");
            }
        });
    }
}

/// Holds the child in the middle of the exchange, and does there what a user might.
fn in_the_window(hold: &str, act: impl FnOnce(&Path, &mut Process)) -> (TempDir, PathBuf) {
    let (dir, out) = place();
    publish(&out, &version(0)).unwrap();
    save(&out.join("CNAME"), "first");
    save(&out.join("theirs/deep/x"), "x");
    save(&out.join("theirs/gone"), "x");
    let inject = format!("inject=renameat2:{hold}");
    let words = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=renameat2",
        "-e",
        &inject,
    ];
    let mut process = Child {
        rounds: "1",
        exchange: true,
    }
    .command(&out, &words)
    .spawn()
    .unwrap();
    let (lock, start) = (dir.path().join(".site.carta-lock"), Instant::now());
    while !fs::read(&lock).is_ok_and(|journal| journal.ends_with(b"\0end")) {
        assert!(
            start.elapsed() < Duration::from_secs(120),
            "the child never came to the exchange"
        );
        std::thread::sleep(Duration::from_millis(1));
    }
    act(&out, &mut process);
    process.wait().unwrap();
    (dir, out)
}

#[test]
fn what_strangers_do_just_before_the_exchange_is_not_lost() {
    need_strace();
    let (_dir, out) = in_the_window("delay_enter=3000000", |out, _| {
        assert_eq!(
            fs::read_to_string(out.join("index.html")).unwrap(),
            "version 0"
        );
        save(&out.join("note"), "root");
        save(&out.join("theirs/deep/y"), "in a folder taken along");
        save(&out.join("shared/0/note"), "in a folder of carta's");
        save(&out.join("only-0/note"), "in a folder that goes");
        save(&out.join("whole/deep/z"), "a folder");
        fs::set_permissions(out.join("whole"), Permissions::from_mode(0o710)).unwrap();
        fs::create_dir(out.join("void")).unwrap();
        save(&out.join("only-1/0.html"), "where carta will write");
        save(&out.join("turn.html"), "");
        save(&out.join("tmp"), "second");
        long_ago(&out.join("tmp"));
        fs::rename(out.join("tmp"), out.join("CNAME")).unwrap();
        fs::OpenOptions::new()
            .append(true)
            .open(out.join("theirs/deep/x"))
            .and_then(|mut x| io::Write::write_all(&mut x, b"+"))
            .unwrap();
    });
    assert_eq!(
        fs::read_to_string(out.with_extension("done")).unwrap(),
        "ok"
    );
    assert_eq!((site(&out), leftovers(&out)), (version(1), vec![]));
    for (path, text) in [
        ("note", "root"),
        ("theirs/deep/x", "x+"),
        ("theirs/deep/y", "in a folder taken along"),
        ("shared/0/note", "in a folder of carta's"),
        ("only-0/note", "in a folder that goes"),
        ("whole/deep/z", "a folder"),
        ("only-1/0.html.carta-kept0", "where carta will write"),
        ("turn.html", ""),
        ("CNAME", "second"),
    ] {
        assert_eq!(fs::read_to_string(out.join(path)).unwrap(), text, "{path}");
    }
    assert_eq!(
        fs::metadata(out.join("whole")).unwrap().mode() & 0o777,
        0o710
    );
    assert!(out.join("void").is_dir() && !out.join("only-0/0.html").exists());
}

#[test]
fn after_a_crash_what_strangers_did_since_counts() {
    need_strace();
    let (_dir, out) = in_the_window("delay_enter=3000000:delay_exit=60000000", |out, process| {
        save(&out.join("note"), "before the exchange");
        let start = Instant::now();
        while fs::read_to_string(out.join("index.html")).unwrap() != "version 1" {
            assert!(
                start.elapsed() < Duration::from_secs(120),
                "the exchange never came"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        // Both the tracer and, first, the traced process.
        let children = format!("/proc/{0}/task/{0}/children", process.id());
        for child in fs::read_to_string(children).unwrap().split_whitespace() {
            assert!(
                Command::new("kill")
                    .args(["-9", child])
                    .status()
                    .unwrap()
                    .success()
            );
        }
        process.kill().unwrap();
    });
    assert_eq!(site(&out), version(1));
    assert!(!out.join("note").exists() && leftovers(&out).len() == 2);
    // Days later.
    save(&out.join("tmp"), "later");
    fs::rename(out.join("tmp"), out.join("CNAME")).unwrap();
    fs::remove_file(out.join("theirs/gone")).unwrap();
    // The killed process may hold the lock for a moment yet.
    let mut tries = 0;
    while let Err(error) = publish(&out, &version(2)) {
        assert!(
            matches!(error, EmitError::Busy { .. }) && tries < 5000,
            "{error:?}"
        );
        tries += 1;
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!((site(&out), leftovers(&out)), (version(2), vec![]));
    assert_eq!(
        fs::read_to_string(out.join("note")).unwrap(),
        "before the exchange"
    );
    assert_eq!(fs::read_to_string(out.join("CNAME")).unwrap(), "later");
    assert!(
        !out.join("theirs/gone").exists(),
        "deleted since: not brought back"
    );
    assert!(out.join("theirs/deep/x").exists());
}

#[test]
fn files_made_while_builds_run_are_all_there_in_the_end() {
    let (_dir, out) = place();
    publish(&out, &version(0)).unwrap();
    let stop = AtomicBool::new(false);
    let made = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut made = 0;
            while !stop.load(Ordering::Relaxed) {
                let dir = ["", "shared/1", "only-0", "theirs/a", "theirs/b/c"][made % 5];
                // A folder may go from under us; then we do as any program would, and try again.
                let wrote = fs::create_dir_all(out.join(dir)).and_then(|()| {
                    fs::write(out.join(dir).join(format!("{made}.txt")), format!("{made}"))
                });
                match wrote {
                    Ok(()) => made += 1,
                    Err(error) => assert_eq!(error.kind(), ErrorKind::NotFound, "{error}"),
                }
                std::thread::sleep(Duration::from_millis(1));
            }
            made
        });
        for n in 1..40 {
            publish(&out, &version(n % 2)).unwrap();
        }
        stop.store(true, Ordering::Relaxed);
        writer.join().unwrap()
    });
    drop(Stage::begin(&out).unwrap());
    assert_eq!((site(&out), leftovers(&out)), (version(1), vec![]));
    for n in 0..made {
        let dir = ["", "shared/1", "only-0", "theirs/a", "theirs/b/c"][n % 5];
        assert_eq!(
            fs::read_to_string(out.join(dir).join(format!("{n}.txt"))).unwrap(),
            format!("{n}")
        );
    }
    eprintln!("{made} files made meanwhile");
}

// --- No room ---

#[test]
fn a_file_too_large_leaves_the_old_site() {
    for (limit, ok) in [("0", false), ("1", false), ("4", false), ("1000", true)] {
        let (_dir, out) = place();
        publish(&out, &version(0)).unwrap();
        let theirs = strangers(&out);
        let sh = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$@\"");
        Child {
            rounds: "1",
            exchange: true,
        }
        .command(&out, &["sh", "-c", &sh, "sh"])
        .status()
        .unwrap();
        assert_eq!(standing(&out, &theirs).unwrap(), usize::from(ok), "{limit}");
        assert_eq!(leftovers(&out), [""; 0]);
    }
}

/// A small disk of our own; only root may have one.
struct Disk(TempDir);

impl Disk {
    fn mount(options: &str) -> Option<Disk> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(dir.path())
            .output();
        let mounted = mounted.is_ok_and(|run| run.status.success());
        if !mounted {
            eprintln!("skipped: may not mount");
        }
        mounted.then(|| Disk(dir))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    // Out of inodes and names, then out of room; from nothing left, until it is enough.
    for (options, step) in [("size=8m,nr_inodes=2000", 0), ("size=2m", 4096)] {
        let Some(disk) = Disk::mount(options) else {
            return;
        };
        let out = disk.0.path().canonicalize().unwrap().join("site");
        publish(&out, &version(0)).unwrap();
        let theirs = strangers(&out);
        let ballast = disk.0.path().join("ballast");
        fs::create_dir(&ballast).unwrap();
        let fill = |n: usize| fs::write(ballast.join(n.to_string()), vec![0; step]);
        let full = (0..).find(|&n| fill(n).is_err()).unwrap();
        let _ = fs::remove_file(ballast.join(full.to_string()));
        let mut failures = 0;
        for n in (0..full).rev() {
            if publish(&out, &version(1)).is_ok() {
                break;
            }
            failures += 1;
            assert_eq!(standing(&out, &theirs).unwrap(), 0, "{failures}");
            assert!(leftovers(&out).is_empty());
            fs::remove_file(ballast.join(n.to_string())).unwrap();
        }
        eprintln!("{options}: {failures} failures before there was room");
        assert!(failures > 20);
        assert_eq!(standing(&out, &theirs).unwrap(), 1);
    }
}

// --- Many files, many threads ---

#[test]
fn many_threads_put() {
    use rayon::prelude::*;
    fn is_sync<T: Send + Sync>() {}
    is_sync::<Stage>();
    let (_dir, out) = place();
    let new: Site = (0..3000)
        .map(|n| (format!("{}/{}/{n}", n % 13, n % 7), vec![b'x'; n]))
        .collect();
    for expected in [summary(3000, 0, 0), summary(0, 3000, 0)] {
        let stage = Stage::begin(&out).unwrap();
        new.par_iter()
            .for_each(|(path, bytes)| stage.put(path, bytes).unwrap());
        assert_eq!(stage.commit().unwrap(), expected);
        assert_eq!(site(&out), new);
    }
}

// --- A model ---

#[derive(Debug, Clone)]
enum Step {
    Publish(Vec<(usize, u8)>, bool),
    Write(usize, u8),
    Link(usize),
    Folder(usize),
    Delete(usize),
}

const PATHS: [&str; 10] = [
    "a", "a/b", "a/b/c", "a/d", "e", "e/f", "e/f/g", "h", "i/j", "e/k",
];

fn step() -> impl Strategy<Value = Step> {
    let path = 0..PATHS.len();
    prop_oneof![
        5 => (proptest::collection::vec((path.clone(), 0..3u8), 0..6), any::<bool>()).prop_map(|(site, x)| Step::Publish(site, x)),
        2 => (path.clone(), 0..3u8).prop_map(|(path, text)| Step::Write(path, text)),
        1 => path.clone().prop_map(Step::Link),
        1 => path.clone().prop_map(Step::Folder),
        1 => path.prop_map(Step::Delete),
    ]
}

/// Only the kind and the content: what the model knows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    File(Vec<u8>),
    Folder,
    Link,
}

type Model = BTreeMap<String, Kind>;

fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/')
        .map(move |(slash, _)| &path[..slash])
}

fn below(dir: &str, path: &str) -> bool {
    path.strip_prefix(dir)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// What a publication must lead to, or `None` where it must be refused. Written from the contract.
fn predict(disk: &Model, listed: &[String], new: &Site) -> Option<Model> {
    let ours = |path: &str| {
        listed.iter().any(|own| own == path) && matches!(disk.get(path), Some(Kind::File(_)))
    };
    let our_folder = |path: &str| {
        listed.iter().any(|own| below(path, own)) && disk.get(path) == Some(&Kind::Folder)
    };
    for (path, bytes) in new {
        for dir in above(path) {
            if !matches!(disk.get(dir), None | Some(Kind::Folder)) && !ours(dir) {
                return None;
            }
        }
        let fine = match disk.get(path) {
            None => true,
            Some(Kind::File(there)) => there == bytes || ours(path),
            Some(Kind::Folder) => our_folder(path),
            Some(Kind::Link) => false,
        };
        if !fine
            || disk
                .keys()
                .any(|there| below(path, there) && !ours(there) && !our_folder(there))
        {
            return None;
        }
    }
    let mut next: Model = new
        .iter()
        .map(|(path, bytes)| (path.clone(), Kind::File(bytes.clone())))
        .collect();
    next.extend(
        disk.iter()
            .filter(|(path, _)| !new.contains_key(*path) && !ours(path) && !our_folder(path))
            .map(|(path, kind)| (path.clone(), kind.clone())),
    );
    for path in next.keys().cloned().collect::<Vec<_>>() {
        next.extend(above(&path).map(|dir| (dir.to_owned(), Kind::Folder)));
    }
    Some(next)
}

fn model_of(all: &Snapshot) -> Model {
    let kinds = all
        .iter()
        .filter(|(path, _)| *path != Path::new(".carta-manifest"))
        .map(|(path, node)| {
            let kind = match node {
                Node::File { bytes, .. } => Kind::File(bytes.clone()),
                Node::Dir { .. } => Kind::Folder,
                _ => Kind::Link,
            };
            (path.to_str().unwrap().to_owned(), kind)
        });
    kinds.collect()
}

fn remove(path: &Path) {
    match path.symlink_metadata() {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(path).unwrap(),
        Ok(_) => fs::remove_file(path).unwrap(),
        Err(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_ends_as_the_model_says(steps in proptest::collection::vec(step(), 1..14)) {
        let (dir, out) = place();
        fs::create_dir(&out).unwrap();
        save(&dir.path().join("target/b"), "outside");
        let outside = snapshot(&dir.path().join("target"));
        let mut listed: Vec<String> = Vec::new();
        for step in steps {
            match step {
                // What cannot be done (something is in the way) the user has not done.
                Step::Write(path, _) | Step::Link(path) | Step::Folder(path) | Step::Delete(path)
                    if out.join(PATHS[path]).ancestors().skip(1).any(Path::is_symlink) => {}
                Step::Write(path, text) => {
                    let path = out.join(PATHS[path]);
                    if !path.is_symlink() && fs::create_dir_all(path.parent().unwrap()).is_ok() {
                        let _ = fs::write(path, [b'0' + text; 3]);
                    }
                }
                Step::Link(path) => {
                    remove(&out.join(PATHS[path]));
                    let _ = symlink(dir.path().join("target"), out.join(PATHS[path]));
                }
                Step::Folder(path) => drop(fs::create_dir_all(out.join(PATHS[path]))),
                Step::Delete(path) => remove(&out.join(PATHS[path])),
                Step::Publish(site, exchange) => {
                    let mut new = Site::new();
                    for (path, text) in site {
                        let path = PATHS[path];
                        if !new.keys().any(|other: &String| below(path, other) || below(other, path)) {
                            new.insert(path.to_owned(), vec![b'0' + text; 3]);
                        }
                    }
                    let before = snapshot(&out);
                    let expected = predict(&model_of(&before), &listed, &new);
                    let done = stage(&out, &new).map(|stage| if exchange { stage } else { stage.without_exchange() }).and_then(Stage::commit);
                    let after = snapshot(&out);
                    prop_assert_eq!(leftovers(&out), [""; 0]);
                    match (expected, done) {
                        (None, Err(EmitError::Occupied { .. })) => prop_assert_eq!(&before, &after),
                        (Some(expected), Ok(done)) => {
                            prop_assert_eq!(model_of(&after), expected);
                            prop_assert_eq!(done.written + done.unchanged, new.len());
                            listed = new.keys().cloned().collect();
                            for (path, node) in &before {
                                // The same content, hence the very same file.
                                if let (Node::File { bytes, .. }, Some(Node::File { bytes: now, .. })) = (node, after.get(path)) && bytes == now {
                                    prop_assert_eq!(Some(node), after.get(path));
                                }
                            }
                        }
                        (expected, done) => prop_assert!(false, "expected {:?}, got {:?}", expected, done),
                    }
                }
            }
            prop_assert_eq!(&snapshot(&dir.path().join("target")), &outside);
        }
    }
}
