"""Measure the sound of many episodes: level, true peak, joins, dead air, chapter starts.

    python benchmarks/levels.py [--episodes 36] [--workers N] [--neural FOLDER]

Episodes of different voices, languages, lengths and engines are made with ``briefing make`` and
opened with other tools than ours: ffmpeg decodes them, and its ``ebur128`` filter (dual mono)
measures loudness and true peak. Of each episode are printed

* ``LUFS`` and ``dBTP``, of which -16 within 0.3 and at most -1 are promised;
* ``silence``, the longest stretch below -60 dBFS in seconds (promised: at most 2.5);
* ``chapter``, the milliseconds by which the chapter that fits worst begins before (or, negative,
  after) the first sound of its first word (promised: 0 to 50);
* ``step``, the largest step from one sample to the next where lines meet (20 ms into either, and
  all between), as a part of the largest within speech (promised: at most 1).

The engine ``openai`` speaks through a server on loopback that answers with eSpeak NG, ``neural``
with the voices of a folder, where one is named. Nothing is asserted: figures are for people. Needs
ffmpeg on PATH; an engine whose program is not there is left out and named. The tests run
:func:`heard` on a few episodes.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from race import article

from briefing.publish.captions import parse

RATE = 44_100
QUIET = 0.001
"""-60 dBFS: below it there is nothing to hear."""

EDGE = int(0.02 * RATE)
"""Samples of each line that count as where lines meet."""

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Sound:
    """What a finished episode measures."""

    seconds: float
    lufs: float
    """Dual mono."""
    dbtp: float
    silence: float
    """Seconds."""
    chapter: float
    """Milliseconds from a chapter's start to the first sound in it; the one farthest from 25."""
    step: float
    """Largest at a join, as a part of the largest in speech."""


def heard(mp3: Path) -> Sound:
    """Return what the episode at ``mp3`` measures; its captions and chapters lie beside it."""
    samples = decoded(mp3)
    lufs, dbtp = ebur128(mp3)
    (captions,) = mp3.parent.glob("*.vtt")
    (chapters,) = mp3.parent.glob("*chapters*.json")
    spans = [(cue.start / 1000, cue.end / 1000) for cue in parse(captions.read_text("utf-8"))]
    starts = [one["startTime"] for one in json.loads(chapters.read_text("utf-8"))["chapters"]]
    return Sound(
        seconds=len(samples) / RATE,
        lufs=lufs,
        dbtp=dbtp,
        silence=longest_silence(samples),
        chapter=max((first_sound(samples, start) for start in starts), key=lambda ms: abs(ms - 25)),
        step=step_at_joins(samples, spans),
    )


