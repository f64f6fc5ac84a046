# L’anteprima: quello che dice il terminale, e il pannello nelle pagine.

serve-ready = Anteprima su { $address } ({ $pages } pagine, { $ms } ms). Salva un file e guarda la pagina; Ctrl-C per finire.
serve-polls = Il disco non segnala le modifiche: le cerco più volte al secondo.
serve-changed = { $file }{ $others ->
    [0] {""}
    [one] {" "}e un altro file
   *[other] {" "}e altri { $others } file
}: { $ms } ms
serve-more = { $count ->
    [one] e un altro problema: carta check li mostra tutti
   *[other] e altri { $count } problemi: carta check li mostra tutti
}
serve-clean = nessun problema
failure-port = la porta { $port } non si può usare: { $detail }
    .hint = scegline un’altra con --port, oppure lascia che carta ne trovi una libera

cli-serve = Mostrare il sito mentre lo si scrive
cli-port = La porta (se manca: la prima libera da 4000)
cli-open = Apri il sito nel browser
cli-poll = Cerca le modifiche più volte al secondo (dischi di rete, contenitori)
cli-editor = Il programma che apre i file: vscode, vscodium, zed, obsidian, o un indirizzo con {"{"}path{"}"}

preview-panel = Anteprima
preview-here = In questa pagina
preview-elsewhere = Nel resto del sito
preview-rest = { $shown ->
    [0] { $count ->
        [one] Un problema
       *[other] { $count } problemi
    }
   *[other] { $count ->
        [one] Un altro problema
       *[other] Altri { $count } problemi
    }
}
preview-open = Apri nell’editor
preview-close = Chiudi
preview-go = Vai alla pagina
preview-edited = Hai modificato «{ $title }» ({ $lang }).
preview-gone = Questa pagina non c’è più nel sito: vedi l’ultima versione.
preview-lost = L’anteprima non risponde. Riprovo finché torna.
preview-failed = La pagina non si può rifare: vedi l’ultima versione buona.
preview-broken = Il sito per ora non si può mostrare
    .more = Correggi quello che segue e salva: la pagina torna da sola.
