"""Keeping: a show's episodes listed, named, taken out, renamed and made again."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefing import publish, sound
from briefing.errors import UsageError
from briefing.make import Made, make
from briefing.model import Enclosure, Episode, Notice, Source
from briefing.publish import Catalogue, Places
from briefing.settings import Settings
from briefing.toolkit import Kit

SHORTEST = 4
"""Characters a beginning of a folder's name or a guid must have to stand for the whole."""


def chosen(catalogue: Catalogue, name: str) -> Episode:
    """Return the episode a person calls ``name``.

    That is its number in the list, the newest being 1, its title, its folder or its guid, or a
    beginning of either of the last two. Raises ``UsageError`` for a name that is nobody's or that
    of several, with those that are near.
    """
    episodes = catalogue.episodes
    if name.isdecimal() and 1 <= int(name) <= len(episodes):
        return episodes[int(name) - 1]
    exact = [one for one in episodes if name in {one.folder, one.guid, one.title}]
    begun = [one for one in episodes if one.folder.startswith(name) or one.guid.startswith(name)]
    found = exact or (begun if len(name) >= SHORTEST else [])
    if len(found) == 1:
        return found[0]
    known = {key: one.folder for one in episodes for key in (one.folder, one.title)}
    near = [known[key] for key in difflib.get_close_matches(name, known, n=3, cutoff=0.5)]
    meant = [one.folder for one in found][:5] or list(dict.fromkeys(near))
    raise UsageError(
        f"{len(found)} episodes are called that." if found else "There is no such episode.",
        where=name,
        remedy=f"Did you mean {' or '.join(meant)}?"
        if meant
        else "`briefing episodes` lists those there are.",
    )


def remove(output: Path, episodes: Sequence[Episode]) -> Places:
    """Take ``episodes`` out of the show published in ``output``. Raises ``OutputError``."""
    with publish.locked(output):
        return publish.remove(output, episodes)


def retitle(output: Path, episode: Episode, title: str) -> Places:
    """Give ``episode`` another title, which stays when it is made again.

    Its guid, its date and its sound stay as they are. Other formats than the MP3 keep the title
    they carry until they are made again, which a notice says. Raises ``UsageError`` for a title
    that says nothing, ``SoundError`` when the MP3 was changed, ``OutputError``.
    """
    plain = publish.one_line(title)
    if not plain:
        raise UsageError("This title says nothing.", where=title, remedy="Give some words.")
    with publish.locked(output), publish.staging(output) as stage, publish.writing(output):
        folder = publish.audio_path(output, episode).parent
        made = sound.retitled(folder / episode.audio.name, episode, plain, stage / "episode.mp3")
        audio = _renamed(episode.audio, made.bytes, made.sha256)
        made.path.rename(stage / audio.name)
        fresh = {episode.audio: audio}
        for file in episode.transcripts:
            if file.type == "text/html":
                body = publish.under_title((folder / file.name).read_bytes(), plain)
                fresh[file] = _renamed(file, len(body), sha256(body).hexdigest())
                (stage / fresh[file].name).write_bytes(body)
        if episode.image:
            fresh[episode.image] = _drawn_anew(output, plain, stage)
        renamed = replace(
            episode,
            title=plain,
            own_title=True,
            audio=audio,
            transcripts=tuple(fresh.get(one, one) for one in episode.transcripts),
            image=fresh[episode.image] if episode.image else None,
        )
        places = publish.amend(output, renamed, [stage / one.name for one in fresh.values()])
    return replace(places, notices=(*places.notices, *_kept_titles(episode)))


def _drawn_anew(output: Path, title: str, stage: Path) -> Enclosure:
    """Put a picture that says ``title`` into ``stage``."""
    record = publish.read_catalogue(output).show
    assert record is not None  # an episode with a picture is one of a show
    image = publish.episode_image(record.show, title)
    (stage / image.file.name).write_bytes(image.body)
    return image.file


def _renamed(old: Enclosure, size: int, digest: str) -> Enclosure:
    """Return what a changed file is called: never as the one whose place it takes."""
    stem, _, suffix = old.name.rpartition(".")
    name = f"{stem.rpartition('-')[0]}-{digest[:8]}.{suffix}"
    return Enclosure(name, size, old.type, digest)


def _kept_titles(episode: Episode) -> tuple[Notice, ...]:
    if not episode.alternates:
        return ()
    kinds = ", ".join(one.name.rpartition(".")[2] for one in episode.alternates)
    return (
        Notice(
            "old-title",
            f"The {kinds} still carries the old title; `briefing redo {episode.folder}` makes it "
            "anew.",
        ),
    )


def redo(
    sources: Sequence[Source],
    settings: Settings,
    kit: Kit,
    episode: Episode,
    gathering: tuple[Notice, ...] = (),
) -> Made:
    """Make ``episode`` again as the settings want it now, under its guid and of its date.

    It is made of ``sources``, or its own script is spoken again when there are none. Raises as
    ``make`` does.
    """
    script = None if sources else _script_of(settings.output, episode)
    return make(sources, settings, kit, script_source=script, gathering=gathering, again=episode)


def _script_of(output: Path, episode: Episode) -> Source:
    path = publish.audio_path(output, episode).with_name(episode.script.name)
    with publish.writing(output):
        return Source(str(path), path.read_bytes(), "text/plain")
