"""What the tests of the command line share: how a command is run, how it ended, what it read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BRIEFING = str(Path(sys.executable).with_name("briefing"))

ARTICLE = """# Lamps on the harbour wall

The town of Eastmere has lit its harbour wall. Forty lamps went up in March.

## Why now

Fishermen asked for the lamps in 2019. The council said no twice. Then the ferry returned.

> We can see the steps again.
>
> — Nora Quill

## What it costs

Each lamp costs 300 euros. The council pays half of it.

## FAQ

### Who pays for the lamps?

The council pays half, and the port pays the rest.

### When were they lit?

They were lit in March.
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> dict[str, Any]:
        """Standard output as the one JSON object it must be."""
        facts = json.loads(self.out)
        assert isinstance(facts, dict)
        return facts


Run = Callable[..., Ended]
