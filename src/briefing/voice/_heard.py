"""Whether what came back from a server or a program can be all of the text."""

from __future__ import annotations

from briefing.model import Speech
from briefing.voice._parts import edges

NOTHING = Speech(bytes(2 * 1102), 22_050)
"""A twentieth of a second, for a text with nothing in it to say."""

_FAINTEST = 33
"""A peak no louder than this, of 32,768, is silence: -60 dB."""

_LONG = 60
"""Letters and digits from which on the length of a text is a good guess at the time it takes."""

_SHOWN = 200
"""Characters of an unspeakable text that an error repeats."""


def lacking(speech: Speech, text: str, rate: float) -> str | None:
    """Return what is wrong with ``speech`` of ``text``, if anything: silence, or far too little.

    At ``rate`` words of five letters a minute a text may take half the time its letters would, a
    short one a quarter: nobody speaks faster.
    """
    import numpy as np

    letters = sum(map(str.isalnum, text))
    if not letters:
        return None
    samples = np.frombuffer(speech.pcm, "<i2")
    if not len(samples) or int(np.abs(samples.astype(np.int32)).max()) <= _FAINTEST:
        return "only silence came back"
    first, end = edges(speech)
    seconds = (end - first) / speech.rate
    share = 0.5 if letters >= _LONG else 0.25
    if seconds < share * letters * 60 / (rate * 5):
        return f"only {seconds:.2f} seconds of sound came back for {letters} letters"
    return None


def shown(text: str) -> str:
    """Return ``text`` as an error repeats it: quoted, shortened if it is long."""
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
