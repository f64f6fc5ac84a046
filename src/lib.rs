//! carta turns a folder of bilingual Markdown into a cross-linked static website.
//!
//! ```text
//! disk ──load──▶ Sources ──parse──▶ pages ──resolve──▶ Site ──render──▶ bytes ──emit──▶ disk
//!                    └────────────── diagnostics ───────────────┘         └──serve──▶ browser
//! ```
//!
//! The whole program is two functions. [`compile`] reads sources and gives a [`Site`] and what is wrong
//! with it; [`render::render`] gives the bytes of one artifact of that site. `carta build` renders all
//! artifacts and writes them, `carta serve` renders the one that a browser asks for, `carta check`
//! renders all and writes nothing. All I/O is in [`edge`].
//!
//! Where to go: a new front matter field starts in [`page::FIELDS`]; a new diagnostic in [`diag::Code`];
//! a new file in the output in [`artifact::Artifact`]; a new word in `i18n/`.

pub mod artifact;
pub mod bibliography;
pub mod config;
pub mod diag;
pub mod doc;
pub mod edge;
pub mod folded;
pub mod lang;
pub mod memo;
pub mod page;
pub mod parse;
pub mod region;
pub mod render;
pub mod resolve;
pub mod site;
pub mod source;
pub mod strings;
pub mod style;

