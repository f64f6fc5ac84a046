# The program's messages. `diag-CODE` says what is wrong, its `.hint` the way out.

severity-error = error
severity-warning = warning
summary = { $errors ->
    [0] { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }
    [one] 1 error{ $warnings ->
        [0] {""}
        [one] , 1 warning
       *[other] , { $warnings } warnings
    }
   *[other] { $errors } errors{ $warnings ->
        [0] {""}
        [one] , 1 warning
       *[other] , { $warnings } warnings
    }
}
built = Site written to { $path }: { $pages ->
    [one] 1 page
   *[other] { $pages } pages
} in { $seconds } s (files: { $written } written, { $unchanged } unchanged, { $removed } removed)
created = Created { $path }
diag-near = did you mean “{ $near }”?

diag-address-invalid = “{ $address }” cannot be an old address of this site
    .hint = write it from the site’s root, as in /old/page/
diag-anchor-missing = “{ $page }” has no section or paragraph with the id “{ $anchor }”
    .hint = give the heading an id: ## Title {"{"}#{ $anchor }{"}"}, or end the paragraph with ^{ $anchor }
diag-base-url-missing = the address where the site will stand is missing
    .hint = add a line such as base_url: https://example.org/
diag-citation-missing = no work in the bibliography is called “{ $id }”
    .hint = add it to content/bibliography.yaml
diag-column-unknown = no column is called “{ $column }”
    .hint = columns are declared under “columns:” in the section’s index
diag-config-missing = the file content/site.yaml is missing
    .hint = create it with a title, an address (base_url) and the languages; “carta new site DIR” shows an example
diag-duplicate-id = the id “{ $id }” stands twice on this page; the first is at { $other }
    .hint = give one of the two another name
diag-fence-invalid = “{ $name }” is not a view
    .hint = the views are comparison, chart, timeline and list
diag-file-name-language = the file’s name does not say its language
    .hint = name it page.LANGUAGE.md; the languages of the site are { $languages }
diag-footnote-missing = the note “{ $label }” has no text
    .hint = add a line [^{ $label }]: with the text of the note
diag-footnote-unused = nothing refers to the note “{ $label }”
    .hint = write [^{ $label }] where it belongs, or delete it
diag-form-ambiguous = “{ $form }” is claimed by two terms: this one and “{ $term }” ({ $other })
    .hint = leave the form to one of them: a word can lead to one entry only
diag-form-invalid = the pattern “{ $form }” cannot be read
    .hint = write the choices in braces: espert{"{"}o,a,i,e{"}"} in recovery; braces cannot stand in braces
diag-front-matter-duplicate-key = “{ $key }” is written twice; the first is at { $other }
    .hint = keep one of the two lines
diag-front-matter-inherited-key = “{ $key }” is the same in all languages and is written in { $file } only
    .hint = delete the line here
diag-front-matter-missing = { $key ->
    [title] the page has no title
   *[other] “{ $key }” is missing
}
    .hint = { $key ->
        [title] between two lines --- at the start of a page stands at least: title: …
        [of] write in the block where the data comes from, such as of: countries
        [column] write in the block the column to draw, such as column: start
       *[other] add the line that is missing at this place
    }
diag-front-matter-syntax = { $what ->
    [tab] this line starts with a tab: YAML wants spaces
    [quote] a quotation mark is opened and not closed here
    [colon] a text with a colon and a space needs quotation marks
    [special] this text starts with a special character and needs quotation marks
    [alias] aliases (*name) are not accepted
    [second-document] a second --- begins another document
    [depth] lists stand in each other too deeply
    [key] this cannot be a key
   *[other] these lines cannot be read as YAML
}
    .hint = write key: value, one per line, lists as [a, b]; put texts with : # or quotation marks in "double quotation marks"
