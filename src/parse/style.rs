//! `style.yaml`: the rules of style of the program and of a site, and the front matter that sets one aside.
//!
//! ```yaml
//! it:
//!   words:
//!     - id: malato-mentale
//!       forms: ["malat{o,a} mentale", "malat{i,e} mentali"]
//!       severity: error
//!       instead: ["persona con un disturbo mentale"]
//!       why: {it: "…", en: "…"}
//!       source: "…"
//! ```

use super::yaml::{self, Map, Node, Reader, Value};
use crate::diag::{Code, Diagnostic, Spanned};
use crate::doc::Allowance;
use crate::lang::Lang;
use crate::page::PageKind;
use crate::resolve::terms::expand;
use crate::source::{BUILT_IN, Source, Sources};
use crate::style::{LangRules, Rules, Spelling, Thresholds, Weight, WordRule};
use std::collections::BTreeMap;

/// The rules of the program and, over them, those of the site.
pub fn rules(sources: &Sources, problems: &mut Vec<Diagnostic>) -> Rules {
    let mut by_lang = BTreeMap::new();
    let mut hasher = crate::source::Hasher::new();
    let built_in = sources
        .under(BUILT_IN)
        .filter(|source| source.path.ends_with("/style.yaml"));
    for source in built_in.chain(sources.get("content/style.yaml")) {
        hasher.update(source.path.as_bytes());
        hasher.update(source.hash.as_bytes());
        read(source, &mut by_lang, problems);
    }
    Rules {
        by_lang,
        hash: hasher.finalize(),
    }
}

fn read(source: &Source, rules: &mut BTreeMap<Lang, LangRules>, problems: &mut Vec<Diagnostic>) {
    let mut reader = Reader {
        file: &source.path,
        problems: Vec::new(),
    };
    let text = source.as_text().map_or("", |text| text);
    if let Some(node) = yaml::parse(text, 0, &mut reader) {
        match node.pairs() {
            Some(pairs) => {
                for (name, node) in pairs {
                    match Lang::parse(&name.value) {
                        Some(lang) => language(node, rules.entry(lang).or_default(), &mut reader),
                        None => reader.unknown(name, &["it", "en"]),
                    }
                }
            }
            None => reader.wrong("style.yaml", &node, "mapping"),
        }
    }
    problems.append(&mut reader.problems);
}

const KEYS: &[&str] = &[
    "words",
    "spellings",
    "foreign",
    "abbreviations",
    "links",
    "images",
    "stops",
    "off",
];

fn language(node: &Node, rules: &mut LangRules, reader: &mut Reader) {
    let map = reader.map("style.yaml", node, KEYS);
    let list = |key: &'static str, reader: &mut Reader| -> Vec<&Node> {
        map.get(key)
            .map_or(Vec::new(), |node| reader.list(key, node).iter().collect())
    };
    for item in list("words", reader) {
        if let Some(rule) = word(item, reader) {
            // A site's rule takes the place of the program's rule of the same name.
            rules.words.retain(|known| known.id.value != rule.id.value);
            rules.words.push(rule);
        }
    }
    for item in list("spellings", reader) {
        spelling(item, &mut rules.spellings, reader);
    }
    for item in list("foreign", reader) {
        let map = reader.map("foreign", item, &["lang", "words"]);
        if let (Some(lang), Some(words)) = (map.get("lang"), map.get("words"))
            && let Some(lang) = reader.lang("foreign.lang", lang)
        {
            let words = patterns(words, "foreign.words", reader);
            rules.foreign.push((lang.value, words));
        }
    }
    let words = |key: &'static str, reader: &mut Reader| -> Vec<String> {
        let Some(node) = map.get(key) else {
            return Vec::new();
        };
        let texts = reader.strings(key, node);
        texts.into_iter().map(|text| text.value).collect()
    };
    rules.abbreviations.extend(words("abbreviations", reader));
    rules.links.extend(words("links", reader));
    rules.images.extend(words("images", reader));
    rules.stops.extend(words("stops", reader));
    let off = words("off", reader);
    rules.words.retain(|rule| !off.contains(&rule.id.value));
}

fn word(node: &Node, reader: &mut Reader) -> Option<WordRule> {
    let keys = &[
        "id", "forms", "except", "severity", "instead", "why", "source",
    ];
    let map = reader.map("words", node, keys);
    let name =
        |text: &str| (!text.is_empty() && crate::lang::slug(text) == text).then(|| text.to_owned());
    let id = required(&map, "id", node, reader)?;
    let id = reader.choice("words.id", id, "slug", name)?;
    let forms = required(&map, "forms", node, reader)?;
    let why = required(&map, "why", node, reader)?;
    let weight = match map.get("severity") {
        Some(node) => {
            let known = |text: &str| Weight::ALL.into_iter().find(|w| w.name() == text);
            reader
                .choice("words.severity", node, "weight", known)
                .map(|weight| weight.value)
        }
        None => None,
    };
    let texts = |key: &'static str, reader: &mut Reader| -> Vec<Spanned<String>> {
        map.get(key)
            .map_or(Vec::new(), |node| reader.strings(key, node))
    };
    Some(WordRule {
        forms: patterns(forms, "words.forms", reader),
        except: match map.get("except") {
            Some(node) => patterns(node, "words.except", reader),
            None => Vec::new(),
        },
        weight: weight.unwrap_or(Weight::Warning),
        instead: texts("instead", reader)
            .into_iter()
            .map(|text| text.value)
            .collect(),
        why: reader.localized("words.why", why).unwrap_or_default(),
        source: map
            .get("source")
            .and_then(|node| reader.string("words.source", node))
            .map(|source| source.value),
        id,
    })
}

