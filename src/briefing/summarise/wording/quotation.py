"""A quotation that opens its sentence: where it closes, and how it stands at the end instead."""

from __future__ import annotations

import re

_CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "»": "«", "„": "“”", "‹": "›"}
_SINGLE = "‘'"
_ANY_MARK = re.compile("[\"“”‘«»„‹›]|(?<!\\w)['’]|(?<!s)['’](?!\\w)")
_OPENS_WITHIN = re.compile(r"‘|(?<!\w)'(?=\w)")
_STOPS = ".?!…"


def opens(text: str) -> bool:
    """Tell whether ``text`` begins with a quotation mark."""
    return text[:1] in _CLOSING


def quotation_and_rest(text: str) -> tuple[str, str] | None:
    """Return the quotation ``text`` opens with, as it ends a sentence, and the words after it.

    The words in the quotation stay as they are; a comma before the closing mark becomes the full
    stop it stood for. ``None`` unless the quotation surely closes once, at a comma, a question mark
    or the like, and the words after it, taken without their full stop, hold no further quotation.
    """
    end = _closes(text)
    if end is None:
        return None
    quotation, rest = text[: end + 1], text[end + 1 :].removesuffix(".")
    comma_outside = rest.startswith(",")
    rest = rest.removeprefix(",")
    if not rest.startswith(" ") or _ANY_MARK.search(rest):
        return None
    return _full_stopped(quotation, comma_outside=comma_outside), rest.strip()


def _closes(text: str) -> int | None:
    opening, closing = text[0], _CLOSING[text[0]]
    found = re.compile(f"[{closing}]").finditer(text, 1)
    if opening in _SINGLE:
        ends = (one.start() for one in found)
        end = next((at for at in ends if _pauses(text, at) and text[at + 1 : at + 2] == " "), -1)
        if end < 0 or _OPENS_WITHIN.search(text, 1, end):
            return None
    else:
        first = next(found, None)
        end = first.start() if first else -1
        if opening in text[1:end]:
            return None
    if end < 3 or not (_pauses(text, end) or text[end + 1 : end + 2] == ","):
        return None
    return None if text[1].isspace() and opening != "«" else end


def _pauses(text: str, end: int) -> bool:
    return text[max(1, end - 2) : end].rstrip()[-1:] in (",", "?", "!", "…")


def _full_stopped(quotation: str, *, comma_outside: bool) -> str:
    inside = quotation[:-1].rstrip()
    if inside.endswith(","):
        return f"{inside[:-1]}.{quotation[len(inside) :]}"
    return f"{quotation}." if comma_outside and inside[-1] not in _STOPS else quotation
