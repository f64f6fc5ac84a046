//! Pages on other sites: the page for frames, the oEmbed file that leads WordPress to it, and what a page
//! says of how to show it elsewhere.
//!
//! The other side of the protocol is WordPress's: it reads the address of the oEmbed file in the first
//! kilobytes of a page, keeps of its `html` a block quotation at the very beginning and the last frame,
//! hides the frame until it says its height with the secret that stands in its address, and lets it
//! neither store nor fetch nor open anything. So the page for frames is one file, and short: above 1,000
//! pixels WordPress cuts. What a page says to frames and what frames say to it is in `inline/embed.js`;
//! what sizes frames on other sites is `static/embed.js`.

mod policy;

pub use policy::policy;

use super::cards;
use super::facts;
use super::html::{self, escaped};
use super::view::{self, EquivalentView, LinkView};
use crate::lang::Lang;
use crate::page::PageKind;
use crate::site::{PageId, Site};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// How many characters of text a frame has room for: with a title above and a link below, less than
/// 1,000 pixels at the width of a phone. Where a table or a list stands below the text, half of it.
const ROOM: usize = 720;
/// How many pages of a section a frame names.
const LISTED: usize = 10;
/// The size of a frame that cannot say its own.
const WIDTH: u32 = 600;
/// As high as most units are at that width; what is higher scrolls.
const HEIGHT: u32 = 420;

/// The folder of the page for frames, below the page's address.
pub const FOLDER: &str = "embed/";
/// The oEmbed file, below the page's address.
pub const OEMBED: &str = "oembed.json";
/// The script that sizes frames on other sites: its address never changes.
pub const LOADER: &str = "embed.js";

/// A page for frames. In templates: `page`.
#[derive(Serialize)]
pub struct EmbedView {
    /// The language of the address.
    pub lang: String,
    /// The language of the text.
    pub text_lang: String,
    /// Whether the translation is missing and the text stands in another language.
    pub borrowed: bool,
    /// Whether the text is the authentic one.
    pub authentic: bool,
    /// The name of the kind.
    pub kind: &'static str,
    /// The title.
    pub title: String,
    /// The language of a title that is foreign in the page's language.
    pub title_lang: Option<String>,
    /// The address of the page, from here.
    pub url: &'static str,
    /// The address that search engines shall keep, absolute.
    pub canonical: String,
    /// The number of a document's chapter.
    pub number: Option<usize>,
    /// Of a competence.
    pub code: Option<String>,
    /// Of a criterion: what it is about.
    pub criterion_type: Option<&'static str>,
    /// Of a criterion: how strongly it is meant.
    pub requirement: Option<&'static str>,
    /// Of a term: abbreviations and the word in the other languages.
    pub term: Option<NamesView>,
    /// The description that the editor wrote, unless the text says the same.
    pub lede: Option<String>,
    /// The beginning of the text, as HTML.
    pub content: String,
    /// Of an entry of a comparison all its facts, of the section the comparison: an HTML table.
    pub facts: Option<String>,
    /// Of a section: its first pages.
    pub links: Vec<LinkView>,
    /// How many more there are.
    pub unlisted: usize,
    /// Whether the page says more than stands here.
    pub more: bool,
}

/// The names of a term.
#[derive(Serialize)]
pub struct NamesView {
    /// Abbreviations.
    pub abbreviations: Vec<String>,
    /// The word in the other languages.
    pub equivalents: Vec<EquivalentView>,
}

/// How to show a page elsewhere. In templates: `page.share`.
#[derive(Serialize)]
pub struct ShareView {
    /// The page's address, absolute.
    pub url: String,
    /// The address of its oEmbed file, absolute.
    pub oembed: String,
    /// What to paste into a page in HTML.
    pub snippet: String,
    /// The page about showing pages elsewhere, if there is one.
    pub help: Option<LinkView>,
    /// The picture that stands beside a link to the page.
    pub card: Option<ImageView>,
}

