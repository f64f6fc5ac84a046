//! Rendering: from the site to the bytes that stand at a path. Pure: no file, no clock. `build` renders
//! every artifact, `serve` the one that is asked for, `check` all of them into nothing.

pub mod cards;
pub mod changes;
pub mod csv;
pub mod data;
pub mod datasets;
pub mod embed;
pub mod exports;
pub mod facts;
pub mod feed;
pub mod html;
pub mod meta;
pub mod pair;
pub mod search;
pub mod theme;
pub mod versions;
pub mod view;

use crate::artifact::Artifact;
use crate::diag::Diagnostic;
use crate::site::Site;

/// The bytes of an artifact. An error is a template's: it names the template's file and line.
pub fn render(site: &Site, artifact: &Artifact) -> Result<Vec<u8>, Box<Diagnostic>> {
    match artifact {
        Artifact::Page(page) => site.theme.page(site, *page),
        Artifact::Pair(page) => site.theme.pair(site, *page),
        Artifact::Root => site.theme.root(site),
        Artifact::NotFound(lang) => site.theme.not_found(site, *lang),
        Artifact::Redirect { root, to } => site.theme.redirect(site, root, to),
        Artifact::Sitemap => Ok(meta::sitemap(site).into_bytes()),
        Artifact::Robots => Ok(meta::robots(site).into_bytes()),
        Artifact::Headers => Ok(meta::headers(site).into_bytes()),
        Artifact::Htaccess => Ok(meta::htaccess(site).into_bytes()),
        Artifact::Nginx => Ok(meta::nginx(site).into_bytes()),
        Artifact::Embed(page) => site.theme.embed(site, *page),
        Artifact::Oembed(page) => Ok(embed::oembed(site, *page).into_bytes()),
        Artifact::Card(page) => Ok(cards::picture(&cards::card(
            &site.config,
            &site.tree,
            *page,
        ))),
        Artifact::Asset(name) => Ok(site.theme.asset(name).to_vec()),
        Artifact::File(path) => Ok(site.files[path].as_bytes().to_vec()),
        Artifact::Search(path) => Ok(site.search().file(path).to_vec()),
        Artifact::SearchPage(lang) => site.theme.search(site, *lang),
        Artifact::GlossaryFilter(lang) => Ok(search::glossary_filter(site, *lang).into_bytes()),
        Artifact::Data(collection, format) => {
            Ok(datasets::data(site, *collection, *format).into_bytes())
        }
        Artifact::GlossaryExport(format) => Ok(exports::glossary(site, *format).into_bytes()),
        Artifact::Version(page) => site.theme.version(site, *page),
        Artifact::Feed(lang) => Ok(feed::feed(site, *lang).into_bytes()),
    }
}
