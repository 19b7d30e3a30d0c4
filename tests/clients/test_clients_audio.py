"""Programs that check, tag and play MP3 find nothing wrong in ours, and jump to its chapters."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import ID3
from station import WALL, Station, alone, on_air, run

from briefing.model import Episode
from briefing.publish.catalogue import EPISODES

pytestmark = pytest.mark.slow

Chapters = list[tuple[int, int, str]]


def needed(*programs: str) -> None:
    for program in programs:
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="module")
def wall(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """Return a show with one episode that is long enough to be jumped about in."""
    home = tmp_path_factory.mktemp("wall")
    made = Station(home)
    made.make(WALL, "2026-03-05")
    return made


@pytest.fixture
def damaged(station: Station, tmp_path: Path) -> Path:
    """Return a copy of an MP3 that misses a hundred bytes in the middle."""
    body = station.audio(station.episodes[0]).read_bytes()
    path = tmp_path / "damaged.mp3"
    path.write_bytes(body[: len(body) // 2] + body[len(body) // 2 + 100 :])
    return path


def files(station: Station) -> list[Path]:
    return [station.audio(episode) for episode in station.episodes]


# ------------------------------------------------------------------------ programs that check


def complaints_of_mp3val(home: Path, *paths: Path) -> list[str]:
    needed("mp3val")
    said = run(home, "mp3val", *map(str, paths))
    assert said.count("INFO: ") == len(paths)
    return [line for line in said.splitlines() if line.startswith(("WARNING", "ERROR"))]


def complaints_of_mp3diags(home: Path, *paths: Path) -> list[str]:
    """Return its notes, but the one that each file without tags of MP3Gain's gets.

    With ``--severity`` it opens no window and asks for no screen.
    """
    needed("mp3diags")
    command = ("mp3diags", "--severity", "warning", *map(str, paths))
    ended = subprocess.run(
        command, cwd=home, env=alone(home), capture_output=True, timeout=120, check=False
    )
    lines = ended.stdout.decode().splitlines()
    notes = [line for line in lines if line.startswith("- ")]
    undo = [line for line in notes if "No normalization undo information found" in line]
    assert len(undo) == len(paths), (lines, ended.stderr)  # so it has looked at each
    return [line for line in notes if line not in undo]


CHECKERS = pytest.mark.parametrize(
    "complaints", [complaints_of_mp3val, complaints_of_mp3diags], ids=["mp3val", "mp3diags"]
)


@CHECKERS
def test_a_checker_finds_nothing(
    complaints: Any, station: Station, wall: Station, tmp_path: Path
) -> None:
    assert complaints(tmp_path, *files(station), *files(wall)) == []


@CHECKERS
def test_the_checker_would_find_damage(complaints: Any, damaged: Path, tmp_path: Path) -> None:
    assert complaints(tmp_path, damaged)


# ------------------------------------------------------------------------ programs that read tags


def told(episode: Episode) -> Chapters:
    return [(one.start, one.end, one.title) for one in episode.chapters]


def by_mutagen(_home: Path, path: Path) -> Chapters:
    tags = ID3(path)
    (contents,) = tags.getall("CTOC")
    assert contents.flags == 3  # top level, and ordered
    frames = [tags[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert frames == tags.getall("CHAP")  # so the list and the file have one order
    return [(one.start_time, one.end_time, str(one.sub_frames["TIT2"])) for one in frames]


def by_ffprobe(home: Path, path: Path) -> Chapters:
    needed("ffprobe")
    command = ("ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(path))
    found = json.loads(run(home, *command))["chapters"]
    assert {one["time_base"] for one in found} == {"1/1000"}
    return [(one["start"], one["end"], one["tags"]["title"]) for one in found]


_EYED3 = """
import json, sys, eyed3
tag = eyed3.load(sys.argv[1]).tag
(contents,) = tag.table_of_contents
assert contents.toplevel and contents.ordered
found = {one.element_id: one for one in tag.chapters}
listed = [found[name] for name in contents.child_ids]
print(json.dumps([[one.times.start, one.times.end, one.title] for one in listed]))
"""


def by_eyed3(home: Path, path: Path) -> Chapters:
    """Read with the library of the eyeD3 that is installed, in the Python it runs in."""
    needed("eyeD3")
    interpreter = Path(str(shutil.which("eyeD3"))).read_text("utf-8").splitlines()[0][2:].split()[0]
    said = run(home, interpreter, "-c", _EYED3, str(path))
    return [tuple(one) for one in json.loads(said.splitlines()[-1])]


@pytest.mark.parametrize(
    "chapters_by", [by_mutagen, by_ffprobe, by_eyed3], ids=["mutagen", "ffprobe", "eyeD3"]
)
def test_the_chapters_are_listed_in_order(
    chapters_by: Any, station: Station, wall: Station, tmp_path: Path
) -> None:
    for one in (station, wall):
        for episode in one.episodes:
            assert chapters_by(tmp_path, one.audio(episode)) == told(episode)
    assert len(wall.episodes[0].chapters) == 9


# ------------------------------------------------------------------------ a player


class Player:
    """mpv with no screen and no sound, asked over its socket."""

    def __init__(self, home: Path, address: str, *options: str) -> None:
        self._path = home / "mpv.sock"
        command = (
            *("mpv", "--no-config", "--vo=null", "--ao=null", "--no-video", "--idle=yes"),
            *("--no-terminal", "--load-scripts=no", "--ytdl=no"),
            *(f"--input-ipc-server={self._path}", *options, "--", address),
        )
        self._process = subprocess.Popen(command, cwd=home, env=alone(home))
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(30)

    def connect(self) -> None:
        until(self._connected)
        self._answers = self._socket.makefile("r", encoding="utf-8")

    def _connected(self) -> bool:
        with contextlib.suppress(OSError):
            self._socket.connect(str(self._path))
            return True
        return False

    def get(self, name: str) -> Any:
        """Return a property, ``None`` while there is none."""
        asked = {"command": ["get_property", name], "request_id": 1}
        self._socket.sendall(json.dumps(asked).encode() + b"\n")
        while True:
            answer = json.loads(self._answers.readline())
            if answer.get("request_id") == 1 and "event" not in answer:
                return answer.get("data")

    def end(self) -> None:
        self._process.kill()
        self._process.wait(20)
        self._socket.close()


@contextlib.contextmanager
def playing(home: Path, address: str, *options: str) -> Iterator[Player]:
    player = Player(home, address, *options)
    try:
        player.connect()
        yield player
    finally:
        player.end()


def until(true: Any) -> None:
    """Wait until something is true, for at most half a minute."""
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


def test_mpv_jumps_to_the_last_chapter_over_http_and_plays_on(
    wall: Station, tmp_path: Path
) -> None:
    needed("mpv")
    (episode,) = wall.episodes
    last = episode.chapters[-1]
    name = f"{EPISODES}/{episode.folder}/{episode.audio.name}"
    # a player that seeks as most do, by the bit rate, and keeps no more than it needs
    sparing = ("--demuxer-lavf-o=fflags=+fastseek", "--cache=no", "--demuxer-max-bytes=100KiB")
    with (
        on_air(wall.output) as air,
        playing(
            tmp_path, f"{air.address}{name}", f"--start=#{len(episode.chapters)}", *sparing
        ) as player,
    ):
        until(lambda: (player.get("time-pos") or 0) * 1000 > last.start)
        first = player.get("time-pos")
        assert player.get("chapter") == len(episode.chapters) - 1
        until(lambda: player.get("time-pos") > first)  # it plays
        listed = player.get("chapter-list")
        assert player.get("duration") == pytest.approx(episode.duration / 1000, abs=0.06)
        ranges = [one for one in air.asked_for(".mp3") if one.asked["Range"] != "bytes=0-"]
    # mpv counts from the first sample that is heard, 1105 samples after the first in the file
    for chapter, found in zip(episode.chapters, listed, strict=True):
        assert found["title"] == chapter.title
        assert found["time"] == pytest.approx(chapter.start / 1000, abs=0.03)
    assert first == pytest.approx(last.start / 1000, abs=3)
    assert [one.status for one in ranges] == [206]
    start = int(str(ranges[0].asked["Range"]).removeprefix("bytes=").rstrip("-"))
    assert start > episode.audio.bytes * last.start / episode.duration * 0.98