/// A picture.
#[derive(Serialize)]
pub struct ImageView {
    /// The address, absolute.
    pub url: String,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

/// The view of a page for frames.
pub fn embed(site: &Site, id: PageId) -> EmbedView {
    let tree = &site.tree;
    let index = tree.entry_index(id);
    let (entry, page) = (&tree.entries[index], tree.page(id));
    let meta = entry.meta();
    let mut children = entry.children.clone();
    if view::is_glossary(site, index) {
        let alphabet = &site.shared(page.lang).terms.position;
        children.sort_by_key(|child| alphabet.get(child));
    }
    let mark = page.lang.to_string();
    let facts = match entry.kind {
        PageKind::Country if !entry.is_section() => Some(framed(&facts::entry_table(site, id), "")),
        _ if !meta.columns.is_empty() => {
            html::comparison(site, id).map(|html| framed(&html, &mark))
        }
        _ => None,
    };
    let alone = children.is_empty() && facts.is_none();
    let opening = html::opening(site, id, if alone { ROOM } else { ROOM / 2 });
    // What is said twice is said once.
    let description = page.manuscript.front.description.as_ref();
    let lede = description.map(|text| text.value.clone()).filter(|text| {
        *text != view::definition(site, id) && !opening.html.contains(&escaped(text))
    });
    // The rows of a comparison, and what the text lists, are links already.
    if facts.is_some() || opening.html.contains("class=\"cards\"") {
        children.clear();
    }
    let named = children.len().min(LISTED);
    let links = children[..named]
        .iter()
        .map(|child| view::page_link(site, tree.page_in(*child, page.lang)))
        .collect();
    let term = (entry.kind == PageKind::Term && !entry.is_section()).then(|| NamesView {
        abbreviations: page.manuscript.front.short_forms(),
        equivalents: view::equivalents(site, index, page.lang),
    });
    let canonical = match page.is_borrowed() {
        true => tree.page(tree.page_in(index, page.text_lang)),
        false => page,
    };
    EmbedView {
        lang: page.lang.to_string(),
        text_lang: page.text_lang.to_string(),
        borrowed: page.is_borrowed(),
        authentic: page.text_lang == site.config.authentic(),
        kind: entry.kind.name(),
        title: page.title.clone(),
        title_lang: view::title_lang(site, id),
        url: "../",
        canonical: format!("{}{}", site.config.base_url, canonical.path),
        number: view::chapter_number(site, index),
        code: meta.code.as_ref().map(|code| code.value.clone()),
        criterion_type: meta.criterion.as_ref().map(|ty| ty.value.name()),
        requirement: meta.requirement.as_ref().map(|weight| weight.value.name()),
        term,
        lede,
        content: framed(&opening.html, &mark),
        more: !opening.whole || facts.is_some() || children.len() > named,
        facts,
        unlisted: children.len() - named,
        links,
    }
}

/// A page's HTML as it stands in a frame one folder below: addresses lead from there, links open in the
/// whole window, those to other sites are words (a frame in WordPress can lead to its own site alone), and
/// there are no pictures (a page for frames loads nothing). Footnotes, told apart by `mark`, stay inside.
fn framed(html: &str, mark: &str) -> String {
    let notes = [format!("#fn-{mark}-"), format!("#fnref-{mark}-")];
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    let mut rest = html;
    let mut bare = false;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        rest = &rest[end..];
        if tag == "</a>" && bare {
            bare = false;
        } else if let Some((before, address)) = tag
            .starts_with("<a ")
            .then(|| tag.split_once(" href=\""))
            .flatten()
        {
            if tag.contains("rel=\"external") {
                bare = true;
            } else if notes.iter().any(|note| address.starts_with(note)) {
                out.push_str(tag);
            } else {
                out.push_str(before);
                out.push_str(" target=\"_top\" href=\"../");
                out.push_str(address.strip_prefix("./").unwrap_or(address));
            }
        } else if !tag.starts_with("<img ") {
            out.push_str(tag);
        }
    }
    out.push_str(rest);
    out
}

/// The name of a page on another site: its title, and the site's.
fn full_title(site: &Site, id: PageId) -> String {
    let page = site.tree.page(id);
    let name = site.config.title.get(page.lang);
    if page.title == name {
        name.to_owned()
    } else {
        format!("{} – {name}", page.title)
    }
}

