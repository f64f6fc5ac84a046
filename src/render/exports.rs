//! The glossary for other programs: JSON with everything, CSV for spreadsheets, TBX-Basic for translators,
//! JSON-LD (SKOS and schema.org) for the web of data. One [`Term`] is collected for each entry and written
//! four times, so the four always say the same.

use super::html::escaped;
use super::{csv, datasets, search, view};
use crate::artifact::{Collection, GlossaryFormat};
use crate::lang::Lang;
use crate::page::PageKind;
use crate::resolve::{cite, terms};
use crate::site::Site;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// A term in all its languages.
struct Term {
    key: String,
    broader: Option<String>,
    related: Vec<String>,
    sources: Vec<String>,
    words: Vec<Words>,
}

/// A term in one language.
struct Words {
    lang: Lang,
    /// The language of the word itself, which may be a foreign one.
    word_lang: Lang,
    title: String,
    url: String,
    definition: String,
    notes: Vec<String>,
    abbreviations: Vec<String>,
    forms: Vec<String>,
    avoid: Vec<(String, Option<String>)>,
}

/// The glossary in a format.
pub fn glossary(site: &Site, format: GlossaryFormat) -> String {
    let terms = collect(site);
    match format {
        GlossaryFormat::Json => to_json(site, &terms),
        GlossaryFormat::Csv => to_csv(site, &terms),
        GlossaryFormat::Tbx => to_tbx(site, &terms),
        GlossaryFormat::JsonLd => to_json_ld(site, &terms),
    }
}

fn collect(site: &Site) -> Vec<Term> {
    let tree = &site.tree;
    let key = |entry: usize| tree.entries[entry].key.to_string();
    let is_term = |entry: &usize| {
        tree.entries[*entry].kind == PageKind::Term && !tree.entries[*entry].is_section()
    };
    let collected = (0..tree.entries.len()).filter(is_term).map(|index| {
        let entry = &tree.entries[index];
        let named = |name: &str| cite::related(tree, index, name).filter(is_term).map(key);
        let meta = entry.meta();
        let own = entry.pages.iter().filter(|page| !page.is_borrowed());
        Term {
            key: entry.key.to_string(),
            broader: meta.broader.as_ref().and_then(|name| named(&name.value)),
            related: meta
                .related
                .iter()
                .filter_map(|name| named(&name.value))
                .collect(),
            sources: meta
                .sources
                .iter()
                .map(|source| source.value.clone())
                .collect(),
            words: own.map(|page| words(site, index, page.lang)).collect(),
        }
    });
    collected.collect()
}

