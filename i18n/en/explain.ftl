# The explanations of `carta explain`: what a diagnostic means, why it matters, an example. The first
# line is the summary that stands in the list.

explain-address-invalid =
    An old address (aliases) is written in a way that cannot work.

    Under “aliases” stand the addresses that the page had before: carta puts a redirect there,
    and whoever has an old bookmark still arrives. An address is written from the root of the
    site, with letters, digits, dots and hyphens. What could lead out of the site, such as
    “..”, is not accepted.

    Wrong:
        aliases: ["../old page"]
    Right:
        aliases: [/old-page/, /document/chapter-2.html]

explain-anchor-missing =
    A link leads to a place on the page that is not there.

    The page exists, but none of its headings or paragraphs has the name behind the #. Whoever
    follows the link would end up at the top of the page and not know why. Often the heading
    was rewritten: a name given by hand does not change when the heading does.

    Wrong:
        See [selection](selection.md#requirments).
    Right:
        See [selection](selection.md#requirements).
    and in selection.en.md:
        ## Who can apply {"{"}#requirements{"}"}

explain-base-url-missing =
    The site does not say at which address it will stand.

    The address is needed for all that leaves the site: the map for search engines, citations,
    pages shown inside other sites. Without it carta writes a stand-in that works on your own
    computer only.

    Right, in content/site.yaml:
        base_url: https://example.org/charter/

explain-citation-missing =
    The text cites a work that is not in the bibliography.

    Every [@name] in the text, and every name under “sources”, must be the name of a work in
    content/bibliography.yaml: author, title and year come from there. A citation that leads
    nowhere cannot be checked.

    Wrong:
        The WHO says so too [@who2091].
    Right:
        The WHO says so too [@who2019, p. 12].
    and in content/bibliography.yaml:
        who2019:
          type: report
          title: One-to-one peer support
          date: 2019

explain-column-unknown =
    A column of a comparison is named that nobody has declared.

    The columns of a comparison (first year, hours of training …) are declared once, in the
    index of the section: the label, the type and the unit stand there. The pages of the section
    give values to these columns and to no others, so the rows can be compared.

    Wrong, in countries/usa.en.md:
        facts:
          workers: 30000
    Right, in countries/index.en.md:
        columns:
          - id: workers
            type: number
            label: Workers

explain-config-missing =
    The file content/site.yaml, which describes the site, is missing.

    Without it carta does not know what the site is called, at which address it will stand and
    in which languages it is written. Three lines are enough.

    Right:
        title: Our charter
        base_url: https://example.org/
        languages: [it, en]

explain-duplicate-id =
    Two places on one page have the same name.

    The name behind # or ^ is the address of a heading or a paragraph. If two places have the
    same one, a link cannot know which of them you mean.

    Wrong:
        ## Rights {"{"}#principles{"}"}
        ## Duties {"{"}#principles{"}"}
    Right:
        ## Rights {"{"}#rights{"}"}
        ## Duties {"{"}#duties{"}"}

explain-fence-invalid =
    A block between three backticks has nearly the name of a view, but not quite.

    Views are the tables, charts and lists that carta makes from the data: comparison, chart,
    timeline, list. With a wrong name readers would see lines of YAML in place of the table.

    Wrong:
        ```comparision
        of: countries
        ```
    Right:
        ```comparison
        of: countries
        ```

explain-file-name-language =
    The name of a file does not say in which language it is written.

    A page is one file per language, side by side: selection.it.md and selection.en.md are the
    same page. A file without a language, or with a language that the site does not have, does
    not become a page: that is why carta warns.

    Wrong:
        content/selection.md
    Right:
        content/selection.en.md

explain-footnote-missing =
    The text refers to a note that is not there.

    Every [^name] in the text needs, on the same page, a line that begins with the same name
    and a colon.

    Wrong:
        There were 43 organisations[^list].
    Right:
        There were 43 organisations[^list].

        {"["}^list]: The list is in the annex.

explain-footnote-unused =
    A note is written, but nothing in the text refers to it.

    Notes are read only from the place that calls them: nobody would read this one. Often the
    sentence was deleted and the note was not, or the name is written in two ways.

    Wrong:
        There were 43 organisations.

        {"["}^list]: The list is in the annex.
    Right:
        There were 43 organisations[^list].

        {"["}^list]: The list is in the annex.

