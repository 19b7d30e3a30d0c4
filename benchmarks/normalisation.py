"""Measure the spoken form against a table of written and spoken English.

    python benchmarks/normalisation.py TABLE.tsv [--failures]

The table has three columns (class, written, spoken) under a header, as the English test cases of
NeMo-text-processing can be arranged. Letters are not compared: both forms go through eSpeak NG's
own text-to-phonemes, so only what would sound different counts. Stress, length and pauses are left
out of the comparison, and so is the "and" after a hundred or a thousand, which the table writes in
some rows and not in others. "AM" in the table is taken by its letters, where eSpeak NG says the
verb in a short line. The baseline is eSpeak NG given the written form as it stands.
"""

from __future__ import annotations

import argparse
import ctypes
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import espeakng_loader

from briefing.voice.spoken import spoken_form

_SYNCHRONOUS = 2
_UTF8 = 1
_IPA = 2
_UNHEARD = re.compile(r"[ˈˌː_\s]")


def phonemiser(voice: str = "en-us") -> Callable[[str], str]:
    """Return a function that tells the phonemes eSpeak NG would say for a text."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise SystemExit(f"eSpeak NG has no voice called {voice}")
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def phonemes(text: str) -> str:
        text = re.sub(r"\b(hundred|thousand) and\b", r"\1", text)
        text = re.sub(r"\bAM\b", "A.M.", text)
        buffer = ctypes.create_string_buffer(text.encode())
        place = ctypes.c_void_p(ctypes.addressof(buffer))
        clauses = []
        while place.value:
            said = library.espeak_TextToPhonemes(ctypes.byref(place), _UTF8, _IPA)
            clauses.append((said or b"").decode())
        return _UNHEARD.sub("", "".join(clauses))

    return phonemes


def main() -> None:
    """Print the score of each class and of all, for eSpeak NG alone and for our spoken form."""
    parser = argparse.ArgumentParser(description="Measure the spoken form of English.")
    parser.add_argument("table", type=Path, help="class, written and spoken form, by tabs")
    parser.add_argument("--failures", action="store_true", help="print the rows that differ")
    parser.add_argument("--language", default="en-US", help="the table's (default: %(default)s)")
    options = parser.parse_args()
    lines = options.table.read_text(encoding="utf-8").splitlines()[1:]
    rows = [(kind, written, said) for kind, written, said in (line.split("\t") for line in lines)]
    phonemes = phonemiser()
    spoken_form("warm up: 5 km", "en")
    start = time.process_time()
    forms = [spoken_form(written, options.language) for _, written, _ in rows]
    cost = (time.process_time() - start) / max(1, len(rows))
    total, alone, ours = Counter[str](), Counter[str](), Counter[str]()
    for (kind, written, said), form in zip(rows, forms, strict=True):
        wanted = phonemes(said)
        same = phonemes(form) == wanted
        for key in (kind, "all"):
            total[key] += 1
            alone[key] += phonemes(written) == wanted
            ours[key] += same
        if options.failures and not same:
            print(f"{kind:12} {written!r}\n{'':12} we say {form!r}\n{'':12} wanted {said!r}")
    print(f"{'class':12} {'cases':>5} {'eSpeak NG alone':>16} {'spoken form':>12}")
    for key in [*(key for key in total if key != "all"), "all"]:
        count = total[key]
        print(f"{key:12} {count:5} {alone[key] / count:16.1%} {ours[key] / count:12.1%}")
    print(f"{cost * 1e6:.0f} microseconds of processor time a case")


if __name__ == "__main__":
    main()
