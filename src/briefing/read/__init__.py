"""Read: a source becomes a :class:`~briefing.model.Document`.

``fetch`` opens things and nothing else does; ``gather`` makes sources of what a person names (a
folder, a feed); ``read`` finds the reader that knows the format.
"""

from __future__ import annotations

from briefing.called import callable_package
from briefing.read.choose import read
from briefing.read.fetch import Web, fetch, is_web
from briefing.read.gather import Gathered, gather
from briefing.read.reader import Reader

__all__ = ["Gathered", "Reader", "Web", "fetch", "gather", "is_web", "read"]

callable_package(__name__)
