"""SFTP, WebDAV and folders in trouble: keys and passwords, full disks, servers that stumble."""

from __future__ import annotations

import errno
import getpass
import itertools
import logging
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import stamina
from destinations import (
    Destination,
    SshServer,
    dav_server,
    free_port,
    in_folder,
    lost_links,
    password_server,
    published_in,
    show_in,
)
from publishing import put

from briefing.deliver.opening import place_at
from briefing.deliver.targets import PASSWORD
from briefing.errors import OutputError, UsageError


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Return a show."""
    return show_in(tmp_path / "output")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an empty folder that servers show."""
    (tmp_path / "srv").mkdir()
    return tmp_path / "srv"


# ------------------------------------------------------------------------------------ SFTP


def test_a_server_whose_key_is_unknown_is_refused(
    sshd: SshServer, output: Path, root: Path
) -> None:
    with pytest.raises(OutputError) as refused:
        in_folder(root, sshd.url(root)).send(output)
    assert "not known" in refused.value.what
    assert f"ssh -p {sshd.port} {getpass.getuser()}@127.0.0.1" in refused.value.remedy
    assert list(root.iterdir()) == []


def test_a_server_whose_key_has_changed_is_refused(
    sshd: SshServer, home: Path, output: Path, root: Path
) -> None:
    import asyncssh

    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    replace(sshd, host_key=other.strip()).known(home)
    with pytest.raises(OutputError, match="not known"):
        in_folder(root, sshd.url(root)).send(output)
    assert list(root.iterdir()) == []


def test_a_path_may_begin_at_home(sshd: SshServer, home: Path, output: Path) -> None:
    from briefing.deliver.sftp import ssh_folder_at
    from briefing.deliver.targets import parse_target

    sshd.known(home)
    roots = {
        path: ssh_folder_at(parse_target(sshd.url(path)), None)._root
        for path in ("/~/a", "/~", "/a")
    }
    assert roots == {"/~/a": "a", "/~": ".", "/a": "/a"}


@pytest.fixture
def by_password(home: Path, root: Path) -> Iterator[Destination]:
    """Provide an SFTP server that asks for a password."""
    pytest.importorskip("sshfs", reason="sshfs is not installed")
    (home / ".ssh").mkdir(parents=True)
    with password_server(root, "secret") as server:
        server.known(home)
        yield in_folder(root / "show", server.url("/show"), environment={PASSWORD: "secret"})


def test_the_password_comes_from_the_environment(by_password: Destination, output: Path) -> None:
    by_password.send(output)
    assert by_password.published() == published_in(output)


