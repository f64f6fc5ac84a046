//! What each command does: read, think, write, report. The exit status is 0 when it is done, 1 when the
//! content has errors, 2 when the command line or the machine is at fault.

mod languages;
mod versions;

use super::arguments::{self, Arguments, Command, Parsed};
use super::emit::{EmitError, Stage, Summary};
use super::fix::{self, Mended};
use super::load;
use super::report::Reporter;
use super::review::{self, Review};
use super::scaffold;
use crate::diag::{Code, Diagnostic, Failure};
use crate::lang::Lang;
use crate::memo::Memo;
use crate::page::{FIELDS, Field, PageKind};
use crate::source::{Options, Sources};
use crate::strings::Strings;
use serde_json::{Map, Value, json};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// The content has errors.
const CONTENT: u8 = 1;
/// The command line or the machine is at fault.
const MACHINE: u8 = 2;

/// How often the files are mended and read again, at most.
const MEND_ROUNDS: usize = 4;

/// Runs the program with the arguments of the process.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    let lang = arguments::language(&args).unwrap_or_else(system_language);
    let strings = Strings::load(&Sources::built_in(), &[Lang::EN, Lang::IT]);
    let arguments = match arguments::parse(args, &strings, lang) {
        Parsed::Run(arguments) => *arguments,
        Parsed::Print(text) => {
            print(&text);
            return ExitCode::SUCCESS;
        }
        Parsed::Wrong(failure) => {
            return fail(&Sources::default(), &strings, lang, &failure);
        }
    };
    let lang = arguments.lang.unwrap_or(lang);
    let outcome = match &arguments.command {
        Command::Build(out) => build(&arguments, &strings, lang, out.as_deref()),
        Command::Check { fix, review } => check(&arguments, &strings, lang, *fix, *review),
        Command::Serve(preview) => {
            // The preview keeps the words: it speaks for as long as it runs.
            let words = Strings::load(&Sources::built_in(), &[Lang::EN, Lang::IT]);
            super::serve::serve(&arguments.root, preview, words, lang)
        }
        Command::Ids(mode) => languages::ids(&arguments, &strings, lang, *mode),
        Command::TranslationStatus => languages::status(&arguments, &strings, lang),
        Command::TranslationDiff(keys) => languages::diff(&arguments, &strings, lang, keys),
        Command::TranslationAccept(keys) => languages::accept(&arguments, &strings, lang, keys),
        Command::Freeze(label) => versions::freeze(&arguments, &strings, lang, label),
        Command::NewSite(dir) => {
            scaffold::site(dir, &strings).map(|made| created(&strings, lang, &made))
        }
        Command::NewPage(key) => scaffold::page(&arguments.root, key, &strings)
            .map(|made| created(&strings, lang, &made)),
        Command::NewTerm(term) => scaffold::term(&arguments.root, term, &strings)
            .map(|made| created(&strings, lang, &made)),
        Command::Explain(code) => explain(&strings, lang, code.as_deref()),
        Command::Schema(kind) => {
            print(&format!("{:#}\n", schema(*kind, &strings, lang)));
            Ok(0)
        }
    };
    match outcome {
        Ok(status) => ExitCode::from(status),
        Err(failure) => fail(&Sources::default(), &strings, lang, &failure),
    }
}

/// The language of the system's messages, if we speak it.
fn system_language() -> Lang {
    let locale = sys_locale::get_locale().unwrap_or_default();
    let code = locale.split(['-', '_', '.']).next().unwrap_or_default();
    match Lang::parse(code) {
        Some(Lang::IT) => Lang::IT,
        _ => Lang::EN,
    }
}

