//! The tile map: a square for each region of Italy, where the sources of a fact name one. A tile says
//! that something is there, not how much of it: regions differ in size, and lists are never complete.

use super::Scope;
use super::pictures::Row;
use crate::lang::Localized;
use crate::page::{Column, ColumnType, Fact, FactValue};
use crate::region::{COLUMNS, REGIONS, ROWS, Region};
use crate::render::html::{escape, escaped};
use fluent::FluentValue;
use std::fmt::Write;

/// The side of a tile with the gap beside it.
const STEP: u32 = 48;
/// The side of a tile.
const SIDE: u32 = 44;

impl Scope<'_> {
    /// The name of a region.
    pub(super) fn region(&self, region: &Region) -> String {
        self.t(&format!("region-{}", region.id), &[])
    }

    /// A map of the regions that rows name, and a list of them that leads to what is said there.
    pub(super) fn tiles(&self, rows: &[Row], id: &str, caption: &str) -> String {
        let mut named: Vec<(&Region, Vec<(&Row, &Fact)>)> = Vec::new();
        for region in REGIONS {
            let facts = rows.iter().flat_map(|row| {
                let facts = row.facts.iter().map(move |fact| (row, *fact));
                facts.filter(|(_, fact)| self.is_in(fact, region))
            });
            let facts: Vec<_> = facts.collect();
            if !facts.is_empty() {
                named.push((region, facts));
            }
        }
        let order = self.site.locale(self.lang);
        named.sort_by(|(a, _), (b, _)| order.compare(&self.region(a), &self.region(b)));
        let mut out = self.open("chart tiles", id, caption);
        let regions: Vec<&Region> = named.iter().map(|(region, _)| *region).collect();
        self.map(&regions, id, &mut out);
        out.push_str("<ul class=\"regions\">\n");
        for (region, facts) in &named {
            out.push_str("<li>");
            if let Some((row, _)) = facts.first() {
                self.region_link(region, row, &mut out);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
        let value = rows.first().map_or(String::new(), |row| {
            row.column.label.get(self.lang).to_owned()
        });
        // Where one page says it all, its name need not stand in every line.
        let several = rows.iter().any(|row| row.entry != rows[0].entry);
        let lines = named.iter().map(|(region, facts)| {
            let (mut head, mut cell) = (String::new(), String::new());
            if let Some((row, _)) = facts.first() {
                self.region_link(region, row, &mut head);
            }
            // The region is named already: what the cell says is who names it.
            for (row, fact) in facts {
                let page = self.site.tree.page_in(row.entry, self.lang);
                let title = &self.site.tree.page(page).title;
                let title = Localized::all(if several { title } else { "" });
                let fact = Fact {
                    value: FactValue::Text(title),
                    ..(*fact).clone()
                };
                let column = Column {
                    ty: ColumnType::Text,
                    ..row.column.clone()
                };
                self.facts(&[&fact], &column, &mut cell);
            }
            (head, cell)
        });
        self.close(caption, &value, lines, &mut out);
        out
    }

    fn is_in(&self, fact: &Fact, region: &Region) -> bool {
        match &fact.value {
            FactValue::Text(text) => Region::find(text.get(self.lang)) == Some(region),
            _ => false,
        }
    }

    /// The picture: every region, those that are named filled.
    fn map(&self, named: &[&Region], id: &str, out: &mut String) {
        let names: Vec<String> = named.iter().map(|region| self.region(region)).collect();
        let says = [
            ("count", FluentValue::from(named.len())),
            ("names", FluentValue::from(names.join(", "))),
        ];
        let (width, height) = (u32::from(COLUMNS) * STEP, u32::from(ROWS) * STEP);
        let _ = writeln!(
            out,
            "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{0}-title {0}-desc\"><title id=\"{0}-title\">{1}</title><desc id=\"{0}-desc\">{2}</desc>",
            escaped(id),
            escaped(&self.t("tiles-title", &[])),
            escaped(&self.t("tiles-text", &says))
        );
        for region in REGIONS {
            let is_named = named.contains(&region);
            let (x, y) = (
                u32::from(region.column) * STEP + 2,
                u32::from(region.row) * STEP + 2,
            );
            let short = self.t(&format!("region-{}.short", region.id), &[]);
            let _ = writeln!(
                out,
                "<g{}><rect x=\"{x}\" y=\"{y}\" width=\"{SIDE}\" height=\"{SIDE}\" rx=\"4\"/><text x=\"{}\" y=\"{}\">{}</text></g>",
                if is_named { " class=\"named\"" } else { "" },
                x + SIDE / 2,
                y + SIDE / 2 + 5,
                escaped(&short)
            );
        }
        out.push_str("</svg>\n");
    }

    /// A link to what an entry says of a region: to its section of that name, else to the page.
    fn region_link(&self, region: &Region, row: &Row, out: &mut String) {
        let tree = &self.site.tree;
        let page = tree.page_in(row.entry, self.lang);
        let has_section = self.site.identity[page.0 as usize]
            .find(region.id)
            .is_some();
        let _ = write!(
            out,
            "<a href=\"{}{}{}{}\">",
            self.root,
            escaped(&tree.page(page).path),
            if has_section { "#" } else { "" },
            if has_section { region.id } else { "" }
        );
        escape(&self.region(region), out);
        out.push_str("</a>");
    }
}
