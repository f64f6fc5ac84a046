# The second pair of eyes: messages about style, readability, accessibility.

diag-abbreviation-foreign = “{ $short }” is the abbreviation of another language
    .hint = here it is { $better }; otherwise write [{ $short }]{"{"}lang=it{"}"}, or {"{"}lint-allow: abbreviation-foreign, the reason{"}"}
diag-abbreviation-unexpanded = the page never says what “{ $short }” means
    .hint = write the whole words the first time and then ({ $short }); abbreviations that nobody expands belong in content/style.yaml, under abbreviations
diag-address-bare = an address in full is hard to read, and spoken it is a row of letters: { $address }
    .hint = write [what is to be found there]({ $address })
diag-allowance-invalid = { $what ->
    [unknown] no rule is called “{ $rule }”
   *[other] setting aside the rule “{ $rule }” needs a reason
}
    .hint = write {"{"}lint-allow: { $rule }, the reason{"}"} at the end of the paragraph
diag-allowance-unused = the rule “{ $rule }” has nothing to say here any more: the exception is not needed
    .hint = remove it; if the text has changed, perhaps another rule is meant
diag-apostrophe-mixed = this page has two different apostrophes: ’ and '
    .hint = use ’ everywhere: carta check --fix does it for you
diag-capitals-only = { $word }: words all in capitals are hard to read, and some voices spell them out
    .hint = write small letters; for emphasis use **words**
diag-date-format = { $kind ->
    [digits] “{ $date }”: day and month change places between countries, and readers cannot tell
    [capital] “{ $date }”: months have a capital in English and none in Italian
   *[other] “{ $date }”: on this site the day comes before the month
}
    .hint = write 13 September 2021 in English, 13 settembre 2021 in Italian
diag-foreign-unmarked = “{ $word }” is in another language, and a voice would misread it
    .hint = write [{ $word }]{"{"}lang={ $lang }{"}"}
diag-gender-mark = “{ $word }”: voices that read aloud stumble over the sign, and Braille has none
    .hint = use a collective noun, “la persona …”, or both forms in full
diag-image-alt-poor = “{ $text }” does not say what the image shows
    .hint = say in a sentence what those who see it learn from it; no “image of”, no file names
diag-image-of-text = this image seems to hold text, or its text alternative is too long
    .hint = put the text on the page, where it can be read, enlarged and searched
diag-link-text-poor = { $kind ->
    [address] the text of this link is an address: spoken, it is a row of letters
   *[other] “{ $text }” alone does not say where it leads
}
    .hint = use the name of what is to be found there: many go from link to link without reading the rest
diag-list-endings = the other items of the list end { $usual ->
    [stop] with a full stop
    [semicolon] with a semicolon
   *[nothing] without a mark
}, this one { $odd ->
    [stop] with a full stop
    [semicolon] with a semicolon
   *[nothing] without a mark
}
    .hint = let all of them end alike
diag-number-format = { $kind ->
    [thousands] “{ $number }” can be read in two ways: thousands take a comma in English and a point in Italian
   *[other] “{ $number }”: decimals take a point in English and a comma in Italian
}
    .hint = perhaps { $better }?
diag-readability-low = { $what ->
    [definition] the definition is hard: { $score }, and here it should be at least { $least }
   *[page] the page is hard: { $score }, and here it should be at least { $least }
}
    .hint = split long sentences, use everyday words; carta check --report readability shows the ten hardest places
diag-spaces-double = there are two or more spaces here
    .hint = one is enough: carta check --fix does it for you
diag-spelling-variant = this site writes “{ $wanted }”, not “{ $word }”
    .hint = carta check --fix mends it where only one form can be meant
diag-table-header-empty = the table has no headings: those who listen hear numbers without names
    .hint = say in the first row what each column holds
diag-term-avoided = the glossary entry “{ $term }” asks to avoid “{ $word }”{ $why ->
    [none] {""}
   *[other] : { $why }
}
    .hint = choose another word; put someone else’s words in quotation marks; if it is needed here add {"{"}lint-allow: term-avoided, the reason{"}"}
diag-word-to-avoid = “{ $word }”. { $why }
    .hint = { $instead ->
    [none] choose
   *[other] better: { $instead }. Or choose
} another phrase; someone else’s words go in quotation marks; if it is really needed here, add at the end {"{"}lint-allow: { $rule }, the reason{"}"}

explain-abbreviation-foreign =
    An abbreviation of another language, where the glossary has one in this language.

    Example: OMS on an English page, where the glossary has WHO.
    Why: readers look for the abbreviation they know, and an English voice mispronounces the Italian one.
    Source: WCAG 3.1.4; the site’s glossary.
explain-abbreviation-unexpanded =
    An abbreviation that the page never expands and the glossary does not know.

    Example: “the RUL meets every month” becomes “the Lombardy Users’ Network (RUL) meets every month”.
    Why: readers from outside the field stop there.
    Source: WCAG 3.1.4.
explain-address-bare =
    An address written out in the text.

    Example: “see https://www.who.int/publications” becomes “see [the publications of WHO](https://…)”.
    Why: a voice reads it letter by letter, and on paper it breaks badly.
    Source: WCAG 2.4.4.
