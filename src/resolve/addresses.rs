//! What stands where: every path of the site, and the files of the content that it shows. Two things at
//! one path are an error.

use crate::artifact::{Artifact, Collection, DataFormat, GlossaryFormat};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Span};
use crate::page::PageKind;
use crate::render;
use crate::render::theme::Theme;
use crate::site::{Page, Target, Tree};
use crate::source::{Hash, Source, Sources};
use crate::strings::Strings;
use crate::version::Version;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The kinds of pages that there are, apart from sections.
fn kinds(tree: &Tree) -> Vec<PageKind> {
    let mut kinds = Vec::new();
    for entry in tree.entries.iter().filter(|entry| !entry.is_section()) {
        if !kinds.contains(&entry.kind) {
            kinds.push(entry.kind);
        }
    }
    kinds
}

/// The collections of data that the site has something for.
fn collections(tree: &Tree, has_works: bool) -> Vec<(Collection, &'static [DataFormat])> {
    let kinds = kinds(tree);
    let has = |kind| kinds.contains(&kind);
    let there = |collection: &Collection| match collection {
        Collection::Glossary => has(PageKind::Term),
        Collection::Countries => has(PageKind::Country),
        Collection::Competences => has(PageKind::Competence),
        Collection::Criteria => has(PageKind::Criterion),
        Collection::Bibliography => has_works,
    };
    let all = Collection::ALL.into_iter().filter(there);
    all.map(|collection| (collection, collection.formats()))
        .collect()
}

/// All data files: the paths, and what stands there.
pub fn data_files(tree: &Tree, has_works: bool) -> BTreeMap<String, Artifact> {
    let mut files = BTreeMap::new();
    for (collection, formats) in collections(tree, has_works) {
        let artifact = |format: &DataFormat| Artifact::Data(collection, *format);
        files.extend(formats.iter().map(|f| (collection.path(*f), artifact(f))));
        if collection == Collection::Glossary {
            let path = |format: GlossaryFormat| format!("data/glossary.{}", format.extension());
            let all = GlossaryFormat::ALL.into_iter();
            files.extend(all.map(|format| (path(format), Artifact::GlossaryExport(format))));
        }
    }
    files
}

/// The files of the content that pages show or link to.
pub fn linked_files(
    links: &[Arc<Vec<Target>>],
    versions: &[Version],
    sources: &Sources,
) -> BTreeMap<Arc<str>, Source> {
    let frozen = versions
        .iter()
        .flat_map(|version| version.site.links.iter());
    links
        .iter()
        .chain(frozen)
        .flat_map(|links| links.iter())
        .filter_map(|target| match target {
            Target::File(path) => {
                let source = sources.get(&format!("content/{path}"))?;
                Some((path.clone(), source.clone()))
            }
            _ => None,
        })
        .collect()
}

/// The paths that do not follow from the names of pages.
pub fn fixed(
    tree: &Tree,
    config: &Config,
    strings: &Strings,
    theme: &Theme,
    files: &BTreeMap<Arc<str>, Source>,
    versions: &[Version],
    has_works: bool,
) -> BTreeMap<String, Artifact> {
    let mut artifacts = BTreeMap::from([
        ("index.html".to_owned(), Artifact::Root),
        ("404.html".to_owned(), Artifact::NotFound(None)),
        ("sitemap.xml".to_owned(), Artifact::Sitemap),
        ("robots.txt".to_owned(), Artifact::Robots),
        ("_headers".to_owned(), Artifact::Headers),
        (".htaccess".to_owned(), Artifact::Htaccess),
        ("_nginx.conf".to_owned(), Artifact::Nginx),
    ]);
    for lang in &config.languages {
        artifacts.insert(format!("{lang}/404.html"), Artifact::NotFound(Some(*lang)));
        if config.search {
            let search = format!("{}index.html", render::search::address(strings, *lang));
            artifacts.insert(search, Artifact::SearchPage(*lang));
        }
    }
    if kinds(tree).contains(&PageKind::Term) {
        for lang in &config.languages {
            let path = format!("search/glossary-{lang}.js");
            artifacts.insert(path, Artifact::GlossaryFilter(*lang));
        }
    }
    artifacts.extend(data_files(tree, has_works));
    for (address, name) in theme.assets() {
        artifacts.insert(address.to_owned(), Artifact::Asset(name.clone()));
    }
    for path in files.keys() {
        artifacts.insert(format!("files/{path}"), Artifact::File(path.clone()));
    }
    for (path, page) in render::versions::pages(config, strings, versions) {
        artifacts.insert(format!("{path}index.html"), Artifact::Version(page));
    }
    for lang in &config.languages {
        if render::feed::has_news(tree, config, versions, *lang) {
            artifacts.insert(render::feed::address(*lang), Artifact::Feed(*lang));
        }
    }
    artifacts
}

/// Every path of the site, and what stands there.
#[derive(Default)]
pub struct Artifacts {
    /// What stands at each path.
    pub paths: BTreeMap<String, Artifact>,
    /// Two things at one path.
    pub problems: Vec<Diagnostic>,
}

