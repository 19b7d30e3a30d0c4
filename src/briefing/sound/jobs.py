"""What workers do: make a piece of programme, and decode it again to know what it sounds like.

Jobs are small values that travel to any process; the libraries are imported where the work is done,
so the process that hands it out needs none of them.
"""

from __future__ import annotations

import hashlib
import json
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import OutputError, SoundError
from briefing.sound.checksum import crc16_of_many
from briefing.sound.decoding import blocks_of, decoder, unsound
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
from briefing.sound.shelf import Encoded, Shelf
from briefing.units import Frames, decibels_of

if TYPE_CHECKING:
    from briefing.sound.meter import Reading

HIGHEST_PEAK = -1.0
"""dBTP the finished file may reach."""

_PLENTY = 96
"""kb/s from which on LAME's quality 7 is as good as any for speech: it does not shape its noise,
which has to be done where bits are scarce, and takes half the time. By PESQ, wideband, six voices
score 4.56 to 4.63 with it at 96 kb/s and 4.43 to 4.63 with 2, 3 or 5; at 64 it falls behind."""

_QUICK, _CAREFUL = 7, 5

_CEILING = -2.0
"""dBTP the encoder is given at first. Coding noise adds a decibel to some peak of a few lines in a
hundred, and those are encoded again under a lower one."""

_ROUNDS = 4
_BLOCK = 1 << 18
_ZEROS = bytes(1 << 17)
_PIECE_VERSION = 2
"""Changes with anything that changes the bytes of a piece and is in no job."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A clip's file, its place within the piece in frames, and its loudness."""

    key: str
    path: Path
    start: Frames
    frames: Frames
    level: float
    """LUFS, plain mono, as a line between pauses."""

    @property
    def end(self) -> int:
        """The first frame after the clip."""
        return self.start + self.frames


@dataclass(frozen=True, slots=True)
class Scene:
    """What is heard in a piece: clips one after another, and music under them."""

    cues: tuple[Cue, ...]
    beds: tuple[Cue, ...]
    """Played as loops; ducked under the clips."""
    rate: int

    @property
    def end(self) -> int:
        """The first frame after all sound."""
        return max((cue.end for cue in (*self.cues, *self.beds)), default=0)


@dataclass(frozen=True, slots=True)
class EncodeJob:
    """A piece to be encoded as ``mp3_frames`` frames, and the shelf it is then put on."""

    scene: Scene
    mp3_frames: int
    kbps: int
    shelf: Shelf | None = None

    @property
    def key(self) -> str:
        """Of all that decides the bytes of the piece."""
        heard = [
            [(cue.key, cue.start, cue.frames, round(cue.level, 2)) for cue in cues]
            for cues in (self.scene.cues, self.scene.beds)
        ]
        parts = (_PIECE_VERSION, self.mp3_frames, self.scene.rate, self.kbps, heard)
        return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:40]


def encode(job: EncodeJob) -> bytes:
    """Return the piece, packed: exactly as many frames as it is long, none of which refers back.

    What was encoded is decoded, and encoded anew with more room while a true peak is above
    -1 dBTP. Raises ``OutputError`` when a clip cannot be read from the store or the piece not be
    kept, ``SoundError`` when the encoder fails or what it made cannot be decoded.
    """
    ceiling = _CEILING
    for _ in range(_ROUNDS):
        mp3 = _encoded(job, ceiling)
        reading = _heard(mp3, job)
        excess = decibels_of(reading.true_peak) - HIGHEST_PEAK
        if excess <= 0:
            break
        ceiling -= excess + 0.1
    piece = Encoded(mp3, crc16_of_many(mp3), reading.energies, reading.true_peak).packed()
    if job.shelf is not None:
        job.shelf.keep(job.key, piece)
    return piece


