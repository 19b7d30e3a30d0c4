"""What eSpeak NG would say for a text, to compare what is written with what is to be heard.

    python tests/voice/european_phonemes.py [LANGUAGE ...]

prints, for each language and class of its table, how many rows eSpeak NG alone reads as the table
has it, and how many with the spoken form.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import espeakng_loader

from briefing.voice.spoken import spoken_form

LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")
_UNHEARD = re.compile(r"[ˈˌː_\s]")


def rows(language: str) -> list[tuple[str, str, str]]:
    """Return the class, written and spoken form of each row of a language's table."""
    table = Path(__file__).with_name(f"spoken_{language}.tsv").read_text(encoding="utf-8")
    cells = [line.split("\t") for line in table.splitlines()[1:]]
    return [(kind, written, spoken) for kind, written, spoken in cells]


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(2, 0, espeakng_loader.get_data_path().encode(), 0)
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library


def phonemes(language: str, text: str) -> str:
    """Return the phonemes of ``text`` without stress, length and pauses."""
    library = _library()
    if library.espeak_SetVoiceByName(language.encode()) != 0:
        raise ValueError(f"eSpeak NG has no voice {language}")
    buffer = ctypes.create_string_buffer(text.encode())
    place = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses = []
    while place.value:
        said = library.espeak_TextToPhonemes(ctypes.byref(place), 1, 2)
        clauses.append((said or b"").decode())
    return _UNHEARD.sub("", "".join(clauses))


def score(language: str) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return by class: the rows, those eSpeak NG alone has right, those the spoken form has."""
    total, alone, ours = Counter[str](), Counter[str](), Counter[str]()
    for kind, written, spoken in rows(language):
        wanted = phonemes(language, spoken)
        total[kind] += 1
        alone[kind] += phonemes(language, written) == wanted
        ours[kind] += phonemes(language, spoken_form(written, language)) == wanted
    return total, alone, ours


def main() -> None:
    """Print the scores of the languages named, or of all."""
    for language in sys.argv[1:] or LANGUAGES:
        total, alone, ours = score(language)
        right = f"{sum(alone.values())} right by eSpeak NG alone"
        sys.stdout.write(f"{language}: {sum(total.values())} rows, {right}\n")
        for kind, count in total.items():
            sys.stdout.write(f"  {kind:14} {count:4} {alone[kind]:4} {ours[kind]:4}\n")


if __name__ == "__main__":
    main()
