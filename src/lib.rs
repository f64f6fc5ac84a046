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
use resolve::ledger::Ledger;
use resolve::{
    addresses, backlinks, cite, consistency, freshness, ids, ledger, links, nav, outline, terms,
    versions, works, world,
};
use site::{Identity, Mention, Page, PageId, Site, Target, Tree};
use source::{Source, Sources};
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
    let (identity, id_hashes, text_inputs) = identify(&tree, &published, memo, &mut problems);
    let redirects = ledger::check(&published, &tree, &identity, &mut problems);
    let (lexicons, claims, mentions, mention_inputs) =
        find_terms(&tree, &config, memo, &mut problems);
    let digest = world::digest(&tree, id_hashes, &claims, sources, &references, memo);
    let around = links::World {
        tree: &tree,
        identity: &identity,
        lexicons: &lexicons,
        sources,
        has_works: !references.is_empty(),
    };
    let (links, link_inputs) = resolve_links(&around, &references, &digest, memo, &mut problems);
    let style = match sources.options.style {
        true => check_style(&tree, &config, &mentions, sources, memo, &mut problems),
        false => Vec::new(),
    };
    check_texts(&tree, memo, &mut problems);

    // Whether each work is cited, and each fact has its source.
    let cited_in = works::cited_in(&tree, &references, memo);
    let bibliography: Arc<str> = "content/bibliography.yaml".into();
    works::check_works(&references, &cited_in, &bibliography, &mut problems);
    works::check_facts(&tree, &references, &mut problems);

    // Whether the languages say the same, and whether a translation says what the text says today.
    let said = freshness::read_pages(&tree, memo);
    let accepted = freshness::Lock::read(sources, &mut problems);
    let freshness = freshness::judge(&tree, &identity, &said, &accepted, &text_inputs, memo);
    freshness::report(&tree, &freshness, &mut problems);
    let world = consistency::World {
        tree: &tree,
        identity: &identity,
        said: &said,
        links: &links,
        mentions: &mentions,
        inputs: consistency::Inputs {
            texts: &text_inputs,
            mentions: &mention_inputs,
            links: &link_inputs,
        },
    };
    consistency::check(&world, memo, &mut problems);

    // What was frozen before, among the pages of today.
    let frozen = versions::read(sources, &mut problems).into_iter();
    let versions: Vec<Version> = frozen
        .map(|frozen| {
            let inputs = frozen.inputs(sources, &config);
            let make = || frozen.settle(assemble(&frozen.world(sources, &config), memo).0);
            let pages = memo.versions.get(inputs, make);
            frozen.version(pages, &around, &claims, &config, memo)
        })
        .collect();

    // Who leads to whom, and what stands where.
    let (cited_by, used_in) = backlinks::backlinks(&tree, &links, &mentions);
    let files = addresses::linked_files(&links, &versions, sources);
    let works = !references.is_empty();
    let fixed = addresses::fixed(&tree, &config, &strings, &theme, &files, &versions, works);
    let inputs = addresses::inputs(digest.all, &config, theme_hash, &fixed);
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
        cited_by,
        used_in,
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

/// The identities of all pages, the hash of the ids of each, and of the manuscripts of each entry.
type Identities = (Vec<Arc<Identity>>, Vec<source::Hash>, Vec<source::Hash>);

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
            (aligned, hashes, inputs)
        })
        .collect();
    let mut identity = Vec::with_capacity(aligned.len() * tree.languages.len());
    let mut hashes = Vec::with_capacity(identity.capacity());
    let mut all_inputs = Vec::with_capacity(aligned.len());
    for (entry, ids, inputs) in aligned {
        problems.extend(entry.problems.iter().cloned());
        identity.extend(entry.pages.iter().cloned());
        hashes.extend_from_slice(&ids);
        all_inputs.push(inputs);
    }
    (identity, hashes, all_inputs)
}

type PageMentions = Vec<Arc<Vec<Mention>>>;
type Claims = BTreeMap<Lang, terms::Claims>;

fn find_terms(
    tree: &Tree,
    config: &Config,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> (terms::Lexicons, Claims, PageMentions, Vec<source::Hash>) {
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
    let (mentions, inputs) = pages
        .into_par_iter()
        .map(|id| {
            let page = tree.page(id);
            let is_term = tree.entry(id).kind == page::PageKind::Term;
            let own = is_term.then(|| tree.entry_index(id));
            let (claims, lexicon) = (&claims[&page.text_lang], &lexicons[&page.text_lang]);
            let inputs = terms::inputs(&page.manuscript, own, claims, config.autolink);
            let mentions = memo.mentions.get(inputs, || {
                terms::mentions(&page.manuscript, own, lexicon, config.autolink)
            });
            (mentions, inputs)
        })
        .unzip();
    (lexicons, claims, mentions, inputs)
}

type PageLinks = Vec<Arc<Vec<Target>>>;

fn resolve_links(
    around: &links::World,
    references: &[bibliography::Reference],
    digest: &world::Digest,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> (PageLinks, Vec<source::Hash>) {
    let tree = around.tree;
    let pages: Vec<PageId> = tree.pages().collect();
    let (resolved, inputs): (Vec<_>, Vec<_>) = pages
        .into_par_iter()
        .map(|page| {
            let inputs = world::inputs(around, digest, page, memo);
            let resolved = memo.links.get(inputs, || {
                let mut found = Vec::new();
                let targets = links::resolve(around, page, &mut found);
                cite::check(tree, references, page, &mut found);
                (Arc::new(targets), found)
            });
            (resolved, inputs)
        })
        .unzip();
    let targets = resolved
        .iter()
        .map(|page| {
            let (targets, found) = &**page;
            problems.extend(found.iter().cloned());
            targets.clone()
        })
        .collect();
    (targets, inputs)
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
