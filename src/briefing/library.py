"""The library: what the program understands and condenses, for other programs.

::

    import briefing

    document = briefing.read("article.md")
    digest = briefing.summarise(document, words=150)
    print(digest.text)

No audio is made here; :func:`briefing.make_episode` does that.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from briefing.errors import UsageError
from briefing.guard import guarded, unsupported
from briefing.model import Digest, Document, Facts, Source
from briefing.read import Web, fetch
from briefing.read import read as read_source
from briefing.settings import Settings
from briefing.summarise import Summariser, Workplace, budget_for, ready
from briefing.summarise import summarise as summarise_within

Form = Literal["plain", "markdown", "html"]

_MEDIA_TYPES: dict[Form, str] = {
    "plain": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
}


def read(
    origin: str | Path | Source, *, number: int = 1, private_addresses: bool = False
) -> Document:
    """Return the document that ``origin`` holds: a path, a web address, ``-``, or a source.

    ``number`` is the document's in the addresses of its sentences; give documents that are
    summarised together different ones. It is read in this process, without the limits on time
    and memory of ``briefing make``. Raises ``SourceError`` when it cannot be opened or understood.
    """
    if isinstance(origin, Source):
        return read_source(origin, number)
    return read_source(fetch(str(origin), None, Web(private=private_addresses)), number)


def document_from_text(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    form: Form = "plain",
    number: int = 1,
) -> Document:
    """Return the document that ``text`` holds: headings, quotations and questions recovered.

    ``title`` and ``language`` (a BCP 47 tag) are taken as facts where the text states none; the
    language is detected otherwise. Raises ``SourceError`` when there is nothing in it to read.
    """
    facts = Facts(title=title, language=language)
    body = text.encode("utf-8", "replace")
    return read_source(Source("text", body, _MEDIA_TYPES[form], facts=facts), number)


def summarise(
    documents: Document | Sequence[Document],
    *,
    words: int | None = None,
    sentences: int | None = None,
    ratio: float | None = None,
    summariser: str | Summariser = "extractive",
    settings: Settings | None = None,
) -> Digest:
    """Return the digest of ``documents``, a story for each, told in so many words or sentences.

    Give one of ``words`` (headings are not counted), ``sentences`` and ``ratio`` (of the words
    there are, 0 to 1); with none of them every sentence is kept as it stands. Figures, names and
    quotations that the cited sentences do not hold are never in it: see ``Story.notices``.
    ``settings`` is for summarisers that need them, such as ``llm``. Raises ``UsageError`` for a
    summariser that does not exist and for more than one length.
    """
    given = [one for one in (words, sentences, ratio) if one is not None]
    if len(given) > 1:
        raise UsageError(
            "Words, sentences and a ratio cannot be asked for at once.", remedy="Give one of them."
        )
    if isinstance(documents, Document):
        documents = (documents,)
    budget = budget_for(documents, words, sentences, ratio)
    if budget is None:
        return summarise_within(documents, None, summariser)
    workplace = _workplace(settings or Settings())
    condense = ready(summariser, documents, lambda: workplace)
    digest = summarise_within(documents, budget, condense)
    return replace(digest, stories=tuple(map(guarded, digest.stories)))


def _workplace(settings: Settings) -> Workplace:
    return Workplace(
        settings=settings,
        environment=os.environ,
        cache=settings.cache,
        tell=_unheard,
        unsupported=unsupported,
    )


def _unheard(line: str) -> None:
    del line
