"""The recipe: the only module that knows every step. Read it aloud and you have the product.

sources -> Documents -> Digest -> Script -> Utterances -> Clips -> Timeline -> Master -> Episode
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from briefing import publish, sound
from briefing._run.workers import WorkerLostError
from briefing.account import Counts, Entry, account, counts
from briefing.draft import Draft, edited
from briefing.edition import (
    date_of,
    fingerprint_of,
    linked,
    people_in,
    report_of,
    show_of,
    tags_of,
)
from briefing.errors import SoundError, VoiceError
from briefing.fit import Length
from briefing.model import Episode, Master, Notice, Script, Show, Source, Tags, Timeline
from briefing.publish import Alternate
from briefing.script import compose
from briefing.settings import FORMATS, Settings, parse_date
from briefing.speak import Spoken
from briefing.take import Take, cast_for, lines_of, taken, told_as_asked
from briefing.toolkit import Kit, Run, started
from briefing.units import format_length
from briefing.voice import Casting

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Made:
    """An episode made, opened again, measured and published."""

    episode: Episode
    mp3: Path
    feed: Path
    page: Path
    sentences: Counts
    length: Length
    spoken: int
    reused: int
    seconds: dict[str, float]
    notices: tuple[Notice, ...]

    def summary(self) -> str:
        """Return one line for a person: length, chapters, loudness, sentences."""
        return (
            f"{format_length(self.episode.duration)}, {len(self.episode.chapters)} chapters, "
            f"{self.episode.integrated_lufs:.1f} LUFS; sentences: {self.sentences}"
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
            "length": self.length.facts(),
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


def make(
    sources: Sequence[Source],
    settings: Settings,
    kit: Kit,
    *,
    script_source: Source | None = None,
    gathering: tuple[Notice, ...] = (),
    again: Episode | None = None,
) -> Made:
    """Make an episode of ``sources``, told as ``script_source`` has it if there is one.

    ``gathering`` is what there was to say when the sources were gathered; it goes into the report.
    ``again`` is a published episode that this one takes the place of, whatever it says; without
    sources ``script_source`` is its own script. Otherwise it takes the place of the one it is a
    version of. Raises a ``BriefingError`` of the family of the
    step that could not go on; the output folder then is as it was.
    """
    publish.writable(settings.output)
    # a show that no directory would take is refused before a word of it is spoken
    publish.show_cover(show_of(settings, "en"), settings.output)

    def attempt(run: Run, failed: tuple[Notice, ...]) -> Made:
        told = _told(run, sources, script_source)
        take = told if isinstance(told, Take) else taken(run, told)
        with publish.locked(settings.output):
            standing = _Standing(
                again or _previous(run, take.draft),
                publish.known_of(settings.output, None if sources else again),
            )
            return _published(run, take, standing, (*gathering, *failed))

    return _with_fallback(settings, kit, attempt)


def _with_fallback(
    settings: Settings,
    kit: Kit,
    attempt: Callable[[Run, tuple[Notice, ...]], _Result],
    *,
    rehearsing: bool = False,
) -> _Result:
    """Return what ``attempt`` returns; when an engine fails it is tried again with the fallback.

    Of what was spoken before then by others nothing is lost: it is in the store.
    """
    run = started(settings, kit, rehearsing=rehearsing)
    failed: tuple[Notice, ...] = ()
    while True:
        try:
            return attempt(run, failed)
        except VoiceError as error:
            company = run.company
            if error.engine is None or not company.can_replace(error.engine):
                raise
            text = f"{error.engine} failed, so {company.fallback} speaks for it: {error.what}"
            run.note("voice", text)
            failed = (*failed, Notice("engine-failed", text))
            run = replace(run, company=company.without(error.engine))
        finally:
            run.company.close()


@dataclass(frozen=True, slots=True)
class Drafted:
    """The script ``make`` would speak, what becomes of each source sentence in it, and notices."""

    script: Script
    account: tuple[Entry, ...]
    casting: Casting
    """Who would speak each line, and what would be heard."""
    notices: tuple[Notice, ...]


def draft_script(
    sources: Sequence[Source],
    settings: Settings,
    kit: Kit,
    *,
    script_source: Source | None = None,
) -> Drafted:
    """Return the script ``make`` would speak, with the guid and date it would publish under."""

    def attempt(run: Run, failed: tuple[Notice, ...]) -> Drafted:
        told = _told(run, sources, script_source)
        draft = told.draft if isinstance(told, Take) else told
        casting = told.casting if isinstance(told, Take) else cast_for(run, draft.script)
        script, dated = _identified(run, draft, _previous(run, draft))
        entries = account(draft.documents, draft.digest.omissions, script)
        return Drafted(script, entries, casting, (*failed, *told.notices, *dated))

    return _with_fallback(settings, kit, attempt, rehearsing=True)


def _told(run: Run, sources: Sequence[Source], script_source: Source | None) -> Draft | Take:
    """Return what is to be said: the script a person edited, or one that tells ``sources``."""
    return edited(run, sources, script_source) if script_source else told_as_asked(run, sources)


def _reused(run: Run, spoken: Spoken) -> int:
    """Return how many of the episode's clips were there before this run."""
    return len({clip.key for clip in spoken.clips} - run.spoken)


# ------------------------------------------------------------------------- to the episode


