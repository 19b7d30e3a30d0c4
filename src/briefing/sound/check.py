"""Try out the encoder and the decoder the way a run will use them."""

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
