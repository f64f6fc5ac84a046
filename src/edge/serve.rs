//! `carta serve`: the preview. An editor saves in any program and sees the page at once.
//!
//! ```text
//! watch ──hints──▶ desk ──sources──▶ compile ──edition──▶ stand ──▶ answers, events
//! ```
//!
//! One thread (this one) reads what changed and compiles; each connection has a thread of its own that
//! renders what it is asked for from the newest edition. Nothing is written to disk, and no request
//! opens a file. The server listens on this machine alone.

mod answer;
mod desk;
mod edition;
mod events;
mod http;
mod notes;
mod panel;
mod terminal;

use super::report::Format;
use super::watch::{Hint, Progress, Watch};
use crate::diag::Failure;
use crate::lang::{Lang, Locale};
use crate::memo::Memo;
use crate::source::{Options, Sources};
use crate::strings::Strings;
use answer::Kept;
use desk::{Desk, Glance};
use edition::{Edition, Stand};
use http::Response;
use notes::Words;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The port; else the first free one from [`FIRST_PORT`].
    pub port: Option<u16>,
    /// Whether a browser shall open the site.
    pub open: bool,
    /// Whether to look for changes again and again, where the disk reports none.
    pub poll: bool,
    /// The program that opens files: its name, or an address with `{path}` in it.
    pub editor: Option<String>,
}

/// The port that is tried first.
const FIRST_PORT: u16 = 4000;
/// How many ports are tried.
const PORTS: u16 = 100;
/// How many connections there may be at a time. Each open page holds one.
const CONNECTIONS: usize = 96;
/// How long an answer may take to be taken.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it must be quiet before a burst of changes, or a file that looks half-written, is read.
const QUIET: Duration = Duration::from_millis(20);
/// How long a burst may put off the reading.
const LONGEST_BURST: Duration = Duration::from_millis(250);
/// How long a file may put it off that is being written: it was emptied, or not closed yet.
const LONGEST_SAVE: Duration = Duration::from_secs(1);

/// Serves a site until the process ends.
pub fn serve(root: &Path, preview: &Preview, strings: Strings, lang: Lang) -> Result<u8, Failure> {
    let begun = Instant::now();
    let editor = notes::editor_address(preview.editor.as_deref().unwrap_or("vscode"))?;
    let (listener, port) = bind(preview.port)?;
    let address = format!("http://127.0.0.1:{port}/");
    let real = root.canonicalize().map_err(|error| {
        Failure::new("root")
            .arg("path", root.display())
            .arg("detail", error)
    })?;
    let words = Arc::new(Words {
        strings,
        lang,
        editor,
        root: real.display().to_string(),
    });

    // Watch before reading: what changes in between is read twice, not never.
    let (send, hints) = channel();
    let mut watch = Watch::start(&real, preview.poll, send);
    let options = Options {
        drafts: true,
        base_url: Some(address.clone()),
        style: true,
        languages: Vec::new(),
    };
    let mut press = Press {
        desk: Desk::new(&real, options),
        memo: Memo::default(),
        words: words.clone(),
    };
    let first = press.edition(None, &BTreeSet::new());
    say(&words.say(
        "serve-ready",
        &[
            ("address", address.as_str().into()),
            ("pages", pages(&first).into()),
            ("ms", milliseconds(lang, begun).into()),
        ],
    ));
    if watch.polls() {
        say(&words.say("serve-polls", &[]));
    }
    press.report(None, &first);
    let stand = Arc::new(Stand::new(first));
    listen(listener, port, stand.clone());
    press.desk.clear();
    if preview.open {
        open(&address);
    }

    while let Some(Change { paths, all, since }) = gather(&hints, &press.desk) {
        let changed = if all {
            // Before it is read: a folder that came or went needs a watch of its own.
            watch.follow();
            press.desk.reread_all()
        } else {
            press.desk.reread(&paths)
        };
        if changed.is_empty() {
            continue;
        }
        let before = stand.newest();
        let edition = press.edition(Some(&before), &changed);
        stand.publish(edition);
        press.tell(&before, &stand.newest(), &changed, since);
        drop(before);
        press.desk.clear();
    }
    Ok(0)
}

