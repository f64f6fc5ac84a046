//! What other sites get of the real content: how soon they find it, how large it is, what it is made of.

mod shared;

use carta::artifact::Artifact;
use carta::edge::load;
use carta::memo::Memo;
use carta::page::PageKind;
use carta::render::{cards, render};
use carta::site::Site;
use carta::source::{Options, Source};
use serde_json::Value;
use shared::html::tags;
use std::path::Path;

fn real_site() -> Site {
    let sources = load::load(Path::new(env!("CARGO_MANIFEST_DIR")), Options::default())
        .expect("the repository");
    carta::compile(&sources, &mut Memo::default()).0
}

fn text(site: &Site, path: &str) -> String {
    let artifact = site.artifact(path).unwrap_or_else(|| panic!("{path}"));
    String::from_utf8(render(site, artifact).expect("a good theme")).expect("UTF-8")
}

#[test]
fn every_page_leads_wordpress_to_its_frame_within_its_first_kilobyte() {
    let site = real_site();
    let base = &site.config.base_url;
    for id in site.tree.pages() {
        let path = &site.tree.page(id).path;
        let page = text(&site, &format!("{path}index.html"));
        let link = format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{base}{path}oembed.json\">"
        );
        let at = page.find(&link).unwrap_or_else(|| panic!("{path}"));
        assert!(at < 1024, "{path}: {at}");

        let oembed: Value =
            serde_json::from_str(&text(&site, &format!("{path}oembed.json"))).expect("JSON");
        let html = oembed["html"].as_str().expect("html");
        assert!(html.starts_with("<blockquote><a href=\""), "{path}");
        assert!(html.ends_with("\"></iframe>"), "{path}");
        assert!(html.contains(&format!("<iframe src=\"{base}{path}embed/\"")));
        let thumbnail = oembed["thumbnail_url"].as_str();
        assert_eq!(thumbnail.is_some(), cards::DRAWN, "{path}");
        if let Some(thumbnail) = thumbnail {
            let card = thumbnail.strip_prefix(base.as_str()).expect("of this site");
            assert!(site.artifact(card).is_some(), "{card}");
        }
    }
}

#[test]
fn a_page_for_frames_is_whole_in_itself_and_short() {
    let site = real_site();
    for id in site.tree.pages() {
        let path = format!("{}embed/index.html", site.tree.page(id).path);
        let html = text(&site, &path);
        // A comparison is one table; all else is an excerpt.
        let table = site.tree.entry(id).kind == PageKind::Country
            || !site.tree.entry(id).meta().columns.is_empty();
        let most = if table { 40_000 } else { 16_000 };
        assert!(html.len() < most, "{path}: {} bytes", html.len());
        let text = html.split("<main>").nth(1).expect("a main part");
        let words = text.split("<footer>").next().unwrap_or_default();
        assert!(words.contains("<h1") && words.len() > 100, "{path}");
        for tag in tags(&html) {
            assert!(tag.get("src").is_none(), "{path} loads something");
            assert!(tag.name != "link" || tag.get("rel") != Some("stylesheet"));
            let Some(href) = tag.get("href").filter(|_| tag.name == "a") else {
                continue;
            };
            let inside = href.starts_with("#fn");
            let top = tag.get("target") == Some("_top") && href.starts_with("../");
            assert!(inside || top, "{path}: {href}");
        }
    }
}

#[cfg(feature = "cards")]
#[test]
fn a_card_is_the_same_picture_each_time_and_small() {
    let site = real_site();
    let drawn: Vec<(&str, &Artifact)> = site
        .artifacts()
        .filter(|(_, artifact)| matches!(artifact, Artifact::Card(_)))
        .collect();
    // One for each section of the top level, and one for the first page, in each language.
    let home = &site.tree.entries[site.tree.find("index").expect("a first page")];
    let sections = home.children.iter();
    let sections = sections.filter(|entry| site.tree.entries[**entry].is_section());
    assert_eq!(drawn.len(), (sections.count() + 1) * 2);
    for (path, artifact) in drawn {
        let bytes = render(&site, artifact).expect("a picture");
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{path}");
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four"));
        assert_eq!((number(16), number(20)), (cards::WIDTH, cards::HEIGHT));
        assert!(bytes.len() < 40_000, "{path}: {}", bytes.len());
        assert_eq!(render(&site, artifact).expect("a picture"), bytes);
    }
}

#[cfg(feature = "cards")]
#[test]
fn a_card_breaks_its_title_and_never_loses_words_on_the_right() {
    let title =
        "Accompagnamento, comunicazione e rappresentanza nei dipartimenti di salute mentale";
    let mut sources = carta::source::Sources::built_in();
    sources.insert(Source::text(
        "content/site.yaml",
        "title: Prova\nbase_url: https://example.org/\nlanguages: [it]\n",
    ));
    sources.insert(Source::text(
        "content/index.it.md",
        "---\ntitle: Prova\n---\n",
    ));
    sources.insert(Source::text(
        "content/lunga/index.it.md",
        &format!("---\ntitle: {title}\nslug: lunga\n---\n"),
    ));
    let (site, problems) = carta::compile(&sources, &mut Memo::default());
    assert_eq!(problems, []);
    let page = site.tree.page_in(
        site.tree.find("lunga").expect("the section"),
        site.config.authentic(),
    );
    let card = cards::card(&site.config, &site.tree, page);
    let lines: Vec<&str> = card
        .drawing
        .split("font-weight=\"700\">")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    assert_eq!(lines.join(" "), title);
    assert!(lines.len() > 1);
    // Below the bands the margins are paper, and between them stand words.
    let png = cards::picture(&card);
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("pixels");
    let width = cards::WIDTH as usize;
    let paper = pixels[30 * width];
    let rows: Vec<&[u8]> = pixels.chunks(width).skip(30).collect();
    let is_paper = |part: &[u8]| part.iter().all(|pixel| *pixel == paper);
    assert!(rows.iter().all(|row| is_paper(&row[width - 80..])));
    assert!(rows.iter().all(|row| is_paper(&row[..80])));
    assert!(rows.iter().filter(|row| !is_paper(row)).count() > 200);
}
