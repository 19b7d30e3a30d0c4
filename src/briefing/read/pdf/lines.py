"""From runs to lines in reading order: baselines, columns, the blanks between words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefing.read.decode import clean
from briefing.read.pdf.painting import Painted
from briefing.read.pdf.pen import RUN_GAP, WORD_GAP, Run

_SAME_BASELINE = 0.25
"""Part of the font size by which the baselines of one line may differ."""

_LONGEST_ROW = 1_000
"""Runs on one baseline; a line with every letter painted by itself has some 120."""

_FEWEST_IN_COLUMN = 5
"""Lines; a page with fewer beside each other has no columns."""

_NOTE_MARK = re.compile(r"[\d,\s–-]{1,12}|[*†‡§¶#]{1,3}|\[\d{1,3}\]")
_AFTER_WORD = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?”’»\")\]])$")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LEFT_TO_RIGHT = re.compile("[0-9A-Za-z\u00c0-\u024f][0-9A-Za-z\u00c0-\u024f.,:%/-]*")
_JOINED = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column; ``left`` and ``right`` are the column's edges."""

    cells: tuple[str, ...]
    """The line's text; in more than one piece where gaps wider than between words part them."""
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    mono: bool
    page: int
    left: float = 0.0
    right: float = 0.0
    marks: int = 0
    """Marks of notes taken out of it."""
    gaps: tuple[float, ...] = field(default=())

    @property
    def text(self) -> str:
        """The cells, joined by blanks."""
        return " ".join(self.cells)

    @property
    def key(self) -> str:
        """The text as it is compared between pages: letters only, so that numbers count alike."""
        return re.sub(r"[\W\d_]+", " ", self.text).strip().casefold()


def lines_of(painted: Painted, page: int) -> list[Line]:
    """Return the lines of a page in reading order, columns one after the other."""
    segments = [line for row in _rows(painted.runs) for line in _segments(row, page)]
    return [line for column in _columns(segments) for line in _edged(_merged(column))]


# ------------------------------------------------------------------------------ baselines


def _rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs by baseline, from the top; raised and lowered small ones in their line's."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if not run.text.strip() and run.x1 - run.x0 > 2 * run.size:
            continue
        anchor = rows[-1][0] if rows else None
        if anchor and abs(anchor.y - run.y) <= _SAME_BASELINE * max(anchor.size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return _with_small(rows)


def _with_small(rows: list[list[Run]]) -> list[list[Run]]:
    """Put runs that are raised or lowered beside a word, such as note marks, into its row."""
    result = [list(row) for row in rows]
    for place, row in enumerate(result):
        for run in list(row):
            if len(run.text) > 12 or len(row) > _LONGEST_ROW:
                continue
            for other in (*result[place + 1 : place + 3], *result[max(0, place - 2) : place]):
                if len(other) <= _LONGEST_ROW and any(_is_beside(run, word) for word in other):
                    row.remove(run)
                    other.append(run)
                    break
    return [row for row in result if row]


def _is_beside(small: Run, word: Run) -> bool:
    return (
        small.size < 0.88 * word.size
        and abs(small.y - word.y) < 0.7 * word.size
        and -0.5 * word.size < small.x0 - word.x1 < 0.3 * word.size
    )


def _segments(row: list[Run], page: int) -> list[Line]:
    """Return the pieces of a row that wide gaps part; each may be of another column."""
    pieces: list[list[Run]] = []
    for run in sorted(_distinct(row), key=lambda run: (run.x0, run.x1)):
        end = max((before.x1 for before in pieces[-1]), default=0.0) if pieces else 0.0
        if pieces and run.x0 - end <= RUN_GAP * max(run.size, pieces[-1][-1].size):
            pieces[-1].append(run)
        else:
            pieces.append([run])
    lines = (_line(piece, page) for piece in pieces)
    return [line for line in lines if line is not None]


def _distinct(row: list[Run]) -> Iterable[Run]:
    """Return the runs without those painted twice in one place, as some do to make text bold."""
    seen: set[tuple[str, int]] = set()
    for run in row:
        key = (run.text, round(run.x0))
        if run.text.strip() and ({key, (run.text, key[1] - 1), (run.text, key[1] + 1)} & seen):
            continue
        seen.add(key)
        yield run


def _line(runs: Sequence[Run], page: int) -> Line | None:
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.text)
    size = max(sizes, key=lambda size: (sizes[size], size))
    base = next(run.y for run in runs if run.size == size)
    text, marks, end = "", 0, runs[0].x0
    for run in runs:
        piece = run.text
        raised = run.size < 0.88 * size and run.y > base + 0.12 * size
        if raised and (text or len(runs) > 1) and _NOTE_MARK.fullmatch(piece.strip()):
            if not text or _AFTER_WORD.search(text[-20:].rstrip()):
                marks += bool(text.strip())
                text += "" if text else piece + " "
                end = run.x1
                continue
            piece = piece.translate(_SUPERSCRIPT)
        gap = run.x0 - end
        text += " " if gap > WORD_GAP * min(run.size, size) and text[-1:] != " " else ""
        text += piece
        end = max(end, run.x1)
    text = _unjoined(_ordered(text))
    if not text:
        return None
    letters = sum(len(run.text.strip()) for run in runs) or 1
    bold = sum(len(run.text.strip()) for run in runs if run.bold) >= 0.9 * letters
    mono = sum(len(run.text.strip()) for run in runs if run.mono) >= 0.9 * letters
    left, right = runs[0].x0, max(run.x1 for run in runs)
    return Line((text,), left, right, base, size, bold, mono, page, marks=marks)


