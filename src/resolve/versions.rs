//! Frozen versions: which there are, whether their files are as they were frozen, and what their texts
//! meet in the site of today.
//!
//! A frozen text is never a reason to stop: whatever it led to may be gone. The only mistakes that there
//! are to report are changed files, because then what stands at a permanent address is no longer what was
//! published there.

use super::links::{self, World};
use super::terms::{self, Lexicon};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Span};
use crate::memo::Memo;
use crate::parse::version::{Imprint, imprint};
use crate::site::{PageId, Site, Target, Tree};
use crate::source::{Body, Hash, Hasher, Options, Source, Sources, VERSIONS};
use crate::strings::Strings;
use crate::version::{FOLDER, Version};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the version is called and when it was frozen.
pub const IMPRINT: &str = "version.yaml";
/// The hash of each of its files.
pub const LOCK: &str = "version.lock";

/// A version as it was read: its imprint, and its files by path from its folder.
pub struct Frozen<'s> {
    /// What `version.yaml` says.
    pub imprint: Imprint,
    files: BTreeMap<&'s str, &'s Source>,
}

/// The versions, in their order. What is wrong with a folder is reported, and it is no version then.
pub fn read<'s>(sources: &'s Sources, problems: &mut Vec<Diagnostic>) -> Vec<Frozen<'s>> {
    let mut folders: BTreeMap<&str, BTreeMap<&str, &Source>> = BTreeMap::new();
    for source in sources.frozen() {
        let inside = &source.path[VERSIONS.len()..];
        match inside.split_once('/') {
            Some((folder, path)) => {
                folders.entry(folder).or_default().insert(path, source);
            }
            None => problems.push(
                Diagnostic::new(Code::VersionIncomplete, &source.path, Span::default())
                    .arg("what", "outside"),
            ),
        }
    }
    let mut found: Vec<Frozen> = Vec::new();
    for (folder, files) in folders {
        let Some(about) = files.get(IMPRINT) else {
            let file: Arc<str> = format!("{VERSIONS}{folder}/{IMPRINT}").into();
            let problem = Diagnostic::new(Code::VersionIncomplete, &file, Span::default());
            problems.push(problem.arg("what", "imprint"));
            continue;
        };
        check_lock(folder, &files, problems);
        let Some(imprint) = imprint(about, problems) else {
            continue;
        };
        if imprint.label != folder {
            let problem = Diagnostic::new(Code::VersionIncomplete, &about.path, Span::default());
            problems.push(problem.arg("what", "label").arg("label", &imprint.label));
            continue;
        }
        found.push(Frozen { imprint, files });
    }
    let order = |frozen: &Frozen| {
        let Imprint {
            number,
            date,
            label,
            ..
        } = &frozen.imprint;
        (*number, date.clone(), label.clone())
    };
    found.sort_by_key(order);
    found
}

/// The hash of a file as the lock has it: of a text without regard to line ends, which git may change
/// on its way to another system.
pub fn digest(source: &Source) -> String {
    let hash = match &source.body {
        Body::Text(text) if text.contains("\r\n") => {
            crate::source::hash(text.replace("\r\n", "\n").as_bytes())
        }
        // Known since it was read.
        _ => source.hash,
    };
    hash.to_hex().to_string()
}

/// The lock of these files: a line for each, hash and path, by path.
pub fn lock<'s>(files: impl Iterator<Item = (&'s str, &'s Source)>) -> String {
    let lines: BTreeMap<&str, String> = files.map(|(path, s)| (path, digest(s))).collect();
    let lines = lines
        .into_iter()
        .map(|(path, hash)| format!("{hash}  {path}\n"));
    lines.collect()
}

fn check_lock(folder: &str, files: &BTreeMap<&str, &Source>, problems: &mut Vec<Diagnostic>) {
    let name: Arc<str> = format!("{VERSIONS}{folder}/{LOCK}").into();
    let Some(lock) = files.get(LOCK) else {
        let problem = Diagnostic::new(Code::VersionIncomplete, &name, Span::default());
        problems.push(problem.arg("what", "lock"));
        return;
    };
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    let text = lock.as_text().map_or("", |text| text);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let entry = line.trim_end();
        let span = Span::new(at, at + entry.len());
        at += line.len();
        match entry.split_once("  ") {
            Some((hash, path)) if hash.len() == 64 => {
                known.insert(path, hash);
                if !files.contains_key(path) {
                    let problem = Diagnostic::new(Code::VersionChanged, &name, span);
                    problems.push(problem.arg("what", "gone").arg("file", path));
                }
            }
            _ if entry.is_empty() => {}
            _ => problems.push(Diagnostic::new(Code::LockInvalid, &name, span)),
        }
    }
    for (path, source) in files.iter().filter(|(path, _)| **path != LOCK) {
        let what = match known.get(path) {
            None => "added",
            Some(hash) if **hash != digest(source) => "changed",
            Some(_) => continue,
        };
        problems.push(
            Diagnostic::new(Code::VersionChanged, &source.path, Span::default())
                .arg("what", what)
                .arg("label", folder)
                .arg("hash", digest(source)),
        );
    }
}

