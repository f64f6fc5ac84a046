//! Artifacts: what stands at a path of the finished site.

use crate::lang::Lang;
use crate::site::PageId;
use std::sync::Arc;

/// What stands at a path. [`crate::render`] makes its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// The chooser of languages at the site's root.
    Root,
    /// A page.
    Page(PageId),
    /// A translation side by side with the authentic text, by the translation's page.
    Pair(PageId),
    /// An old address: the way back from it to the site's root, and the address from there that it
    /// leads to.
    Redirect {
        /// `../` for each folder of the old address.
        root: String,
        /// The new address, from the site's root.
        to: String,
    },
    /// What a server shows for a wrong address: in one language, or in all.
    NotFound(Option<Lang>),
    /// The list of pages for search engines.
    Sitemap,
    /// What robots may read.
    Robots,
    /// Headers for hosts that read `_headers`.
    Headers,
    /// Headers for Apache.
    Htaccess,
    /// Headers for nginx: a sample to put into its configuration.
    Nginx,
    /// A page for frames on other sites.
    Embed(PageId),
    /// The oEmbed file that leads to it.
    Oembed(PageId),
    /// The social card of a section.
    Card(PageId),
    /// A file of the theme, by its path under `static/`.
    Asset(Arc<str>),
    /// A file of the content, by its path from `content/`.
    File(Arc<str>),
    /// A file of the search index, by its path.
    Search(Arc<str>),
    /// The page of search results in a language.
    SearchPage(Lang),
    /// What filters the glossary's page in a language.
    GlossaryFilter(Lang),
    /// The glossary for other programs.
    GlossaryExport(GlossaryFormat),
    /// A page of or about frozen versions.
    Version(VersionPage),
    /// What changed, in a language, for programs that tell their readers.
    Feed(Lang),
    /// A collection of the site's data, for other programs.
    Data(Collection, DataFormat),
}

/// A page of or about frozen versions. They are told apart by their place in the site's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionPage {
    /// The list of all versions, in a language.
    All(Lang),
    /// What a version holds, in a language.
    Contents(usize, Lang),
    /// A page of a version.
    Text(usize, PageId),
    /// What a version changed; of none, what has changed since the last one.
    Changes(Option<usize>, Lang),
}

/// A collection of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collection {
    /// The terms.
    Glossary,
    /// The comparisons, with all their facts.
    Countries,
    /// The competences.
    Competences,
    /// The criteria of selection.
    Criteria,
    /// The works.
    Bibliography,
}

/// A format of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFormat {
    /// JSON; of the works, CSL-JSON.
    Json,
    /// A line for each fact, for spreadsheets.
    Csv,
    /// BibTeX.
    Bib,
    /// The JSON Schema of the JSON.
    Schema,
}

impl Collection {
    /// All of them.
    pub const ALL: [Collection; 5] = [
        Collection::Glossary,
        Collection::Countries,
        Collection::Competences,
        Collection::Criteria,
        Collection::Bibliography,
    ];

    /// The name of its files.
    pub fn name(self) -> &'static str {
        match self {
            Collection::Glossary => "glossary",
            Collection::Countries => "countries",
            Collection::Competences => "competences",
            Collection::Criteria => "criteria",
            Collection::Bibliography => "bibliography",
        }
    }

    /// The formats that [`Artifact::Data`] has it in; those of the glossary are [`GlossaryFormat`]s.
    pub fn formats(self) -> &'static [DataFormat] {
        match self {
            Collection::Glossary => &[DataFormat::Schema],
            Collection::Countries => &[DataFormat::Json, DataFormat::Csv, DataFormat::Schema],
            Collection::Bibliography => &[DataFormat::Json, DataFormat::Bib, DataFormat::Schema],
            _ => &[DataFormat::Json, DataFormat::Schema],
        }
    }

    /// The path of a file of it.
    pub fn path(self, format: DataFormat) -> String {
        let extension = match format {
            DataFormat::Json => "json",
            DataFormat::Csv => "csv",
            DataFormat::Bib => "bib",
            DataFormat::Schema => "schema.json",
        };
        format!("data/{}.{extension}", self.name())
    }
}

/// A format that other programs read glossaries in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlossaryFormat {
    /// Everything, in a shape of our own.
    Json,
    /// A line for each term, for spreadsheets.
    Csv,
    /// TBX-Basic, for translators' programs.
    Tbx,
    /// SKOS and schema.org, for the web of data.
    JsonLd,
}

impl GlossaryFormat {
    /// All of them.
    pub const ALL: [GlossaryFormat; 4] = [
        GlossaryFormat::Json,
        GlossaryFormat::Csv,
        GlossaryFormat::Tbx,
        GlossaryFormat::JsonLd,
    ];

    /// The extension of its file.
    pub fn extension(self) -> &'static str {
        match self {
            GlossaryFormat::Json => "json",
            GlossaryFormat::Csv => "csv",
            GlossaryFormat::Tbx => "tbx",
            GlossaryFormat::JsonLd => "jsonld",
        }
    }
}

impl Artifact {
    /// The media type of what stands at a path.
    pub fn media_type(path: &str) -> &'static str {
        match path.rsplit('.').next().unwrap_or_default() {
            _ if path.ends_with("feed.xml") => "application/atom+xml; charset=utf-8",
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "json" => "application/json; charset=utf-8",
            "jsonld" => "application/ld+json; charset=utf-8",
            "xml" => "application/xml; charset=utf-8",
            "tbx" => "application/xml; charset=utf-8",
            "bib" => "application/x-bibtex; charset=utf-8",
            "csv" => "text/csv; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "gif" => "image/gif",
            "webp" => "image/webp",
            "avif" => "image/avif",
            "ico" => "image/x-icon",
            "pdf" => "application/pdf",
            "epub" => "application/epub+zip",
            _ => "application/octet-stream",
        }
    }
}
