"""This machine: the one place where a clock, an environment and cores are taken from it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from platformdirs import user_cache_path, user_data_path

from briefing._run.confined import confined, unconfined
from briefing._run.events import Observe, StepAdvanced, StepEnded, StepStarted, ignore
from briefing._run.store import ClipStore
from briefing._run.workers import workers
from briefing.settings import Settings

if TYPE_CHECKING:
    from briefing.make import Made
    from briefing.model import Document, Notice, Source
    from briefing.read import Gathered
    from briefing.read.feeds.feed import Feed
    from briefing.toolkit import Kit
    from briefing.voice import Company


@contextmanager
def kit(
    settings: Settings,
    observe: Observe = ignore,
    consent: Callable[[str], bool] | None = None,
    early: int = 0,
) -> Iterator[Kit]:
    """Provide what the recipe is handed here: a store, workers, a clock; workers end with it.

    ``consent`` asks a person whether to spend; without it nothing is spent that was not allowed.
    So many workers as ``early`` says start at once, see :func:`expected`.
    """
    count = worker_count(settings)
    cache = settings.cache or _cache()
    with workers(count, early, "briefing.speak:ready") as map_:
        from briefing.toolkit import Kit  # while the workers start

        here = Kit(
            store=ClipStore(settings.cache or cache_folder()),
            map=map_,
            clock=time.perf_counter,
            confine=confined if count else unconfined,
            observe=observe,
            epoch=_source_date_epoch(),
            environment=os.environ,
            cache=cache,
            voices=voices_folder(),
            shared=cache / "turns",
        )
        yield here if consent is None else replace(here, consent=consent)


def worker_count(settings: Settings) -> int:
    """Return how many workers a run may have: as many as asked for, else one for each core."""
    return settings.workers if settings.workers is not None else (os.cpu_count() or 1)


def expected(origins: Sequence[str], settings: Settings) -> int:
    """Return how many workers a run will need, as far as the dates of files tell.

    All of them where nothing is published yet, one where a file changed since, else none. It
    decides no more than when they start.
    """
    try:
        published = (settings.output / "feed.xml").stat().st_mtime
    except OSError:
        return worker_count(settings)
    return int(any(_changed(origin) > published for origin in origins))


def _changed(origin: str) -> float:
    try:
        return Path(origin).stat().st_mtime
    except (OSError, ValueError):  # an address, or nothing: it will be seen when it is opened
        return 0.0


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
    from briefing.make import make

    with kit(settings, observe) as here:
        return make(sources, settings, here, script_source=script)


def gathered(
    origins: Sequence[str],
    settings: Settings,
    observe: Observe = ignore,
    stdin: BinaryIO | None = None,
) -> Gathered:
    """Return the sources that ``origins`` name: files, folders, addresses, feeds, ``-``.

    Pages are remembered in the user's cache, so that an unchanged one is not fetched again.
    Raises ``SourceError`` for an origin given by name that cannot be opened.
    """
    from briefing.read import Web, fetch, gather, is_web

    web = Web(private=settings.private_addresses, cache=(settings.cache or _cache()) / "pages")
    done = 0

    def fetched(origin: str) -> Source:
        nonlocal done
        source = fetch(origin, stdin, web)
        done += 1
        observe(StepAdvanced("fetch", done, max(done, len(origins))))
        return source

    if not any(map(is_web, origins)):
        return gather(origins, partial(fetch, stdin=stdin, web=web), settings.latest, _parse)
    begun = time.perf_counter()
    observe(StepStarted("fetch"))
    found = gather(origins, fetched, settings.latest, _parse)
    count = len(found.sources)
    observe(StepEnded("fetch", time.perf_counter() - begun, f"{count} source{'s' * (count > 1)}"))
    return found


def _parse(source: Source) -> Feed:
    from briefing.read.gather import parsed
    from briefing.understand import carefully

    return carefully(source, partial(parsed, source), confined)


def understood(
    origins: Sequence[str], settings: Settings, stdin: BinaryIO | None = None
) -> tuple[tuple[Document, ...], tuple[Notice, ...]]:
    """Return the documents that ``origins`` hold, and what there was to say in gathering them.

    Raises ``SourceError`` for the first that cannot be opened or read.
    """
    from briefing.understand import understand

    found = gathered(origins, settings, stdin=stdin)
    documents, passed = understand(found.sources, confined)
    return documents, (*found.notices, *passed)


def company_here(settings: Settings) -> Company:
    """Return the engines of this machine and of the settings, none of them open yet.

    Raises ``UsageError`` for a kind of engine that does not exist.
    """
    from briefing.voice import Setup, company

    base = Setup("", environment=os.environ, voices=voices_folder())
    return company(settings.engines, base, usual=settings.engine, fallback=settings.fallback)


def cache_folder() -> Path:
    """Return the folder of spoken clips in the user's cache. Deleting it is always safe."""
    return _cache() / "clips"


def voices_folder() -> Path:
    """Return the folder that `briefing voices install` puts voices into."""
    return user_data_path("briefing", appauthor=False) / "voices"


def _cache() -> Path:
    return user_cache_path("briefing", appauthor=False)


def _source_date_epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH, by which reproducible builds are dated."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
