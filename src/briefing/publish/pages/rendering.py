"""Rendering: a template of ours with our style and script in it, and the policy that fits them.

The only module besides the script templates that knows jinja2. Whatever a person or an article
wrote is escaped by autoescape.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.compiled import compiled_templates

if TYPE_CHECKING:
    from jinja2 import Environment

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ks ku ps sd syr ug ur yi".split())
"""Languages usually written from right to left (CLDR, layout.xml)."""

_BREAKS_OUT = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def rendered(
    template: str,
    *,
    styles: tuple[str, ...],
    script: str = "",
    data: object = None,
    **values: object,
) -> bytes:
    """Return the page that ``template`` makes of ``values``.

    ``styles`` and ``script`` are names of files of ours that go into the page; ``data`` is linked
    data for machines, put there as JSON.
    """
    sheet = "\n".join(map(_part, styles))
    code = _part(script) if script else ""
    text = (
        _environment()
        .get_template(template)
        .render(
            **values,
            style=sheet,
            style_hash=_hash(sheet),
            script=code,
            script_hash=_hash(code),
            data=json_in_html(data) if data is not None else "",
        )
    )
    return (text.rstrip() + "\n").encode("utf-8", "replace")


def json_in_html(value: object) -> str:
    """Return ``value`` as JSON no text of which can end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_BREAKS_OUT)


def direction(language: str) -> str:
    """Return ``rtl`` for a language usually written from right to left, else ``ltr``."""
    subtags = language.lower().replace("_", "-").split("-")
    if "latn" in subtags:
        return "ltr"
    return "rtl" if subtags[0] in _RIGHT_TO_LEFT or "arab" in subtags else "ltr"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_read),
        bytecode_cache=compiled_templates("pages"),
    )


@lru_cache(maxsize=16)
def _part(name: str) -> str:
    """Return a style or script of ours without its comments and indentation, to keep pages light.

    Both are written so that this is safe: comments have lines of their own, no string has two.
    """
    lines = (line.strip() for line in _read(name).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the hash by which the page's policy knows its own style and script (CSP 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
