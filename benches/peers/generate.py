#!/usr/bin/env python3
"""Writes equivalent bilingual sites for carta, Hugo, Zola and mdBook: same pages, words, links, table, notes.

usage: generate.py PAGES DIR        PAGES per language; makes DIR/carta (a bare theme and pages alone, as
                                    the others have), DIR/carta-full (its own theme and everything: search, two
                                    languages side by side, pages for frames), DIR/hugo, DIR/zola, DIR/mdbook

Deterministic: the same PAGES give the same bytes. A page has about 700 words in five sections, a
table, a list, two notes, five links to other pages and the words of twenty glossary terms.
"""
import pathlib
import random
import sys

WORDS = {
    "it": """la persona racconta una storia che cambia il gruppo ascolta senza giudizio ogni incontro apre
    possibilità nuove servizi territorio famiglia lavoro casa tempo fiducia ruolo compito équipe percorso
    cura diritto scelta voce memoria futuro domanda risposta accordo progetto comunità regione formazione
    pratica sapere relazione confine rispetto speranza cammino insieme ancora sempre quando perché dove""",
    "en": """the person tells a story that changes the group listens without judgement each meeting opens
    new possibilities services territory family work home time trust role task team path care right choice
    voice memory future question answer agreement project community region training practice knowledge
    relation boundary respect hope journey together still always when because where""",
}
TERMS = {
    "it": "supporto tra pari,recovery,auto mutuo aiuto,sapere esperienziale,reciprocità,autostima,ascolto attivo,stigma,tirocinio,intervisione,terzo settore,advocacy,empowerment,co-produzione,punto di svolta,inclusione sociale,supervisione,affiancamento,progetto di vita,riconoscimento".split(","),
    "en": "peer support,recovery,mutual help,experiential knowledge,reciprocity,self-esteem,active listening,stigma,placement,intervision,third sector,advocacy,empowerment,co-production,turning point,social inclusion,supervision,shadowing,life project,recognition".split(","),
}
TITLE = {"it": "Pagina", "en": "Page"}


def body(lang, number, pages, link):
    # The same numbers for both languages: a page and its translation have the same sentences, terms and
    # figures.
    rng = random.Random(number)
    words = WORDS[lang].split()
    terms = TERMS[lang]

    def one(of):
        return of[int(rng.random() * len(of))]

    def sentence():
        chosen = [one(words) for _ in range(7 + int(rng.random() * 6))]
        if rng.random() < 0.3:
            chosen.insert(4, one(terms))
        return " ".join(chosen).capitalize() + "."

    def paragraph(sentences):
        return " ".join(sentence() for _ in range(sentences))

    out = [paragraph(4), ""]
    for section in range(1, 6):
        out += [f"## Sezione {number} {section}" if lang == "it" else f"## Section {number} {section}", ""]
        to = (number * 7 + section * 13) % pages
        out += [paragraph(4) + f" [{TITLE[lang]} {to}]({link(to)}).", "", paragraph(4), ""]
        if section == 2:
            out += [f"- {sentence()}" for _ in range(5)] + [""]
        if section == 3:
            out += ["| a | b | c |", "|---|---|---|"] + [f"| {one(words)} | {1 + int(rng.random() * 999)} | {one(words)} |" for _ in range(5)] + [""]
        if section == 4:
            out += [paragraph(2) + "[^1] " + sentence() + "[^2]", "", f"[^1]: {sentence()}", "", f"[^2]: {sentence()}", ""]
    return "\n".join(out)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def carta(pages, root, bare):
    content = root / "content"
    settings = "title: {it: Banco di prova, en: Test bench}\nbase_url: https://example.org/\nlanguages: [it, en]\n"
    write(content / "site.yaml", settings + ("theme: bare\nsearch: false\nside_by_side: false\nembeds: false\n" if bare else ""))
    for lang in ("it", "en"):
        first = lang == "it"
        write(content / f"index.{lang}.md", f"---\ntitle: {TITLE[lang]}\n---\n\nHome.\n")
        write(content / f"glossary/index.{lang}.md", "---\ntitle: Glossary\n" + ("children: term\n" if first else "") + "---\n\nText.\n")
        for index, term in enumerate(TERMS[lang]):
            write(content / f"glossary/term-{index}.{lang}.md", f"---\ntitle: \"{term}\"\nslug: term-{index}\n---\n\nText.\n")
        for number in range(pages):
            section = f"s{number // 100}"
            if number % 100 == 0:
                order = f"order: {number}\n" if first else ""
                write(content / f"{section}/index.{lang}.md", f"---\ntitle: {section}\n{order}---\n\nText.\n")
            front = f"---\ntitle: \"{TITLE[lang]} {number}\"\nslug: p{number}\ndescription: \"{TITLE[lang]} {number}\"\n"
            front += f"order: {number}\n" if first else ""
            link = lambda to: f"../s{to // 100}/p{to}.md"
            write(content / f"{section}/p{number}.{lang}.md", front + "---\n\n" + body(lang, number, pages, link))
    if not bare:
        return
    # A theme of the same weight as those of the others below.
    theme = root / "themes/bare"
    write(theme / "theme.yaml", "extends: carta\n")
    page = """<!doctype html>
<html lang="{{ page.text_lang }}"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<meta name="description" content="{{ page.description }}"><link rel="canonical" href="{{ page.canonical }}">
{% for other in page.alternates %}<link rel="alternate" hreflang="{{ other.lang }}" href="{{ other.url }}">{% endfor %}
</head><body><nav>{% for crumb in page.breadcrumbs %}<a href="{{ root }}{{ crumb.url }}">{{ crumb.title }}</a> {% endfor %}</nav>
<main><h1>{{ page.title }}</h1><nav>{% for item in page.toc %}<a href="#{{ item.id }}">{{ item.title }}</a> {% endfor %}</nav>
{{ page.content | safe }}
{% if page.previous %}<a href="{{ root }}{{ page.previous.url }}">{{ page.previous.title }}</a>{% endif %}
{% if page.next %}<a href="{{ root }}{{ page.next.url }}">{{ page.next.title }}</a>{% endif %}</main></body></html>
"""
    for name in ("page", "home", "section", "term", "glossary"):
        write(theme / f"templates/{name}.html", page)


