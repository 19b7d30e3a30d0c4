"""Licence: the names apps know licences by (the podcast namespace's list, SPDX), and addresses."""

from __future__ import annotations

import re

_CREATIVE_COMMONS = re.compile(r"cc-(by(?:-nc)?(?:-sa|-nd)?)-([1-4]\.0)")
_PUBLIC = "https://creativecommons.org/"


def licence_of(name: str, url: str | None = None) -> tuple[str, str | None]:
    """Return a licence's name as apps know it, and the address of its text.

    Of one that is known the address need not be given. One of the owner's own is as it is.
    """
    known = name.strip().casefold()
    found = _CREATIVE_COMMONS.fullmatch(known)
    if found:
        return known, url or f"{_PUBLIC}licenses/{found[1]}/{found[2]}/"
    if known == "cc0-1.0":
        return known, url or f"{_PUBLIC}publicdomain/zero/1.0/"
    if known == "arr":  # all rights reserved
        return known, url
    return name, url


def is_known_licence(name: str) -> bool:
    """Return whether apps know this licence by its name."""
    known, url = licence_of(name)
    return url is not None or known == "arr"
