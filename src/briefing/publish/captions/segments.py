"""Segments: what is said as JSON, in the podcast namespace's form and with more beside it.

Programs that know the namespace's form find its version and its segments, one a spoken line; the
fields of our own they skip. The episode's page is made from this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.model import Address
from briefing.publish.captions.said import Said


def transcript_json(lines: Sequence[Said], language: str, passages: Mapping[Address, str]) -> bytes:
    """Return the JSON transcript of ``lines``; times are in seconds.

    ``language`` is the episode's, ``passages`` says where on the web source sentences stand. A line
    of the file holds a segment. Fields of a segment, beside the namespace's ``speaker``,
    ``startTime``, ``endTime`` and ``body``: ``role``; ``language``, where it is not the episode's;
    ``chapter``, from 0; ``question``, from 1, and ``asks`` for the lines that ask it; ``sources``,
    each with its ``address`` and, if it is on the web, its ``url``; ``words``, when each of them
    starts, which are estimates where the file says so.
    """
    facts = {
        "version": "1.0.0",
        "language": language,
        "estimated": any(line.estimated for line in lines),
    }
    head = _text(facts).removesuffix("}")
    segments = ",\n".join(_text(dict(_segment(line, passages))) for line in lines)
    body = f'{head},"segments":[\n{segments}\n]}}\n'
    return body.encode("utf-8", "backslashreplace")


def _segment(line: Said, passages: Mapping[Address, str]) -> Iterator[tuple[str, Any]]:
    yield "speaker", line.speaker
    yield "startTime", line.start / 1000
    yield "endTime", line.end / 1000
    yield "body", line.text
    yield "role", line.role
    if line.language:
        yield "language", line.language
    if line.chapter is not None:
        yield "chapter", line.chapter
    if line.place.question is not None:
        yield "question", line.place.question
    if line.place.asks:
        yield "asks", True
    if line.sources:
        yield "sources", [_source(address, passages) for address in line.sources]
    if line.words:
        yield "words", [start / 1000 for start in line.words]


def _source(address: Address, passages: Mapping[Address, str]) -> dict[str, str]:
    url = passages.get(address)
    return {"address": str(address)} | ({"url": url} if url else {})


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
