"""Word documents (DOCX): what their styles say they are, in the order of the body.

``styles`` knows what a paragraph's style makes of it, ``words`` what a paragraph says, ``body``
walks the document, and ``reader`` ties them together.
"""

from __future__ import annotations

from briefing.read.docx.reader import DocxReader

__all__ = ["DocxReader"]
