"""Tickets: what stands for a password in the addresses of what a feed leads to.

Most podcast apps give a password for the feed and not for the sound. So whoever has come in with
one is told addresses that begin with a ticket of theirs. It is worth as much as the key of a
private show, and ends with the user, or with a new password.
"""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Mapping

from briefing.serve.keys import same

_TICKET = re.compile(r"(?<=/)[A-Za-z0-9_-]{43}(?=/|\?|$)")


def ticket_of(secret: str, name: str, kept: str) -> str:
    """Return the ticket of the user ``name``, of whose password ``kept`` is the hash."""
    told = f"ticket\0{name}\0{kept}".encode()
    digest = hmac.digest(secret.encode(), told, "sha256")
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def holder(secret: str, users: Mapping[str, str], given: str) -> str | None:
    """Return who has the ticket ``given``; all are compared, each in the same time."""
    found = None
    for name, kept in users.items():
        if same(given, ticket_of(secret, name, kept)):
            found = name
    return found


def without_tickets(path: str, stars: str) -> str:
    """Return a path with ``stars`` in the place of whatever looks like a ticket."""
    return _TICKET.sub(stars, path)
