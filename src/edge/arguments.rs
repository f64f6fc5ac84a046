//! The command line: what was asked for. Help and mistakes are said in the user's language.

use super::report::Format;
use super::review::Review;
use super::serve::Preview;
use crate::diag::Failure;
use crate::lang::Lang;
use crate::page::PageKind;
use crate::strings::Strings;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};
use std::ffi::OsString;
use std::path::PathBuf;

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Arguments {
    /// The site root.
    pub root: PathBuf,
    /// The language of messages, if it was named.
    pub lang: Option<Lang>,
    /// How diagnostics are written.
    pub format: Format,
    /// Replaces `base_url`.
    pub base_url: Option<String>,
    /// Warnings count as errors.
    pub strict: bool,
    /// The command.
    pub command: Command,
}

/// A command.
#[derive(Clone, Debug)]
pub enum Command {
    /// Writes the site into a folder.
    Build(Option<PathBuf>),
    /// Reports every diagnostic, after mending what is mechanical if that was asked for, and what else
    /// there is to say.
    Check {
        /// Mend the files.
        fix: bool,
        /// What else to report.
        review: Option<Review>,
    },
    /// Serves the site while it is edited.
    Serve(Preview),
    /// Lists blocks without ids, writes ids, or records those that are there.
    Ids(IdsMode),
    /// Says how the translations stand.
    TranslationStatus,
    /// Shows the changed words of these pages' originals.
    TranslationDiff(Vec<String>),
    /// Records these translations.
    TranslationAccept(Vec<String>),
    /// Freezes a version of the documents under this label.
    Freeze(String),
    /// Creates a site in a folder.
    NewSite(PathBuf),
    /// Creates a page.
    NewPage(String),
    /// Creates a term.
    NewTerm(String),
    /// Explains a code, or lists all.
    Explain(Option<String>),
    /// Prints the JSON Schema of a kind's front matter.
    Schema(PageKind),
}

/// What `carta ids` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdsMode {
    /// Lists the blocks without an id of their own.
    List,
    /// Writes ids and records them.
    Write,
    /// Records the ids that are there.
    Accept,
}

/// What came of reading the arguments.
pub enum Parsed {
    /// A command to run.
    Run(Box<Arguments>),
    /// A text that was asked for: help, the version.
    Print(String),
    /// A mistake.
    Wrong(Failure),
}

/// The language that `--lang` names, before anything else is read: mistakes in the other arguments
/// are said in it.
pub fn language(args: &[OsString]) -> Option<Lang> {
    let mut args = args.iter().map(|arg| arg.to_string_lossy());
    while let Some(arg) = args.next() {
        let value = match arg.strip_prefix("--lang") {
            Some("") => args.next().map(|value| value.into_owned()),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(lang) = value.as_deref().and_then(Lang::parse) {
            return Some(lang);
        }
    }
    None
}

/// Reads the arguments; `args` starts with the program's name.
pub fn parse(args: Vec<OsString>, strings: &Strings, lang: Lang) -> Parsed {
    let mut command = command(strings, lang);
    match command.try_get_matches_from_mut(args) {
        Ok(matches) => match read(&matches) {
            Ok(arguments) => Parsed::Run(Box::new(arguments)),
            Err(failure) => Parsed::Wrong(failure),
        },
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Parsed::Print(error.to_string())
            }
            _ => Parsed::Wrong(mistake(&error)),
        },
    }
}

/// clap's mistakes in our words.
fn mistake(error: &clap::Error) -> Failure {
    let context = |kind| {
        error.get(kind).map(|value| match value {
            ContextValue::String(text) => text.clone(),
            ContextValue::Strings(texts) => texts.join(", "),
            other => other.to_string(),
        })
    };
    let argument = context(ContextKind::InvalidArg)
        .or_else(|| context(ContextKind::InvalidSubcommand))
        .unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let valid = context(ContextKind::ValidValue).unwrap_or_default();
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "argument-unknown",
        ErrorKind::InvalidSubcommand => "command-unknown",
        ErrorKind::MissingRequiredArgument => "argument-missing",
        ErrorKind::MissingSubcommand => "command-missing",
        ErrorKind::InvalidValue if value.is_empty() => "value-missing",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "value-invalid",
        _ => "arguments",
    };
    Failure::new(key)
        .arg("argument", argument)
        .arg("value", value)
        .arg("valid", valid)
}

