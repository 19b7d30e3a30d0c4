"""What the settings may say of a speech server, and what follows from it."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
import speechserver

from briefing.errors import UsageError, VoiceError
from briefing.model import Utterance
from briefing.voice import Setup
from briefing.voice.served import OpenAIEngine

KEY = "sk-very-secret-7431"
OPENAI = "https://api.openai.com/v1"


def engine(environment: dict[str, str] | None = None, **options: Any) -> OpenAIEngine:
    """Return an engine with these options; in their names, _ stands for -."""
    table = {name.replace("_", "-"): value for name, value in options.items()}
    return OpenAIEngine.configured(Setup("mine", "openai", table, environment or {}))


# ------------------------------------------------------------------ options


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"url": "ftp://example.org"}, "url"),
        ({"url": "example.org"}, "url"),
        ({"url": "http://"}, "url"),
        ({"url": "http://[::1"}, "url"),
        ({"url": "http://example.org:99999"}, "url"),
        ({"url": "http://example.org:0"}, "url"),
        ({"url": "http://name:word@example.org"}, "url"),
        ({"url": "http://example.org/?key=1"}, "url"),
        ({"url": "http://example.org/a b"}, "url"),
        ({"url": "http://exämple.org"}, "url"),
        ({"url": 7}, "url"),
        ({"format": "aac"}, "format"),
        ({"model": "two\nlines"}, "model"),
        ({"speed": "yes"}, "speed"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"timeout": True}, "timeout"),
        ({"concurrency": 0}, "concurrency"),
        ({"concurrency": 1.5}, "concurrency"),
        ({"requests_per_minute": 0}, "requests-per-minute"),
        ({"characters": 10}, "characters"),
        ({"price": -1}, "price"),
        ({"price": "15"}, "price"),
        ({"pcm_rate": 1}, "pcm-rate"),
        ({"natural_rate": 0}, "natural-rate"),
        ({"language": "--help"}, "language"),
        ({"voices": "alloy"}, "voices"),
        ({"voices": []}, "voices"),
        ({"voices": {}}, "voices"),
        ({"voices": ["a", "a"]}, "voices"),
        ({"voices": ["a", 1]}, "voices"),
        ({"voices": [""]}, "voices"),
        ({"voices": ["a\nb"]}, "voices"),
        ({"voices": {"a": "en"}}, "voices"),
        ({"voices": {"a": {"sex": "robot"}}}, "sex"),
        ({"voices": {"a": {"colour": "red"}}}, "colour"),
        ({"voices": {"a": {"language": "english, please"}}}, "language"),
        ({"roles": {"host": "nobody"}}, "roles"),
        ({"roles": {"host": 1}}, "roles"),
        ({"roles": "alloy"}, "roles"),
        ({"modle": "tts-1"}, "modle"),
    ],
)
def test_an_option_that_cannot_be_used_is_refused_by_name(
    options: dict[str, Any], named: str
) -> None:
    with pytest.raises(UsageError) as found:
        engine(**options)
    assert named in f"{found.value.where} {found.value.what}"
    assert "engines.mine" in str(found.value.where)
    assert found.value.remedy


def test_a_misspelt_option_is_told_the_near_one() -> None:
    with pytest.raises(UsageError) as found:
        engine(modle="tts-1")
    assert found.value.remedy == "Did you mean model?"


@pytest.mark.parametrize("name", ["key", "api-key", "api_key", "token"])
def test_a_key_in_the_settings_is_refused_and_not_repeated(name: str) -> None:
    with pytest.raises(UsageError) as found:
        OpenAIEngine.configured(Setup("mine", "openai", {name: KEY}))
    assert "BRIEFING_OPENAI_KEY" in found.value.remedy
    assert KEY not in str(found.value)


def test_what_is_not_said_is_as_openai_has_it() -> None:
    plain = OpenAIEngine()
    assert plain.name == "openai"
    names = [voice.name for voice in plain.voices()]
    assert {"alloy", "nova", "onyx"} < set(names)
    assert "verse" not in names  # which the first models do not have
    assert "verse" in [voice.name for voice in engine(model="gpt-4o-mini-tts").voices()]
    assert {voice.language for voice in plain.voices()} == {"mul"}


# ------------------------------------------------------------------ voices


CAST = {
    "anna": {"language": "de", "sex": "female"},
    "bob": {"language": "en-US", "sex": "male"},
    "carl": {"language": "en-GB", "sex": "male"},
    "dora": {"language": "en_GB", "sex": "female", "name": "d1"},
}


def test_voices_may_be_a_table() -> None:
    mine = engine(voices=CAST)
    assert [(voice.name, voice.language) for voice in mine.voices()] == [
        ("anna", "de"),
        ("bob", "en-us"),
        ("carl", "en-gb"),
        ("dora", "en-gb"),
    ]


@pytest.mark.parametrize(
    ("role", "language", "name"),
    [
        ("host", "de", "anna"),
        ("questioner", "de-at", "anna"),
        ("host", "en", "bob"),
        ("host", "en-gb", "carl"),
        ("questioner", "en-gb", "dora"),
        ("quote", "en-gb", "bob"),
        ("weather", "en-gb", "carl"),
        ("host", "ja", "bob"),
    ],
)
def test_roles_are_given_voices_of_the_language_apart_from_each_other(
    role: str, language: str, name: str
) -> None:
    assert engine(voices=CAST).suggest(role, language).name == name


def test_roles_may_be_named() -> None:
    """What is named goes, in the languages it speaks; others keep apart from it."""
    mine = engine(voices=CAST, roles={"host": "carl", "weather": "dora"})
    assert mine.suggest("host", "en").name == "carl"
    assert mine.suggest("host", "de").name == "anna"
    assert mine.suggest("weather", "en").name == "dora"
    assert mine.suggest("questioner", "en").name == "dora"
    assert mine.suggest("quote", "en").name == "bob"


def test_a_near_name_is_offered() -> None:
    with pytest.raises(VoiceError) as found:
        engine(voices=CAST).find("ana")
    assert "anna" in found.value.remedy


# ------------------------------------------------------------------ the key and the status


@pytest.mark.parametrize(
    ("url", "environment", "ok"),
    [
        (OPENAI, {}, False),
        (OPENAI, {"OPENAI_API_KEY": KEY}, True),
        (OPENAI, {"BRIEFING_OPENAI_KEY": KEY}, True),
        (OPENAI, {"OPENAI_API_KEY": " "}, False),
        ("https://eu.api.openai.com/v1", {"OPENAI_API_KEY": KEY}, True),
        ("https://speech.example.org/v1", {"OPENAI_API_KEY": KEY}, False),
        ("https://notopenai.com/v1", {"OPENAI_API_KEY": KEY}, False),
        ("https://openai.com.example.org/v1", {"OPENAI_API_KEY": KEY}, False),
        ("https://speech.example.org/v1", {"BRIEFING_OPENAI_KEY": KEY}, True),
        ("http://speech.example.org/v1", {"BRIEFING_OPENAI_KEY": KEY}, False),
        ("http://api.openai.com/v1", {"OPENAI_API_KEY": KEY}, False),
        (OPENAI, {"BRIEFING_OPENAI_KEY": "two words"}, False),
        (OPENAI, {"BRIEFING_OPENAI_KEY": "ключ"}, False),
    ],
)
def test_the_status_says_whether_there_is_a_key_that_may_go_there(
    url: str, environment: dict[str, str], ok: bool
) -> None:
    """OpenAI's key goes to OpenAI over https, the other to the address named, never in the clear.

    No address beyond this network is looked at for it.
    """
    mine = engine(environment, url=url)
    status = mine.status()
    assert status.ok is ok
    assert KEY not in f"{status} {mine!r} {vars(mine)} {mine.fingerprint()}"
    assert ok or status.remedy
    if not ok and environment.get("BRIEFING_OPENAI_KEY"):
        with pytest.raises(VoiceError):
            mine.speak(Utterance("mine", "alloy", 150, "Hello there.", "en"))


def test_the_status_of_a_server_in_reach_says_whether_it_is_there() -> None:
    """Without the key, and without a word to be spoken."""
    with speechserver.speaking() as server:
        mine = engine({"BRIEFING_OPENAI_KEY": KEY}, url=server.url)
        assert mine.status().ok
        assert server.asked == []
    status = mine.status()
    assert not status.ok
    assert server.url in status.detail


# ------------------------------------------------------------------ the estimate


TEXT = "The minister said on Monday that the talks would go on for a week."


@pytest.mark.parametrize(
    ("options", "cost"),
    [
        ({}, None),
        ({"price": 15}, 2 * len(TEXT) * 15 / 1_000_000),
        ({"price": 0}, 0.0),
        ({"url": "http://127.0.0.1:8880/v1"}, 0.0),
        ({"url": "http://localhost/v1"}, 0.0),
        ({"url": "http://[::1]:8880/v1"}, 0.0),
        ({"url": "http://127.0.0.1:8880/v1", "price": 2.5}, 2 * len(TEXT) * 2.5 / 1_000_000),
        ({"url": "http://192.168.1.2/v1"}, None),
    ],
)
def test_the_estimate_is_known_before_anything_is_sent(
    options: dict[str, Any], cost: float | None
) -> None:
    asked = [Utterance("mine", "alloy", 150, text, "en") for text in (TEXT, "...", TEXT)]
    estimate = engine(**options).estimate(asked)
    assert (estimate.characters, estimate.requests) == (2 * len(TEXT), 2)
    assert estimate.cost == (None if cost is None else pytest.approx(cost))


def test_the_estimate_is_what_is_sent() -> None:
    text = " ".join([TEXT] * 10)
    with speechserver.speaking() as server:
        mine = engine(url=server.url, voices=["low"], characters=150)
        asked = Utterance("mine", "low", 150, text, "en")
        estimate = mine.estimate([asked])
        mine.speak(asked)
        sent = [one.body["input"] for one in server.asked]
    assert (estimate.requests, estimate.characters) == (len(sent), sum(map(len, sent)))


# ------------------------------------------------------------------ the fingerprint


@pytest.mark.parametrize(
    "options",
    [
        {"url": "http://127.0.0.1:1/v1"},
        {"model": "other"},
        {"format": "mp3"},
        {"pcm_rate": 16_000},
        {"instructions": "Softly."},
        {"speed": False},
        {"natural_rate": 150},
        {"characters": 500},
        {"revision": "2"},
        {"voices": ["alloy"]},
    ],
)
def test_the_fingerprint_changes_with_what_is_heard(options: dict[str, Any]) -> None:
    assert engine(**options).fingerprint() != engine().fingerprint()


def test_the_fingerprint_does_not_change_with_what_is_not() -> None:
    other = engine(
        {"BRIEFING_OPENAI_KEY": KEY}, timeout=5, concurrency=7, requests_per_minute=9, price=1
    )
    assert other.fingerprint() == engine().fingerprint()


def test_a_setup_travels_to_workers_without_showing_its_key_in_an_engine() -> None:
    setup = Setup("mine", "openai", {"url": OPENAI}, {"OPENAI_API_KEY": KEY})
    there = OpenAIEngine.configured(pickle.loads(pickle.dumps(setup)))
    assert there.status().ok
    assert KEY not in json.dumps(repr(vars(there)))
