//! Glossary words: which words of a page are forms of which term, and which of them become links.
//!
//! Forms are explicit: an editor writes `espert{o,a,i,e} {in,nel} supporto {tra,fra} pari`. We tried
//! no stemmer here (it joins words that an editor would not), and no regular expressions (one pass
//! of an automaton over the folded text finds all forms of all terms). Folding knows both apostrophes,
//! both ways to write an accent, soft hyphens and line breaks; abbreviations keep their capitals.
//! Every match is looked at, those that are not whole words fall away, and of what overlaps the
//! leftmost longest stays: so `supporto tra pari` is not found inside `esperto in supporto tra pari`.

use crate::config::Autolink;
use crate::diag::{Code, Diagnostic, Place, Span};
use crate::doc::{Block, BlockKind, Inline, Kind, Text};
use crate::folded::Folded;
use crate::lang::Lang;
use crate::page::{Manuscript, PageKind};
use crate::site::{Mention, Tree};
use crate::source::Hash;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// More forms than this from one pattern are a mistake.
const MAX_FORMS: usize = 512;

/// The lexicon of each language.
pub type Lexicons = BTreeMap<Lang, Arc<Lexicon>>;

/// A form of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Form {
    term: usize,
    linked: bool,
    foreign: Option<Lang>,
    /// An abbreviation as it is written: its capitals count.
    written: Option<String>,
}

/// All forms of a language's terms, and the machine that finds them.
#[derive(Default)]
pub struct Lexicon {
    /// It takes A for a.
    automaton: Option<AhoCorasick>,
    /// By pattern of the automaton.
    forms: Vec<Form>,
    /// The term of each folded form.
    by_form: BTreeMap<String, usize>,
}

/// A form that was found: where it stands in the original text, and its number.
struct Hit {
    start: usize,
    end: usize,
    form: usize,
}

impl Lexicon {
    /// The term that a word names, by any form.
    pub fn find(&self, word: &str) -> Option<usize> {
        let folded = Folded::new(word, true).text;
        self.by_form.get(folded.trim()).copied()
    }

    /// Whole words of a text that are forms, in the order of the text; what overlaps is in it, the longest
    /// first.
    fn hits(&self, text: &str) -> Vec<Hit> {
        let mut found = Vec::new();
        let Some(automaton) = &self.automaton else {
            return found;
        };
        let folded = Folded::new(text, false);
        // Abbreviations are found with their capitals. Those of other alphabets the automaton does not know.
        if folded.other_capitals {
            self.search(
                automaton,
                &folded,
                |form| form.written.is_some(),
                &mut found,
            );
            let small = Folded::new(text, true);
            self.search(automaton, &small, |form| form.written.is_none(), &mut found);
        } else {
            self.search(automaton, &folded, |_| true, &mut found);
        }
        found.sort_by_key(|hit| {
            let term = self.forms[hit.form].term;
            (hit.start, usize::MAX - hit.end, term, hit.form)
        });
        found
    }

    fn search(
        &self,
        automaton: &AhoCorasick,
        folded: &Folded,
        wanted: impl Fn(&Form) -> bool,
        found: &mut Vec<Hit>,
    ) {
        for hit in automaton.find_overlapping_iter(&*folded.text) {
            let number = hit.pattern().as_usize();
            let form = &self.forms[number];
            let as_written = |written: &String| folded.text[hit.range()] == **written;
            if wanted(form)
                && form.written.as_ref().is_none_or(as_written)
                && folded.is_word(hit.start(), hit.end())
            {
                let (start, end) = folded.original(hit.start(), hit.end());
                found.push(Hit {
                    start,
                    end,
                    form: number,
                });
            }
        }
    }
}

/// A pattern of forms as an editor wrote it.
#[derive(Clone, Debug)]
struct Claim {
    form: String,
    abbreviation: bool,
    term: usize,
    linked: bool,
    foreign: Option<Lang>,
    place: Place,
}

/// The forms that a language's terms claim, expanded, and the hash that a [`Lexicon`] of them has.
pub struct Claims {
    claims: Vec<Claim>,
    /// The hash of all that [`lexicon`] reads.
    pub inputs: Hash,
}

