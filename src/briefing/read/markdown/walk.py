"""From markdown-it's flat tokens to parts: one walk, in source order, losing no text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.read.decode import clean
from briefing.read.ear import CELL
from briefing.read.outline import Part
from briefing.read.questions import MARKED_ANSWER, MARKED_QUESTION, is_question
from briefing.read.quotations import is_quotation, speaker_of
from briefing.read.sentences import join_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

BOLD_LEVEL = 7
"""Level of a line that is bold from end to end: a heading below all six true levels."""

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[A-Za-z!?][^<>]*>", re.S | re.I
)
_SILENT_TAG = re.compile(r"<(/?)(?:script|style)\b", re.I)
_TASK = re.compile(r"\[[ xX]\]\s+")
_LONGEST_HEADLINE = 120
_WORD = re.compile(r"\w")


class _Text:
    """An inline token's text: its lines, the bold text it opens with, its images' descriptions."""

    def __init__(self, token: Token) -> None:
        self.tags = 0
        self.images: list[str] = []
        self.bold = ""
        self._pieces: list[str] = []
        self._render(token.children or [])
        text = "".join(self._pieces)
        if "&" in token.content:  # an entity can spell what cleaning took out
            text = clean(text)[0]
        folded = (" ".join(line.split()) for line in text.split("\n"))
        self.lines = [line for line in folded if line]

    @property
    def text(self) -> str:
        """The text with its wrapped lines joined."""
        return join_lines(self.lines)

    def _render(self, tokens: Sequence[Token]) -> None:
        silent = False
        opener = next((token.type for token in tokens if token.type != "text" or token.content), "")
        for token in tokens:
            if token.type == "html_inline":
                self.tags += 1
                if tag := _SILENT_TAG.match(token.content):
                    silent = not tag[1]
                elif token.content.lower().startswith("<br"):
                    self._pieces.append("\n")
            elif silent:
                continue
            elif token.type == "image":
                self.images.append(" ".join(token.content.split()))
            elif token.type in {"softbreak", "hardbreak"}:
                self._pieces.append("\n")
            elif token.type == "strong_close" and not self.bold and opener == "strong_open":
                self.bold = "".join(self._pieces).strip()
            else:
                self._pieces.append(token.content)


class Walk:
    """Walks tokens once and keeps what it found.

    Text belongs to the innermost container it stands in. A container that opens within another
    ends what the outer one had so far, so parts keep the order of the source; a list within a
    list goes on with it.
    """

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.ruled: list[int] = []
        """How many parts stood before each horizontal rule."""
        self.tags = 0
        self._within: list[str] = []
        self._texts: list[list[str]] = []
        self._rows: list[str] = []
        self._cells: list[str] = []

    def over(self, tokens: Sequence[Token]) -> None:
        """Walk ``tokens``; the parts are then in :attr:`parts`."""
        before: Token | None = None
        for token in tokens:
            self._step(token, before)
            before = token

    def _step(self, token: Token, before: Token | None) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token, before)
        elif kind in {"fence", "code_block"}:
            self._flush()
            self._add(Part("code", (token.content.rstrip("\n"),)))
        elif kind == "html_block":
            self._html(token.content)
        elif kind == "hr":
            if not self._within:
                self.ruled.append(len(self.parts))
        elif kind in {"bullet_list_open", "ordered_list_open"}:
            self._open("list")
        elif kind == "blockquote_open":
            self._open("quote")
        elif kind == "list_item_open":
            self._texts.append([])
        elif kind in {"bullet_list_close", "ordered_list_close", "blockquote_close"}:
            self._close()
        elif kind == "tr_close":
            self._rows.append(CELL.join(self._cells))
            self._cells = []
        elif kind == "table_close":
            self._flush()
            self._add(Part("table", tuple(self._rows)))
            self._rows = []

    # ------------------------------------------------------------------------- containers

    def _open(self, container: str) -> None:
        if not (container == "list" and self._within[-1:] == ["list"]):
            self._flush()
        self._within.append(container)

    def _close(self) -> None:
        if not (self._within[-1] == "list" and self._within[-2:-1] == ["list"]):
            self._flush()
        self._within.pop()

    def _flush(self) -> None:
        """Make a part of what the innermost container holds so far."""
        texts, self._texts = self._texts, []
        if not self._within:
            return
        if self._within[-1] == "list":
            items = (" ".join(paragraphs) for paragraphs in texts)
            self._add(Part("list", tuple(_TASK.sub("", item) for item in items if item)))
        else:
            self._quote([line for paragraphs in texts for line in paragraphs])

    def _quote(self, paragraphs: list[str]) -> None:
        """Add a quote; its last line names the speaker when it begins with a dash."""
        speaker = None
        if paragraphs:
            *lines, last = paragraphs[-1].split("\n")
            speaker = speaker_of(last)
            if speaker and (lines or len(paragraphs) > 1):
                paragraphs = paragraphs[:-1] + ["\n".join(lines)] * bool(lines)
            else:
                speaker = None
        texts = tuple(join_lines(paragraph.split("\n")) for paragraph in paragraphs)
        self._add(Part("quote", texts, speaker=speaker))

    def _add(self, part: Part) -> None:
        if any(text.strip() for text in part.texts):
            self.parts.append(part)

    # ------------------------------------------------------------------------------- text

    def _inline(self, token: Token, before: Token | None) -> None:
        found = _Text(token)
        self.tags += found.tags
        if before is not None and before.type in {"th_open", "td_open"}:
            self._cells.append(found.text)
        elif self._within:
            if found.lines:
                self._hold(found)
        elif before is not None and before.type == "heading_open":
            self._heading(found, int(before.tag[1:]))
        elif found.lines:
            for part in _paragraph(found, asked=self._asked()):
                self._append(part)
        for described in found.images:
            self._flush_keeping(Part("figure", (described,)))

    def _asked(self) -> bool:
        """Tell whether the part before is a question, so that ``A:`` marks its answer."""
        above = self.parts[-1] if self.parts else None
        return (
            above is not None and above.role in {"question", "heading"} and is_question(above.text)
        )

    def _hold(self, found: _Text) -> None:
        if self._within[-1] == "quote":
            self._texts.append(["\n".join(found.lines)])
        elif self._texts:
            self._texts[-1].append(found.text)
        else:
            self._texts.append([found.text])

    def _flush_keeping(self, part: Part) -> None:
        if part.text:
            self._flush()
            self._add(part)

    def _heading(self, found: _Text, level: int) -> None:
        """Add a heading; a paragraph somebody underlined by mistake stays a paragraph."""
        text = found.text
        if len(found.lines) > 1 and (len(text) > _LONGEST_HEADLINE or text.endswith(".")):
            self._add(Part("paragraph", (text,)))
            self.ruled.append(len(self.parts))
        else:
            self._add(Part("heading", (text,), level=level))

    def _append(self, part: Part) -> None:
        """Add a paragraph; one that only names the speaker of the quote before it goes there."""
        above = self.parts[-1] if self.parts else None
        if above and above.role == "quote" and above.speaker is None and part.role == "paragraph":
            speaker = speaker_of(part.text)
            if speaker:
                self.parts[-1] = replace(above, speaker=speaker)
                return
        self._add(part)

    def _html(self, content: str) -> None:
        """Keep the words between the tags; tags, comments, scripts and styles are not for ears."""
        text, tags = _TAG.subn(" ", content)
        self.tags += tags
        text = clean(html.unescape(text))[0]
        if not _WORD.search(text):
            return
        text = " ".join(text.split())
        if self._within:
            self._texts.append([text])
        else:
            self._add(Part("paragraph", (text,)))


def _paragraph(found: _Text, *, asked: bool) -> Iterator[Part]:
    """Yield the parts of a paragraph that stands by itself."""
    text, bold = found.text, found.bold
    lines = found.lines
    if _asks(lines) or (asked and MARKED_ANSWER.match(text)):
        yield from _marked(lines)
    elif bold and bold.split() == text.split() and len(text) <= _LONGEST_HEADLINE * 2:
        ends = text.endswith((".", "!", ",", ";", "…"))
        yield Part("paragraph" if ends else "heading", (text,), level=BOLD_LEVEL)
    elif bold and is_question(bold, strict=False):
        question = " ".join(bold.split())
        yield Part("heading", (question,), level=BOLD_LEVEL)
        yield Part("paragraph", (text[len(question) :].strip(),))
    elif is_quotation(text):
        yield Part("quote", (text,))
    else:
        yield Part("paragraph", (text,))


def _asks(lines: Sequence[str]) -> bool:
    """Tell whether the lines open with a marked question: it asks, or a marked answer follows."""
    if not MARKED_QUESTION.match(lines[0]):
        return False
    answered = any(MARKED_ANSWER.match(line) for line in lines[1:])
    return answered or is_question(join_lines(list(lines)), strict=False)


def _marked(lines: Sequence[str]) -> Iterator[Part]:
    """Yield questions and answers marked ``Q:`` and ``A:``, each from its own line on."""
    groups: list[list[str]] = []
    for line in lines:
        if not groups or MARKED_QUESTION.match(line) or MARKED_ANSWER.match(line):
            groups.append([])
        groups[-1].append(line)
    for group in groups:
        text = join_lines(group)
        if MARKED_QUESTION.match(text):
            yield Part("question", (MARKED_QUESTION.sub("", text, count=1),))
        else:
            yield Part("paragraph", (MARKED_ANSWER.sub("", text, count=1),))
