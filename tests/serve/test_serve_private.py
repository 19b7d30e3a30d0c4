"""Private shows: who has the key in the address, or a password, hears all; others learn nothing."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import contents, put
from talking import AUDIO, BRIEFING, KEY, Where, asking, entries, get, listening, names, status

from briefing.errors import ServeError, UsageError
from briefing.serve import Access, add_user, private_key
from briefing.serve.answers import Answer
from briefing.serve.door import MOST_WAITING, WAITING_EACH, KeyDoor, UsersDoor
from briefing.serve.keys import is_key, same
from briefing.serve.patience import (
    FORGOTTEN_AFTER,
    LONGEST_WAIT,
    MOST_REMEMBERED,
    Patience,
    neighbourhood,
)
from briefing.serve.users import credentials, hashed, matches, read_users


@pytest.fixture(scope="module")
def keyed(output: Path) -> Iterator[Where]:
    with listening(output, Access(key=KEY)) as running:
        yield running


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("users") / "listeners"
    add_user(path, "ada", "engine: no. 1")
    add_user(path, "Żółw", "zażółć")
    return path


@pytest.fixture(scope="module")
def closed(output: Path, users: Path) -> Iterator[Where]:
    with listening(output, Access(users=users)) as running:
        yield running


def not_private(answer: httpx.Response) -> list[str]:
    """Return what an answer of a private show must not say, or does not say and must."""
    headers = answer.headers
    kept = headers.get("cache-control", "")
    wrong = {
        "open to pages of others": any(name.startswith("access-control-") for name in headers),
        "may be listed": "noindex" not in headers.get("x-robots-tag", ""),
        "may be kept by others": "public" in kept or ("private" not in kept and kept != "no-store"),
        "tells where one comes from": headers.get("referrer-policy") != "no-referrer",
    }
    return [what for what, is_so in wrong.items() if is_so]


# ---------------------------------------------------------------------------- the key


def test_with_the_key_all_is_there_and_all_carries_it(keyed: Where, output: Path) -> None:
    with asking(keyed) as client:
        for name in names(output):
            got = client.get(f"/{KEY}/{name}")
            assert got.status_code == 200, name
            assert not_private(got) == []
        base = f"http://127.0.0.1:{keyed[1]}/{KEY}/"
        (entry,) = entries(client, f"/{KEY}/feed.xml")
        assert entry.enclosures[0].href.startswith(f"{base}episodes/")
        assert client.get(entry.enclosures[0].href).content == AUDIO
        feed = client.get(f"{base}feed.xml").text
        assert f'href="{base}feed.xml"' in feed
        assert "<itunes:block>Yes</itunes:block>" in feed
        assert f"{base}feed.json" in client.get(f"{base}feed.json").text
        assert base in client.get(base).text


def test_the_key_alone_leads_to_the_front_page(keyed: Where) -> None:
    with asking(keyed) as client:
        assert client.get(f"/{KEY}").headers["location"] == f"{KEY}/"
        front = client.get(f"/{KEY}", follow_redirects=True)
        assert (front.status_code, front.url.path) == (200, f"/{KEY}/")


@pytest.mark.parametrize(
    "path",
    "/ /feed.xml /index.html /episodes/ /.key /{mp3} /{key}x/feed.xml /{short}/feed.xml "
    "/x/{key}/feed.xml //{key}/feed.xml /{lower}/feed.xml /{key}%2ffeed.xml /?{key}/feed.xml "
    "/feed.xml?{key}".split(),
)
def test_without_the_key_all_is_as_if_it_were_not_there(
    keyed: Where, output: Path, path: str
) -> None:
    (mp3,) = output.glob("episodes/*/*.mp3")
    told = {"key": KEY, "short": KEY[:-1], "lower": KEY.lower(), "mp3": mp3.relative_to(output)}

    def without_date(answer: bytes) -> bytes:
        lines = answer.split(b"\r\n")
        return b"\r\n".join(line for line in lines if not line.lower().startswith(b"date:"))

    missing = get(keyed, f"/{KEY}/nothing-of-this-name")
    answer = get(keyed, path.format(**told))
    assert status(answer) == 404
    assert without_date(answer) == without_date(missing)


def test_without_the_key_no_method_tells_more(keyed: Where) -> None:
    with asking(keyed) as client:
        for method in ("HEAD", "POST", "OPTIONS", "TRACE"):
            assert client.request(method, "/feed.xml").status_code == 404


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    put(tmp_path)
    key = private_key(tmp_path, {})
    assert is_key(key)
    assert private_key(tmp_path, {}) == key
    assert stat.S_IMODE((tmp_path / ".key").stat().st_mode) == 0o600
    put(tmp_path, guid="next", title="Next")  # publishing sweeps; the key stays
    assert private_key(tmp_path, {}) == key
    (tmp_path / ".key").unlink()
    assert private_key(tmp_path, {}) != key


def test_a_key_of_the_environment_is_kept_nowhere(tmp_path: Path) -> None:
    put(tmp_path)
    before = contents(tmp_path)
    assert private_key(tmp_path, {"BRIEFING_KEY": KEY}) == KEY
    assert contents(tmp_path) == before


def test_a_key_one_can_guess_is_refused(tmp_path: Path) -> None:
    put(tmp_path)
    for easy in ("", "secret", "a" * 40, "abc" * 12, f"{KEY}/", f"{KEY}é", f"{KEY}\n"):
        with pytest.raises(UsageError) as caught:
            private_key(tmp_path, {"BRIEFING_KEY": easy})
        assert not easy or easy not in str(caught.value)
    (tmp_path / ".key").write_text("hunter2")
    with pytest.raises(ServeError):
        private_key(tmp_path, {})


def test_no_key_is_put_where_no_show_is(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match="no show here"):
        private_key(tmp_path, {})
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_two_secrets_are_the_same_if_equal(one: str, other: str) -> None:
    assert same(one, one)
    assert same(one, other) == (one == other)


# -------------------------------------------------------------------------- passwords


def test_with_a_password_all_is_there(closed: Where, output: Path) -> None:
    with asking(closed, auth=("ada", "engine: no. 1")) as client:
        for name in names(output):
            got = client.get(f"/{name}")
            assert got.status_code == 200, name
            assert not_private(got) == []
        (entry,) = entries(client)
        assert client.get(entry.enclosures[0].href).content == AUDIO


@pytest.mark.parametrize(
    ("user", "password"),
    [("ada", "engine: no. 2"), ("ada", ""), ("", ""), ("eve", "engine: no. 1"), ("ADA", "x" * 999)],
)
def test_without_the_right_password_nothing_is_there(
    output: Path, users: Path, user: str, password: str
) -> None:
    with listening(output, Access(users=users)) as running, asking(running) as client:
        for path in ("/", "/feed.xml", "/nothing", "/.key"):
            for auth in (None, (user, password)):
                got = client.get(path, auth=auth)
                assert got.status_code == 401
                assert got.headers["www-authenticate"].startswith('Basic realm="')
                assert not_private(got) == []


def test_names_and_passwords_may_be_of_any_writing_and_either_form(closed: Where) -> None:
    import unicodedata

    for form in ("NFC", "NFD"):
        name, password = (unicodedata.normalize(form, text) for text in ("Żółw", "zażółć"))
        token = base64.b64encode(f"{name}:{password}".encode()).decode()
        with asking(closed) as client:
            got = client.get("/feed.xml", headers={"Authorization": f"basic {token}"})
            assert got.status_code == 200


def test_a_user_who_is_taken_out_hears_no_more_and_a_new_one_does(
    output: Path, tmp_path: Path
) -> None:
    path = tmp_path / "users"
    add_user(path, "ada", "one")
    with listening(output, Access(users=path)) as running, asking(running) as client:
        assert client.get("/feed.xml", auth=("ada", "one")).status_code == 200
        add_user(path, "bob", "two")
        assert client.get("/feed.xml", auth=("bob", "two")).status_code == 200
        path.write_text(f"bob:{read_users(path)['bob']}\n")
        assert client.get("/feed.xml", auth=("ada", "one")).status_code == 401
        path.write_text("this is no file of users")
        assert client.get("/feed.xml", auth=("bob", "two")).status_code == 401


def test_key_and_password_are_both_wanted_where_both_are_set(output: Path, users: Path) -> None:
    with (
        listening(output, Access(key=KEY, users=users)) as running,
        asking(running) as client,
    ):
        right = ("ada", "engine: no. 1")
        assert client.get("/feed.xml", auth=right).status_code == 404
        assert client.get(f"/{KEY}/feed.xml").status_code == 401
        assert client.get(f"/{KEY}/feed.xml", auth=right).status_code == 200


def test_users_are_added_by_asking_for_a_password(tmp_path: Path) -> None:
    path = tmp_path / "users"
    asked = [BRIEFING, "serve", "--users", path, "--add-user", "ada"]
    done = subprocess.run(
        asked, input="one\none\n", capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "one" not in done.stdout + path.read_text()
    assert matches("one", read_users(path)["ada"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    alone = subprocess.run([*asked[:2], "--add-user", "x"], capture_output=True, check=False)
    assert alone.returncode == UsageError.exit_code


@pytest.mark.parametrize(
    "body",
    [
        *("ada", "ada:plain", "ada:", ":x", "ada:{0}\nada:{0}"),
        "ada:scrypt$1$8$1$AAAAAAAAAAA=$" + "A" * 44,
        "ada:scrypt$1000$8$1$AAAAAAAAAAA=$" + "A" * 44,
        "ada:scrypt$1048576$32$1$AAAAAAAAAAA=$" + "A" * 44,  # gigabytes for each try
    ],
)
def test_a_file_of_users_that_cannot_be_used_is_refused(tmp_path: Path, body: str) -> None:
    path = tmp_path / "users"
    path.write_text(body.format(hashed("x")))
    with pytest.raises(UsageError) as caught:
        read_users(path)
    assert caught.value.where.startswith(f"{path}:")


def test_a_file_of_users_may_have_remarks(tmp_path: Path) -> None:
    path = tmp_path / "users"
    path.write_text(f"# those who pay\n\nada:{hashed('x')}\n")
    assert list(read_users(path)) == ["ada"]


@pytest.mark.parametrize("name", ["", " ada", "a:b", "#a", "a\nb", "a" * 65, "\x1b[31m"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        add_user(tmp_path / "users", name, "x")
    assert not (tmp_path / "users").exists()


def test_a_hash_is_of_its_password_alone_and_of_each_time_another() -> None:
    assert hashed("x") != hashed("x")
    assert matches("x", hashed("x"))
    assert not matches("y", hashed("x"))
    for broken in ("", "x", "scrypt$", hashed("x")[:-9]):
        assert not matches("x", broken)


@given(st.text(st.characters(codec="utf-8", exclude_characters=":")), st.text())
def test_credentials_are_read_as_they_were_written(name: str, password: str) -> None:
    import unicodedata

    sent = base64.b64encode(f"{name}:{password}".encode()).decode()
    assert credentials(f"Basic {sent}") == (unicodedata.normalize("NFC", name), password)


@given(st.text(max_size=40))
def test_no_header_is_taken_for_credentials_it_is_not(header: str) -> None:
    found = credentials(header)
    assert found is None or header.lower().lstrip().startswith("basic ")


# -------------------------------------------------------------------------- patience


class Time:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return a file of one user, with checks of passwords that cost nothing."""
    path = tmp_path / "quick"
    add_user(path, "ada", "right")
    kept = read_users(path)["ada"]
    monkeypatch.setattr(
        "briefing.serve.door.matches", lambda password, it: (password, it) == ("right", kept)
    )
    return path


