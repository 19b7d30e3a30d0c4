"""Commands: their names, and the modules that hold them, one function each.

A command's module is imported when it is asked for, and nothing heavy before it runs: ``briefing
--help`` answers at once, and no command waits for another's options.
"""

from __future__ import annotations

from importlib import import_module

import click

from briefing.cli.options import example

_HOMES = {
    "check": "check",
    "episodes": "episodes",
    "lint": "lint",
    "make": "make",
    "publish": "publish",
    "read": "read",
    "redo": "episodes",
    "remove": "episodes",
    "retitle": "episodes",
    "script": "script",
    "serve": "serve",
    "voices": "voices",
}


class _Commands(click.Group):
    """Finds a command in its module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _HOMES:
            return None
        found = getattr(import_module(f"briefing.cli.{_HOMES[cmd_name]}"), cmd_name)
        assert isinstance(found, click.Command)
        return found


@click.group(
    cls=_Commands,
    epilog=example("briefing make article.txt", "briefing serve"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="briefing", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn articles into a podcast: an MP3 episode and a feed to subscribe to."""