fn command(strings: &Strings, lang: Lang) -> Clap {
    let t = |key: &str| strings.text(lang, key, &[]);
    let global = |name: &'static str, value: &'static str| {
        Arg::new(name)
            .long(name)
            .global(true)
            .value_name(value)
            .help(t(&format!("cli-{name}")))
    };
    let sub = |name: &'static str| Clap::new(name).about(t(&format!("cli-{name}")));
    let text = |name: &'static str, value: &'static str, key: &str| {
        Arg::new(name).value_name(value).help(t(key))
    };
    let kinds = PageKind::ALL.map(PageKind::name);
    let template = format!(
        "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}",
        t("cli-usage")
    );
    let new = sub("new")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(sub("site").arg(text("dir", "DIR", "cli-new-dir").required(true)))
        .subcommand(sub("page").arg(text("key", "KEY", "cli-new-key").required(true)))
        .subcommand(sub("term").arg(text("term", "TERM", "cli-new-word").required(true)));
    let mut root = Clap::new("carta")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t("cli-about"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .arg(global("root", "DIR"))
        .arg(global("lang", "LANG").value_parser(["it", "en"]))
        .arg(global("format", "FORMAT").value_parser(["human", "short", "json"]))
        .arg(global("base-url", "URL"))
        .arg(
            Arg::new("strict")
                .long("strict")
                .global(true)
                .action(ArgAction::SetTrue)
                .help(t("cli-strict")),
        )
        .subcommand(sub("build").arg(text("out", "DIR", "cli-out").long("out")))
        .subcommand(
            sub("check")
                .arg(
                    Arg::new("fix")
                        .long("fix")
                        .action(ArgAction::SetTrue)
                        .help(t("cli-fix")),
                )
                .arg(
                    text("report", "REPORT", "cli-report")
                        .long("report")
                        .value_parser(Review::NAMES),
                ),
        )
        .subcommand(
            sub("serve")
                .arg(
                    text("port", "N", "cli-port")
                        .long("port")
                        .value_parser(clap::value_parser!(u16)),
                )
                .arg(
                    Arg::new("open")
                        .long("open")
                        .action(ArgAction::SetTrue)
                        .help(t("cli-open")),
                )
                .arg(
                    Arg::new("poll")
                        .long("poll")
                        .action(ArgAction::SetTrue)
                        .help(t("cli-poll")),
                )
                .arg(text("editor", "NAME", "cli-editor").long("editor")),
        )
        .subcommand(ids_command(strings, lang))
        .subcommand(translations_command(strings, lang))
        .subcommand(sub("freeze").arg(text("label", "LABEL", "cli-freeze-label").required(true)))
        .subcommand(new)
        .subcommand(sub("explain").arg(text("code", "CODE", "cli-explain-code")))
        .subcommand(
            sub("schema").arg(
                text("kind", "KIND", "cli-schema-kind")
                    .required(true)
                    .value_parser(kinds),
            ),
        );
    localize(
        &mut root,
        &template,
        &t("cli-help"),
        &t("cli-version"),
        &t("cli-commands"),
        &t("cli-options"),
        &t("cli-arguments"),
    );
    root
}

fn ids_command(strings: &Strings, lang: Lang) -> Clap {
    let t = |key: &str| strings.text(lang, key, &[]);
    let flag = |name: &'static str| {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(t(&format!("cli-{name}")))
    };
    Clap::new("ids")
        .about(t("cli-ids"))
        .arg(flag("write"))
        .arg(flag("accept"))
}

fn translations_command(strings: &Strings, lang: Lang) -> Clap {
    let t = |key: &str| strings.text(lang, key, &[]);
    let keys = || {
        Arg::new("keys")
            .value_name("KEY")
            .help(t("cli-translations-key"))
            .num_args(1..)
            .required(true)
    };
    Clap::new("translations")
        .about(t("cli-translations"))
        .subcommand(Clap::new("status").about(t("cli-status")))
        .subcommand(Clap::new("diff").about(t("cli-diff")).arg(keys()))
        .subcommand(
            Clap::new("accept")
                .about(t("cli-translations-accept"))
                .arg(keys()),
        )
}

