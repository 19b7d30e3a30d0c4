"""The master: a timeline becomes a finished MP3, which is then opened again and measured."""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from briefing.errors import SoundError
from briefing.model import Bed, Clip, Master, Placement, Tags, Timeline
from briefing.sound.checksum import crc16_of_repeated, joined
from briefing.sound.decoding import decoded_length, unsound
from briefing.sound.id3 import tag_of
from briefing.sound.jobs import (
    HIGHEST_PEAK,
    Cue,
    EncodeJob,
    Scene,
    encode,
    render,
    silence,
    unreadable,
)
from briefing.sound.loudness import (
    BINS_PER_SECOND,
    DUAL_MONO,
    SILENCE,
    add_energies,
    loudness_of,
)
from briefing.sound.mp3 import (
    FRAME,
    BrokenMp3Error,
    Inspection,
    frames_for,
    info_frame,
    info_of,
    info_size,
    inspect,
    padding_due,
    silent_frame,
)
from briefing.sound.pieces import Piece, length_of, pieces_of
from briefing.sound.shelf import Encoded, Shelf, unpacked
from briefing.units import Frames, decibels_of, gain_of, rescale

TOLERANCE = 0.25
"""LU by which our reading of the finished file may miss the loudness asked for: the promise is 0.3,
and meters differ by a hundredth or two."""

STINGS = -4.0
"""LU by which music that stands alone is softer than speech."""

BEDS = -20.0
"""LU by which music under speech is softer than that where nobody speaks; then it is ducked."""

_ROUNDS = 3
_NO_PEAK = -120.0
"""Stands for the peak of digital silence, which has none: a finite number, for records."""

Job = TypeVar("Job")
Result = TypeVar("Result")


class Map(Protocol):
    """Like the builtin ``map`` over one iterable: results in the order of the jobs."""

    def __call__(
        self, function: Callable[[Job], Result], jobs: Iterable[Job], /
    ) -> Iterable[Result]:
        """Return ``function(job)`` for each job, in order."""
        ...


@dataclass(frozen=True, slots=True)
class _Order:
    """All that one round of writing needs."""

    timeline: Timeline
    tag: bytes
    audio: Callable[[str], Path]
    shelf: Shelf | None
    path: Path
    kbps: int
    map: Map
    advance: Callable[[int, int], None]
    pieces: tuple[Piece, ...]


def produce(  # noqa: PLR0913 (what is made, from what, to where, how: each named by the caller)
    timeline: Timeline,
    tags: Tags,
    *,
    audio: Callable[[str], Path],
    path: Path,
    bitrate: int,
    loudness: float,
    map: Map,  # noqa: A002 (it is one, and callers hand over theirs by this name)
    shelf: Shelf | None = None,
    lines: float | None = None,
    advance: Callable[[int, int], None] = lambda _done, _total: None,
) -> Master:
    """Write ``timeline`` as an MP3 at ``path`` and return what it measures when opened again.

    ``audio`` says where a clip's WAV file is. ``bitrate`` is in kb/s, ``loudness`` in LUFS as two
    loudspeakers play a mono file (3.01 LU above its plain reading). Pieces on the ``shelf`` are
    taken from there; ``map`` works through the others; it is called with functions and jobs that
    can be pickled. ``lines`` is the loudness that lines are brought to at first, before their
    gains, if it is another than the episode's: see :func:`lines_at`. ``advance`` is told how many
    of the pieces are there, of how many. Memory does not grow with the episode. The same timeline
    and clips give the same bytes, whatever ``map`` does and whatever was on the shelf.

    Raises ``SoundError`` when the file cannot be brought within 0.3 LU of ``loudness`` and under
    -1 dBTP, ``OutputError`` when it cannot be written or a clip cannot be read. Then there is no
    file at ``path``.
    """
    tag, pieces = tag_of(tags, timeline), tuple(pieces_of(timeline))
    order = _Order(timeline, tag, audio, shelf, path, bitrate, map, advance, pieces)
    try:
        return _produced(order, loudness, loudness if lines is None else lines)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _produced(order: _Order, loudness: float, target: float) -> Master:
    for _ in range(_ROUNDS):
        sound = _written(order, target)
        found = _examined(order, sound)
        level, peak = sound.lufs, sound.dbtp
        miss = loudness - level if level > SILENCE else 0.0
        if abs(miss) <= TOLERANCE and peak <= HIGHEST_PEAK:
            return _master(order, found, level, peak)
        target += round(miss, 1)
    raise SoundError(
        f"The MP3 measures {level:.1f} LUFS with a peak of {peak:.1f} dBTP; it must "
        f"be {loudness:g} LUFS within {TOLERANCE:g}, with no peak above {HIGHEST_PEAK:g}.",
        where=str(order.path),
        remedy="Ask for less loudness: --loudness -16 suits podcasts.",
    )