/// Collects the forms of all terms in a language.
pub fn claims(tree: &Tree, lang: Lang, problems: &mut Vec<Diagnostic>) -> Claims {
    let mut claims = Vec::new();
    for (index, entry) in tree.entries.iter().enumerate() {
        let page = &entry.pages[tree.page_in(index, lang).0 as usize % tree.languages.len()];
        if entry.kind != PageKind::Term || page.is_borrowed() || entry.is_section() {
            continue;
        }
        let (front, lead) = (&page.manuscript.front, entry.meta());
        let autolink = front.autolink.as_ref().or(lead.autolink.as_ref());
        let linked = autolink.is_none_or(|autolink| autolink.value);
        let foreign = front.foreign.as_ref().map(|lang| lang.value);
        let head_word = Folded::new(&page.title, true).text;
        let head_word = head_word.split(' ').next().unwrap_or_default();
        let mut claim = |form: String, abbreviation: bool, span: Span| {
            // A foreign headword may have native variants: only forms that begin like it are foreign.
            let folded = Folded::new(&form, true).text;
            let foreign = foreign.filter(|_| folded.split(' ').next() == Some(head_word));
            claims.push(Claim {
                form,
                abbreviation,
                term: index,
                linked,
                foreign,
                place: Place {
                    file: page.manuscript.file.clone(),
                    span,
                },
            });
        };
        let title = front
            .title
            .as_ref()
            .map_or(Span::default(), |title| title.span);
        claim(page.title.clone(), false, title);
        for pattern in &front.forms {
            match expand(&pattern.value) {
                Some(forms) => forms
                    .into_iter()
                    .for_each(|form| claim(form, false, pattern.span)),
                None => problems.push(
                    Diagnostic::new(Code::FormInvalid, &page.manuscript.file, pattern.span)
                        .arg("form", &pattern.value),
                ),
            }
        }
        for abbreviation in &front.abbreviations {
            claim(abbreviation.value.clone(), true, abbreviation.span);
        }
    }
    let mut hasher = crate::source::Hasher::new();
    for claim in &claims {
        hasher.update(claim.form.as_bytes());
        let foreign = claim.foreign.map_or(String::new(), |lang| lang.to_string());
        let flags = (claim.abbreviation, claim.linked, claim.term, foreign);
        hasher.update(format!("\0{flags:?}\0").as_bytes());
    }
    Claims {
        claims,
        inputs: hasher.finalize(),
    }
}

/// Reports forms that two terms claim: a word can only lead to one.
pub fn report_ambiguous(tree: &Tree, claims: &Claims, problems: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(String, bool), &Claim> = BTreeMap::new();
    let mut reported = HashSet::new();
    for claim in &claims.claims {
        let folded = Folded::new(&claim.form, !claim.abbreviation)
            .text
            .into_owned();
        let other = first.entry((folded, claim.abbreviation)).or_insert(claim);
        if other.term != claim.term && reported.insert((other.term, claim.place.clone())) {
            let title = &tree.entries[other.term].key;
            problems.push(
                Diagnostic::new(Code::FormAmbiguous, &claim.place.file, claim.place.span)
                    .arg("form", &claim.form)
                    .arg("term", title)
                    .other(&other.place.file, other.place.span),
            );
        }
    }
}

/// Builds the machine that finds these forms.
pub fn lexicon(claims: &Claims) -> Lexicon {
    let mut lexicon = Lexicon::default();
    let mut patterns = Vec::new();
    // Words come first: where a word and an abbreviation of one term are the same letters, the word counts.
    for abbreviations in [false, true] {
        let mut seen = HashSet::new();
        for claim in claims
            .claims
            .iter()
            .filter(|claim| claim.abbreviation == abbreviations)
        {
            let folded = Folded::new(&claim.form, !abbreviations).text.into_owned();
            if folded.trim().is_empty() || !seen.insert(folded.clone()) {
                continue;
            }
            lexicon
                .by_form
                .entry(folded.to_lowercase())
                .or_insert(claim.term);
            lexicon.forms.push(Form {
                term: claim.term,
                linked: claim.linked,
                foreign: claim.foreign,
                written: abbreviations.then(|| folded.clone()),
            });
            patterns.push(folded);
        }
    }
    let automaton = AhoCorasickBuilder::new()
        .match_kind(MatchKind::Standard)
        .ascii_case_insensitive(true)
        .kind(Some(automaton_kind(patterns.len())))
        .build(&patterns);
    lexicon.automaton = automaton.ok().filter(|_| !patterns.is_empty());
    lexicon
}

