"""X-SAMPA, the IPA in ASCII, as IPA.

J. C. Wells, "Computer-coding the IPA: a proposed extension of SAMPA" (1995).
"""

from __future__ import annotations

import re

_PAIRS = r"""
    b_< ɓ d` ɖ d_< ɗ g_< ɠ G\_< ʛ J\_< ʄ h\ ɦ j\ ʝ l` ɭ l\ ɺ n` ɳ p\ ɸ r` ɽ r\` ɻ r\ ɹ s` ʂ s\ ɕ
    t` ʈ v\ ʋ x\ ɧ z` ʐ z\ ʑ A ɑ B\ ʙ B β C ç D ð E ɛ F ɱ G\ ɢ G ɣ H\ ʜ H ɥ I\ ᵻ I ɪ J\ ɟ J ɲ K\ ɮ
    K ɬ L\ ʟ L ʎ M\ ɰ M ɯ N\ ɴ N ŋ O\ ʘ O ɔ P ʋ Q ɒ R\ ʀ R ʁ S ʃ T θ U\ ᵿ U ʊ V ʌ W ʍ X\ ħ X χ Y ʏ
    Z ʒ " ˈ % ˌ : ː :\ ˑ @` ɚ @\ ɘ @ ə { æ } ʉ 1 ɨ 2 ø 3` ɝ 3\ ɞ 3 ɜ 4 ɾ 5 ɫ 6 ɐ 7 ɤ 8 ɵ 9 œ & ɶ
    ?\ ʕ ? ʔ <\ ʢ >\ ʡ !\ ǃ ! ꜜ ^ ꜛ |\ ǀ |\|\ ǁ =\ ǂ -\ ‿ ' ʲ _' ʲ _h ʰ _w ʷ _j ʲ _> ʼ _n ⁿ _l ˡ
    _G ˠ _?\ ˤ ` ˞
"""
_COMBINING = {
    "~": "\u0303",
    "=": "\u0329",
    "_~": "\u0303",
    "_=": "\u0329",
    '_"': "\u0308",
    "_0": "\u0325",
    "_v": "\u032c",
    "_^": "\u032f",
    "_}": "\u031a",
    "_d": "\u032a",
    "_a": "\u033a",
    "_m": "\u033b",
    "_o": "\u031e",
    "_r": "\u031d",
    "_t": "\u0324",
    "_k": "\u0330",
    "_x": "\u033d",
    "_c": "\u031c",
    "_O": "\u0339",
    "_A": "\u0318",
    "_q": "\u0319",
    "_e": "\u0334",
    "_N": "\u033c",
    "_+": "\u031f",
    "_-": "\u0320",
    "_": "\u0361",
}
_SYMBOLS = dict(zip(_PAIRS.split()[::2], _PAIRS.split()[1::2], strict=True)) | _COMBINING

_PLAIN = "abcdefghijklmnopqrstuvwxyz -|."
_KNOWN = _SYMBOLS | {letter: letter for letter in _PLAIN if letter not in _SYMBOLS}
_SYMBOL = re.compile(
    "|".join(map(re.escape, sorted(_KNOWN, key=lambda symbol: (-len(symbol), symbol))))
)


def ipa_of(sampa: str) -> str | None:
    """Return X-SAMPA as IPA; ``None`` when there is a sign in it that X-SAMPA does not have."""
    if _SYMBOL.sub("", sampa):
        return None
    return _SYMBOL.sub(lambda symbol: _KNOWN[symbol[0]], sampa)
