"""Plain text: structure recovered from the shape of its lines, judged over the whole document.

``lines`` makes chunks of lines, ``looks`` says what is plain of a chunk by itself; ``standing``,
``evidence`` and ``weights`` are what ``headings`` judges by; ``names`` and ``speakers`` are what
``quotes`` judges by; ``structure`` makes parts of it all, and ``reader`` is the door.
"""

from __future__ import annotations

from briefing.read.plaintext.reader import PlainTextReader

__all__ = ["PlainTextReader"]