explain-form-ambiguous =
    Two terms of the glossary claim the same word.

    Words of the glossary become links by themselves. If a word belongs to two terms, carta
    cannot know which explanation to show, and the reader would get the wrong one. Leave the
    form to one term; give the other one longer, more precise forms.

    Wrong:
        glossary/psw.en.md      forms: ["expert{"{"},s{"}"}"]
        glossary/carer.en.md    forms: ["expert{"{"},s{"}"}"]
    Right:
        glossary/psw.en.md      forms: ["expert{"{"},s{"}"} by experience"]
        glossary/carer.en.md    forms: ["family expert{"{"},s{"}"}"]

explain-form-invalid =
    A form of a glossary term has braces that cannot be read.

    Between braces stand choices with commas between them: peer{"{"},s{"}"} is “peer” and “peers”. Every
    brace that opens must close, braces cannot stand inside braces, and all choices together
    make at most 512 forms.

    Endings of several words agree in the order in which they stand, where there are as many of each:
    readers see “pair aidant” and “pairs aidants” for pair{"{"},s{"}"} aidant{"{"},s{"}"}. Four and two agree
    like this: malat{"{"}o,a,i,e{"}"} mental{"{"}e,e,i,i{"}"}. In texts every combination is recognised.

    Wrong:
        forms: ["peer support worker{"{"},s"]
    Right:
        forms: ["peer support worker{"{"},s{"}"}"]

explain-front-matter-duplicate-key =
    The same field is written twice at the start of the file.

    Of two values carta can keep one only, and it may not be the one you mean. Delete the line
    that is not needed.

    Wrong:
        title: The selection
        order: 2
        title: Selection
    Right:
        title: The selection
        order: 2

explain-front-matter-inherited-key =
    A translation repeats a field that is the same in all languages.

    The order, kind, data and sources of a page are written once, in the file of the authentic
    language (the first one in site.yaml). So a number cannot differ between two languages. The
    translation keeps the fields of text: title, slug, description, aliases.

    Wrong, in selection.en.md:
        title: Selection
        order: 2
    Right, in selection.en.md:
        title: Selection

explain-front-matter-missing =
    A field that is needed is missing.

    At the start of every page, between two lines of three hyphens, stands at least the title: it
    is the name of the page in menus, in search engines and at the top of the page. Inside a
    field a part may be missing too: a column needs an “id”, a work of the bibliography a “title”.

    Wrong:
        ---
        order: 2
        ---
    Right:
        ---
        title: Selection
        order: 2
        ---

explain-front-matter-syntax =
    Lines of YAML cannot be read.

    YAML is the format of the fields at the start of a page and of site.yaml: one field per line,
    a colon and a space, the value. People stumble most often over a text with a colon and a
    space in it, a quotation mark that is not closed, a tab in place of spaces. The cure is nearly
    always the same: put the text in double quotation marks.

    Wrong:
        title: Selection: who and how
    Right:
        title: "Selection: who and how"

explain-front-matter-type =
    A field has a value of another type.

    An order is a number, “draft” is true or false, “forms” is a list. The message says what the
    field wants; “carta schema KIND” lists them all.

    Wrong:
        order: second
        forms: peer
    Right:
        order: 2
        forms: [peer]

explain-front-matter-unknown-key =
    Carta does not know this field, or does not have it for this kind of page.

    A field with a typing error would be ignored and nobody would notice: that is why carta
    refuses what it does not know. Some fields belong to one kind: “forms” to terms of the
    glossary, “facts” to countries.

    Wrong:
        titel: Selection
    Right:
        title: Selection

explain-heading-skip =
    The headings skip a level.

    People who use a screen reader move between headings as in a table of contents: after a
    heading of level 2 comes a 3, not a 4. If a heading looks too large, do not change its level:
    how it looks is for the theme to say.

    Wrong:
        ## Training
        #### Hours
    Right:
        ## Training
        ### Hours

explain-heading-top =
    The text has a heading of level 1, but that is the title of the page.

    The title of the page is the field “title”, and it is the only heading of level 1. The text
    starts with level 2. The page is published all the same, with the heading one level down.

    Wrong:
        # Selection
    Right:
        ## Who can apply

explain-home-missing =
    The site has no home page.

    Every page leads to the home page, and whoever chooses a language arrives there. It is the file
    content/index.LANG.md, which must exist in the first language of the site and cannot be a
    draft.

    Right, in content/index.it.md:
        ---
        title: Il supporto tra pari
        ---

explain-image-alt-missing =
    An image does not say in words what it shows.

    People who do not see the image, who have it read to them, or whose network is slow read the
    words between the square brackets. Write what the image says, not that it is an image.

    Wrong:
        ![](map.png)
    Right:
        ![The eleven regions that took part, from north to south](map.png)

explain-image-missing =
    An image, or a file to download, is not there.

    The file must be inside content/, usually beside the page, and its name is written with the
    same capitals and small letters. An image is a file svg, png, jpg, gif, webp or avif.

    Wrong:
        ![The map of the regions](Map.PNG)
    Right:
        ![The map of the regions](map.png)

explain-input-too-large =
    A file is too large.

    A page of text has a few kilobytes: a file of many megabytes has nearly always come into
    content/ by mistake. Texts are read up to 16 MB, images and other files up to 64 MB; beyond
    that the file is not read, and the rest of the site is.

    What to do:
        split the text into several pages, make the image smaller, or move the file out of content/

explain-key-missing =
    A language lacks a message that it needs.

    The words of the site stand in i18n/LANGUAGE/, in Fluent files (.ftl). A message that a
    template uses, or that one language has, must exist in all languages of the site: otherwise
    readers meet words of another language.

    Right, in i18n/it/site.ftl and in i18n/en/site.ftl:
        greeting = Benvenuti
        greeting = Welcome

explain-key-unused =
    No template uses a message of the site.

    A message that the files of the site add is there for a template of the theme. If none names
    it, it was left over from an old version, or its name is written in two ways.

    Right, in themes/NAME/templates/page.html:
        {"{"}{"{"} t(key="greeting") {"}"}{"}"}

explain-link-scheme =
    A link starts with something that a public page must not contain.

    Accepted are https:, http:, mailto: and tel:. A javascript: or data: link can run
    instructions in the reader’s browser; file: works on your own computer only. Images are
    always files in content/: an image from another site would tell that site who is reading.

    Wrong:
        {"["}the text](file:///C:/Documents/charter.pdf)
    Right:
        {"["}the text](charter.pdf)

