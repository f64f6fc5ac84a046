# Il secondo paio d’occhi: messaggi su stile, leggibilità, accessibilità.

diag-abbreviation-foreign = «{ $short }» è la sigla di un’altra lingua
    .hint = qui si dice { $better }; altrimenti scrivi [{ $short }]{"{"}lang=en{"}"}, o {"{"}lint-allow: abbreviation-foreign, il motivo{"}"}
diag-abbreviation-unexpanded = la pagina non dice mai che cosa vuol dire «{ $short }»
    .hint = scrivi la prima volta le parole intere e poi ({ $short }); le sigle che nessuno scioglie stanno in content/style.yaml, sotto abbreviations
diag-address-bare = un indirizzo intero non si legge bene, e a voce è una fila di lettere: { $address }
    .hint = scrivi [che cosa si trova lì]({ $address })
diag-allowance-invalid = { $what ->
    [unknown] nessuna regola si chiama «{ $rule }»
   *[other] per mettere da parte la regola «{ $rule }» serve un motivo
}
    .hint = scrivi {"{"}lint-allow: { $rule }, il motivo{"}"} alla fine del paragrafo
diag-allowance-unused = qui la regola «{ $rule }» non ha più niente da dire: l’eccezione non serve
    .hint = toglila; se il testo è cambiato, forse va un’altra regola
diag-apostrophe-mixed = in questa pagina ci sono due apostrofi diversi: ’ e '
    .hint = usa ’ dappertutto: carta check --fix lo fa per te
diag-capitals-only = { $word }: tutte maiuscole si leggono a fatica, e alcune voci le dicono lettera per lettera
    .hint = scrivi in minuscolo; per dare forza usa **parole**
diag-date-format = { $kind ->
    [digits] «{ $date }»: in inglese giorno e mese si scambiano, e chi legge non sa quale sia
    [capital] «{ $date }»: in italiano i mesi si scrivono minuscoli, in inglese maiuscoli
   *[other] «{ $date }»: sul sito il giorno viene prima del mese
}
    .hint = scrivi 13 settembre 2021 in italiano, 13 September 2021 in inglese
diag-foreign-unmarked = «{ $word }» è in un’altra lingua, e una voce la leggerebbe male
    .hint = scrivi [{ $word }]{"{"}lang={ $lang }{"}"}
diag-gender-mark = «{ $word }»: le voci che leggono ad alta voce inciampano sul segno, e il Braille non lo ha
    .hint = usa un nome collettivo, «la persona …», o le due forme per esteso
diag-image-alt-poor = «{ $text }» non dice che cosa mostra l’immagine
    .hint = scrivi in una frase quello che chi vede ne ricava; niente «immagine di» né nomi di file
diag-image-of-text = questa immagine sembra contenere del testo, o il suo testo alternativo è troppo lungo
    .hint = metti il testo nella pagina, così si può leggere, ingrandire e cercare
diag-link-text-poor = { $kind ->
    [address] il testo di questo collegamento è un indirizzo: a voce è una fila di lettere
   *[other] «{ $text }» da solo non dice dove porta
}
    .hint = usa come testo il nome di quello che si trova là: molti passano da un collegamento all’altro senza leggere il resto
diag-list-endings = gli altri punti dell’elenco finiscono { $usual ->
    [stop] con il punto
    [semicolon] con il punto e virgola
   *[nothing] senza segno
}, questo { $odd ->
    [stop] con il punto
    [semicolon] con il punto e virgola
   *[nothing] senza segno
}
    .hint = falli finire tutti allo stesso modo
diag-number-format = { $kind ->
    [thousands] «{ $number }» si legge in due modi: in italiano le migliaia hanno il punto, in inglese la virgola
   *[other] «{ $number }»: i decimali hanno la virgola in italiano, il punto in inglese
}
    .hint = forse { $better }?
diag-readability-low = { $what ->
    [definition] la definizione è difficile: { $score }, e qui serve almeno { $least }
   *[page] la pagina è difficile: { $score }, e qui serve almeno { $least }
}
    .hint = dividi le frasi lunghe, usa parole di ogni giorno; carta check --report readability mostra i dieci punti più difficili
diag-spaces-double = qui ci sono due o più spazi
    .hint = ne basta uno: carta check --fix lo fa per te
diag-spelling-variant = sul sito si scrive «{ $wanted }», non «{ $word }»
    .hint = carta check --fix corregge dove la forma è una sola
