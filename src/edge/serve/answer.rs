//! What is answered: the bytes of the site as `build` writes them, with the headers that the site's
//! own `_headers` ask hosts for, and one script element. Paths are looked up among the artifacts;
//! no request ever opens a file.

use super::edition::{Edition, Standing};
use super::http::{Request, Response};
use super::notes::Note;
use super::panel;
use crate::artifact::Artifact;
use crate::render::html::escaped;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// The script that keeps an open page up to date, and the look of its panel. Parts of the program,
/// never of a site.
const CLIENT: &[(&str, &str)] = &[
    ("/.carta/client.js", include_str!("client.js")),
    ("/.carta/client.css", include_str!("client.css")),
];

/// How many pages are kept for the time when they cannot be made.
const KEPT: usize = 48;

/// The last good bytes of the pages that were asked for lately: under a mistake in a template they are
/// shown instead of nothing.
#[derive(Default)]
pub struct Kept {
    pages: Mutex<VecDeque<(String, Vec<u8>)>>,
}

impl Kept {
    fn keep(&self, path: &str, bytes: &[u8]) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|(known, _)| known != path);
        pages.push_back((path.to_owned(), bytes.to_vec()));
        if pages.len() > KEPT {
            pages.pop_front();
        }
    }

    fn find(&self, path: &str) -> Option<Vec<u8>> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let found = pages.iter().find(|(known, _)| known == path)?;
        Some(found.1.clone())
    }
}

/// Whether a request may be answered at all: it must have been sent to us by the name of this
/// machine. A name that somebody else's server gave to our address (DNS rebinding) is refused.
pub fn refusal(request: &Request, port: u16) -> Option<u16> {
    let ours = ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|name| request.host == format!("{name}:{port}"));
    // Port 80 is not written.
    let bare = port == 80 && ["localhost", "127.0.0.1", "[::1]"].contains(&request.host.as_str());
    if !ours && !bare {
        return Some(421);
    }
    // What is the program's own, with paths of this machine in it, is for our own pages alone.
    let foreign = request
        .site
        .as_deref()
        .is_some_and(|site| site != "same-origin" && site != "none");
    (foreign && request.path.starts_with("/.carta/")).then_some(403)
}

/// The file that a path of an address stands for.
pub fn file_at(path: &str) -> String {
    let path = path.trim_start_matches('/');
    match path {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    }
}

/// Answers a request for anything but events.
pub fn answer(request: &Request, edition: &Edition, kept: &Kept) -> Response {
    if let Some((path, text)) = CLIENT.iter().find(|(path, _)| *path == request.path) {
        return own(path, text.as_bytes().to_vec());
    }
    if request.path == "/.carta/problems" {
        let rest = panel::rest(edition, &request.query);
        return own("problems.json", rest.to_string().into_bytes());
    }
    let Some(path) = crate::address::decode(&request.path) else {
        return Response::plain(400);
    };
    if path.chars().any(|c| c.is_control() || c == '\\') {
        return Response::plain(400);
    }
    let file = file_at(&path);
    match edition.at(&file) {
        Standing::Bytes(bytes) => {
            if Artifact::media_type(&file).starts_with("text/html") {
                kept.keep(&file, &bytes);
            }
            found(edition, 200, &file, bytes)
        }
        Standing::Failed(note) => match kept.find(&file) {
            Some(bytes) => found(edition, 200, &file, bytes),
            None => explain(edition, note.as_deref()),
        },
        Standing::Nothing => {
            let folder = format!("{file}/index.html");
            let site = edition.site.as_ref();
            if site.is_some_and(|site| site.artifacts.paths.contains_key(&folder)) {
                let mut response = Response::plain(301);
                response.set(
                    "Location",
                    &format!("/{}/", crate::address::in_request(&file)),
                );
                return response;
            }
            match edition.not_found(&file) {
                Standing::Bytes(bytes) => found(edition, 404, "404.html", bytes),
                Standing::Failed(note) => explain(edition, note.as_deref()),
                Standing::Nothing => Response::plain(404),
            }
        }
    }
}

