# Le spiegazioni di `carta explain`: che cosa vuol dire una diagnosi, perché conta, un esempio. La
# prima riga è il riassunto che si legge nell’elenco.

explain-address-invalid =
    Un vecchio indirizzo (aliases) è scritto in un modo che non può funzionare.

    Sotto «aliases» stanno gli indirizzi che la pagina aveva prima: carta mette lì un
    rimando, e chi ha un vecchio segnalibro arriva ancora. Un indirizzo si scrive a
    partire dalla radice del sito, con lettere, cifre, punti e trattini. Quello che
    potrebbe portare fuori dal sito, come «..», non è accettato.

    Sbagliato:
        aliases: ["../vecchia pagina"]
    Giusto:
        aliases: [/vecchia-pagina/, /documento/capitolo-2.html]

explain-anchor-missing =
    Un collegamento porta a un punto della pagina che non c’è.

    La pagina esiste, ma nessun suo titolo o paragrafo ha il nome che sta dopo il segno #.
    Chi segue il collegamento arriverebbe in cima alla pagina, senza sapere perché. Spesso
    il titolo è stato riscritto: un nome dato a mano non cambia quando cambia il titolo.

    Sbagliato:
        Vedi [la selezione](selezione.md#requisti).
    Giusto:
        Vedi [la selezione](selezione.md#requisiti).
    e in selezione.it.md:
        ## Chi può candidarsi {"{"}#requisiti{"}"}

explain-base-url-missing =
    Il sito non dice a quale indirizzo starà.

    L’indirizzo serve per quello che esce dal sito: la mappa per i motori di ricerca, le
    citazioni, le pagine incorporate altrove. Senza, carta scrive un indirizzo provvisorio
    che fuori dal tuo computer non funziona.

    Giusto, in content/site.yaml:
        base_url: https://example.org/carta/

explain-citation-missing =
    Il testo cita un’opera che non è nella bibliografia.

    Ogni [@nome] nel testo, e ogni nome sotto «sources», dev’essere il nome di un’opera in
    content/bibliography.yaml: da lì vengono autore, titolo e anno. Una citazione che non
    porta da nessuna parte non si può verificare.

    Sbagliato:
        Lo dice anche l’OMS [@who2091].
    Giusto:
        Lo dice anche l’OMS [@who2019, p. 12].
    e in content/bibliography.yaml:
        who2019:
          type: report
          title: One-to-one peer support
          date: 2019

explain-column-unknown =
    Si nomina una colonna di un confronto che nessuno ha dichiarato.

    Le colonne di un confronto (anno di inizio, ore di formazione …) si dichiarano una volta
    sola, nell’indice della sezione: lì stanno il nome che si legge, il tipo e l’unità. Le
    pagine della sezione danno un valore a quelle colonne e a nessun’altra, così le righe si
    possono confrontare.

    Sbagliato, in countries/usa.it.md:
        facts:
          operatori: 30000
    Giusto, in countries/index.it.md:
        columns:
          - id: operatori
            type: number
            label: Operatori

explain-config-missing =
    Manca il file content/site.yaml, che descrive il sito.

    Senza questo file carta non sa come si chiama il sito, a quale indirizzo starà e in quali
    lingue è scritto. Bastano tre righe.

    Giusto:
        title: La nostra carta
        base_url: https://example.org/
        languages: [it, en]

explain-duplicate-id =
    Due punti della stessa pagina hanno lo stesso nome.

    Il nome dopo # o dopo ^ è l’indirizzo di un titolo o di un paragrafo. Se due punti hanno lo
    stesso, un collegamento non può sapere quale dei due intendi.

    Sbagliato:
        ## Diritti {"{"}#principi{"}"}
        ## Doveri {"{"}#principi{"}"}
    Giusto:
        ## Diritti {"{"}#diritti{"}"}
        ## Doveri {"{"}#doveri{"}"}

explain-fence-invalid =
    Un blocco fra tre apici inversi ha quasi il nome di una vista, ma non lo è.

    Le viste sono tabelle, grafici ed elenchi che carta fa dai dati: comparison, chart,
    timeline, list. Con un nome sbagliato il lettore vedrebbe le righe di YAML al posto della
    tabella.

    Sbagliato:
        ```comparision
        of: countries
        ```
    Giusto:
        ```comparison
        of: countries
        ```

explain-file-name-language =
    Il nome di un file non dice in che lingua è scritto.

    Una pagina è un file per lingua, uno accanto all’altro: selezione.it.md e selezione.en.md
    sono la stessa pagina. Un file senza lingua, o con una lingua che il sito non ha, non
    diventa una pagina: per questo carta avvisa.

    Sbagliato:
        content/selezione.md
    Giusto:
        content/selezione.it.md

explain-footnote-missing =
    Il testo rimanda a una nota che non c’è.

    Ogni [^nome] nel testo ha bisogno, nella stessa pagina, di una riga che comincia con
    lo stesso nome e due punti.

    Sbagliato:
        Erano 43 organizzazioni[^elenco].
    Giusto:
        Erano 43 organizzazioni[^elenco].

        {"["}^elenco]: L’elenco è nell’allegato.

explain-footnote-unused =
    Una nota è scritta, ma nessun punto del testo vi rimanda.

    Le note si leggono solo dal punto che le richiama: questa non la leggerebbe nessuno. Spesso
    si è cancellata la frase e non la nota, o si è scritto il nome in due modi.

    Sbagliato:
        Erano 43 organizzazioni.

        {"["}^elenco]: L’elenco è nell’allegato.
    Giusto:
        Erano 43 organizzazioni[^elenco].

        {"["}^elenco]: L’elenco è nell’allegato.

