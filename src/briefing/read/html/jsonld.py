"""JSON-LD in a page: what its ``<script type="application/ld+json">`` elements say, mended.

``json.loads`` with ``strict=False`` finds what a full RDF library finds in the pages that matter,
once the mistakes people make by hand are mended: comments, CDATA, trailing commas, several values
in one script.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.read.decode import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TYPE = "@type"

JsonObject = dict[str, object]

LARGEST_SCRIPT = 2_000_000
"""Characters of one script; larger ones are product catalogues."""

_MOST_SCRIPTS = 100
_MOST_OBJECTS = 5_000
_DEEPEST = 30

_WRAPPING = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)|-->$")
_CDATA_END = re.compile(r"(?://|/\*)?\s*\]\]>\s*(?:\*/)?\s*$")
_TAIL = 20
"""Characters at the end of a script in which the end of a CDATA section is looked for."""

_STRING_OR_SLIP = re.compile(
    r'"(?:[^"\\]|\\.?)*+(?:"|\Z)|/\*.*?(?:\*/|\Z)|(?<![:"\w])//[^\n]*|,(?=\s*[}\]])', re.S
)


@dataclass(frozen=True, slots=True)
class Graph:
    """Every object of a page's JSON-LD, outermost first, and the table of those with an ``@id``."""

    objects: tuple[tuple[JsonObject, tuple[str, ...]], ...]
    """Each with the keys that lead to it; ``@graph`` and places in lists do not count."""
    named: dict[str, JsonObject]

    def resolve(self, value: object) -> object:
        """Return ``value``, or the object it points to by nothing but an ``@id``."""
        if isinstance(value, dict) and set(value) <= {"@id", _TYPE} and "@id" in value:
            return self.named.get(str(value["@id"]), value)
        return value

    def all_of(self, value: object) -> list[object]:
        """Return what ``value`` holds, resolved: itself, or the members of a list."""
        members = value if isinstance(value, list) else [value]
        return [self.resolve(member) for member in members[:_MOST_SCRIPTS] if member is not None]


def graph_of(tree: HtmlElement) -> Graph:
    """Return the JSON-LD of the page; scripts that cannot be mended count as absent."""
    objects: list[tuple[JsonObject, tuple[str, ...]]] = []
    scripts = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        scripts += 1
        text = script.text or ""
        if scripts > _MOST_SCRIPTS or len(text) > LARGEST_SCRIPT:
            continue
        for value in _values(text):
            _collect(value, (), objects)
    named: dict[str, JsonObject] = {}
    for found, _ in objects:
        name = found.get("@id")
        if isinstance(name, str) and len(found) > len(named.get(name, {})):
            named[name] = found
    return Graph(tuple(objects), named)


def _values(text: str) -> Iterator[object]:
    """Yield the JSON values of one script, one after the other."""
    text = _WRAPPING.sub("", text.strip()).strip()
    text = (text[:-_TAIL] + _CDATA_END.sub("", text[-_TAIL:])).rstrip("; \t\n")
    if text.startswith(("{&quot;", "[{&quot;")):
        text = html.unescape(text)
    decoder = json.JSONDecoder(strict=False)
    place = 0
    mended = False
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            if mended:
                return
            text, mended = _STRING_OR_SLIP.sub(_kept_string, text[place:]).strip(), True
            place = 0
            continue
        yield value
        after = re.compile(r"[\s,;]*").match(text, place)
        place = after.end() if after else place


def _kept_string(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith('"') else ""


def _collect(
    value: object, path: tuple[str, ...], objects: list[tuple[JsonObject, tuple[str, ...]]]
) -> None:
    if len(path) > _DEEPEST or len(objects) >= _MOST_OBJECTS:
        return
    if isinstance(value, list):
        for member in value:
            if isinstance(member, dict | list):
                _collect(member, (*path, "[]") if isinstance(member, list) else path, objects)
    elif isinstance(value, dict):
        objects.append((value, path))
        for key, member in value.items():
            if isinstance(member, dict | list):
                _collect(member, path if key == "@graph" else (*path, key), objects)


def kinds(thing: object) -> frozenset[str]:
    """Return the types of an object without their vocabulary: ``NewsArticle``, ``Question``."""
    if not isinstance(thing, dict):
        return frozenset()
    stated = thing.get(_TYPE)
    names = stated if isinstance(stated, list) else [stated]
    return frozenset(re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str))


def text_of(value: object, longest: int = 300) -> str | None:
    """Return a value's text on one line, cleaned, its entities resolved; ``None`` if it has none.

    Of an object it is the ``name``, of a list the first member that has any.
    """
    for _ in range(4):
        if isinstance(value, list):
            value = next((member for member in value if member), None)
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value")
    if not isinstance(value, str):
        return None
    text = " ".join(clean(html.unescape(value[: longest * 4]))[0].split())
    return text if 0 < len(text) <= longest else None
