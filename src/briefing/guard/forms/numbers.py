"""The words numbers are made of, in eight languages; ``guard.numerals`` puts them together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.guard.folding import plain


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What one language's numbers are written with; all words are folded by ``plain``."""

    atoms: dict[str, int]
    scales: dict[str, int]
    """Powers of ten that multiply what stands before them; a dozen is no power and multiplies."""
    ordinals: dict[str, int]
    parts: dict[str, int]
    """Words for fractions, by what the whole is divided by."""
    glue: tuple[str, ...]
    """What may stand inside a number written as one word."""
    links: frozenset[str]
    """Words that join the parts of a number: two hundred *and* five."""
    articles: frozenset[str]
    of: frozenset[str]
    """What may stand between a million and the thing counted."""
    minus: frozenset[str]
    point: frozenset[str]
    decades: frozenset[str]
    """What stands before the years of a decade: ``années 90``."""
    half: tuple[str, ...]
    """What adds a half to the number before it: two *and a half*."""
    compound: bool
    decimal_comma: bool


_ATOMS = {
    "en": """
        zero=0 nil=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10
        eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18
        nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90
        hundred=100""",
    "de": """
        null=0 ein=1 eins=1 eine=1 einen=1 einem einer=1 zwei=2 zwo=2 drei=3 vier=4 fünf=5 sechs=6
        sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 sechzehn=16 siebzehn=17 zwanzig=20
        dreißig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 hundert=100""",
    "fr": """
        zéro=0 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11
        douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingt=20 vingts=20 trente=30 quarante=40
        cinquante=50 soixante=60 septante=70 huitante=80 octante=80 nonante=90 cent=100 cents=100
        """,
    "es": """
        cero=0 un=1 uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10
        once=11 doce=12 trece=13 catorce=14 quince=15 dieciséis=16 diecisiete=17 dieciocho=18
        diecinueve=19 veinte=20 veintiuno=21 veintiún=21 veintiuna=21 veintidós=22 veintitrés=23
        veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29
        treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100
        ciento=100 doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400
        cuatrocientas=400 quinientos=500 quinientas=500 seiscientos=600 seiscientas=600
        setecientos=700 setecientas=700 ochocientos=800 ochocientas=800 novecientos=900
        novecientas=900""",
    "it": """
        zero=0 un=1 uno=1 una=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10
        undici=11 dodici=12 tredici=13 quattordici=14 quindici=15 sedici=16 diciassette=17
        diciotto=18 diciannove=19 venti=20 vent=20 trenta=30 trent=30 quaranta=40 quarant=40
        cinquanta=50 cinquant=50 sessanta=60 sessant=60 settanta=70 settant=70 ottanta=80 ottant=80
        novanta=90 novant=90 cento=100 cent=100""",
    "pt": """
        zero=0 um=1 uma=1 dois=2 duas=2 três=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10
        onze=11 doze=12 treze=13 catorze=14 quatorze=14 quinze=15 dezesseis=16 dezasseis=16
        dezessete=17 dezassete=17 dezoito=18 dezenove=19 dezanove=19 vinte=20 trinta=30 quarenta=40
        cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90 cem=100 cento=100 duzentos=200
        duzentas=200 trezentos=300 trezentas=300 quatrocentos=400 quatrocentas=400 quinhentos=500
        quinhentas=500 seiscentos=600 seiscentas=600 setecentos=700 setecentas=700 oitocentos=800
        oitocentas=800 novecentos=900 novecentas=900""",
    "nl": """
        nul=0 een=1 één=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11
        twaalf=12 dertien=13 veertien=14 vijftien=15 zestien=16 zeventien=17 achttien=18
        negentien=19 twintig=20 dertig=30 veertig=40 vijftig=50 zestig=60 zeventig=70 tachtig=80
        negentig=90 honderd=100""",
    "pl": """
        zero=0 jeden=1 jedna=1 jedno=1 jednego=1 jednej=1 jedną=1 dwa=2 dwie=2 dwóch=2 dwaj=2
        dwoje=2
        dwoma=2 dwiema=2 dwu=2 trzy=3 trzech=3 trzej=3 troje=3 trzem=3 trzema=3 cztery=4 czterech=4
        czterej=4 czterem=4 czterema=4 pięć=5 pięciu=5 sześć=6 sześciu=6 siedem=7 siedmiu=7 osiem=8
        ośmiu=8 dziewięć=9 dziewięciu=9 dziesięć=10 dziesięciu=10 jedenaście=11 jedenastu=11
        dwanaście=12 dwunastu=12 trzynaście=13 trzynastu=13 czternaście=14 czternastu=14
        piętnaście=15 piętnastu=15 szesnaście=16 szesnastu=16 siedemnaście=17 siedemnastu=17
        osiemnaście=18 osiemnastu=18 dziewiętnaście=19 dziewiętnastu=19 dwadzieścia=20
        dwudziestu=20 trzydzieści=30 trzydziestu=30 czterdzieści=40 czterdziestu=40
        pięćdziesiąt=50 pięćdziesięciu=50 sześćdziesiąt=60 sześćdziesięciu=60 siedemdziesiąt=70
        siedemdziesięciu=70 osiemdziesiąt=80 osiemdziesięciu=80 dziewięćdziesiąt=90
        dziewięćdziesięciu=90 sto=100 stu=100 dwieście=200 dwustu=200 trzysta=300 trzystu=300
        czterysta=400 czterystu=400 pięćset=500 pięciuset=500 sześćset=600 sześciuset=600
        siedemset=700 siedmiuset=700 osiemset=800 ośmiuset=800 dziewięćset=900
        dziewięciuset=900""",
}

