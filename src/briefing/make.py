"""The recipe: the only module that knows every step. Read it aloud and you have the product.

sources -> Documents -> Digest -> Script -> Utterances -> Clips -> Timeline -> Master -> Episode
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing import publish, sound
from briefing._run.confined import Confine, unconfined
from briefing._run.events import Observe, Step, StepAdvanced, StepEnded, StepStarted, ignore
from briefing._run.store import ClipStore
from briefing._run.workers import Map, WorkerLostError
from briefing.account import Counts, account, counts
from briefing.arrange import arrange
from briefing.edition import date_of, fingerprint_of, report_of, show_of, stated_date, tags_of
from briefing.errors import ScriptError, SoundError
from briefing.model import (
    Digest,
    Document,
    Episode,
    Line,
    Master,
    Notice,
    Script,
    Segment,
    Source,
    Tags,
    Timeline,
)
from briefing.script import compose, parse, write
from briefing.settings import Settings, parse_date
from briefing.speak import Spoken, speak
from briefing.summarise import summarise, words_for
from briefing.understand import understand
from briefing.units import format_length
from briefing.voice import Casting, Engine, cast, open_engine


@dataclass(frozen=True, slots=True)
class Kit:
    """What the recipe is handed instead of a clock, an environment and a logger."""

    store: ClipStore
    map: Map
    clock: Callable[[], float]
    confine: Confine = unconfined
    """Reads what is large or of a risky format; see :mod:`briefing.understand`."""
    observe: Observe = ignore
    epoch: int | None = None
    """SOURCE_DATE_EPOCH, if the environment sets it."""


@dataclass(frozen=True, slots=True)
class Made:
    """An episode made, opened again, measured and published."""

    episode: Episode
    mp3: Path
    feed: Path
    page: Path
    sentences: Counts
    spoken: int
    reused: int
    seconds: dict[str, float]
    notices: tuple[Notice, ...]

    def summary(self) -> str:
        """Return one line for a person: length, chapters, loudness, sentences."""
        told = self.sentences
        return (
            f"{format_length(self.episode.duration)}, {len(self.episode.chapters)} chapters, "
            f"{self.episode.integrated_lufs:.1f} LUFS; sentences: {told.spoken} spoken, "
            f"{told.condensed} condensed, {told.left_out} left out"
        )

    def facts(self) -> dict[str, Any]:
        """Return what ``briefing make --json`` prints."""
        return {
            "guid": self.episode.guid,
            "title": self.episode.title,
            "date": self.episode.date,
            "mp3": str(self.mp3),
            "feed": str(self.feed),
            "page": str(self.page),
            "duration_seconds": self.episode.duration / 1000,
            "bytes": self.episode.audio.bytes,
            "integrated_lufs": self.episode.integrated_lufs,
            "true_peak_dbtp": self.episode.true_peak_dbtp,
            "chapters": [
                {"title": chapter.title, "start": chapter.start / 1000, "end": chapter.end / 1000}
                for chapter in self.episode.chapters
            ],
            "sentences": asdict(self.sentences),
            "clips": {"spoken": self.spoken, "reused": self.reused},
            "seconds": self.seconds,
            "notices": [asdict(notice) for notice in self.notices],
        }


@dataclass(frozen=True, slots=True)
class _Run:
    """What every part of the recipe needs, and what they tell the observer."""

    settings: Settings
    kit: Kit
    engine: Engine
    seconds: dict[str, float] = field(default_factory=dict)
    spoken: set[str] = field(default_factory=set)
    """Keys of the clips this run had to speak, the sample for the voice's rate included."""

    @contextmanager
    def step(self, name: Step) -> Iterator[list[str]]:
        """Time a step; what the block appends to the list says what the step gave."""
        detail: list[str] = []
        self.kit.observe(StepStarted(name))
        begun = self.kit.clock()
        yield detail
        took = self.kit.clock() - begun
        self.seconds[name] = round(self.seconds.get(name, 0.0) + took, 4)
        self.kit.observe(StepEnded(name, took, ", ".join(detail)))

    def advance(self, name: Step, done: int, total: int, reused: int = 0) -> None:
        """Tell the observer how far a step has come."""
        self.kit.observe(StepAdvanced(name, done, total, reused))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A script and what it tells of. A script a person edited may stand alone."""

    documents: tuple[Document, ...]
    digest: Digest
    script: Script
    gathering: tuple[Notice, ...] = ()

    @property
    def sketches(self) -> tuple[tuple[str, ...], ...]:
        """By which a later run knows the episode again."""
        if self.documents:
            return tuple(publish.sketch(document) for document in self.documents)
        return (publish.sketch_of(line.text for line in self.script.lines()),)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What gathering and reading the sources had to say."""
        read = (notice for document in self.documents for notice in document.notices)
        return (*self.gathering, *read)


