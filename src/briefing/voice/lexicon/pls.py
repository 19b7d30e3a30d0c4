"""The W3C's Pronunciation Lexicon Specification 1.0, read and written.

https://www.w3.org/TR/pronunciation-lexicon/: a ``lexicon`` of ``lexeme`` elements, each with its
``grapheme`` elements, and ``phoneme`` and ``alias`` elements of which the first one counts, or the
one that is preferred. PLS knows no case rule; ours is an attribute in a namespace of our own, which
other programs pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.errors import UsageError
from briefing.voice.lexicon.entries import Entry, Lexicon, checked_entry
from briefing.voice.lexicon.sampa import ipa_of

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
CASE_NAMESPACE = "tag:briefing,2026:lexicon"
_CASE = f"{{{CASE_NAMESPACE}}}case"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ALL_LANGUAGES = "und"
_REMEDY = "See https://www.w3.org/TR/pronunciation-lexicon/ for the form."


def read_pls(origin: str, raw: bytes) -> Lexicon:
    """Return the lexicon in the PLS document ``raw``; ``origin`` names the file in errors.

    ``xml:lang`` on the lexicon, or on a lexeme, is the language of its entries; ``und`` is any.
    Nothing is fetched, expanded or loaded on the way. Raises ``UsageError``, with file and line,
    when it is no sound XML, declares entities, is no lexicon, or an entry has a mistake in it.
    """
    root = _parsed(origin, raw)
    if root.tag not in (f"{{{NAMESPACE}}}lexicon", "lexicon"):
        raise UsageError(
            f"Its root element is {_local(root)!r}, not lexicon.",
            where=_place(origin, root),
            remedy=_REMEDY,
        )
    return Lexicon(tuple(_entry(origin, root, element) for element in _children(root, "lexeme")))


def _parsed(origin: str, raw: bytes) -> _Element:
    from lxml import etree

    text = _decoded(origin, raw)
    if re.search(r"<!DOCTYPE[^>\[]{0,400}\[", text):
        raise UsageError(
            "It declares entities, which unfold without end or open files.",
            where=origin,
            remedy="Take the document type out.",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        line = getattr(error, "lineno", None)
        raise UsageError(
            f"It is no sound XML: {error}.",
            where=f"{origin}, line {line}" if line else origin,
            remedy=_REMEDY,
        ) from error


_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ENCODINGS = {"utf-8": "utf-8-sig", "us-ascii": "utf-8", "iso-8859-1": "latin-1"}
_ENCODINGS |= {"utf-16": "utf-16", "windows-1252": "cp1252", "iso-8859-15": "iso8859-15"}


def _decoded(origin: str, raw: bytes) -> str:
    """Return the text without its XML declaration: what is looked for in it cannot hide then."""
    declared = re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", raw)
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    wide = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = raw.decode("utf-16" if wide else _ENCODINGS[name])
    except (KeyError, UnicodeDecodeError) as error:
        raise UsageError(
            f"It cannot be read as {'utf-16' if wide else name}.",
            where=origin,
            remedy="Save it in UTF-8.",
        ) from error
    # A declaration that is taken out leaves its line ends, so that lines keep their numbers.
    return _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(element: _Element, name: str) -> Iterator[_Element]:
    return (child for child in element if isinstance(child.tag, str) and _local(child) == name)


def _place(origin: str, element: _Element) -> str:
    return f"{origin}, line {element.sourceline}"


def _entry(origin: str, root: _Element, lexeme: _Element) -> Entry:
    say, ipa = _sound(origin, root, lexeme)
    return checked_entry(
        [_text(grapheme) for grapheme in _children(lexeme, "grapheme")],
        say=say,
        ipa=ipa,
        case=lexeme.get(_CASE),
        language=lexeme.get(_LANGUAGE) or root.get(_LANGUAGE),
        where=_place(origin, lexeme),
    )


def _text(element: _Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _sound(origin: str, root: _Element, lexeme: _Element) -> tuple[str | None, str | None]:
    """Return the respelling and the IPA of a lexeme.

    The preferred one counts, else the first. Where that is a phoneme, the first alias is what an
    engine without IPA says.
    """
    ways = [child for child in lexeme if _local(child) in ("phoneme", "alias")]
    if not ways:
        return None, None
    chosen = next((way for way in ways if way.get("prefer") == "true"), ways[0])
    if _local(chosen) == "alias":
        return _text(chosen), None
    alias = next(_children(lexeme, "alias"), None)
    return None if alias is None else _text(alias), _phonemes(origin, root, chosen)


def _phonemes(origin: str, root: _Element, phoneme: _Element) -> str:
    alphabet = phoneme.get("alphabet") or root.get("alphabet") or ""
    if alphabet.lower() == "ipa":
        return _text(phoneme)
    if alphabet.lower() != "x-sampa":
        raise UsageError(
            f"Its phonemes are in {alphabet!r}." if alphabet else "It names no alphabet.",
            where=_place(origin, phoneme),
            remedy='Write IPA (alphabet="ipa") or X-SAMPA (alphabet="x-sampa").',
        )
    ipa = ipa_of(" ".join(_text(phoneme).split()))
    if ipa is None:
        raise UsageError(
            f"{_text(phoneme)[:40]!r} is no X-SAMPA.",
            where=_place(origin, phoneme),
            remedy="Write it in IPA.",
        )
    return ipa


_EMPTY = (
    f'<lexicon xmlns="{NAMESPACE}" xmlns:briefing="{CASE_NAMESPACE}" version="1.0" alphabet="ipa"/>'
)


def compose_pls(lexicon: Lexicon) -> bytes:
    """Return ``lexicon`` as a PLS document, which ``read_pls`` gives back unchanged.

    A document has one language. Raises ``UsageError`` when the entries have several:
    ``Lexicon.for_language`` parts them.
    """
    from lxml import etree

    languages = {entry.language for entry in lexicon.entries}
    if len(languages) > 1:
        raise UsageError(
            "A PLS document has one language, and these entries have several.",
            remedy="Write one document for each language.",
        )
    root = etree.fromstring(_EMPTY)
    root.set(_LANGUAGE, next(iter(languages), None) or _ALL_LANGUAGES)
    for entry in lexicon.entries:
        _compose(root, entry)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _compose(root: _Element, entry: Entry) -> None:
    from lxml import etree

    lexeme = etree.SubElement(root, f"{{{NAMESPACE}}}lexeme")
    if entry.case:
        lexeme.set(_CASE, entry.case)
    parts = [("grapheme", word) for word in entry.written]
    parts += [("phoneme", entry.ipa)] if entry.ipa else []
    parts += [("alias", entry.say)] if entry.say else []
    for name, text in parts:
        etree.SubElement(lexeme, f"{{{NAMESPACE}}}{name}").text = text
