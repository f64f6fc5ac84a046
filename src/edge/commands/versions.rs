//! The command for versions: `carta freeze`.

use super::{CONTENT, options, print, report};
use crate::diag::Failure;
use crate::edge::arguments::Arguments;
use crate::edge::{clock, freeze, load};
use crate::lang::{Lang, Locale};
use crate::memo::Memo;
use crate::render::versions;
use crate::resolve::freeze::{gather, is_label};
use crate::strings::Strings;

/// `carta freeze`.
pub fn freeze(
    arguments: &Arguments,
    strings: &Strings,
    lang: Lang,
    label: &str,
) -> Result<u8, Failure> {
    let sources = load::load(&arguments.root, options(arguments))?;
    let (site, problems) = crate::compile(&sources, &mut Memo::default());
    let languages = &site.config.languages;
    let taken = languages.iter().map(|lang| {
        let slug = versions::changes_slug(&site.strings, *lang);
        slug.trim_end_matches('/').to_owned()
    });
    if !is_label(label, &taken.collect::<Vec<_>>()) {
        return Err(Failure::new("version-label").arg("label", label));
    }
    let same = |known: &crate::version::Version| known.label.eq_ignore_ascii_case(label);
    if let Some(known) = site.versions.iter().find(|known| same(known)) {
        return Err(Failure::new("version-exists").arg("label", &known.label));
    }
    if crate::has_errors(&problems) {
        report(arguments, &sources, strings, lang, &problems);
        return Ok(CONTENT);
    }
    let number = site.versions.iter().map(|version| version.number).max();
    let number = number.unwrap_or(0).saturating_add(1);
    let date = clock::today();
    let Some(draft) = gather(&site, &sources, label, number, &date) else {
        return Err(Failure::new("version-empty"));
    };
    let folder = freeze::write(&arguments.root, label, &draft.files)?;
    let first = site.config.authentic();
    let args = [
        ("label", label.into()),
        ("date", Locale::new(lang).date(&date).into()),
        ("pages", draft.pages.into()),
        ("files", draft.files.len().into()),
        ("path", folder.display().to_string().into()),
        (
            "address",
            format!("{first}/{}/{label}/", crate::version::FOLDER).into(),
        ),
    ];
    let mut text = strings.text(lang, "frozen", &args) + "\n";
    if draft.unnamed > 0 {
        let args = [("count", draft.unnamed.into())];
        text.push_str(&(strings.text(lang, "frozen-unnamed", &args) + "\n"));
    }
    print(&text);
    Ok(0)
}
