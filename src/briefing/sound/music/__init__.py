"""House music: stings and a bed, composed and synthesised here, or a person's own files.

``score`` is what is played, ``instruments`` by what, ``room`` where, ``house`` all of it at its
level; ``own`` reads a person's files. Importing this package imports none of these.
"""

from briefing.sound.music.tunes import MUSIC_VERSION, Music, Tune, music_of

__all__ = ["MUSIC_VERSION", "Music", "Tune", "music_of"]