explain-form-ambiguous =
    Due voci del glossario rivendicano la stessa parola.

    Le parole del glossario diventano collegamenti da sole. Se una parola appartiene a due voci,
    carta non può sapere quale spiegazione mostrare, e il lettore leggerebbe quella sbagliata.
    Tieni la forma in una voce sola; per l’altra scrivi forme più lunghe e precise.

    Sbagliato:
        glossary/esp.it.md         forms: ["espert{"{"}o,a,i,e{"}"}"]
        glossary/familiare.it.md   forms: ["espert{"{"}o,a,i,e{"}"}"]
    Giusto:
        glossary/esp.it.md         forms: ["espert{"{"}o,a,i,e{"}"} in supporto tra pari"]
        glossary/familiare.it.md   forms: ["familiar{"{"}e,i{"}"} espert{"{"}o,i{"}"}"]

explain-form-invalid =
    Una forma del glossario ha graffe che non si possono leggere.

    Fra graffe stanno le scelte, separate da virgole: espert{"{"}o,a{"}"} vale «esperto» e «esperta». Ogni
    graffa aperta si chiude, le graffe non stanno dentro altre graffe, e tutte le scelte insieme
    fanno al massimo 512 forme.

    Desinenze di parole diverse si accordano nell’ordine in cui stanno, se sono altrettante: chi legge
    vede «disturbo mentale» e «disturbi mentali» per disturb{"{"}o,i{"}"} mental{"{"}e,i{"}"}. Quattro e due si
    accordano così: malat{"{"}o,a,i,e{"}"} mental{"{"}e,e,i,i{"}"}. Nei testi si riconosce ogni combinazione.

    Sbagliato:
        forms: ["espert{"{"}o,a in supporto"]
    Giusto:
        forms: ["espert{"{"}o,a{"}"} in supporto"]

explain-front-matter-duplicate-key =
    Lo stesso campo è scritto due volte all’inizio del file.

    Di due valori carta può tenerne uno solo, e potrebbe non essere quello che intendi. Cancella
    la riga che non serve.

    Sbagliato:
        title: La selezione
        order: 2
        title: Selezione
    Giusto:
        title: La selezione
        order: 2

explain-front-matter-inherited-key =
    Una traduzione ripete un campo che vale per tutte le lingue.

    L’ordine, il tipo, i dati e le fonti di una pagina si scrivono una volta sola, nel file della
    lingua autentica (la prima in site.yaml). Così un numero non può essere diverso nelle due
    lingue. Nella traduzione restano i campi di testo: title, slug, description, aliases.

    Sbagliato, in selezione.en.md:
        title: Selection
        order: 2
    Giusto, in selezione.en.md:
        title: Selection

explain-front-matter-missing =
    Manca un campo che serve.

    All’inizio di ogni pagina, fra due righe di tre trattini, sta almeno il titolo: è il nome
    della pagina nei menu, nei motori di ricerca e in testa alla pagina. Anche dentro un campo
    può mancare una parte: una colonna vuole «id», un’opera della bibliografia vuole «title».

    Sbagliato:
        ---
        order: 2
        ---
    Giusto:
        ---
        title: La selezione
        order: 2
        ---

explain-front-matter-syntax =
    Le righe in YAML non si possono leggere.

    YAML è il formato dei campi all’inizio di una pagina e di site.yaml: un campo per riga, due
    punti e uno spazio, il valore. Gli inciampi più comuni: un testo che contiene due punti e
    spazio, virgolette aperte e non chiuse, una tabulazione al posto degli spazi. Il rimedio è
    quasi sempre lo stesso: mettere il testo fra virgolette doppie.

    Sbagliato:
        title: Selezione: chi e come
    Giusto:
        title: "Selezione: chi e come"

explain-front-matter-type =
    Un campo ha un valore di un altro tipo.

    Un ordine è un numero, «draft» è true o false, «forms» è un elenco. Il messaggio dice che
    cosa si aspetta quel campo; «carta schema TIPO» li elenca tutti.

    Sbagliato:
        order: secondo
        forms: pari
    Giusto:
        order: 2
        forms: [pari]

explain-front-matter-unknown-key =
    Carta non conosce questo campo, o non lo prevede per questo tipo di pagina.

    Un campo con un errore di battitura verrebbe ignorato senza che nessuno se ne accorga: per
    questo carta rifiuta quello che non conosce. Alcuni campi sono solo di un tipo: «forms» è
    delle voci del glossario, «facts» dei paesi.

    Sbagliato:
        titel: La selezione
    Giusto:
        title: La selezione

explain-heading-skip =
    I titoli saltano un livello.

    Chi usa un lettore di schermo si muove fra i titoli come in un indice: dopo un titolo di
    livello 2 viene un 3, non un 4. Se un titolo ti sembra troppo grande non cambiare livello:
    l’aspetto lo decide il tema.

    Sbagliato:
        ## La formazione
        #### Le ore
    Giusto:
        ## La formazione
        ### Le ore

explain-heading-top =
    Nel testo c’è un titolo di livello 1, ma quello è il titolo della pagina.

    Il titolo della pagina è il campo «title», ed è l’unico titolo di livello 1. Nel testo si
    comincia dal livello 2. La pagina si pubblica lo stesso, con il titolo abbassato di un
    livello.

    Sbagliato:
        # La selezione
    Giusto:
        ## Chi può candidarsi

explain-home-missing =
    Il sito non ha una pagina iniziale.

    Ogni pagina porta alla pagina iniziale, e chi sceglie una lingua arriva lì. È il file
    content/index.LINGUA.md, che deve esserci nella prima lingua del sito e non può essere una
    bozza.

    Giusto, in content/index.it.md:
        ---
        title: Il supporto tra pari
        ---

explain-image-alt-missing =
    Un’immagine non dice a parole che cosa mostra.

    Chi non vede l’immagine, chi la ascolta letta da un programma, chi ha una rete lenta legge le
    parole fra le parentesi quadre. Scrivi che cosa l’immagine dice, non che è un’immagine.

    Sbagliato:
        ![](mappa.png)
    Giusto:
        ![Le undici regioni che hanno partecipato, da nord a sud](mappa.png)

explain-image-missing =
    Un’immagine, o un file da scaricare, non c’è.

    Il file dev’essere dentro content/, di solito accanto alla pagina, e il nome si scrive con le
    stesse maiuscole e minuscole. Un’immagine è un file svg, png, jpg, gif, webp o avif.

    Sbagliato:
        ![La mappa delle regioni](Mappa.PNG)
    Giusto:
        ![La mappa delle regioni](mappa.png)

explain-input-too-large =
    Un file è troppo grande.

    Una pagina di testo è di pochi kilobyte: un file di molti megabyte è quasi sempre finito in
    content/ per errore. I testi si leggono fino a 16 MB, le immagini e gli altri file fino a
    64 MB; oltre, il file non si legge e il resto del sito sì.

    Che cosa fare:
        dividi il testo in più pagine, riduci l’immagine, o sposta il file fuori da content/

explain-key-missing =
    Una lingua non ha un messaggio che le serve.

    Le parole del sito stanno in i18n/LINGUA/, in file Fluent (.ftl). Un messaggio che un modello
    usa, o che esiste in una lingua, deve esistere in tutte le lingue del sito: altrimenti chi
    legge trova parole di un’altra lingua.

    Giusto, in i18n/it/sito.ftl e in i18n/en/sito.ftl:
        saluto = Benvenuti
        saluto = Welcome

explain-key-unused =
    Un messaggio del sito non è usato da nessun modello.

    Un messaggio che i file del sito aggiungono serve a un modello del tema. Se nessuno lo nomina
    è rimasto da una vecchia versione, o il nome è scritto in due modi diversi.

    Giusto, in themes/NOME/templates/page.html:
        {"{"}{"{"} t(key="saluto") {"}"}{"}"}

explain-link-scheme =
    Un collegamento comincia con qualcosa che una pagina pubblica non deve contenere.

    Si accettano https:, http:, mailto: e tel:. Un collegamento javascript: o data: può eseguire
    istruzioni nel browser di chi legge; file: funziona solo sul tuo computer. Le immagini sono
    sempre file in content/: un’immagine presa da un altro sito direbbe a quel sito chi legge.

    Sbagliato:
        {"["}il testo](file:///C:/Documenti/carta.pdf)
    Giusto:
        {"["}il testo](carta.pdf)

