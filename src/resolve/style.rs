//! Style: what a second pair of eyes would say of a page. Nothing here is about taste: each rule has a reason
//! that editors are told, and each can be set aside where it does not hold: for a block with
//! `{lint-allow: RULE, reason}` at its end, for a page with `lint_allow` in its front matter.
//!
//! Rules of words are found as glossary words are, in one pass of an automaton over the folded text.
//! Quotations, emphasised words, titles, names, code and words of other languages are not the author's
//! voice and are left alone.

use super::prose::{Part, Passage, passages};
use super::readability::{Measure, measure_words};
use super::{accessible, typography, vocabulary};
use crate::diag::{Code, Diagnostic, Span};
use crate::doc::Allowance;
use crate::folded::Folded;
use crate::lang::Lang;
use crate::page::{Manuscript, PageKind};
use crate::resolve::accessible::Abbreviations;
use crate::resolve::terms::{automaton_kind, expand};
use crate::site::{Mention, Tree};
use crate::source::Hash;
use crate::style::{LangRules, Rules, Thresholds};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the style of a page calls for.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What should be looked at.
    pub problems: Vec<Diagnostic>,
    /// What people disagree about: shown when asked for.
    pub notes: Vec<Diagnostic>,
    /// How hard each block is.
    pub blocks: Vec<Measured>,
    /// What the page as a whole counts.
    pub page: Measure,
}

/// A block and its counts.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Where it stands.
    pub span: Span,
    /// What it counts.
    pub measure: Measure,
    /// How it begins.
    pub start: String,
}

/// What is found on a page while it is read.
pub struct Findings<'a> {
    file: &'a Arc<str>,
    /// The text of the file.
    pub file_text: &'a str,
    pub(super) found: Vec<Found>,
}

pub(super) struct Found {
    pub(super) rule: String,
    pub(super) problem: Diagnostic,
    pub(super) reach: Span,
    pub(super) info: bool,
}

impl Findings<'_> {
    /// A problem of this kind at these bytes.
    pub fn problem(&self, code: Code, span: Span) -> Diagnostic {
        Diagnostic::new(code, self.file, span)
    }

    /// Adds a problem of a passage.
    pub fn add(&mut self, problem: Diagnostic, passage: &Passage) {
        self.add_at(problem, passage.reach);
    }

    /// Adds a problem that an allowance in these bytes can set aside.
    pub fn add_at(&mut self, problem: Diagnostic, reach: Span) {
        self.found.push(Found {
            rule: problem.code.name().to_owned(),
            problem,
            reach,
            info: false,
        });
    }
}

/// A form that a glossary term asks to avoid.
#[derive(Clone, Debug)]
pub(super) struct Avoided {
    pub(super) term: usize,
    pub(super) title: String,
    forms: Vec<String>,
    pub(super) why: String,
}

/// What a language's pages are checked against, before the machine is built.
pub struct Demands {
    lang: Lang,
    rules: LangRules,
    avoided: Vec<Avoided>,
    abbreviations: Abbreviations,
    /// The hash of all that [`checker`] reads.
    pub inputs: Hash,
}

/// Collects the rules of a language and what its glossary adds to them.
pub fn demands(tree: &Tree, rules: &Rules, lang: Lang) -> Demands {
    let mut avoided = Vec::new();
    let mut abbreviations = Abbreviations::default();
    let mut hasher = crate::source::Hasher::new();
    hasher.update(rules.hash.as_bytes());
    hasher.update(lang.code().as_bytes());
    let terms = tree.entries.iter().enumerate();
    for (index, entry) in terms.filter(|(_, entry)| entry.kind == PageKind::Term) {
        let here = |page: &&crate::site::Page| page.lang == lang && !page.is_borrowed();
        let Some(page) = entry.pages.iter().find(here) else {
            continue;
        };
        let front = &page.manuscript.front;
        for avoid in &front.avoid {
            let why = avoid.why.clone().unwrap_or_default();
            let (form, title) = (&avoid.form.value, &page.title);
            hasher.update(format!("{index}\0{title}\0{form}\0{why}\0").as_bytes());
            avoided.push(Avoided {
                term: index,
                title: page.title.clone(),
                forms: expand(&avoid.form.value).unwrap_or_default(),
                why,
            });
        }
        let own: Vec<&String> = front.abbreviations.iter().map(|a| &a.value).collect();
        abbreviations.known.extend(own.iter().map(|a| (*a).clone()));
        let others = entry.pages.iter().filter(|other| other.lang != lang);
        for other in others.flat_map(|page| &page.manuscript.front.abbreviations) {
            if let Some(better) = own.first() {
                let short = other.value.clone();
                abbreviations
                    .foreign
                    .entry(short)
                    .or_insert((*better).clone());
            }
        }
    }
    hasher.update(format!("{abbreviations:?}").as_bytes());
    Demands {
        lang,
        rules: rules.by_lang.get(&lang).cloned().unwrap_or_default(),
        avoided,
        abbreviations,
        inputs: hasher.finalize(),
    }
}

