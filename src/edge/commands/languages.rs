//! The commands for two languages: `carta ids` and `carta translations`.

use super::{CONTENT, options, print, report};
use crate::diag::{Diagnostic, Failure};
use crate::edge::arguments::{Arguments, IdsMode};
use crate::edge::report::Format;
use crate::edge::{ids, load, translations};
use crate::lang::Lang;
use crate::memo::Memo;
use crate::site::Site;
use crate::source::Sources;
use crate::strings::Strings;
use serde::Serialize;
use serde_json::json;
use std::fmt::Write;

fn compile(arguments: &Arguments) -> Result<(Sources, Site, Vec<Diagnostic>), Failure> {
    let sources = load::load(&arguments.root, options(arguments))?;
    let (site, problems) = crate::compile(&sources, &mut Memo::default());
    Ok((sources, site, problems))
}

/// Reports the errors of the content, if there are any: nothing is written then.
fn refuse(
    arguments: &Arguments,
    sources: &Sources,
    strings: &Strings,
    lang: Lang,
    problems: &[Diagnostic],
) -> bool {
    let errors = ids::errors(problems);
    if !errors.is_empty() {
        report(arguments, sources, strings, lang, &errors);
    }
    !errors.is_empty()
}

/// `carta ids`.
pub fn ids(
    arguments: &Arguments,
    strings: &Strings,
    lang: Lang,
    mode: IdsMode,
) -> Result<u8, Failure> {
    let (sources, site, problems) = compile(arguments)?;
    let mut text = String::new();
    if mode == IdsMode::List {
        let found = ids::list(&site);
        for block in &found {
            let args = [
                ("file", (*block.file).into()),
                ("line", block.line.to_string().into()),
                ("id", (*block.id).into()),
                ("words", block.words.as_str().into()),
            ];
            line(&mut text, &strings.text(lang, "ids-block", &args));
        }
        let total = strings.text(lang, "ids-total", &[("count", found.len().into())]);
        line(&mut text, &total);
        print(&text);
        return Ok(0);
    }
    if refuse(arguments, &sources, strings, lang, &problems) {
        return Ok(CONTENT);
    }
    let mut written = match mode {
        IdsMode::Write => ids::write(&arguments.root, &site)?,
        _ => ids::Written::default(),
    };
    written.recorded = ids::record(&arguments.root, options(arguments))?;
    for (file, id) in &written.skipped {
        let args = [("file", (**file).into()), ("id", id.as_str().into())];
        line(&mut text, &strings.text(lang, "ids-skipped", &args));
    }
    let args = [
        ("count", written.blocks.into()),
        ("files", written.files.into()),
        ("recorded", written.recorded.into()),
    ];
    line(&mut text, &strings.text(lang, "ids-written", &args));
    print(&text);
    Ok(0)
}

/// `carta translations status`.
pub fn status(arguments: &Arguments, strings: &Strings, lang: Lang) -> Result<u8, Failure> {
    let (_, site, _) = compile(arguments)?;
    let status = translations::status(&site);
    let done = status.pages.iter().all(|page| page.state == "complete");
    let code = if arguments.strict && !done {
        CONTENT
    } else {
        0
    };
    if arguments.format == Format::Json {
        print_json(&status);
        return Ok(code);
    }
    let mut text = String::new();
    for page in status.pages.iter().filter(|page| page.state != "complete") {
        let state = strings.text(lang, "status-page", &[("state", page.state.into())]);
        let args = [
            ("key", page.key.as_str().into()),
            ("lang", page.lang.as_str().into()),
            ("state", state.into()),
            ("blocks", page.blocks.into()),
            ("missing", page.missing.into()),
            ("extra", page.extra.into()),
            ("stale", page.stale.into()),
            ("unaccepted", page.unaccepted.into()),
        ];
        line(&mut text, &strings.text(lang, "status-line", &args));
    }
    for (language, total) in &status.languages {
        let args = [
            ("lang", language.as_str().into()),
            ("pages", total.pages.into()),
            ("complete", total.complete.into()),
            ("missing", total.missing.into()),
            ("structure", total.structure.into()),
            ("stale", total.stale.into()),
            ("unaccepted", total.unaccepted.into()),
        ];
        line(&mut text, &strings.text(lang, "status-total", &args));
    }
    print(&text);
    Ok(code)
}

/// `carta translations diff`.
pub fn diff(
    arguments: &Arguments,
    strings: &Strings,
    lang: Lang,
    keys: &[String],
) -> Result<u8, Failure> {
    let (_, site, _) = compile(arguments)?;
    let chosen = translations::choose(&site, keys)?;
    let found = translations::diff(&site, &chosen);
    if arguments.format == Format::Json {
        print_json(&json!({ "blocks": found }));
        return Ok(0);
    }
    let mut text = String::new();
    for block in &found {
        let args = [
            ("file", block.file.as_str().into()),
            ("line", block.line.to_string().into()),
            ("lang", block.lang.as_str().into()),
            ("name", block.block.as_str().into()),
        ];
        line(&mut text, &strings.text(lang, "diff-block", &args));
        let _ = writeln!(text, "  {}", translations::draw(&block.changes));
        let label = strings.text(lang, "diff-translation", &[]);
        let _ = writeln!(text, "  {label} {}\n", block.translation);
    }
    if found.is_empty() {
        line(&mut text, &strings.text(lang, "diff-none", &[]));
    }
    print(&text);
    Ok(0)
}

/// `carta translations accept`.
pub fn accept(
    arguments: &Arguments,
    strings: &Strings,
    lang: Lang,
    keys: &[String],
) -> Result<u8, Failure> {
    let (sources, site, problems) = compile(arguments)?;
    if refuse(arguments, &sources, strings, lang, &problems) {
        return Ok(CONTENT);
    }
    let chosen = translations::choose(&site, keys)?;
    let count = translations::accept(&arguments.root, &sources, &site, &chosen)?;
    let mut text = String::new();
    line(
        &mut text,
        &strings.text(lang, "accepted", &[("count", count.into())]),
    );
    print(&text);
    Ok(0)
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn print_json(value: &impl Serialize) {
    let text = serde_json::to_string(value).unwrap_or_default();
    print(&format!("{text}\n"));
}