_SCALES = {
    "": "k=3 m=6 mn=6 mln=6 M=6 bn=9 b=9 B=9 tn=12 trn=12",
    "en": "thousand=3 million=6 billion=9 trillion=12 quadrillion=15 mil=6 bil=9 dozen=0",
    "de": """
        tausend=3 million=6 millionen=6 mio=6 milliarde=9 milliarden=9 mrd=9 billion=12
        billionen=12 bio=12 dutzend=0""",
    "fr": """
        mille=3 million=6 millions=6 milliard=9 milliards=9 billion=12 billions=12 md=9 mds=9
        mio=6 mrd=9 douzaine=0""",
    "es": "mil=3 millón=6 millones=6 billón=12 billones=12 mm=9 docena=0",
    "it": """
        mille=3 mila=3 milione=6 milioni=6 miliardo=9 miliardi=9 bilione=12 bilioni=12 mld=9 mrd=9
        dozzina=0""",
    "pt": """
        mil=3 milhão=6 milhões=6 bilhão=9 bilhões=9 bilião=12 biliões=12 trilhão=12 trilhões=12
        mi=6 bi=9 tri=12 dúzia=0""",
    "nl": "duizend=3 miljoen=6 miljard=9 biljoen=12 mjn=6 mrd=9 mld=9 dozijn=0",
    "pl": """
        tysiąc=3 tysiące=3 tysięcy=3 tysiąca=3 tysiącach=3 tys=3 milion=6 miliony=6 milionów=6
        miliona=6 miliard=9 miliardy=9 miliardów=9 miliarda=9 bilion=12 biliony=12 bilionów=12
        mld=9 tuzin=0""",
}

_ORDINALS = {
    "en": """
        first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10
        eleventh=11 twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16
        seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30 fortieth=40
        fiftieth=50 sixtieth=60 seventieth=70 eightieth=80 ninetieth=90 hundredth=100""",
    "de": "erste=1 zweite=2 dritte=3 siebte=7 achte=8",
    "fr": "premier=1 première=1 second=2 seconde=2 quatrième=4 cinquième=5 neuvième=9",
    "es": """
        primero=1 primer=1 primera=1 segundo=2 segunda=2 tercero=3 tercer=3 tercera=3 cuarto=4
        cuarta=4 quinto=5 quinta=5 sexto=6 sexta=6 séptimo=7 séptima=7 octavo=8 octava=8 noveno=9
        novena=9 décimo=10 décima=10 vigésimo=20 vigésima=20""",
    "it": """
        primo=1 prima=1 secondo=2 seconda=2 terzo=3 terza=3 quarto=4 quarta=4 quinto=5 quinta=5
        sesto=6 sesta=6 settimo=7 settima=7 ottavo=8 ottava=8 nono=9 nona=9 decimo=10 decima=10""",
    "pt": """
        primeiro=1 primeira=1 segundo=2 segunda=2 terceiro=3 terceira=3 quarto=4 quarta=4 quinto=5
        quinta=5 sexto=6 sexta=6 sétimo=7 sétima=7 oitavo=8 oitava=8 nono=9 nona=9 décimo=10
        décima=10 vigésimo=20 vigésima=20""",
    "nl": "eerste=1 derde=3 achtste=8",
    "pl": """
        pierwszy=1 drugi=2 trzeci=3 czwarty=4 piąty=5 szósty=6 siódmy=7 ósmy=8 dziewiąty=9
        dziesiąty=10 dwudziesty=20""",
}

