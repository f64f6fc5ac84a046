# The preview: what the terminal says, and the panel in the pages.

serve-ready = Preview at { $address } ({ $pages } pages, { $ms } ms). Save a file and look at the page; Ctrl-C to end.
serve-polls = The disk does not report changes: looking for them several times a second.
serve-changed = { $file }{ $others ->
    [0] {""}
    [one] {" "}and another file
   *[other] {" "}and { $others } other files
}: { $ms } ms
serve-more = { $count ->
    [one] and one more problem: carta check shows all of them
   *[other] and { $count } more problems: carta check shows all of them
}
serve-clean = no problems
failure-port = port { $port } cannot be used: { $detail }
    .hint = choose another one with --port, or let carta find one that is free

cli-serve = Show the site while it is written
cli-port = The port (default: the first free one from 4000)
cli-open = Open the site in the browser
cli-poll = Look for changes several times a second (network disks, containers)
cli-editor = The program that opens files: vscode, vscodium, zed, obsidian, or an address with {"{"}path{"}"}

preview-panel = Preview
preview-here = On this page
preview-elsewhere = Elsewhere in the site
preview-rest = { $shown ->
    [0] { $count ->
        [one] One problem
       *[other] { $count } problems
    }
   *[other] { $count ->
        [one] One more problem
       *[other] { $count } more problems
    }
}
preview-open = Open in the editor
preview-close = Close
preview-go = Go to the page
preview-edited = You edited “{ $title }” ({ $lang }).
preview-gone = This page is no longer in the site: this is the last version.
preview-lost = The preview does not answer. Trying until it is back.
preview-failed = The page cannot be made: this is the last good version.
preview-broken = The site cannot be shown yet
    .more = Correct what follows and save: the page comes back by itself.
