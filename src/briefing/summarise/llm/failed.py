"""Why a section could not be condensed by the model: a sentence for a notice, nothing secret."""

from __future__ import annotations


class FailedError(Exception):
    """An answer that did not come, or is not believed. It becomes a notice, never an exit."""

    def __init__(self, why: str, *, passing: bool = False, wait: float | None = None) -> None:
        """Keep the facts; ``passing`` trouble is worth another try, after ``wait`` seconds."""
        super().__init__(why)
        self.why = why
        self.passing = passing
        self.wait = wait


class UnreachableError(FailedError):
    """There is no server at the address, or none that can be talked to."""
