"""The master: a timeline becomes a finished MP3, which is then opened again and measured."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from briefing.errors import SoundError
from briefing.model import Master, Tags, Timeline
from briefing.sound.checksum import joined
from briefing.sound.id3 import tag_of
from briefing.sound.jobs import (
    Cue,
    EncodeJob,
    Measured,
    MeasureJob,
    decoded_length,
    encode,
    measure,
    unreadable,
    unsound,
)
from briefing.sound.loudness import BINS_PER_SECOND, DUAL_MONO, SILENCE, loudness_of, voice_gains
from briefing.sound.mp3 import (
    BrokenMp3Error,
    Inspection,
    info_frame,
    info_of,
    info_size,
    inspect,
)
from briefing.sound.pieces import Piece, pieces_of
from briefing.units import Frames, decibels_of, gain_of

TOLERANCE = 0.5
"""LU by which the finished file may miss the loudness asked for."""

HIGHEST_PEAK = -1.0
"""dBTP the finished file may reach."""

_CEILING = -2.5
"""dBTP the encoder is given at first. Coding noise adds a decibel to some peak of every hour; half
a decibel more keeps a long episode from being encoded twice for the sake of one."""

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
    """All that one round of rendering needs."""

    timeline: Timeline
    tag: bytes
    audio: Callable[[str], Path]
    path: Path
    kbps: int
    map: Map
    advance: Callable[[int, int], None]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Levels:
    """What is asked of the encoder's input so that its output measures as it must."""

    target: float
    """LUFS, plain mono."""
    ceiling: float
    """dBTP."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the finished file measures."""

    found: Inspection
    lufs: float
    """Dual mono."""
    peak: float
    """dBTP."""


def produce(  # noqa: PLR0913 (what is made, from what, to where, how: each named by the caller)
    timeline: Timeline,
    tags: Tags,
    *,
    audio: Callable[[str], Path],
    path: Path,
    bitrate: int,
    loudness: float,
    map: Map,  # noqa: A002 (it is one, and callers hand over theirs by this name)
    advance: Callable[[int, int], None] = lambda _done, _total: None,
) -> Master:
    """Write ``timeline`` as an MP3 at ``path`` and return what it measures when opened again.

    ``audio`` says where a clip's WAV file is. ``bitrate`` is in kb/s, ``loudness`` in LUFS as two
    loudspeakers play a mono file (3.01 LU above its plain reading). ``map`` works through the
    pieces; it is called with functions and jobs that can be pickled. ``advance`` is told how many
    of the pieces' encodings and measurements are done, of how many. Memory does not grow with the
    episode. The same timeline and clips give the same bytes, whatever ``map`` does.

    Raises ``SoundError`` when the file cannot be brought within 0.5 LU of ``loudness`` and under
    -1 dBTP, ``OutputError`` when it cannot be written or a clip cannot be read. Then there is no
    file at ``path``.
    """
    tag, pieces = tag_of(tags, timeline), tuple(pieces_of(timeline))
    order = _Order(timeline, tag, audio, path, bitrate, map, advance, pieces)
    try:
        return _produced(order, loudness)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _produced(order: _Order, loudness: float) -> Master:
    levels = _Levels(loudness - DUAL_MONO, _CEILING)
    for _ in range(_ROUNDS):
        reading = _measured(order, _written(order, levels))
        miss = loudness - reading.lufs if reading.lufs > SILENCE else 0.0
        excess = reading.peak - HIGHEST_PEAK
        if abs(miss) <= TOLERANCE and excess <= 0:
            return _master(order, reading)
        if abs(miss) > TOLERANCE:
            levels = replace(levels, target=levels.target + miss)
        if excess > 0:
            levels = replace(levels, ceiling=levels.ceiling - excess - 0.2)
    raise SoundError(
        f"The MP3 measures {reading.lufs:.1f} LUFS with a peak of {reading.peak:.1f} dBTP; it must "
        f"be {loudness:g} LUFS within {TOLERANCE:g}, with no peak above {HIGHEST_PEAK:g}.",
        where=str(order.path),
        remedy="Ask for less loudness: --loudness -16 suits podcasts.",
    )


