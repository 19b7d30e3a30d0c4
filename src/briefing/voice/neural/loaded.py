"""A model loaded into sherpa-onnx, and what it says: samples for phonemes or text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from briefing.errors import VoiceError
from briefing.voice.neural import noise, vocabulary
from briefing.voice.neural.models import Model
from briefing.voice.neural.onnxfile import broken, described, rewritten

ROOM: Mapping[str, int] = {"vits": 400, "kokoro": 350, "kitten": 220, "matcha": 190}
"""Symbols each family is given at most in one go: well within what it was made for."""


INSTALL = "Install it: pip install --upgrade 'briefing[neural]'."


class Loaded:
    """A model in memory. For one thread."""

    def __init__(self, model: Model, *, threads: int, provider: str) -> None:
        """Load ``model``, in which noise is made repeatable; raises ``VoiceError`` if it fails."""
        try:
            import sherpa_onnx
        except ImportError as error:
            raise VoiceError(
                f"sherpa-onnx cannot be used: {_line(error)}.", where=model.name, remedy=INSTALL
            ) from error
        self._library = sherpa_onnx
        self.model = model
        with _ready(model) as (file, tokens, vocoder):
            families = sherpa_onnx.OfflineTtsModelConfig(
                **{model.family: self._family(file, tokens, vocoder)},
                num_threads=threads,
                provider=provider,
            )
            asked = sherpa_onnx.OfflineTtsConfig(
                model=families, rule_fsts=",".join(map(str, model.rules))
            )
            try:
                if not asked.validate():
                    raise broken(model.file, "sherpa-onnx does not accept its files")
                self._voice = sherpa_onnx.OfflineTts(asked)
            except (RuntimeError, ValueError) as error:  # what the runtime's own errors become
                raise broken(model.file, f"it cannot be loaded: {_line(error)}") from error
        self.rate: int = self._voice.sample_rate

    def _family(self, file: str, tokens: str, vocoder: str) -> Any:
        """Return the settings of the model's family."""
        one = self.model
        lexicon = ",".join(map(str, one.lexicons))
        if one.family == "vits":
            return self._library.OfflineTtsVitsModelConfig(
                model=file, tokens=tokens, lexicon=lexicon,
                noise_scale=one.noise[0], noise_scale_w=one.noise[1],
            )  # fmt: skip
        if one.family == "matcha":
            return self._library.OfflineTtsMatchaModelConfig(
                acoustic_model=file, vocoder=vocoder, tokens=tokens, lexicon=lexicon
            )
        kind = {
            "kokoro": self._library.OfflineTtsKokoroModelConfig,
            "kitten": self._library.OfflineTtsKittenModelConfig,
        }[one.family]
        return kind(model=file, voices=str(one.styles), tokens=tokens, lexicon=lexicon)

    def say(self, said: str, speaker: int, speed: float) -> Any:
        """Return the samples (32-bit floats, full scale 1) of phonemes, or of text.

        ``speed`` 1 is the model's own pace, 2 twice as fast. There are none if it says nothing.
        Raises ``VoiceError`` when the runtime fails.
        """
        import numpy as np

        asked = self._library.GenerationConfig()
        asked.sid, asked.speed, asked.silence_scale = speaker, speed, 1.0
        if not self.model.from_text:
            asked.phoneme_codepoints = [[ord(sign) for sign in said]]
        blocks: list[Any] = []

        def collect(samples: Any, _progress: float) -> int:
            blocks.append(samples)
            return 1  # go on

        try:
            made = self._voice.generate(said if self.model.from_text else "", asked, collect)
        except (RuntimeError, ValueError) as error:
            raise broken(self.model.file, f"it cannot speak: {_line(error)}") from error
        # The result is a list, a Python object for each sample; not every family calls back.
        samples = np.concatenate(blocks) if blocks else np.asarray(made.samples, np.float32)
        return np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0)


def _line(error: Exception) -> str:
    """Return the first line of a runtime's message, and not too much of it."""
    return (str(error).splitlines() or ["no reason given"])[0][:200].rstrip(".")


@contextmanager
def _ready(model: Model) -> Iterator[tuple[str, str, str]]:
    """Provide the paths of the model, its symbols and its vocoder as the loader wants them.

    What has to be other than it lies on disk is so in temporary files: nothing in a person's folder
    is changed, and the loader has read all of it when it is done.
    """
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True)
            )
        )
        try:
            file = _repeatable(model.file, model.missing, folder / "model.onnx")
            vocoder = model.vocoder and _repeatable(model.vocoder, {}, folder / "vocoder.onnx")
            tokens = model.tokens
            if tokens is None:
                tokens = folder / "tokens.txt"
                tokens.write_text(vocabulary.written(model.symbols), "utf-8")
        except OSError as error:
            raise VoiceError(
                f"There is no room to prepare this voice ({error}).",
                where=str(folder),
                remedy="Make room there, or set TMPDIR to another folder.",
            ) from error
        yield str(file), str(tokens), str(vocoder or "")


def _repeatable(path: Path, missing: Mapping[str, str], to: Path) -> Path:
    """Return the path of a model that says all it must and whose noise is the same each time."""
    found = False

    def replace(node: bytes, place: int) -> tuple[bytes, ...] | None:
        nonlocal found
        nodes = noise.repeatable(node, place)
        found = found or nodes is not None
        return None if nodes is None else tuple(nodes)

    old = described(path).opset < noise.OLDEST
    try:
        with to.open("wb") as file:
            rewritten(path, file, missing, (lambda _node, _place: None) if old else replace)
    except ValueError as error:
        raise broken(path, f"it is no whole ONNX model ({error})") from error
    return to if found or missing else path
