"""Try out the encoder and the decoder the way a run will use them, or rehearse a line."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import SoundError
from briefing.sound.mp3 import FRAME

_FRAMES = 8


def try_encoder() -> str:
    """Encode a moment of silence, decode it, and return what did so, in one line.

    Raises ``SoundError`` when what comes back is not what went in, ``ImportError`` or ``OSError``
    when a library is missing.
    """
    from importlib.metadata import version

    from briefing.sound.decoding import blocks_of, decoder
    from briefing.sound.jobs import EncodeJob, Scene, encode
    from briefing.sound.shelf import unpacked
    from briefing.units import Frames

    length = Frames(_FRAMES * FRAME)
    piece = unpacked(encode(EncodeJob(Scene((), (), rate=44_100), _FRAMES, kbps=96)))
    with decoder(piece.mp3 if piece else b"", Path("a trial")) as sound:
        decoded = sum(map(len, blocks_of(sound, length)))
    if decoded != length:
        raise SoundError(
            f"The MP3 encoder was given {length} samples and {decoded} came back.",
            remedy="Install both again: pip install --force-reinstall lameenc soundfile.",
        )
    return f"LAME (lameenc {version('lameenc')}), read back by soundfile {version('soundfile')}"


def rehearse() -> None:
    """Do what a line takes, in memory, so that the first one finds all loaded and worked out."""
    import numpy as np

    from briefing.model import Speech
    from briefing.sound.clips import clip_of
    from briefing.sound.jobs import EncodeJob, Scene, encode
    from briefing.sound.levels import levelled
    from briefing.sound.mix import resample

    hum = Speech(b"\0\x20" * 200 + b"\0\xe0" * 200, 22_050)
    clip_of(hum, "hum")
    samples = resample(np.frombuffer(hum.pcm, "<i2"), hum.rate, 44_100, 1 / 32768)
    levelled(samples, 44_100, -16.0, 0.8)
    encode(EncodeJob(Scene((), (), rate=44_100), _FRAMES, kbps=96))
