//! The table of a comparison: entries by columns, with the tools that let a reader sort it, hide columns,
//! look for entries and put some side by side. The tools are a script's: without it they are not shown,
//! and the whole table is there. Their words stand in the page, so the script has none.

use super::Scope;
use crate::doc::Fence;
use crate::page::{Column, ColumnType, FactValue};
use crate::render::html::{escape, escaped};
use fluent::FluentValue;
use std::fmt::Write;

impl Scope<'_> {
    /// `tools` is false where no script would use them: beside another language, in a frame.
    pub(super) fn comparison(
        &self,
        section: usize,
        entries: &[usize],
        fence: &Fence,
        id: &str,
        caption: &str,
        tools: bool,
    ) -> String {
        let declared = &self.site.tree.entries[section].meta().columns;
        let columns = self.columns(declared, fence);
        let mut out = String::new();
        if tools {
            self.tools(entries, &columns, id, caption, &mut out);
        }
        let _ = write!(
            out,
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table class=\"comparison\" id=\"{1}\"><caption>{0}</caption><thead><tr><th scope=\"col\">{2}</th>",
            escaped(caption),
            escaped(id),
            escaped(&self.t("comparison-entry", &[]))
        );
        for column in &columns {
            self.column_head(column, id, &mut out);
        }
        out.push_str("</tr></thead><tbody>\n");
        for entry in entries {
            let _ = write!(
                out,
                "<tr data-entry=\"{}\"><th scope=\"row\">",
                escaped(self.short_key(*entry))
            );
            self.page_anchor(*entry, &mut out);
            out.push_str("</th>");
            for column in &columns {
                match self.sort_value(*entry, column) {
                    Some(value) => {
                        let _ = write!(out, "<td data-value=\"{}\">", escaped(&value));
                    }
                    None => out.push_str("<td>"),
                }
                self.cell(*entry, column, &mut out);
                out.push_str("</td>");
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
        out
    }

    /// The head of a column: its label, its unit, and a link to itself.
    fn column_head(&self, column: &Column, id: &str, out: &mut String) {
        let label = column.label.get(self.lang);
        let _ = write!(
            out,
            "<th scope=\"col\" id=\"{0}-{1}\" data-column=\"{1}\"><span class=\"column-label\">{2}</span>",
            escaped(id),
            escaped(&column.id.value),
            escaped(label)
        );
        let words = [("title", FluentValue::from(label))];
        let _ = write!(
            out,
            " <a class=\"column-link\" href=\"#{}-{}\" aria-label=\"{}\">#</a>",
            escaped(id),
            escaped(&column.id.value),
            escaped(&self.t("comparison-column-link", &words))
        );
        if !column.unit.is_empty() {
            out.push_str(" <small>(");
            escape(column.unit.get(self.lang), out);
            out.push_str(")</small>");
        }
        out.push_str("</th>");
    }

    /// By what a cell is sorted, where its words would not do: a number by its value. A cell with
    /// several facts stands where its first one does, which is read first.
    fn sort_value(&self, entry: usize, column: &Column) -> Option<String> {
        let facts = &self.site.tree.entries[entry].meta().facts;
        let fact = facts
            .iter()
            .find(|fact| fact.column.value == column.id.value)?;
        match &fact.value {
            FactValue::Number(number) => Some(number.clone()),
            FactValue::YesNo(yes) => Some(if *yes { "1" } else { "0" }.to_owned()),
            FactValue::Text(_) if column.ty == ColumnType::Region => Some(self.value(fact, column)),
            FactValue::Text(_) | FactValue::List(_) => None,
        }
    }

    /// The name of an entry within its section: it stands in addresses, in every language alike.
    pub(super) fn short_key(&self, entry: usize) -> &str {
        let key = &self.site.tree.entries[entry].key;
        key.rsplit('/').next().unwrap_or(key)
    }

    fn tools(
        &self,
        entries: &[usize],
        columns: &[&Column],
        id: &str,
        caption: &str,
        out: &mut String,
    ) {
        let id = escaped(id);
        let about = [("title", FluentValue::from(caption))];
        let _ = write!(
            out,
            "<div class=\"compare scripted\" role=\"group\" aria-label=\"{}\" data-table=\"{id}\"",
            escaped(&self.t("compare-tools", &about))
        );
        let name = [("name", FluentValue::from("#"))];
        let rows = ("total", FluentValue::from(entries.len()));
        let heads = ("total", FluentValue::from(columns.len()));
        let shown = ("shown", FluentValue::from("#"));
        let says: [(&str, &[(&str, FluentValue)]); 8] = [
            ("rows", &[shown.clone(), rows]),
            ("columns", &[shown, heads]),
            ("ascending", &name),
            ("descending", &name),
            ("beside", &name),
            ("fact", &[]),
            ("one-more", &[]),
            ("nothing", &[]),
        ];
        for (name, args) in says {
            let words = self.t(&format!("compare-{name}"), args);
            let _ = write!(out, " data-{name}=\"{}\"", escaped(&words));
        }
        let _ = write!(
            out,
            "><p class=\"compare-find\"><label for=\"{id}-find\">{}</label> <input type=\"search\" id=\"{id}-find\" autocomplete=\"off\" spellcheck=\"false\"></p>",
            escaped(&self.t("compare-find", &[]))
        );
        let titles: Vec<(&str, &str)> = entries
            .iter()
            .map(|entry| {
                let page = self.site.tree.page_in(*entry, self.lang);
                let title = self.site.tree.page(page).title.as_str();
                (self.short_key(*entry), title)
            })
            .collect();
        let labels: Vec<(&str, &str)> = columns
            .iter()
            .map(|column| (column.id.value.as_str(), column.label.get(self.lang)))
            .collect();
        self.choice("show", &labels, true, out);
        self.choice("pick", &titles, false, out);
        let _ = writeln!(
            out,
            "<button type=\"button\" disabled>{}</button></div><p class=\"compare-status\" role=\"status\"></p>",
            escaped(&self.t("compare-reset", &[]))
        );
    }

    /// A menu of boxes to tick.
    fn choice(&self, name: &str, items: &[(&str, &str)], ticked: bool, out: &mut String) {
        let _ = write!(
            out,
            "<details class=\"compare-{name}\"><summary>{}</summary><fieldset><legend>{}</legend>",
            escaped(&self.t(&format!("compare-{name}"), &[])),
            escaped(&self.t(&format!("compare-{name}-legend"), &[]))
        );
        let ticked = if ticked { " checked" } else { "" };
        for (value, label) in items {
            let _ = write!(
                out,
                "<label><input type=\"checkbox\" value=\"{}\"{ticked}> {}</label>",
                escaped(value),
                escaped(label)
            );
        }
        out.push_str("</fieldset></details>");
    }
}
