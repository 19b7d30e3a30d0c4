"""Addresses of the web as people read them out: example dot org slash news."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.voice.spoken.text import Rule, rule


@dataclass(frozen=True, slots=True)
class WebWords:
    """What a language calls the signs in an address."""

    dot: str
    slash: str
    at: str
    hyphen: str
    underscore: str
    hashtag: str = "hashtag"


LONGEST_PATH = 40
"""Characters of a path that a listener can still use; beyond, only the host is read."""

_TLD = (
    "com|org|net|edu|gov|mil|int|info|biz|io|dev|app|ai|tv|fm|eu|uk|de|fr|es|nl|ch|jp|cn|ru|pl|se"
    "|ca|br|au|nz|ie|dk|mx|kr|sg|hk|za|fi|pt|gr|cz|hu|ro|ua|tr|il|wiki|shop|news|blog|site|xyz|museum|online|tech"
)
_LABELS = r"(?:[A-Za-z0-9-]{1,63}\.)"
_URL = r"(?<![A-Za-z0-9])(?:[Hh][Tt]{2}[Pp][Ss]?://|[Ww]{3}\.(?=[A-Za-z0-9]))[^\s<>\"“”]++"
_BARE = rf"(?<![\w@.-]){_LABELS}{{1,4}}(?:{_TLD})(?![\w-]|\.[A-Za-z0-9]|@)(?:/[^\s<>\"“”]*+)?"
_MAIL = rf"(?<![\w.+-])[A-Za-z0-9._+-]{{1,64}}+@{_LABELS}{{1,5}}[A-Za-z]{{2,24}}(?![\w-])"
_HANDLE = r"(?<![\w@.])@(?=[^\W_])(\w{1,40}+)(?!@)"
_HASHTAG = r"(?<![\w#&/])#(?=\w*[^\W\d_])(\w{1,80}+)(?!#)"
_READABLE_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+){0,3}/?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|_")


def web_rules(words: WebWords) -> tuple[Rule, ...]:
    """Return the rules for links, mail addresses, handles and hashtags."""

    def link(match: re.Match[str]) -> str:
        address = match[0].rstrip(".,;:!?…)]}'’*_")
        return f"{_say_link(address, words)}{match[0][len(address) :]}"

    def tag(match: re.Match[str]) -> str:
        return f"{words.hashtag} {_CAMEL.sub(' ', match[1])}"

    return (
        rule(_URL, link),
        rule(_MAIL, lambda match: _say(match[0], words)),
        rule(_BARE, link),
        rule(_HANDLE, lambda match: f"{words.at} {_CAMEL.sub(' ', match[1])}"),
        rule(_HASHTAG, tag),
    )


def _say_link(address: str, words: WebWords) -> str:
    rest = address.partition("://")[2] or address
    host = re.split("[/?#]", rest, maxsplit=1)[0]
    path = rest[len(host) :]
    host = host.rpartition("@")[2]
    host = host[4:] if host[:4].lower() == "www." else host
    readable = len(path) <= LONGEST_PATH and _READABLE_PATH.fullmatch(path)
    return _say(host + path.rstrip("/") if readable else host, words)


def _say(address: str, words: WebWords) -> str:
    names = {".": words.dot, "/": words.slash, "@": words.at, "-": words.hyphen}
    names |= {"_": words.underscore, "+": "plus", ":": " ", "~": " "}
    return "".join(f" {names[sign]} " if sign in names else sign for sign in address).strip()
