"""Script: a template tells a digest in the notation, which people may read, edit and speak."""

from __future__ import annotations

from briefing.script.forms import spoken_date
from briefing.script.notation import compose, parse
from briefing.script.phrases import introduction, spoken_phrases
from briefing.script.templates import templates, write

__all__ = [
    "compose",
    "introduction",
    "parse",
    "spoken_date",
    "spoken_phrases",
    "templates",
    "write",
]
