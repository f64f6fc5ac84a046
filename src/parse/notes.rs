//! What stands behind a block's words and is not part of them: its id `^id`, the ids that it had
//! before `%%was: old-id%%`, and what it alone says `%%intended: 2014%%`.
//!
//! Between two `%%` Obsidian keeps a comment: it shows nothing of it to readers, so the same file is
//! a note there and a page here. A mark of our own (`^new (was old)`) would be shown as text.

use super::marks;
use crate::diag::Spanned;
use crate::doc::{Inline, Kind, Noted};

/// Takes ids and notes off the end of a block's words, in whatever order they stand.
pub fn take(inlines: &mut Vec<Inline>) -> Noted {
    let mut noted = Noted::default();
    loop {
        if noted.id.is_none()
            && let Some(id) = marks::take_block_id(inlines)
        {
            noted.id = Some(id);
        } else if !take_note(inlines, &mut noted) {
            return noted;
        }
    }
}

/// Takes one `%%…%%` off the end, if it is one of ours. Another comment stays what it was.
fn take_note(inlines: &mut Vec<Inline>, noted: &mut Noted) -> bool {
    let Some(Inline {
        kind: Kind::Text(text),
        span,
    }) = inlines.last_mut()
    else {
        return false;
    };
    let trimmed = text.as_str().trim_end();
    let Some(inner) = trimmed.strip_suffix("%%") else {
        return false;
    };
    let Some(open) = inner.rfind("%%") else {
        return false;
    };
    let inside = &inner[open + 2..];
    let (name, values) = inside.split_once(':').unwrap_or((inside, "*"));
    let list = match name.trim() {
        "was" => &mut noted.was,
        "intended" => &mut noted.intended,
        _ => return false,
    };
    // The values stand at the end of what is inside, so their places count from there.
    let mut at = open + 2 + (inside.len() - values.len().min(inside.len()));
    let mut found = Vec::new();
    for value in values.split(',') {
        let start = at + value.len() - value.trim_start().len();
        let trimmed = value.trim();
        at += value.len() + 1;
        if !trimmed.is_empty() {
            found.push(Spanned {
                value: trimmed.trim_start_matches('^').to_owned(),
                span: text.place(start, start + trimmed.len()),
            });
        }
    }
    list.extend(found);
    let kept = text.as_str()[..open].trim_end().len();
    if kept == 0 {
        inlines.pop();
    } else {
        span.end = text.place(0, kept).end;
        text.truncate(kept);
    }
    true
}
