"""Tiny voices: ONNX models of a few nodes that speak a tone, in the folders of real families.

Each symbol lasts an equal time at speed 1 and sounds as loud as its number says, over a train of
pulses; a second speaker has a higher one. Random numbers, one for each symbol, are drawn as in real
models.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

RATE = 22_050
PERIODS = (184, 130)
"""Frames from pulse to pulse by speaker: 120 and 170 Hz."""

PHONEMES = (
    "_^$ !',-.:;?abcdefhijklmnopqrstuvwxyzæçðøħŋœɐɑɒɔəɚɛɜɡɪɹɾʃʊʌʒʔˈˌːθβɬᵻ\u0303\u0329ɫʲ0123456789"
)
LOUDEST = len(PHONEMES)

_FLOAT, _INT = TensorProto.FLOAT, TensorProto.INT64


def _constant(name: str, value: object, kind: str) -> onnx.TensorProto:
    return numpy_helper.from_array(np.array(value, dtype=kind), name)


def _tone(stretch: str, period: str) -> list[onnx.NodeProto]:
    """Return nodes from ``ids`` (one row) and a number ``stretch`` to samples ``wave``."""
    node = helper.make_node
    return [
        node("Mul", ["each", stretch], ["exact"]),
        node("Cast", ["exact"], ["frames"], to=_INT),
        node("Size", ["ids"], ["count"]),
        node("Mul", ["count", "frames"], ["total"]),
        node("Range", ["zero", "total", "one"], ["i"]),
        node("Div", ["i", "frames"], ["which"]),
        node("Reshape", ["ids", "flat"], ["row"]),
        node("Cast", ["row"], ["loud"], to=_FLOAT),
        node("RandomNormalLike", ["loud"], ["random_row"], dtype=_FLOAT),
        node("Gather", ["random_row", "which"], ["random"]),
        node("Mul", ["loud", "loudness"], ["gain_row0"]),
        node("Add", ["gain_row0", "floor"], ["gain_row"]),
        node("Gather", ["gain_row", "which"], ["gain"]),
        node("Mod", ["i", period], ["phase"]),
        node("Gather", ["pulse_table", "phase"], ["pulse"]),
        node("Mul", ["pulse", "gain"], ["clean"]),
    ]


def _constants(each: int) -> list[onnx.TensorProto]:
    return [
        _constant("each", each, "f4"), _constant("zero", 0, "i8"), _constant("one", 1, "i8"),
        _constant("flat", [-1], "i8"), _constant("loudness", 0.5 / LOUDEST, "f4"),
        _constant("floor", 0.2, "f4"),
        _constant("pulse_table", np.exp(-0.08 * np.arange(max(PERIODS))), "f4"),
        _constant("periods", PERIODS, "i8"), _constant("first", 0, "i8"),
    ]  # fmt: skip


def _save(
    path: Path,
    nodes: Sequence[onnx.NodeProto],
    inputs: Mapping[str, tuple[int, Sequence[object]]],
    constants: Sequence[onnx.TensorProto],
    metadata: Mapping[str, str],
    output: str = "output",
) -> None:
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, *shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info(output, _FLOAT, None)],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    helper.set_model_props(model, dict(metadata))
    path.write_bytes(model.SerializeToString())


# --------------------------------------------------------------------------------- Piper


def piper(
    path: Path,
    *,
    speakers: Mapping[str, int] | None = None,
    metadata: Mapping[str, str] | None = None,
    language: str = "en-us",
    **configuration: object,
) -> Path:
    """Make a voice as Piper publishes it: ``path`` and the JSON beside it; return ``path``.

    As its exporter does, it says nothing of itself inside the ONNX file, unless given ``metadata``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    inputs: dict[str, tuple[int, Sequence[object]]] = {
        "input": (_INT, [1, "n"]), "input_lengths": (_INT, [1]), "scales": (_FLOAT, [3]),
    }  # fmt: skip
    node = helper.make_node
    if speakers:
        inputs["sid"] = (_INT, [1])
    nodes = [
        node("Identity", ["input"], ["ids"]),
        node("Gather", ["scales", "one"], ["stretch"]),
        node("Gather", ["scales", "zero"], ["spread"]),
        node("Gather", ["periods", "sid" if speakers else "zero"], ["period"]),
        *_tone("stretch", "period"),
        node("Mul", ["spread", "hiss"], ["hissing"]),
        node("Mul", ["random", "hissing"], ["noise"]),
        node("Add", ["clean", "noise"], ["wave"]),
        node("Reshape", ["wave", "shape"], ["output"]),
    ]
    constants = [
        *_constants(700), _constant("hiss", 0.0004, "f4"), _constant("shape", [1, 1, 1, -1], "i8")
    ]  # fmt: skip
    _save(path, nodes, inputs, constants, metadata or {})
    said = {
        "audio": {"sample_rate": RATE, "quality": "low"},
        "espeak": {"voice": language},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate(PHONEMES)},
        "num_symbols": len(PHONEMES),
        "num_speakers": len(speakers) if speakers else 1,
        "speaker_id_map": dict(speakers or {}),
        **configuration,
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(said), "utf-8")
    return path


