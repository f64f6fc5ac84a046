//! Our own marks inside text, which Markdown leaves as it found them: citations `[@id, p. 12]`,
//! words in another language `[mot]{lang=fr}`, words without glossary links `[pari]{nolink}`, facts
//! `{fact:countries/usa.workforce}`, rules of style set aside `{lint-allow: RULE, reason}`, and the block
//! id `^id` at the end of a paragraph.

use crate::bibliography::is_id;
use crate::diag::{Code, Diagnostic, Spanned};
use crate::doc::{Allowance, Citation, Inline, Kind, Text};
use crate::lang::Lang;
use memchr::memchr2;
use std::sync::Arc;

/// What the marks need to know of the document around them.
pub struct Context<'a> {
    /// The file, for diagnostics.
    pub file: &'a Arc<str>,
    /// Its text.
    pub source: &'a str,
    /// Where problems go.
    pub problems: &'a mut Vec<Diagnostic>,
    /// The next free text number.
    pub next_text: &'a mut u32,
    /// Where rules of style are set aside.
    pub allowances: &'a mut Vec<Allowance>,
}

impl Context<'_> {
    /// The next free text number.
    fn number(&mut self) -> u32 {
        let number = *self.next_text;
        *self.next_text += 1;
        number
    }
}

/// The inlines with the marks of each text understood, and every text numbered. `inlines` is left empty,
/// to be used again.
pub fn expand(inlines: &mut Vec<Inline>, context: &mut Context) -> Vec<Inline> {
    // The tree lives as long as the site: no room is left in it.
    let mut out = Vec::with_capacity(inlines.len());
    for mut inline in inlines.drain(..) {
        match &mut inline.kind {
            Kind::Text(text) if memchr2(b'[', b'{', text.as_str().as_bytes()).is_some() => {
                split(text, context, &mut out);
            }
            Kind::Text(text) if text.as_str().is_empty() => {}
            Kind::Text(text) => {
                text.id = context.number();
                inline.span = text.place(0, text.as_str().len());
                out.push(inline);
            }
            _ => out.push(inline),
        }
    }
    out
}

/// A part of a text as an inline of its own.
fn push_text(text: &Text, start: usize, end: usize, context: &mut Context, out: &mut Vec<Inline>) {
    if start == end {
        return;
    }
    let mut part = text.part(start, end);
    part.id = context.number();
    out.push(Inline {
        span: text.place(start, end),
        kind: Kind::Text(part),
    });
}

fn split(text: &Text, context: &mut Context, out: &mut Vec<Inline>) {
    let s = text.as_str();
    let mut done = 0;
    let mut at = 0;
    while let Some(step) = memchr2(b'[', b'{', &s.as_bytes()[at..]) {
        let open = at + step;
        at = open + 1;
        if let Some((end, allowance)) = allowance(text, open) {
            // The mark and the space before it are for editors, not for readers.
            let kept = done + s[done..open].trim_end().len();
            push_text(text, done, kept, context, out);
            context.allowances.push(allowance);
            done = end;
            at = end;
            continue;
        }
        let mark = if s[open..].starts_with("[@") {
            citation(text, open)
        } else if s[open..].starts_with("{fact:") {
            fact(text, open)
        } else if s[open..].starts_with("[^") {
            footnote(text, open, context)
        } else if s[open..].starts_with('[') {
            bracketed(text, open, context)
        } else {
            None
        };
        if let Some((end, kind)) = mark {
            push_text(text, done, open, context, out);
            out.push(Inline {
                span: text.place(open, end),
                kind,
            });
            done = end;
            at = end;
        }
    }
    push_text(text, done, s.len(), context, out);
    let rest = &s[done..];
    for mark in ["]{lang=", "]{nolink}", "{fact:", "{lint-allow"] {
        if let Some(found) = rest.find(mark) {
            let place = text.place(done + found, done + found + mark.len());
            context
                .problems
                .push(Diagnostic::new(Code::MarkInvalid, context.file, place).arg("mark", mark));
        }
    }
}

/// `[^label]` that opens at this byte. A reference to a note that is there never comes here: the parser
/// made it one. What comes here was escaped, or has no note, and that is somebody's diagnostic.
fn footnote(text: &Text, open: usize, context: &Context) -> Option<(usize, Kind)> {
    let s = &text.as_str()[open..];
    let close = s.find(']')?;
    let label = &s[2..close];
    let before = (text.place(open, open + 1).start as usize).checked_sub(1)?;
    let escaped = context.source.as_bytes().get(before) == Some(&b'\\');
    let valid = !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || c == '[');
    (valid && !escaped).then(|| (open + close + 1, Kind::Footnote(label.to_owned())))
}

