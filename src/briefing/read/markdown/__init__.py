"""Markdown: ``walk`` makes parts of the parser's tokens, ``reader`` ties it to the rest."""

from __future__ import annotations

from briefing.read.markdown.reader import MarkdownReader

__all__ = ["MarkdownReader"]
