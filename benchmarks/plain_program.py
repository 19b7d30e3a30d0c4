"""The program everyone writes: pyttsx3 speaks each paragraph to a file, pydub joins them.

    python benchmarks/plain_program.py article.md episode.mp3

A baseline for ``race.py``, written the way tutorials do, with the waits without which pyttsx3's own
eSpeak driver loses most of the audio. It needs libespeak-ng and ffmpeg on the system.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pyttsx3
from pydub import AudioSegment


def main(source: str, target: str) -> None:
    """Speak ``source`` into ``target``."""
    paragraphs = [part.strip() for part in Path(source).read_text().split("\n\n") if part.strip()]
    episode = AudioSegment.empty()
    with tempfile.TemporaryDirectory() as folder:
        for number, paragraph in enumerate(paragraphs):
            path = Path(folder) / f"{number}.wav"
            engine = pyttsx3.init()
            engine.setProperty("rate", 150)
            engine.save_to_file(paragraph, str(path))
            engine.runAndWait()
            while not path.exists() or not path.stat().st_size:
                time.sleep(0.005)
            episode += AudioSegment.from_wav(str(path)) + AudioSegment.silent(duration=500)
        episode.set_frame_rate(44_100).set_channels(1).export(
            target, format="mp3", bitrate="96k", tags={"title": source}
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
