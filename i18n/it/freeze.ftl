## Il comando

cli-freeze = Fissa i documenti come sono oggi, in un’edizione che non cambia più
cli-freeze-label = Il nome dell’edizione, per esempio 2026.11
frozen = Edizione { $label }, { $date }: { $pages ->
    [one] { $pages } pagina
   *[other] { $pages } pagine
 }, { $files } file in { $path }
    Dalla prossima costruzione del sito si trova in /{ $address }. Non modificare i suoi file: carta check lo direbbe.
frozen-unnamed = { $count ->
    [one] { $count } blocco prende il nome dal posto che occupa. Prima di un’edizione è meglio dargli un nome proprio: carta ids --write
   *[other] { $count } blocchi prendono il nome dal posto che occupano. Prima di un’edizione è meglio dare loro un nome proprio: carta ids --write
}
field-updated = Il giorno dell’ultima modifica che chi segue le notizie deve conoscere: 2026-11-22.
failure-version-label = «{ $label }» non può essere il nome di un’edizione
    .hint = usa lettere senza accento e cifre e, fra loro, punti, trattini o trattini bassi; al massimo 40 segni: 2026.11
failure-version-exists = l’edizione { $label } c’è già, e un’edizione non si sovrascrive mai
    .hint = scegli un altro nome
failure-version-empty = non c’è niente da fissare: il sito non ha pagine di tipo document
    .hint = scrivi kind: document in una pagina, o children: document nell’indice di una sezione
failure-version-write = l’edizione non si può scrivere in { $path }: { $detail }
    .hint = controlla i permessi e lo spazio sul disco; non ne è rimasto niente

## Problemi

diag-version-changed = { $what ->
    [gone] manca un file di questa edizione: { $file }
    [added] questo file non c’era quando l’edizione { $label } è stata fissata
   *[other] questo file non è più com’era quando l’edizione { $label } è stata fissata
}
    .hint = { $what ->
        [gone] rimetti il file com’era: lo trovi nelle tue copie o in git
        [added] spostalo fuori dalla cartella dell’edizione
       *[other] rimettilo com’era: lo trovi nelle tue copie o in git. Se la modifica è proprio necessaria, scrivi { $hash } nella sua riga di version.lock
    }
explain-version-changed =
    Un file di un’edizione è cambiato.

    Un’edizione è pubblicata per sempre: chi la cita deve ritrovarci le stesse parole. Di ogni file
    version.lock conserva un’impronta. Il modo di andare a capo non conta.

    Sbagliato:

        content/versions/2026.11/consensus/selection.it.md, con una parola sostituita in tutti i file

    Giusto: il file com’era. La modifica va fatta in content/consensus/selection.it.md, e
    starà nella prossima edizione. Se un testo già fissato deve davvero cambiare (un nome da togliere),
    scrivi la nuova impronta, che il messaggio riporta, nella riga del file in version.lock.
diag-version-incomplete = { $what ->
    [imprint] a questa edizione manca version.yaml
    [lock] a questa edizione manca version.lock
    [outside] questo file non appartiene a nessuna edizione
   *[other] questa cartella non si chiama { $label }, come dice version.yaml
}
    .hint = { $what ->
        [imprint] rimetti il file: lo trovi nelle tue copie o in git
        [lock] rimetti il file: lo trovi nelle tue copie o in git
        [outside] in content/versions stanno solo le edizioni, ognuna nella sua cartella, fatte da carta freeze
       *[other] ridai alla cartella il suo nome: le sue pagine stanno a quell’indirizzo
    }
explain-version-incomplete =
    Una cartella di content/versions non è un’edizione intera.

    Le cartelle di content/versions le fa carta freeze. Ognuna ha un version.yaml, con il nome e la
    data, e un version.lock. Lì non deve stare nient’altro, e nessuna cartella deve cambiare nome.

    Sbagliato:

        content/versions/appunti.it.md

    Giusto:

        content/versions/2026.11/version.yaml
        content/versions/2026.11/version.lock
        content/versions/2026.11/consensus/selection.it.md
