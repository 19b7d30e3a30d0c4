"""What a source says of itself, value by value: believed only if it can be what it claims to be."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from briefing.read.decode import clean
from briefing.read.facts import find_date, letters, same_title

LONGEST_LINE = 300
"""Characters of a title, a byline or a publisher; more is no such thing."""

_LONGEST_ADDRESS = 2_000


def line(text: str | None, longest: int = LONGEST_LINE) -> str | None:
    """Return ``text`` cleaned and on one line; ``None`` when nothing or too much is left."""
    if not text:
        return None
    folded = " ".join(clean(html.unescape(text[: longest * 20]))[0].split())
    return folded if 0 < len(folded) <= longest and re.search(r"\w", folded) else None


MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.S)


def headline(text: str | None, *, is_markup: bool) -> str | None:
    """Return a title as one clean line, without tags if it is markup; an endless one is cut."""
    if text is None:
        return None
    bare = MARKUP.sub("", text[: 20 * LONGEST_LINE]) if is_markup else text
    return line(bare, 10 * LONGEST_LINE) if len(bare) <= LONGEST_LINE else line(_cut(bare))


def _cut(text: str) -> str:
    """Return the beginning of ``text``, at most as long as a title may be, whole words."""
    return text[: LONGEST_LINE - 1].rpartition(" ")[0] + "…"


# ----------------------------------------------------------------------------------- dates

_SLASHED = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_IN_PATH = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")


def date(text: str | None) -> str | None:
    """Return the ISO 8601 date or moment that ``text`` states; ``None`` when it states none.

    Beside what :func:`~briefing.read.facts.find_date` knows, year-first dates with slashes, dots
    or nothing between are read, as ``citation_publication_date`` and Dublin Core have them.
    """
    if not text or len(text) > LONGEST_LINE:
        return None
    text = clean(text)[0]
    for pattern in (_SLASHED, _COMPACT):
        if match := pattern.match(text):
            text = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    found = find_date(text)
    return found[0] if found else None


def moment(text: str | None) -> str | None:
    """Return the date or moment that a feed or a mail states (RFC 5322), as ISO 8601, or ``None``.

    The time stays in the zone it is stated in: there it is the day that people speak of.
    """
    if not text or len(text) > LONGEST_LINE:
        return None
    try:
        stated = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError, TypeError):  # not as RFC 5322 has it
        return date(text)
    return stated.isoformat() if stated.year >= 1000 else None


def date_in_path(link: str | None) -> str | None:
    """Return the date in the path of an article's address, ``/2026/03/04/``, if it has one."""
    match = _IN_PATH.search(urlsplit(link).path) if link else None
    return date(f"{match[1]}/{match[2]}/{match[3]}") if match else None


# ------------------------------------------------------------------------- links and languages

_ADDRESS = re.compile(r"https?://[^\s\\\"<>{}|^`/@]+(?:[/?#][^\s\\\"<>{}|^`]*)?", re.I)
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis", "xx", "all", "none", "default"})


def link(text: object, base: str | None = None, *, any_host: bool = False) -> str | None:
    """Return the absolute web address that ``text`` is, alone or seen from ``base``.

    A host without a dot is a slip on a public page; with ``any_host`` it may be one's own network.
    """
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST_ADDRESS:
        return None
    address = clean(html.unescape(text))[0].strip()
    try:
        if base and not re.match(r"[A-Za-z][\w+.-]*:", address):
            address = urljoin(base, address)
        elif address.startswith("//"):
            address = f"https:{address}"
        parts = urlsplit(address)
        host = parts.hostname if (parts.port or 1) > 0 else None
    except ValueError:  # brackets in the host that are no IPv6 address, a port that is none
        return None
    fine = host and (any_host or "." in host) and _ADDRESS.fullmatch(address)
    return address if fine else None


def is_home(address: str) -> bool:
    """Tell whether an address is a site's front page, which many themes call canonical."""
    parts = urlsplit(address)
    return parts.path in {"", "/"} and not parts.query


def language(text: str | None) -> str | None:
    """Return the BCP 47 tag ``text`` gives, in lower case; of several the first."""
    if not text or len(text) > 80:
        return None
    tag = re.split(r"[,;\s]", text.strip().lower())[0].replace("_", "-")
    tag = re.sub(r"[.@].*", "", tag)
    return tag if _TAG.fullmatch(tag) and tag.split("-")[0] not in _NO_LANGUAGE else None


# ---------------------------------------------------------------------------------- bylines

