"""Recording: what is wrong with an episode's sound, decoded to the end, and with its tag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.doctor.id3 import BrokenTagError, Tag, read_tag, tag_size
from briefing.doctor.stream import Stream, read_stream
from briefing.doctor.verdict import Fault
from briefing.errors import SoundError
from briefing.sound import Heard, heard

SILENCE = 2.5
"""Seconds without sound after which people look whether the app has stopped."""

_LOUDNESS = (-17.0, -15.0)
_PEAK = -1.0
_RATES = {44_100, 48_000}
_KBPS = {1: (64, 128), 2: (96, 256)}
"""Least and most kilobits a second by channels."""

_COVER = 500 * 1024
_FIELDS = {"TALB": "album", "TPE1": "artist", "TCON": "genre", "COMM": "comment"}
_END = 0.1
"""Seconds by which the last chapter may miss the end."""


@dataclass(frozen=True, slots=True)
class Recording:
    """An episode's MP3 with what its feed says of it: all that another process must know."""

    path: Path
    title: str
    seconds: float | None
    """How long the feed says it is."""
    where: str


def sound_faults(recording: Recording) -> tuple[Fault, ...]:
    """Return what is wrong with a recording. Raises ``OSError``."""
    return tuple(_sound(recording))


def _sound(recording: Recording) -> Iterator[Fault]:
    path, stated, where = recording.path, recording.seconds, recording.where
    try:
        stream = read_stream(path, tag_size(path))
        if stream.stated is not None and stream.frames < stream.stated:
            what = f"{path.name} is cut short: {stream.frames:,} of {stream.stated:,} frames."
            yield Fault("mp3", what, where)
            return
        found = heard(path)
    except (SoundError, ValueError, RuntimeError) as error:
        # what a decoder says of it is the cause of the first
        yield Fault("mp3", f"{path.name} cannot be decoded: {error.__cause__ or error}", where)
        return
    if stated is not None and abs(stated - stream.seconds) > 1:
        what = f"It lasts {stream.seconds:.0f} s, the feed says {stated:.0f}."
        yield Fault("mp3-duration", what, where)
    yield from _levels(found, where)
    yield from _form(stream, where)
    yield from _tag(recording, stream.seconds)


def _levels(found: Heard, where: str) -> Iterator[Fault]:
    if not _LOUDNESS[0] <= found.lufs <= _LOUDNESS[1]:
        told = f"It is at {found.lufs:.1f} LUFS"
        if found.channels == 1:
            told += f" as two speakers play it; a meter of one channel shows {found.lufs - 3:.1f}"
        yield Fault("loudness", f"{told}.", where)
    if found.dbtp > _PEAK:
        yield Fault("true-peak", f"It reaches {found.dbtp:.1f} dBTP.", where)
    if found.silence > SILENCE:
        yield Fault("dead-air", f"It is silent for {found.silence:.1f} s.", where)


def _form(stream: Stream, where: str) -> Iterator[Fault]:
    least, most = _KBPS[stream.channels]
    if stream.rate not in _RATES or not least <= round(stream.mean) <= most:
        kind = "mono" if stream.channels == 1 else "stereo"
        what = f"It is {kind} at {stream.rate} Hz and {stream.mean:.0f} kb/s."
        yield Fault("mp3-format", what, where)
    if len(stream.kbps) > 1:
        hidden = "" if stream.header else ", and no header says so"
        what = f"Its bit rate goes from {stream.kbps[0]} to {stream.kbps[-1]} kb/s{hidden}."
        yield Fault("mp3-seeking", what, where)
    elif stream.header != "Info" or not stream.trims:
        yield Fault("mp3-header", "No Info header says what to leave out at the ends.", where)
    if stream.stated is not None and stream.stated != stream.frames:
        what = f"Its header counts {stream.stated:,} frames; there are {stream.frames:,}."
        yield Fault("mp3-header", what, where)
    if stream.before:
        yield Fault("mp3-ends", f"There are {stream.before:,} bytes before the sound.", where)
    if stream.behind:
        yield Fault("mp3-ends", f"Behind the sound is {stream.behind}.", where)


def _tag(recording: Recording, total: float) -> Iterator[Fault]:
    where = recording.where
    try:
        tag = read_tag(recording.path)
    except BrokenTagError as error:
        yield Fault("tag", f"{error}.", where)
        return
    if not tag.title or not tag.pictures:
        yield Fault("tag", "There is no tag with title and cover.", where)
    if tag.version == 4:
        yield Fault("tag-version", "It is ID3v2.4.", where)
    lacking = [word for name, word in _FIELDS.items() if name not in tag.frames]
    if tag.version and lacking:
        yield Fault("tag-fields", f"The tag has no {', '.join(lacking)}.", where)
    if sum(tag.pictures) > _COVER:
        yield Fault("tag-weight", f"The pictures have {sum(tag.pictures):,} bytes.", where)
    if tag.title and tag.title.split() != recording.title.split():
        yield Fault("tag-title", f"The tag says {tag.title!r}.", where)
    fault = _table_fault(tag, total) if tag.chapters else None
    if fault:
        yield Fault("tag-chapters", fault, where)


def _table_fault(tag: Tag, total: float) -> str | None:
    starts = [one.start for one in tag.chapters]
    ends = [one.end for one in tag.chapters]
    if tag.tables != 1 or not tag.ordered:
        return "There is not one ordered table of chapters at the top."
    if tag.listed != tuple(one.name for one in tag.chapters) or starts != sorted(starts):
        return "Chapters and table are not all there in the order of time."
    if starts[0] or starts[1:] != ends[:-1]:
        return "The chapters leave gaps or do not start at 0."
    if abs(ends[-1] / 1000 - total) > _END:
        return f"The last chapter ends at {ends[-1] / 1000:.1f} s, the sound at {total:.1f} s."
    return None
