//! YAML as a tree with a place for every value, and a reader that turns it into types.
//!
//! The only file that knows the YAML crate. We take its events and not its typed deserialiser: the
//! deserialiser stops at the first mistake, and an editor wants all of them, each at its own line
//! and column. Aliases are refused (nobody who writes front matter needs them), so no document can
//! grow beyond its own size, and nesting is bounded.

use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::lang::{Lang, Localized};

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError};
use std::sync::Arc;

/// How deep lists and mappings may stand in each other.
const MAX_DEPTH: usize = 24;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands in the file.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a YAML value is, before anyone asked for a type.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text, a number, a date, yes or no: its text, and whether it stood there without quotes.
    Scalar(String, bool),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<(Spanned<String>, Node)>),
}

/// Reads types out of nodes and collects what does not fit.
pub struct Reader<'a> {
    /// The file that is read.
    pub file: &'a Arc<str>,
    /// What was wrong so far.
    pub problems: Vec<Diagnostic>,
}

/// Parses one YAML document, which starts `offset` bytes into the file. Nothing is returned when it
/// is empty or not well formed; the reader then knows why.
pub fn parse(text: &str, offset: usize, reader: &mut Reader) -> Option<Node> {
    let mut builder = Builder {
        open: Vec::new(),
        root: None,
        offset,
    };
    for next in Parser::new_from_str(text) {
        let (event, span) = match next {
            Ok(event) => event,
            Err(error) => {
                reader
                    .problems
                    .push(syntax(reader.file, text, offset, &error));
                return None;
            }
        };
        let bytes = span.byte_range().unwrap_or(0..0);
        let span = Span::new(bytes.start, bytes.end).shift(offset);
        match event {
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                reader.push(Code::FrontMatterSyntax, span, "alias");
                return None;
            }
            Event::DocumentStart(explicit, _) if explicit && builder.root.is_some() => {
                reader.push(Code::FrontMatterSyntax, span, "second-document");
                return None;
            }
            Event::SequenceStart(..) | Event::MappingStart(..)
                if builder.open.len() >= MAX_DEPTH =>
            {
                reader.push(Code::FrontMatterSyntax, span, "depth");
                return None;
            }
            Event::SequenceStart(..) => builder.open.push((span, Open::List(Vec::new()))),
            Event::MappingStart(..) => builder.open.push((span, Open::Map(Vec::new(), None))),
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                builder.add(span, Value::Scalar(text.into_owned(), plain), reader);
            }
            Event::SequenceEnd | Event::MappingEnd => builder.close(span, reader),
            _ => {}
        }
    }
    builder.root
}

/// A syntax error, said by what the line looks like: the crate's own words are English and speak of
/// tokens, editors of a forgotten quote.
fn syntax(file: &Arc<str>, text: &str, offset: usize, error: &ScanError) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    if let Some(open) = open_quote(&text[..start]) {
        return Diagnostic::new(Code::FrontMatterSyntax, file, open.shift(offset))
            .arg("what", "quote");
    }
    let line = text[start..].lines().next().unwrap_or_default();
    // A line that is only a word becomes part of the key below it, and the error is said of that.
    let above = text[..start].lines().next_back().unwrap_or_default();
    let is_word = above.starts_with(char::is_alphanumeric) && !above.contains(':');
    if is_word && line.contains(':') {
        let above = Span::new(start - above.len() - 1, start - 1);
        return Diagnostic::new(Code::FrontMatterSyntax, file, above.shift(offset))
            .arg("what", "other");
    }
    let value = line
        .split_once(": ")
        .map_or("", |(_, value)| value.trim_start());
    let what = if line.trim_start_matches(' ').starts_with('\t') {
        "tab"
    } else if value.starts_with(['"', '\'']) {
        "quote"
    } else if value.contains(": ") {
        "colon"
    } else if value.starts_with(['@', '`', '%', '&', '*', '!', '[', '{']) {
        "special"
    } else {
        "other"
    };
    Diagnostic::new(
        Code::FrontMatterSyntax,
        file,
        Span::new(start, start + line.len()).shift(offset),
    )
    .arg("what", what)
}

