# Le parole della ricerca: la finestra, la pagina dei risultati, il filtro del glossario.

# L’ultima parte dell’indirizzo della pagina dei risultati.
search-slug = cerca
search = Cerca
search-title = Cerca nel sito
search-description = Cerca parole, sigle e frasi in tutte le pagine del sito, in tutte le sue lingue: gli accenti non contano e piccoli errori si perdonano.
search-label = Che cosa cerchi?
search-hint = Puoi scrivere una parola, più parole o una frase tra virgolette. Gli accenti non contano e piccoli errori si perdonano. La ricerca guarda le pagine in tutte le lingue del sito.
search-keys = Frecce per scegliere, Invio per aprire, Esc per chiudere
search-all = Tutti i risultati
search-none = Nessun risultato. Prova con un’altra parola, o guarda nel glossario.
search-one = 1 pagina trovata
search-many = { "#" } pagine trovate
search-least-one = La frase è in almeno 1 pagina
search-least = La frase è in almeno { "#" } pagine
search-unread = La frase non è nelle prime { "#" } pagine che hanno queste parole
search-meant = Nessuna pagina dice proprio così. Ecco i risultati per:
search-missing = Senza questa parola, che non c’è in nessuna pagina:
search-term = Dal glossario
search-side = In { $language }
search-more = Mostra altri risultati
search-failed = La ricerca non riesce a leggere il suo indice. Ricarica la pagina e riprova.
search-without = Per cercare serve JavaScript, che nel tuo browser è spento o non disponibile. Il sito si legge tutto anche così:
search-without-glossary = nel glossario le parole sono in ordine alfabetico
search-without-contents = nell’indice trovi tutte le sezioni
search-contents = Le sezioni del sito
search-close = Chiudi la ricerca
glossary-filter = Filtra le voci
glossary-filter-hint = Scrivi una parola, una sigla o un modo da evitare, in italiano o in inglese.
glossary-filter-one = 1 voce
glossary-filter-many = { "#" } voci
glossary-filter-none = Nessuna voce. Prova a cercare in tutto il sito.
