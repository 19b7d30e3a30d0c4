"""The system's voices: a front that behaves as badly as the real ones, and the files they write."""

from __future__ import annotations

import contextlib
import struct
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import VoiceError
from briefing.model import Speech, Utterance
from briefing.voice import stock
from briefing.voice._soundfiles import NotWholeError, read_speech
from briefing.voice.stock import StockSynthesiser

SAMPLES = (0, 1, -1, 256, -257, 32767, -32768, 12345)

# ----------------------------------------------------------------------- files by hand


def extended(rate: int) -> bytes:
    """Return ``rate`` as an 80-bit number: sign and exponent, then the mantissa."""
    shift = 64 - rate.bit_length()
    return struct.pack(">HQ", 16383 + 63 - shift, rate << shift)


def chunk(order: str, name: bytes, content: bytes) -> bytes:
    return name + struct.pack(order + "I", len(content)) + content + bytes(len(content) % 2)


def aiff(body: bytes, frames: int, *, rate: int = 22_050, bits: int = 16, channels: int = 1,
         kind: bytes | None = None) -> bytes:  # fmt: skip
    common = struct.pack(">HIH", channels, frames, bits) + extended(rate)
    if kind is not None:
        common += kind + b"\x05odd ?"
    chunks = chunk(">", b"COMM", common) + chunk(">", b"SSND", bytes(8) + body)
    form = b"AIFF" if kind is None else b"AIFC" + chunk(">", b"FVER", bytes(4))
    return b"FORM" + struct.pack(">I", len(form + chunks)) + form + chunks


def wav(
    body: bytes, *, rate: int = 16_000, bits: int = 16, channels: int = 1, kind: int = 1
) -> bytes:
    block = channels * bits // 8
    header = struct.pack("<HHIIHH", kind, channels, rate, rate * block, block, bits)
    if kind == 0xFFFE:
        header += struct.pack("<HHIH", 22, bits, 4, 1) + bytes(14)
    chunks = chunk("<", b"fmt ", header) + chunk("<", b"LIST", b"odd") + chunk("<", b"data", body)
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def pcm(order: str, *samples: int) -> bytes:
    return struct.pack(f"{order}{len(samples)}h", *samples)


LITTLE = pcm("<", *SAMPLES)
BIG = pcm(">", *SAMPLES)
COUNT = len(SAMPLES)


@pytest.mark.parametrize(
    ("file", "rate"),
    [
        (aiff(BIG, COUNT), 22_050),
        (aiff(BIG, COUNT, rate=44_100), 44_100),
        (aiff(BIG, COUNT, rate=8_000, kind=b"NONE"), 8_000),
        (aiff(BIG, COUNT, kind=b"twos"), 22_050),
        (aiff(LITTLE, COUNT, kind=b"sowt"), 22_050),
        (aiff(b"".join(pcm(">", s) + b"\x7f" for s in SAMPLES), COUNT, bits=24), 22_050),
        (aiff(b"".join(pcm(">", s, s) for s in SAMPLES), COUNT, channels=2), 22_050),
        (wav(LITTLE), 16_000),
        (wav(LITTLE, kind=0xFFFE), 16_000),
        (wav(b"".join(b"\x7f" + pcm("<", s) for s in SAMPLES), bits=24), 16_000),
        (wav(b"".join(b"\x00\x7f" + pcm("<", s) for s in SAMPLES), bits=32, rate=48_000), 48_000),
        (wav(b"".join(pcm("<", s, s) for s in SAMPLES), channels=2), 16_000),
    ],
)
def test_samples_come_out_as_they_went_in(file: bytes, rate: int) -> None:
    assert read_speech(file) == Speech(LITTLE, rate)


def test_eight_bits_have_a_sign_in_aiff_and_none_in_wave() -> None:
    wanted = Speech(pcm("<", 0, 32512, -32768), 22_050)
    assert read_speech(aiff(b"\x00\x7f\x80", 3, bits=8)) == wanted
    assert read_speech(wav(b"\x80\xff\x00", bits=8, rate=22_050)) == wanted


@given(st.integers(4_000, 192_000))
def test_any_whole_sample_rate_survives_eighty_bits(rate: int) -> None:
    assert read_speech(aiff(BIG, COUNT, rate=rate)).rate == rate


@pytest.mark.parametrize("file", [aiff(BIG, COUNT), wav(LITTLE), aiff(LITTLE, COUNT, kind=b"sowt")])
def test_a_file_still_being_written_is_never_taken_for_whole(file: bytes) -> None:
    for length in range(len(file)):
        with pytest.raises(NotWholeError):
            read_speech(file[:length])


