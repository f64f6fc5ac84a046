//! Readings: what a page says, block by block, and which words of it weigh how much.
//!
//! The blocks go to the browser as they read (excerpts, phrases); the counted words go into the index.
//! Counting is the dear part, and pure: it is memoised by the hash of all that it reads.

use super::{pack, words};
use crate::doc::{Block, BlockKind, Doc, Inline, Kind};
use crate::lang::Lang;
use crate::page::PageKind;
use crate::render::{facts, view};
use crate::resolve::{cite, terms};
use crate::site::{PageId, Site, Target};
use crate::source::Hash;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Where on a page a word stands. The order is that of [`Counts::lengths`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// What a term or competence is called besides: abbreviations, forms, forms to shun, the word in
    /// the other languages, a code.
    Name,
    /// A heading.
    Heading,
    /// Everything else.
    Body,
}

/// How many fields there are.
pub const FIELDS: usize = 4;

/// A piece of a page that a hit can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The id of its element; empty where it has none.
    pub id: Arc<str>,
    /// The level of a heading, 0 for text.
    pub level: u8,
    /// What it says, as one line.
    pub text: String,
}

/// What a page says.
pub struct Reading {
    /// The page.
    pub page: PageId,
    /// How a list of hits names it.
    pub label: Label,
    /// What the browser gets of its text: that is large, so it is written at once and kept in no other form.
    pub text: String,
    /// Its words.
    pub counts: Arc<Counts>,
}

/// The words of a page.
#[derive(Default)]
pub struct Counts {
    /// How often each word stands in each field; lower-case, with accents, in the order of words. The
    /// language is that of the words, which decides the stem.
    pub words: Vec<(Box<str>, Lang, [u16; FIELDS])>,
    /// How many words each field has.
    pub lengths: [u32; FIELDS],
}

/// Reads a page.
pub fn read(site: &Site, page: PageId) -> Reading {
    let passages = passages(site, page);
    let here = site.tree.page(page);
    let mut names: Vec<(Lang, String)> = vec![(title_lang(site, page), here.title.clone())];
    names.extend(names_of(site, page));
    let mut hasher = crate::source::Hasher::new();
    for (lang, text) in &names {
        hasher
            .update(lang.code().as_bytes())
            .update(text.as_bytes())
            .update(&[0]);
    }
    hasher.update(&[1]).update(here.lang.code().as_bytes());
    for passage in &passages {
        hasher
            .update(&[passage.level])
            .update(passage.text.as_bytes())
            .update(&[0]);
    }
    let hash: Hash = hasher.finalize();
    let counts = site
        .readings
        .get(hash, || count(here.lang, &names, &passages));
    Reading {
        page,
        label: label(site, page),
        text: pack::text(&passages),
        counts,
    }
}

fn title_lang(site: &Site, page: PageId) -> Lang {
    let page = site.tree.page(page);
    page.manuscript
        .front
        .foreign
        .as_ref()
        .map_or(page.lang, |foreign| foreign.value)
}

/// A word of a page while it is counted.
struct Count {
    lang: Lang,
    of_field: [u16; FIELDS],
    /// Whether it says something in the page's own language. What holds a sentence together makes no
    /// text longer.
    says: bool,
}

fn says(lang: Lang, word: &str) -> bool {
    words::function_word(lang, word).is_none()
}

fn count(lang: Lang, names: &[(Lang, String)], passages: &[Passage]) -> Counts {
    let mut found: HashMap<Box<str>, Count> = HashMap::new();
    let mut lengths = [0; FIELDS];
    let mut add = |text: &str, text_lang: Lang, field: Field| {
        words::each(text, &mut |word| {
            let field = field as usize;
            let own = match found.get_mut(word) {
                Some(count) => {
                    count.of_field[field] = count.of_field[field].saturating_add(1);
                    count.says
                }
                None => {
                    let mut of_field = [0; FIELDS];
                    of_field[field] = 1;
                    let count = Count {
                        lang: text_lang,
                        of_field,
                        says: says(lang, word),
                    };
                    found.entry(word.into()).or_insert(count).says
                }
            };
            let counts = if text_lang == lang {
                own
            } else {
                says(text_lang, word)
            };
            lengths[field] += u32::from(counts);
        });
    };
    // The page's own language first: a word that both languages have is read as ours.
    for passage in passages {
        let field = if passage.level > 0 {
            Field::Heading
        } else {
            Field::Body
        };
        add(&passage.text, lang, field);
    }
    for (at, (lang, text)) in names.iter().enumerate() {
        add(
            text,
            *lang,
            if at == 0 { Field::Title } else { Field::Name },
        );
    }
    let mut words: Vec<_> = found
        .into_iter()
        .map(|(word, count)| (word, count.lang, count.of_field))
        .collect();
    words.sort_unstable();
    Counts { words, lengths }
}

