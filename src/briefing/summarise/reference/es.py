"""Spanish words that lean on the sentence before."""

from __future__ import annotations

from briefing.summarise.reference.tongue import Table

_AT_HAND = (
    "artículo/página/texto/estudio/capítulo/"
    "año/semana/mes/mañana/tarde/noche/verano/invierno/otoño/primavera/temporada/siglo/lunes/"
    "martes/miércoles/jueves/viernes/sábado/domingo"
)

TABLE = Table(
    pronouns="él/ella/ellos/ellas/ello",
    opening_pronouns="su/sus/suyo/suya/le/les",
    connectives="""
        pero/y/e/o/sino/además/también/entonces/luego/asimismo/igualmente/finalmente/posteriormente;
        mientras/así ,; sin embargo; no obstante; en cambio; en consecuencia; por tanto; por lo
        tanto; por ejemplo; por otra parte; por otro lado; por su parte ,; de hecho; en efecto; en
        realidad ,; al mismo tiempo; a la vez ,; mientras tanto; entre tanto; por el contrario; al
        contrario ,; a continuación; a su vez ,; es decir; en segundo/tercer lugar; por último; por
        consiguiente; después/pues/ahora/bien ,; aun así; con todo ,; más tarde ,; en definitiva;
        ahora bien; o sea
    """,
    pointing="""
        este/esta/estos/estas/ese/esa/esos/esas/esto/eso/aquel/aquella/aquellos/aquellas/aquello;
        tal/tales/ambos/ambas/así/tampoco; dicho/dicha/dichos/dichas; otro/otra/otros/otras; el
        otro; la otra; los otros; las otras; los/las dos; los/las demás; el/la mismo/misma; el/la
        primero/primera/segundo/segunda ,/es/era/fue; lo mismo; este último; esta última; los
        mismos; las mismas; de este/esta/esto/ese/esa/eso/ahí; por eso/ello/esto/esta/este/ese/esa;
        en/con/para/tras/sin/ante/desde/bajo/sobre/según/a/hasta este/esta/estos/estas/ese/esa/eso;
        en/con/para/tras/sin/ante/desde/bajo/sobre/según/a/hasta esto/esos/esas/aquel/aquella/ello;
        a pesar de ello/eso/esto; pese a ello/eso/esto; debido a ello/eso/esto; gracias a
        ello/eso/esto;
        algunos/algunas/muchos/muchas/varios/varias/otros/otras/dos/tres/uno/una/ninguno/ninguna de
        ellos/ellas/estos/estas/fueron/son/eran/han/están; la mayoría son/eran/han/está; al día
        siguiente; el día anterior; ese mismo día; días/meses/años/horas/semanas después;
        dos/tres/cuatro/pocos/varios/unos días/meses/años/minutos después; un día/mes/año después;
        una hora/semana después; sí/no ,; por qué no; no solo; de lo contrario; si no ,; allí; ahí;
        el resto es/son/fue/fueron; lo cual; cuyo; por lo que; de modo que; de manera que
    """,
    inner="""
        , sin embargo ,; , no obstante ,; , en cambio ,; , por su parte ,; , además ,; , por ejemplo
        ,; , por tanto ,; , por lo tanto ,; , a su vez ,; también/tampoco
    """,
    standing=f"""
        este/esta {_AT_HAND}; en/durante/desde este/esta {_AT_HAND}; a esta hora; por esta vez;
        los/las que; la que; lo que; lo más; otra vez ,; estos/estas días/semanas; en estos días;
        tal/así como; así que
    """,
    says="""
        dijo/dice/afirmó/afirma/explicó/explica/añadió/añade/señaló/señala/aseguró/asegura/declaró;
        contó/cuenta/indicó/indica/sostuvo/sostiene/agregó/agrega/comentó/comenta/subrayó/insistió;
        recordó/recuerda/lamentó/lamenta/advirtió/advierte/respondió/manifestó/apuntó/apunta/dijeron
    """,
    speakers="él/ella/ellos/ellas",
    passing="""
        ayer/hoy/mañana/anoche/recientemente/finalmente/lunes/martes/miércoles/jueves/viernes/sábado;
        domingo/enero/febrero/marzo/abril/mayo/junio/julio/agosto/septiembre/octubre/noviembre;
        diciembre
    """,
    no_subject="a/al/en/que/ante/durante/tras/sobre/con/y/por/para",
    capitalised="ella",
)