/// The hash of everything that [`artifacts`] reads: `world` is that of everything about the pages but
/// their texts, `theme` that of the theme.
pub fn inputs(
    world: Hash,
    config: &Config,
    theme: Hash,
    fixed: &BTreeMap<String, Artifact>,
) -> Hash {
    let mut hasher = crate::source::Hasher::new();
    hasher.update(world.as_bytes()).update(theme.as_bytes());
    hasher.update(format!("{config:?}\0{fixed:?}").as_bytes());
    hasher.finalize()
}

/// Every path of the site: those that are `fixed`, and those of pages. Two things at one path are an
/// error, and the first one stays.
pub fn artifacts(
    tree: &Tree,
    config: &Config,
    theme: &Theme,
    fixed: BTreeMap<String, Artifact>,
) -> Artifacts {
    let mut problems = Vec::new();
    let problems = &mut problems;
    let mut artifacts = fixed;
    let mut owner: BTreeMap<String, &Page> = BTreeMap::new();
    for id in tree.pages() {
        let page = tree.page(id);
        let path = format!("{}index.html", page.path);
        let front = &page.manuscript.front;
        let span = front
            .slug
            .as_ref()
            .or(front.title.as_ref())
            .map_or(Span::default(), |s| s.span);
        claim(
            &mut artifacts,
            &mut owner,
            path,
            Artifact::Page(id),
            page,
            span,
            problems,
        );
        if let Some(path) = tree.pair_path(id) {
            let path = format!("{path}index.html");
            let pair = Artifact::Pair(id);
            claim(&mut artifacts, &mut owner, path, pair, page, span, problems);
        }
    }
    if config.embeds {
        embeds(tree, config, theme, &mut artifacts, &mut owner, problems);
    }
    for id in tree.pages().filter(|id| !tree.page(*id).is_borrowed()) {
        let page = tree.page(id);
        for alias in &page.manuscript.front.aliases {
            match alias_path(&alias.value) {
                Some(path) => {
                    let redirect = Artifact::Redirect {
                        root: render::theme::relative_root(&path),
                        to: page.path.clone(),
                    };
                    claim(
                        &mut artifacts,
                        &mut owner,
                        path,
                        redirect,
                        page,
                        alias.span,
                        problems,
                    );
                }
                None => problems.push(
                    Diagnostic::new(Code::AddressInvalid, &page.manuscript.file, alias.span)
                        .arg("address", &alias.value),
                ),
            }
        }
    }
    Artifacts {
        paths: artifacts,
        problems: std::mem::take(problems),
    }
}

/// What other sites read: of each page the page for frames and the oEmbed file, a card for each section,
/// the script that sizes frames, at an address that never changes.
fn embeds<'t>(
    tree: &'t Tree,
    config: &Config,
    theme: &Theme,
    artifacts: &mut BTreeMap<String, Artifact>,
    owner: &mut BTreeMap<String, &'t Page>,
    problems: &mut Vec<Diagnostic>,
) {
    let loader = render::embed::LOADER;
    if theme.assets().any(|(_, name)| &**name == loader) {
        artifacts.insert(loader.to_owned(), Artifact::Asset(loader.into()));
    }
    let mut carded = BTreeSet::new();
    for id in tree.pages() {
        let page = tree.page(id);
        let span = page.manuscript.front.title.as_ref();
        let span = span.map_or(Span::default(), |title| title.span);
        let frame = format!("{}{}index.html", page.path, render::embed::FOLDER);
        let oembed = format!("{}{}", page.path, render::embed::OEMBED);
        for (path, artifact) in [(frame, Artifact::Embed(id)), (oembed, Artifact::Oembed(id))] {
            claim(artifacts, owner, path, artifact, page, span, problems);
        }
        let subject = render::cards::subject(tree, id);
        if render::cards::DRAWN && carded.insert(subject) {
            let card = render::cards::card(config, tree, subject);
            artifacts.insert(card.path, Artifact::Card(subject));
        }
    }
}

fn claim<'t>(
    artifacts: &mut BTreeMap<String, Artifact>,
    owner: &mut BTreeMap<String, &'t Page>,
    path: String,
    artifact: Artifact,
    page: &'t Page,
    span: Span,
    problems: &mut Vec<Diagnostic>,
) {
    if artifacts.contains_key(&path) {
        let mut problem = Diagnostic::new(Code::SlugCollision, &page.manuscript.file, span)
            .arg("address", path.trim_end_matches("index.html"));
        problem = match owner.get(&path) {
            Some(other) => {
                let title = other.manuscript.front.title.as_ref();
                problem.arg("owner", &other.manuscript.file).other(
                    &other.manuscript.file,
                    title.map_or(Span::default(), |t| t.span),
                )
            }
            None => problem.arg("owner", "none"),
        };
        problems.push(problem);
        return;
    }
    artifacts.insert(path.clone(), artifact);
    owner.insert(path, page);
}

/// The file at an old address: `/vecchia/pagina/` or `vecchia.html`. Nothing for what could leave the
/// site's root.
fn alias_path(address: &str) -> Option<String> {
    let path = address.trim_start_matches('/');
    let fine = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.~".contains(c))
    };
    let folder = path.strip_suffix('/').unwrap_or(path);
    if !folder.split('/').all(fine) {
        return None;
    }
    let is_file = folder.ends_with(".html") || folder.ends_with(".htm");
    Some(if is_file {
        folder.to_owned()
    } else {
        format!("{folder}/index.html")
    })
}