/// Where to look, as several hints say together.
struct Change {
    paths: BTreeSet<Arc<str>>,
    all: bool,
    since: Instant,
}

/// Waits for hints, and for the end of what they are the beginning of. A known file that was saved
/// whole is read at once. What may be half of something waits until it is quiet: a file that is new,
/// gone or empty (editors that write beside and rename, or empty and write, look so for a moment),
/// several files together. A file of which we know that somebody is in the middle of it (it is not
/// closed yet, or one that we know is empty now) is waited for longer: on a busy machine a program may
/// come to nothing between emptying a file and filling it, and readers would see the empty page.
fn gather(hints: &Receiver<Hint>, desk: &Desk) -> Option<Change> {
    let first = hints.recv().ok()?;
    let mut change = Change {
        paths: BTreeSet::new(),
        all: false,
        since: Instant::now(),
    };
    let mut open = BTreeMap::new();
    let mut next = Some(first);
    loop {
        while let Some(hint) = next.take().or_else(|| hints.try_recv().ok()) {
            match hint {
                Hint::All => change.all = true,
                Hint::Path { path, progress } => {
                    match progress {
                        Progress::Done => open.remove(&path),
                        Progress::Writing => open.insert(path.clone(), progress),
                        Progress::Unknown => Some(*open.entry(path.clone()).or_insert(progress)),
                    };
                    change.paths.insert(path);
                }
            }
        }
        let mut unfinished = false;
        if !change.all {
            let glances = change.paths.iter().map(|path| (path, desk.glance(path)));
            let real: Vec<_> = glances
                .filter(|(_, glance)| *glance != Glance::Nothing)
                .collect();
            if let [(path, Glance::Whole)] = real.as_slice()
                && !open.contains_key(*path)
            {
                break;
            }
            unfinished = real.iter().any(|(path, glance)| {
                *glance == Glance::Emptied || open.get(*path) == Some(&Progress::Writing)
            });
        }
        let longest = if unfinished {
            LONGEST_SAVE
        } else {
            LONGEST_BURST
        };
        if change.since.elapsed() > longest {
            break;
        }
        match hints.recv_timeout(QUIET) {
            Ok(hint) => next = Some(hint),
            Err(RecvTimeoutError::Timeout) if unfinished => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(change)
}

/// Makes editions.
struct Press {
    desk: Desk,
    memo: Memo,
    words: Arc<Words>,
}

impl Press {
    fn edition(&mut self, before: Option<&Edition>, changed: &BTreeSet<Arc<str>>) -> Edition {
        let number = before.map_or(0, |edition| edition.number) + 1;
        let edition = match &self.desk.sources {
            Ok(sources) => {
                let (site, problems) = crate::compile(sources, &mut self.memo);
                Edition::new(number, site, sources.clone(), problems, self.words.clone())
            }
            Err(failure) => {
                let reporter_sources = Sources::default();
                let reporter = self.words.reporter(&reporter_sources, Format::Short);
                Edition::failed(number, reporter.failure(failure), self.words.clone())
            }
        };
        edition.with_edits(before, changed)
    }

    /// Says on the terminal what changed and how long it took, and what is wrong now.
    fn tell(
        &self,
        before: &Edition,
        edition: &Edition,
        changed: &BTreeSet<Arc<str>>,
        since: Instant,
    ) {
        let words = &self.words;
        let first = changed.first().map_or("", |path| path);
        say(&words.say(
            "serve-changed",
            &[
                ("file", first.into()),
                ("others", changed.len().saturating_sub(1).into()),
                ("ms", milliseconds(words.lang, since).into()),
            ],
        ));
        self.report(Some(before), edition);
    }

    /// Says what is wrong now and was not before.
    fn report(&self, before: Option<&Edition>, edition: &Edition) {
        if let Some(text) = terminal::report(before, edition) {
            complain(&text);
        }
    }
}

fn pages(edition: &Edition) -> usize {
    edition.site.as_ref().map_or(0, |site| {
        site.tree.entries.len() * site.tree.languages.len()
    })
}

fn milliseconds(lang: Lang, since: Instant) -> String {
    let elapsed = since.elapsed().as_millis();
    Locale::new(lang).number(&elapsed.to_string())
}

/// A line on standard output. Nobody may be reading it.
fn say(text: &str) {
    let mut out = anstream::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

fn complain(text: &str) {
    let mut err = anstream::stderr().lock();
    let _ = writeln!(err, "{text}").and_then(|()| err.flush());
}

/// A place to listen, on this machine alone.
fn bind(port: Option<u16>) -> Result<(TcpListener, u16), Failure> {
    let try_port = |port| {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = listener.local_addr()?.port();
        Ok((listener, port))
    };
    let failure = |port: u16, error: io::Error| {
        Failure::new("port")
            .arg("port", port.to_string())
            .arg("detail", error)
    };
    if let Some(port) = port {
        return try_port(port).map_err(|error| failure(port, error));
    }
    let mut last = None;
    for port in FIRST_PORT..FIRST_PORT + PORTS {
        match try_port(port) {
            Ok(bound) => return Ok(bound),
            Err(error) => last = Some(failure(port, error)),
        }
    }
    Err(last.unwrap_or(Failure::new("port")))
}

/// Takes connections, each on a thread of its own, until there are too many.
fn listen(listener: TcpListener, port: u16, stand: Arc<Stand>) {
    let open = Arc::new(AtomicUsize::new(0));
    let kept = Arc::new(Kept::default());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else {
                // Out of files, or gone before we looked: the next one may do.
                thread::sleep(Duration::from_millis(5));
                continue;
            };
            let place = Place::take(&open);
            let (stand, kept) = (stand.clone(), kept.clone());
            let _ = stream.set_write_timeout(Some(PATIENCE));
            let _ = stream.set_nodelay(true);
            let Some(place) = place else {
                let _ = Response::plain(503).send(&mut stream, false);
                continue;
            };
            let worker = thread::Builder::new().spawn(move || {
                let _place = place;
                // A line that breaks is the other end's business.
                let _ = converse(stream, port, &stand, &kept);
            });
            if worker.is_err() {
                thread::sleep(Duration::from_millis(5));
            }
        }
    });
}

