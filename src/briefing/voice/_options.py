"""The options of one engine, as its table in the settings has them, each checked as it is read."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence
from typing import Any

from briefing.errors import UsageError


class Options:
    """A table of the settings, read option by option; :meth:`end` refuses what nobody read.

    Every method raises ``UsageError`` naming the option when it is not of the kind asked for.
    """

    def __init__(self, where: str, table: Mapping[str, Any]) -> None:
        """Take the table and what it is called in the settings, such as ``engines.kokoro``."""
        self.where = where
        self._table = table
        self._read: dict[str, None] = {}

    def has(self, name: str) -> bool:
        """Return whether the option is there."""
        self._read[name] = None
        return name in self._table

    def raw(self, name: str) -> object:
        """Return the option as it is; ``None``, if it is not there."""
        return self._table.get(name) if self.has(name) else None

    def text(self, name: str, default: str = "") -> str:
        """Return a text without control characters, its edges trimmed."""
        value = self._table[name] if self.has(name) else default
        if not isinstance(value, str) or not value.strip().isprintable():
            raise self.refused(name, "a text on one line")
        return value.strip()

    def one_of(self, name: str, choices: Sequence[str], default: str) -> str:
        """Return one of ``choices``."""
        value = self.text(name, default)
        if value not in choices:
            raise self.refused(name, f"one of: {', '.join(choices)}")
        return value

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """Return a number from ``low`` to ``high``."""
        value = self._table[name] if self.has(name) else default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refused(name, "a number")
        if not low <= value <= high:
            limits = f"from {low:g} to {high:g}" if math.isfinite(high) else f"{low:g} or more"
            raise self.refused(name, f"a number {limits}")
        return float(value)

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``."""
        value = self.number(name, default, low, high)
        if value != int(value):
            raise self.refused(name, "a whole number")
        return int(value)

    def switch(self, name: str, *, default: bool) -> bool:
        """Return ``True`` or ``False``."""
        value = self._table[name] if self.has(name) else default
        if not isinstance(value, bool):
            raise self.refused(name, "true or false")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; none, if it is not there."""
        value = self._table[name] if self.has(name) else ()
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise self.refused(name, "a list of texts")
        if any("\x00" in one for one in value):
            raise self.refused(name, "a list of texts without NUL")
        return tuple(value)

    def table(self, name: str) -> dict[str, Any]:
        """Return a table; an empty one, if it is not there."""
        value = self._table[name] if self.has(name) else {}
        if not isinstance(value, Mapping):
            raise self.refused(name, "a table")
        return dict(value)

    def pairs(self, name: str) -> dict[str, str]:
        """Return a table whose values are texts."""
        value = self.table(name)
        if not all(isinstance(one, str) for one in value.values()):
            raise self.refused(name, "a table of texts")
        return value

    def within(self, name: str, key: str) -> Options:
        """Return the options of the table ``key`` in the table ``name``."""
        table = self.table(name)[key]
        if not isinstance(table, Mapping):
            raise self.refused(f"{name}.{key}", "a table")
        return Options(f"{self.where}.{name}.{key}", table)

    def end(self) -> None:
        """Raise ``UsageError`` for an option nobody asked about."""
        for name in self._table:
            if name in self._read:
                continue
            near = difflib.get_close_matches(name, self._read, n=1)
            known = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(self._read)}."
            raise UsageError(
                f"There is no option called {name!r} here.", where=self.where, remedy=known
            )

    def refused(self, name: str, wanted: str) -> UsageError:
        """Return the error for the option ``name``, which should be ``wanted``."""
        return UsageError(
            f"The option {name} must be {wanted}.",
            where=self.where,
            remedy=f"Change {name} in the table [{self.where}] of the settings.",
        )