explain-link-target-missing =
    A link leads to a page that is not there.

    Write the name of the file without the language, from the folder of the page you are in: “..”
    is the folder above. Without the language, the link is right in all languages.

    Wrong, in consensus/introduction.en.md:
        {"["}selection](selections.md)
    Right:
        {"["}selection](selection.md)
        {"["}the United States](../countries/usa.md)

explain-mark-invalid =
    A mark of carta’s is not complete, or has another one inside.

    Beyond Markdown, carta knows [words]{"{"}lang=fr{"}"} for words in another language, [words]{"{"}nolink{"}"}
    for words that are not to become glossary links, and {"{"}fact:page.column{"}"} for a fact. Inside
    the brackets stand plain words; emphasis goes outside.

    Wrong:
        {"["}*pair-aidant*]{"{"}lang=fr{"}"}
    Right:
        {"*"}[pair-aidant]{"{"}lang=fr{"}"}*

explain-message-syntax =
    A line of a Fluent file (.ftl) cannot be read.

    A message is a name, an equals sign and the text. Lines that continue the text start with
    spaces. A brace opens a variable: to write the brace itself, use {"{"}"{"{"}"{"}"}.

    Wrong:
        greeting Welcome
    Right:
        greeting = Welcome
        farewell =
            Goodbye,
            and thank you.

explain-nesting-too-deep =
    Lists, quotations or emphasis stand in each other too deeply.

    At most 32 levels are read: no reader follows so many, and a file made for it could stop the
    program. What stands deeper is not published.

    What to do:
        split the list into several lists, each with a heading of its own

explain-not-readable =
    A file is there, but the system does not let it be read.

    Usually rights are missing, or a network drive has gone away. The message gives the answer of
    the system. The rest of the site is checked all the same.

    What to do:
        open the file in an editor: if it does not open there either, see whose it is and who may read it

explain-not-utf8 =
    A file is not written in UTF-8.

    UTF-8 is the common way to write accented letters and the signs of all languages. A file that
    was saved in another way (Latin-1, Windows-1252) would show wrong signs in place of à, è, ’.

    What to do:
        in the editor choose “Save with encoding”, then “UTF-8”

explain-path-escapes-root =
    Something leads out of the folder of the site.

    Carta reads and writes nothing outside the folder of the site: neither by “..” nor by
    following a symbolic link. So a site can be copied elsewhere and stays whole, and a text that
    came from others cannot publish the files of your computer.

    Wrong:
        ![The map](../../../Desktop/map.png)
    Right:
        ![The map](map.png)

explain-raw-html =
    There is HTML in the page, and it is not accepted.

    Text is written in Markdown: so it can be read in any editor, translated, published in every
    form, and nobody can hide instructions in a page. Nearly all that one would do with HTML can
    be done with headings, lists, tables and callouts. If you want the character < itself, put a
    backslash before it.

    Wrong:
        <b>Note</b>: write <name> in its place
    Right:
        {"*"}*Note**: write \<name> in its place

explain-slug-collision =
    Two pages have the same address.

    At one address stands one page. The address comes from “slug”, or from the name of the file. An
    old address (aliases) cannot be that of a page that exists, either.

    Wrong:
        selection.en.md   slug: path
        training.en.md    slug: path
    Right:
        selection.en.md   slug: selection
        training.en.md    slug: training

explain-structure-mismatch =
    The translation does not have the same structure as the original.

    A link to a paragraph is right in all languages, and the two texts can be read side by side,
    because each heading, paragraph and list item has its counterpart. If one is missing, what
    follows may not correspond. The page is published all the same.

    Wrong, in Italian and in English:
        - rispetto            - respect
        - ascolto             - listening
        - speranza
    Right:
        - rispetto            - respect
        - ascolto             - listening
        - speranza            - hope

explain-template-error =
    A template of the theme cannot be used.

    Templates are the files in themes/NAME/templates/. The message names the file and the line: a
    name with a mistake, a block that is not closed, a variable that does not exist. As long as a
    template has an error, nothing is published.

    Wrong:
        <h1>{"{"}{"{"} page.titel {"}"}{"}"}</h1>
    Right:
        <h1>{"{"}{"{"} page.title {"}"}{"}"}</h1>

explain-term-missing =
    A term or page is named that is not there.

    {"["}[name]] leads to a page or to a term of the glossary, by its title or by one of its forms.
    Under “related” and “broader” stand names of terms too: there it is the name of the file,
    without the language.

    Wrong:
        {"["}[Peer suport]] is mutual.
    Right:
        {"["}[Peer support]] is mutual.

explain-translation-missing =
    A page exists in one language only.

    The page is published in all languages all the same: where the translation is missing, readers
    find the text in the language that there is, with a notice. Search engines are not told of a
    translation that does not exist.

    What to do, if the page is selection.it.md:
        create selection.en.md beside it, with the title and the text in English

explain-variable-missing =
    A message does not use the same variables in all languages.

    A variable is the part that changes, such as a number or a title: {"{"} $count {"}"}. If a language
    forgets it, the reader loses that information; if a language invents one, nothing appears in
    its place.

    Wrong, in Italian and in English:
        pages = {"{"} $count {"}"} pagine
        pages = several pages
    Right:
        pages = {"{"} $count {"}"} pagine
        pages = {"{"} $count {"}"} pages

explain-words-missing =
    The site has a language that the program does not speak.

    The texts of the pages are there, but the words around them (menu, notices, search) appear in
    English. The site can write them itself, in a Fluent file: those that are missing stay in
    English. Messages for editors stay in Italian or English.

    In i18n/fr/site.ftl:
        skip = Aller au texte
