"""Here: what a command is handed on this machine, and how it prints what it has."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from briefing.errors import UsageError
from briefing.settings import Settings

if TYPE_CHECKING:
    from briefing._run.events import Observe
    from briefing.make import Made
    from briefing.model import Notice, Source
    from briefing.read import Gathered
    from briefing.toolkit import Kit


@contextmanager
def kit_for(
    settings: Settings,
    *,
    quiet: bool,
    verbose: bool,
    steps: bool = True,
    origins: tuple[str, ...] = (),
) -> Iterator[Kit]:
    """Provide what the recipe is handed on this machine, with progress on standard error.

    Where ``origins`` will be spoken, workers start at once.
    """
    from briefing.machine import expected, kit
    from briefing.progress import showing

    early = expected(origins, settings) if origins else 0

    with (
        showing(quiet=quiet, steps=steps, verbose=verbose) as observe,
        kit(settings, observe, _asked, early) as here,
    ):
        yield here


def _asked(question: str) -> bool:
    """Return a person's answer; where nobody sits at a terminal, nobody agrees."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(question, err=True)


def opened(origin: str) -> Source:
    """Return a script to be spoken: a file of this machine, or standard input."""
    from briefing.read import fetch

    return fetch(origin, sys.stdin.buffer)


def sources_of(origins: tuple[str, ...], settings: Settings, observe: Observe) -> Gathered:
    """Return the sources a person names, standard input at most once among them."""
    if origins.count("-") > 1:
        raise UsageError("Standard input can be read only once.", remedy="Give - one time.")
    from briefing.machine import gathered
    from briefing.read import Gathered

    if not origins:  # a script can be told without its sources
        return Gathered((), ())
    return gathered(origins, settings, observe, sys.stdin.buffer)


def print_json(facts: dict[str, Any]) -> None:
    """Print one JSON object."""
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2))


def print_account(
    sources: tuple[str, ...], settings: Settings, kit: Kit, *, as_json: bool, quiet: bool
) -> None:
    """Print what becomes of each sentence of ``sources`` in an episode made of them."""
    from briefing.account import account_facts, counts
    from briefing.listing import account_text
    from briefing.make import draft_script

    found = sources_of(sources, settings, kit.observe)
    drafted = draft_script(found.sources, settings, kit)
    notices = (*found.notices, *drafted.notices)
    if not as_json:
        click.echo(account_text(drafted.account, drafted.script))
        print_notices(notices, quiet=quiet)
        return
    print_json(
        {
            "sentences": asdict(counts(drafted.account)),
            "account": account_facts(drafted.account, drafted.script),
            "notices": [asdict(notice) for notice in notices],
        }
    )


def print_made(made: Made, settings: Settings, *, quiet: bool) -> None:
    """Print where an episode is, how long it is, and what there was to say."""
    click.echo(made.mp3)
    click.echo(made.feed)
    click.echo(made.summary())
    if not quiet:
        click.echo(f"To listen and subscribe: briefing serve {settings.output}", err=True)
    print_notices(made.notices, quiet=quiet)


def print_notices(notices: tuple[Notice, ...], *, quiet: bool) -> None:
    """Print notices on standard error, one a line."""
    for notice in () if quiet else notices:
        place = f"{notice.where}: " if notice.where else ""
        click.echo(f"Note: {place}{notice.text}", err=True)
