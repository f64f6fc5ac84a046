//! Notes: diagnostics as a page in the browser shows them, in the editor's language, each with its
//! line and with a link that opens the file there.

use crate::diag::{Diagnostic, Failure};
use crate::edge::report::{Excerpt, Format, Reporter, excerpt};
use crate::lang::Lang;
use crate::render::html::escaped;
use crate::source::{BUILT_IN, Sources};
use crate::strings::Strings;
use fluent::FluentValue;
use serde::Serialize;
use std::path::Path;

/// A diagnostic for a page.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    severity: &'static str,
    /// The severity in words.
    label: String,
    code: &'static str,
    message: String,
    hint: Option<String>,
    /// The path from the site root.
    pub file: String,
    line: usize,
    column: usize,
    /// The line: what stands before what is meant, that, and what stands after.
    excerpt: Option<[String; 3]>,
    /// Opens the file at the place.
    editor: Option<String>,
}

/// Speaks to the editor: in their language, with links to the program they write in.
pub struct Words {
    /// The words.
    pub strings: Strings,
    /// The editor's language.
    pub lang: Lang,
    /// The address that opens a file, with `{path}`, `{line}` and `{column}` in it.
    pub editor: String,
    /// The site root, absolute.
    pub root: String,
}

/// The addresses of editors that have a name.
const EDITORS: &[(&str, &str)] = &[
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("obsidian", "obsidian://open?path={path}"),
];

/// The address that an editor's name stands for, or an address that was given: with a scheme that
/// belongs to a program, and a place for the path.
pub fn editor_address(name: &str) -> Result<String, Failure> {
    if let Some((_, address)) = EDITORS.iter().find(|(known, _)| *known == name) {
        return Ok((*address).to_owned());
    }
    let scheme = name.split_once(':').map_or("", |(scheme, _)| scheme);
    let fine = scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "+-.".contains(c))
        && !["javascript", "data", "blob", "vbscript"].contains(&scheme)
        && name.contains("{path}");
    if fine {
        return Ok(name.to_owned());
    }
    let names: Vec<&str> = EDITORS.iter().map(|(name, _)| *name).collect();
    Err(Failure::new("value-invalid")
        .arg("argument", "--editor")
        .arg("value", name)
        .arg(
            "valid",
            format!("{}, editor://open?file={{path}}", names.join(", ")),
        ))
}

impl Words {
    /// A message in the editor's language.
    pub fn say(&self, key: &str, args: &[(&str, FluentValue)]) -> String {
        self.strings.text(self.lang, key, args)
    }

    /// What draws the reports of these sources.
    pub fn reporter<'a>(&'a self, sources: &'a Sources, format: Format) -> Reporter<'a> {
        Reporter {
            sources,
            strings: &self.strings,
            lang: self.lang,
            format,
        }
    }

    /// A diagnostic about one of these sources.
    pub fn note(&self, sources: &Sources, problem: &Diagnostic) -> Note {
        let entry = self.reporter(sources, Format::Short).entry(problem);
        let text = sources
            .get(&problem.place.file)
            .or_else(|| sources.layered(&problem.place.file))
            .and_then(|source| source.as_text());
        let excerpt = text
            .and_then(|text| excerpt(text, problem.place.span))
            .map(parts);
        Note {
            label: self.say(&format!("severity-{}", entry.severity), &[]),
            editor: self.editor_link(&entry.file, entry.line, entry.column),
            severity: entry.severity,
            code: entry.code,
            message: entry.message,
            hint: entry.hint,
            file: entry.file,
            line: entry.line,
            column: entry.column,
            excerpt,
        }
    }

    /// The link that opens a source. What is built into the program cannot be opened.
    fn editor_link(&self, file: &str, line: usize, column: usize) -> Option<String> {
        if file.starts_with(BUILT_IN) {
            return None;
        }
        let path = Path::new(&self.root).join(file);
        let path = path.to_string_lossy().replace('\\', "/");
        // Behind `vscode://file` a path starts with a slash, on Windows too.
        let path = if path.starts_with('/') {
            path
        } else {
            format!("/{path}")
        };
        let path = crate::address::in_request(&path);
        let address = self.editor.replace("{path}", &path);
        let address = address.replace("{line}", &line.to_string());
        Some(address.replace("{column}", &column.to_string()))
    }
}

fn parts(excerpt: Excerpt) -> [String; 3] {
    let characters: Vec<char> = excerpt.line.chars().collect();
    let start = excerpt.before.min(characters.len());
    let end = (start + excerpt.marked).min(characters.len());
    [
        characters[..start].iter().collect(),
        characters[start..end].iter().collect(),
        characters[end..].iter().collect(),
    ]
}

impl Note {
    /// The note as an item of a list, for the page that stands where none can.
    pub fn html(&self) -> String {
        let mut html = format!(
            "<li class=\"{}\"><p><b>{}</b> {}</p>",
            self.severity,
            escaped(&self.label),
            escaped(&self.message)
        );
        if let Some(hint) = &self.hint {
            html.push_str(&format!("<p>{}</p>", escaped(hint)));
        }
        let place = escaped(&format!("{}:{}:{}", self.file, self.line, self.column));
        html.push_str(&match &self.editor {
            Some(address) => format!("<p><a href=\"{}\">{place}</a></p>", escaped(address)),
            None => format!("<p>{place}</p>"),
        });
        if let Some([before, meant, after]) = &self.excerpt {
            html.push_str(&format!(
                "<pre>{}<mark>{}</mark>{}</pre>",
                escaped(before),
                escaped(meant),
                escaped(after)
            ));
        }
        html.push_str("</li>\n");
        html
    }
}
