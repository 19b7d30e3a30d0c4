"""How fast and how high eSpeak NG must be asked to speak for what is heard to be as wished.

Pace: the library's words are not ours (six characters with their blank), and differ by language.
The table was measured by ``benchmarks/pace.py``: clear sentences said at 150, by language, against
the same sentences in English; English itself against 63 sentences of news. One factor does for all
rates: from 110 to 400 it holds within 5 %. Variants share it but for those listed.
"""

from __future__ import annotations

import math

_ENGLISH = 1.06
"""Words heard a minute for each asked for: 1.04 in news, 1.14 in sentences without a comma."""

_USUAL = 0.87
"""The median of the languages measured; taken for the others."""

_BY_LANGUAGE = {
    "af": 0.95, "ar": 0.97, "az": 0.78, "be": 0.81, "bg": 0.88, "bn": 0.69, "bs": 0.95,
    "ca": 1.02, "cmn": 0.85, "cs": 0.87, "cy": 0.95, "da": 1.09, "de": 1.03, "el": 0.97,
    "en": 1.00, "eo": 0.89, "es": 0.97, "es-419": 0.89, "et": 0.79, "eu": 0.78, "fa": 1.00,
    "fi": 0.86, "fr": 1.17, "ga": 1.05, "gd": 1.09, "hak": 0.85, "he": 0.94, "hi": 0.87,
    "hr": 0.94, "hu": 0.83, "hy": 0.77, "ia": 0.93, "id": 0.86, "io": 0.90, "is": 0.85,
    "it": 0.96, "ja": 1.00, "ka": 0.77, "kk": 0.89, "kn": 0.74, "ko": 1.00, "ky": 0.79,
    "lt": 0.78, "lv": 0.85, "mk": 0.89, "ml": 0.91, "mr": 0.81, "ms": 0.87, "nb": 0.90,
    "ne": 0.76, "nl": 0.97, "pl": 0.82, "pt": 0.91, "pt-br": 0.87, "ro": 0.87, "ru": 1.08,
    "sk": 0.87, "sl": 0.77, "sq": 0.87, "sr": 0.92, "sv": 0.90, "sw": 0.72, "te": 0.74,
    "th": 1.00, "tk": 0.82, "tr": 0.79, "tt": 0.90, "ug": 0.86, "uk": 0.82, "ur": 1.00,
    "uz": 0.87, "vi": 1.06, "yue": 0.85,
}  # fmt: skip
"""Characters heard in a language for each in English, at the same rate asked for.

Scripts that leave out vowels or write whole syllables need fewer characters for a word. There the
figure is set against what people read in a minute, as S. Trauzettel-Klosinski and K. Dietz measured
it, "Standardized assessment of reading performance: the new International Reading Speed Texts
IReST", Investigative Ophthalmology & Visual Science 53 (2012): Arabic 0.62 of the characters of
English, Chinese 0.26, Hebrew 0.84; Persian, Urdu, Thai, Korean and Japanese as fast as the library
has them."""


_BY_VARIANT = {
    "Alicia": 0.87, "Andrea": 1.18, "AnxiousAndy": 0.80, "Demonic": 0.91, "Marco": 0.73,
    "RicishayMax2": 1.11, "RicishayMax3": 1.09, "UniRobot": 1.20, "anika": 1.18,
    "anikaRobot": 1.18, "antonio": 1.17, "pedro": 1.17, "robosoft": 1.15, "robosoft2": 1.16,
    "robosoft3": 1.16, "robosoft4": 1.16, "robosoft5": 1.16, "robosoft7": 1.16,
}  # fmt: skip
"""Words heard for each of the plain voice's, where a variant stretches its syllables by over 8 %.
Measured on twenty sentences of news; all others are within 5 %."""


def asked_rate(rate: float, language: str, variant: str = "") -> int:
    """Return what to ask of the library for ``rate`` words a minute to be heard.

    ``language`` is the tag of one of its voices.
    """
    known = _BY_LANGUAGE.get(language, _BY_LANGUAGE.get(language.partition("-")[0], _USUAL))
    return round(rate / (_ENGLISH * known * _BY_VARIANT.get(variant, 1.0)))


_FIXED = 0.34
"""The part of a voice's pitch that the library's parameter leaves alone; the rest it doubles from
50 to 100 and halves from 50 to 0. The same for all voices measured, within 0.3 semitones."""

_MIDDLE, _HIGHEST = 50, 100


def asked_pitch(semitones: float) -> tuple[int, float]:
    """Return the library's parameter for a pitch, and the semitones that are out of its reach.

    It reaches from -7.1 to 9 semitones, in steps of a sixth, and leaves the formants nearly where
    they are: a voice stays the same person.
    """
    reached = min(max(semitones, _semitones(0)), _semitones(_HIGHEST))
    moved = (2 ** (reached / 12) - _FIXED) / (1 - _FIXED)
    return round(_MIDDLE * (1 + math.log2(moved))), semitones - reached


def _semitones(parameter: int) -> float:
    """Return how many semitones above a voice's own pitch a parameter raises it."""
    return 12 * math.log2(_FIXED + (1 - _FIXED) * 2 ** (parameter / _MIDDLE - 1))
