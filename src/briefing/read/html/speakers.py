"""Who said a quotation, as its markup names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.read.decode import clean
from briefing.read.html.nodes import is_longer, said, tag_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_SPEAKER = 150


def named_speaker(quote: HtmlElement) -> HtmlElement | None:
    """Return the element at the end of a quotation that names who said it."""
    for inner in list(quote.iter("cite", "footer", "figcaption"))[-_MOST_CITES:]:
        if not is_longer(inner, _LONGEST_SPEAKER) and said(inner) and _is_last(inner, quote):
            return inner
    return None


_MOST_CITES = 3
"""Elements at the end of a quotation looked at: a footer, and what names person and work in it."""


def _is_last(inner: HtmlElement, quote: HtmlElement) -> bool:
    """Tell whether no text stands after ``inner`` in the quotation, and some before it."""
    node = inner
    while node is not quote:
        if (node.tail or "").strip(" \t\r\n.,—–-"):
            return False
        if any(_has_text(after) for after in node.itersiblings()):
            return False
        outer = node.getparent()
        if outer is None:
            return False
        node = outer
    return is_longer(quote, len(said(inner)) + 10)


def _has_text(element: HtmlElement) -> bool:
    spoken = bool(tag_of(element)) and bool("".join(element.itertext()).strip())
    return spoken or bool((element.tail or "").strip(" \t\r\n.,—–-"))


def speaker_in(text: str) -> str | None:
    """Return the name less the dash before it; ``None`` when it is too long to be one."""
    name = clean(text)[0].strip().lstrip("—–―-~ ").strip()
    return name if 0 < len(name) <= _LONGEST_SPEAKER else None
