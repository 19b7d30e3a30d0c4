"""Speech-like sound and timelines to try the sound step with; nothing here needs an engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefing.model import Chapter, Placement, Speech, Timeline
from briefing.sound import JOIN_SILENCE, clip_of
from briefing.units import Frames, rescale

RATE = 44_100


def speech_like(seconds: float, rate: int, seed: int, peak: float = 0.8) -> NDArray[np.float64]:
    """Return syllables: a voice's harmonics and noise, in bursts, under 0.4 of the rate.

    The harmonics' phases are spread (Schroeder), as a mouth spreads them: 17 dB peak to loudness.
    """
    random = np.random.default_rng(seed)
    time = np.arange(int(seconds * rate)) / rate
    pitch = 110 + 15 * np.sin(2 * np.pi * 0.7 * time + seed)
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    voiced = sum(
        np.cos(n * phase + np.pi * n * n / 24) / (1 + (n - 5) ** 2 / 12) for n in range(1, 24)
    )
    spectrum = np.fft.rfft(random.standard_normal(len(time)))
    spectrum[int(len(spectrum) * 0.8) :] = 0
    noise = np.fft.irfft(spectrum, len(time))
    syllables = np.clip(np.sin(2 * np.pi * 3.7 * time), 0, None) ** 0.5
    sound = (voiced + 0.2 * noise) * syllables
    return np.asarray(peak * sound / np.abs(sound).max())


def pcm_of(samples: NDArray[np.float64]) -> bytes:
    """Return samples of full scale 1.0 as 16-bit PCM."""
    pcm: bytes = np.rint(samples * 32767).astype("<i2").tobytes()
    return pcm


@dataclass
class Studio:
    """A folder of clips, timelines made of them, and a shelf for encoded pieces."""

    folder: Path
    kept: dict[str, bytes] = field(default_factory=dict)

    def holds(self, key: str) -> bool:
        """Return whether a piece is kept."""
        return key in self.kept

    def piece(self, key: str) -> bytes | None:
        """Return a piece that is kept."""
        return self.kept.get(key)

    def keep(self, key: str, packed: bytes) -> None:
        """Keep a piece."""
        self.kept[key] = packed

    def audio(self, key: str) -> Path:
        """Return a clip's file."""
        return self.folder / f"{key}.wav"

    def timeline(
        self,
        count: int,
        *,
        rate: int = 22_050,
        seconds: float = 2.5,
        peaks: tuple[float, ...] = (0.8, 0.2),
        silent: bool = False,
    ) -> Timeline:
        """Return a timeline of ``count`` clips; clip n is of voice n modulo the number of peaks."""
        placements: list[Placement] = []
        joins: list[Frames] = []
        end = 11_025
        for number in range(count):
            voice = number % len(peaks)
            sound = speech_like(seconds, rate, number, peaks[voice])
            speech = Speech(pcm_of(sound * (not silent)), rate)
            wav, clip = clip_of(speech, f"clip{number}-{voice}")
            self.audio(clip.key).write_bytes(wav)
            start = Frames(end + 13_001 + 977 * (number % 5))
            join = (start - JOIN_SILENCE[1]) // 1152 * 1152
            if placements and join - JOIN_SILENCE[0] >= end:
                joins.append(Frames(join))
            placed = Placement(clip, f"voice{voice}", start, rescale(clip.frames, rate, RATE))
            placements.append(placed)
            end = placed.end
        total = Frames(end + 30_871)
        middle = Frames(total // 3)
        chapters = (Chapter("Eins", Frames(0), middle), Chapter("Två – 😀", middle, total))
        return Timeline(RATE, tuple(placements), chapters, (), tuple(joins), total)