/// Writes to standard output. A reader that has gone away (`carta explain | head`) is no error.
fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn complain(text: &str) {
    let mut err = anstream::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

fn fail(sources: &Sources, strings: &Strings, lang: Lang, failure: &Failure) -> ExitCode {
    let reporter = Reporter {
        sources,
        strings,
        lang,
        format: Default::default(),
    };
    complain(&format!("{}\n", reporter.failure(failure)));
    ExitCode::from(MACHINE)
}

fn options(arguments: &Arguments) -> Options {
    Options {
        drafts: false,
        base_url: arguments.base_url.clone(),
        // A build that warnings would stop looks for all of them.
        style: arguments.strict || matches!(arguments.command, Command::Check { .. }),
        languages: Vec::new(),
    }
}

/// Reports diagnostics to standard error; says whether they end the run.
fn report(
    arguments: &Arguments,
    sources: &Sources,
    strings: &Strings,
    lang: Lang,
    found: &[Diagnostic],
) -> bool {
    let reporter = Reporter {
        sources,
        strings,
        lang,
        format: arguments.format,
    };
    let mut text = String::new();
    reporter.report(found, &mut text);
    if let Some(summary) = reporter.summary(found) {
        text.push_str(&summary);
        text.push('\n');
    }
    complain(&text);
    crate::has_errors(found) || (arguments.strict && !found.is_empty())
}

fn check(
    arguments: &Arguments,
    strings: &Strings,
    lang: Lang,
    mend: bool,
    review: Option<Review>,
) -> Result<u8, Failure> {
    let mut sources = load::load(&arguments.root, options(arguments))?;
    let mut memo = Memo::default();
    let (mut site, mut found) = crate::compile(&sources, &mut memo);
    if mend {
        let mut all = Mended::default();
        // One change may make room for another at the same place.
        for _ in 0..MEND_ROUNDS {
            let Mended { places, files } = fix::apply(&arguments.root, &sources, &found)?;
            if places == 0 {
                break;
            }
            all.places += places;
            all.files = all.files.max(files);
            sources = load::load(&arguments.root, options(arguments))?;
            (site, found) = crate::compile(&sources, &mut memo);
        }
        let args = [("places", all.places.into()), ("files", all.files.into())];
        print(&format!("{}\n", strings.text(lang, "mended", &args)));
    }
    let (_, rendered) = crate::render_all(&site, |_, _| Ok::<(), ()>(()));
    found.extend(rendered);
    let bad = report(arguments, &sources, strings, lang, &found);
    if let Some(wanted) = review {
        let reporter = Reporter {
            sources: &sources,
            strings,
            lang,
            format: arguments.format,
        };
        print(&review::review(wanted, &site, &reporter));
    }
    Ok(if bad { CONTENT } else { 0 })
}

fn build(
    arguments: &Arguments,
    strings: &Strings,
    lang: Lang,
    out: Option<&Path>,
) -> Result<u8, Failure> {
    let start = Instant::now();
    let sources = load::load(&arguments.root, options(arguments))?;
    let out = output_folder(&arguments.root, out)?;
    let mut memo = Memo::default();
    let (site, mut found) = crate::compile(&sources, &mut memo);
    if crate::has_errors(&found) || (arguments.strict && !found.is_empty()) {
        // What only rendering finds (a mistake in a template) belongs to the same report.
        found.extend(crate::render_all(&site, |_, _| Ok::<(), ()>(())).1);
        report(arguments, &sources, strings, lang, &found);
        return Ok(CONTENT);
    }
    let stage = Stage::begin(&out).map_err(emit_failure)?;
    let (outcome, rendered) = crate::render_all(&site, |path, bytes| stage.put(path, &bytes));
    found.extend(rendered);
    if report(arguments, &sources, strings, lang, &found) {
        return Ok(CONTENT);
    }
    outcome.map_err(emit_failure)?;
    let Summary {
        written,
        unchanged,
        removed,
    } = stage.commit().map_err(emit_failure)?;
    let seconds = format!("{:.2}", start.elapsed().as_secs_f64());
    let seconds = crate::lang::Locale::new(lang).number(&seconds);
    let text = strings.text(
        lang,
        "built",
        &[
            (
                "pages",
                (site.tree.entries.len() * site.tree.languages.len()).into(),
            ),
            ("written", written.into()),
            ("unchanged", unchanged.into()),
            ("removed", removed.into()),
            ("seconds", seconds.into()),
            ("path", out.display().to_string().into()),
        ],
    );
    print(&format!("{text}\n"));
    // The process ends: the system takes its memory back faster than it could be given back bit by bit.
    std::mem::forget((site, sources, memo));
    Ok(0)
}

/// Where the site is written. A folder of sources, one inside them, or one that holds them would mix
/// what was written by hand with what is made: refused. The default folder must not be a link that
/// leads out of the root; a folder that was named on the command line may be anywhere.
fn output_folder(root: &Path, out: Option<&Path>) -> Result<PathBuf, Failure> {
    let refuse = |path: &Path| Failure::new("output-sources").arg("path", path.display());
    let real_root = root.canonicalize().map_err(|error| {
        Failure::new("root")
            .arg("path", root.display())
            .arg("detail", error)
    })?;
    let path = match out {
        Some(path) => path.to_path_buf(),
        None => {
            let path = root.join("site");
            let leaves = path
                .canonicalize()
                .is_ok_and(|real| !real.starts_with(&real_root));
            if leaves {
                return Err(Failure::new("output-escapes").arg("path", path.display()));
            }
            path
        }
    };
    let absolute = std::path::absolute(&path).map_err(|error| {
        Failure::new("root")
            .arg("path", path.display())
            .arg("detail", error)
    })?;
    let real = real_path(&absolute);
    let touches_sources = load::FOLDERS.iter().any(|folder| {
        let sources = real_path(&real_root.join(folder));
        real.starts_with(&sources) || sources.starts_with(&real)
    });
    if touches_sources || real_root.starts_with(&real) {
        return Err(refuse(&path));
    }
    Ok(absolute)
}

/// A path without links and dots, as far as it exists.
fn real_path(path: &Path) -> PathBuf {
    let mut real = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            part => real.push(part),
        }
        if let Ok(target) = real.canonicalize() {
            real = target;
        }
    }
    real
}

