"""PDF: words at places on pages, put back into the order and the structure they were read in.

``painting`` finds out what stands where, ``lines`` puts it into lines and columns, ``furniture``
takes off running heads and notes, ``blocks`` makes out paragraphs, headings and lists,
``structure`` their titles and levels, ``file`` ties them together, and ``reader`` is the door.
"""

from __future__ import annotations

from briefing.read.pdf.reader import PdfReader

__all__ = ["PdfReader"]
