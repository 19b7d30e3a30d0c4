"""The pen: what the text operators of a page say, and where they put it (ISO 32000-2, 9.4)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Matrix = tuple[float, float, float, float, float, float]

WORD_GAP = 0.15
"""Part of the font size: a wider gap parts words. TeX shrinks its blanks to some 0.17."""

RUN_GAP = 0.9
"""Part of the font size: a wider gap parts runs, which may stand in different columns."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|cmbx|sfbx|-bd|medi$", re.I)
_MONO = re.compile(r"mono|courier|consol|code|typewriter|menlo|cmtt|sftt|\btt\b|xtt$", re.I)
_FIXED_PITCH = 1
_FARTHEST = 100_000.0
"""Points; the largest page a PDF can have is 14,400 wide."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text painted in one go; places and sizes in points, ``y`` upwards."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    mono: bool


class Sink(Protocol):
    """What a pen needs of the page it writes on."""

    def face(self, resources: Any, name: Any) -> Face | None:
        """Return the font called ``name`` in ``resources``."""
        ...

    def put(self, run: Run, *, upright: bool, artifact: bool) -> None:
        """Take a run that was painted."""
        ...


class Face:
    """A font: what its codes mean and how wide they are, in parts of its size."""

    def __init__(self, resource: Any) -> None:
        # pypdf's own fonts: its text extraction stands on them, but no public name leads to them.
        from pypdf.generic._font import Font

        font: Any = Font.from_font_resource(resource)
        self.font = font
        self.bold = bool(_BOLD.search(font.name.partition("+")[2] or font.name))
        self.mono = bool(_MONO.search(font.name)) or bool(font.font_descriptor.flags & _FIXED_PITCH)
        self._known: dict[int | str, tuple[str, float, bool]] = {}
        self.scale, self.nominal = 0.001, 1.0
        if font.sub_type == "Type3":
            self._measure_type3(resource)

    def _measure_type3(self, resource: Any) -> None:
        """Take the scale from the font's matrix: its sizes are of its own making (9.6.4)."""
        matrix = [float(number) for number in resource.get("/FontMatrix", (0.001, 0, 0, 0.001))]
        box = [float(number) for number in resource.get("/FontBBox", (0, 0, 0, 0))]
        self.scale = abs(matrix[0]) or 0.001
        tall = abs(box[3] - box[1]) * abs(matrix[3])
        self.nominal = tall if 0.01 < tall < 100 else 1.0

    def glyphs(self, code: bytes) -> Iterator[tuple[str, float, bool]]:
        """Yield for each code what it says, its width, and whether word spacing applies."""
        encoding = self.font.encoding
        codes = _decoded(code, encoding) if isinstance(encoding, str) else code
        for each in codes:
            known = self._known.get(each)
            if known is None:
                known = self._known[each] = self._glyph(each)
            yield known

    def _glyph(self, code: int | str) -> tuple[str, float, bool]:
        font = self.font
        if isinstance(code, str):
            letter = key = code
        else:
            key = chr(code)
            letter = font.encoding.get(code, key)
        width = font.character_widths.get(key, font.character_widths.get("default", 500.0))
        says = str(font.character_map.get(letter, letter))
        return says, float(width) * self.scale, code == 32


def _decoded(code: bytes, encoding: str) -> str:
    try:
        return code.decode(encoding, "surrogatepass")
    except (UnicodeDecodeError, LookupError):
        return code.decode("utf-16-be", "replace")


class State:
    """The part of the graphics state that text depends on (8.4.1, 9.3)."""

    __slots__ = ("ctm", "face", "leading", "rise", "size", "spacing", "stretch", "word_spacing")

    def __init__(self, ctm: Matrix) -> None:
        self.ctm = ctm
        self.face: Face | None = None
        self.size = self.spacing = self.word_spacing = self.leading = self.rise = 0.0
        self.stretch = 1.0

    def copy(self) -> State:
        other = State(self.ctm)
        for name in self.__slots__:
            setattr(other, name, getattr(self, name))
        return other


class Pen:
    """Where text goes next, while one sequence of operators is followed."""

    def __init__(self, painter: Sink, resources: Any, state: State) -> None:
        self.painter = painter
        self.resources = resources
        self.state = state
        self.stack: list[State] = []
        self.marks: list[tuple[bool, str | None]] = []
        self.line: Matrix = IDENTITY
        self.text: Matrix = IDENTITY
        self.instead: str | None = None

    def follow(self, operator: bytes, operands: Any) -> None:
        """Do what one operator says; unknown ones and ones with wrong operands do nothing."""
        action = _ACTIONS.get(operator)
        if action is None:
            return
        try:
            action(self, operands)
        except (IndexError, TypeError, ValueError, OverflowError):
            return  # operands missing or of another type: viewers skip the operator, too

    def save(self, _operands: Any) -> None:
        if len(self.stack) < 512:
            self.stack.append(self.state.copy())

    def restore(self, _operands: Any) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def transform(self, operands: Any) -> None:
        self.state.ctm = times(matrix(operands), self.state.ctm)

    def begin(self, _operands: Any) -> None:
        self.line = self.text = IDENTITY

    def font(self, operands: Any) -> None:
        self.state.face = self.painter.face(self.resources, operands[0])
        self.state.size = float(operands[1])

    def move(self, operands: Any) -> None:
        self.line = times((1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1])), self.line)
        self.text = self.line

    def move_leading(self, operands: Any) -> None:
        self.state.leading = -float(operands[1])
        self.move(operands)

    def place(self, operands: Any) -> None:
        self.line = self.text = matrix(operands)

    def next_line(self, _operands: Any = ()) -> None:
        self.move((0.0, -self.state.leading))

    def show(self, operands: Any) -> None:
        self._show((operands[0],))

    def show_spaced(self, operands: Any) -> None:
        self._show(operands[0])

    def show_next(self, operands: Any) -> None:
        self.next_line()
        self._show((operands[0],))

    def show_next_spaced(self, operands: Any) -> None:
        self.state.word_spacing, self.state.spacing = float(operands[0]), float(operands[1])
        self.next_line()
        self._show((operands[2],))

    def mark(self, operands: Any) -> None:
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, str):
            properties = dictionary(self.resources.get("/Properties", {})).get(properties)
        properties = dictionary(properties)
        says = properties.get("/ActualText")
        says = str(says) if says is not None else None
        self.marks.append((operands[0] == "/Artifact", says))
        if says is not None:
            self.instead = says

    def unmark(self, _operands: Any) -> None:
        if self.marks and self.marks.pop()[1] is not None:
            self.instead = None

    def _show(self, pieces: Sequence[Any]) -> None:
        """Paint strings one after the other, numbers between them moving the pen back (9.4.3)."""
        state = self.state
        if state.face is None:
            return
        sheet = _Sheet(self)
        for piece in pieces:
            if isinstance(piece, (int, float)):
                sheet.skip(-float(piece) / 1000 * state.size * state.stretch)
            elif isinstance(piece, (bytes, str)):
                sheet.write(_code(piece))
        sheet.flush()
        self.text = times((1.0, 0.0, 0.0, 1.0, sheet.at, 0.0), self.text)


