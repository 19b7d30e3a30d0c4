"""Real podcast clients hear a private show: under its secret address, or with name and password."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from listeners import LISTENERS, Listener, Podget
from station import Station, on_air

from briefing.serve import add_user

pytestmark = pytest.mark.slow

New = Callable[[type[Listener]], Listener]


def heard(listener: Listener) -> list[bytes]:
    return sorted(path.read_bytes() for path in listener.files())


def published(station: Station) -> list[bytes]:
    return sorted(station.audio(episode).read_bytes() for episode in station.episodes)


@pytest.mark.parametrize("kind", LISTENERS, ids=lambda kind: kind.program)
def test_under_its_secret_address_any_client_hears_the_show(
    kind: type[Listener], new_listener: New, own_station: Station
) -> None:
    listener = new_listener(kind)
    with on_air(own_station.output, "--private") as air:
        listener.subscribe(f"{air.address}feed.xml")
        listener.fetch()
    assert heard(listener) == published(own_station)
    secret = urlsplit(air.address).path
    assert len(secret) > 20
    assert all(one.path.startswith(secret) and one.status in {200, 304} for one in air.seen)


@pytest.mark.parametrize("kind", LISTENERS, ids=lambda kind: kind.program)
def test_with_name_and_password_any_client_hears_the_show(
    kind: type[Listener], new_listener: New, own_station: Station, tmp_path: Path
) -> None:
    listener, users = new_listener(kind), tmp_path / "users"
    add_user(users, "ada", "engine-no-1")
    with on_air(own_station.output, "--users", users) as air:
        if isinstance(listener, Podget):
            listener.subscribe(f"{air.address}feed.xml", "ada", "engine-no-1")
        else:
            whom = "//ada:engine-no-1@"
            listener.subscribe(f"{air.address}feed.xml".replace("//", whom, 1))
        listener.fetch()
    assert heard(listener) == published(own_station)
    sounds = [one for one in air.seen if one.path.endswith(".mp3")]
    assert sounds
    assert {one.status for one in sounds} == {200}
