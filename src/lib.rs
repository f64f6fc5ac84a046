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

pub mod address;
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
pub mod version;

use artifact::Artifact;
use bibliography::Works;
use bibliography::csl::Stylist;
use config::Config;
use diag::{Code, Diagnostic, Severity, Span};
use lang::{Lang, Locale};
use memo::Memo;
use rayon::prelude::*;
use render::theme::Theme;
use resolve::ledger::Ledger;
use resolve::{
    addresses, backlinks, consistency, freshness, ledger, links, nav, rows, versions, works, world,
};
use site::{Identity, PageId, Site};
use source::Sources;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use strings::Strings;
use version::Version;

/// Makes a site from its sources, and says what is wrong with them, in the order of files and places.
/// A site comes out even when there are errors: the preview shows what can be shown.
pub fn compile(sources: &Sources, memo: &mut Memo) -> (Site, Vec<Diagnostic>) {
    let (site, mut problems) = assemble(sources, memo);
    memo.end_run();
    // Of a file that could not be read as it should, that is all there is to say.
    let unread: BTreeSet<&Arc<str>> = sources.problems.iter().map(|p| &p.place.file).collect();
    problems.retain(|p| !unread.contains(&p.place.file) || sources.problems.contains(p));
    problems.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    problems.dedup();
    (site, problems)
}