/// What a pattern of the automaton stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    Word(usize),
    Except(usize),
    Spelling(usize),
    Foreign(Lang),
    Avoid(usize),
}

/// A language's rules, and the machine that finds their words.
pub struct Checker {
    lang: Lang,
    pub(super) rules: LangRules,
    pub(super) avoided: Vec<Avoided>,
    abbreviations: Abbreviations,
    pub(super) automaton: Option<AhoCorasick>,
    pub(super) meanings: Vec<Meaning>,
    /// The hash of all that it was built from.
    pub inputs: Hash,
    pub(super) stops: Vec<String>,
}

/// Builds the machine of a language.
pub fn checker(demands: &Demands) -> Checker {
    let mut patterns = Vec::new();
    let mut meanings = Vec::new();
    let mut add = |form: &str, meaning| {
        let folded = Folded::new(form, true).text.trim().to_owned();
        if !folded.is_empty() {
            patterns.push(folded);
            meanings.push(meaning);
        }
    };
    let rules = &demands.rules;
    for (i, rule) in rules.words.iter().enumerate() {
        rule.forms
            .iter()
            .for_each(|form| add(form, Meaning::Word(i)));
        rule.except
            .iter()
            .for_each(|form| add(form, Meaning::Except(i)));
    }
    for (i, spelling) in rules.spellings.iter().enumerate() {
        add(&spelling.variant, Meaning::Spelling(i));
    }
    for (lang, words) in &rules.foreign {
        words
            .iter()
            .for_each(|form| add(form, Meaning::Foreign(*lang)));
    }
    for (i, avoided) in demands.avoided.iter().enumerate() {
        avoided
            .forms
            .iter()
            .for_each(|form| add(form, Meaning::Avoid(i)));
    }
    let automaton = AhoCorasickBuilder::new()
        .match_kind(MatchKind::Standard)
        .kind(Some(automaton_kind(patterns.len())))
        .build(&patterns)
        .ok()
        .filter(|_| !patterns.is_empty());
    Checker {
        lang: demands.lang,
        stops: rules.stops.iter().map(|stop| stop.to_lowercase()).collect(),
        rules: demands.rules.clone(),
        avoided: demands.avoided.clone(),
        abbreviations: demands.abbreviations.clone(),
        automaton,
        meanings,
        inputs: demands.inputs,
    }
}

/// A page to check, and what it is.
pub struct Subject<'a> {
    /// Its file.
    pub manuscript: &'a Manuscript,
    /// Its glossary words.
    pub mentions: &'a [Mention],
    /// The glossary entry that it is, if it is one.
    pub own_term: Option<usize>,
    /// Its kind.
    pub kind: PageKind,
    /// How easy it must be.
    pub thresholds: &'a Thresholds,
}

/// Checks a page.
pub fn check(subject: &Subject, checker: &Checker) -> Checked {
    let manuscript = subject.manuscript;
    let passages = passages(manuscript, subject.mentions);
    let mut out = Findings {
        file: &manuscript.file,
        file_text: &manuscript.text,
        found: Vec::new(),
    };
    for passage in &passages {
        vocabulary::check(passage, subject.own_term, checker, &mut out);
        typography::check(passage, checker.lang, &mut out);
    }
    typography::apostrophes(&passages, &mut out);
    typography::lists(&manuscript.doc.blocks, &mut out);
    accessible::check(&manuscript.doc, &checker.rules, &mut out);
    accessible::abbreviations(&passages, &checker.abbreviations, &checker.rules, &mut out);
    let (blocks, page) = readability(subject, &passages, checker, &mut out);
    let (problems, notes) = settle(manuscript, &passages, checker, out);
    Checked {
        problems,
        notes,
        blocks,
        page,
    }
}

/// A block with fewer words says little about how hard it is.
const FEWEST_WORDS: u32 = 12;

/// A page with fewer words is not measured against a threshold.
const FEWEST_PAGE_WORDS: u32 = 40;

