"""Passages: where a sentence of a source stands on the web, to the sentence.

An address of a page is followed by a text directive, at which a browser scrolls to the words and
marks them (URL Fragment Text Directives, WICG draft); one that knows none opens the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from briefing.model import Address, Document
from briefing.publish.text import ascii_url, clean

WHOLE = 80
"""Characters of a sentence that is named whole: longer ones by their ends, so that a footnote mark
or a line break in the middle, which the page has and the sentence has not, does no harm."""

ENDS = 5
"""Words of either end of a longer sentence: enough to be found nowhere else."""

LIMIT = 300
"""Characters of a sentence that has no such ends, in a script that puts no blanks between words."""

_DELIMITER = ":~:"


def passage_url(link: str, text: str) -> str | None:
    """Return the address of ``text`` in the page at ``link``; ``None`` if that is no web address.

    A fragment of the link's own stays, a text directive of its own is replaced.
    """
    url = ascii_url(link)
    if url is None:
        return None
    page, _, fragment = url.partition("#")
    fragment = fragment.partition(_DELIMITER)[0]
    directive = _directive(clean(text).split())
    if directive:
        fragment += f"{_DELIMITER}text={directive}"
    return f"{page}#{fragment}" if fragment else page


def passages_of(documents: Iterable[Document]) -> dict[Address, str]:
    """Return where on the web each sentence of ``documents`` stands, if its document is there."""
    return {
        sentence.address: url
        for document in documents
        for sentence in document.sentences()
        if (url := passage_url(document.link or document.origin, sentence.text))
    }


def _directive(words: list[str]) -> str:
    """Return the ``[start][,end]`` of a text directive, empty if there is nothing fit to name."""
    text = " ".join(words)
    if len(text) > WHOLE and len(words) >= 2 * ENDS:
        ends = (" ".join(words[:ENDS]), " ".join(words[-ENDS:]))
        return ",".join(map(_encoded, ends))
    return _encoded(text) if len(text) <= LIMIT else ""


def _encoded(text: str) -> str:
    """Return ``text`` percent-encoded, with the dash that would begin or end a context, too."""
    return quote(text, safe="").replace("-", "%2D")
