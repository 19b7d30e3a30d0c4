"""Audition: a page with every voice saying the same, to listen to and choose by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from briefing import publish, sound
from briefing.draft import Draft
from briefing.errors import BriefingError, OutputError
from briefing.files import write_whole
from briefing.model import Digest, Line, Script, Segment, Tags, Voice
from briefing.publish import Heard
from briefing.script import introduction
from briefing.settings import Settings
from briefing.take import taken
from briefing.toolkit import Kit, Run, started

_DATE = datetime(2026, 3, 2, tzinfo=UTC)
_PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Audition:
    """The page, how many voices are heard on it, and which could not speak, with the reason."""

    page: Path
    heard: int
    failed: tuple[tuple[str, str], ...]


def audition(
    voices: Sequence[tuple[str, Voice]], folder: Path, settings: Settings, kit: Kit
) -> Audition:
    """Let each of ``voices`` (its engine and it) speak into ``folder``, and write a page to listen.

    Each greets and says a date in its own language, at the loudness of an episode; those who cannot
    are named. Raises ``OutputError`` when the folder cannot be written.
    """
    run = started(settings, kit)
    heard: list[Heard] = []
    failed: list[tuple[str, str]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for engine, voice in voices:
            name = f"{engine}:{voice.name}"
            chosen = replace(run, settings=replace(settings, host=name, cast=()))
            try:
                heard.append(_speaking(chosen, name, voice, folder))
            except OutputError:
                raise
            except BriefingError as error:
                failed.append((name, error.what))
        write_whole(folder / _PAGE, publish.audition_page(heard))
    except OSError as error:
        raise OutputError(
            f"The samples cannot be written: {error.strerror or error}.",
            where=str(folder),
            remedy="Free some space, or name another folder.",
        ) from error
    finally:
        run.company.close()
    return Audition(folder / _PAGE, len(heard), tuple(failed))


def _speaking(run: Run, name: str, voice: Voice, folder: Path) -> Heard:
    """Write the MP3 of one voice and return what the page says of it."""
    language = "en" if voice.language == "mul" else voice.language
    lines = tuple(Line("host", text) for text in introduction(language, run.settings.show, _DATE))
    script = Script(name, language, (Segment(name, (lines,)),))
    timeline = taken(run, Draft((), Digest(()), script)).timeline
    file = (
        f"{re.sub('[^A-Za-z0-9._+-]', '-', name)[:60]}-{sha256(name.encode()).hexdigest()[:8]}.mp3"
    )
    sound.produce(
        timeline,
        _tags(script, run.settings),
        audio=run.kit.store.audio,
        path=folder / file,
        bitrate=run.settings.bitrate,
        loudness=run.settings.loudness,
        map=run.kit.map,
    )
    return Heard(name, voice.language, voice.sex or "", file, " ".join(one.text for one in lines))


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
