"""Packages that import their names when they are used list no name they do not have."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest


@pytest.mark.parametrize("package", ["briefing", "briefing.model", "briefing.summarise"])
def test_every_listed_name_is_there(package: str) -> None:
    module = import_module(package)
    assert module.__all__
    for name in module.__all__:
        assert getattr(module, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = module.nonsense


def test_a_summariser_alone_imports_neither_sound_nor_settings() -> None:
    code = "import sys, briefing.summarise.extractive; print(*sorted(sys.modules), sep='\\n')"
    listed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(listed.stdout.split())
    assert "briefing.summarise.order" in loaded
    heavy = {"briefing.settings", "briefing.plugins", "briefing.model.sound", "numpy", "babel"}
    assert loaded.isdisjoint(
        heavy | {"jinja2", "click", "httpx", "sentencex", "importlib.metadata"}
    )
