"""Archives unpacked without trust: nothing outside the folder, nothing but files, no bombs."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from briefing.errors import VoiceError

_MOST_FILES = 20_000
_MOST_BYTES = 8 << 30

_NEVER = frozenset('\\:*?"<>|')
"""Characters no system of all allows in a file's name."""

_ENDINGS = (".tar.bz2", ".tar.gz", ".tar.xz", ".tgz", ".tar", ".zip")


def is_archive(name: str) -> bool:
    """Return whether a file of that name is unpacked rather than kept as it is."""
    return name.lower().endswith(_ENDINGS)


def without_ending(name: str) -> str:
    """Return the name of an archive without what says that it is one."""
    ending = next((one for one in _ENDINGS if name.lower().endswith(one)), "")
    return name.removesuffix(name[len(name) - len(ending) :]) if ending else name


def unpack(archive: Path, folder: Path) -> None:
    """Unpack ``archive`` into ``folder``: its regular files, under their own paths.

    Links and devices are left out. Raises ``VoiceError`` for an archive that is damaged, leads out
    of the folder, or holds more than any voice does; ``OSError`` when a file cannot be written.
    """
    files = _zipped(archive) if archive.name.lower().endswith(".zip") else _tarred(archive)
    count = size = 0
    try:
        for path, stream in files:
            count += 1
            with stream:
                size += _written(stream, _inside(folder, path, archive), _MOST_BYTES - size)
            if count > _MOST_FILES or size > _MOST_BYTES:
                raise _unusable(archive, "it unfolds to more than any voice")
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError) as error:
        raise _unusable(archive, f"it is damaged ({error})") from error
    except (NotImplementedError, RuntimeError, UnicodeError, ValueError) as error:
        raise _unusable(archive, f"it is of a kind that is not read ({error})") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise _unusable(archive, "two of its files have one path") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise _unusable(archive, f"it is damaged ({error})") from error  # so say bz2 and gzip
    if not count:
        raise _unusable(archive, "there is no file in it")


def _tarred(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with _raw(archive) as raw, tarfile.open(fileobj=raw, mode="r|") as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isreg() else None
            if stream is not None:
                yield member.name, stream


def _raw(archive: Path) -> BinaryIO:
    """Return the archive as bytes, with its compression undone."""
    suffix = archive.suffix.lower()
    if suffix == ".bz2":
        return cast(BinaryIO, bz2.open(archive))
    if suffix in {".gz", ".tgz"}:
        return cast(BinaryIO, gzip.open(archive))
    return cast(BinaryIO, lzma.open(archive)) if suffix == ".xz" else archive.open("rb")


def _zipped(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(archive) as packed:
        for member in packed.infolist():
            if not member.is_dir() and (member.external_attr >> 28) in {0, 8}:
                yield member.filename, packed.open(member)


def _inside(folder: Path, path: str, archive: Path) -> Path:
    """Return where a member goes; refuse one that would lead out of ``folder``."""
    pure = PurePosixPath(path)
    parts = [part for part in pure.parts if part != "."]
    bad = any(
        part == ".." or not part.isprintable() or set(part) & set('\\:*?"<>|') for part in parts
    )
    if pure.is_absolute() or bad or not parts:
        raise _unusable(archive, f"it holds the path {path[:60]!r}, which leads out of its folder")
    return folder.joinpath(*parts)


def _written(stream: IO[bytes], to: Path, room: int) -> int:
    """Write a member, and return how many bytes it had; it stops a block beyond ``room``."""
    to.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with to.open("xb") as file:
        while size <= room and (block := stream.read(1 << 20)):
            file.write(block)
            size += len(block)
    return size


def _unusable(archive: Path, reason: str) -> VoiceError:
    return VoiceError(
        f"The archive cannot be unpacked: {reason}.",
        where=archive.name,
        remedy="Fetch it from another server, or choose another voice.",
    )


def flattened(folder: Path) -> Path:
    """Return the folder that holds the files: the one within ``folder``, if it is all there is."""
    inside = sorted(folder.iterdir())
    return flattened(inside[0]) if len(inside) == 1 and inside[0].is_dir() else folder


def removed(folder: Path) -> None:
    """Remove ``folder`` and all in it, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)
