//! Events: each open page listens, and is told after each change whether it is still up to date, what
//! is wrong, and what was edited elsewhere.

use super::answer::{self, file_at, version};
use super::edition::{Edition, Stand, Standing};
use super::http::{self, Request, Response};
use super::panel;
use crate::lang::Lang;
use crate::site::Site;
use serde_json::{Value, json};
use std::io::{self, ErrorKind, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often it is looked whether the page is still there.
const LOOK: Duration = Duration::from_millis(500);
/// How often something is said when nothing happens, so that a sleeping machine notices a line that
/// is dead.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// An open page.
struct Listener {
    /// The file that it shows.
    file: String,
    /// The version that it shows.
    version: String,
    /// The newest edition that it knows of.
    seen: u64,
    /// Whether it shows that there is nothing at its address.
    missing: bool,
    /// What the page is the text of: it may move to another address.
    key: Option<(Arc<str>, Lang)>,
}

/// Tells an open page of every change until it goes away.
pub fn stream(mut line: TcpStream, request: &Request, stand: &Stand) -> io::Result<()> {
    let field = |name| http::field(&request.query, name).unwrap_or_default();
    let mut listener = Listener {
        file: file_at(&field("page")),
        version: field("version"),
        seen: field("edition").parse().unwrap_or(0),
        missing: !field("missing").is_empty(),
        key: None,
    };
    let mut response = Response::plain(200);
    response.set("Content-Type", "text/event-stream; charset=utf-8");
    response.set("Cache-Control", "no-store");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    line.write_all(&response.head(None))?;
    let mut told = 0;
    let mut spoke = Instant::now();
    loop {
        match stand.after(told, LOOK) {
            Some(edition) => {
                let news = listener.news(&edition);
                write!(line, "id: {}\ndata: {news}\n\n", edition.number)?;
                told = edition.number;
                spoke = Instant::now();
            }
            None if !listens(&mut line)? => return Ok(()),
            None if spoke.elapsed() > HEARTBEAT => {
                line.write_all(b":\n\n")?;
                spoke = Instant::now();
            }
            None => {}
        }
    }
}

/// Whether the other end is still there. It has nothing more to say: an end is the end.
fn listens(line: &mut TcpStream) -> io::Result<bool> {
    line.set_nonblocking(true)?;
    let there = match line.peek(&mut [0]) {
        Ok(read) => read > 0,
        Err(error) => error.kind() == ErrorKind::WouldBlock,
    };
    line.set_nonblocking(false)?;
    Ok(there)
}

impl Listener {
    /// What there is to say to it about an edition.
    fn news(&mut self, edition: &Edition) -> Value {
        let mut failed = None;
        let mut address = None;
        let state = match edition.at(&self.file) {
            Standing::Bytes(bytes) => {
                self.missing = false;
                self.compare(&bytes)
            }
            Standing::Failed(note) => {
                failed = note;
                "failed"
            }
            Standing::Nothing => {
                address = self.moved(edition);
                match (&address, edition.not_found(&self.file)) {
                    (Some(_), _) => "moved",
                    (None, Standing::Bytes(bytes)) if self.missing => self.compare(&bytes),
                    _ => "gone",
                }
            }
        };
        let page = edition.page_at(&self.file);
        let (mut own, mut edited) = (false, None);
        if let Some(site) = &edition.site {
            if let Some(page) = page {
                let entry = site.tree.entry(page);
                self.key = Some((entry.key.clone(), site.tree.page(page).lang));
            }
            let since = edition.edits.iter().filter(|(at, _)| *at > self.seen);
            for (_, source) in since {
                let other = edition.page_of(source);
                if other.is_some() && other == page {
                    own = true;
                } else if let Some(other) = other {
                    edited = Some(link(edition, site, other));
                }
            }
        }
        self.seen = edition.number;
        let files = panel::files(edition, &self.file, self.key.as_ref());
        let mut news = json!({
            "edition": edition.number,
            "state": state,
            "version": self.version,
            "own": own,
            "address": address,
            "edited": if own { None } else { edited },
            "summary": edition.summary,
            "failure": edition.failure,
            "words": words(edition),
        });
        for (name, mut value) in panel::summary(edition, &files) {
            if let (Some(note), "here", Value::Array(notes)) = (&failed, name, &mut value) {
                notes.insert(0, json!(note));
            }
            news[name] = value;
        }
        news
    }

    fn compare(&mut self, bytes: &[u8]) -> &'static str {
        let now = version(bytes);
        if self.version == now {
            return "same";
        }
        self.version = now;
        "changed"
    }

    /// Where the page stands now that it does not stand here any more.
    fn moved(&mut self, edition: &Edition) -> Option<String> {
        let (key, lang) = self.key.as_ref()?;
        let tree = &edition.site.as_ref()?.tree;
        let entry = *tree.by_key.get(key)?;
        if !tree.languages.contains(lang) {
            return None;
        }
        let path = &tree.page(tree.page_in(entry, *lang)).path;
        self.file = answer::file_at(path);
        // What it shows is the old address's page.
        self.version.clear();
        Some(format!("/{}", crate::address::in_request(path)))
    }
}

/// A sentence that offers to go to a page, and its address.
fn link(edition: &Edition, site: &Site, page: crate::site::PageId) -> Value {
    let page = site.tree.page(page);
    let args = [
        ("title", page.title.as_str().into()),
        ("lang", page.lang.to_string().into()),
    ];
    json!({
        "text": edition.words.say("preview-edited", &args),
        "address": format!("/{}", crate::address::in_request(&page.path)),
    })
}

/// What the panel says besides.
fn words(edition: &Edition) -> Value {
    let names = [
        "panel",
        "here",
        "elsewhere",
        "open",
        "close",
        "go",
        "gone",
        "lost",
        "failed",
    ];
    let said = names.iter().map(|name| {
        let text = edition.words.say(&format!("preview-{name}"), &[]);
        ((*name).to_owned(), Value::String(text))
    });
    Value::Object(said.collect())
}
