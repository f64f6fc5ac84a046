# I campi all’inizio di una pagina, una frase ciascuno: li mostra l’editor che completa il YAML (`carta schema`).

field-title = Il titolo della pagina: è obbligatorio, ed è l’unico titolo di livello 1.
field-slug = L’ultima parte dell’indirizzo in questa lingua: lettere minuscole senza accento, cifre, trattini.
field-description = Una frase che dice che cosa c’è nella pagina, per gli elenchi e i motori di ricerca.
field-aliases = Gli indirizzi che la pagina aveva prima, dalla radice del sito: chi li usa arriva qui.
field-order = Il posto fra le pagine della sezione: i numeri piccoli vengono prima.
field-draft = Se è true la pagina è una bozza, e non si pubblica.
field-sources = Le opere su cui la pagina si basa: i loro nomi in content/bibliography.yaml.
field-kind = Il tipo di pagina; se manca vale quello che la sezione dà alle sue pagine.
field-children = Nell’indice di una sezione: il tipo delle sue pagine.
field-columns = Nell’indice di una sezione: le colonne del confronto, con nome, tipo, etichetta e unità. In un’altra pagina: le colonne dei suoi dati.
field-abbreviations = Le sigle della voce; le maiuscole contano: ESP non è esp.
field-forms = Le forme in cui la parola compare nei testi, con le scelte fra graffe: espert{"{"}o,a,i,e{"}"}. Le desinenze di parole diverse, se sono altrettante, si accordano nell’ordine in cui stanno: disturb{"{"}o,i{"}"} mental{"{"}e,i{"}"} si mostra come «disturbo mentale» e «disturbi mentali»; nei testi si riconosce ogni combinazione.
field-avoid = Le parole da evitare, ciascuna con il perché.
field-autolink = Se è false la parola non diventa un collegamento da sola.
field-foreign = La lingua della parola, se nei testi di questa lingua è straniera: en, fr.
field-related = Altre voci che aiutano a capire questa: i nomi dei loro file.
field-broader = La voce più generale: il nome del suo file.
field-code = La sigla della competenza, come G1.
field-group = Il gruppo della competenza, come general.
field-maps-to = Le competenze che le corrispondono in altri elenchi, e quanto.
field-type = Che cosa è il criterio: un prerequisito, una caratteristica, una procedura …
field-requirement = Quanto conta il criterio: necessario, consigliato, da valorizzare, non richiesto.
field-facts = I dati, colonna per colonna: valore, anno, precisione, fonte.
