"""The company: the engines a run may cast, opened when they are first needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from briefing.errors import UsageError, VoiceError, unknown_name
from briefing.model import Voice
from briefing.plugins import Plugin, plugin, plugins
from briefing.voice.engine import Configurable, Engine, Ranked, Setup, Status
from briefing.voice.tongues import speaks

GROUP = "briefing.engines"

AUTO = "auto"
"""The name for the engine of the highest rank that can run here and has the language."""


@dataclass(frozen=True, slots=True)
class Member:
    """A voice and the engine that has it."""

    engine: str
    voice: Voice

    @property
    def name(self) -> str:
        """What to write to choose it wherever one is."""
        return f"{self.engine}:{self.voice.name}"


@dataclass(frozen=True, slots=True)
class Company:
    """The engines there are, the usual one, and one that stands in for any that fails."""

    setups: Mapping[str, Setup]
    """By what each engine is called here; with the whole environment."""
    usual: str = AUTO
    fallback: str | None = None
    out: frozenset[str] = frozenset()
    """Engines that failed: ``fallback`` speaks in their place."""
    _opened: dict[str, Engine] = field(default_factory=dict, compare=False, repr=False)

    def engine(self, name: str) -> Engine:
        """Return the engine called ``name``, open.

        Raises ``UsageError`` when there is none, ``VoiceError`` when it cannot run here.
        """
        if name not in self.setups:
            raise unknown_name("speech engine", name, (AUTO, *self.setups))
        if name not in self._opened:
            self._opened[name] = open_engine(self.setup(name))
        return self._opened[name]

    def setup(self, name: str) -> Setup:
        """Return what a worker needs to open the engine ``name`` as it is here."""
        return shown(self.setups[name])

    def without(self, name: str) -> Company:
        """Return the company in which the fallback speaks for the engine ``name``."""
        return replace(self, out=self.out | {name})

    def can_replace(self, name: str | None) -> bool:
        """Return whether there is another engine to speak for ``name``."""
        return self.fallback is not None and name not in {None, self.fallback, *self.out}

    def has(self, written: str) -> bool:
        """Return whether the voice ``written`` is of an engine that has not failed."""
        return (self._parsed(written)[0] or self.usual) not in self.out

    def find(self, written: str) -> Member:
        """Return the voice ``written``: a name of the usual engine's, or ``engine:name``.

        Raises ``VoiceError`` with near names when there is none.
        """
        engine, name = self._parsed(written)
        refused: VoiceError | None = None
        for candidate in [engine] if engine else self._usual():
            try:
                return Member(candidate, self.engine(candidate).find(name))
            except VoiceError as error:
                refused = error
        assert refused is not None
        raise refused

    def suggest(self, role: str, language: str) -> Member:
        """Return the voice for ``role`` in ``language``: of the first engine that has any."""
        found = [Member(name, self.engine(name).suggest(role, language)) for name in self._usual()]
        fitting = (member for member in found if speaks(member.voice.language, language))
        return next(fitting, found[-1])

    def close(self) -> None:
        """Close every engine that was opened."""
        for engine in self._opened.values():
            engine.close()
        self._opened.clear()

    def _parsed(self, written: str) -> tuple[str | None, str]:
        engine, colon, name = written.partition(":")
        return (engine, name) if colon and engine in self.setups else (None, written)

    def _usual(self) -> tuple[str, ...]:
        """Return the usual engine, or for ``auto`` those that can run here, the best first."""
        usual = self.usual if self.usual not in self.out else self.fallback
        if usual is not None and usual != AUTO:
            return (usual,)
        return tuple(self._ranked()) or (_LAST,)

    def _ranked(self) -> Iterator[str]:
        ranks = {name: _rank(setup) for name, setup in self.setups.items() if name not in self.out}
        for name in sorted(ranks, key=lambda name: (-ranks[name], name)):
            if ranks[name] and (name in self._opened or built(self.setups[name]).status().ok):
                yield name


_LAST = "pyttsx3"
"""What ``auto`` takes, and complains of, when nothing can run."""


def _rank(setup: Setup) -> int:
    try:
        kind = _plugin(setup).found()
    except UsageError:  # it cannot be imported, so it will not be chosen
        return 0
    return kind.rank if isinstance(kind, Ranked) else 0


def company(
    tables: Mapping[str, Mapping[str, Any]],
    base: Setup,
    *,
    usual: str = AUTO,
    fallback: str | None = None,
) -> Company:
    """Return the company of the engines installed and those that ``tables`` name.

    ``tables`` is ``[engines]`` of the settings; ``base`` holds what all of them share. Raises
    ``UsageError`` for a kind of engine that does not exist, and for ``usual`` or ``fallback``.
    """
    kinds = plugins(GROUP)
    setups = {
        name: _setup(name, tables.get(name, {}), base) for name in dict.fromkeys((*kinds, *tables))
    }
    for setup in setups.values():
        if setup.kind not in kinds:
            raise unknown_name("kind of speech engine", setup.kind, tuple(kinds))
    for wanted in (usual, fallback):
        if wanted is not None and wanted != AUTO and wanted not in setups:
            raise unknown_name("speech engine", wanted, (AUTO, *setups))
    return Company(setups, usual, fallback)


def _setup(name: str, table: Mapping[str, Any], base: Setup) -> Setup:
    options = {key: value for key, value in table.items() if key != "kind"}
    return replace(base, name=name, kind=table.get("kind", name), options=options)


def shown(setup: Setup) -> Setup:
    """Return ``setup`` with no other variables of the environment than its engine's class names."""
    found = _plugin(setup)
    kind = found.found()
    named = kind.variables if isinstance(kind, Configurable) else ()
    environment = {key: setup.environment[key] for key in named if key in setup.environment}
    return replace(setup, environment=environment, plugin=found)


def _plugin(setup: Setup) -> Plugin:
    return setup.plugin or plugin(GROUP, "speech engine", setup.kind or setup.name)


def built(setup: Setup) -> Engine:
    """Return a new engine as ``setup`` says, whether or not it can run here.

    Raises ``UsageError`` when there is no such plug-in, it cannot be imported, or the setup has
    options it does not take.
    """
    found = _plugin(setup)
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
        error = VoiceError(
            f"The engine cannot speak here: {status.detail}.",
            where=setup.name,
            remedy=status.remedy or "Choose another engine; `briefing voices` lists them.",
        )
        error.engine = setup.name
        raise error
    return engine


def engines(company: Company) -> tuple[tuple[str, Engine | None, Status], ...]:
    """Return each engine of ``company`` by name, with whether it can run here.

    One that cannot even be made comes back as ``None``, with the reason in its status.
    """
    return tuple(_examined(company, name) for name in company.setups)


def _examined(company: Company, name: str) -> tuple[str, Engine | None, Status]:
    try:
        engine = built(company.setup(name))
    except UsageError as error:
        return name, None, Status(False, error.what, error.remedy)
    return name, engine, engine.status()
