//! Folding: the form of a text in which words are compared. It knows both apostrophes, both ways to write
//! an accent, soft hyphens and line breaks, and where each of its bytes comes from. The glossary's
//! words and the rules of style are both found in it.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A text in the form in which forms are compared, and where its bytes come from.
pub struct Folded {
    /// What is compared.
    pub text: String,
    /// For each byte of `text`, the first byte of the character that it comes from; then the length
    /// of the original.
    origin: Vec<u32>,
}

impl Folded {
    /// Folds a text; `lower` makes capitals small.
    pub fn new(original: &str, lower: bool) -> Folded {
        let mut folded = Folded {
            text: String::with_capacity(original.len() + 8),
            origin: Vec::with_capacity(original.len() + 9),
        };
        for (at, c) in original.char_indices() {
            // Nearly every letter takes this way.
            if c.is_ascii_graphic() {
                folded
                    .text
                    .push(if lower { c.to_ascii_lowercase() } else { c });
                folded.origin.push(at as u32);
                continue;
            }
            match c {
                // A soft hyphen is an offer to the printer, not a letter.
                '\u{AD}' => {}
                '\u{2019}' | '\u{2BC}' | '\u{2018}' => folded.push('\'', at),
                '\u{2010}' | '\u{2011}' => folded.push('-', at),
                c if c.is_whitespace() => {
                    if !folded.text.ends_with(' ') {
                        folded.push(' ', at);
                    }
                }
                c => {
                    let mut push = |c: char| decompose_canonical(c, |part| folded.push(part, at));
                    if lower {
                        c.to_lowercase().for_each(&mut push);
                    } else {
                        push(c);
                    }
                }
            }
        }
        folded.origin.push(original.len() as u32);
        folded
    }

    fn push(&mut self, c: char, origin: usize) {
        self.text.push(c);
        self.origin.resize(self.text.len(), origin as u32);
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
        (self.origin[start] as usize, self.origin[end] as usize)
    }
}

/// Whether composing a text (NFC) would leave it as it is, as far as that can be seen at once: it can for
/// nearly all text, and composing is dear. No letter below the combining accents, and no dash or
/// quotation mark, composes with what stands before it.
pub fn is_composed(text: &str) -> bool {
    text.chars()
        .all(|c| c < '\u{300}' || ('\u{2010}'..'\u{2028}').contains(&c))
}
