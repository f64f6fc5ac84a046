//! Where links lead: pages and anchors in the reader's language, files of the content, other sites.
//! Every link is checked; a target that is not there is a diagnostic with the nearest name.

use super::addresses;
use super::terms::Lexicons;
use crate::address::decode_lossy;
use crate::diag::{Code, Diagnostic};
use crate::doc::{LinkForm, LinkRef};
use crate::lang::Lang;
use crate::page::Manuscript;
use crate::site::{Identity, PageId, Target, Tree};
use crate::source::Sources;
use crate::version::Outward;
use std::sync::Arc;

/// What links are resolved against.
pub struct World<'a> {
    /// The pages.
    pub tree: &'a Tree,
    /// Their ids.
    pub identity: &'a [Arc<Identity>],
    /// The glossary, for `[[term]]`.
    pub lexicons: &'a Lexicons,
    /// The files of the content.
    pub sources: &'a Sources,
    /// Whether there are works, and so files of them.
    pub has_works: bool,
}

/// Image files that browsers show.
const IMAGES: &[&str] = &["svg", "png", "jpg", "jpeg", "gif", "webp", "avif"];

/// The targets of a page's links, in the order of the document.
pub fn resolve(world: &World, page: PageId, problems: &mut Vec<Diagnostic>) -> Vec<Target> {
    let manuscript = &world.tree.page(page).manuscript;
    let links = &manuscript.doc.links;
    links
        .iter()
        .map(|link| match target(world, page, manuscript, link) {
            Ok(target) => target,
            Err(problem) => {
                problems.push(*problem);
                Target::Broken
            }
        })
        .collect()
}

/// The pages of other entries that a page's links name an anchor of: what those links read of them beside
/// their front matter is their ids.
pub fn anchored_pages(world: &World, page: PageId) -> Vec<PageId> {
    let manuscript = &world.tree.page(page).manuscript;
    let own = world.tree.entry_index(page);
    let mut pages = Vec::new();
    for link in &manuscript.doc.links {
        let Some((dest, _)) = link.dest.split_once('#') else {
            continue;
        };
        let mut whole = link.clone();
        whole.dest = dest.to_owned();
        if let Ok(Target::Page(to, _)) = target(world, page, manuscript, &whole)
            && world.tree.entry_index(to) != own
            && !pages.contains(&to)
        {
            pages.push(to);
        }
    }
    pages
}

type Resolved = Result<Target, Box<Diagnostic>>;

fn target(world: &World, page: PageId, manuscript: &Manuscript, link: &LinkRef) -> Resolved {
    let problem =
        |code| Diagnostic::new(code, &manuscript.file, link.span).arg("target", &link.dest);
    if let Some(scheme) = scheme(&link.dest) {
        let allowed = ["http", "https", "mailto", "tel"].contains(&scheme.as_str());
        if link.form == LinkForm::Markdown && allowed {
            return Ok(Target::External(link.dest.clone()));
        }
        return Err(Box::new(problem(Code::LinkScheme).arg("scheme", scheme)));
    }
    let (path, anchor) = match link.dest.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (link.dest.as_str(), None),
    };
    let (path, anchor) = (decode_lossy(path), anchor.map(decode_lossy));
    let entry = world.tree.entry(page);
    match link.form {
        LinkForm::Image => file(world, entry.folder(), &path, true, &problem),
        LinkForm::Markdown if path.is_empty() => anchored(world, page, anchor, &problem),
        LinkForm::Markdown => {
            let Some(key) = join(entry.folder(), path.split('?').next().unwrap_or_default()) else {
                return Err(Box::new(problem(Code::PathEscapesRoot).arg("path", &path)));
            };
            let lang = world.tree.page(page).lang;
            let bare = key.strip_suffix(".md").unwrap_or(&key);
            let bare = bare.strip_suffix(&format!(".{lang}")).unwrap_or(bare);
            match world.tree.find(bare) {
                Some(entry) => anchored(world, world.tree.page_in(entry, lang), anchor, &problem),
                None if !key.ends_with(".md")
                    && world.sources.get(&format!("content/{key}")).is_some() =>
                {
                    file(world, entry.folder(), &path, false, &problem)
                }
                None if addresses::data_files(world.tree, world.has_works).contains_key(&key) => {
                    Ok(Target::Data(key.into()))
                }
                None => Err(Box::new(near_key(
                    world,
                    problem(Code::LinkTargetMissing),
                    entry.folder(),
                    bare,
                ))),
            }
        }
        LinkForm::Wiki => wiki(world, page, &path, anchor, &problem),
    }
}