/// With more patterns than this a table of all transitions is too large: megabytes, and as long to fill.
const MOST_IN_TABLE: usize = 1_500;

/// The kind of automaton for so many patterns. The table reads a text in half the time.
pub fn automaton_kind(patterns: usize) -> AhoCorasickKind {
    match patterns <= MOST_IN_TABLE {
        true => AhoCorasickKind::DFA,
        false => AhoCorasickKind::ContiguousNFA,
    }
}

/// The forms of a brace pattern: `espert{o,a} {in,nel}` is four. Nothing when braces do not match,
/// stand in each other, or make too many. Texts are searched for all of them: what nobody writes does no harm there.
pub fn expand(pattern: &str) -> Option<Vec<String>> {
    Some(forms(&pieces(pattern)?, |_| false))
}

/// Those of the forms of a brace pattern that are shown to readers and other programs. Endings agree: of
/// `disturb{o,i} mental{e,i}` they are `disturbo mentale` and `disturbi mentali`, and not the four that
/// [`expand`] gives. Endings are choices behind a letter at the end of a word, and they agree by place where there
/// are as many in each: whoever has four of one and two of the other writes `malat{o,a,i,e} mental{e,e,i,i}`.
/// Whole words (`{in,nel}`), beginnings (`{é,e}quipe`) and what stands within a word (`stigmati{s,z}ing`) are free.
pub fn expand_agreeing(pattern: &str) -> Option<Vec<String>> {
    let pieces = pieces(pattern)?;
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let endings: Vec<bool> = (0..pieces.len())
        .map(|at| {
            let behind = pieces.get(at + 1).and_then(|next| next.0.chars().next());
            let next_group = pieces
                .get(at + 1)
                .is_some_and(|next| next.0.is_empty() && !next.1.is_empty());
            // What begins with a hyphen or a space is another word, not an ending.
            let letters = |choice: &&str| choice.chars().all(char::is_alphanumeric);
            is_letter(pieces[at].0.chars().next_back())
                && !is_letter(behind)
                && !next_group
                && pieces[at].1.iter().all(letters)
        })
        .collect();
    let mut forms = forms(&pieces, |at| endings[at]);
    let mut seen = HashSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    Some(forms)
}

/// A brace pattern in pieces: a text and the choices behind it, none at the end.
type Pieces<'p> = Vec<(&'p str, Vec<&'p str>)>;

fn pieces(pattern: &str) -> Option<Pieces<'_>> {
    let mut pieces: Pieces = Vec::new();
    let mut count = 1;
    let mut rest = pattern;
    while let Some(open) = rest.find(['{', '}']) {
        let close = open + rest[open..].find('}')?;
        if !rest[open..].starts_with('{') || rest[open + 1..close].contains('{') {
            return None;
        }
        let choices: Vec<&str> = rest[open + 1..close].split(',').collect();
        count *= choices.len();
        if count > MAX_FORMS {
            return None;
        }
        pieces.push((&rest[..open], choices));
        rest = &rest[close + 1..];
    }
    pieces.push((rest, Vec::new()));
    Some(pieces)
}

/// All forms of the pieces; those pieces that `agree` and have as many choices take the same place at once.
fn forms(pieces: &Pieces, agree: impl Fn(usize) -> bool) -> Vec<String> {
    // With each form, the place that is taken by agreeing pieces of so many choices.
    let mut forms: Vec<(String, BTreeMap<usize, usize>)> = vec![Default::default()];
    for (at, (text, choices)) in pieces.iter().enumerate() {
        if choices.is_empty() {
            forms.iter_mut().for_each(|(form, _)| form.push_str(text));
            continue;
        }
        let mut longer = Vec::new();
        for (form, taken) in &forms {
            for (place, choice) in choices.iter().enumerate() {
                let mut taken = taken.clone();
                if agree(at) && *taken.entry(choices.len()).or_insert(place) != place {
                    continue;
                }
                longer.push((format!("{form}{text}{choice}"), taken));
            }
        }
        forms = longer;
    }
    forms.into_iter().map(|(form, _)| form).collect()
}

