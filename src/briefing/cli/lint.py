"""``briefing lint``: what a listener will hear, line by line, and what will sound wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from briefing.cli.here import kit_for, opened, print_json, print_notices, sources_of
from briefing.cli.options import (
    DRAFTING,
    config_option,
    example,
    json_option,
    loudness_options,
    settings_options,
    sources_argument,
)
from briefing.errors import ScriptError, UsageError
from briefing.settings import load


@click.command(
    epilog=example(
        "briefing lint article.txt", "briefing lint --script edited.txt --lexicon names.toml"
    )
)
@sources_argument
@click.option(
    "--script",
    "script_file",
    metavar="FILE",
    default=None,
    help="Examine this script (from `briefing script`, edited) instead of writing one.",
)
@click.option("--strict", is_flag=True, help="End with exit code 4 if anything sounds wrong.")
@settings_options(*DRAFTING)
@config_option
@json_option
@loudness_options
def lint(
    sources: tuple[str, ...],
    script_file: str | None,
    config: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Show line by line what a listener will hear, and flag what will sound wrong.

    Under a line stands its spoken form where that is another than the shown one. Flagged are
    abbreviations left as they are, sentences too long for the ear, words about what cannot be
    seen, and the like. With --quiet only what is flagged is shown.
    """
    strict = options.pop("strict")
    settings = load(options, os.environ, config)
    if not sources and script_file is None:
        raise UsageError("There is nothing to read.", remedy="Name an article, or - for stdin.")
    from briefing.listing import heard_facts, heard_text
    from briefing.make import draft_script
    from briefing.voice.lint import findings, heard_lines

    with kit_for(settings, quiet=quiet, verbose=verbose, steps=verbose) as kit:
        script = opened(script_file) if script_file is not None else None
        found = sources_of(sources, settings, kit.observe)
        drafted = draft_script(found.sources, settings, kit, script_source=script)
    heard = heard_lines(drafted.script, drafted.casting.utterances)
    flagged = findings(heard)
    if as_json:
        print_json(heard_facts(heard, flagged))
    else:
        click.echo(heard_text(heard, flagged, only_flagged=quiet))
        print_notices((*found.notices, *drafted.notices), quiet=quiet)
    if strict and flagged:
        sys.exit(ScriptError.exit_code)