fn words(site: &Site, entry: usize, lang: Lang) -> Words {
    let id = site.tree.page_in(entry, lang);
    let page = site.tree.page(id);
    let front = &page.manuscript.front;
    let definition = view::definition(site, id);
    let mut forms: Vec<String> = Vec::new();
    for pattern in &front.forms {
        for form in terms::expand_agreeing(&pattern.value).unwrap_or_default() {
            if form != page.title && !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    let texts = search::passages(site, id)
        .into_iter()
        .filter(|passage| passage.level == 0);
    Words {
        lang,
        word_lang: front.foreign.as_ref().map_or(lang, |foreign| foreign.value),
        title: page.title.clone(),
        url: format!("{}{}", site.config.base_url, page.path),
        notes: texts.map(|passage| passage.text).skip(1).collect(),
        definition,
        abbreviations: front.short_forms(),
        forms,
        avoid: front
            .shunned_forms()
            .into_iter()
            .flat_map(|(form, why)| {
                // Other programs know nothing of braces.
                let forms = terms::expand_agreeing(&form).unwrap_or_else(|| vec![form]);
                forms.into_iter().map(move |form| (form, why.clone()))
            })
            .collect(),
    }
}

fn title(site: &Site, lang: Lang) -> String {
    let glossary = (0..site.tree.entries.len()).find(|entry| view::is_glossary(site, *entry));
    let page = glossary.map(|entry| site.tree.page(site.tree.page_in(entry, lang)));
    page.map_or(site.config.title.get(lang), |page| &page.title)
        .to_owned()
}

fn each_language(site: &Site, value: impl Fn(Lang) -> Value) -> Map<String, Value> {
    let languages = site.config.languages.iter();
    languages
        .map(|lang| (lang.to_string(), value(*lang)))
        .collect()
}

fn to_json(site: &Site, terms: &[Term]) -> String {
    let words = |words: &Words| {
        json!({
            "term": words.title,
            "lang": words.word_lang.code(),
            "url": words.url,
            "definition": words.definition,
            "notes": words.notes,
            "abbreviations": words.abbreviations,
            "forms": words.forms,
            "avoid": words.avoid.iter().map(|(form, why)| json!({ "form": form, "why": why })).collect::<Vec<_>>(),
        })
    };
    let entries = terms.iter().map(|term| {
        json!({
            "key": term.key,
            "broader": term.broader,
            "related": term.related,
            "sources": term.sources,
            "languages": term.words.iter()
                .map(|own| (own.lang.to_string(), words(own)))
                .collect::<Map<_, _>>(),
        })
    });
    let mut glossary = datasets::head(site, Collection::Glossary);
    let titles = each_language(site, |lang| json!(title(site, lang)));
    glossary.insert("title".to_owned(), Value::Object(titles));
    glossary.insert("entries".to_owned(), entries.collect());
    let glossary = Value::Object(glossary);
    format!("{glossary:#}\n")
}

/// A line for each term; several values in a cell stand between ` | `.
fn to_csv(site: &Site, terms: &[Term]) -> String {
    let mut rows = vec![vec!["key".to_owned()]];
    for lang in &site.config.languages {
        for column in [
            "term",
            "lang",
            "abbreviations",
            "forms",
            "avoid",
            "definition",
            "url",
        ] {
            rows[0].push(format!("{column}_{lang}"));
        }
    }
    rows[0].extend(["broader", "related", "sources"].map(str::to_owned));
    for term in terms {
        let mut row = vec![term.key.clone()];
        for lang in &site.config.languages {
            match term.words.iter().find(|words| words.lang == *lang) {
                Some(words) => row.extend([
                    words.title.clone(),
                    words.word_lang.to_string(),
                    words.abbreviations.join(" | "),
                    words.forms.join(" | "),
                    words
                        .avoid
                        .iter()
                        .map(|(form, _)| form.as_str())
                        .collect::<Vec<_>>()
                        .join(" | "),
                    words.definition.clone(),
                    words.url.clone(),
                ]),
                None => row.extend(std::iter::repeat_n(String::new(), 7)),
            }
        }
        row.push(term.broader.clone().unwrap_or_default());
        row.push(term.related.join(" | "));
        row.push(term.sources.join(" | "));
        rows.push(row);
    }
    csv::table(&rows)
}

/// TBX-Basic in the DCA style (ISO 30042:2019). An entry's id is its key with hyphens.
fn to_tbx(site: &Site, terms: &[Term]) -> String {
    let lang = site.config.authentic();
    let id = |key: &str| format!("c-{}", key.replace('/', "-"));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"{lang}\" xmlns=\"urn:iso:std:iso:30042:ed-2\">\n\
         <tbxHeader><fileDesc><titleStmt><title>{}</title></titleStmt><sourceDesc><p>{}</p></sourceDesc></fileDesc></tbxHeader>\n\
         <text><body>\n",
        escaped(&title(site, lang)),
        escaped(&site.config.base_url),
    );
    for term in terms {
        let _ = writeln!(out, "<conceptEntry id=\"{}\">", escaped(&id(&term.key)));
        for other in term.broader.iter().chain(&term.related) {
            let (target, name) = (id(other), escaped(other));
            let _ = writeln!(
                out,
                "<ref type=\"crossReference\" target=\"{}\">{name}</ref>",
                escaped(&target)
            );
        }
        for words in &term.words {
            let _ = writeln!(out, "<langSec xml:lang=\"{}\">", words.lang);
            let definition = escaped(&words.definition);
            let _ = writeln!(
                out,
                "<descripGrp><descrip type=\"definition\">{definition}</descrip>"
            );
            let _ = writeln!(
                out,
                "<admin type=\"source\">{}</admin></descripGrp>",
                escaped(&words.url)
            );
            push_term(
                &words.title,
                "fullForm",
                "preferredTerm-admn-sts",
                None,
                &mut out,
            );
            for short in &words.abbreviations {
                push_term(
                    short,
                    "abbreviation",
                    "admittedTerm-admn-sts",
                    None,
                    &mut out,
                );
            }
            for form in &words.forms {
                push_term(form, "variant", "admittedTerm-admn-sts", None, &mut out);
            }
            for (form, why) in &words.avoid {
                push_term(
                    form,
                    "variant",
                    "deprecatedTerm-admn-sts",
                    why.as_deref(),
                    &mut out,
                );
            }
            out.push_str("</langSec>\n");
        }
        out.push_str("</conceptEntry>\n");
    }
    out.push_str("</body></text>\n</tbx>\n");
    out
}

fn push_term(term: &str, kind: &str, status: &str, why: Option<&str>, out: &mut String) {
    let _ = write!(
        out,
        "<termSec><term>{}</term><termNote type=\"termType\">{kind}</termNote><termNote type=\"administrativeStatus\">{status}</termNote>",
        escaped(term)
    );
    if let Some(why) = why {
        let _ = write!(out, "<note>{}</note>", escaped(why));
    }
    out.push_str("</termSec>\n");
}

/// A SKOS concept scheme that is a schema.org `DefinedTermSet` as well.
fn to_json_ld(site: &Site, terms: &[Term]) -> String {
    let base = format!("{}data/glossary.jsonld", site.config.base_url);
    let id = |key: &str| format!("{base}#{key}");
    let tagged = |values: Vec<(Lang, &str)>| -> Vec<Value> {
        let value =
            |(lang, text): (Lang, &str)| json!({ "@language": lang.code(), "@value": text });
        values.into_iter().map(value).collect()
    };
    let concepts = terms.iter().map(|term| {
        let each = |pick: &dyn Fn(&Words) -> Vec<(Lang, &str)>| {
            // SKOS wants no label twice in a kind and a language.
            tagged(term.words.iter().flat_map(pick).collect())
        };
        json!({
            "@id": id(&term.key),
            "@type": ["skos:Concept", "schema:DefinedTerm"],
            "skos:inScheme": { "@id": base },
            "schema:inDefinedTermSet": { "@id": base },
            "schema:termCode": term.key,
            "skos:prefLabel": each(&|words| vec![(words.lang, &words.title)]),
            "schema:name": each(&|words| vec![(words.lang, &words.title)]),
            "skos:altLabel": each(&|words| {
                let names = words.abbreviations.iter().chain(&words.forms);
                names.map(|name| (words.lang, name.as_str())).collect()
            }),
            "skos:hiddenLabel": each(&|words| {
                words.avoid.iter().map(|(form, _)| (words.lang, form.as_str())).collect()
            }),
            "skos:definition": each(&|words| vec![(words.lang, &words.definition)]),
            "schema:description": each(&|words| vec![(words.lang, &words.definition)]),
            "schema:url": term.words.iter().map(|words| json!({ "@id": words.url })).collect::<Vec<_>>(),
            "skos:broader": term.broader.iter().map(|key| json!({ "@id": id(key) })).collect::<Vec<_>>(),
            "skos:related": term.related.iter()
                .filter(|key| Some(*key) != term.broader.as_ref())
                .map(|key| json!({ "@id": id(key) }))
                .collect::<Vec<_>>(),
        })
    });
    let titles = site
        .config
        .languages
        .iter()
        .map(|lang| (*lang, title(site, *lang)));
    let titles: Vec<(Lang, String)> = titles.collect();
    let scheme = json!({
        "@id": base,
        "@type": ["skos:ConceptScheme", "schema:DefinedTermSet"],
        "skos:prefLabel": tagged(titles.iter().map(|(lang, title)| (*lang, title.as_str())).collect()),
        "schema:name": tagged(titles.iter().map(|(lang, title)| (*lang, title.as_str())).collect()),
    });
    let graph: Vec<Value> = std::iter::once(scheme).chain(concepts).collect();
    let document = json!({
        "@context": {
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "schema": "https://schema.org/",
        },
        "@graph": graph,
    });
    format!("{document:#}\n")
}
