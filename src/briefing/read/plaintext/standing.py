"""Where a short line stands: in a run of others, near a colon, far from the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from briefing.read.plaintext.looks import COLONS, Look

_LONGEST_POINT = 200
"""Characters a point of a list may have whose bullet was lost."""

_LONGEST_LIST = 12
_CROWD, _LAST_OF_CROWD = 40, 4


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands: in a run of others, in a group of lines without a blank one."""

    before: int
    """Characters between it and the candidate before."""
    after: int
    """Characters between it and the next candidate."""
    again: int
    """How many candidates have the same words."""

    run: int
    """How many candidates stand in a row."""
    place: int
    """Which of them it is, from 0 on."""
    group: int
    """How many chunks stand together with no blank line between them."""
    introduced: bool
    """Whether a chunk that ends with a colon stands before the run, or in it before this one."""
    listing: bool
    """Whether one stands further before, and only short chunks since."""


def standings(looks: Sequence[Look], candidates: frozenset[int]) -> dict[int, Standing]:
    """Return where each candidate stands, but for those in the midst of a crowd.

    Of more than so many in a row, only the last few can be headings; the rest is a table, a
    poem or a list of names, and there may be a million of them.
    """
    groups, listing = _groups(looks), _listing(looks)
    texts = Counter(looks[place].text for place in sorted(candidates))
    reach = [0]
    for place, look in enumerate(looks):
        reach.append(reach[-1] + (0 if place in candidates else len(look.text)))
    found: dict[int, Standing] = {}
    end = 0
    for is_run, members in groupby(range(len(looks)), lambda place: place in candidates):
        run = list(members)
        if not is_run:
            continue
        introduced = bool(run[0]) and looks[run[0] - 1].text.endswith(COLONS)
        gap = reach[run[0]] - reach[end]
        for at, place in enumerate(run):
            text = looks[place].text
            if len(run) > _CROWD and at < len(run) - _LAST_OF_CROWD:
                introduced = introduced or text.endswith(COLONS)
                continue
            found[place] = Standing(
                gap if not at else 0,
                0,
                texts[text],
                len(run),
                at,
                groups[place],
                introduced,
                listing[place],
            )
            introduced = introduced or text.endswith(COLONS)
        end = run[-1] + 1
    return _reaching(found, reach)


def _reaching(found: dict[int, Standing], reach: list[int]) -> dict[int, Standing]:
    """Return ``found`` with the characters to the next candidate filled in."""
    places = list(found)
    following = [*places[1:], len(reach) - 1][: len(places)]
    return {
        place: replace(found[place], after=reach[after] - reach[place])
        for place, after in zip(places, following, strict=True)
    }


def _listing(looks: Sequence[Look]) -> list[bool]:
    """Tell of each chunk whether what stands before it may be a list that lost its bullets."""
    found: list[bool] = []
    since = _LONGEST_LIST
    for look in looks:
        found.append(0 < since < _LONGEST_LIST)
        if look.text.endswith(COLONS):
            since = 0
        else:
            since = _LONGEST_LIST if len(look.text) > _LONGEST_POINT else since + 1
    return found


def _groups(looks: Sequence[Look]) -> list[int]:
    """Return for each chunk how many stand together with it."""
    sizes: list[int] = []
    for look in looks:
        if look.chunk.gap or not sizes:
            sizes.append(0)
        sizes[-1] += 1
    return [size for size in sizes for _ in range(size)]
