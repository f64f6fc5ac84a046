//! Structured views as HTML: comparisons, charts, timelines, lists, the facts of an entry, references.
//! All of them come from the same data; a missing fact is said to be missing, and every fact shows its
//! year and source.

mod comparison;
mod pictures;
mod tiles;
mod works;

pub use works::titles;

use super::html::{escape, escaped};
use super::view;
use crate::bibliography::Reference;
use crate::doc::{Fence, FenceKind};
use crate::lang::{Lang, Localized};
use crate::page::{Column, ColumnType, Fact, FactValue, PageKind};
use crate::region::Region;
use crate::resolve::cite;
use crate::site::{PageId, Site};
use fluent::FluentValue;
use std::fmt::Write;

/// Renders a structured view on a page. `id` is its element's, `section` the heading above it.
///
/// `mark` tells the ids of two languages on one page apart; `tools` is false where no script would use the
/// tools of a comparison.
pub fn fence(
    site: &Site,
    page: PageId,
    fence: &Fence,
    id: &str,
    mark: &str,
    section: &str,
    tools: bool,
) -> String {
    let here = site.tree.page(page);
    let scope = Scope {
        site,
        lang: here.lang,
        root: super::theme::relative_root(&here.path),
    };
    if fence
        .of
        .as_ref()
        .is_some_and(|of| of.value == "bibliography")
    {
        return scope.bibliography(id, mark);
    }
    let caption = fence.caption.as_deref().unwrap_or(section);
    if !fence.facts.is_empty() {
        return scope.chart(fence, &scope.named_rows(&fence.facts), id, caption);
    }
    let Some(index) = cite::section(&site.tree, page, fence) else {
        return String::new();
    };
    let mut entries = scope.entries(index, fence);
    match fence.kind {
        FenceKind::List => scope.list(&entries, id),
        FenceKind::Comparison => {
            entries.retain(|entry| {
                *entry == index || site.tree.entries[*entry].kind == PageKind::Country
            });
            scope.comparison(index, &entries, fence, id, caption, tools)
        }
        FenceKind::Timeline | FenceKind::Chart => {
            // Pages of a section that are no entries of its comparison have no facts to miss.
            let can = |entry: &usize| {
                *entry == index || site.tree.entries[*entry].kind == PageKind::Country
            };
            entries.retain(can);
            let columns = &site.tree.entries[index].meta().columns;
            let columns = scope.columns(columns, fence);
            scope.chart(fence, &scope.rows(&entries, &columns), id, caption)
        }
    }
}

/// All facts of an entry, as a table of columns.
pub fn entry_table(site: &Site, page: PageId) -> String {
    let here = site.tree.page(page);
    let scope = Scope {
        site,
        lang: here.lang,
        root: super::theme::relative_root(&here.path),
    };
    let index = site.tree.entry_index(page);
    let mut out = String::from("<table class=\"facts\"><caption>");
    escape(
        &scope.t("facts-caption", &[("title", here.title.clone().into())]),
        &mut out,
    );
    out.push_str("</caption><tbody>\n");
    for column in cite::columns(&site.tree, index) {
        let _ = write!(
            out,
            "<tr id=\"fact-{}\"><th scope=\"row\">",
            escaped(&column.id.value)
        );
        escape(column.label.get(scope.lang), &mut out);
        if !column.help.is_empty() {
            out.push_str("<small>");
            escape(column.help.get(scope.lang), &mut out);
            out.push_str("</small>");
        }
        out.push_str("</th><td>");
        scope.cell(index, column, &mut out);
        out.push_str("</td></tr>\n");
    }
    out.push_str("</tbody></table>");
    out
}

/// A fact's value in words: `circa 30.000 persone`.
pub fn value_text(site: &Site, lang: Lang, fact: &Fact, column: &Column) -> String {
    let scope = Scope {
        site,
        lang,
        root: String::new(),
    };
    scope.value(fact, column)
}

