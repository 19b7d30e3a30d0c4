"""The doors for others: engines, readers and summarisers, found by entry point.

Ours are declared in ``pyproject.toml`` like anyone's. Loading one ends in an object or in a reason,
never in a crash, so a broken package of somebody else's cannot stop a run that does not need it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from briefing.errors import UsageError, unknown_name


@dataclass(frozen=True, slots=True)
class Plugin:
    """A named plug-in that has not been imported yet. A plain value: it travels to any worker."""

    name: str
    place: str
    """Where its class is, ``package.module:Class``."""

    def found(self) -> Any:
        """Import it and return its class; raises ``UsageError`` with the reason it cannot."""
        module, _, name = self.place.partition(":")
        try:
            return getattr(import_module(module), name)
        except Exception as error:  # somebody else's code: whatever it raises is the reason
            raise self.broken(error) from error

    def load(self) -> Any:
        """Import it and return a new instance; raises ``UsageError`` with the reason it cannot."""
        kind = self.found()
        try:
            return kind()
        except Exception as error:
            raise self.broken(error) from error

    def broken(self, error: Exception) -> UsageError:
        """Return the refusal of a plug-in that raised ``error`` when it was imported or made."""
        return UsageError(
            f"The plug-in {self.name!r} ({self.place}) cannot be loaded: {error!r}.",
            remedy="Mend or uninstall the package it comes from.",
        )


def plugins(group: str) -> dict[str, Plugin]:
    """Return the plug-ins of ``group`` by name, in alphabetical order, without importing any."""
    declared = _declared(tuple(sys.path)).select(group=group)
    found = {entry.name: Plugin(entry.name, entry.value) for entry in declared}
    return dict(sorted(found.items()))


@cache
def _declared(path: tuple[str, ...]) -> Any:
    """Return what all packages on ``path`` declare; each has a file to be read for it."""
    del path
    from importlib.metadata import entry_points  # it takes a while, and workers need none

    return entry_points()


def plugin(group: str, kind: str, name: str) -> Plugin:
    """Return the plug-in called ``name``, not imported yet.

    Raises ``UsageError`` if there is none; the message lists those there are.
    """
    known = plugins(group)
    if name not in known:
        raise unknown_name(kind, name, tuple(known))
    return known[name]
