"""Worker processes: ordered, watched, retried once, and no worse than the builtin map."""

from __future__ import annotations

import os
import signal
import threading
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


def process_id(_: object) -> int:
    time.sleep(0.05)
    return os.getpid()


def wait_for(flag: Path) -> str:
    """Return once somebody has made the file ``flag``: this job ends after another began."""
    while not flag.exists():
        time.sleep(0.005)
    return "waited"


def touch_at_last(job: tuple[int, Path]) -> int:
    number, flag = job
    if number == 0:
        wait_for(flag)
    elif number == 30:
        flag.touch()
    return number


def test_one_slow_job_does_not_hold_back_the_rest(pool: Map, tmp_path: Path) -> None:
    """The first job ends only when the thirtieth is done: the other worker must get that far."""
    jobs = [(number, tmp_path / "flag") for number in range(40)]
    assert list(pool(touch_at_last, jobs, limit=30)) == list(range(40))


def test_results_held_back_are_bounded(pool: Map, tmp_path: Path) -> None:
    """While the first job lasts no more than so many others are taken on."""
    taken = 0

    def jobs() -> Iterator[Path]:
        nonlocal taken
        yield tmp_path / "flag"
        (tmp_path / "other").touch()
        for _ in range(10_000):
            taken += 1
            if taken == 60:
                (tmp_path / "flag").touch()
            yield tmp_path / "other"

    assert next(pool(wait_for, jobs(), limit=30)) == "waited"
    assert taken < 100


def test_a_map_may_feed_on_another(pool: Map) -> None:
    doubled = pool(double, pool(slow_when_even, range(30)))
    assert list(doubled) == [2 * number for number in range(30)]


def test_what_feeds_a_map_may_be_left_unfinished(pool: Map) -> None:
    first = pool(slow_when_even, range(1000))
    assert next(first) == 0
    first.close()  # type: ignore[attr-defined]
    assert list(pool(double, range(5))) == [0, 2, 4, 6, 8]


def test_a_crash_costs_nobody_else_anything(pool: Map, tmp_path: Path) -> None:
    results = pool(die_once_at_three, [(number, tmp_path / "flag") for number in range(20)])
    assert list(results) == list(range(20))


def die_once_at_three(job: tuple[int, Path]) -> int:
    number, flag = job
    if number == 3:
        die_once(flag)
    return number


def test_a_worker_killed_from_outside_is_replaced(pool: Map) -> None:
    for _ in range(2):
        (found,) = pool(process_id, [0])
        os.kill(found, signal.SIGKILL)
    assert list(pool(double, range(10))) == [2 * number for number in range(10)]


def test_as_many_processes_as_there_are_jobs() -> None:
    with workers(4) as map_:
        assert len(set(map_(process_id, [0]))) == 1
        assert len(set(map_(process_id, range(8)))) == 4


def test_what_cannot_travel_is_an_error_and_no_hang(pool: Map) -> None:
    with pytest.raises(Exception, match="pickle"):
        list(pool(make_a_lock, [0], limit=30))
    with pytest.raises(Exception, match="pickle"):
        list(pool(double, [threading.Lock()], limit=30))  # type: ignore[list-item]
    assert list(pool(double, range(10))) == [2 * number for number in range(10)]


def make_a_lock(_: object) -> object:
    return threading.Lock()


def test_an_error_tells_where_in_the_worker_it_arose(pool: Map) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        list(pool(divide, [0]))
    assert "in divide" in "".join(caught.value.__notes__)


def divide(number: int) -> float:
    return 1 / number


# ------------------------------------------------------------------- workers that start early


def mark() -> None:
    Path(os.environ["MARKS"], str(os.getpid())).touch()


def refuse_to_prepare() -> None:
    raise RuntimeError


def marked(folder: Path, count: int) -> set[int]:
    """Return the processes that left a mark, once there are ``count`` of them."""
    until = time.monotonic() + 30
    while time.monotonic() < until and len(list(folder.iterdir())) < count:
        time.sleep(0.01)
    return {int(path.name) for path in folder.iterdir()}


def test_early_workers_prepare_before_there_is_a_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARKS", str(tmp_path))
    with workers(2, 2, f"{__name__}:mark") as map_:
        early = marked(tmp_path, 2)
        assert len(early) == 2
        assert set(map_(process_id, range(8))) <= early


def test_an_early_worker_that_is_ready_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARKS", str(tmp_path))
    with workers(2, 1, f"{__name__}:mark") as map_:
        early = marked(tmp_path, 1)
        time.sleep(0.2)  # it has answered, and nobody has looked
        assert set(map_(process_id, [0])) == early


@pytest.mark.parametrize("prepare", ["refuse_to_prepare", "nothing_of_the_kind"])
def test_an_early_worker_that_cannot_prepare_does_its_jobs(prepare: str) -> None:
    with workers(1, 1, f"{__name__}:{prepare}") as map_:
        assert list(map_(double, range(3))) == [0, 2, 4]


def test_no_more_start_early_than_there_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARKS", str(tmp_path))
    with workers(1, 8, f"{__name__}:mark") as map_:
        assert list(map_(double, range(3))) == [0, 2, 4]
    assert len(list(tmp_path.iterdir())) == 1


def linger() -> None:
    time.sleep(600)


def test_an_early_worker_that_hangs_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing._run.workers._PREPARING", 0.3)
    with workers(1, 1, f"{__name__}:linger") as map_:
        assert list(map_(double, range(3))) == [0, 2, 4]
