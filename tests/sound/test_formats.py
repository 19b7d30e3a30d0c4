"""M4A, M4B and Opus, made by the real ffmpeg and read back by mutagen and by ffmpeg."""

from __future__ import annotations

import base64
import io
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import mutagen
import mutagen.flac
import numpy as np
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp4 import MP4
from PIL import Image
from studio import RATE, pcm_of, speech_like

from briefing.errors import OutputError, SoundError, UsageError
from briefing.model import Chapter, Tags, Timeline
from briefing.sound.ffmetadata import ffmetadata
from briefing.sound.ffmpeg import ffmpeg
from briefing.sound.formats import FORMATS, encode_as, limited
from briefing.sound.limiter import limit
from briefing.sound.loudness import DUAL_MONO, loudness_of
from briefing.sound.meter import metered
from briefing.units import Frames

SECONDS = 6
KINDS = sorted(FORMATS)
BITRATE = 64
HOSTILE = (
    "a=b; c#d \\ e",
    "[CHAPTER]\nSTART=0\ntitle=two lines",
    ";FFMETADATA1",
    "ends in a backslash\\",
    "nul\0 bell\a esc\x1b[31m lone \ud800 half",
    "😀 – „Ümläut“ 日本語",
    "=",
    "ü" * 400,
)


@pytest.fixture(scope="module")
def sound() -> bytes:
    """Return some seconds of speech, peaks at -6 dBFS."""
    return pcm_of(speech_like(SECONDS, RATE, 3, peak=0.5))