diag-table-header-empty = la tabella non ha intestazioni: chi ascolta sente numeri senza nome
    .hint = scrivi nella prima riga che cosa c’è in ogni colonna
diag-term-avoided = il glossario, alla voce «{ $term }», sconsiglia «{ $word }»{ $why ->
    [none] {""}
   *[other] : { $why }
}
    .hint = cambia parola; se è di altri mettila tra virgolette, se qui serve aggiungi {"{"}lint-allow: term-avoided, il motivo{"}"}
diag-word-to-avoid = «{ $word }». { $why }
    .hint = { $instead ->
    [none] scegli
   *[other] meglio: { $instead }. Se no scegli
} un’altra frase; parole di altri vanno tra virgolette; se qui serve proprio, aggiungi in fondo {"{"}lint-allow: { $rule }, il motivo{"}"}

explain-abbreviation-foreign =
    Una sigla di un’altra lingua, quando il glossario ne ha una in questa.

    Esempio: WHO in una pagina italiana, dove il glossario ha OMS.
    Perché: chi legge cerca la sigla che conosce, e una voce italiana pronuncia male quella inglese.
    Fonte: WCAG 3.1.4; glossario del sito.
explain-abbreviation-unexpanded =
    Una sigla che la pagina non scioglie mai e che il glossario non conosce.

    Esempio: «la RUL si riunisce ogni mese» diventa «la Rete Utenti Lombardia (RUL) si riunisce ogni mese».
    Perché: chi non è del mestiere si ferma lì.
    Fonte: WCAG 3.1.4.
explain-address-bare =
    Un indirizzo scritto per intero nel testo.

    Esempio: «vedi https://www.who.int/publications» diventa «vedi [le pubblicazioni dell’OMS](https://…)».
    Perché: una voce lo legge lettera per lettera, e su carta va a capo male.
    Fonte: WCAG 2.4.4.
explain-allowance-invalid =
    Un’eccezione che nomina una regola sconosciuta, o che non dice perché.

    Esempio: {"{"}lint-allow: matto, è il nome che il gruppo si è dato{"}"} alla fine di un paragrafo, oppure nel frontespizio della pagina:
    lint_allow: [{"{"}rule: matto, reason: è il nome che il gruppo si è dato{"}"}]
    Perché: tra un anno qualcuno vorrà sapere se il motivo vale ancora.
explain-allowance-unused =
    Un’eccezione per una regola che qui non trova niente.

    Esempio: la parola è stata cambiata, l’eccezione è rimasta.
    Perché: un’eccezione dimenticata nasconde il prossimo errore.
explain-apostrophe-mixed =
    L’apostrofo dritto accanto a quello tipografico nella stessa pagina.

    Esempio: «l'esperto» accanto a «dell’équipe». carta check --fix scrive ’ dappertutto.
    Perché: chi cerca una parola nella pagina trova solo una delle due forme.
explain-capitals-only =
    Parole scritte tutte in maiuscolo.

    Esempio: «NON È UN OBBLIGO» diventa «**Non** è un obbligo».
    Perché: le lettere maiuscole hanno tutte la stessa altezza e si leggono più piano; alcune voci le dicono una per una.
    Fonte: linee guida per il linguaggio facile da leggere.
explain-date-format =
    Una data scritta nel modo di un’altra lingua, o in sole cifre.

    Esempio: 03/04/2021 è il 3 aprile in Italia e il 4 marzo negli Stati Uniti: scrivi 3 aprile 2021.
explain-foreign-unmarked =
    Parole di un’altra lingua senza il segno della lingua.

    Esempio: «i peer worker» diventa «i [peer worker]{"{"}lang=en{"}"}».
    Perché: una voce italiana le legge con i suoni dell’italiano.
    Fonte: WCAG 3.1.2.
explain-gender-mark =
    Asterisco, schwa o chiocciola al posto di una desinenza.

    Esempio: «tutt* i colleghi», «lə espertə». Meglio «tutte le persone», «colleghe e colleghi», «chi è esperto».
    Perché: le voci che leggono ad alta voce e le righe Braille non sanno che farne. Non è una regola su chi nominare: è su come farlo arrivare a tutti.
    Fonte: prove della Fondazione LIA; Accademia della Crusca per i testi giuridici.
