## Edizioni: parole del sito

versions-title = Edizioni
versions-lede = Un’edizione è una copia di queste pagine com’erano in un certo giorno. Conserva il suo indirizzo e niente in essa cambia.
versions-changes = Che cosa è cambiato
version-name = Edizione { $label }
version-inside = edizione { $label }
version-lede = Queste pagine com’erano il { $date }.
version-today = Il testo di oggi
version-first = La prima edizione.
editions = Edizioni di questa pagina
changes-slug = modifiche
changes-since = Che cosa è cambiato dopo l’edizione { $label }
changes-next = Che cosa è cambiato nell’edizione seguente, { $label }
changes-today = Che cosa è cambiato da allora
changes-pages = { $count ->
    [0] niente
    [one] { $count } pagina
   *[other] { $count } pagine
}
changes-from = Dall’
changes-to = all’
changes-to-today = al testo di oggi.
changes-how = Ciò che è stato tolto è barrato, ciò che è stato aggiunto è sottolineato. Un punto che ha soltanto un altro posto o un altro numero non è elencato.
changes-none = Non è cambiato niente.
change-what = { $what ->
    [added] Aggiunto
    [removed] Tolto
    [translated] Tradotto
   *[other] Riscritto
}
change-page = { $what ->
    [added] Questa pagina è nuova.
    [removed] Questa pagina è stata tolta.
    [translated] Questa pagina è stata tradotta.
   *[other] Questa pagina è stata riscritta.
}
change-added = aggiunto
change-removed = tolto
change-end = fine
frozen-notice = Stai leggendo l’edizione { $label } di queste pagine, del { $date }. Non cambia più.
frozen-today = Vai al testo di oggi
frozen-gone = Oggi questa pagina non c’è più. Vai a
frozen-before = Questa pagina nell’edizione { $label }, quella prima
frozen-after = Questa pagina nell’edizione { $label }, quella dopo
feed = Notizie sulle modifiche (Atom)
feed-title = Che cosa è cambiato: { $site }
