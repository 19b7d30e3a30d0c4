"""Try out the encoder and the decoder the way a run will use them."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from briefing.errors import SoundError
from briefing.sound.mp3 import FRAME

_FRAMES = 8


def try_encoder() -> str:
    """Encode a moment of silence, decode it, and return what did so, in one line.

    Raises ``SoundError`` when what comes back is not what went in, ``ImportError`` or ``OSError``
    when a library is missing.
    """
    from briefing.sound.jobs import EncodeJob, decoder, encode
    from briefing.units import Frames

    length = Frames(_FRAMES * FRAME)
    mp3 = encode(EncodeJob((), length, _FRAMES, rate=44_100, kbps=96, ceiling=1.0)).mp3
    with decoder(mp3, Path("a trial")) as sound:
        decoded = len(sound.read())
    if decoded != length:
        raise SoundError(
            f"The MP3 encoder was given {length} samples and {decoded} came back.",
            remedy="Install both again: pip install --force-reinstall lameenc soundfile.",
        )
    return f"LAME (lameenc {version('lameenc')}), read back by soundfile {version('soundfile')}"
