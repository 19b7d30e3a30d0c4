"""What the lint for the ear looks for, by language."""

from __future__ import annotations

ABBREVIATIONS = {
    "en": """Dr Mr Mrs Ms Prof Gen Sen Gov Lt Capt Sgt Rev Ave Blvd Dept dept govt approx est vs e.g
        i.e cf viz ibid Jan Feb Aug Sept Oct Nov Dec Tues Thurs Fri Fig Figs vol Vol pp avg misc""",
    "de": """z.B z._B d.h d._h u.a u._a bzw ca evtl ggf inkl exkl Mio Mrd Nr Abb Tab vgl sog Prof
        Str Tel Hrsg Jh bspw Abs zzgl o.ä s.o s.u""",
    "fr": "av boul cf env p._ex fig MM chap éd c.-à-d n° apr hab tél réf",
    "es": """Sr Sra Srta Dr Dra Dña Ud Uds aprox cap cía fig núm pág págs p._ej tel vol EE._UU dpto
        prof gral""",
}
"""Given away by the full stop that follows, with more after it; ``_`` is a blank, or none."""

LAST_ABBREVIATIONS = {
    "en": "etc Inc Corp Ltd Bros Jr Sr",
    "de": "usw etc u.a",
    "fr": "etc",
    "es": "etc Cía",
}
"""Given away by the full stop wherever it stands."""

BARE_ABBREVIATIONS = {
    "en": "approx dept govt vs hrs mins yrs w/ w/o incl excl",
    "de": "bzw usw evtl ggf inkl zzgl ca Mio Mrd",
    "fr": "Mme Mlle env",
    "es": "aprox núm",
}
"""Given away by themselves."""

_PICTURES = {
    "en": "(?:figure|fig\\.?|table|chart|graph|graphic|diagram|map|photo|photograph|picture|image"
    "|illustration|screenshot|infographic|exhibit|slide|video|clip)s?",
    "de": "(?:Abbildung|Abb\\.|Tabelle|Tab\\.|Grafik|Graphik|Diagramm|Karte|Bild|Foto|Schaubild"
    "|Video|Infografik)(?:en|er|s)?",
    "fr": "(?:figure|fig\\.|tableau|graphique|schéma|diagramme|carte|photo|image|illustration"
    "|vidéo|encadré)s?",
    "es": "(?:figura|fig\\.|tabla|gráfic[oa]|cuadro|diagrama|mapa|foto|fotografía|imagen"
    "|ilustración|vídeo|video|recuadro)(?:e?s)?",
}