def _master(order: _Order, reading: _Reading) -> Master:
    return Master(
        path=order.path,
        bytes=reading.found.bytes,
        sha256=reading.found.sha256,
        frames=order.timeline.total,
        rate=order.timeline.rate,
        integrated_lufs=round(reading.lufs, 2),
        true_peak_dbtp=round(reading.peak, 2),
    )


# -------------------------------------------------------------------------------- writing


def _written(order: _Order, levels: _Levels) -> list[MeasureJob]:
    """Write the file and return a job for measuring each of its pieces."""
    rate = order.timeline.rate
    written: list[MeasureJob] = []
    crc = 0
    offset = len(order.tag) + info_size(order.kbps, rate)
    with _writing(order.path):
        file = order.path.open("wb")
    with file:
        with _writing(order.path):
            file.write(order.tag.ljust(offset, b"\0"))
        encodings = order.map(encode, _jobs(order, levels))
        for piece, encoded in zip(order.pieces, encodings, strict=True):
            with _writing(order.path):
                file.write(encoded.mp3)
            size = len(encoded.mp3)
            written.append(
                MeasureJob(
                    order.path, offset, size, piece.mp3_frames, piece.start, rate, order.kbps
                )
            )
            crc = joined(crc, size, encoded.crc)
            offset += size
            order.advance(len(written), 2 * len(order.pieces))
        audio = offset - len(order.tag) - info_size(order.kbps, rate)
        info = info_of(order.timeline.total, audio, crc, order.kbps, rate)
        with _writing(order.path):
            file.seek(len(order.tag))
            file.write(info_frame(info, order.kbps, rate))
            file.flush()
    return written


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unreadable(path, error) from error


def _jobs(order: _Order, levels: _Levels) -> Iterator[EncodeJob]:
    loss = encoder_loss(order.kbps)
    ceiling = gain_of(levels.ceiling + loss)
    gains = voice_gains(order.timeline, levels.target + loss, ceiling)
    for piece in order.pieces:
        yield EncodeJob(
            cues=_cues(piece, gains, order.audio),
            length=piece.length,
            mp3_frames=piece.mp3_frames,
            rate=order.timeline.rate,
            kbps=order.kbps,
            ceiling=ceiling,
        )


def _cues(piece: Piece, gains: dict[str, float], audio: Callable[[str], Path]) -> tuple[Cue, ...]:
    return tuple(
        Cue(
            path=audio(placement.clip.key),
            start=Frames(placement.start - piece.start),
            frames=placement.frames,
            gain=gains[placement.voice],
        )
        for placement in piece.placements
    )


def encoder_loss(kbps: int) -> float:
    """Return the decibels LAME takes off at a constant bit rate.

    Its presets scale the input by 0.95 up to 160 kb/s and by 0.97 at 192, and no option undoes it.
    """
    return -decibels_of(0.95 if kbps <= 160 else 0.97)


# ------------------------------------------------------------------------------- measuring


def _measured(order: _Order, jobs: list[MeasureJob]) -> _Reading:
    """Open the finished file again and return what it measures.

    Every frame header is read, the length a decoder finds is compared with the timeline, and all
    of the sound is decoded and metered. Raises ``SoundError`` when the file is not what it must be.
    """
    try:
        found = inspect(order.path)
    except OSError as error:
        raise unreadable(order.path, error) from error
    except BrokenMp3Error as error:
        raise unsound(order.path, str(error)) from error
    bins = [0.0] * (order.timeline.total * BINS_PER_SECOND // order.timeline.rate + 1)
    peak = 0.0
    for done, piece in enumerate(order.map(measure, jobs), len(jobs) + 1):
        _add(bins, piece)
        peak = max(peak, piece.true_peak)
        order.advance(done, 2 * len(jobs))
    (length,) = order.map(decoded_length, (order.path,))
    if length != order.timeline.total:
        raise unsound(order.path, f"{length} samples can be played of {order.timeline.total}")
    level = loudness_of(bins)
    return _Reading(
        found,
        lufs=level + DUAL_MONO if level > -math.inf else SILENCE,
        peak=max(decibels_of(peak), _NO_PEAK),
    )


def _add(bins: list[float], piece: Measured) -> None:
    """Add a piece's energies; in the 100 ms where two pieces meet, one of them is silent.

    What lies behind the last bin are the samples that fill up the last frame.
    """
    for number, energy in enumerate(piece.energies[: len(bins) - piece.first_bin]):
        bins[piece.first_bin + number] += energy
