r"""The notation: a script as a screenplay. ``parse`` and ``compose`` are inverse.

::

    title: Lamps on the harbour wall
    language: en
    source: Lamps on the harbour wall <https://example.org/lamps>
    author: Ada Marsh

    == Why now

    host: Fishermen asked for the lamps in 2019. <1:s1.1.1>
    pause: 600 ms
    quote: We can see the steps again. <1:s1.2.1>
    quote[fr]: On revoit les marches. <1:s1.2.2>
    sting: section

One sentence a line; a blank line ends a paragraph; ``==`` opens a segment, which becomes a chapter;
``#`` opens a comment. A ``source`` may be followed by its ``author``. A language in brackets is the
line's own, where it is not the script's. A sting is music: intro, section or closing. The addresses
in ``<...>`` name the source sentences a line says and may be missing. In a text, ``\`` takes the
meaning off the character after it, so ``\<`` is a plain ``<``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NoReturn

from briefing.errors import ScriptError
from briefing.model import STINGS, Address, Beat, Credit, Line, Pause, Script, Segment, Sting
from briefing.units import Milliseconds

MAX_PAUSE = Milliseconds(10_000)

_ROLE = r"[a-z][a-z0-9-]{0,31}"
_HEADERS = ("title", "language", "show", "date", "guid", "source")
_AUTHOR = "author"
"""A header that a script may as well have for a role."""
_RESERVED = frozenset({*_HEADERS, "pause", "sting"})
_TAG = r"\[([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,7})\]"
_FIELD = re.compile(rf"({_ROLE})(?:{_TAG})?:(?:[ \t]+(.*))?")
_TEXT = re.compile(r"((?:\\.|[^<\\])*\\?)(?:<([^<>]*)>)?[ \t]*")
_PAUSE = re.compile(r"(?:([0-9]{1,6}) ?ms|([0-9]{1,3}(?:\.[0-9]{1,3})?) ?s)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\s]+")
_NOTATION = re.compile(rf"==|#|{_ROLE}(?:{_TAG})?:")


def clean(text: str) -> str:
    """Return ``text`` on one line: runs of blanks, line ends and control characters are one blank.

    This is the form in which the notation can hold a text, and gives it back unchanged.
    """
    return _CONTROL.sub(" ", text).strip()


def escape(text: str) -> str:
    """Return ``text`` as the notation writes it after ``role: ``."""
    return clean(text).replace("\\", "\\\\").replace("<", "\\<")


def escape_anywhere(text: str) -> str:
    """Return ``text`` so that it is no notation even at the very beginning of a line."""
    escaped = escape(text)
    return f"\\{escaped}" if _NOTATION.match(escaped) else escaped


def compose(script: Script) -> str:
    """Return the text form of ``script``; ``parse`` gives an equal script back.

    Texts are put on one line; paragraphs without beats and segments without them are not written.
    """
    return "\n".join([*_headers(script), *_segments(script.segments)]) + "\n"


def _headers(script: Script) -> Iterator[str]:
    for name in ("title", "language", "show", "date", "guid"):
        if value := getattr(script, name):
            yield f"{name}: {escape(value)}"
    for credit in script.credits:
        link = f" <{_link(credit.link)}>" if credit.link else ""
        yield f"source: {escape(credit.title)}{link}"
        if author := escape(credit.author or ""):
            yield f"author: {author}"


def _link(link: str) -> str:
    """Return an address in which nothing ends the brackets around it early (RFC 3986)."""
    return clean(link).replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")


def _segments(segments: Sequence[Segment]) -> Iterator[str]:
    for segment in segments:
        paragraphs = [paragraph for paragraph in segment.paragraphs if paragraph]
        if not paragraphs:
            continue
        yield ""
        yield f"== {escape(segment.title)}"
        for paragraph in paragraphs:
            yield ""
            yield from map(_beat, paragraph)


def _beat(beat: Beat) -> str:
    if isinstance(beat, Pause):
        return f"pause: {beat.length} ms"
    if isinstance(beat, Sting):
        return f"sting: {beat.name}"
    addresses = f" <{' '.join(map(str, beat.sources))}>" if beat.sources else ""
    language = f"[{beat.language}]" if beat.language else ""
    return f"{beat.role}{language}: {escape(beat.text)}{addresses}"


def parse(text: str, where: str) -> Script:
    """Return the script written as ``text``; ``where`` names it in errors.

    Raises ``ScriptError`` with the line and its number.
    """
    reader = _Parser(where)
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        reader.take(number, line.strip())
    return reader.script()


def parse_segments(text: str, where: str) -> tuple[Segment, ...]:
    """Return the segments written as ``text``, which has no header lines."""
    return parse(text, where).segments


class _Parser:
    """Takes a script line by line. Mutable, and gone when the script is there."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._headers: dict[str, str] = {}
        self._credits: list[Credit] = []
        self._segments: list[tuple[str, list[list[Beat]]]] = []
        self._number = 0
        self._shown = ""

    def take(self, number: int, line: str) -> None:
        self._number, self._shown = number, line
        if line.startswith("#"):
            return
        if line.startswith("=="):
            self._open(line[2:].strip())
        elif not line:
            if self._segments:
                self._segments[-1][1].append([])
        elif self._segments:
            self._segments[-1][1][-1].append(self._read_beat(line))
        else:
            self._header(line)

    def script(self) -> Script:
        segments = tuple(
            Segment(title, tuple(tuple(beats) for beats in paragraphs if beats))
            for title, paragraphs in self._segments
        )
        if not any(True for segment in segments for _ in segment.lines()):
            self._shown = ""
            self._refuse("There is nothing to say in this script", "Write a segment with a line")
        head = self._headers
        return Script(
            title=head.get("title") or segments[0].title,
            language=head.get("language", "en"),
            segments=tuple(segment for segment in segments if segment.paragraphs),
            show=head.get("show"),
            date=head.get("date"),
            guid=head.get("guid"),
            credits=tuple(self._credits),
        )

    def _open(self, title: str) -> None:
        title, link = self._split(title)
        if not title or link is not None:
            self._refuse("A segment needs a title", "Write it after the ==")
        self._segments.append((title, [[]]))

    def _header(self, line: str) -> None:
        field = _FIELD.fullmatch(line)
        if field is None or field[2] or field[1] not in {*_HEADERS, _AUTHOR}:
            named = ", ".join((*_HEADERS, _AUTHOR))
            self._refuse(
                "This is no header line",
                f"Before the first == come only {named}, each with a colon",
            )
        value, bracket = self._split(field[3] or "")
        if field[1] == "source":
            self._credits.append(Credit(value, bracket or None))
        elif bracket is not None or not value:
            self._refuse("This header has no plain text", "Write \\< for a plain <")
        elif field[1] == _AUTHOR:
            self._author(value)
        else:
            self._headers[field[1]] = value
        if field[1] == "date":
            self._check_date(value)

    def _author(self, value: str) -> None:
        if not self._credits or self._credits[-1].author:
            self._refuse("This author has no source", "Write each below a source of its own")
        self._credits[-1] = replace(self._credits[-1], author=value)

    def _check_date(self, value: str) -> None:
        from datetime import datetime

        try:
            datetime.fromisoformat(value)
        except ValueError:
            self._refuse("This is no date", "Write it as 2026-03-02T06:00:00+00:00")

    def _read_beat(self, line: str) -> Beat:
        field = _FIELD.fullmatch(line)
        if field is None:
            self._refuse("This line has no speaker", "Begin it with a role, as in `host: Hello.`")
        role, language, value = field[1], field[2], field[3] or ""
        if role == "pause" and not language:
            return self._pause(value)
        if role == "sting" and not language:
            return self._sting(value)
        if role in _RESERVED:
            self._refuse(f"{role!r} is no role", "Headers stand before the first ==")
        text, addresses = self._split(value)
        if not text:
            self._refuse("This line says nothing", "Write what is said, or take the line out")
        return Line(role, text, self._addresses(addresses or ""), language)

    def _pause(self, value: str) -> Pause:
        match = _PAUSE.fullmatch(value)
        length = (
            round(float(match[2]) * 1000) if match and match[2] else int(match[1] if match else -1)
        )
        if not 0 <= length <= MAX_PAUSE:
            self._refuse("This is no pause", f"Write `pause: 600 ms`, up to {MAX_PAUSE} ms")
        return Pause(Milliseconds(length))

    def _sting(self, value: str) -> Sting:
        if value not in STINGS:
            self._refuse("There is no such sting", f"Write one of: {', '.join(STINGS)}")
        return Sting(value)

    def _split(self, value: str) -> tuple[str, str | None]:
        match = _TEXT.fullmatch(value)
        if match is None:
            self._refuse("There is a stray < or > here", "Write \\< for a plain <")
        return clean(re.sub(r"\\(.)", r"\1", match[1])), match[2]

    def _addresses(self, text: str) -> tuple[Address, ...]:
        try:
            return tuple(Address.parse(part) for part in text.split())
        except ValueError as error:
            self._refuse(f"This is {error}", "Addresses look like <1:s2.1.3>; \\< is a plain <")

    def _refuse(self, what: str, remedy: str) -> NoReturn:
        shown = f": {self._shown[:80]!r}" if self._shown else ""
        raise ScriptError(
            f"{what}{shown}.", where=f"{self._where}, line {self._number}", remedy=f"{remedy}."
        )
