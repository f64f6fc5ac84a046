# I messaggi del programma. `diag-CODICE` dice che cosa non va, `.hint` come uscirne.

severity-error = errore
severity-warning = avviso
summary = { $errors ->
    [0] { $warnings ->
        [one] 1 avviso
       *[other] { $warnings } avvisi
    }
    [one] 1 errore{ $warnings ->
        [0] {""}
        [one] , 1 avviso
       *[other] , { $warnings } avvisi
    }
   *[other] { $errors } errori{ $warnings ->
        [0] {""}
        [one] , 1 avviso
       *[other] , { $warnings } avvisi
    }
}
built = Sito scritto in { $path }: { $pages ->
    [one] 1 pagina
   *[other] { $pages } pagine
} in { $seconds } s (file: { $written } scritti, { $unchanged } uguali, { $removed } tolti)
created = Creato { $path }
diag-near = forse «{ $near }»?

diag-address-invalid = «{ $address }» non può essere un vecchio indirizzo di questo sito
    .hint = si scrive a partire dalla radice del sito, come /vecchia/pagina/
diag-anchor-missing = «{ $page }» non ha una sezione o un paragrafo con il nome «{ $anchor }»
    .hint = dai un nome al titolo: ## Titolo {"{"}#{ $anchor }{"}"}, oppure chiudi il paragrafo con ^{ $anchor }
diag-base-url-missing = manca l’indirizzo a cui starà il sito
    .hint = aggiungi una riga come base_url: https://example.org/
diag-citation-missing = nella bibliografia non c’è «{ $id }»
    .hint = aggiungi l’opera a content/bibliography.yaml
diag-column-unknown = non c’è una colonna «{ $column }»
    .hint = le colonne si dichiarano sotto «columns:» nell’indice della sezione
diag-config-missing = manca il file content/site.yaml
    .hint = crealo con un titolo, un indirizzo (base_url) e le lingue; «carta new site CARTELLA» mostra un esempio
diag-duplicate-id = il nome «{ $id }» compare due volte in questa pagina; la prima è in { $other }
    .hint = cambia uno dei due
diag-fence-invalid = «{ $name }» non è una vista
    .hint = le viste sono comparison, chart, timeline e list
diag-file-name-language = il nome del file non dice la lingua
    .hint = chiamalo pagina.LINGUA.md; le lingue del sito sono { $languages }
diag-footnote-missing = la nota «{ $label }» non ha un testo
    .hint = aggiungi una riga [^{ $label }]: con il testo della nota
diag-footnote-unused = nessun punto del testo rimanda alla nota «{ $label }»
    .hint = scrivi [^{ $label }] dove serve, oppure cancella la nota
diag-form-ambiguous = «{ $form }» è di due voci: questa e «{ $term }» ({ $other })
    .hint = lascia la forma a una sola: una parola può portare a una voce sola
diag-form-invalid = la forma «{ $form }» non si può leggere
    .hint = scrivi le scelte fra graffe: espert{"{"}o,a,i,e{"}"} in recovery; le graffe non stanno dentro altre graffe
diag-front-matter-duplicate-key = «{ $key }» è scritto due volte; la prima è in { $other }
    .hint = tieni una sola delle due righe
diag-front-matter-inherited-key = «{ $key }» vale per tutte le lingue e si scrive solo in { $file }
    .hint = cancella qui la riga
diag-front-matter-missing = { $key ->
    [title] la pagina non ha un titolo
   *[other] manca «{ $key }»
}
    .hint = { $key ->
        [title] all’inizio di una pagina, fra due righe ---, sta almeno: title: …
        [of] scrivi nel blocco da dove vengono i dati, come of: countries
        [column] scrivi nel blocco la colonna da disegnare, come column: start
       *[other] aggiungi in questo punto la riga che manca
    }
diag-front-matter-syntax = { $what ->
    [tab] questa riga comincia con una tabulazione: YAML vuole spazi
    [quote] qui si aprono virgolette che non si chiudono
    [colon] un testo con due punti e spazio va fra virgolette
    [special] questo testo comincia con un carattere speciale e va fra virgolette
    [alias] i rimandi (*nome) non sono accettati
    [second-document] un secondo --- comincia un altro documento
    [depth] gli elenchi sono annidati troppo a fondo
    [key] questo non può essere il nome di un campo
   *[other] queste righe non si possono leggere come YAML
}
    .hint = scrivi campo: valore, uno per riga, gli elenchi come [a, b]; metti fra "virgolette doppie" i testi con : # o virgolette
