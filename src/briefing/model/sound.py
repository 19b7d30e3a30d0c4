"""Sound: what is heard, from a voice to a finished file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefing.model.document import Address
from briefing.units import Frames, Milliseconds, milliseconds_of


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice an engine can speak with. ``name`` is what a person writes to choose it."""

    name: str
    language: str
    sex: Literal["female", "male"] | None = None


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a part of ``spoken`` sounds: ``length`` characters from ``offset`` on, in IPA."""

    offset: int
    length: int
    ipa: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """A line as handed to an engine. ``spoken`` is heard; it is never shown."""

    engine: str
    voice: str
    rate: int
    """Words a minute as heard, a word being six characters of ``spoken`` with its blank. In scripts
    without vowels or of syllables a word has fewer characters."""
    spoken: str
    language: str
    pitch: float = 0.0
    """Semitones above (below, if negative) the voice's own pitch."""
    pronunciations: tuple[Pronunciation, ...] = ()
    """In order, without overlap. An engine that takes no IPA says the words as they are spelt."""


@dataclass(frozen=True, slots=True)
class WordMark:
    """A word as the engine timed it: where it starts, and which characters of ``spoken`` it is."""

    start: Frames
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine returns: mono 16-bit samples, little endian, with the rate in hertz."""

    pcm: bytes
    rate: int
    marks: tuple[WordMark, ...] = ()

    @property
    def frames(self) -> Frames:
        """How many samples there are."""
        return Frames(len(self.pcm) // 2)


@dataclass(frozen=True, slots=True)
class Clip:
    """A handle on trimmed audio in the store. The samples stay there."""

    key: str
    frames: Frames
    """Length at ``rate``, silence at the edges already taken off."""
    rate: int
    marks: tuple[WordMark, ...] = ()
    """Word starts counted from the trimmed clip's first frame."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A clip at its place in the episode, in frames at the episode's rate."""

    clip: Clip
    voice: str
    start: Frames
    frames: Frames
    gain: float = 0.0
    """Decibels above the level all lines are brought to."""
    kind: Literal["speech", "sting"] = "speech"

    @property
    def end(self) -> Frames:
        """The first frame after the clip."""
        return Frames(self.start + self.frames)


@dataclass(frozen=True, slots=True)
class Bed:
    """Music under the speech from ``start`` up to ``end``: a clip that is played as a loop."""

    clip: Clip
    start: Frames
    end: Frames


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: from ``start`` up to ``end``, where the next one begins."""

    title: str
    start: Frames
    end: Frames
    link: str | None = None
    """Where its first paragraph stands in the source."""
    image: str | None = None
    """Address of a picture of it, where the source has one."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A line as a caption: who says what from when to when."""

    start: Frames
    end: Frames
    role: str
    text: str
    sources: tuple[Address, ...] = ()
    words: tuple[Frames, ...] = ()
    """Where each word of ``text`` starts, words being what blanks divide; empty if nobody knows."""
    estimated: bool = False
    """Whether ``words`` are shares of the line's length, the engine having given no times."""
    language: str | None = None
    """BCP 47; ``None`` where it is the episode's."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole episode as positions, in frames at ``rate``. Contiguous chapters, ordered cues."""

    rate: int
    placements: tuple[Placement, ...]
    chapters: tuple[Chapter, ...]
    cues: tuple[Cue, ...]
    joins: tuple[Frames, ...]
    """Positions in silence where the encoder may start anew; multiples of one MP3 frame."""
    total: Frames
    beds: tuple[Bed, ...] = ()
    """In order, without overlap; no join lies in one."""

    def milliseconds(self, frames: Frames) -> Milliseconds:
        """Return a position of this timeline in milliseconds."""
        return milliseconds_of(frames, self.rate)


@dataclass(frozen=True, slots=True)
class Tags:
    """What an MP3 says about itself. Times are in the timeline, not here."""

    title: str
    show: str
    author: str
    date: str
    """ISO 8601 date-time with zone."""
    language: str
    guid: str
    description: str
    text: str
    """Everything that is said, for the lyrics frame."""
    cover: bytes
    cover_type: str
    """Media type of ``cover``."""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Master:
    """A finished MP3, opened again and measured after it was written."""

    path: Path
    bytes: int
    sha256: str
    frames: Frames
    rate: int
    integrated_lufs: float
    """Dual-mono reading: a mono file as two loudspeakers play it, 3.01 LU above the plain one."""
    true_peak_dbtp: float

    @property
    def duration(self) -> Milliseconds:
        """Playing time."""
        return milliseconds_of(self.frames, self.rate)
