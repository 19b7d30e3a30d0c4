"""Pages: whole without scripts, the same again, light, discoverable, and never broken into."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import string
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from harbour import (
    ARTICLE,
    CHAPTERS,
    SAID,
    SECONDS,
    covers,
    harbour,
    published,
    transcript,
    write_pages,
)
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from publishing import HOSTILE, SHOW

from briefing import publish
from briefing.model import Credit, Episode, Person, Show
from briefing.publish.catalogue import CoverFiles
from briefing.publish.pages import OLDER_PAGE, PAGE_LIMIT, episode_page, show_pages
from briefing.publish.pages.linked_data import iso_duration
from briefing.publish.pages.reading import Told
from briefing.publish.pages.rendering import direction, json_in_html
from briefing.publish.passages import passage_url
from briefing.publish.text import clean, one_line
from briefing.units import Milliseconds


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Episode, CoverFiles, bytes, Path]:
    """Return an episode, the show's cover, the episode's transcript and the folder."""
    output = tmp_path_factory.mktemp("show")
    published(output)
    (episode,) = publish.read_catalogue(output).episodes
    return episode, covers(output), transcript(output, episode), output


Made = tuple[Episode, CoverFiles, bytes, Path]


def tree(body: bytes) -> Any:
    return html.document_fromstring(body)


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def page_of(made: Made, show: Show = SHOW, told: bytes | None = b"", **changes: Any) -> bytes:
    episode, files, words, _ = made
    return episode_page(show, replace(episode, **changes), files, words if told == b"" else told)


def front(made: Made, show: Show = SHOW) -> bytes:
    episode, files, _, _ = made
    return show_pages(show, (episode,), files)["index.html"]


# ------------------------------------------------------------------------------ an episode


def test_every_line_stands_in_the_page_in_order_and_plays_without_scripts(made: Made) -> None:
    page = tree(page_of(made))
    words = text_of(page.get_element_by_id("words"))
    places = [words.find(said) for _, said, _, _ in SAID]
    assert -1 not in places
    assert places == sorted(places)
    audio = made[0].audio.name
    for number, (_, said, source, language) in enumerate(SAID):
        found = [a for a in page.iterfind(".//p/a") if a.text == said]
        if source.startswith("1:q") and ".0." in source:
            assert not found, "a question is what its answers are opened by"
            continue
        (link,) = found
        assert link.attrib["href"] == f"{audio}#t={number * SECONDS}"
        assert link.attrib.get("lang") == language
        beside = link.getnext()
        if source:
            assert beside.attrib["href"] == passage_url(ARTICLE, said)
            assert beside.text == "source"
        else:
            assert beside is None or beside.attrib.get("class") != "s"


def test_chapters_are_links_into_the_sound_and_headings_of_the_words(made: Made) -> None:
    page = tree(page_of(made))
    links = page.findall(".//nav[@id='chapters']/ol/li/a")
    assert [text_of(link).split(" ", 1)[1] for link in links] == [title for title, _ in CHAPTERS]
    audio = made[0].audio.name
    assert [link.attrib["href"] for link in links] == [
        f"{audio}#t={first * SECONDS}" for _, first in CHAPTERS
    ]
    assert [h.text for h in page.findall(".//section[@id='words']//h3")] == [t for t, _ in CHAPTERS]


def test_questions_open_to_their_answers(made: Made) -> None:
    page = tree(page_of(made))
    found = {one.attrib["id"]: one for one in page.iter("details")}
    assert list(found) == ["q1", "q2"]
    assert text_of(found["q1"].find("summary")) == "Who pays for the <cables>?"
    answer = text_of(found["q1"])
    assert "The port does." in answer
    assert "It has done so since the storm." in answer
    assert "At dusk." not in answer
    assert "That is all." not in text_of(found["q2"])


def test_headings_come_in_order_and_landmarks_have_names(made: Made) -> None:
    for body in (page_of(made), front(made)):
        page = tree(body)
        levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert len(page.findall(".//main")) == 1
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        named = page.xpath("//@aria-labelledby | //a[starts-with(@href, '#')]/@href")
        assert {str(name).lstrip("#") for name in named} <= {str(one) for one in ids}


def test_an_episode_without_a_transcript_tells_its_captions(made: Made) -> None:
    episode, files, _, output = made
    older = replace(episode, transcripts=())
    page = tree(episode_page(SHOW, older, files, transcript(output, older)))
    words = text_of(page.get_element_by_id("words"))
    assert all(said in words for _, said, _, _ in SAID)
    assert page.xpath("//p/a[text()=$said]/@href", said=SAID[4][1]) == [
        f"{episode.audio.name}#t={4 * SECONDS}"
    ]


broken = st.one_of(
    st.binary(max_size=60),
    st.just(b"WEBVTT\n\nnot ours"),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ("segments", "startTime", "body", "words", "sources", "question", "asks")
                ),
                inner,
                max_size=6,
            )
        ),
    ).map(lambda value: json.dumps(value).encode()),
)


@given(broken)
def test_a_transcript_somebody_spoilt_leaves_a_page_that_links_to_the_captions(
    made: Made, spoilt: bytes
) -> None:
    page = tree(page_of(made, told=spoilt))
    if not page.findall(".//*[@class='turn']"):
        (link,) = page.findall(".//section[@id='words']/p/a")
        assert link.attrib["href"] == made[0].captions.name


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=30))
def test_letters_tell_when_each_word_starts_to_half_a_tick(steps: list[int]) -> None:
    words = tuple(Milliseconds(7000 + sum(steps[: n + 1])) for n in range(len(steps)))
    told = Told(Milliseconds(7000), "Host", "x", words=words).ticks
    letters = string.digits + string.ascii_letters
    heard = [7000 + 50 * sum(map(letters.index, told[: n + 1])) for n in range(len(told))]
    assert len(heard) == len(words)
    assert all(abs(a - b) <= 25 for a, b in zip(heard, words, strict=True))


def test_a_pause_longer_than_a_letter_is_made_good_by_the_next() -> None:
    told = Told(Milliseconds(0), "Host", "x", words=(Milliseconds(0), Milliseconds(5000)))
    later = replace(told, words=(*told.words, Milliseconds(5200)))
    letters = string.digits + string.ascii_letters
    assert sum(map(letters.index, told.ticks)) == 61
    assert sum(map(letters.index, later.ticks)) == 104


# ------------------------------------------------------------------------------ the show


def many(made: Made, count: int) -> tuple[Episode, ...]:
    """Return ``count`` episodes, the newest first."""
    return tuple(
        replace(made[0], guid=f"guid-{n}", title=f"Episode {n}", folder=f"episode-{n}")
        for n in range(count, 0, -1)
    )


def listed(pages: dict[str, bytes]) -> Iterator[str]:
    for body in pages.values():
        for link in tree(body).xpath("//article//*[self::h2 or self::h3]/a"):
            yield link.text_content()


@pytest.mark.parametrize("count", [0, 1, 49, 50, 99, 100, 149, 150, 1000])
def test_each_episode_is_listed_once_the_newest_first_and_no_page_is_heavy(
    made: Made, count: int
) -> None:
    pages = show_pages(SHOW, many(made, count), made[1])
    assert list(listed(pages)) == [f"Episode {n}" for n in range(count, 0, -1)]
    assert max(map(len, pages.values())) < PAGE_LIMIT
    assert all(name == "index.html" or OLDER_PAGE.fullmatch(name) for name in pages)
    links = tree(pages["index.html"]).xpath("//nav[@class='pages']/a/@href")
    assert links == [name for name in pages if name != "index.html"]


def test_one_more_episode_changes_the_front_page_alone(made: Made) -> None:
    for count in (120, 149, 199):
        before = show_pages(SHOW, many(made, count), made[1])
        after = show_pages(SHOW, many(made, count + 1), made[1])
        kept = set(before) - {"index.html"}
        assert kept
        assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


def test_an_episodes_page_says_nothing_of_others(made: Made) -> None:
    _, files, words, _ = made
    for episode in many(made, 2):
        body = episode_page(SHOW, episode, files, words)
        assert f"Episode {3 - int(episode.title[-1])}".encode() not in body


def test_the_feed_can_be_subscribed_to_in_every_way_without_a_third_party(made: Made) -> None:
    page = tree(front(made))
    links = set(page.xpath("//section[@id='subscribe']//a/@href"))
    assert links == {
        "feed.xml", "feed.json", "shows.opml", "feed:https://example.org/show/feed.xml",
        "podcast://example.org/show/feed.xml", "pcast://example.org/show/feed.xml",
    }  # fmt: skip
    assert page.get_element_by_id("feed").text == "https://example.org/show/feed.xml"
    (picture,) = page.xpath("//div[@role='img'][svg]/@aria-label")
    assert "https://example.org/show/feed.xml" in picture


def test_an_address_too_long_for_a_picture_has_none(made: Made) -> None:
    show = replace(SHOW, base_url=f"https://example.org/{'x' * 3000}/")
    assert not tree(front(made, show)).xpath("//*[@id='qr']")


# ------------------------------------------------------------------------------ discovery


def test_both_feeds_are_announced_and_the_address_is_the_shows_own(made: Made) -> None:
    for body, up in ((front(made), ""), (page_of(made), "../../")):
        page = tree(body)
        found = {e.attrib["type"]: e.attrib["href"] for e in page.findall(".//link[@type]")}
        assert found["application/rss+xml"] == f"{up}feed.xml"
        assert found["application/feed+json"] == f"{up}feed.json"
    folder = f"https://example.org/show/episodes/{made[0].folder}/"
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{folder}index.html"]
    facts = {e.attrib["property"]: e.attrib["content"] for e in page.findall(".//meta[@property]")}
    assert facts["og:title"] == made[0].title
    assert facts["og:url"] == f"{folder}index.html"
    assert facts["og:audio"] == folder + made[0].audio.name
    assert facts["og:image"] == f"https://example.org/show/{made[1].image.name}"


def linked(body: bytes) -> Any:
    found = tree(body).xpath("//script[@type='application/ld+json']/text()")
    return json.loads(found[0]) if found else None


def test_machines_learn_of_episode_series_and_questions(made: Made) -> None:
    episode, asked = linked(page_of(made))["@graph"]
    folder = f"https://example.org/show/episodes/{made[0].folder}/"
    assert episode["@type"] == "PodcastEpisode"
    assert episode["duration"] == "PT48S"
    assert episode["datePublished"] == made[0].date
    assert episode["associatedMedia"]["contentUrl"] == folder + made[0].audio.name
    assert episode["partOfSeries"]["@type"] == "PodcastSeries"
    assert episode["partOfSeries"]["webFeed"] == "https://example.org/show/feed.xml"
    assert [clip["name"] for clip in episode["hasPart"]] == [title for title, _ in CHAPTERS]
    assert episode["isBasedOn"][0]["author"]["name"] == "Ann Lee"
    assert asked["@type"] == "FAQPage"
    assert [one["name"] for one in asked["mainEntity"]] == [SAID[6][1], SAID[9][1]]
    assert [one["acceptedAnswer"]["text"] for one in asked["mainEntity"]] == [
        f"{SAID[7][1]} {SAID[8][1]}",
        SAID[10][1],
    ]
    assert linked(front(made))["@type"] == "PodcastSeries"


@pytest.mark.parametrize(
    "change", [{"private": True}, {"base_url": "http://127.0.0.1:8000/"}], ids=["private", "local"]
)
def test_a_show_the_world_cannot_reach_gives_machines_no_address(
    made: Made, change: dict[str, Any]
) -> None:
    show = replace(SHOW, **change)
    for body in (front(made, show), page_of(made, show)):
        assert linked(body) is None
        assert b"canonical" not in body
        assert b"og:url" not in body
        assert (b'name="robots"' in body) is show.private


@pytest.mark.parametrize(
    ("length", "told"),
    [(0, "PT0S"), (59_499, "PT59S"), (60_000, "PT1M"), (3_723_004, "PT1H2M3S")],
)
def test_lengths_are_iso_8601(length: int, told: str) -> None:
    assert iso_duration(Milliseconds(length)) == told


# ------------------------------------------------------------------------------ safe


@given(st.text() | st.sampled_from(HOSTILE))
def test_json_in_a_page_is_the_same_json_and_ends_no_script(text: str) -> None:
    written = json_in_html({text: [text]})
    assert json.loads(written) == {text: [text]}
    assert not set(written) & set("<>&\u2028\u2029")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    show = replace(
        SHOW, title=text, description=text, author=text, copyright=text, link="javascript:1",
        license=text, license_url="data:text/html,x", funding="https://example.org/\"><script>",
        funding_text=text, people=(Person(text, text, link="javascript:1"),),
    )  # fmt: skip
    episode = published(
        tmp_path,
        title=text,
        description=text,
        timeline=harbour(tuple((text, text, source, "xx") for _, _, source, _ in SAID)),
        credits=(Credit(text, "javascript:alert(1)", text),),
        people=(Person(text, text, link="javascript:1"),),
    )
    write_pages(tmp_path, show)
    for path in (tmp_path / "index.html", tmp_path / "episodes" / episode.folder / "index.html"):
        page = tree(path.read_bytes())
        assert [e.attrib.get("type") for e in page.iter("script")] == ["application/ld+json", None]
        assert len(page.findall(".//style")) == len(page.findall(".//img")) == 1
        attributes = [str(name) for e in page.iter() for name in e.attrib]
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        schemes = {str(link).partition(":")[0] for _, _, link, _ in page.iterlinks() if ":" in link}
        assert schemes <= {"https", "http", "podcast", "pcast", "feed"}
        assert one_line(text) in text_of(page) or not one_line(text)
    words = text_of(page.get_element_by_id("words"))
    assert " ".join(clean(text).split()) in words


def test_the_policy_lets_our_own_style_and_script_run_and_nothing_else(made: Made) -> None:
    for body in (front(made), page_of(made)):
        page = tree(body)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";") if rule.strip())
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        for tag in ("style", "script"):
            (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", body.decode(), re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
            assert "url(" not in inside
            assert "@import" not in inside
        assert rules.keys() == {
            "default-src", "img-src", "media-src", "style-src", "script-src", "base-uri",
            "form-action",
        }  # fmt: skip
        loaded = page.xpath("//img/@src | //audio/@src | //link[@rel='icon']/@href")
        assert all(not re.match("[a-z]+:|//", str(name)) for name in loaded)


# ------------------------------------------------------------------------------ light, and fair


def long_transcript(words: int) -> tuple[bytes, list[str]]:
    """Return a transcript of about ``words`` words with sources and word times, and its lines."""
    vocabulary = "harbour lamps the council paid winter of ferry because and repaired a".split()
    segments, lines = [], []
    for number in range(words // 17):
        picked = [vocabulary[(number * 7 + place * 5) % 12] for place in range(17)]
        body = " ".join(picked).capitalize() + "."
        start = number * 6.8
        lines.append(body)
        segments.append(
            {
                "speaker": "Host" if number % 6 else "Questioner",
                "startTime": start,
                "endTime": start + 6.5,
                "body": body,
                "sources": [
                    {
                        "address": f"1:s{number // 30 + 1}.{number // 3 + 1}.{number % 3 + 1}",
                        "url": passage_url("https://www.example.com/2026/11/a-long-article", body),
                    }
                ],
                "words": [round(start + 0.38 * place, 3) for place in range(17)],
            }
        )
    return json.dumps({"version": "1.0.0", "segments": segments}).encode(), lines


def test_a_page_of_five_thousand_words_is_light_and_whole(made: Made) -> None:
    told, lines = long_transcript(5000)
    body = page_of(made, told=told)
    assert len(body) < PAGE_LIMIT
    page = tree(body)
    words = text_of(page.get_element_by_id("words"))
    assert all(line in words for line in lines)
    assert len(page.findall(".//span[@data-s]")) == len(lines)
    assert page.findall(".//span[@data-w]")
    assert page.xpath("//a[@class='from quiet']/@href"), "turns are links without scripts"


def test_a_page_of_many_hours_still_says_everything(made: Made) -> None:
    told, lines = long_transcript(30_000)
    words = text_of(tree(page_of(made, told=told)).get_element_by_id("words"))
    assert all(line in words for line in lines)


def test_the_same_facts_are_the_same_bytes(made: Made) -> None:
    assert page_of(made) == page_of(made)
    assert front(made) == front(made)


@pytest.mark.parametrize(
    ("language", "way"),
    [("en", "ltr"), ("ar-EG", "rtl"), ("he", "rtl"), ("az-Arab", "rtl"), ("ku-Latn", "ltr")],
)
def test_a_page_runs_the_way_its_language_does(made: Made, language: str, way: str) -> None:
    assert direction(language) == way
    page = tree(page_of(made, language=language))
    assert (page.attrib["lang"], page.attrib["dir"]) == (language, way)
    ours = page.get_element_by_id("player")
    assert ours.attrib["dir"] == "ltr"
    assert language == "en" or ours.attrib["lang"] == "en"


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"), ("ink", "card"), ("ink", "now"), ("ink", "word"), ("quiet", "paper"),
        ("quiet", "card"), ("accent", "paper"), ("accent", "card"), ("accent", "now"),
        ("on-accent", "accent"), ("paper", "ink"),
    ],
)  # fmt: skip
def test_every_pair_of_colours_can_be_read(made: Made, scheme: int, text: str, ground: str) -> None:
    style = tree(page_of(made)).findtext(".//style")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[scheme]))
    light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
