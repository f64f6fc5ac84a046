//! What several tests need: a folder of one's own, and the program to run in it.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder that goes away at the end. Everybody may look into it: some tests run the program as
/// somebody who may do little.
pub fn folder() -> (TempDir, PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).expect("its rights");
    let path = dir.path().canonicalize().expect("its path");
    (dir, path)
}

/// Writes a file, and the folders above it.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// The program, in a folder, with the words of the command line, in a system that speaks no language.
pub fn carta(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_carta"));
    command
        .current_dir(root)
        .env_clear()
        .env("LANG", "C")
        // 22 November 2026: the day on which a version is frozen.
        .env("SOURCE_DATE_EPOCH", "1795341600")
        .args(words);
    command
}

/// The program, run by somebody without the powers of root: for whom rights are rights.
pub fn carta_without_powers(root: &Path, words: &[&str]) -> Command {
    if !is_root() {
        return carta(root, words);
    }
    // The program may stand where only root can go: it comes along.
    let here = root.join(".carta-program");
    let program = env!("CARGO_BIN_EXE_carta");
    if !here.exists() && fs::hard_link(program, &here).is_err() {
        fs::copy(program, &here).expect("a copy of the program");
    }
    let mut command = Command::new("setpriv");
    command
        .current_dir(root)
        .env("LANG", "C")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
        .arg(here)
        .args(words);
    command
}

/// Whether this process may do everything.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|this| this.uid() == 0)
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Output {
    command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

/// The exit status, standard output and standard error of a command.
pub fn outcome(command: &mut Command) -> (i32, String, String) {
    let output = run(command);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (
        output.status.code().expect("an exit status"),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// All files below a folder and their bytes, by path.
pub fn files(dir: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut all = std::collections::BTreeMap::new();
    for entry in walkdir::WalkDir::new(dir) {
        let entry = entry.expect("a readable folder");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(dir).expect("inside");
            let bytes = fs::read(entry.path()).expect("a readable file");
            all.insert(path.to_string_lossy().into_owned(), bytes);
        }
    }
    all
}

/// The HTML tags and attributes of a page, as a browser's tokenizer finds them in what we write:
/// quoted attributes, raw text in `script` and `style`, comments.
pub mod html {
    /// An opening or closing tag.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Tag {
        /// The name in lower case; a closing tag's begins with `/`.
        pub name: String,
        /// The attributes in order, their values with the entities that we write undone.
        pub attributes: Vec<(String, String)>,
    }

    impl Tag {
        /// The value of an attribute.
        pub fn get(&self, name: &str) -> Option<&str> {
            let mut all = self.attributes.iter();
            all.find(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
        }
    }

    /// The tags of a page.
    pub fn tags(html: &str) -> Vec<Tag> {
        let mut tags: Vec<Tag> = Vec::new();
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            rest = &rest[open + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let name: String = rest
                .chars()
                .take_while(|c| !c.is_ascii_whitespace() && !"<>".contains(*c))
                .collect();
            let bare = name.trim_start_matches(['/', '!']).trim_end_matches('/');
            if !bare.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            rest = &rest[name.len()..];
            let mut tag = Tag {
                name: name.trim_end_matches('/').to_ascii_lowercase(),
                attributes: Vec::new(),
            };
            loop {
                rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
                if let Some(after) = rest.strip_prefix('>') {
                    rest = after;
                    break;
                }
                if rest.is_empty() {
                    break;
                }
                let end = rest
                    .find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c))
                    .unwrap_or(rest.len());
                let attribute = rest[..end.max(1)].to_ascii_lowercase();
                rest = &rest[end.max(1)..];
                let mut value = "";
                if let Some(after) = rest.strip_prefix('=') {
                    let quote = after.chars().next().unwrap_or(' ');
                    if quote == '"' || quote == '\'' {
                        (value, rest) = after[1..].split_once(quote).unwrap_or((&after[1..], ""));
                    } else {
                        let end = after
                            .find(|c: char| c.is_ascii_whitespace() || c == '>')
                            .unwrap_or(after.len());
                        (value, rest) = after.split_at(end);
                    }
                }
                tag.attributes.push((attribute, unescaped(value)));
            }
            if ["script", "style", "title"].contains(&tag.name.as_str()) {
                let end = format!("</{}", tag.name);
                rest = &rest[rest.find(&end).unwrap_or(rest.len())..];
            }
            tags.push(tag);
        }
        tags
    }

    /// A text with the entities that we write undone.
    pub fn unescaped(text: &str) -> String {
        [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#x27;", "'"),
            ("&#39;", "'"),
            ("&amp;", "&"),
        ]
        .iter()
        .fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
    }
}
