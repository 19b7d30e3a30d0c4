"""The error tree. Each error is one sentence, one remedy, and an exit code for its family.

::

    BriefingError
    ├── UsageError      2   options, settings, names that do not exist
    ├── SourceError     3   a source cannot be opened, decoded or understood
    ├── ScriptError     4   a template or a script in its text form has a mistake
    ├── VoiceError      5   an engine cannot run, or a line could not be spoken
    ├── SoundError      6   a file of sound could not be made, or does not measure as it must
    ├── OutputError     7   the output folder or the clip store cannot be read or written
    └── ServeError      8   the listening server cannot start
    (Ctrl-C: exit code 130. Anything else is a bug in briefing and shows its traceback: 1.)

Facts are attributes: ``what`` happened, ``where``, and the ``remedy``. They are translated once,
at the border where they arise, with ``raise ... from``; the command line prints them once.
"""

from __future__ import annotations

from typing import ClassVar


class BriefingError(Exception):
    """Something a person can mend. ``str(error)`` is the whole message on one line or two."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, where: str | None = None, remedy: str) -> None:
        """Keep the facts: ``what`` went wrong, ``where`` (file, line, voice), what to do."""
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """Return ``where: what`` and, on a second line, the remedy."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}\n{self.remedy}"

    def facts(self) -> dict[str, object]:
        """Return what happened as a program reads it."""
        return {
            "kind": type(self).__name__,
            "what": self.what,
            "where": self.where,
            "remedy": self.remedy,
            "exit_code": self.exit_code,
        }

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process: keyword arguments do not, by themselves."""
        return _rebuild, (type(self), self.what, self.where, self.remedy), self.__dict__


def _rebuild(kind: type[BriefingError], what: str, where: str | None, remedy: str) -> BriefingError:
    return kind(what, where=where, remedy=remedy)


class UsageError(BriefingError):
    """An option, a setting or a name that cannot be used."""

    exit_code = 2


class SourceError(BriefingError):
    """A source that cannot be opened, decoded or understood."""

    exit_code = 3


class ScriptError(BriefingError):
    """A mistake in a template or in a script's text form."""

    exit_code = 4


class VoiceError(BriefingError):
    """An engine that cannot run here, an unknown voice, or a line that could not be spoken."""

    exit_code = 5
    engine: str | None = None
    """The engine that failed, where it is one that another could stand in for."""


class SoundError(BriefingError):
    """A file of sound that could not be made, or that does not measure as it must."""

    exit_code = 6


class OutputError(BriefingError):
    """An output folder or clip store that cannot be read or written."""

    exit_code = 7


class ServeError(BriefingError):
    """A listening server that cannot start."""

    exit_code = 8


def unknown_name(kind: str, name: str, known: tuple[str, ...]) -> UsageError:
    """Return the error for a name that does not exist: it lists the names that do."""
    listed = ", ".join(known) or "none"
    return UsageError(f"There is no {kind} called {name!r}.", remedy=f"Choose one of: {listed}.")
