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
use config::Config;
use diag::{Code, Diagnostic, Severity, Span};
use lang::{Lang, Locale};
use memo::Memo;
use page::Manuscript;
use rayon::prelude::*;
use render::theme::Theme;
use resolve::ids::Aligned;
use resolve::ledger::Ledger;
use resolve::{
    addresses, backlinks, cite, consistency, freshness, ids, ledger, links, nav, outline, terms,
    versions, works, world,
};
use site::{Identity, Mention, PageId, Site, Target, Tree};
use source::Sources;
use std::collections::{BTreeMap, BTreeSet};
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
    let strings_hash = Strings::hash(sources, &config.languages);
    let strings = memo
        .strings
        .get(strings_hash, || Strings::load(sources, &config.languages));
    let theme_hash = Theme::hash(sources, &config.theme, strings_hash);
    let theme = memo.theme.get(theme_hash, || {
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
    let manuscripts = parse_pages(sources, &config, memo, &mut problems);
    let drafts = sources.options.drafts;
    let inputs = nav::plan_inputs(&config, &manuscripts, drafts);
    let make = || nav::plan(&config, &manuscripts, drafts, inputs);
    let plan = memo.plans.get(inputs, make);
    let keys = nav::keys(&plan, &manuscripts);
    let tree = nav::tree(&plan, &keys, &manuscripts, &config, memo, &mut problems);
    nav::check_navigation(&tree, &config, &mut problems);

    // What its blocks are called, which of its words are terms, where its links lead.
    let ledger = sources.get(ledger::FILE).map_or(NOTHING, |file| file.hash);
    let published = memo
        .ledgers
        .get(ledger, || aside(|found| Ledger::read(sources, found)));
    problems.extend_from_slice(&published.1);
    let published = &published.0;
    let rows = Rows {
        keys: &keys,
        tree: &tree,
        memo,
    };
    let aligned = identify(&rows, published, ledger, &mut problems);
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
    let claims = claim_terms(&tree, plan.inputs, memo, &mut problems);
    let terms = world::terms(&claims);
    let (lexicons, mentions) = find_terms(&rows, &config, &claims, terms);
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
        resolve_links(&around, &references, digest, &rows, &aligned, &mut problems);
    let style = match sources.options.style {
        true => check_style(&rows, &config, &mentions, terms, sources, &mut problems),
        false => Arc::default(),
    };
    check_texts(&rows, &mut problems);

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
        .map_or(NOTHING, |file| file.hash);
    let accepted = memo.locks.get(lock, || {
        aside(|found| freshness::Lock::read(sources, found))
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
        terms: world::join(&[terms, ledger]),
        digest: world::join(&[digest, autolinked(&config)]),
        keys: &keys,
        link_keys: &link_keys,
    };
    consistency::check(&world, memo, &mut problems);

    // What was frozen before, among the pages of today.
    let frozen = versions::read(sources, &mut problems).into_iter();
    let versions: Vec<Version> = frozen
        .map(|frozen| {
            let inputs = frozen.inputs(sources, &config);
            // A memo of its own: columns hold one site.
            let make =
                || frozen.settle(assemble(&frozen.world(sources, &config), &Memo::default()).0);
            let pages = memo.versions.get(inputs, make);
            frozen.version(pages, &around, inputs, terms, &config, memo)
        })
        .collect();

    // Who leads to whom, and what stands where.
    let inputs = world::join(&[digest, autolinked(&config)]);
    let outgoing = memo
        .outgoing
        .fill(inputs, &link_keys, 1, &mut problems, |row| {
            let page = PageId(row as u32);
            let found = backlinks::outgoing(&tree, page, &links[row], &mentions[row]);
            (Arc::new(found), Vec::new())
        });
    let files = addresses::linked_files(&links, &versions, sources);
    let works = !references.is_empty();
    let fixed = addresses::fixed(&tree, &config, &strings, &theme, &files, &versions, works);
    let inputs = addresses::inputs(digest, &config, theme_hash, &fixed);
    let artifacts = memo.artifacts.get(inputs, || {
        addresses::artifacts(&tree, &config, &theme, fixed)
    });
    problems.extend(artifacts.problems.iter().cloned());

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
        outgoing,
        backlinks: OnceLock::new(),
        cited_in,
        references_hash: references_hash(sources),
        references,
        stylists: languages
            .iter()
            .map(|lang| (*lang, OnceLock::new()))
            .collect(),
        written: memo.written.clone(),
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
    let wanted = &sources.options.languages;
    if config.languages.iter().any(|lang| wanted.contains(lang)) {
        config.languages.retain(|lang| wanted.contains(lang));
    }
    config
}

/// The bibliography and the settings, among which is the style of citations.
fn references_hash(sources: &Sources) -> source::Hash {
    let mut hasher = source::Hasher::new();
    for file in ["content/bibliography.yaml", "content/site.yaml"] {
        if let Some(source) = sources.get(file) {
            hasher.update(source.hash.as_bytes());
        }
        hasher.update(&[0]);
    }
    hasher.finalize()
}

/// The hash of what is not there.
const NOTHING: source::Hash = source::Hash::from_bytes([0; 32]);

/// A value and what is wrong with it.
fn aside<T>(make: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> (T, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    (make(&mut problems), problems)
}

/// What the columns of the memo are filled for: the entries, and the key of each.
struct Rows<'a> {
    keys: &'a Arc<[source::Hash]>,
    tree: &'a Tree,
    memo: &'a Memo,
}

impl Rows<'_> {
    /// How many pages an entry has.
    fn width(&self) -> usize {
        self.tree.languages.len()
    }
}

fn parse_pages(
    sources: &Sources,
    config: &Config,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Arc<Vec<Arc<Manuscript>>> {
    let pages = nav::page_sources(sources, config, problems);
    let keys: Arc<[source::Hash]> = pages.iter().map(|page| page.key).collect();
    memo.pages.fill(NOTHING, &keys, 1, problems, |row| {
        let manuscript = parse::page(pages[row]);
        let problems = manuscript.problems.clone();
        (Arc::new(manuscript), problems)
    })
}

fn identify(
    rows: &Rows,
    published: &Ledger,
    ledger: source::Hash,
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

type Claims = BTreeMap<Lang, world::Claimed>;

/// The forms that the terms of each language claim. `plan` is the hash of who is there.
fn claim_terms(
    tree: &Tree,
    plan: source::Hash,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Claims {
    let claim = |lang: &Lang| {
        let inputs = world::join(&[plan, source::hash(lang.code().as_bytes())]);
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

type PageMentions = Arc<Vec<Arc<Vec<Mention>>>>;

fn find_terms(
    rows: &Rows,
    config: &Config,
    claims: &Claims,
    terms: source::Hash,
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
            let is_term = tree.entry(id).kind == page::PageKind::Term;
            let own = is_term.then(|| tree.entry_index(id));
            let lexicon = &lexicons[&page.text_lang];
            let found = terms::mentions(&page.manuscript, own, lexicon, config.autolink);
            (Arc::new(found), Vec::new())
        });
    (lexicons, mentions)
}

fn autolinked(config: &Config) -> source::Hash {
    source::hash(format!("{:?}", config.autolink).as_bytes())
}

type PageLinks = Arc<Vec<Arc<Vec<Target>>>>;

fn resolve_links(
    around: &links::World,
    references: &[bibliography::Reference],
    digest: source::Hash,
    rows: &Rows,
    aligned: &[Arc<Aligned>],
    problems: &mut Vec<Diagnostic>,
) -> (PageLinks, Arc<[source::Hash]>) {
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

fn check_texts(rows: &Rows, problems: &mut Vec<Diagnostic>) {
    let checked = &rows.memo.checked;
    checked.fill(NOTHING, rows.keys, rows.width(), problems, |row| {
        let page = rows.tree.page(PageId(row as u32));
        let text = (!page.is_borrowed()).then_some(&page.manuscript);
        ((), text.map_or_else(Vec::new, |text| outline::check(text)))
    });
}

/// Reads the pages once more, as an editor would: their words, how hard they are, who could not read them.
fn check_style(
    rows: &Rows,
    config: &Config,
    mentions: &PageMentions,
    terms: source::Hash,
    sources: &Sources,
    problems: &mut Vec<Diagnostic>,
) -> Arc<Vec<Arc<resolve::style::Checked>>> {
    let (tree, memo) = (rows.tree, rows.memo);
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
    let mut world = vec![terms, autolinked(config)];
    world.extend(checkers.values().map(|checker| checker.inputs));
    world.push(source::hash(format!("{:?}", config.readability).as_bytes()));
    let world = world::join(&world);
    memo.styles
        .fill(world, rows.keys, rows.width(), problems, |row| {
            let id = PageId(row as u32);
            let (entry, page) = (tree.entry(id), tree.page(id));
            if page.is_borrowed() {
                return Default::default();
            }
            let is_term = entry.kind == page::PageKind::Term && !entry.is_section();
            let subject = resolve::style::Subject {
                manuscript: &page.manuscript,
                mentions: &mentions[row],
                own_term: is_term.then(|| tree.entry_index(id)),
                kind: entry.kind,
                thresholds: &config.readability,
            };
            let checked = resolve::style::check(&subject, &checkers[&page.text_lang]);
            let found = checked.problems.clone();
            (Arc::new(checked), found)
        })
}
