//! Style sheets and scripts without their comments: a theme explains itself to whoever reads its source,
//! and readers of pages should not pay for that. Only what is certain is left out; minifiers do more,
//! and now and then change what a program means.

/// The bytes of a static file as they are published.
pub(super) fn lighten(name: &str, text: &str) -> Option<String> {
    match name.rsplit_once('.')?.1 {
        "css" => Some(style(text)),
        "js" => script(text),
        _ => None,
    }
}

/// A style sheet without comments and without white space that means nothing. A comment between two
/// words keeps them apart, so it stays as an empty one there; strings and addresses are not looked into.
fn style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if let Some(inside) = rest.strip_prefix("/*") {
            let len = inside.find("*/").map_or(rest.len(), |end| end + 4);
            let before = out.chars().next_back();
            let after = rest[len..].chars().next();
            let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
            if touches(before) && touches(after) {
                out.push_str("/**/");
            }
            len
        } else if first == '"' || first == '\'' {
            let len = quoted(rest, first);
            out.push_str(&rest[..len]);
            len
        } else if rest.len() >= 4 && rest.as_bytes()[..4].eq_ignore_ascii_case(b"url(") {
            let len = rest.find(')').map_or(rest.len(), |end| end + 1);
            // A quoted address may hold a bracket.
            let is_quoted = rest[4..].trim_start().starts_with(['"', '\'']);
            let len = if is_quoted { 4 } else { len };
            out.push_str(&rest[..len]);
            len
        } else if first.is_ascii_whitespace() {
            let behind = rest.trim_start();
            let before = out.chars().next_back().unwrap_or('}');
            // White space joins selectors and parts of values; beside these signs it means nothing.
            let means = !"{};:,".contains(before) && !behind.starts_with(['{', '}']);
            if means && !behind.is_empty() {
                out.push(' ');
            }
            rest.len() - behind.len()
        } else {
            out.push(first);
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

/// The length of the quoted string that a text begins with.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            // A string that is not closed ends with its line.
            '\n' => return at,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// A script without the lines that are comments, and without indents. To know of every other comment one has to parse the
/// language (`/` may begin a regular expression). What looks like a comment at the beginning of a line
/// is one, unless a template or a string runs over lines: a script that may have such a thing is left
/// as it is.
fn script(text: &str) -> Option<String> {
    let is_comment = |line: &str| {
        let line = line.trim();
        let whole = line.starts_with("/*") && line.find("*/") == Some(line.len().wrapping_sub(2));
        line.starts_with("//") || (whole && line.len() >= 4)
    };
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if is_comment(line) {
            continue;
        }
        if line.matches('`').count() % 2 == 1 || line.ends_with('\\') || line.contains("/*") {
            return None;
        }
        out.push_str(line.trim_start());
        out.push('\n');
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::lighten;

    #[test]
    fn a_style_sheet_loses_its_comments_and_nothing_else() {
        let text = "/* Why. */\na/* */b { content: \"/* no */ \\\" /*\"; }\n  /* gone */ c :hover,\n.d { e: url(a/*b) calc(1px + 2px); }\n@media (min-width: 9em) {\n  f { g: url( \"h)/*\" ) /* i */; }\n}\n";
        let light = "a/**/b{content:\"/* no */ \\\" /*\";}c :hover,.d{e:url(a/*b) calc(1px + 2px);}@media (min-width:9em){f{g:url( \"h)/*\" ) ;}}";
        assert_eq!(lighten("x.css", text).as_deref(), Some(light));
    }

    #[test]
    fn a_script_loses_lines_that_are_comments() {
        let text = "// Why.\nlet a = 1; // stays\n  // gone\n  /* gone */\nlet u = \"http://x\";\n";
        let light = "let a = 1; // stays\nlet u = \"http://x\";\n";
        assert_eq!(lighten("x.js", text).as_deref(), Some(light));
    }

    #[test]
    fn a_script_with_text_over_lines_is_left_alone() {
        assert_eq!(lighten("x.js", "let a = `\n// text\n`;\n"), None);
        assert_eq!(lighten("x.js", "let a = \"\\\n// text\";\n"), None);
        assert_eq!(lighten("x.js", "/* a\n// b\n*/ let c;\n"), None);
        assert_eq!(lighten("x.svg", "<!-- -->"), None);
    }
}
