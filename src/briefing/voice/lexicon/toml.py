"""A lexicon in plain TOML, as a person writes it.

::

    GIF = "jif"
    "C++" = "see plus plus"
    "Siobhán" = { ipa = "ʃɪˈvɔːn", say = "shi-vawn", language = "en", case = "exact" }
    Reading = [
        { say = "Redding", case = "exact", language = "en-GB" },
        { ipa = "ˈriːdɪŋ", language = "en-US" },
    ]
    colour = { say = "culler", also = ["colours"] }

The key is the written word or phrase, in quotes if there is more in it than a to z and digits.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from briefing.errors import UsageError
from briefing.voice.lexicon.entries import Entry, Lexicon, checked_entry

_FIELDS = ("say", "ipa", "language", "case", "also")


def read_toml(origin: str, raw: bytes) -> Lexicon:
    """Return the lexicon in the TOML document ``raw``; ``origin`` names the file in errors.

    Raises ``UsageError``, with file and line, when it is not UTF-8, no TOML, or an entry has a
    mistake in it.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("It is not UTF-8.", where=origin, remedy="Save it in UTF-8.") from error
    try:
        words = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, line = _located(str(error), text)
        raise UsageError(
            f"It is no TOML: {what}.",
            where=f"{origin}, line {line}",
            remedy='Write lines such as GIF = "jif"; other words than of a to z go in quotes.',
        ) from error
    except RecursionError as error:
        raise UsageError(
            "It is nested too deeply.", where=origin, remedy='Write lines such as GIF = "jif".'
        ) from error
    return Lexicon(
        tuple(
            entry
            for word, told in words.items()
            for entry in _entries(word, told, _place(origin, text, word))
        )
    )


def _located(told: str, text: str) -> tuple[str, int]:
    """Return what the parser says is wrong and the line, which it puts in brackets after that."""
    what, _, place = told.partition(" (at ")
    line = re.match("line ([0-9]+)", place)
    return what, int(line[1]) if line else len(text.splitlines())


def _place(origin: str, text: str, word: str) -> str:
    """Return where ``word`` is a key: its line, if it is written there as it is."""
    name = re.escape(word)
    key = re.search(rf"^[ \t\[]*(?:\"{name}\"|'{name}'|{name})[ \t]*[=\].]", text, re.MULTILINE)
    return f"{origin}, line {text.count(chr(10), 0, key.start()) + 1}" if key else origin


def _entries(word: str, told: Any, where: str) -> Iterator[Entry]:
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, str):
            yield checked_entry([word], say=one, where=where)
        elif isinstance(one, Mapping):
            yield _entry(word, one, where)
        else:
            _refuse(f"{word!r} is given {json.dumps(one, default=str)}", where)


def _entry(word: str, told: Mapping[str, Any], where: str) -> Entry:
    for name, value in told.items():
        if name not in _FIELDS:
            _refuse(f"{word!r} has {name!r}, which means nothing here", where)
        if name != "also" and not isinstance(value, str):
            _refuse(f"{name!r} of {word!r} is no text", where)
    also = told.get("also", [])
    if not isinstance(also, list) or not all(isinstance(other, str) for other in also):
        _refuse(f"'also' of {word!r} is no list of words", where)
    return checked_entry(
        [word, *also],
        say=told.get("say"),
        ipa=told.get("ipa"),
        case=told.get("case"),
        language=told.get("language"),
        where=where,
    )


def _refuse(what: str, where: str) -> NoReturn:
    raise UsageError(
        f"{what}.",
        where=where,
        remedy=f"Give a respelling, or a table of {', '.join(_FIELDS)};"
        " put words of more than a to z and digits in quotes.",
    )


def compose_toml(lexicon: Lexicon) -> bytes:
    """Return ``lexicon`` as a TOML document.

    ``read_toml`` gives the same entries back, those whose first written word is the same brought
    together: TOML has each key once.
    """
    words: dict[str, list[Entry]] = {}
    for entry in lexicon.entries:
        words.setdefault(entry.written[0], []).append(entry)
    lines = [f"{_quoted(word)} = {_told(entries)}\n" for word, entries in words.items()]
    return "".join(lines).encode("utf-8")


def _told(entries: list[Entry]) -> str:
    told = [_value(entry) for entry in entries]
    return told[0] if len(told) == 1 else f"[{', '.join(told)}]"


def _value(entry: Entry) -> str:
    fields = {name: getattr(entry, name) for name in ("ipa", "say", "language", "case")}
    given = [f"{name} = {_quoted(value)}" for name, value in fields.items() if value]
    if len(entry.written) > 1:
        given.append(f"also = [{', '.join(map(_quoted, entry.written[1:]))}]")
    if entry.say and len(given) == 1:
        return _quoted(entry.say)
    return f"{{ {', '.join(given)} }}"


def _quoted(text: str) -> str:
    """Return ``text`` as a basic string of TOML 1.0, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