/// What a text says where it names a fact; nothing where there is none.
pub fn named(site: &Site, lang: Lang, name: &str) -> String {
    match cite::fact(&site.tree, name) {
        Some((_, fact, _)) if name.ends_with(cite::BARE) => match &fact.value {
            FactValue::Number(number) => site.locale(lang).number(number),
            _ => String::new(),
        },
        Some((_, fact, column)) => value_text(site, lang, fact, column),
        None => String::new(),
    }
}

/// A whole reference, as HTML.
pub fn reference(site: &Site, lang: Lang, work: &Reference) -> String {
    let mut out = String::new();
    let written = site.stylist(lang).reference(&work.id);
    for run in written.unwrap_or_default() {
        if let Some(url) = &run.url {
            let _ = write!(
                out,
                "<a href=\"{}\" rel=\"external noopener\">",
                escaped(url)
            );
        }
        let looks = [(run.italic, "i"), (run.bold, "b"), (run.raised, "sup")];
        let tags = looks.iter().filter(|(set, _)| *set).map(|(_, tag)| *tag);
        tags.clone().for_each(|tag| out += &format!("<{tag}>"));
        titles(work, lang, &run.text, &mut out);
        tags.rev().for_each(|tag| out += &format!("</{tag}>"));
        if run.url.is_some() {
            out.push_str("</a>");
        }
    }
    works::address(site, lang, work, &mut out);
    out
}

struct Scope<'a> {
    site: &'a Site,
    lang: Lang,
    root: String,
}

