"""A job in a process of its own: it answers, refuses, or reaches a limit; this process goes on."""

from __future__ import annotations

import os
import sys
import time

import pytest

from briefing._run import confined as module
from briefing._run.confined import LimitError, confined, unconfined
from briefing.errors import SourceError


def double(number: int) -> int:
    return 2 * number


def die(_: object) -> None:
    os._exit(9)


def hang(_: object) -> None:
    time.sleep(60)


def hoard(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024 * 1024))


def refuse(_: object) -> None:
    raise SourceError("No.", where="there", remedy="Do.")


def blunder(_: object) -> None:
    raise ZeroDivisionError("a bug")


@pytest.mark.parametrize("confine", [confined, unconfined])
def test_the_result_comes_back(confine: module.Confine) -> None:
    assert confine(double, 21) == 42


@pytest.mark.parametrize("confine", [confined, unconfined])
def test_what_the_job_raises_comes_out_as_it_is(confine: module.Confine) -> None:
    with pytest.raises(SourceError) as caught:
        confine(refuse, None)
    assert (caught.value.where, caught.value.remedy) == ("there", "Do.")
    with pytest.raises(ZeroDivisionError):
        confine(blunder, None)


def test_a_crash_is_a_limit_reached() -> None:
    with pytest.raises(LimitError, match="exit code 9"):
        confined(die, None)


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 2.0)
    with pytest.raises(LimitError, match="took more than 2 seconds"):
        confined(hang, None)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_memory_is_limited() -> None:
    assert confined(hoard, 50) == 50 * 1024 * 1024
    with pytest.raises(LimitError, match="memory"):
        confined(hoard, module.MEGABYTES + 100)
