//! Alignment: which block of a translation stands for which block of the authentic text.
//!
//! Blocks with the same explicit id belong together; the rest is paired by structure, first the
//! headings, then the blocks between two paired headings, in order and by shape. What is left over
//! is reported per section, in the words of an editor: «7 items here, 6 there, the third is missing».

use crate::diag::{Code, Diagnostic, Span};
use crate::doc::{Shape, Unit};
use crate::page::Manuscript;
use std::collections::BTreeMap;

/// Beyond this many comparisons two sections are paired by position alone.
const MAX_WORK: usize = 4_000_000;

/// The twin in the authentic text of each unit of the translation.
pub fn align(lead: &Manuscript, translation: &Manuscript) -> (Vec<Option<u32>>, Vec<Diagnostic>) {
    let (a, b) = (&lead.doc.units, &translation.doc.units);
    let mut problems = Vec::new();
    let same = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b));
    let twins = if same {
        (0..b.len() as u32).map(Some).collect()
    } else {
        let twins = pair_sections(a, b);
        report(lead, translation, &twins, &mut problems);
        twins
    };
    if lead.doc.footnotes.len() != translation.doc.footnotes.len() {
        let span = translation
            .front
            .title
            .as_ref()
            .map_or(Span::default(), |t| t.span);
        let other = lead
            .front
            .title
            .as_ref()
            .map_or(Span::default(), |t| t.span);
        problems.push(
            Diagnostic::new(Code::StructureMismatch, &translation.file, span)
                .arg("shape", "footnote")
                .arg("section", "")
                .arg("expected", lead.doc.footnotes.len())
                .arg("found", translation.doc.footnotes.len())
                .arg("position", 0)
                .other(&lead.file, other),
        );
    }
    (twins, problems)
}

/// Whether two blocks can be each other's translation.
fn alike(a: &Unit, b: &Unit) -> bool {
    let ids = match (a.id(), b.id()) {
        (Some(a), Some(b)) => a.value == b.value,
        _ => true,
    };
    a.shape == b.shape && ids
}

/// How well two blocks fit: an explicit id in common counts more than any neighbour.
fn weight(a: &Unit, b: &Unit) -> u32 {
    match (a.id(), b.id()) {
        (Some(x), Some(y)) if x.value == y.value => 1_000,
        _ if alike(a, b) => 1,
        _ => 0,
    }
}

/// The ranges between headings: the heading's index, then its blocks. The first has no heading.
fn sections(units: &[Unit]) -> Vec<(Option<usize>, std::ops::Range<usize>)> {
    let mut sections = vec![(None, 0..0)];
    for (index, unit) in units.iter().enumerate() {
        if let Shape::Heading(_) = unit.shape {
            sections.push((Some(index), index + 1..index + 1));
        } else if let Some((_, range)) = sections.last_mut() {
            range.end = index + 1;
        }
    }
    sections
}

fn pair_sections(a: &[Unit], b: &[Unit]) -> Vec<Option<u32>> {
    let mut twins = vec![None; b.len()];
    let (sections_a, sections_b) = (sections(a), sections(b));
    let heads_a: Vec<usize> = sections_a.iter().filter_map(|(head, _)| *head).collect();
    let heads_b: Vec<usize> = sections_b.iter().filter_map(|(head, _)| *head).collect();
    let mut paired = vec![(0, 0)];
    for (x, y) in pair(a, &heads_a, b, &heads_b) {
        twins[heads_b[y]] = Some(heads_a[x] as u32);
        paired.push((x + 1, y + 1));
    }
    for (x, y) in paired {
        let blocks_a: Vec<usize> = sections_a[x].1.clone().collect();
        let blocks_b: Vec<usize> = sections_b[y].1.clone().collect();
        for (i, j) in pair(a, &blocks_a, b, &blocks_b) {
            twins[blocks_b[j]] = Some(blocks_a[i] as u32);
        }
    }
    // A block that moved to another section keeps its explicit id.
    let mut taken: Vec<bool> = vec![false; a.len()];
    for twin in twins.iter().flatten() {
        taken[*twin as usize] = true;
    }
    let by_id: BTreeMap<&str, usize> = a
        .iter()
        .enumerate()
        .filter_map(|(index, unit)| Some((unit.id()?.value.as_str(), index)))
        .collect();
    for (index, unit) in b.iter().enumerate() {
        if twins[index].is_none()
            && let Some(id) = unit.id()
            && let Some(found) = by_id.get(id.value.as_str())
            && !taken[*found]
        {
            twins[index] = Some(*found as u32);
            taken[*found] = true;
        }
    }
    twins
}

