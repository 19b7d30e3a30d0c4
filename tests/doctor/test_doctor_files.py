"""The doctor and files: a folder of ours is sound, and each thing spoilt in it is named."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ourfolder import BASE, exchanged, only, rules
from PIL import Image

from briefing._run.workers import workers
from briefing.doctor import Known, examine_folder
from briefing.doctor.id3 import BrokenTagError, read_tag
from briefing.doctor.recording import Recording
from briefing.doctor.verdict import Fault
from briefing.sound import heard

MP3, PAGE = "episodes/*/*.mp3", "episodes/*/index.html"


def test_what_we_publish_has_nothing_wrong(made: Path) -> None:
    found = examine_folder(made)
    assert [finding.text() for finding in found.findings] == []


def feed(output: Path, old: str, new: str) -> None:
    exchanged(output / "feed.xml", old, new)


def without_sound(output: Path) -> None:
    only(output, MP3).unlink()


def without_transcript(output: Path) -> None:
    only(output, "episodes/*/*.srt").unlink()


def longer(output: Path) -> None:
    path = only(output, MP3)
    path.write_bytes(path.read_bytes() + b"\0" * 100)


def old_tag_behind(output: Path) -> None:
    path = only(output, MP3)
    path.write_bytes(path.read_bytes() + b"TAG" + b"\0" * 125)


def no_mp3(output: Path) -> None:
    path = only(output, MP3)
    path.write_bytes(b"\0" * path.stat().st_size)


def cut_short(output: Path) -> None:
    path = only(output, MP3)
    path.write_bytes(path.read_bytes()[:200_100])


def empty(output: Path) -> None:
    only(output, MP3).write_bytes(b"")


def retimed(output: Path) -> None:
    path = only(output, "episodes/*/*-chapters-*.json")
    table = json.loads(path.read_text())
    table["chapters"][1]["startTime"] += 0.5
    path.write_text(json.dumps(table))


def renamed_chapter(output: Path) -> None:
    feed(output, 'title="Why now"', 'title="Why today"')


def one_chapter_more(output: Path) -> None:
    feed(
        output, "</psc:chapters>", '<psc:chapter start="00:00:30.000" title="End"/></psc:chapters>'
    )


def other_time_in_notes(output: Path) -> None:
    feed(output, "<br/>00:00:2", "<br/>00:00:3")


def no_chapters(output: Path) -> None:
    only(output, "episodes/*/*-chapters-*.json").write_text("[" * 100_000)


def captions_out_of_order(output: Path) -> None:
    path = only(output, "episodes/*/*.vtt")
    head, first, *rest = path.read_text().rstrip("\n").split("\n\n")
    path.write_text("\n\n".join((head, *rest, first)))


def captions_too_late(output: Path) -> None:
    path = only(output, "episodes/*/*.vtt")
    path.write_text(
        re.sub(
            r"(\d\d):\d\d:(\d\d\.\d\d\d) --> \d\d:\d\d:(\d\d\.\d\d\d)(?!.*-->)",
            r"\1:59:\2 --> \1:59:59.999",
            path.read_text(),
            flags=re.DOTALL,
        )
    )
    path.write_text(re.sub(r"<\d\d:\d\d:\d\d\.\d\d\d>", "", path.read_text()))


def other_words(output: Path) -> None:
    exchanged(only(output, "episodes/*/*.srt"), "Fishermen", "Fishers")


def other_title(output: Path) -> None:
    feed(output, "<title>Lamps on", "<title>Lights on")


def other_length(output: Path) -> None:
    path = output / "feed.xml"
    path.write_text(re.sub("(<itunes:duration>).*?<", r"\g<1>90<", path.read_text()))


def cover(output: Path) -> Path:
    return next(one for one in output.glob("cover-*.jpg") if "small" not in one.name)


def small_cover(output: Path) -> None:
    Image.new("RGB", (600, 500)).save(cover(output))


def grey_cover(output: Path) -> None:
    Image.new("L", (1500, 1500)).save(cover(output))


def heavy_cover(output: Path) -> None:
    body = io.BytesIO()
    Image.effect_noise((1500, 1500), 90).convert("RGB").save(body, "JPEG", quality=95)
    cover(output).write_bytes(body.getvalue())


def cover_of_another_kind(output: Path) -> None:
    Image.new("RGB", (1500, 1500)).save(cover(output), "PNG")


def no_cover(output: Path) -> None:
    cover(output).write_text("no")


def no_discovery(output: Path) -> None:
    exchanged(output / "index.html", "application/rss+xml", "text/html")


def lost_page(output: Path) -> None:
    link = f'<atom:link href="{BASE}feed-1.xml" rel="prev-archive" type="application/rss+xml"/>'
    feed(output, "<item>", f"{link}\n<item>")


def page_behind_itself(output: Path) -> None:
    feed(output, "<item>", f'<atom:link href="{BASE}feed.xml" rel="next"/>\n<item>')


def broken_link(output: Path) -> None:
    exchanged(only(output, PAGE), "</body>", '<a href="notes.html">notes</a></body>')


def key_of_a_listed_show(output: Path) -> None:
    (output / ".key").write_text("x" * 30)


def other_json(output: Path) -> None:
    table = json.loads((output / "feed.json").read_text())
    table["items"][0]["id"] = "another"
    (output / "feed.json").write_text(json.dumps(table))


def no_json(output: Path) -> None:
    (output / "feed.json").write_text("<json/>")


def other_list(output: Path) -> None:
    exchanged(output / "shows.opml", "feed.xml", "rss.xml")


SPOILT: list[tuple[Callable[[Path], None], set[str]]] = [
    (without_sound, {"file-missing", "page-broken"}),
    (without_transcript, {"file-missing", "page-broken"}),
    (longer, {"file-length", "mp3-ends"}),
    (old_tag_behind, {"file-length", "mp3-ends"}),
    (no_mp3, {"mp3"}),
    (empty, {"mp3", "file-length"}),
    (cut_short, {"file-length", "mp3"}),
    (retimed, {"chapters"}),
    (renamed_chapter, {"chapters"}),
    (one_chapter_more, {"chapters"}),
    (other_time_in_notes, {"chapters"}),
    (no_chapters, {"chapters"}),
    (captions_out_of_order, {"captions", "captions-agree"}),
    (captions_too_late, {"captions"}),
    (other_words, {"captions-agree"}),
    (other_title, {"tag-title"}),
    (other_length, {"mp3-duration"}),
    (small_cover, {"artwork-size"}),
    (grey_cover, {"artwork-colours"}),
    (heavy_cover, {"artwork-weight"}),
    (cover_of_another_kind, {"artwork-extension"}),
    (no_cover, {"artwork"}),
    (no_discovery, {"discovery"}),
    (lost_page, {"page-link"}),
    (page_behind_itself, {"page-link"}),
    (broken_link, {"page-broken"}),
    (key_of_a_listed_show, {"private-listed"}),
    (other_json, {"json-feed"}),
    (no_json, {"json-feed"}),
    (other_list, {"opml"}),
]


@pytest.mark.parametrize(("spoil", "named"), SPOILT, ids=lambda one: getattr(one, "__name__", ""))
def test_what_is_spoilt_is_named_and_nothing_else(
    output: Path, spoil: Callable[[Path], None], named: set[str]
) -> None:
    spoil(output)
    assert rules(output) == named


def test_what_is_not_called_mp3_is_not_heard(output: Path) -> None:
    path = only(output, MP3)
    path.rename(path.with_suffix(".m4a"))
    path.with_suffix(".m4a").write_bytes(b"x" * path.with_suffix(".m4a").stat().st_size)
    (output / "feed.xml").write_text((output / "feed.xml").read_text().replace(".mp3", ".m4a"))
    assert rules(output) == {"enclosure-mismatch", "json-feed", "page-broken"}


def vanish(recording: Recording) -> tuple[Fault, ...]:
    """Stand for a decoder that is killed by what it decodes."""
    os._exit(9)


def test_a_recording_that_kills_its_decoder_is_told(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.doctor.folder.sound_faults", vanish)
    with workers(1) as map_:
        found = examine_folder(output, Known(map=map_))
    assert [finding.rule.name for finding in found.findings] == ["mp3"]


def test_a_folder_that_is_not_the_feeds_is_told(output: Path) -> None:
    path = output / "feed.xml"
    path.write_text(path.read_text().replace(BASE, "https://elsewhere.example/"))
    found = {one.rule.name: one for one in examine_folder(output).findings}
    assert {"show-guid-other", "file-missing"} & set(found) == {"show-guid-other"}
    exchanged(path, 'feed.xml" rel="self"', 'a/feed.xml" rel="self"')
    assert "elsewhere" in rules(output)


def test_links_out_of_the_folder_are_not_followed(output: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.mp3"
    secret.write_bytes(b"nothing to hear")
    path = output / "feed.xml"
    text = path.read_text()
    path.write_text(
        re.sub(f'<enclosure url="{BASE}[^"]*', f'<enclosure url="{BASE}../secret.mp3', text)
    )
    assert not {"mp3", "file-length"} & rules(output)
    path.write_text(
        re.sub(f'<enclosure url="{BASE}[^"]*', f'<enclosure url="{BASE}%2e%2e/secret.mp3', text)
    )
    assert not {"mp3", "file-length"} & rules(output)


def test_a_symbolic_link_out_of_the_folder_is_not_followed(output: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.mp3"
    secret.write_bytes(b"nothing to hear")
    path = only(output, MP3)
    path.unlink()
    try:
        path.symlink_to(secret)
    except OSError:
        pytest.skip("no symbolic links here")
    assert not {"mp3", "file-length"} & rules(output)


def archived(output: Path) -> Path:
    """Divide the feed: the newest episode again in an archive, under another guid and address."""
    text = (output / "feed.xml").read_text()
    folder = only(output, "episodes/*")
    shutil.copytree(folder, output / "episodes" / "older")
    older = text.replace(f"episodes/{folder.name}/", "episodes/older/")
    older = re.sub(r'(?<=isPermaLink="false">)[^<]*', "older", older)
    older = older.replace("Mon, 02 Mar 2026", "Sun, 01 Mar 2026")
    older = older.replace('feed.xml" rel="self"', 'feed-1.xml" rel="self"')
    (output / "feed-1.xml").write_text(older)
    lost_page(output)
    return output / "feed-1.xml"


def test_archives_are_examined_like_the_feed(output: Path) -> None:
    archive = archived(output)
    assert rules(output) == set()
    exchanged(archive, "<itunes:explicit>false</itunes:explicit>\n<podcast:txt",
              "<itunes:explicit>no</itunes:explicit>\n<podcast:txt")  # fmt: skip
    (finding,) = examine_folder(output).findings
    assert finding.rule.name == "explicit"
    assert finding.faults[0].where == "feed-1.xml: Lamps on the harbour wall"
    only(output, "episodes/older/*.mp3").unlink()
    assert {"file-missing"} < rules(output)


def test_a_guid_is_told_that_comes_again_in_an_archive(output: Path) -> None:
    archive = archived(output)
    guid = re.search('(?<=isPermaLink="false">)[^<]*', (output / "feed.xml").read_text())
    assert guid
    exchanged(archive, ">older<", f">{guid[0]}<")
    assert rules(output) == {"guid-repeated"}


def test_archives_in_a_circle_end(output: Path) -> None:
    archive = archived(output)
    exchanged(archive, "<item>", f'<atom:link href="{BASE}feed-1.xml" rel="prev-archive"/>\n<item>')
    assert rules(output) == {"page-link"}
    archive.write_text("<rss")
    assert rules(output) == {"xml"}


def test_our_tag_is_read_as_it_was_written(made: Path) -> None:
    tag = read_tag(only(made, MP3))
    table = json.loads(only(made, "episodes/*/*-chapters-*.json").read_text())
    assert (tag.version, tag.title, len(tag.pictures), tag.tables, tag.ordered) == (
        3, "Lamps on the harbour wall", 1, 1, True,
    )  # fmt: skip
    assert {"TIT2", "TALB", "TPE1", "TCON", "COMM", "USLT", "CTOC"} <= tag.frames
    assert [one.start / 1000 for one in tag.chapters] == [r["startTime"] for r in table["chapters"]]
    assert [one.title for one in tag.chapters] == [row["title"] for row in table["chapters"]]


@pytest.mark.parametrize("cut", [5, 15, 400, 3000])
def test_a_tag_that_is_cut_is_refused(made: Path, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.mp3"
    path.write_bytes(only(made, MP3).read_bytes()[:cut])
    if cut < 10:
        assert read_tag(path).version == 0
        return
    with pytest.raises(BrokenTagError, match="tag"):
        read_tag(path)


def test_what_is_heard_is_what_the_record_says(made: Path) -> None:
    record = json.loads(only(made, "episodes/*/episode.json").read_text())
    found = heard(only(made, MP3))
    assert found.seconds == pytest.approx(record["duration"] / 1000, abs=0.01)
    assert found.lufs == pytest.approx(record["integrated_lufs"], abs=0.1)
    assert found.dbtp == pytest.approx(record["true_peak_dbtp"], abs=0.2)
    assert (found.rate, found.channels) == (44_100, 1)
    assert 0 < found.silence < 2.5
