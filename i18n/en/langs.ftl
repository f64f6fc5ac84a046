## Two languages, one document: words of the site

pair-link = Side by side
pair-authentic = authentic text
pair-missing = This point is not yet translated into English.
pair-row = { $section }, point { $number }
pair-permalink = Link to point { $number }
stale-block = The { $language } original of this point has changed since it was translated.
stale-page = { $count ->
    [one] On this page { $count } point translates a text that has since changed in { $language }.
   *[other] On this page { $count } points translate a text that has since changed in { $language }.
}
stale-title = The title
stale-description = The description
stale-note = A note
block-moved = This point is now in “{ $title }”.

## The commands

cli-ids = Lists blocks without a name of their own, or writes them
cli-write = Writes the missing names into the pages and records them in content/ids.lock
cli-accept = Records the names that are there, without touching the pages
cli-translations = Says how the translations stand
cli-status = What is missing, what has fallen behind
cli-diff = The words of the original that changed since the translation
cli-translations-accept = Records that the translation says what the original says
cli-translations-key = The page (section/page), the section, a block (page#name), or . for everything

ids-block = { $file }:{ $line }: { $id } · { $words }
ids-total = { $count ->
    [0] Every block has a name of its own.
    [one] { $count } block without a name of its own. Write it with: carta ids --write
   *[other] { $count } blocks without a name of their own. Write them with: carta ids --write
}
ids-written = Names written: { $count }, in { $files } files. Recorded in content/ids.lock: { $recorded }.
ids-skipped = { $file }: here the name must be written by hand ({ $id })

status-page = { $state ->
    [missing] missing
    [structure] different structure
    [stale] stale
    [unaccepted] not yet accepted
   *[other] complete
}
status-line = { $key } ({ $lang }): { $state }; blocks { $blocks }, missing { $missing }, extra { $extra }, stale { $stale }, not yet accepted { $unaccepted }
status-total = { $lang }: { $pages } pages: complete { $complete }, missing { $missing }, different structure { $structure }, stale { $stale }, not yet accepted { $unaccepted }
diff-none = Nothing has changed since the translation was accepted.
diff-block = { $file }:{ $line } ({ $lang }) { $name }
diff-translation = translation:
accepted = { $count } blocks recorded in content/translations.lock.

failure-key-unknown = there is no page “{ $key }”
    .hint = { $near ->
        [none] carta translations status lists the pages
       *[other] did you mean “{ $near }”?
    }
failure-source-write = { $path } cannot be written: { $detail }
    .hint = check the permissions and the space on the disk; the file is as it was

## Problems

diag-id-reused = the name “{ $id }” already was another block’s, and comes back here
    .hint = a published name stays with its block: choose another one, or mend “was”
diag-id-vanished = the block that was published as “{ $id }” is gone: whoever saved a link to it will not find it
    .hint = write %%was: { $id }%% at the end of the block that took its place, or was: [{ $id }] at the top of the page if it was removed
diag-lock-invalid = this line cannot be read
    .hint = if it is left from a merge, keep the lines of both sides and delete the marks <<<<<<< ======= >>>>>>>
diag-page-vanished = the published page “{ $page }” is gone{ $heir ->
    [none] {""}
   *[other] ; { $heir } has the same blocks
}
    .hint = write was: [{ $page }] at the top of the page that took its place; if the address changed, add the old one to aliases
diag-translation-differs = { $what ->
    [number] the number { $thing } is only in { $other }
    [month] month { $thing } is only in { $other }
    [citation] the citation { $thing } is only in { $other }
    [link] the link to { $thing } is only in { $other }
    [fact] the fact { $thing } is only in { $other }
   *[other] the glossary term “{ $thing }” is only in { $other }
}
    .hint = add it here; if the difference is meant, write %%intended: { $thing }%% at the end of the block, or intended: [{ $thing }] at the top of the page
diag-translation-stale = the original in { $other } has changed since this translation
    .hint = see the changed words with: carta translations diff { $key }; then: carta translations accept { $key }

## Explanations

explain-id-reused = The name of a block is used again.

    Whoever saved a link to that name expects the block of that time. A name that was published stays
    its own for ever, also after the block was removed.
explain-id-vanished = A published block is gone.

    content/ids.lock lists the names that readers may have saved or cited. If a block changes its name,
    is split, or is joined with another, write %%was: old-name%% at the end of the one that stays
    (Obsidian does not show it). If it was removed, write was: [old-name] at the top of the page: the
    old link then leads to the top of the page.
explain-lock-invalid = A line of a .lock file cannot be read.

    Files that end in .lock have one line for each entry, in order. Usually it is a mark left from a
    merge: keep the lines of both sides.
explain-page-vanished = A published page is gone.

    If its name changed, write was: [old/name] at the top of the new one: its blocks stay the same. If
    the address changed, add the old one to aliases.
explain-translation-differs = Something is in one language and not in the other.

    Numbers, dates, links, citations and glossary terms are compared block by block. A number in words
    counts like one in digits.
explain-translation-stale = The original has changed since the translation.

    The words of the block are compared: white space, line breaks and moves do not count.
field-was = Names of blocks that are gone, or the name that the page had before.
field-intended = What is only in this language, and is meant to be.