diag-front-matter-type = «{ $key }» vuole { $wanted ->
    [text] un testo
    [boolean] true (sì) o false (no)
    [integer] un numero intero
    [language] il codice di una lingua, come it o en
    [list] un elenco: [a, b]
    [mapping] righe come campo: valore
    [slug] solo lettere minuscole senza accento, cifre e trattini
    [kind] uno fra page, document, term, competence, criterion, country
    [criterion-type] uno fra prerequisite, characteristic, aspect, candidacy-source, procedure, not-required
    [requirement] uno fra must, should, value, not-required
    [relation] uno fra exact, close, broader, narrower
    [column-type] uno fra year, number, text, list, yes-no, region
    [qualifier] uno fra about, more-than, less-than, planned, incomplete
    [base-url] un indirizzo come https://example.org/carta/
    [address] un indirizzo che comincia con https:// o http://
    [date] una data come 2026-11-22
    [work-date] una data come 2026, 2026-11 o 2026-11-22
    [work-id] un nome che una citazione possa dire: solo lettere, cifre e - _ . :
    [work-type] uno dei tipi di Hayagriva: article, book, chapter, report, thesis, web, misc …
    [autolink] uno fra section, page, all
    [chart-type] uno fra bar, dot, figures, timeline, tiles
    [weight] uno fra error, warning, info
    [score] un numero da 0 a 100
    [number] un numero, senza virgolette e senza punti fra le migliaia
    [year] un anno come 1995, senza virgolette
   *[other] un altro valore
}
diag-front-matter-unknown-key = { $kind ->
    [none] carta non conosce il campo «{ $key }»
   *[other] il campo «{ $key }» non è di una pagina di tipo «{ $kind }»
}
    .hint = «carta schema TIPO» elenca i campi
diag-heading-skip = i titoli saltano dal livello { $from } al livello { $to }
    .hint = usa un titolo di un solo livello più in basso di quello che lo precede
diag-home-missing = manca la pagina iniziale: content/index.{ $lang }.md
    .hint = creala con un titolo («carta new page index»); se c’è ed è una bozza, togli «draft»
diag-heading-top = il titolo della pagina è già il titolo di livello 1
    .hint = comincia con ##
diag-image-alt-missing = l’immagine non ha parole per chi non la vede
    .hint = scrivi che cosa mostra fra le parentesi quadre: ![che cosa mostra](immagine.png)
diag-image-missing = il file «{ $target }» non c’è, o non è un’immagine
    .hint = metti l’immagine accanto alla pagina, in content/
diag-input-too-large = il file è di { $size } MB; oltre { $limit } MB non si legge
    .hint = dividilo, o spostalo fuori da content/
diag-key-missing = manca il messaggio «{ $key }» in «{ $lang }»
    .hint = aggiungilo in un file di i18n/{ $lang }/
diag-key-unused = nessun modello usa il messaggio «{ $key }»
    .hint = cancellalo, o usalo con t(key="{ $key }")
diag-link-scheme = i collegamenti che cominciano con «{ $scheme }» non sono accettati
    .hint = usa https:, http:, mailto: o tel:, oppure il nome di una pagina; le immagini sono file in content/
diag-link-target-missing = non c’è una pagina «{ $target }»
    .hint = scrivi il nome del file senza la lingua, a partire dalla cartella di questa pagina: ../sezione/pagina.md
diag-mark-invalid = il segno { $mark } non è completo, o contiene altri segni
    .hint = scrivi [parole]{"{"}lang=fr{"}"} attorno a parole semplici; metti * all’esterno
diag-message-syntax = questo messaggio non si può leggere come Fluent
    .hint = scrivi chiave = testo, un messaggio per riga, e rientra le righe che seguono
diag-nesting-too-deep = qui elenchi, citazioni o enfasi sono annidati troppo a fondo
    .hint = si leggono al massimo 32 livelli
diag-not-readable = il file non si può leggere: { $detail }
    .hint = controlla i permessi del file
diag-not-utf8 = il file non è in UTF-8: questo carattere non si può leggere
    .hint = salva di nuovo il file con la codifica UTF-8
diag-path-escapes-root = «{ $path }» porta fuori dalla cartella del sito
    .hint = fuori dalla cartella del sito non si legge e non si scrive; copia il file al suo interno
diag-raw-html = nelle pagine non si accetta HTML
    .hint = usa Markdown; per mostrare il segno < scrivi \<
diag-slug-collision = l’indirizzo /{ $address } è già preso { $owner ->
    [none] dal sito stesso
   *[other] da { $owner }
}
    .hint = dai a una delle due pagine un altro slug
diag-structure-mismatch = { $shape ->
    [heading] i titoli sono diversi da { $other }: là sono { $expected }, qui { $found }; «{ $section }» non trova il suo corrispondente
    [footnote] { $expected ->
        [one] 1 nota
       *[other] { $expected } note
    } in { $other }, qui { $found }
    [level] questo titolo è di livello { $found }; in { $other } è di livello { $expected }
    [kind] il blocco ^{ $section } è di un altro tipo rispetto a { $other }
    [table-size] la tabella ha righe o colonne diverse da quella in { $other }
   *[other] { $section ->
        [none] prima del primo titolo
       *[other] in «{ $section }»
    }: { $shape ->
        [paragraph] { $expected ->
            [one] 1 paragrafo
           *[other] { $expected } paragrafi
        }
        [item] { $expected ->
            [one] 1 punto di elenco
           *[other] { $expected } punti di elenco
        }
        [table] { $expected ->
            [one] 1 tabella
           *[other] { $expected } tabelle
        }
        [quote] { $expected ->
            [one] 1 citazione
           *[other] { $expected } citazioni
        }
       *[other] { $expected ->
            [one] 1 blocco
           *[other] { $expected } blocchi
        }
    } in { $other }, qui { $found }{ $position ->
        [0] {""}
       *[other] ; sembra mancare il corrispondente del numero { $position }
    }
}
    .hint = una traduzione ha gli stessi titoli, paragrafi ed elenchi dell’originale, nello stesso ordine
