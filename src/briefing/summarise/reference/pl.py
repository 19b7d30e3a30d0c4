"""Polish words that lean on the sentence before."""

from __future__ import annotations

from briefing.summarise.reference.tongue import Table

_AT_HAND = (
    "artykule/tekście/rozdziale/"
    "roku/tygodniu/miesiącu/sezonie/stuleciu/wieku/rok/tydzień/miesiąc/weekend/poniedziałek/wtorek/"
    "czwartek/piątek/środę/sobotę/niedzielę/lata/zimy/wiosny/jesieni/lato/zimę/wiosnę/jesień"
)

TABLE = Table(
    pronouns="on/ona/oni/one/ono/jego/jej/jemu/mu/nim/nią/nimi/nich/niego/niej/ich/im",
    opening_pronouns="swój/swoją/swoje/go",
    connectives="""
        ale/i/a/lecz/oraz/lub/albo/jednak/jednakże/ponadto/również/także/też/następnie/potem;
        więc/zatem/natomiast/tymczasem/niemniej/ostatecznie/wreszcie/podobnie/dodatkowo; co więcej;
        na przykład; z kolei; w rezultacie; w konsekwencji; po drugie/trzecie; z drugiej strony;
        jednocześnie/równocześnie; w efekcie; przeciwnie ,; innymi słowy; co gorsza; a jednak; a
        więc; poza tym; mimo to; mimo wszystko; w dodatku; oprócz tego; później ,; bo; zresztą;
        przecież; otóż
    """,
    pointing="""
        ten/ta/to/te/ci/tego/tej/temu/tę/tych/tymi/tamten/tamta/tamto/tamci/tamte/taki/taka/takie/tacy;
        obaj/obie/oba/oboje/dlatego/stąd/wtedy/wówczas/tak/tam/stamtąd/inny/inna/inne/inni/podobny;
        tym samym; tym razem; taki sam; ten/ta/to sam/sama/samo; drugi/druga/drugie z; ci sami;
        w/z/po/przy/od/do/przed/za/na/o/pod/przez/dla/mimo/według/wśród/oprócz
        tym/tego/tej/tych/tę/ten/tymi/takim/takiej/takich/to/tamtym/tamtej; w związku z tym; w
        przeciwnym razie; z tego powodu; od tego czasu; w ten sposób; dzięki temu; w takim
        razie/przypadku; niektórzy/niektóre/wielu/wiele/kilku/kilka/dwóch/dwie/trzech/jeden/jedna z
        nich/tych; żaden/żadna/żadne z nich; większość z nich; następnego dnia; dzień
        wcześniej/później; rok/tydzień/miesiąc/godzinę później; dwa/trzy/cztery/kilka
        dni/lata/lat/miesiące/tygodnie później; pierwszy/pierwsza/drugi/druga ,; ten ostatni; ta
        ostatnia; tak/nie ,; dlaczego nie; nie tylko to; nic dziwnego; który/która/które ,
    """,
    inner="""
        jednak/natomiast/zaś/zatem/również/także; z kolei; , na przykład ,
    """,
    standing=f"""
        w tym/tej/tych {_AT_HAND}; ten/ta/to/tego/tej/te {_AT_HAND}; od/do/na tego/tej/ten/tę
        {_AT_HAND}; tak jak; to znaczy; a także; i tak
    """,
    says="""
        powiedział/powiedziała/powiedzieli/mówi/mówił/mówiła/dodał/dodała/dodaje/wyjaśnił/wyjaśniła;
        wyjaśnia/stwierdził/stwierdziła/podkreślił/podkreśliła/podkreśla/zaznaczył/zaznaczyła;
        napisał/napisała/opowiada/przyznał/przyznała/ocenił/oceniła/odpowiedział/odpowiedziała
    """,
    speakers="on/ona/oni/one",
    passing="""
        wczoraj/dziś/dzisiaj/jutro/niedawno/poniedziałek/wtorek/środę/czwartek/piątek/sobotę/niedzielę;
        stycznia/lutego/marca/kwietnia/maja/czerwca/lipca/sierpnia/września/października/listopada;
        grudnia/styczniu/lutym/marcu/maju/czerwcu/lipcu/sierpniu/roku
    """,
    no_subject="w/we/na/do/po/podczas/że/o/i/a/dla/przed/z/,",
)
