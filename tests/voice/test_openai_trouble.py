"""A speech server that is late, cut short, overloaded, wrong or silent: what is done about it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import pytest
import speechserver
from speechserver import Asked, Reply, Speaking, badly, complained, first, speaking, wav

from briefing.errors import VoiceError
from briefing.model import Speech, Utterance
from briefing.voice import Setup
from briefing.voice.served import OpenAIEngine

KEY = "sk-very-secret-7431-very-secret"
TEXT = "The minister said on Monday that the talks would go on for a week."


def engine_at(url: str, **options: Any) -> OpenAIEngine:
    """Return an engine with the key whose patience is short."""
    table = {"url": url, "voices": ["low", "high"], "timeout": 2.0, **options}
    return OpenAIEngine.configured(Setup("openai", "", table, {"BRIEFING_OPENAI_KEY": KEY}))


def spoken(server: Speaking, text: str = TEXT, **options: Any) -> Speech:
    """Return the sound of ``text`` as an engine gets it from ``server``."""
    engine = engine_at(server.url, **options)
    try:
        return engine.speak(Utterance("openai", "low", 165, text, "en"))
    finally:
        engine.close()


def refused(server: Speaking, **options: Any) -> VoiceError:
    """Return the error that speaking ends in; it has all a person needs, and not the key."""
    with pytest.raises(VoiceError) as found:
        spoken(server, **options)
    error = found.value
    assert error.remedy
    assert error.where == "openai, low"
    assert error.engine == "openai"
    assert TEXT in error.what
    assert len(error.what.splitlines()) == 1
    for shown in (str(error), repr(error), json.dumps(error.facts())):
        assert KEY not in shown
    return error


EXPECTED_SECONDS = len(TEXT) / 6 / speechserver.NATURAL * 60


def html(_: Asked) -> Reply:
    """Answer as a proxy does that wants a password."""
    page = b"<!DOCTYPE html><html><title>Sign in</title><p>Please sign in.</p></html>"
    return Reply(page, headers={"Content-Type": "text/html"})


# ------------------------------------------------------------------ trouble that passes


@pytest.mark.parametrize(
    "trouble",
    [
        complained(429, Retry_After="0"),
        complained(429, Retry_After="0.2"),
        complained(500),
        complained(502),
        complained(503),
        complained(504),
        complained(408),
        Reply(wav(speechserver.tone("low", 5)), cut=20_000),
        Reply(wav(speechserver.tone("low", 5)), cut=0),
        Reply(wav(speechserver.tone("low", 5)), cut=40),
        Reply(wav(speechserver.tone("low", 5)), cut=20_000, chunked=True),
        Reply(wav(speechserver.tone("low", 1), length=200_000)),
        Reply(wav(bytes(240_000))),
        Reply(wav(speechserver.tone("low", 0.3))),
        Reply(wav(b"")),
        Reply(b""),
        Reply(wav(speechserver.tone("low", 5)), late=30),
        Reply(wav(speechserver.tone("low", 5)), drip=0.2),
    ],
    ids=lambda reply: f"{reply.status} {len(reply.body)} {reply.cut} {reply.chunked}",
)
def test_passing_trouble_is_met_with_another_try(trouble: Reply) -> None:
    """Overloaded, failing, late, dripping, cut short anywhere, half, silent, too short, empty."""
    with speaking(first(trouble)) as server:
        speech = spoken(server)
        assert len(server.asked) == 2
        assert server.asked[0].body == server.asked[1].body
    assert speech.frames / speech.rate == pytest.approx(EXPECTED_SECONDS, abs=0.01)


def test_two_failures_in_a_row_are_borne() -> None:
    with speaking(first(complained(500), complained(500))) as server:
        assert spoken(server).frames
        assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda _: complained(500, "out of memory"), "status 500.*out of memory"),
        (lambda _: complained(429, "slow down"), "status 429.*slow down"),
        (badly(cut=20_000), "broke off"),
        (badly(cut=20_000, chunked=True), "broke off"),
        (lambda _: Reply(wav(speechserver.tone("low", 1), length=200_000)), "half an answer"),
        (lambda _: Reply(wav(bytes(240_000))), "only silence"),
        (lambda _: Reply(wav(speechserver.tone("low", 0.3))), r"only 0\.3\d? seconds of sound"),
        (lambda _: Reply(b""), "empty"),
    ],
)
def test_trouble_that_stays_ends_in_an_error(answer: Callable[[Asked], Reply], why: str) -> None:
    """After five tries in all, with the text and the reason."""
    with speaking(answer) as server:
        assert re.search(why, refused(server, timeout=0.5).what)
        assert len(server.asked) == 5


@pytest.mark.slow
@pytest.mark.parametrize("how", [{"late": 30.0}, {"drip": 0.2}])
def test_a_server_that_is_always_late_is_given_up(how: dict[str, float]) -> None:
    with speaking(badly(**how)) as server:
        assert "no answer within 0.5 seconds" in refused(server, timeout=0.5).what


def test_silence_is_no_answer_for_words_but_for_none() -> None:
    """A text without letters or digits is not asked for at all: it would cost, and be refused."""
    with speaking() as server:
        for text in ("", " ... ", "— * —", "🙂"):
            assert 0 < spoken(server, text).frames < 2_000
        assert server.asked == []


@pytest.mark.parametrize("date", [True, False])
def test_a_server_is_given_the_time_it_asks_for(date: bool) -> None:
    """Retry-After holds seconds or a date; the date is taken against the server's own clock."""
    asked = formatdate(time.time() + 3, usegmt=True) if date else "1"
    trouble = complained(429, Retry_After=asked)
    with speaking(first(trouble)) as server:
        spoken(server)
        waited = server.asked[1].when - server.asked[0].when
    assert waited >= 1.0


