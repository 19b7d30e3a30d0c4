"""Archives of tiny voices, and how the tests of installing look at what came of them."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import tinyvoices

from briefing.model import Utterance
from briefing.voice.engine import Setup
from briefing.voice.neural.engine import NeuralEngine

NAME = "vits-piper-en_US-tiny-low"
FILE = f"{NAME}.tar.bz2"


def ignored(_done: int, _total: int | None) -> None:
    """Take no notice of progress."""


def tar_of(*members: tuple[str, bytes | str], mode: str = "w:bz2") -> bytes:
    """Return an archive of files; a text instead of bytes is a link to that path."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode=mode) as tar:  # type: ignore[call-overload]
        for name, body in members:
            member = tarfile.TarInfo(name)
            if isinstance(body, str):
                member.type, member.linkname = tarfile.SYMTYPE, body
                tar.addfile(member)
            else:
                member.size = len(body)
                tar.addfile(member, io.BytesIO(body))
    return raw.getvalue()


def voice_files(folder: Path, **said: object) -> list[tuple[str, bytes | str]]:
    """Return a tiny voice's files as the archives of sherpa-onnx hold them."""
    file = tinyvoices.piper(folder / "en_US-tiny-low.onnx", **said)  # type: ignore[arg-type]
    return [
        (f"{NAME}/{one.name}", one.read_bytes())
        for one in (file, file.with_name(f"{file.name}.json"))
    ]


def speaks(folder: Path, name: str = NAME) -> bool:
    engine = NeuralEngine.configured(Setup("neural", voices=folder))
    return engine.speak(Utterance("neural", name, 150, "It is here.", "en")).frames > 0


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if ".incoming" in path.parts]
