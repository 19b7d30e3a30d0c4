"""Cast: who speaks each line, and what exactly is heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefing.model import ROLES, Line, Notice, Part, Pronunciation, Script, Utterance
from briefing.voice.company import Company, Member
from briefing.voice.tongues import primary, speaks

SpokenForm = Callable[[str, str], tuple[str, tuple[Pronunciation, ...]]]
"""From a text and its language to what is said, and how parts of that sound."""


def plainly_spoken(text: str, language: str) -> tuple[str, tuple[Pronunciation, ...]]:
    """Return what is said for ``text`` where no lexicon has anything to say of it."""
    from briefing.voice.spoken import spoken_form

    return spoken_form(text, language), ()


@dataclass(frozen=True, slots=True)
class Casting:
    """A script as its engines will be asked to speak it."""

    utterances: tuple[Utterance, ...]
    """One a line, in the order of the script's lines."""
    gains: tuple[float, ...]
    """Decibels above the common level, one a line."""
    voices: tuple[tuple[str, str], ...]
    """Each role the script has lines for and its voice, ``engine:voice``, in order of appearance;
    where a line is in a language of its own, the role has that in brackets."""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Role:
    """What one role has in one language."""

    member: Member
    rate: int
    pitch: float
    gain: float
    chosen: bool
    """Whether a person chose the voice."""


def cast(
    script: Script, company: Company, *, parts: Sequence[Part], rate: int, say: SpokenForm
) -> Casting:
    """Return the utterances of ``script``: its lines in their spoken form, each with its voice.

    ``parts`` holds what a person chose, by role and language; where nothing is, the company's
    suggestion is taken. A role that is neither known nor among them is the host's to speak. A line
    in a language of its own is spoken by a voice of that language, if there is one. ``rate`` is in
    words a minute. Raises ``VoiceError`` when a voice that was chosen does not exist, whether or
    not a line needs it.
    """
    for part in parts:
        if part.voice is not None and company.has(part.voice):
            company.find(part.voice)
    casts = _Cast(script.language, company, tuple(parts), rate)
    lines = tuple(script.lines())
    wanted = dict.fromkeys((line.role, line.language) for line in lines)
    roles = {(role, tag): casts.role(role, tag) for role, tag in wanted}
    utterances = tuple(
        _utterance(line, script.language, roles[line.role, line.language], say) for line in lines
    )
    return Casting(
        utterances,
        tuple(roles[line.role, line.language].gain for line in lines),
        tuple(
            (f"{role}[{tag}]" if tag else role, found.member.name)
            for (role, tag), found in roles.items()
        ),
        (*casts.understudied(lines), *casts.foreign(roles)),
    )


def _utterance(line: Line, language: str, role: _Role, say: SpokenForm) -> Utterance:
    language = line.language or language
    spoken, pronunciations = say(line.text, language)
    return Utterance(
        engine=role.member.engine,
        voice=role.member.voice.name,
        rate=role.rate,
        spoken=ended(spoken),
        language=language,
        pitch=role.pitch,
        pronunciations=pronunciations,
    )


_LAST_ALPHABET = "\u058f"
"""Scripts up to the Armenian end a sentence with a full stop."""


def ended(spoken: str) -> str:
    """Return ``spoken`` with a full stop where nothing ends it: so a heading is said as one.

    Some voices break off in mid-air otherwise, and a server takes the text for a part of one.
    """
    last = spoken[-1:]
    return f"{spoken}." if last.isalnum() and last <= _LAST_ALPHABET else spoken


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who there is for a script in ``language``."""

    language: str
    company: Company
    parts: tuple[Part, ...]
    rate: int

    def role(self, name: str, tag: str | None) -> _Role:
        """Return what the role ``name`` has in the language ``tag``, or in the script's."""
        part = self._known(name)
        chosen = self._chosen(part, tag or self.language)
        member, is_chosen = self._member(part, tag, chosen)
        return _Role(
            member,
            rate=next((one.rate for one in chosen if one.rate is not None), self.rate),
            pitch=next((float(one.pitch) for one in chosen if one.pitch is not None), 0.0),
            gain=next((float(one.gain) for one in chosen if one.gain is not None), 0.0),
            chosen=is_chosen,
        )

    def _known(self, name: str) -> str:
        return name if name in ROLES or any(part.role == name for part in self.parts) else "host"

    def _chosen(self, role: str, language: str) -> list[Part]:
        """Return what was chosen for a role in a language, what is said of it in particular first.

        What comes later in ``parts`` goes before what comes earlier.
        """
        tag = language.lower()
        tags = {None: 0, primary(tag): 1, tag.partition("-")[0]: 1, tag: 2}
        fitting = [one for one in reversed(self.parts) if one.role == role and one.language in tags]
        return sorted(fitting, key=lambda one: -tags[one.language])

    def _member(self, role: str, tag: str | None, chosen: list[Part]) -> tuple[Member, bool]:
        """Return the voice of a role, and whether a person chose it.

        One chosen for every language does not speak a line of another that some voice knows.
        """
        voiced = [one for one in chosen if one.voice is not None and self.company.has(one.voice)]
        if voiced and voiced[0].voice is not None:
            member = self.company.find(voiced[0].voice)
            if tag is None or voiced[0].language or speaks(member.voice.language, tag):
                return member, True
        suggested = self.company.suggest(role, tag or self.language)
        if tag is None or speaks(suggested.voice.language, tag):
            return suggested, False
        return self._member(role, None, self._chosen(role, self.language))

    def understudied(self, lines: Sequence[Line]) -> Iterator[Notice]:
        """Yield a notice for each role the host has to speak."""
        for role in dict.fromkeys(line.role for line in lines):
            if self._known(role) != role:
                text = f"There is no voice for the role {role!r}; the host speaks it."
                yield Notice("role-unknown", text)

    def foreign(self, roles: dict[tuple[str, str | None], _Role]) -> Iterator[Notice]:
        """Yield a notice for each language no engine had a voice for."""
        strangers: dict[str, list[str]] = {}
        for (_, tag), found in roles.items():
            language = tag or self.language
            if (tag or not found.chosen) and not speaks(found.member.voice.language, language):
                strangers.setdefault(language, []).append(found.member.voice.name)
        for language, names in strangers.items():
            listed = ", ".join(dict.fromkeys(names))
            text = f"There is no voice for the language {language!r}; {listed} will do."
            yield Notice("no-voice-for-language", text)
