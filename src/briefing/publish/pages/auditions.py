"""Auditions: a page on which voices can be heard one beside the other, and chosen by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from briefing.publish.pages.rendering import rendered


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice with its sample."""

    name: str
    """What to write to choose it."""
    language: str
    sex: str
    file: str
    """The MP3 beside the page."""
    said: str


def audition_page(heard: Sequence[Heard]) -> bytes:
    """Return the page of ``heard``, by language and name.

    What several voices say one after another is shown once, above the first of them.
    """
    ordered = sorted(heard, key=lambda one: (one.language, one.name))
    groups = [
        (language, list(_shown(voices)))
        for language, voices in groupby(ordered, key=lambda one: one.language)
    ]
    return rendered(
        "auditions.html.j2",
        styles=("style.css", "auditions.css"),
        language="en",
        direction="ltr",
        groups=groups,
    )


def _shown(voices: Iterator[Heard]) -> Iterator[tuple[Heard, str, str]]:
    """Yield each voice with the address of its sample, and what it says if that is new."""
    before = ""
    for one in voices:
        yield one, quote(one.file), one.said if one.said != before else ""
        before = one.said
