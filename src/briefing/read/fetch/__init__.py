"""The door to the outside: the only package that opens a file, standard input or the network.

``fetch`` turns what a person names into a ``Source``, and that is all that happens here: nothing
is decoded, and what the bytes are is for the readers to say.
"""

from __future__ import annotations

from typing import BinaryIO

from briefing.model import Source
from briefing.read.fetch._address import is_web
from briefing.read.fetch._files import LARGEST, read_file
from briefing.read.fetch._limits import Web

__all__ = ["LARGEST", "Web", "fetch", "is_web"]

_ORDINARY = Web()


def fetch(origin: str, stdin: BinaryIO | None = None, web: Web = _ORDINARY) -> Source:
    """Return the source at ``origin``: a web address, the path of a file, or ``-``.

    ``stdin`` is read for ``-`` in place of the process's own. A web address (http or https) is
    fetched within the limits of ``web``; the source's media type is then the whole Content-Type
    header, its ``modified`` the Last-Modified, and ``facts.link`` the address that answered after
    all redirects. Anything else is only ever a path: no notation such as ``file:`` is followed.

    Raises ``SourceError`` naming ``origin``. A file: it is missing, is a folder, may not be read,
    or is larger than 50 MB. An address: it cannot be reached, is not on the public internet,
    answers with anything but a page, or is slower, larger or further away than ``web`` allows.
    """
    if not is_web(origin):
        return read_file(origin, stdin)
    from briefing.read.fetch._web import read_web

    return read_web(origin, web)
