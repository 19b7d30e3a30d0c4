"""IPA as the phoneme mnemonics eSpeak NG takes between ``[[`` and ``]]``.

The mnemonics are those of the library's phoneme tables: a common stock of consonants, and vowels
that each language defines for itself. Which IPA a mnemonic stands for was read from release 1.52,
by having it trace ``[[b'Vb]]`` for each vowel and ``[[C]]`` for each consonant in IPA. A sound that
a language lacks gets the nearest it has, as a speaker of it would say a foreign name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LONGEST = 200
"""Characters of IPA: four times the longest name anybody should have to say in one breath."""


def mnemonics(ipa: str, language: str) -> str | None:
    """Return ``ipa`` as eSpeak NG's mnemonics for a voice of ``language``, a BCP 47 tag.

    English (``en`` is taken as American), German, French and Spanish are known. The answer is what
    belongs between ``[[`` and ``]]``, and holds neither. ``None`` when the language or a symbol is
    unknown, or nothing is left to say: then the word is better said as it is spelt.
    """
    table = _table_for(language)
    if table is None or len(ipa) > _LONGEST:
        return None
    said: list[str] = []
    stress, start = "", 0
    text = _stressed(_plain(ipa))
    for match in _symbols(table).finditer(text):
        if match.start() != start:
            return None
        symbol, start = match[0], match.end()
        if symbol in _STRESS:
            stress = _STRESS[symbol]
        elif symbol == " ":
            said.append(_WORD_END)
        else:
            said.append(f"{stress}{_SOUNDS[table][symbol]}")
            stress = ""
    spoken = "|".join(said).replace(f"|{_WORD_END}|", _WORD_END).strip(_WORD_END)
    return spoken if start == len(text) and spoken else None


_WORD_END = "||"
_STRESS = {"ˈ": "'", "ˌ": ","}

_SAME = str.maketrans({"ɡ": "g", "ʧ": "tʃ", "ʤ": "dʒ", "ʦ": "ts", "ʣ": "dz", "ʨ": "tɕ", "ʥ": "dʑ"})
_SAME |= str.maketrans({"'": "ˈ", "ʼ": "", ":": "ː", "ɝ": "ɜː", "˞": "ɹ", "ɫ": "l", "ɱ": "m"})
_SILENT = re.compile(r"[.|‖‿/\[\](){}\u0361\u035c\u032f\u032a\u0325\u030a\u031a\u0330ʰˑ↗↘-]")
"""Syllable and group marks, ties, brackets around IPA, and detail that no mnemonic has."""


def _plain(ipa: str) -> str:
    """Return ``ipa`` decomposed, with one way to write each sound and single blanks."""
    text = unicodedata.normalize("NFD", ipa).translate(_SAME)
    return " ".join(_SILENT.sub("", text).split())


_VOWELS = re.compile("[aeiouyæøœɐɑɒɔəɘɚɛɜɞɤɨɪɯɵʉʊʌʏᵻ]+")


def _stressed(text: str) -> str:
    """Return ``text`` with a stress mark if it is one syllable: dictionaries leave it out there."""
    one = "ˈ" not in text and " " not in text and len(_VOWELS.findall(text)) == 1
    return f"ˈ{text.lstrip('ˌ')}" if one else text


def _table_for(language: str) -> str | None:
    primary, _, rest = language.lower().replace("_", "-").partition("-")
    if primary == "en":
        return "en-us" if not rest or rest.startswith("us") else "en-gb"
    return primary if primary in _SOUNDS else None


@cache
def _symbols(table: str) -> re.Pattern[str]:
    """Return what finds the symbols of a table, longest first; stress marks and blanks too."""
    symbols = sorted((*_SOUNDS[table], *_STRESS, " "), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, symbols)))


def _read(pairs: str) -> dict[str, str]:
    """Return a table written as IPA and mnemonic in turn; ``+`` joins two mnemonics for one sound.

    A vowel is also the answer for its long form, where that has no line of its own.
    """
    words = unicodedata.normalize("NFD", pairs).split()
    table = {
        sound: mnemonic.replace("+", "|")
        for sound, mnemonic in zip(words[::2], words[1::2], strict=True)
    }
    return {f"{sound}ː": said for sound, said in table.items() if "ː" not in sound} | table


_CONSONANTS = """
    p p b b t t d d k k g g m m n n ŋ N f f v v θ T ð D s s z z ʃ S ʒ Z h h ɦ h ħ h j j w w l l
    tʃ tS dʒ dZ ts t+s dz d+z x x χ x ɣ Q ç C ɲ n^ ʎ l^ ʔ ? ʕ ? ɸ f β B ʋ v ʍ w ɬ l# ɮ l
    ɕ S; ʑ Z; tɕ tS; dʑ dZ; ʂ S ʐ Z ʝ J^ c k+j ɟ g+j q k ɢ g ʈ t ɖ d ɳ n ɭ l ɽ * ɻ r ɰ w ʟ l
    ɓ b ɗ d ɠ g m̩ m- n̩ n- ŋ̩ N- l̩ l- r r ɹ r ɾ * ʁ r ʀ r ɺ *