_SUPERSCRIPT = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


def _ordered(text: str) -> str:
    """Return the text of a line that runs from right to left in the order it is read."""
    letters = sum(map(str.isalpha, text))
    if not letters or len(_RIGHT_TO_LEFT.findall(text)) <= letters / 2:
        return text
    turned = text[::-1].translate(_MIRRORED)
    return _LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], turned)


def _unjoined(text: str) -> str:
    """Return clean text with ligatures and presentation forms as the letters they stand for."""
    text = _JOINED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return " ".join(clean(text.replace("\u00ad", "-"))[0].split())


# -------------------------------------------------------------------------------- columns


def _columns(segments: list[Line], depth: int = 0) -> list[list[Line]]:
    """Return the segments by column, in reading order.

    What crosses the gutter (a title, a wide figure's caption) parts the page into bands, and each
    band is read one column after the other.
    """
    gutter = _gutter(segments) if depth < 3 else None
    if gutter is None:
        return [segments] if segments else []
    found: list[list[Line]] = []
    band: list[Line] = []
    wide: list[Line] = []
    for segment in sorted(segments, key=lambda line: -line.y):
        if segment.x0 < gutter - 1 and segment.x1 > gutter + 1:
            found += _beside(band, gutter, depth)
            band = []
            wide.append(segment)
        else:
            found += [wide] if wide else []
            wide = []
            band.append(segment)
    found += [wide] if wide else _beside(band, gutter, depth)
    return found


def _beside(band: list[Line], gutter: float, depth: int) -> list[list[Line]]:
    left = [line for line in band if line.x1 <= gutter + 1]
    right = [line for line in band if line.x1 > gutter + 1]
    return _columns(left, depth + 1) + _columns(right, depth + 1)


def _gutter(segments: list[Line]) -> float | None:
    """Return where two columns of text part; ``None`` when there is one column.

    A gutter lies left of where many segments begin; few cross it; and what stands on its two
    sides is lines of text that fill their column, else it parts the columns of a table.
    """
    if len(segments) < 2 * _FEWEST_IN_COLUMN:
        return None
    starts = Counter(round(line.x0) for line in segments)
    leftmost = min(starts)
    best: tuple[int, float] | None = None
    for start, _ in sorted(starts.items(), key=lambda item: (-item[1], item[0]))[:12]:
        if start <= leftmost + 40 or starts[start] + starts[start + 1] + starts[start - 1] < 3:
            continue
        gutter = start - 1.5
        crossing = sum(line.x0 < gutter - 1 and line.x1 > gutter + 1 for line in segments)
        if crossing <= len(segments) / 3 and _parts_text(segments, gutter):
            score = (-crossing, starts[start])
            if best is None or score > (best[0], starts[round(best[1] + 1.5)]):
                best = (-crossing, gutter)
    return best[1] if best else None


def _parts_text(segments: list[Line], gutter: float) -> bool:
    left = [line for line in segments if line.x1 <= gutter + 1]
    right = [line for line in segments if line.x0 >= gutter - 1]
    if min(len(left), len(right)) < _FEWEST_IN_COLUMN:
        return False
    overlap = min(_top(left), _top(right)) - max(_bottom(left), _bottom(right))
    lower = min(_top(left) - _bottom(left), _top(right) - _bottom(right))
    return overlap > 0.5 * lower > 0 and _fills(left) and _fills(right)


def _top(lines: Sequence[Line]) -> float:
    return max(line.y for line in lines)


def _bottom(lines: Sequence[Line]) -> float:
    return min(line.y for line in lines)


def _fills(lines: Sequence[Line]) -> bool:
    """Tell whether at least half of the lines are text that fills their column."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    words = sum(len(line.text) >= 18 for line in lines)
    full = sum(line.x1 - line.x0 >= 0.55 * (right - left) for line in lines)
    return words >= 0.5 * len(lines) and full >= 0.5 * len(lines)


def _edged(lines: list[Line]) -> list[Line]:
    """Return a column's lines with its edges: where most of them begin, and the farthest end."""
    starts = Counter(round(line.x0) for line in lines)
    common = max(starts, key=lambda start: (starts[start], -start))
    first = min(line.x0 for line in lines)
    left = float(common) if starts[common] >= 3 else min(common, first)
    ends = sorted(line.x1 for line in lines)
    right = ends[int(0.97 * (len(ends) - 1))]
    return [replace(line, left=left, right=max(right, left + 1)) for line in lines]


def _merged(column: list[Line]) -> list[Line]:
    """Return the lines of a column from the top, segments on one baseline as cells of one line."""
    merged: list[Line] = []
    for line in sorted(column, key=lambda line: (-line.y, line.x0)):
        above = merged[-1] if merged else None
        same = above and abs(above.y - line.y) <= _SAME_BASELINE * max(above.size, line.size)
        if above is None or not same:
            merged.append(line)
        elif line.x0 >= above.x1:
            merged[-1] = _beside_cell(above, line)
        elif line.x1 <= above.x0:
            merged[-1] = _beside_cell(line, above)
        else:
            merged.append(line)
    return merged


def _beside_cell(one: Line, other: Line) -> Line:
    longer = one if len(one.text) >= len(other.text) else other
    return replace(
        longer,
        cells=one.cells + other.cells,
        x0=one.x0,
        x1=other.x1,
        bold=one.bold and other.bold,
        mono=one.mono and other.mono,
        marks=one.marks + other.marks,
        gaps=(*one.gaps, other.x0 - one.x1, *other.gaps),
    )
