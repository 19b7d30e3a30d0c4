"""Scripts: what an edited script says that the documents do not, as warnings to a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.guard.ground import Ground
from briefing.guard.stories import quoted_list
from briefing.model import Address, Document, Line, Notice, Script

MOST_WARNINGS = 20
"""As many are read; one more says how many lines there are besides."""


def warnings(
    script: Script, documents: Sequence[Document], known: Sequence[str]
) -> tuple[Notice, ...]:
    """Return a notice for each line of ``script`` that says what its sources do not.

    A line that cites sentences is checked against these, a line that cites none against all that
    the documents and their facts say. ``known`` is what a person or a template gave: the show's
    title, the date that is spoken, the phrases of the template. At most 20 notices, and one that
    counts the lines beyond. Without documents there is nothing to check by, and no notice.
    """
    if not documents:
        return ()
    found: list[Notice] = []
    beyond = 0
    for notice in _notices(script, documents, known):
        if len(found) < MOST_WARNINGS:
            found.append(notice)
        else:
            beyond += 1
    if beyond:
        lines = "line says" if beyond == 1 else "lines say"
        found.append(Notice("guard", f"{beyond} more {lines} what is not in the source."))
    return tuple(found)


def _notices(
    script: Script, documents: Sequence[Document], known: Sequence[str]
) -> Iterator[Notice]:
    told = {
        sentence.address: (sentence.text, document)
        for document in documents
        for sentence in document.sentences()
    }
    anything: Ground | None = None
    for line in script.lines():
        if not line.sources:
            anything = anything or _everything(script, documents, known)
            found = anything.unsupported(line.text)
        else:
            missing = [str(address) for address in line.sources if address not in told]
            if missing:
                there = f"{', '.join(missing)}, which no document has"
                yield Notice("guard", f"“{_short(line.text)}” cites {there}.", missing[0])
                continue
            found = _cited_ground(line, told, known).unsupported(line.text)
        if found:
            verb = "is" if len(found) == 1 else "are"
            said = f"“{_short(line.text)}”: {quoted_list(found)} {verb} not in the source."
            where = ", ".join(str(address) for address in line.sources[:3]) or None
            yield Notice("guard", said, where)


def _cited_ground(
    line: Line, told: dict[Address, tuple[str, Document]], known: Sequence[str]
) -> Ground:
    document = told[line.sources[0]][1]
    cited = frozenset(line.sources)
    speakers = [
        block.speaker
        for block in document.blocks()
        if block.speaker and any(one.address in cited for one in block.sentences)
    ]
    sources = [told[address][0] for address in line.sources]
    return Ground(sources, document.language, (*known, *speakers))


def _everything(script: Script, documents: Sequence[Document], known: Sequence[str]) -> Ground:
    """Return the ground of all that the documents say of anything, themselves included."""
    sources = [*known, script.title, script.show or "", script.date or ""]
    for document in documents:
        sources += (sentence.text for sentence in document.sentences())
        sources += (block.speaker or "" for block in document.blocks())
        facts = (document.byline, document.publisher, document.published, document.updated)
        sources += (fact or "" for fact in facts)
    return Ground([source for source in sources if source], script.language)


def _short(text: str) -> str:
    even = " ".join(text.split())
    return even if len(even) <= 60 else f"{even[:57]}..."
