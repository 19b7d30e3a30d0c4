"""German words that lean on the sentence before.

The verb stands second: "Außerdem stieg der Preis" loses its subject's place with its first word, so
most linking adverbs cannot be taken off and are counted as pointing.
"""

from __future__ import annotations

from briefing.summarise.reference.tongue import Table

_ARTICLE = (
    "der/die/das/den/dem/des/ein/eine/einen/einem/einer/kein/keine/mehr/viele/alle/auch/am/im/"
    "in/an/auf/bei/mit/nach/seit/für/wer/was/wie/wenn/weil/trotz/niemand/jeder/jede"
)
_IS = (
    "ist/war/sei/wird/wurde/wäre/würde/hat/hatte/habe/sagte/sagt/heißt/hieß/gilt/galt/bedeutet/"
    "zeigt/zeigte/kann/könnte/soll/sollte/muss/geht/ging/liegt/lag/führt/führte/macht/machte/"
    "reicht/reichte/bleibt/blieb/gelang/gelingt/klingt/kam/kommt/sind/waren/sieht/stimmt/dürfte"
)

TABLE = Table(
    pronouns="er/sie/ihm/ihn/ihnen/seiner/ihrer/dessen/deren",
    opening_pronouns="sein/seine/seinem/seinen/seines/ihr/ihre/ihrem/ihren/ihres",
    connectives=f"""
        aber/und/oder/denn/sondern; doch/jedoch {_ARTICLE}; zweitens/drittens/letztens ,;
        außerdem/zudem/allerdings/übrigens/nun/tatsächlich/schließlich ,; mehr noch ,; kurzum ,
    """,
    pointing=f"""
        dies/diese/diesem/diesen/dieser/dieses/jene/jener/jenes/jenem/jenen/solche/solcher/solches;
        letztere/letzterer/letzteres/erstere/ersterer/ersteres/beide/beides/andere/derselbe/dieselbe;
        dasselbe/ebenso/ebenfalls/gleiches; ein/eine
        weitere/weiterer/weiteres/anderer/andere/anderes; ein/eine solcher/solche/solches; das
        {_IS}; das alles; all das/dies/diese; der/die andere; die anderen; die beiden; die
        zwei/drei; das gleiche/selbe/ganze; der/die gleiche/selbe;
        in/mit/nach/vor/bei/aus/von/trotz/wegen/seit/auf/an/für/durch/unter/zu
        diesem/dieser/diesen/dieses/diese/solchen/solcher;
        doch/jedoch/dennoch/deshalb/daher/darum/deswegen/trotzdem/außerdem/dann/dabei/dagegen/damit;
        dadurch/zudem/danach/so/also/stattdessen/dafür/davon/daran/darauf/daraus/darin/darüber/dazu;
        darunter/davor/daneben/daraufhin/dahinter/hierfür/hierbei/hierzu/hierdurch/demnach/folglich;
        somit/indes/indessen/allerdings/hingegen/ferner/überdies/nichtsdestotrotz; darüber hinaus;
        gleichwohl/zugleich/gleichzeitig/anschließend/später/schließlich/unterdessen/inzwischen;
        übrigens/auch; noch dazu; im gegensatz/gegenteil/unterschied dazu/davon; im gegenteil; aus
        diesem/diesen grund/gründen; zum beispiel; beispielsweise/andernfalls/ansonsten/sonst;
        kurz/wenig/tags darauf; kurz danach; am nächsten/folgenden/gleichen/selben tag/morgen/abend;
        einige/manche/viele/mehrere/keiner/keine/alle davon; einige/viele/alle/manche/die meisten
        sind/waren/haben/hatten/wurden/werden/sagten; die meisten sind/waren/haben/hatten/wurden;
        eine/einer/einige/viele/keine/keiner von ihnen/diesen; ja/nein/doch ,; warum/wieso nicht;
        einerseits/andererseits; zum einen/anderen; da/dort/hier war/ist/sind/waren/wurde/wird;
        zwei/drei/vier/einige/wenige/mehrere tage/wochen/monate/jahre/stunden/minuten später;
        ein/eine jahr/tag/woche/monat/stunde später; nicht so; nicht nur das; welche/welcher ,
    """,
    inner="""
        jedoch/allerdings/hingegen/dagegen/dennoch/trotzdem/deshalb/daher/außerdem/zudem/wiederum/indes/ebenfalls;
        zum beispiel
    """,
    pronominal="""
        daran/darauf/daraus/darin/darüber/darum/darunter/dabei/dadurch/dafür/dagegen/dahinter/damit;
        danach/daneben/davon/davor/dazu
    """,
    standing="""
        diese/dieser woche/monat/sommer/winter/saison/tage; dieses/diesem jahr/jahrhundert; in
        diesem/dieser/diesen jahr/monat/sommer/winter/frühjahr/herbst/woche/saison/tagen; diesen
        montag/dienstag/mittwoch/donnerstag/freitag/samstag/sonntag/sommer/winter/herbst; seit
        diesem/dieser jahr/woche/monat/sommer/saison; noch in diesem jahr; so genannte; auch in
        diesem jahr; in/mit diesem/dieser artikel/text/buch/kapitel/seite/studie; dieser/diese
        artikel/text/seite
    """,
    says="""
        sagte/sagt/erklärte/erklärt/betonte/betont/schrieb/schreibt/fragte/meinte/meint/ergänzte;
        erzählte/erzählt/fügte/warnte/warnt/berichtete/berichtet/antwortete/teilte/so/rief/kündigte
    """,
    speakers="er/sie/es",
    passing="""
        gestern/heute/morgen/später/zuletzt/zunächst/oft/manchmal/vielleicht/früher/gegen/kürzlich;
        montag/dienstag/mittwoch/donnerstag/freitag/samstag/sonntag/januar/februar/märz/april/mai;
        juni/juli/august/september/oktober/november/dezember/ostern/weihnachten
    """,
    only_capitals=True,
    capitalised="sie/ihnen/ihr/ihre/ihren/ihrem/ihrer/ihres",
)
