"""Check: examine the machine the way a run will use it, and say how to mend what is missing."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefing import publish, script, sound
from briefing.errors import BriefingError, OutputError, SoundError, VoiceError
from briefing.settings import Settings
from briefing.voice import AUTO, Company, engines


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined."""

    name: str
    ok: bool
    detail: str
    remedy: str | None = None
    exit_code: int = 0

    def facts(self) -> dict[str, object]:
        """Return the finding as a program reads it."""
        return {"name": self.name, "ok": self.ok, "detail": self.detail, "remedy": self.remedy}


def examine(settings: Settings, company: Company) -> tuple[Finding, ...]:
    """Return a finding for each thing a run needs, in the order a run needs them.

    An engine that cannot run is a failure only if it is the one the settings name.
    """
    return (
        Finding("python", True, f"{platform.python_version()} on {sys.platform}"),
        *_engines(settings.engine, company),
        _tried("encoder", SoundError, sound.try_encoder),
        _tried("templates", OutputError, lambda: ", ".join(script.templates(settings.templates))),
        _tried("output", OutputError, lambda: _writable(settings)),
    )


def _engines(wanted: str, company: Company) -> Iterator[Finding]:
    for name, _, status in engines(company):
        needed = name in {wanted, company.fallback} or (wanted == AUTO and name == "pyttsx3")
        detail = status.detail if status.ok or needed else f"{status.detail} (not needed)"
        code = VoiceError.exit_code if needed and not status.ok else 0
        yield Finding(f"engine {name}", status.ok or not needed, detail, status.remedy, code)


def _writable(settings: Settings) -> str:
    publish.writable(settings.output)
    return f"{settings.output} can be written"


def _tried(name: str, family: type[BriefingError], attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, attempt())
    except BriefingError as error:
        return Finding(name, False, error.what, error.remedy, error.exit_code)
    except (ImportError, OSError) as error:
        remedy = "Install briefing again: pip install --force-reinstall briefing."
        return Finding(name, False, str(error), remedy, family.exit_code)
