"""Audition: a page with every voice saying the same, to listen to and choose by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from briefing import publish, sound
from briefing.draft import Draft
from briefing.errors import BriefingError, OutputError
from briefing.files import write_whole
from briefing.model import Digest, Line, Script, Segment, Tags, Utterance, Voice
from briefing.publish import Heard
from briefing.script import introduction
from briefing.settings import Settings
from briefing.speak import clip_key
from briefing.take import cast_for, taken
from briefing.toolkit import Kit, Run, started
from briefing.voice import Priced

_DATE = datetime(2026, 3, 2, tzinfo=UTC)
_PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Audition:
    """The page, how many voices are heard on it, and which voices or engines are not, and why."""

    page: Path
    heard: int
    failed: tuple[tuple[str, str], ...]


def audition(
    voices: Sequence[tuple[str, Voice]], folder: Path, settings: Settings, kit: Kit
) -> Audition:
    """Let each of ``voices`` (its engine and it) speak into ``folder``, and write a page to listen.

    Each greets and says a date in its own language, at the loudness of an episode. The voices of an
    engine stand together. Voices that cannot speak are named, and so is an engine that may not
    spend what it costs. Raises ``OutputError`` when the folder cannot be written, and the first
    error when none of them can speak.
    """
    run = started(settings, kit)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        heard, failed = _heard(run, voices, folder)
        if failed and not heard:
            raise next(iter(failed.values()))
        write_whole(folder / _PAGE, publish.audition_page(heard))
    except OSError as error:
        raise OutputError(
            f"The samples cannot be written: {error.strerror or error}.",
            where=str(folder),
            remedy="Free some space, or name another folder.",
        ) from error
    finally:
        run.company.close()
    reasons = tuple((name, error.what) for name, error in failed.items())
    return Audition(folder / _PAGE, len(heard), reasons)


def _heard(
    run: Run, voices: Sequence[tuple[str, Voice]], folder: Path
) -> tuple[list[Heard], dict[str, BriefingError]]:
    """Return the voices that spoke, and by name why others did not."""
    heard: list[Heard] = []
    failed: dict[str, BriefingError] = {}
    for engine, its in groupby(voices, key=lambda one: one[0]):
        auditioning = [_Sample(run, f"{engine}:{voice.name}", voice) for _, voice in its]
        try:
            _foresee(run, engine, auditioning)
        except BriefingError as error:
            failed[engine] = error
            continue
        for sample in auditioning:
            try:
                heard.append(sample.spoken(folder))
            except OutputError:
                raise
            except BriefingError as error:
                failed[sample.name] = error
    return heard, failed


def _foresee(run: Run, name: str, samples: Sequence[_Sample]) -> None:
    """Ask for what all samples of an engine are going to cost, if they do, and are not kept."""
    engine = run.company.engine(name)
    if not isinstance(engine, Priced):
        return
    wanted = (one for sample in samples for one in sample.utterances())
    fingerprint = engine.fingerprint()
    new = [one for one in wanted if run.kit.store.get(clip_key(one, fingerprint)) is None]
    if new:
        run.purse.foresee(name, engine.estimate(new))


@dataclass(frozen=True, slots=True)
class _Sample:
    """A voice that is going to speak, and what it is called."""

    run: Run
    name: str
    voice: Voice

    def utterances(self) -> tuple[Utterance, ...]:
        """Return what the voice is going to be asked for."""
        return cast_for(self._alone(), self._script()).utterances

    def spoken(self, folder: Path) -> Heard:
        """Write the MP3 of the voice and return what the page says of it."""
        run, script = self._alone(), self._script()
        stem = re.sub("[^A-Za-z0-9._+-]", "-", self.name)[:60]
        file = f"{stem}-{sha256(self.name.encode()).hexdigest()[:8]}.mp3"
        sound.produce(
            taken(run, Draft((), Digest(()), script)).timeline,
            _tags(script, run.settings),
            audio=run.kit.store.audio,
            path=folder / file,
            bitrate=run.settings.bitrate,
            loudness=run.settings.loudness,
            map=run.kit.map,
        )
        said = " ".join(line.text for line in script.lines())
        return Heard(self.name, self.voice.language, self.voice.sex or "", file, said)

    def _alone(self) -> Run:
        """Return the run with nobody else in it."""
        return replace(self.run, settings=replace(self.run.settings, host=self.name, cast=()))

    def _script(self) -> Script:
        language = self.voice.language
        lines = tuple(
            Line("host", text) for text in introduction(language, self.run.settings.show, _DATE)
        )
        return Script(self.name, language, (Segment(self.name, (lines,)),))


def _tags(script: Script, settings: Settings) -> Tags:
    said = "\n".join(line.text for line in script.lines())
    return Tags(
        title=script.title,
        show=settings.show,
        author=settings.author,
        date=_DATE.isoformat(),
        language=script.language,
        guid=script.title,
        description=said,
        text=said,
        cover=b"",
        cover_type="",
    )
