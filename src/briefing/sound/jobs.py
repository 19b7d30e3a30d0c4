"""What workers do: encode a piece, and measure a piece of the finished file.

Jobs are small values that travel to any process; the libraries are imported where the work is done,
so the process that hands it out needs none of them.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import OutputError, SoundError
from briefing.sound.checksum import crc16_of_many
from briefing.sound.loudness import BINS_PER_SECOND
from briefing.sound.mp3 import (
    DELAY,
    ENCODER_DELAY,
    FRAME,
    BrokenMp3Error,
    Info,
    cut,
    info_frame,
    info_size,
)
from briefing.units import Frames

QUALITY = 5
"""Half the time of LAME's quality 2, and on speech at these bit rates no difference is heard."""

_BLOCK = 1 << 18
_ZEROS = bytes(1 << 17)


@dataclass(frozen=True, slots=True)
class Cue:
    """A clip's file, its place within the piece in frames, and its gain as an amplitude factor."""

    path: Path
    start: Frames
    frames: Frames
    gain: float


@dataclass(frozen=True, slots=True)
class EncodeJob:
    """A piece to be encoded: ``length`` samples into ``mp3_frames`` frames."""

    cues: tuple[Cue, ...]
    length: Frames
    mp3_frames: int
    rate: int
    kbps: int
    ceiling: float
    """Highest true peak handed to the encoder, full scale 1.0."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """The frames of a piece and their checksum."""

    mp3: bytes
    crc: int


def encode(job: EncodeJob) -> Encoded:
    """Return the piece as MP3 frames, exactly as many as it is long, none of which refers back.

    Raises ``OutputError`` when a clip cannot be read from the store, ``SoundError`` when the
    encoder fails.
    """
    encoder = encoder_of(job.kbps, job.rate)
    try:
        stream = bytearray().join(encoder.encode(pcm) for pcm in _programme(job))
        mp3 = cut(bytes(stream + encoder.flush()), job.mp3_frames, job.kbps, job.rate)
    except (RuntimeError, BrokenMp3Error) as error:
        raise SoundError(
            f"The MP3 encoder failed: {error}.",
            remedy="Install the encoder again: pip install --force-reinstall lameenc.",
        ) from error
    return Encoded(mp3, crc16_of_many(mp3))


def encoder_of(kbps: int, rate: int) -> Any:
    """Return a LAME encoder for mono at a constant bit rate."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(kbps)
    encoder.set_quality(QUALITY)
    return encoder


def _programme(job: EncodeJob) -> Iterator[bytes]:
    """Yield the samples of a piece, clip by clip, with the silence between, and some behind.

    What comes behind makes the encoder give back every frame wanted; the surplus is cut off.
    """
    position = 0
    for cue in job.cues:
        yield from _silence(cue.start - position)
        yield _clip(cue, job)
        position = cue.start + cue.frames
    yield from _silence(job.length + 2 * FRAME - position)


def _silence(frames: int) -> Iterator[bytes]:
    whole, rest = divmod(2 * frames, len(_ZEROS))
    yield from (_ZEROS,) * whole
    if rest:
        yield _ZEROS[:rest]


def _clip(cue: Cue, job: EncodeJob) -> bytes:
    from briefing.sound.mix import rendered

    try:
        return rendered(cue.path, cue.frames, job.rate, cue.gain, job.ceiling)
    except (OSError, EOFError, wave.Error) as error:
        raise OutputError(
            f"A spoken clip cannot be read: {error}.",
            where=str(cue.path),
            remedy="Run it again: what is missing is spoken anew.",
        ) from error


@dataclass(frozen=True, slots=True)
class MeasureJob:
    """A piece of the finished file: where its bytes are, and where its sound starts."""

    path: Path
    offset: int
    bytes: int
    mp3_frames: int
    start: Frames
    rate: int
    kbps: int

    @property
    def info(self) -> Info:
        """An Info header for the piece alone.

        With it a decoder counts exactly, and what it gives back starts where the piece does on the
        timeline; what it leaves out at the end is the silence before the join.
        """
        size = info_size(self.kbps, self.rate) + self.bytes
        return Info(self.mp3_frames, size, ENCODER_DELAY, DELAY - ENCODER_DELAY, 0)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a piece of the finished file sounds like when decoded."""

    first_bin: int
    """Which 100 ms of the programme the first energy belongs to."""
    energies: tuple[float, ...]
    true_peak: float
    """Full scale 1.0."""


def measure(job: MeasureJob) -> Measured:
    """Decode a piece of the finished file, in blocks, and return its energies and true peak.

    Raises ``OutputError`` when the file cannot be read, ``SoundError`` when it cannot be decoded or
    not all of it comes out.
    """
    try:
        with job.path.open("rb") as file:
            file.seek(job.offset)
            mp3 = file.read(job.bytes)
    except OSError as error:
        raise unreadable(job.path, error) from error
    from briefing.sound.meter import metered

    first_bin, lead = divmod(job.start, job.rate // BINS_PER_SECOND)
    with decoder(info_frame(job.info, job.kbps, job.rate) + mp3, job.path) as sound:
        reading = metered(sound.blocks(_BLOCK, dtype="float32"), job.rate, lead)
    if reading.frames != job.info.samples:
        raise unsound(job.path, f"{reading.frames} samples decoded of {job.info.samples}")
    return Measured(first_bin, reading.energies, reading.true_peak)


def decoded_length(path: Path) -> Frames:
    """Return how many samples a decoder says the file at ``path`` plays: without delay and padding.

    Raises ``SoundError`` when it cannot be decoded.
    """
    with decoder(path, path) as sound:
        return Frames(sound.frames)


def decoder(source: bytes | Path, path: Path) -> Any:
    """Return ``source`` opened for decoding; ``SoundError`` naming ``path`` when it is no MP3."""
    import soundfile

    try:
        return soundfile.SoundFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except soundfile.LibsndfileError as error:
        raise unsound(path, str(error)) from error


def unsound(path: Path, reason: str) -> SoundError:
    """Return the error for a file that is not what was written into it."""
    return SoundError(
        f"The MP3 just written is not sound: {reason}.",
        where=str(path),
        remedy="Run it again; should it come back, please report it.",
    )


def unreadable(path: Path, error: OSError) -> OutputError:
    """Return the error for an output file that cannot be read back or written."""
    return OutputError(
        f"The MP3 cannot be written: {error.strerror or error}.",
        where=str(path),
        remedy="Free some space, or choose another folder with --output.",
    )
