"""What a page says about itself: title, authors, dates, language, address, publisher, image.

Order of evidence: JSON-LD of the article, OpenGraph and its kin, ``<meta>`` (plain, Dublin Core,
Highwire's ``citation_*``), microdata and ``rel=author``, ``<time>``, the page's own address. A
publication date is never guessed from the text or a copyright line: none is better than a wrong
one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import Facts
from briefing.read import checked
from briefing.read.facts import letters
from briefing.read.html.beside import Beside
from briefing.read.html.jsonld import Graph, JsonObject, graph_of, kinds, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"\w*(?:Article|Posting|Report|Recipe|HowTo|Review|CreativeWork)")
_PAGE = re.compile(r"\w*Page")
_LISTED = frozenset({"itemListElement", "hasPart", "isPartOf", "comment", "review", "about"})
"""Keys under which stand other works than the page's own."""

_MOST_META = 500


def facts_of(tree: HtmlElement) -> Facts:
    """Return what the page says about itself; ``None`` for what it does not say, or not soundly.

    Dates are ISO 8601, the language a BCP 47 tag, addresses absolute http or https ones. Never
    raises.
    """
    page = _Page(tree)
    link = page.link()
    publisher = page.publisher()
    published = page.published() or checked.date_in_path(link)
    updated = page.updated()
    if updated and published and updated[:10] < published[:10]:
        updated = None
    return Facts(
        title=page.title(publisher, link),
        byline=page.byline(publisher),
        published=published,
        updated=None if updated == published else updated,
        language=page.language(),
        link=link,
        publisher=publisher,
        image=page.image(link),
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """An object of the JSON-LD: the article itself, or the page that holds it."""

    graph: Graph
    stated: JsonObject

    def texts(self, key: str) -> list[str | None]:
        return [text_of(value) for value in self.graph.all_of(self.stated.get(key))]

    def address(self, key: str) -> str | None:
        for value in self.graph.all_of(self.stated.get(key)):
            inner = value
            if isinstance(value, dict):
                inner = value.get("url") or value.get("contentUrl") or value.get("@id")
            if isinstance(inner, list):
                inner = next(iter(inner), None)
            if isinstance(inner, str):
                return inner
        return None


class _Page:
    """The places of a page that say something about it; lives for one call."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.beside = Beside(tree)
        self.meta = _metas(tree)
        self.graph = graph_of(tree)
        self.headlines = list(_headlines(tree, self.beside))
        self.works = self._works()

    def _works(self) -> list[_Work]:
        """Return the page's own works, the likeliest first: articles before pages."""
        articles: list[JsonObject] = []
        pages: list[JsonObject] = []
        for thing, path in self.graph.objects:
            if _LISTED.intersection(path):
                continue
            names = kinds(thing)
            if any(_ARTICLE.fullmatch(name) for name in names):
                articles.append(thing)
            elif any(_PAGE.fullmatch(name) for name in names):
                pages.append(thing)
        heads = {letters(text) for text in (*self.headlines, *self.said("og:title"))}
        articles.sort(key=lambda thing: letters(text_of(thing.get("headline")) or "") not in heads)
        return [_Work(self.graph, thing) for thing in (*articles[:1], *pages[:2])]

    def said(self, *names: str) -> Iterator[str]:
        """Yield the contents of the ``<meta>`` elements so named, by order of the names."""
        for name in names:
            yield from self.meta.get(name, ())

    def title(self, publisher: str | None, link: str | None) -> str | None:
        stated = [
            *(text for work in self.works[:1] for text in work.texts("headline")),
            *self.said("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title"),
            *(text for work in self.works for text in work.texts("name")),
            *(title.text_content() for title in self.tree.xpath("//head/title | /html/title")[:1]),
        ]
        lines = [text for text in (checked.line(text) for text in stated) if text]
        titles = [checked.less_site(text, publisher, link) for text in lines]
        shown = [text for text in self.headlines if letters(text) != letters(publisher or "")]
        return checked.best_title([text for text in titles if text != publisher], shown)

    def byline(self, publisher: str | None) -> str | None:
        ladders: list[Sequence[str | None]] = [
            *(work.texts(key) for work in self.works for key in ("author", "creator")),
            list(self.said("author", "article:author", "citation_author", "byl", "parsely-author")),
            list(self.said("dc.creator", "dcterms.creator", "dc.contributor", "sailthru.author")),
            [_labelled(self.meta)],
            list(_shown_authors(self.tree, self.beside)),
        ]
        return next(filter(None, (checked.names(ladder, publisher) for ladder in ladders)), None)

    def published(self) -> str | None:
        return self._date(
            ("datePublished", "dateCreated", "uploadDate"), _PUBLISHED, "datePublished"
        ) or _shown_date(self.tree, self.beside)

    def updated(self) -> str | None:
        return self._date(("dateModified",), _UPDATED, "dateModified")

    def _date(self, keys: tuple[str, ...], names: tuple[str, ...], property_: str) -> str | None:
        stated = [
            *(text for work in self.works for key in keys for text in work.texts(key)),
            *self.said(*names),
            *(_value(element) for element in _microdata(self.tree, property_, self.beside)),
        ]
        return next(filter(None, map(checked.date, stated)), None)

    def language(self) -> str | None:
        root = self.tree.getroottree().getroot()
        bodies = self.tree.xpath("//body[@lang]")[:1]
        stated = [
            root.get("lang"),
            root.get("xml:lang"),
            root.get("{http://www.w3.org/XML/1998/namespace}lang"),
            *(text for work in self.works for text in work.texts("inLanguage")),
            *(element.get("lang") for element in bodies),
            *self.said("content-language", "og:locale", "dc.language", "language"),
        ]
        return next(filter(None, map(checked.language, stated)), None)

    def link(self) -> str | None:
        canonical = [element.get("href") for element in _links(self.tree, "canonical")]
        stated = [
            *canonical,
            *self.said("og:url"),
            *(
                work.address(key)
                for work in self.works
                for key in ("url", "mainEntityOfPage", "@id")
            ),
        ]
        base = next(filter(None, map(checked.link, [*stated, self._base()])), None)
        found = [text for text in (checked.link(text, base) for text in stated) if text]
        return next((text for text in found if not checked.is_home(text)), None) or next(
            iter(found), None
        )

    def _base(self) -> str | None:
        return next((element.get("href") for element in self.tree.iter("base")), None)

    def publisher(self) -> str | None:
        stated = [
            *(text for work in self.works for text in work.texts("publisher")),
            *self.said("og:site_name", "application-name", "publisher", "dc.publisher"),
            *self.said("citation_journal_title", "citation_publisher", "twitter:app:name:iphone"),
            *(text_of(thing) for thing, _ in self.graph.objects if "WebSite" in kinds(thing)),
        ]
        lines = (checked.line(text, 120) for text in stated)
        named = next((text for text in lines if text and not text.startswith(("@", "http"))), None)
        return named or self._site_in_title()

    def _site_in_title(self) -> str | None:
        """Return what the page's title says beside its headline: the site's name."""
        for element in self.tree.xpath("//head/title")[:1]:
            title = checked.line(str(element.text_content()))
            sites = (checked.beside_headline(title or "", shown) for shown in self.headlines[:3])
            return next(filter(None, sites), None)
        return None

    def image(self, link: str | None) -> str | None:
        stated = [
            *(work.address("image") for work in self.works[:1]),
            *self.said("og:image:secure_url", "og:image", "og:image:url", "twitter:image"),
            *(work.address("thumbnailUrl") for work in self.works[:1]),
            *self.said("twitter:image:src"),
        ]
        base = link or self._base()
        return next(filter(None, (checked.link(text, base) for text in stated)), None)


_PUBLISHED = tuple(
    "article:published_time og:article:published_time article.published citation_publication_date "
    "citation_date citation_online_date dc.date.issued dcterms.issued dc.date dcterms.date "
    "dc.date.created dcterms.created pubdate publish-date publish_date publishdate publicationdate "
    "publication_date parsely-pub-date sailthru.date date article:post_time rnews:datepublished "
    "cxenseparse:recs:publishtime bt:pubdate created originalpublicationdate first_published "
    "govuk:first-published-at".split()
)
_UPDATED = tuple(
    "article:modified_time og:updated_time og:article:modified_time dcterms.modified "
    "dc.date.modified last-modified lastmod revised modified article.updated "
    "rnews:datemodified govuk:updated-at".split()
)


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for count, element in enumerate(tree.iter("meta")):
        if count >= _MOST_META:
            break
        stated = (element.get("content") or element.get("value") or "").strip()
        for attribute in ("property", "name", "http-equiv", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if stated and name:
                found.setdefault(name, []).append(stated)
    return found


def _labelled(meta: dict[str, list[str]]) -> str | None:
    """Return the author that WordPress plug-ins give as a label and a value for a social card."""
    for number in ("1", "2"):
        label = " ".join(meta.get(f"twitter:label{number}", ())).lower()
        if label in {"written by", "verfasst von", "écrit par", "escrito por", "napisane przez"}:
            return next(iter(meta.get(f"twitter:data{number}", ())), None)
    return None


# ------------------------------------------------------------------- what the page itself shows


def _headlines(tree: HtmlElement, beside: Beside) -> Iterator[str]:
    """Yield the headlines the page shows, the one marked as such first."""
    marked = tree.xpath(".//*[@itemprop='headline' or contains(@class, 'entry-title')]")[:3]
    for element in [*marked, *tree.xpath("//h1")[:10]]:
        if element.tag in {"meta", "link"} or beside.holds(element):
            continue
        text = checked.line(_less_marks(element))
        if text and not _leads_home(element):
            yield text


def _leads_home(headline: HtmlElement) -> bool:
    """Tell whether a headline is the site's name: all of it links to the front page."""
    links = list(headline.iter("a"))
    return len(links) == 1 and (
        checked.is_home(links[0].get("href") or "-") or "home" in (links[0].get("rel") or "")
    )


def _less_marks(element: HtmlElement) -> str:
    """Return a heading's text without the pilcrow or number sign that links to it."""
    return re.sub(r"\s*[¶#🔗]\s*$", "", str(element.text_content())[:2_000])


def _links(tree: HtmlElement, relation: str) -> Iterator[HtmlElement]:
    for element in tree.iter("link"):
        if relation in (element.get("rel") or "").lower().split():
            yield element


def _microdata(tree: HtmlElement, name: str, beside: Beside) -> list[HtmlElement]:
    path = ".//*[@itemprop=$name or @property=$name or @property=concat('schema:', $name)]"
    return [element for element in tree.xpath(path, name=name)[:20] if not beside.holds(element)]


def _value(element: HtmlElement) -> str | None:
    """Return what a microdata property is: of an author the name inside."""
    stated = element.get("content") or element.get("datetime")
    if stated:
        return str(stated)
    inner = element.xpath(".//*[@itemprop='name' or @property='name']")
    shown = inner[0] if inner else element
    return str(shown.get("content") or shown.text_content())


_NAMED_BY_CLASS = re.compile(
    r"(?:^|\s)(?:p-)?(?:(?:entry|post|article|story|blog|submitted)[_-]{1,2})?(?:byline|author)"
    r"(?:[_-]{1,2}(?:name|link))?(?:$|\s)|(?:^|\s)(?:author-name|username|contrib-author)(?:$|\s)",
    re.I,
)


def _shown_authors(tree: HtmlElement, beside: Beside) -> Iterator[str | None]:
    """Yield the authors by microdata, else by ``rel=author``, else of the first byline."""
    found = _microdata(tree, "author", beside)
    if not found:
        linked = tree.xpath(".//a[contains(concat(' ', @rel, ' '), ' author ')]")[:6]
        found = [element for element in linked if not beside.holds(element)][:3]
    if found:
        yield from map(_value, found)
        return
    for element in tree.xpath(".//*[contains(@class,'author') or contains(@class,'byline')]")[:40]:
        if not _NAMED_BY_CLASS.search(element.get("class") or "") or beside.holds(element):
            continue
        text = checked.line(str(element.text_content()), 120)
        if text and len(text.split()) <= 10:
            yield re.split(r"\s*[|·•]\s*|\s+on\s+", text)[0]
            return


_DATED_BY_CLASS = (
    ".//*[contains(@class,'publish') or contains(@class,'entry-date') or contains(@class,'date')"
    " or contains(@class,'posted') or contains(@class,'meta') or contains(@class,'byline')]"
)
_DATED_TOKEN = re.compile(
    r"(?:^|[\s_-])(?:date|dates?-?line|published?|pub-?date|publication|posted(?:-on)?|meta|byline|"
    r"timestamp|article__date|submitted)(?:$|[\s_-])",
    re.I,
)
_CHANGED = re.compile(r"updat|modif|chang|aktualis|mis à jour|actualiz", re.I)


def _is_of_change(element: HtmlElement) -> bool:
    """Tell whether a date is said to be that of a change, by the element or what holds it."""
    around = [element, *itertools.islice(element.iterancestors(), 2)]
    words = " ".join(f"{place.get('class') or ''} {place.text or ''}"[:80] for place in around)
    return bool(_CHANGED.search(f"{words} {str(element.text_content())[:120]}"))


def _shown_date(tree: HtmlElement, beside: Beside) -> str | None:
    """Return the date of the first ``<time>`` of the article, else of a short line marked so."""
    for element in list(tree.iter("time"))[:20]:
        if beside.holds(element) or _is_of_change(element):
            continue
        found = checked.date(element.get("datetime")) or checked.date(str(element.text_content()))
        if found:
            return found
    return _dated_by_class(tree, beside) or _dated_below(tree, beside)


def _dated_by_class(tree: HtmlElement, beside: Beside) -> str | None:
    for element in tree.xpath(_DATED_BY_CLASS)[:200]:
        if len(element) > 20 or not _DATED_TOKEN.search(element.get("class") or ""):
            continue
        text = " ".join(str(element.text_content()).split())
        if 0 < len(text) <= 120 and not beside.holds(element) and not _is_of_change(element):
            found = checked.date(text)
            if found:
                return found
    return None


_BELOW = 40
"""Elements after the headline among which its date line stands."""

_LONGEST_DATE_LINE = 60


def _dated_below(tree: HtmlElement, beside: Beside) -> str | None:
    """Return the date of a line that is little else, shortly after the only headline."""
    headlines = tree.xpath("//h1")[:2]
    if len(headlines) != 1:
        return None
    for element in headlines[0].xpath(f"following::*[position() <= {_BELOW}]"):
        if not isinstance(element.tag, str) or len(element) > 5 or beside.holds(element):
            continue
        text = " ".join(str(element.text_content())[:500].split())
        if 0 < len(text) <= _LONGEST_DATE_LINE and not _is_of_change(element):
            found = checked.date(text)
            if found:
                return found
    return None
