"""Fetching voices: resumed, checked, unpacked without trust, and put in place in one step."""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sherpa_onnx", reason="the extra `neural` is not installed")
pytest.importorskip("onnx", reason="onnx, which makes the voices of these tests, is not installed")

import tinyvoices
from voicearchives import FILE, NAME, ignored, left_over, speaks, tar_of, voice_files
from voiceserver import Shelves, shelves

from briefing.errors import BriefingError, OutputError, UsageError, VoiceError
from briefing.voice.engine import Setup
from briefing.voice.neural import install
from briefing.voice.neural.catalogue import OFFICIAL, catalogue
from briefing.voice.neural.engine import NeuralEngine


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a voice's archive of some 100 KB, of which most is a file nobody reads."""
    rest = (f"{NAME}/MODEL_CARD", os.urandom(100_000))
    return tar_of(*voice_files(tmp_path_factory.mktemp("made")), rest)


@pytest.fixture
def server() -> Iterator[Shelves]:
    with shelves() as held:
        yield held


# ------------------------------------------------------------------------------ the way it goes


def test_a_listed_voice_is_fetched_checked_and_speaks(
    server: Shelves, packed: bytes, tmp_path: Path
) -> None:
    checksum = server.put(FILE, packed)
    progress: list[tuple[int, int | None]] = []
    there = install.install(
        NAME, tmp_path, mirror=server.address, advance=lambda *step: progress.append(step)
    )
    assert there == install.Installed(tmp_path / NAME, checksum)
    assert speaks(tmp_path)
    assert progress[-1] == (len(packed), len(packed))
    assert progress == sorted(progress)
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("ending", [".tar.gz", ".tar.xz", ".tar", ".zip", ".tgz"])
def test_every_kind_of_archive(tmp_path: Path, ending: str) -> None:
    files = voice_files(tmp_path / "made")
    packed = tmp_path / f"{NAME}{ending}"
    if ending == ".zip":
        with zipfile.ZipFile(packed, "w") as zipped:
            for name, body in files:
                zipped.writestr(name, body)
    else:
        kind = {".tgz": "gz", ".tar": ""}.get(ending, ending.rpartition(".")[2])
        packed.write_bytes(tar_of(*files, mode=f"w:{kind}"))
    checksum = hashlib.sha256(packed.read_bytes()).hexdigest()
    install.install_from(str(packed), tmp_path / "v", sha256=checksum.upper(), advance=ignored)
    assert speaks(tmp_path / "v")


def test_a_mirror_may_be_a_folder_or_name_its_list(packed: bytes, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / FILE).write_bytes(packed)
    (mirror / "checksum.txt").write_text(f"{FILE}\t{hashlib.sha256(packed).hexdigest()}\n")
    for place in (mirror, mirror / "checksum.txt"):
        install.install(NAME, tmp_path / "v", mirror=str(place), advance=ignored)
    assert speaks(tmp_path / "v")


def test_redirects_are_followed(server: Shelves, packed: bytes, tmp_path: Path) -> None:
    """As releases on a forge are: the file itself lies elsewhere."""
    server.put(FILE, packed)
    server.files["elsewhere/abc"] = server.files.pop(FILE)
    server.moved[FILE] = f"{server.address}/elsewhere/abc"
    install.install(NAME, tmp_path, mirror=f"{server.address}/", advance=ignored)
    assert speaks(tmp_path)


def test_the_catalogue_of_a_mirror(server: Shelves) -> None:
    server.put("vits-piper-de_DE-x-low.tar.bz2", b"1")
    server.put("kokoro-en-v0_19.tar.bz2", b"2")
    server.put("espeak-ng-data.zip", b"3")
    server.put("sherpa-onnx-supertonic-tts-int8.tar.bz2", b"3")
    server.put("notes.txt", b"4")
    server.put("../evil.tar.bz2", b"5")
    listed = [(one.name, one.language) for one in install.listed(server.address)]
    assert listed == [("vits-piper-de_DE-x-low", "de-de"), ("kokoro-en-v0_19", "en")]
    assert OFFICIAL.startswith("https://")


def test_catalogues_as_either_program_writes_them() -> None:
    checksum = "0a" * 32
    for line in (
        f"{checksum}  a.tar.bz2",
        f"{checksum} *a.tar.bz2",
        f"./a.tar.bz2\t{checksum.upper()}",
    ):
        (voice,) = catalogue(f"# comment\n{line}\r\n\n".encode(), "x")
        assert (voice.name, voice.sha256, voice.file) == ("a", checksum, "a.tar.bz2")
    with pytest.raises(VoiceError):
        catalogue(b"<!doctype html>", "x")


# ------------------------------------------------------------------------------------ resuming


