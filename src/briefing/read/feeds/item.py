"""One item of a feed: what it says of itself, and whether its text is the article or a teaser."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from briefing.model import Facts
from briefing.read.checked import MARKUP, headline, language, line, link, moment, names
from briefing.read.decode import clean

FEWEST_WORDS = 80
"""In a full text; an item's content with fewer is taken for a teaser if it has a page, too."""

FEWEST_WORDS_OF_SUMMARY = 200
"""As many has a summary that is the article: some feeds have no other place for it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed, understood."""

    facts: Facts
    """What the feed says of it; the publisher is the feed's title."""
    name: str
    """What tells it from the feed's other items: its id, or its place among them."""
    body: str
    """Its longest text, clean; "" for none."""
    is_markup: bool
    """Whether ``body`` is HTML and not plain text."""
    is_full: bool
    """Whether ``body`` is the whole article, as far as can be told."""
    is_recording: bool
    """Whether it comes with audio or video."""
    age: float
    """Grows from the newest to the oldest; greatest of all for an item without a date."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of all its items."""

    base: str
    """The address that relative links are seen from."""
    title: str | None = None
    language: str | None = None
    authors: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text of an item: as markup or plain, as its content or as its summary."""

    value: str
    is_markup: bool
    is_content: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """An item as its format has it, nothing checked yet. ``None`` where it says nothing."""

    texts: tuple[Text, ...] = ()
    title: str | None = None
    title_is_markup: bool = False
    link: str | None = None
    name: str | None = None
    authors: tuple[str | None, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    image: str | None = None
    is_recording: bool = False


def item_of(offered: Offered, place: int, channel: Channel) -> Item:
    """Return the item ``offered`` in ``place`` (from 1) of the feed: each fact checked."""
    published, updated = moment(offered.published), moment(offered.updated)
    texts = [(_words(text), text) for text in offered.texts]
    words, text = max(texts, key=lambda each: each[0], default=(0, Text("", False, False)))
    page = link(offered.link, channel.base, any_host=True)
    facts = Facts(
        title=headline(offered.title, is_markup=offered.title_is_markup),
        byline=names(offered.authors, channel.title) or names(channel.authors, channel.title),
        published=published or updated,
        updated=updated if updated != published else None,
        language=language(offered.language) or channel.language,
        link=page,
        publisher=channel.title,
        image=link(offered.image, channel.base),
    )
    return Item(
        facts=facts,
        name=line(offered.name, 500) or str(place),
        body=clean(text.value)[0],
        is_markup=text.is_markup,
        is_full=_is_full(text, words, has_page=page is not None),
        is_recording=offered.is_recording,
        age=_age(facts.published),
    )


_FAR = float("inf")


def _age(date: str | None) -> float:
    if date is None:
        return _FAR
    stated = datetime.fromisoformat(date)
    zoned = stated if stated.tzinfo else stated.replace(tzinfo=UTC)
    return (datetime(9999, 1, 1, tzinfo=UTC) - zoned).total_seconds()


# ----------------------------------------------------------------------------- whole or teaser

_APPEARED = re.compile(
    r"(?:the post|der beitrag|l’article|l'article|la entrada|l'articolo|het bericht)\b.{1,400}?"
    r"(?:appeared first on|erschien zuerst auf|est apparu en premier sur|aparece primero en|"
    r"proviene da|verscheen eerst op)\b.{0,200}$",
    re.I | re.S,
)
_TEASER = re.compile(
    r"(?:\.\.\.|…|\[(?:…|\.{3,})\]|"
    r"(?:continue reading|read (?:more|on|the (?:full|rest|whole)[^.!?]{0,40})|keep reading|"
    r"weiter ?lesen|mehr lesen|zum artikel|lire (?:la suite|l.article)|en savoir plus|"
    r"seguir leyendo|leer más|continuar leyendo|leia mais|continue lendo|continua a leggere|"
    r"leggi tutto|lees (?:verder|meer)|läs (?:mer|vidare)|læs mere|les mer|lue lisää|"
    r"czytaj (?:dalej|więcej)|celý článek|читать (?:далее|полностью)|続きを読む|阅读(?:全文|更多)|"
    r"閱讀全文|더 ?보기)[^.!?。]{0,80}?)[\s»→>›….!\])]*$",
    re.I,
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+")


def _words(text: Text) -> int:
    bare = _shown(text)
    return len(_WORD.findall(bare)) + len(_CJK.findall(bare)) // 2


def _shown(text: Text) -> str:
    return html.unescape(MARKUP.sub(" ", text.value)) if text.is_markup else text.value


def _is_full(text: Text, words: int, *, has_page: bool) -> bool:
    """Tell whether ``text`` is the article; without a page to go to, it is all there is."""
    if not has_page:
        return words > 0
    if words < (FEWEST_WORDS if text.is_content else FEWEST_WORDS_OF_SUMMARY):
        return False
    end = _APPEARED.sub("", _shown(text)[-1_000:]).rstrip()
    return not _TEASER.search(end[-200:])
