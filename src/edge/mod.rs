//! The edge of the program: files, terminal, clock, environment, network. Nothing else does I/O.

pub mod arguments;
pub mod clock;
pub mod commands;
pub mod emit;
pub mod fix;
pub mod freeze;
pub mod ids;
pub mod load;
pub mod report;
pub mod review;
pub mod scaffold;
pub mod serve;
pub mod translations;
pub mod watch;
