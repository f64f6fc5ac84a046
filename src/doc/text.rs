//! The words of a document, and where each of them stands in the file.

use crate::diag::Span;
use std::sync::Arc;

/// A text: as it reads, and where its parts come from.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its number in reading order.
    pub id: u32,
    words: Words,
}

/// How a text knows its words. Nearly every text stands in the file as it reads, and needs no copy.
#[derive(Clone, Debug)]
enum Words {
    /// These bytes of the file.
    Verbatim(Arc<str>, u32, u32),
    /// Put together, or written otherwise than it reads: an escape, a line that a quotation continues.
    Made(Box<Made>),
}

#[derive(Clone, Debug, Default)]
struct Made {
    words: String,
    /// Where runs of it start: byte in `words`, byte in the file. Ascending. Between two starts both
    /// move together, but for escapes and line starts.
    starts: Vec<(u32, u32)>,
}

impl Default for Text {
    fn default() -> Text {
        Text {
            id: 0,
            words: Words::Made(Box::default()),
        }
    }
}

impl Text {
    /// The text that these bytes of a file are.
    pub fn verbatim(file: &Arc<str>, span: Span) -> Text {
        Text {
            id: 0,
            words: Words::Verbatim(file.clone(), span.start, span.end),
        }
    }

    /// As it reads; a line break in the source is `\n`.
    pub fn as_str(&self) -> &str {
        match &self.words {
            Words::Verbatim(file, start, end) => &file[*start as usize..*end as usize],
            Words::Made(made) => &made.words,
        }
    }

    /// Where runs of it start: byte in the text, byte in the file.
    pub fn starts(&self) -> impl Iterator<Item = (u32, u32)> {
        let (whole, runs) = match &self.words {
            Words::Verbatim(_, start, _) => (Some((0, *start)), &[][..]),
            Words::Made(made) => (None, &made.starts[..]),
        };
        whole.into_iter().chain(runs.iter().copied())
    }

    /// The place in the file of a range of this text.
    pub fn place(&self, start: usize, end: usize) -> Span {
        let at = |byte: usize| {
            let (text, file) = match &self.words {
                Words::Verbatim(_, start, _) => (0, *start),
                Words::Made(made) => {
                    let runs = &made.starts;
                    let after = runs.partition_point(|(text, _)| *text as usize <= byte);
                    let run = runs.get(after.saturating_sub(1));
                    run.copied().unwrap_or_default()
                }
            };
            file as usize + byte.saturating_sub(text as usize)
        };
        // The end is where its last byte comes from, plus one: the byte after may stand elsewhere.
        Span::new(
            at(start),
            at(end.saturating_sub(1).max(start)) + usize::from(end > start),
        )
    }

    /// Adds words that stand at a place in the file. What lies between two lines in the source (`\r`,
    /// the `>` of a quotation) is no part of a text, so a new run of places starts there.
    pub fn append(&mut self, words: &str, file: &str, span: Span) {
        if let Words::Verbatim(_, _, end) = &mut self.words
            && *end == span.start
            && file.get(span.range()) == Some(words)
        {
            *end = span.end;
            return;
        }
        let made = self.made();
        let len = made.words.len() as u32;
        let next = made.starts.last().map(|(from, place)| place + (len - from));
        if next != Some(span.start) {
            made.starts.push((len, span.start));
        }
        made.words.push_str(words);
        // Text of another length than its source (an escape, an entity) ends its run.
        if words.len() as u32 != span.end - span.start {
            made.starts.push((made.words.len() as u32, span.end));
        }
    }

    /// Adds words in a run of their own, which starts at this byte of the file.
    pub fn push(&mut self, words: &str, file: u32) {
        let made = self.made();
        made.starts.push((made.words.len() as u32, file));
        made.words.push_str(words);
    }

    /// Adds another text.
    pub fn extend(&mut self, text: &Text) {
        let made = self.made();
        let len = made.words.len() as u32;
        let starts = text.starts().map(|(at, file)| (len + at, file));
        made.starts.extend(starts);
        made.words.push_str(text.as_str());
    }

    /// A part of this text as a text of its own.
    pub fn part(&self, start: usize, end: usize) -> Text {
        let words = match &self.words {
            Words::Verbatim(file, from, _) => {
                Words::Verbatim(file.clone(), from + start as u32, from + end as u32)
            }
            Words::Made(made) => {
                let inside = |(at, _): &&(u32, u32)| (start + 1..end).contains(&(*at as usize));
                let runs = made.starts.iter().filter(inside);
                let runs = runs.map(|(at, file)| (at - start as u32, *file));
                let first = (0, self.place(start, end).start);
                Words::Made(Box::new(Made {
                    words: made.words[start..end].to_owned(),
                    starts: std::iter::once(first).chain(runs).collect(),
                }))
            }
        };
        Text { id: self.id, words }
    }

    /// Takes off what stands from this byte on.
    pub fn truncate(&mut self, kept: usize) {
        match &mut self.words {
            Words::Verbatim(_, start, end) => *end = (*end).min(*start + kept as u32),
            Words::Made(made) => {
                made.words.truncate(kept);
                made.starts.retain(|(at, _)| (*at as usize) < kept);
            }
        }
    }

    /// The words as a copy that can be added to.
    fn made(&mut self) -> &mut Made {
        if let Words::Verbatim(file, start, end) = &self.words {
            let words = file[*start as usize..*end as usize].to_owned();
            let starts = vec![(0, *start)];
            self.words = Words::Made(Box::new(Made { words, starts }));
        }
        match &mut self.words {
            Words::Made(made) => made,
            Words::Verbatim(..) => unreachable!("it was made a copy above"),
        }
    }
}