/// The glossary words of a page, in reading order.
pub type Mentions = Vec<Mention>;

/// Finds the glossary words of a page.
pub fn mentions(
    manuscript: &Manuscript,
    own_term: Option<usize>,
    lexicon: &Lexicon,
    autolink: Autolink,
) -> Mentions {
    let mut finder = Finder {
        lexicon,
        own_term,
        autolink,
        linked: HashSet::new(),
        unit: None,
        mentions: Vec::new(),
    };
    finder.blocks(&manuscript.doc.blocks, true);
    for footnote in &manuscript.doc.footnotes {
        finder.unit = None;
        // A note is read on its own: what the last section linked says nothing about it.
        if autolink == Autolink::Section {
            finder.linked.clear();
        }
        finder.blocks(&footnote.blocks, true);
    }
    finder.mentions.as_slice().to_vec()
}

struct Finder<'a> {
    lexicon: &'a Lexicon,
    own_term: Option<usize>,
    autolink: Autolink,
    /// Terms that are linked already in this section.
    linked: HashSet<usize>,
    unit: Option<u32>,
    mentions: Mentions,
}

impl Finder<'_> {
    fn blocks(&mut self, blocks: &[Block], linkable: bool) {
        for block in blocks {
            if block.unit.is_some() {
                self.unit = block.unit;
            }
            match &block.kind {
                BlockKind::Heading(_, inlines) => {
                    if self.autolink == Autolink::Section {
                        self.linked.clear();
                    }
                    self.inlines(inlines, false);
                }
                BlockKind::Paragraph(inlines) => self.inlines(inlines, linkable),
                BlockKind::List(_, _, items) => {
                    for item in items {
                        if item.unit.is_some() {
                            self.unit = item.unit;
                        }
                        self.blocks(&item.blocks, linkable);
                    }
                }
                // Somebody else's words are quoted as they are.
                BlockKind::Quote(inner) => self.blocks(inner, false),
                BlockKind::Callout(_, inner) => self.blocks(inner, linkable),
                BlockKind::Table(table) => {
                    table.head.iter().for_each(|cell| self.inlines(cell, false));
                    table
                        .rows
                        .iter()
                        .flatten()
                        .for_each(|cell| self.inlines(cell, linkable));
                }
                BlockKind::Definitions(list) => {
                    for definition in list {
                        self.inlines(&definition.term, false);
                        definition
                            .details
                            .iter()
                            .for_each(|blocks| self.blocks(blocks, linkable));
                    }
                }
                BlockKind::Code(..) | BlockKind::Fence(_) | BlockKind::Rule => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], linkable: bool) {
        for inline in inlines {
            match &inline.kind {
                Kind::Text(text) => self.text(text, linkable),
                Kind::Emphasis(inner) | Kind::Strong(inner) | Kind::Strike(inner) => {
                    self.inlines(inner, linkable);
                }
                Kind::Link(_, inner) => self.inlines(inner, false),
                // Words in another language are that language's words, not ours.
                Kind::Foreign(..) | Kind::NoLink(_) | Kind::Image(..) => {}
                Kind::Break | Kind::Code(_) | Kind::Footnote(_) | Kind::Cite(_) | Kind::Fact(_) => {
                }
            }
        }
    }

    fn text(&mut self, text: &Text, linkable: bool) {
        let mut free = 0;
        for Hit { start, end, form } in self.lexicon.hits(text.as_str()) {
            if start < free {
                continue;
            }
            free = end;
            let form = &self.lexicon.forms[form];
            let wanted = linkable && form.linked && self.own_term != Some(form.term);
            let first = wanted && (self.autolink == Autolink::All || self.linked.insert(form.term));
            self.mentions.push(Mention {
                text: text.id,
                start: start as u32,
                end: end as u32,
                term: form.term as u32,
                linked: first,
                foreign: form.foreign,
                unit: self.unit,
            });
        }
    }
}