class _Sheet:
    """One showing of text: gathers what is written until a wide gap ends the run."""

    def __init__(self, pen: Pen) -> None:
        state = pen.state
        rise: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, state.rise)
        self.matrix = times(times(rise, pen.text), state.ctm)
        self.pen, self.state = pen, state
        self.at = self.start = self.end = 0.0
        self.letters: list[str] = []
        nominal = state.face.nominal if state.face else 1.0
        self.em = abs(state.size) * nominal or 1.0

    def skip(self, distance: float) -> None:
        self.at += distance

    def write(self, code: bytes) -> None:
        state, face = self.state, self.state.face
        if face is None:
            return
        self._gap()
        for says, width, is_blank in face.glyphs(code):
            spacing = state.spacing + (state.word_spacing if is_blank else 0.0)
            if not self.letters:
                self.start = self.at
            self.letters.append(self._instead(says))
            self.end = self.at + width * state.size * state.stretch
            self.at = self.end + spacing * state.stretch
            if state.spacing > RUN_GAP * self.em:
                self.flush()

    def _instead(self, says: str) -> str:
        """Return what the file says to read in place of the glyphs, once; else what they say."""
        pen = self.pen
        if pen.instead is None:
            return says
        pen.instead, text = "", pen.instead
        return text

    def _gap(self) -> None:
        """Part words, or runs, where the pen has moved on since the last glyph."""
        if not self.letters:
            return
        gap = self.at - self.end - self.state.spacing * self.state.stretch
        if gap > RUN_GAP * self.em or gap < -self.em:
            self.flush()
        elif gap > WORD_GAP * self.em and not self.letters[-1].endswith(" "):
            self.letters.append(" ")

    def flush(self) -> None:
        if not self.letters or self.state.face is None:
            return
        a, b, c, d, x, y = self.matrix
        text = "".join(self.letters)
        self.letters = []
        size = self.em * math.hypot(c, d)
        upright = a > 0 and abs(b) <= 0.1 * a and size > 0.5
        numbers = (x + self.start * a, x + self.end * a, y + self.start * b, size)
        if all(map(math.isfinite, numbers)) and max(map(abs, numbers)) < _FARTHEST:
            face = self.state.face
            left, right, height, size = numbers
            run = Run(text, left, max(left, right), height, size, face.bold, face.mono)
            artifact = any(is_artifact for is_artifact, _ in self.pen.marks)
            self.pen.painter.put(run, upright=upright, artifact=artifact)


def _set(name: str, factor: float = 1.0) -> Any:
    def action(pen: Pen, operands: Any) -> None:
        setattr(pen.state, name, float(operands[0]) * factor)

    return action


_ACTIONS: dict[bytes, Any] = {
    b"q": Pen.save,
    b"Q": Pen.restore,
    b"cm": Pen.transform,
    b"BT": Pen.begin,
    b"Tf": Pen.font,
    b"Td": Pen.move,
    b"TD": Pen.move_leading,
    b"Tm": Pen.place,
    b"T*": Pen.next_line,
    b"Tj": Pen.show,
    b"TJ": Pen.show_spaced,
    b"'": Pen.show_next,
    b'"': Pen.show_next_spaced,
    b"BDC": Pen.mark,
    b"BMC": Pen.mark,
    b"EMC": Pen.unmark,
    b"Tc": _set("spacing"),
    b"Tw": _set("word_spacing"),
    b"Tz": _set("stretch", 0.01),
    b"TL": _set("leading"),
    b"Ts": _set("rise"),
}


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does ``one`` and then ``other``."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return (a, b, c, d, e, f)


def _code(piece: bytes | str) -> bytes:
    """Return the bytes of a string operand; pypdf hands over some as text."""
    if isinstance(piece, bytes):
        return piece
    original = getattr(piece, "original_bytes", None)
    return original if isinstance(original, bytes) else piece.encode("latin-1", "replace")


def dictionary(value: Any) -> Any:
    """Return a PDF dictionary; an empty one where the file has something else in its place."""
    from pypdf.generic import DictionaryObject

    value = value.get_object() if hasattr(value, "get_object") else value
    return value if isinstance(value, DictionaryObject) else DictionaryObject()