@pytest.mark.parametrize(
    "file",
    [
        b"ID3\x03" + bytes(40),
        b"caff" + bytes(40),
        wav(LITTLE, kind=3),
        aiff(BIG, COUNT, kind=b"ima4"),
        wav(LITTLE, channels=0),
        wav(LITTLE, rate=0),
        wav(LITTLE, bits=12),
        aiff(BIG, COUNT, bits=0),
    ],
)
def test_what_cannot_be_read_is_a_voice_error(file: bytes) -> None:
    with pytest.raises(VoiceError, match="cannot be read"):
        read_speech(file)


@given(st.binary(max_size=80), st.sampled_from([b"", b"RIFF\x20\0\0\0WAVE", b"FORM\0\0\0\x20AIFF"]))
def test_any_bytes_are_speech_or_refused(body: bytes, head: bytes) -> None:
    with contextlib.suppress(NotWholeError, VoiceError):
        assert read_speech(head + body).rate > 0


# ------------------------------------------------------------------------ a bad front


class Front:
    """What pyttsx3's fronts for systems do: come back early, write late, print, or nothing."""

    def __init__(self, write: Callable[[Path], None]) -> None:
        self.write = write
        self.properties: dict[str, object] = {}
        self.asked: list[tuple[str, Path]] = []
        self.texts: list[str] = []
        self.callbacks: dict[str, Callable[..., None]] = {}
        self.fault: Exception | None = None

    def connect(self, topic: str, callback: Callable[..., None]) -> None:
        self.callbacks[topic] = callback

    def getProperty(self, name: str) -> Any:  # noqa: N802
        if name == "voice":
            return "com.apple.Samantha"
        return [
            SimpleNamespace(id="com.apple." + name, name=name, languages=[tag], gender=sex)
            for name, tag, sex in (
                ("Albert", "en_US", "VoiceGenderMale"),
                ("Alex", "en_US", "VoiceGenderMale"),
                ("Anna", "de_DE", "VoiceGenderFemale"),
                ("Daniel", "en_GB", "VoiceGenderMale"),
                ("Samantha", "en-US", "VoiceGenderFemale"),
                ("Samantha", b"\x05en-us", None),
                ("Strange", "Unknown Locale: 4096", "Neutral"),
            )
        ]

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802
        self.properties[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        self.asked.append((text, Path(filename)))

    def runAndWait(self) -> None:  # noqa: N802
        print("Audio saved")  # noqa: T201
        for text, file in self.asked:
            self.texts.append(text)
            if self.fault:
                self.callbacks["error"](name=None, exception=self.fault)
            else:
                self.write(file)
        self.asked.clear()


def asked(spoken: str, voice: str, rate: int, pitch: float = 0.0) -> Utterance:
    return Utterance("pyttsx3", voice, rate, spoken, "en", pitch)


def at_once(file: Path) -> None:
    file.write_bytes(aiff(BIG * 2_000, COUNT * 2_000))


def late(file: Path) -> None:
    """Write after coming back, in pieces."""

    def write() -> None:
        whole = aiff(BIG * 2_000, COUNT * 2_000)
        with file.open("wb", buffering=0) as opened:
            for place in range(0, len(whole), 5_000):
                opened.write(whole[place : place + 5_000])

    threading.Timer(0.03, write).start()


@pytest.mark.parametrize("write", [at_once, late])
def test_the_file_is_waited_for_and_its_name_believed_in_nothing(
    write: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    front = Front(write)
    speech = StockSynthesiser(front, "nsss").speak(asked("Hello.", "Anna", 170), "Anna")
    assert speech == Speech(LITTLE * 2_000, 22_050)
    assert front.properties == {"voice": "com.apple.Anna", "rate": 170}
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "write",
    [lambda file: None, lambda file: file.touch(), lambda file: file.write_bytes(wav(b""))],
)
def test_a_file_that_never_comes_is_an_error(
    write: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stock, "_PATIENCE", 0.05)
    with pytest.raises(VoiceError, match="no whole file"):
        StockSynthesiser(Front(write), "nsss").speak(asked("Hello.", "Alex", 150), "Alex")


def test_what_the_driver_raises_is_not_waited_out() -> None:
    front = Front(at_once)
    synthesiser = StockSynthesiser(front, "sapi5")
    front.fault = OSError("no such token")
    with pytest.raises(OSError, match="no such token"):
        synthesiser.speak(asked("Hello.", "Alex", 150), "Alex")


class PacedFront(Front):
    """Takes a rate for a share of it, as systems do, and speaks each character equally long."""

    def __init__(self, share: float) -> None:
        super().__init__(at_once)
        self.share = share

    def save_to_file(self, text: str, filename: str) -> None:
        heard = float(str(self.properties["rate"])) * self.share
        frames = round(len(text) * 10 * 22_050 / heard)
        self.write = lambda file: file.write_bytes(aiff(b"\x40\0" * frames, frames)) and None
        super().save_to_file(text, filename)


@pytest.mark.parametrize("share", [0.7, 1.0, 1.3])
@pytest.mark.parametrize("pitch", [0.0, -3.0, 5.0])
def test_a_voice_is_asked_for_what_gives_the_pace_wanted(share: float, pitch: float) -> None:
    """Whatever a driver makes of a rate, and at any pitch; each voice is timed once."""
    front = PacedFront(share)
    synthesiser = StockSynthesiser(front, "sapi5")
    text = "The minister said on Monday that the talks would go on for a week."
    for _ in range(2):
        speech = synthesiser.speak(asked(text, "Alex", 160, pitch), "Alex")
        heard = len(text) * 10 * speech.rate / speech.frames
        assert 156 < heard < 164
        assert abs(speech.rate - 22_050 * 2 ** (pitch / 12)) <= 75
    assert len(front.texts) == 3


def test_a_voice_whose_sample_is_no_speech_is_asked_for_the_rate_as_it_is() -> None:
    front = PacedFront(20)
    StockSynthesiser(front, "sapi5").speak(asked("Hello.", "Alex", 160), "Alex")
    assert front.properties["rate"] == 160


def test_a_long_text_is_spoken_in_parts_and_no_word_is_lost() -> None:
    front = Front(at_once)
    text = " ".join(f"word{number}" for number in range(2_000)) + "x" * 3_000
    speech = StockSynthesiser(front, "nsss").speak(asked(text, "Alex", 150), "Alex")
    sample, *said = front.texts
    assert sample.startswith("The night train")
    assert all(len(part.encode()) <= 4_000 for part in said)
    assert "".join(said).replace(" ", "") == text.replace(" ", "")
    assert speech.frames == len(said) * 2_000 * COUNT


@pytest.mark.parametrize("text", ["", " ", "...", "\x00", "🙂"])
def test_nothing_to_say_is_not_asked_of_the_driver(text: str) -> None:
    front = Front(at_once)
    speech = StockSynthesiser(front, "nsss").speak(asked(text, "Alex", 150), "Alex")
    assert 0 < speech.frames < 2_000
    assert front.texts == []


def test_voices_have_names_a_person_can_type() -> None:
    synthesiser = StockSynthesiser(Front(at_once), "nsss")
    listed = {voice.name: (voice.language, voice.sex) for voice in synthesiser.voices()}
    assert listed == {
        "Albert": ("en-us", "male"),
        "Alex": ("en-us", "male"),
        "Anna": ("de-de", "female"),
        "Daniel": ("en-gb", "male"),
        "Samantha": ("en-us", "female"),
        "com.apple.Samantha": ("en-us", None),
        "Strange": ("und", None),
    }
    assert synthesiser.find("alex").name == "Alex"
    assert synthesiser.find("COM.APPLE.ANNA").name == "Anna"
    with pytest.raises(VoiceError, match="Daniel"):
        synthesiser.find("Daniela")


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("de", "Anna"),
        ("female", "Samantha"),
        ("male", "Alex"),
        ("male2", "Daniel"),
        ("en-GB+male", "Daniel"),
        ("en-us+male2", "Albert"),
    ],
)
def test_voices_are_found_by_language_and_sex(description: str, name: str) -> None:
    """The system's own choice first, then those that are not jokes."""
    assert StockSynthesiser(Front(at_once), "nsss").find(description).name == name


@pytest.mark.parametrize("description", ["fr", "de+male", "female2", "en-gb+female"])
def test_a_description_that_no_voice_fits_is_refused(description: str) -> None:
    with pytest.raises(VoiceError, match="no voice called"):
        StockSynthesiser(Front(at_once), "nsss").find(description)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ("Samantha", "Alex", "com.apple.Samantha")),
        ("en-gb", ("Daniel", "Daniel", "Daniel")),
        ("de", ("Anna", "Anna", "Anna")),
        ("fr", ("Samantha", "Alex", "com.apple.Samantha")),
    ],
)
def test_the_host_has_the_systems_own_voice_and_the_questioner_another(
    language: str, names: tuple[str, str, str]
) -> None:
    synthesiser = StockSynthesiser(Front(at_once), "nsss")
    roles = ("host", "questioner", "quote")
    assert tuple(synthesiser.suggest(role, language).name for role in roles) == names


def test_a_system_without_voices_says_so() -> None:
    front = Front(at_once)
    front.getProperty = lambda name: []  # type: ignore[method-assign]
    with pytest.raises(VoiceError, match="no voices"):
        StockSynthesiser(front, "nsss")
