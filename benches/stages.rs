//! The stages of the program, timed one by one on a site from the disk.
//!
//! usage: cargo bench --bench stages -- ROOT [RUNS]
//!
//! What an editor waits for is `compile, warm`: after a change in the text of one page. What is printed
//! is the median of the runs, the slowest of them, and the mean processor time.

use carta::artifact::Artifact;
use carta::edge::load;
use carta::memo::Memo;
use carta::source::{Options, Source};
use carta::{compile, render, render_all};
use std::path::Path;
use std::time::Instant;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let Some(root) = args.next() else {
        return println!("usage: cargo bench --bench stages -- ROOT [RUNS]");
    };
    let runs: usize = args.next().and_then(|runs| runs.parse().ok()).unwrap_or(10);
    let load = |style| {
        let options = Options {
            style,
            ..Options::default()
        };
        load::load(Path::new(&root), options).expect("a site")
    };
    let mut sources = load(false);
    time("load", runs.min(3), || drop(load(false)));
    time("compile, cold", runs.min(3), || {
        drop(compile(&sources, &mut Memo::default()));
    });
    // The preview reads for style too.
    sources.options.style = true;
    time("compile, style", runs.min(3), || {
        drop(compile(&sources, &mut Memo::default()));
    });
    share_of_linting(&mut sources, runs);
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

/// What linting adds to `carta check`: reading as well as rendering into nothing, with and without it in
/// turn, in processor time.
fn share_of_linting(sources: &mut carta::source::Sources, runs: usize) {
    let mut times = [Vec::new(), Vec::new()];
    for run in 0..2 * runs.max(3) + 2 {
        sources.options.style = run % 2 == 1;
        let start = processor_time();
        let (site, _) = compile(sources, &mut Memo::default());
        let done = render_all(&site, |_, _| Ok::<(), ()>(()));
        done.0.expect("done");
        // The first two warm the machine up.
        if run > 1 {
            times[run % 2].push(processor_time() - start);
        }
    }
    let [without, with] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    });
    println!(
        "check            {with:>9.1} ms   without linting {without:>9.1} ms   linting adds {:.1} %",
        (with / without - 1.0) * 100.0
    );
    sources.options.style = true;
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
    let mut times: Vec<f64> = Vec::new();
    let before = processor_time();
    for _ in 0..runs.max(1) {
        let start = Instant::now();
        work();
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let busy = (processor_time() - before) / times.len() as f64;
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{what:<16} {median:>9.1} ms   worst {worst:>9.1} ms   processor {busy:>9.1} ms");
}

/// The time that all threads have had a processor for, in milliseconds: what a busy machine does not
/// change. Nothing where the system does not tell.
fn processor_time() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten();
    let times = threads.flatten().filter_map(|thread| {
        let stat = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse::<f64>().ok()
    });
    times.sum::<f64>() / 1e6
}