def decoded(mp3: Path) -> Samples:
    """Return the samples ffmpeg plays."""
    command = ["ffmpeg", "-v", "error", "-i", f"file:{mp3}", "-f", "f32le", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<f4")


def ebur128(mp3: Path) -> tuple[float, float]:
    """Return integrated loudness and true peak as ffmpeg measures them."""
    command = ["ffmpeg", "-nostats", "-i", f"file:{mp3}"]
    command += ["-af", "ebur128=peak=true:dualmono=true:framelog=verbose", "-f", "null", "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    summary = text[text.rindex("Summary:") :]
    found = [re.search(pattern, summary) for pattern in (r"I: +(\S+) LUFS", r"Peak: +(\S+) dBFS")]
    assert all(found), summary
    lufs, dbtp = (float(match[1]) for match in found if match)
    return lufs, dbtp


def longest_silence(samples: Samples) -> float:
    """Return the longest stretch with nothing to hear, in seconds."""
    loud = np.flatnonzero(np.abs(samples) > QUIET)
    edges = np.concatenate(([-1], loud, [len(samples)]))
    return float(np.diff(edges).max() - 1) / RATE


def first_sound(samples: Samples, start: float) -> float:
    """Return the milliseconds from ``start`` to the first sound; negative when it had begun."""
    at = round(start * RATE)
    before = np.abs(samples[max(0, at - EDGE) : at]) > QUIET
    if before.any():
        return -1000 * (len(before) - int(before.argmax())) / RATE
    return 1000 * int((np.abs(samples[at:]) > QUIET).argmax()) / RATE


def step_at_joins(samples: Samples, spans: list[tuple[float, float]]) -> float:
    """Return the largest step where lines meet, as a part of the largest within them."""
    steps = np.abs(np.diff(samples))
    inside = np.zeros(len(steps), bool)
    for start, end in spans:
        inside[round(start * RATE) + EDGE : round(end * RATE) - EDGE] = True
    return float(steps[~inside].max(initial=0) / max(steps[inside].max(initial=0), 1e-9))


# ------------------------------------------------------------------------------ episodes

_WORDS = (40, 370, 120, 800, 15, 240)
_GERMAN = (
    "Der Hafen meldet am Morgen ruhige See. Die Fähre fährt um acht, und niemand wartet lange."
)
_FRENCH = "Le port annonce une mer calme ce matin. Le bac part à huit heures, et personne n'attend."
_SPANISH = "El puerto anuncia mar en calma. El barco sale a las ocho, y nadie espera mucho tiempo."


@dataclass(frozen=True)
class Case:
    """An episode to be made: an article and the options it is made with."""

    name: str
    text: str
    options: tuple[str, ...]


def cases(server: str | None, neural: Path | None) -> Iterator[Case]:
    """Yield episodes without end: every voice in every length."""
    voices = [("pyttsx3", "en", voice) for voice in ENGLISH]
    voices += [("pyttsx3", language, language) for language in ("de", "fr", "es")]
    voices += [("flite", "en", voice) for voice in FLITE if shutil.which("flite")]
    voices += [("openai", "en", voice) for voice in SERVED if server]
    voices += (
        [("neural", "en", path.stem) for path in sorted(neural.rglob("*.onnx"))] if neural else []
    )
    settings = {
        "flite": ("kind=command", "preset=flite"),
        "openai": (f"url={server}", f"voices={list(SERVED)}", "language=en", "natural-rate=165"),
        "neural": (f"folder={neural}",),
    }
    for number, (engine, language, voice) in enumerate(cycle(voices)):
        words = _WORDS[(number + number // len(voices)) % len(_WORDS)]
        options: tuple[str, ...] = ("--engine", engine, "--host", voice)
        for setting in settings.get(engine, ()):
            options += ("--set", f"engines.{engine}.{setting}")
        yield Case(f"{engine} {voice} {words}", text_of(language, words), options)


@contextmanager
def served() -> Iterator[str | None]:
    """Provide the address of a server that speaks with eSpeak NG; ``None`` where that is absent."""
    if not shutil.which("espeak-ng"):
        yield None
        return
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "voice"))
    from speechserver import Asked, Reply, speaking

    def spoken(asked: Asked) -> Reply:
        rate = round(165 * float(asked.body.get("speed", 1.0)))
        command = ["espeak-ng", "-v", str(asked.body["voice"]), "-s", str(rate), "--stdout"]
        text = str(asked.body["input"]).encode()
        return Reply(subprocess.run(command, input=text, capture_output=True, check=True).stdout)

    with speaking(spoken) as server:
        yield server.url


ENGLISH = (
    "en-us", "en-us+klatt2", "en-us+f2", "en-us+michel", "en-gb-x-rp", "en-us+m3", "en-us+croak",
    "en-us+whisper", "en-029+f4",
)  # fmt: skip
FLITE = ("slt", "kal16", "rms")
SERVED = ("en-us", "en-gb")


def text_of(language: str, words: int) -> str:
    """Return an article of about so many words."""
    if language == "en":
        return article(words)
    sentences = {"de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}[language]
    parts = [f"## {number}\n\n{sentences}" for number in range(1, 2 + words // 20)]
    return "\n\n".join((f"# {sentences.split('.')[0]}", *parts))


def made(case: Case, folder: Path, *more: str) -> Path:
    """Make an episode in ``folder`` and return its MP3."""
    (folder / "article.md").write_text(case.text, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("briefing")), "make", "article.md", "--full"]
    command += [*case.options, "--json", "--quiet", "--cache", "clips", *more]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)
    if done.returncode:
        sys.exit(f"{case.name}: {done.stderr}")
    return folder / json.loads(done.stdout)["mp3"]


def main() -> None:
    """Make the episodes and print what they measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--episodes", type=int, default=36)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--neural", type=Path, metavar="FOLDER", help="a folder of Piper voices")
    options = parser.parse_args()
    if not shutil.which("ffmpeg"):
        sys.exit("ffmpeg is not on PATH; it is what measures here.")
    if not shutil.which("flite"):
        print("flite is not on PATH: its voices are left out.")
    columns = ("seconds", "LUFS", "dBTP", "silence", "chapter", "step")
    print(f"{'engine, voice, words':32}" + "".join(f"{column:>9}" for column in columns))
    found = []
    with served() as server:
        for case in islice(cases(server, options.neural), options.episodes):
            with tempfile.TemporaryDirectory() as folder:
                sound = heard(made(case, Path(folder), "--workers", str(options.workers)))
            found.append(sound)
            figures = (sound.seconds, sound.lufs, sound.dbtp)
            figures += (sound.silence, sound.chapter, sound.step)
            print(f"{case.name:32}" + "".join(f"{figure:9.2f}" for figure in figures), flush=True)
    lufs = [sound.lufs for sound in found]
    print(f"{len(found)} episodes: {min(lufs):.2f} to {max(lufs):.2f} LUFS, ", end="")
    print(f"peaks at most {max(sound.dbtp for sound in found):.2f} dBTP, ", end="")
    print(f"silence at most {max(sound.silence for sound in found):.2f} s, ", end="")
    starts = [sound.chapter for sound in found]
    print(f"chapters {min(starts):.0f} to {max(starts):.0f} ms before their first sound, ", end="")
    print(f"steps at joins at most {max(sound.step for sound in found):.3f} of speech's own")


if __name__ == "__main__":
    main()
