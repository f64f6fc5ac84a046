//! The document tree: what a Markdown source says, with the place of every node.
//!
//! The tree is a value and is never rewritten. What later stages find out (where a link leads, which
//! words are glossary terms, which id a block has) lives beside it, keyed by the numbers that the
//! parser gives out in reading order: units, links and texts.

mod text;

pub use text::Text;

use crate::diag::{Span, Spanned};
use crate::lang::Lang;

/// A parsed Markdown body.
#[derive(Clone, Debug, Default)]
pub struct Doc {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The footnotes, in the order of their definitions.
    pub footnotes: Vec<Footnote>,
    /// The addressable blocks, in reading order. [`Block::unit`] and [`Item::unit`] index it.
    pub units: Vec<Unit>,
    /// What the links and images ask for. [`Kind::Link`] and [`Kind::Image`] index it.
    pub links: Vec<LinkRef>,
    /// How many texts there are: text numbers are below this.
    pub texts: u32,
    /// Where the text says that a rule of style does not hold: `{lint-allow: RULE, reason}`.
    pub allowances: Vec<Allowance>,
}

/// A rule of style that an editor set aside, for one block or for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The rule, and its place.
    pub rule: Spanned<String>,
    /// Why; must not be empty.
    pub reason: String,
}

/// A footnote's definition.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// The label between `[^` and `]`.
    pub label: String,
    /// Where the definition stands.
    pub span: Span,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Where it stands in the file.
    pub span: Span,
    /// Its number among the addressable blocks, if it is one.
    pub unit: Option<u32>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list: its first number if it is numbered, whether its items are single lines, its items.
    List(Option<u32>, bool, Vec<Item>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A callout.
    Callout(Callout, Vec<Block>),
    /// A table. Boxed, as a view is: blocks are many, and tables and views are few.
    Table(Box<Table>),
    /// Terms and their descriptions.
    Definitions(Vec<Definition>),
    /// Code, and its language.
    Code(Box<str>, Box<str>),
    /// A structured view.
    Fence(Box<Fence>),
    /// A thematic break.
    Rule,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// How each column is aligned.
    pub aligns: Vec<Align>,
    /// The header's cells.
    pub head: Vec<Vec<Inline>>,
    /// The cells of each row.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it stands.
    pub span: Span,
    /// Its number among the addressable blocks, unless it stands inside another one.
    pub unit: Option<u32>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A term and its descriptions.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Each description.
    pub details: Vec<Vec<Block>>,
}

/// The five kinds of callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    /// `> [!NOTE]`
    Note,
    /// `> [!TIP]`
    Tip,
    /// `> [!IMPORTANT]`
    Important,
    /// `> [!WARNING]`
    Warning,
    /// `> [!CAUTION]`
    Caution,
}

impl Callout {
    /// The name, as in classes and Fluent keys.
    pub fn name(self) -> &'static str {
        match self {
            Callout::Note => "note",
            Callout::Tip => "tip",
            Callout::Important => "important",
            Callout::Warning => "warning",
            Callout::Caution => "caution",
        }
    }
}

/// The alignment of a table's column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As the text runs.
    Start,
    /// In the middle.
    Center,
    /// At the end, as numbers are.
    End,
}

/// A run of text or a mark-up of it.
#[derive(Clone, Debug)]
pub struct Inline {
    /// Where it stands in the file.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What an inline is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Text.
    Text(Text),
    /// A line break that is meant.
    Break,
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link: its number, and its words (none for a wikilink without words of its own).
    Link(u32, Vec<Inline>),
    /// An image: its number and its text alternative.
    Image(u32, Vec<Inline>),
    /// A reference to a footnote, by label.
    Footnote(String),
    /// One or more citations: `[@id, p. 12; @other]`.
    Cite(Vec<Citation>),
    /// Words in another language: `[mot]{lang=fr}`.
    Foreign(Lang, Vec<Inline>),
    /// Words that are not to become glossary links: `[pari]{nolink}`.
    NoLink(Vec<Inline>),
    /// A fact from the data: `{fact:countries/usa.workforce}`.
    Fact(Spanned<String>),
}

/// One citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The bibliography id, and its place.
    pub id: Spanned<String>,
    /// What stands after the comma, such as `p. 12`.
    pub locator: Option<String>,
}

/// What a link asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRef {
    /// How it was written.
    pub form: LinkForm,
    /// The address, as it was written.
    pub dest: String,
    /// Where the whole link stands.
    pub span: Span,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkForm {
    /// `[words](address)`.
    Markdown,
    /// `[[key]]`.
    Wiki,
    /// `![words](address)`.
    Image,
}

/// What a structured view's block is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceKind {
    /// A table of a section's entries and their facts.
    Comparison,
    /// A picture of numbers.
    Chart,
    /// Entries by year.
    Timeline,
    /// Links to pages.
    List,
}

impl FenceKind {
    /// All of them.
    pub const ALL: [FenceKind; 4] = [
        FenceKind::Comparison,
        FenceKind::Chart,
        FenceKind::Timeline,
        FenceKind::List,
    ];