/// `[[key]]`: a key, a name in the same folder, a name that only one key ends with (as Obsidian
/// writes it), or a glossary term by any of its forms.
fn wiki(
    world: &World,
    page: PageId,
    path: &str,
    anchor: Option<String>,
    problem: &dyn Fn(Code) -> Diagnostic,
) -> Resolved {
    let lang = world.tree.page(page).lang;
    let tree = world.tree;
    if path.is_empty() {
        return anchored(world, page, anchor, problem);
    }
    let name = path.strip_suffix(".md").unwrap_or(path);
    let name = name.strip_suffix(&format!(".{lang}")).unwrap_or(name);
    let folder = tree.entry(page).folder();
    let found = named(world, folder, lang, name);
    if let Some(entry) = found {
        return anchored(world, tree.page_in(entry, lang), anchor, problem);
    }
    if name.contains('/') {
        return Err(Box::new(near_key(
            world,
            problem(Code::LinkTargetMissing),
            folder,
            name,
        )));
    }
    let titles = tree.entries.iter().flat_map(|entry| {
        let of_lang = entry.pages.iter().filter(move |page| page.lang == lang);
        of_lang.map(|page| page.title.as_str())
    });
    let keys = tree
        .entries
        .iter()
        .map(|entry| entry.key.rsplit('/').next().unwrap_or_default());
    Err(Box::new(
        problem(Code::TermMissing).near(name, titles.chain(keys)),
    ))
}

/// What a wikilink's name stands for.
fn named(world: &World, folder: &str, lang: Lang, name: &str) -> Option<usize> {
    let tree = world.tree;
    tree.find(name)
        .or_else(|| tree.find(&join(folder, name)?))
        .or_else(|| {
            let suffix = format!("/{name}");
            let mut matches =
                (0..tree.entries.len()).filter(|i| tree.entries[*i].key.ends_with(&suffix));
            matches.next().filter(|_| matches.next().is_none())
        })
        .or_else(|| world.lexicons.get(&lang)?.find(name))
}

/// The page that a link leads to when it stands on a page of this folder that is not in the tree: a
/// frozen one. Nothing when there is none any more.
pub fn outward(world: &World, folder: &str, lang: Lang, link: &LinkRef) -> Option<Outward> {
    let (path, anchor) = match link.dest.split_once('#') {
        Some((path, anchor)) => (path, Some(decode_lossy(anchor))),
        None => (link.dest.as_str(), None),
    };
    let path = decode_lossy(path);
    let bare = |name: &str| {
        let name = name.strip_suffix(".md").unwrap_or(name);
        name.strip_suffix(&format!(".{lang}"))
            .unwrap_or(name)
            .to_owned()
    };
    let entry = match link.form {
        LinkForm::Markdown if scheme(&link.dest).is_none() && !path.is_empty() => {
            let key = join(folder, path.split('?').next().unwrap_or_default())?;
            world.tree.find(&bare(&key))
        }
        LinkForm::Wiki if !path.is_empty() => named(world, folder, lang, &bare(&path)),
        _ => None,
    }?;
    let page = world.tree.page_in(entry, lang);
    let ids = &world.identity[page.0 as usize];
    let anchor = anchor.and_then(|anchor| {
        let anchor = anchor.strip_prefix('^').unwrap_or(&anchor);
        ids.find(anchor).cloned()
    });
    Some(Outward { page, anchor })
}

