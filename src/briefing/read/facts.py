"""What a source says about itself: author, dates, language, links; from lines and front matter."""

from __future__ import annotations

import datetime
import re
from dataclasses import fields

from briefing.model import Facts, Notice


def overruled(stated: Facts, found: Facts) -> tuple[Notice, ...]:
    """Return a notice for each thing the text says otherwise than the front matter."""
    return tuple(
        Notice("front-matter", f"The front matter is believed; the text says {said!r}.")
        for field in fields(found)
        if (said := getattr(found, field.name)) is not None
        and getattr(stated, field.name) not in {None, said}
    )


def same_title(one: str, other: str) -> bool:
    """Tell whether two titles are the same but for case, punctuation and markup."""
    return letters(one) == letters(other)


def letters(text: str) -> str:
    """Return the letters and digits of ``text``, case folded: what makes two lines the same."""
    return re.sub(r"[\W_]+", "", text).casefold()


# ---------------------------------------------------------------------------------- dates

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan januar jänner janvier enero gennaio janeiro januari",
            "february feb februar février febrero febbraio fevereiro februari",
            "march mar märz mars marzo março maart",
            "april apr avril abril aprile",
            "may mai mayo maggio maio mei",
            "june jun juni juin junio giugno junho",
            "july jul juli juillet julio luglio julho",
            "august aug août agosto augustus",
            "september sep sept septembre septiembre settembre setembro",
            "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TIME = r"(?:[T ](\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?))?"
_ISO_DATE = re.compile(rf"\b(\d{{4}}-\d{{2}}-\d{{2}}){_TIME}(?![\d-])")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?({_MONTH})\b\.?,?"
    r"\s+(?:de\s+)?(\d{4})\b",
    re.I,
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I)
_CJK_DATE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")


def find_date(text: str) -> tuple[str, re.Match[str]] | None:
    """Return the first date written out in ``text`` as ISO 8601, and where it stands.

    Only dates that can be read one way are taken: 3/4/2026 is none.
    """
    for pattern, order in (
        (_ISO_DATE, None),
        (_DAY_FIRST, (3, 2, 1)),
        (_MONTH_FIRST, (3, 1, 2)),
        (_CJK_DATE, (1, 2, 3)),
    ):
        for match in pattern.finditer(text):
            date = _iso(match) if order is None else _calendar(match, order)
            if date:
                return date, match
    return None


def _iso(match: re.Match[str]) -> str | None:
    text = match[1] + (f"T{match[2]}" if match[2] else "")
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return text if moment.year >= 1000 else None


def _calendar(match: re.Match[str], order: tuple[int, int, int]) -> str | None:
    year, month, day = (match[place] for place in order)
    number = _MONTHS.get(month.lower()) or (int(month) if month.isdecimal() else 0)
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


# ------------------------------------------------------------------------------- bylines

_NAME = r"[^\W\d_][^\d|·•()@:;?!\"“”]{1,60}"
_BY = re.compile(
    rf"\s*(?:written by|story by|by|von|par|por|di|door|av|autor(?:in)?:|author:|auteur\s?:)\s+"
    rf"({_NAME}?)\s*(?:[|·•]|\s[–—-]\s|$)",
    re.I,
)
_DAYS = (
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|"
    r"mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)\b"
)
_WEEKDAY = re.compile(_DAYS, re.I)
_AFTER = rf"\b(?:\s+(?:on|am|le|el))?\s*:?\s*(?:{_DAYS})?,?\s*$"
_PUBLISHED = re.compile(
    r"(?:first\s+)?(?:published|posted|veröffentlicht|publié|publicado|date|datum|stand)" + _AFTER,
    re.I,
)
_UPDATED = re.compile(
    r"(?:last\s+)?(?:updated|modified|aktualisiert|mis à jour|actualizado)" + _AFTER, re.I
)
_CLOCK = re.compile(
    r"\b(?:at\s+|um\s+|à\s+)?\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?|uhr)?(?=\W|$)"
    r"(?:\s*(?:GMT|UTC|EST|EDT|CET|CEST|BST|ET|PT))?",
    re.I,
)


def read_line(line: str) -> Facts | None:
    """Return what a line says when it is nothing but byline and dates; ``None`` when it is text.

    >>> facts = read_line("By Ada Moor | 3 March 2026")
    >>> facts.byline, facts.published
    ('Ada Moor', '2026-03-03')
    """
    if len(line) > 160:
        return None
    rest, published, updated = _without_dates(line)
    byline = None
    match = _BY.match(rest)
    if match and _names(match[1]):
        byline = " ".join(match[1].split()).rstrip(" ,")
        rest = rest[match.end() :]
    rest = _WEEKDAY.sub("", rest)
    if published or updated:
        rest = _CLOCK.sub("", rest)
    if re.search(r"\w", rest) or not (byline or published or updated):
        return None
    return Facts(byline=byline, published=published, updated=updated)


