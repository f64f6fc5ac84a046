# What `carta new` writes.

scaffold-site-title = My document
scaffold-home =
    Welcome. This is the home page: edit `content/index.en.md`.

    - [The document](document/index.md)
    - [The glossary](glossary/index.md)
scaffold-document-title = The document
scaffold-document = Here you say what the document is, who wrote it and how it can be read.
scaffold-chapter-title = First chapter
scaffold-chapter =
    ## Why {"{"}#perche{"}"}

    Every paragraph has a number and a permanent link. Words of the glossary, such as peer support, become links by themselves.
scaffold-glossary-title = Glossary
scaffold-glossary = The words of the document, explained.
scaffold-term-title = peer support
scaffold-term-forms = peer{"{"} ,-{"}"}support
scaffold-term = Help between people who have lived through the same thing.
scaffold-page = Write the text here.
scaffold-definition = Write here in one sentence what “{ $term }” means.