/// What else an entry is called, each in the language of the words.
pub fn names_of(site: &Site, page: PageId) -> Vec<(Lang, String)> {
    let entry = site.tree.entry(page);
    let here = site.tree.page(page);
    let mut names = Vec::new();
    if let Some(code) = &entry.meta().code {
        names.push((here.lang, code.value.clone()));
    }
    if entry.kind != PageKind::Term || entry.is_section() {
        return names;
    }
    let own_first = std::iter::once(here).chain(entry.pages.iter().filter(|p| p.lang != here.lang));
    for version in own_first.filter(|version| !version.is_borrowed()) {
        let front = &version.manuscript.front;
        let foreign = front.foreign.as_ref().map(|foreign| foreign.value);
        let mut add = |lang: Lang, text: &str| {
            if names.iter().all(|(_, known)| known != text) && text != here.title {
                names.push((lang, text.to_owned()));
            }
        };
        if version.lang != here.lang {
            add(foreign.unwrap_or(version.lang), &version.title);
        }
        for abbreviation in &front.abbreviations {
            add(version.lang, &abbreviation.value);
        }
        for pattern in &front.forms {
            for form in terms::expand(&pattern.value).unwrap_or_default() {
                add(version.lang, &form);
            }
        }
        for avoid in &front.avoid {
            for form in terms::expand(&avoid.form.value).unwrap_or_default() {
                add(version.lang, &form);
            }
        }
    }
    names
}

/// The passages of a page: a heading, a paragraph, an item of a list, a table. What has no id of its
/// own (a paragraph in an item) belongs to what it stands in.
pub fn passages(site: &Site, page: PageId) -> Vec<Passage> {
    let doc: &Doc = &site.tree.page(page).manuscript.doc;
    let mut reader = Reader {
        site,
        page,
        passages: Vec::new(),
    };
    reader.blocks(&doc.blocks);
    reader.facts();
    let numbers = note_numbers(doc);
    for note in &doc.footnotes {
        let mut text = String::new();
        reader.text_of(&note.blocks, &mut text);
        let number = numbers.get(note.label.as_str());
        let id = number.map_or(String::new(), |number| format!("fn-{number}"));
        reader.put(id.into(), 0, &text);
    }
    reader.passages
}

/// The numbers of the notes by their labels: the order in which a reader meets them. Where notes have notes it
/// depends on where those are laid out, and none is told.
fn note_numbers(doc: &Doc) -> BTreeMap<&str, usize> {
    let mut numbers = BTreeMap::new();
    let mut nested = false;
    for note in &doc.footnotes {
        cite::each_inline(&note.blocks, &mut |inline| {
            nested |= matches!(inline.kind, Kind::Footnote(_));
        });
    }
    if !nested {
        cite::each_inline(&doc.blocks, &mut |inline| {
            if let Kind::Footnote(label) = &inline.kind {
                let next = numbers.len() + 1;
                numbers.entry(label.as_str()).or_insert(next);
            }
        });
    }
    numbers
}

/// A text with single spaces.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

struct Reader<'a> {
    site: &'a Site,
    page: PageId,
    passages: Vec<Passage>,
}

