//! Writing ids into a source. Nothing but the ids changes: no other byte, no line end. What was
//! written is parsed again before it counts, so a place where an id would be read as text is left alone.

use crate::doc::{Block, BlockKind, Item, Shape};
use crate::page::Manuscript;
use crate::source::Source;

/// The text of a page with these ids on these units, and the ids that found no place.
pub fn inscribe(page: &Manuscript, ids: &[(u32, &str)]) -> (String, Vec<String>) {
    let mut places: Vec<(usize, u32, String)> = Vec::new();
    let mut homeless = Vec::new();
    for (unit, id) in ids {
        match place(page, *unit) {
            Some((at, before, after)) => places.push((at, *unit, format!("{before}{id}{after}"))),
            None => homeless.push((*id).to_owned()),
        }
    }
    places.sort();
    let all = insert(page, &places);
    if is_same(page, &all, ids, &homeless) {
        return (all, homeless);
    }
    // One of them does harm: the others are written.
    let mut good: Vec<(usize, u32, String)> = Vec::new();
    for place in places {
        good.push(place);
        let attempt = insert(page, &good);
        let wanted: Vec<(u32, &str)> = ids
            .iter()
            .filter(|(unit, _)| good.iter().any(|(_, known, _)| known == unit))
            .copied()
            .collect();
        if !is_same(page, &attempt, &wanted, &[])
            && let Some((_, unit, _)) = good.pop()
        {
            let id = ids.iter().find(|(known, _)| *known == unit);
            homeless.extend(id.map(|(_, id)| (*id).to_owned()));
        }
    }
    (insert(page, &good), homeless)
}

fn insert(page: &Manuscript, places: &[(usize, u32, String)]) -> String {
    let mut out = String::with_capacity(page.text.len() + places.len() * 24);
    let mut done = 0;
    for (at, _, text) in places {
        out.push_str(&page.text[done..*at]);
        out.push_str(text);
        done = *at;
    }
    out.push_str(&page.text[done..]);
    out
}

/// Whether a text has the same blocks, and these ids.
fn is_same(page: &Manuscript, text: &str, ids: &[(u32, &str)], homeless: &[String]) -> bool {
    let again = super::page(&Source::text(&page.file, text));
    let (old, new) = (&page.doc.units, &again.doc.units);
    old.len() == new.len()
        && page.problems.len() == again.problems.len()
        && (0..).zip(old.iter().zip(new)).all(|(unit, (old, new))| {
            let wanted = ids
                .iter()
                .find(|(known, id)| *known == unit && !homeless.iter().any(|lost| lost == id));
            let id = new.id().map(|id| id.value.as_str());
            let before = old.id().map(|id| id.value.as_str());
            old.shape == new.shape
                && old.title == new.title
                && id == wanted.map(|(_, id)| *id).or(before)
        })
}

/// Where the id of a unit is written, and what stands around it.
fn place(page: &Manuscript, unit: u32) -> Option<(usize, String, String)> {
    let text = &page.text;
    let this = &page.doc.units[unit as usize];
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let end = |start: u32, end: u32| {
        let (start, end) = (start as usize, end as usize);
        start + text[start..end].trim_end().len()
    };
    let block_end = end(this.span.start, this.span.end);
    match this.shape {
        Shape::Heading(_) => {
            // A title with a line of = or - under it.
            let title = text[this.span.start as usize..block_end].lines().count();
            let at = if title > 1 {
                let under = text[..block_end].rfind('\n')?;
                end(this.span.start, under as u32)
            } else {
                block_end
            };
            Some((at, " {#".to_owned(), "}".to_owned()))
        }
        Shape::Paragraph => Some((block_end, " ^".to_owned(), String::new())),
        Shape::Item(_) => {
            let item = find_item(&page.doc.blocks, unit)?;
            let first = item.blocks.first()?;
            let BlockKind::Paragraph(_) = first.kind else {
                return None;
            };
            let at = end(first.span.start, first.span.end);
            Some((at, " ^".to_owned(), String::new()))
        }
        _ => {
            let rest = &text[block_end..];
            let next = rest.split('\n').nth(1).unwrap_or_default();
            let gap = if next.trim().is_empty() { "" } else { line_end };
            Some((block_end, format!("{line_end}{line_end}^"), gap.to_owned()))
        }
    }
}

fn find_item(blocks: &[Block], unit: u32) -> Option<&Item> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::List(_, _, items) => items.iter().find_map(|item| {
            let inner = || find_item(&item.blocks, unit);
            (item.unit == Some(unit)).then_some(item).or_else(inner)
        }),
        _ => None,
    })
}
