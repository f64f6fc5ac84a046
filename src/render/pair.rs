//! Two languages side by side: the view of a page whose rows are the blocks of both, aligned by id, the
//! authentic text first. A block that one language lacks leaves its cell with a notice.

use super::html::{self, Cell};
use super::theme::Shared;
use super::view::{self, PageView, SwitchView};
use crate::doc::Shape;
use crate::page::PageKind;
use crate::site::{PageId, Site};
use serde::Serialize;

/// A page in two languages. In templates: `pair`.
#[derive(Serialize)]
pub struct PairView {
    /// What every page has. In templates: `page`.
    #[serde(skip)]
    pub page: PageView,
    /// The two pages: language, title, address.
    pub sides: Vec<SideView>,
    /// Whether the translation is missing altogether.
    pub borrowed: bool,
    /// The blocks.
    pub rows: Vec<RowView>,
}

/// One of the two pages.
#[derive(Serialize)]
pub struct SideView {
    /// Its language.
    pub lang: String,
    /// The language's name in itself.
    pub name: String,
    /// The title.
    pub title: String,
    /// The address from the site's root.
    pub url: String,
    /// Whether it is the authentic text.
    pub authentic: bool,
}

/// A block in both languages.
#[derive(Serialize)]
pub struct RowView {
    /// The id that it has in both.
    pub id: String,
    /// Ids that it had before.
    pub was: Vec<String>,
    /// What it is: `heading`, `paragraph`, `item` …
    pub shape: &'static str,
    /// Of an item how many lists it stands in, of a heading its level; else 0.
    pub level: u8,
    /// The words of the last heading, for the row's name.
    pub section: String,
    /// Its number on the page.
    pub number: usize,
    /// The number that a document's paragraph has in each language by itself.
    pub paragraph: Option<usize>,
    /// The authentic text, then the translation.
    pub cells: Vec<CellView>,
}

/// A block in one language.
#[derive(Serialize)]
pub struct CellView {
    /// The language of what stands in it.
    pub lang: String,
    /// The text as HTML; nothing where the language lacks the block.
    pub html: Option<String>,
    /// What stands in its place, in its language.
    pub notice: String,
}

/// The pairs that a page belongs to: of a translation its own, of the authentic text all.
pub fn links(site: &Site, id: PageId, shared: &Shared) -> Vec<SwitchView> {
    let tree = &site.tree;
    let index = tree.entry_index(id);
    let authentic = tree.languages[0];
    let own = tree.page(id).lang;
    tree.languages[1..]
        .iter()
        .filter(|lang| own == authentic || own == **lang)
        .filter_map(|lang| {
            let names = [
                &shared.language_names[&authentic],
                &shared.language_names[lang],
            ];
            Some(SwitchView {
                lang: format!("{authentic}-{lang}"),
                name: format!("{} / {}", names[0], names[1]),
                url: tree.pair_path(tree.page_in(index, *lang))?,
                current: false,
            })
        })
        .collect()
}

/// The view of a translation (`id`) beside the authentic text.
pub fn pair(site: &Site, id: PageId, shared: &Shared) -> PairView {
    let tree = &site.tree;
    let index = tree.entry_index(id);
    let lead_id = tree.page_in(index, tree.languages[0]);
    let (lead, page) = (tree.page(lead_id), tree.page(id));
    let url = tree.pair_path(id).unwrap_or_default();
    let root = super::theme::relative_root(&url);
    let mut cited = Vec::new();
    // A page that stands in for a missing one is not shown twice.
    let has = |page: &crate::site::Page| !page.is_borrowed();
    let mut cells = |id: PageId, there: bool| {
        if there {
            html::cells(site, id, &root, &mut cited)
        } else {
            Vec::new()
        }
    };
    let (left, right) = (cells(lead_id, has(lead)), cells(id, has(page)));
    let rows = rows(site, lead_id, left, id, right);
    let side = |id: PageId| {
        let page = tree.page(id);
        SideView {
            lang: page.lang.to_string(),
            name: shared.language_names[&page.lang].clone(),
            title: page.title.clone(),
            url: page.path.clone(),
            authentic: page.lang == tree.languages[0],
        }
    };
    let mut view = view::bare(site, lead_id, shared, cited);
    view.canonical = format!("{}{url}", site.config.base_url);
    view.pairs
        .iter_mut()
        .for_each(|pair| pair.current = pair.url == url);
    view.switch
        .iter_mut()
        .for_each(|version| version.current = false);
    view.alternates = [lead, page]
        .into_iter()
        .filter(|page| has(page))
        .map(|page| SwitchView {
            lang: page.lang.to_string(),
            name: shared.language_names[&page.lang].clone(),
            url: format!("{}{}", site.config.base_url, page.path),
            current: false,
        })
        .collect();
    view.url = url;
    PairView {
        page: view,
        sides: vec![side(lead_id), side(id)],
        borrowed: !has(page),
        rows,
    }
}

