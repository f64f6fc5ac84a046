//! `site.yaml` and `theme.yaml`.

use super::yaml::{self, Node, Reader, Value};
use crate::bibliography::csl;
use crate::config::{Autolink, Config, License};
use crate::diag::{Code, Diagnostic, Span};
use crate::source::Source;

const KEYS: &[&str] = &[
    "title",
    "description",
    "base_url",
    "languages",
    "navigation",
    "version",
    "updated",
    "repository",
    "publisher",
    "license",
    "theme",
    "autolink",
    "readability",
    "embeds",
    "search",
    "side_by_side",
    "citation_style",
];

/// The settings in a `site.yaml`, with defaults for what it does not say.
pub fn site(source: &Source, problems: &mut Vec<Diagnostic>) -> Config {
    let mut config = Config::default();
    let mut reader = Reader {
        file: &source.path,
        problems: Vec::new(),
    };
    let text = source.as_text().map_or("", |text| text);
    if let Some(node) = yaml::parse(text, 0, &mut reader) {
        read_site(&node, &mut config, &mut reader);
    } else if reader.problems.is_empty() {
        reader.missing("title", Span::default());
    }
    problems.append(&mut reader.problems);
    config
}

fn read_site(node: &Node, config: &mut Config, reader: &mut Reader) {
    let map = reader.map("site.yaml", node, KEYS);
    match map.get("title") {
        Some(node) => {
            if let Some(title) = reader.localized("title", node) {
                config.title = title;
            }
        }
        None => reader.missing("title", Span::default()),
    }
    if let Some(text) = map
        .get("description")
        .and_then(|n| reader.localized("description", n))
    {
        config.description = text;
    }
    if let Some(text) = map
        .get("publisher")
        .and_then(|n| reader.localized("publisher", n))
    {
        config.publisher = text;
    }
    match map.get("base_url") {
        Some(node) => {
            let url = reader.choice("base_url", node, "base-url", base_url);
            if let Some(url) = url {
                config.base_url = url.value;
            }
        }
        None => reader.problems.push(Diagnostic::new(
            Code::BaseUrlMissing,
            reader.file,
            Span::default(),
        )),
    }
    if let Some(node) = map.get("languages") {
        let (mut languages, mut spans) = (Vec::new(), Vec::new());
        for item in reader.list("languages", node) {
            if let Some(lang) = reader.lang("languages", item)
                && !languages.contains(&lang.value)
            {
                languages.push(lang.value);
                spans.push(lang.span);
            }
        }
        if !languages.is_empty() {
            config.languages = languages;
            config.language_spans = spans;
        }
    }
    if let Some(node) = map.get("navigation") {
        config.navigation = reader.strings("navigation", node);
    }
    let mut text = |key: &str| {
        let node = map.get(key)?;
        Some(reader.string(key, node)?.value)
    };
    config.version = text("version");
    config.repository = text("repository");
    if let Some(theme) = map
        .get("theme")
        .and_then(|node| reader.string("theme", node))
    {
        if theme.value.contains(['/', '\\']) || theme.value.starts_with('.') {
            reader.problems.push(
                Diagnostic::new(Code::PathEscapesRoot, reader.file, theme.span)
                    .arg("path", &theme.value),
            );
        } else {
            config.theme = theme;
        }
    }
    if let Some(node) = map.get("updated") {
        config.updated = reader
            .choice("updated", node, "date", |text| {
                is_date(text).then(|| text.to_owned())
            })
            .map(|date| date.value);
    }
    if let Some(node) = map.get("license") {
        config.license = license(node, reader);
    }
    if let Some(node) = map.get("readability") {
        super::style::thresholds(node, &mut config.readability, reader);
    }
    // What a site may do without.
    for (key, part) in [
        ("embeds", &mut config.embeds),
        ("search", &mut config.search),
        ("side_by_side", &mut config.side_by_side),
    ] {
        if let Some(node) = map.get(key)
            && let Some(wanted) = reader.boolean(key, node)
        {
            *part = wanted.value;
        }
    }
    if let Some(node) = map.get("autolink") {
        let autolink = reader.choice("autolink", node, "autolink", |text| {
            Autolink::ALL.into_iter().find(|known| known.name() == text)
        });
        if let Some(autolink) = autolink {
            config.autolink = autolink.value;
        }
    }
    if let Some(node) = map.get("citation_style") {
        citation_style(node, config, reader);
    }
}

/// The list of styles is long; it is said only to who names another.
fn citation_style(node: &Node, config: &mut Config, reader: &mut Reader) {
    let Some(name) = reader.string("citation_style", node) else {
        return;
    };
    if csl::knows(&name.value) {
        config.citation_style = name.value;
        return;
    }
    let styles = csl::styles();
    reader.problems.push(
        Diagnostic::new(Code::CitationStyleUnknown, reader.file, name.span)
            .arg("style", &name.value)
            .arg("styles", styles.join(", "))
            .near(&name.value, styles),
    );
}

fn license(node: &Node, reader: &mut Reader) -> Option<License> {
    if let Value::Scalar(..) = node.value {
        let name = reader.localized("license", node)?;
        return Some(License { name, url: None });
    }
    let map = reader.map("license", node, &["name", "url"]);
    let Some(name) = map.get("name") else {
        reader.missing("license.name", node.span);
        return None;
    };
    Some(License {
        name: reader.localized("license.name", name)?,
        url: map
            .get("url")
            .and_then(|node| reader.choice("license.url", node, "address", http_url))
            .map(|url| url.value),
    })
}

/// An `http` or `https` address, with a `/` at its end, without query or fragment.
pub fn base_url(text: &str) -> Option<String> {
    let url = http_url(text)?;
    if url.contains(['?', '#']) {
        return None;
    }
    Some(if url.ends_with('/') { url } else { url + "/" })
}

/// An `http` or `https` address that has a host and no white space.
pub fn http_url(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let clean = |c: char| !c.is_whitespace() && !c.is_control() && !"\"<>\\`{}|^".contains(c);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (!host.is_empty() && rest.chars().all(clean)).then(|| text.to_owned())
}

/// Whether a text has the form `YYYY-MM-DD`, with a month and a day that there can be.
pub fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let part = |from: usize| text.get(from..from + 2).unwrap_or_default();
    ("01"..="12").contains(&part(5))
        && ("01"..="31").contains(&part(8))
        && bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        })
}

/// The theme that a `theme.yaml` extends.
pub fn theme(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let mut reader = Reader {
        file: &source.path,
        problems: Vec::new(),
    };
    let text = source.as_text()?;
    let parent = yaml::parse(text, 0, &mut reader).and_then(|node| {
        let map = reader.map("theme.yaml", &node, &["name", "extends"]);
        let node = map.get("extends")?;
        reader.string("extends", node)
    });
    problems.append(&mut reader.problems);
    parent.map(|name| name.value)
}
