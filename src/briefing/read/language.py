"""Which language a text is in, by script and, within the Latin and Cyrillic ones, by small words.

Small words decide between languages that share a script: they are frequent and seldom borrowed
(Grefenstette 1995, "Comparing two language identification schemes").
"""

from __future__ import annotations

import re
from collections import Counter

DEFAULT = "en"
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_SMALL_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is that it was for on with as are this by be from at have not they",
        "de": "der die das und ist von zu den mit nicht ein eine auf für dem des im auch sich wird",
        "fr": "le la les des et est une que dans pour qui sur pas au par plus ce avec du cette aux",
        "es": "el la los las y es una que en para por con del se su lo al más como pero fue",
        "pt": "o a os as e é uma que em para não com do da no na ao mais como dos foi são",
        "it": "il di che e la è per una non con del della sono gli nel alla le anche più dei",
        "nl": "de het een en van is dat op te zijn met voor niet aan er ook bij naar worden maar",
        "sv": "och att det som en är på för av med den till inte ett har om de var från kan",
        "da": "og at det er en på til af som med den for ikke et har om de der var blev",
        "nb": "og å det er en på til av som med den for ikke et har om de ble også fra",
        "fi": "ja on ei se että oli hän mutta joka ovat myös kun niin sen ole vain tai mukaan",
        "pl": "i w na z nie się do to jest że o jak po co dla od przez ale są oraz",
        "cs": "a v na se je že s z o do to i pro ale jako byl od jsou které však",
        "ro": "și de la în cu pe este nu un o care să din pentru mai sunt ca au fost dar",
        "hu": "a az és hogy nem is egy van ez volt meg csak de mint vagy már még el",
        "tr": "ve bir bu için ile da de olarak çok daha ne gibi olan kadar sonra en değil",
        "id": "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke adalah",
        "sw": "ya na wa kwa ni katika za la kuwa hii yako cha lakini au kama vya",
        "af": "die van en het nie is wat vir sy om met deur ook na hulle dit sal was toe n",
        "ca": "el la els les i que en per amb una va és del al dels als més no però són",
        "sk": "a v na sa je že s z o do to aj pre ale ako pri by podľa bol od sú ktoré však",
        "vi": "và của là có không được người một trong những cho với các để này đã ở khi từ",
        "ru": "и в не на что с по как это к из от но он за для так его же было",
        "uk": "і в не на що з та до як це від за але він для є або у про",
        "bg": "и на да в се за от не че с по това са като е със или към",
        "be": "і ў не на што з да як гэта ад за але ён для яго каб або",
    }.items()
}

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    ("cyrillic", re.compile("[\u0400-\u052f]")),
    ("kana", re.compile("[\u3041-\u30ff]")),
    ("zh", re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")),
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7af]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
)

_CYRILLIC = ("ru", "uk", "bg", "be")
_PERSIAN = re.compile("[پچژگ]")


def detect(text: str) -> str:
    """Return the BCP 47 tag of the language ``text`` seems to be in; ``en`` when nothing tells."""
    sample = text[:_SAMPLE]
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    # A CJK character carries about what two or three Latin letters do.
    weights = {name: count * (3 if name in {"kana", "zh"} else 1) for name, count in counts.items()}
    if counts["kana"] * 10 > counts["zh"] and counts["kana"]:
        weights["kana"] += weights.pop("zh")
    script = max(weights, key=lambda name: weights[name])
    if not weights[script]:
        return DEFAULT
    if script == "kana":
        return "ja"
    if script == "ar":
        return "fa" if len(_PERSIAN.findall(sample)) * 50 > counts["ar"] else "ar"
    if script not in {"latin", "cyrillic"}:
        return script
    return _by_small_words(sample, cyrillic=script == "cyrillic")


_FEWEST_WORDS = 4
_CERTAIN = 0.2
"""The part of its words that must be small words of the other language."""


def foreign(text: str, language: str) -> str | None:
    """Return the language ``text`` is in, a BCP 47 tag, if it surely is not ``language``.

    For a sentence among others: it takes another script, or four words of which a fifth are small
    words of the other language, two of them different, and three times as many as of its own.
    """
    own = language.lower().partition("-")[0]
    found = detect(text)
    if found == own or _akin(found, own):
        return None
    if found not in _SMALL_WORDS or (found in _CYRILLIC) != (own in _CYRILLIC):
        return found
    # Capitals are names, and names travel: "Le Mans" is in no language.
    words = Counter(_WORD.findall(text[:1].lower() + text[1:]))
    if words.total() < _FEWEST_WORDS or own not in _SMALL_WORDS:
        return None
    other = [word for word in words if word in _SMALL_WORDS[found]]
    told = sum(words[word] for word in other)
    home = sum(words[word] for word in _SMALL_WORDS[own])
    return (
        found if len(other) > 1 and told >= _CERTAIN * words.total() and told > 3 * home else None
    )


def _akin(one: str, other: str) -> bool:
    """Return whether small words hardly tell two languages apart."""
    return any({one, other} <= group for group in _FAMILIES)


_FAMILIES = ({"nb", "nn", "no", "da", "sv"}, {"nl", "af"}, {"cs", "sk"}, {"pt", "gl", "es", "ca"})


def _by_small_words(sample: str, *, cyrillic: bool) -> str:
    words = Counter(_WORD.findall(sample.lower()))
    scores = {
        language: sum(min(words[word], words.total() // 4) for word in sorted(small))
        for language, small in _SMALL_WORDS.items()
        if (language in _CYRILLIC) == cyrillic
    }
    best = max(scores, key=lambda language: scores[language])
    fallback = "ru" if cyrillic else DEFAULT
    several = sum(word in words for word in _SMALL_WORDS[best]) > 1
    return best if several and scores[best] >= max(2, 0.03 * words.total()) else fallback
