## Frozen versions: words of the site

versions-title = Editions
versions-lede = An edition is a copy of these pages as they were on a day. It keeps its address, and nothing in it changes.
versions-changes = What has changed
version-name = Edition { $label }
version-inside = edition { $label }
version-lede = These pages as they were on { $date }.
version-today = The text of today
version-first = The first edition.
editions = Editions of this page
changes-slug = changes
changes-since = What has changed since edition { $label }
changes-next = What changed in the next edition, { $label }
changes-today = What has changed since then
changes-pages = { $count ->
    [0] nothing
    [one] { $count } page
   *[other] { $count } pages
}
changes-from = From{" "}
changes-to = to{" "}
changes-to-today = to the text of today.
changes-how = What was taken out is struck through, what was added is underlined. A point that only has another place or number is not listed.
changes-none = Nothing has changed.
change-what = { $what ->
    [added] Added
    [removed] Removed
    [translated] Translated
   *[other] Reworded
}
change-page = { $what ->
    [added] This page is new.
    [removed] This page was taken out.
    [translated] This page was translated.
   *[other] This page was reworded.
}
change-added = added
change-removed = removed
change-end = end
frozen-notice = You are reading edition { $label } of these pages, of { $date }. It does not change any more.
frozen-today = Go to the text of today
frozen-gone = This page no longer exists today. Go to
frozen-before = This page in edition { $label }, the one before
frozen-after = This page in edition { $label }, the one after
feed = Feed of changes (Atom)
feed-title = What has changed: { $site }
