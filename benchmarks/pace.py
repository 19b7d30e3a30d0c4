"""Measure how fast eSpeak NG's languages and variants are heard, for ``voice/_espeak_pace.py``.

    pip download --no-deps django && unzip -q Django*.whl -d catalogues
    python benchmarks/pace.py catalogues [--rate 150] [--raw]

The translations of one program are the same sentences in some eighty languages. Each language is
timed on those that are plain sentences, and compared with English on the very same ones. Printed
are the words a minute heard (six characters to a word, silence at the edges left out), for a
rate asked for as a person does: all should be near it. With ``--raw`` the library is asked as it
is, and the last column is the factor for the table.
"""

from __future__ import annotations

import argparse
import gettext
import re
from collections.abc import Sequence
from pathlib import Path

from briefing.testing.engine import sounding
from briefing.voice import espeak as module
from briefing.voice.espeak import Espeak

_UNPLAIN = re.compile(r'[%<{\[\n0-9"“«_&\x04/=]|[A-Z]{2}|Django|\.py')
_MOST, _LEAST = 60, 15


def catalogue(folder: Path, language: str) -> dict[str, str]:
    """Return what ``folder`` holds of translations into ``language``, by the English."""
    found: dict[str, str] = {}
    for file in sorted(folder.rglob(f"locale/{language}/LC_MESSAGES/django.mo")):
        with file.open("rb") as opened:
            texts = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
        found |= {key: text for key, text in texts.items() if isinstance(key, str) and text}
    return found


def plain(text: str) -> bool:
    """Return whether ``text`` is a sentence without placeholders, figures or markup."""
    return len(text) > 24 and text[-1] in ".?!" and not _UNPLAIN.search(text)


def heard(espeak: Espeak, voice: str, texts: Sequence[str], rate: int) -> float:
    """Return the words a minute heard of ``texts``."""
    seconds = sum(sounding(espeak.speak(text, voice, rate)) for text in texts)
    return sum(map(len, texts)) * 10 / seconds


def main() -> None:
    """Print each language's pace, and that of English in the same sentences."""
    parser = argparse.ArgumentParser(description="Measure the pace of eSpeak NG's languages.")
    parser.add_argument("catalogues", type=Path, help="a folder with Django's translations")
    parser.add_argument("--rate", type=int, default=150)
    parser.add_argument("--raw", action="store_true", help="ask the library as it is")
    asked = parser.parse_args()
    if asked.raw:
        module.asked_rate = lambda rate, *_: round(rate)
    espeak = Espeak()
    english = [text for text in catalogue(asked.catalogues, "de") if plain(text) and " " in text]
    print(f"{'voice':10} {'sentences':>9} {'heard':>6} {'English':>8} {'ratio':>6}")
    for language in sorted({path.name for path in asked.catalogues.rglob("locale/*")}):
        voice = espeak.suggest("host", language.replace("_", "-")).name
        said = catalogue(asked.catalogues, language)
        keys = [
            key for key in english if said.get(key, key) != key and not _UNPLAIN.search(said[key])
        ]
        keys = keys[:_MOST]
        if voice.startswith("en-") or len(keys) < _LEAST:
            continue
        own = heard(espeak, voice, [said[key] for key in keys], asked.rate)
        other = heard(espeak, "en-us+klatt2", keys, asked.rate)
        name = voice.partition("+")[0]
        print(f"{name:10} {len(keys):9} {own:6.0f} {other:8.0f} {own / other:6.2f}", flush=True)


if __name__ == "__main__":
    main()
