"""Places to send to, each empty, as fixtures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from destinations import (
    AWS,
    Destination,
    SshServer,
    dav_server,
    home_with_key,
    in_bucket,
    in_folder,
    in_memory,
    s3_server,
    ssh_server,
)

from briefing.deliver.targets import PASSWORD


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """Provide the address of an S3 server."""
    pytest.importorskip("moto.server", reason="moto, a server for S3, is not installed")
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    with s3_server() as address:
        yield address


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give this process the credentials of the test's bucket, and no others."""
    for name, value in AWS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bucket(endpoint: str, aws: None) -> Destination:
    """Return a bucket."""
    return in_bucket(endpoint)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of its own, without an agent."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return tmp_path / "home"


@pytest.fixture
def sshd(home: Path, tmp_path: Path) -> Iterator[SshServer]:
    """Provide an OpenSSH server that lets this home in, and that this home does not know."""
    pytest.importorskip("sshfs", reason="sshfs is not installed")
    if not shutil.which("sshd", path="/usr/sbin:/usr/bin:/usr/local/sbin"):
        pytest.skip("sshd, OpenSSH's server, is not installed")
    folder = tmp_path / "sshd"
    folder.mkdir()
    with ssh_server(folder, home_with_key(home)) as server:
        yield server


@pytest.fixture(params=["folder", "memory", "s3", "sftp", "webdav"])
def destination(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Destination]:
    """Provide an empty place of each kind."""
    root = tmp_path / "srv" / "show"
    match request.param:
        case "folder":
            yield in_folder(root)
        case "memory":
            pytest.importorskip("fsspec", reason="fsspec is not installed")
            yield in_memory()
        case "s3":
            yield request.getfixturevalue("bucket")
        case "sftp":
            server = request.getfixturevalue("sshd")
            server.known(request.getfixturevalue("home"))
            yield in_folder(root, server.url(root))
        case "webdav":
            pytest.importorskip("wsgidav", reason="wsgidav, a WebDAV server, is not installed")
            root.parent.mkdir()
            with dav_server(root.parent, "ada", "secret") as port:
                url = f"webdav+http://ada@127.0.0.1:{port}/dav/show"
                # wsgidav decodes where a file is to go before it parses it: no # and no ?
                odd = "Folge 1 – 100% äöü & mehr"
                yield in_folder(root, url, environment={PASSWORD: "secret"}, odd_name=odd)
