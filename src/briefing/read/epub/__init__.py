"""EPUB 2 and 3: the chapters of a book, in the order of its spine, each a section.

``package`` reads what the book says of itself and in which order it is read, ``chapter`` a
chapter's markup, and ``reader`` ties them together. Nothing outside the archive is ever followed.
"""

from __future__ import annotations

from briefing.read.epub.reader import EpubReader

__all__ = ["EpubReader"]
