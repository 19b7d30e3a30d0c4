"""What a page says of itself is found where it says so, and believed only when it is sound."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Facts
from briefing.read.html.jsonld import graph_of, kinds
from briefing.read.html.meta import facts_of
from briefing.read.html.tree import parse


def facts(head: str, body: str = "<h1>Low water</h1>", attributes: str = "") -> Facts:
    """Return what a page with this head and body says of itself."""
    return facts_of(parse(f"<html {attributes}><head>{head}</head><body>{body}</body></html>"))


def linked(stated: object) -> str:
    """Return a script element with JSON-LD."""
    text = stated if isinstance(stated, str) else json.dumps(stated)
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Low water",
    "author": [{"@type": "Person", "name": "Ada Moor"}, {"@type": "Person", "name": "Ben Lund"}],
    "datePublished": "2026-03-04T08:00:00+00:00",
    "dateModified": "2026-03-05",
    "inLanguage": "en-GB",
    "url": "https://merrow.example/low-water",
    "publisher": {"@type": "Organization", "name": "The Merrow Post"},
    "image": [{"@type": "ImageObject", "url": "https://merrow.example/a.jpg"}],
}

WHOLE = Facts(
    title="Low water",
    byline="Ada Moor, Ben Lund",
    published="2026-03-04T08:00:00+00:00",
    updated="2026-03-05",
    language="en-gb",
    link="https://merrow.example/low-water",
    publisher="The Merrow Post",
    image="https://merrow.example/a.jpg",
)


@pytest.mark.parametrize(
    "stated",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebSite", "name": "Other"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        json.dumps(ARTICLE)[:-1] + ",}",
        "/* by hand */ " + json.dumps(ARTICLE) + ";",
        json.dumps({"@type": "Organization", "name": "Other"}) + json.dumps(ARTICLE),
        json.dumps(ARTICLE).replace("Low water", "Low\twater"),
        json.dumps(ARTICLE).replace('"', "&quot;"),
    ],
)
def test_json_ld_in_every_shape(stated: object) -> None:
    assert facts(linked(stated)) == WHOLE


def test_authors_by_reference_are_looked_up() -> None:
    article = {**ARTICLE, "author": {"@id": "#ada"}}
    person = {"@type": "Person", "@id": "#ada", "name": "Ada Moor"}
    assert facts(linked({"@graph": [article, person]})).byline == "Ada Moor"


def test_the_article_is_the_one_that_the_page_shows() -> None:
    other = {**ARTICLE, "headline": "High water", "datePublished": "2020-01-01"}
    assert facts(linked([other, ARTICLE])).published == "2026-03-04T08:00:00+00:00"


def test_works_that_a_list_names_are_not_the_page() -> None:
    listed = {"@type": "ItemList", "itemListElement": [ARTICLE]}
    assert facts(linked(listed)).byline is None


def test_open_graph_and_meta() -> None:
    found = facts(
        """<title>Low water | Merrow Post</title>
        <meta property="og:site_name" content="Merrow Post"><meta name="author" content="Ada Moor">
        <meta property="og:url" content="https://merrow.example/x"><meta property="og:image"
        content="/b.jpg"><meta property="og:locale" content="de_DE"><meta name="citation_date"
        content="2026/3/4"><meta property="article:modified_time" content="2026-03-09">"""
    )
    assert found == Facts(
        title="Low water",
        byline="Ada Moor",
        published="2026-03-04",
        updated="2026-03-09",
        language="de-de",
        link="https://merrow.example/x",
        publisher="Merrow Post",
        image="https://merrow.example/b.jpg",
    )


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("Low water | The Merrow Post", "The Merrow Post"),
        ("The Merrow Post - Low water", "The Merrow Post"),
        ("Low water - Coast - The Merrow Post", "The Merrow Post"),
        ("Low water｜The Merrow Post", "The Merrow Post"),
        ("Low water", None),
        ("Something else | The Merrow Post", None),
    ],
)
def test_the_site_is_named_beside_the_headline(title: str, publisher: str | None) -> None:
    assert facts(f"<title>{title}</title>").publisher == publisher


@pytest.mark.parametrize(
    ("said", "byline"),
    [
        ("By Ada Moor", "Ada Moor"),
        ("Ada Moor, Coast correspondent", "Ada Moor"),
        ("Von Ada Moor", "Ada Moor"),
        ("Von Ahn", "Von Ahn"),
        ("Di Fors", "Di Fors"),
        ("admin", None),
        ("ada@merrow.example", None),
        ("https://social.example/ada", None),
        ("@ada", None),
        ("The Merrow Post", None),
        ("", None),
        ("x" * 400, None),
    ],
)
def test_a_byline_is_a_name(said: str, byline: str | None) -> None:
    site = '<meta property="og:site_name" content="The Merrow Post">'
    assert facts(f'{site}<meta name="author" content="{said}">').byline == byline


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ('<time datetime="2026-03-04T08:00:00Z">today</time>', "2026-03-04T08:00:00Z"),
        ('<span itemprop="datePublished" content="2026-03-04">x</span>', "2026-03-04"),
        ('<p class="entry-date">4 March 2026</p>', "2026-03-04"),
        ("<h1>Low water</h1><p>Wednesday, 4 March 2026</p>", "2026-03-04"),
        ("<footer>© 2019 The Merrow Post</footer>", None),
        ('<p class="last-updated">Updated <time datetime="2026-03-04">x</time></p>', None),
        ('<div class="comments"><time datetime="2026-03-04">x</time></div>', None),
        ("<p class=date>03/04/2026</p>", None),
    ],
)
def test_a_date_is_one_the_page_shows_as_its_own(body: str, published: str | None) -> None:
    assert facts("", body).published == published


def test_the_date_in_the_address_is_the_last_resort() -> None:
    head = '<link rel="canonical" href="https://merrow.example/2026/03/04/low-water/">'
    assert facts(head).published == "2026-03-04"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "/only", "//", "x"]
)
def test_an_unsound_or_relative_address_alone_is_dropped(address: str) -> None:
    head = f'<link rel="canonical" href="{address}"><meta property="og:image" content="{address}">'
    assert facts(head).link is None
    assert facts(head).image is None


def test_a_front_page_is_no_articles_address() -> None:
    head = """<link rel="canonical" href="https://merrow.example/">
        <meta property="og:url" content="https://merrow.example/low-water">"""
    assert facts(head).link == "https://merrow.example/low-water"


@pytest.mark.parametrize(
    ("stated", "language"), [("EN_us", "en-us"), ("und", None), ("<b>", None), ("en, de", "en")]
)
def test_language_tags(stated: str, language: str | None) -> None:
    assert facts("", attributes=f'lang="{stated}"').language == language


def test_the_headline_as_shown_is_the_title() -> None:
    head = '<meta property="og:title" content="LOW WATER!"><title>Low water – and more</title>'
    assert facts(head).title == "Low water"


def test_control_characters_and_overrides_never_get_through() -> None:
    head = linked(
        {"@type": "Article", "headline": "Low\u202e wa\u0000ter", "author": "A\ud800da Moor"}
    )
    found = facts(head, "")
    assert found.title == "Low water"
    assert found.byline == "Ada Moor"


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, '"\\' * 100_000, "/*" * 100_000])
def test_hostile_json_ld_counts_as_absent(text: str) -> None:
    assert facts(linked(text), "") == Facts()


@settings(max_examples=100)
@given(st.text(alphabet='{}[]",:\\/*@abc \n<!-', max_size=60))
def test_no_json_ld_breaks_it(text: str) -> None:
    graph = graph_of(parse(f'<script type="application/ld+json">{text}</script>'))
    assert all(isinstance(kinds(thing), frozenset) for thing, _ in graph.objects)