def test_what_breaks_off_is_gone_on_with(server: Shelves, packed: bytes, tmp_path: Path) -> None:
    """Three cuts in one call: each byte is sent once."""
    server.put(FILE, packed)
    server.cut = [10_000, 20_000, 30_000]
    install.install(NAME, tmp_path, mirror=server.address, advance=ignored)
    assert speaks(tmp_path)
    starts = [asked for name, asked in server.asked if name == FILE]
    assert starts == [None, "bytes=10000-", "bytes=30000-", "bytes=60000-"]
    assert server.sent - len(server.files["checksum.txt"]) == len(packed)


def test_the_next_call_goes_on_where_the_last_gave_up(
    server: Shelves, packed: bytes, tmp_path: Path
) -> None:
    server.put(FILE, packed)
    server.cut = [50_000]

    def stopped(done: int, _total: int | None) -> None:
        if done >= 50_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install.install(NAME, tmp_path, mirror=server.address, advance=stopped)
    assert left_over(tmp_path)
    assert not (tmp_path / NAME).exists()
    install.install(NAME, tmp_path, mirror=server.address, advance=ignored)
    assert server.asked[-1][1] == "bytes=50000-"
    assert speaks(tmp_path)
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("fault", ["ranges", "tags"])
def test_a_server_that_cannot_resume_sends_it_anew(
    server: Shelves, packed: bytes, tmp_path: Path, fault: str
) -> None:
    server.put(FILE, packed)
    setattr(server, fault, False)
    server.cut = [30_000]
    install.install(NAME, tmp_path, mirror=server.address, advance=ignored)
    assert speaks(tmp_path)


def test_a_file_that_changed_meanwhile_is_fetched_anew(
    server: Shelves, packed: bytes, tmp_path: Path
) -> None:
    """The tag of the old one no longer fits, so no halves are put together."""
    old = tar_of((f"{NAME}/old", os.urandom(80_000)))
    checksum = hashlib.sha256(packed).hexdigest()
    server.files[FILE] = old
    server.cut = [40_000]

    def changed(done: int, _total: int | None) -> None:
        if done == 40_000:
            server.files[FILE] = packed

    install.install_from(f"{server.address}/{FILE}", tmp_path, sha256=checksum, advance=changed)
    assert speaks(tmp_path)
    assert ("bytes=40000-") in [asked for _, asked in server.asked]


def test_a_server_that_always_breaks_off_is_given_up(
    server: Shelves, packed: bytes, tmp_path: Path
) -> None:
    server.put(FILE, packed)
    server.ranges, server.tags = False, False
    server.cut = [1_000] * 50
    with pytest.raises(VoiceError, match="cannot be fetched"):
        install.install(NAME, tmp_path, mirror=server.address, advance=ignored)
    assert len(server.asked) < 10


# ------------------------------------------------------------------------------------ checking


def test_wrong_bytes_are_refused_and_the_old_voice_stays(
    server: Shelves, packed: bytes, tmp_path: Path
) -> None:
    server.put(FILE, packed)
    install.install(NAME, tmp_path, mirror=server.address, advance=ignored)
    before = (tmp_path / NAME / "en_US-tiny-low.onnx").read_bytes()
    server.files[FILE] = packed[:-1] + bytes([packed[-1] ^ 1])
    with pytest.raises(VoiceError) as caught:
        install.install(NAME, tmp_path, mirror=server.address, advance=ignored)
    assert hashlib.sha256(packed).hexdigest() in caught.value.what
    assert (tmp_path / NAME / "en_US-tiny-low.onnx").read_bytes() == before
    assert [path for path in left_over(tmp_path) if path.endswith((".bz2", ".part"))] == []
    server.files[FILE] = packed
    install.install(NAME, tmp_path, mirror=server.address, advance=ignored)
    assert speaks(tmp_path)


def test_without_a_checksum_it_is_refused_unless_trusted(
    server: Shelves, packed: bytes, tmp_path: Path
) -> None:
    server.files[FILE] = packed
    address = f"{server.address}/{FILE}"
    with pytest.raises(UsageError, match="checksum") as caught:
        install.install_from(address, tmp_path, advance=ignored)
    assert "--trust" in caught.value.remedy
    assert server.asked == []
    there = install.install_from(address, tmp_path, name="mine", trust=True, advance=ignored)
    assert there == install.Installed(tmp_path / "mine", hashlib.sha256(packed).hexdigest())
    assert speaks(tmp_path, "mine")


