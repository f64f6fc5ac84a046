//! Social cards: the picture that stands beside a link where it is shared.
//!
//! One card for each section of the top level and language: its title, the site's name, the mark. A card
//! for each page was measured and left: at 3.3 ms a card, 460 pages cost 1.5 s of processor time, three
//! times all the rest of a build. What a reader of a shared link needs to know of the page is in its title
//! and description, which stand beside the picture anyway. Nothing is kept on disk between runs for it:
//! eighteen cards in 60 ms are cheaper than a cache that could be wrong.
//!
//! The name of a card has the hash of the drawing that it is made from, so addresses are known without
//! drawing anything: the preview draws a card when somebody asks for it.

use crate::config::Config;
use crate::render::html::escaped;
use crate::site::{PageId, Tree};
use std::fmt::Write;

/// How wide a card is.
pub const WIDTH: u32 = 1200;
/// How high a card is.
pub const HEIGHT: u32 = 630;

/// What the cards are drawn with; another one draws other bytes, at another address.
const DRAWN_BY: &str = "resvg 0.49, Noto Sans 2017, 1";

/// A card.
pub struct Card {
    /// Its address from the site's root.
    pub path: String,
    /// The drawing, as SVG.
    pub drawing: String,
}

/// Whether this program draws cards: it is a feature, for the time it takes to compile.
pub const DRAWN: bool = cfg!(feature = "cards");

/// The page whose card stands for a page: that of its section of the top level, or the home page.
pub fn subject(tree: &Tree, page: PageId) -> PageId {
    let lang = tree.page(page).lang;
    let mut entry = tree.entry_index(page);
    while let Some(parent) = tree.entries[entry].parent {
        if tree.entries[parent].parent.is_none() {
            break;
        }
        entry = parent;
    }
    let this = &tree.entries[entry];
    let home = this.parent.filter(|_| !this.is_section());
    tree.page_in(home.unwrap_or(entry), lang)
}

/// The card of a section's page.
pub fn card(config: &Config, tree: &Tree, page: PageId) -> Card {
    let this = tree.page(page);
    let site = config.title.get(this.lang);
    let title = if this.title == site {
        site
    } else {
        // As in the menu: of “Selection: criterion by criterion” the first words.
        this.title.split(':').next().unwrap_or(site)
    };
    let below = if title == site { "" } else { site };
    let drawing = draw(title, below, &this.text_lang.to_string());
    let mut hasher = crate::source::Hasher::new();
    hasher
        .update(DRAWN_BY.as_bytes())
        .update(drawing.as_bytes());
    let hash = hasher.finalize().to_hex();
    let name = this.path.trim_matches('/').replace('/', "-");
    Card {
        path: format!("assets/card-{name}.{}.png", &hash[..10]),
        drawing,
    }
}

/// The left edge of the words.
const LEFT: f64 = 88.0;
/// The sizes that a title may have, largest first, and how many lines of each there is room for.
const SIZES: [(f64, usize); 4] = [(96.0, 2), (80.0, 3), (64.0, 4), (50.0, 5)];

/// The drawing: words on paper, the mark, two bands in the colours of the two sides.
fn draw(title: &str, below: &str, lang: &str) -> String {
    let room = f64::from(WIDTH) - 2.0 * LEFT;
    let (size, lines) = SIZES
        .iter()
        .map(|(size, most)| (*size, *most, wrap(title, room / size)))
        .find(|(_, most, lines)| lines.len() <= *most)
        .map_or_else(
            || {
                let (size, most) = SIZES[SIZES.len() - 1];
                let mut lines = wrap(title, room / size);
                lines.truncate(most);
                if let Some(last) = lines.last_mut() {
                    last.push('…');
                }
                (size, lines)
            },
            |(size, _, lines)| (size, lines),
        );
    let leading = size * 1.16;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" xml:lang=\"{lang}\">\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fcfbf7\"/>\
         <rect width=\"600\" height=\"18\" fill=\"#1f4e8c\"/><rect x=\"600\" width=\"600\" height=\"18\" fill=\"#b5501f\"/>\
         <g transform=\"translate({LEFT} 64) scale(3.6)\"><path fill=\"#1f4e8c\" d=\"M10 0v20A10 10 0 0 1 10 0z\"/><path fill=\"#b5501f\" d=\"M12 6v20a10 10 0 0 0 0-20z\"/></g>\
         <g font-family=\"Noto Sans\" fill=\"#1e232a\">"
    );
    // The block of the title hangs in the middle of what the mark and the last line leave.
    let top = 372.0 - leading * lines.len() as f64 / 2.0 + size * 0.86;
    for (at, line) in lines.iter().enumerate() {
        let y = top + leading * at as f64;
        let _ = write!(
            out,
            "<text x=\"{LEFT}\" y=\"{y:.1}\" font-size=\"{size}\" font-weight=\"700\">{}</text>",
            escaped(line)
        );
    }
    if !below.is_empty() {
        let line = wrap(below, room / 34.0)
            .into_iter()
            .next()
            .unwrap_or_default();
        let _ = write!(
            out,
            "<text x=\"{LEFT}\" y=\"574\" font-size=\"34\" fill=\"#575e69\">{}</text>",
            escaped(&line)
        );
    }
    out.push_str("</g></svg>");
    out
}

