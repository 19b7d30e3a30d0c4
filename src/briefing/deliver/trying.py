"""Trying: what a place is asked is asked again while its trouble may pass. Home of stamina."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from briefing.deliver.places import Place, TroubleError
from briefing.errors import OutputError

ATTEMPTS = 4
"""Tries at what may pass, the waits between them doubling from half a second on."""

_Result = TypeVar("_Result")


def tried(place: Place, path: str, work: Callable[[], _Result]) -> _Result:
    """Return what ``work`` returns, tried again while its trouble may pass.

    Raises ``OutputError`` that names the place and ``path``.
    """
    import stamina

    # stamina announces each retry to logging, and Python prints warnings that nobody listens
    # for. This makes its logger one that is listened to, and changes nothing for who does.
    logger = logging.getLogger("stamina")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    again = stamina.RetryingCaller(
        attempts=ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=8.0, wait_jitter=0.5
    )
    try:
        return again(_may_pass, work)
    except TroubleError as error:
        where = f"{place.name}/{path}" if path else place.name
        raise OutputError(error.what, where=where, remedy=error.remedy) from error


def _may_pass(error: Exception) -> bool:
    return isinstance(error, TroubleError) and error.passing
