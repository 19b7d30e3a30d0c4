"""The neural engine: which voices it finds, what it says with them, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sherpa_onnx", reason="the extra `neural` is not installed")
pytest.importorskip("onnx", reason="onnx, which makes the voices of these tests, is not installed")

import tinyvoices

from briefing.errors import UsageError, VoiceError
from briefing.model import Pronunciation, Utterance, Voice
from briefing.testing.engine import semitones
from briefing.voice.engine import Configurable, Ranked, Setup
from briefing.voice.neural.engine import NeuralEngine, digest_of
from briefing.voice.neural.loaded import Loaded
from briefing.voice.neural.models import shelf

SENTENCE = "The minister said on Monday that the talks would go on for a week."


def engine_for(voices: Path, /, **options: object) -> NeuralEngine:
    return NeuralEngine.configured(Setup("neural", options=options, voices=voices))


def asked(voice: str, spoken: str = SENTENCE, rate: int = 150, **more: object) -> Utterance:
    return Utterance("neural", voice, rate, spoken, "en", **more)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------- finding


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a voice of each family, laid out as their makers do."""
    folder = tmp_path_factory.mktemp("many")
    tinyvoices.piper(folder / "en_GB-alan-low.onnx", language="en-gb-x-rp")
    tinyvoices.piper(
        folder / "vits-piper-de_DE-duo" / "de_DE-duo.onnx",
        language="de", speakers={"amy": 0, "ben": 1},
    )  # fmt: skip
    tinyvoices.styled(
        folder / "kokoro-tiny", "kokoro", names=("af_ann", "jf_jun", "bm_bob", "if_ida")
    )
    tinyvoices.styled(folder / "kitten-tiny", "kitten-tts", names=("expr-voice-2-m", "x"))
    tinyvoices.matcha(folder / "matcha-tiny", vocoder=folder / "vocos-22khz.onnx")
    tinyvoices.spelling(folder / "vits-mms-eng")
    (folder / "notes.txt").write_text("not a voice")
    (folder / "empty").mkdir()
    return folder


def test_voices_have_names_languages_and_what_is_known_of_their_sex(many: Path) -> None:
    assert engine_for(many).voices() == (
        Voice("en_GB-alan-low", "en-gb-x-rp"),
        Voice("kitten-tiny#expr-voice-2-m", "en-us", "male"),
        Voice("kitten-tiny#x", "en-us"),
        Voice("kokoro-tiny#af_ann", "en-us", "female"),
        Voice("kokoro-tiny#bm_bob", "en-gb", "male"),
        Voice("kokoro-tiny#if_ida", "it", "female"),
        Voice("matcha-tiny", "en-us"),
        Voice("vits-mms-eng", "en"),
        Voice("vits-piper-de_DE-duo#amy", "de"),
        Voice("vits-piper-de_DE-duo#ben", "de"),
    )


def test_a_speaker_goes_by_name_number_or_none(many: Path) -> None:
    engine = engine_for(many)
    assert engine.find("vits-piper-de_DE-duo#1").name == "vits-piper-de_DE-duo#ben"
    assert engine.find("vits-piper-de_DE-duo").name == "vits-piper-de_DE-duo#amy"
    assert engine.find("kokoro-tiny#2").name == "kokoro-tiny#bm_bob"  # by its place in the model
    with pytest.raises(VoiceError) as caught:
        engine.find("vits-piper-de_DE-duo#bem")
    assert "ben" in caught.value.remedy


def test_speakers_of_one_model_sound_different(many: Path) -> None:
    engine = engine_for(many)
    for model, low, high in (
        ("vits-piper-de_DE-duo", "amy", "ben"),
        ("kokoro-tiny", "af_ann", "3"),
    ):
        first, second = (engine.speak(asked(f"{model}#{one}")) for one in (low, high))
        assert 5 < semitones(first, second) < 7  # 120 and 170 Hz


def test_the_folder_may_be_a_voices_own(many: Path) -> None:
    voices = engine_for(many, folder=str(many / "kitten-tiny")).voices()
    assert [voice.name for voice in voices] == ["kitten-tiny#expr-voice-2-m", "kitten-tiny#x"]


