//! Sources: everything a site is made from, as it was read, before anyone has understood it.
//!
//! The built-in theme and words are sources too, under a prefix that no file of a site can have: a
//! template error in either has a file and a line, and the rest of the program knows one kind of
//! source. A site's own file comes before the built-in one; see [`Sources::layered`].

use crate::diag::Diagnostic;
use crate::lang::Lang;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, OnceLock};

/// The largest text source that is read, in bytes. A page of a document is a few kilobytes; what
/// is larger than this is a mistake or an attack.
pub const MAX_TEXT: u64 = 16 * 1024 * 1024;

/// The folder in which the built-in sources stand. No file of a site can: dot folders are not read.
pub const BUILT_IN: &str = ".carta/";

/// The folder of frozen versions. What stands in it is kept apart from the site's other sources: nobody
/// who walks through the content meets it.
pub const VERSIONS: &str = "content/versions/";

static THEMES: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes");
static WORDS: Dir = include_dir!("$CARGO_MANIFEST_DIR/i18n");

/// The hash of some bytes: equal hashes are taken for equal bytes.
pub type Hash = blake3::Hash;

/// Hashes bytes; the only place that knows with what.
pub use blake3::{Hasher, hash};

/// One hash of several. Hashes are as good as drawn by lot, so that little is needed to keep what is made of
/// other ones apart: a sum in which each has a weight by its place. Hashing the bytes of the hashes took a
/// third of the time of an edit of a site of 20,000 pages.
pub fn join(hashes: impl IntoIterator<Item = Hash>) -> Hash {
    const WEIGHT: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut sums = [0_u64; 4];
    let mut count = 0_u64;
    for hash in hashes {
        count += 1;
        for (sum, word) in sums.iter_mut().zip(hash.as_bytes().as_chunks().0) {
            *sum = sum
                .wrapping_mul(WEIGHT)
                .wrapping_add(u64::from_le_bytes(*word));
        }
    }
    // A hash of hashes of hashes is not that of all of them.
    let mut bytes = [0; 32];
    for (at, word) in bytes.as_chunks_mut().0.iter_mut().enumerate() {
        let mut sum = sums[at] ^ sums[(at + 1) % 4].rotate_left(17) ^ count;
        sum = (sum ^ (sum >> 32)).wrapping_mul(WEIGHT);
        sum = (sum ^ (sum >> 29)).wrapping_mul(WEIGHT);
        *word = (sum ^ (sum >> 32)).to_le_bytes();
    }
    Hash::from_bytes(bytes)
}

/// One source file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path from the site root, with `/`.
    pub path: Arc<str>,
    /// What it holds.
    pub body: Body,
    /// The hash of its bytes.
    pub hash: Hash,
    /// The hash of its path and its bytes.
    pub key: Hash,
}

/// What a source file holds.
#[derive(Clone, Debug)]
pub enum Body {
    /// UTF-8 text, without a byte order mark.
    Text(Arc<str>),
    /// Anything else, such as an image.
    Bytes(Arc<[u8]>),
}

impl Source {
    fn new(path: Arc<str>, body: Body) -> Source {
        let hash = blake3::hash(match &body {
            Body::Text(text) => text.as_bytes(),
            Body::Bytes(bytes) => bytes,
        });
        Source {
            key: key(&path, hash),
            path,
            body,
            hash,
        }
    }

    /// The same bytes at another path.
    pub fn at(&self, path: &str) -> Source {
        Source {
            key: key(path, self.hash),
            path: path.into(),
            ..self.clone()
        }
    }

    /// A text source.
    pub fn text(path: &str, text: &str) -> Source {
        Source::new(path.into(), Body::Text(text.into()))
    }

    /// A source of any bytes.
    pub fn bytes(path: &str, bytes: &[u8]) -> Source {
        Source::new(path.into(), Body::Bytes(bytes.into()))
    }

    /// Whether it came with the program instead of the site.
    pub fn is_built_in(&self) -> bool {
        self.path.starts_with(BUILT_IN)
    }

    /// The text, or nothing for other bytes.
    pub fn as_text(&self) -> Option<&Arc<str>> {
        match &self.body {
            Body::Text(text) => Some(text),
            Body::Bytes(_) => None,
        }
    }

    /// The bytes, whatever they are.
    pub fn as_bytes(&self) -> &[u8] {
        match &self.body {
            Body::Text(text) => text.as_bytes(),
            Body::Bytes(bytes) => bytes,
        }
    }
}

