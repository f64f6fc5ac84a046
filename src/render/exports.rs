//! stub
use crate::artifact::GlossaryFormat;
use crate::site::Site;
/// x
pub fn glossary(_site: &Site, _format: GlossaryFormat) -> String { String::new() }
