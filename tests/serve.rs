//! `carta serve` as a browser and an attacker meet it: bytes, headers, addresses, events, and what
//! editors do to files.
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a story may take to come true. Nothing here is a measurement: on a busy machine a save
/// takes longer to be seen, and a test that is right waits for it.
const PATIENCE: Duration = Duration::from_secs(90);

// --- A site, and its preview ---

const SITE: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "title: { it: Carta, en: Charter }\nbase_url: https://example.org/carta/\nlanguages: [it, en]\n",
    ),
    (
        "content/index.it.md",
        "---\ntitle: Inizio\n---\n\nBenvenuti.\n",
    ),
    (
        "content/index.en.md",
        "---\ntitle: Start\n---\n\nWelcome.\n",
    ),
    (
        "content/uno.it.md",
        "---\ntitle: Pagina uno\n---\n\nIl testo della prima.\n",
    ),
    (
        "content/uno.en.md",
        "---\ntitle: Page one\n---\n\nThe text of the first.\n",
    ),
    (
        "content/due.it.md",
        "---\ntitle: Pagina due\n---\n\nVedi [uno](uno.md).\n",
    ),
    (
        "content/due.en.md",
        "---\ntitle: Page two\n---\n\nSee [one](uno.md).\n",
    ),
    (
        "content/bozza.it.md",
        "---\ntitle: Bozza\ndraft: true\n---\n\nNon ancora.\n",
    ),
    (
        "content/bozza.en.md",
        "---\ntitle: Draft\n---\n\nNot yet.\n",
    ),
];

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Saves so that what is seen is the old text or the new, never half of it: beside, then renamed over.
fn save(root: &Path, path: &str, text: &str) {
    let (file, beside) = (root.join(path), root.join(".beside"));
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, file).unwrap();
}

fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    for (path, text) in SITE {
        write(dir.path(), path, text);
    }
    dir
}

struct Preview {
    process: Child,
    port: u16,
    root: PathBuf,
    said: Arc<Mutex<String>>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Collects what a process says, so that it never waits for us to read.
fn collect(from: impl Read + Send + 'static, into: &Arc<Mutex<String>>) {
    let into = into.clone();
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut into = into.lock().unwrap();
            into.push_str(&line);
            into.push('\n');
        }
    });
}

fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

impl Preview {
    fn of(root: &Path) -> Preview {
        Preview::with(root, &[])
    }

    fn with(root: &Path, more: &[&str]) -> Preview {
        Preview::within(root, more, &[])
    }

