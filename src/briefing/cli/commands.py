"""Commands: one function each. Nothing here decides anything about an episode.

Nothing heavy is imported before a command runs: ``briefing --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from briefing.cli.check import check
from briefing.cli.episodes import episodes, redo, remove, retitle
from briefing.cli.here import (
    kit_for,
    opened,
    print_account,
    print_json,
    print_made,
    print_notices,
    sources_of,
)
from briefing.cli.lint import lint
from briefing.cli.options import (
    DRAFTING,
    config_option,
    example,
    json_option,
    loudness_options,
    settings_options,
    sources_argument,
)
from briefing.cli.publish import publish
from briefing.cli.serve import serve
from briefing.cli.voices import voices
from briefing.errors import UsageError
from briefing.settings import load


@click.group(
    epilog=example("briefing make article.txt", "briefing serve"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="briefing", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn articles into a podcast: an MP3 episode and a feed to subscribe to."""


@cli.command(
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
    from briefing.make import make as make_episode

    with kit_for(settings, quiet=quiet, verbose=verbose, steps=verbose or not as_json) as kit:
        script = opened(script_file) if script_file is not None else None
        found = sources_of(sources, settings, kit.observe)
        made = make_episode(
            found.sources, settings, kit, script_source=script, gathering=found.notices
        )
    if as_json:
        print_json(made.facts())
    else:
        print_made(made, settings, quiet=quiet)


@cli.command(
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


@cli.command(
    epilog=example(
        "briefing read article.pdf",
        "briefing read https://example.org/article --json",
        "briefing read 'articles/*.epub'",
        "briefing read article.md --account --minutes 2",
    )
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--account",
    "wants_account",
    is_flag=True,
    help="Show what becomes of every sentence in an episode made with these options.",
)
@settings_options(*DRAFTING)
@config_option
@json_option
@loudness_options
def read(
    sources: tuple[str, ...],
    wants_account: bool,
    config: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Show what is understood of each SOURCE.

    That is its title, sections, quotations and questions as a tree, with how many sentences each
    has, what is not for the ear, and notes; with --verbose, every sentence. With --account, what
    becomes of each sentence: spoken, condensed into which line, or left out and why.
    """
    settings = load(options, os.environ, config)
    from briefing.listing import document_text, documents_facts
    from briefing.machine import understood

    if wants_account:
        with kit_for(settings, quiet=quiet, verbose=verbose, steps=verbose) as kit:
            print_account(sources, settings, kit, as_json=as_json, quiet=quiet)
        return
    documents, notices = understood(sources, settings, sys.stdin.buffer)
    if as_json:
        print_json(documents_facts(documents, notices))
        return
    click.echo("\n\n".join(document_text(document, whole=verbose) for document in documents))
    print_notices(notices, quiet=quiet)


for command in (check, episodes, lint, publish, redo, remove, retitle, serve, voices):
    cli.add_command(command)
