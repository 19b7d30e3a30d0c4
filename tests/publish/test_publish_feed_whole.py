"""The feed, whole: a schema of our own, every element a show can ask for, pages, JSON, and OPML."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from publishing import HOSTILE, SHOW, TALK, put, timeline

from briefing.errors import UsageError
from briefing.model import Credit, Episode, Person, Show, Soundbite
from briefing.publish import feed
from briefing.publish.catalogue import read_catalogue
from briefing.publish.feed import NAMESPACES, archive_name, documents, opml, outline
from briefing.publish.feed.paging import divided
from briefing.units import Milliseconds

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("feed.rng")))

WHOLE = replace(
    SHOW,
    serial=True,
    season=2,
    people=(
        Person(
            "Ada Marsh", "host", link="https://example.org/ada", image="https://example.org/a.jpg"
        ),
        Person("Ben", "editor", "writing"),
    ),
    license="cc-by-4.0",
    license_url="https://creativecommons.org/licenses/by/4.0/",
    frequency="weekdays",
    funding="https://example.org/give",
    funding_text="Keep the lamps lit & the <wall> dry",
    verify="a-token",
    complete=True,
    new_feed_url="https://elsewhere.example/feed.xml",
)


def checked(body: bytes) -> etree._Element:
    """Return the feed ``body`` holds; it follows the schema."""
    root = etree.fromstring(body)
    SCHEMA.assertValid(root)
    return root


def found(root: etree._Element, path: str) -> list[str]:
    """Return what ``path`` finds in the feed."""
    return [str(one) for one in root.xpath(path, namespaces=NAMESPACES)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an episode of a show that asks for everything."""
    output = tmp_path_factory.mktemp("whole")
    long = timeline(*(("host", f"Lamp {n} of the wall was lit.") for n in range(1, 20)), seconds=8)
    credit = Credit("The Courier", "https://example.com/lamps", "Ines & <Sons>")
    put(output, WHOLE, timeline=long, credits=(credit,), people=(Person("Voice", "host"),))
    return output


# ------------------------------------------------------------------------------ elements


EVERYTHING = {
    "itunes:type/text()": ["serial"],
    "itunes:complete/text()": ["Yes"],
    "itunes:new-feed-url/text()": ["https://elsewhere.example/feed.xml"],
    "podcast:license/@url": ["https://creativecommons.org/licenses/by/4.0/"],
    "podcast:license/text()": ["cc-by-4.0"],
    "podcast:funding/@url": ["https://example.org/give"],
    "podcast:funding/text()": ["Keep the lamps lit & the <wall> dry"],
    "podcast:txt[@purpose='verify']/text()": ["a-token"],
    "podcast:updateFrequency/@rrule": ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
    "podcast:updateFrequency/@complete": ["true"],
    "podcast:person/text()": ["Ada Marsh", "Ben"],
    "podcast:person/@href": ["https://example.org/ada"],
    "item/podcast:person/text()": ["Voice"],
    "item/itunes:season/text()": ["2"],
    "item/podcast:season/text()": ["2"],
    "item/itunes:episode/text()": ["1"],
    "item/podcast:episode/text()": ["1"],
    "item/podcast:transcript/@type": [
        "text/vtt", "application/x-subrip", "application/json", "text/html",
    ],
    "item/podcast:transcript/@rel": ["captions", "captions"],
    "item/podcast:soundbite/@startTime": ["0.000"],
}  # fmt: skip


@pytest.mark.parametrize("path", EVERYTHING)
def test_what_a_show_asks_for_is_in_its_feed(whole: Path, path: str) -> None:
    root = checked((whole / "feed.xml").read_bytes())
    assert found(root, f"channel/{path}") == EVERYTHING[path]


def test_a_soundbite_is_as_long_as_apps_take(whole: Path) -> None:
    root = checked((whole / "feed.xml").read_bytes())
    (length,) = found(root, "channel/item/podcast:soundbite/@duration")
    assert 15 <= float(length) <= 120


