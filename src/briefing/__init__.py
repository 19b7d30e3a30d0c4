"""briefing: turn articles into a podcast, offline.

The same line the command walks, from Python::

    from pathlib import Path
    from briefing import Settings, fetch, make_episode

    settings = Settings(output=Path("output"), minutes=3)
    made = make_episode([fetch("article.md")], settings)
    print(made.mp3, made.episode.duration)

And what it understands and condenses, without any audio::

    document = briefing.read("article.md")
    print(briefing.summarise(document, words=150).text)

Names are imported when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefing.called import imported_when_used

if TYPE_CHECKING:
    from briefing.errors import BriefingError
    from briefing.library import read, summarise
    from briefing.machine import kit, make_episode
    from briefing.make import Made, draft_script
    from briefing.model import Document, Script, Source
    from briefing.read import fetch
    from briefing.script import compose, parse
    from briefing.settings import Settings
    from briefing.toolkit import Kit

__all__ = [
    "BriefingError",
    "Document",
    "Kit",
    "Made",
    "Script",
    "Settings",
    "Source",
    "compose",
    "draft_script",
    "fetch",
    "kit",
    "make_episode",
    "parse",
    "read",
    "summarise",
]

if not TYPE_CHECKING:
    _lazily = imported_when_used(
        __name__,
        {
            "BriefingError": "errors",
            "Document": "model",
            "Kit": "toolkit",
            "Made": "make",
            "Script": "model",
            "Settings": "settings",
            "Source": "model",
            "compose": "script",
            "draft_script": "make",
            "fetch": "read",
            "kit": "machine",
            "make_episode": "machine",
            "parse": "script",
        },
    )

    _PACKAGES = frozenset({"read", "summarise"})
    """Packages that can be called; see :mod:`briefing.called`."""

    def __getattr__(name: str) -> Any:
        return import_module(f"briefing.{name}") if name in _PACKAGES else _lazily(name)
