"""Edition: what an episode says of itself, such as its tags, date and people, from values alone."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from briefing.account import Entry, account_facts, counts
from briefing.model import (
    ROLES,
    Address,
    Chapter,
    Credit,
    Document,
    Line,
    Notice,
    Person,
    Script,
    Show,
    Tags,
    Timeline,
)
from briefing.settings import Settings, parse_date
from briefing.tables import TAXONOMY
from briefing.taxonomy import fits

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Date of an episode whose sources say nothing of theirs: never the clock's."""

_DESCRIPTION_LINES = 2


def date_of(
    documents: Sequence[Document], asked: Sequence[datetime | None]
) -> tuple[datetime, tuple[Notice, ...]]:
    """Return the date of an episode: the first ``asked`` for, else the documents' own.

    The documents' own is the date one of them states, else when the newest was last modified.
    When nobody knows it is ``UNDATED``, with a notice.
    """
    modified = [document.modified for document in documents if document.modified is not None]
    changed = datetime.fromtimestamp(max(modified), UTC) if modified else None
    for date in (*asked, stated_date(documents), changed):
        if date is not None:
            return date, ()
    text = "The source names no date, so the episode is dated 1 January 2000; give --date."
    return UNDATED, (Notice("undated", text),)


def stated_date(documents: Sequence[Document]) -> datetime | None:
    """Return the date the first document that states one was published."""
    stated = (document.published for document in documents if document.published)
    return next((parse_date(text) for text in stated), None)


def show_of(settings: Settings, language: str) -> Show:
    """Return the show the settings describe, in ``language`` if they name none."""
    return Show(
        title=settings.show,
        description=settings.description,
        author=settings.author,
        language=settings.language or language,
        category=settings.category,
        base_url=settings.base_url,
        subcategory=settings.subcategory,
        link=settings.link,
        email=settings.email,
        copyright=settings.copyright,
        explicit=settings.explicit,
        private=settings.private,
        cover=settings.cover,
        colour=settings.colour,
        serial=settings.serial,
        season=settings.season,
        people=settings.people,
        license=settings.license,
        license_url=settings.license_url,
        frequency=settings.frequency,
        funding=settings.funding,
        funding_text=settings.funding_text,
        verify=settings.verify,
        complete=settings.complete,
        new_feed_url=settings.new_feed_url,
    )


def tags_of(script: Script, show: Show, *, guid: str, date: str, cover: tuple[bytes, str]) -> Tags:
    """Return what the MP3 says about itself; ``cover`` is the image and its media type.

    The description is the first things the episode tells, in the source's words.
    """
    told = [line.text for line in script.lines() if line.sources and not _announces(line, script)]
    return Tags(
        title=script.title,
        show=show.title,
        author=show.author,
        date=date,
        language=script.language,
        guid=guid,
        description=" ".join(told[:_DESCRIPTION_LINES]) or script.title,
        text="\n".join(line.text for line in script.lines()),
        cover=cover[0],
        cover_type=cover[1],
        link=script.credits[0].link if script.credits else None,
    )


def _announces(line: Line, script: Script) -> bool:
    """Return whether a line is a title or a heading, which has no place in a running text."""
    return line.text == script.title or all(map(_is_heading, line.sources))


def linked(
    timeline: Timeline, documents: Sequence[Document], passages: Mapping[Address, str]
) -> Timeline:
    """Return ``timeline`` with what its chapters tell of: a link each, and a picture.

    The link is that of the first paragraph told there: the words of a heading stand in a page's
    menus, too. Where a document's own story begins, the chapter has the document's picture.
    """
    pictures = {one.number: one.image for one in documents}
    starts = [cue.start for cue in timeline.cues]
    chapters: list[Chapter] = []
    for chapter in timeline.chapters:
        first, end = (bisect_left(starts, at) for at in (chapter.start, chapter.end))
        told = [at for cue in timeline.cues[first:end] for at in cue.sources]
        paragraphs = (at for at in told if not _is_heading(at))
        link = next((passages[at] for at in (*paragraphs, *told) if at in passages), None)
        image = pictures.pop(told[0].document, None) if told else None
        chapters.append(replace(chapter, link=link, image=image))
    return replace(timeline, chapters=tuple(chapters))


def _is_heading(address: Address) -> bool:
    return address.block == 0 and not address.part.startswith("q")


def people_in(
    show: Show, voices: Sequence[tuple[str, str]], sources: Sequence[Credit]
) -> tuple[Person, ...]:
    """Return who is heard in an episode, who else has a part in its show, and who wrote it.

    ``voices`` has the voice each role was given, as ``Casting.voices`` does, and ``sources`` what
    the episode tells of. A role is who the show's owner says it is, or else its voice, named for
    what it is. Nobody is named twice in one group.
    """
    found = (*_heard(show, voices), *_others(show), *_authors(sources))
    people = {(one.name.casefold(), one.group): one for one in reversed(found) if one.name}
    return tuple(one for one in found if people.get((one.name.casefold(), one.group)) is one)


def _heard(show: Show, voices: Sequence[tuple[str, str]]) -> Iterator[Person]:
    for spoken, voice in voices:
        role = spoken.partition("[")[0]
        part = TAXONOMY.get(role, "narrator")
        named = next((one for one in show.people if one.role.lower() in {role, part}), None)
        if named:
            yield replace(named, role=part)
        else:
            yield Person(f"{voice.partition(':')[2] or voice} (synthetic voice)", part)


def _others(show: Show) -> Iterator[Person]:
    """Yield those who have a part that is not heard; the cast of another episode is not in this.

    A role the taxonomy does not know is one of the show's own cast.
    """
    cast = {*ROLES, *TAXONOMY.values(), "narrator"}
    others = (one for one in show.people if one.role.lower() not in cast)
    yield from (one for one in others if fits(one.group, one.role))


def _authors(sources: Sequence[Credit]) -> Iterator[Person]:
    for credit in sources:
        if credit.author:
            yield Person(credit.author, "author", "writing", credit.link)


def fingerprint_of(timeline: Timeline, tags: Tags, settings: Settings, sound_version: str) -> str:
    """Return a digest of everything that decides the bytes of the MP3."""
    cover = hashlib.sha256(tags.cover).hexdigest()
    parts = (
        sound_version,
        (settings.bitrate, settings.loudness, settings.formats),
        (timeline.rate, timeline.total, timeline.joins),
        [(one.clip.key, one.voice, one.start, one.gain, one.kind) for one in timeline.placements],
        [(bed.clip.key, bed.start, bed.end) for bed in timeline.beds],
        [(one.title, one.start, one.end, one.link) for one in timeline.chapters],
        asdict(replace(tags, cover=b"", cover_type=cover)) | {"cover": tags.cover_type},
    )
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("ascii")).hexdigest()


def report_of(
    entries: Sequence[Entry],
    script: Script,
    length: Mapping[str, object],
    voices: Sequence[tuple[str, str]],
    notices: Sequence[Notice],
) -> dict[str, Any]:
    """Return the account of every source sentence, the length and the voices as a JSON object."""
    return {
        "title": script.title,
        "guid": script.guid,
        "length": dict(length),
        "sentences": asdict(counts(entries)),
        "account": account_facts(entries, script),
        "voices": dict(voices),
        "notices": [asdict(notice) for notice in notices],
    }
