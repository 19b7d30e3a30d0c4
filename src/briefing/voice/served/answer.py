"""What an answer is: sound, or a reason why not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from briefing.errors import VoiceError
from briefing.model import Speech
from briefing.voice._soundfiles import NotWholeError, read_samples, read_sound, sound_kind
from briefing.voice.served.failed import FailedError
from briefing.voice.served.options import OWN_KEY
from briefing.voice.served.wire import Reply

_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses that a second request may well not meet; 529 is an overloaded server's."""

_SHOWN = 200
"""Characters of a server's own words that an error repeats."""

_RATES = range(8_000, 96_001)


def speech_of(reply: Reply, wanted: str, pcm_rate: int, key: str | None) -> Speech:
    """Return the sound that ``reply`` holds, ``wanted`` being the format asked for.

    Raises ``FailedError`` with the server's own words, from which ``key`` is taken out, when it
    holds none or half of it.
    """
    if reply.status != 200:
        raise _refusal(reply, key)
    body = reply.body
    try:
        if sound_kind(body) and not (wanted == "pcm" and _bare(reply)):
            return read_sound(body)
        if _is_text(reply):
            raise FailedError(
                f"the server sent no sound but text: {_words(body, key)}",
                remedy="Check the options url and model; the address mostly ends with /v1.",
            )
        if wanted == "pcm":
            return read_samples(body, _stated_rate(reply) or pcm_rate)
    except NotWholeError as error:
        raise FailedError(f"half an answer came ({len(body)} bytes)", passing=True) from error
    except VoiceError as error:
        raise FailedError(error.what.rstrip("."), remedy=_FORMAT) from error
    if not body:
        raise FailedError("the answer is empty", passing=True)
    raise FailedError(f"the answer is no sound: it begins with {body[:8]!r}", remedy=_FORMAT)


_FORMAT = "Choose another format (the option format)."


def _refusal(reply: Reply, key: str | None) -> FailedError:
    status, said = reply.status, _words(reply.body, key)
    why = f"the server refused (status {status}): {said}" if said else f"status {status} came back"
    if 300 <= status < 400:
        return FailedError(
            f"the server sends elsewhere (status {status}), which is not followed with a key",
            remedy="Give the address it sends to with the option url.",
        )
    if status in {401, 403}:
        return FailedError(why, remedy=f"Set {OWN_KEY} in the environment to a key it knows.")
    if status == 404:
        remedy = "Check the options url and model; the address mostly ends with /v1."
        return FailedError(why, remedy=remedy)
    if "insufficient_quota" in reply.body[:4_000].decode("utf-8", "replace"):
        return FailedError(why, remedy="Look after the account, or choose another engine.")
    passing = status in _PASSING
    remedy = "Try later; what is spoken is kept." if passing else _OPTIONS
    return FailedError(why, remedy=remedy, passing=passing, wait=_retry_after(reply))


_OPTIONS = "Check the options model, voices, format and characters against what the server takes."


def _bare(reply: Reply) -> bool:
    """Return whether what looks like an MPEG frame may be a sample: nothing else says it is MP3."""
    media = reply.headers.get("content-type", "").lower()
    return reply.body[:1] == b"\xff" and "mpeg" not in media and "mp3" not in media


def _is_text(reply: Reply) -> bool:
    media = reply.headers.get("content-type", "").lower()
    if reply.body and ("json" in media or media.startswith("text/")):
        return True
    start = reply.body[:400].lstrip()
    if not start.startswith((b"{", b"<")):
        return False
    try:
        return start.decode("ascii").replace("\n", " ").replace("\t", " ").isprintable()
    except UnicodeDecodeError:
        return False


def _stated_rate(reply: Reply) -> int | None:
    """Return the sample rate a media type states, as in ``audio/pcm; rate=24000`` (RFC 2586)."""
    found = re.search(r";\s*rate=(\d{4,6})", reply.headers.get("content-type", ""))
    rate = int(found[1]) if found else 0
    return rate if rate in _RATES else None


def _words(body: bytes, key: str | None) -> str:
    """Return what a server says of a failure, on one line, without the key and not at length."""
    text = body[:8_000].decode("utf-8", "replace")
    text = _message(text) or re.sub(r"<[^>]*>", " ", text)
    if key:
        text = text.replace(key, "…")
    text = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _message(text: str) -> str:
    """Return the message in an error as OpenAI, FastAPI and others word it, if it is one."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    for name in ("error", "detail", "message", "msg"):
        while isinstance(found, list) and found:
            found = found[0]
        if isinstance(found, Mapping) and name in found:
            found = found[name]
    return found if isinstance(found, str) else ""


def _retry_after(reply: Reply) -> float | None:
    """Return the seconds to wait that a Retry-After header names (RFC 9110, 10.2.3)."""
    stated = reply.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", stated, re.ASCII):
        return float(stated)
    try:
        moment = parsedate_to_datetime(stated).timestamp()
        now = parsedate_to_datetime(reply.headers.get("date", "")).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, moment - now)
