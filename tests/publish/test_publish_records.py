"""Records and identity: what is read is what was written; episodes are known again."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import SHOW, contents, put

from briefing import publish
from briefing.errors import OutputError
from briefing.model import Address, Block, Document, Episode, Section, Sentence
from briefing.publish.catalogue import Catalogue
from briefing.publish.identity import ALIKE, is_public, resemblance, show_guid
from briefing.publish.record import compose, compose_json, parse
from briefing.publish.text import ascii_url, one_line, slug

WORDS = [f"{one}{two}" for one in "bcdfghklm" for two in ("ado", "elin", "iru", "ostra", "um")]


@given(st.builds(Episode))
def test_a_record_reads_back_as_it_was_written(episode: Episode) -> None:
    numbers = (episode.integrated_lufs, episode.true_peak_dbtp)
    if any(math.isnan(number) or number == math.inf for number in numbers):
        with pytest.raises(ValueError, match="JSON"):
            compose(episode)
        return
    body = compose(episode)
    assert parse(Episode, body) == episode
    assert compose(parse(Episode, body)) == body
    assert body.decode("utf-8").endswith("}\n")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    put(tmp_path / "out")
    return tmp_path / "out"


def record_of(output: Path) -> Path:
    (record,) = output.glob("episodes/*/episode.json")
    return record


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 0},
        {"schema": 2},
        {"title": None},
        {"duration": "long"},
        {"duration": True},
        {"extra": 1},
        {"date": "yesterday"},
        {"guid": " "},
        {"audio": {"name": "../../x.mp3", "bytes": 1, "type": "audio/mpeg", "sha256": ""}},
        {"audio": {"name": "/etc/passwd", "bytes": 1, "type": "audio/mpeg", "sha256": ""}},
        {"chapters": {}},
        {"chapters": [{"title": "x", "start": 0}]},
    ],
)
def test_a_record_that_was_changed_is_refused_by_name(
    output: Path, change: dict[str, object]
) -> None:
    record = record_of(output)
    record.write_bytes(compose_json(json.loads(record.read_bytes()) | change))
    with pytest.raises(OutputError) as caught:
        publish.read_catalogue(output)
    assert caught.value.where == str(record)
    assert "make the episode again" in caught.value.remedy


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_a_record_that_is_no_json_is_refused_by_name(output: Path, body: bytes) -> None:
    for path in (record_of(output), output / "show.json"):
        before = path.read_bytes()
        path.write_bytes(body)
        with pytest.raises(OutputError, match=path.name):
            publish.read_catalogue(output)
        path.write_bytes(before)


def test_a_folder_without_a_record_is_passed_over(output: Path) -> None:
    (output / "episodes" / "half-done-01234567").mkdir()
    (output / "episodes" / "a file").write_text("x")
    assert len(publish.read_catalogue(output).episodes) == 1
    assert publish.read_catalogue(output / "nowhere") == Catalogue(None, ())


def test_a_copied_folder_is_refused_for_its_guid(output: Path) -> None:
    record = record_of(output)
    copy = output / "episodes" / "copy"
    copy.mkdir()
    (copy / "episode.json").write_bytes(record.read_bytes())
    with pytest.raises(OutputError, match="same episode"):
        publish.read_catalogue(output)


def test_a_renamed_folder_is_the_same_episode(output: Path) -> None:
    record_of(output).parent.rename(output / "episodes" / "Mein Ordner ü")
    publish.republish(output, SHOW)
    assert b"episodes/Mein%20Ordner%20%C3%BC/lamps" in (output / "feed.xml").read_bytes()


# ----------------------------------------------------------------------------- identity


def document(*paragraphs: str, title: str = "A title", number: int = 1) -> Document:
    sentences = tuple(
        Sentence(Address(number, "s1", n, 1), text) for n, text in enumerate(paragraphs, 1)
    )
    blocks = tuple(Block("paragraph", (sentence,)) for sentence in sentences)
    heading = Sentence(Address(number, "title", 0, 1), title)
    return Document(number, "x.txt", heading, "en", sections=(Section(None, blocks),))


def catalogue(*episodes: tuple[str, tuple[tuple[str, ...], ...]]) -> Catalogue:
    enclosure = publish.Cover.__name__  # any text will do: identity looks at guid and sketches
    file = {"name": enclosure, "bytes": 1, "type": "x/y", "sha256": ""}
    table = {
        "schema": 1, "title": "", "folder": "", "date": "2026-01-01", "language": "en",
        "description": "", "duration": 1, "audio": file, "captions": file, "chapters_file": file,
        "script": file, "report": file, "chapters": [], "credits": [], "integrated_lufs": 0.0,
        "true_peak_dbtp": 0.0, "fingerprint": "", "notices": [],
    }  # fmt: skip
    return Catalogue(
        None,
        tuple(
            parse(Episode, compose_json(table | {"guid": guid, "sketches": sketches}))
            for guid, sketches in episodes
        ),
    )


texts = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=14).map(" ".join),
    min_size=12,
    max_size=40,
    unique=True,
)


@given(texts)
def test_an_edited_article_is_the_same_and_a_retitled_one_too(paragraphs: list[str]) -> None:
    known = publish.sketch(document(*paragraphs))
    shows = catalogue(("it", (known,)))
    edited = [text.upper() + " !" for text in paragraphs[1:]] + ["Note: this was added."]
    found = publish.recognise(shows, (publish.sketch(document(*edited, title="Other")),))
    assert found
    assert found.guid == "it"


@given(texts)
def test_another_article_is_another_episode(paragraphs: list[str]) -> None:
    shows = catalogue(("it", (publish.sketch(document(*paragraphs)),)))
    other = publish.sketch(document(*(text[::-1] for text in paragraphs)))
    assert publish.recognise(shows, (other,)) is None
    both = (other, shows.episodes[0].sketches[0])
    assert publish.recognise(shows, both) is None, "one more document is another episode"
    assert publish.new_guid((other,)) != publish.new_guid(shows.episodes[0].sketches)


@given(texts)
def test_an_equal_one_wins_over_a_similar_one(paragraphs: list[str]) -> None:
    here = publish.sketch(document(*paragraphs))
    near = publish.sketch(document(*paragraphs[1:]))
    for order in ((("near", (near,)), ("here", (here,))), (("here", (here,)), ("near", (near,)))):
        found = publish.recognise(catalogue(*order), (here,))
        assert found
        assert near == here or found.guid == "here"


def test_the_order_of_documents_does_not_matter() -> None:
    one, two = publish.sketch_of(["a b c d e f"]), publish.sketch_of(["g h i j k l"])
    assert publish.new_guid((one, two)) == publish.new_guid((two, one))
    found = publish.recognise(catalogue(("it", (one, two))), (two, one))
    assert found
    assert found.guid == "it"


def test_an_episode_edited_beyond_likeness_still_belongs_to_its_first_contents() -> None:
    first = (publish.sketch_of(["the very first words of it"]),)
    shows = catalogue((publish.new_guid(first), (publish.sketch_of(["quite other text now"]),)))
    found = publish.recognise(shows, first)
    assert found == shows.episodes[0]


@pytest.mark.parametrize("text", ["🎧🎧", "字" * 300, "ก" * 200, "", "\ud800", "a" * 10**6])
def test_any_text_has_a_sketch_and_is_like_itself(text: str) -> None:
    made = publish.sketch_of([text])
    assert resemblance(made, made) == 1.0
    assert len(made) <= 64


def test_text_without_blanks_survives_an_edit() -> None:
    text = "".join(chr(0x4E00 + number * 7 % 5000) for number in range(200))
    edited = text[:50] + "新" + text[60:]
    assert resemblance(publish.sketch_of([text]), publish.sketch_of([edited])) > ALIKE


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("http://mp3s.nashownotes.com/pc20rss.xml/", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ],
)
def test_the_guid_of_a_show_is_the_one_the_standard_gives(url: str, guid: str) -> None:
    assert show_guid(url) == guid


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("http://127.0.0.1:8000/", False),
        ("http://localhost/", False),
        ("http://[::1]:80/", False),
        ("http://192.168.1.4/", False),
        ("http://nas.local/", False),
        ("https://example.org/show/", True),
        ("https://8.8.8.8/", True),
    ],
)
def test_which_addresses_the_world_can_reach(url: str, public: bool) -> None:
    assert is_public(url) is public


def test_the_show_keeps_its_guid_wherever_it_moves(tmp_path: Path) -> None:
    def guid_at(url: str) -> str:
        put(tmp_path, replace(SHOW, base_url=url))
        record = json.loads((tmp_path / "show.json").read_bytes())
        return str(record["guid"])

    here = guid_at("http://127.0.0.1:8000/")
    assert here == show_guid("127.0.0.1:8000/feed.xml")
    assert guid_at("http://192.168.0.2/") == here, "still nobody else's"
    first = guid_at("https://example.org/a/")
    assert first == show_guid("example.org/a/feed.xml"), "made anew for the world, once"
    assert guid_at("https://example.net/b/") == first
    assert guid_at("http://127.0.0.1:8000/") == first


# ----------------------------------------------------------------------------- text


@given(st.text())
def test_text_for_a_feed_is_one_clean_line(text: str) -> None:
    line = one_line(text)
    assert len(line) <= 255
    assert line == " ".join(line.split())
    assert one_line(line) == line
    line.encode("utf-8")


@given(st.text())
def test_a_slug_is_a_safe_file_name(text: str) -> None:
    made = slug(text)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(made) <= 48
    assert not made.startswith("-")


@given(st.text())
def test_an_address_is_ascii_or_none(text: str) -> None:
    for url in (ascii_url(text), ascii_url("https://example.org/" + text)):
        assert url is None or (url.isascii() and not set(url) & set(' "<>\\^`{|}\n'))


def test_addresses_of_other_scripts_are_percent_encoded() -> None:
    assert ascii_url("https://bücher.example/ä b?q=ü#é") == (
        "https://xn--bcher-kva.example/%C3%A4%20b?q=%C3%BC#%C3%A9"
    )
    assert ascii_url("javascript:alert(1)") is None
    assert ascii_url("file:///etc/passwd") is None


def test_reading_the_catalogue_writes_nothing(output: Path) -> None:
    before = contents(output)
    publish.read_catalogue(output)
    assert contents(output) == before
