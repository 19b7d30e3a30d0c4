"""Archives are unpacked without trust: nothing of a bad one is left, nothing leads out."""

from __future__ import annotations

import bz2
import os
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("sherpa_onnx", reason="the extra `neural` is not installed")
pytest.importorskip("onnx", reason="onnx, which makes the voices of these tests, is not installed")

from voicearchives import ignored, left_over, tar_of

from briefing.errors import VoiceError
from briefing.voice.neural import archive, install

EVIL = {
    "absolute": tar_of(("/tmp/evil", b"1")),
    "above": tar_of(("a/../../evil", b"1")),
    "backslash": tar_of(("..\\evil", b"1")),
    "drive": tar_of(("C:evil", b"1")),
    "control": tar_of(("a\x1b[31m", b"1")),
    "through a link": tar_of(("a", "/tmp"), ("a/evil", b"1"), ("a", b"2")),
    "twice": tar_of(("a/b", b"1"), ("a/b", b"2")),
    "file as folder": tar_of(("a", b"1"), ("a/b", b"2")),
    "only links": tar_of(("a", "/etc/passwd")),
    "cut off": tar_of(("a", os.urandom(90_000)))[:-5_000],
    "not bzip2": b"PK" * 1_000,
    "bzip2 of nothing": bz2.compress(b"x" * 5_000),
    "empty": b"",
}


@pytest.mark.parametrize("kind", EVIL)
def test_archives_that_cannot_be_trusted_are_refused(kind: str, tmp_path: Path) -> None:
    """Nothing of them is left, and nothing lies outside the folder."""
    packed = tmp_path / "x.tar.bz2"
    packed.write_bytes(EVIL[kind])
    with pytest.raises(VoiceError):
        install.install_from(str(packed), tmp_path / "in" / "v", trust=True, advance=ignored)
    assert left_over(tmp_path) == []
    assert {path.name for path in tmp_path.iterdir()} <= {"in", "x.tar.bz2"}
    assert not Path("/tmp/evil").exists()


def test_zips_are_no_safer(tmp_path: Path) -> None:
    packed = tmp_path / "x.zip"
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.writestr("../evil", b"1")
    with pytest.raises(VoiceError, match="leads out"):
        install.install_from(str(packed), tmp_path / "v", trust=True, advance=ignored)
    packed.write_bytes(packed.read_bytes()[:-10])
    with pytest.raises(VoiceError, match="damaged"):
        install.install_from(str(packed), tmp_path / "v", trust=True, advance=ignored)


def test_an_archive_that_unfolds_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_MOST_BYTES", 5_000_000)
    packed = tmp_path / "x.tar.bz2"
    packed.write_bytes(tar_of(*((f"{number}", bytes(2_000_000)) for number in range(9))))
    with pytest.raises(VoiceError, match="more than any voice"):
        install.install_from(str(packed), tmp_path / "v", trust=True, advance=ignored)
    monkeypatch.setattr(archive, "_MOST_FILES", 3)
    packed.write_bytes(tar_of(*((f"{number}", b"") for number in range(9))))
    with pytest.raises(VoiceError, match="more than any voice"):
        install.install_from(str(packed), tmp_path / "v", trust=True, advance=ignored)
