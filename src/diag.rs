//! Diagnostics: what is wrong with the content, where, and the way out.
//!
//! A diagnostic is about the content: there may be many, each has a place, and the run goes on.
//! What is wrong with the machine (a full disk, a busy port) is a [`Failure`]: one, and it stops.
//! Neither holds a sentence. Both name a Fluent message and its arguments, so the same value is
//! drawn in the editor's language on a terminal, as JSON, or in the preview's page.

use std::sync::Arc;

/// A range of bytes in a source file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of these byte offsets. Sources are bounded well below 4 GB when they are read.
    pub fn new(start: usize, end: usize) -> Span {
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The bytes as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same range, `by` bytes further on.
    pub fn shift(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place in the file it was read from.
    pub span: Span,
}

/// A place in a source: the file, and the bytes of it that are meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path from the site root, with `/`.
    pub file: Arc<str>,
    /// The bytes that are meant; empty at 0 for the file as a whole.
    pub span: Span,
}

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built, unless `--strict`.
    Warning,
}

impl Severity {
    /// The name in the outputs for machines.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident,)*) => {
        /// What kind of problem a diagnostic is. A closed set: each has a name that never changes,
        /// a message (`diag-NAME`) and an explanation (`explain-NAME`) in every language of the
        /// program, and a case in `tests/cases`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $name] $variant,)* }

        impl Code {
            /// All codes, by name.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The identifier that editors see and may look up with `carta explain`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// Whether it stops a build.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    AbbreviationForeign "abbreviation-foreign" Warning,
    AbbreviationUnexpanded "abbreviation-unexpanded" Warning,
    AddressBare "address-bare" Warning,
    AddressInvalid "address-invalid" Error,
    AllowanceInvalid "allowance-invalid" Warning,
    AllowanceUnused "allowance-unused" Warning,
    AnchorMissing "anchor-missing" Error,
    ApostropheMixed "apostrophe-mixed" Warning,
    BaseUrlMissing "base-url-missing" Warning,
    CapitalsOnly "capitals-only" Warning,
    ChartColumn "chart-column" Error,
    CitationMissing "citation-missing" Error,
    CitationStyleUnknown "citation-style-unknown" Error,
    ColumnUnknown "column-unknown" Error,
    ConfigMissing "config-missing" Error,
    DateFormat "date-format" Warning,
    DuplicateId "duplicate-id" Error,
    FactConflict "fact-conflict" Warning,
    FactUnsourced "fact-unsourced" Warning,
    FenceInvalid "fence-invalid" Error,
    FileNameLanguage "file-name-language" Warning,
    FootnoteMissing "footnote-missing" Error,
    FootnoteUnused "footnote-unused" Warning,
    ForeignUnmarked "foreign-unmarked" Warning,
    FormAmbiguous "form-ambiguous" Error,
    FormInvalid "form-invalid" Error,
    FrontMatterDuplicateKey "front-matter-duplicate-key" Error,
    FrontMatterInheritedKey "front-matter-inherited-key" Error,
    FrontMatterMissing "front-matter-missing" Error,
    FrontMatterSyntax "front-matter-syntax" Error,
    FrontMatterType "front-matter-type" Error,
    FrontMatterUnknownKey "front-matter-unknown-key" Error,
    GenderMark "gender-mark" Warning,
    HeadingSkip "heading-skip" Error,
    HeadingTop "heading-top" Warning,
    HomeMissing "home-missing" Error,
    IdReused "id-reused" Error,
    IdVanished "id-vanished" Error,
    ImageAltMissing "image-alt-missing" Error,
    ImageAltPoor "image-alt-poor" Warning,
    ImageMissing "image-missing" Error,
    ImageOfText "image-of-text" Warning,
    InputTooLarge "input-too-large" Error,
    KeyMissing "key-missing" Error,
    KeyUnused "key-unused" Warning,
    LinkScheme "link-scheme" Error,
    LinkTargetMissing "link-target-missing" Error,
    LinkTextPoor "link-text-poor" Warning,
    ListEndings "list-endings" Warning,
    LockInvalid "lock-invalid" Error,
    MarkInvalid "mark-invalid" Error,
    MessageSyntax "message-syntax" Error,
    NestingTooDeep "nesting-too-deep" Error,
    NotReadable "not-readable" Error,
    NotUtf8 "not-utf8" Error,
    NumberFormat "number-format" Warning,
    PageVanished "page-vanished" Error,
    PathEscapesRoot "path-escapes-root" Error,
    RawHtml "raw-html" Error,
    ReadabilityLow "readability-low" Warning,
    RegionUnknown "region-unknown" Error,
    SlugCollision "slug-collision" Error,
    SourceUnused "source-unused" Warning,
    SpacesDouble "spaces-double" Warning,
    SpellingVariant "spelling-variant" Warning,
    StructureMismatch "structure-mismatch" Warning,
    TableHeaderEmpty "table-header-empty" Warning,
    TemplateError "template-error" Error,
    TermAvoided "term-avoided" Warning,
    TermMissing "term-missing" Error,
    TranslationDiffers "translation-differs" Warning,
    TranslationMissing "translation-missing" Warning,
    TranslationStale "translation-stale" Warning,
    VariableMissing "variable-missing" Error,
    VersionChanged "version-changed" Error,
    VersionIncomplete "version-incomplete" Error,
    WordToAvoid "word-to-avoid" Warning,
    WordsMissing "words-missing" Warning,
}

/// One problem of the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// The arguments of the message, by name.
    /// Shared, because every run hands all problems on.
    pub args: Arc<Vec<(&'static str, String)>>,
    /// A second place that the message speaks of, such as the other claim to an address.
    pub other: Option<Place>,
    /// What `check --fix` may write instead, where only one thing can be meant.
    pub fixes: Vec<Fix>,
}

/// A change that mends a problem: these bytes of the file become this text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The bytes.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    /// A problem of this kind at these bytes of a file.
    pub fn new(code: Code, file: &Arc<str>, span: Span) -> Diagnostic {
        Diagnostic {
            code,
            place: Place {
                file: file.clone(),
                span,
            },
            args: Arc::default(),
            other: None,
            fixes: Vec::new(),
        }
    }

