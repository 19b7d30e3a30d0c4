"""Worker processes: ordered, watched, retried once, and no worse than the builtin map."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing._run.workers import Map, WorkerLostError, here, workers
from briefing.errors import VoiceError


def double(number: int) -> int:
    return 2 * number


def slow_when_even(number: int) -> int:
    time.sleep(0.02 if number % 2 == 0 else 0)
    return number


def die(_: object) -> None:
    os._exit(9)


def hang(_: object) -> None:
    time.sleep(60)


def die_once(flag: Path) -> str:
    if not flag.exists():
        flag.touch()
        os._exit(9)
    return "spoken"


def refuse(_: object) -> None:
    raise VoiceError("No.", where="there", remedy="Do.")


@pytest.fixture(scope="module")
def pool() -> Iterator[Map]:
    with workers(2) as map_:
        yield map_


def test_results_come_in_the_order_of_the_jobs(pool: Map) -> None:
    assert list(pool(slow_when_even, range(50))) == list(range(50))


def test_no_workers_is_the_builtin_map() -> None:
    with workers(0) as map_:
        assert map_ is here
        assert list(map_(double, range(3))) == [0, 2, 4]


def test_a_crash_costs_one_retry(pool: Map, tmp_path: Path) -> None:
    assert list(pool(die_once, [tmp_path / "flag"])) == ["spoken"]


def test_two_crashes_are_an_error_that_names_the_job(pool: Map) -> None:
    with pytest.raises(WorkerLostError, match="died") as caught:
        list(pool(die, ["the job"]))
    assert caught.value.job == "the job"
    assert list(pool(double, [4])) == [8]


def test_a_hang_is_cut_off_and_named(pool: Map) -> None:
    with pytest.raises(WorkerLostError, match=r"no answer within 0\.3 seconds"):
        list(pool(hang, ["the job"], limit=0.3))
    assert list(pool(double, [4])) == [8]


def test_an_error_of_the_function_comes_out_whole(pool: Map) -> None:
    with pytest.raises(VoiceError) as caught:
        list(pool(refuse, [1]))
    assert (caught.value.what, caught.value.where, caught.value.remedy) == ("No.", "there", "Do.")


def test_jobs_are_taken_as_they_are_needed(pool: Map) -> None:
    taken = 0

    def jobs() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    next(iter(pool(double, jobs())))
    assert taken < 100
