"""From words to a model's own symbols: phonemes, and what each family of models expects of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from briefing.voice.neural.models import Model
from briefing.voice.neural.pieces import Run
from briefing.voice.neural.pronounce import Phonemiser
from briefing.voice.neural.vocabulary import fitted


def in_symbols(model: Model, accent: str, runs: Sequence[Run], phonemiser: Phonemiser) -> list[str]:
    """Return each run in the symbols of ``model``; IPA is taken as it is, words are looked up."""
    words = [text for text, is_ipa in runs if not is_ipa]
    if model.letters:
        sounds = iter([unicodedata.normalize("NFD", text.casefold()) for text in words])
    else:
        sounds = iter(phonemiser.phonemes(words, accent) if words else [])
    narrow = _condenses(model, accent)
    said = []
    for text, is_ipa in runs:
        ipa = _IPA_MARKS.sub("", text) if is_ipa else next(sounds)
        ipa = _condensed(ipa, american=accent == "en-us") if narrow else ipa
        said.append(" ".join(fitted(ipa, model.symbols, apart=model.family == "vits").split()))
    return said


_IPA_MARKS = re.compile(r"[\[\]/.\u0361\u035c‿|]")
"""What dictionaries write around and between phonemes: brackets, syllables, ties."""


def _condenses(model: Model, accent: str) -> bool:
    """Return whether a model writes English diphthongs and affricates as one letter each.

    Kokoro does from version 1.0 on, trained on the alphabet of its own grapheme-to-phoneme rules.
    """
    english = accent.partition("-")[0] == "en"
    later = model.metadata.get("version", "1").strip() not in {"", "0", "1"}
    return model.family == "kokoro" and english and later and set("AIOWY") <= model.symbols.keys()


_BOTH = (
    ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"), ("əl", "ᵊl"),
    ("ɐ", "ə"), ("r", "ɹ"), ("x", "k"), ("ʔn", "tᵊn"), ("\u0303", ""), ("\u0329", ""),
)  # fmt: skip
_AMERICAN = (("oʊ", "O"), ("ɜː", "ɜɹ"), ("ɜɹɹ", "ɜɹ"), ("ɚ", "əɹ"), ("əɹɹ", "əɹ"), ("ɪə", "iə"),
             ("ː", ""), ("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t"))  # fmt: skip
_BRITISH = (("əʊ", "Q"), ("eə", "ɛː"), ("iə", "ɪə"), ("ɚ", "ə"), ("ʔ", "t"))


def _condensed(ipa: str, *, american: bool) -> str:
    """Return English IPA with one letter for each diphthong and affricate.

    >>> _condensed("ɡˌoʊ tʃˈaɪld", american=True)
    'ɡˌO ʧˈIld'
    """
    for sounds, letter in (*_BOTH, *(_AMERICAN if american else _BRITISH)):
        ipa = ipa.replace(sounds, letter)
    return ipa
