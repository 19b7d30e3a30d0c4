"""Turns at a server: so many at once and in a minute, over all the workers of a run."""

from __future__ import annotations

import multiprocessing
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
import speechserver

from briefing.model import Utterance
from briefing.voice import Setup
from briefing.voice.served import OpenAIEngine
from briefing.voice.served.failed import FailedError
from briefing.voice.served.turns import Turns


def speak_one(setup: Setup, number: int) -> int:
    """Speak a line in a worker, as a run does."""
    engine = OpenAIEngine.configured(setup)
    try:
        return engine.speak(Utterance("mine", "low", 165, f"Line number {number}.", "en")).frames
    finally:
        engine.close()


@pytest.mark.slow
def test_no_more_workers_are_at_a_server_than_there_are_places(tmp_path: Path) -> None:
    """Three processes, eight lines, two places."""
    with (
        speechserver.speaking(speechserver.badly(late=0.1)) as server,
        ProcessPoolExecutor(3, multiprocessing.get_context("spawn")) as pool,
    ):
        table = {"url": server.url, "voices": ["low"], "concurrency": 2}
        setup = Setup("mine", "openai", table, shared=tmp_path)
        spoken = [pool.submit(speak_one, setup, number) for number in range(8)]
        assert all(one.result(timeout=120) for one in spoken)
        assert len(server.asked) == 8
        assert server.most <= 2


def test_all_places_are_used(tmp_path: Path) -> None:
    """Two turns can be had at once where there are two places; a third has to wait."""
    first, second, third = (Turns(tmp_path, "http://x", 2, None) for _ in range(3))
    with first.turn(1), second.turn(1):
        with pytest.raises(FailedError, match="no turn"), third.turn(0.1):
            pass
        with Turns(tmp_path, "http://other", 1, None).turn(1):
            pass  # another server has places of its own
    with third.turn(1):
        pass


def test_a_place_is_free_again_when_the_one_who_had_it_dies(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    holder = context.Process(target=hold_a_place, args=(tmp_path, begun))
    holder.start()
    assert begun.wait(60)
    with pytest.raises(FailedError), Turns(tmp_path, "http://x", 1, None).turn(0.05):
        pass
    holder.kill()
    holder.join()
    with Turns(tmp_path, "http://x", 1, None).turn(5):
        pass


def hold_a_place(folder: Path, begun: threading.Event) -> None:
    """Take the one place and keep it."""
    with Turns(folder, "http://x", 1, None).turn(5):
        begun.set()
        time.sleep(600)


@pytest.mark.parametrize("alone", [True, False])
def test_no_more_are_sent_in_a_minute_than_the_server_takes(tmp_path: Path, alone: bool) -> None:
    """Three may go at once; the fourth would have to wait a minute, whoever sends it."""
    one = Turns(None if alone else tmp_path, "http://x", 2, 3)
    other = one if alone else Turns(tmp_path, "http://x", 2, 3)
    for turns in (one, other, one):
        with turns.turn(0.5):
            pass
    with pytest.raises(FailedError, match="no turn") as found, other.turn(30):
        pass
    assert "requests-per-minute" in found.value.remedy


def test_one_who_is_told_to_wait_holds_the_others(tmp_path: Path) -> None:
    """A limit that one worker has run into is everybody's."""
    one, other = Turns(tmp_path, "http://x", 2, None), Turns(tmp_path, "http://x", 2, None)
    one.hold(60)
    with pytest.raises(FailedError), other.turn(30):
        pass
    alone = Turns(None, "http://x", 2, None)
    alone.hold(0.05)
    begun = time.monotonic()
    with alone.turn(5):
        assert time.monotonic() - begun >= 0.04


def test_a_spoilt_file_is_begun_anew(tmp_path: Path) -> None:
    turns = Turns(tmp_path, "http://x", 1, 5)
    with turns.turn(1):
        pass
    [kept] = tmp_path.glob("*.json")
    kept.write_bytes(b"{")
    with turns.turn(1):
        pass
    assert b"[" in kept.read_bytes()
