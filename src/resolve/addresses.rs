//! What stands where: every path of the site, and the files of the content that it shows. Two things at
//! one path are an error.

use crate::artifact::{Artifact, GlossaryFormat};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Span};
use crate::page::PageKind;
use crate::render;
use crate::render::theme::Theme;
use crate::site::{self, Page, Target, Tree};
use crate::source::{Hash, Source, Sources};
use crate::strings::Strings;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of the content that pages show or link to.
pub fn linked_files(links: &[Arc<Vec<Target>>], sources: &Sources) -> BTreeMap<Arc<str>, Source> {
    links
        .iter()
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

/// Every path of the site, and what stands there.
#[derive(Default)]
pub struct Artifacts {
    /// What stands at each path.
    pub paths: BTreeMap<String, Artifact>,
    /// Two things at one path.
    pub problems: Vec<Diagnostic>,
}

/// The hash of everything that [`artifacts`] reads: `world` is that of everything about the pages but
/// their texts, `words` and `theme` are those of the words and the theme.
pub fn inputs(
    world: Hash,
    config: &Config,
    words: Hash,
    theme: Hash,
    files: &BTreeMap<Arc<str>, Source>,
) -> Hash {
    let mut hasher = crate::source::Hasher::new();
    for hash in [world, words, theme] {
        hasher.update(hash.as_bytes());
    }
    for lang in &config.languages {
        hasher.update(lang.code().as_bytes()).update(&[0]);
    }
    for path in files.keys() {
        hasher.update(path.as_bytes()).update(&[0]);
    }
    hasher.finalize()
}

/// Every path of the site. Two things at one path are an error, and the first one stays.
pub fn artifacts(
    tree: &Tree,
    config: &Config,
    strings: &Strings,
    theme: &Theme,
    files: &BTreeMap<Arc<str>, Source>,
) -> Artifacts {
    let mut problems = Vec::new();
    let problems = &mut problems;
    let mut artifacts = BTreeMap::from([
        ("index.html".to_owned(), Artifact::Root),
        ("404.html".to_owned(), Artifact::NotFound(None)),
        ("sitemap.xml".to_owned(), Artifact::Sitemap),
        ("robots.txt".to_owned(), Artifact::Robots),
        ("_headers".to_owned(), Artifact::Headers),
        (".htaccess".to_owned(), Artifact::Htaccess),
    ]);
    for lang in &config.languages {
        artifacts.insert(format!("{lang}/404.html"), Artifact::NotFound(Some(*lang)));
        let search = format!("{}index.html", render::search::address(strings, *lang));
        artifacts.insert(search, Artifact::SearchPage(*lang));
    }
    let has_terms = |entry: &site::Entry| entry.kind == PageKind::Term && !entry.is_section();
    if tree.entries.iter().any(has_terms) {
        for lang in &config.languages {
            let path = format!("search/glossary-{lang}.js");
            artifacts.insert(path, Artifact::GlossaryFilter(*lang));
        }
        for format in GlossaryFormat::ALL {
            let path = format!("data/glossary.{}", format.extension());
            artifacts.insert(path, Artifact::GlossaryExport(format));
        }
    }
    for (address, name) in theme.assets() {
        artifacts.insert(address.to_owned(), Artifact::Asset(name.clone()));
    }
    for path in files.keys() {
        artifacts.insert(format!("files/{path}"), Artifact::File(path.clone()));
    }
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
