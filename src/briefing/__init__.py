"""briefing: turn articles into a podcast, offline.

The same line the command walks, from Python::

    from pathlib import Path
    from briefing import Settings, fetch, make_episode

    settings = Settings(output=Path("output"), minutes=3)
    made = make_episode([fetch("article.md")], settings)
    print(made.mp3, made.episode.duration)

Names are imported when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.errors import BriefingError
    from briefing.machine import kit, make_episode
    from briefing.make import Kit, Made, draft_script
    from briefing.model import Document, Script, Source
    from briefing.read import fetch
    from briefing.script import compose, parse
    from briefing.settings import Settings

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
]

_HOMES = {
    "BriefingError": "errors",
    "Document": "model",
    "Kit": "make",
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
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'briefing' has no attribute {name!r}")
    return getattr(import_module(f"briefing.{_HOMES[name]}"), name)