def test_notes_lead_to_sources_their_authors_and_the_page(whole: Path) -> None:
    root = checked((whole / "feed.xml").read_bytes())
    (notes,) = found(root, "channel/item/content:encoded/text()")
    assert '<a href="https://example.com/lamps">The Courier</a>, Ines &amp; &lt;Sons&gt;' in notes
    (page,) = found(root, "channel/item/link/text()")
    assert f'<a href="{page}">' in notes
    assert page.endswith("/index.html")


def test_chapters_of_the_notes_lead_where_those_of_podlove_do(tmp_path: Path) -> None:
    link = "https://example.com/lamps#:~:text=Forty%20lamps"
    image = "https://example.com/lamp.jpg"
    chapters = tuple(replace(one, link=link, image=image) for one in TALK.chapters)
    put(tmp_path, timeline=replace(TALK, chapters=chapters))
    root = checked((tmp_path / "feed.xml").read_bytes())
    assert found(root, "//psc:chapter/@href") == [link] * 3
    assert found(root, "//psc:chapter/@image") == [image] * 3
    (notes,) = found(root, "channel/item/content:encoded/text()")
    assert notes.count(f'<a href="{link}">Part ') == 3


def test_a_feed_of_a_plain_show_follows_the_schema(tmp_path: Path) -> None:
    plain = Show("T", "D", "A", "en", "News", "http://127.0.0.1:8000/")
    put(tmp_path, plain)
    root = checked((tmp_path / "feed.xml").read_bytes())
    assert not found(root, "//podcast:updateFrequency | //podcast:funding | //itunes:owner")


@pytest.mark.parametrize("change", ["duration", "explicit", "enclosure", "category"])
def test_the_schema_finds_what_is_wrong(whole: Path, change: str) -> None:
    root = etree.fromstring((whole / "feed.xml").read_bytes())
    if change == "duration":
        root.xpath("//itunes:duration", namespaces=NAMESPACES)[0].text = "00:02:32"
    elif change == "explicit":
        root.xpath("//itunes:explicit", namespaces=NAMESPACES)[0].text = "no"
    elif change == "enclosure":
        item = root.find("channel/item")
        item.append(etree.fromstring(etree.tostring(item.find("enclosure"))))
    else:
        category = root.xpath("channel/itunes:category", namespaces=NAMESPACES)[0]
        category.text, category.attrib["text"] = category.attrib["text"], ""
    assert not SCHEMA.validate(root)


# ------------------------------------------------------------------------------ hostile text


def spoken_by(text: str) -> Show:
    """Return a show whose every text is ``text``."""
    people = (Person(text, text, text, text, text),)
    return replace(
        WHOLE, title=text, description=text, author=text, copyright=text, email=text,
        funding_text=text, verify=text, license=text, people=people,
    )  # fmt: skip


@given(st.text(min_size=1, max_size=60) | st.sampled_from(HOSTILE))
def test_whatever_is_written_stays_text(text: str) -> None:
    template = read_episode_once()
    episode = replace(
        template,
        title=text, description=text, guid=text, people=(Person(text, text, text, text),),
        credits=(Credit(text, text, text),), soundbite=Soundbite(*BITE, text),
        chapters=tuple(replace(one, title=f"x{text}", link=None) for one in template.chapters),
    )  # fmt: skip
    found_ones = documents(spoken_by(text), (episode,), "g", "cover.jpg")
    root = etree.fromstring(found_ones["feed.xml"])
    again = etree.fromstring(documents(spoken_by("plain"), (template,), "g", "c.jpg")["feed.xml"])
    assert {one.tag for one in root.iter()} <= {one.tag for one in again.iter()}
    table = json.loads(found_ones["feed.json"])
    shown = " ".join("".join(filter(str.isprintable, text)).split())
    if shown and len(shown) < 200 and text.isascii() and text.isprintable():
        assert found(root, "channel/item/title/text()") == [shown]
        assert table["items"][0]["title"] == shown
    etree.fromstring(found_ones["shows.opml"])
    assert not feedparser.parse(io.BytesIO(found_ones["feed.xml"])).bozo


BITE = (Milliseconds(1000), Milliseconds(20_000))
_ONCE: list[Episode] = []


def read_episode_once() -> Episode:
    """Return a published episode to be changed; publishing it once is enough."""
    if not _ONCE:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            _ONCE.append(put(Path(folder)).episode)
    return _ONCE[0]


