"""Voices that a person lists in the settings, for engines that cannot ask what voices there are.

::

    voices = ["slt", "rms"]                                     # with language = "en-us"
    voices = { anna = { language = "de", sex = "female" } }
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from briefing.errors import VoiceError
from briefing.model import Voice
from briefing.voice._names import unknown_voice
from briefing.voice._options import Options
from briefing.voice.tongues import speaks

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice that is listed, and what has to be known to ask for it."""

    voice: Voice
    called: str
    """What the server or the program calls it."""
    natural: float
    """Words a minute at its own pace, a word being six characters with its blank."""
    arguments: tuple[str, ...] = ()
    """What a program is given for this voice alone."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The voices of one engine, and which of them a role has."""

    engine: str
    speakers: tuple[Speaker, ...]
    roles: Mapping[str, str]

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices in the order in which they are listed."""
        return tuple(speaker.voice for speaker in self.speakers)

    def speaker(self, name: str) -> Speaker:
        """Return who is called ``name``; raises ``VoiceError`` naming near ones."""
        for speaker in self.speakers:
            if speaker.voice.name == name:
                return speaker
        raise unknown_voice(self.engine, name, [voice.name for voice in self.voices])

    def suggest(self, role: str, language: str) -> Voice:
        """Return the voice of ``role`` in ``language``: the one named for it, if that speaks it.

        Else the host has the first of the language, the questioner one of the other sex if one is
        known to be, and quotations a third. Where nothing speaks the language, English does.
        """
        fitting = self._fitting(language)
        chosen = {voice.name: voice for voice in fitting}
        host = chosen.get(self.roles.get("host", ""), fitting[0])
        others = [voice for voice in fitting if voice != host] or [host]
        contrary = (voice for voice in others if {voice.sex, host.sex} == {"female", "male"})
        questioner = chosen.get(self.roles.get("questioner", ""), next(contrary, others[0]))
        third = next((voice for voice in others if voice != questioner), questioner)
        parts = {"questioner": questioner, "quote": third}
        return chosen.get(self.roles.get(role, ""), parts.get(role, host))

    def _fitting(self, language: str) -> list[Voice]:
        """Return the voices for ``language``, those of its region first: never none."""
        tag = language.lower().replace("_", "-")
        for wanted in (tag, "en"):
            fit = [voice for voice in self.voices if speaks(voice.language, wanted)]
            if fit:
                return sorted(fit, key=lambda voice: voice.language != wanted)
        return list(self.voices)


def listed(
    options: Options, engine: str, usual: Sequence[str], *, natural: float, roles: Mapping[str, str]
) -> Listed:
    """Return the voices that ``options`` list, or those called ``usual`` if they list none.

    Reads ``voices``, ``language``, ``natural-rate`` and ``roles``. ``roles`` holds those that go
    for the usual voices. Raises ``UsageError`` for what cannot be used.
    """
    natural = options.number("natural-rate", natural, 40, 600)
    language = _language(options, "mul")
    named = options.pairs("roles")
    if not options.has("voices"):
        speakers = [Speaker(Voice(name, language), name, natural) for name in usual]
        named = {**roles, **named}
    elif isinstance(options.raw("voices"), Mapping):
        speakers = [
            _speaker(options.within("voices", name), name, language, natural)
            for name in options.table("voices")
        ]
    else:
        names = options.texts("voices")
        speakers = [Speaker(Voice(name, language), name, natural) for name in names]
    found = Listed(engine, tuple(speakers), named)
    _check(options, found)
    return found


def _speaker(options: Options, name: str, language: str, natural: float) -> Speaker:
    sex = options.one_of("sex", ("female", "male", ""), "")
    voice = Voice(
        name, _language(options, language), cast(Literal["female", "male"], sex) if sex else None
    )
    called = options.text("name", name)
    natural = options.number("natural-rate", natural, 40, 600)
    speaker = Speaker(voice, called, natural, options.texts("arguments"))
    options.end()
    return speaker


def _language(options: Options, default: str) -> str:
    tag = options.text("language", default)
    if not _TAG.fullmatch(tag):
        raise options.refused("language", "a language tag such as en-gb")
    return tag.lower().replace("_", "-")


def _check(options: Options, found: Listed) -> None:
    names = [voice.name for voice in found.voices]
    if not names or len(set(names)) < len(names):
        raise options.refused("voices", "a list of voices, each once")
    for name in names:
        if name != name.strip() or not name or not name.isprintable():
            raise options.refused("voices", "a list of names on one line each")
    for name in found.roles.values():
        try:
            found.speaker(name)
        except VoiceError as error:
            raise options.refused("roles", f"a table of listed voices, not {name!r}") from error
