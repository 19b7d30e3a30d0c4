"""Servers that are late, broken, choosy or busy, and what becomes of the story."""

from __future__ import annotations

import socket
import threading

import pytest
from chatserver import Asked, Reply, chatting, complained, extracts, said
from llmcases import KEY, Place, article, condensed, equipped, told, why

from briefing.errors import UsageError
from briefing.summarise.budget import Budget
from briefing.summarise.extractive import ExtractiveSummariser
from briefing.summarise.llm import LlmSummariser

WORDS = Budget.of_words(90)
EXTRACT = told(ExtractiveSummariser().summarise(article(), WORDS))


LATER = tuple(f"The {name} in the reading room now holds {name}s as well." for name in "abcde")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def once(first: Reply) -> tuple[list[Asked], object]:
    """Return what answers ``first`` to the first request and well to the others."""
    seen: list[Asked] = []

    def answer(asked: Asked) -> Reply:
        seen.append(asked)
        return first if len(seen) == 1 else extracts(asked)

    return seen, answer


# ------------------------------------------------------------------- errors at once


def test_no_server_is_an_error_with_a_remedy() -> None:
    place = Place(f"http://127.0.0.1:{free_port()}/v1")
    ready = LlmSummariser().equipped(place.workplace, [article()])
    with pytest.raises(UsageError, match="cannot be reached") as error:
        ready.summarise(article(), WORDS)
    assert "--summariser extractive" in error.value.remedy


@pytest.mark.parametrize(
    ("reply", "what", "remedy"),
    [
        (complained(401, f"Incorrect API key provided: {KEY}"), "refuses the key", "LLM_KEY"),
        (complained(403), "refuses the key", "LLM_KEY"),
        (complained(404, "model 'tiny' not found"), "no model called 'tiny'", "--llm-model"),
        (complained(307, Location="http://127.0.0.1:9/v1/"), "redirects", "--llm-url"),
    ],
)
def test_what_no_second_try_can_mend_is_an_error_at_once(
    reply: Reply, what: str, remedy: str
) -> None:
    with chatting(lambda asked: reply) as chat:
        with pytest.raises(UsageError, match=what) as error:
            condensed(chat)
        assert len(chat.asked) == 1
    assert remedy in error.value.remedy
    assert KEY not in str(error.value)


def test_a_redirect_is_not_followed() -> None:
    """The key goes to the address that was named and to no other."""
    with chatting() as elsewhere, chatting() as chat:
        target = f"{elsewhere.url}/chat/completions"
        chat.answer = lambda asked: complained(308, Location=target)
        with pytest.raises(UsageError, match="redirects"):
            condensed(chat)
        assert not elsewhere.asked


# ------------------------------------------------------------------------- dialects


def test_a_server_that_takes_no_schema_is_asked_more_simply_from_then_on() -> None:
    def answer(asked: Asked) -> Reply:
        if "response_format" in asked.body:
            return complained(400, "response_format is not supported")
        return extracts(asked)

    with chatting(answer) as chat:
        story = condensed(chat)
    forms = [asked.body.get("response_format", {}).get("type") for asked in chat.asked]
    assert forms == ["json_schema", "json_object", None, None, None]
    assert not story.notices


def test_a_server_that_takes_only_json_objects_is_asked_for_one() -> None:
    def answer(asked: Asked) -> Reply:
        wanted = asked.body["response_format"]["type"]
        return extracts(asked) if wanted == "json_object" else complained(422, "unknown variant")

    with chatting(answer) as chat:
        story = condensed(chat)
    assert len(chat.asked) == 4
    assert not story.notices


def test_a_server_that_names_what_it_does_not_take_is_asked_without_it() -> None:
    def answer(asked: Asked) -> Reply:
        if "max_tokens" in asked.body:
            return complained(400, "Unsupported parameter: 'max_tokens'")
        if "temperature" in asked.body:
            return complained(400, "Unsupported value: 'temperature'")
        return extracts(asked)

    with chatting(answer) as chat:
        story = condensed(chat)
    last = chat.asked[-1].body
    assert len(chat.asked) == 5
    assert last["max_completion_tokens"] > 0
    assert last["seed"] == chat.asked[0].body["seed"]
    assert last["response_format"]["type"] == "json_schema"
    assert not story.notices


def test_a_server_that_takes_nothing_is_not_asked_for_ever() -> None:
    with chatting(lambda asked: complained(400, "max_tokens temperature seed")) as chat:
        story = condensed(chat)
    assert len(chat.asked) == 3 * 6
    assert told(story) == EXTRACT
    assert "status 400" in why(story)


