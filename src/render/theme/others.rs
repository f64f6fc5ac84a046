//! Renders what is no page of the content: the chooser of languages, wrong and old addresses, the page of
//! search results.

use super::{Theme, insert, relative_root};
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::render::{embed, search};
use crate::site::Site;
use serde::Serialize;
use std::collections::BTreeMap;

impl Theme {
    /// Renders the chooser of languages at the site's root.
    pub fn root(&self, site: &Site) -> Result<Vec<u8>, Box<Diagnostic>> {
        #[derive(Serialize)]
        struct Choice {
            code: String,
            name: String,
            url: String,
            title: String,
            description: String,
        }
        let lang = site.config.authentic();
        let shared = site.shared(lang);
        let mut context = self.context(shared, lang.code(), "");
        let choices: Vec<Choice> = site
            .config
            .languages
            .iter()
            .map(|lang| Choice {
                code: lang.to_string(),
                name: shared.language_names[lang].clone(),
                url: format!("{lang}/"),
                title: site.config.title.get(*lang).to_owned(),
                description: site.config.description.get(*lang).to_owned(),
            })
            .collect();
        insert(&mut context, "languages", &choices);
        insert(&mut context, "share", &embed::first(site, lang));
        self.render("root.html", &context)
    }

    /// Renders the page for wrong addresses. It is served at any depth, so its links start at the
    /// host's root.
    pub fn not_found(&self, site: &Site, lang: Option<Lang>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let lang = lang.unwrap_or(site.config.authentic());
        let shared = site.shared(lang);
        let context = self.context(shared, lang.code(), site.config.base_path());
        self.render("404.html", &context)
    }

    /// Renders the page at an old address, `root` away from the site's root, that leads to `path`.
    pub fn redirect(
        &self,
        site: &Site,
        root: &str,
        path: &str,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let lang = path
            .split('/')
            .next()
            .and_then(Lang::parse)
            .filter(|lang| site.config.languages.contains(lang))
            .unwrap_or(site.config.authentic());
        let shared = site.shared(lang);
        let mut context = self.context(shared, lang.code(), root);
        insert(&mut context, "target", &format!("{root}{path}"));
        insert(
            &mut context,
            "canonical",
            &format!("{}{path}", site.config.base_url),
        );
        self.render("redirect.html", &context)
    }

    /// Renders the page of search results in a language.
    pub fn search(&self, site: &Site, lang: Lang) -> Result<Vec<u8>, Box<Diagnostic>> {
        let shared = site.shared(lang);
        let path = search::address(&site.strings, lang);
        let mut context = self.context(shared, lang.code(), &relative_root(&path));
        let versions = site.config.languages.iter().map(|other| {
            let (code, name) = (other.to_string(), shared.language_names[other].clone());
            let url = search::address(&site.strings, *other);
            BTreeMap::from([("lang", code), ("name", name), ("url", url)])
        });
        insert(&mut context, "versions", &versions.collect::<Vec<_>>());
        insert(
            &mut context,
            "canonical",
            &format!("{}{path}", site.config.base_url),
        );
        self.render("search.html", &context)
    }
}
