"""Files: written whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, body: bytes, suffix: str = "") -> None:
    """Put ``body`` at ``path`` by a rename, so that nobody ever reads half of it.

    Until then it is beside ``path`` under a name that begins with ``.new-`` and ends in ``suffix``.
    Raises ``OSError``; nothing is left behind then.
    """
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-", suffix=suffix)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