# ------------------------------------------------------------------------------ long shows


def many(count: int) -> list[Episode]:
    """Return episodes, the newest first; each is known by its number, the oldest being 1."""
    one = read_episode_once()
    return [
        replace(one, guid=f"{n}", title=f"Part {n}", folder=f"part-{n}")
        for n in range(count, 0, -1)
    ]


LIMIT = 40_000


@pytest.fixture(scope="module")
def long() -> dict[str, bytes]:
    """Return the documents of a show that outgrows one."""
    return documents(SHOW, many(60), "0495cb90-b9d0-50ba-b94b-a40da5f73898", "c.jpg", LIMIT)


def chain(pages: dict[str, bytes], relation: str) -> Iterator[etree._Element]:
    """Yield the documents of a feed as a reader meets them that follows ``relation``."""
    name: str | None = "feed.xml"
    while name:
        root = checked(pages[name])
        yield root
        links = found(root, f"channel/atom:link[@rel='{relation}']/@href")
        name = links[0].rpartition("/")[2] if links else None


@pytest.mark.parametrize("relation", ["next", "prev-archive"])
def test_a_reader_that_follows_the_pages_meets_every_episode_once(
    long: dict[str, bytes], relation: str
) -> None:
    guids = [
        guid for root in chain(long, relation) for guid in found(root, "channel/item/guid/text()")
    ]
    assert guids == [str(n) for n in range(60, 0, -1)]
    assert len([name for name in long if name.endswith(".xml")]) > 2
    assert all(len(body) < LIMIT + 10_000 for body in long.values())


def test_archives_say_what_they_are_and_the_feed_is_none(long: dict[str, bytes]) -> None:
    for name in (name for name in long if name.endswith(".xml")):
        root = checked(long[name])
        assert bool(found(root, "channel/fh:archive")) == (name != "feed.xml")
        assert found(root, "channel/atom:link[@rel='self']/@href") == [SHOW.base_url + name]
        assert found(root, "channel/atom:link[@rel='first']/@href") == [SHOW.base_url + "feed.xml"]
        assert found(root, "channel/atom:link[@rel='last']/@href") == [SHOW.base_url + "feed-1.xml"]


def test_full_archives_stay_as_they_are_when_an_episode_is_added(long: dict[str, bytes]) -> None:
    grown = documents(SHOW, many(61), "0495cb90-b9d0-50ba-b94b-a40da5f73898", "c.jpg", LIMIT)
    archives = [name for name in long if name.startswith("feed-")]
    assert archives
    assert all(grown[name] == long[name] for name in archives)


def test_the_feed_is_written_after_what_it_leads_to(long: dict[str, bytes]) -> None:
    assert list(long)[-1] == "feed.xml"
    names = list(long)
    assert names.index("feed.json") > names.index("feed-1.json")


@given(st.lists(st.integers(1, 5000), max_size=80), st.integers(1, 20_000))
def test_division_loses_nothing_and_keeps_to_the_limit(sizes: Sequence[int], limit: int) -> None:
    parts = divided(sizes, limit)
    assert [n for part in parts for n in range(len(sizes))[part]] == list(range(len(sizes)))
    first = list(sizes)[parts[0]]
    assert sum(first) <= limit or len(first) <= 1
    for part in parts[1:]:
        assert sum(list(sizes)[part]) <= limit // 3 + max(sizes)


def test_archives_are_named_from_the_oldest() -> None:
    assert [archive_name(place, 3) for place in range(3)] == [
        "feed.xml",
        "feed-2.xml",
        "feed-1.xml",
    ]


# ------------------------------------------------------------------------------ JSON and OPML


def test_json_and_rss_say_the_same(whole: Path) -> None:
    table = json.loads((whole / "feed.json").read_bytes())
    root = checked((whole / "feed.xml").read_bytes())
    assert table["version"] == "https://jsonfeed.org/version/1.1"
    assert [one["id"] for one in table["items"]] == found(root, "channel/item/guid/text()")
    (attachment,) = table["items"][0]["attachments"]
    assert attachment["url"] == found(root, "channel/item/enclosure/@url")[0]
    assert str(attachment["size_in_bytes"]) == found(root, "channel/item/enclosure/@length")[0]
    assert str(attachment["duration_in_seconds"]) == found(root, "//itunes:duration/text()")[0]
    assert table["items"][0]["content_html"] == found(root, "//content:encoded/text()")[0]
    assert table["feed_url"] == WHOLE.base_url + "feed.json"
    assert table["expired"] is True


