//! The pictures and tables of the real content: they hold no number of their own, and what they draw
//! agrees with what the pages say.

use carta::doc::{Block, BlockKind, Shape};
use carta::edge::load::load;
use carta::memo::Memo;
use carta::page::{Column, ColumnType, FactValue};
use carta::region::Region;
use carta::resolve::cite;
use carta::site::Site;
use carta::source::Options;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = load(root, Options::default()).expect("the repository holds a site");
    carta::compile(&sources, &mut Memo::default()).0
});

fn number(name: &str) -> u32 {
    let (_, fact, _) = cite::fact(&SITE.tree, name).expect("a fact of the content");
    match &fact.value {
        FactValue::Number(number) => number.parse().expect("a whole number"),
        _ => panic!("{name} is no number"),
    }
}

/// What a view shows comes out of facts. A digit in its caption would be a second copy of one.
#[test]
fn no_view_holds_a_number() {
    let mut found = Vec::new();
    let mut views = 0;
    for page in SITE.tree.entries.iter().flat_map(|entry| &entry.pages) {
        cite::each_block(&page.manuscript.doc.blocks, &mut |block: &Block| {
            if let BlockKind::Fence(fence) = &block.kind {
                views += 1;
                let caption = fence.caption.as_deref().unwrap_or_default();
                if caption.contains(|c: char| c.is_ascii_digit()) {
                    found.push(format!("{}: {caption}", page.manuscript.file));
                }
            }
        });
    }
    assert!(views > 20, "the content has views: {views}");
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_conference_adds_up() {
    let roles = ["users", "family", "professionals"];
    let sum: u32 = roles
        .iter()
        .map(|role| number(&format!("consensus/introduction.{role}")))
        .sum();
    assert_eq!(sum, number("countries/italy.participants"));
}

/// The map of places and the lists below it name the same regions.
#[test]
fn the_map_and_the_lists_name_the_same_regions() {
    let index = SITE.tree.find("experiences/places").expect("a page");
    let entry = &SITE.tree.entries[index];
    let columns: &[Column] = cite::columns(&SITE.tree, index);
    assert!(columns.iter().any(|column| column.ty == ColumnType::Region));
    let drawn: BTreeSet<&str> = entry
        .meta()
        .facts
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Text(text) => Region::find(text.get(carta::lang::Lang::IT)),
            _ => None,
        })
        .map(|region| region.id)
        .collect();
    for page in SITE
        .tree
        .pages()
        .filter(|page| SITE.tree.entry_index(*page) == index)
    {
        let doc = &SITE.tree.page(page).manuscript.doc;
        let headings =
            (0..doc.units.len()).filter(|unit| matches!(doc.units[*unit].shape, Shape::Heading(_)));
        let listed: BTreeSet<&str> = headings
            .filter_map(|unit| Region::find(SITE.unit_id(page, unit as u32)))
            .map(|region| region.id)
            .collect();
        assert_eq!(drawn, listed);
    }
}

/// The tiles have a place each.
#[test]
fn no_two_regions_share_a_tile() {
    use carta::region::{COLUMNS, REGIONS, ROWS};
    let places: BTreeSet<(u8, u8)> = REGIONS.iter().map(|r| (r.column, r.row)).collect();
    assert_eq!(places.len(), 20);
    assert!(
        places
            .iter()
            .all(|(column, row)| *column < COLUMNS && *row < ROWS)
    );
    let codes: BTreeSet<&str> = REGIONS.iter().map(|region| region.code).collect();
    assert_eq!(codes.len(), 20);
}