explain-link-target-missing =
    Un collegamento porta a una pagina che non c’è.

    Si scrive il nome del file senza la lingua, a partire dalla cartella della pagina in cui sei:
    «..» è la cartella sopra. Senza la lingua il collegamento vale in tutte le lingue.

    Sbagliato, in consensus/introduzione.it.md:
        {"["}la selezione](selezioni.md)
    Giusto:
        {"["}la selezione](selezione.md)
        {"["}gli Stati Uniti](../countries/usa.md)

explain-mark-invalid =
    Un segno di carta è incompleto, o ne contiene un altro.

    Oltre al Markdown carta conosce [parole]{"{"}lang=fr{"}"} per le parole di un’altra lingua,
    {"["}parole]{"{"}nolink{"}"} per non farne un collegamento al glossario, e {"{"}fact:pagina.colonna{"}"} per un
    dato. Dentro le parentesi stanno parole semplici; corsivo e grassetto vanno fuori.

    Sbagliato:
        {"["}*pair-aidant*]{"{"}lang=fr{"}"}
    Giusto:
        {"*"}[pair-aidant]{"{"}lang=fr{"}"}*

explain-message-syntax =
    Una riga di un file Fluent (.ftl) non si può leggere.

    Un messaggio è un nome, un segno di uguale e il testo. Le righe che continuano il testo
    cominciano con spazi. Una graffa apre una variabile: per scriverla com’è si usa {"{"}"{"{"}"{"}"}.

    Sbagliato:
        saluto Benvenuti
    Giusto:
        saluto = Benvenuti
        commiato =
            Arrivederci,
            e grazie.

explain-nesting-too-deep =
    Elenchi, citazioni o enfasi stanno gli uni dentro gli altri a troppa profondità.

    Si leggono al massimo 32 livelli: nessun lettore ne segue tanti, e un file fatto apposta
    potrebbe bloccare il programma. Quello che sta più a fondo non viene pubblicato.

    Che cosa fare:
        dividi l’elenco in più elenchi, ognuno con un suo titolo

explain-not-readable =
    Un file c’è, ma il sistema non lo lascia leggere.

    Di solito mancano i permessi, o il disco di rete si è scollegato. Il messaggio riporta la
    risposta del sistema. Il resto del sito si controlla lo stesso.

    Che cosa fare:
        apri il file con un editor: se anche lì non si apre, controlla di chi è e chi lo può leggere

explain-not-utf8 =
    Un file non è scritto in UTF-8.

    UTF-8 è il modo comune di scrivere lettere accentate e segni di ogni lingua. Un file salvato
    in un altro modo (Latin-1, Windows-1252) mostrerebbe segni sbagliati al posto di à, è, ’.

    Che cosa fare:
        nell’editor scegli «Salva con codifica» e poi «UTF-8»

explain-path-escapes-root =
    Qualcosa porta fuori dalla cartella del sito.

    Carta non legge e non scrive niente fuori dalla cartella del sito: né con «..», né seguendo un
    collegamento simbolico. Così un sito si può copiare altrove e resta intero, e un testo ricevuto
    da altri non può pubblicare i file del tuo computer.

    Sbagliato:
        ![La mappa](../../../Scrivania/mappa.png)
    Giusto:
        ![La mappa](mappa.png)

explain-raw-html =
    Nella pagina c’è HTML, e non è accettato.

    Il testo si scrive in Markdown: così si può leggere in ogni editor, tradurre e pubblicare in
    ogni forma, e nessuno può nascondere istruzioni in una pagina. Quasi tutto quello che si
    farebbe con l’HTML si fa con titoli, elenchi, tabelle e riquadri. Se vuoi scrivere proprio il
    segno <, mettici davanti una barra rovesciata.

    Sbagliato:
        <b>Attenzione</b>: scrivi <nome> al posto giusto
    Giusto:
        {"*"}*Attenzione**: scrivi \<nome> al posto giusto

explain-slug-collision =
    Due pagine hanno lo stesso indirizzo.

    A un indirizzo può stare una pagina sola. L’indirizzo viene da «slug», o dal nome del file. Anche
    un vecchio indirizzo (aliases) non può essere quello di una pagina che c’è.

    Sbagliato:
        selezione.it.md    slug: percorso
        formazione.it.md   slug: percorso
    Giusto:
        selezione.it.md    slug: selezione
        formazione.it.md   slug: formazione

explain-structure-mismatch =
    La traduzione non ha la stessa struttura dell’originale.

    Un collegamento a un paragrafo vale in tutte le lingue, e i due testi si leggono affiancati,
    perché ogni titolo, paragrafo e punto di elenco ha il suo corrispondente. Se ne manca uno,
    quello che segue potrebbe non corrispondere. La pagina si pubblica lo stesso.

    Sbagliato, in italiano e in inglese:
        - rispetto            - respect
        - ascolto             - listening
        - speranza
    Giusto:
        - rispetto            - respect
        - ascolto             - listening
        - speranza            - hope

explain-template-error =
    Un modello del tema non si può usare.

    I modelli sono i file in themes/NOME/templates/. Il messaggio dice il file e la riga: un nome
    scritto male, un blocco aperto e non chiuso, una variabile che non c’è. Finché un modello ha
    un errore non si pubblica niente.

    Sbagliato:
        <h1>{"{"}{"{"} page.titolo {"}"}{"}"}</h1>
    Giusto:
        <h1>{"{"}{"{"} page.title {"}"}{"}"}</h1>

explain-term-missing =
    Si nomina una voce o una pagina che non c’è.

    {"["}[nome]] porta a una pagina o a una voce del glossario, con il suo titolo o con una delle sue
    forme. Anche sotto «related» e «broader» stanno nomi di voci: lì il nome è quello del file,
    senza la lingua.

    Sbagliato:
        Il [[suporto tra pari]] è reciproco.
    Giusto:
        Il [[supporto tra pari]] è reciproco.

