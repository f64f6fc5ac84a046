## Due lingue, un solo documento: parole del sito

pair-link = Testo a fronte
pair-authentic = testo che fa fede
pair-missing = Questo punto non è ancora tradotto in italiano.
pair-row = { $section }, punto { $number }
pair-permalink = Collegamento al punto { $number }
stale-block = L’originale in { $language } di questo punto è cambiato dopo la traduzione.
stale-page = { $count ->
    [one] In questa pagina { $count } punto traduce un testo che poi è cambiato in { $language }.
   *[other] In questa pagina { $count } punti traducono un testo che poi è cambiato in { $language }.
}
stale-title = Il titolo
stale-description = La descrizione
stale-note = Una nota
block-moved = Questo punto ora si trova in «{ $title }».

## I comandi

cli-ids = Elenca i blocchi senza un nome proprio, o li scrive
cli-write = Scrive i nomi che mancano nelle pagine e li registra in content/ids.lock
cli-accept = Registra i nomi che ci sono, senza toccare le pagine
cli-translations = Dice come stanno le traduzioni
cli-status = Che cosa manca, che cosa è rimasto indietro
cli-diff = Le parole dell’originale cambiate dopo la traduzione
cli-translations-accept = Registra che la traduzione dice quello che dice l’originale
cli-translations-key = La pagina (sezione/pagina), la sezione, un blocco (pagina#nome), o . per tutto

ids-block = { $file }:{ $line }: { $id } · { $words }
ids-total = { $count ->
    [0] Tutti i blocchi hanno un nome proprio.
    [one] { $count } blocco senza un nome proprio. Scrivilo con: carta ids --write
   *[other] { $count } blocchi senza un nome proprio. Scrivili con: carta ids --write
}
ids-written = Nomi scritti: { $count }, in { $files } file. Registrati in content/ids.lock: { $recorded }.
ids-skipped = { $file }: qui il nome va scritto a mano ({ $id })

status-page = { $state ->
    [missing] manca
    [structure] struttura diversa
    [stale] rimasta indietro
    [unaccepted] da accettare
   *[other] completa
}
status-line = { $key } ({ $lang }): { $state }; blocchi { $blocks }, mancanti { $missing }, di troppo { $extra }, rimasti indietro { $stale }, da accettare { $unaccepted }
status-total = { $lang }: { $pages } pagine: complete { $complete }, mancanti { $missing }, con struttura diversa { $structure }, rimaste indietro { $stale }, da accettare { $unaccepted }
diff-none = Niente è cambiato da quando la traduzione è stata accettata.
diff-block = { $file }:{ $line } ({ $lang }) { $name }
diff-translation = traduzione:
accepted = Registrati { $count } blocchi in content/translations.lock.

failure-key-unknown = non c’è una pagina «{ $key }»
    .hint = { $near ->
        [none] carta translations status elenca le pagine
       *[other] forse «{ $near }»?
    }
failure-source-write = { $path } non si può scrivere: { $detail }
    .hint = controlla i permessi e lo spazio sul disco; il file è rimasto com’era

## Problemi

diag-id-reused = il nome «{ $id }» è già stato di un altro blocco, e qui torna una seconda volta
    .hint = un nome pubblicato resta di quel blocco: scegline un altro, o correggi «was»
diag-id-vanished = il blocco pubblicato come «{ $id }» non c’è più: chi ha salvato quel collegamento non lo trova
    .hint = scrivi %%was: { $id }%% in fondo al blocco che ha preso il suo posto, oppure was: [{ $id }] all’inizio della pagina se è stato tolto
diag-lock-invalid = questa riga non si può leggere
    .hint = se è rimasta da un’unione di versioni, tieni le righe di tutte e due e cancella i segni <<<<<<< ======= >>>>>>>
diag-page-vanished = la pagina pubblicata «{ $page }» non c’è più{ $heir ->
    [none] {""}
   *[other] ; { $heir } ha gli stessi blocchi
}
    .hint = scrivi was: [{ $page }] all’inizio della pagina che ha preso il suo posto; se l’indirizzo è cambiato, aggiungi quello vecchio ad aliases
diag-translation-differs = { $what ->
    [number] il numero { $thing } sta solo in { $other }
    [month] il mese { $thing } sta solo in { $other }
    [citation] la citazione { $thing } sta solo in { $other }
    [link] il collegamento a { $thing } sta solo in { $other }
    [fact] il fatto { $thing } sta solo in { $other }
   *[other] la voce di glossario «{ $thing }» sta solo in { $other }
}
    .hint = aggiungilo qui; se la differenza è voluta, scrivi %%intended: { $thing }%% in fondo al blocco, oppure intended: [{ $thing }] all’inizio della pagina
diag-translation-stale = l’originale in { $other } è cambiato dopo questa traduzione
    .hint = guarda le parole cambiate con: carta translations diff { $key }; poi: carta translations accept { $key }

## Spiegazioni

explain-id-reused = Un nome di blocco è usato di nuovo.

    Chi ha salvato un collegamento a quel nome si aspetta il blocco di allora. Un nome che è stato
    pubblicato resta suo per sempre, anche dopo che il blocco è stato tolto.
explain-id-vanished = Un blocco pubblicato non c’è più.

    content/ids.lock elenca i nomi che i lettori possono avere salvato o citato. Se un blocco cambia
    nome, si divide o si unisce a un altro, scrivi %%was: nome-vecchio%% in fondo a quello che resta
    (Obsidian non lo mostra). Se è stato tolto, scrivi was: [nome-vecchio] all’inizio della pagina:
    il vecchio collegamento porta allora in cima alla pagina.
explain-lock-invalid = Una riga di un file .lock non si può leggere.

    I file .lock hanno una riga per voce, in ordine. Di solito è un segno rimasto da un’unione di
    versioni: si tengono le righe di tutte e due.
explain-page-vanished = Una pagina pubblicata non c’è più.

    Se ha cambiato nome, scrivi was: [nome/vecchio] all’inizio di quella nuova: i suoi blocchi restano
    gli stessi. Se l’indirizzo è cambiato, aggiungi quello vecchio ad aliases.
explain-translation-differs = Una cosa sta in una lingua e non nell’altra.

    Numeri, date, collegamenti, citazioni e voci del glossario si confrontano blocco per blocco. Un
    numero scritto in lettere vale come in cifre.
explain-translation-stale = L’originale è cambiato dopo la traduzione.

    Il confronto è sulle parole del blocco: spazi, a capo e spostamenti non contano.
field-was = Nomi di blocchi che non ci sono più, o il nome che la pagina aveva prima.
field-intended = Che cosa sta solo in questa lingua, ed è voluto.