def make(
    sources: Sequence[Source],
    settings: Settings,
    kit: Kit,
    *,
    script_source: Source | None = None,
    gathering: tuple[Notice, ...] = (),
) -> Made:
    """Make an episode of ``sources``, told as ``script_source`` has it if there is one.

    ``gathering`` is what there was to say when the sources were gathered; it goes into the report.
    Raises a ``BriefingError`` of the family of the step that could not go on; the output folder
    then is as it was.
    """
    publish.writable(settings.output)
    run = _Run(settings, kit, open_engine(settings.engine))
    draft = _edited(run, sources, script_source) if script_source else _drafted(run, sources)
    draft = replace(draft, gathering=(*gathering, *draft.gathering))
    with run.step("voice") as detail:
        casting = _cast(run, draft.script)
        spoken = _speak(run, casting)
        detail.append(f"{len(run.spoken)} clips spoken, {_reused(run, spoken)} reused")
    with run.step("arrange") as detail:
        timeline = _arranged(draft.script, spoken, casting)
        detail.append(format_length(timeline.milliseconds(timeline.total)))
    with publish.locked(settings.output):
        return _published(run, draft, casting, spoken, timeline)


def draft_script(
    sources: Sequence[Source], settings: Settings, kit: Kit
) -> tuple[Script, tuple[Notice, ...]]:
    """Return the script ``make`` would speak, with the guid and date it would publish under."""
    run = _Run(settings, kit, open_engine(settings.engine))
    draft = _drafted(run, sources)
    script, notices = _identified(run, draft, _previous(run, draft))
    return script, (*draft.notices, *notices)


# ------------------------------------------------------------------------- to the script


def _understood(
    run: _Run, sources: Sequence[Source]
) -> tuple[tuple[Document, ...], tuple[Notice, ...]]:
    with run.step("read") as detail:
        documents, passed = understand(sources, run.kit.confine)
        total = sum(1 for document in documents for _ in document.sentences())
        detail.append(f"{total} sentences in {len(documents)} source{'s' * (len(documents) > 1)}")
    return documents, passed


def _drafted(run: _Run, sources: Sequence[Source]) -> _Draft:
    settings = run.settings
    documents, passed = _understood(run, sources)
    with run.step("summarise") as detail:
        words = None if settings.full else _word_budget(run, documents)
        digest = summarise(documents, words, settings.summariser)
        detail.append(f"{len(digest.omissions)} sentences left out")
    with run.step("script") as detail:
        script = write(
            digest,
            title=settings.title,
            show=settings.show,
            date=settings.date or stated_date(documents),
            template=settings.template,
            folder=settings.templates,
        )
        detail.append(f"{sum(1 for _ in script.lines())} lines")
    return _Draft(documents, digest, script, passed)


def _edited(run: _Run, sources: Sequence[Source], script_source: Source) -> _Draft:
    documents, passed = _understood(run, sources)
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
    return _Draft(documents, Digest(()), titled, passed)


_SAMPLE_WORDS = 60
"""Words spoken to measure a voice: enough for a few percent, few enough to cost nothing."""


def _word_budget(run: _Run, documents: tuple[Document, ...]) -> int:
    """Return how many source words fit the minutes asked for, by the voice's measured rate.

    The sample is the first document's own opening, so its clips are mostly used again.
    """
    sample: list[Line] = []
    words = 0
    for sentence in documents[0].sentences():
        if words < _SAMPLE_WORDS:
            sample.append(Line("host", sentence.text))
            words += len(sentence.text.split())
    script = Script("", documents[0].language, (Segment("", (tuple(sample),)),))
    clips = _speak(run, _cast(run, script), "summarise").clips
    seconds = sum(clip.frames / clip.rate for clip in clips)
    measured = words / seconds * 60 if seconds else float(run.settings.rate)
    return words_for(run.settings.minutes, documents, measured)


# ------------------------------------------------------------------------- to the timeline


def _cast(run: _Run, script: Script) -> Casting:
    settings = run.settings
    voices = {"host": settings.host, "questioner": settings.questioner, "quote": settings.quote}
    return cast(script, run.engine, voices=voices, rate=settings.rate)


def _speak(run: _Run, casting: Casting, step: Step = "voice") -> Spoken:
    spoken = speak(
        casting.utterances,
        run.engine.fingerprint(),
        store=run.kit.store,
        map_=run.kit.map,
        stall_seconds=run.settings.stall_seconds,
        advance=lambda done, total, reused: run.advance(step, done, total, reused),
    )
    run.spoken.update(spoken.new)
    return spoken


