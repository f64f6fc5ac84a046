//! The theme and the words are built into the binary: a new file among them makes a new binary.

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=i18n");
}
