//! Pages as their editors wrote them: one file per page and language, front matter and body.
//!
//! [`Manuscript`] is what one file says. What a page is once its two languages have met (inherited
//! fields, addresses, ids) is in [`crate::site`].

use crate::diag::{Diagnostic, Span, Spanned};
use crate::doc::{Allowance, Doc};
use crate::lang::{Lang, Localized};
use crate::source::Hash;
use std::sync::Arc;

/// What kind of page it is: its fields, its template, its place in the outputs for machines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    /// A page of prose.
    #[default]
    Page,
    /// A chapter of a document with numbered sections and paragraphs.
    Document,
    /// An entry of the glossary.
    Term,
    /// A competence.
    Competence,
    /// A criterion of selection.
    Criterion,
    /// An entry of a comparison.
    Country,
}

impl PageKind {
    /// All kinds.
    pub const ALL: [PageKind; 6] = [
        PageKind::Page,
        PageKind::Document,
        PageKind::Term,
        PageKind::Competence,
        PageKind::Criterion,
        PageKind::Country,
    ];

    /// The name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            PageKind::Page => "page",
            PageKind::Document => "document",
            PageKind::Term => "term",
            PageKind::Competence => "competence",
            PageKind::Criterion => "criterion",
            PageKind::Country => "country",
        }
    }

    /// The kind with this name.
    pub fn parse(name: &str) -> Option<PageKind> {
        PageKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Who may set a field of the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Each language sets its own: titles, slugs, forms of a word.
    Text,
    /// The authentic language sets it for all: a number is written once.
    Neutral,
}

/// A field of the front matter. [`FIELDS`] is the one list that the parser, the check of keys per
/// kind, `carta schema` and the inheritance of translations go by.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// Who may set it.
    pub scope: Scope,
    /// The kinds it belongs to; none for all.
    pub kinds: &'static [PageKind],
    /// Its type, as the name of a JSON Schema that `carta schema` knows.
    pub schema: &'static str,
}

const fn field(
    name: &'static str,
    scope: Scope,
    kinds: &'static [PageKind],
    schema: &'static str,
) -> Field {
    Field {
        name,
        scope,
        kinds,
        schema,
    }
}

const TERM: &[PageKind] = &[PageKind::Term];
const COMPETENCE: &[PageKind] = &[PageKind::Competence];
const CRITERION: &[PageKind] = &[PageKind::Criterion];
/// A page of prose may hold facts under columns of its own: what it counts is then written once.
const FACTS: &[PageKind] = &[PageKind::Country, PageKind::Page, PageKind::Document];

/// All fields of the front matter.
pub const FIELDS: &[Field] = &[
    field("title", Scope::Text, &[], "text"),
    field("slug", Scope::Text, &[], "slug"),
    field("description", Scope::Text, &[], "text"),
    field("aliases", Scope::Text, &[], "texts"),
    field("lint_allow", Scope::Text, &[], "allowances"),
    field("intended", Scope::Text, &[], "texts"),
    field("was", Scope::Neutral, &[], "texts"),
    field("order", Scope::Neutral, &[], "integer"),
    field("draft", Scope::Neutral, &[], "boolean"),
    field("updated", Scope::Text, &[], "date"),
    field("sources", Scope::Neutral, &[], "texts"),
    field("kind", Scope::Neutral, &[], "kind"),
    field("children", Scope::Neutral, &[], "kind"),
    field("columns", Scope::Neutral, &[], "columns"),
    field("abbreviations", Scope::Text, TERM, "texts"),
    field("forms", Scope::Text, TERM, "texts"),
    field("avoid", Scope::Text, TERM, "avoid"),
    field("autolink", Scope::Text, TERM, "boolean"),
    field("foreign", Scope::Text, TERM, "language"),
    field("related", Scope::Neutral, TERM, "texts"),
    field("broader", Scope::Neutral, TERM, "text"),
    field("code", Scope::Neutral, COMPETENCE, "text"),
    field("group", Scope::Neutral, COMPETENCE, "text"),
    field("maps_to", Scope::Neutral, COMPETENCE, "mappings"),
    field("type", Scope::Neutral, CRITERION, "criterion-type"),
    field("requirement", Scope::Neutral, CRITERION, "requirement"),
    field("facts", Scope::Neutral, FACTS, "facts"),
];

