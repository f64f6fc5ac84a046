# Pagine mostrate su altri siti.

embed-continue = Continua su «{ $site }»
embed-open = Apri la pagina su «{ $site }»
embed-unlisted = { $count ->
    [one] e un’altra pagina
   *[other] e altre { $count } pagine
}
embed-pages = In questa sezione
embed-section = Sezione
embed-page = Pagina
embed-country = Confronto

embed-this = Mostra questa pagina sul tuo sito
embed-this-intro = Puoi mostrare una parte breve di questa pagina dentro un altro sito. Resta sempre aggiornata e non mette cookie.
embed-this-help = Istruzioni per WordPress, Joomla e altri programmi
embed-this-wordpress = Con WordPress
embed-this-step-1 = Copia l’indirizzo qui sotto.
embed-this-step-2 = Incollalo in una riga vuota del tuo articolo, da solo.
embed-this-step-3 = Salva o aggiorna l’articolo: al posto dell’indirizzo compare la pagina.
embed-this-address = Indirizzo
embed-this-html = Con altri programmi: codice HTML
embed-this-unit = Che cosa mostrare
embed-this-unit-page = Questa pagina
embed-this-unit-section = La sua sezione
embed-this-unit-terms = Parole del glossario in questa pagina
embed-this-language = Lingua
embed-this-preview = Anteprima
embed-this-copy-address = Copia l’indirizzo
embed-this-copy-html = Copia il codice
embed-this-failed = Non è stato possibile leggere questa pagina. Riprova.
