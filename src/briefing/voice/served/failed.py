"""Why an answer could not be had: facts for an error, nothing secret."""

from __future__ import annotations


class FailedError(Exception):
    """An answer that did not come, or is not what was asked for."""

    def __init__(
        self, why: str, *, remedy: str = "", passing: bool = False, wait: float | None = None
    ) -> None:
        """Keep the facts; ``passing`` trouble is worth another try, after ``wait`` seconds."""
        super().__init__(why)
        self.why = why
        self.remedy = remedy
        self.passing = passing
        self.wait = wait