@pytest.fixture(scope="module")
def cover() -> bytes:
    """Return a cover that takes more than one page of Ogg."""
    noise = np.random.default_rng(1).integers(0, 255, (500, 500, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def tagged(tags: Tags, cover: bytes) -> Tags:
    return replace(tags, title="One=two; #3 \\ four", cover=cover)


def timeline_of(*titles: str, total: int = SECONDS * RATE) -> Timeline:
    """Return a timeline with a chapter for each title, equally long."""
    edges = [total * number // len(titles) for number in range(len(titles) + 1)]
    chapters = tuple(
        Chapter(title, Frames(edges[number]), Frames(edges[number + 1]))
        for number, title in enumerate(titles)
    )
    return Timeline(RATE, (), chapters, (), (), Frames(total))


def blocks(pcm: bytes, size: int = 50_000) -> Iterator[bytes]:
    return (pcm[at : at + size] for at in range(0, len(pcm), size))


def loudness(pcm: bytes) -> float:
    samples = np.frombuffer(pcm, "<i2").astype("f4") / 32768
    return loudness_of(metered([samples], RATE, 0).energies) + DUAL_MONO


def chapters_of(path: Path) -> list[tuple[int, str]]:
    """Return the chapters a player finds: start in milliseconds, and title."""
    if path.suffix == ".opus":
        tags = mutagen.File(path).tags
        numbers = [f"CHAPTER{number:03d}" for number in range(len(tags))]
        found = [(tags[each][0], tags[each + "NAME"][0]) for each in numbers if each in tags]
        return [(_milliseconds(clock), title) for clock, title in found]
    return [(round(chapter.start * 1000), chapter.title) for chapter in MP4(path).chapters]


def _milliseconds(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


@pytest.mark.parametrize("kind", KINDS)
def test_it_sounds_as_the_programme_does(
    kind: str, sound: bytes, tagged: Tags, tmp_path: Path
) -> None:
    path = tmp_path / f"episode{FORMATS[kind].ending}"
    master = encode_as(
        kind, lambda: blocks(sound), path, tags=tagged, timeline=timeline_of("One"), bitrate=BITRATE
    )
    assert master.path == path
    assert master.integrated_lufs == pytest.approx(loudness(sound), abs=0.3)
    assert master.true_peak_dbtp <= -1
    assert master.bytes == path.stat().st_size
    assert master.rate == FORMATS[kind].rate
    assert master.duration == pytest.approx(SECONDS * 1000, abs=24)
    assert mutagen.File(path).info.length == pytest.approx(SECONDS, abs=0.05)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_programme_is_the_same_bytes(
    kind: str, sound: bytes, tagged: Tags, tmp_path: Path
) -> None:
    """Also when it comes in blocks of another size."""
    made = []
    for size in (50_000, 9_998):
        path = tmp_path / str(size)
        encode_as(
            kind, lambda size=size: blocks(sound, size), path,
            tags=tagged, timeline=timeline_of("One", "Two"), bitrate=BITRATE,
        )  # fmt: skip
        made.append(path.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("kind", ["m4a", "m4b"])
def test_mp4_says_what_the_tags_say(kind: str, sound: bytes, tagged: Tags, tmp_path: Path) -> None:
    path = tmp_path / "episode"
    encode_as(
        kind, lambda: blocks(sound), path, tags=tagged, timeline=timeline_of("One"), bitrate=BITRATE
    )
    found = MP4(path)
    texts = ("\xa9nam", "\xa9alb", "\xa9ART", "aART", "\xa9day", "\xa9lyr", "desc", "\xa9gen")
    assert [found[name] for name in texts] == [
        ["One=two; #3 \\ four"], ["The Briefing"], ["A. Writer"], ["A. Writer"], ["2026-03-02"],
        ["First line.\nSecond line."], ["What happened."], ["Podcast"],
    ]  # fmt: skip
    assert [bytes(picture) for picture in found["covr"]] == [tagged.cover]
    assert found["stik"] == [{"m4a": 21, "m4b": 2}[kind]]
    head = path.read_bytes()[:200_000]
    assert head[4:12] == {"m4a": b"ftypM4A ", "m4b": b"ftypM4B "}[kind]
    assert b"moov" in head[:64], "the index stands before the sound, so that playing starts at once"


def test_opus_says_what_the_tags_say(sound: bytes, tagged: Tags, tmp_path: Path) -> None:
    path = tmp_path / "episode.opus"
    encode_as(
        "opus", lambda: blocks(sound), path,
        tags=tagged, timeline=timeline_of("One"), bitrate=BITRATE,
    )  # fmt: skip
    found = mutagen.File(path)
    names = ("title", "album", "artist", "date", "description", "lyrics", "language", "guid")
    assert [found[name] for name in names] == [
        ["One=two; #3 \\ four"], ["The Briefing"], ["A. Writer"], ["2026-03-02"],
        ["What happened."], ["First line.\nSecond line."], ["eng"], ["briefing-1"],
    ]  # fmt: skip
    (picture,) = found["metadata_block_picture"]
    block = mutagen.flac.Picture(base64.b64decode(picture))
    assert (block.type, block.mime, block.data) == (3, "image/jpeg", tagged.cover)


@pytest.mark.parametrize("kind", KINDS)
def test_no_title_is_read_as_anything_but_a_title(
    kind: str, sound: bytes, tagged: Tags, tmp_path: Path
) -> None:
    path = tmp_path / f"-y a:b 'ü{FORMATS[kind].ending}"
    timeline = timeline_of(*HOSTILE)
    encode_as(kind, lambda: blocks(sound), path, tags=tagged, timeline=timeline, bitrate=BITRATE)
    found = chapters_of(path)
    starts = [timeline.milliseconds(chapter.start) for chapter in timeline.chapters]
    assert [start for start, _ in found] == pytest.approx(starts, abs=1)
    assert [title for _, title in found] == [
        "a=b; c#d \\ e", "[CHAPTER] START=0 title=two lines", ";FFMETADATA1",
        "ends in a backslash\\ ", "nul bell esc[31m lone � half", "😀 – „Ümläut“ 日本語", "=",
        "ü" * 126 + "…",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4), st.text(max_size=60))
def test_what_is_written_for_ffmpeg_reads_back(titles: list[str], text: str) -> None:
    """By the rules of its documentation: one line a field, a backslash before what is special."""
    written = ffmetadata("m4a", replace(_TAGS, text=text), timeline_of(*titles)).decode()
    assert "\0" not in written
    found = list(_fields(written))
    chapters = [value for name, value in found if name == "title"][1:]
    assert len(chapters) == len(titles)
    assert all("\n" not in title for title in chapters)
    assert [name for name, _ in found].count("START") == len(titles)


def _fields(written: str) -> Iterator[tuple[str, str]]:
    """Yield names and values of FFMETADATA."""
    name, field, escaped = "", "", False
    for each in written.removeprefix(";FFMETADATA1\n"):
        if escaped or each not in "\\=\n":
            field, escaped = field + each, False
        elif each == "\\":
            escaped = True
        elif each == "=":
            assert not name, "an equals sign that nothing escapes"
            name, field = field, ""
        else:
            if name:
                yield name, field
            else:
                assert field == "[CHAPTER]"
            name = field = ""


_TAGS = Tags(
    title="t", show="s", author="a", date="2026-03-02T06:00:00+00:00", language="en", guid="g",
    description="d", text="t", cover=b"", cover_type="image/png",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_peaks_the_encoder_adds_are_taken_off(kind: str, tmp_path: Path) -> None:
    """A programme with a few peaks at full scale, at a bit rate that adds to them."""
    speech = speech_like(SECONDS, RATE, 5, peak=0.6)
    loudest = int(np.argmax(np.abs(speech)))
    speech[loudest - 200 : loudest + 200] *= 0.99 / 0.6
    pcm = pcm_of(speech)
    master = encode_as(
        kind, lambda: blocks(pcm), tmp_path / "episode",
        tags=_TAGS, timeline=timeline_of("One"), bitrate=32,
    )  # fmt: skip
    assert master.true_peak_dbtp <= -1
    assert master.integrated_lufs == pytest.approx(loudness(pcm), abs=0.3)


@settings(max_examples=15, deadline=None)
@given(st.integers(500, 60_000), st.floats(0.5, 2))
def test_limited_in_blocks_is_limited_in_one_go(size: int, gain: float) -> None:
    samples = np.frombuffer(_LOUD, "<i2").astype("f4") / np.float32(32768)
    found = b"".join(limited(blocks(_LOUD, 2 * size), gain, 0.5))
    wanted = np.rint(limit(samples * np.float32(gain), 0.5) * np.float32(32768))
    assert found == wanted.astype("<i2").tobytes()


_LOUD = pcm_of(speech_like(3.1, RATE, 2, peak=0.95))


@pytest.mark.parametrize("kind", KINDS)
def test_another_loudness_than_the_programmes_can_be_asked_for(
    kind: str, sound: bytes, tmp_path: Path
) -> None:
    wanted = loudness(sound) + 1.5
    master = encode_as(
        kind, lambda: blocks(sound), tmp_path / "episode", tags=_TAGS,
        timeline=timeline_of("One"), bitrate=BITRATE, loudness=wanted,
    )  # fmt: skip
    assert master.integrated_lufs == pytest.approx(wanted, abs=0.3)
    assert master.true_peak_dbtp <= -1


@pytest.mark.parametrize("total", [2_000, 44_101, 100_003])
@pytest.mark.parametrize("kind", KINDS)
def test_any_length_comes_out_whole(kind: str, total: int, tmp_path: Path) -> None:
    """To two samples, or with silence behind that older ffmpegs fill the last block of AAC with."""
    pcm = pcm_of(speech_like(3, RATE, 1, peak=0.4))[: 2 * total]
    master = encode_as(
        kind, lambda: [pcm], tmp_path / "episode",
        tags=_TAGS, timeline=timeline_of("One", total=total), bitrate=BITRATE,
    )  # fmt: skip
    surplus = master.frames - total * master.rate / RATE
    assert -2.5 <= surplus <= (2.5 if kind == "opus" else 1024)


def test_silence_stays_silent(tmp_path: Path) -> None:
    master = encode_as(
        "opus", lambda: [bytes(2 * SECONDS * RATE)], tmp_path / "episode",
        tags=_TAGS, timeline=timeline_of("One"), bitrate=BITRATE,
    )  # fmt: skip
    assert (master.integrated_lufs, master.true_peak_dbtp) == (-70, -120)


# ---------------------------------------------------------------------------------- trouble


def refuse(
    folder: Path, programme: Iterable[bytes], *, kind: str = "m4a", bitrate: int = BITRATE
) -> BaseException:
    """Return the error of making a file where there is one already, which must stay as it was."""
    path = folder / "episode"
    path.write_bytes(b"an older one")
    with pytest.raises(Exception, match=r".") as caught:
        encode_as(
            kind, lambda: programme, path,
            tags=_TAGS, timeline=timeline_of("One"), bitrate=bitrate,
        )  # fmt: skip
    assert path.read_bytes() == b"an older one"
    assert [each.name for each in folder.iterdir()] == ["episode"]
    assert not _ffmpegs()
    return caught.value


def _ffmpegs() -> list[psutil.Process]:
    """Return the running ffmpegs that this process has started."""
    children = psutil.Process().children()
    return [each for each in children if each.exe() == str(Path(ffmpeg()).resolve())]


def test_a_program_that_is_killed_is_an_error(sound: bytes, tmp_path: Path) -> None:
    def programme() -> Iterator[bytes]:
        for number, block in enumerate(blocks(sound * 4, 100_000)):
            if number == 3:
                (running,) = _ffmpegs()
                running.kill()
                while running.status() != psutil.STATUS_ZOMBIE:
                    time.sleep(0.01)
            yield block

    error = refuse(tmp_path, programme())
    assert isinstance(error, SoundError)
    assert "code -9" in error.what


def test_a_programme_that_breaks_off_leaves_nothing(sound: bytes, tmp_path: Path) -> None:
    def programme() -> Iterator[bytes]:
        yield sound[:200_000]
        raise KeyboardInterrupt

    path = tmp_path / "episode"
    with pytest.raises(KeyboardInterrupt):
        encode_as("m4a", programme, path, tags=_TAGS, timeline=timeline_of("One"), bitrate=BITRATE)
    assert not list(tmp_path.iterdir())
    assert not _ffmpegs()


def test_what_ffmpeg_says_is_passed_on(sound: bytes, tmp_path: Path) -> None:
    error = refuse(tmp_path, [sound], kind="opus", bitrate=9_999)
    assert isinstance(error, SoundError)
    assert "ffmpeg failed: The bit rate 9999000 bps is unsupported." in error.what
    assert "\n" not in error.what


def test_a_programme_of_another_length_than_the_timeline_is_a_mistake(
    sound: bytes, tmp_path: Path
) -> None:
    assert isinstance(refuse(tmp_path, [sound[:-2]]), ValueError)


def test_a_cover_that_is_no_picture_is_an_error(sound: bytes, tags: Tags, tmp_path: Path) -> None:
    with pytest.raises(SoundError, match="ffmpeg failed"):
        encode_as(
            "m4a", lambda: [sound], tmp_path / "episode",
            tags=tags, timeline=timeline_of("One"), bitrate=BITRATE,
        )  # fmt: skip
    assert not list(tmp_path.iterdir())


def test_an_unknown_format_lists_those_there_are(tmp_path: Path) -> None:
    error = refuse(tmp_path, [], kind="wma")
    assert isinstance(error, UsageError)
    assert "m4a, m4b, opus" in error.remedy


def test_a_folder_that_is_not_there_is_an_error(sound: bytes, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        encode_as(
            "m4a", lambda: [sound], tmp_path / "gone" / "episode",
            tags=_TAGS, timeline=timeline_of("One"), bitrate=BITRATE,
        )  # fmt: skip


def test_without_the_package_it_is_named(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    path = tmp_path / "episode"
    with pytest.raises(SoundError) as caught:
        encode_as(
            "m4a", lambda: [sound], path, tags=_TAGS, timeline=timeline_of("One"), bitrate=BITRATE
        )
    assert "briefing[formats]" in caught.value.remedy
    assert not list(tmp_path.iterdir())