fn emit_failure(error: EmitError) -> Failure {
    match error {
        EmitError::Occupied { path } => Failure::new("output-occupied").arg("path", path.display()),
        EmitError::Busy { path } => Failure::new("output-busy").arg("path", path.display()),
        EmitError::NotADirectory { path } => {
            Failure::new("output-not-a-folder").arg("path", path.display())
        }
        EmitError::BadPath { path } => Failure::new("output-path").arg("path", path),
        EmitError::Io {
            action,
            path,
            source,
        } => {
            let key = match source.kind() {
                std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => "disk-full",
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                    "read-only"
                }
                _ => "output",
            };
            Failure::new(key)
                .arg("path", path.display())
                .arg("action", format!("{action:?}"))
                .arg("detail", source)
        }
    }
}

fn created(strings: &Strings, lang: Lang, made: &[PathBuf]) -> u8 {
    let mut text = String::new();
    for path in made {
        let path = path.display().to_string();
        text.push_str(&strings.text(lang, "created", &[("path", path.into())]));
        text.push('\n');
    }
    print(&text);
    0
}

fn explain(strings: &Strings, lang: Lang, code: Option<&str>) -> Result<u8, Failure> {
    let Some(name) = code else {
        let mut text = String::new();
        for code in Code::ALL {
            let first = strings.text(lang, &format!("explain-{}", code.name()), &[]);
            let first = first.lines().next().unwrap_or_default();
            let severity = strings.text(lang, &format!("severity-{}", code.severity().name()), &[]);
            text.push_str(&format!("{:28} {severity:8} {first}\n", code.name()));
        }
        print(&text);
        return Ok(0);
    };
    let Some(code) = Code::ALL.iter().find(|code| code.name() == name) else {
        let mut failure = Failure::new("code-unknown").arg("code", name);
        let near = crate::diag::nearest(name, Code::ALL.iter().map(|code| code.name()));
        failure = failure.arg("near", near.unwrap_or("carta explain"));
        return Err(failure);
    };
    let severity = strings.text(lang, &format!("severity-{}", code.severity().name()), &[]);
    let text = strings.text(lang, &format!("explain-{}", code.name()), &[]);
    print(&format!("{severity}[{}]\n\n{text}\n", code.name()));
    Ok(0)
}

