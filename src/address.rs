//! Paths and addresses: what has a meaning in an address is written with `%`, and read back. The one file
//! that knows how.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC};
use percent_encoding::{percent_decode_str, utf8_percent_encode};

/// What may not stand in a link of a page; letters with accents may.
const IN_LINKS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|');

/// What may not stand in a line of HTTP, which is ASCII; the `/` of a path stays.
const IN_REQUESTS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A path of the content as part of a link.
pub fn in_link(path: &str) -> String {
    utf8_percent_encode(path, IN_LINKS).to_string()
}

/// A path as it stands in a request.
pub fn in_request(path: &str) -> String {
    utf8_percent_encode(path, IN_REQUESTS).to_string()
}

/// Takes the `%` out of an address, once; nothing for what is not UTF-8 then.
pub fn decode(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}

/// The same, with a sign for what is not UTF-8: a link that leads nowhere is still a link.
pub fn decode_lossy(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
