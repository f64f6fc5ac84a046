//! The stages of the program, timed one by one on a site from the disk.
//!
//! usage: cargo bench --bench stages -- ROOT [RUNS]
//!
//! What an editor waits for is `compile, warm`: after a change in the text of one page. What is printed
//! is the median of the runs and the slowest of them, in milliseconds.

use carta::artifact::Artifact;
use carta::edge::load;
use carta::memo::Memo;
use carta::source::{Options, Source};
use carta::{compile, render, render_all};
use std::path::Path;
use std::time::Instant;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let Some(root) = args.next() else {
        return println!("usage: cargo bench --bench stages -- ROOT [RUNS]");
    };
    let runs: usize = args.next().and_then(|runs| runs.parse().ok()).unwrap_or(10);
    let load = || load::load(Path::new(&root), Options::default()).expect("a site");
    let mut sources = load();
    time("load", runs.min(3), || drop(load()));
    time("compile, cold", runs.min(3), || {
        drop(compile(&sources, &mut Memo::default()));
    });
    let mut memo = Memo::default();
    let (mut site, _) = compile(&sources, &mut memo);
    let page = page_in_the_middle(&site);
    let edited = site.tree.page(page).manuscript.file.clone();
    let text = sources.get(&edited).and_then(Source::as_text).cloned();
    let text = text.expect("the page that was compiled");
    let mut edits = 0;
    time("compile, warm", runs, || {
        edits += 1;
        sources.insert(Source::text(&edited, &format!("{text}\n\nEdit {edits}.\n")));
        site = compile(&sources, &mut memo).0;
    });
    let page = Artifact::Page(page);
    render::render(&site, &page).expect("a page");
    time("render, a page", runs, || {
        render::render(&site, &page).expect("a page");
    });
    time("index", 1, || {
        site.search();
    });
    time("render, all", runs.min(3), || {
        render_all(&site, |_, _| Ok::<(), ()>(())).0.expect("done");
    });
}

/// A page that is no section, and not at either end of the site.
fn page_in_the_middle(site: &carta::site::Site) -> carta::site::PageId {
    let pages = site.tree.pages();
    let plain: Vec<_> = pages
        .filter(|page| !site.tree.entry(*page).is_section())
        .collect();
    plain[plain.len() / 2]
}

fn time(what: &str, runs: usize, mut work: impl FnMut()) {
    let mut times: Vec<f64> = (0..runs.max(1))
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{what:<16} {median:>9.1} ms   worst {worst:>9.1} ms");
}
