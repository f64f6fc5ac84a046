//! What stands in pages for frames themselves: they load nothing, so their one style and their one script
//! are parts of the page, which the site's headers allow by hash.

use crate::render::embed;
use crate::source::Source;
use std::collections::BTreeMap;

/// The style and the script of pages for frames: `inline/embed.css` and `inline/embed.js` of the theme.
pub(super) struct Inline {
    /// What stands between `<style>` and `</style>`, to the letter.
    pub(super) style: String,
    /// What stands between `<script>` and `</script>`, to the letter.
    pub(super) script: String,
    /// The policy that allows the two.
    pub(super) policy: String,
}

impl Inline {
    /// From the files under `inline/`, by name.
    pub(super) fn new(parts: &BTreeMap<String, Source>) -> Inline {
        let text = |name: &str| {
            let text = parts.get(name).and_then(Source::as_text);
            // As browsers read it, and hash it.
            text.map_or(String::new(), |text| text.replace("\r\n", "\n"))
        };
        let (style, script) = (text("embed.css"), text("embed.js"));
        Inline {
            policy: embed::policy(&style, &script),
            style,
            script,
        }
    }
}
