"""Opening engines by name, as plug-ins: what loads, what does not, and what is said about it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from briefing import plugins
from briefing.errors import UsageError, VoiceError
from briefing.model import ROLES
from briefing.voice import Engine, Setup, Status, engines, open_engine
from briefing.voice.company import company
from briefing.voice.espeak import Espeak
from briefing.voice.silent import SilentEngine


class Lame(SilentEngine):
    name = "lame"

    def status(self) -> Status:
        return Status(False, "there is no model", "Fetch one.")


@pytest.fixture
def more(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = metadata.entry_points(group="briefing.engines")
    theirs = [
        EntryPoint("lame", f"{__name__}:Lame", "briefing.engines"),
        EntryPoint("broken", "nothing_like_this:Engine", "briefing.engines"),
    ]
    monkeypatch.setitem(sys.modules, __name__, sys.modules[Lame.__module__])
    declared = metadata.EntryPoints([*ours, *theirs])
    monkeypatch.setattr(plugins, "_declared", lambda path: declared)


@pytest.mark.parametrize("name", ["pyttsx3", "silent"])
def test_the_engines_that_ship_come_through_the_door_for_all(name: str) -> None:
    engine = open_engine(Setup(name))
    assert isinstance(engine, Engine)
    assert engine.name == name


@pytest.mark.usefixtures("more")
def test_an_engine_that_cannot_run_says_why_and_how_to_mend_it() -> None:
    with pytest.raises(VoiceError, match="there is no model") as caught:
        open_engine(Setup("lame"))
    assert (caught.value.where, caught.value.remedy) == ("lame", "Fetch one.")


def test_a_name_that_does_not_exist_lists_those_that_do() -> None:
    with pytest.raises(UsageError, match="neural, openai, pyttsx3, silent"):
        open_engine(Setup("festival"))


@pytest.mark.usefixtures("more")
def test_every_engine_is_listed_even_if_it_cannot_load() -> None:
    everyone = company({}, Setup(""))
    listed = {name: (engine, status) for name, engine, status in engines(everyone)}
    assert {"broken", "lame", "pyttsx3", "silent"} <= set(listed)
    assert list(listed) == sorted(listed)
    engine, status = listed["broken"]
    assert engine is None
    assert not status.ok
    assert "nothing_like_this" in status.detail
    assert listed["lame"][1].remedy == "Fetch one."
    assert listed["silent"][1].ok


ROOT = Path(__file__).parents[2]


def test_the_engine_in_the_documentation_keeps_the_contract(tmp_path: Path) -> None:
    """``docs/engines.md`` grows an engine and its test: both are taken from there and run."""
    document = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    for block in re.findall(r"```python\n(.*?)```", document, re.DOTALL):
        name = re.match(r"# (\w+\.py)\n", block)
        assert name, "each listing begins with its file's name"
        (tmp_path / name[1]).write_text(block, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    environment = {**os.environ, "PYTEST_ADDOPTS": "", "PYTHONPATH": str(tmp_path)}
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    assert ended.returncode == 0, ended.stdout
    assert re.search(r"\b[4-9]\d passed", ended.stdout)
    assert "skipped" not in ended.stdout


def test_the_documentation_names_the_voices_that_are_given() -> None:
    document = (ROOT / "docs" / "voices.md").read_text(encoding="utf-8")
    for role in ROLES:
        assert f"| {role} | `{Espeak().suggest(role, 'en').name}` |" in document
