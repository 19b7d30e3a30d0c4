"""What is compiled of files of ours: made once, made anew when it changes, and never a trouble."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from briefing import compiled as module
from briefing.compiled import compiled, compiled_templates


class Making:
    """Counts how often something was made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"made"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "_folder", lambda: tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_what_was_made_is_not_made_again() -> None:
    make = Making()
    assert [compiled("words", b"source", make) for _ in range(3)] == [b"made"] * 3
    assert make.times == 1
    compiled("words", b"another", make)
    compiled("other", b"source", make)
    assert make.times == 3


def test_where_nothing_can_be_kept_it_is_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    make = Making()
    monkeypatch.setattr(module, "_folder", lambda: None)
    assert [compiled("words", b"source", make) for _ in range(2)] == [b"made"] * 2
    assert make.times == 2
    assert compiled_templates("pages") is None


def test_a_folder_that_went_away_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_folder", lambda: tmp_path / "gone")
    assert compiled("words", b"source", Making()) == b"made"
    assert rendered("Hello, {{ name }}!") == "Hello, Ada!"


def rendered(template: str, environment: str = "tests") -> str:
    loader = DictLoader({"page": template})
    cache = compiled_templates(environment)
    return Environment(loader=loader, bytecode_cache=cache).get_template("page").render(name="Ada")


def test_templates_are_compiled_once(folder: Path) -> None:
    assert rendered("Hello, {{ name }}!") == "Hello, Ada!"
    (kept,) = folder.iterdir()
    before = kept.stat().st_mtime_ns
    assert rendered("Hello, {{ name }}!") == "Hello, Ada!"
    assert kept.stat().st_mtime_ns == before
    assert rendered("Goodbye, {{ name }}!") == "Goodbye, Ada!"


def test_environments_that_compile_otherwise_share_nothing(folder: Path) -> None:
    rendered("{{ name }}", "one")
    rendered("{{ name }}", "two")
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("body", [b"", b"half", bytes(range(256))])
def test_a_damaged_template_is_compiled_anew(folder: Path, body: bytes) -> None:
    rendered("Hello, {{ name }}!")
    (kept,) = folder.iterdir()
    kept.write_bytes(body)
    assert rendered("Hello, {{ name }}!") == "Hello, Ada!"
