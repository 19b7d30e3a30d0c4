"""The ground a text stands on: what its sources say, and what the text says beyond them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from briefing.guard.calendar import weekday_of
from briefing.guard.figures import figures, romans
from briefing.guard.folding import folded
from briefing.guard.forms.units import DROPPABLE, SAME
from briefing.guard.names import Named, Word, are_told, strangers, words_of
from briefing.guard.numerals import value_of
from briefing.guard.quotations import compared
from briefing.guard.readings import Figure, Reading
from briefing.guard.rounding import hedge_before, is_rounding
from briefing.guard.scan import Scan

UnsupportedKind = Literal["number", "date", "money", "percent", "unit", "name", "quotation"]


class Unsupported(NamedTuple):
    """Something a text says and its sources do not."""

    kind: UnsupportedKind
    text: str


class Rounded(NamedTuple):
    """A number that is not in the sources, but rounds one that is, and says so."""

    text: str
    """As it is said, with the word that says so: "nearly 50"."""
    source: str
    """The number of the source: "48"."""


class Ground:
    """What some sources say, laid out for comparing; each part when it is first asked for.

    Most sentences are told nearly as they stand, and most have no figures: those parts of the
    sources that nobody asks for need not be read.
    """

    def __init__(self, sources: Sequence[str], tag: str, known: Sequence[str] = ()) -> None:
        """Take ``sources`` in the language ``tag``; ``known`` may be named besides."""
        self.tag = tag
        self.language = tag.partition("-")[0].lower()
        self.sources = tuple(folded(source) for source in sources)
        self.known = tuple(folded(text) for text in known if text)

    @cached_property
    def written(self) -> dict[Reading, str]:
        """The readings of every figure of the sources, each with its words."""
        readings: dict[Reading, str] = {}
        for text in self.sources:
            scan = Scan.of(text, self.tag)
            for figure in figures(scan):
                said = text[figure.start : figure.end]
                readings.update(dict.fromkeys(figure.readings, said))
            readings |= {reading: "" for reading in romans(scan) if reading not in readings}
        return readings

    @cached_property
    def readings(self) -> frozenset[Reading]:
        """The readings of the sources' figures, and what follows from them."""
        return frozenset(_with_inferred(self.written))

    @cached_property
    def dates(self) -> tuple[Reading, ...]:
        """The dates of the sources."""
        return tuple(reading for reading in self.written if reading.unit == "@date")

    @cached_property
    def places(self) -> frozenset[int]:
        """The ordinals of the sources."""
        ordinals = (value[0] for unit, value in self.readings if unit == "@ordinal")
        return frozenset(place for place in ordinals if isinstance(place, int))

    @cached_property
    def named(self) -> Named:
        """The words of the sources by which names are known."""
        return Named.of(self.sources, self.language)

    @cached_property
    def known_names(self) -> Named:
        """The words of what is known besides."""
        return Named.of(self.known, self.language)

    def unsupported(self, text: str) -> tuple[Unsupported, ...]:
        """Return what ``text`` says and the sources do not, in the order it is said."""
        even = folded(text)
        if _is_told(even, self.sources):
            return ()
        said = figures(Scan.of(even, self.tag))
        quoted = compared(even, (*self.sources, *self.known))
        found = [
            (first, Unsupported("quotation", even[first:last])) for first, last in quoted.altered
        ]
        for figure in self._strange(said, even):
            words = even[figure.start : figure.end]
            found.append((figure.start, Unsupported(figure.kind, words)))
        taken = sorted([*((figure.start, figure.end) for figure in said), *quoted.told])
        for first, last in self._strangers(words_of(even), taken):
            found.append((first, Unsupported("name", even[first:last])))
        found.sort(key=lambda one: one[0])
        return tuple(dict.fromkeys(one for _, one in found))

    def rounded(self, text: str) -> tuple[Rounded, ...]:
        """Return the numbers of ``text`` that round one of the sources and say so."""
        even = folded(text)
        if _is_told(even, self.sources):
            return ()
        unsure = (one for one in figures(Scan.of(even, self.tag)) if not self._supports(one))
        return tuple(
            dict.fromkeys(one for figure in unsure if (one := self._rounded(figure, even)))
        )

    def _strangers(
        self, words: list[Word], taken: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        if are_told(words, self.sources):
            return []
        return strangers(words, self.named, self.known_names, taken, self.places)

    def _strange(self, said: Sequence[Figure], text: str) -> Iterator[Figure]:
        """Yield the figures that the sources do not have, no known text holds and none rounds."""
        masks = tuple(_occurrences(text, self.known)) if said else ()
        for figure in said:
            known = self._supports(figure) or _inside(figure, masks)
            if not known and not self._rounded(figure, text):
                yield figure

    def _supports(self, figure: Figure) -> bool:
        return _is_lone_one(figure) or any(self._has(reading) for reading in figure.readings)

    def _has(self, reading: Reading) -> bool:
        if reading in self.readings:
            return True
        unit, value = reading
        if unit == "@date":
            return any(_within(value, date.value) for date in self.dates)
        if unit == "":
            return self._has_bare(value)
        if unit == "@decade":
            return isinstance(value[0], int) and Reading(unit, (value[0] % 100,)) in self.written
        return any(Reading(other, value) in self.readings for other in SAME.get(unit, ()))

    def _has_bare(self, value: tuple[str | int | None, ...]) -> bool:
        if any(Reading(unit, value) in self.readings for unit in DROPPABLE):
            return True
        return any(value == value_of(str(date.value[0])) for date in self.dates if date.value[0])

    def _rounded(self, figure: Figure, text: str) -> Rounded | None:
        hedge = hedge_before(text, figure.start, self.language)
        if hedge is None:
            return None
        for unit, value in figure.readings:
            if unit[:1] == "@" and unit != "@age":
                continue
            units = (unit, *SAME.get(unit, ()))
            for source, said in self.written.items():
                if source.unit in units and is_rounding(value, source.value, hedge.sense):
                    return Rounded(text[hedge.start : figure.end], said)
        return None


def _with_inferred(readings: dict[Reading, str]) -> Iterator[Reading]:
    """Yield the readings and what follows from them: the weekday of a date, half of the clock."""
    for reading in readings:
        yield reading
        unit, value = reading
        if unit == "@date":
            weekday = weekday_of(reading)
            if weekday:
                yield weekday
            if value[2]:
                yield Reading("@ordinal", (value[2],))
        elif unit == "@clock" and isinstance(value[0], int):
            yield Reading("@clock12", (value[0] % 720,))
        elif unit == "@decade" and isinstance(value[0], int):
            yield Reading("@decade", (value[0] % 100,))


def _is_lone_one(figure: Figure) -> bool:
    """Tell whether this is "one" or "ein" with nothing counted: a pronoun or an article."""
    return figure.spelled and figure.readings == (Reading("", value_of("1")),)


def _within(part: tuple[str | int | None, ...], whole: tuple[str | int | None, ...]) -> bool:
    return all(one is None or one == other for one, other in zip(part, whole, strict=True))


def _is_told(text: str, sources: Sequence[str]) -> bool:
    """Tell whether ``text`` is a source, or sentences of one as they stand."""
    for source in sources:
        at = source.find(text) if text else -1
        if at < 0:
            continue
        after = source[at + len(text) :]
        opens = at == 0 or source[at - 2 : at] in (". ", "! ", "? ")
        closes = not after or (text[-1:] in ".!?" and after[:1] == " ")
        if opens and closes:
            return True
    return not text.strip()


def _occurrences(text: str, known: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a known text stands in ``text`` as it is: Studio 54 is a name, and no number."""
    for name in known:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text) if name else ():
            yield match.span()


def _inside(figure: Figure, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= figure.start and figure.end <= last for first, last in spans)
