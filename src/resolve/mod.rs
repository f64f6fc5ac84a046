//! Resolving: pages meet their translations and each other. Each stage reads the values before it and
//! gives a new one; what it finds out lies beside the documents, keyed by place.

pub mod accessible;
pub mod addresses;
pub mod align;
pub mod backlinks;
pub mod cite;
pub mod consistency;
pub mod figures;
pub mod freeze;
pub mod freshness;
pub mod ids;
pub mod ledger;
pub mod links;
pub mod nav;
pub mod outline;
pub mod passages;
pub mod prose;
pub mod readability;
pub mod rows;
pub mod style;
pub mod terms;
pub mod typography;
pub mod versions;
pub mod views;
pub mod vocabulary;
pub mod wording;
pub mod works;
pub mod world;
