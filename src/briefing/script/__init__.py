"""Script: a template tells a digest in the notation, which people may read, edit and speak."""

from __future__ import annotations

from briefing.script.notation import compose, parse
from briefing.script.templates import templates, write

__all__ = ["compose", "parse", "templates", "write"]