def test_who_guesses_waits_longer_each_time_and_in_the_end_all_the_same(quick: Path) -> None:
    time = Time()
    door = UsersDoor(quick, Patience(time), time.sleep)

    async def guess() -> None:
        for number in range(12):
            assert isinstance(await door.enter(basic("ada", f"{number}"), "10.0.0.1"), Answer)

    asyncio.run(guess())
    assert time.slept == sorted(time.slept)
    assert time.slept[0] == 0
    assert time.slept[-1] == pytest.approx(LONGEST_WAIT)


def test_who_came_in_before_is_not_held_up_by_a_guesser_at_the_same_address(quick: Path) -> None:
    time = Time()
    door = UsersDoor(quick, Patience(time), time.sleep)

    async def both() -> None:
        assert await door.enter(basic("ada", "right"), "10.0.0.1") == "ada"
        for number in range(20):
            assert isinstance(await door.enter(basic("ada", f"{number}"), "10.0.0.1"), Answer)
        before = time.now
        assert await door.enter(basic("ada", "right"), "10.0.0.1") == "ada"
        assert time.now == before

    asyncio.run(both())


def test_guessing_at_one_name_holds_up_no_other_and_at_one_address_no_other(quick: Path) -> None:
    time = Time()
    door = UsersDoor(quick, Patience(time), time.sleep)

    async def guess() -> None:
        for number in range(20):
            await door.enter(basic(f"nobody {number}", "x"), "10.0.0.1")
        time.slept.clear()
        assert await door.enter(basic("ada", "right"), "10.0.0.1") == "ada"
        assert await door.enter(basic("nobody", "x"), "10.0.0.2") != "nobody"
        assert time.slept == [0, 0]
        await door.enter(basic("anybody", "x"), "10.0.0.1")
        assert time.slept[-1] == LONGEST_WAIT  # all unknown names are one

    asyncio.run(guess())


