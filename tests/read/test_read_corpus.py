"""What fuzzing found, or what reaches much of a reader's code: a sound document or a refusal."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import SourceError
from briefing.model import Source
from briefing.plugins import plugin
from briefing.read.choose import GROUP
from briefing.read.feeds import feed, opml
from briefing.testing.reader import check_sound

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*") if path.is_file())
LISTINGS = {"feed": feed.items, "opml": opml.feeds}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_sound_document_or_a_refusal(path: Path) -> None:
    """As ``benchmarks/fuzz.py`` does with each input."""
    source = Source("fuzzed", path.read_bytes())
    target = path.parent.name
    try:
        if target in LISTINGS:
            tuple(LISTINGS[target](source))
        else:
            check_sound(plugin(GROUP, "reader", target).load().read(source, 1), 1)
    except SourceError as error:
        if error.where != source.origin or not error.remedy:
            raise
