//! The words: every text of the site and every message of the program, from Fluent files.
//!
//! The built-in messages are loaded first and a site's `i18n/LANG/*.ftl` over them, message by
//! message: a site that wants another word for one thing writes that one message.

use crate::diag::{Code, Diagnostic, Place, Span};
use crate::lang::{Lang, Locale};
use crate::source::{BUILT_IN, Hash, Source, Sources};
use fluent::concurrent::FluentBundle;
use fluent::types::FluentNumber;
use fluent::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use intl_memoizer::concurrent::IntlLangMemoizer;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// Messages in all languages.
pub struct Strings {
    bundles: BTreeMap<Lang, FluentBundle<FluentResource>>,
    /// What was wrong with the Fluent files.
    pub problems: Vec<Diagnostic>,
    /// Messages that only the site's own files define: a template must use them.
    pub own: BTreeMap<String, Place>,
    /// The languages that the program does not speak, each with the number of messages for readers that
    /// the site's own files do not have in it either. Readers see English in their place.
    pub unspoken: Vec<(Lang, usize)>,
}

/// The built-in files that only editors see: a language of the site needs no words for them.
const FOR_EDITORS: [&str; 7] = [
    "explain.ftl",
    "fields.ftl",
    "messages.ftl",
    "preview.ftl",
    "scaffold.ftl",
    "style.ftl",
    "freeze.ftl",
];

/// What is known of a message in one language.
struct Known {
    place: Place,
    variables: BTreeSet<String>,
}

impl Strings {
    /// Loads the words of a site in these languages.
    pub fn load(sources: &Sources, languages: &[Lang]) -> Strings {
        let mut strings = Strings {
            bundles: BTreeMap::new(),
            problems: Vec::new(),
            own: BTreeMap::new(),
            unspoken: Vec::new(),
        };
        let mut known: BTreeMap<Lang, BTreeMap<String, Known>> = BTreeMap::new();
        let files: Vec<(&Source, Lang)> = Strings::files(sources)
            .filter_map(|source| Some((source, language_of(&source.path)?)))
            .collect();
        let parsed: Vec<Parsed> = files.par_iter().map(|(source, _)| parse(source)).collect();
        for ((source, lang), file) in files.into_iter().zip(parsed) {
            strings.add(source, lang, file, known.entry(lang).or_default());
        }
        let spoken: BTreeSet<Lang> = Strings::files(sources)
            .filter(|source| source.is_built_in())
            .filter_map(|source| language_of(&source.path))
            .collect();
        strings.compare(&known, languages, &spoken);
        strings
    }

    /// The Fluent files of a site: the built-in ones first.
    fn files(sources: &Sources) -> impl Iterator<Item = &Source> {
        let built_in = sources.under(BUILT_IN);
        built_in
            .chain(sources.under("i18n/"))
            .filter(|source| source.path.ends_with(".ftl"))
    }

    /// The hash of everything that [`Strings::load`] reads.
    pub fn hash(sources: &Sources, languages: &[Lang]) -> Hash {
        let mut hasher = crate::source::Hasher::new();
        for source in Strings::files(sources) {
            hasher.update(source.path.as_bytes());
            hasher.update(source.hash.as_bytes());
        }
        for lang in languages {
            hasher.update(lang.code().as_bytes());
        }
        hasher.finalize()
    }

    fn add(
        &mut self,
        source: &Source,
        lang: Lang,
        file: Parsed,
        known: &mut BTreeMap<String, Known>,
    ) {
        self.problems.extend(file.problems);
        for (id, message) in file.messages {
            if !source.is_built_in() && !known.contains_key(&id) {
                self.own.insert(id.clone(), message.place.clone());
            }
            known.insert(id, message);
        }
        if let Some(resource) = file.resource {
            self.bundles
                .entry(lang)
                .or_insert_with(|| bundle(lang))
                .add_resource_overriding(resource);
        }
    }

    /// What one language has and another lacks.
    fn compare(
        &mut self,
        known: &BTreeMap<Lang, BTreeMap<String, Known>>,
        languages: &[Lang],
        spoken: &BTreeSet<Lang>,
    ) {
        let empty = BTreeMap::new();
        let mut all: BTreeMap<&String, (Lang, &Known)> = BTreeMap::new();
        for lang in languages.iter().rev() {
            for (id, message) in known.get(lang).unwrap_or(&empty) {
                all.insert(id, (*lang, message));
            }
        }
        for lang in languages {
            let messages = known.get(lang).unwrap_or(&empty);
            let mut lacking = 0;
            for (id, (_, first)) in &all {
                let problem = match messages.get(*id) {
                    // All at once: nobody wants to hear it of each message.
                    None if first.place.file.starts_with(BUILT_IN) && !spoken.contains(lang) => {
                        let file = first.place.file.rsplit('/').next();
                        lacking += usize::from(!file.is_some_and(|f| FOR_EDITORS.contains(&f)));
                        continue;
                    }
                    None => Diagnostic::new(Code::KeyMissing, &first.place.file, first.place.span)
                        .arg("key", id)
                        .arg("lang", lang),
                    Some(message) if message.variables != first.variables => {
                        let differ: Vec<&str> = message
                            .variables
                            .symmetric_difference(&first.variables)
                            .map(String::as_str)
                            .collect();
                        let place = &message.place;
                        Diagnostic::new(Code::VariableMissing, &place.file, place.span)
                            .arg("key", id)
                            .arg("names", differ.join(", "))
                            .other(&first.place.file, first.place.span)
                    }
                    Some(_) => continue,
                };
                self.problems.push(problem);
            }
            if lacking > 0 {
                self.unspoken.push((*lang, lacking));
            }
        }
    }