diag-front-matter-type = “{ $key }” wants { $wanted ->
    [text] a text
    [boolean] true or false
    [integer] a whole number
    [language] a language code such as it or en
    [list] a list: [a, b]
    [mapping] lines of the form key: value
    [slug] lower-case letters, digits and hyphens only
    [kind] one of page, document, term, competence, criterion, country
    [criterion-type] one of prerequisite, characteristic, aspect, candidacy-source, procedure, not-required
    [requirement] one of must, should, value, not-required
    [relation] one of exact, close, broader, narrower
    [column-type] one of year, number, text, list, yes-no, region
    [qualifier] one of about, more-than, less-than, planned, incomplete
    [base-url] an address such as https://example.org/charter/
    [address] an address that starts with https:// or http://
    [date] a date of the form 2026-11-22
    [work-date] a date such as 2026, 2026-11 or 2026-11-22
    [work-id] a name that a citation can say: letters, digits and - _ . : only
    [work-type] one of Hayagriva’s types: article, book, chapter, report, thesis, web, misc …
    [autolink] one of section, page, all
    [chart-type] one of bar, dot, figures, timeline, tiles
    [weight] one of error, warning, info
    [score] a number from 0 to 100
    [number] a number, without quotation marks and without commas between thousands
    [year] a year such as 1995, without quotation marks
   *[other] another value
}
diag-front-matter-unknown-key = { $kind ->
    [none] “{ $key }” is not a key that carta knows
   *[other] “{ $key }” does not belong to a page of the kind “{ $kind }”
}
    .hint = “carta schema KIND” lists the keys
diag-heading-skip = the headings go from level { $from } to level { $to }
    .hint = use a heading one level below the one above it
diag-home-missing = the home page is missing: content/index.{ $lang }.md
    .hint = create it with a title (“carta new page index”); if it is there and a draft, take “draft” away
diag-heading-top = the page’s title is the heading of level 1 already
    .hint = start with ##
diag-image-alt-missing = the image has no words for those who do not see it
    .hint = write what it shows between the square brackets: ![what it shows](image.png)
diag-image-missing = the file “{ $target }” is not there, or is not an image
    .hint = put the image beside the page, in content/
diag-input-too-large = the file is { $size } MB; more than { $limit } MB are not read
    .hint = split it, or move it out of content/
diag-key-missing = the message “{ $key }” is missing in “{ $lang }”
    .hint = add it to a file in i18n/{ $lang }/
diag-key-unused = no template uses the message “{ $key }”
    .hint = delete it, or use it with t(key="{ $key }")
diag-link-scheme = links that start with “{ $scheme }” are not accepted
    .hint = use https:, http:, mailto: or tel:, or the name of a page; images must be files in content/
diag-link-target-missing = there is no page “{ $target }”
    .hint = write the page’s file name without the language, from this page’s folder: ../section/page.md
diag-mark-invalid = the mark { $mark } is not complete, or has mark-up inside
    .hint = write [words]{"{"}lang=fr{"}"} around plain words; put * outside
diag-message-syntax = this message cannot be read as Fluent
    .hint = write key = text, one message per line, indent what follows
diag-nesting-too-deep = lists, quotations or emphasis stand in each other too deeply here
    .hint = at most 32 levels are read
diag-not-readable = the file cannot be read: { $detail }
    .hint = check the rights of the file
diag-not-utf8 = the file is not UTF-8: this character cannot be read
    .hint = save the file again with the encoding UTF-8
diag-path-escapes-root = “{ $path }” leads out of the site’s folder
    .hint = nothing outside the site’s folder is read or written; copy the file into it
diag-raw-html = HTML is not accepted in pages
    .hint = use Markdown; to show the character < write \<
diag-slug-collision = the address /{ $address } is taken { $owner ->
    [none] by the site itself
   *[other] by { $owner }
}
    .hint = give one of the two another slug
diag-structure-mismatch = { $shape ->
    [heading] the headings differ from { $other }: { $expected } there, { $found } here; “{ $section }” has no counterpart
    [footnote] { $expected ->
        [one] 1 note
       *[other] { $expected } notes
    } in { $other }, { $found } here
    [level] this heading is of level { $found }; in { $other } it is of level { $expected }
    [kind] the block ^{ $section } is of another kind than in { $other }
    [table-size] the table has other rows or columns than the one in { $other }
   *[other] { $section ->
        [none] before the first heading
       *[other] in “{ $section }”
    }: { $shape ->
        [paragraph] { $expected ->
            [one] 1 paragraph
           *[other] { $expected } paragraphs
        }
        [item] { $expected ->
            [one] 1 list item
           *[other] { $expected } list items
        }
        [table] { $expected ->
            [one] 1 table
           *[other] { $expected } tables
        }
        [quote] { $expected ->
            [one] 1 quotation
           *[other] { $expected } quotations
        }
       *[other] { $expected ->
            [one] 1 block
           *[other] { $expected } blocks
        }
    } in { $other }, { $found } here{ $position ->
        [0] {""}
       *[other] ; number { $position } seems to be the one without a counterpart
    }
}
    .hint = a translation has the same headings, paragraphs and lists as the original, in the same order
