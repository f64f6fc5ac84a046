# Le parole del sito: tutto quello che si legge intorno al testo delle pagine.

## Lingue

# Il nome della lingua in sé stessa, come sta nel selettore.
language-name = Italiano
# I nomi delle lingue dentro una frase.
language-it = italiano
language-en = inglese
# La lingua come la vogliono i metadati Open Graph.
og-locale = it_IT

## Testata e navigazione

skip = Vai al contenuto
menu = Menu
menu-label = Menu principale
languages = Lingua
home = Inizio
breadcrumbs = Percorso
contents = In questa pagina
contents-bar = Indice e lingua
contents-open = Indice
neighbours = Pagine vicine
previous = Precedente
next = Successiva
close = Chiudi
chapter = Capitolo { $number }
document = Documento
document-map = La mappa del documento
section-pages = Le pagine di questa sezione

## Avvisi

borrowed = Questa pagina non è ancora tradotta. Il testo qui sotto è in { $language }.
translation = Questa è una traduzione: fa fede il testo in { $language }.
translation-link = Leggi il testo in { $language }

## Strumenti di lettura

reading = Lettura
reading-title = Come vuoi leggere
size = Grandezza del testo
size-1 = Normale
size-2 = Grande
size-3 = Molto grande
size-4 = Grandissima
theme = Colori
theme-auto = Come il dispositivo
theme-light = Chiari
theme-dark = Scuri
remember = Ricorda su questo dispositivo
remember-note = Senza questa spunta la scelta vale solo per la pagina che stai leggendo, e non si salva nulla.

## Citare

cite = Citare questa pagina
cite-block = Citare questo punto
cite-text = «{ $title }», in { $site }.
cite-version = Versione { $version }.
cite-paragraph = par. { $number }
cite-section = § { $number }
block-link = Collegamento e citazione di questo punto
step-back = Punto precedente
step-on = Punto successivo
copy-link = Copia il collegamento
copy-citation = Copia la citazione
copy-bibtex = Copia in BibTeX
copy-csl = Copia in CSL-JSON
copied = Copiato.
copy-failed = Il browser non permette di copiare. Puoi selezionare il testo e copiarlo a mano.

## Fonti e rimandi

sources = Fonti
cited-by = Chi rimanda a questa pagina
place = { $title }, punto { $number }
edit = Proponi una modifica a questa pagina

## Glossario

glossary = Glossario
glossary-entry = Voce del glossario
glossary-letters = Le lettere del glossario
glossary-list = Le voci, dalla A alla Z
glossary-count = { $count ->
    [one] { $count } voce
   *[other] { $count } voci
}
glossary-empty = nessuna voce
term-in = In { $language }
term-abbreviations = { $count ->
    [one] Sigla
   *[other] Sigle
}
term-forms = Forme e varianti
term-avoid = Da evitare
term-broader = Più in generale
term-narrower = Più in particolare
term-related = Voci vicine
term-used = Dove si usa questa parola
term-pages = { $count ->
    [one] in { $count } pagina
   *[other] in { $count } pagine
}
popup-more = Leggi la voce «{ $title }»

## Competenze

competence = Competenza
competence-group-general = Competenze generali
competence-group-specific = Competenze specifiche
competence-group-activity = Esempi di attività
competence-elsewhere = In altri elenchi di competenze
competence-relation-exact = stessa competenza
competence-relation-close = competenza vicina
competence-relation-broader = competenza più ampia
competence-relation-narrower = competenza più ristretta

## Criteri di selezione

criterion = Criterio
criterion-type = Che cos’è
criterion-type-prerequisite = Prerequisito
criterion-type-characteristic = Caratteristica da valorizzare
criterion-type-aspect = Aspetto da rafforzare
criterion-type-candidacy-source = Via di candidatura
criterion-type-procedure = Procedura
criterion-type-not-required = Elemento non richiesto
criterion-weight = Quanto pesa
criterion-weight-must = Necessario
criterion-weight-should = Consigliato
criterion-weight-value = Da valorizzare
criterion-weight-not-required = Non richiesto

## Confronti

facts = I fatti, uno per uno

## Home

home-start = Comincia dal Documento
home-glossary = Cerca una parola

## Piè di pagina

footer-authentic = La lingua di riferimento è l’{ $language }. Le altre lingue sono traduzioni.
footer-version = Versione { $version }
footer-updated = Ultimo aggiornamento: { $date }
footer-license = Licenza: { $name }

## Altre pagine

not-found = Pagina non trovata
not-found-text = A questo indirizzo non c’è nulla. Forse la pagina ha cambiato posto, o l’indirizzo ha un errore.
not-found-home = Vai alla pagina iniziale
redirect = Questa pagina ha cambiato indirizzo
redirect-link = Vai al nuovo indirizzo

## Dentro il testo

permalink-section = Collegamento alla sezione «{ $title }»
permalink-paragraph = Paragrafo { $number }: collegamento
footnote-label = Nota { $number }
footnote-back = Torna al testo della nota { $number }
table-label = Tabella: { $title }
callout-note = Nota
callout-tip = Consiglio
callout-important = Importante
callout-warning = Attenzione
callout-caution = Cautela

## Dati e fonti

comparison-entry = Voce
not-stated = non indicato
yes = sì
no = no
qualifier-about = circa { $value }
qualifier-more-than = più di { $value }
qualifier-less-than = meno di { $value }
qualifier-planned = { $value } (previsti)
qualifier-incomplete = { $value } (dato incompleto)
chart-data = I dati in tabella
facts-caption = { $title }: che cosa dicono le fonti
accessed = (consultato il { $date })
