//! What a text owes to readers who do not see it, and what can be said of it alone: headings that go
//! down one level at a time (the page's title is the heading of level 1), images with words.

use super::cite;
use crate::diag::{Code, Diagnostic};
use crate::doc;
use crate::page::Manuscript;

/// What is wrong with a text by itself.
pub fn check(manuscript: &Manuscript) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut level = 1;
    for unit in &manuscript.doc.units {
        let doc::Shape::Heading(next) = unit.shape else {
            continue;
        };
        if next == 1 {
            problems.push(Diagnostic::new(
                Code::HeadingTop,
                &manuscript.file,
                unit.span,
            ));
        } else if next > level + 1 {
            problems.push(
                Diagnostic::new(Code::HeadingSkip, &manuscript.file, unit.span)
                    .arg("from", level)
                    .arg("to", next),
            );
        }
        level = next.max(2);
    }
    cite::each_inline(&manuscript.doc.blocks, &mut |inline| {
        if let doc::Kind::Image(_, alt) = &inline.kind
            && doc::plain(alt).trim().is_empty()
        {
            problems.push(Diagnostic::new(
                Code::ImageAltMissing,
                &manuscript.file,
                inline.span,
            ));
        }
    });
    problems
}
