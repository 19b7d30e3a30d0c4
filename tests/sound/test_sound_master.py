"""The finished MP3: its timeline to the sample, its level by another meter, its bytes."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import mutagen.mp3
import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from studio import RATE, Studio, pcm_of

from briefing import arrange
from briefing.errors import OutputError, SoundError
from briefing.model import (
    Bed,
    Clip,
    Line,
    Master,
    Pause,
    Script,
    Segment,
    Speech,
    Tags,
    Timeline,
)
from briefing.sound import (
    JOIN_SILENCE,
    Encoding,
    clip_of,
    encode,
    line_job,
    lines_at,
    produce,
    programme,
)
from briefing.sound.loudness import loudness_of
from briefing.sound.meter import energies
from briefing.sound.mix import loaded
from briefing.sound.mp3 import Inspection, inspect
from briefing.sound.pieces import pieces_of
from briefing.sound.shelf import Encoded, unpacked
from briefing.units import Frames, Milliseconds

Job = TypeVar("Job")
Result = TypeVar("Result")


def backwards(function: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
    """Work like a pool whose last worker is the quickest; everything goes by pickle."""
    work = pickle.loads(pickle.dumps(function))
    waiting = [pickle.dumps(job) for job in jobs]
    done = [pickle.dumps(work(pickle.loads(job))) for job in reversed(waiting)]
    return (pickle.loads(result) for result in reversed(done))


@pytest.fixture
def make(studio: Studio, tags: Tags, tmp_path: Path) -> Callable[..., Master]:
    """Return ``produce`` with everything but the timeline given."""

    def made(timeline: Timeline, *, map_: object = map, **options: object) -> Master:
        asked: dict[str, object] = {"bitrate": 96, "loudness": -16.0, **options}
        path = tmp_path / "episode.mp3"
        return produce(timeline, tags, audio=studio.audio, path=path, map=map_, **asked)  # type: ignore[arg-type]

    return made


def decoded(path: Path) -> NDArray[np.float32]:
    samples, rate = soundfile.read(path, dtype="float32")
    assert rate == RATE
    return np.asarray(samples)


def measured(samples: NDArray[np.float32]) -> tuple[float, float]:
    """Return LUFS (dual mono) and dBTP by other means than ours: whole-signal spectra."""
    size = 1 << len(samples).bit_length()
    spectrum = np.fft.rfft(samples.astype(float), size)
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size * RATE / 48_000)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high_pass = (1 - z) ** 2 / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    weighted = np.fft.irfft(spectrum * shelf * high_pass, size)[: len(samples)] ** 2
    starts = range(0, len(samples) - 17_640, 4410)
    blocks = np.array([weighted[at : at + 17_640].mean() for at in starts])
    blocks = blocks[blocks > 10**-6.9309]
    blocks = blocks[blocks > blocks.mean() / 10]
    finer = np.fft.irfft(np.concatenate((spectrum, np.zeros(size // 2 * 7))), size * 8) * 8
    loudness = -0.691 + 10 * np.log10(blocks.mean()) + 10 * np.log10(2)
    return float(loudness), float(20 * np.log10(np.abs(finer).max()))


@pytest.mark.parametrize("bitrate", [32, 64, 96, 192])
@pytest.mark.parametrize("loudness", [-16.0, -23.0])
def test_it_measures_as_it_says_and_as_it_must(
    studio: Studio, make: Callable[..., Master], bitrate: int, loudness: float
) -> None:
    master = make(studio.timeline(6), bitrate=bitrate, loudness=loudness)
    level, peak = measured(decoded(master.path))
    assert master.integrated_lufs == pytest.approx(level, abs=0.03)
    assert master.true_peak_dbtp == pytest.approx(peak, abs=0.1)
    assert level == pytest.approx(loudness, abs=0.3)
    assert peak <= -1.0


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_every_clip_is_heard_where_the_timeline_says(
    studio: Studio, make: Callable[..., Master], rate: int
) -> None:
    """Across joins, to the sample; and the file plays exactly as long as the timeline."""
    timeline = studio.timeline(10, rate=rate)
    assert len(list(pieces_of(timeline))) == 10
    master = make(timeline)
    heard = decoded(master.path)
    assert len(heard) == timeline.total == master.frames
    for placed in timeline.placements:
        clip = loaded(studio.audio(placed.clip.key), RATE)
        around = heard[placed.start - 500 : placed.end + 500]
        size = 2 * len(around)
        product = np.fft.rfft(around, size) * np.conj(np.fft.rfft(clip, size))
        assert abs(int(np.fft.irfft(product, size)[:1000].argmax()) - 500) <= 1
    for before, after in zip(timeline.placements, timeline.placements[1:], strict=False):
        assert np.abs(heard[before.end + 1200 : after.start - 1200]).max(initial=0) < 0.001


def test_pieces_joined_sound_like_one(studio: Studio, make: Callable[..., Master]) -> None:
    """Encoded in pieces or in one go: the same but for coding noise, at the joins as elsewhere."""
    timeline = studio.timeline(8)
    apart = decoded(make(timeline).path)
    whole = decoded(make(replace(timeline, joins=())).path)
    noise = np.abs(apart - whole)
    assert len(apart) == len(whole)
    assert noise.std() < 0.03 * whole.std()
    for join in timeline.joins:
        assert np.abs(apart[join - 900 : join + 900]).max() < 0.001


def test_other_readers_agree(studio: Studio, make: Callable[..., Master]) -> None:
    timeline = studio.timeline(4)
    master = make(timeline)
    found = mutagen.mp3.MP3(master.path)
    assert found.info.bitrate_mode is mutagen.mp3.BitrateMode.CBR
    assert found.info.bitrate == pytest.approx(96_000, abs=2)
    assert (found.info.channels, found.info.sample_rate) == (1, RATE)
    assert found.info.length == pytest.approx(timeline.total / RATE, abs=0.001)
    assert found.info.encoder_info.startswith("LAME 3.100")
    assert len(found.tags.getall("CHAP")) == 2
    body = master.path.read_bytes()
    assert (len(body), hashlib.sha256(body).hexdigest()) == (master.bytes, master.sha256)


def test_same_bytes_whatever_the_map_does(studio: Studio, make: Callable[..., Master]) -> None:
    timeline = studio.timeline(10)
    first = make(timeline)
    body = first.path.read_bytes()
    assert make(timeline, map_=backwards) == first
    assert first.path.read_bytes() == body


def test_a_silent_programme_is_made_and_has_finite_figures(
    studio: Studio, make: Callable[..., Master]
) -> None:
    timeline = studio.timeline(3, silent=True)
    master = make(timeline)
    assert (master.integrated_lufs, master.true_peak_dbtp) == (-70.0, -120.0)
    assert not decoded(master.path).any()
    assert len(decoded(master.path)) == timeline.total


def test_voices_come_out_level(studio: Studio, make: Callable[..., Master]) -> None:
    timeline = studio.timeline(6, peaks=(0.8, 0.05))
    heard = decoded(make(timeline, loudness=-23.0).path)
    power = [np.square(heard[each.start : each.end]).mean() for each in timeline.placements]
    assert max(power) / min(power) < 1.25


def test_a_first_round_that_misses_is_put_right(
    studio: Studio, make: Callable[..., Master], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an encoder that takes 2 dB and a ceiling that is too high, a later round is right."""
    monkeypatch.setattr("briefing.sound.jobs.encoder_loss", lambda kbps: -1.5)
    monkeypatch.setattr("briefing.sound.jobs._CEILING", 1.5)
    master = make(studio.timeline(4))
    assert master.integrated_lufs == pytest.approx(-16.0, abs=0.3)
    assert master.true_peak_dbtp <= -1.0


