# Citations, sources and facts: words of the site, and messages.

cited-in = { $count ->
    [one] Cited on one page
   *[other] Cited on { $count } pages
}
fact-disputed = Sources disagree:

diag-citation-style-unknown = “{ $style }” is not a citation style that carta knows
    .hint = one of { $styles }
diag-fact-conflict = { $what ->
    [nothing] no other fact of “{ $column }” for the same year comes from “{ $id }” and says otherwise
   *[silent] here “{ $column }” disagrees with what “{ $id }” says ({ $other })
}
    .hint = if the two sources do say different things, write “conflict_with: { $id }” in one of the two facts: the page then shows both as disputed
diag-fact-unsourced = the fact “{ $column }” has no source
    .hint = add “source:” with the name of a work of the bibliography
diag-source-unused = no page cites “{ $id }”
    .hint = cite it where it belongs, or write “keep: true” if it is further reading

explain-citation-style-unknown =
    The citation style in site.yaml is not among those there are.

    “citation_style” wants the name of a CSL style that puts the author into the text,
    usually with the year. There are no numbered styles and no notes styles: a note of the
    site must make sense by itself, even when it is copied elsewhere.

    Wrong: citation_style: APA seventh
    Right: citation_style: apa
explain-fact-conflict =
    Two sources say different things about the same column and year.

    It may be a typing error; or the sources do disagree, and then readers must know.
    “conflict_with” names the other source: the page shows both values, each with its
    source, and says that they disagree.

    Example: {"{"}value: 3, source: work-a, conflict_with: work-b{"}"}
explain-fact-unsourced =
    A fact does not say where it comes from.

    Readers must be able to check every fact: “source” is the name of a work in
    content/bibliography.yaml (or a list of names).
explain-source-unused =
    A work of the bibliography is cited on no page.

    Often its name is misspelt somewhere, or a passage is gone. If the work stays as
    further reading, write “keep: true” in its entry.
