# The fields at the start of a page, one sentence each: shown by editors that complete YAML (`carta schema`).

field-title = The title of the page: it must be there, and it is the only heading of level 1.
field-slug = The last part of the address in this language: lower-case letters without accents, digits, hyphens.
field-description = One sentence about what is on the page, for lists and search engines.
field-aliases = Addresses that the page had before, from the root of the site: whoever uses them arrives here.
field-order = The place among the pages of the section: small numbers come first.
field-draft = If true, the page is a draft and is not published.
field-sources = The works that the page rests on: their names in content/bibliography.yaml.
field-kind = The kind of page; without it, the kind that the section gives to its pages.
field-children = In the index of a section: the kind of its pages.
field-columns = In the index of a section: the columns of the comparison, with name, type, label and unit. On another page: the columns of its own facts.
field-abbreviations = Abbreviations of the term; capitals count: PSW is not psw.
field-forms = The forms in which the word appears in texts, with choices in braces: peer support worker{"{"},s{"}"}. Endings of several words, where there are as many of each, agree in the order in which they stand: pair{"{"},s{"}"} aidant{"{"},s{"}"} is shown as “pair aidant” and “pairs aidants”; in texts every combination is recognised.
field-avoid = Words to avoid, each with the reason.
field-autolink = If false, the word does not become a link by itself.
field-foreign = The language of the word, if it is foreign in texts of this language: en, fr.
field-related = Other terms that help to understand this one: the names of their files.
field-broader = The more general term: the name of its file.
field-code = The code of the competence, such as G1.
field-group = The group of the competence, such as general.
field-maps-to = The competences in other lists that correspond to it, and how closely.
field-type = What the criterion is: a prerequisite, a characteristic, a procedure …
field-requirement = How much the criterion counts: necessary, recommended, a merit, not required.
field-facts = The facts, column by column: value, year, how exact, source.
