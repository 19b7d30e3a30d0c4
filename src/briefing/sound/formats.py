"""Other formats than MP3: M4A, M4B and Opus, with tags, chapters and cover, by way of ffmpeg.

Unlike LAME these encoders do not scale their input. What they leave out at low rates costs speech
0.1 LU in AAC from 64 kb/s on and 0.05 to 0.3 LU in Opus; what that is is found by measuring the
finished file.
"""

from __future__ import annotations

import hashlib
import math
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from briefing.errors import OutputError, SoundError, unknown_name
from briefing.model import Master, Tags, Timeline
from briefing.sound.ffmetadata import ffmetadata
from briefing.sound.ffmpeg import fed, file_of, heard
from briefing.sound.languages import three_letters
from briefing.sound.loudness import DUAL_MONO, SILENCE, loudness_of
from briefing.units import Frames, decibels_of, gain_of, rescale

if TYPE_CHECKING:
    from briefing.sound.meter import Reading, Samples

TOLERANCE: Final = 0.3
"""LU by which the finished file may differ from the programme."""

HIGHEST_PEAK: Final = -1.0
"""dBTP the finished file may reach."""

_ROUNDING: Final = 2
"""Frames by which the length at another rate may differ from the programme's."""

_PADDING: Final = 2048
"""Frames of silence there may be at the end: some ffmpegs do not say where in the last block of
AAC the sound ends."""

_ROUNDS: Final = 5
_NO_PEAK: Final = -120.0
_CONTEXT: Final = 2048
"""Frames before and behind a block that the limiter looks at; it reaches 846 at most."""

_LEAST: Final = 1 << 15
"""Frames that are limited at once, at least."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its file's ending, its sample rate in hertz, and ffmpeg's options for it."""

    ending: str
    rate: int
    options: tuple[str, ...]


_MP4: Final = ("-c:a", "aac", "-movflags", "+faststart", "-f", "ipod")

FORMATS: Final = MappingProxyType(
    {
        "m4a": Format(".m4a", 44_100, _MP4),
        "m4b": Format(".m4b", 44_100, (*_MP4, "-brand", "M4B ")),
        "opus": Format(".opus", 48_000, ("-c:a", "libopus", "-ar", "48000", "-f", "opus")),
    }
)
"""What ``encode_as`` can make, by name."""

_COVERS: Final = MappingProxyType({"image/jpeg": "jpeg_pipe", "image/png": "png_pipe"})
"""What MP4 takes as a cover, and ffmpeg's name for its form."""


@dataclass(frozen=True, slots=True)
class _Order:
    """All that one round of encoding needs."""

    kind: str
    programme: Callable[[], Iterable[bytes]]
    tags: Tags
    timeline: Timeline
    bitrate: int
    loudness: float | None
    folder: Path
    """Where the file and what ffmpeg reads beside it are, until it is finished."""

    @property
    def file(self) -> Path:
        return self.folder / f"sound{FORMATS[self.kind].ending}"


@dataclass(frozen=True, slots=True)
class _Levels:
    """What is done to the programme so that the file measures as it must."""

    gain: float
    """Decibels."""
    ceiling: float
    """dBTP."""


def encode_as(  # noqa: PLR0913 (what is made, from what, to where, how: each named by the caller)
    kind: str,
    programme: Callable[[], Iterable[bytes]],
    path: Path,
    *,
    tags: Tags,
    timeline: Timeline,
    bitrate: int,
    loudness: float | None = None,
) -> Master:
    """Write the programme as a file of ``kind`` at ``path``; return what it measures, reopened.

    ``kind`` is a name in ``FORMATS``. ``programme`` returns the whole episode in blocks of mono
    16-bit samples, little endian, at the timeline's rate, at the loudness wanted; it is called
    anew when the file must be made again, with other gain and limiting, to measure as it must.
    ``bitrate`` is in kb/s, ``loudness`` in LUFS, dual mono; without it, it is the programme's own.
    The file appears by a rename, whole; the same input gives the same bytes with the same
    ffmpeg. Memory does not grow with the episode. Frames and rate are those of the decoded file.

    Raises ``UsageError`` for an unknown kind; ``SoundError`` when ffmpeg is missing or fails, when
    not all of the programme comes out of the file again, when it cannot be brought within 0.3 LU of
    its loudness and under -1 dBTP; ``OutputError`` when it cannot be written.
    Then nothing is left, and what was at ``path`` before still is.
    """
    if kind not in FORMATS:
        raise unknown_name("format", kind, tuple(FORMATS))
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".new-") as folder:
            order = _Order(kind, programme, tags, timeline, bitrate, loudness, Path(folder))
            (order.folder / "tags.txt").write_bytes(ffmetadata(kind, tags, timeline))
            (order.folder / "cover").write_bytes(tags.cover)
            master = _produced(order, path)
            order.file.replace(path)
            return master
    except OSError as error:
        raise OutputError(
            f"The file cannot be written: {error.strerror or error}.",
            where=str(path),
            remedy="Free some space, or choose a folder that can be written to with --output.",
        ) from error


def _produced(order: _Order, path: Path) -> Master:
    given = _encoded(order, None)
    gain, ceiling = 0.0, decibels_of(given.true_peak)
    wanted = _lufs(given)
    if wanted > SILENCE and order.loudness is not None:
        wanted = order.loudness
    for number in range(_ROUNDS):
        if number:
            _encoded(order, _Levels(gain, ceiling))
        found = _decoded(order)
        _must_be_whole(order, path, given, found)
        miss = wanted - _lufs(found)
        excess = decibels_of(found.true_peak) - HIGHEST_PEAK
        if abs(miss) <= TOLERANCE and excess <= 0:
            return _master(order, path, found)
        gain += miss
        if excess > 0:
            ceiling -= max(excess + 0.2, 0.5)
        elif miss > 0:
            ceiling += max(-excess - 0.2, 0.0)
    raise _unsound(
        path,
        f"it measures {_lufs(found):.1f} LUFS with a peak of {excess + HIGHEST_PEAK:.1f} dBTP, and "
        f"must be {wanted:.1f} LUFS with no peak above {HIGHEST_PEAK:g}",
    )


