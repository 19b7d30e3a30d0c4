"""Checks: what a show must be like for its feed to be taken by every directory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.errors import UsageError
from briefing.model import Show
from briefing.publish.categories import check_category
from briefing.publish.text import ascii_url

FREQUENCIES = {
    "daily": "FREQ=DAILY",
    "weekdays": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "yearly": "FREQ=YEARLY",
}
"""How often a show appears, in a word, and as a recurrence rule (RFC 5545, 3.3.10)."""

_RULE = re.compile(
    r"FREQ=(HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)"
    r"(;(INTERVAL|COUNT)=[1-9][0-9]{0,3}|;UNTIL=[0-9]{8}(T[0-9]{6}Z?)?"
    r"|;(BYDAY|BYMONTH|BYMONTHDAY|BYHOUR|BYSETPOS)=[-+0-9A-Z]{1,4}(,[-+0-9A-Z]{1,4}){0,30}"
    r"|;WKST=[A-Z]{2})*"
)
_KNOWN_LICENSE = re.compile(r"cc0-1\.0|cc-by(-nc)?(-sa|-nd)?-[234]\.0")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


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
    if show.frequency and not (show.frequency in FREQUENCIES or _RULE.fullmatch(show.frequency)):
        remedy = f"Write {', '.join(FREQUENCIES)}, or a rule such as FREQ=WEEKLY;BYDAY=MO."
        yield "frequency", f"{show.frequency!r} says no rhythm.", remedy
    if show.license and not (show.license_url or _KNOWN_LICENSE.fullmatch(show.license)):
        what = f"{show.license!r} is no licence apps know by its name."
        yield "license", what, "Write one such as cc-by-4.0, or give license-url with it."
    if show.colour and not _COLOUR.fullmatch(show.colour):
        yield "colour", f"{show.colour!r} is no colour.", "Write it as #1c4f9c."


def _addresses(show: Show) -> Iterator[tuple[str, str, str]]:
    # file names are put after the base URL, which a query or a fragment would swallow
    if ascii_url(show.base_url) is None or set(show.base_url) & {"?", "#"}:
        yield "base-url", *_no_address(show.base_url, "http:// or https://")
    if show.link and ascii_url(show.link) is None:
        yield "link", *_no_address(show.link, "http:// or https://")
    secure = {
        "funding": show.funding,
        "license-url": show.license_url,
        "new-feed-url": show.new_feed_url,
    }
    secure |= {f"people.{one.role}.link": one.link for one in show.people}
    secure |= {f"people.{one.role}.image": one.image for one in show.people}
    for where, url in secure.items():
        if url and not (ascii_url(url) or "").startswith("https:"):
            yield where, *_no_address(url, "https://")


def _no_address(url: str, begins: str) -> tuple[str, str]:
    remedy = f"Write one that begins with {begins} and names a host."
    return f"{url!r} is not a web address that can stand there.", remedy
