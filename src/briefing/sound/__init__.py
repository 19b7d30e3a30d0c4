"""Sound: engine's speech becomes clips, and clips on a timeline become a measured MP3.

Importing this package is cheap: numpy, pydub, lameenc and soundfile are imported by the functions
that need them, most of them in worker processes only.
"""

from briefing.sound.check import rehearse, try_encoder
from briefing.sound.clips import clip_of
from briefing.sound.heard import Heard, heard
from briefing.sound.jobs import encode
from briefing.sound.master import Encoding, line_job, lines_at, produce, programme
from briefing.sound.mp3 import BrokenMp3Error, inspect, recheck
from briefing.sound.pieces import JOIN_SILENCE
from briefing.sound.retag import retitled
from briefing.sound.shelf import Shelf

SOUND_VERSION = "3"
"""Changes whenever the sound of anything could change; part of the keys of clips and episodes."""

__all__ = [
    "JOIN_SILENCE",
    "SOUND_VERSION",
    "BrokenMp3Error",
    "Encoding",
    "Heard",
    "Shelf",
    "clip_of",
    "encode",
    "heard",
    "inspect",
    "line_job",
    "lines_at",
    "produce",
    "programme",
    "recheck",
    "rehearse",
    "retitled",
    "try_encoder",
]
