# Citazioni, fonti e fatti: parole del sito e messaggi.

cited-in = { $count ->
    [one] Citata in una pagina
   *[other] Citata in { $count } pagine
}
fact-disputed = Le fonti non concordano:

diag-citation-style-unknown = «{ $style }» non è uno stile di citazione che carta conosce
    .hint = uno fra { $styles }
diag-fact-conflict = { $what ->
    [nothing] nessun altro dato di «{ $column }» per lo stesso anno viene da «{ $id }» e dice altro
   *[silent] qui «{ $column }» non concorda con quello che dice «{ $id }» ({ $other })
}
    .hint = se le due fonti dicono davvero cose diverse, scrivi «conflict_with: { $id }» in uno dei due dati: la pagina li mostra tutti e due come discordi
diag-fact-unsourced = il dato «{ $column }» non ha una fonte
    .hint = aggiungi «source:» con il nome di un’opera della bibliografia
diag-source-unused = nessuna pagina cita «{ $id }»
    .hint = citala dove serve, oppure scrivi «keep: true» se è una lettura in più

explain-citation-style-unknown =
    Lo stile di citazione in site.yaml non è fra quelli disponibili.

    «citation_style» vuole il nome di uno stile CSL che metta nel testo l’autore, di solito
    con l’anno. Gli stili numerati e quelli a note non ci sono: una nota del sito si deve
    capire da sola, anche copiata altrove.

    Sbagliato: citation_style: APA settima
    Giusto:    citation_style: apa
explain-fact-conflict =
    Due fonti dicono cose diverse della stessa colonna e dello stesso anno.

    Può essere un errore di battitura; oppure le fonti non concordano davvero, e allora chi
    legge deve saperlo. Con «conflict_with» si dice qual è l’altra fonte: la pagina mostra
    i due valori, ognuno con la sua fonte, e avverte che non concordano.

    Esempio: {"{"}value: 3, source: opera-a, conflict_with: opera-b{"}"}
explain-fact-unsourced =
    Un dato non dice da dove viene.

    Chi legge deve poter controllare ogni dato: «source» è il nome di un’opera in
    content/bibliography.yaml (o una lista di nomi).
explain-source-unused =
    Un’opera della bibliografia non è citata in nessuna pagina.

    Spesso è un nome scritto male, o un passo tolto. Se l’opera resta come lettura in più,
    si scrive «keep: true» nella sua voce.