/// One of the connections that there may be; given back when it goes, also by a panic.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(open: &Arc<AtomicUsize>) -> Option<Place> {
        let place = Place(open.clone());
        (open.fetch_add(1, Ordering::SeqCst) < CONNECTIONS).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Reads a request and answers it.
fn converse(mut stream: TcpStream, port: u16, stand: &Stand, kept: &Kept) -> io::Result<()> {
    let request = match http::read(&mut stream)? {
        None => return Ok(()),
        Some(Ok(request)) => request,
        Some(Err(status)) => {
            Response::plain(status).send(&mut stream, false)?;
            return close(stream);
        }
    };
    if let Some(status) = answer::refusal(&request, port) {
        Response::plain(status).send(&mut stream, request.head_only)?;
        return close(stream);
    }
    if request.path == "/.carta/events" && !request.head_only {
        return events::stream(stream, &request, stand);
    }
    let edition = stand.newest();
    answer::answer(&request, &edition, kept).send(&mut stream, request.head_only)?;
    close(stream)
}

/// Ends a conversation so that what was said arrives: closing while the other end still writes would
/// throw it away.
fn close(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_millis(500)))?;
    let mut rest = [0; 4096];
    for _ in 0..16 {
        if stream.read(&mut rest)? == 0 {
            break;
        }
    }
    Ok(())
}

/// Opens an address in the system's browser. The address is on the terminal too: if there is none,
/// nothing is lost.
fn open(address: &str) {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/c", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let child = std::process::Command::new(program)
        .args(before)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Ok(mut child) = child {
        thread::spawn(move || child.wait());
    }
}
