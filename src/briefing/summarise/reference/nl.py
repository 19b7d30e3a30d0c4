"""Dutch words that lean on the sentence before.

The verb stands second, as in German: most linking adverbs cannot be taken off.
"""

from __future__ import annotations

from briefing.summarise.reference.tongue import Table

_AT_HAND = (
    "artikel/pagina/boek/onderzoek/hoofdstuk/"
    "jaar/week/maand/weekend/zomer/winter/herfst/najaar/voorjaar/lente/seizoen/eeuw/maandag/"
    "dinsdag/woensdag/donderdag/vrijdag/zaterdag/zondag/ochtend/middag/avond/nacht/keer"
)

TABLE = Table(
    pronouns="hij/zij/ze/hem/hen/haar/hun",
    opening_pronouns="diens",
    connectives="""
        maar/en/want/of/doch; echter/bovendien/daarnaast/kortom/overigens/immers/trouwens/sterker ,;
        ten tweede/derde/slotte ,; aan de andere kant ,; met andere woorden ,; integendeel ,; en dus
    """,
    pointing="""
        zijn/deze/dit/die/dat/zulke/zo'n/beide/beiden/dezelfde/hetzelfde/dergelijke/laatstgenoemde;
        eerstgenoemde/andere/anderen; een andere/ander; de andere/anderen; het andere; de twee/drie;
        de laatste/eerste ,/is/was; echter/dus/daarom/toch/bovendien/dan/daarna/daarbij/daardoor;
        daarmee/daarnaast/daarop/daarvan/daarvoor/daaruit/daarin/daarover/hierbij/hierdoor/hiermee;
        hierna/hierop/hiervan/hiervoor/hierover/zo/zodoende/desondanks/niettemin/vervolgens/intussen;
        ondertussen/tegelijkertijd/overigens/immers/ook/evenmin/eveneens/daarentegen/derhalve/later;
        bijgevolg/anderzijds/daartegenover/desalniettemin/uiteindelijk/toen/daar/trouwens/integendeel;
        in/met/na/voor/bij/uit/van/door/op/aan/tegen/ondanks/volgens/sinds/over
        zijn/deze/dit/die/dat/zo'n; om deze/die reden; in tegenstelling tot; in plaats daarvan; als
        gevolg daarvan; in dat geval; met als gevolg; naast die/dat/deze; ten tweede/derde/slotte;
        tot slot; aan de andere kant; bijvoorbeeld; als gevolg hiervan; de volgende
        dag/ochtend/avond; een dag/week/maand/jaar later; enkele/twee/drie/vier/paar
        dagen/weken/maanden/jaren/uren/minuten later; een uur later;
        sommigen/velen/enkelen/geen/een/één/twee/drie/veel van hen/hun/deze/die/dit; de meesten;
        sommige/veel/enkele zijn/waren/werden/hebben; kort daarna/daarop; even later; ja/nee/nou ,;
        waarom niet; niet alleen dat; de rest is/was; anders ,; zij die
    """,
    inner="""
        echter/daarentegen/daarom/bovendien/desondanks/niettemin/overigens/eveneens/trouwens; op
        zijn/haar/hun beurt
    """,
    pronominal="""
        daaraan/daarbij/daardoor/daarin/daarmee/daarop/daarover/daartegen/daartoe/daaruit/daarvan;
        daarvoor/eraan/erbij/erdoor/ermee/erop/erover/ertegen/eruit/ervan/ervoor
    """,
    standing=f"""
        deze/dit {_AT_HAND}; in/sinds/voor/tijdens deze/dit {_AT_HAND}; deze/dezer dagen; zo'n
        100/200/300/400/500/1000/tien/twintig/dertig/veertig/vijftig/honderd/duizend; ook al; zo
        snel
    """,
    says="""
        zei/zegt/vertelde/vertelt/verklaarde/verklaart/schreef/schrijft/vroeg/vraagt/aldus/stelde;
        stelt/meldde/meldt/benadrukte/benadrukt/waarschuwde/antwoordde/vindt/denkt/legde/legt
    """,
    speakers="hij/zij/ze",
    passing="""
        gisteren/vandaag/morgen/onlangs/later/misschien/maandag/dinsdag/woensdag/donderdag/vrijdag;
        zaterdag/zondag/januari/februari/maart/april/mei/juni/juli/augustus/september/oktober;
        november/december
    """,
    verb_second=True,
)
