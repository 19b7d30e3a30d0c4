"""``briefing script``: what an episode would say, to read and to edit."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from briefing.cli.here import (
    kit_for,
    print_json,
    print_notices,
    sources_of,
)
from briefing.cli.options import (
    DRAFTING,
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
    epilog=example("briefing script article.txt > edited.txt", "briefing make --script edited.txt")
)
@sources_argument
@settings_options(*DRAFTING)
@config_option
@json_option
@loudness_options
def script(
    sources: tuple[str, ...],
    config: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Write the script of the SOURCEs, and no audio.

    It is the text `briefing make` would speak, to read and to edit.
    """
    settings = load(options, os.environ, config)
    if not sources:
        raise UsageError("There is nothing to read.", remedy="Name an article, or - for stdin.")
    from briefing.make import draft_script
    from briefing.script import compose

    with kit_for(settings, quiet=quiet, verbose=verbose, steps=verbose) as kit:
        found = sources_of(sources, settings, kit.observe)
        drafted = draft_script(found.sources, settings, kit)
    notices = (*found.notices, *drafted.notices)
    text = compose(drafted.script)
    if as_json:
        print_json({"script": text, "notices": [asdict(notice) for notice in notices]})
        return
    click.echo(text, nl=False)
    print_notices(notices, quiet=quiet)
