"""``briefing read``: what is understood of a source, and what becomes of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from briefing.cli.here import (
    kit_for,
    print_account,
    print_json,
    print_notices,
)
from briefing.cli.options import (
    DRAFTING,
    config_option,
    example,
    json_option,
    loudness_options,
    settings_options,
)
from briefing.settings import load


@click.command(
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