fn key(path: &str, hash: Hash) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(path.as_bytes()).update(&[0]);
    hasher.update(hash.as_bytes());
    hasher.finalize()
}

/// A file name taken apart: `content/consensus/selection.it.md` is `consensus/selection` in Italian.
pub struct PageName<'a> {
    /// The key.
    pub key: &'a str,
    /// The language.
    pub lang: Lang,
}

/// The key and language in a path, if it is the path of a page.
pub fn page_name(path: &str) -> Option<PageName<'_>> {
    let stem = path.strip_prefix("content/")?.strip_suffix(".md")?;
    let (key, lang) = stem.rsplit_once('.')?;
    let lang = Lang::parse(lang)?;
    let last = key.rsplit('/').next().unwrap_or(key);
    (!last.is_empty()).then_some(PageName { key, lang })
}

/// What the commands ask of a site beside its sources.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Pages marked `draft` are part of the site.
    pub drafts: bool,
    /// Replaces `base_url` of `site.yaml`.
    pub base_url: Option<String>,
    /// The text is read for its style too: `check` does, a build that must be quick does not.
    pub style: bool,
    /// Only these of the site's languages; none for all. A frozen version may have one that the site
    /// has given up since.
    pub languages: Vec<Lang>,
}

/// All sources of a site.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<Arc<str>, Source>,
    /// The files of pages, apart because there are so many of them.
    pages: BTreeMap<Arc<str>, Source>,
    frozen: BTreeMap<Arc<str>, Source>,
    /// What went wrong while reading: one diagnostic per file that could not be read as it should.
    pub problems: Vec<Diagnostic>,
    /// What the command asks for.
    pub options: Options,
}

impl Sources {
    /// The sources of an empty site: what comes with the program.
    pub fn built_in() -> Sources {
        static BUILT_IN: OnceLock<Sources> = OnceLock::new();
        let made = BUILT_IN.get_or_init(|| {
            let mut sources = Sources::default();
            sources.add_dir("themes", &THEMES);
            sources.add_dir("i18n", &WORDS);
            sources
        });
        made.clone()
    }

    fn add_dir(&mut self, prefix: &str, dir: &Dir) {
        for file in dir.files() {
            let path = format!(
                "{BUILT_IN}{prefix}/{}",
                file.path().to_string_lossy().replace('\\', "/")
            );
            self.insert(match file.contents_utf8() {
                Some(text) => Source::text(&path, text),
                None => Source::bytes(&path, file.contents()),
            });
        }
        for inner in dir.dirs() {
            self.add_dir(prefix, inner);
        }
    }

    /// Adds a source, in place of the one at its path.
    pub fn insert(&mut self, source: Source) {
        let files = if source.path.starts_with(VERSIONS) {
            &mut self.frozen
        } else if page_name(&source.path).is_some() {
            &mut self.pages
        } else {
            &mut self.files
        };
        files.insert(source.path.clone(), source);
    }

    /// Takes a source away.
    pub fn remove(&mut self, path: &str) -> Option<Source> {
        let mut places = [&mut self.pages, &mut self.files, &mut self.frozen].into_iter();
        places.find_map(|files| files.remove(path))
    }

    /// The source at this path.
    pub fn get(&self, path: &str) -> Option<&Source> {
        let mut places = [&self.pages, &self.files, &self.frozen].into_iter();
        places.find_map(|files| files.get(path))
    }

    /// The files of all frozen versions, in path order.
    pub fn frozen(&self) -> impl Iterator<Item = &Source> {
        self.frozen.values()
    }

    /// The source at this path: the site's own, else the built-in one.
    pub fn layered(&self, path: &str) -> Option<&Source> {
        self.get(path)
            .or_else(|| self.get(&format!("{BUILT_IN}{path}")))
    }

    /// The files that have the name of a page, in path order.
    pub fn pages(&self) -> impl Iterator<Item = &Source> {
        self.pages.values()
    }

    /// Whether any source stands under this prefix.
    pub fn has_under(&self, prefix: &str) -> bool {
        let after = (Bound::Included(prefix), Bound::Unbounded);
        let mut places = [&self.pages, &self.files, &self.frozen].into_iter();
        places.any(|files| {
            let mut range = files.range::<str, _>(after);
            range
                .next()
                .is_some_and(|(path, _)| path.starts_with(prefix))
        })
    }

    /// All sources whose path starts with this prefix, in path order, apart from [`Sources::pages`]
    /// and frozen versions.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        self.files
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(prefix))
            .map(|(_, source)| source)
    }
}