diag-template-error = { $what ->
    [cycle] il tema «{ $detail }» estende sé stesso
    [no-theme] non c’è un tema «{ $detail }»
   *[other] il modello non si può usare: { $detail }
}
diag-term-missing = non c’è una pagina né una voce «{ $target }»
    .hint = creala con: carta new term "{ $target }"
diag-translation-missing = questa pagina non ha una traduzione in «{ $lang }»
    .hint = crea { $file }
diag-variable-missing = il messaggio «{ $key }» non usa qui le stesse variabili che in { $other }: { $names }

failure-arguments = il comando non si capisce
    .hint = carta --help
diag-words-missing = il programma non parla «{ $lang }»: { $count ->
    [one] una parola del sito (menu, avvisi, ricerca) appare
   *[other] { $count } parole del sito (menu, avvisi, ricerca) appaiono
 } in inglese
    .hint = scrivile in i18n/{ $lang }/site.ftl, con i nomi che hanno nei file del programma
failure-argument-unknown = non c’è un’opzione { $argument }
    .hint = carta --help
failure-argument-missing = manca { $argument }
    .hint = carta --help
failure-command-unknown = non c’è un comando «{ $argument }»
    .hint = carta --help
failure-command-missing = quale comando?
    .hint = carta --help
failure-value-missing = { $argument } vuole un valore
    .hint = carta --help
failure-value-invalid = { $argument } non può essere «{ $value }»
    .hint = può essere: { $valid }
failure-code-unknown = non c’è una diagnosi «{ $code }»
    .hint = forse «{ $near }»?
failure-root = la cartella { $path } non si può leggere: { $detail }
failure-no-content = { $path } non ha una cartella «content»: non è un sito
    .hint = vai nella cartella del sito, indicala con --root, o creane uno con: carta new site CARTELLA
failure-exists = { $path } c’è già, e niente viene sovrascritto
    .hint = scegli un altro nome
failure-key-invalid = «{ $key }» non può essere il nome di una pagina
    .hint = usa lettere minuscole, cifre, trattini, e / fra cartella e pagina
failure-output-sources = il sito non si può scrivere in { $path }: contiene le sorgenti del sito
    .hint = scegli un’altra cartella con --out
failure-output-escapes = { $path } è un collegamento che porta fuori dalla cartella del sito
    .hint = indica la cartella con --out, se è quello che vuoi
failure-output-occupied = { $path } c’è e non è stato fatto da carta: resta com’è
    .hint = spostalo, o scegli un’altra cartella con --out
failure-output-busy = un’altra carta sta scrivendo in { $path }
    .hint = aspetta che abbia finito
failure-output-not-a-folder = { $path } non è una cartella
    .hint = scegli un’altra cartella con --out
failure-output-path = «{ $path }» non può essere il nome di un file
failure-output = { $path } non si può scrivere: { $detail }
    .hint = non è cambiato niente
failure-disk-full = il disco è pieno: { $path } non si può scrivere
    .hint = fai spazio e riprova; il sito è rimasto com’era
failure-read-only = { $path } non si può scrivere: { $detail }
    .hint = controlla i permessi della cartella, o scegline un’altra con --out; il sito è rimasto com’era

cli-about = Pubblica un documento condiviso come sito in due lingue
cli-usage = Uso
cli-commands = Comandi
cli-options = Opzioni
cli-arguments = Argomenti
cli-help = Mostra questo aiuto
cli-version = Mostra la versione
cli-build = Scrive il sito
cli-check = Segnala ogni problema, non scrive niente
cli-new = Crea un sito, una pagina o una voce
cli-site = Crea un sito
cli-page = Crea una pagina in tutte le lingue
cli-term = Crea una voce del glossario in tutte le lingue
cli-explain = Spiega una diagnosi, o le elenca tutte
cli-schema = Stampa lo schema JSON dei campi di una pagina
cli-root = La cartella del sito (se manca: questa)
cli-lang = La lingua dei messaggi: it o en (se manca: quella del sistema)
cli-format = Come si scrivono i problemi: human, short o json
cli-base-url = L’indirizzo del sito, al posto di quello in site.yaml
cli-strict = Gli avvisi contano come errori
cli-out = La cartella in cui scrivere (se manca: site nella cartella del sito)
cli-new-dir = La cartella del nuovo sito
cli-new-key = La pagina, come sezione/pagina
cli-new-word = La voce, nella prima lingua del sito
cli-explain-code = Il codice, come sta in un messaggio
cli-schema-kind = Il tipo di pagina