explain-image-alt-poor =
    Un testo alternativo che non dice che cosa si vede.

    Esempio: ![foto](gruppo.jpg) diventa ![Sei persone sedute in cerchio in un cortile](gruppo.jpg).
    Fonte: WCAG 1.1.1.
explain-image-of-text =
    Un’immagine che sembra una pagina fotografata, o un testo alternativo di più di 160 caratteri.

    Esempio: schermata-programma.png. Il programma va scritto nella pagina, in un elenco o in una tabella.
    Fonte: WCAG 1.4.5.
explain-link-text-poor =
    Il testo di un collegamento che da solo non dice dove porta.

    Esempio: «per iscriverti [clicca qui](…)» diventa «[iscriviti al corso](…)».
    Perché: chi usa un lettore di schermo scorre l’elenco dei collegamenti, uno dopo l’altro.
    Fonte: WCAG 2.4.4.
explain-list-endings =
    Un elenco di almeno tre punti che non finiscono tutti allo stesso modo.

    Esempio: due punti senza segno e uno con il punto. Dopo punti e virgola, l’ultimo può avere il punto.
explain-number-format =
    Un numero con i segni dell’altra lingua.

    Esempio: trentamila è 30.000 in italiano e 30,000 in inglese; due e mezzo per cento è 2,5 % e 2.5 %.
explain-readability-low =
    Una pagina o una definizione più difficile della soglia del suo tipo.

    In italiano conta l’indice Gulpease: 89 − 10 × lettere/parole + 300 × frasi/parole. Sotto 60 è difficile per chi ha la licenza media, sotto 40 per chi ha il diploma.
    In inglese conta il punteggio di Coleman e Liau, che si calcola dalle stesse tre cifre.
    Ogni punto di un elenco, titolo e cella conta come una frase. I testi autentici (document) non hanno soglia. Le soglie stanno in site.yaml, in readability.
    Fonte: Lucisano e Piemontese 1988; Coleman e Liau 1975.
explain-spaces-double =
    Due o più spazi tra due parole.

    Esempio: «la  recovery». carta check --fix ne lascia uno.
explain-spelling-variant =
    Una parola scritta in un modo diverso dal resto del sito.

    Esempio: «coproduzione» dove il sito scrive «co-produzione». Le forme stanno in style.yaml, in spellings.
    Perché: chi cerca deve trovare tutto, e due forme fanno pensare a due cose.
explain-table-header-empty =
    Una tabella con la prima riga vuota.

    Esempio: | | | invece di | Paese | Persone |.
    Fonte: WCAG 1.3.1.
explain-term-avoided =
    Una forma che una voce del glossario chiede di evitare (avoid), fuori dalla voce stessa.

    Esempio: la voce «recovery» chiede di scrivere «la recovery». Tra virgolette o in corsivo la forma si può citare.
explain-word-to-avoid =
    Una parola che ferisce, che riduce qualcuno a una diagnosi o che fa di una diagnosi una metafora.

    Esempio: «i malati mentali» diventa «le persone con un disturbo mentale»; «un mercato schizofrenico» diventa «un mercato incoerente».
    Citazioni, titoli, corsivi, nomi propri, codice e altre lingue non si toccano. Le regole, con il motivo e la fonte di ciascuna, stanno in style.yaml; una parola che qui serve resta con {"{"}lint-allow: regola, il motivo{"}"} in fondo al paragrafo.
    Fonte: Carta di Trieste; D.Lgs. 62/2024; parlarecivile.it; CAMH.

cli-fix = Corregge nei file ciò che ha un solo modo giusto
cli-report = Mostra anche: readability (i testi più difficili) o language (le parole discusse)
mended = { $places ->
    [0] niente da correggere
    [one] corretto 1 punto
   *[other] corretti { $places } punti
}{ $files ->
    [0] {""}
    [one] {" "}in 1 file
   *[other] {" "}in { $files } file
}
review-readability = { $what ->
    [pages] Le pagine più difficili
   *[other] I punti più difficili
} ({ $lang ->
    [it] italiano, Gulpease
    [en] inglese, Coleman–Liau
   *[other] { $lang }, Coleman–Liau
}); più basso, più difficile
failure-fix = { $path } non si può correggere: { $detail }
    .hint = il file è rimasto com’era
field-lint-allow = Regole di stile che in questa pagina non valgono, ciascuna con il motivo.
