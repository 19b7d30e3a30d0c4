"""The tables of ``briefing.toml``, and ``--set``, which reaches into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.model import Part, Person
from briefing.settings import load
from briefing.tables import engines_of, parts_of, people_of, with_assignments
from briefing.taxonomy import GROUPS, group_of


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_cast_is_read_by_role_and_language() -> None:
    Path("briefing.toml").write_text(
        '[cast.host]\nvoice = "en-us+f2"\nrate = 165\n'
        '[cast.host.pt-BR]\nvoice = "neural:faber"\ngain = 1.5\n'
        "[cast.weather]\npitch = -2\n"
    )
    assert load({}, {}, None).cast == (
        Part("host", voice="en-us+f2", rate=165),
        Part("host", "pt-br", voice="neural:faber", gain=1.5),
        Part("weather", pitch=-2),
    )


def test_engines_keep_their_own_keys() -> None:
    Path("briefing.toml").write_text(
        '[engines.flite]\nkind = "command"\nrun = ["flite", "{text}"]\n'
    )
    assert load({}, {}, None).engines == {"flite": {"kind": "command", "run": ["flite", "{text}"]}}


def test_set_reaches_where_no_option_does_and_goes_before_the_file() -> None:
    Path("briefing.toml").write_text('rate = 140\n[cast.host]\nvoice = "a"\nrate = 150\n')
    given = ("cast.host.rate=170", "engines.openai.url=http://127.0.0.1:9/v1", "rate=180")
    settings = load({"assignments": given}, {}, None)
    assert settings.cast == (Part("host", voice="a", rate=170),)
    assert settings.engines == {"openai": {"url": "http://127.0.0.1:9/v1"}}
    assert settings.rate == 180


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"host": {"rate": "fast"}}, "no rate"),
        ({"host": {"rate": 5}}, "from 60 to 450"),
        ({"host": {"rate": True}}, "no rate"),
        ({"host": {"gain": 40}}, "from -12 to 12"),
        ({"host": {"voice": " "}}, "name of a voice"),
        ({"host": {"volume": 3}}, "no 'volume'"),
        ({"host": {"d e": {"rate": 150}}}, "no language"),
        ({"Host!": {}}, "no role"),
        ({"host": 3}, "no table"),
        (3, "no table"),
    ],
)
def test_mistakes_in_a_cast_are_named(table: object, message: str) -> None:
    with pytest.raises(UsageError) as found:
        parts_of(table, "cast")
    assert message in str(found.value)
    assert "cast" in (found.value.where or "")


@pytest.mark.parametrize("table", [3, {"Open AI": {}}, {"x": 3}, {"x": {"kind": 3}}])
def test_mistakes_in_engines_are_named(table: object) -> None:
    with pytest.raises(UsageError):
        engines_of(table, "engines")


def test_people_are_read_with_their_parts_as_the_taxonomy_calls_them() -> None:
    Path("briefing.toml").write_text(
        '[people.host]\nname = "Ada"\nlink = "https://example.org/ada"\n'
        '[people.questioner]\nname = "Ben"\n'
        '[people.editor]\nname = "Cleo"\n'
        '[people.weather]\nname = "Dov"\n'
        '[people.cutter]\nname = "Eve"\nrole = "Editor"\ngroup = "video post-production"\n'
    )
    assert load({}, {}, None).people == (
        Person("Ada", "host", link="https://example.org/ada"),
        Person("Ben", "co-host"),
        Person("Cleo", "editor", "writing"),
        Person("Dov", "weather"),
        Person("Eve", "Editor", "video post-production"),
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"host": {}}, "no name"),
        ({"host": {"name": " "}}, "says nothing"),
        ({"host": {"name": "A", "age": "3"}}, "name, role, group, link, image"),
        ({"host": {"name": "A", "link": 3}}, "says nothing"),
        ({"x": {"name": "A", "role": "narater"}}, "Did you mean 'narrator', in the group 'cast'"),
        ({"x": {"name": "A", "role": "poet"}}, "announcer"),
        ({"host": {"name": "A", "group": "crew"}}, "The groups are: cast"),
        ({"host": {"name": "A", "group": "writing"}}, "in the group 'cast'"),
        ({"host": 3}, "no table"),
    ],
)
def test_mistakes_in_people_are_named(table: object, message: str) -> None:
    with pytest.raises(UsageError) as found:
        people_of(table, "people")
    assert message in str(found.value)


def test_every_role_has_a_group_that_holds_it() -> None:
    assert all(role in GROUPS[group_of(role) or ""] for roles in GROUPS.values() for role in roles)
    assert group_of("poet") is None


@pytest.mark.parametrize("wrong", ["rate", "=3", "a b=3", "a..b=3", "rate.fast=3"])
def test_what_sets_nothing_is_refused(wrong: str) -> None:
    with pytest.raises(UsageError):
        with_assignments({"rate": 3}, (wrong,))
