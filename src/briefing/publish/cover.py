"""Cover: the show's image for the feed and for tags, made once and kept in the output folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.model import Enclosure, Notice, Show
from briefing.publish.artwork import ARTWORK_VERSION, JPEG, PNG
from briefing.publish.catalogue import CoverFiles, ShowRecord, read_show
from briefing.publish.feed import check_show

if TYPE_CHECKING:
    from briefing.publish.artwork.own_image import OwnImage


@dataclass(frozen=True, slots=True)
class Cover:
    """The show's cover: as the feed names it (``image``) and as tags carry it (``tag``)."""

    files: CoverFiles
    image: bytes
    tag: bytes
    tag_type: str = JPEG
    notices: tuple[Notice, ...] = ()
    """What a person should know of how their own image was made a cover."""


@dataclass(frozen=True, slots=True)
class EpisodeImage:
    """An episode's own picture: its file in the episode's folder, and the bytes of that."""

    file: Enclosure
    body: bytes
    notices: tuple[Notice, ...] = ()


def show_cover(show: Show, output: Path) -> Cover:
    """Return the cover of ``show``: the one kept in ``output`` if it is right, else a new one.

    Writes nothing. Raises ``UsageError`` for a show no directory would take and for a person's own
    image that cannot be used.
    """
    check_show(show)
    if show.cover:
        from briefing.publish.artwork.own_image import image_notices, own_image, read_image

        body, where = read_image(show.cover), str(show.cover)
        notices = image_notices(body, where)  # said in each run, not in the first alone
        fingerprint = _fingerprint("image", body)
        kept = _kept(output, fingerprint, notices)
        return kept or _cover(fingerprint, own_image(body, where))
    origin = f"{show.colour or ''}\n{show.title}"
    fingerprint = _fingerprint("title", origin.encode("utf-8", "replace"))
    kept = _kept(output, fingerprint)
    if kept:
        return kept
    from briefing.publish.artwork.drawing import draw_cover, draw_small
    from briefing.publish.artwork.own_image import OwnImage

    drawn, small = draw_cover(show.title, show.colour), draw_small(show.title, show.colour)
    return _cover(fingerprint, OwnImage(drawn, JPEG, small))


def episode_image(show: Show, title: str, own: Path | None = None) -> EpisodeImage:
    """Return the picture of the episode ``title``: a person's ``own`` one, else one drawn.

    The same show and title give the same bytes, and so the same name. Writes nothing. Raises
    ``UsageError`` as ``show_cover`` does.
    """
    if own is None:
        from briefing.publish.artwork.drawing import draw_episode

        body = draw_episode(show.title, title, show.colour)
        return EpisodeImage(_file("image", body), body)
    from briefing.publish.artwork.own_image import own_image, read_image

    made = own_image(read_image(own), str(own))
    return EpisodeImage(_file("image", made.body, made.type), made.body, made.notices)


def published_cover(record: ShowRecord, output: Path) -> Cover:
    """Return the cover that ``output`` holds, whatever it was made from; a new one if it is gone.

    Raises as ``show_cover`` does.
    """
    return _kept(output, record.cover.fingerprint) or show_cover(record.show, output)


def _fingerprint(kind: str, origin: bytes) -> str:
    return f"{kind}-{ARTWORK_VERSION}-{hashlib.sha256(origin).hexdigest()}"


def _kept(output: Path, fingerprint: str, notices: tuple[Notice, ...] = ()) -> Cover | None:
    record = read_show(output)
    if record is None or record.cover.fingerprint != fingerprint:
        return None
    bodies = []
    for file in (record.cover.image, record.cover.small):
        try:
            body = (output / file.name).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(body).hexdigest() != file.sha256:
            return None
        bodies.append(body)
    return Cover(record.cover, bodies[0], bodies[1], notices=notices)


def _cover(fingerprint: str, made: OwnImage) -> Cover:
    image, small = _file("cover", made.body, made.type), _file("cover-small", made.small)
    return Cover(CoverFiles(fingerprint, image, small), made.body, made.small, JPEG, made.notices)


def _file(name: str, body: bytes, kind: str = JPEG) -> Enclosure:
    """Return the file of an image; a new image has a new name, so that apps fetch it."""
    digest = hashlib.sha256(body).hexdigest()
    ending = "png" if kind == PNG else "jpg"
    return Enclosure(f"{name}-{digest[:8]}.{ending}", len(body), kind, digest)
