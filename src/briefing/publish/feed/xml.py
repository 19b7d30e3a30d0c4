"""XML: elements as text, an element a line. Whatever a person wrote can only ever be text in it.

In texts ``&``, ``<`` and ``>`` are written as the hex references most readers understand: the RSS
profile's finding (rssboard.org/rss-profile, Character Data). A library writes the names of entities
instead, and takes ten times as long over a thousand episodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from briefing.publish.text import clean, one_line

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
    "fh": "http://purl.org/syndication/history/1.0",
}

Attributes = Mapping[str, str | None]
"""By name; one whose value is ``None`` is left out."""


def element(name: str, inside: str = "", attributes: Attributes | None = None) -> str:
    """Return an element that holds ``inside``, which is XML already."""
    listed = "".join(
        f' {key}="{_in_attribute(clean(value))}"'
        for key, value in (attributes or {}).items()
        if value is not None
    )
    return f"<{name}{listed}>{inside}</{name}>" if inside else f"<{name}{listed}/>"


def text(name: str, value: str | None, attributes: Attributes | None = None) -> str:
    """Return an element that holds a text; nothing for no text."""
    if not value:
        return ""
    return element(name, _in_text(clean(value)), attributes)


def line(
    name: str, value: str | None, attributes: Attributes | None = None, limit: int = 255
) -> str:
    """Return an element with a person's words on one line of at most ``limit`` characters."""
    return text(name, one_line(value or "", limit), attributes)


def markup(name: str, value: str) -> str:
    """Return an element with HTML, whose texts are escaped already, as CDATA."""
    return element(name, f"<![CDATA[{clean(value).replace(']]>', ']]]]><![CDATA[>')}]]>")


def parent(name: str, children: Iterable[str], attributes: Attributes | None = None) -> str:
    """Return an element with those of ``children`` that are not empty, each on its own line."""
    inside = "\n".join(filter(None, children))
    return element(name, f"\n{inside}\n" if inside else "", attributes)


def _in_text(value: str) -> str:
    return value.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;")


def _in_attribute(value: str) -> str:
    """Return ``value`` quoted: some readers (podcast-partytime) resolve names here, no numbers."""
    quoted = escape(value, quote=False).replace('"', "&quot;")
    return quoted.replace("\t", "&#x9;").replace("\n", "&#xA;").replace("\r", "&#xD;")


def document(root: str) -> bytes:
    """Return ``root`` as an XML document in UTF-8."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()
