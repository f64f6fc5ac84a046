//! The floor: what a site generator cannot do without. Reads every source under a folder, parses it with
//! pulldown-cmark as carta does, and writes as many files and bytes as a finished site has, on all cores.
//!
//!     floor SITE OUTPUT NEW      SITE/content is read; OUTPUT is a built site to be equalled; NEW is written

use pulldown_cmark::{Event, Options, Parser};
use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

fn files(root: &Path) -> Result<Vec<PathBuf>, walkdir::Error> {
    let entries = WalkDir::new(root).into_iter();
    let files = entries.filter(|entry| entry.as_ref().map_or(true, |e| e.file_type().is_file()));
    files
        .map(|entry| entry.map(walkdir::DirEntry::into_path))
        .collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [site, output, new] = arguments.as_slice() else {
        return Err("usage: floor SITE OUTPUT NEW".into());
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let letters = files(&site.join("content"))?
        .par_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| -> std::io::Result<usize> {
            let text = fs::read_to_string(path)?;
            let events = Parser::new_ext(&text, options).into_offset_iter();
            Ok(events
                .map(|(event, span)| match event {
                    Event::Text(text) | Event::Code(text) => text.len(),
                    _ => span.len() & 1,
                })
                .sum())
        })
        .collect::<std::io::Result<Vec<usize>>>()?;
    // Sizes are taken from the built site, bytes are not: what they say costs nothing to write.
    let sizes: Vec<(PathBuf, u64)> = files(output)?
        .into_iter()
        .map(|path| {
            let size = fs::metadata(&path)?.len();
            let to = new.join(path.strip_prefix(output)?);
            Ok((to, size))
        })
        .collect::<Result<_, Box<dyn Error>>>()?;
    let longest = sizes.iter().map(|(_, size)| *size).max().unwrap_or(0);
    let bytes = vec![b'x'; usize::try_from(longest)?];
    let mut folders: Vec<&Path> = sizes.iter().filter_map(|(to, _)| to.parent()).collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        fs::create_dir_all(folder)?;
    }
    sizes
        .par_iter()
        .try_for_each(|(to, size)| fs::write(to, &bytes[..*size as usize]))?;
    println!(
        "{} sources, {} characters, {} files",
        letters.len(),
        letters.iter().sum::<usize>(),
        sizes.len()
    );
    Ok(())
}