/// `[@id, p. 12; @other]` that opens at this byte.
fn citation(text: &Text, open: usize) -> Option<(usize, Kind)> {
    let s = &text.as_str()[open..];
    let close = s.find(']')?;
    let mut citations = Vec::new();
    let mut at = 1;
    for part in s[1..close].split(';') {
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        let (id, locator) = match part.split_once(',') {
            Some((id, locator)) => (id.trim(), Some(locator.trim().to_owned())),
            None => (part.trim(), None),
        };
        let id = id.strip_prefix('@')?;
        if !is_id(id) {
            return None;
        }
        let start = open + start + 1;
        citations.push(Citation {
            id: Spanned {
                value: id.to_owned(),
                span: text.place(start, start + id.len()),
            },
            locator: locator.filter(|l| !l.is_empty()),
        });
    }
    Some((open + close + 1, Kind::Cite(citations)))
}

/// `{fact:key.column}` that opens at this byte.
fn fact(text: &Text, open: usize) -> Option<(usize, Kind)> {
    let start = open + "{fact:".len();
    let close = start + text.as_str()[start..].find('}')?;
    let name = text.as_str()[start..close].trim();
    if name.is_empty() || name.contains(char::is_whitespace) {
        return None;
    }
    let name = Spanned {
        value: name.to_owned(),
        span: text.place(start, close),
    };
    Some((close + 1, Kind::Fact(name)))
}

/// `{lint-allow: RULE, reason}` that opens at this byte.
fn allowance(text: &Text, open: usize) -> Option<(usize, Allowance)> {
    let start = open
        + text.as_str()[open..]
            .strip_prefix("{lint-allow:")
            .map(|_| 12)?;
    let close = start + text.as_str()[start..].find('}')?;
    let inner = &text.as_str()[start..close];
    let (rule, reason) = inner.split_once(',').unwrap_or((inner, ""));
    let at = start + rule.len() - rule.trim_start().len();
    let rule = rule.trim();
    let allowance = Allowance {
        rule: Spanned {
            value: rule.to_owned(),
            span: text.place(at, at + rule.len()),
        },
        reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    Some((close + 1, allowance))
}

/// `[words]{lang=fr}` or `[words]{nolink}` that opens at this byte.
fn bracketed(text: &Text, open: usize, context: &mut Context) -> Option<(usize, Kind)> {
    let s = text.as_str();
    let close = open + 1 + s[open + 1..].find([']', '['])?;
    if !s[close..].starts_with("]{") {
        return None;
    }
    let end = close + s[close..].find('}')? + 1;
    let attribute = s[close + 2..end - 1].trim();
    let lang = attribute
        .strip_prefix("lang=")
        .map(|code| code.trim_matches('"'));
    let mut words = Vec::new();
    match lang {
        Some(code) => {
            let lang = Lang::parse(code)?;
            push_text(text, open + 1, close, context, &mut words);
            Some((end, Kind::Foreign(lang, words)))
        }
        None if attribute == "nolink" => {
            push_text(text, open + 1, close, context, &mut words);
            Some((end, Kind::NoLink(words)))
        }
        None => None,
    }
}

/// Takes `^id` off the end of a paragraph's words. An id is lower-case or upper-case ASCII letters,
/// digits and hyphens, after a space or alone.
pub fn take_block_id(inlines: &mut Vec<Inline>) -> Option<Spanned<String>> {
    let Some(Inline {
        kind: Kind::Text(text),
        span,
    }) = inlines.last_mut()
    else {
        return None;
    };
    let trimmed = text.as_str().trim_end();
    let caret = trimmed.rfind('^')?;
    let id = &trimmed[caret + 1..];
    let before = &trimmed[..caret];
    let separate = before.is_empty() || before.ends_with([' ', '\n', '\t']);
    if id.is_empty() || !separate || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return None;
    }
    let id = Spanned {
        value: id.to_owned(),
        span: text.place(caret + 1, caret + 1 + id.len()),
    };
    let kept = before.trim_end().len();
    if kept == 0 {
        inlines.pop();
    } else {
        span.end = text.place(0, kept).end;
        text.truncate(kept);
    }
    Some(id)
}