/// Gives a command and those below it our words for what clap writes by itself.
fn localize(
    command: &mut Clap,
    template: &str,
    help: &str,
    version: &str,
    commands: &str,
    options: &str,
    arguments: &str,
) {
    let own = std::mem::take(command);
    let mut own = own
        .help_template(template.to_owned())
        .subcommand_help_heading(commands.to_owned())
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(help.to_owned()),
        );
    if own.get_version().is_some() {
        own = own.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(version.to_owned()),
        );
    }
    let (options_heading, arguments_heading) = (options.to_owned(), arguments.to_owned());
    own = own.mut_args(|arg| {
        let heading = if arg.is_positional() {
            &arguments_heading
        } else {
            &options_heading
        };
        arg.help_heading(heading.clone())
    });
    own = own.mut_subcommands(|mut sub| {
        localize(
            &mut sub, template, help, version, commands, options, arguments,
        );
        sub
    });
    *command = own;
}

fn read(matches: &ArgMatches) -> Result<Arguments, Failure> {
    let get = |matches: &ArgMatches, name: &str| matches.get_one::<String>(name).cloned();
    let Some((name, sub)) = matches.subcommand() else {
        return Err(Failure::new("command-missing"));
    };
    let command = match name {
        "build" => Command::Build(get(sub, "out").map(PathBuf::from)),
        "check" => Command::Check {
            fix: sub.get_flag("fix"),
            review: get(sub, "report").and_then(|name| Review::parse(&name)),
        },
        "serve" => Command::Serve(Preview {
            port: sub.get_one::<u16>("port").copied(),
            open: sub.get_flag("open"),
            poll: sub.get_flag("poll"),
            editor: get(sub, "editor"),
        }),
        "ids" if sub.get_flag("write") => Command::Ids(IdsMode::Write),
        "ids" if sub.get_flag("accept") => Command::Ids(IdsMode::Accept),
        "ids" => Command::Ids(IdsMode::List),
        "translations" => {
            let keys = |sub: &ArgMatches| {
                let keys = sub.get_many::<String>("keys");
                keys.map(|keys| keys.cloned().collect()).unwrap_or_default()
            };
            match sub.subcommand() {
                Some(("diff", sub)) => Command::TranslationDiff(keys(sub)),
                Some(("accept", sub)) => Command::TranslationAccept(keys(sub)),
                _ => Command::TranslationStatus,
            }
        }
        "freeze" => Command::Freeze(get(sub, "label").unwrap_or_default()),
        "explain" => Command::Explain(get(sub, "code")),
        "schema" => {
            let kind = get(sub, "kind").and_then(|kind| PageKind::parse(&kind));
            Command::Schema(kind.unwrap_or_default())
        }
        _ => match sub.subcommand() {
            Some(("site", sub)) => Command::NewSite(get(sub, "dir").unwrap_or_default().into()),
            Some(("page", sub)) => Command::NewPage(get(sub, "key").unwrap_or_default()),
            Some((_, sub)) => Command::NewTerm(get(sub, "term").unwrap_or_default()),
            None => return Err(Failure::new("command-missing")),
        },
    };
    let base_url = match get(sub, "base-url") {
        Some(url) => Some(crate::parse::config::base_url(&url).ok_or_else(|| {
            Failure::new("value-invalid")
                .arg("argument", "--base-url")
                .arg("value", &url)
                .arg("valid", "https://example.org/carta/")
        })?),
        None => None,
    };
    Ok(Arguments {
        root: get(sub, "root").map_or_else(|| PathBuf::from("."), PathBuf::from),
        lang: get(sub, "lang").and_then(|lang| Lang::parse(&lang)),
        format: match get(sub, "format").as_deref() {
            Some("short") => Format::Short,
            Some("json") => Format::Json,
            _ => Format::Human,
        },
        base_url,
        strict: sub.get_flag("strict"),
        command,
    })
}