fn readability(
    subject: &Subject,
    passages: &[Passage],
    checker: &Checker,
    out: &mut Findings,
) -> (Vec<Measured>, Measure) {
    let mut blocks = Vec::new();
    let mut page = Measure::default();
    let mut definition = None;
    for passage in passages {
        if passage.quotation || matches!(passage.part, Part::Title | Part::Description) {
            continue;
        }
        let text = passage.text.as_str();
        let counts = measure_words(text, &passage.words, &checker.stops);
        page.add(counts);
        if passage.part == Part::Paragraph && definition.is_none() {
            definition = Some((passage, counts));
        }
        if counts.words >= FEWEST_WORDS {
            let eighth = passage.words.get(7).map_or(text.len(), |word| word.end);
            let start = text[..eighth].replace('\n', " ");
            blocks.push(Measured {
                span: passage.place(0, text.len()),
                measure: counts,
                start,
            });
        }
    }
    let lang = checker.lang;
    let title = subject.manuscript.front.title.as_ref();
    let mut low = |counts: Measure, least: u8, place: Span, reach: Span, what: &str| {
        if let Some(score) = counts.score(lang).filter(|score| *score < f64::from(least)) {
            let problem = out
                .problem(Code::ReadabilityLow, place)
                .arg("score", format!("{:.0}", score.floor()))
                .arg("least", least)
                .arg("what", what);
            out.add_at(problem, reach);
        }
    };
    if let Some(least) = subject.thresholds.page(subject.kind, lang)
        && page.words >= FEWEST_PAGE_WORDS
    {
        let place = title.map_or(Span::default(), |title| title.span);
        low(page, least, place, place, "page");
    }
    if subject.own_term.is_some()
        && let Some((passage, counts)) =
            definition.filter(|(_, counts)| counts.words >= FEWEST_WORDS)
    {
        let place = passage.place(0, passage.text.as_str().len());
        let least = subject.thresholds.definition(lang);
        low(counts, least, place, passage.reach, "definition");
    }
    (blocks, page)
}

/// Takes out what an editor has allowed, and reports allowances of what is not there.
fn settle(
    manuscript: &Manuscript,
    passages: &[Passage],
    checker: &Checker,
    out: Findings,
) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let page = manuscript.front.lint_allow.iter().map(|a| (a, None));
    let blocks = manuscript.doc.allowances.iter().map(|a| {
        let at = a.rule.span;
        let around = passages.iter().map(|passage| passage.reach);
        let around = around.filter(|reach| reach.start <= at.start && at.end <= reach.end);
        (
            a,
            Some(around.min_by_key(|r| r.end - r.start).unwrap_or(at)),
        )
    });
    let allowances: Vec<(&Allowance, Option<Span>)> = page.chain(blocks).collect();
    let mut used = BTreeSet::new();
    let (mut problems, mut notes) = (Vec::new(), Vec::new());
    for found in out.found {
        let mut allowed = false;
        for (i, (allowance, block)) in allowances.iter().enumerate() {
            let here = block.is_none_or(|block| {
                found.reach.start <= block.start && block.end <= found.reach.end
            });
            if here && allowance.rule.value == found.rule {
                used.insert(i);
                allowed = true;
            }
        }
        if allowed {
            continue;
        }
        if found.info {
            notes.push(found.problem);
        } else {
            problems.push(found.problem);
        }
    }
    for (i, (allowance, _)) in allowances.iter().enumerate() {
        let rule = allowance.rule.value.as_str();
        let at = allowance.rule.span;
        let words = checker
            .rules
            .words
            .iter()
            .map(|rule| rule.id.value.as_str());
        let known: Vec<&str> = words.chain(CODES.iter().map(|code| code.name())).collect();
        let problem = if !known.contains(&rule) {
            Diagnostic::new(Code::AllowanceInvalid, &manuscript.file, at)
                .arg("what", "unknown")
                .arg("rule", rule)
                .near(rule, known)
        } else if allowance.reason.is_empty() {
            Diagnostic::new(Code::AllowanceInvalid, &manuscript.file, at)
                .arg("what", "reason")
                .arg("rule", rule)
        } else if !used.contains(&i) {
            Diagnostic::new(Code::AllowanceUnused, &manuscript.file, at).arg("rule", rule)
        } else {
            continue;
        };
        problems.push(problem);
    }
    (problems, notes)
}

/// The codes that an allowance can name, beside the rules of words.
pub const CODES: &[Code] = &[
    Code::AbbreviationForeign,
    Code::AbbreviationUnexpanded,
    Code::AddressBare,
    Code::ApostropheMixed,
    Code::CapitalsOnly,
    Code::DateFormat,
    Code::ForeignUnmarked,
    Code::GenderMark,
    Code::ImageAltPoor,
    Code::ImageOfText,
    Code::LinkTextPoor,
    Code::ListEndings,
    Code::NumberFormat,
    Code::ReadabilityLow,
    Code::SpacesDouble,
    Code::SpellingVariant,
    Code::TableHeaderEmpty,
    Code::TermAvoided,
];
