"""Voice: a script is cast, and engines turn its utterances into sound."""

from briefing.voice.cast import Casting, cast
from briefing.voice.company import engines, open_engine
from briefing.voice.engine import Engine, Setup, Status

__all__ = ["Casting", "Engine", "Setup", "Status", "cast", "engines", "open_engine"]
