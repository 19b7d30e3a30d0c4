"""The doctor and files: a folder of ours is sound, and each thing spoilt in it is named."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from briefing.doctor import examine_folder
from briefing.doctor.id3 import read_tag
from briefing.sound import heard

BASE = "https://example.org/show/"
ARTICLE = """# Lamps on the harbour wall

Forty lamps went up on the harbour wall in March, and the council paid half of what they cost.

## Why now

Fishermen asked for the lamps in 2019. The council said no twice. Then the ferry returned.

## What it costs

Each lamp costs 300 euros. The council pays half of it, and the port pays the rest.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that ``briefing make`` published into."""
    import sys

    folder = tmp_path_factory.mktemp("doctor")
    (folder / "lamps.md").write_text(ARTICLE)
    briefing = str(Path(sys.executable).with_name("briefing"))
    command = [briefing, "make", "lamps.md", "--full", "-q", "--base-url", BASE]
    subprocess.run([*command, "--cache", "clips"], cwd=folder, check=True, capture_output=True)
    return folder / "output"


@pytest.fixture
def output(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it to spoil."""
    return Path(shutil.copytree(made, tmp_path / "output"))


def rules(output: Path) -> set[str]:
    return {finding.rule.name for finding in examine_folder(output).findings}


def test_what_we_publish_has_nothing_wrong(made: Path) -> None:
    found = examine_folder(made)
    assert [finding.text() for finding in found.findings] == []


def only(output: Path, pattern: str) -> Path:
    (path,) = output.glob(pattern)
    return path


def without_sound(output: Path) -> None:
    only(output, "episodes/*/*.mp3").unlink()


def longer(output: Path) -> None:
    path = only(output, "episodes/*/*.mp3")
    path.write_bytes(path.read_bytes() + b"\0" * 100)


def no_mp3(output: Path) -> None:
    path = only(output, "episodes/*/*.mp3")
    path.write_bytes(b"\0" * path.stat().st_size)


def retimed(output: Path) -> None:
    path = only(output, "episodes/*/*-chapters-*.json")
    table = json.loads(path.read_text())
    table["chapters"][1]["startTime"] += 0.5
    path.write_text(json.dumps(table))


def no_chapters(output: Path) -> None:
    only(output, "episodes/*/*-chapters-*.json").write_text("[" * 100_000)


def captions_out_of_order(output: Path) -> None:
    path = only(output, "episodes/*/*.vtt")
    head, first, *rest = path.read_text().split("\n\n")
    path.write_text("\n\n".join((head, *rest, first)))


def captions_too_late(output: Path) -> None:
    path = only(output, "episodes/*/*.vtt")
    path.write_text(path.read_text() + "\n\n9\n00:59:00.000 --> 00:59:01.000\n<v A>late\n")


def other_title(output: Path) -> None:
    feed = output / "feed.xml"
    feed.write_text(feed.read_text().replace("<title>Lamps on", "<title>Lights on"))


def other_length(output: Path) -> None:
    feed = output / "feed.xml"
    text = feed.read_text()
    at = text.index("<itunes:duration>")
    feed.write_text(
        text[:at] + "<itunes:duration>9</itunes:duration>" + text[text.index("\n", at) :]
    )


def small_cover(output: Path) -> None:
    path = next(one for one in output.glob("cover-*.jpg") if "small" not in one.name)
    Image.new("RGB", (600, 500)).save(path)


def grey_cover(output: Path) -> None:
    path = next(one for one in output.glob("cover-*.jpg") if "small" not in one.name)
    Image.new("L", (1500, 1500)).save(path)


def heavy_cover(output: Path) -> None:
    path = next(one for one in output.glob("cover-*.jpg") if "small" not in one.name)
    body = io.BytesIO()
    Image.effect_noise((1500, 1500), 90).convert("RGB").save(body, "JPEG", quality=95)
    path.write_bytes(body.getvalue())


def no_cover(output: Path) -> None:
    next(one for one in output.glob("cover-*.jpg") if "small" not in one.name).write_text("no")


def no_discovery(output: Path) -> None:
    page = output / "index.html"
    page.write_text(page.read_text().replace("application/rss+xml", "text/html"))


def lost_page(output: Path) -> None:
    feed = output / "feed.xml"
    link = f'<atom:link href="{BASE}feed-1.xml" rel="next" type="application/rss+xml"/>'
    feed.write_text(feed.read_text().replace("<item>", f"{link}\n<item>", 1))


SPOILT: list[tuple[Callable[[Path], None], set[str]]] = [
    (without_sound, {"file-missing"}),
    (longer, {"file-length", "mp3-format"}),
    (no_mp3, {"mp3"}),
    (retimed, {"chapters"}),
    (no_chapters, {"chapters"}),
    (captions_out_of_order, {"captions"}),
    (captions_too_late, {"captions"}),
    (other_title, {"tag-title"}),
    (other_length, {"mp3-duration", "captions"}),
    (small_cover, {"artwork-size"}),
    (grey_cover, {"artwork-colours"}),
    (heavy_cover, {"artwork-weight"}),
    (no_cover, {"artwork"}),
    (no_discovery, {"discovery"}),
    (lost_page, {"page-link"}),
]


@pytest.mark.parametrize(("spoil", "named"), SPOILT, ids=lambda one: getattr(one, "__name__", ""))
def test_what_is_spoilt_is_named_and_nothing_else(
    output: Path, spoil: Callable[[Path], None], named: set[str]
) -> None:
    spoil(output)
    assert rules(output) == named


def test_links_out_of_the_folder_are_not_followed(output: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.mp3"
    secret.write_bytes(b"nothing to hear")
    feed = output / "feed.xml"
    text = feed.read_text()
    start = text.index(f'<enclosure url="{BASE}') + len(f'<enclosure url="{BASE}')
    feed.write_text(f"{text[:start]}../secret.mp3{text[text.index(chr(34), start) :]}")
    assert "mp3" not in rules(output)


def test_our_tag_is_read_as_it_was_written(made: Path) -> None:
    path = only(made, "episodes/*/*.mp3")
    tag = read_tag(path)
    table = json.loads(only(made, "episodes/*/*-chapters-*.json").read_text())
    assert (tag.version, tag.title, tag.pictures, tag.ordered) == (
        3,
        "Lamps on the harbour wall",
        1,
        True,
    )
    assert [one.start / 1000 for one in tag.chapters] == [r["startTime"] for r in table["chapters"]]
    assert [one.title for one in tag.chapters] == [row["title"] for row in table["chapters"]]


@pytest.mark.parametrize("cut", [5, 15, 400, 3000])
def test_a_tag_that_is_cut_is_refused(made: Path, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.mp3"
    path.write_bytes(only(made, "episodes/*/*.mp3").read_bytes()[:cut])
    if cut < 10:
        assert read_tag(path).version == 0
        return
    with pytest.raises(ValueError, match="tag"):
        read_tag(path)


def test_what_is_heard_is_what_the_record_says(made: Path) -> None:
    record = json.loads(only(made, "episodes/*/episode.json").read_text())
    found = heard(only(made, "episodes/*/*.mp3"))
    assert found.seconds == pytest.approx(record["duration"] / 1000, abs=0.01)
    assert found.lufs == pytest.approx(record["integrated_lufs"], abs=0.1)
    assert found.dbtp == pytest.approx(record["true_peak_dbtp"], abs=0.2)
    assert (found.rate, found.channels) == (44_100, 1)
    assert 0 < found.silence < 2.5