def symbols_file(path: Path, symbols: str = PHONEMES) -> None:
    """Write ``symbols`` as a ``tokens.txt``."""
    lines = (f"{symbol} {number}\n" for number, symbol in enumerate(symbols))
    path.write_text("".join(lines), "utf-8")


# --------------------------------------------------------------- Kokoro, Kitten, Matcha


def styled(
    folder: Path,
    family: str,
    *,
    names: Sequence[str] = ("af_ann", "bm_bob"),
    each: int = 1_500,
    **metadata: str,
) -> Path:
    """Make a voice of Kokoro's (``kokoro``) or Kitten's kind (``kitten-tts``); return ``folder``.

    Its speakers differ in their styles, from which the model takes their pitch.
    """
    folder.mkdir(parents=True, exist_ok=True)
    node = helper.make_node
    nodes = [
        node("Identity", ["tokens"], ["ids"]),
        node("Reciprocal", ["speed"], ["slow"]),
        node("Reshape", ["slow", "scalar"], ["stretch"]),
        node("Gather", ["style", "zero"], ["style_row"], axis=1),
        node("Reshape", ["style_row", "scalar"], ["style_one"]),
        node("Cast", ["style_one"], ["period"], to=_INT),
        *_tone("stretch", "period"),
        node("RandomUniformLike", ["loud"], ["even_row"], low=-1.0, high=1.0),
        node("Gather", ["even_row", "which"], ["even"]),
        node("Add", ["random", "even"], ["both"]),
        node("Mul", ["both", "hiss"], ["noise"]),
        node("Add", ["clean", "noise"], ["output"]),
    ]
    inputs: dict[str, tuple[int, Sequence[object]]] = {
        "tokens": (_INT, [1, "n"]), "style": (_FLOAT, [1, 256]), "speed": (_FLOAT, [1]),
    }  # fmt: skip
    said = {
        "model_type": family, "sample_rate": "24000", "n_speakers": str(len(names)),
        "speaker_names": ",".join(names), "voice": "en-us", "language": "English",
        "style_dim": "510,1,256" if family == "kokoro" else "510,256", **metadata,
    }  # fmt: skip
    constants = [
        *_constants(each), _constant("hiss", 0.003, "f4"),
        numpy_helper.from_array(np.array([], "i8"), "scalar"),
    ]  # fmt: skip
    _save(folder / "model.onnx", nodes, inputs, constants, said)
    styles = np.zeros((len(names), 510, 256), "<f4")
    for number in range(len(names)):
        styles[number] = PERIODS[number % len(PERIODS)]
    (folder / "voices.bin").write_bytes(styles.tobytes())
    symbols_file(folder / "tokens.txt", PHONEMES.replace("_", "¤"))
    return folder


