"""The house music, by its figures: levels, lengths, ends, gaps, spectrum; and a person's own."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from briefing.errors import SoundError, UsageError
from briefing.sound.loudness import DUAL_MONO, loudness_of
from briefing.sound.meter import Samples, energies, true_peak
from briefing.sound.music import Music, Tune, music_of
from briefing.sound.music.house import bed, bed_loop, sting
from briefing.sound.music.instruments import INSTRUMENTS, sounded
from briefing.sound.music.own import LONGEST_STING
from briefing.sound.music.score import BED, STINGS, Note, hertz_of
from briefing.units import decibels_of

RATE = 44_100
LENGTHS = {"intro": (3.0, 4.0), "section": (0.9, 1.3), "closing": (3.0, 4.5)}


@pytest.fixture(scope="module")
def stings() -> dict[str, Samples]:
    """Return the three stings."""
    return {name: sting(name, RATE) for name in STINGS}


@pytest.fixture(scope="module")
def loop() -> Samples:
    """Return a turn of the bed."""
    return bed_loop(RATE)


def lufs(samples: Samples, rate: int = RATE) -> float:
    """Return the loudness of ``samples``, dual mono."""
    return loudness_of(energies(samples, rate).tolist()) + DUAL_MONO


def longest_gap(samples: Samples) -> float:
    """Return the longest stretch, in seconds, that stays 54 dB under the peak."""
    heard = np.flatnonzero(np.abs(samples) > np.abs(samples).max() * 0.002)
    return float(np.diff(heard).max()) / RATE


def shares(samples: Samples, *edges: float) -> list[float]:
    """Return the parts of the energy in the bands between ``edges`` in hertz."""
    power = np.abs(np.fft.rfft(samples.astype("f8"))) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    bands = zip((0, *edges), (*edges, RATE), strict=True)
    return [
        float(power[(hertz >= low) & (hertz < high)].sum() / power.sum()) for low, high in bands
    ]


# ------------------------------------------------------------------------------------ stings


@pytest.mark.parametrize("name", LENGTHS)
def test_a_sting_is_as_long_and_as_loud_as_it_must_be(
    name: str, stings: dict[str, Samples]
) -> None:
    """4 LU under speech at -16, with peaks that leave the limiter alone."""
    shortest, longest = LENGTHS[name]
    assert shortest <= len(stings[name]) / RATE <= longest
    assert lufs(stings[name]) == pytest.approx(-20, abs=0.05)
    assert decibels_of(true_peak(stings[name])) < -4


@pytest.mark.parametrize("name", LENGTHS)
def test_a_sting_neither_clicks_nor_stops_nor_drifts(name: str, stings: dict[str, Samples]) -> None:
    """It starts and ends at zero, heard from the start, never silent within, without DC."""
    samples = stings[name]
    peak = np.abs(samples).max()
    assert max(abs(samples[0]), abs(samples[-1])) <= 1 / 32767
    assert np.abs(np.diff(samples)).max() < 0.15 * peak, "no step is steeper than 1 kHz would be"
    assert np.flatnonzero(np.abs(samples) > 0.05 * peak)[0] < 0.03 * RATE
    assert longest_gap(samples) < 0.4
    assert abs(samples.mean(dtype="f8")) < 1e-4


@pytest.mark.parametrize("name", LENGTHS)
def test_a_sting_dies_away(name: str, stings: dict[str, Samples]) -> None:
    """Its last tenth of a second is 40 dB under its loudest."""
    tenths = stings[name][: len(stings[name]) // 4410 * 4410].reshape(-1, 4410)
    level = np.sqrt((tenths.astype("f8") ** 2).mean(axis=1))
    assert decibels_of(float(np.sqrt((stings[name][-4410:] ** 2).mean()) / level.max())) < -30


@pytest.mark.parametrize("name", LENGTHS)
def test_a_sting_is_warm(name: str, stings: dict[str, Samples]) -> None:
    """Most of it lies below 1 kHz, next to nothing above 5, some where a telephone sounds."""
    low, middle, high, edge = shares(stings[name], 300, 1_000, 5_000)
    assert low + middle > 0.9
    assert middle + high > 0.2
    assert edge < 0.002


@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100, 48_000, 22_051])
def test_it_is_the_same_music_at_any_rate(rate: int) -> None:
    section = sting("section", rate)
    assert len(section) / rate == pytest.approx(1.2, abs=0.001)
    assert lufs(section, rate) == pytest.approx(-20, abs=0.05)


def test_an_unknown_sting_lists_those_there_are() -> None:
    with pytest.raises(UsageError, match="intro, section, closing"):
        sting("fanfare", RATE)


def test_a_closing_ends_on_the_keynote(stings: dict[str, Samples]) -> None:
    """And an intro does not: the strongest of its last melody notes is the third, or the ninth."""
    assert _sung_last("closing") == hertz_of("D5")
    assert _sung_last("intro") == hertz_of("F#5")


def _sung_last(name: str) -> float:
    melody = [note for note in STINGS[name].notes if note.instrument == "keys"]
    return max(melody, key=lambda note: (note.start, note.velocity)).hertz


# --------------------------------------------------------------------------------------- bed


def test_the_bed_is_low_and_leaves_room_for_speech(loop: Samples) -> None:
    """20 LU under speech, with hardly anything where speech is understood: 250 Hz to 3 kHz."""
    assert lufs(loop) == pytest.approx(-36, abs=0.05)
    low, middle, high = shares(loop, 250, 2_900)
    assert low > 0.9
    assert middle < 0.02
    assert 0.005 < high < 0.1


def test_the_bed_has_no_sudden_onset(loop: Samples) -> None:
    """Over any 40 ms it gains less than 6 dB, smoothed over 60 ms, in which low notes beat."""
    squares = np.tile(loop, 2).astype("f8") ** 2
    power = np.convolve(squares, np.ones(2646) / 2646, "valid")[::441]
    rise = 10 * np.log10(power[4:] / power[:-4])
    assert rise.max() < 6
    assert longest_gap(loop) < 0.05


def test_the_bed_meets_its_own_start(loop: Samples) -> None:
    """The step and the bend at the seam are no greater than within."""
    around = np.concatenate((loop[-3:], loop[:3])).astype("f8")
    within = np.abs(np.diff(loop.astype("f8"))).max()
    assert np.abs(np.diff(around)).max() <= within
    assert np.abs(np.diff(around, 2)).max() <= np.abs(np.diff(loop.astype("f8"), 2)).max()


@pytest.mark.parametrize("seconds", [0.5, 19.2, 45.0])
def test_a_bed_of_any_length_is_turns_of_the_loop(seconds: float, loop: Samples) -> None:
    found = bed(seconds, RATE)
    assert len(found) == round(seconds * RATE)
    assert np.array_equal(found, np.tile(loop, 3)[: len(found)])


# ------------------------------------------------------------------------------- instruments


@pytest.mark.parametrize("instrument", sorted(INSTRUMENTS))
@pytest.mark.parametrize("length", [0.01, 0.4, 2.0])
def test_an_instrument_sounds_its_note_and_begins_and_ends_at_zero(
    instrument: str, length: float
) -> None:
    note = Note(instrument, 440.0, 0.0, length, 0.7)
    sound = sounded(note, RATE)
    assert max(abs(sound[0]), abs(sound[-1])) < 1e-3 * np.abs(sound).max()
    if length == 2.0:
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
        assert np.argmax(spectrum) * RATE / len(sound) == pytest.approx(440, abs=2)


def test_a_sound_is_the_sum_of_its_partials_by_the_formula() -> None:
    """The matrix product gives what a sine for every sample would."""
    note = Note("bass", 110.0, 0.0, 1.0, 1.0)
    timbre = INSTRUMENTS["bass"](110.0)
    seconds = np.arange(RATE // 2) / RATE
    wanted = sum(
        each.level
        * 10 ** (-3 * seconds / each.decay)
        * np.sin(2 * np.pi * 110 * each.ratio * seconds)
        for each in timbre.partials
    )
    rise = round(timbre.attack * RATE)
    assert sounded(note, RATE)[rise : RATE // 2] == pytest.approx(wanted[rise:], abs=1e-9)


def test_firm_notes_are_brighter_not_only_louder() -> None:
    soft, firm = (
        shares(sounded(Note("keys", 440.0, 0, 1, v), RATE).astype("f4"), 600)[1] for v in (0.3, 0.9)
    )
    assert firm > 2 * soft


def test_no_note_is_beyond_its_score_or_its_hearing() -> None:
    for score in (*STINGS.values(), BED):
        assert all(0 <= note.start < score.seconds for note in score.notes)
        assert all(40 < note.hertz < 6_000 and 0 < note.velocity <= 1 for note in score.notes)


# ------------------------------------------------------------------------------------- tunes


def test_keys_are_had_without_numpy() -> None:
    """A run that finds everything in the store makes no sound, and loads nothing to make it."""
    program = (
        "import sys; from briefing.sound import duck, formats; from briefing.sound.music import "
        "music_of; music_of(None); sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_house_music_is_kept_under_keys_and_made_when_asked_for() -> None:
    """The bytes of this version; a sound that changes needs another MUSIC_VERSION."""
    music = music_of(None)
    tunes = [music.intro, music.section, music.closing, music.bed]
    assert len({tune.key for tune in tunes if tune}) == 4
    digest = hashlib.sha256(b"".join(tune.wav() for tune in tunes if tune)).hexdigest()
    assert digest[:16] == "0ff26f075ba16f95"


def test_a_clip_is_the_file() -> None:
    tune = music_of(None).section
    assert tune is not None
    wav, clip = tune.clip()
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert (file.getframerate(), file.getnframes()) == (clip.rate, clip.frames)
    assert clip.key == tune.key


def tone(seconds: float, rate: int, channels: int = 1, peak: float = 0.5) -> Samples:
    """Return a swelling tone between two silences of half a second."""
    time = np.arange(int(seconds * rate)) / rate
    sound = peak * np.sin(2 * np.pi * 330 * time) * np.sin(np.pi * time / seconds) ** 0.2
    silent = np.zeros(rate // 2)
    mono = np.concatenate((silent, sound, silent))
    return np.repeat(mono[:, None], channels, axis=1).astype("f4")


def own(folder: Path, name: str) -> Tune:
    tune = getattr(music_of(folder), name)
    assert isinstance(tune, Tune)
    return tune


def heard(tune: Tune) -> Samples:
    """Return the samples of a tune's file."""
    with wave.open(io.BytesIO(tune.wav())) as file:
        assert file.getframerate() == RATE
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype("f4") / 32768


