"""The company: which engine speaks, what each is told, and what is asked before money is spent."""

from __future__ import annotations

import pytest

from briefing.errors import UsageError, VoiceError
from briefing.voice import AUTO, Estimate, Purse, Setup, company, engines

ALL = Setup("", environment={"OPENAI_API_KEY": "secret", "HOME": "/root"})


def test_auto_takes_an_engine_that_can_run_and_never_silence() -> None:
    member = company({}, ALL).suggest("host", "en")
    assert member.engine == "pyttsx3"
    assert member.name == f"pyttsx3:{member.voice.name}"


def test_a_voice_is_found_by_name_and_by_engine_and_name() -> None:
    here = company({}, ALL, usual="pyttsx3")
    assert here.find("en-us+f2").engine == "pyttsx3"
    assert here.find("silent:silent-2").voice.name == "silent-2"
    with pytest.raises(VoiceError, match="no voice called"):
        here.find("silent:silent-9")
    with pytest.raises(VoiceError, match="no voice called 'nobody:x'"):
        here.find("nobody:x")


def test_names_that_do_not_exist_are_refused_with_those_that_do() -> None:
    for wrong in ({"usual": "festival"}, {"fallback": "festival"}):
        with pytest.raises(UsageError, match=r"'festival'(.|\n)*pyttsx3"):
            company({}, ALL, **wrong)
    with pytest.raises(UsageError, match="kind of speech engine"):
        company({"mine": {"kind": "gramophone"}}, ALL)


def test_an_engine_sees_no_variable_it_does_not_name() -> None:
    assert company({}, ALL).setup("silent").environment == {}


def test_options_are_refused_by_an_engine_that_has_none() -> None:
    here = company({"silent": {"volume": 3}}, ALL)
    with pytest.raises(UsageError, match="no options"):
        here.engine("silent")
    listed = {name: (found, status) for name, found, status in engines(here)}
    assert listed["silent"][0] is None
    assert not listed["silent"][1].ok
    assert listed["pyttsx3"][1].ok


def test_auto_is_no_engine_to_open() -> None:
    with pytest.raises(UsageError, match="no speech engine called 'auto'"):
        company({}, ALL).engine(AUTO)


def estimate(cost: float | None) -> Estimate:
    return Estimate(characters=1200, requests=3, cost=cost)


class Person:
    """Answers the same to everything, and remembers what was asked."""

    def __init__(self, answer: bool) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def __call__(self, question: str) -> bool:
        self.asked.append(question)
        return self.answer


def test_nothing_is_spent_unasked() -> None:
    for cost in (0.5, None):
        person = Person(answer=False)
        with pytest.raises(UsageError, match="1,200 characters"):
            Purse(person).spend("openai", estimate(cost))
        assert len(person.asked) == 1


def test_a_person_is_asked_once_for_each_engine() -> None:
    person = Person(answer=True)
    purse = Purse(person)
    purse.foresee("openai", estimate(0.5))
    for _ in range(3):
        purse.spend("openai", estimate(0.5))
    assert len(person.asked) == 1
    purse.spend("other", estimate(0.5))
    assert len(person.asked) == 2


def test_what_is_free_or_agreed_to_is_not_asked() -> None:
    person = Person(answer=False)
    Purse(person).spend("openai", estimate(0.0))
    Purse(person).spend("openai", Estimate(0, 0, None))
    Purse(person, agreed=True).spend("openai", estimate(None))
    Purse(person, most=1.0).spend("openai", estimate(0.9))
    assert not person.asked


def test_the_most_holds_over_the_whole_run_and_needs_a_price() -> None:
    purse = Purse(Person(answer=True), agreed=True, most=1.0)
    purse.spend("openai", estimate(0.6))
    with pytest.raises(UsageError, match=r"about 1\.20, more than 1"):
        purse.spend("openai", estimate(0.6))
    with pytest.raises(UsageError, match="No price is known"):
        purse.spend("openai", estimate(None))
