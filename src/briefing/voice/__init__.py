"""Voice: a script is cast, and engines turn its utterances into sound."""

from __future__ import annotations

from briefing.errors import UsageError, VoiceError
from briefing.plugins import plugin, plugins
from briefing.voice.cast import Casting, cast
from briefing.voice.engine import Engine, Status

__all__ = ["Casting", "Engine", "Status", "cast", "engines", "open_engine"]

_GROUP = "briefing.engines"


def open_engine(name: str) -> Engine:
    """Return a new engine called ``name`` that can run here.

    Raises ``UsageError`` when there is none of that name or it cannot be imported, ``VoiceError``
    with the reason and the remedy when it cannot run on this machine.
    """
    engine: Engine = plugin(_GROUP, "speech engine", name)
    status = engine.status()
    if not status.ok:
        raise VoiceError(
            f"The engine cannot speak here: {status.detail}.",
            where=name,
            remedy=status.remedy or "Choose another engine; `briefing voices` lists them.",
        )
    return engine


def engines() -> tuple[tuple[str, Engine | None, Status], ...]:
    """Return every installed engine by name, with whether it can run here.

    One that cannot even be imported comes back as ``None``, with the reason in its status.
    """
    return tuple(_examined(name) for name in plugins(_GROUP))


def _examined(name: str) -> tuple[str, Engine | None, Status]:
    try:
        engine: Engine = plugin(_GROUP, "speech engine", name)
    except UsageError as error:
        return name, None, Status(False, error.what, error.remedy)
    return name, engine, engine.status()