/// The heaviest common subsequence of two lists of units, as pairs of positions in the lists.
fn pair(a: &[Unit], list_a: &[usize], b: &[Unit], list_b: &[usize]) -> Vec<(usize, usize)> {
    let (n, m) = (list_a.len(), list_b.len());
    let fits = |i: usize, j: usize| weight(&a[list_a[i]], &b[list_b[j]]);
    if n.saturating_mul(m) > MAX_WORK {
        return (0..n.min(m))
            .filter(|i| fits(*i, *i) > 0)
            .map(|i| (i, i))
            .collect();
    }
    let width = m + 1;
    let mut best = vec![0u32; (n + 1) * width];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let fit = fits(i, j);
            let take = if fit > 0 {
                fit + best[(i + 1) * width + j + 1]
            } else {
                0
            };
            best[i * width + j] = skip.max(take);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        let fit = fits(i, j);
        if fit > 0 && best[i * width + j] == fit + best[(i + 1) * width + j + 1] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// One diagnostic per section and shape whose numbers differ, and one for what cannot be said so.
fn report(
    lead: &Manuscript,
    translation: &Manuscript,
    twins: &[Option<u32>],
    problems: &mut Vec<Diagnostic>,
) {
    let (a, b) = (&lead.doc.units, &translation.doc.units);
    let mut twin_of = vec![None; a.len()];
    for (index, twin) in twins.iter().enumerate() {
        if let Some(twin) = twin {
            twin_of[*twin as usize] = Some(index);
        }
    }
    report_shapes(lead, translation, twins, problems);
    let (sections_a, sections_b) = (sections(a), sections(b));
    let headings = |sections: &[(Option<usize>, std::ops::Range<usize>)]| {
        sections.iter().filter(|(head, _)| head.is_some()).count()
    };
    let top = |manuscript: &Manuscript| {
        manuscript
            .front
            .title
            .as_ref()
            .map_or(Span::default(), |title| title.span)
    };
    let mut lost_headings = a
        .iter()
        .enumerate()
        .filter(|(i, unit)| matches!(unit.shape, Shape::Heading(_)) && twin_of[*i].is_none());
    let mut new_headings = b
        .iter()
        .enumerate()
        .filter(|(j, unit)| matches!(unit.shape, Shape::Heading(_)) && twins[*j].is_none());
    let (lost, new) = (lost_headings.next(), new_headings.next());
    if lost.is_some() || new.is_some() {
        let span = new.map_or(top(translation), |(_, unit)| unit.span);
        let other = lost.map_or(top(lead), |(_, unit)| unit.span);
        let title = lost.or(new).map_or("", |(_, unit)| &*unit.title);
        problems.push(
            Diagnostic::new(Code::StructureMismatch, &translation.file, span)
                .arg("shape", "heading")
                .arg("section", title)
                .arg("expected", headings(&sections_a))
                .arg("found", headings(&sections_b))
                .arg("position", 0)
                .other(&lead.file, other),
        );
    }
    for (head_b, range_b) in &sections_b {
        let head_a = match head_b {
            Some(head) => match twins[*head] {
                Some(twin) => Some(twin as usize),
                None => continue,
            },
            None => None,
        };
        let Some((_, range_a)) = sections_a.iter().find(|(head, _)| *head == head_a) else {
            continue;
        };
        let lost = range_a.clone().filter(|i| twin_of[*i].is_none());
        let new = range_b.clone().filter(|j| twins[*j].is_none());
        let mut shapes: BTreeMap<&str, (Option<usize>, Option<usize>)> = BTreeMap::new();
        for i in lost {
            shapes
                .entry(a[i].shape.name())
                .or_default()
                .0
                .get_or_insert(i);
        }
        for j in new {
            shapes
                .entry(b[j].shape.name())
                .or_default()
                .1
                .get_or_insert(j);
        }
        for (shape, (first_lost, first_new)) in shapes {
            let count = |units: &[Unit], range: &std::ops::Range<usize>| {
                units[range.clone()]
                    .iter()
                    .filter(|unit| unit.shape.name() == shape)
                    .count()
            };
            // As many tables in both: then it is their rows or columns that differ.
            let shape_name = if shape == "table" && count(a, range_a) == count(b, range_b) {
                "table-size"
            } else {
                shape
            };
            let position = first_lost.map_or(0, |first| count(a, &(range_a.start..first)) + 1);
            let span = first_new
                .map(|j| first_line(translation, b[j].span))
                .or(head_b.map(|head| b[head].span))
                .unwrap_or(top(translation));
            let other = first_lost
                .map(|i| first_line(lead, a[i].span))
                .or(head_a.map(|head| a[head].span))
                .unwrap_or(top(lead));
            problems.push(
                Diagnostic::new(Code::StructureMismatch, &translation.file, span)
                    .arg("shape", shape_name)
                    .arg("section", head_a.map_or("none", |head| &*a[head].title))
                    .arg("expected", count(a, range_a))
                    .arg("found", count(b, range_b))
                    .arg("position", position)
                    .other(&lead.file, other),
            );
        }
    }
}

/// Blocks that belong together by their explicit id and are not of one shape: a heading of another
/// level, a list item that became a paragraph.
fn report_shapes(
    lead: &Manuscript,
    translation: &Manuscript,
    twins: &[Option<u32>],
    problems: &mut Vec<Diagnostic>,
) {
    for (unit, twin) in translation.doc.units.iter().zip(twins) {
        let Some(other) = twin.map(|twin| &lead.doc.units[twin as usize]) else {
            continue;
        };
        let (shape, expected, found) = match (other.shape, unit.shape) {
            (a, b) if a == b => continue,
            (Shape::Heading(a), Shape::Heading(b)) => ("level", usize::from(a), usize::from(b)),
            (Shape::Table(..), Shape::Table(..)) => ("table-size", 0, 0),
            _ => ("kind", 0, 0),
        };
        problems.push(
            Diagnostic::new(
                Code::StructureMismatch,
                &translation.file,
                first_line(translation, unit.span),
            )
            .arg("shape", shape)
            .arg("section", unit.id().map_or("", |id| id.value.as_str()))
            .arg("expected", expected)
            .arg("found", found)
            .arg("position", 0)
            .other(&lead.file, first_line(lead, other.span)),
        );
    }
}

/// The part of a span on its first line: an excerpt need not show a whole table.
pub fn first_line(manuscript: &Manuscript, span: Span) -> Span {
    let text = &manuscript.text[span.range()];
    let end = text.find('\n').unwrap_or(text.len());
    Span::new(span.start as usize, span.start as usize + end)
}
