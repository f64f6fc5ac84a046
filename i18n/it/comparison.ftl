# Confronti e figure: le parole della tabella che si può ordinare e filtrare, e dei grafici.

comparison-column-link = Collegamento alla colonna «{ $title }»
compare-tools = Strumenti per leggere la tabella: { $title }
compare-find = Cerca nella tabella
compare-show = Colonne
compare-show-legend = Quali colonne vuoi vedere?
compare-pick = Metti a fianco
compare-pick-legend = Scegli da due a quattro voci da leggere una accanto all’altra.
compare-reset = Mostra tutto
# Il segno # sta per un numero o un nome che si sa solo leggendo.
compare-rows = Voci: { $shown } di { $total }.
compare-columns = Colonne: { $shown } di { $total }.
compare-ascending = Per «{ $name }», in ordine crescente.
compare-descending = Per «{ $name }», in ordine decrescente.
compare-beside = A fianco: { $name }.
compare-fact = Dato
compare-one-more = Scegli almeno un’altra voce.
compare-nothing = Nessuna voce ha queste parole.
chart-unstated = Non indicato: { $names }.
chart-value = Valore
tiles-title = Mappa d’Italia a tessere, una per regione
tiles-text = Regioni nominate dalle fonti: { $count ->
    [0] nessuna.
    [one] { $count }, { $names }.
   *[other] { $count }. Sono { $names }.
 }

## Regioni

region-piemonte = Piemonte
    .short = PIE
region-valle-d-aosta = Valle d’Aosta
    .short = VDA
region-lombardia = Lombardia
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
region-toscana = Toscana
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
region-puglia = Puglia
    .short = PUG
region-basilicata = Basilicata
    .short = BAS
region-calabria = Calabria
    .short = CAL
region-sicilia = Sicilia
    .short = SIC
region-sardegna = Sardegna
    .short = SAR

## La mappa di un documento

map-sections = { $count ->
    [one] { $count } sezione
   *[other] { $count } sezioni
}
map-minutes = { $count ->
    [one] un minuto di lettura
   *[other] { $count } minuti di lettura
}

## Che cosa non va

diag-chart-column = una figura «{ $chart }» non può disegnare la colonna «{ $column }»: contiene { $holds ->
    [year] anni
    [number] numeri
    [text] testo
    [list] elenchi
    [yes-no] sì o no
    [region] regioni
   *[other] altro
}
    .hint = { $chart ->
    [bar] scegli una colonna di numeri (type: number)
    [timeline] scegli una colonna di anni (type: year)
    [tiles] scegli una colonna di regioni (type: region)
   *[other] scegli una colonna di numeri o di anni (type: number, type: year)
}
explain-chart-column =
    Una figura vuole una colonna di un certo tipo, e questa è di un altro.

    Le barre (bar) disegnano numeri, la linea del tempo (timeline) anni, la mappa a tessere
    (tiles) regioni; i punti (dot) e le cifre grandi (figures) vanno bene per numeri e per
    anni. Il tipo di una colonna si dichiara una volta sola, sotto «columns:».

    Sbagliato:
        ```chart
        type: bar
        of: countries
        column: pay
        ```
    Giusto:
        ```chart
        type: bar
        of: countries
        column: workforce
        ```
diag-region-unknown = «{ $region }» non è una regione italiana
    .hint = scrivi il nome in italiano, come emilia-romagna, o il codice, come IT-45
explain-region-unknown =
    Il valore di una colonna di regioni non è il nome di una regione.

    Le venti regioni si scrivono con il loro nome italiano (Emilia-Romagna, emilia-romagna) o
    con il codice ISO 3166-2 (IT-45); carta le mette sulla mappa e le chiama con il nome di
    ogni lingua. Il Trentino-Alto Adige è una sola tessera, con le sue due province autonome.

    Sbagliato:
        facts:
          region: Emilia
    Giusto:
        facts:
          region: Emilia-Romagna
