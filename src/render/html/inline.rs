//! What stands inside a paragraph: text with its glossary words, links, notes, citations.

use super::{Writer, escape, popup_id};
use crate::doc::{Citation, Inline, Kind, LinkRef, Text, plain};
use crate::page::PageKind;
use crate::render::facts;
use crate::site::{Mention, PageId, Target, Tree};
use crate::version::Outward;
use std::fmt::Write;

/// A page's mentions by text: they come in reading order, texts are numbered from the inside out.
pub(super) struct MentionIndex<'a> {
    mentions: &'a [Mention],
    of_text: Vec<(u32, u32)>,
}

impl<'a> MentionIndex<'a> {
    pub(super) fn new(texts: u32, mentions: &'a [Mention]) -> MentionIndex<'a> {
        let mut of_text = vec![(0, 0); texts as usize];
        for (at, mention) in mentions.iter().enumerate() {
            let range = &mut of_text[mention.text as usize];
            if range.0 == range.1 {
                *range = (at as u32, at as u32);
            }
            range.1 += 1;
        }
        MentionIndex { mentions, of_text }
    }

    pub(super) fn of(&self, text: u32) -> &'a [Mention] {
        let (start, end) = self.of_text[text as usize];
        &self.mentions[start as usize..end as usize]
    }
}

