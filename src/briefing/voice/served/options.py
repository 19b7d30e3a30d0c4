"""What a person says of a server in the settings, checked; the key comes from elsewhere."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from briefing.errors import UsageError
from briefing.voice._listed import Listed, listed
from briefing.voice._options import Options
from briefing.voice.engine import Setup

OPENAI = "https://api.openai.com/v1"

OWN_KEY = "BRIEFING_OPENAI_KEY"
"""The variable with the key of whichever server the settings name."""

COMMON_KEY = "OPENAI_API_KEY"
"""The variable with OpenAI's key, there for other programs as well: for OpenAI's own address."""

NATURAL = 165.0
"""Words a minute at speed 1, unless the settings know better."""

VOICES = (
    *("alloy", "ash", "ballad", "coral", "echo", "fable", "nova"),
    *("onyx", "sage", "shimmer", "verse", "marin", "cedar"),
)
"""OpenAI's own voices."""

_LATER = frozenset({"ballad", "verse", "marin", "cedar"})
"""Those its first models, whose names begin with ``tts-1``, do not have."""

_ROLES = {"host": "onyx", "questioner": "nova", "quote": "fable"}

FORMATS = ("wav", "pcm", "mp3", "flac")


@dataclass(frozen=True, slots=True)
class Server:
    """A server, and how it wants to be asked. It holds no key."""

    url: str
    model: str
    format: str
    pcm_rate: int
    instructions: str
    speed: bool
    characters: int
    timeout: float
    concurrency: int
    a_minute: int | None
    price: float | None
    keyless: bool
    revision: str
    voices: Listed

    @property
    def loopback(self) -> bool:
        """Whether it is on this machine."""
        return _loopback(urlsplit(self.url))

    @property
    def private(self) -> bool:
        """Whether it is on this machine or in this network."""
        return _private(urlsplit(self.url))


def server_of(setup: Setup) -> Server:
    """Return what ``setup`` says of its server; raises ``UsageError`` naming what cannot be."""
    options = Options(f"engines.{setup.name}", setup.options)
    _refuse_keys(options)
    url = _address(options)
    model = options.text("model", "tts-1")
    first = model.startswith("tts-1")
    usual = [name for name in VOICES if not (first and name in _LATER)]
    rates = (1, 6_000) if options.has("requests-per-minute") else (0, 0)
    server = Server(
        url=url,
        model=model,
        format=options.one_of("format", FORMATS, "wav"),
        pcm_rate=options.whole("pcm-rate", 24_000, 8_000, 96_000),
        instructions=options.text("instructions"),
        speed=options.switch("speed", default=True),
        characters=options.whole("characters", 4_096, 50, 1_000_000),
        timeout=options.number("timeout", 60, 0.1, 3_600),
        concurrency=options.whole("concurrency", 2, 1, 64),
        a_minute=options.whole("requests-per-minute", 0, *rates) or None,
        price=options.number("price", 0, 0, math.inf) if options.has("price") else None,
        keyless=options.switch("keyless", default=False),
        revision=options.text("revision"),
        voices=listed(options, setup.name, usual, natural=NATURAL, roles=_ROLES),
    )
    options.end()
    return server


def _refuse_keys(options: Options) -> None:
    for name in ("key", "api-key", "api_key", "token"):
        if options.has(name):
            raise UsageError(
                f"The settings hold a key (the option {name}), where others may read it.",
                where=options.where,
                remedy=f"Take it out, and put it into {OWN_KEY} in the environment.",
            )


def _address(options: Options) -> str:
    url = options.text("url", OPENAI).rstrip("/")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise options.refused("url", "an address such as http://127.0.0.1:8880/v1") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise options.refused("url", "an address that begins with http:// or https://")
    if parts.username is not None or parts.query or parts.fragment:
        raise UsageError(
            "The address of a server must hold no name, password, ? or #.",
            where=f"{options.where}.url",
            remedy=f"Put the key into {OWN_KEY} in the environment.",
        )
    if " " in url or "\\" in url or not url.isascii():
        raise options.refused("url", "an address in plain letters, without blanks")
    return url


def key_for(server: Server, environment: Mapping[str, str]) -> str | None:
    """Return the key that ``server`` is to have, if there is one.

    OpenAI's key goes to OpenAI alone. No key goes to another network in the clear: that raises
    ``UsageError``, as does a key with signs in it that no key holds.
    """
    if server.keyless:
        return None
    parts = urlsplit(server.url)
    key = environment.get(OWN_KEY, "").strip()
    if not key and parts.scheme == "https" and _of_openai(parts):
        key = environment.get(COMMON_KEY, "").strip()
    if not key:
        return None
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise UsageError(
            "The key for the speech server holds signs that no key holds.",
            remedy=f"Set {OWN_KEY} in the environment again.",
        )
    if parts.scheme == "http" and not _private(parts):
        raise UsageError(
            "The key for the speech server would travel in the clear.",
            where=server.url,
            remedy="Give an address that begins with https://, or set keyless = true.",
        )
    return key


def _of_openai(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    return host == "openai.com" or host.endswith(".openai.com")


def _loopback(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    address = _literal(host)
    return address.is_loopback if address else host == "localhost" or host.endswith(".localhost")


def _private(parts: SplitResult) -> bool:
    """Return whether the address is of this machine or network: its number or its name says so."""
    host = parts.hostname or ""
    address = _literal(host)
    if address:
        return address.is_loopback or address.is_private or address.is_link_local
    return _loopback(parts) or "." not in host or host.endswith((".local", ".lan", ".internal"))


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
