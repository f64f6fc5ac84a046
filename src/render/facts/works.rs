//! Works and disputes in structured views: where a work is cited, and which facts sources disagree on.

use super::Scope;
use crate::bibliography::Reference;
use crate::lang::Lang;
use crate::page::Fact;
use crate::render::html::{escape, escaped};
use crate::resolve::works;
use crate::site::Site;
use std::fmt::Write;

impl Scope<'_> {
    /// The pages that cite a work, folded: the one that most pages rest on has a long list.
    pub(super) fn cited_in(&self, id: &str, out: &mut String) {
        let Some(entries) = self.site.cited_in.get(id) else {
            return;
        };
        out.push_str("\n<details class=\"cited-in\"><summary>");
        let count = self.t("cited-in", &[("count", entries.len().into())]);
        escape(&count, out);
        out.push_str("</summary><ul>");
        for entry in entries {
            let page = self.site.tree.page_in(*entry, self.lang);
            out.push_str("<li>");
            if self.site.tree.page(page).is_borrowed() {
                let lang = self.site.tree.page(page).text_lang;
                let _ = write!(out, "<span lang=\"{lang}\">");
                self.page_anchor(*entry, out);
                out.push_str("</span>");
            } else {
                self.page_anchor(*entry, out);
            }
            out.push_str("</li>");
        }
        out.push_str("</ul></details>");
    }

    /// Says of a fact that another source contradicts it, before its value.
    pub(super) fn dispute(&self, facts: &[&Fact], fact: &Fact, out: &mut String) {
        if works::is_disputed(facts, fact) {
            out.push_str("<strong class=\"dispute\">");
            escape(&self.t("fact-disputed", &[]), out);
            out.push_str("</strong> ");
        }
    }
}

/// Writes words about a work, and says of the titles in them which language they are in, where it is not
/// that of the page: a voice would read «Documento di Consenso» as if it were English.
pub fn titles(work: &Reference, lang: Lang, words: &str, out: &mut String) {
    let own = work.language.as_deref();
    let foreign = own.filter(|own| own.split('-').next() != Some(lang.code()));
    let container = work.parent.as_ref().map(|parent| parent.title.as_str());
    let all = [
        Some(work.title.as_str()),
        work.short_title.as_deref(),
        container,
    ];
    let found = all.into_iter().flatten().filter(|title| !title.is_empty());
    // The longest first: a short title may be the beginning of the long one.
    let found = found
        .filter(|title| words.contains(title))
        .max_by_key(|title| title.len());
    let split = found.and_then(|title| Some((title, words.split_once(title)?)));
    let (Some(own), Some((title, (before, after)))) = (foreign, split) else {
        return escape(words, out);
    };
    escape(before, out);
    let _ = write!(out, "<span lang=\"{}\">", escaped(own));
    escape(title, out);
    out.push_str("</span>");
    titles(work, lang, after, out);
}

/// The address behind a reference, with the day it was looked at. A DOI is an address already.
pub(super) fn address(site: &Site, lang: Lang, work: &Reference, out: &mut String) {
    let (Some(url), None) = (&work.url, &work.doi) else {
        return;
    };
    let shown = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let _ = write!(
        out,
        " <a href=\"{}\" rel=\"external noopener\">{}</a>",
        escaped(url),
        escaped(shown.trim_end_matches('/'))
    );
    if let Some(date) = &work.accessed {
        let date = site.locale(lang).date(date);
        let words = site
            .strings
            .text(lang, "accessed", &[("date", date.into())]);
        let _ = write!(out, " {}", escaped(&words));
    }
}