def test_the_question_is_bounded_and_steady() -> None:
    with chatting() as chat:
        condensed(chat)
    for asked in chat.asked:
        assert asked.path == "/v1/chat/completions"
        assert asked.body["model"] == "tiny"
        assert asked.body["temperature"] == 0
        assert isinstance(asked.body["seed"], int)
        assert 0 < asked.body["max_tokens"] < 2_000
        assert asked.headers["authorization"] == f"Bearer {KEY}"


# --------------------------------------------------------------------- late and broken


def test_trouble_that_passes_is_asked_again() -> None:
    for status in (429, 500, 503):
        seen, answer = once(complained(status, Retry_After="0"))
        with chatting(answer) as chat:  # type: ignore[arg-type]
            story = condensed(chat)
        assert len(seen) == 4
        assert not story.notices


@pytest.mark.parametrize("wait", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_server_that_asks_to_be_left_alone_for_long_is(wait: str) -> None:
    seen, answer = once(complained(429, Retry_After=wait))
    with chatting(answer) as chat:  # type: ignore[arg-type]
        story = condensed(chat)
    assert len(seen) == 3
    assert [notice.where for notice in story.notices] == ["The harbour"]
    assert "status 429" in story.notices[0].text


def test_a_connection_that_breaks_off_is_tried_again() -> None:
    seen, answer = once(Reply(b"x" * 500, cut=100))
    with chatting(answer) as chat:  # type: ignore[arg-type]
        story = condensed(chat)
    assert len(seen) == 4
    assert not story.notices


def test_connections_that_always_break_off_leave_the_extract() -> None:
    with chatting(lambda asked: Reply(b"x" * 500, cut=100)) as chat:
        story = condensed(chat, llm_timeout=0.4)
    assert told(story) == EXTRACT
    assert "broke off" in why(story) or "in time" in why(story)


def test_a_late_answer_is_not_waited_for() -> None:
    with chatting() as chat:

        def answer(asked: Asked) -> Reply:
            if asked.article["heading"] == "The harbour":
                chat.over.wait(20)
            return extracts(asked)

        chat.answer = answer
        story = condensed(chat, llm_timeout=0.3)
    assert [notice.where for notice in story.notices] == ["The harbour"]
    assert "in time" in story.notices[0].text


@pytest.mark.parametrize("drip", [b"HTTP/1.1 200 OK\r\nA: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_drips_in_is_not_waited_for(drip: bytes) -> None:
    """A byte now and then, in the headers or in the body, does not stop the clock."""
    over = threading.Event()

    def speak(listener: socket.socket) -> None:
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=drop_by_drop, args=(connection,), daemon=True).start()

    def drop_by_drop(connection: socket.socket) -> None:
        with connection:
            connection.recv(65_536)
            connection.sendall(drip)
            while not over.wait(0.05):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=speak, args=(listener,), daemon=True).start()
        place = Place(f"http://127.0.0.1:{listener.getsockname()[1]}/v1", llm_timeout=0.3)
        story = LlmSummariser().equipped(place.workplace, [article()]).summarise(article(), WORDS)
        over.set()
    assert told(story) == EXTRACT
    assert "in time" in why(story)


def test_an_answer_without_end_is_not_read_to_the_end() -> None:
    with chatting(lambda asked: Reply(b" " * (50 * 1024 * 1024))) as chat:
        story = condensed(chat)
    assert told(story) == EXTRACT
    assert "far too long" in why(story)


def test_after_three_failures_in_a_row_no_more_is_asked() -> None:
    with chatting(lambda asked: said("no")) as chat:
        ready = equipped(chat)
        first = ready.summarise(article(), WORDS)
        assert len(chat.asked) == 3
        again = ready.summarise(article(harbour=LATER), WORDS)
        assert len(chat.asked) == 3
    assert len(first.notices) == 3
    general = [notice for notice in again.notices if notice.where is None]
    assert len(general) == 1
    assert "3 answers in a row" in general[0].text


def test_a_server_that_goes_away_costs_its_sections_only() -> None:
    """Only at the first question is a missing server an error; later the story is finished."""
    with chatting() as chat:
        ready = equipped(chat)
        ready.summarise(article(), WORDS)
    story = ready.summarise(article(library=LATER), WORDS)
    assert told(story)
    assert "no connection" in why(story)