impl Scope<'_> {
    fn t(&self, key: &str, args: &[(&str, FluentValue)]) -> String {
        self.site.strings.text(self.lang, key, args)
    }

    /// The entries that a view asks for: by name, by filter, else all of the section.
    fn entries(&self, section: usize, fence: &Fence) -> Vec<usize> {
        let tree = &self.site.tree;
        let folder = tree.entries[section].folder();
        if !fence.entries.is_empty() {
            let names = fence.entries.iter();
            return names
                .filter_map(|name| tree.find(&format!("{folder}/{}", name.value)))
                .collect();
        }
        // A page with columns of its own is its one entry.
        if !tree.entries[section].is_section() {
            return vec![section];
        }
        let mut entries = tree.entries[section].children.clone();
        if let Some(filter) = &fence.filter {
            entries.retain(|entry| {
                let meta = tree.entries[*entry].meta();
                let group = meta.group.as_ref().map(|group| group.value.as_str());
                let ty = meta
                    .criterion
                    .as_ref()
                    .map(|criterion| criterion.value.name());
                [group, ty].contains(&Some(filter.value.as_str()))
            });
        }
        entries
    }

    fn columns<'c>(&self, section: &'c [Column], fence: &Fence) -> Vec<&'c Column> {
        if fence.columns.is_empty() {
            return section.iter().collect();
        }
        let wanted = fence.columns.iter();
        wanted
            .filter_map(|name| section.iter().find(|column| column.id.value == name.value))
            .collect()
    }

    fn page_anchor(&self, entry: usize, out: &mut String) {
        let page = self
            .site
            .tree
            .page(self.site.tree.page_in(entry, self.lang));
        let _ = write!(out, "<a href=\"{}{}\">", self.root, escaped(&page.path));
        escape(&page.title, out);
        out.push_str("</a>");
    }

    fn list(&self, entries: &[usize], id: &str) -> String {
        let mut out = format!("<ul class=\"cards\" id=\"{}\">\n", escaped(id));
        for entry in entries {
            let card = view::card(self.site, *entry, self.lang);
            out.push_str("<li>");
            if !card.mark.is_empty() {
                let _ = write!(out, "<span class=\"mark\">{}</span> ", escaped(&card.mark));
            }
            let _ = write!(out, "<a href=\"{}{}\">", self.root, escaped(&card.url));
            escape(&card.title, &mut out);
            out.push_str("</a>");
            if !card.description.is_empty() {
                out.push_str("<span class=\"description\">");
                escape(&card.description, &mut out);
                out.push_str("</span>");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
        out
    }

    fn bibliography(&self, id: &str, mark: &str) -> String {
        let order = self.site.stylist(self.lang).order();
        let works = order.iter().filter_map(|id| self.site.reference(id));
        let mut out = format!("<ul class=\"bibliography\" id=\"{}\">\n", escaped(id));
        for work in works {
            let _ = write!(
                out,
                "<li id=\"{}work-{}\">",
                escaped(mark),
                escaped(&work.id)
            );
            out.push_str(&reference(self.site, self.lang, work));
            self.cited_in(&work.id, &mut out);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
        out
    }

    /// What is known of an entry in a column, with year and source; a gap is never blank.
    fn cell(&self, entry: usize, column: &Column, out: &mut String) {
        let meta = self.site.tree.entries[entry].meta();
        let facts: Vec<&Fact> = meta
            .facts
            .iter()
            .filter(|fact| fact.column.value == column.id.value)
            .collect();
        self.facts(&facts, column, out);
    }

    /// Facts of one column, each with year and source.
    fn facts(&self, facts: &[&Fact], column: &Column, out: &mut String) {
        if facts.is_empty() {
            out.push_str("<span class=\"unstated\">");
            escape(&self.t("not-stated", &[]), out);
            out.push_str("</span>");
            return;
        }
        for fact in facts {
            out.push_str("<div class=\"fact\">");
            self.dispute(facts, fact, out);
            match &fact.value {
                FactValue::List(items) => {
                    out.push_str("<ul>");
                    for item in items {
                        out.push_str("<li>");
                        escape(item.get(self.lang), out);
                        out.push_str("</li>");
                    }
                    out.push_str("</ul>");
                }
                _ => escape(&self.value(fact, column), out),
            }
            let mut provenance: Vec<String> = Vec::new();
            provenance.extend(fact.year.as_ref().map(|year| escaped(year)));
            for source in &fact.sources {
                if let Some(work) = self.site.reference(&source.value) {
                    let mut text = String::new();
                    let label = self.site.work_label(self.lang, &work.id);
                    titles(work, self.lang, &label, &mut text);
                    provenance.push(match self.bibliography_url() {
                        Some(url) => format!(
                            "<a href=\"{}{}#work-{}\">{}</a>",
                            self.root,
                            escaped(&url),
                            escaped(&work.id),
                            text
                        ),
                        None => text,
                    });
                }
            }
            if !fact.note.is_empty() {
                provenance.push(escaped(fact.note.get(self.lang)));
            }
            if !provenance.is_empty() {
                let _ = write!(
                    out,
                    " <small class=\"provenance\">{}</small>",
                    provenance.join("; ")
                );
            }
            out.push_str("</div>");
        }
    }

    /// The page that lists the bibliography, if there is one.
    fn bibliography_url(&self) -> Option<String> {
        let tree = &self.site.tree;
        let entry = tree
            .find("about/bibliography")
            .or_else(|| tree.find("bibliography"))?;
        Some(tree.page(tree.page_in(entry, self.lang)).path.clone())
    }

    fn value(&self, fact: &Fact, column: &Column) -> String {
        let text = match &fact.value {
            FactValue::Number(number) if column.ty == ColumnType::Year => number.clone(),
            FactValue::Number(number) => {
                let number = self.site.locale(self.lang).number(number);
                match column.unit.get(self.lang) {
                    "" => number,
                    "%" => format!("{number}%"),
                    unit => format!("{number} {unit}"),
                }
            }
            FactValue::Text(text) if column.ty == ColumnType::Region => {
                let region = Region::find(text.get(self.lang));
                region.map_or(String::new(), |region| self.region(region))
            }
            FactValue::Text(text) => text.get(self.lang).to_owned(),
            FactValue::List(items) => {
                let words: Vec<&str> = items
                    .iter()
                    .map(|item: &Localized| item.get(self.lang))
                    .collect();
                words.join("; ")
            }
            FactValue::YesNo(yes) => self.t(if *yes { "yes" } else { "no" }, &[]),
        };
        match fact.qualifier {
            Some(qualifier) => {
                let key = format!("qualifier-{}", qualifier.name());
                self.t(&key, &[("value", text.into())])
            }
            None => text,
        }
    }
}
