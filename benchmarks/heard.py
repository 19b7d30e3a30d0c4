"""Measure whether the words heard in finished episodes are the words that were written.

    python benchmarks/heard.py [ARTICLE ...] [--summaries FILE.jsonl.gz ...] [--first 5]
                               [--errors] [any option of briefing make, as --host=en-us+f5]

Each article is made into an episode with ``briefing make``. The MP3 is decoded, cut by the captions
into the lines of the script, and each line recognised by pocketsphinx with the acoustic model of
its wheel and a trigram model of the script's own spoken text. The word error rate (substitutions,
insertions and deletions a hundred words written) is printed by article, by role and over all.

The control is the same recognition compared with the script's words in random order: were the
rate low there, too, it would say nothing. Words that the recogniser's dictionary lacks, and those
in capitals, have the sounds eSpeak NG gives them; the column ``added`` is their share.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pocketsphinx
import soundfile
from normalisation import phonemiser
from numpy.typing import NDArray
from pocketsphinx.lm import ArpaBoLM

from briefing.publish.captions import parse
from briefing.voice.spoken import spoken_form

RATE = 16_000
"""Hertz the recogniser's acoustic model is made for."""

MARGIN = 0.06
"""Seconds heard before and after a line."""

ROOM = 32
"""Amplitude of the noise a line is heard in: -60 dB of full scale, the most that publishers of
audiobooks allow a recording room. Perfect silence, as in the closure of a synthetic k, has no
logarithm, and the recogniser's model never heard any."""

Samples = NDArray[np.int16]

# ------------------------------------------------------------------------ words and sounds

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ACRONYM = re.compile(r"[A-Z]{2,}s?")


def words(text: str) -> list[str]:
    """Return the words of a spoken text as they are written there."""
    return _WORD.findall(text)


def plain(word: str) -> str:
    """Return a word as the recogniser's dictionary writes it."""
    return word.replace("’", "'").lower()


_ARPABET = {
    "aɪə": "AY AH", "aɪɚ": "AY ER", "ɔːɹ": "AO R", "eɪ": "EY", "aɪ": "AY", "aʊ": "AW", "oʊ": "OW",
    "əʊ": "OW", "ɔɪ": "OY", "tʃ": "CH", "dʒ": "JH", "əl": "AH L", "ɑ": "AA", "æ": "AE", "a": "AE",
    "ʌ": "AH", "ə": "AH", "ɐ": "AH", "ɔ": "AO", "ɛ": "EH", "e": "EH", "ɜ": "ER", "ɚ": "ER",
    "ɝ": "ER", "ɪ": "IH", "ᵻ": "IH", "i": "IY", "o": "OW", "ʊ": "UH", "u": "UW", "b": "B",
    "d": "D", "ð": "DH", "f": "F", "ɡ": "G", "g": "G", "h": "HH", "k": "K", "l": "L", "m": "M",
    "n": "N", "ŋ": "NG", "p": "P", "ɹ": "R", "r": "R", "s": "S", "ʃ": "SH", "t": "T", "θ": "TH",
    "v": "V", "w": "W", "j": "Y", "z": "Z", "ʒ": "ZH", "ɾ": "T", "ʔ": "T", "x": "K", "ɬ": "L",
    "ç": "HH", "n̩": "AH N", "y": "UW", "ø": "ER", "ɲ": "N Y",
}  # fmt: skip
"""The recogniser's sounds for those eSpeak NG names in IPA; stress and length left out."""

_SOUND = re.compile("|".join(sorted(map(re.escape, _ARPABET), key=len, reverse=True)))


def arpabet(ipa: str) -> str:
    """Return the recogniser's sounds for ``ipa``; what has none is left out."""
    return " ".join(_ARPABET[sound] for sound in _SOUND.findall(ipa))


def _known() -> dict[str, list[str]]:
    """Return the recogniser's dictionary: each word's ways of being said."""
    folder = Path(pocketsphinx.get_model_path()) / "en-us"
    found: dict[str, list[str]] = {}
    for line in (folder / "cmudict-en-us.dict").read_text("utf-8").splitlines():
        word, _, sounds = line.partition(" ")
        found.setdefault(word.partition("(")[0], []).append(sounds)
    return found