def hugo(pages, root):
    write(root / "hugo.toml", """baseURL = "https://example.org/"
defaultContentLanguage = "it"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS"]
[languages.it]
label = "Italiano"
weight = 1
[languages.en]
label = "English"
weight = 2
""")
    for lang in ("it", "en"):
        write(root / f"content/_index.{lang}.md", f"---\ntitle: {TITLE[lang]}\n---\n\nHome.\n")
        for index, term in enumerate(TERMS[lang]):
            write(root / f"content/glossary/term-{index}.{lang}.md", f"---\ntitle: \"{term}\"\n---\n\nText.\n")
        for number in range(pages):
            section = f"s{number // 100}"
            if number % 100 == 0:
                write(root / f"content/{section}/_index.{lang}.md", f"---\ntitle: {section}\nweight: {number + 1}\n---\n\nText.\n")
            front = f"---\ntitle: \"{TITLE[lang]} {number}\"\nslug: p{number}\ndescription: \"{TITLE[lang]} {number}\"\nweight: {number + 1}\n---\n\n"
            link = lambda to: '{{< relref "/s%d/p%d.md" >}}' % (to // 100, to)
            write(root / f"content/{section}/p{number}.{lang}.md", front + body(lang, number, pages, link))
    page = """<!doctype html>
<html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}
</head><body><nav>{{ range .Ancestors.Reverse }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<main><h1>{{ .Title }}</h1>{{ .TableOfContents }}
{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</main></body></html>
"""
    for name in ("_default/single", "_default/list", "index"):
        write(root / f"layouts/{name}.html", page)


def zola(pages, root):
    write(root / "config.toml", """base_url = "https://example.org"
default_language = "it"
generate_feeds = false
build_search_index = false
[languages.en]
generate_feeds = false
build_search_index = false
""")
    suffix = {"it": "", "en": ".en"}
    for lang in ("it", "en"):
        write(root / f"content/_index{suffix[lang]}.md", f'+++\ntitle = "{TITLE[lang]}"\n+++\n\nHome.\n')
        write(root / f"content/glossary/_index{suffix[lang]}.md", '+++\ntitle = "Glossary"\n+++\n\nText.\n')
        for index, term in enumerate(TERMS[lang]):
            write(root / f"content/glossary/term-{index}{suffix[lang]}.md", f'+++\ntitle = "{term}"\n+++\n\nText.\n')
        for number in range(pages):
            section = f"s{number // 100}"
            if number % 100 == 0:
                write(root / f"content/{section}/_index{suffix[lang]}.md", f'+++\ntitle = "{section}"\nsort_by = "weight"\nweight = {number + 1}\n+++\n\nText.\n')
            front = f'+++\ntitle = "{TITLE[lang]} {number}"\nslug = "p{number}"\ndescription = "{TITLE[lang]} {number}"\nweight = {number + 1}\n+++\n\n'
            link = lambda to: f"@/s{to // 100}/p{to}{suffix[lang]}.md"
            write(root / f"content/{section}/p{number}{suffix[lang]}.md", front + body(lang, number, pages, link))
    page = """<!doctype html>
<html lang="{{ lang }}"><head><meta charset="utf-8"><title>{{ this.title }}</title>
<meta name="description" content="{{ this.description | default(value="") }}"><link rel="canonical" href="{{ this.permalink | safe }}">
{% for other in this.translations %}<link rel="alternate" hreflang="{{ other.lang }}" href="{{ other.permalink | safe }}">{% endfor %}
</head><body><nav>{% for path in this.ancestors %}{% set above = get_section(path=path, metadata_only=true) %}<a href="{{ above.permalink | safe }}">{{ above.title }}</a> {% endfor %}</nav>
<main><h1>{{ this.title }}</h1><nav>{% for item in this.toc %}<a href="#{{ item.id }}">{{ item.title }}</a> {% endfor %}</nav>
{{ this.content | safe }}
{% if this.lower %}<a href="{{ this.lower.permalink | safe }}">{{ this.lower.title }}</a>{% endif %}
{% if this.higher %}<a href="{{ this.higher.permalink | safe }}">{{ this.higher.title }}</a>{% endif %}</main></body></html>
"""
    write(root / "templates/page.html", page.replace("this.", "page."))
    for name in ("section", "index"):
        write(root / f"templates/{name}.html", page.replace("this.", "section."))


def mdbook(pages, root):
    page = """<!doctype html>
<html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ chapter_title }}</title></head>
<body><main>{{{ content }}}
{{#if previous}}<a href="{{ path_to_root }}{{ previous.link }}">{{ previous.title }}</a>{{/if}}
{{#if next}}<a href="{{ path_to_root }}{{ next.link }}">{{ next.title }}</a>{{/if}}</main></body></html>
"""
    for lang in ("it", "en"):
        book = root / lang
        write(book / "book.toml", f'[book]\ntitle = "{TITLE[lang]}"\nlanguage = "{lang}"\n[output.html.search]\nenable = false\n[output.html.print]\nenable = false\n')
        write(book / "theme/index.hbs", page)
        summary = ["# Summary", "", "- [Home](home.md)"]
        write(book / "src/home.md", "# Home\n\nHome.\n")
        summary += ["- [Glossary](glossary/index.md)"]
        write(book / "src/glossary/index.md", "# Glossary\n\nText.\n")
        for index, term in enumerate(TERMS[lang]):
            write(book / f"src/glossary/term-{index}.md", f"# {term}\n\nText.\n")
            summary.append(f"  - [{term}](glossary/term-{index}.md)")
        for number in range(pages):
            section = f"s{number // 100}"
            if number % 100 == 0:
                write(book / f"src/{section}/index.md", f"# {section}\n\nText.\n")
                summary.append(f"- [{section}]({section}/index.md)")
            link = lambda to: f"../s{to // 100}/p{to}.md"
            write(book / f"src/{section}/p{number}.md", f"# {TITLE[lang]} {number}\n\n" + body(lang, number, pages, link))
            summary.append(f"  - [{TITLE[lang]} {number}]({section}/p{number}.md)")
        write(book / "src/SUMMARY.md", "\n".join(summary) + "\n")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    pages, root = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    carta(pages, root / "carta", True)
    carta(pages, root / "carta-full", False)
    hugo(pages, root / "hugo")
    zola(pages, root / "zola")
    mdbook(pages, root / "mdbook")


main()
