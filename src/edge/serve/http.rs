//! As much of HTTP as a preview needs: one request per connection, a bounded head, a bounded time,
//! and every answer with its length. What is not understood is refused.

use crate::address::decode;
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The longest head of a request, in bytes.
const MAX_HEAD: usize = 16 * 1024;
/// The longest time that a head may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);

/// A request for something.
#[derive(Debug)]
pub struct Request {
    /// Whether only the head of the answer is wanted.
    pub head_only: bool,
    /// The path as it was sent: it begins with `/`.
    pub path: String,
    /// What follows the `?`.
    pub query: String,
    /// The host it was sent to.
    pub host: String,
    /// Where the browser says that the request comes from.
    pub site: Option<String>,
}

/// A request that is refused: the status to say so with.
pub type Refused = u16;

/// Reads a request. Nothing when whoever connected said nothing.
pub fn read(stream: &mut TcpStream) -> io::Result<Option<Result<Request, Refused>>> {
    let deadline = Instant::now() + PATIENCE;
    let mut head = Vec::with_capacity(1024);
    let mut buffer = [0; 2048];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Some(Err(408)));
        }
        stream.set_read_timeout(Some(left))?;
        let read = match stream.read(&mut buffer) {
            Ok(0) if head.is_empty() => return Ok(None),
            Ok(0) => return Ok(Some(Err(400))),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if is_timeout(&error) && head.is_empty() => return Ok(None),
            Err(error) if is_timeout(&error) => return Ok(Some(Err(408))),
            Err(error) => return Err(error),
        };
        // The end may stand across two reads.
        let from = head.len().saturating_sub(3);
        head.extend_from_slice(&buffer[..read]);
        if let Some(end) = head[from..].windows(4).position(|four| four == b"\r\n\r\n") {
            head.truncate(from + end);
            return Ok(Some(parse(&head)));
        }
        if head.len() > MAX_HEAD {
            return Ok(Some(Err(431)));
        }
    }
}

/// Whether a read or a write took longer than it may.
pub fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

fn parse(head: &[u8]) -> Result<Request, Refused> {
    let head = std::str::from_utf8(head).map_err(|_| 400u16)?;
    let mut lines = head.split("\r\n");
    let mut parts = lines.next().unwrap_or_default().split(' ');
    let (method, target, version) = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(method), Some(target), Some(version), None) => (method, target, version),
        _ => return Err(400),
    };
    if !["HTTP/1.1", "HTTP/1.0"].contains(&version) {
        return Err(505);
    }
    let head_only = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(405),
    };
    let mut hosts = Vec::new();
    let mut site = None;
    for line in lines {
        let Some((name, value)) = line.split_once(':') else {
            return Err(400);
        };
        if name.is_empty() || name.contains([' ', '\t']) {
            return Err(400);
        }
        match name.to_ascii_lowercase().as_str() {
            "host" => hosts.push(value.trim().to_ascii_lowercase()),
            "sec-fetch-site" => site = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    let [host] = hosts.as_slice() else {
        return Err(400);
    };
    let target = target.split('#').next().unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if !path.starts_with('/') {
        return Err(400);
    }
    Ok(Request {
        head_only,
        path: path.to_owned(),
        query: query.to_owned(),
        host: host.clone(),
        site,
    })
}

/// An answer.
#[derive(Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers, apart from those about the connection and the length.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// A short answer in plain text.
    pub fn plain(status: u16) -> Response {
        let mut response = Response {
            status,
            headers: Vec::new(),
            body: format!("{status} {}\n", reason(status)).into_bytes(),
        };
        response.set("Content-Type", "text/plain; charset=utf-8");
        response.set("X-Content-Type-Options", "nosniff");
        if status == 405 {
            response.set("Allow", "GET, HEAD");
        }
        response
    }

    /// Sets a header in place of the one with this name.
    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// Takes a header away.
    pub fn remove(&mut self, name: &str) {
        self.headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    /// The value of a header.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Sends it; of a `HEAD` request only the head.
    pub fn send(&self, stream: &mut TcpStream, head_only: bool) -> io::Result<()> {
        let mut bytes = self.head(Some(self.body.len()));
        if !head_only {
            bytes.extend_from_slice(&self.body);
        }
        stream.write_all(&bytes)
    }

    /// The head; without a length for a stream of events.
    pub fn head(&self, length: Option<usize>) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            // A line break in a value would begin another header.
            let value: String = value.chars().filter(|c| !c.is_control()).collect();
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(length) = length {
            head.push_str(&format!("Content-Length: {length}\r\n"));
        }
        head.push_str("Connection: close\r\n\r\n");
        head.into_bytes()
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Internal Server Error",
    }
}

/// The value of a name in a query.
pub fn field(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        if key == name { decode(value) } else { None }
    })
}
