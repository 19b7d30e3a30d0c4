"""Known: what an episode's files tell of its sources, for when it is spoken without them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.model import Address, Enclosure, Episode
from briefing.publish.catalogue import EPISODES
from briefing.publish.text import ascii_url


@dataclass(frozen=True, slots=True)
class Known:
    """What need not be found out again."""

    passages: Mapping[Address, str] = field(default_factory=dict)
    """Where on the web source sentences stand."""
    account: dict[str, Any] = field(default_factory=dict)
    """Those parts of the report that tell what became of each source sentence."""
    sketches: tuple[tuple[str, ...], ...] = ()


_ACCOUNT = ("sentences", "account")


def known_of(output: Path, episode: Episode | None) -> Known:
    """Return what the files of ``episode`` tell; nothing for none. What was edited is left out."""
    if episode is None:
        return Known()
    report = _read(output, episode, episode.report)
    account: dict[str, Any] = {key: report[key] for key in _ACCOUNT if key in report}
    transcripts = [one for one in episode.transcripts if one.name.endswith(".json")]
    passages = _passages(_read(output, episode, transcripts[0])) if transcripts else {}
    return Known(passages, account, episode.sketches)


def _read(output: Path, episode: Episode, file: Enclosure) -> dict[str, Any]:
    try:
        found = json.loads((output / EPISODES / episode.folder / file.name).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _passages(transcript: Mapping[str, Any]) -> dict[Address, str]:
    try:
        sources = [one for line in transcript["segments"] for one in line.get("sources", ())]
        found = [(Address.parse(one["address"]), ascii_url(one.get("url", ""))) for one in sources]
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}
    return {address: url for address, url in found if url}
