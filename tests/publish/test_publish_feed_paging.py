"""Long shows: the documents of a feed (RFC 5005), what stays as it is, and how long they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from feedtrees import GUID, checked, found, many
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from publishing import SHOW

from briefing.publish.feed import archive_name, documents
from briefing.publish.feed.paging import divided

LIMIT = 40_000


@pytest.fixture(scope="module")
def long() -> dict[str, bytes]:
    """Return the documents of a show that outgrows one."""
    return documents(SHOW, many(60), GUID, "c.jpg", LIMIT)


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
        current = [SHOW.base_url + "feed.xml"] if name != "feed.xml" else []
        assert found(root, "channel/atom:link[@rel='current']/@href") == current
        assert found(root, "channel/atom:link[@rel='self']/@href") == [SHOW.base_url + name]
        assert found(root, "channel/atom:link[@rel='first']/@href") == [SHOW.base_url + "feed.xml"]
        assert found(root, "channel/atom:link[@rel='last']/@href") == [SHOW.base_url + "feed-1.xml"]


def test_full_archives_stay_as_they_are_when_episodes_are_added(long: dict[str, bytes]) -> None:
    archives = [name for name in long if name.startswith("feed-")]
    assert archives
    for count in (61, 75, 120):
        grown = documents(SHOW, many(count), GUID, "c.jpg", LIMIT)
        assert all(grown[name] == long[name] for name in archives)
        assert grown["feed.xml"] != long["feed.xml"]


def test_the_feed_is_written_after_what_it_leads_to(long: dict[str, bytes]) -> None:
    assert list(long)[-1] == "feed.xml"
    names = list(long)
    assert names.index("feed.json") > names.index("feed-1.json")


def test_a_feed_of_one_document_says_nothing_of_others() -> None:
    root = checked(documents(SHOW, many(3), GUID, "c.jpg")["feed.xml"])
    assert found(root, "channel/atom:link/@rel") == ["self"]
    assert "fh" not in root.nsmap


def test_json_pages_lead_on_to_the_end(long: dict[str, bytes]) -> None:
    name, ids = "feed.json", []
    while name:
        table: dict[str, Any] = json.loads(long[name])
        ids += [one["id"] for one in table["items"]]
        name = table.get("next_url", "").rpartition("/")[2]
    assert ids == [str(n) for n in range(60, 0, -1)]


def test_no_document_of_a_very_long_show_is_one_validators_refuse() -> None:
    made = documents(SHOW, many(3000), GUID, "c.jpg")
    assert len([name for name in made if name.endswith(".xml")]) > 1
    assert max(map(len, made.values())) < 5_000_000


# ------------------------------------------------------------------------------ division

SIZES = st.lists(st.integers(1, 5000), max_size=80)


@given(SIZES, st.integers(1, 20_000))
def test_division_loses_nothing_and_keeps_to_the_limit(sizes: Sequence[int], limit: int) -> None:
    parts = divided(sizes, limit)
    assert [n for part in parts for n in range(len(sizes))[part]] == list(range(len(sizes)))
    first = list(sizes)[parts[0]]
    assert sum(first) <= limit or sum(first[1:]) < max(1, limit // 3)
    for part in parts[1:]:
        assert max(1, limit // 3) <= sum(list(sizes)[part]) < max(1, limit // 3) + max(sizes)


@given(SIZES, SIZES, st.integers(1, 20_000))
def test_archives_hold_the_same_episodes_whatever_comes_later(
    older: list[int], newer: list[int], limit: int
) -> None:
    def archives(sizes: list[int]) -> list[tuple[int, int]]:
        """Return the bounds of the archives counted from the oldest episode, the oldest first."""
        count = len(sizes)
        return [(count - part.stop, count - part.start) for part in divided(sizes, limit)[:0:-1]]

    before, after = archives(older), archives(newer + older)
    assert after[: len(before)] == before


def test_archives_are_named_from_the_oldest() -> None:
    assert [archive_name(place, 3) for place in range(3)] == [
        "feed.xml",
        "feed-2.xml",
        "feed-1.xml",
    ]