/// A text in lines of at most so many ems. SVG does not break lines. The widths are on the safe side; the
/// shaping that decides where each letter stands comes later.
fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    for word in text.split_whitespace() {
        let width: f64 = word.chars().map(em).sum();
        if !line.is_empty() && used + 0.27 + width > room {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += 0.27;
        }
        line.push_str(word);
        used += width;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// How wide a letter of the bold face is, about, in ems.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'ì' | 'í' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '!' | '|' => {
            0.34
        }
        'f' | 'r' | 't' | '-' | '(' | ')' | '“' | '”' | '/' | 's' | 'c' | 'z' => 0.5,
        'm' | 'w' | 'M' | 'W' | '—' | '…' | '@' | '%' => 0.97,
        c if c.is_uppercase() => 0.74,
        c if c.is_ascii() => 0.62,
        c if c.is_alphabetic() && (c as u32) < 0x0250 => 0.66,
        // Another script: a letter may be as wide as it is high.
        _ => 1.0,
    }
}

/// The bytes of a card: a PNG of few colours.
#[cfg(feature = "cards")]
pub fn picture(card: &Card) -> Vec<u8> {
    use resvg::{tiny_skia, usvg};
    use std::sync::{Arc, OnceLock};
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = usvg::fontdb::Database::new();
        fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
        fonts.load_font_data(notosans::BOLD_TTF.to_vec());
        Arc::new(fonts)
    });
    let options = usvg::Options {
        fontdb: fonts.clone(),
        ..usvg::Options::default()
    };
    let drawn = usvg::Tree::from_str(&card.drawing, &options);
    let (Ok(tree), Some(mut pixels)) = (drawn, tiny_skia::Pixmap::new(WIDTH, HEIGHT)) else {
        return Vec::new();
    };
    resvg::render(
        &tree,
        tiny_skia::Transform::identity(),
        &mut pixels.as_mut(),
    );
    encode(pixels.data())
}

/// Without the feature there is no card to draw: [`DRAWN`] says so before anybody asks.
#[cfg(not(feature = "cards"))]
pub fn picture(_: &Card) -> Vec<u8> {
    Vec::new()
}

/// Pixels as a PNG with a palette: a quarter of the bytes of one with full colours, to pack and to send.
/// Colours that differ in their last bits are one: nobody sees it on the edge of a letter.
#[cfg(feature = "cards")]
fn encode(pixels: &[u8]) -> Vec<u8> {
    use std::collections::HashMap;
    let mut palette: Vec<u8> = Vec::new();
    let mut known: HashMap<u32, u8> = HashMap::new();
    let mut indexed = Vec::with_capacity(pixels.len() / 4);
    let mut last = (0u32, 0u8);
    for pixel in pixels.chunks_exact(4) {
        let full = u32::from_be_bytes([0, pixel[0], pixel[1], pixel[2]]);
        if indexed.is_empty() || full != last.0 {
            let rough = full & 0x00f0_f0f0;
            let next = (palette.len() / 3).min(255) as u8;
            let index = *known.entry(rough).or_insert_with(|| {
                if palette.len() < 768 {
                    palette.extend_from_slice(&pixel[..3]);
                }
                next
            });
            last = (full, index);
        }
        indexed.push(last.1);
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&indexed));
    if written.is_err() {
        out.clear();
    }
    out
}
