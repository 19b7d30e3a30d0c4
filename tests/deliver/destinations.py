"""Places to send to: real servers on this machine, each read without the code that is tested."""

from __future__ import annotations

import asyncio
import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from lxml import html

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))
from publishing import SHOW, put

from briefing.deliver import Delivery, Wishes, deliver
from briefing.deliver.manifest import MANIFEST
from briefing.model import Show

HARBOUR = replace(SHOW, base_url="https://example.org/show/")
ROUND = {
    "ferry": {"title": "The ferry is back", "guid": "0c6cf7d4-a002-5a0a-9a55-7f1de61e6b2c"},
    "museum": {"title": "A museum of salt", "guid": "0c6cf7d4-a003-5a0a-9a55-7f1de61e6b2c"},
}
NOT_PUBLISHED = {"episode.json", "show.json", ".lock", "mine.txt"}


@dataclass(frozen=True)
class Destination:
    """A place that is empty, and how to look into it behind the back of what is tested."""

    url: str
    contents: Callable[[], dict[str, bytes]]
    put: Callable[[str, bytes], None]
    drop: Callable[[str], None]
    environment: dict[str, str] = field(default_factory=dict)
    endpoint_url: str | None = None
    odd_name: str = "Folge #1 – 100% äöü & mehr?"
    """A folder's name that the server of this test can tell from its address."""

    def send(self, output: Path, **wishes: Any) -> Delivery:
        """Send ``output`` there."""
        wanted = Wishes(endpoint_url=self.endpoint_url, **wishes)
        return deliver(output, self.url, os.environ | self.environment, wanted)

    def published(self) -> dict[str, bytes]:
        """Return what lies there but the manifest."""
        return {path: body for path, body in self.contents().items() if path != MANIFEST}


def show_in(output: Path, *names: str, show: Show = HARBOUR) -> Path:
    """Publish the first episode and those called ``names`` in ``output``, and return it."""
    put(output, show)
    for name in names:
        put(output, show, audio=b"\xff\xfb\x90\x64" + name.encode() * 500, **ROUND[name])
    return output


def published_in(output: Path) -> dict[str, bytes]:
    """Return what of ``output`` the world may have, found by looking and not by the records."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name not in NOT_PUBLISHED and "-report-" not in path.name
    }


# ------------------------------------------------------------------------- folder and memory


def in_folder(root: Path, url: str | None = None, **more: Any) -> Destination:
    """Return the folder ``root`` of this machine, reached as ``url``."""

    def contents() -> dict[str, bytes]:
        found = (path for path in root.rglob("*") if path.is_file())
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}

    def write(path: str, body: bytes) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(body)

    return Destination(
        url or str(root), contents, write, lambda path: (root / path).unlink(), **more
    )


def in_memory() -> Destination:
    """Return a place that fsspec reaches and that nothing here knows of."""
    import fsspec

    root = f"/show-{uuid.uuid4().hex}"
    fs = fsspec.filesystem("memory")

    def contents() -> dict[str, bytes]:
        return {path.removeprefix(root + "/"): fs.cat_file(path) for path in fs.find(root)}

    return Destination(
        f"memory:/{root}",
        contents,
        lambda path, body: fs.pipe_file(f"{root}/{path}", body),
        lambda path: fs.rm_file(f"{root}/{path}"),
    )


# ------------------------------------------------------------------------------------- S3


@contextmanager
def s3_server() -> Iterator[str]:
    """Run an S3 server and provide its address."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


AWS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


def s3_client(endpoint: str) -> Any:
    """Return Amazon's own client for the server at ``endpoint``."""
    import boto3

    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=AWS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=AWS["AWS_SECRET_ACCESS_KEY"],
        region_name=AWS["AWS_DEFAULT_REGION"],
    )


def in_bucket(endpoint: str, prefix: str = "podcasts/harbour") -> Destination:
    """Return a new bucket of the server at ``endpoint``."""
    client = s3_client(endpoint)
    bucket = f"bucket-{uuid.uuid4().hex[:12]}"
    client.create_bucket(Bucket=bucket)
    start = f"{prefix}/" if prefix else ""

    def contents() -> dict[str, bytes]:
        found = {}
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for row in page.get("Contents", ()):
                assert row["Key"].startswith(start)
                body = client.get_object(Bucket=bucket, Key=row["Key"])["Body"].read()
                found[row["Key"].removeprefix(start)] = body
        return found

    return Destination(
        f"s3://{bucket}/{prefix}",
        contents,
        lambda path, body: client.put_object(Bucket=bucket, Key=start + path, Body=body),
        lambda path: client.delete_object(Bucket=bucket, Key=start + path),
        endpoint_url=endpoint,
    )


