//! The theme: Tera templates and static files, from the site's `themes/` and the built-in theme, file
//! by file. The only file that knows the template engine.

mod frozen;
mod inline;
mod lighten;
mod others;
mod words;

use super::view::{self, SiteView};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::lang::Lang;
use crate::page::PageKind;
use crate::parse;
use crate::resolve::cite;
use crate::site::{PageId, Site};
use crate::source::{Hash, Source, Sources};
use crate::strings::Strings;
use fluent::FluentValue;
use fluent::types::FluentNumber;
use inline::Inline;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

/// The theme that every theme extends in the end.
const ROOT_THEME: &str = "carta";

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// Where each template comes from, for diagnostics.
    files: BTreeMap<String, Source>,
    /// Static files: by path under `static/`, the hashed address and the bytes.
    assets: Assets,
    /// What stands in pages for frames themselves.
    inline: Inline,
    /// What was wrong with it. With an error in it, nothing is rendered.
    pub problems: Vec<Diagnostic>,
}

type Assets = BTreeMap<Arc<str>, (String, Vec<u8>)>;

/// What is the same on every page of a language, made once for all pages.
pub struct Shared {
    /// The view `site`.
    pub site: Prepared,
    /// The name of each language in itself.
    pub language_names: BTreeMap<Lang, String>,
    /// The terms in the alphabet of the language.
    pub terms: TermOrder,
    /// What a page says of each term that it mentions, in the order of `terms`.
    mentioned: Vec<OnceLock<Prepared>>,
    /// The terms that are narrower than a term.
    pub narrower: BTreeMap<usize, Vec<usize>>,
}

/// A view that many pages show, ready for templates: a copy of it costs nothing.
#[derive(Clone)]
pub struct Prepared(Value);

impl Prepared {
    fn new(view: &impl Serialize) -> Prepared {
        Prepared(Value::from_serializable(view))
    }
}

impl Serialize for Prepared {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Terms in the alphabet of a language.
#[derive(Default)]
pub struct TermOrder {
    /// The entries.
    pub entries: Vec<usize>,
    /// Where each entry stands.
    pub position: HashMap<usize, usize>,
}

impl Theme {
    /// The files of a theme and of those it extends: by path under the theme's folder, the first that
    /// has it. The built-in theme comes last.
    fn files(
        sources: &Sources,
        name: &Spanned<String>,
        problems: &mut Vec<Diagnostic>,
    ) -> BTreeMap<String, Source> {
        let mut chain: Vec<String> = Vec::new();
        let mut next = Some(name.value.clone());
        while let Some(theme) = next.take() {
            let folder = format!("themes/{theme}/");
            let exists = sources.under(&folder).next().is_some() || theme == ROOT_THEME;
            if chain.contains(&theme) || !exists {
                problems.push(
                    Diagnostic::new(Code::TemplateError, &"content/site.yaml".into(), name.span)
                        .arg("what", if exists { "cycle" } else { "no-theme" })
                        .arg("detail", &theme),
                );
                break;
            }
            if let Some(settings) = sources.layered(&format!("{folder}theme.yaml")) {
                next = parse::config::theme(settings, problems).filter(|parent| *parent != theme);
            }
            chain.push(theme);
        }
        if !chain.iter().any(|theme| theme == ROOT_THEME) {
            chain.push(ROOT_THEME.to_owned());
        }
        let mut files = BTreeMap::new();
        for theme in chain {
            let folder = format!("themes/{theme}/");
            let built_in = format!("{}{folder}", crate::source::BUILT_IN);
            for prefix in [folder, built_in] {
                for source in sources.under(&prefix) {
                    let name = source.path[prefix.len()..].to_owned();
                    files.entry(name).or_insert_with(|| source.clone());
                }
            }
        }
        files
    }

    /// The hash of everything that [`Theme::load`] reads.
    pub fn hash(sources: &Sources, name: &Spanned<String>, strings: Hash) -> Hash {
        let mut hasher = crate::source::Hasher::new();
        for prefix in ["themes/", &format!("{}themes/", crate::source::BUILT_IN)] {
            for source in sources.under(prefix) {
                hasher.update(source.path.as_bytes());
                hasher.update(source.hash.as_bytes());
            }
        }
        hasher.update(strings.as_bytes());
        hasher.update(format!("{name:?}").as_bytes());
        hasher.finalize()
    }