/// A value in these lines that opens a quotation mark and does not close it on its line. The scanner
/// reads on to the next mark or to the end, and would name a line that is right.
fn open_quote(lines: &str) -> Option<Span> {
    let mut start = 0;
    for line in lines.split_inclusive('\n') {
        let words = line.trim_end();
        let value = words.split_once(": ").map_or(words, |(_, value)| value);
        let value = value.trim_start_matches(|c: char| " -[{".contains(c));
        let mut chars = value.chars();
        if let Some(mark @ ('"' | '\'')) = chars.next() {
            let mut escaped = false;
            let closed = chars.any(|c| {
                let closes = c == mark && !escaped;
                escaped = mark == '"' && c == '\\' && !escaped;
                closes
            });
            if !closed {
                return Some(Span::new(start, start + words.len()));
            }
        }
        start += line.len();
    }
    None
}

/// A list or mapping that has begun; a mapping may hold a key that waits for its value.
enum Open {
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>, Option<Spanned<String>>),
}

struct Builder {
    open: Vec<(Span, Open)>,
    root: Option<Node>,
    offset: usize,
}

impl Builder {
    fn add(&mut self, span: Span, value: Value, reader: &mut Reader) {
        match self.open.last_mut() {
            None => self.root = Some(Node { span, value }),
            Some((_, Open::List(items))) => items.push(Node { span, value }),
            Some((_, Open::Map(pairs, key))) => match key.take() {
                // What stands under something that is no key was reported with it.
                Some(key) if key.value.is_empty() => {}
                Some(key) => pairs.push((key, Node { span, value })),
                None => {
                    let name = match value {
                        Value::Scalar(text, _) if span.start < span.end => text,
                        _ => String::new(),
                    };
                    if name.is_empty() {
                        reader.push(Code::FrontMatterSyntax, span, "key");
                    }
                    if let Some((first, _)) = pairs.iter().find(|(known, _)| known.value == name) {
                        let diagnostic =
                            Diagnostic::new(Code::FrontMatterDuplicateKey, reader.file, span)
                                .arg("key", &name)
                                .other(reader.file, first.span);
                        reader.problems.push(diagnostic);
                    }
                    *key = Some(Spanned { value: name, span });
                }
            },
        }
    }

    fn close(&mut self, end: Span, reader: &mut Reader) {
        let Some((start, open)) = self.open.pop() else {
            return;
        };
        let value = match open {
            Open::List(items) => Value::List(items),
            Open::Map(pairs, _) => Value::Map(pairs),
        };
        // A block ends where the next token starts; what is meant ends with its last value.
        let last = match &value {
            Value::List(items) => items.last().map(|node| node.span.end),
            Value::Map(pairs) => pairs.last().map(|(_, node)| node.span.end),
            Value::Scalar(..) => None,
        };
        let end = if end.start < end.end {
            end.end
        } else {
            last.unwrap_or(start.end)
        };
        let start = start.start.max(self.offset as u32);
        self.add(
            Span {
                start,
                end: end.max(start),
            },
            value,
            reader,
        );
    }
}

impl Node {
    /// Whether nothing was written after the colon.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar(text, true) if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// The pairs, if it is a mapping.
    pub fn pairs(&self) -> Option<&[(Spanned<String>, Node)]> {
        match &self.value {
            Value::Map(pairs) => Some(pairs),
            _ => None,
        }
    }
}