fn required<'n>(map: &Map<'n>, key: &str, node: &Node, reader: &mut Reader) -> Option<&'n Node> {
    let value = map.get(key);
    if value.is_none() && node.pairs().is_some() {
        reader.missing(key, node.span);
    }
    value
}

/// The forms of a list of brace patterns.
fn patterns(node: &Node, key: &str, reader: &mut Reader) -> Vec<String> {
    let mut forms = Vec::new();
    for pattern in reader.strings(key, node) {
        match expand(&pattern.value) {
            Some(more) => forms.extend(more),
            None => bad_pattern(&pattern, reader),
        }
    }
    forms
}

fn bad_pattern(pattern: &Spanned<String>, reader: &mut Reader) {
    let problem = Diagnostic::new(Code::FormInvalid, reader.file, pattern.span);
    reader.problems.push(problem.arg("form", &pattern.value));
}

/// `use: "co-produzion{e,i}"`, `not: ["coproduzion{e,i}"]`: forms stand for each other in their order. Where the
/// numbers of forms differ, nobody can say which is which, and there is no mechanical fix.
fn spelling(node: &Node, spellings: &mut Vec<Spelling>, reader: &mut Reader) {
    let map = reader.map("spellings", node, &["use", "not"]);
    let (Some(wanted), Some(variants)) = (
        required(&map, "use", node, reader),
        required(&map, "not", node, reader),
    ) else {
        return;
    };
    let Some(pattern) = reader.string("spellings.use", wanted) else {
        return;
    };
    let Some(wanted) = expand(&pattern.value) else {
        bad_pattern(&pattern, reader);
        return;
    };
    for pattern in reader.strings("spellings.not", variants) {
        let Some(variants) = expand(&pattern.value) else {
            bad_pattern(&pattern, reader);
            continue;
        };
        let paired = variants.len() == wanted.len();
        for (i, variant) in variants.into_iter().enumerate() {
            let wanted = if paired { &wanted[i] } else { &wanted[0] };
            spellings.push(Spelling {
                variant,
                wanted: wanted.clone(),
                mechanical: paired || wanted.len() == 1,
            });
        }
    }
}

/// An item of `lint_allow` in front matter: `{rule: …, reason: …}`.
pub fn allowance(node: &Node, reader: &mut Reader) -> Option<Allowance> {
    let map = reader.map("lint_allow", node, &["rule", "reason"]);
    let rule = required(&map, "rule", node, reader)?;
    let reason = required(&map, "reason", node, reader)?;
    Some(Allowance {
        rule: reader.string("lint_allow.rule", rule)?,
        reason: reader.string("lint_allow.reason", reason)?.value,
    })
}

/// `readability: {page: 50, definition: {it: 60, en: 30}}` in `site.yaml`.
pub fn thresholds(node: &Node, thresholds: &mut Thresholds, reader: &mut Reader) {
    let kinds = thresholds.pages.keys().map(|kind| kind.name());
    let known: Vec<&'static str> = kinds.chain(["definition"]).collect();
    let map = reader.map("readability", node, &known);
    for name in known {
        let Some(node) = map.get(name) else {
            continue;
        };
        let old = match PageKind::parse(name) {
            Some(kind) => thresholds.pages.get_mut(&kind),
            None => Some(&mut thresholds.definition),
        };
        let Some(old) = old else {
            continue;
        };
        match &node.value {
            Value::Map(_) => {
                let map = reader.map(name, node, &["it", "en"]);
                if let Some(score) = map.get("it").and_then(|node| score(name, node, reader)) {
                    old.0 = score;
                }
                if let Some(score) = map.get("en").and_then(|node| score(name, node, reader)) {
                    old.1 = score;
                }
            }
            // One number is for the authentic measure, Gulpease; English keeps its own scale.
            _ => {
                if let Some(score) = score(name, node, reader) {
                    old.0 = score;
                }
            }
        }
    }
}

fn score(name: &str, node: &Node, reader: &mut Reader) -> Option<u8> {
    let read = |text: &str| text.parse().ok().filter(|score| *score <= 100);
    reader
        .choice(name, node, "score", read)
        .map(|score: Spanned<u8>| score.value)
}
