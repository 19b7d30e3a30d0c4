"""The company: the engines a run may cast, opened when they are first needed."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.errors import UsageError, VoiceError
from briefing.plugins import plugin, plugins
from briefing.voice.engine import Configurable, Engine, Setup, Status

GROUP = "briefing.engines"


def built(setup: Setup) -> Engine:
    """Return a new engine as ``setup`` says, whether or not it can run here.

    Raises ``UsageError`` when there is no such plug-in, it cannot be imported, or the setup has
    options it does not take.
    """
    found = plugin(GROUP, "speech engine", setup.kind or setup.name)
    kind = found.found()
    if isinstance(kind, Configurable):
        return kind.configured(setup)
    if setup.options or setup.name != (setup.kind or setup.name):
        raise UsageError(
            f"The engine {setup.kind or setup.name!r} has no options and no other name.",
            where=f"engines.{setup.name}",
            remedy="Take its table out of the settings.",
        )
    engine: Engine = found.load()
    return engine


def open_engine(setup: Setup) -> Engine:
    """Return a new engine as ``setup`` says, one that can run here.

    Raises ``UsageError`` as :func:`built` does, ``VoiceError`` with the reason and the remedy when
    it cannot run on this machine.
    """
    engine = built(setup)
    status = engine.status()
    if not status.ok:
        raise VoiceError(
            f"The engine cannot speak here: {status.detail}.",
            where=setup.name,
            remedy=status.remedy or "Choose another engine; `briefing voices` lists them.",
        )
    return engine


def engines(setups: Sequence[Setup] = ()) -> tuple[tuple[str, Engine | None, Status], ...]:
    """Return every engine by name, with whether it can run here: those installed and ``setups``.

    One that cannot even be made comes back as ``None``, with the reason in its status.
    """
    named = {name: Setup(name) for name in plugins(GROUP)} | {one.name: one for one in setups}
    return tuple(_examined(setup) for setup in named.values())


def _examined(setup: Setup) -> tuple[str, Engine | None, Status]:
    try:
        engine = built(setup)
    except UsageError as error:
        return setup.name, None, Status(False, error.what, error.remedy)
    return setup.name, engine, engine.status()
