"""Words: how many a text has for the ear, and the terms by which sentences are compared.

Nothing here knows a language beyond a list of function words: scripts that put no blanks between
words are cut into character bigrams, which retrieve as well as a segmenter does (Nie et al., "On
the use of words and n-grams for Chinese information retrieval", IRAL 2000).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import NamedTuple

_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana and Han
    "\U00020000-\U0003ffff"  # the rarer Han
)
_PLAIN = re.compile(r"[a-z0-9]+")
"""The words of a small text in ASCII, where nothing else is a letter."""


@cache
def _unspaced() -> re.Pattern[str]:
    """Return what finds runs of scripts without blanks; compiled when a text is not ASCII."""
    return re.compile(f"[{_UNSPACED}]+")


@cache
def _words() -> re.Pattern[str]:
    """Return what finds words in any script; compiled when a text is not ASCII."""
    return re.compile(f"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\\W_])+")


LETTERS_A_WORD = 24
"""A run of letters longer than this is spoken as several words: it is an address or a compound."""

STEM = 7
"""Terms are compared by their first letters: a stemmer for every alphabet, and nearly as good as
one made for the language (McNamee and Mayfield, "Character n-gram tokenization", 2004). English
words lose their endings first, as short ones would not meet their plurals otherwise."""


def count_words(text: str) -> int:
    """Return how many words ``text`` has for the ear.

    Pieces between blanks that hold a letter or digit count one, very long ones one for every 24
    characters; in scripts without blanks (Han, kana, Thai ...) two characters count as a word.
    """
    unspaced = 0
    if not text.isascii():
        unspaced = sum(len(run) for run in _unspaced().findall(text))
        text = _unspaced().sub(" ", text) if unspaced else text
    spaced = sum(
        -(-len(piece) // LETTERS_A_WORD)
        for piece in text.split()
        if any(character.isalnum() for character in piece)
    )
    return spaced + (unspaced + 1) // 2


class Terms(NamedTuple):
    """The terms of a sentence that carry meaning."""

    single: tuple[str, ...]
    """Content words, stemmed, in order, as often as they stand there."""
    pairs: tuple[str, ...]
    """Neighbouring content words joined by a blank, each once."""


def terms(text: str, language: str) -> Terms:
    """Return the terms of ``text``: case, width, inflection and function words taken off.

    ``language`` is a BCP 47 tag.
    """
    primary = primary_of(language)
    small = function_words(primary)
    english = primary == "en"
    single: list[str] = []
    even = unicodedata.normalize("NFKC", text).casefold()
    for token in (_PLAIN if even.isascii() else _words()).findall(even):
        if not token.isascii() and _unspaced().match(token):
            single += [token[at : at + 2] for at in range(max(1, len(token) - 1))]
        elif token not in small and (len(token) > 1 or token.isdigit()):
            single.append((_without_ending(token) if english else token)[:STEM])
    pairs = dict.fromkeys(f"{one} {two}" for one, two in pairwise(single))
    return Terms(tuple(single), tuple(pairs))


def _without_ending(word: str) -> str:
    """Return an English word without s, es, ed, ing or ly; ``y`` and ``i`` are one letter."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word[-1] == "s" and word[-2] not in "su":
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) > least:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]  # stopp(ed)
    if len(word) > 3 and word[-1] in "ey":
        word = word[:-1] + ("i" if word[-1] == "y" else "")
    return word


_ENDINGS = (("ing", 5), ("ed", 4), ("ly", 5))