class Recogniser:
    """Hears the lines of one script: its language model and dictionary hold no other words."""

    def __init__(self, lines: Sequence[str], folder: Path) -> None:
        """Build dictionary and language model of ``lines`` (spoken text) in ``folder``."""
        known, phonemes = _known(), phonemiser()
        sounds: dict[str, dict[str, None]] = {}
        added = set()
        for word in (word for line in lines for word in words(line)):
            written = plain(word)
            ways = sounds.setdefault(written, dict.fromkeys(known.get(written, ())))
            if written not in known or _ACRONYM.fullmatch(word):
                ways[arpabet(phonemes(word))] = None
                added.add(written)
        self.added = frozenset(added)
        rows = [
            f"{word}{f'({number})' if number else ''} {way}"
            for word, ways in sorted(sounds.items())
            for number, way in enumerate(filter(None, ways))
        ]
        (folder / "script.dict").write_text("\n".join(rows) + "\n", encoding="utf-8")
        text = "\n".join(" ".join(map(plain, words(line))) for line in lines)
        model = ArpaBoLM(text=text, add_start=True)
        model.compute()
        model.write_file(str(folder / "script.arpa"))
        self._decoder = pocketsphinx.Decoder(
            hmm=str(Path(pocketsphinx.get_model_path()) / "en-us" / "en-us"),
            lm=str(folder / "script.arpa"),
            dict=str(folder / "script.dict"),
            samprate=float(RATE),
            loglevel="FATAL",
        )

    def heard(self, samples: Samples) -> list[str]:
        """Return the words heard in ``samples`` (mono, at :data:`RATE`)."""
        room = np.random.default_rng(1).normal(0, ROOM, len(samples))
        noisy = (samples + room).clip(-32768, 32767).astype("<i2")
        self._decoder.start_utt()
        self._decoder.process_raw(noisy.tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return found.hypstr.split() if found else []


def errors(written: Sequence[str], heard: Sequence[str]) -> int:
    """Return the least number of words put in, left out or exchanged (Levenshtein)."""
    before = list(range(len(heard) + 1))
    for row, word in enumerate(written, 1):
        now = [row]
        for column, other in enumerate(heard, 1):
            exchanged = before[column - 1] + (word != other)
            now.append(min(exchanged, before[column] + 1, now[-1] + 1))
        before = now
    return before[-1]


# ------------------------------------------------------------------------------- episodes


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the script as the captions time it, in seconds."""

    role: str
    text: str
    start: float
    end: float


def captioned(vtt: str) -> list[Line]:
    """Return the lines of a captions file; cues of one number are parts of one line."""
    lines: dict[int, Line] = {}
    for cue in parse(vtt):
        start, text = cue.start / 1000, " ".join(cue.lines)
        if known := lines.get(cue.number):
            start, text = known.start, f"{known.text} {text}"
        lines[cue.number] = Line(cue.speaker, text, start, cue.end / 1000)
    return list(lines.values())


def at_rate(samples: NDArray[np.float64], rate: int) -> Samples:
    """Return ``samples`` (full scale 1.0) at :data:`RATE`, resampled through their spectrum."""
    wanted = len(samples) * RATE // rate
    spectrum = np.fft.rfft(samples)[: wanted // 2 + 1]
    sound = np.fft.irfft(spectrum, wanted) * (wanted / len(samples)) * 32767
    return sound.clip(-32768, 32767).astype("<i2")


def episode(article: Path, options: Sequence[str], folder: Path) -> tuple[Path, list[Line]]:
    """Make ``article`` into an episode in ``folder``; return its MP3 and its captioned lines."""
    program = Path(sys.executable).with_name("briefing")
    command = [program, "make", article, "--output", folder, *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (vtt,) = folder.glob("episodes/*/*.vtt")
    (mp3,) = folder.glob("episodes/*/*.mp3")
    return mp3, captioned(vtt.read_text("utf-8"))


# ------------------------------------------------------------------------------ measuring


@dataclass(frozen=True, slots=True)
class Score:
    """What was heard of one line."""

    role: str
    written: tuple[str, ...]
    heard: tuple[str, ...]
    added: int = 0
    """Words written that the recogniser's dictionary had to be given."""

    @property
    def wrong(self) -> int:
        """Words in error."""
        return errors(self.written, self.heard)


def recognised(spoken: Sequence[tuple[str, str]], sounds: Iterator[Samples]) -> list[Score]:
    """Return the score of each line, given as role and spoken text, from its sound."""
    with tempfile.TemporaryDirectory(prefix="heard-") as folder:
        recogniser = Recogniser([text for _, text in spoken], Path(folder))
        scores = []
        for (role, text), sound in zip(spoken, sounds, strict=True):
            written = tuple(map(plain, words(text)))
            added = sum(word in recogniser.added for word in written)
            scores.append(Score(role, written, tuple(recogniser.heard(sound)), added))
        return scores


def heard(article: Path, options: Sequence[str] = ()) -> list[Score]:
    """Return what is heard in the finished MP3 of an episode made of ``article``, line by line."""
    with tempfile.TemporaryDirectory(prefix="heard-") as folder:
        mp3, lines = episode(article, options, Path(folder))
        samples, rate = soundfile.read(mp3, dtype="float64")
    spoken = [(line.role, spoken_form(line.text, "en")) for line in lines]
    return recognised(spoken, (_cut(samples, rate, line) for line in lines))


def _cut(samples: NDArray[np.float64], rate: int, line: Line) -> Samples:
    first = max(0, round((line.start - MARGIN) * rate))
    return at_rate(samples[first : round((line.end + MARGIN) * rate)], rate)


def rate(scores: Sequence[Score]) -> float:
    """Return the word error rate, as a share of the words written."""
    return sum(score.wrong for score in scores) / max(
        1, sum(len(score.written) for score in scores)
    )


def shuffled(scores: Sequence[Score]) -> list[Score]:
    """Return the scores with all words written put into random lines: the control."""
    pool = [word for score in scores for word in score.written]
    random.Random(1).shuffle(pool)
    left = iter(pool)
    return [
        Score(score.role, tuple(next(left) for _ in score.written), score.heard) for score in scores
    ]


def stored(file: Path, first: int, folder: Path) -> Iterator[Path]:
    """Write the first articles of a file of summaries as texts; yield their paths."""
    with gzip.open(file, "rt", encoding="utf-8") as opened:
        for number, row in zip(range(first), opened, strict=False):
            article = json.loads(row)
            path = folder / f"{file.name.partition('_')[0]}-{number + 1}.txt"
            title = article.get("title") or article["article"].partition(". ")[0]
            path.write_text(f"{title}\n\n{article['article']}\n", encoding="utf-8")
            yield path


def _measure(job: tuple[Path, list[str]]) -> list[Score]:
    return heard(*job)


def main() -> None:
    """Print the word error rate by article, by role and over all, each with its control."""
    parser = argparse.ArgumentParser(description="Compare the words heard with those written.")
    parser.add_argument("articles", type=Path, nargs="*", help="articles in English")
    parser.add_argument("--summaries", type=Path, nargs="*", default=[], help="*.jsonl.gz")
    parser.add_argument("--first", type=int, default=5, help="articles of each of these")
    parser.add_argument("--errors", action="store_true", help="print the lines with errors")
    asked, options = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="heard-") as folder, ProcessPoolExecutor(2) as pool:
        articles = list(asked.articles)
        for file in asked.summaries:
            articles += stored(file, asked.first, Path(folder))
        everything: list[Score] = []
        print(f"{'':32} {'words':>6} {'added':>6} {'wrong':>7} {'control':>8}")
        jobs = [(article, [*options, "--quiet"]) for article in articles]
        for article, scores in zip(articles, pool.map(_measure, jobs), strict=True):
            everything += scores
            _show(article.stem, scores)
            for score in scores if asked.errors else ():
                if score.wrong:
                    print(
                        f"  {score.role}: {' '.join(score.written)}\n  -> {' '.join(score.heard)}"
                    )
    for role in dict.fromkeys(score.role for score in everything):
        _show(f"role {role}", [score for score in everything if score.role == role])
    _show("all", everything)


def _show(name: str, scores: Sequence[Score]) -> None:
    count = sum(len(score.written) for score in scores)
    added = sum(score.added for score in scores) / max(1, count)
    figures = f"{count:6} {added:6.1%} {rate(scores):7.1%} {rate(shuffled(scores)):8.1%}"
    print(f"{name[:32]:32} {figures}", flush=True)


if __name__ == "__main__":
    main()
