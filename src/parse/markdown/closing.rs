//! What has begun and now ends: frames of the builder become blocks, items and inlines, and take their
//! ids.

use super::{Builder, Frame, Open, exact, trimmed};
use crate::diag::{Span, Spanned};
use crate::doc::*;
use crate::parse::{fences, notes};
use pulldown_cmark::TagEnd;

impl Builder<'_> {
    pub(super) fn end(&mut self, _tag: TagEnd, _span: Span) {
        if self.stack.len() < 2 {
            return;
        }
        let Some(mut frame) = self.stack.pop() else {
            return;
        };
        // A tight item holds its words directly: they become its paragraph.
        if matches!(
            frame.open,
            Open::Item | Open::Footnote(_) | Open::DefinitionDetails
        ) {
            self.settle(&mut frame);
        }
        let (span, unit) = (frame.span, frame.unit);
        match std::mem::replace(&mut frame.open, Open::Root) {
            Open::Root => {}
            Open::Heading(level, id) => {
                let noted = notes::take(&mut frame.inlines);
                self.note(unit, noted);
                let inlines = self.inlines(&mut frame);
                if let Some(unit) = unit {
                    self.doc.units[unit as usize].title = plain(&inlines).into();
                }
                let id = id.map(|id| self.heading_id(span, id));
                self.set_id(unit, id);
                self.block(
                    trimmed(self.source, span),
                    unit,
                    BlockKind::Heading(level, inlines),
                );
            }
            Open::Paragraph => {
                let noted = notes::take(&mut frame.inlines);
                let inlines = self.inlines(&mut frame);
                if inlines.is_empty() && !noted.is_empty() {
                    self.name_previous(unit, noted);
                } else {
                    if unit.is_some() {
                        self.note(unit, noted);
                    } else {
                        self.name_enclosing_item(noted);
                    }
                    self.block(
                        trimmed(self.source, span),
                        unit,
                        BlockKind::Paragraph(inlines),
                    );
                }
            }
            Open::List(first, items) => {
                let items = exact(items);
                let tight = items.iter().all(|item| {
                    item.blocks.len() <= 1 || {
                        let after_first = &item.blocks[1..];
                        after_first
                            .iter()
                            .all(|block| matches!(block.kind, BlockKind::List(..)))
                    }
                });
                self.block(span, None, BlockKind::List(first, tight, items));
            }
            Open::Item => {
                let item = Item {
                    span: trimmed(self.source, span),
                    unit,
                    blocks: exact(frame.blocks),
                };
                if let Some(Open::List(_, items)) = self.stack.last_mut().map(|f| &mut f.open) {
                    items.push(item);
                }
            }
            Open::Quote(None) => {
                self.block(span, unit, BlockKind::Quote(frame.blocks));
            }
            Open::Quote(Some(kind)) => {
                self.block(span, unit, BlockKind::Callout(kind, frame.blocks));
            }
            Open::Cell => {
                let cell = self.inlines(&mut frame);
                if let Some(Open::Row(cells)) = self.stack.last_mut().map(|f| &mut f.open) {
                    cells.push(cell);
                }
            }
            Open::Row(cells) => {
                let cells = exact(cells);
                if let Some(Open::Table(table)) = self.stack.last_mut().map(|f| &mut f.open) {
                    if table.head.is_empty() {
                        table.head = cells;
                    } else {
                        table.rows.push(cells);
                    }
                }
            }
            Open::Table(mut table) => {
                table.rows = exact(table.rows);
                if let Some(unit) = unit {
                    let shape = Shape::Table(table.aligns.len() as u16, table.rows.len() as u16);
                    self.doc.units[unit as usize].shape = shape;
                }
                self.block(span, unit, BlockKind::Table(Box::new(table)));
            }
            Open::Definitions(list) => self.block(span, unit, BlockKind::Definitions(list)),
            Open::DefinitionTerm => {
                let term = self.inlines(&mut frame);
                if let Some(Open::Definitions(list)) = self.stack.last_mut().map(|f| &mut f.open) {
                    let details = Vec::new();
                    list.push(Definition { term, details });
                }
            }
            Open::DefinitionDetails => {
                if let Some(Open::Definitions(list)) = self.stack.last_mut().map(|f| &mut f.open)
                    && let Some(last) = list.last_mut()
                {
                    last.details.push(frame.blocks);
                }
            }
            Open::Code(info, body) => {
                let fence = fences::parse(&info, &body, span, self.file, self.problems);
                let kind = match fence {
                    Some(fence) => BlockKind::Fence(Box::new(fence)),
                    None => BlockKind::Code(info.into(), body.as_str().into()),
                };
                self.block(span, unit, kind);
            }
            Open::Html => {
                let span = trimmed(self.source, span);
                frame.inlines.clear();
                let text = Text::verbatim(self.source, span);
                frame.inlines.push(Inline {
                    span,
                    kind: Kind::Text(text),
                });
                let inlines = self.inlines(&mut frame);
                self.block(span, unit, BlockKind::Paragraph(inlines));
            }
            Open::Footnote(label) => {
                let blocks = frame.blocks;
                let span = trimmed(self.source, span);
                self.doc.footnotes.push(Footnote {
                    label,
                    span,
                    blocks,
                });
            }
            Open::Emphasis => {
                let inner = self.inlines(&mut frame);
                self.inline(span, Kind::Emphasis(inner));
            }
            Open::Strong => {
                let inner = self.inlines(&mut frame);
                self.inline(span, Kind::Strong(inner));
            }
            Open::Strike => {
                let inner = self.inlines(&mut frame);
                self.inline(span, Kind::Strike(inner));
            }
            Open::Link(link) => {
                let mut inner = self.inlines(&mut frame);
                // `[[key]]` comes with the key as its words: it has none of its own.
                let asked = &self.doc.links[link as usize];
                if asked.form == LinkForm::Wiki && plain(&inner) == asked.dest {
                    inner.clear();
                }
                self.inline(span, Kind::Link(link, inner));
            }
            Open::Image(link) => {
                let alt = self.inlines(&mut frame);
                self.inline(span, Kind::Image(link, alt));
            }
        }
        if frame.inlines.is_empty() {
            self.spare.push(std::mem::take(&mut frame.inlines));
        }
        // A block inside a tight item ends the words before it.
        if let Some(parent) = self.stack.last_mut()
            && !parent.inlines.is_empty()
            && !parent.blocks.is_empty()
            && matches!(
                parent.open,
                Open::Item | Open::Footnote(_) | Open::DefinitionDetails
            )
            && let Some(mut parent) = self.stack.pop()
        {
            let last = parent.blocks.pop();
            self.settle(&mut parent);
            parent.blocks.extend(last);
            self.stack.push(parent);
        }
    }

    /// Makes a paragraph of the words that stand directly in a tight item.
    fn settle(&mut self, frame: &mut Frame) {
        if frame.inlines.is_empty() {
            return;
        }
        let noted = notes::take(&mut frame.inlines);
        self.note(frame.unit, noted);
        let span = Span {
            start: frame
                .inlines
                .first()
                .map_or(frame.span.start, |inline| inline.span.start),
            end: frame
                .inlines
                .last()
                .map_or(frame.span.end, |inline| inline.span.end),
        };
        let inlines = self.inlines(frame);
        frame.blocks.push(Block {
            span,
            unit: None,
            kind: BlockKind::Paragraph(inlines),
        });
    }

    /// A paragraph that is nothing but `^id` names the block before it (a table, a quotation).
    fn name_previous(&mut self, unit: Option<u32>, noted: Noted) {
        if unit.is_some() {
            self.doc.units.pop();
        }
        let previous = self.stack.last().and_then(|frame| frame.blocks.last());
        let previous = previous.and_then(|block| block.unit);
        self.note(previous, noted);
    }

    /// In a loose list `^id` stands at the end of a paragraph of the item.
    fn name_enclosing_item(&mut self, noted: Noted) {
        let item = self
            .stack
            .last()
            .filter(|frame| matches!(frame.open, Open::Item));
        let unit = item.and_then(|frame| frame.unit);
        self.note(unit, noted);
    }

    /// What stands behind a block's words belongs to the block.
    fn note(&mut self, unit: Option<u32>, noted: Noted) {
        if noted.is_empty() {
            return;
        }
        self.set_id(unit, noted.id);
        if let Some(unit) = unit {
            let before = self.doc.units[unit as usize].noted.get_or_insert_default();
            before.was.extend(noted.was);
            before.intended.extend(noted.intended);
        }
    }

    fn heading_id(&self, span: Span, id: String) -> Spanned<String> {
        let text = &self.source[span.range()];
        let at = text.rfind(&format!("#{id}")).map_or(0, |i| i + 1);
        Spanned {
            span: Span::new(at, at + id.len()).shift(span.start as usize),
            value: id,
        }
    }
}
