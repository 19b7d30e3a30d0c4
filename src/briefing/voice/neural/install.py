"""Voices fetched into a folder: by name from a mirror, or from an address with its checksum."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from briefing.errors import OutputError, UsageError, VoiceError
from briefing.voice.neural.archive import flattened, is_archive, removed, unpack, without_ending
from briefing.voice.neural.catalogue import (
    FILE,
    OFFICIAL,
    Listed,
    catalogue,
    chosen,
    is_name,
    is_sum,
)
from briefing.voice.neural.download import Advance, Fetched, fetch, file_of, read
from briefing.voice.neural.models import shelf

_INCOMING = ".incoming"
"""Where parts of files lie, inside the folder of voices, until they are whole."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A voice that is there now: its folder, and the checksum of the archive it came in."""

    folder: Path
    sha256: str


def listed(mirror: str = OFFICIAL) -> tuple[Listed, ...]:
    """Return the voices that can be fetched from ``mirror``, in its order.

    ``mirror`` is the address, or the path, of a folder with archives and a ``checksum.txt``. Raises
    ``VoiceError`` when the list cannot be fetched or is none.
    """
    where = _beside(mirror, FILE)
    return catalogue(read(where), where)


def install(name: str, folder: Path, *, mirror: str = OFFICIAL, advance: Advance) -> Installed:
    """Fetch the voice ``name`` from ``mirror`` into ``folder``; return where it is.

    Its checksum is the one listed there, always. What was broken off is gone on with. The voice is
    looked at as the engine would, then put in place by a rename; until then one of that name that
    was there stays. ``advance`` is told the bytes that are there and how many there will be.

    Raises ``UsageError`` when it is not listed, ``VoiceError`` when it cannot be fetched, has
    another checksum or is no voice, ``OutputError`` when it cannot be written.
    """
    _refuse_name(name)
    voice = chosen(listed(mirror), name, mirror)
    return _installed(name, folder, _beside(mirror, voice.file), voice.sha256, advance)


def install_from(
    address: str,
    folder: Path,
    *,
    name: str | None = None,
    sha256: str | None = None,
    trust: bool = False,
    advance: Advance,
) -> Installed:
    """Fetch a voice's archive from ``address`` into ``folder``; errors as for :func:`install`.

    ``address`` is http, https or the path of a file. Without ``sha256`` it is refused, unless
    ``trust`` says to take what comes; the checksum it had is in the result. ``name`` is what the
    voice is called; by default as the archive is.
    """
    file = file_of(address)
    if sha256 is None and not trust:
        raise UsageError(
            "A voice from an address needs its checksum, which its publisher states.",
            where=file,
            remedy="Give it with --sha256, or take what comes with --trust.",
        )
    checksum = sha256.lower() if sha256 is not None else None
    if checksum is not None and not is_sum(checksum):
        raise UsageError(
            "That is no SHA-256.", where="--sha256", remedy="Give its 64 hexadecimal digits."
        )
    if not is_archive(file):
        raise UsageError(
            "This is no archive of a voice.", where=file, remedy="Give a .tar.bz2, .tar.gz or .zip."
        )
    called = name or without_ending(file)
    _refuse_name(called)
    return _installed(called, folder, address, checksum, advance)


def _beside(mirror: str, file: str) -> str:
    """Return the address, or the path, of a file of a mirror."""
    folder = mirror.removesuffix(FILE).rstrip("/")
    return f"{folder}/{quote(file)}" if "://" in folder else str(Path(folder or ".") / file)


def _refuse_name(name: str) -> None:
    if not is_name(name):
        raise UsageError(
            f"{name[:80]!r} cannot be the name of a voice.",
            remedy="Use letters, digits, '-', '_', '+' and '.'.",
        )


# ------------------------------------------------------------------------ into its place


def _installed(
    name: str, folder: Path, address: str, sha256: str | None, advance: Advance
) -> Installed:
    incoming = folder / _INCOMING
    known = sha256 or hashlib.sha256(address.encode()).hexdigest()
    archive = fetch(address, incoming / f"{known[:16]}-{file_of(address)}", sha256, advance)
    try:
        _unpacked(archive.path, name, folder)
    except OSError as error:
        raise OutputError(
            f"The voice cannot be unpacked: {error.strerror or error}.",
            where=str(folder),
            remedy="Make room there, or choose another folder for voices; it goes on from there.",
        ) from error
    except VoiceError:
        _swept(incoming, archive)
        raise
    _swept(incoming, archive)
    return Installed(folder / name, archive.sha256)


def _unpacked(archive: Path, name: str, folder: Path) -> None:
    """Unpack a voice beside its place, look at it, and put it there."""
    fresh = folder / _INCOMING / f"{name}.new"
    try:
        removed(fresh)
        fresh.mkdir(parents=True)
        unpack(archive, fresh)
        inner = flattened(fresh)
        _check(inner, name, folder)
        _swapped(inner, folder / name, folder / _INCOMING / f"{name}.old")
    finally:
        removed(fresh)


def _check(fresh: Path, name: str, folder: Path) -> None:
    """Refuse what is no voice before it takes another's place."""
    found = shelf(fresh, beside=folder)
    if found.models:
        return
    reason = next(iter(found.refused.values()), None)
    raise VoiceError(
        "What was fetched is no voice that can be used here"
        + (f": {reason.what}" if reason is not None else "."),
        where=name,
        remedy="Choose another voice; docs/voices.md says which kinds there are.",
    )


def _swapped(fresh: Path, place: Path, old: Path) -> None:
    """Put ``fresh`` in its place; what was there is gone only when that is done."""
    removed(old)
    if place.exists():
        place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    removed(old)


def _swept(incoming: Path, archive: Fetched) -> None:
    """Take away the archive, and the folder for it if nothing else waits there."""
    archive.path.unlink(missing_ok=True)
    if incoming.is_dir() and not any(incoming.iterdir()):
        incoming.rmdir()
