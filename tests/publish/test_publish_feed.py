"""Feed and page: what the standards ask for is there, and hostile text stays text."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import podcastparser
import pytest
from lxml import etree, html
from publishing import HOSTILE, SHOW, put, timeline

from briefing import publish
from briefing.errors import UsageError
from briefing.model import Credit, Show
from briefing.publish.categories import CATEGORIES
from briefing.publish.feed import NAMESPACES

DATES = {
    "new": "2026-03-03T06:00:00+02:00",
    "old": "2025-12-24T18:00:00+00:00",
    "mid": "2026-03-02T06:00:00+00:00",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    for guid, date in DATES.items():
        put(folder, guid=guid, title=f"The {guid} one", date=date, audio=guid.encode() * 400)
    return folder


def tree(output: Path) -> etree._Element:
    return etree.fromstring((output / "feed.xml").read_bytes())


def texts(element: etree._Element, path: str) -> list[str]:
    found = element.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return [str(part) for part in found]


def local(output: Path, url: str) -> Path:
    assert url.startswith(SHOW.base_url)
    return output / url.removeprefix(SHOW.base_url)


ONCE_IN_CHANNEL = {
    "title/text()": "Harbour & Hill",
    "link/text()": "https://example.org/show/index.html",
    "description/text()": "Articles worth hearing <every> week.",
    "language/text()": "en",
    "atom:link[@rel='self']/@href": "https://example.org/show/feed.xml",
    "itunes:category/@text": "News",
    "itunes:category/itunes:category/@text": "Daily News",
    "itunes:explicit/text()": "false",
    "itunes:author/text()": "The harbour office",
    "itunes:type/text()": "episodic",
    "itunes:owner/itunes:email/text()": "office@example.org",
    "podcast:locked/text()": "yes",
    "podcast:medium/text()": "podcast",
    "podcast:txt[@purpose='ai-content']/text()": "true",
    "copyright/text()": "2026 The harbour office",
    "generator/text()": "briefing",
    "lastBuildDate/text()": "Tue, 03 Mar 2026 06:00:00 +0200",
    "podcast:guid/text()": "0495cb90-b9d0-50ba-b94b-a40da5f73898",
}


@pytest.mark.parametrize("path", ONCE_IN_CHANNEL)
def test_the_channel_has_what_directories_ask_for(output: Path, path: str) -> None:
    assert texts(tree(output), f"channel/{path}") == [ONCE_IN_CHANNEL[path]]


def test_the_cover_is_named_twice_and_there(output: Path) -> None:
    (href,) = texts(tree(output), "channel/itunes:image/@href")
    assert texts(tree(output), "channel/image/url/text()") == [href]
    assert local(output, href).is_file()


def test_every_item_has_what_apps_ask_for(output: Path) -> None:
    for item in tree(output).iterfind("channel/item"):
        for path in (
            "title", "description", "content:encoded", "enclosure", "guid[@isPermaLink='false']",
            "pubDate", "itunes:duration", "itunes:episodeType", "itunes:explicit",
            "podcast:txt[@purpose='ai-content']", "psc:chapters[@version='1.2']",
            "podcast:transcript[@type='text/vtt'][@rel='captions'][@language='en']",
            "podcast:chapters[@type='application/json+chapters']", "link",
        ):  # fmt: skip
            assert len(item.xpath(path, namespaces=NAMESPACES)) == 1, path
        enclosure = item.find("enclosure")
        assert enclosure is not None
        audio = local(output, enclosure.attrib["url"])
        assert audio.stat().st_size == int(enclosure.attrib["length"])
        assert audio.suffix == ".mp3"
        assert enclosure.attrib["type"] == "audio/mpeg"
        assert int(item.findtext("itunes:duration", namespaces=NAMESPACES) or 0) == 29
        for url in texts(item, "podcast:*/@url"):
            assert local(output, url).is_file()


def test_items_are_newest_first_with_their_own_dates(output: Path) -> None:
    assert texts(tree(output), "channel/item/guid/text()") == ["new", "mid", "old"]
    dates = [parsedate_to_datetime(text) for text in texts(tree(output), "//item/pubDate/text()")]
    assert [date.isoformat() for date in dates] == [DATES["new"], DATES["mid"], DATES["old"]]


def test_chapters_agree_wherever_they_stand(output: Path) -> None:
    (item, *_) = tree(output).iterfind("channel/item")
    podlove = texts(item, "psc:chapters/psc:chapter/@start")
    (url,) = texts(item, "podcast:chapters/@url")
    table = json.loads(local(output, url).read_bytes())["chapters"]
    notes = re.findall(r"\b\d\d:\d\d:\d\d\b", item.findtext("description") or "")
    assert [row["startTime"] for row in table] == [0.0, 12.0, 24.0]
    assert podlove == ["00:00:00.000", "00:00:12.000", "00:00:24.000"]
    assert notes == ["00:00:00", "00:00:12", "00:00:24"]


def test_other_readers_agree(output: Path) -> None:
    body = (output / "feed.xml").read_bytes()
    parsed = feedparser.parse(io.BytesIO(body))
    assert not parsed.bozo
    assert [entry.id for entry in parsed.entries] == ["new", "mid", "old"]
    podcast = podcastparser.parse(SHOW.base_url + "feed.xml", io.BytesIO(body))
    assert podcast["title"] == SHOW.title
    assert [episode["guid"] for episode in podcast["episodes"]] == ["new", "mid", "old"]
    for episode in podcast["episodes"]:
        assert episode["total_time"] == 29
        assert [chapter["start"] for chapter in episode["chapters"]] == [0, 12, 24]
        assert episode["enclosures"][0]["file_size"] == 1200


def test_ampersands_are_hex_references_in_texts_and_names_in_attributes(
    output: Path, tmp_path: Path
) -> None:
    put(tmp_path, replace(SHOW, category="Society & Culture", subcategory=None))
    body = (tmp_path / "feed.xml").read_text()
    outside = re.sub(r"<!\[CDATA\[.*?\]\]>", "", body, flags=re.S)
    texts_alone = re.sub(r"<[^>]*>", "", outside)
    assert not re.search(r"&(?!#x)", texts_alone)
    assert "Harbour &#x26; Hill" in texts_alone
    assert 'text="Society &amp; Culture"' in outside
    assert not re.search(r'="[^"]*&#x2[26C]', outside)


def test_a_private_show_is_blocked_and_a_public_one_is_not(output: Path, tmp_path: Path) -> None:
    put(tmp_path, replace(SHOW, private=True, explicit=True))
    assert texts(tree(tmp_path), "channel/itunes:block/text()") == ["Yes"]
    assert texts(tree(tmp_path), "channel/podcast:block/text()") == ["yes"]
    assert set(texts(tree(tmp_path), "//itunes:explicit/text()")) == {"true"}
    assert texts(tree(output), "//itunes:block") == []


# ------------------------------------------------------------------------------ hostile text


@pytest.fixture(scope="module", params=HOSTILE, ids=range(len(HOSTILE)))
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    text = request.param
    show = replace(SHOW, title=text, description=text, author=text, copyright=text)
    folder = tmp_path_factory.mktemp("hostile")
    put(
        folder,
        show,
        title=text,
        guid=text,
        description=text,
        script_text=text,
        report={"text": text},
        timeline=timeline(("host", text), (text, text)),
        credits=(Credit(text, text), Credit(text, "javascript:alert(1)")),
    )
    return text, folder


def test_hostile_text_leaves_a_feed_that_parses(hostile: tuple[str, Path]) -> None:
    _, folder = hostile
    parsed = feedparser.parse(io.BytesIO((folder / "feed.xml").read_bytes()))
    assert not parsed.bozo
    (entry,) = parsed.entries
    assert len(entry.title) <= 255
    (item,) = tree(folder).iterfind("channel/item")
    description = item.findtext("description") or ""
    assert len(description.encode("utf-8")) <= 4000
    for markup in (description, item.findtext("content:encoded", namespaces=NAMESPACES) or ""):
        tags = {str(element.tag) for element in html.fragment_fromstring(markup, "div").iter()}
        assert tags <= {"div", "p", "br", "ul", "li", "a"}
        assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', markup))
    assert all(url.isascii() for url in texts(item, ".//@url"))


def test_hostile_names_stay_in_their_folder(hostile: tuple[str, Path]) -> None:
    _, folder = hostile
    names = [str(path.relative_to(folder)) for path in folder.rglob("*")]
    assert all(re.fullmatch(r"(\.lock|[a-z0-9./-]+)", name) for name in names)
    assert publish.read_catalogue(folder).episodes[0].folder.count("/") == 0


# ------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"category": "Robot News"}, "Choose one of|Did you mean"),
        ({"category": "news"}, "'News'"),
        ({"category": "Tech News"}, "'News' with the subcategory 'Tech News'"),
        ({"subcategory": "Daily New"}, "'Daily News'"),
        ({"category": "History"}, "Leave it out"),
        ({"language": "English please"}, "pt-br"),
        ({"base_url": "http:///"}, "http"),
        ({"base_url": "https://example.org/?a=/"}, "http"),
        ({"link": "javascript:alert(1)"}, "http"),
    ],
)
def test_a_show_no_directory_would_take_is_refused(
    tmp_path: Path, change: dict[str, str], hint: str
) -> None:
    show: Show = replace(SHOW, **change)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=hint):
        put(tmp_path, show)
    assert not (tmp_path / "feed.xml").exists()


def test_the_list_of_categories_is_apples() -> None:
    assert len(CATEGORIES) == 19
    assert sum(map(len, CATEGORIES.values())) == 91
    assert CATEGORIES["Society & Culture"][-1] == "Relationships"