def test_a_new_version_takes_the_place_of_the_old(
    server: Shelves, packed: bytes, tmp_path: Path
) -> None:
    server.put(FILE, packed)
    install.install(NAME, tmp_path / "v", mirror=server.address, advance=ignored)
    server.files.clear()
    server.put(FILE, tar_of(*voice_files(tmp_path / "made", language="de")))
    install.install(NAME, tmp_path / "v", mirror=server.address, advance=ignored)
    (voice,) = NeuralEngine.configured(Setup("neural", voices=tmp_path / "v")).voices()
    assert voice.language == "de"
    assert not (tmp_path / "v" / NAME / "MODEL_CARD").exists()


def test_what_is_no_voice_takes_no_voices_place(
    server: Shelves, packed: bytes, tmp_path: Path
) -> None:
    server.put(FILE, packed)
    install.install(NAME, tmp_path, mirror=server.address, advance=ignored)
    files = voice_files(tmp_path / "made")
    for body in (
        tar_of((f"{NAME}/README", b"nothing here")),
        tar_of((files[0][0], files[0][1][:200]), files[1]),
    ):
        server.files.clear()
        server.put(FILE, body)
        with pytest.raises(VoiceError, match="no voice that can be used"):
            install.install(NAME, tmp_path, mirror=server.address, advance=ignored)
        assert speaks(tmp_path)
        assert left_over(tmp_path) == []


def test_a_vocoder_in_the_folder_of_voices_serves_what_is_installed(tmp_path: Path) -> None:
    """Matcha's archives come without one."""
    made, folder = tmp_path / "made", tmp_path / "v"
    folder.mkdir()
    tinyvoices.matcha(made, vocoder=tmp_path / "vocos-22khz.onnx")
    packed = tmp_path / "matcha-tiny.tar.bz2"
    files = [(f"matcha-tiny/{one.name}", one.read_bytes()) for one in sorted(made.iterdir())]
    packed.write_bytes(tar_of(*files))
    with pytest.raises(VoiceError, match="no vocoder"):
        install.install_from(str(packed), folder, trust=True, advance=ignored)
    (tmp_path / "vocos-22khz.onnx").rename(folder / "vocos-22khz.onnx")
    install.install_from(str(packed), folder, trust=True, advance=ignored)
    assert speaks(folder, "matcha-tiny")


# ----------------------------------------------------------------------------------- refusals


def test_names_that_are_not_listed_are_told_with_near_ones(server: Shelves, tmp_path: Path) -> None:
    server.put("vits-piper-en_US-joe-medium.tar.bz2", b"1")
    for name in ("joe", "vits-piper-en_US-jo-medium"):
        with pytest.raises(UsageError) as caught:
            install.install(name, tmp_path, mirror=server.address, advance=ignored)
        assert "vits-piper-en_US-joe-medium" in caught.value.remedy


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "a b", "-x", "x.", "é" * 300, "a\0"])
def test_names_that_no_folder_should_have_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        install.install(name, tmp_path, mirror=str(tmp_path), advance=ignored)


@pytest.mark.parametrize(
    "address",
    ["ftp://127.0.0.1/x.tar.bz2", "file:///etc/x.tar.bz2", "http://127.0.0.1:1/x.tar.bz2",
     "http://[/x.tar.bz2", "no/such/x.tar.bz2", "x.onnx", "http://127.0.0.1:1/"],
)  # fmt: skip
def test_addresses_that_lead_nowhere_are_errors_a_person_can_mend(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BriefingError) as caught:
        install.install_from(address, tmp_path / "v", trust=True, advance=ignored)
    assert caught.value.remedy


def test_a_missing_file_or_list_names_the_server_and_no_password(
    server: Shelves, tmp_path: Path
) -> None:
    place = server.address.replace("//", "//ada:secret@")
    with pytest.raises(VoiceError, match="404") as caught:
        install.install(NAME, tmp_path, mirror=place, advance=ignored)
    assert "127.0.0.1" in str(caught.value.where)
    assert "secret" not in str(caught.value)


def test_no_checksum_is_not_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="SHA-256"):
        install.install_from("x.tar.bz2", tmp_path, sha256="abc", advance=ignored)


def test_a_full_disk_is_said_and_what_came_is_kept(
    server: Shelves, packed: bytes, tmp_path: Path
) -> None:
    """The operating system's own error, raised where the bytes are written."""
    server.put(FILE, packed)

    def full(done: int, _total: int | None) -> None:
        if done > 20_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OutputError, match="disk is full") as caught:
        install.install(NAME, tmp_path, mirror=server.address, advance=full)
    assert "kept" in caught.value.remedy
    install.install(NAME, tmp_path, mirror=server.address, advance=ignored)
    assert speaks(tmp_path)


def test_a_folder_that_cannot_be_written_is_said(
    server: Shelves, packed: bytes, tmp_path: Path
) -> None:
    server.put(FILE, packed)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError):
        install.install(NAME, tmp_path / "file", mirror=server.address, advance=ignored)
