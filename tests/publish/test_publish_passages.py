"""Passages: an address scrolls to the words, whatever they are, and opens nothing but the page."""

from __future__ import annotations

import functools
import html
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import HOSTILE

from briefing.model import Address, Block, Document, Sentence
from briefing.publish import passage_url, passages_of
from briefing.publish.text import clean

PAGE = "https://example.org/lamps"
LONG = "The port paid for the remainder of the lamps and for every one of the poles, too, it says."
texts = st.text(max_size=200) | st.sampled_from(HOSTILE) | st.just(LONG)


def directive(url: str) -> list[str]:
    """Return the texts a browser would look for in ``url``: it splits, then decodes."""
    fragment = urlsplit(url).fragment
    _, delimiter, found = fragment.partition(":~:text=")
    assert "&" not in found, "another directive"
    return [unquote(part) for part in found.split(",")] if delimiter else []


@given(texts)
def test_a_browser_looks_for_the_sentence_or_for_its_ends(text: str) -> None:
    url = passage_url(PAGE, text)
    assert url is not None
    assert url.isascii()
    assert url.split("#")[0] == PAGE
    found, words = directive(url), clean(text).split()
    shown = " ".join(words)
    if len(found) == 2:
        first, last = found
        assert shown.startswith(first + " ")
        assert shown.endswith(" " + last)
        assert len(first) + len(last) < len(shown)
    else:
        assert found in ([shown], []) if len(shown) > 80 else found == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Lamps - and more, 5 % & up", "Lamps%20%2D%20and%20more%2C%205%20%25%20%26%20up"),
        ("-prefix,", "%2Dprefix%2C"),
        (LONG, "The%20port%20paid%20for%20the,the%20poles%2C%20too%2C%20it%20says."),
        ("Donaudampfschiff " * 8, "%20".join(["Donaudampfschiff"] * 8)),
        ("灯が点いた。", "%E7%81%AF%E3%81%8C%E7%82%B9%E3%81%84%E3%81%9F%E3%80%82"),
    ],
)
def test_what_would_be_read_as_a_part_of_the_directive_is_encoded(text: str, written: str) -> None:
    assert passage_url(PAGE, text) == f"{PAGE}#:~:text={written}"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        (f"{PAGE}#costs", f"{PAGE}#costs:~:text=A%20lamp"),
        (f"{PAGE}#costs:~:text=Old", f"{PAGE}#costs:~:text=A%20lamp"),
        (f"{PAGE}#:~:text=Old&text=Older", f"{PAGE}#:~:text=A%20lamp"),
        (
            "https://bücher.example/ä?q=1&r",
            "https://xn--bcher-kva.example/%C3%A4?q=1&r#:~:text=A%20lamp",
        ),
        ("http://example.org", "http://example.org#:~:text=A%20lamp"),
    ],
)
def test_a_fragment_stays_and_a_directive_is_replaced(link: str, url: str) -> None:
    assert passage_url(link, "A lamp") == url


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "notes.md", "", "data:text/html,x", "//a"]
)
def test_only_web_addresses_have_passages(link: str) -> None:
    assert passage_url(link, "A lamp") is None


def test_a_text_of_nothing_opens_the_page() -> None:
    assert passage_url(f"{PAGE}#costs:~:text=Old", " \x00\u202e ") == f"{PAGE}#costs"
    assert passage_url(PAGE, "") == PAGE


def test_each_sentence_of_a_document_on_the_web_has_one() -> None:
    title = Sentence(Address(1, "title", 0, 1), "Lamps")
    lead = Sentence(Address(1, "lead", 1, 1), "Forty went up.")
    document = Document(1, "lamps.md", title, "en", (Block("paragraph", (lead,)),), link=PAGE)
    assert passages_of([document]) == {
        title.address: f"{PAGE}#:~:text=Lamps",
        lead.address: f"{PAGE}#:~:text=Forty%20went%20up.",
    }
    assert passages_of([replace(document, link=None)]) == {}
    assert len(passages_of([replace(document, link=None, origin=PAGE)])) == 2


# ------------------------------------------------------------------------------- in a browser


SENTENCES = (
    "Lamps - and more, 5 % & up, cost £40.",
    "It’s “new”, he said (twice).",
    LONG,
    "灯が点いた。港は明るい。",
    "Wer zahlt? Die Stadt.",
    "Costs",
)

_SHOWN = """<script>setTimeout(() => { document.title = [...document.querySelectorAll("p")]
.filter((p) => p.getBoundingClientRect().top >= 0 && p.getBoundingClientRect().top < innerHeight)
.map((p) => p.id).join(" ") || "none" }, 1500)</script>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep silent."""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[str]:
    """Provide the address of a page on which each sentence is a screen away from the others.

    The long one has a footnote mark in its middle, which the sentence as it is read has not.
    """
    shown = [html.escape(one).replace("every one", "every<sup>[1]</sup> one") for one in SENTENCES]
    rows = "".join(
        f'<p id="p{number}" style="margin-top:3000px">{one}' for number, one in enumerate(shown)
    )
    body = f'<!DOCTYPE html><meta charset="utf-8"><title></title>{rows}<hr>{_SHOWN}'
    (tmp_path / "a.html").write_text(body, encoding="utf-8")
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/a.html"
        server.shutdown()


def shown_at(url: str, profile: Path) -> str:
    """Return the names of the paragraphs a browser shows when it has opened ``url``."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    options = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
        "--disable-background-networking --disable-component-update --virtual-time-budget=6000"
    )
    command = [chromium, *options.split(), f"--user-data-dir={profile}", "--dump-dom", url]
    ended = subprocess.run(command, capture_output=True, check=True, timeout=120)
    (title,) = re.findall("<title>(.*?)</title>", ended.stdout.decode("utf-8"))
    return title


@pytest.mark.slow
def test_a_browser_scrolls_to_the_sentence(page: str, tmp_path: Path) -> None:
    assert shown_at(page, tmp_path / "profile") == "none"
    for number, sentence in enumerate(SENTENCES):
        url = passage_url(f"{page}#elsewhere", sentence)
        assert url
        assert shown_at(url, tmp_path / "profile") == f"p{number}"
