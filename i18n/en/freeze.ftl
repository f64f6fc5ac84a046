## The command

cli-freeze = Freezes the documents as they are today, as an edition that never changes
cli-freeze-label = The name of the edition, such as 2026.11
frozen = Edition { $label }, { $date }: { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
 }, { $files } files in { $path }
    From the next build on it stands at /{ $address }. Do not change its files: carta check would say so.
frozen-unnamed = { $count ->
    [one] { $count } block is named after its place. It is better to give it a name of its own before an edition: carta ids --write
   *[other] { $count } blocks are named after their place. It is better to give them names of their own before an edition: carta ids --write
}
field-updated = The day of the last change that readers of the feed shall hear of: 2026-11-22.
failure-version-label = “{ $label }” cannot be the name of an edition
    .hint = use letters without accents and figures, and between them dots, hyphens or underscores, at most 40: 2026.11
failure-version-exists = there is an edition { $label } already, and an edition is never overwritten
    .hint = choose another name
failure-version-empty = there is nothing to freeze: the site has no page of the kind document
    .hint = write kind: document in a page, or children: document in the index of a section
failure-version-write = the edition cannot be written in { $path }: { $detail }
    .hint = check the permissions and the space on the disk; nothing of it was kept

## Problems

diag-version-changed = { $what ->
    [gone] a file of this edition is gone: { $file }
    [added] this file was not there when edition { $label } was frozen
   *[other] this file is not what it was when edition { $label } was frozen
}
    .hint = { $what ->
        [gone] put the file back as it was; your copies or git have it
        [added] move it out of the folder of the edition
       *[other] put it back as it was; your copies or git have it. If the change has to be, write { $hash } in its line of version.lock
    }
explain-version-changed =
    A file of a frozen edition has changed.

    An edition is published for good: who quotes it must find the same words there. For each file
    version.lock holds a hash of what it was. Line ends do not count.

    Wrong:

        content/versions/2026.11/consensus/selection.en.md, with a word replaced in all files

    Right: the file as it was. The change belongs in content/consensus/selection.en.md, and
    in the next edition. Where a frozen text really has to change (a name that must go), write the
    new hash, which the message gives, in the file’s line of version.lock.
diag-version-incomplete = { $what ->
    [imprint] this edition has no version.yaml
    [lock] this edition has no version.lock
    [outside] this file belongs to no edition
   *[other] this folder is not called { $label }, as version.yaml says
}
    .hint = { $what ->
        [imprint] put the file back; your copies or git have it
        [lock] put the file back; your copies or git have it
        [outside] content/versions holds editions only, each in a folder of its own, made by carta freeze
       *[other] give the folder its name again: its pages stand at that address
    }
explain-version-incomplete =
    A folder in content/versions is not a whole edition.

    carta freeze makes the folders in content/versions. Each has a version.yaml, which says the name
    and the date, and a version.lock. Nothing else may stand there, and no folder may get another name.

    Wrong:

        content/versions/notes.en.md

    Right:

        content/versions/2026.11/version.yaml
        content/versions/2026.11/version.lock
        content/versions/2026.11/consensus/selection.en.md