impl Frozen<'_> {
    /// The sources of the version as a site of its own: its files, today's words, the address and the
    /// languages of today. The theme is none of its business: today's renders it.
    pub fn world(&self, sources: &Sources, config: &Config) -> Sources {
        let mut world = Sources::built_in();
        for source in sources.under("i18n/") {
            world.insert(source.clone());
        }
        for (path, source) in &self.files {
            world.insert(source.at(&format!("content/{path}")));
        }
        world.options = Options {
            base_url: Some(config.base_url.clone()),
            languages: config.languages.clone(),
            ..Options::default()
        };
        world
    }

    /// The hash of everything that the pages of the version are made of.
    pub fn inputs(&self, sources: &Sources, config: &Config) -> Hash {
        let mut hasher = crate::source::Hasher::new();
        for (path, source) in &self.files {
            hasher.update(path.as_bytes()).update(&[0]);
            hasher.update(source.hash.as_bytes());
        }
        hasher.update(Strings::hash(sources, &config.languages).as_bytes());
        hasher.update(config.base_url.as_bytes());
        hasher.finalize()
    }

    /// The site of the version at the addresses of the version. Its pictures stay where they are: in its
    /// folder of the content.
    pub fn settle(&self, site: Site) -> Site {
        let label = &self.imprint.label;
        let mut tree = site.tree;
        for entry in Arc::make_mut(&mut tree.entries) {
            let is_home = &*entry.key == "index";
            for page in &mut Arc::make_mut(entry).pages {
                let rest = page.path.split_once('/').map_or("", |(_, rest)| rest);
                // The version's own front page stands where its home page would.
                let rest = if is_home { "index/" } else { rest };
                page.path = format!("{}/{FOLDER}/{label}/{rest}", page.lang);
            }
        }
        let settle = |target: &Target| match target {
            Target::File(path) => {
                let folder = VERSIONS.strip_prefix("content/").unwrap_or(VERSIONS);
                Target::File(format!("{folder}{label}/{path}").into())
            }
            other => other.clone(),
        };
        let links = site.links.iter();
        let links = links.map(|links| Arc::new(links.iter().map(settle).collect()));
        Site {
            links: Arc::new(links.collect()),
            config: Config {
                version: Some(label.clone()),
                updated: Some(self.imprint.date.clone()),
                repository: None,
                ..site.config
            },
            tree,
            ..site
        }
    }

    /// The version among the pages and terms of today. `inputs` is the hash of what its pages are made of,
    /// `terms` that of today's terms.
    pub fn version(
        self,
        site: Arc<Site>,
        today: &World,
        inputs: Hash,
        terms: Hash,
        config: &Config,
        memo: &Memo,
    ) -> Version {
        let pages: Vec<PageId> = site.tree.pages().collect();
        let mut met = Hasher::new();
        met.update(inputs.as_bytes()).update(terms.as_bytes());
        met.update(format!("{:?}", config.autolink).as_bytes());
        let mentions = memo.met.get(met.finalize(), || {
            let mentions = pages.par_iter().map(|id| {
                let page = site.tree.page(*id);
                let lexicon = today.lexicons.get(&page.text_lang);
                let find = |lexicon: &Arc<Lexicon>| {
                    Arc::new(terms::mentions(
                        &page.manuscript,
                        None,
                        lexicon,
                        config.autolink,
                    ))
                };
                lexicon.map(find).unwrap_or_default()
            });
            mentions.collect()
        });
        let outward: Vec<_> = pages
            .into_par_iter()
            .map(|id| {
                let (entry, page) = (site.tree.entry(id), site.tree.page(id));
                let links = page.manuscript.doc.links.iter();
                let links = (0..).zip(links.zip(site.links[id.0 as usize].iter()));
                let outward = links
                    .filter(|(_, (_, target))| **target == Target::Broken)
                    .filter_map(|(at, (link, _))| {
                        let found = links::outward(today, entry.folder(), page.lang, link)?;
                        Some((at, found))
                    });
                outward.collect()
            })
            .collect();
        let Imprint {
            label,
            number,
            date,
            titles,
        } = self.imprint;
        Version {
            label: label.into(),
            number,
            date,
            titles,
            outward,
            mentions,
            today: site
                .tree
                .entries
                .iter()
                .map(|entry| successor(today.tree, &entry.key))
                .collect(),
            site,
        }
    }
}

/// What an entry of another time is today: the one with its key, or the one that had it before.
fn successor(tree: &Tree, key: &str) -> Option<usize> {
    let renamed = || {
        tree.entries
            .iter()
            .position(|entry| entry.meta().was.iter().any(|was| was.value == key))
    };
    tree.by_key.get(key).copied().or_else(renamed)
}
