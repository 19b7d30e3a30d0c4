"""XML that anybody may have written: decoded, without a document type, told sound from broken.

What feeds and outlines have in common. Nothing is expanded, fetched or loaded on the way.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.entities import html5

from briefing.errors import SourceError
from briefing.model import Notice, Source
from briefing.read.decode import clean, decode

_BETWEEN = r"(?:\s++|<!--.*?-->|<\?.*?\?>|<!doctype[^<>\[]*+>)*+"
_PROLOG = re.compile(_BETWEEN, re.S | re.I)
_BYTE_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?" + _BETWEEN.encode(), re.S | re.I)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,80})(?=[\s/>])")
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_HEAD = 64 * 1024


def root_of(source: Source) -> str | None:
    """Return the name of the root element, lower case, no prefix; ``None`` if there is none.

    For claims: it looks no further than the first 64 KB, and never raises.
    """
    head = source.body[:_HEAD]
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2])
    text = head[2:].decode(wide, "replace") if wide else head.decode("utf-8-sig", "replace")
    place = _after_prolog(text)
    if text[place : place + 9].lower() == "<!doctype":  # with declarations, to be refused later
        place = _after_prolog(text, text.find("]", place) + 1)
        place = _after_prolog(text, place + text.startswith(">", place))
    root = _ROOT.match(text, place)
    return root[1].lower() if root else None


def _after_prolog(text: str, start: int = 0) -> int:
    match = _PROLOG.match(text, start)
    return match.end() if match else start


def xml_text(source: Source) -> tuple[str, tuple[Notice, ...]]:
    """Return the clean text of ``source`` from its root element on, and what was mended.

    Raises ``SourceError`` when it cannot be decoded, or has a document type with declarations:
    by them entities unfold without end, or stand for files and addresses.
    """
    declared = _XML_ENCODING.search(source.body[:1024])
    encodings = (declared[1].decode("ascii", "replace"),) if declared else ()
    prolog = _BYTE_PROLOG.match(source.body)
    body = source.body[prolog.end() if prolog else 0 :]
    text, notices = decode(replace(source, body=body), encodings, markup=True)
    text = text[_after_prolog(text, 0) :]
    if text[:9].lower() == "<!doctype":
        raise SourceError(
            "It declares entities, which unfold without end or open files.",
            where=source.origin,
            remedy="Do not trust it; get it from where it was published.",
        )
    return text, notices


def is_well_formed(text: str) -> bool:
    """Tell whether ``text``, an element without a document type, is sound XML."""
    from xml.parsers import expat  # only feeds and outlines need it

    parser = expat.ParserCreate("utf-8", " ")
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError:
        return False
    return True


_BARE = re.compile(r"&(?!#\d{1,9};|#x[\da-f]{1,8};|\w{2,32};)", re.I)
_LOOSE = re.compile(
    r"&#(?:\d{1,9}|x[\da-f]{1,8});|&(?!(?:lt|gt|amp|quot|apos);)(?P<name>\w{2,32};)", re.I
)


def mended(text: str) -> str:
    """Return XML with HTML's entities and bare ampersands as XML would have them.

    >>> mended("Salt &amp; caf&eacute; & more&#0;")
    'Salt &amp; café &amp; more'
    """
    return _LOOSE.sub(_reference, _BARE.sub("&amp;", text))


def _reference(match: re.Match[str]) -> str:
    if match[0].startswith("&#"):
        return html.escape(clean(html.unescape(match[0]))[0].replace("\ufffd", ""))
    meant = html5.get(match["name"])
    return html.escape(meant) if meant else f"&amp;{match['name']}"
