# Quello che scrive `carta new`.

scaffold-site-title = Il mio documento
scaffold-home =
    Benvenuti. Questa è la pagina iniziale: modifica `content/index.it.md`.

    - [Il documento](document/index.md)
    - [Il glossario](glossary/index.md)
scaffold-document-title = Il documento
scaffold-document = Qui si dice che cos’è il documento, chi l’ha scritto e come si può leggere.
scaffold-chapter-title = Primo capitolo
scaffold-chapter =
    ## Perché {"{"}#perche{"}"}

    Ogni paragrafo ha un numero e un collegamento permanente. Le parole del glossario, come il supporto tra pari, diventano collegamenti da sole.
scaffold-glossary-title = Glossario
scaffold-glossary = Le parole del documento, spiegate.
scaffold-term-title = supporto tra pari
scaffold-term-forms = supporto {"{"}tra,fra{"}"} pari
scaffold-term = Aiuto fra persone che hanno vissuto la stessa cosa.
scaffold-page = Scrivi qui il testo.
scaffold-definition = Scrivi qui in una frase che cosa significa «{ $term }».
