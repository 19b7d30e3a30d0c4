"""Compiled: what is made of files of ours, made once and kept beside Python's compiled modules.

It is as trusted as they are, and made each time where Python keeps none. Whatever it is made of is
in its name, so a change makes it anew, and what cannot be read or kept is no trouble.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.files import write_whole

if TYPE_CHECKING:
    from jinja2 import BytecodeCache
    from jinja2.bccache import Bucket


def compiled(kind: str, source: bytes, make: Callable[[], bytes]) -> bytes:
    """Return what ``make`` makes of ``source``; ``kind`` says what that is."""
    folder = _folder()
    if folder is None:
        return make()
    path = folder / f"{kind}-{hashlib.sha256(source).hexdigest()[:40]}"
    with suppress(OSError):
        return path.read_bytes()
    made = make()
    with suppress(OSError):
        write_whole(path, made)
    return made


def compiled_templates(environment: str) -> BytecodeCache | None:
    """Return a cache for the templates of ``environment``, a name for how it compiles them."""
    folder = _folder()
    if folder is None:
        return None
    import jinja2

    class Kept(jinja2.FileSystemBytecodeCache):
        """Jinja's own, for which a full disk is no reason to fail."""

        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().dump_bytecode(bucket)

    # what a template is compiled to depends on Jinja, too
    pattern = f"{environment}-{jinja2.__version__}-%s.jinja"
    return Kept(str(folder), pattern)


def _folder() -> Path | None:
    """Return the folder of Python's compiled modules of this package, if any is kept there."""
    if sys.dont_write_bytecode:
        return None
    try:
        folder = Path(importlib.util.cache_from_source(__file__)).parent
    except NotImplementedError:  # a Python that keeps none
        return None
    return folder if os.access(folder, os.W_OK) else None