impl Reader<'_> {
    fn push(&mut self, code: Code, span: Span, what: &str) {
        self.problems
            .push(Diagnostic::new(code, self.file, span).arg("what", what));
    }

    /// Reports that a value is not of the type that its key wants (`wanted` names the type in the
    /// message `diag-front-matter-type`).
    pub fn wrong(&mut self, key: &str, node: &Node, wanted: &str) {
        self.problems.push(
            Diagnostic::new(Code::FrontMatterType, self.file, node.span)
                .arg("key", key)
                .arg("wanted", wanted),
        );
    }

    /// A key that must be there and is not.
    pub fn missing(&mut self, key: &str, span: Span) {
        self.problems
            .push(Diagnostic::new(Code::FrontMatterMissing, self.file, span).arg("key", key));
    }

    /// The pairs of a mapping, and a diagnostic for each key that is not known. A duplicate was
    /// reported when it was read; the first stands.
    pub fn map<'n>(&mut self, key: &str, node: &'n Node, known: &[&'static str]) -> Map<'n> {
        let Some(pairs) = node.pairs() else {
            self.wrong(key, node, "mapping");
            return Map(&[]);
        };
        for (name, _) in pairs {
            if !known.contains(&name.value.as_str()) {
                self.unknown(name, known);
            }
        }
        Map(pairs)
    }

    /// Reports a key that nobody knows.
    pub fn unknown(&mut self, name: &Spanned<String>, known: &[&'static str]) {
        self.problems.push(
            Diagnostic::new(Code::FrontMatterUnknownKey, self.file, name.span)
                .arg("key", &name.value)
                .arg("kind", "none")
                .near(&name.value, known.iter().copied()),
        );
    }

    /// One line of text that is not empty.
    pub fn string(&mut self, key: &str, node: &Node) -> Option<Spanned<String>> {
        match &node.value {
            Value::Scalar(text, _) if !node.is_null() && !text.trim().is_empty() => Some(Spanned {
                value: text.trim().to_owned(),
                span: node.span,
            }),
            _ => {
                self.wrong(key, node, "text");
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &str, node: &Node) -> Option<Spanned<bool>> {
        self.choice(key, node, "boolean", |text| match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        })
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str, node: &Node) -> Option<Spanned<i64>> {
        self.choice(key, node, "integer", |text| text.parse().ok())
    }

    /// A language code.
    pub fn lang(&mut self, key: &str, node: &Node) -> Option<Spanned<Lang>> {
        self.choice(key, node, "language", Lang::parse)
    }

    /// One of the values that `read` understands.
    pub fn choice<T>(
        &mut self,
        key: &str,
        node: &Node,
        wanted: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let value = match &node.value {
            Value::Scalar(text, _) => read(text.trim()),
            _ => None,
        };
        if value.is_none() {
            self.wrong(key, node, wanted);
        }
        Some(Spanned {
            value: value?,
            span: node.span,
        })
    }

    /// The items of a list.
    pub fn list<'n>(&mut self, key: &str, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::List(items) => items,
            _ => {
                self.wrong(key, node, "list");
                &[]
            }
        }
    }

    /// A list of texts.
    pub fn strings(&mut self, key: &str, node: &Node) -> Vec<Spanned<String>> {
        let items = self.list(key, node);
        items
            .iter()
            .filter_map(|item| self.string(key, item))
            .collect()
    }

    /// A text for all languages, or a mapping from language to text.
    pub fn localized(&mut self, key: &str, node: &Node) -> Option<Localized> {
        let Some(pairs) = node.pairs() else {
            return self
                .string(key, node)
                .map(|text| Localized::all(&text.value));
        };
        let mut texts = Vec::new();
        for (name, value) in pairs {
            match Lang::parse(&name.value) {
                Some(lang) => {
                    if let Some(text) = self.string(key, value) {
                        texts.push((lang, text.value));
                    }
                }
                None => self.unknown(name, &["it", "en"]),
            }
        }
        Some(Localized::each(texts))
    }
}

/// The pairs of a mapping.
pub struct Map<'n>(&'n [(Spanned<String>, Node)]);

impl<'n> Map<'n> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.0
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, node)| node)
    }
}
