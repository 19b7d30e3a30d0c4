"""Read: a source becomes a :class:`~briefing.model.Document`.

``fetch`` opens things and nothing else does; ``read`` finds the reader that knows the format.
"""

from __future__ import annotations

from briefing.read.choose import read
from briefing.read.fetch import fetch
from briefing.read.reader import Reader

__all__ = ["Reader", "fetch", "read"]
