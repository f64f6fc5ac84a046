//! Folding: the form of a text in which words are compared. It knows both apostrophes, both ways to write
//! an accent, soft hyphens and line breaks, and where each of its bytes comes from. The glossary's
//! words and the rules of style are both found in it.

use std::borrow::Cow;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A text in the form in which forms are compared, and where its bytes come from.
pub struct Folded<'t> {
    /// What is compared.
    pub text: Cow<'t, str>,
    /// Whether capitals other than A to Z are left in it.
    pub other_capitals: bool,
    /// Ascending; from the start of one to the next, bytes come from where it says. Before the first,
    /// and in most texts everywhere, each byte comes from itself.
    runs: Vec<Run>,
}

/// Some bytes of the folded text.
struct Run {
    /// The first.
    start: u32,
    /// The byte of the original that it comes from.
    origin: u32,
    /// Whether the next ones come from the next bytes, or all from the same character.
    moves: bool,
}

impl<'t> Folded<'t> {
    /// Folds a text; `lower` makes capitals small.
    pub fn new(original: &'t str, lower: bool) -> Folded<'t> {
        let mut folded = Folded {
            text: Cow::Borrowed(original),
            other_capitals: false,
            runs: Vec::new(),
        };
        if !is_plain(original.as_bytes()) {
            folded.text = Cow::Owned(String::with_capacity(original.len() + 8));
            folded.fold(original, lower);
        }
        if lower && folded.text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            folded.text.to_mut().make_ascii_lowercase();
        }
        folded
    }

    fn fold(&mut self, original: &str, lower: bool) {
        let text = self.text.to_mut();
        let mut rest = original;
        while let Some(first) = rest.chars().next() {
            // Nearly every letter takes this way.
            let plain = plain(rest, text.ends_with(' '));
            if plain > 0 {
                text.push_str(&rest[..plain]);
                rest = &rest[plain..];
                continue;
            }
            let (start, at) = (text.len(), original.len() - rest.len());
            rest = &rest[first.len_utf8()..];
            let mut decompose = |c: char| {
                decompose_canonical(c, |part| {
                    let small = part.is_ascii() || part.to_lowercase().eq([part]);
                    self.other_capitals |= !small;
                    text.push(part);
                });
            };
            match first {
                // A soft hyphen is an offer to the printer, not a letter.
                '\u{AD}' => {}
                '\u{2019}' | '\u{2BC}' | '\u{2018}' => text.push('\''),
                '\u{2010}' | '\u{2011}' => text.push('-'),
                c if c.is_whitespace() => {
                    if !text.ends_with(' ') {
                        text.push(' ');
                    }
                }
                c if lower => c.to_lowercase().for_each(decompose),
                c => decompose(c),
            }
            // As long as it was: what follows still comes from where it did.
            if text.len() - start == first.len_utf8() {
                continue;
            }
            let after = (text.len(), at + first.len_utf8());
            for ((start, origin), moves) in [((start, at), false), (after, true)] {
                // A character of which nothing is left has no bytes to say anything of.
                self.runs.pop_if(|run| run.start == start as u32);
                self.runs.push(Run {
                    start: start as u32,
                    origin: origin as u32,
                    moves,
                });
            }
        }
    }

    /// Whether a match is whole words: letters and digits neither before nor after, nor an accent
    /// after. An apostrophe before is an elided article, and the word starts behind it.
    pub fn is_word(&self, start: usize, end: usize) -> bool {
        let before = self.text[..start].chars().next_back();
        let after = self.text[end..].chars().next();
        let part = |c: char| c.is_alphanumeric() || is_combining_mark(c) || c == '_';
        !before.is_some_and(part) && !after.is_some_and(part)
    }

    /// The bytes of the original that a range of the folded text comes from.
    pub fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let origin = |at: usize| {
            let after = self.runs.partition_point(|run| run.start as usize <= at);
            match after.checked_sub(1).map(|last| &self.runs[last]) {
                Some(run) if run.moves => run.origin as usize + at - run.start as usize,
                Some(run) => run.origin as usize,
                None => at,
            }
        };
        (origin(start), origin(end))
    }
}

/// Whether bytes are compared as they are: ASCII words with single spaces between. Most are; all of them are
/// looked at without stopping, which processors do for many at once.
fn is_plain(bytes: &[u8]) -> bool {
    let strange = |byte: u8| !(b' '..=b'~').contains(&byte);
    !bytes.iter().fold(false, |any, byte| any | strange(*byte)) && !has_two_spaces(bytes)
}

/// Whether two spaces stand side by side.
pub fn has_two_spaces(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |any, (a, b)| any | ((*a == b' ') & (*b == b' ')))
}

/// How many bytes at the start of a text are compared as they are.
fn plain(text: &str, mut after_space: bool) -> usize {
    const PIECE: usize = 32;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(piece) = bytes.get(at..at + PIECE)
        && !(after_space && piece[0] == b' ')
        && is_plain(piece)
    {
        after_space = piece[PIECE - 1] == b' ';
        at += PIECE;
    }
    let plain = |byte: &&u8| {
        let fits = byte.is_ascii_graphic() || (**byte == b' ' && !after_space);
        after_space = **byte == b' ';
        fits
    };
    at + bytes[at..].iter().take_while(plain).count()
}

/// Whether composing a text (NFC) would leave it as it is, as far as that can be seen at once: it can for
/// nearly all text, and composing is dear. No letter below the combining accents, and no dash or
/// quotation mark, composes with what stands before it.
pub fn is_composed(text: &str) -> bool {
    text.chars()
        .all(|c| c < '\u{300}' || ('\u{2010}'..'\u{2028}').contains(&c))
}