explain-translation-missing =
    Una pagina esiste in una lingua sola.

    La pagina si pubblica in tutte le lingue lo stesso: dove manca la traduzione si legge il testo
    nella lingua che c’è, con un avviso. Ai motori di ricerca non si dichiara una traduzione che
    non esiste.

    Che cosa fare, se la pagina è selezione.it.md:
        crea selezione.en.md accanto, con il titolo e il testo in inglese

explain-variable-missing =
    Un messaggio non usa le stesse variabili nelle diverse lingue.

    Una variabile è la parte che cambia, come un numero o un titolo: {"{"} $count {"}"}. Se una lingua la
    dimentica, il lettore perde quell’informazione; se una lingua ne inventa una, al suo posto non
    compare niente.

    Sbagliato, in italiano e in inglese:
        pagine = {"{"} $count {"}"} pagine
        pagine = several pages
    Giusto:
        pagine = {"{"} $count {"}"} pagine
        pagine = {"{"} $count {"}"} pages

explain-words-missing =
    Il sito ha una lingua che il programma non parla.

    I testi delle pagine ci sono, ma le parole attorno (menu, avvisi, ricerca) appaiono in inglese.
    Il sito può scriverle da sé, in un file Fluent: quelle che mancano restano in inglese. I
    messaggi per chi scrive restano in italiano o in inglese.

    In i18n/fr/site.ftl:
        skip = Aller au texte
