//! JSON Schemas of the data, published beside it. They are strict: every field is named, so a field
//! that is added without a word about it fails the test that validates the data.

use super::address;
use crate::artifact::{Collection, DataFormat};
use crate::page::{ColumnType, CriterionType, Qualifier, Requirement};
use crate::site::Site;
use serde_json::{Map, Value, json};

/// The schema of a collection.
pub fn schema(site: &Site, collection: Collection) -> Value {
    let words = Words { site };
    let mut schema = match collection {
        Collection::Glossary => words.glossary(),
        Collection::Countries => words.countries(),
        Collection::Competences => words.competences(),
        Collection::Criteria => words.criteria(),
        Collection::Bibliography => words.bibliography(),
    };
    let own = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address(site, collection, DataFormat::Schema),
        "title": collection.name(),
    });
    if let (Value::Object(map), Value::Object(mut own)) = (&mut schema, own) {
        own.append(map);
        *map = own;
    }
    schema
}

/// A field: its name, what it holds, whether it may be missing.
type Fields<'a> = &'a [(&'a str, Value)];

/// Explains fields in the words of the site.
struct Words<'a> {
    site: &'a Site,
}

impl Words<'_> {
    /// A mapping with these fields and no others. What the fields mean is said in all languages.
    fn object(&self, fields: Fields) -> Value {
        self.with(fields, &[])
    }

    fn with(&self, required: Fields, optional: Fields) -> Value {
        let mut properties = Map::new();
        for (name, schema) in required.iter().chain(optional) {
            let mut schema = schema.clone();
            if let Value::Object(map) = &mut schema {
                map.insert("description".to_owned(), json!(self.meaning(name)));
            }
            properties.insert((*name).to_owned(), schema);
        }
        let names: Vec<&str> = required.iter().map(|(name, _)| *name).collect();
        json!({
            "type": "object",
            "properties": properties,
            "required": names,
            "additionalProperties": false,
        })
    }

    fn meaning(&self, field: &str) -> String {
        let key = field.trim_start_matches('$').to_lowercase();
        let key = format!("data-field-{}", key.replace('_', "-"));
        let mut words: Vec<String> = Vec::new();
        for lang in &self.site.config.languages {
            // A language that the program does not speak says it in English, once.
            let text = self.site.strings.text(*lang, &key, &[]);
            if !words.contains(&text) {
                words.push(text);
            }
        }
        words.join(" · ")
    }

    fn file(&self, last: (&str, Value)) -> Value {
        self.object(&[
            ("$schema", text()),
            ("title", localized()),
            ("url", text()),
            ("publisher", localized()),
            ("license", self.license()),
            ("version", nullable(text())),
            (
                "updated",
                nullable(json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" })),
            ),
            ("authentic", language()),
            ("languages", list(language())),
            last,
        ])
    }

    fn license(&self) -> Value {
        nullable(self.object(&[("name", localized()), ("url", nullable(text()))]))
    }

    fn pages(&self, whole: bool) -> Value {
        let mut fields = vec![
            ("title", text()),
            ("url", text()),
            ("description", any_text()),
        ];
        if whole {
            let passage = self.object(&[("id", text()), ("text", any_text())]);
            fields.push(("passages", list(passage)));
        }
        per_language(self.object(&fields))
    }

    fn countries(&self) -> Value {
        let column = self.object(&[
            ("id", text()),
            (
                "type",
                json!({ "enum": ColumnType::ALL.map(ColumnType::name) }),
            ),
            ("label", localized()),
            ("unit", localized()),
            ("help", localized()),
        ]);
        let value = json!({ "oneOf": [
            { "type": "number" },
            { "type": "boolean" },
            localized(),
            list(localized()),
        ] });
        let qualifiers = Qualifier::ALL.map(|qualifier| json!(qualifier.name()));
        let fact = self.object(&[
            ("column", text()),
            ("anchor", text()),
            ("value", value),
            ("year", nullable(text())),
            ("qualifier", choice(&qualifiers)),
            ("sources", list(text())),
            ("conflict_with", nullable(text())),
            ("note", localized()),
        ]);
        let entry = self.object(&[
            ("key", text()),
            ("sources", list(text())),
            ("languages", self.pages(false)),
            ("facts", list(fact)),
        ]);
        let section = self.object(&[
            ("key", text()),
            ("languages", self.pages(false)),
            ("columns", list(column)),
            ("entries", list(entry)),
        ]);
        self.file(("sections", list(section)))
    }

    fn competences(&self) -> Value {
        let relations = ["exact", "close", "broader", "narrower"].map(|name| json!(name));
        let mapping = self.object(&[
            ("framework", text()),
            ("label", localized()),
            ("relation", choice(&relations)),
        ]);
        let entry = self.object(&[
            ("key", text()),
            ("code", nullable(text())),
            ("group", nullable(text())),
            ("maps_to", list(mapping)),
            ("sources", list(text())),
            ("languages", self.pages(true)),
        ]);
        self.file(("entries", list(entry)))
    }

    fn criteria(&self) -> Value {
        let types = CriterionType::ALL.map(|ty| json!(ty.name()));
        let requirements = Requirement::ALL.map(|requirement| json!(requirement.name()));
        let entry = self.object(&[
            ("key", text()),
            ("type", choice(&types)),
            ("requirement", choice(&requirements)),
            ("sources", list(text())),
            ("languages", self.pages(true)),
        ]);
        self.file(("entries", list(entry)))
    }

    fn glossary(&self) -> Value {
        let avoid = self.object(&[("form", text()), ("why", nullable(text()))]);
        let words = self.object(&[
            ("term", text()),
            ("lang", language()),
            ("url", text()),
            ("definition", any_text()),
            ("notes", list(any_text())),
            ("abbreviations", list(text())),
            ("forms", list(text())),
            ("avoid", list(avoid)),
        ]);
        let entry = self.object(&[
            ("key", text()),
            ("broader", nullable(text())),
            ("related", list(text())),
            ("sources", list(text())),
            ("languages", per_language(words)),
        ]);
        self.file(("entries", list(entry)))
    }

    fn bibliography(&self) -> Value {
        let name = json!({ "oneOf": [
            self.object(&[("family", text()), ("given", text())]),
            self.object(&[("literal", text())]),
        ] });
        let part = json!({ "type": "integer", "minimum": 1, "maximum": 9999 });
        let parts = json!({ "type": "array", "items": part, "minItems": 1, "maxItems": 3 });
        let date = self.object(&[(
            "date-parts",
            json!({ "type": "array", "items": parts, "minItems": 1, "maxItems": 1 }),
        )]);
        let custom = self.object(&[
            ("cited_in", list(text())),
            ("license", self.license()),
            ("version", nullable(text())),
        ]);
        let work = self.with(
            &[
                ("id", text()),
                ("type", text()),
                ("title", text()),
                ("custom", custom),
            ],
            &[
                ("title-short", text()),
                ("author", list(name.clone())),
                ("editor", list(name)),
                ("issued", date.clone()),
                ("container-title", text()),
                ("volume", text()),
                ("issue", text()),
                ("page", text()),
                ("publisher", text()),
                ("publisher-place", text()),
                ("DOI", text()),
                ("ISBN", text()),
                ("URL", text()),
                ("accessed", date),
                ("language", text()),
                ("note", text()),
            ],
        );
        list(work)
    }
}

fn text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn any_text() -> Value {
    json!({ "type": "string" })
}

fn language() -> Value {
    json!({ "type": "string", "pattern": "^[a-z]{2,3}$" })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn per_language(value: Value) -> Value {
    json!({
        "type": "object",
        "propertyNames": language(),
        "additionalProperties": value,
    })
}

fn localized() -> Value {
    per_language(text())
}

fn nullable(schema: Value) -> Value {
    json!({ "oneOf": [schema, { "type": "null" }] })
}

fn choice(values: &[Value]) -> Value {
    let values = values.iter().cloned().chain([Value::Null]);
    json!({ "enum": values.collect::<Vec<_>>() })
}