def test_roles_have_voices_of_the_language_that_are_not_alike(many: Path) -> None:
    engine = engine_for(many)
    cast = [engine.suggest(role, "de-DE").name for role in ("host", "questioner", "quote")]
    assert cast == [f"vits-piper-de_DE-duo#{one}" for one in ("amy", "ben", "ben")]
    cast = [engine.suggest(role, "en-GB").name for role in ("host", "questioner", "quote")]
    assert cast[0] == "kokoro-tiny#bm_bob"
    assert len(set(cast)) == 3
    assert engine.suggest("questioner", "en-gb").sex == "female"  # the host being a man
    assert engine.suggest("host", "tlh").language.startswith("en")


def test_the_option_voice_is_the_hosts_in_its_language(many: Path) -> None:
    engine = engine_for(many, voice="kitten-tiny#x")
    assert engine.suggest("host", "en").name == "kitten-tiny#x"
    assert engine.suggest("host", "de").language == "de"
    assert engine.suggest("questioner", "en").name != "kitten-tiny#x"


def test_auto_may_take_it() -> None:
    assert isinstance(NeuralEngine(), Ranked)
    assert NeuralEngine.rank > 1


# ----------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"fodler": "x"}, "fodler"),
        ({"threads": 0}, "threads"),
        ({"threads": True}, "threads"),
        ({"threads": "two"}, "threads"),
        ({"folder": 3}, "folder"),
        ({"folder": "a\0b"}, "folder"),
        ({"provider": ["cpu"]}, "provider"),
        ({"voice": 1.5}, "voice"),
    ],
)
def test_options_it_does_not_take_are_named(options: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        NeuralEngine.configured(Setup("mine", "neural", options))
    assert "engines.mine" in str(caught.value)


def test_without_voices_the_status_says_how_to_get_one(tmp_path: Path) -> None:
    for folder in (None, tmp_path, tmp_path / "missing"):
        engine = NeuralEngine.configured(Setup("neural", voices=folder))
        status = engine.status()
        assert not status.ok
        assert "briefing voices install" in str(status.remedy)
        assert engine.voices() == ()
        with pytest.raises(VoiceError):
            engine.suggest("host", "en")
        with pytest.raises(VoiceError):
            engine.find("anyone")


@pytest.mark.parametrize(
    ("state", "told"),
    [("import sys; sys.modules['sherpa_onnx'] = None", "cannot be used"), ("", "")],
)
def test_without_sherpa_onnx_speaking_says_how_to_get_it(many: Path, state: str, told: str) -> None:
    """In a process of its own, where importing it fails."""
    program = f"""
{state}
from pathlib import Path
from briefing.errors import VoiceError
from briefing.model import Utterance
from briefing.voice.engine import Setup
from briefing.voice.neural.engine import NeuralEngine

engine = NeuralEngine.configured(Setup("neural", voices=Path({str(many)!r})))
try:
    engine.speak(Utterance("neural", "matcha-tiny", 150, "It is here.", "en"))
except VoiceError as error:
    print(error)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert (told in ended.stdout, "briefing[neural]" in ended.stdout) == (True, bool(told))


@pytest.mark.parametrize("release", [None, "1.13.7"])
def test_without_its_second_release_the_status_says_how_to_get_it(
    many: Path, monkeypatch: pytest.MonkeyPatch, release: str | None
) -> None:
    monkeypatch.setattr("briefing.voice.neural.engine._release", lambda: release)
    status = engine_for(many).status()
    assert (status.ok, "briefing[neural]" in str(status.remedy)) == (False, True)


def test_a_voice_that_says_nothing_is_an_error_with_the_text(tmp_path: Path) -> None:
    """A model without any symbol but its own marks and a full stop."""
    symbols = {"_": [0], "^": [1], "$": [2], ".": [3]}
    tinyvoices.piper(tmp_path / "mute.onnx", phoneme_id_map=symbols)
    with pytest.raises(VoiceError, match="says nothing"):
        engine_for(tmp_path).speak(asked("mute"))


def test_too_little_sound_is_an_error_with_the_text(tmp_path: Path) -> None:
    """A voice that knows no letter of an alphabet says nothing of it, and that is noticed."""
    tinyvoices.spelling(tmp_path / "vits-mms-eng")
    engine = engine_for(tmp_path)
    with pytest.raises(VoiceError, match="Министр"):
        engine.speak(asked("vits-mms-eng", "Министр сказал, что переговоры продолжатся неделю."))
    assert engine.speak(asked("vits-mms-eng")).frames


# ------------------------------------------------------------------------------- saying


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    tinyvoices.piper(folder / "en_US-tiny-low.onnx")
    return folder


def symbols_said(
    folder: Path, spoken: str, monkeypatch: pytest.MonkeyPatch, *pronunciations: Pronunciation
) -> list[str]:
    """Return the symbols the model itself was heard to say, piece by piece."""
    said: list[str] = []
    say = Loaded.say

    def listening(self: Loaded, text: str, speaker: int, speed: float) -> object:
        said.append(tinyvoices.heard(say(self, text, speaker, 1.0)))
        return say(self, text, speaker, speed)

    engine = engine_for(folder)
    engine.speak(asked("en_US-tiny-low"))
    with monkeypatch.context() as patch:
        patch.setattr(Loaded, "say", listening)
        engine.speak(asked("en_US-tiny-low", spoken, pronunciations=pronunciations))
    return [piece.replace("_", "").strip("^$") for piece in said]


def test_the_model_is_given_the_phonemes_of_espeak_ng(
    one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Piper's own: IPA by character, a mark after each clause, marks around each sentence."""
    said = symbols_said(one, "Hello, world! Is it you?", monkeypatch)
    assert said == ["həlˈoʊ, wˈɜːld!", "ɪz ɪt juː?"]


def test_a_pronunciation_takes_the_place_of_the_words(
    one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Xi met Xi's guest."
    spans = (Pronunciation(0, 2, "ʃˈiː"), Pronunciation(7, 2, "/ʃˈiː/"))
    assert symbols_said(one, text, monkeypatch, *spans) == ["ʃˈiː mˈɛt ʃˈiːz ɡˈɛst."]
    part = Pronunciation(11, 3, "ʃˈiː")  # within "guest"
    assert "ʃ" not in symbols_said(one, text, monkeypatch, part)[0]
    assert symbols_said(one, "Nobody met Xi.", monkeypatch, Pronunciation(11, 2, "ʃˈiː"))[
        0
    ].endswith("mˈɛt ʃˈiː.")


def test_voices_that_take_text_say_a_pronunciations_words_as_they_are_spelt(many: Path) -> None:
    engine = engine_for(many)
    plain = engine.speak(asked("vits-mms-eng"))
    span = (Pronunciation(4, 8, "aɪ"),)
    assert engine.speak(asked("vits-mms-eng", pronunciations=span)) == plain


def test_long_sentences_are_said_in_parts_that_hold_all_of_it(
    one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = " ".join(["one two three four"] * 60)
    said = symbols_said(one, f"{long}. Five.", monkeypatch)
    assert len(said) > 3
    assert max(map(len, said)) <= 400
    assert " ".join(said).count("θɹˈiː") == 60
    assert said[-1] == "fˈaɪv."


def test_between_sentences_there_is_a_pause_and_none_over_half_a_second(one: Path) -> None:
    speech = engine_for(one).speak(asked("en_US-tiny-low", "Now it is here. Then it was there."))
    samples = np.abs(np.frombuffer(speech.pcm, "<i2").astype(int))
    heard = np.flatnonzero(samples > 1_000)
    gaps = np.diff(heard) / speech.rate
    assert 0.15 < gaps.max() < 0.5
    assert heard[0] / speech.rate < 0.1
    assert (len(samples) - heard[-1]) / speech.rate < 0.1


def test_nothing_clips(one: Path) -> None:
    """A model that goes beyond full scale by two decibels comes out undistorted."""
    from briefing.voice.neural.sound import joined

    loud = (1.25 * np.sin(np.arange(22_050) / 20)).astype(np.float32)
    samples = np.frombuffer(joined([(loud, True)], 22_050, 1.0), "<i2")
    assert np.abs(samples.astype(int)).max() < 32_767


def test_sherpa_onnx_alone_would_not_say_the_same_twice(one: Path, tmp_path: Path) -> None:
    """What makes the voice repeatable is what is done here to its noise."""
    import sherpa_onnx

    from briefing.voice.neural import vocabulary
    from briefing.voice.neural.onnxfile import rewritten

    model = shelf(one).models[0]
    tokens, file = tmp_path / "tokens.txt", tmp_path / "model.onnx"
    tokens.write_text(vocabulary.written(model.symbols))
    with file.open("wb") as to:
        rewritten(model.file, to, model.missing, lambda _node, _place: None)
    family = sherpa_onnx.OfflineTtsVitsModelConfig(model=str(file), tokens=str(tokens))
    config = sherpa_onnx.OfflineTtsConfig(model=sherpa_onnx.OfflineTtsModelConfig(vits=family))
    voice = sherpa_onnx.OfflineTts(config)
    asked_for = sherpa_onnx.GenerationConfig()
    asked_for.phoneme_codepoints = [[ord(sign) for sign in "həlˈoʊ."]]
    first, second = (list(voice.generate("", asked_for).samples) for _ in range(2))
    assert first != second
    loaded = Loaded(model, threads=1, provider="cpu")
    again = Loaded(model, threads=1, provider="cpu")
    said = [one.say("həlˈoʊ.", 0, 1.0).tolist() for one in (loaded, loaded, again)]
    assert said[0] == said[1] == said[2] != first


def test_nothing_in_the_folder_is_changed(one: Path) -> None:
    before = {path.name: path.read_bytes() for path in one.iterdir()}
    engine_for(one).speak(asked("en_US-tiny-low"))
    assert {path.name: path.read_bytes() for path in one.iterdir()} == before


def test_few_models_are_held_in_memory_and_the_others_come_back(many: Path) -> None:
    engine = engine_for(many)
    names = ("matcha-tiny", "vits-mms-eng", "en_GB-alan-low", "kitten-tiny", "kokoro-tiny")
    first = [engine.speak(asked(name)) for name in names]
    assert len(engine._loaded) == 3
    assert [engine.speak(asked(name)) for name in names] == first


# --------------------------------------------------------------------------- fingerprint


def test_the_fingerprint_follows_every_file_of_a_voice(tmp_path: Path) -> None:
    tinyvoices.styled(tmp_path / "kokoro-tiny", "kokoro")
    seen = {engine_for(tmp_path).fingerprint()}
    styles = tmp_path / "kokoro-tiny" / "voices.bin"
    body = bytearray(styles.read_bytes())
    body[100] ^= 1
    styles.write_bytes(body)
    seen.add(engine_for(tmp_path).fingerprint())
    tokens = tmp_path / "kokoro-tiny" / "tokens.txt"
    tokens.write_text(tokens.read_text() + "¶ 99\n")
    seen.add(engine_for(tmp_path).fingerprint())
    tinyvoices.piper(tmp_path / "x.onnx")
    seen.add(engine_for(tmp_path).fingerprint())
    assert len(seen) == 4


def test_digests_see_a_change_anywhere_in_a_trained_model(tmp_path: Path) -> None:
    """All weights differ after training; so does the digest, though it reads but a part of them."""
    files = [tmp_path / "a.onnx", tmp_path / "b" / "a.onnx"]
    files[1].parent.mkdir()
    for seed, file in enumerate(files):
        file.write_bytes(np.random.default_rng(seed).bytes(3_000_000))
    assert digest_of(files[:1]) != digest_of(files[1:])
    assert digest_of(files[:1]) == digest_of(files[:1])


# ----------------------------------------------------------------------------- the plug-in


def test_it_is_made_from_its_table_in_the_settings(many: Path) -> None:
    assert isinstance(NeuralEngine, Configurable)
    engine = NeuralEngine.configured(Setup("mine", "neural", {"folder": str(many)}))
    assert engine.name == "mine"
    assert engine.find("matcha-tiny")


def test_importing_it_imports_nothing_heavy() -> None:
    program = (
        "import sys, json; import briefing.voice.neural.engine, briefing.voice.neural.install;"
        "print(json.dumps(sorted(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert not {"numpy", "sherpa_onnx", "httpx", "onnx"} & set(json.loads(ended.stdout))