def test_an_unreachable_loudness_is_an_error_and_leaves_no_file(
    studio: Studio, make: Callable[..., Master], tmp_path: Path
) -> None:
    with pytest.raises(SoundError, match="LUFS"):
        make(studio.timeline(2), loudness=6.0)
    assert not (tmp_path / "episode.mp3").exists()


def test_a_missing_clip_is_named(
    studio: Studio, make: Callable[..., Master], tmp_path: Path
) -> None:
    timeline = studio.timeline(2)
    gone = studio.audio(timeline.placements[1].clip.key)
    gone.unlink()
    with pytest.raises(OutputError, match=gone.name):
        make(timeline)
    assert not (tmp_path / "episode.mp3").exists()


def test_where_nothing_can_be_written(studio: Studio, tags: Tags, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "episode.mp3"
    with pytest.raises(OutputError, match="nowhere"):
        produce(
            studio.timeline(1), tags, audio=studio.audio, path=nowhere, bitrate=96, loudness=-16.0,
            map=map,
        )  # fmt: skip


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")  # noqa: PTH110
def test_a_full_disk_is_an_output_error(
    studio: Studio, tags: Tags, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file is /dev/full: opening works, writing does not."""
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok=False: None)
    with pytest.raises(OutputError, match="No space left"):
        produce(
            studio.timeline(4), tags, audio=studio.audio, path=Path("/dev/full"), bitrate=96,
            loudness=-16.0, map=map,
        )  # fmt: skip


@pytest.mark.parametrize("total", [1, 1152, 5000, 44_100 * 3 + 7])
def test_any_length_ends_exactly(make: Callable[..., Master], total: int) -> None:
    timeline = Timeline(RATE, (), (), (), (), Frames(total))
    master = make(timeline)
    assert inspect(master.path).info.samples == total
    assert len(decoded(master.path)) == total


def test_every_piece_stands_by_itself(studio: Studio, make: Callable[..., Master]) -> None:
    """A piece's first frame refers to no bytes before it: its main_data_begin is zero."""
    timeline = studio.timeline(10)
    master = make(timeline)
    body = master.path.read_bytes()
    position = inspect(master.path).audio
    starts = []
    while position < len(body):
        starts.append(position)
        position += 313 + (body[position + 2] >> 1 & 1)
    assert position == len(body)
    for piece in pieces_of(timeline):
        first = starts[piece.start // 1152]
        assert body[first + 4] == 0
        assert not body[first + 5] & 0x80


def test_pieces_hold_what_there_is_to_hear_and_nothing_else(studio: Studio) -> None:
    """In order, on the grid, without overlap, and with room for what a decoder delays."""
    timeline = studio.timeline(12)
    pieces = list(pieces_of(timeline))
    assert sum((piece.placements for piece in pieces), ()) == timeline.placements
    ends = [piece.start + 1152 * piece.mp3_frames for piece in pieces]
    for piece, end in zip(pieces, ends, strict=True):
        assert piece.start % 1152 == 0
        assert piece.start <= piece.placements[0].start
        assert piece.placements[-1].end + 1105 <= end
    for end, following in zip(ends, pieces[1:], strict=False):
        assert end <= following.start


def arranged(studio: Studio, clips: list[Clip], pause: int = 0) -> Timeline:
    """Return the timeline of a script that has these clips for lines."""
    line = Line("host", "Words.")
    beats = (line, Pause(Milliseconds(pause)), *(line,) * (len(clips) - 1)) if pause else (
        (line,) * len(clips)
    )  # fmt: skip
    script = Script("T", "en", (Segment("S", (beats,)),))
    return arrange.arrange(script, clips, ["v"] * len(clips))


def test_a_line_sounds_and_is_encoded_alike_wherever_it_stands(
    studio: Studio, make: Callable[..., Master]
) -> None:
    """Its bytes depend on nothing around it, so a line changed costs that line."""
    clips = [placed.clip for placed in studio.timeline(6).placements]
    one = make(arranged(studio, clips), shelf=studio).path.read_bytes()
    kept = set(studio.kept)
    assert len(kept) == 6
    other = make(arranged(studio, [clips[3], *clips[1:]]), shelf=studio)
    assert set(studio.kept) == kept
    make(arranged(studio, clips, pause=321), shelf=studio)
    assert set(studio.kept) == kept
    assert make(arranged(studio, clips)).path.read_bytes() == one
    assert len(decoded(other.path)) == other.frames


def test_a_worker_can_encode_a_line_before_the_timeline_is_known(
    studio: Studio, make: Callable[..., Master]
) -> None:
    clips = [placed.clip for placed in studio.timeline(3).placements]
    for clip in clips:
        encode(line_job(clip, Encoding(RATE, 96, -16.0), studio))
    kept = set(studio.kept)
    told: list[str] = []

    def watched(function: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        for job in jobs:
            told.append(function.__name__)
            yield function(job)

    make(arranged(studio, clips), shelf=studio, map_=watched)
    assert told == ["decoded_length"]
    assert set(studio.kept) == kept


@pytest.mark.parametrize(
    "damage", [lambda kept: kept[:-1], lambda kept: kept[:90] + b"x" + kept[91:]]
)
def test_a_damaged_piece_is_made_again(
    studio: Studio, make: Callable[..., Master], damage: Callable[[bytes], bytes]
) -> None:
    timeline = studio.timeline(3)
    body = make(timeline, shelf=studio).path.read_bytes()
    for key, kept in studio.kept.items():
        studio.kept[key] = damage(kept)
    assert make(timeline, shelf=studio).path.read_bytes() == body


@given(
    st.binary(max_size=200),
    st.integers(0, 65_535),
    st.lists(st.floats(0, 1), max_size=20),
    st.floats(0, 2),
)
def test_a_packed_piece_comes_back(
    mp3: bytes, crc: int, found: list[float], true_peak: float
) -> None:
    piece = Encoded(mp3, crc, tuple(found), true_peak)
    assert unpacked(piece.packed()) == piece
    assert unpacked(piece.packed() + b"x") is None


@given(st.binary(max_size=100))
def test_any_bytes_are_no_piece(data: bytes) -> None:
    assert unpacked(data) is None


def test_a_file_changed_behind_our_back_is_not_called_done(
    studio: Studio,
    make: Callable[..., Master],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is measured are the frames that were written: one bit in the file is noticed."""

    def meddled(path: Path) -> Inspection:
        with path.open("r+b") as file:
            file.seek(-400, 2)
            file.write(b"\1")
        return inspect(path)

    monkeypatch.setattr("briefing.sound.master.inspect", meddled)
    with pytest.raises(SoundError, match="not those that were written"):
        make(studio.timeline(3))
    assert not (tmp_path / "episode.mp3").exists()


def test_gains_and_stings_are_heard(studio: Studio, make: Callable[..., Master]) -> None:
    """3 dB more for one line, a sting 4 LU below the speech; the episode at its level again."""
    timeline = studio.timeline(9, peaks=(0.5,), seconds=4)
    first, second, third, *rest = timeline.placements
    placements = (replace(first, gain=3.0), second, replace(third, kind="sting"), *rest)
    master = make(replace(timeline, placements=placements))
    heard = decoded(master.path)
    levels = [
        loudness_of(energies(heard[each.start : each.end], RATE).tolist())
        for each in placements[:3]
    ]
    assert levels[0] - levels[1] == pytest.approx(3, abs=0.2)
    assert levels[2] - levels[1] == pytest.approx(-4, abs=0.2)
    assert master.integrated_lufs == pytest.approx(-16, abs=0.3)


@pytest.mark.parametrize("shift", [1, -1152, 1152])
def test_a_join_in_sound_or_off_the_grid_is_refused(studio: Studio, shift: int) -> None:
    timeline = studio.timeline(2)
    start = timeline.placements[1].start // 1152 * 1152
    with pytest.raises(ValueError, match="no place for a join"):
        list(pieces_of(replace(timeline, joins=(Frames(start + shift + 1152),))))


def test_arrange_and_sound_agree_on_the_silence_at_a_join() -> None:
    assert arrange.JOIN_SILENCE == JOIN_SILENCE


def test_memory_does_not_grow_with_the_episode(studio: Studio, make: Callable[..., Master]) -> None:
    """No job and no result holds more than a piece, and a piece no more than a line."""
    sizes: list[int] = []

    def watched(function: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        for job in jobs:
            result = function(job)
            sizes.append(len(pickle.dumps(job)) + len(pickle.dumps(result)))
            yield result

    short = studio.timeline(12, seconds=4)
    make(short, map_=watched)
    most = max(sizes)
    sizes.clear()
    make(studio.timeline(48, seconds=4), map_=watched)
    assert max(sizes) < 3 * most
    assert max(sizes) < 600_000


def test_what_is_decoded_is_mono_speech_not_noise(
    studio: Studio, make: Callable[..., Master]
) -> None:
    master = make(studio.timeline(2))
    with soundfile.SoundFile(io.BytesIO(master.path.read_bytes())) as file:
        assert (file.channels, file.format, file.subtype) == (1, "MP3", "MPEG_LAYER_III")


def test_progress_is_told_to_the_last_piece(studio: Studio, make: Callable[..., Master]) -> None:
    told: list[tuple[int, int]] = []
    timeline = studio.timeline(6)
    make(timeline, advance=lambda done, total: told.append((done, total)))
    total = len(list(pieces_of(timeline)))
    assert told == [(done, total) for done in range(1, total + 1)]


def test_the_programme_is_what_the_mp3_sounds_like(
    studio: Studio, make: Callable[..., Master]
) -> None:
    """For other encoders: the same samples at the same places, but for LAME's coding noise."""
    timeline = studio.timeline(5)
    blocks = list(programme(timeline, audio=studio.audio, loudness=-16.0, map=backwards))
    samples = np.frombuffer(b"".join(blocks), "<i2") / 32768
    heard = decoded(make(timeline).path)
    assert len(samples) == len(heard)
    assert (samples - heard).std() < 0.05 * heard.std()
    level, peak = measured(samples.astype("f4"))
    assert level == pytest.approx(-16, abs=0.3)
    assert peak <= -1.9


def test_gains_known_beforehand_cost_no_second_round(
    studio: Studio, make: Callable[..., Master]
) -> None:
    """A host 4 dB up and quotes 2 dB down: right at once, since all lines are lowered for it."""
    timeline = studio.timeline(8, peaks=(0.5,))
    gains = [4.0, 4.0, 4.0, -2.0] * 2
    placements = tuple(
        replace(placed, gain=gain) for placed, gain in zip(timeline.placements, gains, strict=True)
    )
    louder = replace(timeline, placements=placements)
    told: list[tuple[int, int]] = []
    lines = lines_at(-16.0, gains, [1] * 8)
    master = make(louder, lines=lines, advance=lambda *found: told.append(found))
    assert len(told) == 8
    assert master.integrated_lufs == pytest.approx(-16, abs=0.3)


@given(st.floats(-30, -10), st.lists(st.tuples(st.floats(-9, 9), st.integers(1, 99))))
def test_lines_are_lowered_by_no_more_than_they_are_raised(
    loudness: float, lines: list[tuple[float, int]]
) -> None:
    gains, weights = [gain for gain, _ in lines], [weight for _, weight in lines]
    found = lines_at(loudness, gains, weights)
    assert loudness - max(gains, default=0) - 0.06 <= found
    assert found <= loudness - min(gains, default=0) + 0.06


def with_bed(studio: Studio, timeline: Timeline, loop: NDArray[np.float64]) -> Timeline:
    """Return ``timeline`` with a loop under its last three clips and five seconds behind them."""
    wav, clip = clip_of(Speech(pcm_of(loop), RATE), "bed")
    studio.audio("bed").write_bytes(wav)
    start = Frames(timeline.placements[-3].start - 4_000)
    end = Frames(timeline.placements[-1].end + 5 * RATE)
    joins = tuple(join for join in timeline.joins if join < start)
    total = Frames(end + RATE)
    return replace(timeline, joins=joins, beds=(Bed(clip, start, end),), total=total)


def test_music_lies_under_speech_and_nowhere_else(
    studio: Studio, make: Callable[..., Master]
) -> None:
    """Softer beneath words, heard behind them, gone where it ends, and never over -1 dBTP."""
    timeline = studio.timeline(6, peaks=(0.5,))
    bedded = with_bed(studio, timeline, 0.2 * np.sin(np.arange(3 * RATE) / 32))
    bare = decoded(make(timeline).path)
    master = make(bedded, shelf=studio)
    heard = decoded(master.path)
    last, bed = bedded.placements[-1], bedded.beds[0]
    alone = heard[last.end + RATE : bed.end - 2 * RATE]
    assert 20 * np.log10(np.sqrt(2) * alone.std()) == pytest.approx(-36, abs=3)
    assert np.abs(heard[bed.end + 2_000 :]).max() < 0.0005
    assert np.abs(heard[: bed.start - 2_000] - bare[: bed.start - 2_000]).max() < 0.05
    speech = bare[last.start : last.end]
    under = heard[last.start : last.end] - speech
    assert 20 * np.log10(under.std() / alone.std()) < -4
    assert master.true_peak_dbtp <= -1.0
    assert master.integrated_lufs == pytest.approx(-16, abs=0.3)
    blocks = programme(bedded, audio=studio.audio, loudness=-16.0, map=map)
    assert len(b"".join(blocks)) == 2 * bedded.total
    assert make(bedded, map_=backwards).sha256 == master.sha256


def test_a_join_in_a_bed_is_refused(studio: Studio) -> None:
    timeline = studio.timeline(6)
    bedded = with_bed(studio, timeline, np.full(RATE, 0.1))
    assert len(list(pieces_of(bedded))) == 3
    with pytest.raises(ValueError, match="no place for a join"):
        list(pieces_of(replace(bedded, joins=timeline.joins)))
