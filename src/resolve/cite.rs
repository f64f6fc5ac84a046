//! Citations and facts: every work that is cited is in the bibliography, every column that a fact
//! names is declared, every structured view draws on a section that exists.

use super::views;
use crate::bibliography::Works;
use crate::diag::{Code, Diagnostic, Spanned, nearest};
use crate::doc::{Block, BlockKind, Fence, FenceKind, Inline, Kind};
use crate::page::{Column, Fact, Manuscript};
use crate::site::{PageId, Tree};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Checks what a page cites and draws on.
pub fn check(tree: &Tree, references: &Works, page: PageId, problems: &mut Vec<Diagnostic>) {
    let entry = tree.entry(page);
    let manuscript = &tree.page(page).manuscript;
    let mut checker = Checker {
        tree,
        references,
        page,
        file: &manuscript.file,
        problems,
    };
    if Arc::ptr_eq(manuscript, &entry.lead) {
        let front = &manuscript.front;
        front.sources.iter().for_each(|id| checker.source(id));
        let columns = columns(tree, tree.entry_index(page));
        for fact in &front.facts {
            let named = fact.sources.iter().chain(&fact.conflict_with);
            named.for_each(|id| checker.source(id));
            checker.column(&fact.column, columns);
        }
        views::regions(front, columns, checker.file, checker.problems);
        for term in front.related.iter().chain(&front.broader) {
            if related(tree, tree.entry_index(page), &term.value).is_none() {
                let keys = tree.entries.iter().filter_map(|e| e.key.rsplit('/').next());
                let problem = Diagnostic::new(Code::TermMissing, checker.file, term.span)
                    .arg("target", &term.value)
                    .near(&term.value, keys);
                checker.problems.push(problem);
            }
        }
    }
    checker.footnotes(manuscript);
    checker.blocks(&manuscript.doc.blocks);
    for footnote in &manuscript.doc.footnotes {
        checker.blocks(&footnote.blocks);
    }
}

/// The columns that facts of an entry may name: those of its section's index, or its own.
pub fn columns(tree: &Tree, entry: usize) -> &[Column] {
    let this = &tree.entries[entry];
    if !this.is_section() && !this.meta().columns.is_empty() {
        return &this.meta().columns;
    }
    let parent = tree.entries[entry].parent;
    parent.map_or(&[], |parent| &tree.entries[parent].meta().columns)
}

/// The entry that `related` or `broader` names: a neighbour by its name, or any key.
pub fn related(tree: &Tree, entry: usize, name: &str) -> Option<usize> {
    let folder = tree.entries[entry].folder();
    tree.by_key
        .get(format!("{folder}/{name}").as_str())
        .copied()
        .or_else(|| tree.find(name))
}

/// The fact that `{fact:countries/usa.workforce}` names, with its entry and its column. Of several facts of a column it
/// is the first; `countries/france.workforce-history.2015` is the one of that year, and
/// `countries/france.trainees.2` the second.
pub fn fact<'t>(tree: &'t Tree, name: &str) -> Option<(usize, &'t Fact, &'t Column)> {
    let name = name.strip_suffix(BARE).unwrap_or(name);
    let (rest, last) = name.rsplit_once('.')?;
    let is_number = last.bytes().all(|b| b.is_ascii_digit());
    let (rest, which) = if is_number { (rest, last) } else { (name, "1") };
    let (key, column) = rest.rsplit_once('.')?;
    let entry = tree.find(key)?;
    let facts = &tree.entries[entry].meta().facts;
    let mut facts = facts.iter().filter(|fact| fact.column.value == column);
    let fact = match which.parse::<usize>().ok()? {
        place @ 1..1000 => facts.nth(place - 1)?,
        _ => facts.find(|fact| fact.year.as_deref() == Some(which))?,
    };
    let column = columns(tree, entry)
        .iter()
        .find(|known| known.id.value == column)?;
    Some((entry, fact, column))
}

/// What stands behind the name of a fact of which only the number is wanted, without «about» and unit:
/// the sentence around it has them.
pub const BARE: &str = ".number";

/// The section that a structured view draws on, or a page with columns of its own.
pub fn section(tree: &Tree, page: PageId, fence: &Fence) -> Option<usize> {
    let name = &fence.of.as_ref()?.value;
    let folder = tree.entry(page).folder();
    let beside = || tree.find(&format!("{folder}/{name}"));
    tree.find(name)
        .or_else(beside)
        .filter(|entry| tree.entries[*entry].is_section() || has_columns(tree, *entry))
}

fn has_columns(tree: &Tree, entry: usize) -> bool {
    !tree.entries[entry].meta().columns.is_empty()
}

