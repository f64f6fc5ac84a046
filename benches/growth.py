#!/usr/bin/env python3
"""Shows how time and memory grow with the site: prints a table for each thing that can be many or large.

usage: growth.py [--carta FILE] [--rounds 3] [--quick] [--count]

    cargo build --release --locked
    benches/growth.py

Everything is built, with the program's own theme: search, pages side by side, frames. One thing grows, the
rest stays. The last columns are what a piece of the larger site costs, as a multiple of what a piece of
the smallest costs: 1 or less is linear growth. The least of the rounds is taken; --quick leaves out the
largest of each.

--count is the test: instructions are counted (Valgrind, one thread) and not time, so it says the same on every
machine. It takes three small sites of each kind and fails where a piece more costs more on the way from the
second to the third than from the first to the second.
"""
import argparse
import concurrent.futures
import os
import pathlib
import random
import re
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


def glossary_grows(root, count, pages=200):
    """Pages that name terms fifty times each, whichever there are, in turn."""
    rng = random.Random(1)
    named = lambda at: f"termine{at} speciale"
    terms = [(f"t{at}", named(at)) for at in range(count)]
    text = lambda page: prose(rng, 6) + "\n\n" + " ".join(named((page * 31 + at) % count) for at in range(50)) + "."
    site(root, [(f"p{page}", text(page)) for page in range(pages)], terms)
    return root