    /// Loads a theme.
    pub fn load(
        sources: &Sources,
        name: &Spanned<String>,
        strings: &Arc<Strings>,
        languages: &[Lang],
    ) -> Theme {
        let mut problems = Vec::new();
        let files = Theme::files(sources, name, &mut problems);
        let mut assets = BTreeMap::new();
        let mut templates = BTreeMap::new();
        let mut inline = BTreeMap::new();
        for (path, source) in files {
            if let Some(name) = path.strip_prefix("static/") {
                let light = source
                    .as_text()
                    .and_then(|text| lighten::lighten(name, text));
                let bytes = light.map_or_else(|| source.as_bytes().to_vec(), String::into_bytes);
                assets.insert(Arc::from(name), (hashed_name(name, &bytes), bytes));
            } else if let Some(name) = path.strip_prefix("templates/") {
                templates.insert(name.to_owned(), source);
            } else if let Some(name) = path.strip_prefix("inline/") {
                inline.insert(name.to_owned(), source);
            }
        }
        words::check_keys(&templates, strings, languages, &mut problems);
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".xml"]);
        register(&mut tera, strings.clone(), &assets);
        add_templates(&mut tera, &templates, &mut problems);
        Theme {
            tera,
            files: templates,
            assets,
            inline: Inline::new(&inline),
            problems,
        }
    }

    /// The theme's static files: the address under `assets/`, and the name.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &Arc<str>)> {
        self.assets
            .iter()
            .map(|(name, (address, _))| (address.as_str(), name))
    }

    /// The bytes of a static file.
    pub fn asset(&self, name: &str) -> &[u8] {
        self.assets
            .get(name)
            .map_or(&[], |(_, bytes)| bytes.as_slice())
    }

    /// Renders a page.
    pub fn page(&self, site: &Site, page: PageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let entry = site.tree.entry_index(page);
        let shared = site.shared(site.tree.page(page).lang);
        let view = view::page(site, page, shared);
        let root = relative_root(&view.url);
        let mut context = self.context(shared, &view.lang, &root);
        insert(&mut context, "page", &view);
        let template = template_of(site, entry);
        self.render(template, &context)
    }

    /// Renders a translation side by side with the authentic text.
    pub fn pair(&self, site: &Site, page: PageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let shared = site.shared(site.config.authentic());
        let view = super::pair::pair(site, page, shared);
        let root = relative_root(&view.page.url);
        let mut context = self.context(shared, &view.page.lang, &root);
        insert(&mut context, "page", &view.page);
        insert(&mut context, "pair", &view);
        self.render("pair.html", &context)
    }

    /// Renders a page for frames on other sites.
    pub fn embed(&self, site: &Site, page: PageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let this = site.tree.page(page);
        let shared = site.shared(this.lang);
        let root = relative_root(&this.path) + "../";
        let mut context = self.context(shared, this.lang.code(), &root);
        insert(&mut context, "page", &super::embed::embed(site, page));
        insert(&mut context, "style", &self.inline.style);
        insert(&mut context, "script", &self.inline.script);
        self.render("embed.html", &context)
    }

    /// The policy of pages for frames.
    pub fn embed_policy(&self) -> &str {
        &self.inline.policy
    }

    fn context(&self, shared: &Shared, lang: &str, root: &str) -> Context {
        let mut context = Context::new();
        context.insert_value("site", shared.site.0.clone());
        insert(&mut context, "lang", &lang);
        insert(&mut context, "root", &root);
        context
    }

    fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut out = Vec::with_capacity(24 * 1024);
        match self.tera.render_to(template, context, &mut out) {
            Ok(()) => Ok(out),
            Err(error) => Err(Box::new(diagnostic(&error, template, &self.files))),
        }
    }
}

impl Shared {
    /// What all pages of a language share.
    pub fn new(site: &Site, lang: Lang) -> Shared {
        let view: SiteView = view::site(site, lang);
        let tree = &site.tree;
        let is_term = |entry: &usize| {
            tree.entries[*entry].kind == PageKind::Term && !tree.entries[*entry].is_section()
        };
        let mut terms: Vec<usize> = (0..tree.entries.len()).filter(is_term).collect();
        let title = |entry: usize| tree.page(tree.page_in(entry, lang)).title.as_str();
        terms.sort_by(|a, b| site.locale(lang).compare(title(*a), title(*b)));
        let mut narrower: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for term in &terms {
            let broader = tree.entries[*term].meta().broader.as_ref();
            if let Some(broader) = broader.and_then(|name| cite::related(tree, *term, &name.value))
            {
                narrower.entry(broader).or_default().push(*term);
            }
        }
        let names = site.config.languages.iter();
        Shared {
            site: Prepared::new(&view),
            language_names: names
                .map(|lang| (*lang, site.strings.text(*lang, "language-name", &[])))
                .collect(),
            mentioned: terms.iter().map(|_| OnceLock::new()).collect(),
            terms: TermOrder {
                position: terms
                    .iter()
                    .enumerate()
                    .map(|(at, term)| (*term, at))
                    .collect(),
                entries: terms,
            },
            narrower,
        }
    }

    /// What a page says of a term that it mentions, made by the first that does.
    pub fn mentioned<V: Serialize>(&self, entry: usize, make: impl FnOnce() -> V) -> Prepared {
        let place = &self.mentioned[self.terms.position[&entry]];
        place.get_or_init(|| Prepared::new(&make())).clone()
    }
}

