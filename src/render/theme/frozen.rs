//! Renders the pages of and about frozen versions.

use super::{Context, Shared, Theme, insert, relative_root, template_of};
use crate::artifact::VersionPage;
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::render::{versions, view};
use crate::site::{PageId, Site};

impl Theme {
    /// Renders a page of or about versions.
    pub fn version(&self, site: &Site, page: VersionPage) -> Result<Vec<u8>, Box<Diagnostic>> {
        match page {
            VersionPage::Text(at, id) => self.frozen(site, at, id),
            VersionPage::All(lang) => {
                let address = |lang: Lang| Some(versions::list_address(lang));
                let title = site.strings.text(lang, "versions-title", &[]);
                let mut context = self.about_versions(site, lang, &title, address);
                let languages = &site.config.languages;
                let newest_first = (0..=site.versions.len()).rev().filter(|at| {
                    let version = site.versions.get(*at);
                    version.is_none_or(|version| version.spoken(languages, lang).is_some())
                });
                let listed = newest_first.map(|at| view::listed(site, at, lang));
                insert(&mut context, "versions", &listed.collect::<Vec<_>>());
                self.render("versions.html", &context)
            }
            VersionPage::Contents(at, lang) => {
                let version = &site.versions[at];
                let has = |lang: &Lang| version.site.config.languages.contains(lang);
                let address = |lang: Lang| has(&lang).then(|| version.address(lang));
                let title = view::version_name(site, at, lang);
                let mut context = self.about_versions(site, lang, &title, address);
                insert(&mut context, "version", &view::listed(site, at, lang));
                insert(&mut context, "after", &view::listed(site, at + 1, lang));
                insert(&mut context, "pages", &view::contents(version, lang));
                self.render("version.html", &context)
            }
            VersionPage::Changes(at, lang) => {
                let address = |lang: Lang| {
                    let has = |at: usize| site.versions[at].site.config.languages.contains(&lang);
                    at.is_none_or(has)
                        .then(|| versions::changes_address(&site.strings, site, at, lang))
                };
                let of = match at {
                    Some(at) => view::version_name(site, at, lang),
                    None => site.strings.text(lang, "version-today", &[]),
                };
                let title = site.strings.text(lang, "versions-changes", &[]);
                let title = format!("{title}: {of}");
                let mut context = self.about_versions(site, lang, &title, address);
                let own = view::listed(site, at.unwrap_or(site.versions.len()), lang);
                let changes = versions::changes(site, at, lang);
                insert(&mut context, "version", &own);
                insert(&mut context, "changes", &view::changed(site, lang, changes));
                self.render("changes.html", &context)
            }
        }
    }

    /// Renders a page of a version with the template of its kind.
    fn frozen(&self, site: &Site, at: usize, id: PageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let version = &site.versions[at];
        let lang = version.site.tree.page(id).lang;
        let shared = site.shared(lang);
        let page = view::frozen(site, at, id, shared);
        let root = relative_root(&page.url);
        let mut context = self.context(shared, lang.code(), &root);
        insert(&mut context, "site", &view::dated(site, version, lang));
        let template = template_of(&version.site, version.site.tree.entry_index(id));
        insert(&mut context, "page", &page);
        self.render(template, &context)
    }

    /// What every page about versions needs: the languages that have it, and its own address.
    fn about_versions(
        &self,
        site: &Site,
        lang: Lang,
        title: &str,
        address: impl Fn(Lang) -> Option<String>,
    ) -> Context {
        let shared: &Shared = site.shared(lang);
        let own = address(lang).unwrap_or_default();
        let mut context = self.context(shared, lang.code(), &relative_root(&own));
        let canonical = format!("{}{own}", site.config.base_url);
        insert(&mut context, "canonical", &canonical);
        insert(&mut context, "title", title);
        insert(&mut context, "all", &versions::list_address(lang));
        let switch = view::switch(site, shared, lang, address);
        insert(&mut context, "switch", &switch);
        context
    }
}