/// What a criterion of selection is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CriterionType {
    /// What must be there before.
    Prerequisite,
    /// What the candidate is like.
    Characteristic,
    /// What selection strengthens.
    Aspect,
    /// Where candidates come from.
    CandidacySource,
    /// How it is done.
    Procedure,
    /// What is not asked for.
    NotRequired,
}

impl CriterionType {
    /// All types, in the order of a list.
    pub const ALL: [CriterionType; 6] = [
        CriterionType::Prerequisite,
        CriterionType::Characteristic,
        CriterionType::Aspect,
        CriterionType::CandidacySource,
        CriterionType::Procedure,
        CriterionType::NotRequired,
    ];

    /// The name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            CriterionType::Prerequisite => "prerequisite",
            CriterionType::Characteristic => "characteristic",
            CriterionType::Aspect => "aspect",
            CriterionType::CandidacySource => "candidacy-source",
            CriterionType::Procedure => "procedure",
            CriterionType::NotRequired => "not-required",
        }
    }
}

/// How strongly a criterion is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Requirement {
    /// It must hold.
    Must,
    /// It should hold.
    Should,
    /// It is a merit.
    Value,
    /// It is not asked for.
    NotRequired,
}

impl Requirement {
    /// All of them.
    pub const ALL: [Requirement; 4] = [
        Requirement::Must,
        Requirement::Should,
        Requirement::Value,
        Requirement::NotRequired,
    ];

    /// The name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Requirement::Must => "must",
            Requirement::Should => "should",
            Requirement::Value => "value",
            Requirement::NotRequired => "not-required",
        }
    }
}

/// The front matter of one file.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The keys that stand in it, and their places.
    pub keys: Vec<Spanned<String>>,
    /// The title: the heading of level 1.
    pub title: Option<Spanned<String>>,
    /// The last part of the address.
    pub slug: Option<Spanned<String>>,
    /// One sentence for lists and search engines.
    pub description: Option<Spanned<String>>,
    /// Rules of style that do not hold on this page, and why.
    pub lint_allow: Vec<Allowance>,
    /// The place among its neighbours.
    pub order: Option<Spanned<i64>>,
    /// Not published yet.
    pub draft: Option<Spanned<bool>>,
    /// The day of the last change that is news, `YYYY-MM-DD`.
    pub updated: Option<Spanned<String>>,
    /// Old addresses, from the site's root.
    pub aliases: Vec<Spanned<String>>,
    /// Ids of blocks that are gone, and keys that this page had before.
    pub was: Vec<Spanned<String>>,
    /// What stands in this language only, and is meant to.
    pub intended: Vec<Spanned<String>>,
    /// Bibliography ids.
    pub sources: Vec<Spanned<String>>,
    /// The kind of the page.
    pub kind: Option<Spanned<PageKind>>,
    /// Of a section's index: the kind of its pages.
    pub children: Option<Spanned<PageKind>>,
    /// Of a section's index: the columns of its comparison. Of another page: those of its own facts.
    pub columns: Vec<Column>,
    /// Short forms that stand for the term; capitals count.
    pub abbreviations: Vec<Spanned<String>>,
    /// Inflected forms and variants, as brace patterns.
    pub forms: Vec<Spanned<String>>,
    /// Forms to shun.
    pub avoid: Vec<Avoid>,
    /// Other terms.
    pub related: Vec<Spanned<String>>,
    /// The wider term.
    pub broader: Option<Spanned<String>>,
    /// Whether words of the text become links to this term.
    pub autolink: Option<Spanned<bool>>,
    /// The language of a headword that is foreign in this file's language.
    pub foreign: Option<Spanned<Lang>>,
    /// The code of a competence.
    pub code: Option<Spanned<String>>,
    /// The group of a competence.
    pub group: Option<Spanned<String>>,
    /// Where a competence stands in other frameworks.
    pub maps_to: Vec<Mapping>,
    /// What a criterion is about.
    pub criterion: Option<Spanned<CriterionType>>,
    /// How strongly it is meant.
    pub requirement: Option<Spanned<Requirement>>,
    /// Facts by column.
    pub facts: Vec<Fact>,
}

impl FrontMatter {
    /// The abbreviations, without their places.
    pub fn short_forms(&self) -> Vec<String> {
        let forms = self.abbreviations.iter();
        forms.map(|form| form.value.clone()).collect()
    }

