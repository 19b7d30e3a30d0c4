"""Patience: who guesses wrong waits longer each time; memory of it is bounded and fades."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from ipaddress import IPv6Address, ip_address, ip_network

FIRST_WAIT = 0.25
LONGEST_WAIT = 8.0
"""Seconds after the first failure, doubled with each further one up to the second figure."""

FORGOTTEN_AFTER = 900.0
MOST_REMEMBERED = 4096


class Patience:
    """Counts failures, and says how long whoever had them is to wait for the next try."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Count by ``clock``, in seconds."""
        self._clock = clock
        self._failures: OrderedDict[Hashable, tuple[int, float]] = OrderedDict()

    def wait(self, whom: Hashable) -> float:
        """Return the seconds until the next try of ``whom`` is looked at."""
        count, last = self._failures.get(whom, (0, 0.0))
        since = self._clock() - last
        if not count or since > FORGOTTEN_AFTER:
            return 0.0
        return max(0.0, min(LONGEST_WAIT, FIRST_WAIT * (1 << min(count - 1, 16))) - since)

    def failed(self, whom: Hashable) -> None:
        """Take note of a failure."""
        now = self._clock()
        count, last = self._failures.pop(whom, (0, now))
        self._failures[whom] = (count + 1 if now - last <= FORGOTTEN_AFTER else 1), now
        while len(self._failures) > MOST_REMEMBERED:
            self._failures.popitem(last=False)

    def succeeded(self, whom: Hashable) -> None:
        """Forget the failures of ``whom``."""
        self._failures.pop(whom, None)

    def __len__(self) -> int:
        """Return how many are remembered."""
        return len(self._failures)


def neighbourhood(address: str) -> str:
    """Return what counts as one address: in IPv6 the network a household is given."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and not known.ipv4_mapped:
        return str(ip_network(f"{known}/64", strict=False))
    return str(known.ipv4_mapped if isinstance(known, IPv6Address) else known)