/// The stages, in order.
fn assemble(sources: &Sources, memo: &Memo) -> (Site, Vec<Diagnostic>) {
    let mut problems = sources.problems.clone();

    // What the site is: settings, words, theme, works.
    let config = configure(sources, &mut problems);
    let speak = || {
        let strings_hash = Strings::hash(sources, &config.languages);
        let strings = memo
            .strings
            .get(strings_hash, || Strings::load(sources, &config.languages));
        let theme_hash = Theme::hash(sources, &config.theme, strings_hash);
        let theme = memo.theme.get(theme_hash, || {
            Theme::load(sources, &config.theme, &strings, &config.languages)
        });
        (strings, theme, theme_hash)
    };
    // Words and theme are read by one core while the others read the pages.
    let read = || {
        let mut found = Vec::new();
        let pages = rows::parse_pages(sources, &config, memo, &mut found);
        (pages, found)
    };
    let ((strings, theme, theme_hash), (manuscripts, found)) = rayon::join(speak, read);
    problems.extend(found);
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
        Some(source) => Works::new(parse::bibliography::parse(source, &mut problems)),
        None => Works::default(),
    };

    // Who is there: manuscripts, as entries and pages.
    let drafts = sources.options.drafts;
    let inputs = nav::plan_inputs(&config, &manuscripts, drafts);
    let make = || nav::plan(&config, &manuscripts, drafts, inputs);
    let plan = memo.plans.get(inputs, make);
    let keys = nav::keys(&plan, &manuscripts);
    let tree = nav::tree(&plan, &keys, &manuscripts, &config, memo, &mut problems);
    nav::check_navigation(&tree, &config, &mut problems);

    // What its blocks are called, which of its words are terms, where its links lead.
    let ledger = sources
        .get(ledger::FILE)
        .map_or(rows::NOTHING, |file| file.hash);
    let published = memo
        .ledgers
        .get(ledger, || rows::aside(|found| Ledger::read(sources, found)));
    problems.extend_from_slice(&published.1);
    let published = &published.0;
    let rows = rows::Rows {
        keys: &keys,
        tree: &tree,
        memo,
    };
    let aligned = rows::identify(&rows, published, ledger, &mut problems);
    let identity: Vec<Arc<Identity>> = aligned
        .iter()
        .flat_map(|entry| &entry.pages)
        .cloned()
        .collect();
    let standings = memo.standings.fill(ledger, &keys, 1, &mut problems, |row| {
        let entry = &tree.entries[row];
        (
            ledger::standing(published, entry, &aligned[row].pages),
            Vec::new(),
        )
    });
    let redirects = ledger::check(published, &tree, &identity, &standings, &mut problems);
    let claims = rows::claim_terms(&tree, plan.inputs, memo, &mut problems);
    let terms = world::terms(&claims);
    let (lexicons, mentions) = rows::find_terms(&rows, &config, &claims, terms);
    let digest = world::digest(plan.inputs, &claims, sources, &references);
    let around = links::World {
        tree: &tree,
        identity: &identity,
        lexicons: &lexicons,
        sources,
        has_works: !references.is_empty(),
    };
    let digest = world::join(&[digest, ledger]);
    let (links, link_keys) =
        rows::resolve_links(&around, &references, digest, &rows, &aligned, &mut problems);
    let style = match sources.options.style {
        true => rows::check_style(&rows, &config, &mentions, terms, sources, &mut problems),
        false => Arc::default(),
    };
    rows::check_texts(&rows, &mut problems);

    // Whether each work is cited, and each fact has its source.
    let cited_in = works::cited_in(&tree, &keys, memo);
    let bibliography: Arc<str> = "content/bibliography.yaml".into();
    works::check_works(&references, &cited_in, &bibliography, &mut problems);
    memo.facts.fill(digest, &keys, 1, &mut problems, |row| {
        ((), works::check_facts(&tree, row, &references))
    });

    // Whether the languages say the same, and whether a translation says what the text says today.
    let said = freshness::read_pages(&tree, &keys, memo);
    let lock = sources
        .get(freshness::FILE)
        .map_or(rows::NOTHING, |file| file.hash);
    let accepted = memo.locks.get(lock, || {
        rows::aside(|found| freshness::Lock::read(sources, found))
    });
    problems.extend_from_slice(&accepted.1);
    let judge = freshness::Judge {
        tree: &tree,
        identity: &identity,
        said: &said,
        lock: &accepted.0,
    };
    let inputs = world::join(&[lock, ledger]);
    let freshness = memo
        .freshness
        .fill(inputs, &keys, rows.width(), &mut problems, |row| {
            judge.page(PageId(row as u32))
        });
    let world = consistency::World {
        tree: &tree,
        identity: &identity,
        said: &said,
        links: &links,
        mentions: &mentions,
        terms: world::join(&[terms, ledger, rows::autolinked(&config)]),
        digest: world::join(&[digest, rows::autolinked(&config)]),
        keys: &keys,
        link_keys: &link_keys,
    };
    consistency::check(&world, memo, &mut problems);

    // What was frozen before, among the pages of today.
    let frozen = versions::read(sources, &mut problems).into_iter();
    let versions: Vec<Version> = frozen
        .map(|frozen| {
            let inputs = frozen.inputs(sources, &config);
            let make = || {
                // A memo of its own: columns hold one site.
                let apart = Memo {
                    written: memo.written.clone(),
                    ..Memo::default()
                };
                frozen.settle(assemble(&frozen.world(sources, &config), &apart).0)
            };
            let pages = memo.versions.get(inputs, make);
            frozen.version(pages, &around, inputs, terms, &config, memo)
        })
        .collect();

    // Who leads to whom, and what stands where.
    let inputs = world::join(&[digest, rows::autolinked(&config)]);
    let outgoing = memo
        .outgoing
        .fill(inputs, &link_keys, 1, &mut problems, |row| {
            let page = PageId(row as u32);
            let found = backlinks::outgoing(&tree, page, &links[row], &mentions[row]);
            (Arc::new(found), Vec::new())
        });
    let backlinks = backlinks::known(&outgoing, memo);
    let files = addresses::linked_files(&links, &versions, sources);
    let works = !references.is_empty();
    let fixed = addresses::fixed(&tree, &config, &strings, &theme, &files, &versions, works);
    let inputs = addresses::inputs(digest, &config, theme_hash, &fixed);
    let artifacts = memo.artifacts.get(inputs, || {
        addresses::artifacts(&tree, &config, &theme, fixed)
    });
    problems.extend(artifacts.problems.iter().cloned());

    let languages = config.languages.clone();
    let stylists = languages
        .iter()
        .map(|lang| (*lang, stylist(sources, &config, *lang, memo)))
        .collect();
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
        outgoing,
        backlinks,
        cited_in,
        references,
        stylists,
        files,
        versions,
        artifacts,
        readings: memo.readings.clone(),
        index: OnceLock::new(),
        shared_views: languages
            .iter()
            .map(|lang| (*lang, OnceLock::new()))
            .collect(),
    };
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
    let results: Vec<Result<Option<Box<Diagnostic>>, E>> = artifacts
        .into_par_iter()
        .map(|(path, artifact)| match render::render(site, artifact) {
            Ok(bytes) => put(path, bytes).map(|()| None),
            Err(problem) => Ok(Some(problem)),
        })
        .collect();
    let mut problems = Vec::new();
    let mut outcome = Ok(());
    for result in results {
        match result {
            Ok(problem) => problems.extend(problem.map(|problem| *problem)),
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
    let wanted = &sources.options.languages;
    if config.languages.iter().any(|lang| wanted.contains(lang)) {
        config.languages.retain(|lang| wanted.contains(lang));
    }
    config
}

/// The place of the works as a language writes them: the same one for the same works and style.
fn stylist(sources: &Sources, config: &Config, lang: Lang, memo: &Memo) -> Arc<OnceLock<Stylist>> {
    let mut inputs = source::Hasher::new();
    if let Some(source) = sources.get("content/bibliography.yaml") {
        inputs.update(source.hash.as_bytes());
    }
    inputs.update(config.citation_style.as_bytes()).update(&[0]);
    inputs.update(lang.code().as_bytes());
    memo.written.get(inputs.finalize(), OnceLock::new)
}
