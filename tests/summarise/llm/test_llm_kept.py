"""Answers are kept, so that the same question is asked and paid for once."""

from __future__ import annotations

import json
from pathlib import Path

from chatserver import Asked, Reply, chatting, extracts, said
from llmcases import HARBOUR, article, condensed, equipped, why

from briefing.summarise.budget import Budget
from briefing.summarise.llm import kept
from briefing.summarise.llm.kept import KeptAnswers
from briefing.testing.summariser import sources_of

WORDS = Budget.of_words(90)


def test_a_second_run_asks_nothing_and_tells_the_same(tmp_path: Path) -> None:
    with chatting() as chat:
        first = equipped(chat, tmp_path).summarise(article(), WORDS)
        asked = len(chat.asked)
        second = equipped(chat, tmp_path).summarise(article(), WORDS)
        assert asked == 3
        assert len(chat.asked) == asked
    assert first == second


def test_a_second_run_needs_no_server(tmp_path: Path) -> None:
    with chatting() as chat:
        first = equipped(chat, tmp_path).summarise(article(), WORDS)
    assert equipped(chat, tmp_path).summarise(article(), WORDS) == first


def test_another_server_does_not_make_it_another_question(tmp_path: Path) -> None:
    with chatting() as chat, chatting() as moved:
        equipped(chat, tmp_path).summarise(article(), WORDS)
        equipped(moved, tmp_path).summarise(article(), WORDS)
        assert not moved.asked


def test_changed_text_or_another_model_is_asked_again(tmp_path: Path) -> None:
    with chatting() as chat:
        equipped(chat, tmp_path).summarise(article(), WORDS)
        chat.asked.clear()
        changed = (HARBOUR[0].replace("Monday", "Tuesday"), *HARBOUR[1:])
        equipped(chat, tmp_path).summarise(article(harbour=changed), WORDS)
        assert [one.article["heading"] for one in chat.asked] == ["The harbour"]
        chat.asked.clear()
        equipped(chat, tmp_path, llm_model="larger").summarise(article(), WORDS)
        assert len(chat.asked) == 3


def test_within_a_run_the_same_question_is_asked_once_though_it_failed() -> None:
    with chatting(lambda asked: said("no")) as chat:
        ready = equipped(chat)
        assert ready.summarise(article(), WORDS) == ready.summarise(article(), WORDS)
        assert len(chat.asked) == 3


def test_the_same_text_elsewhere_is_told_with_its_own_addresses() -> None:
    """Two documents of a run hold the same: it is asked for once, and each cites its own."""
    second = article(number=2)
    with chatting() as chat:
        ready = equipped(chat)
        ready.summarise(article(), WORDS)
        story = ready.summarise(second, WORDS)
        assert len(chat.asked) == 3
    assert {address.document for address in sources_of(story)} == {2}


def test_an_answer_without_form_is_not_kept(tmp_path: Path) -> None:
    """The next run may be luckier."""
    with chatting(lambda asked: said("no")) as chat:
        equipped(chat, tmp_path).summarise(article(), WORDS)
        chat.answer = extracts
        story = equipped(chat, tmp_path).summarise(article(), WORDS)
        assert len(chat.asked) == 6
    assert not story.notices


def test_kept_answers_are_believed_no_more_than_fresh_ones(tmp_path: Path) -> None:
    with chatting() as chat:
        equipped(chat, tmp_path).summarise(article(), WORDS)
        for path in tmp_path.rglob("*.json"):
            answer = json.loads(path.read_bytes())["answer"]
            lying = answer.replace("14 million", "41 million")
            path.write_text(json.dumps({"answer": lying}))
        story = equipped(chat, tmp_path).summarise(article(), WORDS)
    assert [notice.where for notice in story.notices] == ["The harbour"]
    assert "'41 million euros'" in why(story)


def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    with chatting() as chat:
        first = equipped(chat, tmp_path).summarise(article(), WORDS)
        for damage in (b"", b"{", b"[]", b'{"answer": 3}', b"\xff" * 9, b"[" * 200_000):
            for path in tmp_path.rglob("*.json"):
                path.write_bytes(damage)
            assert equipped(chat, tmp_path).summarise(article(), WORDS) == first


def test_a_folder_that_cannot_be_written_costs_nothing_but_asking_again(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with chatting() as chat:
        story = equipped(chat, blocked).summarise(article(), WORDS)
    assert not story.notices


def test_without_a_folder_nothing_is_kept() -> None:
    with chatting() as chat:
        condensed(chat)
        condensed(chat)
        assert len(chat.asked) == 6


def test_the_folder_does_not_grow_for_ever(tmp_path: Path) -> None:
    answers = KeptAnswers(tmp_path)
    for number in range(kept.MOST + 1):
        (tmp_path / f"{number:064x}.json").write_text('{"answer": "old"}')
    (tmp_path / "notes.txt").write_text("somebody's")
    answers.keep("f" * 64, "new")
    left = list(tmp_path.glob("*.json"))
    assert len(left) < kept.MOST
    assert answers.recall("f" * 64) == "new"
    assert (tmp_path / "notes.txt").exists()


def test_half_written_files_are_not_left(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Reply:
        return extracts(asked)

    with chatting(answer) as chat:
        equipped(chat, tmp_path).summarise(article(), WORDS)
    assert all(path.suffix == ".json" for path in tmp_path.rglob("*") if path.is_file())
