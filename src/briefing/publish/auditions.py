"""Auditions: a page on which voices can be heard one beside the other, and chosen by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from briefing.publish.page import rendered


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
    """Return the page of ``heard``, by language and name."""
    ordered = sorted(heard, key=lambda one: (one.language, one.name))
    groups = [
        (language, [(one, quote(one.file)) for one in voices])
        for language, voices in groupby(ordered, key=lambda one: one.language)
    ]
    return rendered("auditions.html.j2", groups=groups)
