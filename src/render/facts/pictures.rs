//! Pictures of facts: timelines and charts, with the same numbers as words or as a table behind them.

use super::Scope;
use crate::doc::Fence;
use crate::page::{Column, Fact, FactValue};
use crate::render::html::{escape, escaped};
use std::fmt::Write;

impl Scope<'_> {
    /// The numbers of a column, one fact each.
    pub(super) fn numbers<'f>(
        &'f self,
        entries: &[usize],
        column: &Column,
    ) -> Vec<(usize, &'f Fact, f64)> {
        let mut rows = Vec::new();
        for entry in entries {
            for fact in &self.site.tree.entries[*entry].meta().facts {
                if let FactValue::Number(number) = &fact.value
                    && fact.column.value == column.id.value
                    && let Ok(number) = number.parse()
                {
                    rows.push((*entry, fact, number));
                }
            }
        }
        rows
    }

    pub(super) fn column<'c>(&self, declared: &'c [Column], fence: &Fence) -> Option<&'c Column> {
        self.columns(declared, fence).into_iter().next()
    }

    pub(super) fn timeline(
        &self,
        section: usize,
        entries: &[usize],
        fence: &Fence,
        id: &str,
        caption: &str,
    ) -> String {
        let declared = &self.site.tree.entries[section].meta().columns;
        let Some(column) = self.column(declared, fence) else {
            return String::new();
        };
        let mut rows = self.numbers(entries, column);
        rows.sort_by(|a, b| a.2.total_cmp(&b.2).then(a.0.cmp(&b.0)));
        let mut out = format!(
            "<figure class=\"timeline\" id=\"{}\"><figcaption>",
            escaped(id)
        );
        escape(caption, &mut out);
        out.push_str("</figcaption><ol>\n");
        for (entry, fact, year) in rows {
            let _ = write!(out, "<li><time datetime=\"{year:04}\">");
            escape(&self.value(fact, column), &mut out);
            out.push_str("</time> ");
            self.page_anchor(entry, &mut out);
            if !fact.note.is_empty() {
                out.push_str(" <span class=\"description\">");
                escape(fact.note.get(self.lang), &mut out);
                out.push_str("</span>");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol></figure>\n");
        out
    }

    /// Horizontal bars, drawn to one scale, with the same numbers in a table behind them. The picture
    /// is decoration for those who see it: its title and the table say everything.
    pub(super) fn chart(
        &self,
        section: usize,
        entries: &[usize],
        fence: &Fence,
        id: &str,
        caption: &str,
    ) -> String {
        const ROW: usize = 44;
        const WIDTH: f64 = 600.0;
        let declared = &self.site.tree.entries[section].meta().columns;
        let Some(column) = self.column(declared, fence) else {
            return String::new();
        };
        let rows = self.numbers(entries, column);
        let most = rows
            .iter()
            .map(|(_, _, number)| *number)
            .fold(1.0, f64::max);
        let mut out = format!(
            "<figure class=\"chart\" id=\"{}\"><figcaption>",
            escaped(id)
        );
        escape(caption, &mut out);
        let height = rows.len() * ROW + 4;
        let _ = write!(
            out,
            "</figcaption><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{0}-title\"><title id=\"{0}-title\">{1}</title>",
            escaped(id),
            escaped(caption)
        );
        for (row, (entry, fact, number)) in rows.iter().enumerate() {
            let y = row * ROW;
            let width = (number / most * WIDTH).max(2.0);
            let page = self
                .site
                .tree
                .page(self.site.tree.page_in(*entry, self.lang));
            let _ = write!(
                out,
                "<text class=\"label\" x=\"0\" y=\"{}\">{}: {}</text><rect class=\"bar\" x=\"0\" y=\"{}\" width=\"{width:.1}\" height=\"16\" rx=\"2\"/>",
                y + 16,
                escaped(&page.title),
                escaped(&self.labelled(fact, column)),
                y + 22
            );
        }
        out.push_str("</svg><details><summary>");
        escape(&self.t("chart-data", &[]), &mut out);
        let _ = write!(
            out,
            "</summary><table><caption>{}</caption><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
            escaped(caption),
            escaped(&self.t("comparison-entry", &[])),
            escaped(column.label.get(self.lang))
        );
        for (entry, fact, _) in &rows {
            out.push_str("<tr><th scope=\"row\">");
            self.page_anchor(*entry, &mut out);
            let _ = write!(
                out,
                "</th><td>{}</td></tr>",
                escaped(&self.labelled(fact, column))
            );
        }
        out.push_str("</tbody></table></details></figure>\n");
        out
    }

    /// A value with the year it holds for.
    pub(super) fn labelled(&self, fact: &Fact, column: &Column) -> String {
        let value = self.value(fact, column);
        match &fact.year {
            Some(year) => format!("{value} ({year})"),
            None => value,
        }
    }
}
