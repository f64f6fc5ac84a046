//! Tables for spreadsheets: CSV that opens right by a double click.
//!
//! A byte order mark says UTF-8 (without it Excel reads «Perché» as “PerchÃ©”); commas and CRLF are
//! RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front: text of
//! the content must not be run on a reader's machine. Numbers with a sign stay numbers.

/// The rows as CSV.
pub fn table(rows: &[Vec<String>]) -> String {
    let mut out = String::from("\u{feff}");
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            push_cell(cell, &mut out);
        }
        out.push_str("\r\n");
    }
    out
}

fn push_cell(cell: &str, out: &mut String) {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(cell);
    let apostrophe = if formula { "'" } else { "" };
    if cell.contains(['"', ',', ';', '\t', '\n', '\r']) {
        *out += &format!("\"{apostrophe}{}\"", cell.replace('"', "\"\""));
    } else {
        out.push_str(apostrophe);
        out.push_str(cell);
    }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let one = |c: char| c.is_ascii_digit() || c == '.';
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(one)
}
