//! The messages that templates name: each must exist, and a site's own must be named by one.

use crate::diag::{Code, Diagnostic, Span};
use crate::lang::Lang;
use crate::source::Source;
use crate::strings::Strings;
use std::collections::BTreeMap;

/// Messages that templates name must exist, and a site's own messages must be named by a template.
pub(super) fn check_keys(
    templates: &BTreeMap<String, Source>,
    strings: &Strings,
    languages: &[Lang],
    problems: &mut Vec<Diagnostic>,
) {
    let mut named: Vec<(String, bool)> = Vec::new();
    for source in templates.values() {
        let Some(text) = source.as_text() else {
            continue;
        };
        for (at, _) in text.match_indices("t(key=\"") {
            let start = at + "t(key=\"".len();
            let Some(len) = text[start..].find('"') else {
                continue;
            };
            let key = &text[start..start + len];
            // `t(key="kind-" ~ page.kind)` names a family of messages.
            let family = text[start + len + 1..].trim_start().starts_with('~');
            named.push((key.to_owned(), family));
            // What the program itself says in English only is told of the language as a whole.
            let said = |lang: Lang| {
                strings.has(lang, key)
                    || (strings.unspoken.iter().any(|(other, _)| *other == lang)
                        && !strings.own.contains_key(key)
                        && strings.has(Lang::EN, key))
            };
            let missing = languages.iter().filter(|lang| !family && !said(**lang));
            for lang in missing {
                problems.push(
                    Diagnostic::new(
                        Code::KeyMissing,
                        &source.path,
                        Span::new(start, start + len),
                    )
                    .arg("key", key)
                    .arg("lang", lang),
                );
            }
        }
    }
    for (key, place) in &strings.own {
        let message = key.split('.').next().unwrap_or(key);
        let used = named.iter().any(|(name, family)| {
            name == key || name == message || (*family && key.starts_with(name.as_str()))
        });
        if !used {
            problems
                .push(Diagnostic::new(Code::KeyUnused, &place.file, place.span).arg("key", key));
        }
    }
}
