"""The voices of a model: who speaks, which language, and whether a woman or a man."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from briefing.model import Voice
from briefing.voice.neural.configuration import inner

Sex = Literal["female", "male"]

_KOKORO_LANGUAGES = {
    "a": "en-us", "b": "en-gb", "e": "es", "f": "fr-fr", "h": "hi", "i": "it", "j": "ja",
    "p": "pt-br", "z": "zh",
}  # fmt: skip
"""The first letter of a Kokoro speaker, from the table of voices in its model card."""

_SEXES: Mapping[str, Sex] = {"f": "female", "m": "male"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks with a model."""

    voice: Voice
    number: int
    """In the model."""
    accent: str
    """The language whose phonemes it says, as eSpeak NG calls it."""


_NO_PHONEMES = frozenset({"ja", "zh"})
"""Languages of Kokoro's that eSpeak NG cannot read: Han characters, and tones of another kind."""


def speakers_of(
    name: str, family: str, metadata: Mapping[str, str], said: Mapping[str, Any]
) -> tuple[Speaker, ...]:
    """Return who speaks with a model, in its order.

    One speaker is called as the model is; of several, each is ``model#speaker``, by the name the
    model gives it or else by its number. Speakers of Kokoro whose language cannot be turned into
    phonemes here are left out.
    """
    accent = metadata["voice"]
    return tuple(
        Speaker(
            voice, number, voice.language if voice.language != language_of(metadata, "") else accent
        )
        for number, voice in enumerate(_voices(name, family, metadata, said))
        if family != "kokoro" or voice.language not in _NO_PHONEMES
    )


def _voices(
    name: str, family: str, metadata: Mapping[str, str], said: Mapping[str, Any]
) -> tuple[Voice, ...]:
    language = language_of(metadata, name)
    count = max(1, int(metadata["n_speakers"]))
    if count == 1:
        return (Voice(name, language, _sex(family, "", name)),)
    names = _names(metadata, said, count)
    return tuple(
        Voice(f"{name}#{one}", _language(family, one) or language, _sex(family, one, name))
        for one in names
    )


def _names(metadata: Mapping[str, str], said: Mapping[str, Any], count: int) -> list[str]:
    """Return as many names as there are speakers, each of its own."""
    names = [str(number) for number in range(count)]
    for number, name in enumerate(metadata.get("speaker_names", "").split(",")):
        _put(names, number, name)
    for entry in metadata.get("id2speaker", "").split(","):
        number_text, _, name = entry.partition("->")
        if number_text.strip().isdecimal():
            _put(names, int(number_text), name)
    for name, place in inner(said, "speaker_id_map").items():
        if isinstance(place, int):
            _put(names, place, name)
    return names


def _put(names: list[str], place: int, name: str) -> None:
    name = name.strip()
    typed = name and name.isprintable() and not name.isdecimal() and name not in names
    if 0 <= place < len(names) and typed:
        names[place] = name


def _language(family: str, speaker: str) -> str | None:
    """Return the language a Kokoro speaker's name tells."""
    told = family == "kokoro" and re.match(r"([a-z])[fm](_|$)", speaker)
    return _KOKORO_LANGUAGES.get(told[1]) if told else None


def _sex(family: str, speaker: str, model: str) -> Sex | None:
    """Return what a name tells: ``af_bella`` of Kokoro, ``expr-voice-2-f`` of Kitten."""
    if family == "kokoro" and (told := re.match(r"[a-z]([fm])(_|$)", speaker)):
        return _SEXES[told[1]]
    if told := re.search(r"[-_](?:voice-\d+-)([fm])$", speaker or model):
        return _SEXES[told[1]]
    return None


_ENGLISH_NAMES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it",
    "portuguese": "pt", "dutch": "nl", "polish": "pl", "russian": "ru", "chinese": "zh",
    "japanese": "ja", "korean": "ko", "ukrainian": "uk", "swedish": "sv",
}  # fmt: skip

_TAG = re.compile(r"(?:^|[-_])([a-z]{2,3})(?:[-_]([A-Z]{2}))?(?=[-_]|$)")
_NOT_TAGS = frozenset({"tts", "low", "ljs", "amy", "joe", "max", "voc"})


def language_of(metadata: Mapping[str, str], name: str) -> str:
    """Return a model's language tag, in lower case: what it says, else what its name says.

    >>> language_of({}, "vits-piper-de_DE-thorsten-low"), language_of({"voice": "en-us"}, "x")
    ('de-de', 'en-us')
    """
    voice = metadata.get("voice", "").strip().lower().replace("_", "-")
    if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9-]+)?", voice):
        return {"cmn": "zh"}.get(voice, voice)
    for found in _TAG.finditer(name):
        if found[2] or (found[1] not in _NOT_TAGS and len(found[1]) == 2):
            return "-".join(part.lower() for part in found.groups() if part)
    told = metadata.get("language", "").strip().lower().partition(" ")[0].partition("+")[0]
    return _ENGLISH_NAMES.get(told, told if re.fullmatch(r"[a-z]{2,3}", told) else "en")