diag-template-error = { $what ->
    [cycle] the theme “{ $detail }” extends itself
    [no-theme] there is no theme “{ $detail }”
   *[other] the template cannot be used: { $detail }
}
diag-term-missing = there is no page and no term “{ $target }”
    .hint = create it with: carta new term "{ $target }"
diag-translation-missing = this page has no translation into “{ $lang }”
    .hint = create { $file }
diag-variable-missing = the message “{ $key }” does not use the same variables here as at { $other }: { $names }

failure-arguments = the command cannot be understood
    .hint = carta --help
diag-words-missing = the program does not speak “{ $lang }”: { $count ->
    [one] one of the words of the site (menu, notices, search) appears
   *[other] { $count } of the words of the site (menu, notices, search) appear
 } in English
    .hint = write them in i18n/{ $lang }/site.ftl, under the names that they have in the program’s files
failure-argument-unknown = there is no option { $argument }
    .hint = carta --help
failure-argument-missing = { $argument } is missing
    .hint = carta --help
failure-command-unknown = there is no command “{ $argument }”
    .hint = carta --help
failure-command-missing = which command?
    .hint = carta --help
failure-value-missing = { $argument } wants a value
    .hint = carta --help
failure-value-invalid = { $argument } cannot be “{ $value }”
    .hint = it can be: { $valid }
failure-code-unknown = there is no diagnostic “{ $code }”
    .hint = did you mean “{ $near }”?
failure-root = the folder { $path } cannot be read: { $detail }
failure-no-content = { $path } has no folder “content”: it is not a site
    .hint = go to the site’s folder, name it with --root, or create one with: carta new site DIR
failure-exists = { $path } is there already, and nothing is overwritten
    .hint = choose another name
failure-key-invalid = “{ $key }” cannot be the name of a page
    .hint = use lower-case letters, digits, hyphens, and / between folder and page
failure-output-sources = the site cannot be written into { $path }: it holds the site’s sources
    .hint = choose another folder with --out
failure-output-escapes = { $path } is a link that leads out of the site’s folder
    .hint = name the folder with --out if that is what you want
failure-output-occupied = { $path } is there and was not made by carta: it is left as it is
    .hint = move it, or choose another folder with --out
failure-output-busy = another carta is writing into { $path }
    .hint = wait until it has finished
failure-output-not-a-folder = { $path } is not a folder
    .hint = choose another folder with --out
failure-output-path = “{ $path }” cannot be the name of a file
failure-output = { $path } cannot be written: { $detail }
    .hint = nothing has been changed
failure-disk-full = the disk is full: { $path } cannot be written
    .hint = make room and try again; the site is as it was before
failure-read-only = { $path } cannot be written: { $detail }
    .hint = check the rights of the folder, or choose another with --out; the site is as it was before

cli-about = Publishes a document that people agreed on as a bilingual website
cli-usage = Usage
cli-commands = Commands
cli-options = Options
cli-arguments = Arguments
cli-help = Show this help
cli-version = Show the version
cli-build = Write the site
cli-check = Report every problem, write nothing
cli-new = Create a site, a page or a term
cli-site = Create a site
cli-page = Create a page in all languages
cli-term = Create a glossary term in all languages
cli-explain = Explain a diagnostic, or list all
cli-schema = Print the JSON Schema of a page’s front matter
cli-root = The site’s folder (default: here)
cli-lang = The language of messages: it or en (default: the system’s)
cli-format = How problems are written: human, short or json
cli-base-url = The address of the site, in place of the one in site.yaml
cli-strict = Warnings count as errors
cli-out = The folder to write into (default: site in the site’s folder)
cli-new-dir = The folder of the new site
cli-new-key = The page, as section/page
cli-new-word = The term, in the site’s first language
cli-explain-code = The code, as it stands in a message
cli-schema-kind = The kind of page