def matcha(folder: Path, *, vocoder: Path | None = None) -> Path:
    """Make a voice of Matcha's kind: an acoustic model, and a vocoder for it; return ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    node = helper.make_node
    nodes = [
        node("Identity", ["x"], ["ids"]),
        node("Reshape", ["length_scale", "scalar"], ["stretch"]),
        node("Gather", ["periods", "zero"], ["period"]),
        *_tone("stretch", "period"),
        node("Mul", ["random", "noise_scale"], ["hissing"]),
        node("Mul", ["hissing", "hiss"], ["noise"]),
        node("Add", ["clean", "noise"], ["wave"]),
        node("Reshape", ["wave", "shape"], ["mel"]),
    ]
    inputs: dict[str, tuple[int, Sequence[object]]] = {
        "x": (_INT, [1, "n"]), "x_length": (_INT, [1]),
        "noise_scale": (_FLOAT, [1]), "length_scale": (_FLOAT, [1]),
    }  # fmt: skip
    said = {
        "model_type": "matcha-tts", "sample_rate": str(RATE), "n_speakers": "1", "pad_id": "0",
        "use_eos_bos": "1", "voice": "en-us", "language": "English",
    }  # fmt: skip
    constants = [
        *_constants(700), _constant("hiss", 0.003, "f4"), _constant("shape", [1, 1, -1], "i8"),
        numpy_helper.from_array(np.array([], "i8"), "scalar"),
    ]  # fmt: skip
    _save(folder / "model-steps-3.onnx", nodes, inputs, constants, said, "mel")
    symbols_file(folder / "tokens.txt")
    _save(
        vocoder or folder / "hifigan_v2.onnx",
        [node("Identity", ["mel"], ["audio"])],
        {"mel": (_FLOAT, [1, 1, "n"])},
        [],
        {"model_type": "hifigan", "sample_rate": str(RATE)},
        "audio",
    )
    return folder


def spelling(folder: Path) -> Path:
    """Make a voice that takes letters and has them looked up by sherpa-onnx; return ``folder``."""
    alphabet = " abcdefghijklmnopqrstuvwxyz.,!?'"
    folder.mkdir(parents=True, exist_ok=True)
    node = helper.make_node
    nodes = [
        node("Identity", ["x"], ["ids"]),
        node("Reshape", ["length_scale", "scalar"], ["stretch"]),
        node("Gather", ["periods", "zero"], ["period"]),
        *_tone("stretch", "period"),
        node("Reshape", ["clean", "shape"], ["output"]),
    ]
    inputs: dict[str, tuple[int, Sequence[object]]] = {
        "x": (_INT, [1, "n"]), "x_length": (_INT, [1]), "noise_scale": (_FLOAT, [1]),
        "length_scale": (_FLOAT, [1]), "noise_scale_w": (_FLOAT, [1]),
    }  # fmt: skip
    said = {
        "model_type": "vits", "frontend": "characters", "language": "English", "comment": "mms",
        "sample_rate": str(RATE), "n_speakers": "0", "add_blank": "1",
    }  # fmt: skip
    constants = [
        *_constants(700), _constant("shape", [1, 1, -1], "i8"),
        numpy_helper.from_array(np.array([], "i8"), "scalar"),
    ]  # fmt: skip
    _save(folder / "model.onnx", nodes, inputs, constants, said)
    symbols_file(folder / "tokens.txt", alphabet)
    return folder


def random_numbers(path: Path, operator: str, count: int, **settings: float) -> None:
    """Make a model that gives as many random numbers as ``x`` has, and nothing else."""
    nodes = [helper.make_node(operator, ["x"], ["output"], **settings)]
    _save(path, nodes, {"x": (_FLOAT, [count])}, [], {})


# ------------------------------------------------------------------------------- hearing


def heard(samples: NDArray[np.float32], each: int = 700) -> str:
    """Return the symbols in what a voice of Piper's kind said, each ``each`` frames long."""
    peaks = samples[: len(samples) // each * each].reshape(-1, each).max(axis=1)
    numbers = np.rint((peaks - 0.2) / 0.5 * LOUDEST).astype(int)
    return "".join(PHONEMES[number] for number in numbers)