struct Checker<'a> {
    tree: &'a Tree,
    references: &'a Works,
    page: PageId,
    file: &'a Arc<str>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn source(&mut self, id: &Spanned<String>) {
        if self.references.of_id(&id.value).is_some() {
            return;
        }
        let known = self
            .references
            .iter()
            .map(|reference| reference.id.as_str());
        let problem = Diagnostic::new(Code::CitationMissing, self.file, id.span)
            .arg("id", &id.value)
            .near(&id.value, known);
        self.problems.push(problem);
    }

    fn column(&mut self, name: &Spanned<String>, columns: &[Column]) {
        if columns.iter().any(|column| column.id.value == name.value) {
            return;
        }
        let known = columns.iter().map(|column| column.id.value.as_str());
        let problem = Diagnostic::new(Code::ColumnUnknown, self.file, name.span)
            .arg("column", &name.value)
            .near(&name.value, known);
        self.problems.push(problem);
    }

    fn footnotes(&mut self, manuscript: &Manuscript) {
        let notes = &manuscript.doc.footnotes;
        let defined: BTreeSet<&str> = notes.iter().map(|note| note.label.as_str()).collect();
        let mut used = BTreeSet::new();
        let inside = notes.iter().map(|note| &note.blocks);
        for blocks in std::iter::once(&manuscript.doc.blocks).chain(inside) {
            each_inline(blocks, &mut |inline| {
                let Kind::Footnote(label) = &inline.kind else {
                    return;
                };
                used.insert(label.as_str());
                if !defined.contains(label.as_str()) {
                    let problem = Diagnostic::new(Code::FootnoteMissing, self.file, inline.span);
                    self.problems.push(problem.arg("label", label));
                }
            });
        }
        for note in notes {
            if !used.contains(note.label.as_str()) {
                let problem = Diagnostic::new(Code::FootnoteUnused, self.file, note.span);
                self.problems.push(problem.arg("label", &note.label));
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        each_block(blocks, &mut |block| {
            if let BlockKind::Fence(fence) = &block.kind {
                self.fence(fence);
            }
        });
        let mut cited = Vec::new();
        let mut facts = Vec::new();
        each_inline(blocks, &mut |inline| match &inline.kind {
            Kind::Cite(citations) => cited.extend(citations.iter().map(|c| c.id.clone())),
            Kind::Fact(name) => facts.push(name.clone()),
            _ => {}
        });
        cited.iter().for_each(|id| self.source(id));
        for name in facts {
            self.fact(&name);
        }
    }

    fn fact(&mut self, name: &Spanned<String>) {
        if fact(self.tree, &name.value).is_none() {
            let problem = Diagnostic::new(Code::ColumnUnknown, self.file, name.span);
            self.problems.push(problem.arg("column", &name.value));
        }
    }

    fn fence(&mut self, fence: &Fence) {
        for named in &fence.facts {
            self.fact(&named.name);
        }
        views::named_facts(self.tree, fence, self.file, self.problems);
        let Some(of) = &fence.of else {
            return;
        };
        if of.value == "bibliography" && fence.kind == FenceKind::List {
            return;
        }
        let Some(section) = section(self.tree, self.page, fence) else {
            let names: Vec<&str> = self
                .tree
                .entries
                .iter()
                .filter_map(|entry| entry.key.strip_suffix("/index"))
                .collect();
            let mut problem = Diagnostic::new(Code::LinkTargetMissing, self.file, of.span)
                .arg("target", &of.value);
            if let Some(near) = nearest(&of.value, names) {
                problem = problem.arg("near", near);
            }
            self.problems.push(problem);
            return;
        };
        let columns = &self.tree.entries[section].meta().columns;
        fence
            .columns
            .iter()
            .for_each(|column| self.column(column, columns));
        views::columns(fence, columns, self.file, self.problems);
        let folder = self.tree.entries[section].folder();
        for name in &fence.entries {
            if self
                .tree
                .find(&format!("{folder}/{}", name.value))
                .is_none()
            {
                let problem = Diagnostic::new(Code::LinkTargetMissing, self.file, name.span)
                    .arg("target", &name.value);
                self.problems.push(problem);
            }
        }
    }
}

/// Visits all blocks, outer ones first.
pub fn each_block<'d>(blocks: &'d [Block], visit: &mut dyn FnMut(&'d Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::List(_, _, items) => {
                items
                    .iter()
                    .for_each(|item| each_block(&item.blocks, visit));
            }
            BlockKind::Quote(inner) | BlockKind::Callout(_, inner) => each_block(inner, visit),
            BlockKind::Definitions(list) => {
                let details = list.iter().flat_map(|definition| &definition.details);
                details.for_each(|blocks| each_block(blocks, visit));
            }
            _ => {}
        }
    }
}

/// Visits all inlines, outer ones first.
pub fn each_inline<'d>(blocks: &'d [Block], visit: &mut dyn FnMut(&'d Inline)) {
    each_block(blocks, &mut |block| match &block.kind {
        BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines) => inside(inlines, visit),
        BlockKind::Table(table) => {
            table
                .head
                .iter()
                .chain(table.rows.iter().flatten())
                .for_each(|cell| inside(cell, visit));
        }
        BlockKind::Definitions(list) => {
            list.iter()
                .for_each(|definition| inside(&definition.term, visit));
        }
        _ => {}
    });
}

fn inside<'d>(inlines: &'d [Inline], visit: &mut dyn FnMut(&'d Inline)) {
    for inline in inlines {
        visit(inline);
        match &inline.kind {
            Kind::Emphasis(inner)
            | Kind::Strong(inner)
            | Kind::Strike(inner)
            | Kind::Link(_, inner)
            | Kind::Image(_, inner)
            | Kind::Foreign(_, inner)
            | Kind::NoLink(inner) => inside(inner, visit),
            _ => {}
        }
    }
}