    /// The text of a message in a language: in English when the language does not have it, and the
    /// key itself when nobody does. An attribute is `message.attribute`.
    pub fn text(&self, lang: Lang, key: &str, args: &[(&str, FluentValue)]) -> String {
        self.find(lang, key, args)
            .or_else(|| self.find(Lang::EN, key, args))
            .unwrap_or_else(|| format!("⟨{key}⟩"))
    }

    /// Whether a language has a message.
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.find(lang, key, &[]).is_some()
    }

    fn find(&self, lang: Lang, key: &str, args: &[(&str, FluentValue)]) -> Option<String> {
        let bundle = self.bundles.get(&lang)?;
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        // Nearly every message is one text without placeables.
        if let [ast::PatternElement::TextElement { value }] = pattern.elements.as_slice() {
            return Some((*value).to_owned());
        }
        let args: FluentArgs = args
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
        Some(text.into_owned())
    }
}

/// A Fluent file.
#[derive(Default)]
struct Parsed {
    /// None where it was not read at all.
    resource: Option<FluentResource>,
    /// Its messages and their attributes, in the order of the file.
    messages: Vec<(String, Known)>,
    problems: Vec<Diagnostic>,
}

fn parse(source: &Source) -> Parsed {
    let mut file = Parsed::default();
    let Some(text) = source.as_text() else {
        return file;
    };
    if let Some(at) = too_deep(text) {
        let place = Span::new(at, at + 1);
        let problem = Diagnostic::new(Code::MessageSyntax, &source.path, place);
        file.problems.push(problem);
        return file;
    }
    let resource = match FluentResource::try_new(text.to_string()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let span = characters(text, error.pos);
                file.problems
                    .push(Diagnostic::new(Code::MessageSyntax, &source.path, span));
            }
            resource
        }
    };
    file.resource = Some(resource);
    // The parser that gives us places borrows from our text; the bundle keeps its own copy.
    let tree = match fluent_syntax::parser::parse(text.as_ref()) {
        Ok(tree) => tree,
        Err((tree, _)) => tree,
    };
    for entry in &tree.body {
        if let ast::Entry::Message(message) = entry {
            let place = Place {
                file: source.path.clone(),
                span: place_in(text, message.id.name),
            };
            let mut add = |id: String, pattern: &ast::Pattern<&str>| {
                let mut variables = BTreeSet::new();
                pattern_variables(pattern, &mut variables);
                let place = place.clone();
                file.messages.push((id, Known { place, variables }));
            };
            if let Some(pattern) = &message.value {
                add(message.id.name.to_owned(), pattern);
            }
            for attribute in &message.attributes {
                let id = format!("{}.{}", message.id.name, attribute.id.name);
                add(id, &attribute.value);
            }
        }
    }
    file
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolating marks would stand in attributes, addresses and JSON, where they do harm; our
    // languages all run from left to right.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(localized_number));
    bundle
}

impl intl_memoizer::Memoizable for Locale {
    type Args = ();
    type Error = ();

    fn construct(id: LanguageIdentifier, (): ()) -> Result<Locale, ()> {
        Ok(Locale::new(
            Lang::parse(id.language.as_str()).unwrap_or(Lang::EN),
        ))
    }
}

/// Fluent writes numbers as Rust does; readers want `1.234` or `1,234`.
fn localized_number(value: &FluentValue, memo: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else {
        return None;
    };
    memo.with_try_get::<Locale, _, _>((), |locale| locale.number(&value.to_string()))
        .ok()
}

/// The language of `i18n/LANG/NAME.ftl`, wherever that stands.
fn language_of(path: &str) -> Option<Lang> {
    let (_, rest) = path.split_once("i18n/")?;
    Lang::parse(rest.split('/').next()?)
}

/// How deep placeables may stand in each other.
const MAX_DEPTH: usize = 32;

/// The brace that opens too deep. The Fluent parser calls itself for each: a file made for it would
/// end the program.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut before) = (0usize, false, b'\n');
    for (at, byte) in text.bytes().enumerate() {
        // What starts a line is another message, whatever was left open.
        if before == b'\n' && !b" }\n".contains(&byte) {
            depth = 0;
        }
        match byte {
            b'\n' => quoted = false,
            b'"' if depth > 0 && before != b'\\' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
        before = byte;
    }
    None
}

/// The whole characters that a range of bytes touches: the crate's errors count bytes, and the last may
/// stand behind the end.
fn characters(text: &str, range: std::ops::Range<usize>) -> Span {
    let mut start = range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

/// Where a slice of a text stands in it: the syntax tree has no places, but its names are slices.
fn place_in(text: &str, slice: &str) -> Span {
    let start = (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    Span::new(start, start + slice.len())
}

fn pattern_variables(pattern: &ast::Pattern<&str>, out: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_variables(expression, out);
        }
    }
}

fn expression_variables(expression: &ast::Expression<&str>, out: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => inline_variables(inline, out),
        ast::Expression::Select { selector, variants } => {
            inline_variables(selector, out);
            for variant in variants {
                pattern_variables(&variant.value, out);
            }
        }
    }
}

fn inline_variables(inline: &ast::InlineExpression<&str>, out: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            out.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_variables(argument, out);
            }
        }
        ast::InlineExpression::Placeable { expression } => expression_variables(expression, out),
        _ => {}
    }
}

/// Shared words.
pub type SharedStrings = Arc<Strings>;
