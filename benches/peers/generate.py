#!/usr/bin/env python3
"""Writes equivalent bilingual sites for carta and Hugo: same pages, words, links, table, notes.

usage: generate.py PAGES DIR        PAGES per language; makes DIR/carta and DIR/hugo

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
    rng = random.Random(f"{lang}-{number}")
    words = WORDS[lang].split()
    terms = TERMS[lang]

    def sentence():
        chosen = [rng.choice(words) for _ in range(rng.randint(8, 16))]
        if rng.random() < 0.3:
            chosen.insert(4, rng.choice(terms))
        return " ".join(chosen).capitalize() + "."

    def paragraph(sentences):
        return " ".join(sentence() for _ in range(sentences))

    out = [paragraph(4), ""]
    for section in range(1, 6):
        out += [f"## Sezione {number} {section}" if lang == "it" else f"## Section {number} {section}", ""]
        out += [paragraph(4) + f" [{TITLE[lang]}]({link((number * 7 + section * 13) % pages)}).", "", paragraph(4), ""]
        if section == 2:
            out += [f"- {sentence()}" for _ in range(5)] + [""]
        if section == 3:
            out += ["| a | b | c |", "|---|---|---|"] + [f"| {rng.choice(words)} | {rng.randint(1, 999)} | {rng.choice(words)} |" for _ in range(5)] + [""]
        if section == 4:
            out += [paragraph(2) + "[^1] " + sentence() + "[^2]", "", f"[^1]: {sentence()}", "", f"[^2]: {sentence()}", ""]
    return "\n".join(out)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def carta(pages, root):
    content = root / "content"
    write(content / "site.yaml", "title: {it: Banco di prova, en: Test bench}\nbase_url: https://example.org/\nlanguages: [it, en]\n")
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
    # A theme of the same weight as Hugo's below.
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
languageName = "Italiano"
weight = 1
[languages.en]
languageName = "English"
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


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    pages, root = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    carta(pages, root / "carta")
    hugo(pages, root / "hugo")


main()