def _must_be_whole(order: _Order, path: Path, given: Reading, found: Reading) -> None:
    if given.frames != order.timeline.total:
        raise ValueError(f"the programme has {given.frames} frames of {order.timeline.total}")
    wanted = rescale(order.timeline.total, order.timeline.rate, FORMATS[order.kind].rate)
    if not wanted - _ROUNDING <= found.frames <= wanted + _PADDING:
        raise _unsound(path, f"{found.frames} samples can be played of {wanted}")


def _master(order: _Order, path: Path, found: Reading) -> Master:
    with order.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Master(
        path=path,
        bytes=order.file.stat().st_size,
        sha256=digest,
        frames=Frames(found.frames),
        rate=FORMATS[order.kind].rate,
        integrated_lufs=round(_lufs(found), 2),
        true_peak_dbtp=round(max(decibels_of(found.true_peak), _NO_PEAK), 2),
    )


def _lufs(reading: Reading) -> float:
    """Return a reading's loudness, dual mono; that of the absolute gate for silence."""
    level = loudness_of(reading.energies)
    return level + DUAL_MONO if level > -math.inf else SILENCE


def _unsound(path: Path, why: str) -> SoundError:
    return SoundError(
        f"The file is not what it must be: {why}.",
        where=str(path),
        remedy="Ask for a higher bit rate, or for less loudness: --loudness -16 suits podcasts.",
    )


# ------------------------------------------------------------------ to ffmpeg and back


def _encoded(order: _Order, levels: _Levels | None) -> Reading:
    """Write the file and return what was fed: the programme as it is, or at other ``levels``."""
    from briefing.sound.meter import metered

    pcm = order.programme()
    blocks = pcm if levels is None else limited(pcm, gain_of(levels.gain), gain_of(levels.ceiling))
    with closing(fed(_encoding(order), blocks, order.folder)) as taken:
        return metered(map(_samples, taken), order.timeline.rate, 0)


def _decoded(order: _Order) -> Reading:
    """Return what the file measures when it is opened and decoded again."""
    import numpy as np

    from briefing.sound.meter import metered

    asked = (
        "-i",
        file_of(order.file),
        "-map",
        "0:a:0",
        "-c:a",
        "pcm_f32le",
        "-f",
        "f32le",
        "pipe:1",
    )
    with closing(heard(asked, order.folder)) as blocks:
        samples = (np.frombuffer(block, "<f4") for block in blocks)
        return metered(samples, FORMATS[order.kind].rate, 0)


def _encoding(order: _Order) -> Iterator[str]:
    """Yield ffmpeg's arguments: inputs, what of them goes where, and the form of the output."""
    cover = (
        _COVERS.get(order.tags.cover_type) if order.tags.cover and order.kind != "opus" else None
    )
    yield from ("-f", "s16le", "-ar", str(order.timeline.rate), "-ac", "1", "-i", "pipe:0")
    yield from ("-f", "ffmetadata", "-i", file_of(order.folder / "tags.txt"))
    if cover:
        yield from ("-f", cover, "-i", file_of(order.folder / "cover"), "-map", "2:v:0")
        yield from ("-c:v", "copy", "-disposition:v:0", "attached_pic")
    yield from ("-map", "0:a:0", "-map_metadata", "1")
    yield from ("-map_chapters", "-1" if order.kind == "opus" else "1")
    language = three_letters(order.tags.language)
    yield from ("-metadata:s:a:0", f"language={language}", "-b:a", f"{order.bitrate}k")
    yield from ("-fflags", "+bitexact", "-flags:a", "+bitexact")
    yield from (*FORMATS[order.kind].options, file_of(order.file))


def _samples(block: bytes) -> Samples:
    import numpy as np

    return np.frombuffer(block, "<i2").astype(np.float32) / np.float32(32768)


def limited(pcm: Iterable[bytes], gain: float, ceiling: float) -> Iterator[bytes]:
    """Yield ``pcm``, 16-bit samples, times ``gain`` with no true peak above ``ceiling``.

    Both are amplitude factors, full scale 1.0. What comes out is as if limited in one go.

    Each block is limited with enough of its neighbours that the limiter, which looks at a bounded
    stretch on the same grid, does to it what it would do to the whole.
    """
    import numpy as np

    from briefing.sound.limiter import limit
    from briefing.sound.meter import CONTROL

    window = np.zeros(_CONTEXT, np.float32)
    taken = given = 0
    for block in chain(filter(None, pcm), (b"",)):
        taken += len(block) // 2
        new = (
            _samples(block) * np.float32(gain)
            if block
            else np.zeros(_CONTEXT + CONTROL, np.float32)
        )
        window = np.concatenate((window, new))
        ready = (len(window) - 2 * _CONTEXT) // CONTROL * CONTROL
        if ready < _LEAST and block:
            continue
        sound = limit(window, ceiling)[_CONTEXT : _CONTEXT + min(ready, taken - given)]
        given += len(sound)
        yield np.rint(sound * np.float32(32768)).clip(-32768, 32767).astype("<i2").tobytes()
        window = window[ready:]