def _previous(run: Run, draft: Draft) -> Episode | None:
    """Return the episode this run makes again, if the output folder holds it."""
    catalogue = publish.read_catalogue(run.settings.output)
    guid = draft.script.guid
    if guid is None:
        return publish.recognise(catalogue, draft.sketches)
    return next((episode for episode in catalogue.episodes if episode.guid == guid), None)


def _identified(
    run: Run, draft: Draft, previous: Episode | None
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


@dataclass(frozen=True, slots=True)
class _Standing:
    """The published episode this run makes again, and what is known of it without its sources."""

    previous: Episode | None
    known: publish.Known


def _published(run: Run, take: Take, standing: _Standing, gathering: tuple[Notice, ...]) -> Made:
    output, draft = run.settings.output, take.draft
    passages = publish.passages_of(draft.documents) or standing.known.passages
    take = replace(take, timeline=linked(take.timeline, draft.documents, passages))
    script, dated = _identified(run, draft, standing.previous)
    show = show_of(run.settings, script.language)
    tags = _tags(run, script, show, standing.previous)
    notices = (*gathering, *take.notices, *dated)
    with publish.staging(output) as stage:
        with run.step("sound") as detail:
            fingerprint = fingerprint_of(take.timeline, tags, run.settings, sound.SOUND_VERSION)
            kept = _kept(standing.previous, fingerprint, output)
            detail.append("unchanged" if kept else "encoded and measured")
            master, alternates = kept or _produced(run, take, tags, stage)
        with run.step("publish") as detail:
            entries = account(draft.documents, draft.digest.omissions, script)
            report = report_of(entries, script, take.length.facts(), take.casting.voices, notices)
            art = publish.episode_image(show, tags.title) if run.settings.episode_art else None
            edition = publish.Edition(
                guid=tags.guid,
                title=tags.title,
                own_title=tags.title != script.title,
                date=tags.date,
                language=script.language,
                description=tags.description,
                master=master,
                alternates=alternates,
                timeline=take.timeline,
                script_text=compose(script),
                report=report | standing.known.account,
                credits=script.credits,
                sketches=standing.known.sketches or draft.sketches,
                fingerprint=fingerprint,
                notices=notices,
                passages=passages,
                people=people_in(show, take.casting.voices, script.credits),
                image=art,
            )
            published = publish.publish(output, show, edition, run.settings.keep)
            detail.append(str(published.feed))
    return Made(
        episode=published.episode,
        mp3=published.mp3,
        feed=published.feed,
        page=published.page,
        sentences=counts(entries),
        spoken=len(run.spoken),
        reused=_reused(run, take.spoken),
        length=take.length,
        seconds=run.seconds,
        notices=(*notices, *published.notices),
    )


def _tags(run: Run, script: Script, show: Show, previous: Episode | None) -> Tags:
    """Return what the MP3 says of itself: under its script's title, or one a person gave it."""
    assert script.guid is not None
    assert script.date is not None
    cover = publish.show_cover(show, run.settings.output)
    tags = tags_of(
        script, show, guid=script.guid, date=script.date, cover=(cover.tag, cover.tag_type)
    )
    kept = previous is not None and previous.own_title and run.settings.title is None
    return replace(tags, title=previous.title) if previous and kept else tags


def _produced(
    run: Run, take: Take, tags: Tags, stage: Path
) -> tuple[Master, tuple[Alternate, ...]]:
    """Return the MP3 and the further formats asked for, finished and measured, in ``stage``."""
    settings, store, timeline = run.settings, run.kit.store, take.timeline
    lines = lines_of(take.casting, settings.loudness)
    try:
        master = sound.produce(
            timeline,
            tags,
            audio=store.audio,
            path=stage / "episode.mp3",
            bitrate=settings.bitrate,
            loudness=settings.loudness,
            map=run.kit.map,
            shelf=store,
            lines=lines,
            advance=lambda done, total: run.advance("sound", done, total),
        )
        return master, tuple(_also(run, timeline, tags, stage, kind) for kind in settings.formats)
    except WorkerLostError as error:
        raise SoundError(
            f"A part of the sound could not be made, twice: {error.reason}.",
            remedy="Try fewer --workers, or --workers 0, and close what else uses the memory.",
        ) from error


def _also(run: Run, timeline: Timeline, tags: Tags, stage: Path, kind: str) -> Alternate:
    """Return the programme as a file of another format."""
    from briefing.sound.formats import encode_as

    settings = run.settings
    programme = partial(
        sound.programme,
        timeline,
        audio=run.kit.store.audio,
        loudness=settings.loudness,
        map=run.kit.map,
    )
    made = encode_as(
        kind,
        programme,
        stage / f"episode.{kind}",
        tags=tags,
        timeline=timeline,
        bitrate=settings.bitrate,
        loudness=settings.loudness,
    )
    return Alternate(made.path, made.bytes, made.sha256, FORMATS[kind])


def _kept(
    previous: Episode | None, fingerprint: str, output: Path
) -> tuple[Master, tuple[Alternate, ...]] | None:
    """Return what was published before if it is what would be made; it is opened again."""
    if previous is None or previous.fingerprint != fingerprint:
        return None
    master = sound.recheck(publish.audio_path(output, previous), previous)
    alternates = publish.kept_alternates(output, previous)
    return (master, alternates) if master is not None and alternates is not None else None
