"""A real proxy before the server: what listeners are told then, and what they cannot make up."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from publishing import put
from talking import AUDIO, KEY, Where, entries, listening

from briefing.serve import Access

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")

CONFIGURATION = """{user}
daemon off; worker_processes 1; pid {work}/pid; error_log {work}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; proxy_temp_path {work}/p; client_body_temp_path {work}/c;
  fastcgi_temp_path {work}/f; uwsgi_temp_path {work}/u; scgi_temp_path {work}/s;
  server {{
    listen 127.0.0.1:{port};
    location /show/ {{
      proxy_pass http://127.0.0.1:{behind}/;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-Proto https;
      proxy_set_header X-Forwarded-Prefix /show;
      proxy_set_header Forwarded "";
    }}
  }}
}}
"""


@contextmanager
def nginx(work: Path, behind: Where) -> Iterator[httpx.Client]:
    """Run the proxy before a server; provides a client of it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    user = "user root;" if os.geteuid() == 0 else ""
    config = work / "nginx.conf"
    config.write_text(CONFIGURATION.format(user=user, work=work, port=port, behind=behind[1]))
    program = shutil.which("nginx") or ""
    child = subprocess.Popen([program, "-c", config, "-e", work / "error.log"])
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            while child.poll() is None:
                try:
                    client.get("/")
                    break
                except httpx.ConnectError:
                    time.sleep(0.02)
            yield client
    finally:
        child.terminate()
        child.wait(10)


def test_addresses_are_those_of_the_proxy_and_lead_through_it(output: Path, tmp_path: Path) -> None:
    trusting = Access(trusted=("127.0.0.1",))
    with listening(output, trusting) as behind, nginx(tmp_path, behind) as client:
        named = {"Host": "radio.example"}
        (entry,) = entries(client, "/show/feed.xml", **named)
        url = entry.enclosures[0].href
        assert url.startswith("https://radio.example/show/episodes/")
        path = urlsplit(url).path
        assert client.get(path).content == AUDIO
        part = client.get(path, headers={"Range": "bytes=7-99"})
        assert (part.status_code, part.content) == (206, AUDIO[7:100])
        tag = client.head("/show/feed.xml", headers=named).headers["etag"]
        again = client.get("/show/feed.xml", headers=named | {"If-None-Match": tag})
        assert again.status_code == 304
        page = client.get("/show/", headers=named)
        assert "https://radio.example/show/feed.xml" in page.text


def test_a_proxy_that_is_not_trusted_is_believed_no_more_than_anybody(
    output: Path, tmp_path: Path
) -> None:
    with listening(output) as behind, nginx(tmp_path, behind) as client:
        (entry,) = entries(client, "/show/feed.xml", Host="radio.example")
        assert entry.enclosures[0].href.startswith("http://radio.example/episodes/")


def test_what_a_listener_writes_of_itself_does_not_get_past_the_proxy(
    output: Path, tmp_path: Path
) -> None:
    trusting = Access(trusted=("127.0.0.1",))
    with listening(output, trusting) as behind, nginx(tmp_path, behind) as client:
        invented = {
            "X-Forwarded-For": "192.0.2.7",
            "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Prefix": "/evil",
            "Forwarded": "for=192.0.2.7;host=evil.example;proto=http",
        }
        answer = client.get("/show/feed.xml", headers=invented)
        assert answer.status_code == 200
        assert "evil" not in answer.text


def test_a_private_show_stays_private_and_its_key_is_in_every_address(tmp_path: Path) -> None:
    put(tmp_path / "show", audio=AUDIO)
    work = tmp_path / "work"
    work.mkdir()
    access = Access(key=KEY, trusted=("127.0.0.1",))
    with listening(tmp_path / "show", access) as behind, nginx(work, behind) as client:
        assert client.get("/show/feed.xml").status_code == 404
        (entry,) = entries(client, f"/show/{KEY}/feed.xml", Host="radio.example")
        url = entry.enclosures[0].href
        assert url.startswith(f"https://radio.example/show/{KEY}/episodes/")
        assert client.get(urlsplit(url).path).content == AUDIO
        moved = client.get(f"/show/{KEY}")
        assert (moved.status_code, moved.headers["location"]) == (308, f"{KEY}/")
