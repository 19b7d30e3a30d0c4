"""The score: what the house music plays, as tables of notes.

One motif in D major, A D E F sharp: a rising fourth, then steps. The intro leaves it open on the
third, a section plays its head, the closing brings it home to the keynote over a cadence
(IV, V with a suspended fourth, I). The bed holds the same chords as open fifths and ninths, below
where speech has its vowels, with a far glint above where it has its consonants.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

BEAT = 0.6
"""Seconds in a beat: 100 beats a minute, an unhurried walk."""

_SEMITONES = MappingProxyType({"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11})
_A4 = 57  # semitones above C0
_CONCERT_PITCH = 440.0


@dataclass(frozen=True, slots=True)
class Note:
    """A note: which instrument plays which pitch, when and how long in seconds, how firmly."""

    instrument: str
    hertz: float
    start: float
    length: float
    velocity: float
    """From 0, unheard, to 1, firm."""


@dataclass(frozen=True, slots=True)
class Score:
    """A piece of music: its length in seconds and its notes in order of writing."""

    seconds: float
    notes: tuple[Note, ...]


def hertz_of(pitch: str) -> float:
    """Return the frequency of a pitch such as ``F#4``: equal temperament, A4 at 440 Hz.

    Raises ``KeyError`` or ``ValueError`` for what is no pitch.

    >>> hertz_of("A5")
    880.0
    """
    step = _SEMITONES[pitch[0]] + pitch.count("#") + 12 * int(pitch[-1])
    return float(_CONCERT_PITCH * 2.0 ** ((step - _A4) / 12))


def _score(beats: float, table: str) -> Score:
    """Return the score of a table: instrument, pitches, start and length in beats, velocity."""
    notes: list[Note] = []
    for line in table.strip().splitlines():
        instrument, pitches, *figures = line.split()
        start, length, velocity = (float(figure) for figure in figures)
        notes.extend(
            Note(instrument, hertz_of(pitch), BEAT * start, BEAT * length, velocity)
            for pitch in pitches.split("+")
        )
    return Score(BEAT * beats, tuple(notes))


STINGS = MappingProxyType(
    {
        "intro": _score(
            6.25,
            """
            bass  G2         0.0  1.9  0.56
            pad   D3+B3      0.0  1.9  0.66
            keys  A4         0.0  1.6  0.62
            keys  D5         0.5  1.6  0.68
            keys  E5         1.0  1.4  0.74
            bass  D2         2.0  3.2  0.54
            pad   A2+F#3+E4  1.8  2.7  0.60
            keys  F#5        2.0  2.8  0.76
            keys  A4+D5      2.0  2.6  0.30
            bell  A5         3.0  2.0  0.30
            bell  D6         3.5  2.2  0.24
            """,
        ),
        "section": _score(
            2.0,
            """
            bass  D3         0.0   1.0  0.44
            keys  A4         0.0   0.9  0.60
            keys  D5         0.25  0.9  0.68
            keys  E5         0.5   1.0  0.74
            bell  A5         0.5   0.9  0.20
            """,
        ),
        "closing": _score(
            7.25,
            """
            bass  G2         0.0   1.9  0.56
            pad   D3+B3      0.0   1.9  0.66
            keys  A4         0.0   1.6  0.62
            keys  D5         0.5   1.6  0.66
            keys  E5         1.0   1.4  0.70
            bass  A2         2.0   1.3  0.52
            pad   E3+D4      1.8   1.4  0.60
            keys  F#5        2.0   1.2  0.74
            keys  E5         2.5   1.0  0.66
            bass  D2         3.25  3.2  0.54
            pad   A2+F#3+E4  3.05  2.9  0.60
            keys  D5         3.25  2.8  0.72
            keys  A4+F#4     3.25  2.6  0.32
            bell  A5         4.0   2.2  0.26
            bell  D6         4.5   2.2  0.20
            """,
        ),
    }
)
"""The stings, by name."""

BED = _score(
    32,
    """
    haze   D2+A2+E3    31.2  8.8  0.60
    haze   A3           2.0  6.0  0.30
    pluck  D3           1.0  3.0  0.34
    pluck  A3           2.5  3.0  0.30
    pluck  E3           5.0  3.0  0.28
    glint  A7           3.5  2.0  0.60
    glint  D8           4.0  2.5  0.45
    haze   B2+F#3       7.2  8.8  0.52
    haze   A3          10.0  6.0  0.30
    pluck  B2           9.0  3.0  0.34
    pluck  F#3         10.5  3.0  0.30
    pluck  A3          13.0  3.0  0.28
    glint  B7          12.0  2.0  0.50
    glint  A7          14.5  2.5  0.45
    haze   G2+D3       15.2  8.8  0.56
    haze   A3          18.0  6.0  0.30
    pluck  G2          17.0  3.0  0.36
    pluck  D3          18.5  3.0  0.30
    pluck  A3          21.0  3.0  0.28
    glint  D8          19.5  2.0  0.50
    glint  A7          20.0  2.5  0.55
    haze   E3+A3       23.2  8.8  0.56
    haze   B3          26.0  6.0  0.22
    pluck  A2          25.0  3.0  0.36
    pluck  E3          26.5  3.0  0.30
    pluck  A3          29.0  3.0  0.28
    glint  E8          27.5  2.0  0.45
    glint  A7          30.5  2.5  0.50
    """,
)
"""The bed: a loop. What sounds beyond its end sounds on at its start."""