def _master(order: _Order, found: Inspection, level: float, peak: float) -> Master:
    return Master(
        path=order.path,
        bytes=found.bytes,
        sha256=found.sha256,
        frames=order.timeline.total,
        rate=order.timeline.rate,
        integrated_lufs=round(level, 2),
        true_peak_dbtp=round(peak, 2),
    )


# --------------------------------------------------------------------------------- pieces


def lines_at(loudness: float, gains: Sequence[float], weights: Sequence[int]) -> float:
    """Return the loudness lines are brought to, so that with their ``gains`` the episode has its.

    ``weights`` say how much of the episode each line is; the lengths of what is said will do. In
    tenths of a LU, so that a change to one line hardly ever changes it.

    >>> lines_at(-16.0, [3.0, 3.0], [10, 20])
    -19.0
    """
    total = sum(weights)
    if not total:
        return loudness
    power = math.fsum(
        weight * gain_of(2 * gain) for gain, weight in zip(gains, weights, strict=True)
    )
    return round(loudness - decibels_of(power / total) / 2, 1) if any(gains) else loudness


@dataclass(frozen=True, slots=True)
class Encoding:
    """How an episode is encoded, as far as that is known before it is spoken."""

    rate: int
    """Of the timeline, in hertz."""
    bitrate: int
    """kb/s."""
    loudness: float
    """LUFS, as two loudspeakers play it, that lines are brought to."""


def line_job(clip: Clip, encoding: Encoding, shelf: Shelf, gain: float = 0.0) -> EncodeJob:
    """Return the job of the piece that ``clip`` will be in an episode if it stands between pauses.

    ``gain`` is its placement's. A worker that has just spoken the clip can do the job at once, and
    ``produce`` finds it done.
    """
    frames = rescale(clip.frames, clip.rate, encoding.rate)
    placed = Placement(clip, "", Frames(FRAME), frames, gain)
    piece = Piece(Frames(0), length_of(placed.end), (placed,))
    return _job(piece, encoding, shelf.audio, shelf)


def programme(
    timeline: Timeline,
    *,
    audio: Callable[[str], Path],
    loudness: float,
    map: Map,  # noqa: A002
) -> Iterator[bytes]:
    """Yield the whole episode as blocks of mono 16-bit samples at the timeline's rate.

    At ``loudness`` LUFS (dual mono) within what levelling line by line can do, with no true peak
    above -2 dBTP: for encoders other than ours. Raises ``OutputError`` when a clip cannot be read.
    """
    pieces = tuple(pieces_of(timeline))
    scenes = (_scene(piece, timeline.rate, loudness, audio) for piece in pieces)
    position = 0
    for piece, pcm in zip(pieces, map(render, scenes), strict=True):
        yield from silence(piece.start - position)
        yield pcm
        position = piece.start + len(pcm) // 2
    yield from silence(timeline.total - position)


def _job(
    piece: Piece, encoding: Encoding, audio: Callable[[str], Path], shelf: Shelf | None
) -> EncodeJob:
    scene = _scene(piece, encoding.rate, encoding.loudness, audio)
    return EncodeJob(scene, piece.mp3_frames, encoding.bitrate, shelf)


def _scene(piece: Piece, rate: int, loudness: float, audio: Callable[[str], Path]) -> Scene:
    def cue(sound: Placement | Bed, level: float) -> Cue:
        start, frames = Frames(sound.start - piece.start), Frames(sound.end - sound.start)
        return Cue(sound.clip.key, audio(sound.clip.key), start, frames, level)

    cues = tuple(cue(placed, _level(placed, loudness)) for placed in piece.placements)
    beds = tuple(cue(bed, loudness - DUAL_MONO + BEDS) for bed in piece.beds)
    return Scene(cues, beds, rate)


def _level(placed: Placement, loudness: float) -> float:
    """Return the loudness of a placement in LUFS, plain mono."""
    return loudness - DUAL_MONO + (STINGS if placed.kind == "sting" else 0.0) + placed.gain