impl Writer<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    pub(super) fn wrapped(&mut self, element: &str, inner: &[Inline]) {
        let _ = write!(self.out, "<{element}>");
        self.inlines(inner);
        let _ = write!(self.out, "</{element}>");
    }

    pub(super) fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            Kind::Text(text) => self.text(text),
            Kind::Break => self.out.push_str("<br>\n"),
            Kind::Emphasis(inner) => self.wrapped("em", inner),
            Kind::Strong(inner) => self.wrapped("strong", inner),
            Kind::Strike(inner) => self.wrapped("s", inner),
            Kind::Code(code) => {
                self.out.push_str("<code>");
                escape(code, &mut self.out);
                self.out.push_str("</code>");
            }
            Kind::Link(link, inner) => self.link(*link, inner),
            Kind::Image(link, alt) => self.image(*link, alt),
            Kind::Footnote(label) => self.note_reference(label),
            Kind::Cite(citations) => self.cite(citations),
            Kind::Foreign(lang, inner) => {
                let _ = write!(self.out, "<span lang=\"{lang}\">");
                self.inlines(inner);
                self.out.push_str("</span>");
            }
            Kind::NoLink(inner) => self.inlines(inner),
            Kind::Fact(name) => {
                let text = facts::named(self.site, self.lang, &name.value);
                escape(&text, &mut self.out);
            }
        }
    }

    pub(super) fn text(&mut self, text: &Text) {
        let mut done = 0;
        for mention in self.mentions.of(text.id) {
            let (start, end) = (mention.start as usize, mention.end as usize);
            if !mention.linked && mention.foreign.is_none() {
                continue;
            }
            escape(&text.as_str()[done..start], &mut self.out);
            let words = &text.as_str()[start..end];
            if mention.linked {
                // A frozen text speaks to the glossary of today.
                let site = self.frozen.map_or(self.site, |(today, _)| today);
                let target = site.tree.page_in(mention.entry(), self.lang);
                let _ = write!(self.out, "<a class=\"term\" href=\"{}", self.root);
                escape(&site.tree.page(target).path, &mut self.out);
                if self.apart.is_none() {
                    self.out.push_str("\" data-popup=\"");
                    escape(&popup_id(site, mention.entry()), &mut self.out);
                }
                self.out.push('"');
            } else {
                self.out.push_str("<span");
            }
            if let Some(lang) = mention.foreign {
                let _ = write!(self.out, " lang=\"{lang}\"");
            }
            self.out.push('>');
            escape(words, &mut self.out);
            self.out
                .push_str(if mention.linked { "</a>" } else { "</span>" });
            done = end;
        }
        escape(&text.as_str()[done..], &mut self.out);
    }

    pub(super) fn link(&mut self, link: u32, inner: &[Inline]) {
        let asked = &self.doc.links[link as usize];
        let mut title = String::new();
        match &self.site.links[self.page.0 as usize][link as usize] {
            Target::Page(page, anchor) => {
                let target = self.site.tree.page(*page);
                link_words(&self.site.tree, asked, *page).clone_into(&mut title);
                self.out.push_str("<a href=\"");
                if *page != self.page {
                    self.out.push_str(&self.root);
                    escape(&target.path, &mut self.out);
                } else if anchor.is_none() {
                    self.out.push_str("./");
                }
                if let Some(anchor) = anchor {
                    self.out.push('#');
                    escape(anchor, &mut self.out);
                }
                self.out.push_str("\">");
            }
            Target::External(url) => {
                title.clone_from(url);
                self.out.push_str("<a href=\"");
                escape(url, &mut self.out);
                self.out.push_str("\" rel=\"external noopener\">");
            }
            Target::File(path) => {
                title = path.to_string();
                let _ = write!(self.out, "<a href=\"{}files/", self.root);
                escape(&crate::address::in_link(path), &mut self.out);
                self.out.push_str("\">");
            }
            Target::Data(path) => {
                title = path.to_string();
                let _ = write!(self.out, "<a href=\"{}", self.root);
                escape(path, &mut self.out);
                self.out.push_str("\">");
            }
            Target::Broken if self.frozen.is_some() => return self.link_outward(link, inner),
            Target::Broken => {
                escape(&asked.dest, &mut self.out);
                return;
            }
        }
        if inner.is_empty() {
            escape(&title, &mut self.out);
        } else {
            self.inlines(inner);
        }
        self.out.push_str("</a>");
    }

    /// A link out of a version: to the page of today, and where there is none any more its words alone.
    /// The words are those that stood there when the version was frozen.
    fn link_outward(&mut self, link: u32, inner: &[Inline]) {
        let Some((today, version)) = self.frozen else {
            return;
        };
        let asked = &self.doc.links[link as usize];
        let target = version.outward[self.page.0 as usize].get(&link);
        if let Some(Outward { page, anchor }) = target {
            let _ = write!(self.out, "<a href=\"{}", self.root);
            escape(&today.tree.page(*page).path, &mut self.out);
            if let Some(anchor) = anchor {
                self.out.push('#');
                escape(anchor, &mut self.out);
            }
            self.out.push_str("\">");
        }
        if inner.is_empty() {
            let titles = version.titles.get(&self.lang);
            let words = titles.and_then(|titles| titles.get(&asked.dest));
            escape(words.unwrap_or(&asked.dest), &mut self.out);
        } else {
            self.inlines(inner);
        }
        if target.is_some() {
            self.out.push_str("</a>");
        }
    }

    pub(super) fn image(&mut self, link: u32, alt: &[Inline]) {
        if let Target::File(path) = &self.site.links[self.page.0 as usize][link as usize] {
            let _ = write!(self.out, "<img src=\"{}files/", self.root);
            escape(&crate::address::in_link(path), &mut self.out);
            self.out.push_str("\" alt=\"");
            escape(&plain(alt).replace('\n', " "), &mut self.out);
            self.out.push_str("\" loading=\"lazy\">");
        }
    }

    pub(super) fn note_reference(&mut self, label: &str) {
        let (number, first) = match self.notes.get(label) {
            Some(number) => (*number, false),
            None => {
                let number = self.notes.len() + 1;
                self.notes.insert(label.to_owned(), number);
                let footnote = self.footnotes.get(label).copied();
                self.pending
                    .extend(footnote.map(|footnote| (number, footnote)));
                (number, true)
            }
        };
        let mark = self.note_mark();
        let id = if first {
            format!(" id=\"fnref-{mark}{number}\"")
        } else {
            String::new()
        };
        let label = self.t("footnote-label", &[("number", number.into())]);
        let _ = write!(
            self.out,
            "<sup class=\"note\"><a{id} href=\"#fn-{mark}{number}\" role=\"doc-noteref\" aria-label=\""
        );
        escape(&label, &mut self.out);
        let _ = write!(self.out, "\">{number}</a></sup>");
    }

    /// A note: each work leads to its reference at the end of the page.
    pub(super) fn cite(&mut self, citations: &[Citation]) {
        let known = citations
            .iter()
            .filter(|citation| self.site.reference(&citation.id.value).is_some());
        let works: Vec<(String, Option<String>)> = known
            .map(|citation| (citation.id.value.clone(), citation.locator.clone()))
            .collect();
        for (id, _) in &works {
            if !self.cited.contains(id) {
                self.cited.push(id.clone());
            }
        }
        self.out.push_str("<span class=\"cite\">");
        for piece in self.site.stylist(self.lang).note(&works) {
            if let Some(id) = &piece.work {
                self.out.push_str("<a href=\"#ref-");
                escape(id, &mut self.out);
                self.out.push_str("\">");
            }
            match piece.work.as_ref().and_then(|id| self.site.reference(id)) {
                Some(work) => facts::titles(work, self.lang, &piece.text, &mut self.out),
                None => escape(&piece.text, &mut self.out),
            }
            if piece.work.is_some() {
                self.out.push_str("</a>");
            }
        }
        self.out.push_str("</span>");
    }
}

/// The words of a link without words of its own: a term by the form that was written, any other page by
/// its title.
pub fn link_words<'w>(tree: &'w Tree, asked: &'w LinkRef, page: PageId) -> &'w str {
    let entry = tree.entry(page);
    let by_key = asked.dest.contains(['/', '#'])
        || entry.key.rsplit('/').next() == Some(asked.dest.as_str());
    if entry.kind == PageKind::Term && !by_key {
        &asked.dest
    } else {
        &tree.page(page).title
    }
}