"""

_ENGLISH = """
    iː i: i i ɪ I ɛ E e E eː e: ɛː e@ æ a a a aː A: ɑː A: ɑ A: ɒ 0 ɒː O: ɔː O: ɔ O ʊ U u u: uː u:
    o oU oː o: ʌ V ɜː 3: ɜ 3: ə @ ɚ 3 ɐ a# ᵻ I# ɨ I# ʉ u: y u: ʏ U ø 3: œ 3: ɯ U ɤ V ɘ @ ɵ U ɞ 3:
    eɪ eI ei eI ɛɪ eI aɪ aI ai aI ɑɪ aI aʊ aU au aU ɑʊ aU əʊ oU oʊ oU ou oU əu oU ɔɪ OI ɔi OI oi OI
    oɪ OI ɔʏ OI eə e@ ɛə e@ ɪə i@ iə i@ ʊə U@ aɪə aI@ aʊə aU@
    ɑ̃ A~ ɔ̃ O~ õ O~ ã A~ ɛ̃ a+n œ̃ V+n ɥ w əl @L l̩ @L ə̃ @+n
"""

_SOUNDS = {
    "en-gb": _read(_CONSONANTS + _ENGLISH),
    "en-us": _read(
        _CONSONANTS
        + _ENGLISH
        + """
    ɑːɹ A@ ɑɹ A@ ɔːɹ O@ ɔɹ O@ ɛɹ e@ ɪɹ i@3 ʊɹ U@ aɪɚ aI3 əɹ 3 ɜːɹ 3: ɜɹ 3: ɚɹ 3
    ɑːr A@ ɑr A@ ɔːr O@ ɔr O@ ɛr e@ ɪr i@3 ʊr U@ ər 3 ɜːr 3: ɜr 3: ɚr 3
    """
    ),
    "de": _read(
        _CONSONANTS
        + """
    iː i: i i ɪ I yː y: y y ʏ y eː e: e e ɛ E ɛː E: øː Y: ø Y: œ W ə @ ɐ 3 ɜ 3 ɚ 3 ɜː Y: aː A: a a
    ɑː A: oː o: o o ɔ O ɔː o: uː u: u u ʊ U æ E ʌ a ɒ O ɨ I ʉ y: ɯ U ɤ o: ɘ @ ɵ W ᵻ I ɞ W
    aɪ aI ai aI aʊ aU au aU ɔʏ OY ɔɪ OY ɔi OY ɔy OY ɔø OY oi OY oɪ OY ɛɪ EI eɪ EI ei EI oʊ oU ou oU
    əʊ oU iɐ iR iːɐ i:+3 ʊɐ UR uːɐ u:+3 ɑ̃ A~ ã A~ ɛ̃ E+N œ̃ W~ ɔ̃ O~ õ O~ ɥ y r̩ 3
    ts ts pf pF ʍ v ʝ j ɾ r ɑ A
    """
    ),
    "fr": _read(
        _CONSONANTS
        + """
    i i y y u u e e ɛ E ø Y œ W ə @ a a ɑ a o o ɔ O ɪ i ʊ u æ a ʌ V ɒ O ɐ a ɜ W ɚ W ʏ y ɨ i ʉ y
    ɯ u ɤ o ɘ @ ɵ Y ᵻ i ɞ W ɥ y ɑ̃ A~ ã A~ ɛ̃ E~ æ̃ E~ œ̃ W~ ɔ̃ O~ õ O~ aɪ a+j aʊ a+w eɪ e+j
    oʊ oU əʊ oU ɔɪ O+j l̩ @+l m̩ @+m n̩ @+n ŋ̩ @+N r̩ @+r
    """
    ),
    "es": _read(
        _CONSONANTS
        + """
    a a e e i i o o u u ɛ E ɔ O ɪ i ʊ u ə e æ a ɑ a ʌ a ɒ o ɐ a ɜ e ɚ e+** y y ʏ y ø Y œ Y ɨ i ʉ u
    ɯ u ɤ o ɘ e ɵ Y ᵻ i ɞ Y ai aI aɪ aI aj aI au aU aʊ aU aw aU ei eI eɪ eI ej eI eu eU eʊ eU ew eU
    oi oI oɪ oI oj oI ɔɪ oI ui uI uɪ uI uj uI iu iU iʊ iU oʊ o+u əʊ o+u ɛɪ EI ã a+n ɑ̃ a+n ɛ̃ e+n
    ɔ̃ o+n õ o+n œ̃ e+n ɥ w ɾ ** ɹ ** r R2 ʀ R2 ʁ R2 ɽ ** ɺ ** h x ħ x ɦ x l̩ e+l m̩ e+m n̩ e+n
    ŋ̩ e+N r̩ e+** v v
    """
    ),
}