    /// The word after the three backticks.
    pub fn name(self) -> &'static str {
        match self {
            FenceKind::Comparison => "comparison",
            FenceKind::Chart => "chart",
            FenceKind::Timeline => "timeline",
            FenceKind::List => "list",
        }
    }
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartType {
    /// Bars to one scale that starts at nothing.
    Bar,
    /// Dots on a line: several of one entry stand on the same line.
    Dot,
    /// Numbers of different kinds, large, each with what it counts.
    Figures,
    /// By year.
    Timeline,
    /// A tile for each region of Italy.
    Tiles,
}

impl ChartType {
    /// All of them.
    pub const ALL: [ChartType; 5] = [
        ChartType::Bar,
        ChartType::Dot,
        ChartType::Figures,
        ChartType::Timeline,
        ChartType::Tiles,
    ];

    /// The name in a view.
    pub fn name(self) -> &'static str {
        match self {
            ChartType::Bar => "bar",
            ChartType::Dot => "dot",
            ChartType::Figures => "figures",
            ChartType::Timeline => "timeline",
            ChartType::Tiles => "tiles",
        }
    }
}

/// A fact that a chart shows by its name: `countries/italy.regions`.
#[derive(Clone, Debug)]
pub struct FactName {
    /// The name.
    pub name: Spanned<String>,
    /// What it counts, if the column's label does not say it well enough here.
    pub label: Option<String>,
}

/// A structured view: a fenced block with a YAML body.
#[derive(Clone, Debug)]
pub struct Fence {
    /// Which view.
    pub kind: FenceKind,
    /// The section it draws on, or `bibliography`.
    pub of: Option<Spanned<String>>,
    /// `group` or `type` of the entries to show, where only some are meant.
    pub filter: Option<Spanned<String>>,
    /// The columns to show; none for all.
    pub columns: Vec<Spanned<String>>,
    /// The entries to show; none for all.
    pub entries: Vec<Spanned<String>>,
    /// What stands above the table or picture.
    pub caption: Option<String>,
    /// Of a chart or a timeline: how it is drawn.
    pub chart: ChartType,
    /// Of a chart: the facts to show, where they are named one by one.
    pub facts: Vec<FactName>,
}

/// A block that has an address of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it is: two languages are compared by this.
    pub shape: Shape,
    /// Where it stands.
    pub span: Span,
    /// What was noted behind its words; of most units nothing.
    pub noted: Option<Box<Noted>>,
    /// The words of a heading; of other units nothing, they are read when needed.
    pub title: Box<str>,
}

/// What stands behind a block's words and is not part of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// The id that was written: `{#id}` or `^id`.
    pub id: Option<Spanned<String>>,
    /// Ids that it had before: `%%was: old-id%%`.
    pub was: Vec<Spanned<String>>,
    /// What stands in this language only, and is meant to: `%%intended: 2014%%`; `*` for anything.
    pub intended: Vec<Spanned<String>>,
}

impl Noted {
    /// Whether nothing stood there.
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.was.is_empty() && self.intended.is_empty()
    }
}

impl Unit {
    /// The id that was written.
    pub fn id(&self) -> Option<&Spanned<String>> {
        self.noted.as_ref()?.id.as_ref()
    }

    /// Ids that it had before.
    pub fn was(&self) -> &[Spanned<String>] {
        self.noted.as_ref().map_or(&[], |noted| &noted.was)
    }

    /// What stands in this language only, and is meant to.
    pub fn intended(&self) -> &[Spanned<String>] {
        self.noted.as_ref().map_or(&[], |noted| &noted.intended)
    }
}

/// The shape of an addressable block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// A heading and its level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list, and how many lists it stands in.
    Item(u8),
    /// A quotation or callout.
    Quote,
    /// A table with so many columns and rows.
    Table(u16, u16),
    /// Terms and descriptions.
    Definitions,
    /// Code.
    Code,
    /// A structured view.
    Fence,
}

impl Shape {
    /// The name, as in Fluent messages.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Heading(_) => "heading",
            Shape::Paragraph => "paragraph",
            Shape::Item(_) => "item",
            Shape::Quote => "quote",
            Shape::Table(..) => "table",
            Shape::Definitions => "definitions",
            Shape::Code => "code",
            Shape::Fence => "view",
        }
    }
}

/// The words of some inlines, without mark-up.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            Kind::Text(text) => out.push_str(text.as_str()),
            Kind::Code(code) => out.push_str(code),
            Kind::Break => out.push(' '),
            Kind::Emphasis(inner)
            | Kind::Strong(inner)
            | Kind::Strike(inner)
            | Kind::Link(_, inner)
            | Kind::Image(_, inner)
            | Kind::Foreign(_, inner)
            | Kind::NoLink(inner) => push_plain(inner, out),
            Kind::Footnote(_) | Kind::Cite(_) | Kind::Fact(_) => {}
        }
    }
}
