"""Kept answers: a folder of what a model said, so that the same question is paid for once.

A file is named by a hash of the question and holds the model's words alone: no key, no address.
It is put in place by a rename, believed no more than a fresh answer, and safe to delete.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from briefing.files import write_whole

MOST = 2_000
"""Answers in the folder; the oldest go first."""

_LARGEST = 1024 * 1024
"""Bytes of a file that is read."""
_SPARE = 200
"""So many go at a time, for looking at all of them costs more than keeping one."""


def key_of(question: object) -> str:
    """Return the name of the answer to ``question``: plain values that decide what is said."""
    text = json.dumps(question, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """The answers in ``folder``; with no folder, none are kept."""

    folder: Path | None

    def recall(self, key: str) -> str | None:
        """Return the answer kept under ``key``, if it is there and whole."""
        if self.folder is None:
            return None
        try:
            with (self.folder / f"{key}.json").open("rb") as stream:
                kept = json.loads(stream.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return None
        answer = kept.get("answer") if isinstance(kept, dict) else None
        return answer if isinstance(answer, str) else None

    def keep(self, key: str, answer: str) -> None:
        """Keep ``answer``; where that cannot be written it is not, which costs asking again."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self.folder / f"{key}.json", json.dumps({"answer": answer}).encode("ascii"))
            _make_room(self.folder)


def _make_room(folder: Path) -> None:
    with os.scandir(folder) as entries:
        kept = [entry for entry in entries if entry.name.endswith(".json")]
    if len(kept) > MOST:
        kept.sort(key=lambda entry: (entry.stat().st_mtime_ns, entry.name))
        for entry in kept[: len(kept) - MOST + _SPARE]:
            Path(entry.path).unlink(missing_ok=True)