def test_guesses_at_once_are_turned_away_not_queued(quick: Path) -> None:
    time = Time()
    door = UsersDoor(quick, Patience(time), time.sleep)

    async def flood(addresses: int) -> list[int]:
        tries = [
            door.enter(basic("ada", f"{number}"), f"10.0.0.{number % addresses}")
            for number in range(200)
        ]
        told = await asyncio.gather(*tries)
        return [one.status for one in told if isinstance(one, Answer)]

    assert asyncio.run(flood(1)).count(401) == WAITING_EACH
    assert asyncio.run(flood(100)).count(401) == MOST_WAITING


def test_the_same_password_many_times_at_once_is_checked_once(quick: Path) -> None:
    time = Time()
    door = UsersDoor(quick, Patience(time), time.sleep)

    async def come() -> list[str | Answer]:
        return await asyncio.gather(
            *(door.enter(basic("ada", "right"), "10.0.0.1") for _ in range(300))
        )

    assert asyncio.run(come()) == ["ada"] * 300
    assert time.slept == [0]


def test_a_flood_without_the_key_is_answered_and_the_key_never_waits() -> None:
    time = Time()
    door = KeyDoor(KEY, Patience(time), time.sleep)

    async def flood() -> None:
        told = await asyncio.gather(*(door.refusal("10.0.0.1") for _ in range(500)))
        assert {one.status for one in told} == {404}
        assert len(time.slept) <= MOST_WAITING
        assert door.opens((KEY, "feed.xml"))

    asyncio.run(flood())


