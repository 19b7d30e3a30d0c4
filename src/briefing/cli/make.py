"""``briefing make``: an episode of what a person names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from briefing.cli.here import (
    kit_for,
    opened,
    print_json,
    print_made,
    sources_of,
)
from briefing.cli.options import (
    config_option,
    example,
    json_option,
    loudness_options,
    settings_options,
    sources_argument,
)
from briefing.errors import UsageError
from briefing.settings import load


@click.command(
    epilog=example(
        "briefing make article.txt",
        "briefing make https://example.org/article report.pdf --minutes 5",
        "briefing make https://example.org/feed.xml --latest 4 --title 'Monday briefing'",
        "cat article.md | briefing make -",
    )
)
@sources_argument
@click.option(
    "--script",
    "script_file",
    metavar="FILE",
    default=None,
    help="Speak this script (from `briefing script`, edited) instead of writing one.",
)
@settings_options()
@config_option
@json_option
@loudness_options
def make(
    sources: tuple[str, ...],
    script_file: str | None,
    config: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Make an episode of the SOURCEs and publish it.

    A source is a file, a folder, a web address, a feed, or - for standard input; several become
    the stories of one episode. Prints the paths of the MP3 and of the feed, and the length.
    """
    settings = load(options, os.environ, config)
    if not sources and script_file is None:
        raise UsageError("There is nothing to read.", remedy="Name an article, or - for stdin.")
    told = (*sources, script_file) if script_file is not None else sources
    steps = verbose or not as_json
    with kit_for(settings, quiet=quiet, verbose=verbose, steps=steps, origins=told) as kit:
        from briefing.make import make as make_episode  # while the workers start

        script = opened(script_file) if script_file is not None else None
        found = sources_of(sources, settings, kit.observe)
        made = make_episode(
            found.sources, settings, kit, script_source=script, gathering=found.notices
        )
    if as_json:
        print_json(made.facts())
    else:
        print_made(made, settings, quiet=quiet)
