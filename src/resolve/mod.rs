//! Resolving: pages meet their translations and each other. Each stage reads the values before it and
//! gives a new one; what it finds out lies beside the documents, keyed by place.

pub mod accessible;
pub mod align;
pub mod cite;
pub mod typography;
pub mod ids;
pub mod links;
pub mod nav;
pub mod prose;
pub mod readability;
pub mod style;
pub mod terms;
