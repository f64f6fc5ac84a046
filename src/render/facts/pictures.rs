//! Charts: bars, dots, large figures, timelines (tiles have a file of their own). What can be read in
//! one is text that wraps and grows with the reader's letters; only bars, dots and lines are drawn,
//! and they say nothing that the words beside them do not. Behind each stands a table with the same
//! facts, their years and their sources.

use super::Scope;
use crate::doc::{ChartType, FactName, Fence};
use crate::page::{Column, Fact, FactValue};
use crate::render::html::{escape, escaped};
use crate::resolve::cite;
use std::fmt::Write;

/// What a chart shows of one entry in one column.
pub(super) struct Row<'a> {
    pub(super) entry: usize,
    pub(super) column: &'a Column,
    /// The facts; none where the sources say nothing.
    pub(super) facts: Vec<&'a Fact>,
    /// What it is called, where neither the entry's title nor the column's label is meant.
    label: Option<&'a str>,
}

impl Row<'_> {
    /// The numbers among its facts.
    fn numbers(&self) -> impl Iterator<Item = (&Fact, f64)> {
        self.facts.iter().filter_map(|fact| match &fact.value {
            FactValue::Number(number) => Some((*fact, number.parse().ok()?)),
            _ => None,
        })
    }
}

impl<'s> Scope<'s> {
    /// What columns say of entries: a row for each entry and column.
    pub(super) fn rows(&self, entries: &[usize], columns: &[&'s Column]) -> Vec<Row<'s>> {
        let pairs = entries
            .iter()
            .flat_map(|entry| columns.iter().map(move |column| (*entry, *column)));
        pairs
            .map(|(entry, column)| {
                let facts = self.site.tree.entries[entry].meta().facts.iter();
                Row {
                    entry,
                    column,
                    facts: facts
                        .filter(|fact| fact.column.value == column.id.value)
                        .collect(),
                    label: None,
                }
            })
            .collect()
    }

    /// The facts that a chart names one by one.
    pub(super) fn named_rows<'f>(&self, names: &'f [FactName]) -> Vec<Row<'f>>
    where
        's: 'f,
    {
        let tree = &self.site.tree;
        let rows = names.iter().filter_map(|named| {
            let (entry, fact, column) = cite::fact(tree, &named.name.value)?;
            Some(Row {
                entry,
                column,
                facts: vec![fact],
                label: named.label.as_deref(),
            })
        });
        rows.collect()
    }

    /// A chart: the caption, the picture, the table behind it.
    pub(super) fn chart(&self, fence: &Fence, rows: &[Row], id: &str, caption: &str) -> String {
        if fence.chart == ChartType::Tiles {
            return self.tiles(rows, id, caption);
        }
        let (stated, unstated): (Vec<&Row>, Vec<&Row>) =
            rows.iter().partition(|row| row.numbers().next().is_some());
        let names = Names::of(rows);
        let class = match fence.chart {
            ChartType::Timeline => "timeline".to_owned(),
            drawn => format!("chart {}", drawn.name()),
        };
        let mut out = self.open(&class, id, caption);
        match fence.chart {
            ChartType::Bar => self.bars(&stated, names, &mut out),
            ChartType::Dot => self.dots(&stated, names, &mut out),
            ChartType::Figures => self.figures(&stated, names, &mut out),
            ChartType::Timeline => self.timeline(&stated, &mut out),
            ChartType::Tiles => {}
        }
        if !unstated.is_empty() {
            let words = unstated.iter().map(|row| self.name(row, names));
            let words: Vec<String> = words.collect();
            let text = self.t("chart-unstated", &[("names", words.join("; ").into())]);
            let _ = writeln!(out, "<p class=\"unstated\">{}</p>", escaped(&text));
        }
        let value = match rows {
            [first, ..] if names == Names::Entries => first.column.label.get(self.lang).to_owned(),
            _ => self.t("chart-value", &[]),
        };
        let lines = rows.iter().map(|row| {
            let (mut head, mut cell) = (String::new(), String::new());
            match names {
                Names::Entries => self.page_anchor(row.entry, &mut head),
                _ => escape(&self.name(row, names), &mut head),
            }
            self.facts(&row.facts, row.column, &mut cell);
            (head, cell)
        });
        self.close(caption, &value, lines, &mut out);
        out
    }

    /// Opens the figure of a chart.
    pub(super) fn open(&self, class: &str, id: &str, caption: &str) -> String {
        format!(
            "<figure class=\"{class}\" id=\"{}\"><figcaption>{}</figcaption>\n",
            escaped(id),
            escaped(caption)
        )
    }

    /// Closes it, with the table behind the picture: the heads and cells of its rows are HTML.
    pub(super) fn close(
        &self,
        caption: &str,
        value: &str,
        lines: impl Iterator<Item = (String, String)>,
        out: &mut String,
    ) {
        let _ = writeln!(
            out,
            "<details><summary>{}</summary><div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{1}\"><table><caption>{1}</caption><thead><tr><th scope=\"col\">{2}</th><th scope=\"col\">{3}</th></tr></thead><tbody>",
            escaped(&self.t("chart-data", &[])),
            escaped(caption),
            escaped(&self.t("comparison-entry", &[])),
            escaped(value)
        );
        for (head, cell) in lines {
            let _ = writeln!(out, "<tr><th scope=\"row\">{head}</th><td>{cell}</td></tr>");
        }
        out.push_str("</tbody></table></div></details></figure>\n");
    }

    /// What a row is called.
    fn name(&self, row: &Row, names: Names) -> String {
        let tree = &self.site.tree;
        let entry = &tree.page(tree.page_in(row.entry, self.lang)).title;
        let column = row.column.label.get(self.lang);
        match (row.label, names) {
            (Some(label), _) => label.to_owned(),
            (None, Names::Entries) => entry.clone(),
            (None, Names::Columns) => column.to_owned(),
            (None, Names::Both) => format!("{entry}: {column}"),
        }
    }

    /// The name and the values of a row, as words.
    fn words(&self, row: &Row, names: Names, out: &mut String) {
        let values = row
            .numbers()
            .map(|(fact, _)| self.labelled(fact, row.column));
        let values: Vec<String> = values.collect();
        let _ = write!(
            out,
            "<li><span class=\"label\">{}</span> <span class=\"value\">{}</span>",
            escaped(&self.name(row, names)),
            escaped(&values.join(" · "))
        );
    }

    /// Bars to one scale. Each is drawn in its own picture, as wide as the page lets it be.
    fn bars(&self, rows: &[&Row], names: Names, out: &mut String) {
        let scale = Scale::from_nothing(rows);
        out.push_str("<ul>\n");
        for row in rows {
            self.words(row, names, out);
            for (_, number) in row.numbers() {
                let _ = write!(
                    out,
                    "<svg aria-hidden=\"true\" focusable=\"false\"><rect width=\"{:.1}%\" height=\"100%\"/></svg>",
                    scale.at(number).max(0.4)
                );
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }

    /// Dots on a line for each row.
    fn dots(&self, rows: &[&Row], names: Names, out: &mut String) {
        let scale = Scale::of(rows);
        out.push_str("<ul>\n");
        for row in rows {
            self.words(row, names, out);
            out.push_str("<svg aria-hidden=\"true\" focusable=\"false\"><line x1=\"0\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/>");
            for (_, number) in row.numbers() {
                // The ends of the line keep a dot's half width to themselves.
                let _ = write!(
                    out,
                    "<circle cx=\"{:.1}%\" cy=\"50%\" r=\"6\"/>",
                    2.0 + scale.at(number) * 0.96
                );
            }
            out.push_str("</svg></li>\n");
        }
        out.push_str("</ul>\n");
        if let Some(row) = rows.first() {
            let ends = [scale.low, scale.high].map(|number| self.plain(number, row.column));
            let _ = writeln!(
                out,
                "<p class=\"scale\" aria-hidden=\"true\"><span>{}</span><span>{}</span></p>",
                escaped(&ends[0]),
                escaped(&ends[1])
            );
        }
    }

    /// Numbers that cannot be drawn to one scale, large.
    fn figures(&self, rows: &[&Row], names: Names, out: &mut String) {
        out.push_str("<dl>\n");
        for row in rows {
            let _ = write!(out, "<div><dt>{}</dt>", escaped(&self.name(row, names)));
            for fact in &row.facts {
                let _ = write!(out, "<dd>{}</dd>", escaped(&self.value(fact, row.column)));
            }
            out.push_str("</div>\n");
        }
        out.push_str("</dl>\n");
    }

    /// Entries by year.
    fn timeline(&self, rows: &[&Row], out: &mut String) {
        let mut years: Vec<(&Row, &Fact, f64)> = rows
            .iter()
            .flat_map(|row| row.numbers().map(|(fact, year)| (*row, fact, year)))
            .collect();
        years.sort_by(|a, b| a.2.total_cmp(&b.2).then(a.0.entry.cmp(&b.0.entry)));
        out.push_str("<ol>\n");
        for (row, fact, year) in years {
            let _ = write!(out, "<li><time datetime=\"{year:04}\">");
            escape(&self.value(fact, row.column), out);
            out.push_str("</time> ");
            self.page_anchor(row.entry, out);
            if !fact.note.is_empty() {
                out.push_str(" <span class=\"description\">");
                escape(fact.note.get(self.lang), out);
                out.push_str("</span>");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n");
    }

    /// A value with the year it holds for.
    fn labelled(&self, fact: &Fact, column: &Column) -> String {
        let value = self.value(fact, column);
        match &fact.year {
            Some(year) => format!("{value} ({year})"),
            None => value,
        }
    }

    /// A number that is nobody's fact: the end of a scale.
    fn plain(&self, number: f64, column: &Column) -> String {
        use crate::page::ColumnType;
        let text = number.to_string();
        match (column.ty, column.unit.get(self.lang)) {
            (ColumnType::Year, _) => text,
            (_, "%") => format!("{}%", self.site.locale(self.lang).number(&text)),
            _ => self.site.locale(self.lang).number(&text),
        }
    }
}

/// What tells the rows of a chart apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Entries,
    Columns,
    Both,
}

impl Names {
    /// Rows of one column are called by their entries, rows of one entry by what they count.
    fn of(rows: &[Row]) -> Names {
        let alike =
            |same: fn(&Row, &Row) -> bool| rows.windows(2).all(|pair| same(&pair[0], &pair[1]));
        if rows.iter().any(|row| row.label.is_some()) {
            Names::Columns
        } else if alike(|a, b| a.column.id.value == b.column.id.value) && rows.len() > 1 {
            Names::Entries
        } else if alike(|a, b| a.entry == b.entry) {
            Names::Columns
        } else {
            Names::Both
        }
    }
}

/// From what to what a chart is drawn.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// Shares are drawn on a whole; other numbers up to the largest; nothing is at 0.
    fn from_nothing(rows: &[&Row]) -> Scale {
        use crate::lang::Lang;
        let is_share = |row: &&Row| row.column.unit.get(Lang::EN) == "%";
        let most = rows
            .iter()
            .flat_map(|row| row.numbers())
            .map(|(_, number)| number)
            .fold(0.0, f64::max);
        let whole = rows.iter().all(is_share) && most <= 100.0;
        Scale {
            low: 0.0,
            high: if whole { 100.0 } else { most.max(1.0) },
        }
    }

    /// Years begin with the first of them.
    fn of(rows: &[&Row]) -> Scale {
        use crate::page::ColumnType;
        let scale = Scale::from_nothing(rows);
        if !rows.iter().all(|row| row.column.ty == ColumnType::Year) {
            return scale;
        }
        let numbers = rows.iter().flat_map(|row| row.numbers());
        let low = numbers.map(|(_, number)| number).fold(scale.high, f64::min);
        Scale { low, ..scale }
    }

    /// Where a number stands, in percent.
    fn at(&self, number: f64) -> f64 {
        if self.high <= self.low {
            return 100.0;
        }
        ((number - self.low) / (self.high - self.low) * 100.0).clamp(0.0, 100.0)
    }
}
