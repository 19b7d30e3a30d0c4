"""Regular expressions compiled when they are first needed: most sentences need none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Lazy:
    """A regular expression to be."""

    source: str
    flags: re.RegexFlag = re.NOFLAG

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled once."""
        return re.compile(self.source, self.flags)
