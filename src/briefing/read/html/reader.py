"""The reader of HTML: what it claims. What it does is in ``page``, loaded once there is a page."""

from __future__ import annotations

import re

from briefing.model import Document, Source
from briefing.read.decode import media_type, probe
from briefing.read.reader import NAMED, SENT, SURE

_EXTENSIONS = (".html", ".htm", ".xhtml", ".xht", ".shtml")
_MEDIA_TYPES = ("text/html", "application/xhtml+xml")
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html\b|html[\s>]|head[\s>]|body[\s>])",
    re.I | re.S,
)


class HtmlReader:
    """Reads HTML pages, and fragments of HTML as feeds carry them."""

    name = "html"

    def claims(self, source: Source) -> int:
        """Return a claim by the document type or the page's own tags, media types or names."""
        if _PAGE.match(probe(source)):
            return SURE
        if media_type(source) in _MEDIA_TYPES:
            return SENT
        return NAMED if source.origin.lower().endswith(_EXTENSIONS) else 0

    def read(self, source: Source, number: int) -> Document:
        """Return the article of the page; raises ``SourceError`` when there is none to be read.

        A page that holds only a teaser, a consent or script wall, a login form, an error or a
        list of articles is refused with that reason. Markup without a page around it is read
        whole.
        """
        from briefing.read.html.page import article_of  # 70 ms that other formats need not cost

        return article_of(source, number)
