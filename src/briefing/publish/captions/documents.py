"""Documents: what is said as HTML to be read, in the form the podcast namespace has for it.

A line is a speaker in ``cite``, a position in ``time``, its words in ``p``. The file is complete,
small, and has neither script nor style, for apps put it into pages of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from briefing.model import Address
from briefing.publish.captions.said import Said
from briefing.publish.text import clean, one_line
from briefing.units import Milliseconds

_LEFTWARD = frozenset("ar arc ckb dv fa he ks ku-arab ps sd syr ug ur yi".split())
"""Languages written from right to left (Unicode CLDR, layout)."""


def transcript_html(
    title: str, language: str, lines: Iterable[Said], passages: Mapping[Address, str]
) -> bytes:
    """Return the HTML transcript of the episode ``title``: one ``p`` a spoken line.

    ``passages`` says where on the web source sentences stand: the first one a line says is in its
    ``data-source``.
    """
    rows = "".join(row for line in lines for row in _rows(line, passages))
    return (
        f"<!DOCTYPE html>\n<html{_tongue(language)}>\n"
        f'<head><meta charset="utf-8">{_title(title)}</head>\n'
        f"<body>\n{rows}</body>\n</html>\n"
    ).encode("utf-8", "replace")


def under_title(transcript: bytes, title: str) -> bytes:
    """Return an HTML transcript of ours under another title."""
    return _TITLE.sub(lambda _: _title(title).encode("utf-8"), transcript, count=1)


_TITLE = re.compile(b"<title>[^<]*</title>")


def _title(title: str) -> str:
    return f"<title>{escape(one_line(title)) or '…'}</title>"


def _rows(line: Said, passages: Mapping[Address, str]) -> Iterator[str]:
    url = next((passages[at] for at in line.sources if at in passages), None)
    source = f' data-source="{escape(url)}"' if url else ""
    tongue = _tongue(line.language) if line.language else ""
    yield f"<cite>{escape(line.speaker)}:</cite>\n"
    yield f'<time datetime="PT{line.start / 1000:.3f}S">{_position(line.start)}</time>\n'
    yield f"<p{tongue}{source}>{escape(line.text)}</p>\n"


def _position(position: Milliseconds) -> str:
    """Return ``M:SS``, or ``H:MM:SS`` from an hour on; the last whole second."""
    minutes, seconds = divmod(position // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _tongue(language: str) -> str:
    """Return the attributes that name a language and the direction it is written in."""
    tag = clean(language).strip()
    lower = tag.lower()
    leftward = lower in _LEFTWARD or lower.partition("-")[0] in _LEFTWARD or "-arab" in lower
    return f' lang="{escape(tag)}" dir="{"rtl" if leftward else "ltr"}"' if tag else ""
