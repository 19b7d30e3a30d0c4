"""Cast: roles to voices, shown text to spoken text, and what is refused or remarked."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import VoiceError
from briefing.model import Line, Pause, Script, Segment, Speech, Utterance, Voice
from briefing.units import Milliseconds
from briefing.voice import Engine, Status, cast
from briefing.voice.silent import SilentEngine
from briefing.voice.spoken import spoken_form

NOBODY: dict[str, str | None] = {"host": None, "questioner": None, "quote": None}


def script(*lines: tuple[str, str], language: str = "en") -> Script:
    beats = tuple(Line(role, text) for role, text in lines)
    middle = len(beats) // 2
    return Script(
        "T",
        language,
        (
            Segment("One", (beats[:middle], (Pause(Milliseconds(200)),))),
            Segment("Two", (beats[middle:],)),
        ),
    )


class Polyglot(SilentEngine):
    """Speaks English and Norwegian, and says so."""

    name = "polyglot"

    def suggest(self, role: str, language: str) -> Voice:
        return Voice(f"{role}-voice", "nb" if language in {"nb", "no"} else "en-us")

    def find(self, name: str) -> Voice:
        if name == "klingon":
            return Voice("klingon", "tlh")
        return super().find(name)


def test_each_line_has_its_utterance_in_the_scripts_order() -> None:
    told = script(("host", "It cost $5."), ("questioner", "Why?"), ("quote", "Because."))
    casting = cast(told, SilentEngine(), voices=NOBODY, rate=160)
    assert casting.utterances == (
        Utterance("silent", "silent-1", 160, spoken_form("It cost $5.", "en"), "en"),
        Utterance("silent", "silent-2", 160, "Why?", "en"),
        Utterance("silent", "silent-3", 160, "Because.", "en"),
    )
    assert "$" not in casting.utterances[0].spoken
    assert casting.voices == (
        ("host", "silent-1"),
        ("questioner", "silent-2"),
        ("quote", "silent-3"),
    )
    assert casting.notices == ()


def test_a_person_chooses_the_voices() -> None:
    chosen = {**NOBODY, "host": "silent-3", "weather": "silent-2"}
    told = script(("host", "Now the weather."), ("weather", "Rain."))
    casting = cast(told, SilentEngine(), voices=chosen, rate=150)
    assert [utterance.voice for utterance in casting.utterances] == ["silent-3", "silent-2"]
    assert casting.notices == ()


@pytest.mark.parametrize("role", ["host", "quote"])
def test_a_voice_that_does_not_exist_is_refused_even_if_no_line_needs_it(role: str) -> None:
    with pytest.raises(VoiceError, match="no voice called 'Zira'"):
        cast(script(("host", "Hi.")), SilentEngine(), voices={**NOBODY, role: "Zira"}, rate=150)


def test_the_host_speaks_for_roles_nobody_knows_and_a_notice_says_so_once() -> None:
    told = script(("host", "Hi."), ("weather", "Rain."), ("weather", "Sun."))
    casting = cast(told, SilentEngine(), voices={**NOBODY, "host": "silent-2"}, rate=150)
    assert {utterance.voice for utterance in casting.utterances} == {"silent-2"}
    assert [notice.code for notice in casting.notices] == ["role-unknown"]
    assert "'weather'" in casting.notices[0].text


@pytest.mark.parametrize(
    ("language", "codes"),
    [("en", []), ("en-gb", []), ("no", []), ("nb", []), ("xx", ["no-voice-for-language"])],
)
def test_a_language_the_engine_lacks_is_remarked(language: str, codes: list[str]) -> None:
    told = script(("host", "Hi."), ("quote", "Ho."), language=language)
    casting = cast(told, Polyglot(), voices=NOBODY, rate=150)
    assert [notice.code for notice in casting.notices] == codes


def test_a_chosen_voice_of_another_language_is_the_persons_own_affair() -> None:
    casting = cast(script(("host", "Hi.")), Polyglot(), voices={"host": "klingon"}, rate=150)
    assert casting.notices == ()


def test_an_empty_script_is_an_empty_casting() -> None:
    casting = cast(script(), SilentEngine(), voices=NOBODY, rate=150)
    assert (casting.utterances, casting.voices, casting.notices) == ((), (), ())


@given(st.lists(st.tuples(st.sampled_from(["host", "quote", "x"]), st.text(max_size=40))))
def test_any_script_is_cast_the_same_twice(lines: list[tuple[str, str]]) -> None:
    told = script(*lines)
    casting = cast(told, SilentEngine(), voices=NOBODY, rate=150)
    assert casting == cast(told, SilentEngine(), voices=NOBODY, rate=150)
    assert len(casting.utterances) == len(lines)
    assert [u.spoken for u in casting.utterances] == [spoken_form(t, "en") for _, t in lines]


def test_a_casting_is_frozen() -> None:
    casting = cast(script(), SilentEngine(), voices=NOBODY, rate=150)
    with pytest.raises(FrozenInstanceError):
        casting.utterances = ()  # type: ignore[misc]


def test_casting_speaks_nothing() -> None:
    class Mute(SilentEngine):
        def speak(self, utterance: Utterance) -> Speech:
            raise AssertionError("cast must not speak")

        def status(self) -> Status:
            raise AssertionError("cast must not examine")

    engine: Engine = Mute()
    assert cast(script(("host", "Hi.")), engine, voices=NOBODY, rate=150).utterances