def _encoded(job: EncodeJob, ceiling: float) -> bytes:
    """Return the piece as MP3 frames, given to the encoder with no true peak above ``ceiling``."""
    plain = job.kbps >= _PLENTY and not job.scene.beds
    encoder = _encoder(job.kbps, job.scene.rate, _QUICK if plain else _CAREFUL)
    try:
        stream = bytearray().join(encoder.encode(pcm) for pcm in _filled(job, ceiling))
        return cut(bytes(stream + encoder.flush()), job.mp3_frames, job.kbps, job.scene.rate)
    except (RuntimeError, BrokenMp3Error) as error:
        raise SoundError(
            f"The MP3 encoder failed: {error}.",
            remedy="Install the encoder again: pip install --force-reinstall lameenc.",
        ) from error


def _encoder(kbps: int, rate: int, quality: int) -> Any:
    """Return a LAME encoder for mono at a constant bit rate."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(kbps)
    encoder.set_quality(quality)
    return encoder


def encoder_loss(kbps: int) -> float:
    """Return the decibels LAME takes off at a constant bit rate.

    Its presets scale the input by 0.95 up to 160 kb/s and by 0.97 at 192, and no option undoes it.
    """
    return -decibels_of(0.95 if kbps <= 160 else 0.97)


def _filled(job: EncodeJob, ceiling: float) -> Iterator[bytes]:
    """Yield the samples of a piece, and some silence behind.

    That makes the encoder give back every frame wanted; the surplus is cut off.
    """
    yield from rendered(job.scene, ceiling, encoder_loss(job.kbps))
    yield from silence((job.mp3_frames + 2) * FRAME - job.scene.end)


def rendered(scene: Scene, ceiling: float, louder: float = 0.0) -> Iterator[bytes]:
    """Yield ``scene`` as 16-bit samples, in blocks, from its start to the end of its last sound.

    No true peak of speech is above ``ceiling`` dBTP; then all is ``louder`` by so many decibels.
    Raises ``OutputError`` when a clip cannot be read.
    """
    from briefing.sound.scenes import blocks

    try:
        yield from blocks(scene, ceiling, louder)
    except (OSError, EOFError, wave.Error) as error:
        missing = (cue.path for cue in (*scene.cues, *scene.beds) if not cue.path.is_file())
        raise OutputError(
            f"A clip cannot be read from the store: {error}.",
            where=str(next(missing, "")) or None,
            remedy="Run it again: what is missing is made anew.",
        ) from error


def silence(frames: int) -> Iterator[bytes]:
    """Yield so many samples of silence, in blocks."""
    whole, rest = divmod(2 * frames, len(_ZEROS))
    yield from (_ZEROS,) * whole
    if rest:
        yield _ZEROS[:rest]


def render(scene: Scene) -> bytes:
    """Return ``scene`` as 16-bit samples, with no true peak of speech above -2 dBTP.

    Raises ``OutputError`` when a clip cannot be read.
    """
    return b"".join(rendered(scene, _CEILING))


def _heard(mp3: bytes, job: EncodeJob) -> Reading:
    """Decode the frames of a piece, in blocks, and return what they measure.

    With an Info header of the piece's own a decoder counts exactly, and what it gives back starts
    where the piece does; what it leaves out at the end is silence. Raises ``SoundError`` when not
    all of it comes out.
    """
    from briefing.sound.meter import metered

    rate = job.scene.rate
    size = info_size(job.kbps, rate) + len(mp3)
    info = Info(job.mp3_frames, size, ENCODER_DELAY, DELAY - ENCODER_DELAY, 0)
    path = job.scene.cues[0].path if job.scene.cues else Path()
    with decoder(info_frame(info, job.kbps, rate) + mp3, path) as sound:
        reading = metered((samples[:, 0] for samples in blocks_of(sound, _BLOCK)), rate, 0)
    if reading.frames != info.samples:
        raise unsound(path, f"{reading.frames} samples decoded of {info.samples}")
    return reading


def unreadable(path: Path, error: OSError) -> OutputError:
    """Return the error for an output file that cannot be read back or written."""
    return OutputError(
        f"The MP3 cannot be written: {error.strerror or error}.",
        where=str(path),
        remedy="Free some space, or choose another folder with --output.",
    )