def primary_of(language: str) -> str:
    """Return the language itself of a BCP 47 tag: ``pt`` of ``pt-br``."""
    return language.partition("-")[0].lower()


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the words of ``language`` that carry no meaning by themselves, in lower case.

    None are known outside the eight languages of the table: there rarity alone tells.
    """
    return frozenset(_FUNCTION_WORDS.get(language, "").casefold().split())


_FUNCTION_WORDS = {
    "en": """
            a about above across actually after again against all almost along alongside already
            also although am amid among amongst an and another any anyone anything are aren aren't
            around as at be became because become been before behind being below beneath beside
            besides between beyond both but by came can cannot come comes concerning considering
            could couldn d despite did didn do does doesn doing don down during each either else
            enough even ever every everyone everything few for from further get getting go goes
            going gone got had hadn has hasn have haven having he hence her here hers herself him
            himself his how however i if in inside into is isn it its itself just let like ll m made
            make makes making many may maybe me might mine more most much must mustn my myself near
            needn neither no nobody nor not nothing now o of off often on once one only onto
            opposite or other others otherwise ought our ours ourselves out outside over own past
            per perhaps put quite rather re really regarding round s said same say says seem seemed
            seems several shall shan she should shouldn since so some somebody somehow someone
            something sometimes somewhere soon still such t take taken tell tells than that the
            their theirs them themselves then there thereby therefore therein these they thing
            things think this those though thought through throughout thus to together told too took
            toward towards two under underneath unless unlike until up upon us used using usually ve
            versus very via want wanted was wasn way we well went were weren what whatever when
            whenever where whereas whereby wherever whether which while who whoever whom whose why
            will with within without won would wouldn yes yet you your yours yourself
        """,
    "de": """
            aber alle allem allen aller alles als also am an andere anderen anderer anderes ans auch
            auf aus außer bei beide beiden beim bereits bevor bin bis bisher bist bleiben bleibt da
            dabei dadurch dafür dagegen daher damals damit danach daneben dann daran darauf daraus
            darf darin darum darunter darüber das dass davon davor dazu dein dem den denen denn
            dennoch der deren derselbe des deshalb dessen deswegen dich die dies diese diesem diesen
            dieser dieses dir doch dort du durch durfte dürfen ebenfalls ebenso eigentlich ein eine
            einem einen einer eines einfach einige einigen einmal er erst erste ersten es etwa etwas
            euch euer für gab ganz gar geben gegen gehen geht gehört gerade gewesen gibt habe haben
            hat hatte hatten her hier hin hinter hätte hätten ich ihm ihn ihnen ihr ihre ihrem ihren
            ihrer im immer in indem ins ist ja je jede jedem jeden jeder jedes jedoch jemand jetzt
            kam kann kaum kein keine keinem keinen keiner kommen kommt konnte konnten können könnte
            könnten lassen lässt machen macht man manche mehr mein meine mich mir mit muss musste
            müssen nach nachdem neben nicht nichts nie niemand noch nun nur ob obwohl oder ohne sagt
            sagte sagten schon sehr sei seien sein seine seinem seinen seiner seit selbst sich sie
            sind so sogar solche soll sollen sollte sollten sondern sonst sowie später statt trotz
            um und uns unser unsere unter viel viele vielen vielleicht vom von vor wann war waren
            warum was wegen weil weiter weitere weiteren welche wenig weniger wenn wer werde werden
            wie wieder will wir wird wo wohl wollen wollte worden wurde wurden während wäre würde
            würden zu zudem zum zur zwar zwei zwischen über
        """,
    "fr": """
            afin ai ainsi alors après assez au aucun aucune aujourd aura aurait auront aussi autour
            autre autres aux auxquels avaient avait avant avec avoir avons ayant beaucoup bien car
            ce ceci cela celle celles celui cependant certaines certains ces cet cette ceux chaque
            chez ci comme comment contre dans de dehors depuis dernier derrière des deux devait
            devant disait disent dit doit doivent donc dont du duquel durant dès début déjà
            désormais elle elles en encore enfin ensuite entre envers est et eu eux explique faire
            faisait fait faut fois font furent fut grâce hors hui ici il ils jamais je jusqu jusque
            la laquelle le lequel les lesquels leur leurs lors lorsqu lorsque lui là ma mais malgré
            me mes mieux moi moins mon même mêmes ne ni non nos notamment notre nous on ont or ou où
            par parce parfois parmi pas pendant peu peut peuvent plus plusieurs plutôt pour pourquoi
            pourrait pourtant presque près puis puisque qu quand quant que quel quelle quelles
            quelqu quelque quelques quels qui quoi rien sa sans sauf se selon sera serait seront ses
            seulement si sien soi soit sommes son sont sous souvent suis sur surtout ta tandis tant
            te tel telle tels tes toi ton toujours tous tout toute toutefois toutes trop très tu un
            une va vers voici voilà vont vos votre vous vraiment vu étaient était étant été être
        """,
    "es": """
            a además al algo alguien alguna algunas alguno algunos algún allí ambos ante antes aquel
            aquella aquellas aquello aquellos aquí así aun aunque aún bajo bien cada casi como con
            contra cual cuales cualquier cuando cuanto cuya cuyo cuál cuándo cómo da dar de debe
            deben decir dejó del demás dentro desde después dice dicen dicho dieron dijeron dijo
            donde dos durante dónde e el ella ellas ello ellos en entonces entre era eran eres es
            esa esas ese eso esos esta estaba estaban estamos estar estas este esto estos estoy
            estuvo está están fue fuera fueron gran ha haber había habían hace hacen hacer hacia
            haciendo han hasta hay haya he hemos hizo hoy incluso ir jamás junto la las le les lo
            los luego mas me mediante mejor menos mi mientras mis misma mismas mismo mismos mucha
            muchas mucho muchos muy más mí nada nadie ni ninguna ninguno ningún no nos nosotros
            nuestra nuestras nuestro nuestros nunca o os otra otras otro otros para parte pasado
            pero poca pocas poco pocos podrá podría podía por porque primer primera primero pudo
            pueda puede pueden pues que quien quienes quién qué se sea sean seguido según ser será
            serán sería si sido siempre siendo sin sino sobre solo son su sus suya suyo sí sólo tal
            tales también tampoco tan tanta tanto te tener tengo tenía tenían ti tiene tienen toda
            todas todavía todo todos tras tres tu tus tuvo tú un una unas uno unos usted ustedes va
            vamos van veces vez y ya yo él
        """,
    "pt": """
            a acerca afirma afirmou agora ainda algo algum alguma algumas alguns alguém ali além
            ambos ante antes ao aos apenas após aquela aquelas aquele aqueles aqui aquilo as assim
            através até bem cada casi cerca com como contra contudo cuja cujo cá da daquele das de
            dela delas dele deles demais depois desde dessa desse desta deste deve devem disse
            disseram disso dito diz dizem do dois dos durante dão e ela elas ele eles em embora
            enquanto entre entretanto então era eram essa essas esse esses esta estamos estar
            estas estava estavam este esteja estes esteve estou está estão eu faz fazer fez foi fora
            foram fosse grande haver havia hoje há isso isto jamais já la lhe lhes lo logo lá mais
            mas me meio menos mesma mesmas mesmo mesmos meu meus mim minha minhas muita muitas muito
            muitos na nada nas nem nenhum nenhuma nessa nesse nesta neste ninguém no nos nossa
            nossas nosso nossos num numa nunca não nós o onde ontem os ou outra outras outro outros
            para parte pela pelas pelo pelos per perante pode podem poder poderia poderá podia pois
            por porque porquê portanto porém pouca pouco poucos primeira primeiro própria próprio
            pôde quais qual qualquer quando quanto quase que quem quê se segundo seja sejam sem
            sempre sendo ser seria será serão seu seus si sido sim sob sobre somente sua suas são só
            tais tal também tampouco tanta tanto tem tendo ter terá teu teve tinha tinham toda todas
            todavia todo todos trás tu tua tudo tão têm um uma umas uns vai vez vezes você vocês vos
            vão à às é última último
        """,
    "it": """
            a ad affinché agli ai al alcun alcuna alcune alcuni all alla alle allo allora almeno
            altra altre altri altro anche ancora anzi appena attraverso avanti aver avere aveva
            avevano avrebbe avrà avuto ben benché bene c che chi ci ciascuno cioè circa ciò coi col
            come comunque con contro così cui d da dagli dai dal dall dalla dalle dallo davanti
            degli dei del dell della delle dello dentro detto deve devono di dice dicono disse dopo
            dove dovrebbe dovrà due dunque durante e ecco ed egli ella eppure era erano essa esse
            essere essi esso fa fare fatto fin finché fino fosse fra fu fuori furono già gli ha hai
            hanno ho i ieri il in infatti infine innanzi inoltre insieme intanto intorno invece io l
            la lato le lei li lo loro lui lungo là lì ma mai malgrado me meglio meno mentre mi mia
            mie miei mio molta molte molti molto ne negli nei nel nell nella nelle nello nessun
            nessuna nessuno niente no noi non nostra nostre nostri nostro nulla nè né o od oggi ogni
            ognuno oltre oppure ora ormai ovvero per perché perciò però piuttosto più poca pochi
            poco poi poiché possono potrebbe potrà presso prima primo proprio pure può qual qualche
            qualcosa qualcuno quale quali qualsiasi quando quanta quante quanti quanto quasi quegli
            quei quel quell quella quelle quelli quello questa queste questi questo qui quindi sa
            saranno sarebbe sarà se secondo sei sembra sempre senza si sia siamo siano solo sono
            sopra soprattutto sotto sta stata state stati stato stessa stesse stessi stesso su sua
            subito sue sugli sui sul sull sulla sulle sullo suo suoi sé sì tal tale tali tanta tante
            tanti tanto te ti tra tramite troppo tu tua tuo tutta tuttavia tutte tutti tutto un una
            uno va vai vanno vengono verso vi via viene voi volta vostra vostro è
        """,
    "nl": """
            aan achter af al aldus alle alleen alles als altijd ander andere anderen anders beide
            beiden ben beneden bent bij bijna binnen blijft blijven boven buiten daar daarbij
            daardoor daarmee daarna daarnaast daarom daarvan dan dat de den der des deze die dit
            doen doet door dus echter een eens eer eerst eerste eigen elk elke en enige enkele er
            erg ervan even evenals gaan gaat gaf gedaan geen gehad geven geweest gewoon ging gingen
            haar had hadden hare heb hebben hebt heeft heel hem hen het hier hij hoe hoewel hun
            ieder iedere iedereen iemand iets ik in inmiddels is ja je jij jou jouw jullie kan komen
            komt kon konden krijgen kunnen kunt kwam laat langs later liet maakt maar maken me meer
            meest men met mij mijn minder misschien mocht moest moesten moet moeten mogen na naar
            naast nadat niemand niet niets nog nooit nu of om omdat ondanks onder ons onze ook op
            opnieuw over pas per rond samen sinds slechts soms staat steeds tegen tegenover ten
            tenzij ter terug terwijl tijdens toch toen tot totdat tussen twee u uit uw vaak van
            vanaf vanuit veel vele verder verschillende via vinden vindt volgens voor vooral voordat
            waar waarbij waarin waarom waren was wat we weer weinig wel welk welke werd werden wie
            wij wil wilde willen worden wordt zal ze zeer zeggen zegt zei zeiden zelf zelfs zich zij
            zijn zijne zo zoals zodat zonder zou zouden zowel zulke zullen één
        """,
    "pl": """
            a aby albo ale ani aż bardziej bardzo bez bo bowiem by byli bym być był była było były
            będzie będą chce chcą chociaż choć ci ciągu cię co coraz coś czego czy czyli czym często
            dla dlaczego dlatego do dobrze dotąd drugi dwa dwie dwóch dzięki gdy gdyby gdyż gdzie go
            i ich ile im inna inne inny innych iż ja jak jaka jakby jaki jakie jako jeden jedna
            jednak jedno jednym jego jej jemu jest jestem jesteśmy jeszcze jeśli jeżeli już każda
            każde każdego każdej każdy kiedy kilka kilku kim kto która które którego której który
            których którym którymi którzy ku lecz lub ma mają mam mamy mi miał miała mieli mieć mimo
            mnie mną mogą moja moje może można musi muszą my mój mówi mówił na nad nadal nam nami
            nas nasz nasza nasze natomiast nawet nic nich nie niego niej niemu nigdy nim nimi niż no
            o obok od około on ona one oni ono oraz pan pani po pod podczas pomiędzy ponad ponieważ
            potem powiedział powiedziała poza prawie przed przede przez przy raz razem również sam
            sama same się skąd sobie sobą swoich swoim swoje swojej swoją swój są ta tak taka taki
            takie także tam te tego tej temu ten też to tobie tu tuż twój ty tych tylko tym tymi tą
            tę u w wam was wcale we według wiele wielu więc więcej wraz wszyscy wszystkich wszystkie
            wszystko wtedy wy z za zawsze zbyt ze znów został została zostało zostały żaden żadna
            żadne że żeby
        """,
}