@pytest.mark.parametrize("asked", ["3600", "Fri, 31 Dec 2999 23:59:59 GMT"])
def test_a_server_that_asks_for_an_hour_is_not_waited_for(asked: str) -> None:
    with speaking(lambda _: complained(429, "come back", Retry_After=asked)) as server:
        assert "come back" in refused(server).what
        assert len(server.asked) == 1


@pytest.mark.parametrize("asked", ["soon", "", "-1", "1e9", "٣", "Fri, 99 Foo 20 99:99:99 GMT"])
def test_nonsense_in_retry_after_is_passed_over(asked: str) -> None:
    reply = Reply(b"", 503, {"Retry-After": asked.encode().decode("latin-1")})
    with speaking(first(reply)) as server:
        assert spoken(server).frames


# ------------------------------------------------------------------ trouble that does not


@pytest.mark.parametrize(
    ("answer", "why", "remedy"),
    [
        (lambda _: complained(400, "voice not known"), "voice not known", "voices"),
        (lambda _: complained(401, "wrong key"), "wrong key", "BRIEFING_OPENAI_KEY"),
        (lambda _: complained(403, "no"), "status 403", "BRIEFING_OPENAI_KEY"),
        (lambda _: complained(404, "no such model"), "no such model", "/v1"),
        (lambda _: complained(413, "too long"), "too long", "characters"),
        (lambda _: complained(429, "insufficient_quota"), "insufficient_quota", "account"),
        (lambda _: complained(307, Location="http://127.0.0.1:9/"), "elsewhere", "url"),
        (html, "no sound but text.*Please sign in", "url"),
        (lambda _: Reply(b'{"detail": "no such voice"}'), "no such voice", "url"),
        (lambda _: Reply(b"\x00\x01\x02\x03" * 9_000), "is no sound", "format"),
        (lambda _: Reply(b"ID3\x04" + bytes(900)), "cannot be read", "format"),
        (lambda _: Reply(b"fLaC" + bytes(900)), "cannot be read", "format"),
        (lambda _: Reply(b"\xff\xf1\x50\x80" * 900), "is no sound", "format"),
    ],
)
def test_trouble_that_will_not_pass_is_not_tried_again(
    answer: Callable[[Asked], Reply], why: str, remedy: str
) -> None:
    """A wrong key, model or voice, another address, a page, a format nobody reads."""
    with speaking(answer) as server:
        error = refused(server)
        assert len(server.asked) == 1
    assert re.search(why, error.what)
    assert remedy in error.remedy


@pytest.mark.parametrize("form", ["wav", "pcm"])
@pytest.mark.parametrize("kind", ["wav", "mp3", "flac"])
def test_another_format_than_asked_for_is_read_all_the_same(form: str, kind: str) -> None:
    """Servers answer in the one format they have; what a file is, it says itself."""
    make = {"wav": wav, "mp3": speechserver.mp3, "flac": speechserver.flac}[kind]
    media = {"Content-Type": f"audio/{'mpeg' if kind == 'mp3' else kind}"}
    with speaking(lambda asked: Reply(make(speechserver.samples(asked)), headers=media)) as server:
        speech = spoken(server, format=form)
    assert speech.frames / speech.rate == pytest.approx(EXPECTED_SECONDS, abs=0.15)


def test_samples_that_look_like_an_mp3_are_samples() -> None:
    """Where bare samples were asked for, two of them may be what an MP3 begins with."""
    body = b"\xff\xfb" + speechserver.tone("low", 5)
    with speaking(lambda _: Reply(body)) as server:
        assert spoken(server, format="pcm").pcm == body


def test_half_a_sample_is_half_an_answer() -> None:
    with speaking(first(Reply(speechserver.tone("low", 5) + b"\x01"))) as server:
        assert spoken(server, format="pcm").frames
        assert len(server.asked) == 2


def test_the_rate_of_bare_samples_is_the_stated_one() -> None:
    """A media type may state it; else it is the option's; else 24,000 hertz, as at OpenAI."""
    body = speechserver.tone("low", 5)
    for headers, options, rate in (
        ({}, {}, 24_000),
        ({}, {"pcm-rate": 22_050}, 22_050),
        ({"Content-Type": "audio/pcm; rate=16000"}, {"pcm-rate": 22_050}, 16_000),
        ({"Content-Type": "audio/pcm; rate=1"}, {"pcm-rate": 22_050}, 22_050),
    ):
        with speaking(lambda _, headers=headers: Reply(body, headers=headers)) as server:
            assert spoken(server, format="pcm", **options) == Speech(body, rate)


