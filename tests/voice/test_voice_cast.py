"""Cast: roles to voices, shown text to spoken text, and what is refused or remarked."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import VoiceError
from briefing.model import Line, Part, Pause, Script, Segment, Speech, Utterance, Voice
from briefing.units import Milliseconds
from briefing.voice import Casting, Company, Engine, Setup, Status, cast, plainly_spoken
from briefing.voice.cast import ended
from briefing.voice.silent import SilentEngine
from briefing.voice.spoken import spoken_form


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


class Parisian(SilentEngine):
    """Speaks French, and nothing else."""

    name = "parisian"

    def voices(self) -> tuple[Voice, ...]:
        return (Voice("lea", "fr"),)

    def find(self, name: str) -> Voice:
        if name != "lea":
            raise VoiceError(f"There is no voice called {name!r}.", remedy="Choose lea.")
        return Voice("lea", "fr")

    def suggest(self, role: str, language: str) -> Voice:
        return Voice("lea", "fr")


def company_of(*engines: Engine, usual: str = "", fallback: str | None = None) -> Company:
    """Return a company in which ``engines`` are open already."""
    opened = {engine.name: engine for engine in engines}
    setups = {name: Setup(name) for name in opened}
    return Company(setups, usual or engines[0].name, fallback, _opened=opened)


def casting_of(told: Script, *engines: Engine, parts: tuple[Part, ...] = ()) -> Casting:
    company = company_of(*(engines or (SilentEngine(),)))
    return cast(told, company, parts=parts, rate=160, say=plainly_spoken)


def test_each_line_has_its_utterance_in_the_scripts_order() -> None:
    told = script(("host", "It cost $5."), ("questioner", "Why?"), ("quote", "Because."))
    casting = casting_of(told)
    assert casting.utterances == (
        Utterance("silent", "silent-1", 160, spoken_form("It cost $5.", "en"), "en"),
        Utterance("silent", "silent-2", 160, "Why?", "en"),
        Utterance("silent", "silent-3", 160, "Because.", "en"),
    )
    assert "$" not in casting.utterances[0].spoken
    assert casting.voices == (
        ("host", "silent:silent-1"),
        ("questioner", "silent:silent-2"),
        ("quote", "silent:silent-3"),
    )
    assert casting.gains == (0.0, 0.0, 0.0)
    assert casting.notices == ()


def test_a_person_chooses_voice_rate_pitch_and_gain_of_each_role() -> None:
    parts = (
        Part("host", voice="silent-3", rate=140, pitch=-2, gain=1.5),
        Part("weather", voice="silent-2"),
    )
    told = script(("host", "Now the weather."), ("weather", "Rain."))
    casting = casting_of(told, parts=parts)
    assert [(one.voice, one.rate, one.pitch) for one in casting.utterances] == [
        ("silent-3", 140, -2.0),
        ("silent-2", 160, 0.0),
    ]
    assert casting.gains == (1.5, 0.0)
    assert casting.notices == ()


def test_what_is_chosen_for_a_language_goes_before_what_is_chosen_for_all() -> None:
    parts = (
        Part("host", "de", voice="silent-2", pitch=1),
        Part("host", voice="silent-3", rate=140),
        Part("host", "de-at", rate=120),
    )
    for language, heard in {
        "en": ("silent-3", 140, 0.0),
        "de": ("silent-2", 140, 1.0),
        "de-AT": ("silent-2", 120, 1.0),
    }.items():
        told = script(("host", "Na."), ("host", "So."), language=language)
        (first, _) = casting_of(told, parts=parts).utterances
        assert (first.voice, first.rate, first.pitch) == heard


def test_a_cast_may_come_from_two_engines() -> None:
    told = script(("host", "Hi."), ("quote", "Ho."))
    parts = (Part("quote", voice="polyglot:silent-2"),)
    casting = casting_of(told, SilentEngine(), Polyglot(), parts=parts)
    assert [(one.engine, one.voice) for one in casting.utterances] == [
        ("silent", "silent-1"),
        ("polyglot", "silent-2"),
    ]


@pytest.mark.parametrize("role", ["host", "quote"])
def test_a_voice_that_does_not_exist_is_refused_even_if_no_line_needs_it(role: str) -> None:
    with pytest.raises(VoiceError, match="no voice called 'Zira'"):
        casting_of(script(("host", "Hi.")), parts=(Part(role, voice="Zira"),))


def test_the_host_speaks_for_roles_nobody_knows_and_a_notice_says_so_once() -> None:
    told = script(("host", "Hi."), ("weather", "Rain."), ("weather", "Sun."))
    casting = casting_of(told, parts=(Part("host", voice="silent-2"),))
    assert {utterance.voice for utterance in casting.utterances} == {"silent-2"}
    assert [notice.code for notice in casting.notices] == ["role-unknown"]
    assert "'weather'" in casting.notices[0].text


@pytest.mark.parametrize(
    ("language", "codes"),
    [("en", []), ("en-gb", []), ("no", []), ("nb", []), ("xx", ["no-voice-for-language"])],
)
def test_a_language_the_engine_lacks_is_remarked(language: str, codes: list[str]) -> None:
    told = script(("host", "Hi."), ("quote", "Ho."), language=language)
    assert [notice.code for notice in casting_of(told, Polyglot()).notices] == codes


def test_a_chosen_voice_of_another_language_is_the_persons_own_affair() -> None:
    told = script(("host", "Hi."))
    assert casting_of(told, Polyglot(), parts=(Part("host", voice="klingon"),)).notices == ()


def foreign_line(language: str) -> Script:
    lines = (Line("host", "He said it."), Line("quote", "C'est la vie.", (), language))
    return Script("T", "en", (Segment("One", (lines,)),))


@pytest.mark.parametrize("chosen", [(), (Part("quote", voice="klingon"),)])
def test_a_line_in_another_language_has_a_voice_of_that_language(chosen: tuple[Part, ...]) -> None:
    """Also where a voice was chosen for the role that does not speak it."""
    company = Company(
        {"polyglot": Setup("polyglot"), "parisian": Setup("parisian")},
        "auto",
        _opened={"polyglot": Polyglot(), "parisian": Parisian()},
    )
    object.__setattr__(company, "usual", "parisian")
    casting = cast(foreign_line("fr"), company, parts=chosen_of(chosen), rate=150, say=in_tongues)
    assert casting.utterances[1] == Utterance("parisian", "lea", 150, "fr: C'est la vie.", "fr")
    assert dict(casting.voices)["quote[fr]"] == "parisian:lea"


def chosen_of(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return (
        Part("host", voice="polyglot:silent-1"),
        *(Part(one.role, voice=f"polyglot:{one.voice}") for one in parts),
    )


def in_tongues(text: str, language: str) -> tuple[str, tuple[()]]:
    return f"{language}: {text}", ()


def test_without_a_voice_for_it_the_roles_own_speaks_another_language_and_a_notice_says_so() -> (
    None
):
    casting = casting_of(foreign_line("fr"), Polyglot())
    assert casting.utterances[1].voice == "quote-voice"
    assert casting.utterances[1].language == "fr"
    assert [notice.code for notice in casting.notices] == ["no-voice-for-language"]
    assert "'fr'" in casting.notices[0].text


def test_a_fallback_speaks_for_an_engine_that_failed() -> None:
    company = company_of(Polyglot(), SilentEngine(), fallback="silent")
    parts = (Part("host", voice="polyglot:klingon"), Part("quote", voice="silent:silent-3"))
    told = script(("host", "Hi."), ("quote", "Ho."))
    assert company.can_replace("polyglot")
    assert not company.can_replace("silent")
    assert not company.can_replace(None)
    rest = company.without("polyglot")
    assert not rest.can_replace("polyglot")
    casting = cast(told, rest, parts=parts, rate=150, say=plainly_spoken)
    assert [(one.engine, one.voice) for one in casting.utterances] == [
        ("silent", "silent-1"),
        ("silent", "silent-3"),
    ]


def test_an_empty_script_is_an_empty_casting() -> None:
    casting = casting_of(script())
    assert (casting.utterances, casting.voices, casting.notices) == ((), (), ())


@given(st.lists(st.tuples(st.sampled_from(["host", "quote", "x"]), st.text(max_size=40))))
def test_any_script_is_cast_the_same_twice(lines: list[tuple[str, str]]) -> None:
    told = script(*lines)
    casting = casting_of(told)
    assert casting == casting_of(told)
    assert len(casting.utterances) == len(casting.gains) == len(lines)
    assert [u.spoken for u in casting.utterances] == [ended(spoken_form(t, "en")) for _, t in lines]


def test_a_heading_is_said_as_a_whole() -> None:
    told = script(("host", "Why now"), ("host", "Why now?"), ("host", "なぜ今"), ("host", ""))
    assert [one.spoken for one in casting_of(told).utterances] == [
        "Why now.",
        "Why now?",
        "なぜ今",
        "",
    ]


def test_a_casting_is_frozen() -> None:
    casting = casting_of(script())
    with pytest.raises(FrozenInstanceError):
        casting.utterances = ()  # type: ignore[misc]


def test_casting_speaks_nothing() -> None:
    class Mute(SilentEngine):
        def speak(self, utterance: Utterance) -> Speech:
            raise AssertionError("cast must not speak")

        def status(self) -> Status:
            raise AssertionError("cast must not examine")

    assert casting_of(script(("host", "Hi.")), Mute()).utterances