/// The JSON Schema of a kind's front matter, for the completion of editors.
pub fn schema(kind: PageKind, strings: &Strings, lang: Lang) -> Value {
    let mut properties = Map::new();
    for Field {
        name,
        kinds,
        schema,
        ..
    } in FIELDS
    {
        if !kinds.is_empty() && !kinds.contains(&kind) {
            continue;
        }
        let mut value = field_schema(schema);
        let description = strings.text(lang, &format!("field-{}", name.replace('_', "-")), &[]);
        if let Value::Object(map) = &mut value {
            map.insert("description".to_owned(), json!(description));
        }
        properties.insert((*name).to_owned(), value);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("carta: {}", kind.name()),
        "type": "object",
        "required": ["title"],
        "additionalProperties": false,
        "properties": properties,
    })
}

fn field_schema(name: &str) -> Value {
    use crate::page::{ColumnType, CriterionType, Qualifier, Requirement};
    let object = |properties: Value, required: Value| {
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    };
    let localized = || {
        json!({ "oneOf": [
            { "type": "string" },
            { "type": "object", "additionalProperties": { "type": "string" } },
        ] })
    };
    let text = || json!({ "type": "string", "minLength": 1 });
    match name {
        "slug" => json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }),
        "texts" => json!({ "type": "array", "items": text() }),
        "integer" => json!({ "type": "integer" }),
        "date" => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        "allowances" => json!({ "type": "array", "items": object(
            json!({ "rule": text(), "reason": text() }),
            json!(["rule", "reason"]),
        ) }),
        "boolean" => json!({ "type": "boolean" }),
        "language" => json!({ "type": "string", "pattern": "^[a-z]{2,3}$" }),
        "kind" => json!({ "enum": PageKind::ALL.map(PageKind::name) }),
        "criterion-type" => json!({ "enum": CriterionType::ALL.map(CriterionType::name) }),
        "requirement" => json!({ "enum": Requirement::ALL.map(Requirement::name) }),
        "avoid" => json!({ "type": "array", "items": { "oneOf": [
            text(),
            object(json!({ "form": text(), "why": text() }), json!(["form"])),
        ] } }),
        "mappings" => json!({ "type": "array", "items": object(
            json!({
                "framework": text(),
                "label": localized(),
                "relation": { "enum": ["exact", "close", "broader", "narrower"] },
            }),
            json!(["framework"]),
        ) }),
        "columns" => json!({ "type": "array", "items": object(
            json!({
                "id": field_schema("slug"),
                "type": { "enum": ColumnType::ALL.map(ColumnType::name) },
                "label": localized(),
                "unit": localized(),
                "help": localized(),
            }),
            json!(["id"]),
        ) }),
        "facts" => {
            let value = json!({ "type": ["string", "number", "boolean", "object", "array"] });
            let fact = object(
                json!({
                    "value": value,
                    "year": { "type": ["string", "integer"] },
                    "qualifier": { "enum": Qualifier::ALL.map(Qualifier::name) },
                    "conflict_with": text(),
                    "source": { "oneOf": [text(), { "type": "array", "items": text() }] },
                    "note": localized(),
                }),
                json!(["value"]),
            );
            json!({ "type": "object", "additionalProperties": { "oneOf": [
                fact, { "type": "array", "items": fact },
                { "type": ["string", "number", "boolean"] },
            ] } })
        }
        _ => text(),
    }
}
