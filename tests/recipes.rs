//! The recipes that the page on checking gives to editors: each is taken from the page and run.
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// The fenced blocks of the page in a language, each with the word behind its fence.
fn blocks(lang: &str) -> Vec<(String, String)> {
    let page =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("content/about/checking.{lang}.md"));
    let text = fs::read_to_string(page).unwrap();
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if let Some(word) = line.strip_prefix("```") {
            open = !open;
            if open {
                blocks.push((word.to_owned(), String::new()));
            }
        } else if open {
            let (_, text) = blocks.last_mut().unwrap();
            text.push_str(line);
            text.push('\n');
        }
    }
    assert!(!open);
    blocks
}

/// The recipe with these words in it, as data.
fn recipe(with: &str) -> Value {
    let found: Vec<Value> = blocks("it")
        .iter()
        .filter(|(_, text)| text.contains(with))
        .map(|(kind, text)| match kind.as_str() {
            "json" => serde_json::from_str(text).unwrap(),
            _ => serde_yaml::from_str(text).unwrap(),
        })
        .collect();
    assert_eq!(found.len(), 1, "{with}");
    found.into_iter().next().unwrap()
}

/// A site as `carta new site` makes it.
fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    let made = run(dir.path(), "carta new site .", "en");
    assert!(made.status.success(), "{made:?}");
    dir
}

/// The same with a link that leads nowhere.
fn wrong_site() -> TempDir {
    let dir = site();
    let index = dir.path().join("content/index.it.md");
    let text = fs::read_to_string(&index).unwrap();
    fs::write(&index, text + "\nVedi [qui](nessuna.md).\n").unwrap();
    dir
}

/// Runs a line as a shell does, where `carta` is installed.
fn run(dir: &Path, line: &str, lang: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_carta"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    Command::new("sh")
        .args(["-e", "-c", line])
        .current_dir(dir)
        .env("PATH", path)
        .env("LANG", format!("{lang}.UTF-8"))
        .env_remove("LC_ALL")
        .output()
        .unwrap()
}

#[test]
fn both_languages_give_the_same_recipes() {
    let code = |lang| {
        // What stands before them are examples, in the language of the page.
        let recipes = blocks(lang).into_iter();
        let recipes: Vec<_> = recipes
            .skip_while(|(_, text)| !text.starts_with("repos:"))
            .collect();
        assert_eq!(recipes.len(), 4);
        recipes
    };
    assert_eq!(code("it"), code("en"));
}

#[test]
fn the_hook_before_a_commit_stops_a_mistake() {
    let recipe = recipe("hooks:");
    let hook = &recipe["repos"][0]["hooks"][0];
    let line = hook["entry"].as_str().unwrap();
    assert_eq!(hook["pass_filenames"], false);
    assert!(run(site().path(), line, "it_IT").status.success());
    assert_eq!(
        run(wrong_site().path(), line, "it_IT").status.code(),
        Some(1)
    );
}

#[test]
fn the_recipes_of_github_and_gitlab_check_and_publish() {
    let github = recipe("runs-on:");
    let steps = github["jobs"]["site"]["steps"].as_array().unwrap();
    let mut lines: Vec<&str> = steps
        .iter()
        .filter_map(|step| step["run"].as_str())
        .collect();
    // The program is here already.
    assert!(lines[0].starts_with("cargo install --locked --git"));
    lines.remove(0);
    let uploaded = steps.last().unwrap()["with"]["path"].as_str().unwrap();
    let gitlab = recipe("artifacts:");
    let script = gitlab["pages"]["script"].as_array().unwrap();
    let script: Vec<&str> = script.iter().map(|line| line.as_str().unwrap()).collect();
    let kept = gitlab["pages"]["artifacts"]["paths"][0].as_str().unwrap();
    for (lines, out) in [(lines, uploaded), (script, kept)] {
        let good = site();
        let done = run(good.path(), &lines.join("\n"), "en_GB");
        assert!(done.status.success(), "{done:?}");
        assert!(
            good.path().join(out).join("it/index.html").is_file(),
            "{out}"
        );
        let wrong = wrong_site();
        let stopped = run(wrong.path(), &lines.join("\n"), "en_GB");
        assert_eq!(stopped.status.code(), Some(1));
        assert!(!wrong.path().join(out).exists(), "nothing is published");
    }
}

#[test]
fn the_problem_matcher_reads_what_check_writes() {
    let tasks = recipe("problemMatcher");
    let task = &tasks["tasks"][0];
    let pattern = task["problemMatcher"]["pattern"]["regexp"]
        .as_str()
        .unwrap();
    let wrong = wrong_site();
    for lang in ["it_IT", "en_GB"] {
        let checked = run(wrong.path(), task["command"].as_str().unwrap(), lang);
        let said = String::from_utf8(checked.stderr).unwrap();
        let problems: Vec<&str> = said.lines().filter(|line| line.contains(".md:")).collect();
        assert!(!problems.is_empty(), "{said}");
        for line in problems {
            fs::write(wrong.path().join("line"), line).unwrap();
            // The same expression, as another program understands it.
            let found = Command::new("grep")
                .args(["-P", "--count", pattern, "line"])
                .current_dir(wrong.path())
                .output()
                .unwrap();
            assert!(found.status.success(), "{line}");
            let file = line.split(':').next().unwrap();
            assert!(wrong.path().join(file).is_file(), "{line}");
        }
    }
}
