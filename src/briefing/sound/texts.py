"""Texts as tags can hold them: article text is not trusted with control characters."""

from __future__ import annotations


def clean(value: str) -> str:
    """Return ``value`` without what ends or breaks a text: NUL, controls, lone surrogates.

    Lines end in a line feed; tabs stay.
    """
    whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in lines if each in "\n\t" or not _is_control(each))


def one_line(value: str, most: int | None = None) -> str:
    """Return ``value`` cleaned, on one line, in at most ``most`` bytes of UTF-8."""
    line = " ".join(clean(value).split())
    encoded = line.encode("utf-8")
    if most is None or len(encoded) <= most:
        return line
    ellipsis = "…"
    kept = encoded[: most - len(ellipsis.encode("utf-8"))].decode("utf-8", "ignore")
    return kept.rstrip() + ellipsis


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f"