def test_memory_of_failures_is_bounded_and_fades() -> None:
    time = Time()
    patience = Patience(time)
    for number in range(3 * MOST_REMEMBERED):
        patience.failed(number)
    assert len(patience) == MOST_REMEMBERED
    last = 3 * MOST_REMEMBERED - 1
    assert patience.wait(last) > 0
    time.now += FORGOTTEN_AFTER + 1
    assert patience.wait(last) == 0


def test_a_household_is_one_address() -> None:
    assert neighbourhood("2001:db8::1") == neighbourhood("2001:db8::ffff")
    assert neighbourhood("2001:db8::1") != neighbourhood("2001:db8:0:1::1")
    assert neighbourhood("::ffff:10.0.0.1") == neighbourhood("10.0.0.1")
    assert neighbourhood("10.0.0.1") != neighbourhood("10.0.0.2")
    assert neighbourhood("") == neighbourhood("")


# ------------------------------------------------------------------------- discretion


def test_health_tells_nothing_of_a_private_show(keyed: Where, closed: Where) -> None:
    for server in (keyed, closed):
        with asking(server) as client:
            got = client.get("/healthz")
            assert (got.status_code, json.loads(got.content)) == (200, {"ok": True})
            assert not_private(got) == []


def test_the_key_is_never_written_down(output: Path, tmp_path: Path, users: Path) -> None:
    log = tmp_path / "access.log"
    right = ("ada", "engine: no. 1")
    with (
        listening(output, Access(key=KEY, users=users), str(log)) as running,
        asking(running, auth=right) as client,
    ):
        page = f"{client.base_url}{KEY}/"
        client.get(f"/{KEY}/feed.xml", headers={"Referer": page})
        client.get(f"/{KEY}")
        client.get(f"/{KEY[:-1]}/feed.xml")  # nearly right
        client.get(f"/feed.xml?{KEY}")
        client.get(f"/%5a{KEY[1:]}/feed.xml")  # the same key, written otherwise
        client.get(f"/x/{KEY}")
    written = log.read_text()
    assert written.count("\n") == 6
    assert KEY[1:-1] not in written
    assert "engine" not in written
    assert base64.b64encode(":".join(right).encode()).decode() not in written
    assert '"GET /***/feed.xml HTTP/1.1" 200 ' in written
    assert " - ada [" in written


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_a_key_that_others_may_read_is_closed_again(tmp_path: Path) -> None:
    put(tmp_path)
    key = private_key(tmp_path, {})
    (tmp_path / ".key").chmod(0o644)
    assert private_key(tmp_path, {}) == key
    assert stat.S_IMODE((tmp_path / ".key").stat().st_mode) == 0o600