_PARTS = {
    "en": """
        half=2 halves=2 third=3 thirds=3 quarter=4 quarters=4 fourth=4 fourths=4 fifth=5 fifths=5
        sixth=6 sixths=6 seventh=7 sevenths=7 eighth=8 eighths=8 ninth=9 ninths=9 tenth=10
        tenths=10""",
    "de": """
        hälfte=2 halb=2 halbe=2 halben=2 halber=2 halbes=2 drittel=3 dritteln=3 viertel=4 vierteln=4
        fünftel=5 sechstel=6 siebtel=7 achtel=8 neuntel=9 zehntel=10""",
    "fr": """
        moitié=2 demi=2 demie=2 tiers=3 quart=4 quarts=4 cinquième=5 cinquièmes=5 sixième=6
        sixièmes=6 dixième=10 dixièmes=10""",
    "es": """
        mitad=2 medio=2 media=2 tercio=3 tercios=3 cuarto=4 cuartos=4 quinto=5 quintos=5 décimo=10
        décimos=10""",
    "it": """
        metà=2 mezzo=2 mezza=2 terzo=3 terzi=3 quarto=4 quarti=4 quinto=5 quinti=5 decimo=10
        decimi=10""",
    "pt": """
        metade=2 meio=2 meia=2 terço=3 terços=3 quarto=4 quartos=4 quinto=5 quintos=5 décimo=10
        décimos=10""",
    "nl": "helft=2 half=2 halve=2 derde=3 kwart=4 vijfde=5 zesde=6 tiende=10",
    "pl": """
        połowa=2 połowę=2 połowy=2 połowie=2 pół=2 trzecia=3 trzecią=3 trzeciej=3 trzecie=3 ćwierć=4
        czwarta=4 czwartą=4 czwarte=4 piąta=5 piątą=5 piąte=5 piątych=5 dziesiąta=10""",
}

_SMALL = {
    "en": "links: and | articles: a an | of: of | minus: minus | point: point | decades: |"
    " half: and_a_half",
    "de": "links: und | articles: ein eine einen einem einer eines | of: | minus: minus |"
    " point: komma | decades: | half: einhalb",
    "fr": "links: et | articles: un une | of: de d' | minus: moins | point: virgule |"
    " decades: annees | half: et_demi et_demie",
    "es": "links: y | articles: un una | of: de | minus: menos | point: coma | decades: anos |"
    " half: y_medio y_media",
    "it": "links: e | articles: un uno una un' | of: di d' | minus: meno | point: virgola |"
    " decades: anni | half: e_mezzo e_mezza",
    "pt": "links: e | articles: um uma | of: de | minus: menos | point: virgula | decades: anos |"
    " half: e_meio e_meia",
    "nl": "links: en | articles: een | of: | minus: min minus | point: komma | decades: jaren |"
    " half:",
    "pl": "links: i | articles: | of: | minus: minus | point: przecinek |"
    " decades: lata latach lat | half: i_pol",
}

_GLUE = {"de": ("und",), "nl": ("en",)}
_COMPOUND = frozenset(("de", "nl", "it"))


@lru_cache(maxsize=32)
def number_words(language: str) -> NumberWords:
    """Return the number words of ``language``, a bare language tag; of an unknown one, none."""
    small = _parted(_SMALL.get(language, _SMALL["en"].replace("and", "")))
    known = language in _ATOMS
    return NumberWords(
        atoms=_values(_ATOMS.get(language, "")),
        scales=_values(_SCALES.get(language, "")),
        ordinals=_values(_ORDINALS.get(language, "")),
        parts=_values(_PARTS.get(language, "")),
        glue=_GLUE.get(language, ()),
        links=frozenset(small["links"]),
        articles=frozenset(small["articles"] if known else ()),
        of=frozenset(small["of"]),
        minus=frozenset(small["minus"]),
        point=frozenset(small["point"] if known else ()),
        decades=frozenset(small["decades"]),
        half=tuple(small["half"] if known else ()),
        compound=language in _COMPOUND,
        decimal_comma=language not in POINT_LANGUAGES,
    )


POINT_LANGUAGES = frozenset("en zh ja ko th he hi bn ta te ur ms tl sw ga cy mt".split())
"""Languages that write 3.2 for three and two tenths; the others write 3,2."""

SCALE_SIGNS = {sign: int(power) for sign, power in (p.split("=") for p in _SCALES[""].split())}
"""What is glued to a figure for a power of ten: ``5bn``."""


def _values(table: str) -> dict[str, int]:
    pairs = (pair.partition("=") for pair in table.split())
    return {plain(word): int(value) if value else 1 for word, _, value in pairs}


def _parted(table: str) -> dict[str, list[str]]:
    fields = (field.partition(":") for field in table.split("|"))
    return {
        name.strip(): [plain(word.replace("_", " ")) for word in words.split()]
        for name, _, words in fields
    }
