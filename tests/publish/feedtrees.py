"""What the tests of the feed share: the schema, a show that asks for everything, long shows."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from lxml import etree
from publishing import SHOW, put

from briefing.model import Episode, Person
from briefing.publish.feed import NAMESPACES

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("feed.rng")))

WHOLE = replace(
    SHOW,
    serial=True,
    season=2,
    private=True,
    people=(
        Person(
            "Ada Marsh", "host", link="https://example.org/ada", image="https://example.org/a.jpg"
        ),
        Person("Ben", "editor", "writing"),
    ),
    license="CC-BY-4.0",
    frequency="weekdays",
    funding="https://example.org/give",
    funding_text="Keep the lamps lit & the <wall> dry",
    verify="a-token",
    new_feed_url="https://elsewhere.example/feed.xml",
)
"""A show with everything a show can have, but an end."""

GUID = "0495cb90-b9d0-50ba-b94b-a40da5f73898"


def checked(body: bytes) -> etree._Element:
    """Return the feed ``body`` holds; it follows the schema."""
    root = etree.fromstring(body)
    SCHEMA.assertValid(root)
    return root


def found(root: etree._Element, path: str) -> list[str]:
    """Return what ``path`` finds in the feed."""
    return [str(one) for one in root.xpath(path, namespaces=NAMESPACES)]


@cache
def episode() -> Episode:
    """Return a published episode to be changed; publishing it once is enough."""
    with tempfile.TemporaryDirectory() as folder:
        return put(Path(folder)).episode


def many(count: int) -> list[Episode]:
    """Return episodes, the newest first; each is known by its number, the oldest being 1."""
    one = episode()
    return [
        replace(one, guid=f"{n}", title=f"Part {n}", folder=f"part-{n}")
        for n in range(count, 0, -1)
    ]
