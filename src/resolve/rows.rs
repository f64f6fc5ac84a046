//! The stages that go through the site row by row, a column of the memo each: what is found out of every
//! entry or page, from what it is made of and the hash of the world around it.

use super::ids::Aligned;
use super::ledger::Ledger;
use super::{cite, ids, links, nav, outline, style, terms, world};
use crate::bibliography::Works;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::memo::Memo;
use crate::page::{Manuscript, PageKind};
use crate::parse;
use crate::site::{Mention, PageId, Target, Tree};
use crate::source::{Hash, Sources, hash as source_hash};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The hash of what is not there.
pub const NOTHING: Hash = Hash::from_bytes([0; 32]);

/// A value and what is wrong with it.
pub fn aside<T>(make: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> (T, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    (make(&mut problems), problems)
}

/// What the columns of the memo are filled for: the entries, and the key of each.
pub struct Rows<'a> {
    /// The key of each entry.
    pub keys: &'a Arc<[Hash]>,
    /// The entries.
    pub tree: &'a Tree,
    /// Where the columns are.
    pub memo: &'a Memo,
}

impl Rows<'_> {
    /// How many pages an entry has.
    pub fn width(&self) -> usize {
        self.tree.languages.len()
    }
}

/// Reads the files of pages, in path order.
pub fn parse_pages(
    sources: &Sources,
    config: &Config,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Arc<Vec<Arc<Manuscript>>> {
    let pages = nav::page_sources(sources, config, problems);
    let keys: Arc<[Hash]> = pages.iter().map(|page| page.key).collect();
    memo.pages.fill(NOTHING, &keys, 1, problems, |row| {
        let manuscript = parse::page(pages[row]);
        let problems = manuscript.problems.clone();
        (Arc::new(manuscript), problems)
    })
}

/// Aligns the pages of each entry and names their blocks. `ledger` is the hash of what was published.
pub fn identify(
    rows: &Rows,
    published: &Ledger,
    ledger: Hash,
    problems: &mut Vec<Diagnostic>,
) -> Arc<Vec<Arc<Aligned>>> {
    let aligned = &rows.memo.aligned;
    aligned.fill(ledger, rows.keys, 1, problems, |row| {
        let entry = &rows.tree.entries[row];
        let pages = entry.pages.iter();
        let texts: Vec<Arc<Manuscript>> = pages.map(|page| page.manuscript.clone()).collect();
        let published = published.page(&entry.key);
        let (aligned, problems) = ids::aligned(&entry.lead, &texts, published);
        (Arc::new(aligned), problems)
    })
}

/// What the terms of each language claim.
pub type Claims = BTreeMap<Lang, world::Claimed>;

/// The forms that the terms of each language claim. `plan` is the hash of who is there.
pub fn claim_terms(tree: &Tree, plan: Hash, memo: &Memo, problems: &mut Vec<Diagnostic>) -> Claims {
    let claim = |lang: &Lang| {
        let inputs = world::join(&[plan, source_hash(lang.code().as_bytes())]);
        let claimed = memo.claims.get(inputs, || {
            aside(|found| {
                let claims = terms::claims(tree, *lang, found);
                terms::report_ambiguous(tree, &claims, found);
                claims
            })
        });
        (*lang, claimed)
    };
    let claims: Claims = tree.languages.iter().map(claim).collect();
    problems.extend(
        claims
            .values()
            .flat_map(|claimed| claimed.1.iter().cloned()),
    );
    claims
}

/// The glossary words of each page.
pub type PageMentions = Arc<Vec<Arc<Vec<Mention>>>>;

/// The machine of each language, and the glossary words of each page. `terms` is the hash of all claims.
pub fn find_terms(
    rows: &Rows,
    config: &Config,
    claims: &Claims,
    terms: Hash,
) -> (terms::Lexicons, PageMentions) {
    let (tree, memo) = (rows.tree, rows.memo);
    let lexicon = |(lang, claimed): (&Lang, &world::Claimed)| {
        let make = || terms::lexicon(&claimed.0);
        (*lang, memo.lexicons.get(claimed.0.inputs, make))
    };
    let lexicons: terms::Lexicons = claims.iter().map(lexicon).collect();
    let world = world::join(&[terms, autolinked(config)]);
    let mentions = memo
        .mentions
        .fill(world, rows.keys, rows.width(), &mut Vec::new(), |row| {
            let id = PageId(row as u32);
            let page = tree.page(id);
            let is_term = tree.entry(id).kind == PageKind::Term;
            let own = is_term.then(|| tree.entry_index(id));
            let lexicon = &lexicons[&page.text_lang];
            let found = terms::mentions(&page.manuscript, own, lexicon, config.autolink);
            (Arc::new(found), Vec::new())
        });
    (lexicons, mentions)
}

/// The hash of how glossary words become links.
pub fn autolinked(config: &Config) -> Hash {
    source_hash(format!("{:?}", config.autolink).as_bytes())
}

/// Where the links of each page lead.
pub type PageLinks = Arc<Vec<Arc<Vec<Target>>>>;

/// Where the links of each page lead, and the key of each page's links. `digest` is the hash of the world
/// around them.
pub fn resolve_links(
    around: &links::World,
    references: &Works,
    digest: Hash,
    rows: &Rows,
    aligned: &[Arc<Aligned>],
    problems: &mut Vec<Diagnostic>,
) -> (PageLinks, Arc<[Hash]>) {
    let (tree, memo) = (rows.tree, rows.memo);
    let anchored = memo
        .anchored
        .fill(digest, rows.keys, rows.width(), &mut Vec::new(), |row| {
            let pages = links::anchored_pages(around, PageId(row as u32));
            (pages.into(), Vec::new())
        });
    let keys = world::link_keys(tree, rows.keys, aligned, &anchored);
    let links = memo.links.fill(digest, &keys, 1, problems, |row| {
        let page = PageId(row as u32);
        let mut found = Vec::new();
        let targets = links::resolve(around, page, &mut found);
        cite::check(tree, references, page, &mut found);
        (Arc::new(targets), found)
    });
    (links, keys)
}

/// Looks at each text by itself.
pub fn check_texts(rows: &Rows, problems: &mut Vec<Diagnostic>) {
    let checked = &rows.memo.checked;
    checked.fill(NOTHING, rows.keys, rows.width(), problems, |row| {
        let page = rows.tree.page(PageId(row as u32));
        let text = (!page.is_borrowed()).then_some(&page.manuscript);
        ((), text.map_or_else(Vec::new, |text| outline::check(text)))
    });
}

/// Reads the pages once more, as an editor would: their words, how hard they are, who could not read them.
pub fn check_style(
    rows: &Rows,
    config: &Config,
    mentions: &PageMentions,
    terms: Hash,
    sources: &Sources,
    problems: &mut Vec<Diagnostic>,
) -> Arc<Vec<Arc<style::Checked>>> {
    let (tree, memo) = (rows.tree, rows.memo);
    let rules = parse::style::rules(sources, problems);
    let checkers: BTreeMap<Lang, Arc<style::Checker>> = tree
        .languages
        .par_iter()
        .map(|lang| {
            let demands = style::demands(tree, &rules, *lang);
            let checker = memo
                .checkers
                .get(demands.inputs, || style::checker(&demands));
            (*lang, checker)
        })
        .collect();
    let mut world = vec![terms, autolinked(config)];
    world.extend(checkers.values().map(|checker| checker.inputs));
    world.push(source_hash(format!("{:?}", config.readability).as_bytes()));
    let world = world::join(&world);
    memo.styles
        .fill(world, rows.keys, rows.width(), problems, |row| {
            let id = PageId(row as u32);
            let (entry, page) = (tree.entry(id), tree.page(id));
            if page.is_borrowed() {
                return Default::default();
            }
            let is_term = entry.kind == PageKind::Term && !entry.is_section();
            let subject = style::Subject {
                manuscript: &page.manuscript,
                mentions: &mentions[row],
                own_term: is_term.then(|| tree.entry_index(id)),
                kind: entry.kind,
                thresholds: &config.readability,
            };
            let checked = style::check(&subject, &checkers[&page.text_lang]);
            let found = checked.problems.clone();
            (Arc::new(checked), found)
        })
}
