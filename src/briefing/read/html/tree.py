"""Markup to a tree that every later step can walk: bounded in size and depth, no text lost.

lxml cuts a document short, without an error, where elements nest deeper than 256; later steps
recurse. So surplus tags are taken out of such a document, their text left where it stands, before
it is parsed again.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from briefing.errors import SourceError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 10 * 1024 * 1024
"""Characters of markup; the longest novel has a third of that."""

MOST_TAGS = 300_000

DEEPEST = 120
"""Levels of elements; pages people write have 20 to 60."""

_VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s "
    "samp small span strike strong sub sup time tt u var".split()
)
_KEPT = frozenset("html head body".split())
_RAW = "script|style|title|textarea|iframe|xmp|noembed|noframes"

_PIECE = re.compile(
    rf"<!--(?:.*?-->|.*)|<(?P<raw>{_RAW})\b(?:.*?</(?P=raw)\s*>|.*)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>",
    re.S | re.I,
)
"""Comments, elements that hold no markup, and tags. None looks beyond the next ``<`` twice."""

_IS_XHTML = re.compile(
    r"\s*<\?xml\s|\s*(?:<!doctype[^>]{0,300}>\s*)?<html\b[^>]{0,500}\bxmlns=", re.I
)
_EMPTY = re.compile(r"<([A-Za-z][\w:.-]*)((?:\s[^<>]*?)?)/>")
_CDATA = re.compile(
    r"<(?P<raw>script|style)\b(?:.*?</(?P=raw)\s*>|.*)|<!\[CDATA\[(?P<text>.*?)\]\]>", re.S | re.I
)

_SMALL = 200_000
"""Characters of markup in which attributes are too few to take long, whatever they are."""

_LONG_TAG = re.compile(
    r"<!--(?:.*?-->|.*)"
    r"|<([A-Za-z][^\s/>]*)((?:[^>=]|=\s*+(?:\"(?:[^\"]*+\"|.*)|'(?:[^']*+'|.*))?+)*+)",
    re.S,
)
_BETWEEN = re.compile(r"[\s/\"'=]")
_MOST_ATTRIBUTES = 2_000


def parse(markup: str, where: str = "the page") -> HtmlElement:
    """Return the ``html`` element of ``markup``, a whole page or a fragment, already decoded.

    No element stands deeper than :data:`DEEPEST` and some; of deeper nesting the surplus tags are
    gone, their text is not. XHTML's empty elements (``<title/>``) are taken as such. Character
    references can spell what :func:`briefing.read.decode.clean` takes out, so text is to be
    cleaned as it leaves the tree. Raises ``SourceError`` naming ``where`` when the markup is
    larger than :data:`LARGEST`, has more than :data:`MOST_TAGS` tags or nothing in it.
    """
    if len(markup) > LARGEST:
        raise SourceError(
            "This is more than 10 MB of HTML.", where=where, remedy="Give the article alone."
        )
    tags = markup.count("<")
    if tags > 2 * MOST_TAGS:
        raise SourceError(
            f"It has some {tags // 2} tags; {MOST_TAGS} are the most that are read.",
            where=where,
            remedy="Give the article alone, or a part of it.",
        )
    if _IS_XHTML.match(markup):
        markup = _CDATA.sub(_escaped, _EMPTY.sub(_opened, markup))
    if len(markup) > _SMALL:
        markup = _LONG_TAG.sub(_shortened, markup)
    root = _tree(markup)
    if root is None or _is_deep(root):
        root = _tree(_flattened(markup))
    if root is None or _is_deep(root):
        raise SourceError(
            "Its HTML is too broken to be read.",
            where=where,
            remedy="Open it in a browser, copy the text, and give that as a text file.",
        )
    if "&#" in markup:
        _drop_controls(root)
    return root


_CONTROL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _drop_controls(root: HtmlElement) -> None:
    """Take out what character references can spell and no tree may be given again."""
    for node in root.iter():
        if node.text and _CONTROL.search(node.text):
            node.text = _CONTROL.sub("", node.text)
        if node.tail and _CONTROL.search(node.tail):
            node.tail = _CONTROL.sub("", node.tail)
        for name, value in node.attrib.items() if isinstance(node.tag, str) else ():
            if _CONTROL.search(value):
                node.set(name, _CONTROL.sub("", value))


def _opened(match: re.Match[str]) -> str:
    """Return an empty element of XHTML as HTML has it."""
    if match[1].lower() in _VOID:
        return match[0]
    return f"<{match[1]}{match[2]}></{match[1]}>"


def _shortened(match: re.Match[str]) -> str:
    """Return a tag with thousands of attributes without them: the parser's time is quadratic."""
    if match[2] is None or len(_BETWEEN.findall(match[2])) < _MOST_ATTRIBUTES:
        return match[0]
    return f"<{match[1]}"


def _escaped(match: re.Match[str]) -> str:
    return html.escape(match["text"], quote=False) if match["text"] is not None else match[0]


def _tree(markup: str) -> HtmlElement | None:
    """Return the root of the parsed markup; ``None`` if the parser gave up before its end."""
    from lxml import etree  # some 20 ms that other formats need not cost
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_pis=True)
    encoded = markup.encode("utf-8", "ignore") or b" "
    try:
        root = etree.fromstring(encoded, parser)
    except etree.LxmlError:  # nothing in it that makes an element
        root = None
    gave_up = any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log)
    if gave_up:
        return None
    return root if root is not None else etree.fromstring(b"<html><body></body></html>", parser)


def _is_deep(root: HtmlElement) -> bool:
    return bool(root.xpath(f"boolean(//*[ancestor::*[{DEEPEST + 20}]])"))


def _flattened(markup: str) -> str:
    """Return ``markup`` without the tags that open below :data:`DEEPEST` and those closing them.

    In the place of a block's tag there is a line break, so words stay apart. One pass, linear.
    """
    pieces: list[str] = []
    stack: list[str] = []
    at = surplus = 0
    broken = False
    for match in _PIECE.finditer(markup):
        name = (match["name"] or "").lower()
        if not name or name in _VOID or name in _KEPT:
            continue
        if not match["end"]:
            dropped = len(stack) >= DEEPEST
            surplus += dropped
            if not dropped:
                stack.append(name)
        else:
            dropped = surplus > 0
            if dropped:
                surplus -= 1
            elif name in stack:
                del stack[len(stack) - 1 - stack[::-1].index(name) :]
        if dropped:
            pieces.append(markup[at : match.start()])
            blank = not pieces[-1].strip()
            broken = blank and broken
            if name not in _INLINE and not broken:
                pieces.append("<br>")
                broken = True
            elif not broken:
                pieces.append(" ")
            at = match.end()
    return "".join((*pieces, markup[at:]))
