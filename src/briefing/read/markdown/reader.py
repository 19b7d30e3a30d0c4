"""Markdown (CommonMark with tables), by markdown-it-py. HTML in it is ignored, never spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model import Document, Facts, Notice, Source
from briefing.read.decode import decode, media_type, probe
from briefing.read.facts import front_matter, overruled
from briefing.read.headed import asked, header, titled
from briefing.read.markdown.walk import Walk
from briefing.read.outline import Part, compose
from briefing.read.reader import LOOKS, NAMED, SENT

if TYPE_CHECKING:
    from markdown_it.token import Token

_EXTENSIONS = (".md", ".markdown", ".mdown", ".mkd")
_MEDIA_TYPES = ("text/markdown", "text/x-markdown")

_MARKS = (
    re.compile(r"^#{1,6} +\S.*$", re.M),
    re.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|/|#|\.)[^)\s]{0,500}\)"),
    re.compile(r"^(?:```|~~~)", re.M),
    re.compile(r"(?<![*\w])\*\*[^*\s][^*\n]{0,200}\*\*(?!\w)"),
    re.compile(r"^> \S", re.M),
    re.compile(r"^\S[^\n]{2,80}\n(?:={3,}|-{3,})$", re.M),
    re.compile(r"!\[[^\]\n]{0,200}\]\("),
)
_FIRST_HEADING = re.compile(r"\s*# +\S")
_NEST = re.compile(r"^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])(?=[ \t>*+\-\d])){12,}", re.M)
_INDENT = re.compile(r"^[ \t]{60,}", re.M)
_RUN = re.compile(r"([\[\]*_<>!~`(])\1{100,}")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*(?:\n(?:    |\t).*)*)", re.M)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,60}\]")
_LONGEST_CLOSING = 3


class MarkdownReader:
    """Reads Markdown; front matter, if there is any, is believed first."""

    name = "markdown"

    def claims(self, source: Source) -> int:
        """Return a claim by its media types, by several plain marks, or by its names."""
        if media_type(source) in _MEDIA_TYPES:
            return SENT
        head = probe(source)
        marked = _FIRST_HEADING.match(head) or front_matter(head)[1] is not head
        if marked or sum(bool(mark.search(head)) for mark in _MARKS) >= 2:
            return LOOKS
        return NAMED if source.origin.lower().endswith(_EXTENSIONS) else 0

    def read(self, source: Source, number: int) -> Document:
        """Return the document; raises ``SourceError`` when there is no text to be read."""
        text, notices = decode(source)
        stated, text, complaints = front_matter(text)
        text, footnotes = _without_footnotes(text)
        tokens = _tokens(_flattened(text))
        walk = Walk()
        if _is_plain(tokens):
            from briefing.read.plaintext.structure import recover  # seldom needed

            parts, facts, found = recover(text, stated.title)
        else:
            walk.over(tokens)
            parts, facts, found = _structured(walk, stated.title)
        parts += [Part("paragraph", (note,), silent="a footnote") for note in footnotes]
        ignored = _ignored(walk.tags, len(footnotes), source)
        every = (*notices, *complaints, *overruled(stated, facts), *ignored, *found)
        return compose(source, number, parts, stated.over(facts), every)


def _is_plain(tokens: Sequence[Token]) -> bool:
    """Tell whether there is no mark in it: then its shape is all there is to go by."""
    return all(
        token.type in {"paragraph_open", "inline", "paragraph_close"}
        and all(child.type in {"text", "softbreak"} for child in token.children or ())
        for token in tokens
    )


def _structured(walk: Walk, title: str | None) -> tuple[list[Part], Facts, tuple[Notice, ...]]:
    """Return the parts that the walk found, with title, questions and closing made out."""
    parts = _closed_by_rule(walk.parts, walk.ruled)
    facts, parts = header(titled(parts, title))
    parts, announced = asked(parts)
    return parts, facts, announced


def _tokens(text: str) -> list[Token]:
    from markdown_it import MarkdownIt  # 40 ms that only Markdown need cost

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    return parser.parse(text)


def _flattened(text: str) -> str:
    """Return ``text`` less the marks no person writes.

    Below a hundred levels of nesting the parser would drop the text, and on endless runs of one
    mark it would take minutes.
    """
    text = _RUN.sub(lambda run: run[1] * 100, text)
    return _INDENT.sub("    ", _NEST.sub("", text))


def _without_footnotes(text: str) -> tuple[str, list[str]]:
    """Return the text without footnote definitions and marks, and the notes' texts."""
    notes = [" ".join(match[2].split()) for match in _FOOTNOTE.finditer(text)]
    text = _FOOTNOTE.sub("", text)
    return _FOOTNOTE_MARK.sub("", text) if notes else text, [note for note in notes if note]


def _ignored(tags: int, footnotes: int, source: Source) -> tuple[Notice, ...]:
    found = []
    if tags:
        text = f"HTML tags were ignored: {tags}."
        found.append(Notice("markup-ignored", text, source.origin))
    if footnotes:
        text = f"Footnotes kept but not spoken: {footnotes}."
        found.append(Notice("footnotes-not-spoken", text, source.origin))
    return tuple(found)


def _closed_by_rule(parts: list[Part], ruled: list[int]) -> list[Part]:
    """Return ``parts`` with what stands below the last rule as the closing, if it clearly is.

    It is when headings came before, none comes after, and it is a paragraph or a few.
    """
    place = ruled[-1] if ruled else len(parts)
    tail = parts[place:]
    headed = any(part.role in {"heading", "question"} for part in parts[1:place])
    plain = all(part.role in {"paragraph", "quote"} for part in tail)
    told = sum(len(part.text.split()) for part in tail)
    if not (headed and plain and 1 <= len(tail) <= _LONGEST_CLOSING and told >= 8):
        return parts
    return parts[:place] + [replace(part, zone="closing") for part in tail]
