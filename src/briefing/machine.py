"""This machine: the one place where a clock, an environment and cores are taken from it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

from briefing._run.confined import confined, unconfined
from briefing._run.events import Observe, ignore
from briefing._run.store import ClipStore
from briefing._run.workers import workers
from briefing.make import Kit, Made, make
from briefing.model import Source
from briefing.settings import Settings


@contextmanager
def kit(settings: Settings, observe: Observe = ignore) -> Iterator[Kit]:
    """Provide what the recipe is handed here: a store, workers, a clock; workers end with it."""
    count = settings.workers if settings.workers is not None else (os.cpu_count() or 1)
    with workers(count) as map_:
        yield Kit(
            store=ClipStore(settings.cache or cache_folder()),
            map=map_,
            clock=time.perf_counter,
            confine=confined if count else unconfined,
            observe=observe,
            epoch=_source_date_epoch(),
        )


def make_episode(
    sources: Sequence[Source],
    settings: Settings,
    *,
    script: Source | None = None,
    observe: Observe = ignore,
) -> Made:
    """Make an episode on this machine and publish it; ``script`` is told in place of a new one.

    Raises a ``BriefingError``; what was published before then is as it was.
    """
    with kit(settings, observe) as here:
        return make(sources, settings, here, script_source=script)


def cache_folder() -> Path:
    """Return the folder of spoken clips in the user's cache. Deleting it is always safe."""
    return user_cache_path("briefing", appauthor=False) / "clips"


def _source_date_epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH, by which reproducible builds are dated."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
