"""Italian words that lean on the sentence before."""

from __future__ import annotations

from briefing.summarise.reference.tongue import Table

_AT_HAND = (
    "articolo/pagina/testo/studio/capitolo/"
    "anno/settimana/mese/mattina/sera/notte/pomeriggio/estate/inverno/autunno/primavera/stagione/"
    "secolo/lunedì/martedì/mercoledì/giovedì/venerdì/sabato/domenica/weekend"
)

TABLE = Table(
    pronouns="egli/ella/lui/lei/essi/esse/loro",
    opening_pronouns="suo/sua/suoi/sue/esso/essa",
    connectives="""
        ma/e/ed/o/oppure/però/tuttavia/inoltre/quindi/dunque/poi/infatti/invece/perciò/pertanto;
        eppure/intanto/infine/successivamente/nondimeno/ciononostante/analogamente/altresì/bensì;
        nel frattempo; per esempio; ad esempio; d altra parte; d altronde; al contrario; di
        conseguenza; allo stesso tempo; al tempo stesso; in effetti; in compenso; in secondo/terzo
        luogo; cioè; del resto; in realtà ,; così/ora/allora/insomma/anzi/dopo ,; a sua volta ,; più
        tardi ,; di fatto ,; da parte sua ,; in seguito; nonostante tutto ,; anche se così
    """,
    pointing="""
        questo/questa/questi/queste/quest/quello/quella/quelli/quelle/quegli/quei/quel/quell/ciò;
        tale/tali/entrambi/entrambe/anche/così/neanche/nemmeno/neppure/altro/altra/altri/altre; un
        altro; un altra; l altro; l altra; gli altri; le altre; i due; le due; tutti e due; lo
        stesso; la stessa; gli stessi; le stesse; il/la primo/prima/secondo/seconda ,/è/era/fu;
        quest ultimo/ultima/ultimi/ultime; il medesimo; la medesima;
        in/con/per/dopo/prima/su/da/a/secondo/malgrado/nonostante/tra/fra/sotto/di
        questo/questa/questi/queste/quest/quello/quella/quel/ciò/tale/tali; per questo; a causa di
        ciò/questo; a questo/quel/tal punto/proposito/fine; in quel/tal modo/caso;
        alcuni/alcune/molti/molte/diversi/diverse/due/tre/uno/una/nessuno/nessuna di
        loro/essi/esse/questi/queste/sono/erano/hanno; la maggior parte di loro/è/sono; il giorno
        dopo/seguente/prima; due/tre/quattro/pochi/alcuni giorni/mesi/anni/minuti dopo; un
        giorno/mese/anno dopo; un ora/anno dopo; una settimana dopo; sì/no ,; perché no; non solo;
        altrimenti; se no; lì; là; il resto è/fu/sono; il quale; la quale; i quali; le quali; da
        allora; lo ha/hanno detto/spiegato/annunciato/confermato
    """,
    inner="""
        invece/tuttavia/però/infatti/inoltre/dunque/quindi/pertanto; , dal canto suo ,; per esempio;
        ad esempio; a sua volta
    """,
    standing=f"""
        questo/questa/quest {_AT_HAND}; in/per/da questo/questa/quest {_AT_HAND}; così come; in
        questi giorni/mesi; in queste ore/settimane; questi giorni; tale da; anche se/quando
    """,
    says="""
        detto/dice/disse/afferma/affermato/spiega/spiegato/spiegò/aggiunge/aggiunto/aggiunse;
        dichiara/dichiarato/racconta/raccontato/sottolinea/sottolineato/conclude/concluso/commenta;
        commentato/ricorda/ricordato/precisa/precisato/risponde/risposto/assicura/osserva/ribadisce
    """,
    speakers="lui/lei/loro/egli/ella",
    passing="""
        ieri/oggi/domani/recentemente/lunedì/martedì/mercoledì/giovedì/venerdì/sabato/domenica;
        gennaio/febbraio/marzo/aprile/maggio/giugno/luglio/agosto/settembre/ottobre/novembre/dicembre
    """,
    splits_elisions=True,
    no_subject="a/al/ai/alla/agli/alle/in/nel/nella/che/durante/dopo/su/con/e/per",
    capitalised="lei/ella/loro",
)