@pytest.mark.parametrize(
    ("ending", "options"),
    [
        ("wav", {"subtype": "PCM_24"}),
        ("wav", {"subtype": "FLOAT"}),
        ("WAV", {"subtype": "PCM_16"}),
        ("aiff", {}),
        ("flac", {}),
        ("mp3", {}),
        ("ogg", {}),
    ],
)
@pytest.mark.parametrize(("rate", "channels"), [(48_000, 2), (44_100, 1)])
def test_a_persons_own_sting_is_cut_to_its_sound_and_brought_to_its_level(
    ending: str, options: dict[str, str], rate: int, channels: int, tmp_path: Path
) -> None:
    soundfile.write(tmp_path / f"Intro.{ending}", tone(2, rate, channels), rate, **options)
    tune = own(tmp_path, "intro")
    samples = heard(tune)
    assert len(samples) / RATE == pytest.approx(2, abs=0.06)
    assert lufs(samples) == pytest.approx(-20, abs=0.1)
    assert max(abs(samples[0]), abs(samples[-1])) < 0.01
    assert music_of(tmp_path) == Music(intro=tune)


def test_a_long_sting_is_faded_out(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "closing.wav", tone(40, 22_050), 22_050)
    samples = heard(own(tmp_path, "closing"))
    assert len(samples) == LONGEST_STING * RATE
    assert np.abs(samples[-441:]).max() < 0.01 * np.abs(samples).max()
    middle, end = (np.abs(samples[int(at * RATE) :][:4410]).max() for at in (13.0, 14.25))
    assert 0.4 < end / middle < 0.6


