"""The pronunciation lexicon of a show: words, and how they are said."""

from briefing.voice.lexicon.application import pronounced
from briefing.voice.lexicon.entries import Entry, Lexicon
from briefing.voice.lexicon.pls import compose_pls
from briefing.voice.lexicon.reading import read_lexicon
from briefing.voice.lexicon.toml import compose_toml

__all__ = ["Entry", "Lexicon", "compose_pls", "compose_toml", "pronounced", "read_lexicon"]
