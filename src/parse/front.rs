//! Front matter: YAML to [`FrontMatter`], every mistake with its line and column.

use super::yaml::{self, Map, Node, Reader, Value};
use crate::diag::{Span, Spanned};
use crate::lang::Localized;
use crate::page::*;

/// Parses the YAML of a page, which starts `offset` bytes into its file. Whether a key belongs to
/// the page's kind, and whether a translation may set it, is decided later: the kind may be inherited.
pub fn parse(text: &str, offset: usize, reader: &mut Reader) -> FrontMatter {
    let mut front = FrontMatter::default();
    let Some(node) = yaml::parse(text, offset, reader) else {
        if reader.problems.is_empty() {
            reader.missing("title", Span::new(0, offset));
        }
        return front;
    };
    let known: Vec<&'static str> = FIELDS.iter().map(|field| field.name).collect();
    let map = reader.map("front matter", &node, &known);
    front.keys = node
        .pairs()
        .unwrap_or_default()
        .iter()
        .map(|(key, _)| key.clone())
        .collect();
    match map.get("title") {
        Some(node) => front.title = reader.string("title", node),
        None if node.pairs().is_some() => reader.missing("title", Span::new(0, offset)),
        None => {}
    }
    front.slug = map
        .get("slug")
        .and_then(|n| reader.choice("slug", n, "slug", slug));
    front.description = map
        .get("description")
        .and_then(|n| reader.string("description", n));
    front.order = map.get("order").and_then(|n| reader.integer("order", n));
    front.draft = map.get("draft").and_then(|n| reader.boolean("draft", n));
    front.updated = map.get("updated").and_then(|n| {
        reader.choice("updated", n, "date", |text| {
            super::config::is_date(text).then(|| text.to_owned())
        })
    });
    front.autolink = map
        .get("autolink")
        .and_then(|n| reader.boolean("autolink", n));
    front.foreign = map.get("foreign").and_then(|n| reader.lang("foreign", n));
    front.aliases = strings(&map, "aliases", reader);
    front.was = strings(&map, "was", reader);
    front.intended = strings(&map, "intended", reader);
    front.sources = strings(&map, "sources", reader);
    front.abbreviations = strings(&map, "abbreviations", reader);
    front.forms = strings(&map, "forms", reader);
    front.related = strings(&map, "related", reader);
    front.broader = map.get("broader").and_then(|n| reader.string("broader", n));
    front.code = map.get("code").and_then(|n| reader.string("code", n));
    front.group = map.get("group").and_then(|n| reader.string("group", n));
    front.kind = map
        .get("kind")
        .and_then(|n| reader.choice("kind", n, "kind", PageKind::parse));
    front.children = map
        .get("children")
        .and_then(|n| reader.choice("children", n, "kind", PageKind::parse));
    front.criterion = map.get("type").and_then(|n| {
        reader.choice("type", n, "criterion-type", |text| {
            CriterionType::ALL
                .into_iter()
                .find(|known| known.name() == text)
        })
    });
    front.requirement = map.get("requirement").and_then(|n| {
        reader.choice("requirement", n, "requirement", |text| {
            Requirement::ALL
                .into_iter()
                .find(|known| known.name() == text)
        })
    });
    if let Some(node) = map.get("avoid") {
        let items = reader.list("avoid", node);
        front.avoid = items
            .iter()
            .filter_map(|item| avoid(item, reader))
            .collect();
    }
    if let Some(node) = map.get("lint_allow") {
        let items = reader.list("lint_allow", node);
        front.lint_allow = items
            .iter()
            .filter_map(|item| super::style::allowance(item, reader))
            .collect();
    }
    if let Some(node) = map.get("maps_to") {
        let items = reader.list("maps_to", node);
        front.maps_to = items
            .iter()
            .filter_map(|item| mapping(item, reader))
            .collect();
    }
    if let Some(node) = map.get("columns") {
        let items = reader.list("columns", node);
        front.columns = items
            .iter()
            .filter_map(|item| column(item, reader))
            .collect();
    }
    if let Some(node) = map.get("facts") {
        front.facts = facts(node, reader);
    }
    front
}

fn strings(map: &Map, key: &str, reader: &mut Reader) -> Vec<Spanned<String>> {
    map.get(key)
        .map_or(Vec::new(), |node| reader.strings(key, node))
}

/// A slug is one part of an address: lower-case ASCII letters, digits, single hyphens.
fn slug(text: &str) -> Option<String> {
    (!text.is_empty() && crate::lang::slug(text) == text).then(|| text.to_owned())
}

fn avoid(node: &Node, reader: &mut Reader) -> Option<Avoid> {
    if let Value::Scalar(..) = node.value {
        let form = reader.string("avoid", node)?;
        return Some(Avoid { form, why: None });
    }
    let map = reader.map("avoid", node, &["form", "why"]);
    let Some(form) = map.get("form") else {
        if node.pairs().is_some() {
            reader.missing("avoid.form", node.span);
        }
        return None;
    };
    Some(Avoid {
        form: reader.string("avoid.form", form)?,
        why: map
            .get("why")
            .and_then(|node| reader.string("avoid.why", node))
            .map(|why| why.value),
    })
}