    /// With these things in its environment.
    fn within(root: &Path, more: &[&str], environment: &[(&str, &str)]) -> Preview {
        // A run in the background hands down a Ctrl-C that is ignored; a terminal never does.
        let mut process = Command::new("/usr/bin/env")
            .arg("--default-signal=INT")
            .args(
                environment
                    .iter()
                    .map(|(name, value)| format!("{name}={value}")),
            )
            .arg(env!("CARGO_BIN_EXE_carta"))
            .args(["serve", "--port", "0", "--lang", "en", "--root"])
            .arg(root)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        collect(process.stdout.take().unwrap(), &said);
        collect(process.stderr.take().unwrap(), &said);
        let port = until("an address on the terminal", || {
            let said = said.lock().unwrap();
            let (_, rest) = said.split_once("http://127.0.0.1:")?;
            rest.split_once('/')?.0.parse().ok()
        });
        let root = root.to_owned();
        Preview {
            process,
            port,
            root,
            said,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes as they are, and gives all that comes back.
    fn raw(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // Who is refused early may find the line closed.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Everything that is answered for a file.
    fn bytes(&self, path: &str) -> Vec<u8> {
        let mut stream = self.connect();
        let host = format!("127.0.0.1:{}", self.port);
        write!(
            stream,
            "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        answer
    }

    fn request(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        Answer::read(
            &self.raw(
                format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n").as_bytes(),
            ),
        )
    }

    fn get(&self, path: &str) -> Answer {
        self.request("GET", path, "")
    }

    /// Waits until a page says something.
    fn shows(&self, path: &str, text: &str) {
        until(&format!("{text:?} at {path}"), || {
            self.get(path).body.contains(text).then_some(())
        });
    }

    /// Waits until a file is answered as it was built. Pages without the script element that is added.
    fn becomes(&self, path: &str, built: &str) {
        let begun = Instant::now();
        loop {
            let served = self.get(&format!("/{path}"));
            // Pages for frames stay as they are: see `found` in `edge/serve/answer.rs`.
            let body = if path.ends_with(".html") && !path.ends_with("embed/index.html") {
                served.without_client().0
            } else {
                served.body
            };
            if served.status == 200 && body == built {
                return;
            }
            if begun.elapsed() > PATIENCE {
                assert_eq!((served.status, body.as_str()), (200, built), "{path}");
            }
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn save(&self, path: &str, text: &str) {
        save(&self.root, path, text);
    }

    fn listen(&self, query: &str) -> Events {
        let mut stream = self.connect();
        let port = self.port;
        write!(
            stream,
            "GET /.carta/events?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        )
        .unwrap();
        Events(BufReader::new(stream))
    }

    fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Answer {
    fn read(text: &str) -> Answer {
        let (head, body) = text.split_once("\r\n\r\n").expect("an answer with a head");
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .unwrap()
            .split(' ')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_ascii_lowercase(), value.to_owned())
        });
        Answer {
            status,
            headers: headers.collect(),
            body: body.to_owned(),
        }
    }

    /// The body without the script element that the server adds, and that element.
    fn without_client(&self) -> (String, String) {
        let start = self
            .body
            .find("<script src=\"/.carta/client.js\"")
            .expect("the client");
        let end = start + self.body[start..].find("</script>\n").unwrap() + "</script>\n".len();
        let page = format!("{}{}", &self.body[..start], &self.body[end..]);
        (page, self.body[start..end].to_owned())
    }

    fn version(&self) -> String {
        let (_, client) = self.without_client();
        let (_, rest) = client.split_once("data-version=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

/// An open line of events.
struct Events(BufReader<TcpStream>);

impl Events {
    fn next(&mut self) -> Value {
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < PATIENCE, "nothing more was said");
            let mut line = String::new();
            assert!(
                self.0.read_line(&mut line).unwrap() > 0,
                "the line was closed"
            );
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// The first event of which this is true.
    fn find(&mut self, what: &str, is: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let event = self.next();
            if is(&event) {
                return event;
            }
            assert!(begun.elapsed() < PATIENCE, "never: {what}; last: {event}");
        }
    }
}

// --- Bytes and headers ---

#[test]
fn serves_the_bytes_of_build_and_one_script_element() {
    let dir = site();
    let preview = Preview::of(dir.path());
    // Drafts are in the preview only; without one, both make the same site.
    fs::remove_file(dir.path().join("content/bozza.it.md")).unwrap();
    fs::remove_file(dir.path().join("content/bozza.en.md")).unwrap();
    until("the draft is gone", || {
        (preview.get("/it/bozza/").status == 404).then_some(())
    });
    // A document, and a frozen version of it.
    let document = "---\ntitle: Documento\nkind: document\n---\n\nParole.\n";
    write(dir.path(), "content/documento.it.md", document);
    let frozen = Command::new(env!("CARGO_BIN_EXE_carta"))
        .args(["freeze", "1", "--root"])
        .arg(dir.path())
        .output()
        .unwrap();
    assert!(frozen.status.success());
    preview.shows("/it/v/1/documento/", "Parole.");
    let out = TempDir::new().unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_carta"))
        .args([
            "build",
            "--base-url",
            &format!("http://127.0.0.1:{}/", preview.port),
        ])
        .arg("--root")
        .arg(dir.path())
        .arg("--out")
        .arg(out.path().join("site"))
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let mut compared = Vec::new();
    for file in walkdir::WalkDir::new(out.path().join("site")) {
        let file = file.unwrap();
        let path = file
            .path()
            .strip_prefix(out.path().join("site"))
            .unwrap()
            .to_str()
            .unwrap();
        if !file.file_type().is_file() || path == ".carta-manifest" {
            continue;
        }
        let built = fs::read(file.path()).unwrap();
        let Ok(built) = String::from_utf8(built.clone()) else {
            assert!(preview.bytes(path).ends_with(&built), "{path}");
            continue;
        };
        // A version is several files, and they may have been seen one after another.
        preview.becomes(path, &built);
        compared.push(path.to_owned());
    }
    for path in [
        "it/uno/index.html",
        "it-en/uno/index.html",
        "it/v/1/documento/index.html",
        "en/v/changes/index.html",
        "it/feed.xml",
    ] {
        assert!(compared.iter().any(|known| known == path), "{path}");
    }
    let feed = preview.get("/it/feed.xml");
    let media_type = &feed.headers["content-type"];
    assert_eq!(media_type, "application/atom+xml; charset=utf-8");
}

#[test]
fn sends_the_headers_that_the_site_asks_hosts_for() {
    let dir = site();
    let preview = Preview::of(dir.path());
    let page = preview.get("/it/uno/");
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(page.headers["x-content-type-options"], "nosniff");
    let policy = &page.headers["content-security-policy"];
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    for allowed in [
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
    ] {
        assert!(policy.contains(allowed), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(!page.headers.contains_key("access-control-allow-origin"));
    let frame = preview.get("/it/uno/embed/");
    let policy = &frame.headers["content-security-policy"];
    assert!(policy.contains("frame-ancestors * file:"), "{policy}");
    assert!(policy.contains("script-src 'sha256-"), "{policy}");
    assert!(!frame.body.contains("/.carta/"));
    for path in ["/it/uno/embed/", "/it/uno/oembed.json", "/embed.js"] {
        let headers = preview.get(path).headers;
        assert_eq!(headers["access-control-allow-origin"], "*", "{path}");
    }
    assert_eq!(
        preview.get("/.carta/client.css").headers["content-type"],
        "text/css; charset=utf-8"
    );
}

#[test]
fn addresses_lead_where_a_host_would_lead() {
    let dir = site();
    let preview = Preview::of(dir.path());
    assert!(preview.get("/").body.contains("Carta"));
    let folder = preview.get("/it/uno");
    assert_eq!(
        (folder.status, folder.headers["location"].as_str()),
        (301, "/it/uno/")
    );
    assert_eq!(preview.get("/it/uno/?da=qui").status, 200);
    let missing = preview.get("/it/niente/");
    assert_eq!(missing.status, 404);
    assert!(
        missing.body.contains("<html lang=\"it\""),
        "{}",
        missing.body
    );
    assert!(
        preview
            .get("/en/nothing/")
            .body
            .contains("<html lang=\"en\"")
    );
    // A double slash would be another host to a browser that is sent there.
    assert_eq!(preview.get("//evil.example/it/uno").status, 404);
    let head = preview.request("HEAD", "/it/uno/", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.headers["content-length"].parse::<usize>().unwrap() > 500);
    assert_eq!(preview.get("/it/bozza/").status, 200, "drafts are shown");
}

// --- Edits ---

#[test]
fn every_way_of_saving_is_seen() {
    let dir = site();
    let preview = Preview::of(dir.path());
    let path = "content/uno.it.md";
    let text = |words: &str| format!("---\ntitle: Pagina uno\n---\n\n{words}\n");
    preview.shows("/it/uno/", "Il testo della prima.");
    // Over the old bytes.
    write(dir.path(), path, &text("Scritto sopra."));
    preview.shows("/it/uno/", "Scritto sopra.");
    // Beside, then renamed over.
    let beside = dir.path().join("content/uno.it.md.tmp");
    fs::write(&beside, text("Rinominato.")).unwrap();
    fs::rename(&beside, dir.path().join(path)).unwrap();
    preview.shows("/it/uno/", "Rinominato.");
    // The old one becomes a backup, a new one is written.
    fs::rename(dir.path().join(path), dir.path().join("content/uno.it.md~")).unwrap();
    write(dir.path(), path, &text("Con copia."));
    preview.shows("/it/uno/", "Con copia.");
    // Emptied, then written, slowly.
    let mut file = fs::File::create(dir.path().join(path)).unwrap();
    thread::sleep(Duration::from_millis(60));
    file.write_all(text("A poco").as_bytes()).unwrap();
    file.flush().unwrap();
    thread::sleep(Duration::from_millis(60));
    file.write_all(b"A poco a poco.\n").unwrap();
    drop(file);
    preview.shows("/it/uno/", "A poco a poco.");
    // Through a link of the same file.
    fs::remove_file(dir.path().join(path)).unwrap();
    until("the page falls back to English", || {
        preview
            .get("/it/uno/")
            .body
            .contains("The text of the first.")
            .then_some(())
    });
    preview.save(path, &text("Di nuovo qui."));
    preview.shows("/it/uno/", "Di nuovo qui.");
}

/// Many editors empty a file and then fill it. Readers see the old text and then the new one.
#[test]
fn a_file_in_the_middle_of_a_save_is_not_shown() {
    let dir = site();
    let preview = Preview::of(dir.path());
    let mut number = 0;
    until("a save that was not held up by the machine", || {
        number += 1;
        let words = format!("Salvataggio {number}, intero.");
        let mut events = preview.listen("page=/it/uno/&version=x&edition=0");
        events.next();
        let begun = Instant::now();
        let mut file = fs::File::create(dir.path().join("content/uno.it.md")).unwrap();
        thread::sleep(Duration::from_millis(60));
        file.write_all(b"---\ntitle: Pagina uno\n---\n\nSalvataggio")
            .unwrap();
        thread::sleep(Duration::from_millis(60));
        file.write_all(format!(" {number}, intero.\n").as_bytes())
            .unwrap();
        drop(file);
        // What takes longer than the preview waits may be seen in between: then there is nothing to say.
        let quick = begun.elapsed() < Duration::from_millis(700);
        let first = events.next();
        preview.shows("/it/uno/", &words);
        if !quick {
            return None;
        }
        assert_eq!(first["version"], preview.get("/it/uno/").version());
        Some(())
    });
}

#[test]
fn a_change_is_seen_on_every_page_that_shows_it() {
    let dir = site();
    let preview = Preview::of(dir.path());
    // A title, in the link list of another page's neighbours and in the breadcrumbs.
    preview.save(
        "content/uno.it.md",
        "---\ntitle: Titolo nuovo\n---\n\nTesto.\n",
    );
    preview.shows("/it/due/", "Titolo nuovo");
    // A slug: the address of the page, and links to it.
    preview.save(
        "content/uno.it.md",
        "---\ntitle: Titolo nuovo\nslug: altrove\n---\n\nTesto.\n",
    );
    preview.shows("/it/due/", "it/altrove/");
    assert_eq!(preview.get("/it/altrove/").status, 200);
    assert_eq!(preview.get("/it/uno/").status, 404);
    // A glossary term, born while the preview runs, in a folder that was not there.
    preview.save(
        "content/glossario/index.it.md",
        "---\ntitle: Glossario\nchildren: term\n---\n",
    );
    preview.save(
        "content/glossario/testo.it.md",
        "---\ntitle: testo\nforms: [testo]\n---\n\nParole scritte.\n",
    );
    preview.shows("/it/altrove/", "glossario/testo/");
    // A word of the site.
    preview.save("i18n/it/mie.ftl", "skip = Salta tutto\n");
    preview.shows("/it/altrove/", "Salta tutto");
    // A template.
    preview.save("themes/mio/theme.yaml", "extends: carta\n");
    preview.save(
        "themes/mio/templates/page.html",
        "<!DOCTYPE html><html><head></head><body>Mio: {{ page.title }}</body></html>",
    );
    preview.save(
        "content/site.yaml",
        "title: Carta\nbase_url: https://example.org/\nlanguages: [it, en]\ntheme: mio\n",
    );
    preview.shows("/it/altrove/", "Mio: Titolo nuovo");
}

#[test]
fn folders_and_branches_change_under_it() {
    let dir = site();
    for number in 0..150 {
        write(
            dir.path(),
            &format!("content/rami/p{number}.it.md"),
            &format!("---\ntitle: P{number}\n---\n\nRamo A.\n"),
        );
    }
    let preview = Preview::of(dir.path());
    preview.shows("/it/rami/p7/", "Ramo A.");
    // As `git checkout` does it: files removed and written one after another.
    for number in 0..150 {
        let path = format!("content/rami/p{number}.it.md");
        fs::remove_file(dir.path().join(&path)).unwrap();
        if number % 2 == 0 {
            let text = format!("---\ntitle: P{number}\n---\n\nRamo B.\n");
            write(dir.path(), &path, &text);
        }
    }
    preview.shows("/it/rami/p148/", "Ramo B.");
    until("a page that the other branch lacks is gone", || {
        (preview.get("/it/rami/p149/").status == 404).then_some(())
    });
    fs::rename(
        dir.path().join("content/rami"),
        dir.path().join("content/foglie"),
    )
    .unwrap();
    preview.shows("/it/foglie/p8/", "Ramo B.");
    until("the old folder is gone", || {
        (preview.get("/it/rami/p8/").status == 404).then_some(())
    });
    // What is written into the renamed folder is seen too.
    preview.save(
        "content/foglie/p8.it.md",
        "---\ntitle: P8\n---\n\nDopo il cambio di nome.\n",
    );
    preview.shows("/it/foglie/p8/", "Dopo il cambio di nome.");
}

#[test]
fn warm_pages_are_the_pages_of_a_fresh_start() {
    let dir = site();
    let preview = Preview::of(dir.path());
    for step in 0..200 {
        write(
            dir.path(),
            "content/uno.it.md",
            &format!(
                "---\ntitle: Pagina {}\n---\n\nPasso {step}.\n\n## Sezione {step}\n",
                step % 7
            ),
        );
        if step % 9 == 0 {
            write(
                dir.path(),
                "content/due.it.md",
                &format!(
                    "---\ntitle: Due\n---\n\nVedi [uno](uno.md#sezione-{}).\n",
                    step % 3
                ),
            );
        }
    }
    preview.save(
        "content/due.it.md",
        "---\ntitle: Due\n---\n\nVedi [uno](uno.md#sezione-199), fine.\n",
    );
    preview.shows("/it/uno/", "Passo 199.");
    preview.shows("/it/due/", "fine.");
    let fresh = Preview::of(dir.path());
    for path in [
        "/",
        "/it/",
        "/en/",
        "/it/uno/",
        "/en/uno/",
        "/it/due/",
        "/en/due/",
        "/sitemap.xml",
    ] {
        let address = |preview: &Preview| format!("127.0.0.1:{}", preview.port);
        let strip = |preview: &Preview| {
            let answer = preview.get(path);
            let page = if path.ends_with('/') {
                answer.without_client().0
            } else {
                answer.body
            };
            page.replace(&address(preview), "HERE")
        };
        assert_eq!(strip(&preview), strip(&fresh), "{path}");
    }
}

#[test]
fn polls_where_there_are_no_events() {
    let dir = site();
    let preview = Preview::with(dir.path(), &["--poll"]);
    preview.save(
        "content/uno.it.md",
        "---\ntitle: Pagina uno\n---\n\nTrovato lo stesso.\n",
    );
    preview.shows("/it/uno/", "Trovato lo stesso.");
    until("it says that it polls", || {
        preview
            .said()
            .contains("several times a second")
            .then_some(())
    });
}

// --- Events ---

#[test]
fn an_open_page_is_told_what_concerns_it() {
    let dir = site();
    let preview = Preview::of(dir.path());
    let page = preview.get("/it/uno/");
    let mut events = preview.listen(&format!(
        "page=/it/uno/&version={}&edition=1",
        page.version()
    ));
    let first = events.next();
    assert_eq!(
        (&first["state"], &first["own"]),
        (&"same".into(), &false.into()),
        "{first}"
    );
    // Its own text.
    preview.save(
        "content/uno.it.md",
        "---\ntitle: Pagina uno\n---\n\nCambiata.\n",
    );
    let own = events.find("its own text", |event| event["own"] == true);
    assert_eq!(own["state"], "changed");
    assert_eq!(own["version"], preview.get("/it/uno/").version());
    // Another page's text: it stays still, and is told where to go.
    preview.save(
        "content/due.it.md",
        "---\ntitle: Pagina due\n---\n\nSempre [uno](uno.md).\n",
    );
    let other = events.find("the other page", |event| !event["edited"].is_null());
    assert_eq!(other["state"], "same");
    assert_eq!(other["edited"]["address"], "/it/due/");
    assert_eq!(other["edited"]["text"], "You edited “Pagina due” (it).");
    // Its address: it is told the new one.
    preview.save(
        "content/uno.it.md",
        "---\ntitle: Pagina uno\nslug: via\n---\n\nCambiata.\n",
    );
    let moved = events.find("the new address", |event| event["state"] == "moved");
    assert_eq!(moved["address"], "/it/via/");
    // Gone, and back.
    for lang in ["it", "en"] {
        fs::rename(
            dir.path().join(format!("content/uno.{lang}.md")),
            dir.path().join(format!("uno.{lang}.md")),
        )
        .unwrap();
    }
    events.find("gone", |event| event["state"] == "gone");
    for lang in ["it", "en"] {
        fs::rename(
            dir.path().join(format!("uno.{lang}.md")),
            dir.path().join(format!("content/uno.{lang}.md")),
        )
        .unwrap();
    }
    events.find("back", |event| {
        event["state"] == "changed" || event["state"] == "same"
    });
}

#[test]
fn problems_come_with_their_line_and_go_with_the_mistake() {
    let dir = site();
    let preview = Preview::with(dir.path(), &["--editor", "obsidian"]);
    let mut events = preview.listen("page=/it/uno/&version=x&edition=1");
    assert_eq!(events.next()["here"], Value::Array(Vec::new()));
    preview.save(
        "content/uno.it.md",
        "---\ntitle: Pagina uno\n---\n\nVedi [qui](nulla.md) <.\n",
    );
    let event = events.find("the mistake", |event| {
        event["here"][0]["code"] == "link-target-missing"
    });
    let note = &event["here"][0];
    assert_eq!(note["file"], "content/uno.it.md");
    assert_eq!((&note["line"], &note["column"]), (&5.into(), &6.into()));
    assert_eq!(
        note["excerpt"],
        serde_json::json!(["Vedi ", "[qui](nulla.md)", " <."])
    );
    let path = dir.path().canonicalize().unwrap();
    assert_eq!(
        note["editor"],
        format!("obsidian://open?path={}/content/uno.it.md", path.display())
    );
    // Of another page it is something elsewhere.
    let elsewhere = preview.listen("page=/it/due/&version=x&edition=1").next();
    assert_eq!(elsewhere["elsewhere"][0]["code"], "link-target-missing");
    assert_eq!(elsewhere["here"], Value::Array(Vec::new()));
    preview.save(
        "content/uno.it.md",
        "---\ntitle: Pagina uno\n---\n\nVedi niente.\n",
    );
    events.find("no mistake", |event| {
        event["here"] == Value::Array(Vec::new())
    });
    until("the terminal says so too", || {
        let said = preview.said();
        let mistake = said.find("content/uno.it.md:5:6: error[link-target-missing]")?;
        said[mistake..].contains("no problems").then_some(())
    });
}

/// A page with this many problems.
fn careless(problems: usize) -> String {
    let lines: String = (0..problems)
        .map(|line| format!("Due  spazi nella riga {line}.\n\n"))
        .collect();
    format!("---\ntitle: Pagina due\n---\n\n{lines}")
}

#[test]
fn a_translation_has_problems_where_the_authentic_text_has_none() {
    let dir = TempDir::new().unwrap();
    let settings = "title: Prova\nbase_url: https://example.org/\nlanguages: [en, it]\n";
    write(dir.path(), "content/site.yaml", settings);
    for (lang, text) in [("en", "One word."), ("it", "Una parola.")] {
        let page = format!("---\ntitle: {lang}\n---\n\n{text}\n");
        write(dir.path(), &format!("content/index.{lang}.md"), &page);
    }
    let preview = Preview::of(dir.path());
    let mut events = preview.listen("page=/it/&version=x&edition=1");
    preview.save(
        "content/index.it.md",
        "---\ntitle: it\n---\n\nUna  parola.\n",
    );
    let event = events.find("the problem", |event| {
        event["here"][0]["code"] == "spaces-double"
    });
    let files = ["content/index.it.md", "content/index.en.md"];
    assert_eq!(event["of"], serde_json::json!(files));
    let of = files.join("%0A");
    let asked = format!("/.carta/problems?of={of}&part=elsewhere&count=9");
    assert_eq!(preview.get(&asked).status, 200);
}

#[test]
fn many_problems_are_counted_and_sent_to_whoever_asks() {
    let dir = site();
    let preview = Preview::of(dir.path());
    let mut here = preview.listen("page=/it/due/&version=x&edition=1");
    let mut elsewhere = preview.listen("page=/it/uno/&version=x&edition=1");
    preview.save("content/due.it.md", &careless(200));
    let notes = |event: &Value, part: &str| event[part].as_array().unwrap().len();
    let event = here.find("the problems", |event| !event["rest"]["here"].is_null());
    assert_eq!(notes(&event, "here"), 10);
    let told = event.to_string().len();
    assert!(told < 10_000, "{told} bytes for each change");
    let event = elsewhere.find("how many", |event| !event["rest"]["elsewhere"].is_null());
    assert_eq!((notes(&event, "here"), notes(&event, "elsewhere")), (0, 0));
    let count = |more: &Value| -> usize {
        let number: String = more
            .as_str()
            .unwrap_or("0")
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        number.parse().unwrap()
    };
    let all = count(&event["rest"]["elsewhere"]);
    assert!(all >= 200, "{event}");
    // A portion, and the whole.
    let rest = |query: &str| -> Value {
        let answer = preview.get(&format!("/.carta/problems?{query}"));
        assert_eq!(
            answer.headers["content-type"],
            "application/json; charset=utf-8"
        );
        serde_json::from_str(&answer.body).unwrap()
    };
    let some = rest("of=content/uno.it.md&part=elsewhere&count=50");
    assert_eq!(
        (notes(&some, "notes"), count(&some["more"])),
        (50, all - 50)
    );
    let spaces = |note: &&Value| note["code"] == "spaces-double";
    let note = some["notes"].as_array().unwrap().iter().find(spaces);
    assert_eq!(note.unwrap()["excerpt"][0], "Due");
    let every = rest("of=content/uno.it.md&part=elsewhere&count=99999999");
    assert_eq!(
        (notes(&every, "notes"), &every["more"]),
        (all, &Value::Null)
    );
    assert_eq!(
        notes(&rest("of=content/due.it.md&part=here&count=7"), "notes"),
        7
    );
    for nonsense in ["", "of=%", "of=content/due.it.md&part=&count=-1", "count=x"] {
        assert_eq!(notes(&rest(nonsense), "notes"), 0, "{nonsense}");
    }
    // A mistake stands before all warnings, wherever it is.
    preview.save("content/due.it.md", &(careless(200) + "[là](manca.md)\n"));
    for events in [&mut here, &mut elsewhere] {
        events.find("the mistake", |event| {
            let first = |part: &str| event[part][0]["code"] == "link-target-missing";
            first("here") || first("elsewhere")
        });
    }
}

#[test]
fn the_terminal_says_what_is_new_and_no_endless_list() {
    let dir = site();
    write(dir.path(), "content/due.it.md", &careless(200));
    let preview = Preview::of(dir.path());
    let lines = |said: &str| said.matches(": warning[").count();
    let spaces = |said: &str| said.matches(": warning[spaces-double]").count();
    let said = until("the first report", || {
        let said = preview.said();
        (said.contains("warnings\n")).then_some(said)
    });
    assert_eq!(lines(&said), 50, "{said}");
    assert!(
        said.contains("more problems: carta check shows all of them"),
        "{said}"
    );
    let at_first = spaces(&said);
    // All of them move down: nothing to say. One more: that one.
    let moved = careless(200).replacen("Due  spazi", "Prima.\n\nDue  spazi", 1);
    preview.save("content/due.it.md", &moved);
    preview.shows("/it/due/", "Prima.");
    preview.save("content/due.it.md", &(moved + "[là](manca.md)\n"));
    let said = until("the mistake", || {
        let said = preview.said();
        let at = said.find("error[link-target-missing]")?;
        said[at..].contains("1 error, ").then_some(said)
    });
    assert_eq!(spaces(&said), at_first, "{said}");
}

#[test]
fn the_last_good_page_stays_under_a_wrong_template() {
    let dir = site();
    write(
        dir.path(),
        "themes/carta/templates/page.html",
        "<!DOCTYPE html><html><head></head><body>{{ page.title }}</body></html>",
    );
    let preview = Preview::of(dir.path());
    preview.shows("/it/uno/", "<body>Pagina uno</body>");
    let mut events = preview.listen("page=/it/uno/&version=x&edition=1");
    // One that cannot be read, then one that fails when it is used.
    for (wrong, meant) in [("{{ page.title", ""), ("{{ page.titel }}", "titel")] {
        preview.save("themes/carta/templates/page.html", wrong);
        let event = events.find("the failure", |event| {
            let notes = [&event["here"], &event["elsewhere"]];
            let notes = notes.iter().flat_map(|notes| notes.as_array().unwrap());
            event["state"] == "failed"
                && notes.clone().any(|note| {
                    note["code"] == "template-error"
                        && note["excerpt"][1].as_str().unwrap().contains(meant)
                })
        });
        assert!(
            event["words"]["failed"]
                .as_str()
                .unwrap()
                .contains("last good"),
            "{event}"
        );
        let page = preview.get("/it/uno/");
        assert_eq!((page.status, page.body.contains("Pagina uno")), (200, true));
    }
    // A page that nobody has seen yet explains.
    let page = preview.get("/it/due/");
    assert_eq!(page.status, 503);
    assert!(
        page.body.contains("data-explains")
            && page.body.contains("themes/carta/templates/page.html:1:"),
        "{}",
        page.body
    );
    preview.save(
        "themes/carta/templates/page.html",
        "<!DOCTYPE html><html><head></head><body>Di nuovo: {{ page.title }}</body></html>",
    );
    preview.shows("/it/due/", "Di nuovo: Pagina due");
}

#[test]
fn what_only_rendering_finds_is_said_on_the_terminal_once() {
    let dir = site();
    let preview = Preview::of(dir.path());
    let page = "themes/carta/templates/page.html";
    preview.save(page, "<p>{{ page.niente.altro }}</p>\n");
    let said = |times: usize| {
        until("the mistake on the terminal", || {
            preview.get("/it/uno/");
            let said = preview.said();
            (said.matches(&format!("{page}:1:")).count() == times).then_some(said)
        })
    };
    let once = said(1);
    assert!(once.contains("error[template-error]"), "{once}");
    // Asked for again, and after an edit that is not about it: not said again.
    preview.save("content/due.it.md", "---\ntitle: Due\n---\n\nAltro.\n");
    until("the edit", || {
        preview.said().contains("due.it.md").then_some(())
    });
    preview.get("/it/uno/");
    assert_eq!(preview.said().matches(&format!("{page}:1:")).count(), 1);
    // Mended, and made again.
    // With words of its own: under a mistake the last good page is shown, and that has paragraphs too.
    preview.save(page, "<p>Di nuovo: {{ page.title }}</p>\n");
    preview.shows("/it/uno/", "Di nuovo: Pagina uno");
    preview.save(page, "<p>{{ page.niente.altro }}</p>\n");
    said(2);
}

#[test]
fn the_system_is_asked_to_open_the_site() {
    let dir = site();
    // A system whose browser writes down what it was asked for.
    let system = TempDir::new().unwrap();
    let asked = system.path().join("asked");
    let program = system.path().join("xdg-open");
    // Another process makes it: a program that this one has open for writing cannot be started, and what
    // other tests start meanwhile would hold it open for a moment more.
    let text = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > '{0}.new' && mv '{0}.new' '{0}'\n",
        asked.display()
    );
    let mut install = Command::new("install")
        .args(["-m", "755", "/dev/stdin"])
        .arg(&program)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut inside = install.stdin.take().unwrap();
    inside.write_all(text.as_bytes()).unwrap();
    drop(inside);
    assert!(install.wait().unwrap().success());
    let path = format!(
        "{}:{}",
        system.path().display(),
        std::env::var("PATH").unwrap()
    );
    let preview = Preview::within(dir.path(), &["--open"], &[("PATH", &path)]);
    let what = until("a browser is asked", || fs::read_to_string(&asked).ok());
    assert_eq!(what, format!("http://127.0.0.1:{}/\n", preview.port));
}

#[test]
fn without_a_browser_the_address_is_on_the_terminal() {
    let dir = site();
    let empty = TempDir::new().unwrap();
    let path = empty.path().display().to_string();
    let preview = Preview::within(dir.path(), &["--open"], &[("PATH", &path)]);
    preview.shows("/it/uno/", "Il testo");
}

#[test]
fn a_broken_start_explains_and_recovers() {
    let dir = TempDir::new().unwrap();
    let preview = Preview::of(dir.path());
    let page = preview.get("/it/uno/");
    assert_eq!(page.status, 503);
    assert!(page.body.contains("data-explains"), "{}", page.body);
    // Pages, but no settings.
    for (path, text) in &SITE[1..] {
        preview.save(path, text);
    }
    preview.shows("/", "content/site.yaml");
    assert_eq!(preview.get("/").status, 503);
    preview.save(SITE[0].0, SITE[0].1);
    preview.shows("/it/uno/", "Il testo della prima.");
    // The settings go for a moment: what was seen stays.
    fs::remove_file(dir.path().join("content/site.yaml")).unwrap();
    let mut events = preview.listen("page=/it/uno/&version=x&edition=0");
    events.find("the missing settings", |event| {
        event["elsewhere"][0]["code"] == "config-missing"
    });
    assert!(
        preview
            .get("/it/uno/")
            .body
            .contains("Il testo della prima.")
    );
    preview.save(SITE[0].0, SITE[0].1);
    events.find("all is well", |event| event["summary"].is_null());
}

// --- Those who mean no good ---

#[test]
fn only_this_machine_by_its_own_name_is_answered() {
    let dir = site();
    let preview = Preview::of(dir.path());
    let port = preview.port;
    let ask = |host: &str| {
        Answer::read(&preview.raw(format!("GET / HTTP/1.1\r\n{host}\r\n\r\n").as_bytes())).status
    };
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(ask(&format!("Host: {host}:{port}")), 200, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:80",
        "localhost",
        "127.0.0.1:1",
        "localhost.evil.example",
    ] {
        assert_eq!(ask(&format!("Host: {host}")), 421, "{host}");
    }
    assert_eq!(ask("X-Host: none"), 400);
    assert_eq!(
        ask(&format!("Host: localhost:{port}\r\nHost: evil.example")),
        400
    );
    // Another site's page may not read what names files of this machine.
    let cross = preview.request(
        "GET",
        "/.carta/events?page=/",
        "Sec-Fetch-Site: cross-site\r\n",
    );
    assert_eq!(cross.status, 403);
    assert!(
        TcpStream::connect_timeout(&format!("127.0.0.1:{port}").parse().unwrap(), PATIENCE).is_ok()
    );
}

#[test]
fn nothing_outside_of_the_site_is_served() {
    let dir = site();
    write(dir.path(), "segreto.txt", "segreto");
    write(dir.path(), "content/.nascosto.txt", "segreto");
    let preview = Preview::of(dir.path());
    let up = [
        "/../segreto.txt",
        "/..%2fsegreto.txt",
        "/%2e%2e/segreto.txt",
        "/it/..%2f..%2fsegreto.txt",
        "/%252e%252e%252fsegreto.txt",
        "/..\\segreto.txt",
        "/..%5csegreto.txt",
        "//segreto.txt",
        "/content/.nascosto.txt",
        "/content/uno.it.md",
        "/.carta/",
        "/.carta/../segreto.txt",
        "/etc/passwd",
        "//etc/passwd",
        "/%00",
        "/segreto.txt%00.html",
        "/%ff%fe",
        "/%",
        "/files/../../segreto.txt",
        "/.carta/client.js/../../segreto.txt",
    ];
    for path in up {
        let answer = preview.get(path);
        assert!(
            [400, 404].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        assert!(
            !answer.body.contains("segreto\n") && !answer.body.contains("root:"),
            "{path}"
        );
    }
    assert_eq!(
        preview
            .raw(b"GET http://127.0.0.1/ HTTP/1.1\r\nHost: x\r\n\r\n")
            .get(9..12),
        Some("400")
    );
}

#[test]
fn hostile_requests_do_no_harm() {
    let dir = site();
    let preview = Preview::of(dir.path());
    let port = preview.port;
    let status = |request: &[u8]| preview.raw(request).get(9..12).map(str::to_owned);
    let host = format!("Host: localhost:{port}\r\n\r\n");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE"] {
        assert_eq!(
            status(format!("{method} / HTTP/1.1\r\n{host}").as_bytes()).as_deref(),
            Some("405"),
            "{method}"
        );
    }
    for line in ["GET / HTTP/2.0", "GET / HTTP/9"] {
        assert_eq!(
            status(format!("{line}\r\n{host}").as_bytes()).as_deref(),
            Some("505"),
            "{line}"
        );
    }
    for line in ["GET /", "GET", "", "GET  / HTTP/1.1", "get / http/1.1 x"] {
        let answer = status(format!("{line}\r\n{host}").as_bytes());
        assert!(
            matches!(answer.as_deref(), Some("400" | "405" | "505")),
            "{line}: {answer:?}"
        );
    }
    assert_eq!(
        status(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n").as_deref(),
        Some("400"),
        "TLS"
    );
    assert_eq!(
        status(format!("GET / HTTP/1.1\r\nA b: c\r\n{host}").as_bytes()).as_deref(),
        Some("400")
    );
    // Longer than any browser's.
    let long = format!("GET /{} HTTP/1.1\r\n{host}", "a".repeat(8_000));
    assert_eq!(status(long.as_bytes()).as_deref(), Some("404"));
    let endless = format!("GET / HTTP/1.1\r\n{}", "X: y\r\n".repeat(500_000));
    let answer = status(endless.as_bytes());
    assert!(
        matches!(answer.as_deref(), Some("431") | None),
        "{answer:?}"
    );
    // Half a request, from more lines than there may be; then they hang up.
    let half: Vec<TcpStream> = (0..150)
        .map(|_| {
            let mut stream = preview.connect();
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: local");
            stream
        })
        .collect();
    drop(half);
    // It notices one after another that they are gone.
    let page = format!("GET /it/uno/ HTTP/1.1\r\n{host}");
    let answers = |words: &str| preview.raw(page.as_bytes()).contains(words).then_some(());
    until("there is room again", || answers("200 OK"));
    // Listeners that never read; whether there was room for each of them is not our business.
    let deaf: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = preview.connect();
            let ask = format!("GET /.carta/events?page=/it/uno/ HTTP/1.1\r\n{host}");
            let _ = stream.write_all(ask.as_bytes());
            stream
        })
        .collect();
    for number in 0..30 {
        write(
            dir.path(),
            "content/uno.it.md",
            &format!("---\ntitle: Pagina uno\n---\n\nNumero {number}.\n"),
        );
    }
    for stream in &deaf {
        let _ = stream.shutdown(Shutdown::Both);
    }
    until("it answers as before", || answers("Numero 29."));
}

#[test]
fn links_that_lead_out_are_not_followed() {
    let dir = site();
    let outside = TempDir::new().unwrap();
    write(
        outside.path(),
        "fuori.it.md",
        "---\ntitle: Fuori\n---\n\nsegreto\n",
    );
    let preview = Preview::of(dir.path());
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outside.path(), dir.path().join("content/fuori")).unwrap();
        std::os::unix::fs::symlink(
            outside.path().join("fuori.it.md"),
            dir.path().join("content/link.it.md"),
        )
        .unwrap();
    }
    preview.save(
        "content/uno.it.md",
        "---\ntitle: Pagina uno\n---\n\nDopo.\n",
    );
    preview.shows("/it/uno/", "Dopo.");
    write(
        outside.path(),
        "fuori.it.md",
        "---\ntitle: Fuori\n---\n\nsegreto due\n",
    );
    let mut events = preview.listen("page=/it/uno/&version=x&edition=1");
    events.find("both are refused", |event| {
        let notes = event["elsewhere"].as_array().unwrap();
        notes
            .iter()
            .filter(|note| note["code"] == "path-escapes-root")
            .count()
            == 2
    });
    for path in ["/it/fuori/fuori/", "/it/link/"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
}

// --- The command ---

#[test]
fn a_port_that_is_taken_is_said() {
    let dir = site();
    let preview = Preview::of(dir.path());
    let again = Command::new(env!("CARGO_BIN_EXE_carta"))
        .args([
            "serve",
            "--lang",
            "en",
            "--port",
            &preview.port.to_string(),
            "--root",
        ])
        .arg(dir.path())
        .output()
        .unwrap();
    assert_eq!(again.status.code(), Some(2));
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(
        said.contains(&format!("port {} cannot be used", preview.port)),
        "{said}"
    );
    let wrong = Command::new(env!("CARGO_BIN_EXE_carta"))
        .args([
            "serve",
            "--lang",
            "en",
            "--editor",
            "javascript:alert({path})",
        ])
        .output()
        .unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn it_leaves_nothing_behind() {
    let dir = site();
    let before = list(dir.path());
    let mut preview = Preview::of(dir.path());
    preview.shows("/it/uno/", "Il testo");
    // As Ctrl-C does it.
    let asked = Command::new("kill")
        .args(["-INT", &preview.process.id().to_string()])
        .status()
        .unwrap();
    assert!(asked.success());
    until("it ends", || preview.process.try_wait().unwrap());
    assert_eq!(list(dir.path()), before);
}

fn list(root: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter();
    files.map(|file| file.unwrap().into_path()).collect()
}
