"""The neural engine: models of Piper, Kokoro and others in a folder, spoken by sherpa-onnx."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

from briefing.errors import VoiceError
from briefing.model import Pronunciation, Speech, Utterance, Voice
from briefing.voice._heard import lacking, shown
from briefing.voice._names import unknown_voice
from briefing.voice._transposed import pace_for, transposed
from briefing.voice.engine import Setup, Status
from briefing.voice.neural import noise
from briefing.voice.neural.loaded import INSTALL, ROOM, Loaded
from briefing.voice.neural.models import Model, Shelf, shelf
from briefing.voice.neural.options import NeuralOptions, options_of
from briefing.voice.neural.pace import Pace, sample
from briefing.voice.neural.pieces import Piece, Run, spelt, written
from briefing.voice.neural.pronounce import Phonemiser
from briefing.voice.neural.sound import joined
from briefing.voice.neural.speakers import Speaker
from briefing.voice.neural.symbols import in_symbols

_REVISION = 1
"""Of what is done here with a text and its sound; part of the fingerprint."""

_KEPT = 3
"""Models held in memory; the one unused for longest goes first."""

_FETCH = "Fetch a voice: `briefing voices install NAME`; docs/voices.md says which there are."

_FEW = 6
"""So many names are read in a line."""


class NeuralEngine:
    """Speaks with the models in a folder."""

    name = "neural"
    rank: ClassVar[int] = 2
    variables: ClassVar[tuple[str, ...]] = ()

    def __init__(self, options: NeuralOptions | None = None, name: str = "neural") -> None:
        """Take options; opens nothing."""
        self.name = name
        self._options = options or NeuralOptions()
        self._loaded: OrderedDict[str, Loaded] = OrderedDict()
        self._paces: dict[str, Pace] = {}
        self._phonemiser: Phonemiser | None = None

    @classmethod
    def configured(cls, setup: Setup) -> NeuralEngine:
        """Return an engine as ``setup`` says; ``UsageError`` for an option it does not take."""
        return cls(options_of(setup), setup.name)

    def status(self) -> Status:
        """Return whether sherpa-onnx is there and the folder holds a voice it can load."""
        library = _release()
        if find_spec("sherpa_onnx") is None or library is None:
            return Status(False, "sherpa-onnx is not installed", INSTALL)
        if library.partition(".")[0] in {"0", "1"}:
            return Status(False, f"sherpa-onnx {library} is too old: 2.0 is needed", INSTALL)
        if not self._shelf.models:
            return self._nobody()
        try:
            _ = self._phonemes_by
        except VoiceError as error:
            return Status(False, error.what.rstrip("."), error.remedy)
        names = [model.name for model in self._shelf.models]
        more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
        bad = ", ".join(list(self._shelf.refused)[:_FEW])
        left_out = f"; cannot be used: {bad}" if bad else ""
        return Status(True, f"sherpa-onnx {library} with {', '.join(names[:_FEW])}{more}{left_out}")

    def _nobody(self) -> Status:
        """Return the status of an engine without voices."""
        for error in self._shelf.refused.values():
            return Status(False, f"{error.where}: {error.what.rstrip('.')}", error.remedy)
        where = self._options.folder
        missing = f"no voice in {where}" if where else "no folder of voices is named"
        return Status(False, missing, _FETCH)

    def fingerprint(self) -> str:
        """Return a text that changes with sherpa-onnx, eSpeak NG, and any file of a voice."""
        return (
            f"neural {_REVISION}.{noise.REVISION}, sherpa-onnx {_release()}, "
            f"espeak-ng {self._phonemes_by.digest}, voices {self._digest}, "
            f"{self._options.threads} {self._options.provider}"
        )

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices in the folder, by model; a model of many speakers has many."""
        return tuple(one.voice for model in self._shelf.models for one in model.speakers)

    def find(self, name: str) -> Voice:
        """Return the voice ``name``: ``model``, ``model#speaker``, or ``model#`` and a number.

        A model of several speakers is found by its own name, too: that is its first. Raises
        ``VoiceError`` when there is none, or its files cannot be used.
        """
        return self._found(name)[1].voice

    def suggest(self, role: str, language: str) -> Voice:
        """Return the voice ``role`` has in ``language``: another for each role while there are.

        The option ``voice`` is the host's in its language. Without a voice in the language it is an
        English one, and without that the first. Raises ``VoiceError`` when there are no voices.
        """
        fitting = self._fitting(language)
        wanted = self._options.voice
        if wanted is not None:
            chosen = self.find(wanted)
            fitting = [chosen, *(voice for voice in fitting if voice != chosen)] if (
                _primary(chosen.language) == _primary(fitting[0].language)
            ) else fitting  # fmt: skip
        host = fitting[0]
        others = fitting[1:] or fitting
        contrast = [one for one in others if one.sex and host.sex and one.sex != host.sex]
        questioner = (contrast or others)[0]
        rest = [one for one in others if one != questioner] or others
        return {"questioner": questioner, "quote": rest[0]}.get(role, host)

    def speak(self, utterance: Utterance) -> Speech:
        """Return the sound of ``utterance``, sentence by sentence.

        Text with nothing to say in it gives a tenth of a second of silence. Raises ``VoiceError``,
        with the text, when there is no such voice, its files cannot be used, or too little sound
        comes back.
        """
        model, speaker = self._found(utterance.voice)
        loaded = self._opened(model)
        speed = self._pace(loaded, speaker).speed(pace_for(utterance.rate, utterance.pitch))
        pieces = self._pieces(model, speaker, utterance.spoken, utterance.pronunciations)
        pcm = self._said(loaded, pieces, speaker, speed)
        speech = Speech(pcm or bytes(2 * (loaded.rate // 10)), loaded.rate)
        wrong = lacking(speech, utterance.spoken, utterance.rate)
        if wrong is not None:
            raise _unspeakable(utterance, wrong)
        return transposed(speech, utterance.pitch)

    def close(self) -> None:
        """Let go of the models in memory; the next use loads them again."""
        self._loaded.clear()

    # ------------------------------------------------------------------ which voice

    @cached_property
    def _shelf(self) -> Shelf:
        folder = self._options.folder
        return shelf(folder) if folder is not None else Shelf((), {})

    @cached_property
    def _digest(self) -> str:
        return digest_of([path for model in self._shelf.models for path in model.parts])

    def _found(self, name: str) -> tuple[Model, Speaker]:
        for model in self._shelf.models:
            for one in model.speakers:
                if name in {one.voice.name, f"{model.name}#{one.number}", model.name}:
                    return model, one
        refused = self._shelf.refused.get(name.partition("#")[0])
        if refused is not None:
            raise refused
        raise unknown_voice(self.name, name, [voice.name for voice in self.voices()])

    def _fitting(self, language: str) -> list[Voice]:
        """Return the voices for a language, the nearest first."""
        voices = self.voices()
        if not voices:
            raise VoiceError("There is no neural voice here.", where=self.name, remedy=_FETCH)
        tag = language.lower().replace("_", "-")
        for wanted in (tag, "en"):
            near = [one for one in voices if _primary(one.language) == _primary(wanted)]
            if near:
                return sorted(near, key=lambda one: one.language != wanted)
        return list(voices)

    # ------------------------------------------------------------------ what is said

    @property
    def _phonemes_by(self) -> Phonemiser:
        if self._phonemiser is None:
            self._phonemiser = Phonemiser()
        return self._phonemiser

    def _opened(self, model: Model) -> Loaded:
        """Return ``model`` in memory."""
        if model.name not in self._loaded:
            while len(self._loaded) >= _KEPT:
                self._loaded.popitem(last=False)
            self._loaded[model.name] = Loaded(
                model, threads=self._options.threads, provider=self._options.provider
            )
        self._loaded.move_to_end(model.name)
        return self._loaded[model.name]

    def _pace(self, loaded: Loaded, speaker: Speaker) -> Pace:
        """Return how fast a speaker is: measured once, on a sample at two speeds."""
        name = speaker.voice.name
        if name not in self._paces:
            text = sample(speaker.voice.language)
            pieces = self._pieces(loaded.model, speaker, text, ())
            lengths = [
                len(self._said(loaded, pieces, speaker, speed)) / 2 / loaded.rate
                for speed in Pace.MEASURED
            ]
            if min(lengths) < 1:
                raise VoiceError(
                    "This voice says nothing that could be heard.",
                    where=f"{self.name}, {name}",
                    remedy="Choose another voice; `briefing voices` lists them.",
                )
            self._paces[name] = Pace.of(lengths, len(text))
        return self._paces[name]

    def _pieces(
        self, model: Model, speaker: Speaker, text: str, pronunciations: Sequence[Pronunciation]
    ) -> tuple[Piece, ...]:
        room = ROOM[model.family]
        if model.from_text:
            return written(text, room)

        def phonemes(runs: Sequence[Run]) -> list[str]:
            return in_symbols(model, speaker.accent, runs, self._phonemes_by)

        english = speaker.accent.partition("-")[0] == "en"
        return spelt(text, pronunciations, room, phonemes, english=english)

    def _said(
        self, loaded: Loaded, pieces: Sequence[Piece], speaker: Speaker, speed: float
    ) -> bytes:
        """Return 16-bit samples of ``pieces``, with pauses between them."""
        return joined(
            ((loaded.say(one.said, speaker.number, speed), one.ends) for one in pieces),
            loaded.rate,
            speed,
        )


def _release() -> str | None:
    """Return the version of sherpa-onnx; ``None`` without it."""
    try:
        return version("sherpa-onnx")
    except PackageNotFoundError:
        return None


def _primary(language: str) -> str:
    return language.partition("-")[0]


def _unspeakable(utterance: Utterance, reason: str) -> VoiceError:
    return VoiceError(
        f"This could not be spoken: {reason}. The text: {shown(utterance.spoken)}",
        where=f"{utterance.engine}, {utterance.voice}",
        remedy="Change the sentence in the script, or choose another voice or engine.",
    )


_BLOCKS, _BLOCK = 64, 4096


def digest_of(paths: Sequence[Path]) -> str:
    """Return a digest of files: names, sizes, and 64 blocks spread over each, small ones whole.

    A model is hundreds of megabytes; what was trained anew differs everywhere.
    """
    seen = hashlib.sha256()
    for path in paths:
        size = path.stat().st_size
        seen.update(f"{path.name} {size}\n".encode())
        with path.open("rb") as file:
            for number in range(_BLOCKS):
                file.seek(number * max(_BLOCK, size // _BLOCKS))
                seen.update(file.read(_BLOCK))
            file.seek(max(0, size - _BLOCK))
            seen.update(file.read(_BLOCK))
    return seen.hexdigest()[:16]
