//! What a structured view can draw: a chart wants columns of a certain type, and a region must be one.

use super::cite;
use crate::diag::{Code, Diagnostic, Spanned};
use crate::doc::{ChartType, Fence, FenceKind};
use crate::lang::Lang;
use crate::page::{Column, ColumnType, FactValue, FrontMatter};
use crate::region::{REGIONS, Region};
use crate::site::Tree;
use std::sync::Arc;

/// The types of columns that a chart can draw.
fn drawable(chart: ChartType) -> &'static [ColumnType] {
    match chart {
        ChartType::Bar => &[ColumnType::Number],
        ChartType::Dot | ChartType::Figures => &[ColumnType::Number, ColumnType::Year],
        ChartType::Timeline => &[ColumnType::Year],
        ChartType::Tiles => &[ColumnType::Region],
    }
}

fn is_chart(fence: &Fence) -> bool {
    matches!(fence.kind, FenceKind::Chart | FenceKind::Timeline)
}

fn undrawable(
    fence: &Fence,
    name: &Spanned<String>,
    column: &Column,
    file: &Arc<str>,
) -> Option<Diagnostic> {
    (!drawable(fence.chart).contains(&column.ty)).then(|| {
        Diagnostic::new(Code::ChartColumn, file, name.span)
            .arg("column", &name.value)
            .arg("chart", fence.chart.name())
            .arg("holds", column.ty.name())
    })
}

/// The columns that a chart names must hold what it draws.
pub fn columns(fence: &Fence, known: &[Column], file: &Arc<str>, problems: &mut Vec<Diagnostic>) {
    for name in fence.columns.iter().filter(|_| is_chart(fence)) {
        let column = known.iter().find(|column| column.id.value == name.value);
        problems.extend(column.and_then(|column| undrawable(fence, name, column, file)));
    }
}

/// The facts that a chart names one by one must be what it draws.
pub fn named_facts(tree: &Tree, fence: &Fence, file: &Arc<str>, problems: &mut Vec<Diagnostic>) {
    for named in &fence.facts {
        let found = cite::fact(tree, &named.name.value);
        problems
            .extend(found.and_then(|(_, _, column)| undrawable(fence, &named.name, column, file)));
    }
}

/// The values of a column of regions must be regions.
pub fn regions(
    front: &FrontMatter,
    columns: &[Column],
    file: &Arc<str>,
    problems: &mut Vec<Diagnostic>,
) {
    for fact in &front.facts {
        let column = columns
            .iter()
            .find(|column| column.id.value == fact.column.value);
        if column.is_none_or(|column| column.ty != ColumnType::Region) {
            continue;
        }
        let word = match &fact.value {
            FactValue::Text(text) => text.get(Lang::IT).to_owned(),
            FactValue::Number(number) => number.clone(),
            FactValue::YesNo(yes) => yes.to_string(),
            FactValue::List(items) => {
                let words: Vec<&str> = items.iter().map(|item| item.get(Lang::IT)).collect();
                words.join(", ")
            }
        };
        let is_one = matches!(fact.value, FactValue::Text(_)) && Region::find(&word).is_some();
        if !is_one {
            let problem = Diagnostic::new(Code::RegionUnknown, file, fact.at)
                .arg("region", &word)
                .near(&crate::lang::slug(&word), REGIONS.iter().map(|r| r.id));
            problems.push(problem);
        }
    }
}