    /// Adds a change that mends it.
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        let text = text.into();
        self.fixes.push(Fix { span, text });
        self
    }

    /// Adds an argument of the message.
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        Arc::make_mut(&mut self.args).push((name, value.to_string()));
        self
    }

    /// Adds the nearest of the known names, if one is near: it becomes the hint «did you mean».
    pub fn near<'a>(self, wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
        match nearest(wanted, known) {
            Some(name) => self.arg("near", name),
            None => self,
        }
    }

    /// Names a second place.
    pub fn other(mut self, file: &Arc<str>, span: Span) -> Diagnostic {
        self.other = Some(Place {
            file: file.clone(),
            span,
        });
        self
    }
}

/// Something wrong with the machine or the command line. It ends the run with status 2.
#[derive(Debug)]
pub struct Failure {
    /// The Fluent message, without its prefix `failure-`.
    pub key: &'static str,
    /// Its arguments.
    pub args: Vec<(&'static str, String)>,
}

impl Failure {
    /// The failure that `failure-KEY` describes.
    pub fn new(key: &'static str) -> Failure {
        Failure {
            key,
            args: Vec::new(),
        }
    }

    /// Adds an argument of the message.
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Failure {
        self.args.push((name, value.to_string()));
        self
    }
}

/// The known name that is most like `wanted`: at most a third of its letters differ. Of equals the
/// first in the order given.
///
/// A site with thousands of wrong names has thousands of right ones, so a name that cannot be nearer than the
/// nearest so far costs next to nothing.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.to_lowercase().chars().collect();
    let own = letters(wanted.iter().copied());
    let mut limit = (wanted.len() / 3).clamp(1, 4);
    let mut nearest = None;
    let mut name: Vec<char> = Vec::new();
    for known in known {
        let others = letters(known.chars());
        let missing = (own & !others)
            .count_ones()
            .max((others & !own).count_ones());
        if missing as usize > limit {
            continue;
        }
        name.clear();
        name.extend(known.to_lowercase().chars());
        if let Some(far) = distance(&wanted, &name, limit) {
            nearest = Some(known);
            if far == 0 {
                break;
            }
            limit = far - 1;
        }
    }
    nearest
}

/// Which letters, digits and signs of ASCII a name has, as bits, whatever their case. Each that one name has and
/// the other has not is one step from the one to the other.
fn letters(name: impl Iterator<Item = char>) -> u64 {
    let bit = |letter: char| 1 << ((letter.to_ascii_lowercase() as u32).wrapping_sub(32) & 63);
    let ascii = name.filter(char::is_ascii);
    ascii.fold(0, |letters, letter| letters | bit(letter))
}

/// Optimal string alignment distance (insertions, deletions, substitutions, swaps of neighbours),
/// or nothing if it is over the limit.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut row = Vec::with_capacity(above.len());
    for (i, x) in a.iter().enumerate() {
        row.clear();
        row.push(i + 1);
        let mut least = i + 1;
        for (j, y) in b.iter().enumerate() {
            let mut cost = (above[j] + usize::from(x != y))
                .min(above[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
            least = least.min(cost);
        }
        if least > limit {
            return None;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    Some(above[b.len()]).filter(|far| *far <= limit)
}
