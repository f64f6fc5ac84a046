//! The command `carta`: arguments in, exit status out. Everything else is in the library.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    carta::edge::commands::main(std::env::args_os())
}
