"""Fuzz a reader with coverage-guided inputs (atheris), or the feed and OPML listings.

Usage: ``pip install atheris && python benchmarks/fuzz.py TARGET [--minutes 10] [--corpus DIR]``.
TARGET is a reader's name (plaintext, markdown, html, pdf, epub, docx, mail) or feed or opml. Each
input gives a sound document or a ``SourceError`` that names its source; anything else stops the
run and leaves the input in DIR as ``crash-*``. It begins with the inputs in
``tests/read/corpus/TARGET`` and, for pages and texts, the tests' pages and the examples; what
reaches new code is added to DIR.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["briefing", "pypdf", "feedparser"]):
    import feedparser  # noqa: F401  imported late by the readers, so here to be instrumented
    import pypdf  # noqa: F401

    from briefing.errors import SourceError
    from briefing.model import Source
    from briefing.plugins import plugin
    from briefing.read.choose import GROUP
    from briefing.read.feeds import feed, opml
    from briefing.testing.reader import check_sound

ROOT = Path(__file__).resolve().parents[1]
MORE = {"html": ("tests/read/pages",), "plaintext": ("examples",), "markdown": ("examples",)}


def reading(name: str) -> Callable[[bytes], None]:
    """Return what to do with each input for the reader called ``name``."""
    reader = plugin(GROUP, "reader", name)

    def read(body: bytes) -> None:
        source = Source("fuzzed", body)
        reader.claims(source)
        try:
            document = reader.read(source, 1)
        except SourceError as error:
            if error.where != source.origin:
                raise
            return
        check_sound(document, 1)

    return read


def listing(name: str) -> Callable[[bytes], None]:
    """Return what to do with each input for feeds or outlines."""
    listed = feed.items if name == "feed" else opml.feeds

    def read(body: bytes) -> None:
        try:
            tuple(listed(Source("fuzzed", body)))
        except SourceError as error:
            if error.where != "fuzzed":
                raise

    return read


def main() -> None:
    """Fuzz until the time is up or something is found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("target")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--corpus", type=Path, default=Path("fuzz"))
    options = parser.parse_args()
    made = options.corpus / options.target
    made.mkdir(parents=True, exist_ok=True)
    corpus = ROOT / "tests" / "read" / "corpus" / options.target
    seeds = [corpus, *(ROOT / more for more in MORE.get(options.target, ()))]
    test = (listing if options.target in {"feed", "opml"} else reading)(options.target)
    limits = [f"-max_total_time={int(options.minutes * 60)}", "-timeout=20", "-rss_limit_mb=2048"]
    folders = [str(folder) for folder in (made, *seeds) if folder.is_dir()]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={made}/", *folders], test)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
