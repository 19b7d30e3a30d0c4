"""Draft: from sources to a script.

sources -> Documents -> Digest -> Script
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing import guard, publish
from briefing.edition import stated_date
from briefing.errors import ScriptError
from briefing.model import Digest, Document, Notice, Script, Source
from briefing.script import parse, spoken_date, spoken_phrases, write
from briefing.settings import Settings
from briefing.summarise import Budget, Summariser, Workplace, budget_for, ready, summarise
from briefing.tongue import in_own_tongues
from briefing.toolkit import Run
from briefing.understand import understand


@dataclass(frozen=True, slots=True)
class Draft:
    """A script and what it tells of. A script a person edited may stand alone."""

    documents: tuple[Document, ...]
    digest: Digest
    script: Script
    passed: tuple[Notice, ...] = ()
    """What was passed over in reading."""
    doubts: tuple[Notice, ...] = ()
    """What the script says that its sources do not."""

    @property
    def sketches(self) -> tuple[tuple[str, ...], ...]:
        """By which a later run knows the episode again."""
        if self.documents:
            return tuple(publish.sketch(document) for document in self.documents)
        return (publish.sketch_of(line.text for line in self.script.lines()),)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What reading and condensing the sources had to say."""
        read = (notice for document in self.documents for notice in document.notices)
        return (*self.passed, *read, *self.digest.notices, *self.doubts)


def drafted(
    run: Run,
    documents: tuple[Document, ...],
    budget: Budget | None,
    passed: tuple[Notice, ...],
) -> Draft:
    """Return the draft that tells ``documents`` within ``budget``; all they hold without one."""
    with run.step("summarise") as detail:
        if budget is None:
            digest = summarise(documents, None, run.settings.summariser)
        else:
            digest = told(documents, budget, summariser(run, documents))
        detail.append(f"{len(digest.omissions)} sentences left out")
    with run.step("script") as detail:
        draft = Draft(documents, digest, script_of(run, documents, digest), passed)
        detail.append(f"{sum(1 for _ in draft.script.lines())} lines")
    return draft


def edited(run: Run, sources: Sequence[Source], script_source: Source) -> Draft:
    """Return the draft that is a script in its text form, told in place of one of ours.

    What it says of figures and names that its ``sources`` do not say becomes notices.
    Raises ``ScriptError`` with the line that has a mistake.
    """
    documents, passed = understood(run, sources)
    with run.step("script") as detail:
        try:
            text = script_source.body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            remedy = "Save it as UTF-8."
            where = script_source.origin
            raise ScriptError("This script is not UTF-8.", where=where, remedy=remedy) from error
        script = parse(text, script_source.origin)
        detail.append(f"{sum(1 for _ in script.lines())} lines")
    titled = replace(script, title=run.settings.title or script.title)
    doubts = guard.warnings(titled, documents, _known(run, titled))
    return Draft(documents, Digest(()), titled, passed, doubts)


def understood(
    run: Run, sources: Sequence[Source]
) -> tuple[tuple[Document, ...], tuple[Notice, ...]]:
    """Return the documents that ``sources`` hold, and what there was to say in reading them."""
    with run.step("read") as detail:
        documents, passed = understand(sources, run.kit.confine)
        total = sum(1 for document in documents for _ in document.sentences())
        detail.append(f"{total} sentences in {len(documents)} source{'s' * (len(documents) > 1)}")
    return documents, passed


def summariser(run: Run, documents: Sequence[Document]) -> Summariser:
    """Return the summariser the settings name, equipped with what it needs for ``documents``."""
    workplace = Workplace(
        settings=run.settings,
        environment=run.kit.environment,
        cache=run.kit.cache,
        tell=lambda line: run.note("summarise", line),
        unsupported=guard.unsupported,
    )
    return ready(run.settings.summariser, documents, lambda: workplace)


def counted(settings: Settings, documents: Sequence[Document]) -> Budget | None:
    """Return the budget a person gave in words, sentences or a share; ``None`` for minutes."""
    return budget_for(documents, settings.words, settings.sentences, settings.ratio)


def told(documents: Sequence[Document], budget: Budget, condense: Summariser) -> Digest:
    """Return the digest, with nothing in it that its sources do not hold."""
    digest = summarise(documents, budget, condense)
    return Digest(tuple(guard.guarded(story) for story in digest.stories))


def script_of(run: Run, documents: Sequence[Document], digest: Digest) -> Script:
    """Return the script in which the template tells ``digest``."""
    settings = run.settings
    script = write(
        digest,
        title=settings.title,
        show=settings.show,
        date=settings.date or stated_date(documents),
        template=settings.template,
        folder=settings.templates,
    )
    return in_own_tongues(script, documents)


def _known(run: Run, script: Script) -> tuple[str, ...]:
    """Return what a script may say though no source does: what a person or a template gave it."""
    date = spoken_date(script.date, script.language) if script.date else ""
    phrases = spoken_phrases(script.language, run.settings.templates)
    return (run.settings.show, script.show or "", script.title, date, *phrases)
