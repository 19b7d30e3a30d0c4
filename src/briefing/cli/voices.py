"""``briefing voices``: who can speak here, why others cannot, and how to get more."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.here import print_json
from briefing.cli.options import config_option, example, json_option
from briefing.settings import load

if TYPE_CHECKING:
    from briefing.model import Voice


@click.group(
    invoke_without_command=True,
    epilog=example("briefing voices --language de", "briefing voices --sample listen"),
)
@click.option("--language", metavar="TAG", default=None, help="Only voices of this language.")
@click.option("--sex", type=click.Choice(["female", "male"]), default=None, help="Only these.")
@click.option("--engine", metavar="NAME", default=None, help="Only this engine's voices.")
@config_option
@json_option
@click.pass_context
def voices(
    context: click.Context,
    /,
    language: str | None,
    sex: str | None,
    engine: str | None,
    config: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """List who can speak here, and why others cannot."""
    if context.invoked_subcommand is not None:
        return
    from briefing.listing import engines_facts, engines_text
    from briefing.machine import company_here
    from briefing.voice import engines

    rows = []
    for name, found, status in engines(company_here(load(options, os.environ, config))):
        if engine not in {None, name}:
            continue
        able = found.voices() if found is not None and status.ok else ()
        rows.append((name, status, [one for one in able if _fits(one, language, sex)]))
    if as_json:
        print_json(engines_facts(rows))
    else:
        click.echo(engines_text(rows))


def _fits(voice: Voice, language: str | None, sex: str | None) -> bool:
    wanted = language is None or f"{voice.language.lower()}-".startswith(f"{language.lower()}-")
    return wanted and sex in {None, voice.sex}