def test_a_hot_jingle_meets_the_limiter_not_the_end_of_the_scale(tmp_path: Path) -> None:
    """Clicks at full scale over next to nothing: no gain could bring them to -20 LUFS."""
    clicks = np.zeros(2 * RATE, "f4")
    clicks[:: RATE // 3] = 1
    clicks += 0.001 * np.random.default_rng(0).standard_normal(len(clicks)).astype("f4")
    soundfile.write(tmp_path / "section.wav", clicks, RATE)
    assert decibels_of(true_peak(heard(own(tmp_path, "section")))) <= -2.9


def test_a_persons_own_bed_is_blended_into_a_loop(tmp_path: Path) -> None:
    """A recording that ends elsewhere than it begins does not click when it is played again."""
    rising = np.sin(2 * np.pi * (200 * np.arange(6 * RATE) / RATE) ** 1.01) * np.linspace(
        0.2, 1, 6 * RATE
    )
    soundfile.write(tmp_path / "bed.wav", rising.astype("f4"), RATE)
    samples = heard(own(tmp_path, "bed"))
    assert len(samples) == 5 * RATE
    assert lufs(samples) == pytest.approx(-36, abs=0.1)
    around = np.concatenate((samples[-3:], samples[:3]))
    assert np.abs(np.diff(around)).max() <= np.abs(np.diff(samples)).max()


def test_keys_follow_what_is_in_the_file_and_what_it_is_for(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "intro.wav", tone(1, RATE), RATE)
    before = own(tmp_path, "intro").key
    (tmp_path / "intro.wav").rename(tmp_path / "closing.wav")
    other = own(tmp_path, "closing").key
    soundfile.write(tmp_path / "intro.wav", tone(1.1, RATE), RATE)
    assert len({before, other, own(tmp_path, "intro").key}) == 3


def _noise(path: Path) -> None:
    path.write_bytes(np.random.default_rng(7).bytes(5_000))


def _cut(path: Path) -> None:
    soundfile.write(path, tone(1, RATE), RATE)
    path.write_bytes(path.read_bytes()[:20])


def _silent(path: Path) -> None:
    soundfile.write(path, np.zeros(RATE), RATE)


def _constant(path: Path) -> None:
    soundfile.write(path, np.full(RATE, 0.5), RATE)


def _short(path: Path) -> None:
    soundfile.write(path, np.zeros(0), RATE)


def _not_numbers(path: Path) -> None:
    soundfile.write(path, np.full(RATE, np.nan, "f4"), RATE, subtype="FLOAT")


def _slow(path: Path) -> None:
    soundfile.write(path, np.ones(50), 100)


@pytest.mark.parametrize("name", ["intro", "bed"])
@pytest.mark.parametrize(
    "write", [_noise, _cut, _silent, _constant, _short, _not_numbers, _slow, Path.touch, Path.mkdir]
)
def test_what_is_no_music_is_refused_with_its_name(
    write: Callable[[Path], None], name: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.wav"
    write(path)
    with pytest.raises(SoundError) as caught:
        own(tmp_path, name).wav()
    assert caught.value.where == str(path)
    assert caught.value.what.startswith("This file cannot be used as music: ")


def test_folders_without_music_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        music_of(tmp_path / "gone")
    (tmp_path / "readme.txt").touch()
    with pytest.raises(UsageError, match="no music in this folder"):
        music_of(tmp_path)
    for ending in ("wav", "flac"):
        soundfile.write(tmp_path / f"intro.{ending}", tone(1, RATE), RATE)
    with pytest.raises(UsageError, match=r"two files for the intro: intro\.flac and intro\.wav"):
        music_of(tmp_path)