explain-allowance-invalid =
    An exception that names an unknown rule, or gives no reason.

    Example: {"{"}lint-allow: crazy, the name the group gave itself{"}"} at the end of a paragraph, or in the front matter of the page:
    lint_allow: [{"{"}rule: crazy, reason: the name the group gave itself{"}"}]
    Why: in a year somebody will want to know whether the reason still holds.
explain-allowance-unused =
    An exception for a rule that finds nothing here.

    Example: the word was changed, the exception stayed.
    Why: a forgotten exception hides the next mistake.
explain-apostrophe-mixed =
    The straight apostrophe beside the typographic one on one page.

    Example: “it's” beside “they’re”. carta check --fix writes ’ everywhere.
    Why: those who look for a word on the page find only one of the two.
explain-capitals-only =
    Words all in capitals.

    Example: “THIS IS NOT REQUIRED” becomes “This is **not** required”.
    Why: capitals all have the same height and are read more slowly; some voices spell them out.
    Source: guidelines for easy-to-read language.
explain-date-format =
    A date in another language’s order, or in digits alone.

    Example: 03/04/2021 is 3 April in Italy and 4 March in the United States: write 3 April 2021.
explain-foreign-unmarked =
    Words of another language that do not say so.

    Example: “salute mentale” becomes “[salute mentale]{"{"}lang=it{"}"}”.
    Why: an English voice reads them with English sounds.
    Source: WCAG 3.1.2.
explain-gender-mark =
    An asterisk, a schwa or an at sign instead of an Italian ending.

    Example: “tutt* i colleghi”, “lə espertə”. Better “tutte le persone”, “colleghe e colleghi”, “chi è esperto”.
    Why: voices that read aloud and Braille lines can do nothing with it. The rule is not about whom to name: it is about reaching everybody.
    Source: tests by Fondazione LIA; Accademia della Crusca for legal texts.
explain-image-alt-poor =
    A text alternative that does not say what is to be seen.

    Example: ![photo](group.jpg) becomes ![Six people sitting in a circle in a courtyard](group.jpg).
    Source: WCAG 1.1.1.
explain-image-of-text =
    An image that seems to be a photographed page, or a text alternative of more than 160 characters.

    Example: screenshot-programme.png. The programme belongs on the page, as a list or a table.
    Source: WCAG 1.4.5.
explain-link-text-poor =
    A link whose text alone does not say where it leads.

    Example: “to enrol [click here](…)” becomes “[enrol in the course](…)”.
    Why: people with a screen reader go through the list of links, one after the other.
    Source: WCAG 2.4.4.
explain-list-endings =
    A list of at least three items that do not all end alike.

    Example: two items without a mark and one with a full stop. After semicolons the last one may have a full stop.
explain-number-format =
    A number with the marks of the other language.

    Example: thirty thousand is 30,000 in English and 30.000 in Italian; two and a half per cent is 2.5 % and 2,5 %.
explain-readability-low =
    A page or a definition that is harder than the threshold of its kind.

    Italian is measured by Gulpease: 89 − 10 × letters/words + 300 × sentences/words. Below 60 it is hard with a lower-secondary licence, below 40 with a diploma.
    English is measured by the score of Coleman and Liau, from the same three counts.
    Each list item, heading and cell counts as a sentence. Authentic texts (document) have no threshold. Thresholds are in site.yaml, under readability.
    Source: Lucisano and Piemontese 1988; Coleman and Liau 1975.
explain-spaces-double =
    Two or more spaces between two words.

    Example: “peer  support”. carta check --fix leaves one.
explain-spelling-variant =
    A word that is spelled otherwise than on the rest of the site.

    Example: “coproduction” where the site writes “co-production”. The forms are in style.yaml, under spellings.
    Why: those who search should find everything, and two forms look like two things.
explain-table-header-empty =
    A table whose first row is empty.

    Example: | | | instead of | Country | People |.
    Source: WCAG 1.3.1.
explain-term-avoided =
    A form that a glossary entry asks to avoid (avoid), outside of that entry.

    Example: the Italian entry “recovery” asks to write “la recovery”. In quotation marks or italics the form may be spoken of.
explain-word-to-avoid =
    A word that hurts, that reduces somebody to a diagnosis or makes a metaphor of one.

    Example: “the mentally ill” becomes “people with a mental health condition”; “a schizophrenic market” becomes “an incoherent market”.
    Quotations, titles, italics, names, code and other languages are left alone. The rules, each with its reason and source, are in style.yaml; a word that is needed stays with {"{"}lint-allow: rule, the reason{"}"} at the end of the paragraph.
    Source: Carta di Trieste; Legislative Decree 62/2024; parlarecivile.it; CAMH.

cli-fix = Mends in the files what has only one right form
cli-report = Also shows: readability (the hardest texts) or language (contested words)
mended = { $places ->
    [0] nothing to mend
    [one] mended 1 place
   *[other] mended { $places } places
}{ $files ->
    [0] {""}
    [one] {" "}in 1 file
   *[other] {" "}in { $files } files
}
review-readability = { $what ->
    [pages] The hardest pages
   *[other] The hardest places
} ({ $lang ->
    [it] Italian, Gulpease
    [en] English, Coleman–Liau
   *[other] { $lang }, Coleman–Liau
}); lower is harder
failure-fix = { $path } cannot be mended: { $detail }
    .hint = the file is as it was
field-lint-allow = Rules of style that do not hold on this page, each with its reason.