def _names(text: str) -> bool:
    """Tell whether ``text`` can be names: one to eight words, the first in capitals if any is."""
    words = text.split()
    capital = [word for word in words if word[:1].isupper()]
    return 1 <= len(words) <= 8 and (len(capital) * 2 >= len(words)) and not text.endswith(".")


def _without_dates(line: str) -> tuple[str, str | None, str | None]:
    """Return the line less its dates and the words that announce them, and the dates."""
    published = updated = None
    while found := find_date(line):
        date, match = found
        before = line[: match.start()]
        if marked := _UPDATED.search(before):
            if updated:
                break
            updated = date
        else:
            if published:
                break
            published = date
            marked = _PUBLISHED.search(before)
        line = before[: marked.start() if marked else None] + " | " + line[match.end() :]
    return line.strip(" |·•,–—-"), published, updated


_DATELINE = re.compile(r"[^.!?]{2,60}?\s[–—-]{1,2}\s|[^.!?]{2,60}?\)\s?[–—-]{1,2}\s")


def read_dateline(paragraph: str) -> str | None:
    """Return the date of a dateline that opens a paragraph: ``PORT MERROW, 3 March 2026 - ``."""
    match = _DATELINE.match(paragraph[:100])
    found = find_date(match[0]) if match else None
    return found[0] if found else None


# --------------------------------------------------------------------------- front matter

_FENCE = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)
_ENTRY = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_CONTINUED = re.compile(r"[ \t]+\S|-[ \t]|#|\s*$|[\])}]")
_KEYS = {
    "title": "title",
    "headline": "title",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "by": "byline",
    "date": "published",
    "published": "published",
    "pubdate": "published",
    "updated": "updated",
    "modified": "updated",
    "lastmod": "updated",
    "language": "language",
    "lang": "language",
    "link": "link",
    "url": "link",
    "canonical": "link",
    "publisher": "publisher",
    "site": "publisher",
    "image": "image",
}
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_ADDRESS = re.compile(r"https?://[^\s\\\"<>{}|^`]{3,2000}")
_LONGEST_FRONT = 8_000


_ASKED = frozenset("q a question answer f frage antwort p pregunta r respuesta réponse".split())
"""What marks questions and answers; no fact is called so."""


def front_matter(text: str) -> tuple[Facts, str, tuple[Notice, ...]]:
    """Return the facts of the front matter, the text after it, and what could not be used.

    Front matter is the ``key: value`` lines between ``---`` at the very start and the next
    ``---``. Only flat values are read; text without it comes back as it is. Values are checked:
    a date that is none or a link that is no web address is left out, with a notice.
    """
    opening = _FENCE.match(text)
    closing = _CLOSE.search(text, opening.end(), _LONGEST_FRONT) if opening else None
    if opening is None or closing is None:
        return Facts(), text, ()
    lines = text[opening.end() : closing.start()].splitlines()
    entries = [_ENTRY.fullmatch(line) for line in lines]
    fine = [entry or _CONTINUED.match(line) for entry, line in zip(entries, lines, strict=True)]
    keys = {entry[1].lower().strip() for entry in entries if entry}
    if not all(fine) or keys <= _ASKED:  # questions below a rule, or nothing
        return Facts(), text, ()
    values: dict[str, str] = {}
    unused: list[str] = []
    for entry in entries:
        key = _KEYS.get(entry[1].lower().strip()) if entry else None
        value = _scalar(entry[2] or "") if entry else ""
        if entry is None or key is None or not value or key in values:
            continue
        checked = _checked(key, value)
        if checked is None:
            unused.append(entry[1])
        else:
            values[key] = checked
    notices = tuple(
        Notice("front-matter", f"The value of {key!r} in the front matter cannot be used.")
        for key in unused
    )
    return Facts(**values), text[closing.end() :], notices


def _scalar(value: str) -> str:
    """Return a flat value without its quotes; the names of a ``[one, two]`` list with commas."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace("''", "'").replace('\\"', '"').strip()
    value = re.sub(r"\s+#\s.*$", "", value)
    if value.startswith("[") and value.endswith("]"):
        items = (item.strip().strip("\"'") for item in value[1:-1].split(","))
        return ", ".join(item for item in items if item)
    return value if value not in {"|", ">", "~", "null"} else ""


def _checked(key: str, value: str) -> str | None:
    if key in {"published", "updated"}:
        found = find_date(value)
        return found[0] if found else None
    if key == "language":
        tag = value.lower().replace("_", "-")
        return tag if _TAG.fullmatch(tag) else None
    if key == "link":
        return value if _ADDRESS.fullmatch(value) else None
    return value
