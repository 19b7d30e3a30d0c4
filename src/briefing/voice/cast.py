"""Cast: who speaks each line, and what exactly is heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.model import ROLES, Notice, Script, Utterance, Voice
from briefing.voice.engine import Engine


@dataclass(frozen=True, slots=True)
class Casting:
    """A script as its engine will be asked to speak it."""

    utterances: tuple[Utterance, ...]
    """One a line, in the order of the script's lines."""
    voices: tuple[tuple[str, str], ...]
    """Each role the script has lines for and the name of its voice, in order of appearance."""
    notices: tuple[Notice, ...] = ()


def cast(script: Script, engine: Engine, *, voices: Mapping[str, str | None], rate: int) -> Casting:
    """Return the utterances of ``script``: its lines in their spoken form, each with its voice.

    ``voices`` holds the names a person chose, by role; where it holds ``None`` or nothing, the
    engine's suggestion for the script's language is taken. A role that is neither known nor named
    there is the host's to speak. ``rate`` is in words a minute. Raises ``VoiceError`` when a name
    that was chosen does not exist, whether or not a line needs it.
    """
    from briefing.voice.spoken import spoken_form

    chosen = {role: engine.find(name) for role, name in voices.items() if name is not None}
    lines = tuple(script.lines())
    parts = {
        role: _voice(role, script.language, engine, chosen)
        for role in dict.fromkeys(line.role for line in lines)
    }
    utterances = tuple(
        Utterance(
            engine=engine.name,
            voice=parts[line.role].name,
            rate=rate,
            spoken=spoken_form(line.text, script.language),
            language=script.language,
        )
        for line in lines
    )
    notices = (*_understudied(parts, chosen), *_foreign(parts, chosen, script.language))
    names = tuple((role, voice.name) for role, voice in parts.items())
    return Casting(utterances, names, notices)


def _voice(role: str, language: str, engine: Engine, chosen: Mapping[str, Voice]) -> Voice:
    part = role if role in chosen or role in ROLES else "host"
    return chosen[part] if part in chosen else engine.suggest(part, language)


def _understudied(parts: Mapping[str, Voice], chosen: Mapping[str, Voice]) -> tuple[Notice, ...]:
    return tuple(
        Notice("role-unknown", f"There is no voice for the role {role!r}; the host speaks it.")
        for role in parts
        if role not in ROLES and role not in chosen
    )


def _foreign(
    parts: Mapping[str, Voice], chosen: Mapping[str, Voice], language: str
) -> tuple[Notice, ...]:
    """Return a notice when the engine itself had nothing better than another language's voice."""
    strangers = dict.fromkeys(
        voice.name
        for role, voice in parts.items()
        if role not in chosen and not _speaks(voice.language, language)
    )
    if not strangers:
        return ()
    text = f"The engine has no voice for the language {language!r}; {', '.join(strangers)} will do."
    return (Notice("no-voice-for-language", text),)


_ANY = frozenset({"mul", "und"})
"""What a voice without a language of its own says it speaks (ISO 639-2)."""

_MACROLANGUAGE = {"cmn": "zh", "yue": "zh", "hak": "zh", "nb": "no", "nn": "no"}
"""Languages a text is as often tagged with the name of the group for (ISO 639-3)."""


def _speaks(voice: str, language: str) -> bool:
    return voice in _ANY or _primary(voice) == _primary(language)


def _primary(tag: str) -> str:
    primary = tag.lower().replace("_", "-").partition("-")[0]
    return _MACROLANGUAGE.get(primary, primary)
