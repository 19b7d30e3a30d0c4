"""French words that lean on the sentence before."""

from __future__ import annotations

from briefing.summarise.reference.tongue import Table

_AT_HAND = (
    "article/page/texte/étude/chapitre/"
    "année/semaine/saison/mois/matin/soir/été/hiver/printemps/automne/week-end/lundi/mardi/"
    "mercredi/jeudi/vendredi/samedi/dimanche/nuit/après-midi"
)

TABLE = Table(
    pronouns="il/elle/ils/elles/eux",
    opening_pronouns="lui/leur/leurs/son/sa/ses/celui-ci/celle-ci/ceux-ci/celles-ci",
    connectives="""
        mais/et/ou/or/car/cependant/pourtant/toutefois/néanmoins/ensuite/enfin/puis/alors/donc;
        également/parallèlement/inversement/pareillement/deuxièmement/troisièmement/finalement; de
        plus/même ,; en outre/effet/revanche/conséquence/fait/somme; par ailleurs/conséquent/contre;
        par exemple; du coup; en plus ,; au contraire; d autre part; d ailleurs; à l inverse; dans
        le même temps; malgré tout ,; entre-temps/entretemps/désormais ,; ainsi ,; tout de même ,;
        pour autant ,; bref/surtout/résultat ,; pendant ce temps ,; c est pourquoi; plus tard ,
    """,
    pointing="""
        ce/c/cet/cette/ces/celui/celle/ceux/celles/cela/ceci/ça/tel/telle/tels/telles/aussi/ainsi;
        les deux; tous/toutes deux; tous/toutes les deux; l un/une/autre; les autres; d autres;
        un/une autre; le/la même; les mêmes; ce dernier; cette dernière; ces derniers; le/la
        premier/première/second/seconde ,/a/est/était/avait/sera; de telle/tels/telles;
        dans/avec/après/avant/pour/malgré/selon/sur/sous/de/à/par/depuis/lors ce/cet/cette/ces/cela;
        à cause/partir de ce/cela/cette/ces; en cela; de ce fait; à ce/cet/cette; de là; pour ça;
        certains/certaines/plusieurs/beaucoup/quelques-uns/aucun/aucune/tous/toutes/chacun/deux/trois
        d entre/ont/sont/étaient/avaient/seront/eux; la plupart ont/sont/étaient/d/avaient; l une/un
        d/des; dont; lequel/laquelle/lesquels/lesquelles; idem; sinon ,; autrement ,; le lendemain;
        la veille; le jour même; quelques/deux/trois/plusieurs
        jours/heures/semaines/mois/années/minutes plus; un/une an/mois/semaine/jour/heure plus;
        oui/non ,; pourquoi pas; pas seulement
    """,
    inner="""
        cependant/toutefois/pourtant/néanmoins/également/donc/ensuite; en revanche; par exemple; ,
        quant à lui/elle/eux/elles ,; , lui/elle/eux ,
    """,
    standing=f"""
        ce/cet/cette/ces {_AT_HAND}; de/dans/depuis/dès/pour ce/cet/cette {_AT_HAND}; il y
        a/avait/aura/eut; il faut/fallait/faudra/pleut/pleuvait/fait/faisait/neige; il est; ces
        derniers jours/mois; ces dernières années/semaines; en ce moment; ainsi que
    """,
    says="""
        dit/déclaré/expliqué/affirmé/ajouté/raconté/estimé/précisé/souligné/lancé/confié/assuré;
        explique/affirme/ajoute/raconte/estime/précise/souligne/lance/confie/assure/déclare/écrit;
        témoigne/répond/répondu/conclut/conclu/poursuit/reconnaît/indique/indiqué/rappelle/insiste
    """,
    speakers="il/elle/ils/elles/on",
    passing="""
        hier/aujourd/hui/demain/soudain/récemment/lundi/mardi/mercredi/jeudi/vendredi/samedi;
        dimanche/janvier/février/mars/avril/mai/juin/juillet/août/septembre/octobre/novembre/décembre
    """,
    splits_elisions=True,
)
