# The site's words: everything that readers see around the text of the pages.

## Languages

# The language's name in itself, as in the language switch.
language-name = English
# The languages' names inside a sentence.
language-it = Italian
language-en = English
# The language as Open Graph wants it.
og-locale = en_GB

## Header and navigation

skip = Skip to content
menu = Menu
menu-label = Main menu
languages = Language
home = Home
breadcrumbs = Breadcrumbs
contents = On this page
contents-bar = Contents and language
contents-open = Contents
neighbours = Neighbouring pages
previous = Previous
next = Next
close = Close
chapter = Chapter { $number }
document = Document
document-map = A map of the document
section-pages = The pages of this section

## Notices

borrowed = This page has not been translated yet. The text below is in { $language }.
translation = This is a translation: the { $language } text is the authentic one.
translation-link = Read the text in { $language }

## Reading tools

reading = Reading
reading-title = How you want to read
size = Text size
size-1 = Normal
size-2 = Large
size-3 = Larger
size-4 = Largest
theme = Colours
theme-auto = As on the device
theme-light = Light
theme-dark = Dark
remember = Remember on this device
remember-note = Without this tick the choice holds only for the page you are reading, and nothing is saved.

## Citing

cite = Cite this page
cite-block = Cite this passage
cite-text = “{ $title }”, in { $site }.
cite-version = Version { $version }.
cite-paragraph = para. { $number }
cite-section = § { $number }
block-link = Link to and cite this passage
step-back = Previous passage
step-on = Next passage
copy-link = Copy the link
copy-citation = Copy the citation
copy-bibtex = Copy as BibTeX
copy-csl = Copy as CSL-JSON
copied = Copied.
copy-failed = The browser does not allow copying. You can select the text and copy it yourself.

## Sources and references

sources = Sources
cited-by = Pages that refer to this one
place = { $title }, place { $number }
edit = Suggest a change to this page

## Glossary

glossary = Glossary
glossary-entry = Glossary entry
glossary-letters = The letters of the glossary
glossary-list = The entries, from A to Z
glossary-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
glossary-empty = no entry
term-in = In { $language }
term-abbreviations = { $count ->
    [one] Abbreviation
   *[other] Abbreviations
}
term-forms = Forms and variants
term-avoid = Words to avoid
term-broader = More general
term-narrower = More specific
term-related = Related entries
term-used = Where this word is used
term-pages = { $count ->
    [one] on { $count } page
   *[other] on { $count } pages
}
popup-more = Read the entry “{ $title }”

## Competences

competence = Competence
competence-group-general = General competences
competence-group-specific = Specific competences
competence-group-activity = Examples of activities
competence-elsewhere = In other lists of competences
competence-relation-exact = same competence
competence-relation-close = close competence
competence-relation-broader = broader competence
competence-relation-narrower = narrower competence

## Selection criteria

criterion = Criterion
criterion-type = What it is
criterion-type-prerequisite = Prerequisite
criterion-type-characteristic = Characteristic to value
criterion-type-aspect = Aspect to strengthen
criterion-type-candidacy-source = Route to candidacy
criterion-type-procedure = Procedure
criterion-type-not-required = Something not asked for
criterion-weight = How much it counts
criterion-weight-must = Necessary
criterion-weight-should = Recommended
criterion-weight-value = To be valued
criterion-weight-not-required = Not required

## Comparisons

facts = The facts, one by one

## Home

home-start = Start with the Document
home-glossary = Look up a word

## Footer

footer-authentic = The authentic language is { $language }. Other languages are translations.
footer-version = Version { $version }
footer-updated = Last updated: { $date }
footer-license = Licence: { $name }

## Other pages

not-found = Page not found
not-found-text = There is nothing at this address. The page may have moved, or the address may contain a mistake.
not-found-home = Go to the home page
redirect = This page has a new address
redirect-link = Go to the new address

## Inside the text

permalink-section = Link to the section “{ $title }”
permalink-paragraph = Paragraph { $number }: link
footnote-label = Note { $number }
footnote-back = Back to the text of note { $number }
table-label = Table: { $title }
callout-note = Note
callout-tip = Tip
callout-important = Important
callout-warning = Warning
callout-caution = Caution

## Facts and sources

comparison-entry = Entry
not-stated = not stated
yes = yes
no = no
qualifier-about = about { $value }
qualifier-more-than = more than { $value }
qualifier-less-than = fewer than { $value }
qualifier-planned = { $value } (planned)
qualifier-incomplete = { $value } (incomplete figure)
chart-data = The data in a table
facts-caption = { $title }: what the sources say
accessed = (accessed { $date })
