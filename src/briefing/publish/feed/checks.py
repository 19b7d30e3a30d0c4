"""Checks: what a show must be like for its feed to be taken by every directory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.errors import UsageError
from briefing.model import Show
from briefing.publish.categories import check_category
from briefing.publish.feed.channel import VERIFY_LIMIT
from briefing.publish.feed.licence import is_known_licence
from briefing.publish.feed.rhythm import FREQUENCIES, rhythm_of
from briefing.publish.text import ascii_url

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_EMAIL = re.compile(r"[^\s@<>()\",;:]+@[^\s@<>()\",;:]+")


def check_show(show: Show) -> None:
    """Refuse a show whose feed no directory would take; raises ``UsageError`` for the setting."""
    check_category(show.category, show.subcategory)
    for where, what, remedy in _faults(show):
        raise UsageError(what, where=where, remedy=remedy)


def _faults(show: Show) -> Iterator[tuple[str, str, str]]:
    """Yield setting, fault and remedy."""
    if not _LANGUAGE.fullmatch(show.language):
        what = f"{show.language!r} is not a language tag."
        yield "language", what, "Write one such as en, de or pt-br."
    yield from _addresses(show)
    if show.email and not _EMAIL.fullmatch(show.email.strip()):
        what = f"{show.email!r} is no mail address."
        yield "email", what, "Write it as office@example.org, and nothing else."
    if show.frequency and not rhythm_of(show.frequency):
        remedy = f"Write {', '.join(FREQUENCIES)}, or a rule such as FREQ=WEEKLY;BYDAY=MO."
        yield "frequency", f"{show.frequency!r} says no rhythm.", remedy
    if show.license and not (show.license_url or is_known_licence(show.license)):
        what = f"{show.license!r} is no licence apps know by its name."
        yield "license", what, "Write one such as cc-by-4.0, or give license-url with it."
    if show.verify and len(show.verify) > VERIFY_LIMIT:
        what = f"A text of more than {VERIFY_LIMIT} characters proves nothing: apps cut it."
        yield "verify", what, "Write the text the directory gave you, and nothing else."
    if show.colour and not _COLOUR.fullmatch(show.colour):
        yield "colour", f"{show.colour!r} is no colour.", "Write it as #1c4f9c."


def _addresses(show: Show) -> Iterator[tuple[str, str, str]]:
    # file names are put after the base URL, which a query or a fragment would swallow
    if ascii_url(show.base_url) is None or set(show.base_url) & {"?", "#"}:
        yield "base-url", *_no_address(show.base_url, "http:// or https://")
    if show.link and ascii_url(show.link) is None:
        yield "link", *_no_address(show.link, "http:// or https://")
    secure = [
        ("funding", show.funding),
        ("license-url", show.license_url),
        ("new-feed-url", show.new_feed_url),
        *((f"people.{one.role}.link", one.link) for one in show.people),
        *((f"people.{one.role}.image", one.image) for one in show.people),
    ]
    for where, url in secure:
        if url and not (ascii_url(url) or "").startswith("https:"):
            yield where, *_no_address(url, "https://")


def _no_address(url: str, begins: str) -> tuple[str, str]:
    remedy = f"Write one that begins with {begins} and names a host."
    return f"{url!r} is not a web address that can stand there.", remedy
