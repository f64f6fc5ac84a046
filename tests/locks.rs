//! The locks of a new site merge in git without a conflict and without a false alarm: one entry on each
//! line, in order, and both sides of a merge are right.

mod shared;

use shared::{carta, folder, outcome, write};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

struct Site {
    _dir: TempDir,
    root: PathBuf,
}

impl Site {
    /// A site as `carta new site` makes it, recorded, and committed on the branch `main`.
    fn new() -> Site {
        let (_dir, root) = folder();
        let site = Site { _dir, root };
        site.carta(&["new", "site", "."]);
        site.record();
        site.git(&["init", "-qb", "main"]);
        site.commit("start");
        site
    }

    fn carta(&self, words: &[&str]) -> String {
        let (status, out, said) = outcome(&mut carta(&self.root, words));
        assert_eq!((status, said.as_str()), (0, ""), "{words:?}");
        out
    }

    fn record(&self) {
        self.carta(&["ids", "--write"]);
        self.carta(&["translations", "accept", "."]);
    }

    fn git(&self, words: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
            .args(words)
            .current_dir(&self.root)
            .output()
            .expect("this test needs git");
        assert!(output.status.success(), "{words:?}: {output:?}");
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "content"]);
        self.git(&["commit", "-qm", message]);
    }

    /// Two branches, each with work of its own, and then both together.
    fn merge(&self, ours: impl Fn(), theirs: impl Fn()) {
        self.git(&["checkout", "-qb", "theirs"]);
        theirs();
        self.commit("theirs");
        self.git(&["checkout", "-q", "main"]);
        ours();
        self.commit("ours");
        self.git(&["merge", "-q", "theirs", "-m", "both"]);
        self.carta(&["check", "--strict"]);
        let status = self.carta(&["translations", "status", "--strict"]);
        assert_eq!(status.lines().count(), 1, "{status}");
    }

    fn lines(&self, lock: &str) -> Vec<String> {
        let text = fs::read_to_string(self.root.join("content").join(lock)).expect("a lock");
        assert!(!text.contains("<<<<<<<"), "{text}");
        text.lines().map(str::to_owned).collect()
    }

    fn page(&self, key: &str, texts: [&str; 2]) {
        for (lang, text) in ["it", "en"].iter().zip(texts) {
            let path = self.root.join(format!("content/{key}.{lang}.md"));
            write(&path, format!("---\ntitle: {key}\n---\n\n{text}\n"));
        }
    }
}

#[test]
fn pages_that_two_branches_add_side_by_side_are_all_recorded() {
    let site = Site::new();
    let add = |names: [&str; 3]| {
        for name in names {
            site.page(name, ["Parole di qui.", "Words from here."]);
        }
        site.record();
    };
    let before = site.lines("ids.lock").len();
    site.merge(
        || add(["alfa", "gamma", "zeta"]),
        || add(["beta", "delta", "zoo"]),
    );
    assert_eq!(site.lines("ids.lock").len(), before + 6);
    for lock in ["ids.lock", "translations.lock"] {
        for name in ["alfa", "beta", "gamma", "delta", "zeta", "zoo"] {
            let named = format!("{name}#");
            assert!(
                site.lines(lock).iter().any(|line| line.starts_with(&named)),
                "{lock}: {name}"
            );
        }
    }
    // The next write puts the lines in order, each once.
    site.record();
    for lock in ["ids.lock", "translations.lock"] {
        let lines = site.lines(lock);
        assert!(
            lines.is_sorted() && lines.windows(2).all(|two| two[0] != two[1]),
            "{lines:?}"
        );
    }
}

#[test]
fn neighbours_that_two_branches_changed_are_both_up_to_date() {
    let site = Site::new();
    let texts = |first: [&str; 2], second: [&str; 2]| {
        let text = |at: usize| format!("{} ^uno\n\n\n\n\n\n{} ^due", first[at], second[at]);
        site.page("pagina", [&text(0), &text(1)]);
        site.record();
    };
    let (one, two) = (
        ["Uno è qui.", "One is here."],
        ["Due è qui.", "Two is here."],
    );
    texts(one, two);
    site.commit("a page");
    site.merge(
        || texts(["Uno è là.", "One is there."], two),
        || texts(one, ["Due è là.", "Two is there."]),
    );
}

#[test]
fn versions_of_two_branches_stand_side_by_side() {
    let site = Site::new();
    let freeze = |label: &str| {
        site.carta(&["freeze", label]);
    };
    site.merge(|| freeze("nostra"), || freeze("loro"));
    site.carta(&["build"]);
    for path in ["it/v/nostra/index.html", "it/v/loro/index.html"] {
        assert!(
            Path::new(&site.root).join("site").join(path).exists(),
            "{path}"
        );
    }
    site.carta(&["freeze", "insieme"]);
    let imprint = fs::read_to_string(site.root.join("content/versions/insieme/version.yaml"));
    assert_eq!(
        imprint.expect("a version"),
        "label: \"insieme\"\nnumber: 2\ndate: 2026-11-22\n"
    );
}