def _encoded(order: _Order, loudness: float) -> Iterator[Encoded]:
    """Yield every piece as MP3: from the shelf, or encoded now."""
    encoding = Encoding(order.timeline.rate, order.kbps, loudness)
    jobs = [_job(piece, encoding, order.audio, order.shelf) for piece in order.pieces]
    missing = [order.shelf is None or not order.shelf.holds(job.key) for job in jobs]
    made = iter(order.map(encode, (job for job, gone in zip(jobs, missing, strict=True) if gone)))
    for job, gone in zip(jobs, missing, strict=True):
        packed = next(made) if gone or order.shelf is None else order.shelf.piece(job.key)
        piece = unpacked(packed) if packed is not None else None
        if piece is None:  # it was there a moment ago, or is not whole
            (packed,) = order.map(encode, (job,))
            piece = unpacked(packed)
        assert piece is not None
        yield piece


# -------------------------------------------------------------------------------- writing


@dataclass(slots=True)
class _Sound:
    """What was written, and what is known of its sound."""

    bins: array[float]
    peak: float = 0.0
    frames: int = 0
    bytes: int = 0
    crc: int = 0
    crc32: int = field(default=0)

    @property
    def lufs(self) -> float:
        """Integrated loudness, dual mono."""
        level = loudness_of(self.bins)
        return level + DUAL_MONO if level > -math.inf else SILENCE

    @property
    def dbtp(self) -> float:
        """Highest true peak."""
        return max(decibels_of(self.peak), _NO_PEAK)


def _written(order: _Order, loudness: float) -> _Sound:
    """Write the file and return what is in it."""
    rate, kbps = order.timeline.rate, order.kbps
    sound = _Sound(array("d", bytes(8 * (order.timeline.total * BINS_PER_SECOND // rate + 1))))
    with _writing(order.path):
        file = order.path.open("wb")
    with file:
        with _writing(order.path):
            file.write(order.tag.ljust(len(order.tag) + info_size(kbps, rate), b"\0"))
        pieces = zip(order.pieces, _encoded(order, loudness), strict=True)
        for done, (piece, encoded) in enumerate(pieces, 1):
            with _writing(order.path):
                _write_silence(file, sound, piece.start // FRAME, kbps, rate)
                _write_piece(file, sound, encoded, piece, rate)
            order.advance(done, len(order.pieces))
        with _writing(order.path):
            _write_silence(file, sound, frames_for(order.timeline.total), kbps, rate)
            info = info_of(order.timeline.total, sound.bytes, sound.crc, kbps, rate)
            file.seek(len(order.tag))
            file.write(info_frame(info, kbps, rate))
            file.flush()
    return sound


def _write_silence(file: BinaryIO, sound: _Sound, until: int, kbps: int, rate: int) -> None:
    """Write frames of silence until there are ``until`` frames."""
    count = until - sound.frames
    padded = padding_due(until, sound.bytes, count, kbps, rate)
    for times, frame in (
        (padded, silent_frame(kbps, rate, padded=True)),
        (count - padded, silent_frame(kbps, rate)),
    ):
        _write(file, sound, frame * times, crc16_of_repeated(frame, times))
    sound.frames = until


def _write_piece(file: BinaryIO, sound: _Sound, encoded: Encoded, piece: Piece, rate: int) -> None:
    _write(file, sound, encoded.mp3, encoded.crc)
    sound.frames += piece.mp3_frames
    sound.peak = max(sound.peak, encoded.true_peak)
    add_energies(sound.bins, encoded.energies, piece.start * BINS_PER_SECOND / rate)


def _write(file: BinaryIO, sound: _Sound, mp3: bytes, crc: int) -> None:
    file.write(mp3)
    sound.crc = joined(sound.crc, len(mp3), crc)
    sound.crc32 = zlib.crc32(mp3, sound.crc32)
    sound.bytes += len(mp3)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unreadable(path, error) from error


# ------------------------------------------------------------------------------- examining


def _examined(order: _Order, sound: _Sound) -> Inspection:
    """Open the finished file again and return what its bytes tell.

    Every frame header is read; the frames must be those that were decoded and measured, byte for
    byte; and the length a decoder finds is compared with the timeline. Raises ``SoundError`` when
    the file is not what it must be.
    """
    try:
        found = inspect(order.path)
    except OSError as error:
        raise unreadable(order.path, error) from error
    except BrokenMp3Error as error:
        raise unsound(order.path, str(error)) from error
    if found.crc32 != sound.crc32:
        raise unsound(order.path, "its frames are not those that were written")
    (length,) = order.map(decoded_length, (order.path,))
    if length != order.timeline.total:
        raise unsound(order.path, f"{length} samples can be played of {order.timeline.total}")
    return found