def _reused(run: _Run, spoken: Spoken) -> int:
    """Return how many of the episode's clips were there before this run."""
    return len({clip.key for clip in spoken.clips} - run.spoken)


def _arranged(script: Script, spoken: Spoken, casting: Casting) -> Timeline:
    voices = [utterance.voice for utterance in casting.utterances]
    timeline = arrange(script, spoken.clips, voices)
    if not timeline.placements:
        raise ScriptError(
            "Nothing in this script can be spoken.",
            where=script.title,
            remedy="Give a source with sentences in it.",
        )
    return timeline


# ------------------------------------------------------------------------- to the episode


def _previous(run: _Run, draft: _Draft) -> Episode | None:
    """Return the episode this run makes again, if the output folder holds it."""
    catalogue = publish.read_catalogue(run.settings.output)
    guid = draft.script.guid
    if guid is None:
        return publish.recognise(catalogue, draft.sketches)
    return next((episode for episode in catalogue.episodes if episode.guid == guid), None)


def _identified(
    run: _Run, draft: _Draft, previous: Episode | None
) -> tuple[Script, tuple[Notice, ...]]:
    """Return the script with its guid and date: kept if it was made before, else its own."""
    script = draft.script
    guid = script.guid or (previous.guid if previous else publish.new_guid(draft.sketches))
    edited = not draft.digest.stories
    epoch = run.kit.epoch
    date, notices = date_of(
        draft.documents,
        (
            run.settings.date,
            parse_date(script.date) if edited and script.date else None,
            parse_date(previous.date) if previous else None,
            datetime.fromtimestamp(epoch, UTC) if epoch is not None else None,
        ),
    )
    return replace(script, guid=guid, date=date.isoformat()), notices


def _published(
    run: _Run, draft: _Draft, casting: Casting, spoken: Spoken, timeline: Timeline
) -> Made:
    output = run.settings.output
    previous = _previous(run, draft)
    script, dated = _identified(run, draft, previous)
    assert script.guid is not None
    assert script.date is not None
    show = show_of(run.settings, script)
    cover = publish.show_cover(show, output)
    tags = tags_of(
        script, show, guid=script.guid, date=script.date, cover=(cover.tag, cover.tag_type)
    )
    fingerprint = fingerprint_of(timeline, tags, run.settings, sound.SOUND_VERSION)
    entries = account(draft.documents, draft.digest.omissions, script)
    notices = (*draft.notices, *casting.notices, *dated)
    with publish.staging(output) as stage:
        with run.step("sound") as detail:
            master = _kept(previous, fingerprint, output)
            detail.append("unchanged" if master else "encoded and measured")
            master = master or _produced(run, timeline, tags, stage / "episode.mp3")
        with run.step("publish") as detail:
            edition = publish.Edition(
                guid=script.guid,
                title=script.title,
                date=script.date,
                language=script.language,
                description=tags.description,
                master=master,
                timeline=timeline,
                script_text=compose(script),
                report=report_of(entries, script, casting.voices, notices),
                credits=script.credits,
                sketches=draft.sketches,
                fingerprint=fingerprint,
                notices=notices,
            )
            published = publish.publish(output, show, edition)
            detail.append(str(published.feed))
    return Made(
        episode=published.episode,
        mp3=published.mp3,
        feed=published.feed,
        page=published.page,
        sentences=counts(entries),
        spoken=len(run.spoken),
        reused=_reused(run, spoken),
        seconds=run.seconds,
        notices=(*notices, *published.notices),
    )


def _produced(run: _Run, timeline: Timeline, tags: Tags, path: Path) -> Master:
    try:
        return sound.produce(
            timeline,
            tags,
            audio=run.kit.store.audio,
            path=path,
            bitrate=run.settings.bitrate,
            loudness=run.settings.loudness,
            map=run.kit.map,
            advance=lambda done, total: run.advance("sound", done, total),
        )
    except WorkerLostError as error:
        raise SoundError(
            f"A part of the MP3 could not be made, twice: {error.reason}.",
            remedy="Try fewer --workers, or --workers 0, and close what else uses the memory.",
        ) from error


def _kept(previous: Episode | None, fingerprint: str, output: Path) -> Master | None:
    """Return the master published before if it is what would be made; it is opened again."""
    if previous is None or previous.fingerprint != fingerprint:
        return None
    return sound.recheck(publish.audio_path(output, previous), previous)
