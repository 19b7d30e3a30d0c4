"""The command line: options become Settings, events progress, errors a message and a code."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

import click

from briefing.cli.commands import cli
from briefing.cli.here import print_json
from briefing.errors import BriefingError

__all__ = ["cli", "main"]

STOPPED = 130
"""Exit code after Ctrl-C, as shells count it."""


def main() -> NoReturn:
    """Run the command line: the one place where an error becomes a message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except BriefingError as error:
        if "--json" in sys.argv[1:]:
            print_json({"error": error.facts()})
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo(
            "Stopped. What was published before is as it was; spoken clips are kept.", err=True
        )
        sys.exit(STOPPED)
    except BrokenPipeError:  # whoever read our output has left: nothing to say, nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _interrupt(number: int, frame: object) -> NoReturn:
    """Take SIGTERM as Ctrl-C: leave nothing half done and no worker behind."""
    del number, frame
    raise KeyboardInterrupt