@pytest.mark.parametrize("environment", [{}, {PASSWORD: "hunter2"}])
def test_a_wrong_password_is_refused_and_nowhere_repeated(
    by_password: Destination,
    output: Path,
    root: Path,
    caplog: pytest.LogCaptureFixture,
    environment: dict[str, str],
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(OutputError) as refused:
        replace(by_password, environment=environment).send(output)
    assert PASSWORD in refused.value.remedy
    assert "hunter2" not in str(refused.value) + caplog.text
    assert list(root.iterdir()) == []


def test_a_connection_that_breaks_is_made_anew(
    by_password: Destination, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncssh

    opened = itertools.count()
    real = asyncssh.SFTPServer.open

    def breaking(self: Any, *given: Any) -> Any:
        if next(opened) == 5:
            self.channel.get_connection().abort()
        return real(self, *given)

    monkeypatch.setattr(asyncssh.SFTPServer, "open", breaking)
    by_password.send(output)
    assert by_password.published() == published_in(output)


def test_a_server_that_cannot_rename_over_a_file_gets_the_new_one_all_the_same(
    by_password: Destination, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncssh

    def unknown(self: Any, *given: Any) -> Any:
        raise asyncssh.SFTPOpUnsupported("not here")

    monkeypatch.setattr(asyncssh.SFTPServer, "posix_rename", unknown)
    by_password.send(output)
    put(output, audio=b"new" * 3000)
    by_password.send(output, delete=True)
    assert by_password.published() == published_in(output)


def test_a_full_disk_over_sftp_leaves_what_stands_there(
    by_password: Destination, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncssh

    by_password.send(output)
    before = by_password.contents()
    put(output, audio=b"new" * 3000)

    def full(self: Any, *given: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(asyncssh.SFTPServer, "write", full)
    with pytest.raises(OutputError) as refused:
        by_password.send(output)
    assert "space" in refused.value.remedy
    assert {path: by_password.contents()[path] for path in before} == before


# ---------------------------------------------------------------------------------- WebDAV


def dav(root: Path, port: int, password: str = "secret") -> Destination:
    pytest.importorskip("wsgidav", reason="wsgidav, a WebDAV server, is not installed")
    url = f"webdav+http://ada@127.0.0.1:{port}/dav/deep/down/show"
    return in_folder(root / "deep" / "down" / "show", url, environment={PASSWORD: password})


def test_folders_that_are_not_there_are_made_all_the_way(output: Path, root: Path) -> None:
    with dav_server(root, "ada", "secret") as port:
        dav(root, port).send(output)
        assert dav(root, port).published() == published_in(output)


@pytest.mark.parametrize("password", ["hunter2", ""])
def test_a_wrong_password_over_webdav_is_refused_and_nowhere_repeated(
    output: Path, root: Path, password: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "httpx")
    with dav_server(root, "ada", "secret") as port, pytest.raises(OutputError) as refused:
        dav(root, port, password).send(output)
    assert "401" in refused.value.what
    assert PASSWORD in refused.value.remedy
    assert "hunter2" not in str(refused.value) + caplog.text
    assert list(root.iterdir()) == []


def test_a_server_that_is_busy_is_asked_again(output: Path, root: Path) -> None:
    requests = itertools.count()

    def busy(environ: dict[str, Any]) -> int | None:
        return 503 if next(requests) in {0, 3, 9, 10} else None

    with stamina.set_testing(True, attempts=4), dav_server(root, "ada", "secret", busy) as port:
        dav(root, port).send(output)
        assert dav(root, port).published() == published_in(output)


@pytest.mark.parametrize(
    ("method", "status", "remedy"),
    [("PUT", 507, "space"), ("MOVE", 403, PASSWORD), ("MOVE", 502, "WebDAV")],
)
def test_a_server_that_takes_no_more_keeps_what_stands_there(
    output: Path, root: Path, method: str, status: int, remedy: str
) -> None:
    refusing = False

    def before(environ: dict[str, Any]) -> int | None:
        return status if refusing and environ["REQUEST_METHOD"] == method else None

    with stamina.set_testing(True, attempts=2), dav_server(root, "ada", "secret", before) as port:
        place = dav(root, port)
        place.send(output)
        there = place.contents()
        put(output, audio=b"new" * 3000)
        refusing = True
        with pytest.raises(OutputError) as refused:
            place.send(output)
        assert str(status) in refused.value.what
        assert remedy in refused.value.remedy
        assert place.contents() == there, "not even a half sent file is left"
        refusing = False
        place.send(output)
        assert lost_links(place.contents()) == set()


def test_what_answers_in_no_webdav_is_said(output: Path, root: Path) -> None:
    def page(environ: dict[str, Any]) -> int | None:
        return 200 if environ["REQUEST_METHOD"] == "PROPFIND" else None

    refused = pytest.raises(OutputError, match="no WebDAV server")
    with dav_server(root, "ada", "secret", page) as port, refused:
        dav(root, port).send(output)


def test_where_nobody_answers_webdav_is_tried_a_few_times_and_said(
    output: Path, root: Path
) -> None:
    with stamina.set_testing(True, attempts=3), pytest.raises(OutputError, match="refused"):
        dav(root, free_port()).send(output)


# ---------------------------------------------------------------------------------- a folder


def test_a_folder_that_cannot_be_made_is_said(output: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError) as refused:
        in_folder(tmp_path / "file" / "show").send(output)
    assert str(tmp_path / "file") in str(refused.value.where)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_full_disk_leaves_what_stands_there_and_no_half_file(output: Path, root: Path) -> None:
    in_folder(root).send(output)
    before = in_folder(root).contents()
    put(output, audio=b"new" * 300_000)
    program = (
        "import os, sys; from pathlib import Path; from briefing.deliver import deliver\n"
        "deliver(Path(sys.argv[1]), sys.argv[2], os.environ)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(output), str(root)],
        stderr=subprocess.PIPE,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000)),
    )
    assert b"Free some space" in ended.stderr
    assert in_folder(root).contents().items() >= before.items()
    assert not [path for path in in_folder(root).contents() if "part" in path]


# ----------------------------------------------------------------- packages that are absent


@pytest.mark.parametrize(
    ("target", "package"),
    [("s3://bucket/x", "s3fs"), ("sftp://host/x", "sshfs"), ("memory://x", "fsspec")],
)
def test_an_absent_package_is_named_with_the_command_that_installs_it(
    target: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError) as refused:
        place_at(target, tmp_path, {})
    assert package in refused.value.what
    assert "pip install 'briefing[publish]'" in refused.value.remedy


def test_an_address_of_a_kind_nobody_knows_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed")
    with pytest.raises(UsageError, match="gopher"):
        place_at("gopher://example.org/x", tmp_path, {})


def test_folders_and_webdav_need_no_further_package(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from briefing.deliver.opening import place_at\n"
        "place_at(sys.argv[1], Path(sys.argv[2]), {})\n"
        "place_at('webdav+https://ada@example.org/dav', Path(sys.argv[2]), {}).close()\n"
        "assert not {'fsspec', 's3fs', 'sshfs', 'asyncssh', 'botocore'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "a", tmp_path / "b"], check=True)


def test_the_user_is_named_and_the_password_is_not(sshd: SshServer, root: Path) -> None:
    place = place_at(sshd.url(root), root / "output", {PASSWORD: "hunter2"})
    assert place.name == f"sftp://{getpass.getuser()}@127.0.0.1:{sshd.port}{root}"
    assert "hunter2" not in repr(vars(place).get("name"))