# ----------------------------------------------------------------------------------- SFTP


def home_with_key(home: Path) -> str:
    """Give a home its SSH key; return the public one."""
    import asyncssh

    folder = home / ".ssh"
    folder.mkdir(parents=True, mode=0o700)
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(folder / "id_ed25519")
    (folder / "id_ed25519").chmod(0o600)
    return str(key.export_public_key().decode())


@dataclass(frozen=True)
class SshServer:
    """An OpenSSH server that lets this person in by key."""

    port: int
    host_key: str

    def known(self, home: Path) -> None:
        """Let the home know the server."""
        (home / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {self.host_key}\n")

    def url(self, path: Path | str) -> str:
        """Return the address of a folder there."""
        return f"sftp://{getpass.getuser()}@127.0.0.1:{self.port}{path}"


@contextmanager
def ssh_server(folder: Path, public_key: str) -> Iterator[SshServer]:
    """Run OpenSSH's sshd as this person, its files in ``folder``; who has the key may enter."""
    import asyncssh

    sshd = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert sshd
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where root's sshd separates its privileges
    host = asyncssh.generate_private_key("ssh-ed25519")
    host.write_private_key(folder / "host_key")
    (folder / "host_key").chmod(0o600)
    (folder / "authorized_keys").write_text(public_key)
    port = free_port()
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host_key\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/authorized_keys\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\n"
        "PermitRootLogin yes\nSubsystem sftp internal-sftp\nMaxStartups 100\n"
    )
    log = folder / "sshd.log"
    server = subprocess.Popen(
        [sshd, "-D", "-E", str(log), "-f", str(folder / "sshd_config")],
        stdin=subprocess.DEVNULL,
    )
    try:
        wait_for(port, log)
        yield SshServer(port, host.export_public_key().decode().strip())
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def password_server(folder: Path, password: str) -> Iterator[SshServer]:
    """Run an SFTP server that shows ``folder`` to whoever knows the password."""
    import asyncssh

    class Doorman(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, given: str) -> bool:
            return given == password

    host = asyncssh.generate_private_key("ssh-ed25519")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> Any:
        return await asyncssh.create_server(
            Doorman,
            "127.0.0.1",
            0,
            server_host_keys=[host],
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(folder).encode()),
        )

    listener = asyncio.run_coroutine_threadsafe(listen(), loop).result(20)
    try:
        yield SshServer(listener.get_port(), host.export_public_key().decode().strip())
    finally:
        loop.call_soon_threadsafe(listener.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


# --------------------------------------------------------------------------------- WebDAV

Middleware = Callable[[dict[str, Any]], int | None]


@contextmanager
def dav_server(
    folder: Path, user: str, password: str, before: Middleware = lambda _: None
) -> Iterator[int]:
    """Serve ``folder`` by WebDAV at ``/dav``, to a user with a password, and provide the port.

    ``before`` is asked about each request first, and may answer it with a status.
    """
    from cheroot import wsgi
    from wsgidav.wsgidav_app import WsgiDAVApp

    app = WsgiDAVApp(
        {
            "provider_mapping": {"/dav": str(folder)},
            "simple_dc": {"user_mapping": {"*": {user: {"password": password}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )

    def gate(environ: dict[str, Any], start_response: Any) -> Any:
        status = before(environ)
        if status is None:
            return app(environ, start_response)
        # what was sent is read, or the client would see a broken connection
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start_response(f"{status} Because", [("Content-Length", "0")])
        return [b""]

    server = wsgi.Server(("127.0.0.1", 0), gate)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server.bind_addr[1]
    finally:
        server.stop()
        thread.join(10)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, log: Path) -> None:
    """Wait until somebody listens on ``port``."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text() if log.exists() else "no server")


# --------------------------------------------------------------------------------- validity


def lost_links(contents: dict[str, bytes], base_url: str = HARBOUR.base_url) -> set[str]:
    """Return which files the feeds and pages in ``contents`` name that are not there."""
    named: set[str] = set()
    for path, body in contents.items():
        text = body.decode("utf-8", "replace")
        if path.endswith((".xml", ".json", ".opml")) and "/" not in path:
            found = re.findall(re.escape(base_url) + r"([^\s\"'<>&;)\\]*)", text)
            named |= {unquote(one.partition("#")[0]) for one in found}
        elif path.endswith("index.html"):
            tree = html.fromstring(body)
            for _, _, link, _ in tree.iterlinks():
                if not re.match(r"[a-z]+:|#|//", link):
                    named.add(unquote(urljoin(path, link.partition("#")[0])))
    return {name for name in named if name and not name.endswith("/")} - contents.keys()