def page_grows(root, kilobytes):
    rng = random.Random(2)
    # Sections of about four kilobytes.
    section = lambda at: f"## Sezione {at}\n\n" + prose(rng, 13)
    text = "\n\n".join(section(at) for at in range(max(1, kilobytes // 4)))
    site(root, [("p", text[: kilobytes * 1000])], languages="it")
    return root


def links_grow(root, count):
    """Links to one page, ten on each of the others. These are in a folder: the menu is a part of each page."""
    rng = random.Random(3)
    links = " ".join(f"[parola {at}](../p.md)" for at in range(10))
    pages = [(f"q/q{page}", prose(rng, 3) + "\n\n" + links) for page in range(count // 10)]
    site(root, [("p", "Testo."), ("q/index", "Testo.")] + pages, languages="it")
    return root


def few_pages_name_terms(root, count):
    return glossary_grows(root, count, pages=20)


def headings_grow(root, count):
    """Headings of one page, half of them alike and without names of their own, each with a link to another."""
    heading = lambda at: "## Sezione" if at % 2 else f"## Parte {at} {{#s{at}}}"
    section = lambda at: heading(at) + f"\n\nVedi [oltre](#s{(at // 2 * 2 + 2) % count})."
    site(root, [("p", "\n\n".join(map(section, range(count))))], languages="it")
    return root


def notes_grow(root, count):
    text = " ".join(f"Parola[^n{at}]" for at in range(count)) + "\n\n" + "\n\n".join(f"[^n{at}]: Nota {at}." for at in range(count))
    site(root, [("p", text)], languages="it")
    return root


def rows_grow(root, count):
    text = "Table: Voci\n\n| Voce | Valore |\n|---|---|\n" + "\n".join(f"| voce {at} | {at} |" for at in range(count))
    site(root, [("p", text)], languages="it")
    return root


def depth_grows(root, count):
    """Folders in folders, up to the sixteenth, then the next beside the first."""
    folder = lambda at: "/".join([f"d{at // 16}"] + [f"e{level}" for level in range(at % 16)])
    site(root, [(f"{folder(at)}/index", "Testo.") for at in range(count)], languages="it")
    return root


def works_grow(root, count):
    """Works in the bibliography, each cited once on one page."""
    site(root, [("p", "\n\n".join(f"Parola [@w{at}]." for at in range(count)))], languages="it")
    works = "".join(f"w{at}:\n  type: book\n  title: Titolo {at}\n  author: Autore {at}\n  date: {1900 + at % 100}\n" for at in range(count))
    (root / "content/bibliography.yaml").write_text(works, encoding="utf-8")
    return root


def mistakes_grow(root, count):
    """Pages in two languages with a link that leads nowhere and a figure that differs."""
    pages = [(f"q/q{page}", f"[altro](no{page}.md) con 30 persone.") for page in range(count)]
    site(root, [("q/index", "Testo.")] + pages)
    for page in root.glob("content/q/q*.en.md"):
        page.write_text(page.read_text(encoding="utf-8").replace(" 30 ", " 31 "), encoding="utf-8")
    return root


# What grows, how, the counts, and how many pieces a site has beside those that are counted.
GROWTHS = [
    ("pages in each of two languages", pages_grow, [100, 1000, 10000], 0),
    ("terms in the glossary, beside 200 pages in two languages", glossary_grows, [10, 100, 500, 2000], 200),
    ("links to one page", links_grow, [10, 100, 1000, 10000], 0),
    # Last: what this program has in memory is counted as a child's that has less.
    ("kilobytes of one page", page_grows, [1, 10, 100, 1000, 10000], 0),
]
# What is counted: how it grows, and the sizes of three sites. Steps are large beside what the allocator may
# save once: memory that is fresh need not be cleared for the first pictures, which is 3 million instructions.
COUNTED = [
    ("pages in each of two languages", pages_grow, [25, 100, 400]),
    ("terms in the glossary, beside 20 pages", few_pages_name_terms, [10, 80, 640]),
    ("links to one page", links_grow, [40, 320, 2560]),
    ("kilobytes of one page", page_grows, [32, 256, 1024]),
    ("headings of one page", headings_grow, [120, 960, 3840]),
    ("notes of one page", notes_grow, [120, 960, 3840]),
    ("rows of one table", rows_grow, [240, 1920, 7680]),
    ("works that are cited", works_grow, [30, 120, 480]),
    ("folders", depth_grows, [16, 128, 512]),
    ("mistakes", mistakes_grow, [20, 80, 320]),
]
# What a piece more may cost, as a multiple of what it cost before: some steps sort, and tables double.
ALLOWED = 1.25


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


def instructions(carta, root, out, mistaken):
    """How many instructions a build of a site takes. Mistakes in its content are told, and end it with 1."""
    counted = subprocess.run(
        ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", carta, "build", "--root", root, "--out", out],
        env={**os.environ, "RAYON_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", counted.stderr)
    if counted.returncode not in (0, 1) or not found:
        sys.exit(f"failed ({counted.returncode}): {root}\n{counted.stderr[-2000:]}")
    if (counted.returncode == 1) != mistaken:
        sys.exit(f"{root}: {'no mistakes' if mistaken else 'mistakes'}\n{counted.stderr[:2000]}")
    return int(found[1].replace(",", ""))


def count_all(carta, folder):
    """Counts all of COUNTED; gives what costs more than it may."""
    def counted(growth):
        name, make, sizes = growth
        mistaken = make is mistakes_grow
        roots = [make(folder / f"{make.__name__}-{size}", size) for size in sizes]
        return [instructions(carta, root, folder / f"{root.name}-out-{make.__name__}-{size}", mistaken) for root, size in zip(roots, sizes)]

    too_much = []
    print("| | sizes | instructions for a piece more | × | |\n|---|---|---|---|---|")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for (name, _, sizes), found in zip(COUNTED, pool.map(counted, COUNTED)):
            first, second = [(found[at + 1] - found[at]) / (sizes[at + 1] - sizes[at]) for at in (0, 1)]
            fine = second <= ALLOWED * first
            print(f"| {name} | {', '.join(map(str, sizes))} | {first:,.0f}, then {second:,.0f} | {second / first:.2f} | {'' if fine else 'too much'} |", flush=True)
            too_much += [] if fine else [name]
    return too_much


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--carta", default="target/release/carta")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--count", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="carta-growth-") as folder:
        folder = pathlib.Path(folder)
        if asked.count:
            too_much = count_all(asked.carta, folder)
            sys.exit(f"grows faster than the site: {', '.join(too_much)}" if too_much else 0)
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
