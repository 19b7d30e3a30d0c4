"""Marks of notes in running text, told from exponents and from links that are text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.read.html.nodes import said, tag_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOTE_TARGET = re.compile(
    r"#(?:_?(?:fn|ftn|edn|en|note|cite_note|footnote|endnote|sdfootnote|ref|reference|bib|cit|cr)"
    r"[\w:.-]*|\d+)$|^[^\s#]{0,80}#.{0,40}(?:footnote|endnote|cite_note)",
    re.I,
)
_NOTE_CLASS = re.compile(
    r"(?:^|\s)(?:footnote-?(?:ref|anchor|reference|link|mark)?|reference|noteref|fn-?ref|"
    r"mw-ref|citation-?ref|xref-bibr|easy-footnote|footnote_plugin_tooltip_text)(?:\s|$)",
    re.I,
)
_NOTE_MARK = re.compile(
    r"[\s\[(]*(?:(?:note|nb|n)\s)?[\w*†‡§¶]{1,4}(?:\s?[,–-]\s?\w{1,4})*[\s\])]*$"
)
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def exponent(text: str) -> str:
    """Return raised figures as such, so that ten to the sixth is not a hundred and six."""
    return text.translate(_RAISED) if text[:3].strip("+-−").isdigit() else text


def is_mark(element: HtmlElement) -> bool:
    """Tell whether something raised, or a link, is the mark of a note."""
    link = element if tag_of(element) == "a" else element.find(".//a")
    linked = link is not None and is_note_link(link, raised=True)
    named = _NOTE_CLASS.search(element.get("class") or "")
    return bool((linked or named) and _NOTE_MARK.match(said(element)))


def is_note_link(element: HtmlElement, *, raised: bool = False) -> bool:
    """Tell whether a link leads to a note: its markup says so, or it is raised and jumps."""
    if tag_of(element) != "a":
        return False
    if "noteref" in f"{element.get('role')} {element.get('epub:type')}":
        return True
    if _NOTE_CLASS.search(element.get("class") or ""):
        return True
    target = element.get("href") or ""
    if raised:
        return "#" in target or _is_numbered(element)
    marked = element.find("sup") is not None or re.fullmatch(r"\s*\[\w{1,4}\]\s*", said(element))
    return bool(marked and _NOTE_TARGET.search(target))


def _is_numbered(element: HtmlElement) -> bool:
    return bool(re.fullmatch(r"[\s\[]*\d{1,3}[\s\]]*", said(element)))