/// A file of the program's own.
fn own(path: &str, body: Vec<u8>) -> Response {
    let mut response = Response {
        status: 200,
        headers: Vec::new(),
        body,
    };
    response.set("Content-Type", Artifact::media_type(path));
    response.set("Cache-Control", "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    response
}

fn found(edition: &Edition, status: u16, file: &str, bytes: Vec<u8>) -> Response {
    let media_type = Artifact::media_type(file);
    let mut response = Response {
        status,
        headers: Vec::new(),
        body: bytes,
    };
    apply(edition.headers(), file, &mut response);
    response.set("Content-Type", media_type);
    // The next save may change anything.
    response.set("Cache-Control", "no-store");
    // A page for frames stays as it is: it may stand forty times on a page, without an origin, and each
    // script would wait for events of its own.
    let framed = edition
        .site
        .as_ref()
        .is_some_and(|site| matches!(site.artifact(file), Some(Artifact::Embed(_))));
    if media_type.starts_with("text/html") && !framed {
        if let Some(policy) = response.get("Content-Security-Policy") {
            let policy = widen(policy);
            response.set("Content-Security-Policy", &policy);
        }
        let missing = if status == 404 { " data-missing" } else { "" };
        response.body = with_client(response.body, edition.number, missing);
    }
    response
}

/// The version of a page: what an open page names when it asks whether it is still up to date.
pub fn version(bytes: &[u8]) -> String {
    crate::source::hash(bytes).to_hex()[..16].to_owned()
}

/// Adds the script element: before all other scripts, so that it sees the page as it was sent.
fn with_client(bytes: Vec<u8>, number: u64, more: &str) -> Vec<u8> {
    let element = format!(
        "<script src=\"/.carta/client.js\" data-version=\"{}\" data-edition=\"{number}\"{more} defer></script>\n",
        version(&bytes)
    );
    let find = |needle: &[u8]| bytes.windows(needle.len()).position(|part| part == needle);
    let head = find(b"</head>").unwrap_or(bytes.len());
    let at = find(b"<script").filter(|at| *at < head).unwrap_or(head);
    let mut out = Vec::with_capacity(bytes.len() + element.len());
    out.extend_from_slice(&bytes[..at]);
    out.extend_from_slice(element.as_bytes());
    out.extend_from_slice(&bytes[at..]);
    out
}

/// A policy that lets our script, its style sheet and its events in. Those of the site's pages do
/// already; pages for frames may allow their own script alone.
fn widen(policy: &str) -> String {
    let mut directives: Vec<String> = policy
        .split(';')
        .map(|directive| directive.trim().to_owned())
        .filter(|directive| !directive.is_empty())
        .collect();
    for name in ["script-src", "style-src", "connect-src"] {
        let known = directives
            .iter_mut()
            .find(|directive| directive.split(' ').next() == Some(name));
        match known {
            Some(directive) if directive.contains("'self'") => {}
            Some(directive) => {
                *directive = directive.replace(" 'none'", "") + " 'self'";
            }
            None => directives.push(format!("{name} 'self'")),
        }
    }
    directives.join("; ")
}

/// Sets what a `_headers` file asks for at a path: rules in order, `*` for anything, `!` takes away.
fn apply(rules: &str, file: &str, response: &mut Response) {
    let path = format!("/{file}");
    let folder = path.strip_suffix("index.html").unwrap_or(&path);
    let mut meant = false;
    for line in rules.lines() {
        let rule = line.trim();
        if rule.is_empty() || rule.starts_with('#') {
            continue;
        }
        if !line.starts_with([' ', '\t']) {
            meant = matches(rule, &path) || matches(rule, folder);
        } else if meant {
            if let Some(name) = rule.strip_prefix('!') {
                response.remove(name.trim());
            } else if let Some((name, value)) = rule.split_once(':') {
                response.set(name.trim(), value.trim());
            }
        }
    }
}

/// Whether a path is meant by a pattern in which `*` stands for any characters.
fn matches(pattern: &str, path: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == path;
    };
    let Some(mut left) = path.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match left.find(part) {
            Some(at) => left = &left[at + part.len()..],
            None => return false,
        }
    }
    left.ends_with(last)
}

/// The page that stands where none can: what is wrong, until it is not.
fn explain(edition: &Edition, note: Option<&Note>) -> Response {
    let words = &edition.words;
    let title = escaped(&words.say("preview-broken", &[]));
    let mut body = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"/.carta/client.css\">\n</head>\n\
         <body class=\"carta-explains\">\n<main>\n<h1>{title}</h1>\n<p>{}</p>\n",
        words.lang,
        escaped(&words.say("preview-broken.more", &[])),
    );
    if let Some(failure) = &edition.failure {
        body.push_str(&format!("<pre>{}</pre>\n", escaped(failure)));
    }
    body.push_str("<ol>\n");
    for note in panel::explained(edition).iter().chain(note) {
        body.push_str(&note.html());
    }
    body.push_str("</ol>\n</main>\n</body>\n</html>\n");
    let mut response = own("explains.html", Vec::new());
    response.status = 503;
    response.set(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    response.body = with_client(body.into_bytes(), edition.number, " data-explains");
    response
}