def test_an_answer_without_end_is_cut_off() -> None:
    """Nobody needs more than 64 MB for a line."""
    body = wav(b"", length=0xFFFFFFFF) + bytes(66 * 1024 * 1024)
    with speaking(lambda _: Reply(body, chunked=True)) as server:
        assert "far too long" in refused(server, timeout=30.0).what
        assert len(server.asked) == 1


def test_nobody_there_is_said_with_the_address() -> None:
    with speaking() as server:
        pass
    error = refused(server, timeout=0.2)
    assert "no connection" in error.what
    assert server.url in error.what
    assert "Start the server" in error.remedy


def test_a_connection_that_was_closed_meanwhile_is_opened_again() -> None:
    with speaking() as server:
        engine = engine_at(server.url)
        asked = Utterance("openai", "low", 165, TEXT, "en")
        first_time = engine.speak(asked)
        engine.close()
        assert engine.speak(asked) == first_time


# ------------------------------------------------------------------ the key


def test_the_key_goes_to_the_address_named_and_nowhere_else() -> None:
    """Not where that address sends on to, and not to whoever looks whether it is there."""
    with (
        speaking() as other,
        speaking(lambda _: complained(307, Location=f"{other.url}/audio/speech")) as server,
    ):
        refused(server)
        assert other.asked == []
        assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("status", [400, 401, 429, 200])
def test_a_server_that_repeats_the_key_is_not_repeated(status: int) -> None:
    body = json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}."}}).encode()
    with speaking(lambda _: Reply(body, status)) as server:
        assert "Incorrect API key provided: …" in refused(server, timeout=0.3).what


def test_what_a_server_says_is_cleaned_and_not_repeated_at_length() -> None:
    noise = "\x1b[31mred\x00 \u202e" + "word " * 500
    with speaking(lambda _: complained(400, noise)) as server:
        error = refused(server)
    assert "\x1b" not in error.what
    assert "\u202e" not in error.what
    assert len(error.what) < 500


@pytest.mark.parametrize("body", [b"[" * 5_000, b'{"error": []}', b"\xff\xfe", b'{"error": 3}'])
def test_any_body_of_a_refusal_will_do(body: bytes) -> None:
    with speaking(lambda _: Reply(body, 400)) as server:
        assert "400" in refused(server).what


def test_without_a_key_servers_in_reach_are_sent_a_dummy() -> None:
    """Some refuse a request without any."""
    with speaking() as server:
        for environment, options in (
            ({}, {}),
            ({"OPENAI_API_KEY": KEY}, {}),
            ({"BRIEFING_OPENAI_KEY": KEY}, {"keyless": True}),
        ):
            table = {"url": server.url, "voices": ["low"], **options}
            engine = OpenAIEngine.configured(Setup("openai", "", table, environment))
            engine.speak(Utterance("openai", "low", 165, TEXT, "en"))
        sent = {asked.headers["authorization"] for asked in server.asked}
        assert sent == {"Bearer none"}


# ------------------------------------------------------------------ long texts


def test_long_texts_are_asked_for_in_parts_and_joined() -> None:
    """Cut at sentences, under the limit, with a quarter of a second between them."""
    text = " ".join(f"{TEXT} That was number {number} of them." for number in range(20))
    with speaking() as server:
        speech = spoken(server, text, characters=200)
        said = [asked.body["input"] for asked in server.asked]
    assert " ".join(said) == text
    assert all(len(part) <= 200 and part.endswith(".") for part in said)
    alone = sum(map(len, said)) / 6 / speechserver.NATURAL * 60
    assert speech.frames / speech.rate == pytest.approx(alone + 0.25 * (len(said) - 1), abs=0.1)


def test_one_part_that_fails_fails_the_line() -> None:
    """Nothing is dropped unseen."""
    replies = iter([None, complained(400, "no")])

    def answer(asked: Asked) -> Reply:
        return next(replies, None) or speechserver.speaks(asked)

    with speaking(answer) as server, pytest.raises(VoiceError):
        spoken(server, " ".join([TEXT] * 9), characters=100)


def test_what_is_asked_is_what_the_protocol_has() -> None:
    with speaking() as server:
        spoken(server, "Tell me \x00\ud800 “now”.", model="m", instructions="Softly.")
        spoken(server, "Tell me.", speed=False)
        [one, other] = server.asked
    assert one.path == "/v1/audio/speech"
    assert one.headers["content-type"] == "application/json"
    assert one.body == {
        "model": "m",
        "input": "Tell me   “now”.",
        "voice": "low",
        "response_format": "wav",
        "speed": 1.0,
        "instructions": "Softly.",
    }
    assert set(other.body) == {"model", "input", "voice", "response_format"}