/// A page, and the anchor if it has it.
fn anchored(
    world: &World,
    page: PageId,
    anchor: Option<String>,
    problem: &dyn Fn(Code) -> Diagnostic,
) -> Resolved {
    let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) else {
        return Ok(Target::Page(page, None));
    };
    // Obsidian writes `#^id` for a block.
    let anchor = anchor.strip_prefix('^').unwrap_or(&anchor);
    let identity = &world.identity[page.0 as usize];
    match identity.find(anchor) {
        Some(id) => Ok(Target::Page(page, Some(id.clone()))),
        None => Err(Box::new(
            problem(Code::AnchorMissing)
                .arg("anchor", anchor)
                .arg("page", &world.tree.page(page).manuscript.file)
                .near(anchor, identity.ids.iter().map(|id| &**id)),
        )),
    }
}

/// A file of the content.
fn file(
    world: &World,
    folder: &str,
    path: &str,
    image: bool,
    problem: &dyn Fn(Code) -> Diagnostic,
) -> Resolved {
    let Some(path) = join(folder, path) else {
        return Err(Box::new(problem(Code::PathEscapesRoot).arg("path", path)));
    };
    let extension = path
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let full = format!("content/{path}");
    match world.sources.get(&full) {
        Some(_) if !image || IMAGES.contains(&extension.as_str()) => Ok(Target::File(path.into())),
        // It is there, and no name is nearer than its own.
        Some(_) => Err(Box::new(problem(Code::ImageMissing))),
        None => {
            let known = world.sources.under("content/").chain(world.sources.pages());
            let known = known.map(|source| &*source.path);
            // Said as it would be written: from this folder, or from the content's.
            let folder = format!("content/{folder}/").replace("//", "/");
            let near = crate::diag::nearest(&full, known).map(|near| {
                let inside = near.strip_prefix(&folder).map(str::to_owned);
                inside.unwrap_or_else(|| near.replacen("content/", "/", 1))
            });
            let problem = problem(Code::ImageMissing);
            Err(Box::new(match near {
                Some(near) => problem.arg("near", near),
                None => problem,
            }))
        }
    }
}

fn near_key(world: &World, problem: Diagnostic, folder: &str, wanted: &str) -> Diagnostic {
    let keys = || world.tree.entries.iter().map(|entry| &*entry.key);
    // Said as it would be written: a neighbour by its name alone.
    let name = |key: &str| match key
        .strip_prefix(folder)
        .and_then(|rest| rest.strip_prefix('/'))
    {
        Some(name) if !folder.is_empty() => name.to_owned(),
        _ => key.to_owned(),
    };
    let last = wanted.rsplit('/').next().unwrap_or(wanted);
    let near = crate::diag::nearest(wanted, keys()).or_else(|| {
        // The right name in the wrong folder is the most common mistake of all.
        keys().find(|key| key.rsplit('/').next() == Some(last) && last != "index")
    });
    match near {
        Some(key) => problem.arg("near", name(key) + ".md"),
        None => problem,
    }
}

/// A path relative to a folder of the content (or, with a leading `/`, to the content itself), without
/// `.` and `..`. Nothing when it leads out.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part if part.contains(['\\', '\0']) => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The scheme of an address; `//host` counts as one, since it leads to another site.
fn scheme(dest: &str) -> Option<String> {
    let dest = dest.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    if dest.starts_with("//") || dest.starts_with("\\\\") {
        return Some("//".to_owned());
    }
    let (scheme, _) = dest.split_once(':')?;
    let clean: String = scheme
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let valid = clean.starts_with(|c: char| c.is_ascii_alphabetic())
        && clean
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    valid.then(|| clean.to_ascii_lowercase())
}
