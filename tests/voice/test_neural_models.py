"""Models are looked into before they are loaded: what is broken is refused, never a crash."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sherpa_onnx", reason="the extra `neural` is not installed")
pytest.importorskip("onnx", reason="onnx, which makes the voices of these tests, is not installed")

import onnx
import tinyvoices
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx.reference import ReferenceEvaluator

from briefing.errors import VoiceError
from briefing.model import Utterance
from briefing.voice.engine import Setup
from briefing.voice.neural import noise, vocabulary
from briefing.voice.neural.engine import NeuralEngine
from briefing.voice.neural.loaded import Loaded
from briefing.voice.neural.models import shelf
from briefing.voice.neural.onnxfile import described, rewritten
from briefing.voice.neural.speakers import language_of

TEXT = "The minister said on Monday that the talks would go on for a week."

SAID = {"sample_rate": "22050", "n_speakers": "1", "language": "English", "comment": "piper"}


def _cut(folder: Path) -> None:
    file = tinyvoices.piper(folder / "bad.onnx")
    file.write_bytes(file.read_bytes()[:-200])


def _empty(folder: Path) -> None:
    tinyvoices.piper(folder / "bad.onnx").write_bytes(b"")


def _page(folder: Path) -> None:
    tinyvoices.piper(folder / "bad.onnx").write_bytes(b"<!doctype html><p>Not found</p>" * 40)


def _pointer(folder: Path) -> None:
    """What comes of a download without large-file support."""
    tinyvoices.piper(folder / "bad.onnx").write_text(
        "version https://git-lfs.github.com/spec/v1\noid sha256:1234\nsize 63201294\n"
    )


def _no_rate(folder: Path) -> None:
    tinyvoices.piper(folder / "bad.onnx", audio={})


def _half_metadata(folder: Path) -> None:
    tinyvoices.piper(folder / "bad.onnx", metadata={"sample_rate": "22050"})


def _wild_metadata(folder: Path) -> None:
    tinyvoices.piper(folder / "bad.onnx", metadata=SAID | {"n_speakers": "-3"})


def _wild_rate(folder: Path) -> None:
    tinyvoices.piper(folder / "bad.onnx", metadata=SAID | {"sample_rate": "0"})


def _no_json(folder: Path) -> None:
    file = tinyvoices.piper(folder / "bad.onnx")
    file.with_name("bad.onnx.json").write_text("{" * 100_000)


def _list_json(folder: Path) -> None:
    file = tinyvoices.piper(folder / "bad.onnx")
    file.with_name("bad.onnx.json").write_text("[1]")


def _no_marks(folder: Path) -> None:
    tinyvoices.piper(folder / "bad.onnx", phoneme_id_map={"a": [1]})


def _no_symbols(folder: Path) -> None:
    tinyvoices.piper(folder / "bad.onnx", phoneme_id_map={"ab": [1]})


def _pinyin(folder: Path) -> None:
    tinyvoices.piper(folder / "bad.onnx", phoneme_type="pinyin")


def _tokens(lines: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        tinyvoices.piper(folder / "bad" / "x.onnx", metadata=SAID)
        (folder / "bad" / "tokens.txt").write_text(lines, "utf-8")

    return make


def _styles(size: int) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        tinyvoices.styled(folder / "bad", "kokoro")
        (folder / "bad" / "voices.bin").write_bytes(bytes(size))

    return make


def _dimensions(family: str, text: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        tinyvoices.styled(folder / "bad", family, style_dim=text)

    return make


def _no_vocoder(folder: Path) -> None:
    tinyvoices.matcha(folder / "bad")
    (folder / "bad" / "hifigan_v2.onnx").unlink()


def _japanese(folder: Path) -> None:
    tinyvoices.styled(folder / "bad", "kokoro", names=("jf_a", "zm_b"))


BROKEN: dict[str, Callable[[Path], None]] = {
    "cut off": _cut, "empty": _empty, "a page": _page, "a pointer": _pointer,
    "no rate": _no_rate, "half of the metadata": _half_metadata,
    "wild metadata": _wild_metadata, "wild rate": _wild_rate,
    "JSON too deep": _no_json, "JSON no object": _list_json, "no marks": _no_marks,
    "no symbols": _no_symbols, "pinyin": _pinyin,
    "symbol twice": _tokens("_ 0\n^ 1\n$ 2\na 3\na 4\n"),
    "long symbol": _tokens("_ 0\n^ 1\n$ 2\nab 3\n"),
    "no number": _tokens("_ 0\n^ 1\n$ 2\na b\n"),
    "empty line": _tokens("_ 0\n\n^ 1\n$ 2\n"),
    "blank line at the end": _tokens("_ 0\n^ 1\n$ 2\n  "),
    "no tokens in it": _tokens(""), "three words": _tokens("_ 0\n^ 1\n$ 2\na 3 4\n"),
    "styles cut": _styles(100), "no styles": _styles(0),
    "two dimensions": _dimensions("kokoro", "510,256"),
    "few rows": _dimensions("kokoro", "20,1,256"),
    "words for dimensions": _dimensions("kitten-tts", "a,b"),
    "no vocoder": _no_vocoder, "no phonemes": _japanese,
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_what_would_end_the_process_is_refused_and_the_rest_speaks(
    kind: str, tmp_path: Path
) -> None:
    """sherpa-onnx calls ``_Exit`` for most of these: the other voice would never be heard."""
    BROKEN[kind](tmp_path)
    tinyvoices.piper(tmp_path / "good.onnx")
    engine = NeuralEngine.configured(Setup("neural", voices=tmp_path))
    assert [voice.name for voice in engine.voices()] == ["good"]
    assert (engine.status().ok, "bad" in engine.status().detail) == (True, True)
    for call in (
        lambda: engine.find("bad"),
        lambda: engine.speak(Utterance("neural", "bad", 150, TEXT, "en")),
    ):
        with pytest.raises(VoiceError) as caught:
            call()
        assert caught.value.where
        assert "\n" not in caught.value.what
    assert engine.speak(Utterance("neural", "good", 150, TEXT, "en")).frames


def test_if_nothing_else_is_there_the_status_says_what_is_wrong(tmp_path: Path) -> None:
    _cut(tmp_path)
    status = NeuralEngine.configured(Setup("neural", voices=tmp_path)).status()
    assert not status.ok
    assert "bad.onnx" in status.detail
    assert len(status.detail.splitlines()) == 1


def test_a_whole_file_that_the_runtime_refuses_is_a_voice_error(tmp_path: Path) -> None:
    """Its graph uses what nothing makes; only the runtime can see that."""
    file = tinyvoices.piper(tmp_path / "bad.onnx")
    model = onnx.load(str(file))
    model.graph.node[3].input[0] = "nothing"
    file.write_bytes(model.SerializeToString())
    engine = NeuralEngine.configured(Setup("neural", voices=tmp_path))
    with pytest.raises(VoiceError, match="cannot be loaded"):
        engine.speak(Utterance("neural", "bad", 150, TEXT, "en"))


def test_a_model_that_fails_while_it_speaks_is_a_voice_error(tmp_path: Path) -> None:
    """Its last node cannot make the shape it is asked for."""
    file = tinyvoices.piper(tmp_path / "bad.onnx")
    model = onnx.load(str(file))
    shape = next(one for one in model.graph.initializer if one.name == "shape")
    shape.CopyFrom(onnx.numpy_helper.from_array(np.array([1, 1, 7, 11], "i8"), "shape"))
    file.write_bytes(model.SerializeToString())
    engine = NeuralEngine.configured(Setup("neural", voices=tmp_path))
    with pytest.raises(VoiceError, match="cannot speak"):
        engine.speak(Utterance("neural", "bad", 150, TEXT, "en"))


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_bytes_are_described_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A model with a few bytes changed, cut anywhere, is read or refused: nothing else happens."""
    whole = _WHOLE or _WHOLE.append(_tiny(tmp_path_factory)) or _WHOLE
    body = bytearray(whole[0])
    for _ in range(data.draw(st.integers(0, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.mktemp("any") / "x.onnx"
    file.write_bytes(bytes(body[: data.draw(st.integers(0, len(body)))]))
    with contextlib.suppress(VoiceError):
        assert described(file).outputs


_WHOLE: list[bytes] = []


def _tiny(factory: pytest.TempPathFactory) -> bytes:
    return tinyvoices.piper(factory.mktemp("whole") / "x.onnx").read_bytes()


# ------------------------------------------------------------------------- what is written


def test_a_rewritten_model_differs_in_metadata_and_noise_alone(tmp_path: Path) -> None:
    old, new = tinyvoices.piper(tmp_path / "x.onnx"), tmp_path / "new.onnx"
    with new.open("wb") as to:
        rewritten(old, to, {"a": "1", "ü": "ß" * 300}, noise.repeatable)
    before, after = onnx.load(str(old)), onnx.load(str(new))
    assert described(new).metadata == {"a": "1", "ü": "ß" * 300}
    assert described(new).inputs == ("input", "input_lengths", "scales")
    kinds = [node.op_type for node in after.graph.node]
    assert "RandomNormalLike" not in kinds
    kept = [node for node in after.graph.node if "briefing.noise" not in str(node)]
    wanted = [node for node in before.graph.node if "Random" not in node.op_type]
    assert [node for node in wanted if node not in kept] == []
    assert list(after.graph.initializer) == list(before.graph.initializer)


@pytest.mark.parametrize(
    ("operator", "options", "mean", "spread"),
    [
        ("RandomNormalLike", {}, 0, 1),
        ("RandomNormalLike", {"mean": 3.0, "scale": 0.5}, 3, 0.5),
        ("RandomUniformLike", {}, 0.5, 12**-0.5),
        ("RandomUniformLike", {"low": -1.0, "high": 1.0}, 0, 2 * 12**-0.5),
    ],
)
def test_the_noise_is_noise(
    tmp_path: Path, operator: str, options: dict[str, float], mean: float, spread: float
) -> None:
    """Its mean, spread and tails are as asked for, and no number tells the next."""
    count = 200_000
    old, new = tmp_path / "x.onnx", tmp_path / "new.onnx"
    tinyvoices.random_numbers(old, operator, count, **options)
    with new.open("wb") as to:
        rewritten(old, to, {}, noise.repeatable)
    numbers = ReferenceEvaluator(str(new)).run(None, {"x": np.zeros(count, np.float32)})[0]
    assert numbers.shape == (count,)
    even = (numbers - mean) / spread
    assert abs(even.mean()) < 0.02
    assert abs(even.std() - 1) < 0.02
    if operator == "RandomNormalLike":
        assert abs((np.abs(even) > 2).mean() - 0.0455) < 0.004
        assert 3.5 < np.abs(even).max() < 7
    spectrum = np.abs(np.fft.rfft(even)) ** 2 / count
    assert spectrum.max() < 30  # white: a tone in it would stand out by thousands
    for lag in (1, 2, 3, 7, 64):
        assert abs((even[:-lag] * even[lag:]).mean()) < 0.02


def test_two_sources_of_noise_in_a_model_differ(tmp_path: Path) -> None:
    streams = []
    for place in (3, 40):
        file = tmp_path / f"{place}.onnx"
        tinyvoices.random_numbers(tmp_path / "x.onnx", "RandomNormalLike", 50_000)
        with file.open("wb") as to:
            rewritten(
                tmp_path / "x.onnx", to, {}, lambda node, _, at=place: noise.repeatable(node, at)
            )
        zeros = {"x": np.zeros(50_000, np.float32)}
        streams.append(ReferenceEvaluator(str(file)).run(None, zeros)[0])
    assert abs(np.corrcoef(*streams)[0, 1]) < 0.02


def test_a_models_own_liveliness_is_kept(tmp_path: Path) -> None:
    """What its JSON says of noise reaches it; wild numbers do not."""
    quiet = {"noise_scale": 0, "noise_w": 0.1}
    tinyvoices.piper(tmp_path / "quiet.onnx", inference=quiet)
    tinyvoices.piper(tmp_path / "wild.onnx", inference={"noise_scale": 1e9, "noise_w": "x"})
    said = {model.name: model.noise for model in shelf(tmp_path).models}
    assert said == {"quiet": (0.0, 0.1), "wild": (0.667, 0.8)}


# --------------------------------------------------------------------------------- symbols


@given(st.dictionaries(st.characters(categories=("L", "N", "P", "M")), st.integers(0, 9_999)))
def test_symbols_are_written_as_they_are_read(
    tmp_path_factory: pytest.TempPathFactory, symbols: dict[str, int]
) -> None:
    file = tmp_path_factory.mktemp("symbols") / "tokens.txt"
    symbols = symbols | {" ": 7}
    file.write_text(vocabulary.written(symbols), "utf-8")
    assert vocabulary.read(file, single=True) == symbols


@given(st.text(), st.booleans())
def test_fitted_phonemes_are_symbols_of_the_model(ipa: str, apart: bool) -> None:
    symbols = {symbol: number for number, symbol in enumerate(tinyvoices.PHONEMES)}
    assert set(vocabulary.fitted(ipa, symbols, apart=apart)) <= symbols.keys()


def test_phonemes_a_model_knows_are_left_as_they_are() -> None:
    symbols = {symbol: number for number, symbol in enumerate(tinyvoices.PHONEMES)}
    known = "ðə mˈɪnɪstɚ sˈɛd ˌɔn mˈʌndeɪ, kafˈeː?"
    assert vocabulary.fitted(known, symbols, apart=True) == known
    assert vocabulary.fitted("nɥ̃", {"n": 1, "ɥ": 2, "\u0303": 3}, apart=True) == "nɥ\u0303"
    assert vocabulary.fitted("ç", {"c": 1, "\u0327": 2}, apart=True) == "c\u0327"
    assert vocabulary.fitted("ç", {"ç": 1, "c": 2, "\u0327": 3}, apart=False) == "ç"


@pytest.mark.parametrize(
    ("metadata", "name", "language"),
    [
        ({"voice": "en-gb-x-rp"}, "vits-piper-de_DE-x-low", "en-gb-x-rp"),
        ({"voice": ""}, "vits-piper-pt_BR-faber-medium", "pt-br"),
        ({}, "en_US-joe-medium", "en-us"),
        ({}, "kokoro-en-v0_19", "en"),
        ({"voice": "cmn"}, "x", "zh"),
        ({"language": "German"}, "vits-coqui-thorsten", "de"),
        ({}, "nonsense", "en"),
    ],
)
def test_languages_are_told_by_the_model_or_its_name(
    metadata: dict[str, str], name: str, language: str
) -> None:
    assert language_of(metadata, name) == language


def test_kokoros_later_alphabet_has_one_letter_for_two_sounds(tmp_path: Path) -> None:
    """From version 1.0 on its English is written so; the first version's is plain IPA."""
    from briefing.voice.neural.pronounce import Phonemiser
    from briefing.voice.neural.symbols import in_symbols

    said = {}
    for version in ("1", "2"):
        folder = tinyvoices.styled(tmp_path / version, "kokoro", version=version)
        tinyvoices.symbols_file(folder / "tokens.txt", "_^$ ,.?:ˈˌɹləəoʊnaɪdtʃjkθɔʧAIOWYᵊɡmʌ")
    for model in shelf(tmp_path).models:
        runs = [("No child of mine", False)]
        said[model.name] = in_symbols(model, "en-us", runs, Phonemiser())[0]
    assert "oʊ" in said["1"]
    assert "tʃˈaɪld" in said["1"]
    assert said["2"].startswith("nˈO ʧˈIld")


def test_a_voice_of_letters_is_given_letters(tmp_path: Path) -> None:
    """Piper calls these phonemes of the type ``text``."""
    tinyvoices.piper(tmp_path / "x.onnx", phoneme_type="text")
    model = shelf(tmp_path).models[0]
    said: list[str] = []
    engine = NeuralEngine.configured(Setup("neural", voices=tmp_path))
    pieces = engine._pieces(model, model.speakers[0], "Über ALLES, ja?", ())
    loaded = Loaded(model, threads=1, provider="cpu")
    said = [tinyvoices.heard(loaded.say(one.said, 0, 1.0)) for one in pieces]
    assert [one.replace("_", "").strip("^$") for one in said] == ["uber alles, ja?"]


def test_json_with_speakers_of_odd_names_gives_numbers(tmp_path: Path) -> None:
    speakers = {"ann": 0, "\x1b[31m": 1, "": 2}
    tinyvoices.piper(tmp_path / "x.onnx", speakers=speakers)
    names = [one.voice.name for one in shelf(tmp_path).models[0].speakers]
    assert names == ["x#ann", "x#1", "x#2"]
    said = json.loads((tmp_path / "x.onnx.json").read_text())
    assert said["num_speakers"] == 3
