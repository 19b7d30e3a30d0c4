"""Understand: the joint of reading and confinement. Sources become documents, hostile or not.

What is small and plain text is read at once, here; what is large or in a format whose library
could be led astray is read in a process of its own, under limits on time and memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from briefing._run.confined import Confine, LimitError
from briefing.errors import SourceError
from briefing.model import Document, Notice, Source
from briefing.read import read

PLAIN = 512 * 1024
"""Bytes up to which text is read in this process: a fraction of a second whatever it holds."""

_CONTAINERS = (b"%PDF", b"PK\x03\x04")

Result = TypeVar("Result")


def understand(
    sources: Sequence[Source], confine: Confine
) -> tuple[tuple[Document, ...], tuple[Notice, ...]]:
    """Return ``sources`` understood, as documents numbered from 1, and what was passed over.

    Raises ``SourceError`` for the first that cannot be read, or not within the limits of
    ``confine``, if a person named it. One that was found within a folder or a feed is passed over
    with a notice, unless nothing is left.
    """
    documents: list[Document] = []
    refused: list[SourceError] = []
    for source in sources:
        attempt = partial(read, source, len(documents) + 1)
        try:
            documents.append(carefully(source, attempt, confine))
        except SourceError as error:
            if source.within is None:
                raise
            refused.append(error)
    if refused and not documents:
        raise refused[0]
    passed = (Notice("source-passed-over", error.what, error.where) for error in refused)
    return tuple(documents), tuple(passed)


def carefully(source: Source, read_it: Callable[[], Result], confine: Confine) -> Result:
    """Return ``read_it()``, which reads ``source``: here if it is harmless, else confined.

    ``read_it`` must survive pickling. Raises ``SourceError`` at a limit, and what it raises.
    """
    if len(source.body) <= PLAIN and not _is_container(source.body):
        return read_it()
    try:
        return confine(_call, read_it)
    except LimitError as error:
        raise SourceError(
            f"Reading it {error.reason}.",
            where=source.origin,
            remedy="Give a part of it, or its text as a plain text file.",
        ) from error


def _is_container(body: bytes) -> bool:
    return any(mark in body[:1024] for mark in _CONTAINERS)


def _call(function: Callable[[], Result]) -> Result:
    return function()