SIGHT = {
    "en": (
        "click here",
        '(?:^|[.!?:;,(“"] ?|\\b(?:please|just|simply|now) )(?:click|tap)'
        " (?:on )?(?:the|this|below|above|any)\\b",
        '(?:^|[.!?:;,(“"] ?|\\b(?:please|just) )(?:scroll|swipe) '
        "(?:up|down|left|right|to|through)\\b",
        "\\b(?:link|links|form|button|box|list|sidebar|caption|footnote|{p}) (?:just )?(?:above|"
        "below|opposite|overleaf|(?:at|on the|to the) (?:left|right))\\b{o}",
        "\\b(?:above|below|following) (?:link|{p})\\b",
        "\\b(?:in|see|from|as|of|and|or|to) {p} (?:[0-9]+|[A-Z])(?!\\w)",
        "^{p} [0-9]+\\b",
        "\\bsee (?:the )?(?:{p}|above|below|right|left|opposite|overleaf|footnote|sidebar|box)\\b",
        "\\b(?:shown|pictured|seen|illustrated|depicted|listed|described|highlighted|displayed|"
        "mentioned|embedded|linked) (?:just )?(?:above|below|here|left|right|opposite|overleaf"
        "|at left|at right|on the left|on the right)\\b{o}",
        "\\bpictured\\b(?= *[,;)])",
        "\\bas (?:shown|seen|illustrated|depicted) in (?:the )?{p}\\b",
        "\\((?:[^()]{{0,40}}, )?(?:above|below|left|right|top|bottom|pictured|cent(?:re|er)"
        "|see [^()]{{1,60}}|(?:top|bottom|far) (?:left|right))\\)",
        "\\((?:left|right|above|below|pictured)(?:[,;:] | and | with )[^()]{{1,80}}\\)",
        "\\b(?:follow|use|open|via|through) (?:this|these|the following) links?\\b",
        "\\b(?:read|find out|learn|see) more (?:here|below)\\b",
        "^read more\\b[.:…]*$",
        "\\b(?:on|at|of) this (?:web ?)?page\\b",
    ),
    "de": (
        "\\b(?:hier klicken|klick(?:en|e|t)?(?: Sie)?(?: bitte)? (?:hier|auf (?:den|das|die)))\\b",
        "\\b(?:siehe|s\\.|vgl\\.) (?:auch )?(?:(?:die|das|den|in|im|der) )?(?:{p}|oben|unten|rechts"
        "|links|Kasten|Fußnote)(?!\\w)",
        "\\b{p} [0-9]+\\b",
        "\\b(?:wie|die|der|das)? ?(?:hier |weiter )?(?:oben|unten|links|rechts|nebenstehend) "
        "(?:gezeigt|abgebildet|dargestellt|erwähnt|beschrieben|zu sehen|im Bild|genannt)\\w*",
        "\\b(?:{p}|Link|Formular|Liste|Kasten) (?:oben|unten|links|rechts|nebenan)\\b",
        "\\b(?:oben|unten|neben|nach)stehende[mnrs]?\\b",
        "\\b(?:obige|folgende)[mnrs]? (?:Link|{p})\\b",
        "\\((?:[^()]{{0,40}}, )?(?:oben|unten|links|rechts|im Bild|siehe [^()]{{1,60}})\\)",
        "\\bauf (?:dem|diesem) (?:{p}) (?:oben|unten|ist zu sehen|sieht man)\\b",
        "^(?:weiterlesen|mehr lesen|hier weiterlesen)\\b[.:…]*$",
        "\\bauf dieser (?:Web)?[Ss]eite\\b",
    ),
    "fr": (
        "\\bcliqu(?:ez|er|e) (?:ici|sur|ci-)",
        "\\b(?:voir|cf\\.) (?:aussi )?(?:(?:la|le|les) |l['’])?(?:{p}|plus (?:bas|haut)|page)\\b",
        "\\bci-(?:dessous|dessus|contre|après|joint\\w*)\\b",
        "\\b{p} [0-9]+\\b",
        "\\bcomme (?:le |l['’])?(?:montre|illustre|indique) (?:la |le |l['’])?{p}\\b",
        "\\((?:[^()]{{0,40}}, )?(?:à (?:gauche|droite)|en (?:haut|bas)|au centre|photo|"
        "voir [^()]{{1,60}})\\)",
        "\\b{p} (?:de|à) (?:gauche|droite)\\b",
        "\\blien suivant\\b",
        "^lire la suite\\b[.:…]*$",
        "\\bsur cette page\\b",
    ),
    "es": (
        "\\b(?:hag[aá]|haz|hacer|haciendo|hagan) clic (?:aquí|en|sobre)\\b",
        "\\b(?:puls[ae]|pinch[ae]|toque) (?:aquí|en el|sobre)\\b",
        "\\b(?:ver|véase|vea|véanse) (?:también )?(?:(?:la|el|las|los) )?(?:{p}|más abajo"
        "|más arriba|abajo|arriba)\\b",
        "\\b{p} [0-9]+\\b",
        "\\b(?:{p}|enlace|lista|formulario) (?:de )?(?:abajo|arriba|siguiente|inferior|superior"
        "|adjunt[oa]|anterior)\\b",
        "\\b(?:siguiente|presente) (?:enlace|{p})\\b",
        "\\bcomo (?:se )?(?:muestra|ve|observa|aprecia|indica) (?:(?:más )?(?:abajo|arriba)"
        "|a continuación|en (?:la |el )?{p})",
        "\\((?:[^()]{{0,40}}, )?(?:arriba|abajo|(?:a la )?(?:izquierda|derecha)"
        "|en la (?:foto|imagen)|ver [^()]{{1,60}}|véase [^()]{{1,60}})\\)",
        "^(?:leer|seguir leyendo) ?(?:más)?[.:…]*$",
        "\\ben esta página\\b",
    ),
}
"""Patterns of what only a reader can follow: ``{p}`` is a picture or a table, ``{o}`` what must not
follow, for "above the door" is a place."""

_NO_PLACE = "(?! (?:the|an?|his|her|its|their|our|my|your|this|that|those|these|it|them|him|us|me"
_NO_PLACE += "|average|zero|freezing|[£$€]?[0-9])\\b)"

SIGHT = {
    language: tuple(pattern.format(p=_PICTURES[language], o=_NO_PLACE) for pattern in patterns)
    for language, patterns in SIGHT.items()
}

ADDRESS_SIGNS = {
    "en": "dot slash dash hyphen underscore at colon",
    "de": "Punkt Schrägstrich Bindestrich Minus Unterstrich at Slash",
    "fr": "point slash barre tiret arobase",
    "es": "punto barra guion guión arroba",
}
"""How the parts of an address are joined when it is read out."""

ARTICLES = frozenset(
    "the a an der die das den dem des ein eine einer einem einen le la les l un une des el los las"
    " una unos unas".split()
)
"""Words that may open sentence after sentence unnoticed; the word after them decides."""

CUES = {
    "en": """said says say saying told tells tell wrote writes write written asked asks added adds
        argued argues called calls claimed claims described describes declared explained explains
        insisted insists noted notes read reads recalled replied reported stated states warned warns
        announced admitted quote quoted quoting words according whispered shouted shouting chanted
        titled named entitled reading answered concluded testified tweeted posted put puts dubbed
        known phrase slogan motto labelled labeled promised urged denied thought believes""",
    "de": """sagt sagte sagen gesagt erklärt erklärte erzählt erzählte schreibt schrieb geschrieben
        fragt fragte meint meinte betont betonte so laut zufolge heißt hieß zitiert nennt nannte
        genannt warnt warnte berichtet berichtete worten wort ruft rief antwortet antwortete titel
        motto lautet lautete kündigte fordert forderte""",
    "fr": """dit disait déclare déclaré déclarait explique expliqué écrit écrivait demande demandé
        affirme affirmé selon ajoute ajouté raconte raconté précise précisé assure assuré appelle
        appelé mots répond répondu intitulé lance lancé avertit souligne souligné conclut cite
        estime indique""",
    "es": """dijo dice dicen dijeron explica explicó escribió escribe preguntó pregunta afirma
        afirmó según añade añadió cuenta contó asegura aseguró llama llamó palabras respondió
        titulado advierte advirtió declaró declara señaló señala concluyó sostiene cita lema""",
}
"""Words by which a listener hears that somebody is quoted."""
