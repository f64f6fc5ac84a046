#!/usr/bin/env python3
"""Shows how time and memory grow with the site: prints a table for each thing that can be many or large.

usage: growth.py [--carta FILE] [--rounds 3] [--quick]

    cargo build --release --locked
    benches/growth.py

Everything is built, with the program's own theme: search, pages side by side, frames. One thing grows, the
rest stays. The last columns are what a piece of the larger site costs, as a multiple of what a piece of
the smallest costs: 1 or less is linear growth. The least of the rounds is taken; --quick leaves out the
largest of each.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
WORDS = "persona racconta storia gruppo ascolta giudizio incontro percorso cura diritto scelta voce memoria".split()


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def site(root, pages, terms=(), languages="it, en"):
    """Writes a site of pages: a key and a body for each, the same in all languages."""
    write(root / "content/site.yaml", f"title: Banco di prova\nbase_url: https://example.org/\nlanguages: [{languages}]\n")
    for lang in languages.split(", "):
        write(root / f"content/index.{lang}.md", "---\ntitle: Home\n---\n\nHome.\n")
        for key, body in pages:
            write(root / f"content/{key}.{lang}.md", f"---\ntitle: {key}\n---\n\n{body}\n")
        if terms:
            children = "children: term\n" if lang == languages[:2] else ""
            write(root / f"content/glossary/index.{lang}.md", f"---\ntitle: Glossary\n{children}---\n\nText.\n")
        for key, word in terms:
            write(root / f"content/glossary/{key}.{lang}.md", f"---\ntitle: {word}\n---\n\nText.\n")


def prose(rng, count):
    sentence = lambda: " ".join(rng.choice(WORDS) for _ in range(10)).capitalize() + "."
    return "\n\n".join(" ".join(sentence() for _ in range(4)) for _ in range(count))


def pages_grow(root, count):
    subprocess.run([sys.executable, HERE / "peers/generate.py", str(count), root / "all"], check=True)
    return root / "all/carta-full"


def glossary_grows(root, count):
    """200 pages that name each term equally often, however many there are."""
    rng = random.Random(1)
    named = lambda at: f"termine{at} speciale"
    terms = [(f"t{at}", named(at)) for at in range(count)]
    text = lambda page: prose(rng, 6) + "\n\n" + " ".join(named((page * 31 + at) % count) for at in range(50)) + "."
    site(root, [(f"p{page}", text(page)) for page in range(200)], terms)
    return root


def page_grows(root, kilobytes):
    rng = random.Random(2)
    # Sections of about four kilobytes.
    section = lambda at: f"## Sezione {at}\n\n" + prose(rng, 13)
    text = "\n\n".join(section(at) for at in range(max(1, kilobytes // 4)))
    site(root, [("p", text[: kilobytes * 1000])], languages="it")
    return root


def links_grow(root, count):
    """Links to one page, ten on each of the others."""
    rng = random.Random(3)
    links = " ".join(f"[parola {at}](p.md)" for at in range(10))
    pages = [(f"q{page}", prose(rng, 3) + "\n\n" + links) for page in range(count // 10)]
    site(root, [("p", "Testo.")] + pages, languages="it")
    return root


# What grows, how, the counts, and how many pieces a site has beside those that are counted.
GROWTHS = [
    ("pages in each of two languages", pages_grow, [100, 1000, 10000], 0),
    ("terms in the glossary, beside 200 pages in two languages", glossary_grows, [10, 100, 500, 2000], 200),
    ("links to one page", links_grow, [10, 100, 1000, 10000], 0),
    # Last: what this program has in memory is counted as a child's that has less.
    ("kilobytes of one page", page_grows, [1, 10, 100, 1000, 10000], 0),
]


def build(carta, root, out):
    begun = time.perf_counter()
    process = subprocess.Popen([carta, "build", "--root", root, "--out", out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed ({process.returncode}): {root}")
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def least(carta, root, out, rounds):
    runs = []
    for _ in range(rounds):
        subprocess.run(["rm", "-rf", out], check=True)
        runs.append(build(carta, root, out))
    return [min(column) for column in zip(*runs)]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--carta", default="target/release/carta")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="carta-growth-") as folder:
        folder = pathlib.Path(folder)
        site(folder / "empty", [])
        _, nothing, idle = least(asked.carta, folder / "empty", folder / "out", asked.rounds)
        print(f"a site of one page: {nothing:.3f} s of processor time, {idle:.0f} MB; taken off in the last columns")
        for name, make, counts, others in GROWTHS:
            print(f"\n| {name} | wall | processor | memory | × time each | × memory each |\n|---|---|---|---|---|---|")
            first = None
            for count in counts[: -1 if asked.quick else None]:
                root = make(folder / f"{make.__name__}-{count}", count)
                wall, used, peak = least(asked.carta, root, folder / "out", asked.rounds)
                each = (max(used - nothing, 0.001) / (count + others), max(peak - idle, 0.1) / (count + others))
                # The smallest that costs enough to be measured is what the others are compared with.
                if first is None and used > 2 * nothing:
                    first = each
                times = [f"{own / base:.2f}" for own, base in zip(each, first)] if first else ["", ""]
                print(f"| {count} | {wall:.2f} s | {used:.2f} s | {peak:.0f} MB | {times[0]} | {times[1]} |", flush=True)


main()