fn mapping(node: &Node, reader: &mut Reader) -> Option<Mapping> {
    let map = reader.map("maps_to", node, &["framework", "label", "relation"]);
    let Some(framework) = map.get("framework") else {
        if node.pairs().is_some() {
            reader.missing("maps_to.framework", node.span);
        }
        return None;
    };
    let relation = |text: &str| {
        ["exact", "close", "broader", "narrower"]
            .contains(&text)
            .then(|| text.to_owned())
    };
    Some(Mapping {
        framework: reader.string("maps_to.framework", framework)?.value,
        label: map
            .get("label")
            .and_then(|node| reader.localized("maps_to.label", node))
            .unwrap_or_default(),
        relation: map
            .get("relation")
            .and_then(|node| reader.choice("maps_to.relation", node, "relation", relation))
            .map(|relation| relation.value),
    })
}

fn column(node: &Node, reader: &mut Reader) -> Option<Column> {
    let map = reader.map("columns", node, &["id", "type", "label", "unit", "help"]);
    let Some(id) = map.get("id") else {
        if node.pairs().is_some() {
            reader.missing("columns.id", node.span);
        }
        return None;
    };
    let id = reader.choice("columns.id", id, "slug", slug)?;
    let ty = map.get("type").and_then(|node| {
        reader.choice("columns.type", node, "column-type", |text| {
            ColumnType::ALL
                .into_iter()
                .find(|known| known.name() == text)
        })
    });
    let mut text = |key: &str| {
        let node = map.get(key)?;
        reader.localized(key, node)
    };
    Some(Column {
        label: text("label").unwrap_or_else(|| Localized::all(&id.value)),
        unit: text("unit").unwrap_or_default(),
        help: text("help").unwrap_or_default(),
        ty: ty.map(|ty| ty.value).unwrap_or_default(),
        id,
    })
}

/// Facts by column; a column may hold several, such as a series of years.
fn facts(node: &Node, reader: &mut Reader) -> Vec<Fact> {
    let Some(pairs) = node.pairs() else {
        reader.wrong("facts", node, "mapping");
        return Vec::new();
    };
    let mut facts = Vec::new();
    for (column, node) in pairs {
        match &node.value {
            Value::List(items) if items.iter().all(|item| item.pairs().is_some()) => {
                facts.extend(items.iter().filter_map(|item| fact(column, item, reader)));
            }
            _ => facts.extend(fact(column, node, reader)),
        }
    }
    facts
}

fn fact(column: &Spanned<String>, node: &Node, reader: &mut Reader) -> Option<Fact> {
    let mut fact = Fact {
        column: column.clone(),
        span: node.span,
        at: node.span,
        value: FactValue::List(Vec::new()),
        year: None,
        qualifier: None,
        sources: Vec::new(),
        conflict_with: None,
        note: Localized::default(),
    };
    if node.pairs().is_none() {
        fact.value = fact_value(node, reader)?;
        return Some(fact);
    }
    let map = reader.map(
        "facts",
        node,
        &[
            "value",
            "year",
            "qualifier",
            "source",
            "conflict_with",
            "note",
        ],
    );
    let Some(value) = map.get("value") else {
        reader.missing("facts.value", node.span);
        return None;
    };
    fact.value = fact_value(value, reader)?;
    fact.at = value.span;
    fact.year = map
        .get("year")
        .and_then(|node| reader.string("facts.year", node))
        .map(|year| year.value);
    fact.qualifier = map
        .get("qualifier")
        .and_then(|node| {
            reader.choice("facts.qualifier", node, "qualifier", |text| {
                let text = text.replace(' ', "-");
                Qualifier::ALL
                    .into_iter()
                    .find(|known| known.name() == text)
            })
        })
        .map(|qualifier| qualifier.value);
    if let Some(node) = map.get("source") {
        fact.sources = match &node.value {
            Value::List(_) => reader.strings("facts.source", node),
            _ => reader.string("facts.source", node).into_iter().collect(),
        };
    }
    fact.conflict_with = map
        .get("conflict_with")
        .and_then(|node| reader.string("facts.conflict_with", node));
    if let Some(node) = map.get("note") {
        fact.note = reader.localized("facts.note", node).unwrap_or_default();
    }
    Some(fact)
}

fn fact_value(node: &Node, reader: &mut Reader) -> Option<FactValue> {
    Some(match &node.value {
        Value::Scalar(text, true) if text == "true" || text == "false" => {
            FactValue::YesNo(text == "true")
        }
        Value::Scalar(text, true) if is_decimal(text) => FactValue::Number(text.clone()),
        Value::List(items) => FactValue::List(
            items
                .iter()
                .filter_map(|item| reader.localized("facts.value", item))
                .collect(),
        ),
        _ => FactValue::Text(reader.localized("facts.value", node)?),
    })
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}