def test_json_pages_lead_on_to_the_end(long: dict[str, bytes]) -> None:
    name, ids = "feed.json", []
    while name:
        table: dict[str, Any] = json.loads(long[name])
        ids += [one["id"] for one in table["items"]]
        name = table.get("next_url", "").rpartition("/")[2]
    assert ids == [str(n) for n in range(60, 0, -1)]


def test_several_shows_make_one_list() -> None:
    other = replace(SHOW, title="Hills & <Dales>", base_url="https://other.example/")
    root = etree.fromstring(opml([outline(SHOW), outline(other)]))
    assert [one.get("xmlUrl") for one in root.iter("outline")] == [
        "https://example.org/show/feed.xml",
        "https://other.example/feed.xml",
    ]
    assert [one.get("text") for one in root.iter("outline")] == [SHOW.title, other.title]


def test_the_list_names_the_feed_that_is_there(whole: Path) -> None:
    root = etree.fromstring((whole / "shows.opml").read_bytes())
    assert [one.get("xmlUrl") for one in root.iter("outline")] == [WHOLE.base_url + "feed.xml"]
    parsed = podcastparser.parse(
        WHOLE.base_url + "feed.xml", io.BytesIO((whole / "feed.xml").read_bytes())
    )
    assert parsed["title"] == WHOLE.title


# ------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("change", "where", "hint"),
    [
        ({"frequency": "often"}, "frequency", "weekly"),
        ({"frequency": "FREQ=WEEKLY;BYDAY=<MO>"}, "frequency", "FREQ="),
        ({"license": "mine"}, "license", "license-url"),
        ({"license": "mine", "license_url": "http://example.org/l"}, "license-url", "https://"),
        ({"funding": "ftp://example.org"}, "funding", "https://"),
        ({"new_feed_url": "feed.xml"}, "new-feed-url", "https://"),
        ({"colour": "blue"}, "colour", "#1c4f9c"),
        ({"people": (Person("A", "host", link="x"),)}, "people.host.link", "https://"),
        ({"category": "Tech"}, "category", "'Technology'"),
        ({"category": "health and fitness"}, "category", "'Health & Fitness'"),
        ({"category": "tv and film"}, "category", "'TV & Film'"),
        ({"category": "self improvement"}, "category", "'Self-Improvement'"),
    ],
)
def test_a_setting_no_app_could_use_is_named_with_the_remedy(
    change: dict[str, Any], where: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        feed.check_show(replace(SHOW, **change))
    assert caught.value.where == where
    assert hint in (caught.value.remedy or "")


@pytest.mark.parametrize(
    "rule", ["daily", "FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2", "FREQ=MONTHLY;BYDAY=1MO"]
)
def test_rhythms_are_taken_in_a_word_or_as_a_rule(rule: str) -> None:
    feed.check_show(replace(SHOW, frequency=rule))


def test_a_catalogue_of_none_has_a_feed_of_none() -> None:
    root = etree.fromstring(documents(SHOW, (), "g", "c.jpg")["feed.xml"])
    assert not found(root, "channel/item")
    assert not found(root, "channel/lastBuildDate")


def test_a_show_that_moves_keeps_who_it_is(tmp_path: Path) -> None:
    put(tmp_path)
    before = checked((tmp_path / "feed.xml").read_bytes())
    moved = replace(
        SHOW, base_url="https://new.example/show/", new_feed_url="https://new.example/show/feed.xml"
    )
    put(tmp_path, moved)
    after = checked((tmp_path / "feed.xml").read_bytes())
    for path in (
        "channel/podcast:guid/text()",
        "channel/item/guid/text()",
        "channel/item/pubDate/text()",
    ):
        assert found(after, path) == found(before, path)
    assert found(after, "channel/item/enclosure/@url")[0].startswith("https://new.example/show/")
    assert len(read_catalogue(tmp_path).episodes) == 1