    /// The forms to shun, each with the reason, without their places.
    pub fn shunned_forms(&self) -> Vec<(String, Option<String>)> {
        let forms = self.avoid.iter();
        forms
            .map(|avoid| (avoid.form.value.clone(), avoid.why.clone()))
            .collect()
    }
}

/// A form to shun, and why.
#[derive(Clone, Debug)]
pub struct Avoid {
    /// The form.
    pub form: Spanned<String>,
    /// Why, and what to say instead.
    pub why: Option<String>,
}

/// A competence's place in another framework.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The other framework.
    pub framework: String,
    /// What it is called there.
    pub label: Localized,
    /// `exact`, `close`, `broader` or `narrower`.
    pub relation: Option<String>,
}

/// A column of a comparison.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name in `facts`.
    pub id: Spanned<String>,
    /// What its values are.
    pub ty: ColumnType,
    /// What stands in the table's head.
    pub label: Localized,
    /// What a number counts.
    pub unit: Localized,
    /// What the column means.
    pub help: Localized,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnType {
    /// A year: a number without separators.
    Year,
    /// A number, written by locale.
    Number,
    /// Words.
    #[default]
    Text,
    /// Several words.
    List,
    /// Yes or no.
    YesNo,
    /// A region of Italy.
    Region,
}

impl ColumnType {
    /// All types.
    pub const ALL: [ColumnType; 6] = [
        ColumnType::Year,
        ColumnType::Number,
        ColumnType::Text,
        ColumnType::List,
        ColumnType::YesNo,
        ColumnType::Region,
    ];

    /// The name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            ColumnType::Year => "year",
            ColumnType::Number => "number",
            ColumnType::Text => "text",
            ColumnType::List => "list",
            ColumnType::YesNo => "yes-no",
            ColumnType::Region => "region",
        }
    }
}

/// What is known, in one column, of one entry of a comparison.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The column, and where it is named.
    pub column: Spanned<String>,
    /// Where the fact stands.
    pub span: Span,
    /// Where its value stands.
    pub at: Span,
    /// What is known.
    pub value: FactValue,
    /// The year it holds for, as it was written.
    pub year: Option<String>,
    /// How exact it is.
    pub qualifier: Option<Qualifier>,
    /// Bibliography ids.
    pub sources: Vec<Spanned<String>>,
    /// The work that says otherwise: both values are shown as a matter of dispute.
    pub conflict_with: Option<Spanned<String>>,
    /// What else must be said.
    pub note: Localized,
}

/// The value of a fact.
#[derive(Clone, Debug)]
pub enum FactValue {
    /// A number or a year, as plain decimal digits.
    Number(String),
    /// Words.
    Text(Localized),
    /// Several.
    List(Vec<Localized>),
    /// Yes or no.
    YesNo(bool),
}

/// How exact a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// About so many.
    About,
    /// More than so many.
    MoreThan,
    /// Less than so many.
    LessThan,
    /// Planned, not reached when the source was written.
    Planned,
    /// Known to be incomplete.
    Incomplete,
}

impl Qualifier {
    /// All of them.
    pub const ALL: [Qualifier; 5] = [
        Qualifier::About,
        Qualifier::MoreThan,
        Qualifier::LessThan,
        Qualifier::Planned,
        Qualifier::Incomplete,
    ];

    /// The name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Qualifier::About => "about",
            Qualifier::MoreThan => "more-than",
            Qualifier::LessThan => "less-than",
            Qualifier::Planned => "planned",
            Qualifier::Incomplete => "incomplete",
        }
    }
}

/// What one file of a page says.
#[derive(Clone, Debug)]
pub struct Manuscript {
    /// The file.
    pub file: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
    /// The hash of its path and its bytes.
    pub key: Hash,
    /// The hash of its path and the bytes of its front matter.
    pub front_key: Hash,
    /// Its front matter.
    pub front: FrontMatter,
    /// Its body.
    pub doc: Doc,
    /// What was wrong with it.
    pub problems: Vec<Diagnostic>,
}

impl Default for Manuscript {
    fn default() -> Manuscript {
        Manuscript {
            file: "".into(),
            text: "".into(),
            key: Hash::from_bytes([0; 32]),
            front_key: Hash::from_bytes([0; 32]),
            front: FrontMatter::default(),
            doc: Doc::default(),
            problems: Vec::new(),
        }
    }
}