impl Reader<'_> {
    fn add(&mut self, unit: Option<u32>, level: u8, text: &str) {
        let id = unit.map_or_else(
            || "".into(),
            |unit| self.site.unit_id(self.page, unit).clone(),
        );
        self.put(id, level, text);
    }

    fn put(&mut self, id: Arc<str>, level: u8, text: &str) {
        let text = one_line(text);
        if !text.is_empty() {
            self.passages.push(Passage { id, level, text });
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(level, inlines) => {
                    let mut text = String::new();
                    self.inlines(inlines, &mut text);
                    self.add(block.unit, (*level).max(2), &text);
                }
                BlockKind::List(_, _, items) => {
                    for item in items {
                        let mut text = String::new();
                        let (own, nested): (Vec<&Block>, Vec<&Block>) = item
                            .blocks
                            .iter()
                            .partition(|block| !matches!(block.kind, BlockKind::List(..)));
                        own.iter()
                            .for_each(|block| self.block_text(block, &mut text));
                        self.add(item.unit, 0, &text);
                        nested
                            .iter()
                            .for_each(|block| self.blocks(std::slice::from_ref(block)));
                    }
                }
                _ => {
                    let mut text = String::new();
                    self.block_text(block, &mut text);
                    self.add(block.unit, 0, &text);
                }
            }
        }
    }

    fn text_of(&self, blocks: &[Block], out: &mut String) {
        blocks.iter().for_each(|block| self.block_text(block, out));
    }

    fn block_text(&self, block: &Block, out: &mut String) {
        match &block.kind {
            BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines) => {
                self.inlines(inlines, out);
            }
            BlockKind::List(_, _, items) => {
                items
                    .iter()
                    .for_each(|item| self.text_of(&item.blocks, out));
            }
            BlockKind::Quote(inner) | BlockKind::Callout(_, inner) => self.text_of(inner, out),
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                let texts = cells.map(|cell| {
                    let mut text = String::new();
                    self.inlines(cell, &mut text);
                    text
                });
                // An empty cell has nothing to be told apart from.
                let said: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
                out.push_str(&said.join(" · "));
            }
            BlockKind::Definitions(list) => {
                for definition in list {
                    self.inlines(&definition.term, out);
                    out.push_str(": ");
                    definition
                        .details
                        .iter()
                        .for_each(|detail| self.text_of(detail, out));
                }
            }
            BlockKind::Code(_, code) => out.push_str(code),
            // What a structured view shows stands on the pages that it draws on.
            BlockKind::Fence(fence) => out.push_str(fence.caption.as_deref().unwrap_or_default()),
            BlockKind::Rule => {}
        }
        out.push(' ');
    }

    /// The words of inlines as a reader sees them: with the facts and the titles that are filled in.
    fn inlines(&self, inlines: &[Inline], out: &mut String) {
        let lang = self.site.tree.page(self.page).lang;
        for inline in inlines {
            match &inline.kind {
                Kind::Text(text) => out.push_str(text.as_str()),
                Kind::Code(code) => out.push_str(code),
                Kind::Break => out.push(' '),
                Kind::Link(link, inner) if inner.is_empty() => {
                    let targets = &self.site.links[self.page.0 as usize];
                    if let Some(Target::Page(to, _)) = targets.get(*link as usize) {
                        out.push_str(&self.site.tree.page(*to).title);
                    }
                }
                Kind::Emphasis(inner)
                | Kind::Strong(inner)
                | Kind::Strike(inner)
                | Kind::Link(_, inner)
                | Kind::Image(_, inner)
                | Kind::Foreign(_, inner)
                | Kind::NoLink(inner) => self.inlines(inner, out),
                Kind::Fact(name) => {
                    out.push_str(&facts::named(self.site, lang, &name.value));
                }
                // Before a mark that is left out stands a space, and behind it a full stop.
                Kind::Footnote(_) | Kind::Cite(_) => out.truncate(out.trim_end().len()),
            }
        }
    }

    /// The facts of an entry, a column at a time: `Anno di inizio: 2007`. The page of an entry of a
    /// comparison has a row for each.
    fn facts(&mut self) {
        let tree = &self.site.tree;
        let lang = tree.page(self.page).lang;
        let index = tree.entry_index(self.page);
        let has_rows = tree.entries[index].kind == PageKind::Country;
        let own = &tree.entries[index].meta().facts;
        for column in cite::columns(tree, index) {
            let mut text = String::new();
            for fact in own
                .iter()
                .filter(|fact| fact.column.value == column.id.value)
            {
                let value = facts::value_text(self.site, lang, fact, column);
                text.push_str(&format!("{}: {value}. ", column.label.get(lang)));
            }
            let id = has_rows.then(|| format!("fact-{}", column.id.value));
            self.put(id.unwrap_or_default().into(), 0, &text);
        }
    }
}

/// What a list of hits shows of a page besides its text.
pub struct Label {
    /// Its address up to the last part, and that part.
    pub address: (String, String),
    /// Its title.
    pub title: String,
    /// The language of a title that is foreign.
    pub title_lang: String,
    /// The section above, by its title.
    pub section: String,
    /// Whether it is an entry of the glossary.
    pub is_term: bool,
}

/// The label of a page.
fn label(site: &Site, page: PageId) -> Label {
    let entry = site.tree.entry(page);
    let here = site.tree.page(page);
    let parent = entry
        .parent
        .map(|parent| site.tree.page_in(parent, here.lang));
    let path = here.path.trim_end_matches('/');
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    Label {
        address: (folder.to_owned(), name.to_owned()),
        title: here.title.clone(),
        title_lang: view::title_lang(site, page).unwrap_or_default(),
        section: parent.map_or(String::new(), |parent| site.tree.page(parent).title.clone()),
        is_term: entry.kind == PageKind::Term && !entry.is_section(),
    }
}
