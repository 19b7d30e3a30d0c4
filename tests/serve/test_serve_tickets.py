"""Tickets: addresses in a feed that came with a password need none, for that user and no longer."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talking import AUDIO, KEY, asking, entries, listening

from briefing.serve import Access, add_user
from briefing.serve.tickets import holder, ticket_of, without_tickets
from briefing.serve.users import read_users

ADA = ("ada", "engine: no. 1")
SECRET = "a secret of this machine"


@pytest.fixture
def users(tmp_path: Path) -> Path:
    add_user(tmp_path / "users", *ADA)
    add_user(tmp_path / "users", "bob", "two")
    return tmp_path / "users"


def addresses(client: httpx.Client, auth: tuple[str, str], path: str = "/feed.xml") -> set[str]:
    """Return every address of the server that the feed holds."""
    body = client.get(path, auth=auth).text
    return set(re.findall(rf"{re.escape(str(client.base_url))}[^\"<\s]*", body))


def test_what_the_feed_leads_to_is_heard_without_a_password(output: Path, users: Path) -> None:
    with listening(output, Access(users=users)) as running, asking(running) as client:
        found = addresses(client, ADA)
        assert len(found) > 5
        for address in found:
            assert client.get(address).status_code == 200, address
            bare = re.sub(r"/[A-Za-z0-9_-]{43}/", "/", address)
            assert client.get(bare).status_code == 401, bare
        (entry,) = entries(client, urlsplit(next(a for a in found if a.endswith("/feed.xml"))).path)
        assert client.get(entry.enclosures[0].href).content == AUDIO


def test_each_user_has_a_ticket_of_their_own(output: Path, users: Path) -> None:
    with listening(output, Access(users=users)) as running, asking(running) as client:
        assert not addresses(client, ADA) & addresses(client, ("bob", "two"))


def test_a_ticket_ends_with_the_user_and_with_the_password(output: Path, users: Path) -> None:
    with listening(output, Access(users=users)) as running, asking(running) as client:
        hers, his = (sorted(addresses(client, auth))[0] for auth in (ADA, ("bob", "two")))
        add_user(users, "ada", "a new one")
        assert client.get(hers).status_code == 401
        assert client.get(his).status_code == 200
        users.write_text(f"ada:{read_users(users)['ada']}\n")
        assert client.get(his).status_code == 401


def test_a_ticket_outlives_the_server_where_the_secret_does(output: Path, users: Path) -> None:
    access = Access(users=users, secret=SECRET)
    with listening(output, access) as running, asking(running) as client:
        path = urlsplit(sorted(addresses(client, ADA))[0]).path
    with listening(output, access) as running, asking(running) as client:
        assert client.get(path).status_code == 200
    with listening(output, Access(users=users)) as running, asking(running) as client:
        assert client.get(path).status_code == 401


def test_behind_a_key_addresses_have_both(output: Path, users: Path) -> None:
    access = Access(key=KEY, users=users)
    with listening(output, access) as running, asking(running) as client:
        for address in addresses(client, ADA, f"/{KEY}/feed.xml"):
            path = urlsplit(address).path
            assert path.startswith(f"/{KEY}/")
            assert client.get(path).status_code == 200
            assert client.get(path.removeprefix(f"/{KEY}")).status_code == 404


@pytest.mark.parametrize("place", ["/{0}", "/{1}/feed.xml", "/{0}/{0}/feed.xml", "/{0}%2ffeed.xml"])
def test_a_ticket_opens_what_is_behind_it_and_nothing_else(
    output: Path, users: Path, place: str
) -> None:
    with listening(output, Access(users=users)) as running, asking(running) as client:
        (ticket,) = {urlsplit(one).path.split("/")[1] for one in addresses(client, ADA)}
        asked = client.get(place.format(ticket, ticket[:-1] + "~"))
        assert asked.status_code in {308, 401, 404}
        assert asked.headers.get("location", f"{ticket}/") == f"{ticket}/"


def test_tickets_are_not_written_down(output: Path, users: Path, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    access = Access(users=users)
    with listening(output, access, str(log)) as running, asking(running) as client:
        for address in addresses(client, ADA):
            client.get(address)
        tickets = {urlsplit(one).path.split("/")[1] for one in addresses(client, ADA)}
    written = log.read_text()
    assert "/***/episodes/" in written
    assert " - ada [" in written
    assert not any(ticket in written for ticket in tickets)


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(NAMES, NAMES, st.text(max_size=50))
def test_nobody_holds_what_was_not_given_to_them(name: str, other: str, given_one: str) -> None:
    users = {name: "hash", f"{name}{other}": "hash"}
    ticket = ticket_of(SECRET, name, "hash")
    assert holder(SECRET, users, ticket) == name
    assert holder("another secret", users, ticket) is None
    assert holder(SECRET, {name: "another hash"}, ticket) is None
    assert holder(SECRET, users, given_one) is None
    assert re.fullmatch("[A-Za-z0-9_-]{43}", ticket)
    assert without_tickets(f"/{ticket}/feed.xml", "***") == "/***/feed.xml"