/// A text for the HTML of others. WordPress looks for ` src="…"` before it parses, so a title must not
/// have one.
fn guarded(text: &str) -> String {
    escaped(text).replace('=', "&#61;")
}

/// The oEmbed file of a page. `html` begins with `<blockquote>` and ends with an empty frame, or WordPress
/// would throw either away.
pub fn oembed(site: &Site, id: PageId) -> String {
    let tree = &site.tree;
    let page = tree.page(id);
    let base = &site.config.base_url;
    let url = format!("{base}{}", page.path);
    let (address, title) = (escaped(&url), guarded(&full_title(site, id)));
    let html = format!(
        "<blockquote><a href=\"{address}\">{title}</a></blockquote>\
         <iframe src=\"{address}{FOLDER}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" frameborder=\"0\" marginwidth=\"0\" marginheight=\"0\" title=\"{title}\"></iframe>"
    );
    let versions: Vec<Value> = tree
        .entry(id)
        .pages
        .iter()
        .map(|version| {
            json!({
                "lang": version.lang.code(),
                "title": version.title,
                "url": format!("{base}{}", version.path),
            })
        })
        .collect();
    let mut file = Map::new();
    let mut set = |key: &str, value: Value| file.insert(key.to_owned(), value);
    set("version", json!("1.0"));
    set("type", json!("rich"));
    set("title", json!(full_title(site, id)));
    set("provider_name", json!(site.config.title.get(page.lang)));
    set("provider_url", json!(base));
    set("cache_age", json!(86400));
    set("width", json!(WIDTH));
    set("height", json!(HEIGHT));
    set("html", json!(html));
    if let Some(card) = card(site, id) {
        set("thumbnail_url", json!(card.url));
        set("thumbnail_width", json!(card.width));
        set("thumbnail_height", json!(card.height));
    }
    // Ours: what “Embed this” offers when the reader chooses another page or language.
    set("carta_versions", json!(versions));
    format!("{}\n", Value::Object(file))
}

/// What other sites show for the site's own address: who pastes that means its first page.
pub fn first(site: &Site, lang: Lang) -> Option<ShareView> {
    let home = site.tree.find("index")?;
    share(site, site.tree.page_in(home, lang))
}

/// The picture that stands beside a link to a page.
fn card(site: &Site, id: PageId) -> Option<ImageView> {
    cards::DRAWN.then(|| {
        let card = cards::card(&site.config, &site.tree, cards::subject(&site.tree, id));
        ImageView {
            url: format!("{}{}", site.config.base_url, card.path),
            width: cards::WIDTH,
            height: cards::HEIGHT,
        }
    })
}

/// The HTML that shows a page elsewhere: a frame with a height of its own, the link that stays where
/// frames are stripped, the script that sizes the frame.
fn snippet(site: &Site, id: PageId) -> String {
    let base = escaped(&site.config.base_url);
    let path = escaped(&site.tree.page(id).path);
    let title = guarded(&full_title(site, id));
    let mut out = String::new();
    for part in [
        "<iframe data-carta src=\"",
        &base,
        &path,
        FOLDER,
        "\" title=\"",
        &title,
        &format!(
            "\" width=\"100%\" height=\"{HEIGHT}\" frameborder=\"0\" loading=\"lazy\"></iframe>\n<p><a href=\""
        ),
        &base,
        &path,
        "\">",
        &title,
        "</a></p>\n<script async src=\"",
        &base,
        LOADER,
        "\"></script>",
    ] {
        out.push_str(part);
    }
    out
}

/// How to show a page elsewhere, if the site wants to be shown.
pub fn share(site: &Site, id: PageId) -> Option<ShareView> {
    if !site.config.embeds {
        return None;
    }
    let tree = &site.tree;
    let page = tree.page(id);
    let url = format!("{}{}", site.config.base_url, page.path);
    let help = tree
        .find("about/embedding")
        .or_else(|| tree.find("embedding"))
        .map(|entry| view::page_link(site, tree.page_in(entry, page.lang)));
    Some(ShareView {
        oembed: format!("{url}{OEMBED}"),
        url,
        snippet: snippet(site, id),
        help,
        card: card(site, id),
    })
}