/// The template of an entry's pages.
fn template_of(site: &Site, entry: usize) -> &'static str {
    let this = &site.tree.entries[entry];
    match this.kind {
        _ if &*this.key == "index" => "home.html",
        _ if view::is_glossary(site, entry) => "glossary.html",
        _ if this.is_section() && this.kind == PageKind::Page => "section.html",
        PageKind::Page => "page.html",
        PageKind::Document => "document.html",
        PageKind::Term => "term.html",
        PageKind::Competence => "competence.html",
        PageKind::Criterion => "criterion.html",
        PageKind::Country => "country.html",
    }
}

fn insert<T: Serialize + ?Sized>(context: &mut Context, name: &'static str, value: &T) {
    context.insert_value(name, Value::from_serializable(value));
}

/// `carta.css` with the hash of its bytes in its name: what is at that address never changes.
fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = crate::source::Hasher::new()
        .update(bytes)
        .finalize()
        .to_hex();
    let hash = &hash[..10];
    let flat = name.replace('/', "-");
    match flat.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{hash}.{extension}"),
        None => format!("assets/{flat}.{hash}"),
    }
}

/// The way from a page back to the site's root: `../` for each folder.
pub fn relative_root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// The functions that templates may call.
fn register(tera: &mut Tera, strings: Arc<Strings>, assets: &Assets) {
    let language = |state: &State| -> TeraResult<Lang> {
        let code = state.get::<String>("lang")?.unwrap_or_default();
        Ok(Lang::parse(&code).unwrap_or(Lang::EN))
    };
    tera.register_function(
        "t",
        move |kwargs: Kwargs, state: &State| -> TeraResult<String> {
            let key: Cow<str> = kwargs.must_get("key")?;
            let lang = language(state)?;
            let args: Vec<(&str, FluentValue)> = kwargs
                .iter()
                .filter_map(|(name, value)| Some((name.as_str()?, fluent_value(value))))
                .collect();
            Ok(strings.text(lang, &key, &args))
        },
    );
    let addresses: BTreeMap<Arc<str>, String> = assets
        .iter()
        .map(|(name, (address, _))| (name.clone(), address.clone()))
        .collect();
    tera.register_function(
        "asset",
        move |kwargs: Kwargs, state: &State| -> TeraResult<String> {
            let name: String = kwargs.must_get("name")?;
            let root = state.get::<String>("root")?.unwrap_or_default();
            match addresses.get(name.as_str()) {
                Some(address) => Ok(format!("{root}{address}")),
                None => Err(tera::Error::message(format!(
                    "static/{name} is not in the theme"
                ))),
            }
        },
    );
}

fn fluent_value(value: &Value) -> FluentValue<'_> {
    if let Some(text) = value.as_str() {
        return FluentValue::from(text);
    }
    let text = value.to_string();
    match text.parse::<FluentNumber>() {
        Ok(number) if value.is_number() => FluentValue::Number(number),
        _ => FluentValue::from(text),
    }
}

/// Adds all templates. One with an error is reported and left out, and the rest tried again, so that
/// one run names the errors of all of them; what then fails only because it extends or includes the
/// one left out is not reported.
fn add_templates(
    tera: &mut Tera,
    templates: &BTreeMap<String, Source>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut left_out: BTreeSet<String> = BTreeSet::new();
    while left_out.len() <= templates.len() {
        let good = templates
            .iter()
            .filter(|(name, _)| !left_out.contains(*name));
        let texts: Vec<(&str, &str)> = good
            .filter_map(|(name, source)| Some((name.as_str(), &**source.as_text()?)))
            .collect();
        let mut attempt = tera.clone();
        let Err(error) = attempt.add_raw_templates(texts) else {
            *tera = attempt;
            return;
        };
        let problem = diagnostic(&error, "", templates);
        let follows = !left_out.is_empty() && !matches!(error.kind(), ErrorKind::SyntaxError(_));
        let name = templates
            .iter()
            .find(|(_, source)| source.path == problem.place.file)
            .map(|(name, _)| name.clone());
        if !follows {
            problems.push(problem);
        }
        if !name.is_some_and(|name| left_out.insert(name)) {
            return;
        }
    }
}

/// A template error as a diagnostic, at its place.
fn diagnostic(
    error: &tera::Error,
    template: &str,
    templates: &BTreeMap<String, Source>,
) -> Diagnostic {
    let (name, span, detail) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            (
                report.filename().to_owned(),
                Span::new(range.start, range.end),
                report.message().to_owned(),
            )
        }
        ErrorKind::MissingParent { current, parent } => (
            current.clone(),
            Span::default(),
            format!("{parent}: not found"),
        ),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.clone(), Span::default(), error.to_string())
        }
        _ => (template.to_owned(), Span::default(), error.to_string()),
    };
    let file = templates.get(&name).map_or_else(
        || format!("themes/{ROOT_THEME}/templates/{name}").into(),
        |source| source.path.clone(),
    );
    Diagnostic::new(Code::TemplateError, &file, span)
        .arg("what", "error")
        .arg("detail", detail)
}