/// One row for each block of the authentic text, in its order; what only the translation has comes
/// behind the block that it follows there.
fn rows(
    site: &Site,
    lead: PageId,
    left: Vec<Cell>,
    page: PageId,
    right: Vec<Cell>,
) -> Vec<RowView> {
    let tree = &site.tree;
    let twins = &site.identity[page.0 as usize].twins;
    let mut of_twin: Vec<Vec<Cell>> = Vec::new();
    let lead_units = tree.page(lead).manuscript.doc.units.len();
    of_twin.resize_with(lead_units + 1, Vec::new);
    let mut after = 0;
    for cell in right {
        if let Some(twin) = twins[cell.unit as usize] {
            after = twin as usize + 1;
        }
        of_twin[after].push(cell);
    }
    let mut rows = Rows {
        site,
        lead,
        page,
        section: tree.page(lead).title.clone(),
        paragraphs: (tree.entry(lead).kind == PageKind::Document).then_some(0),
        rows: Vec::new(),
    };
    let is_twin = |cell: &Cell, unit: u32| twins[cell.unit as usize] == Some(unit);
    let first = std::mem::take(&mut of_twin[0]);
    first
        .into_iter()
        .for_each(|cell| rows.push(None, Some(cell)));
    for cell in left {
        let unit = cell.unit;
        let mut cell = Some(cell);
        let others = std::mem::take(&mut of_twin[unit as usize + 1]);
        if !others.iter().any(|other| is_twin(other, unit)) {
            rows.push(cell.take(), None);
        }
        for other in others {
            let own = if is_twin(&other, unit) {
                cell.take()
            } else {
                None
            };
            rows.push(own, Some(other));
        }
    }
    // Only a page without an authentic text comes here.
    let rest = of_twin.into_iter().flatten();
    rest.for_each(|cell| rows.push(None, Some(cell)));
    rows.rows
}

struct Rows<'a> {
    site: &'a Site,
    lead: PageId,
    page: PageId,
    section: String,
    /// How many paragraphs there were, where they have numbers.
    paragraphs: Option<usize>,
    rows: Vec<RowView>,
}

impl Rows<'_> {
    fn push(&mut self, left: Option<Cell>, right: Option<Cell>) {
        let (id, cell) = match (&left, &right) {
            (Some(cell), _) => (self.lead, cell),
            (None, Some(cell)) => (self.page, cell),
            (None, None) => return,
        };
        let (unit, id) = (cell.unit, id);
        let in_lead = left.is_some();
        let tree = &self.site.tree;
        let this = &tree.page(id).manuscript.doc.units[unit as usize];
        if let Shape::Heading(_) = this.shape {
            self.section = this.title.to_string();
        }
        let cells = [(self.lead, left), (self.page, right)];
        let lang = |page: PageId| tree.page(page).lang;
        let cells = cells
            .into_iter()
            .map(|(page, cell)| CellView {
                lang: lang(page).to_string(),
                html: cell.map(|cell| cell.html),
                notice: self.site.strings.text(lang(page), "pair-missing", &[]),
            })
            .collect();
        let level = match this.shape {
            Shape::Heading(level) => level.max(2),
            Shape::Item(depth) => depth,
            _ => 0,
        };
        // What only the translation has would move the numbers of all that follows.
        if let (Shape::Paragraph, Some(count), true) = (this.shape, &mut self.paragraphs, in_lead) {
            *count += 1;
        }
        let is_numbered = in_lead && matches!(this.shape, Shape::Paragraph);
        self.rows.push(RowView {
            id: self.site.unit_id(id, unit).to_string(),
            was: self
                .site
                .redirects
                .of(id, Some(unit))
                .iter()
                .map(|id| id.to_string())
                .collect(),
            shape: this.shape.name(),
            level,
            section: self.section.clone(),
            number: self.rows.len() + 1,
            paragraph: self.paragraphs.filter(|_| is_numbered),
            cells,
        });
    }
}

/// A stale block in a page's list of them. In templates: `page.stale`.
#[derive(Serialize)]
pub struct StaleView {
    /// Its id on the page; empty for the page as a whole.
    pub id: String,
    /// The first words of the translation.
    pub words: String,
}

/// The stale blocks of a page.
pub fn stale(site: &Site, id: PageId) -> Vec<StaleView> {
    let lang = site.tree.page(id).lang;
    let freshness = &site.freshness[id.0 as usize];
    freshness
        .stale()
        .map(|pair| match pair.unit {
            Some(_) => StaleView {
                id: pair.name.to_string(),
                words: view::shorten(freshness.translation(pair), 60),
            },
            None => {
                let name = pair.name.trim_start_matches(':');
                let name = name.split('-').next().unwrap_or(name);
                StaleView {
                    id: String::new(),
                    words: site.strings.text(lang, &format!("stale-{name}"), &[]),
                }
            }
        })
        .collect()
}