_BY = re.compile(
    r"(?:(?:written|posted|published|words|text|story|reported|article|recipe)\s+)?"
    r"(?:by|von|par|por|di|door|av|przez|автор|autor(?:in)?|author|auteur|text|texte|redaktion)"
    r"\s*:?\s+(?=\S)",
    re.I,
)
_PARTICLE = re.compile(r"von|di|av|por|par|door", re.I)
_BY_MARKED = re.compile(r"(?:作者|文|執筆|取材・文|記者|بقلم|كتب|الكاتب)\s*[:：]?\s*")
_TRADE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|writers?|staff|columnists?|producer|photographer|"
    r"korrespondent(?:in)?|redakteur(?:in)?|reporterin|rédact(?:eur|rice)|journaliste|redactora?|"
    r"periodista|dziennikarz|dziennikarka)\b",
    re.I,
)
_NOBODY = re.compile(
    r"(?:site\s?)?(?:admin(?:istrator)?s?|root|user\d*|author|guest|anonymous|unknown|none|null|"
    r"default|editor|editors|webmaster|test|n/?a|(?:the\s)?(?:editorial\s)?(?:team|staff)|"
    r"undefined|super user|wordpress)",
    re.I,
)
_NO_NAME = re.compile(r"https?:|www\.|@|\w\.(?:com|org|net|co|io|de|fr|es|pl)\b|[{}<>|\\_#]|\d{3}")


def names(stated: Iterable[str | None], publisher: str | None) -> str | None:
    """Return the authors' names, joined by commas, each once, as the byline.

    What is no person's name is passed over: addresses, handles, ``admin``, the site's own name.
    """
    found: list[str] = []
    for text in stated:
        name = _name(text, publisher)
        if name and not any(same_title(name, other) for other in found):
            found.append(name)
    byline = ", ".join(found[:12])
    return byline if 0 < len(byline) <= LONGEST_LINE else None


def _less_by(name: str) -> str:
    """Return a byline without its "By"; "Von" and "Di" begin names, too: of two words they stay."""
    match = _BY.match(name)
    if match is None or (_PARTICLE.fullmatch(match[0].strip()) and len(name.split()) < 3):
        return name
    return name[match.end() :]


def _name(text: str | None, publisher: str | None) -> str | None:
    name = line(text, 200)
    if name is None:
        return None
    name = _BY_MARKED.sub("", _less_by(name), count=1)
    pieces = [piece.strip() for piece in re.split(r"\s*,\s*|\s+[–—-]\s+", name)]
    while len(pieces) > 1 and (
        _TRADE.search(pieces[-1])
        or (publisher and letters(publisher).startswith(letters(pieces[-1])))
    ):
        name = name[: name.rindex(pieces.pop())]
    name = name.strip(" ,;:|·•–—-/").removesuffix("»").strip()
    if not re.search(r"[^\W\d_]", name) or len(name.split()) > 20 or _NO_NAME.search(name):
        return None
    if _NOBODY.fullmatch(name) or (publisher and same_title(name, publisher)):
        return None
    return name


# ----------------------------------------------------------------------------------- titles

_PARTING = re.compile(r"\s+[|–—·•»«:/~-]{1,2}\s+|\s*[|｜»]\s*|:\s+")


def less_site(title: str, publisher: str | None, link: str | None) -> str:
    """Return a page's title without the site's name before or after it.

    The site's name is the publisher's, or one that the address's host spells.
    """
    host = letters((urlsplit(link).hostname or "").removeprefix("www.")) if link else ""
    for match in _PARTING.finditer(title):
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        if head and _is_site(tail, publisher, host):
            return head
        if tail and _is_site(head, publisher, host):
            return less_site(tail, publisher, link) if len(tail) < len(title) else tail
    return title


def beside_headline(title: str, headline: str) -> str | None:
    """Return the site's name that a page's title puts before or after the page's headline.

    ``None`` when the title is no such pair. Of several names after it, section and site, the
    last is the site's.
    """
    partings = list(_PARTING.finditer(title))
    for match in partings:
        if same_title(title[: match.start()], headline) and "»" not in match[0]:
            return line(title[partings[-1].end() :], _LONGEST_SITE)
        if same_title(title[match.end() :], headline):
            return line(title[: partings[0].start()], _LONGEST_SITE)
    return None


_LONGEST_SITE = 60


def _is_site(name: str, publisher: str | None, host: str) -> bool:
    spelt = letters(name)
    if publisher and spelt.startswith(letters(publisher)) and len(name.split()) <= 4:
        return True
    return len(spelt) > 3 and len(name.split()) <= 6 and host.startswith(spelt)


def best_title(stated: Sequence[str], headlines: Sequence[str]) -> str | None:
    """Return the title among what the head states and the headlines that the page shows.

    A headline that says what the head says is the title as people see it, however the head cuts
    or adorns it; with none the head's first statement is, made whole by a later one.
    """
    for title in stated:
        for headline in headlines:
            if same_title(title, headline):
                return headline
    for headline in headlines[:3]:
        if stated and _alike(headline, stated):
            return headline
    if not stated:
        return None
    cut = re.sub(r"\s*(?:\.\.\.|…)$", "", stated[0])
    whole = [title for title in stated if cut != stated[0] and title.startswith(cut)]
    return max([stated[0], *whole], key=len) if whole else stated[0]


def _alike(headline: str, stated: Sequence[str]) -> bool:
    """Tell whether a headline shares most of its words with one of the stated titles."""
    shown = set(re.findall(r"\w+", headline.casefold()))
    for title in stated:
        words = set(re.findall(r"\w+", title.casefold()))
        shared = len(shown & words)
        if shared >= 3 and shared * 2 > max(len(shown), len(words)):
            return True
    return False