use artifact::Artifact;
use config::Config;
use diag::{Code, Diagnostic, Severity, Span};
use lang::{Lang, Locale};
use memo::Memo;
use page::Manuscript;
use rayon::prelude::*;
use render::theme::Theme;
use resolve::ledger::Ledger;
use resolve::{
    addresses, backlinks, cite, consistency, freshness, ids, ledger, links, nav, outline, terms,
    world,
};
use site::{Identity, Mention, Page, PageId, Site, Target, Tree};
use source::{Source, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use strings::Strings;

/// Makes a site from its sources, and says what is wrong with them, in the order of files and places.
/// A site comes out even when there are errors: the preview shows what can be shown.
pub fn compile(sources: &Sources, memo: &mut Memo) -> (Site, Vec<Diagnostic>) {
    let mut problems = sources.problems.clone();

    // What the site is: settings, words, theme, works.
    let config = configure(sources, &mut problems);
    let strings = memo
        .strings
        .get(Strings::hash(sources, &config.languages), || {
            Strings::load(sources, &config.languages)
        });
    let strings_hash = Strings::hash(sources, &config.languages);
    let theme = memo
        .theme
        .get(Theme::hash(sources, &config.theme, strings_hash), || {
            Theme::load(sources, &config.theme, &strings, &config.languages)
        });
    problems.extend(strings.problems.iter().chain(&theme.problems).cloned());
    problems.extend(strings.unspoken.iter().map(|(lang, count)| {
        let mut named = config.languages.iter().zip(&config.language_spans);
        let span = named.find_map(|(other, span)| (other == lang).then_some(*span));
        let span = span.unwrap_or_default();
        Diagnostic::new(Code::WordsMissing, &"content/site.yaml".into(), span)
            .arg("lang", lang)
            .arg("count", *count)
    }));
    let references = match sources.get("content/bibliography.yaml") {
        Some(source) => parse::bibliography::parse(source, &mut problems),
        None => Vec::new(),
    };

    // Who is there: manuscripts to entries and pages.
    nav::check_names(sources, &config, &mut problems);
    let manuscripts = parse_pages(sources, memo);
    problems.extend(
        manuscripts
            .iter()
            .flat_map(|page| page.problems.iter().cloned()),
    );
    let tree = nav::tree(&config, manuscripts, sources.options.drafts, &mut problems);
    nav::check_navigation(&tree, &config, &mut problems);

    // What its blocks are called, which of its words are terms, where its links lead.
    let published = Ledger::read(sources, &mut problems);
    let (identity, id_hashes) = identify(&tree, &published, memo, &mut problems);
    let redirects = ledger::check(&published, &tree, &identity, &mut problems);
    let (lexicons, claims, mentions) = find_terms(&tree, &config, memo, &mut problems);
    let digest = world::digest(&tree, id_hashes, &claims, sources, &references, memo);
    let around = links::World {
        tree: &tree,
        identity: &identity,
        lexicons: &lexicons,
        sources,
    };
    let links = resolve_links(&around, &references, &digest, memo, &mut problems);
    let style = match sources.options.style {
        true => check_style(&tree, &config, &mentions, sources, memo, &mut problems),
        false => Vec::new(),
    };
    check_texts(&tree, memo, &mut problems);

    // Whether the languages say the same, and whether a translation says what the text says today.
    let said = freshness::read_pages(&tree, memo);
    let accepted = freshness::Lock::read(sources, &mut problems);
    let freshness = freshness::judge(&tree, &identity, &said, &accepted);
    freshness::report(&tree, &freshness, &mut problems);
    let world = consistency::World {
        tree: &tree,
        identity: &identity,
        said: &said,
        links: &links,
        mentions: &mentions,
    };
    consistency::check(&world, &mut problems);

    // Who leads to whom, and what stands where.
    let (cited_by, used_in) = backlinks::backlinks(&tree, &identity, &links, &mentions);
    let files = addresses::linked_files(&links, sources);
    let artifacts = addresses::artifacts(&tree, &config, &strings, &theme, &files, &mut problems);

    let languages = config.languages.clone();
    let site = Site {
        config,
        strings,
        theme,
        locales: languages
            .iter()
            .map(|lang| (*lang, Arc::new(Locale::new(*lang))))
            .collect(),
        tree,
        identity,
        redirects,
        freshness,
        links,
        mentions,
        style,
        cited_by,
        used_in,
        references,
        files,
        artifacts,
        readings: memo.readings.clone(),
        index: OnceLock::new(),
        shared_views: languages
            .iter()
            .map(|lang| (*lang, OnceLock::new()))
            .collect(),
    };
    memo.end_run();
    // Of a file that could not be read as it should, that is all there is to say.
    let unread: BTreeSet<&Arc<str>> = sources.problems.iter().map(|p| &p.place.file).collect();
    problems.retain(|p| !unread.contains(&p.place.file) || sources.problems.contains(p));
    problems.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    problems.dedup();
    (site, problems)
}

/// Renders everything a site has, in parallel, and hands each path and its bytes to `put`. Nothing is
/// rendered when the theme is broken: every page would say the same.
pub fn render_all<E: Send>(
    site: &Site,
    put: impl Fn(&str, Vec<u8>) -> Result<(), E> + Sync,
) -> (Result<(), E>, Vec<Diagnostic>) {
    if has_errors(&site.theme.problems) {
        return (Ok(()), Vec::new());
    }
    let artifacts: Vec<(&str, &Artifact)> = site.artifacts().collect();
    let results: Vec<Result<Option<Diagnostic>, E>> = artifacts
        .into_par_iter()
        .map(|(path, artifact)| match render::render(site, artifact) {
            Ok(bytes) => put(path, bytes).map(|()| None),
            Err(problem) => Ok(Some(*problem)),
        })
        .collect();
    let mut problems = Vec::new();
    let mut outcome = Ok(());
    for result in results {
        match result {
            Ok(problem) => problems.extend(problem),
            Err(error) => outcome = Err(error),
        }
    }
    // A mistake in a template shows on every page that uses it; it is one mistake.
    problems.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    problems.dedup();
    (outcome, problems)
}

/// Whether any of these stops a build.
pub fn has_errors(problems: &[Diagnostic]) -> bool {
    problems
        .iter()
        .any(|problem| problem.code.severity() == Severity::Error)
}

fn configure(sources: &Sources, problems: &mut Vec<Diagnostic>) -> Config {
    let mut config = match sources.get("content/site.yaml") {
        Some(source) => parse::config::site(source, problems),
        None => {
            let file: Arc<str> = "content/site.yaml".into();
            let unread = problems.iter().any(|problem| problem.place.file == file);
            if !unread {
                problems.push(Diagnostic::new(Code::ConfigMissing, &file, Span::default()));
            }
            Config::default()
        }
    };
    if let Some(base_url) = &sources.options.base_url {
        config.base_url.clone_from(base_url);
        problems.retain(|problem| problem.code != Code::BaseUrlMissing);
    }
    config
}

fn parse_pages(sources: &Sources, memo: &Memo) -> Vec<Arc<Manuscript>> {
    let pages: Vec<&Source> = sources
        .under("content/")
        .filter(|source| nav::page_name(&source.path).is_some())
        .collect();
    pages
        .into_par_iter()
        .map(|source| {
            let mut hasher = crate::source::Hasher::new();
            hasher
                .update(source.path.as_bytes())
                .update(&[0])
                .update(source.hash.as_bytes());
            memo.pages.get(hasher.finalize(), || parse::page(source))
        })
        .collect()
}

type Identities = (Vec<Arc<Identity>>, Vec<source::Hash>);

fn identify(
    tree: &Tree,
    published: &Ledger,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Identities {
    let aligned: Vec<_> = tree
        .entries
        .par_iter()
        .map(|entry| {
            let texts: Vec<Arc<Manuscript>> = entry
                .pages
                .iter()
                .map(|page| page.manuscript.clone())
                .collect();
            let published = published.page(&entry.key);
            let inputs = ids::inputs(&entry.lead, &texts, published);
            let aligned = memo
                .aligned
                .get(inputs, || ids::aligned(&entry.lead, &texts, published));
            let hashes = memo.ids.get(inputs, || world::ids(&aligned));
            (aligned, hashes)
        })
        .collect();
    let mut identity = Vec::with_capacity(aligned.len() * tree.languages.len());
    let mut hashes = Vec::with_capacity(identity.capacity());
    for (entry, ids) in aligned {
        problems.extend(entry.problems.iter().cloned());
        identity.extend(entry.pages.iter().cloned());
        hashes.extend_from_slice(&ids);
    }
    (identity, hashes)
}

type PageMentions = Vec<Arc<Vec<Mention>>>;
type Claims = BTreeMap<Lang, terms::Claims>;

fn find_terms(
    tree: &Tree,
    config: &Config,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> (terms::Lexicons, Claims, PageMentions) {
    let mut lexicons = terms::Lexicons::new();
    let mut claims = Claims::new();
    for lang in &tree.languages {
        let claimed = terms::claims(tree, *lang, problems);
        terms::report_ambiguous(tree, &claimed, problems);
        let lexicon = memo
            .lexicons
            .get(claimed.inputs, || terms::lexicon(&claimed));
        lexicons.insert(*lang, lexicon);
        claims.insert(*lang, claimed);
    }
    let pages: Vec<PageId> = tree.pages().collect();
    let mentions = pages
        .into_par_iter()
        .map(|id| {
            let page = tree.page(id);
            let is_term = tree.entry(id).kind == page::PageKind::Term;
            let own = is_term.then(|| tree.entry_index(id));
            let (claims, lexicon) = (&claims[&page.text_lang], &lexicons[&page.text_lang]);
            let inputs = terms::inputs(&page.manuscript, own, claims, config.autolink);
            memo.mentions.get(inputs, || {
                terms::mentions(&page.manuscript, own, lexicon, config.autolink)
            })
        })
        .collect();
    (lexicons, claims, mentions)
}

type PageLinks = Vec<Arc<Vec<Target>>>;

fn resolve_links(
    around: &links::World,
    references: &[bibliography::Reference],
    digest: &world::Digest,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> PageLinks {
    let tree = around.tree;
    let pages: Vec<PageId> = tree.pages().collect();
    let resolved: Vec<_> = pages
        .into_par_iter()
        .map(|page| {
            let inputs = world::inputs(around, digest, page, memo);
            memo.links.get(inputs, || {
                let mut found = Vec::new();
                let targets = links::resolve(around, page, &mut found);
                cite::check(tree, references, page, &mut found);
                (Arc::new(targets), found)
            })
        })
        .collect();
    resolved
        .iter()
        .map(|page| {
            let (targets, found) = &**page;
            problems.extend(found.iter().cloned());
            targets.clone()
        })
        .collect()
}

fn check_texts(tree: &Tree, memo: &Memo, problems: &mut Vec<Diagnostic>) {
    let texts: Vec<&Page> = tree.entries.iter().flat_map(|entry| &entry.pages).collect();
    let checked: Vec<_> = texts
        .into_par_iter()
        .filter(|page| !page.is_borrowed())
        .map(|page| {
            let manuscript = &page.manuscript;
            let inputs = world::text_hash(manuscript);
            memo.checked.get(inputs, || outline::check(manuscript))
        })
        .collect();
    problems.extend(checked.iter().flat_map(|found| found.iter().cloned()));
}

/// Reads the pages once more, as an editor would: their words, how hard they are, who could not read them.
fn check_style(
    tree: &Tree,
    config: &Config,
    mentions: &PageMentions,
    sources: &Sources,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Arc<resolve::style::Checked>> {
    let rules = parse::style::rules(sources, problems);
    let checkers: BTreeMap<Lang, Arc<resolve::style::Checker>> = tree
        .languages
        .par_iter()
        .map(|lang| {
            let demands = resolve::style::demands(tree, &rules, *lang);
            let checker = memo
                .checkers
                .get(demands.inputs, || resolve::style::checker(&demands));
            (*lang, checker)
        })
        .collect();
    let pages: Vec<PageId> = tree.pages().collect();
    let checked: Vec<Arc<resolve::style::Checked>> = pages
        .into_par_iter()
        .map(|id| {
            let (entry, page) = (tree.entry(id), tree.page(id));
            if page.is_borrowed() {
                return Arc::default();
            }
            let is_term = entry.kind == page::PageKind::Term && !entry.is_section();
            let subject = resolve::style::Subject {
                manuscript: &page.manuscript,
                mentions: &mentions[id.0 as usize],
                own_term: is_term.then(|| tree.entry_index(id)),
                kind: entry.kind,
                thresholds: &config.readability,
            };
            let checker = &checkers[&page.text_lang];
            memo.styles.get(subject.inputs(checker), || {
                resolve::style::check(&subject, checker)
            })
        })
        .collect();
    problems.extend(
        checked
            .iter()
            .flat_map(|page| page.problems.iter().cloned()),
    );
    checked
}
