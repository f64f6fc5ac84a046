# Comparisons and pictures: the words of the table that can be sorted and filtered, and of charts.

comparison-column-link = Link to the column “{ $title }”
compare-tools = Tools for reading the table: { $title }
compare-find = Search in the table
compare-show = Columns
compare-show-legend = Which columns do you want to see?
compare-pick = Side by side
compare-pick-legend = Choose two to four entries to read next to each other.
compare-reset = Show everything
# The sign # stands for a number or a name that is known only while reading.
compare-rows = Entries: { $shown } of { $total }.
compare-columns = Columns: { $shown } of { $total }.
compare-ascending = Sorted by “{ $name }”, ascending.
compare-descending = Sorted by “{ $name }”, descending.
compare-beside = Side by side: { $name }.
compare-fact = Fact
compare-one-more = Choose at least one more entry.
compare-nothing = No entry has these words.
chart-unstated = Not stated: { $names }.
chart-value = Value
tiles-title = Map of Italy in tiles, one for each region
tiles-text = Regions that the sources name: { $count ->
    [0] none.
    [one] { $count }, { $names }.
   *[other] { $count }. They are { $names }.
 }

## Regions

region-piemonte = Piedmont
    .short = PIE
region-valle-d-aosta = Aosta Valley
    .short = VDA
region-lombardia = Lombardy
    .short = LOM
region-trentino-alto-adige = Trentino-Alto Adige
    .short = TAA
region-veneto = Veneto
    .short = VEN
region-friuli-venezia-giulia = Friuli-Venezia Giulia
    .short = FVG
region-liguria = Liguria
    .short = LIG
region-emilia-romagna = Emilia-Romagna
    .short = E-R
region-toscana = Tuscany
    .short = TOS
region-umbria = Umbria
    .short = UMB
region-marche = Marche
    .short = MAR
region-lazio = Lazio
    .short = LAZ
region-abruzzo = Abruzzo
    .short = ABR
region-molise = Molise
    .short = MOL
region-campania = Campania
    .short = CAM
region-puglia = Apulia
    .short = PUG
region-basilicata = Basilicata
    .short = BAS
region-calabria = Calabria
    .short = CAL
region-sicilia = Sicily
    .short = SIC
region-sardegna = Sardinia
    .short = SAR

## The map of a document

map-sections = { $count ->
    [one] { $count } section
   *[other] { $count } sections
}
map-minutes = { $count ->
    [one] one minute to read
   *[other] { $count } minutes to read
}

## What is wrong

diag-chart-column = a “{ $chart }” cannot draw the column “{ $column }”: it holds { $holds ->
    [year] years
    [number] numbers
    [text] text
    [list] lists
    [yes-no] yes or no
    [region] regions
   *[other] something else
}
    .hint = { $chart ->
    [bar] choose a column of numbers (type: number)
    [timeline] choose a column of years (type: year)
    [tiles] choose a column of regions (type: region)
   *[other] choose a column of numbers or of years (type: number, type: year)
}
explain-chart-column =
    A picture wants a column of a certain type, and this one is of another.

    Bars (bar) draw numbers, a timeline (timeline) years, the tile map (tiles) regions; dots
    (dot) and large figures (figures) take numbers and years. The type of a column is
    declared once, under “columns:”.

    Wrong:
        ```chart
        type: bar
        of: countries
        column: pay
        ```
    Right:
        ```chart
        type: bar
        of: countries
        column: workforce
        ```
diag-region-unknown = “{ $region }” is not a region of Italy
    .hint = write its Italian name, such as emilia-romagna, or its code, such as IT-45
explain-region-unknown =
    The value of a column of regions is not the name of a region.

    The twenty regions are written with their Italian name (Emilia-Romagna, emilia-romagna)
    or their ISO 3166-2 code (IT-45); carta puts them on the map and calls them by their name
    in each language. Trentino-Alto Adige is one tile, with its two autonomous provinces.

    Wrong:
        facts:
          region: Emilia
    Right:
        facts:
          region: Emilia-Romagna
