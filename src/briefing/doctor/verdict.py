"""Verdict: what was found wrong, told once however often it was met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.doctor.rule import LEVELS, Level, Rule
from briefing.doctor.rules import RULES
from briefing.publish.text import one_line

EXAMPLES = 3
"""Places named of a fault that is met often."""

_WHAT, _WHERE = 400, 100
"""Characters kept of a fault: it quotes texts of others."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule broken in one place."""

    rule: str
    what: str
    where: str = ""
    """The episode, or the file."""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is broken, how often, and the first places."""

    rule: Rule
    faults: tuple[Fault, ...]
    """The first of them."""
    count: int

    def facts(self) -> dict[str, object]:
        """Return the finding as a program reads it."""
        return {
            "rule": self.rule.name,
            "level": self.rule.level,
            "troubles": self.rule.troubles,
            "source": {"name": self.rule.source.name, "address": self.rule.source.address},
            "remedy": self.rule.remedy,
            "count": self.count,
            "places": [
                {"what": one.what, "where": one.where, "line": one.line} for one in self.faults
            ],
        }

    def text(self) -> str:
        """Return the finding as a person reads it."""
        lines = [f"{self.rule.level}: {self.rule.name} ({self.rule.troubles})"]
        lines += [f"  {_place(fault)}{fault.what}" for fault in self.faults]
        if self.count > len(self.faults):
            lines.append(f"  ... and {self.count - len(self.faults):,} more")
        lines.append(f"  {self.rule.remedy} [{self.rule.source.name}, {self.rule.source.address}]")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that was found, the gravest first."""

    findings: tuple[Finding, ...]

    def count(self, level: Level) -> int:
        """Return how many rules of a level are broken."""
        return sum(finding.rule.level == level for finding in self.findings)

    def summary(self) -> str:
        """Return one line: how much of what."""
        told = (f"{self.count(one)} {one}{'s' * (self.count(one) != 1)}" for one in LEVELS)
        return ", ".join(told)


def verdict(faults: Iterable[Fault]) -> Verdict:
    """Return ``faults`` by rule, errors before warnings before notes, and within them in order.

    Only the first of each rule are kept, so that a feed that is wrong throughout takes no room.
    """
    first: dict[str, list[Fault]] = {}
    counts: dict[str, int] = {}
    for fault in faults:
        kept = first.setdefault(fault.rule, [])
        counts[fault.rule] = counts.get(fault.rule, 0) + 1
        if len(kept) < EXAMPLES:
            kept.append(_plain(fault))
    order = {name: place for place, name in enumerate(RULES)}
    ranked = sorted(first, key=lambda name: (LEVELS.index(RULES[name].level), order[name]))
    return Verdict(tuple(Finding(RULES[name], tuple(first[name]), counts[name]) for name in ranked))


def _plain(fault: Fault) -> Fault:
    """Return ``fault`` fit for a terminal: one line, no control characters, nothing turned."""
    what, where = one_line(fault.what, _WHAT), one_line(fault.where, _WHERE)
    return Fault(fault.rule, what, where, fault.line)


def _place(fault: Fault) -> str:
    told = [fault.where] if fault.where else []
    told += [f"line {fault.line}"] if fault.line else []
    return f"{', '.join(told)}: " if told else ""
