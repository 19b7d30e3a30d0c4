"""``briefing episodes``, ``remove``, ``retitle``, ``redo``: what a show holds, and its upkeep."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.here import kit_for, print_json, print_made, print_notices, sources_of
from briefing.cli.options import (
    config_option,
    example,
    json_option,
    loudness_options,
    settings_options,
)
from briefing.errors import UsageError
from briefing.settings import load
from briefing.units import format_length

if TYPE_CHECKING:
    from briefing.model import Episode


@click.command(epilog=example("briefing episodes", "briefing episodes --json"))
@settings_options("output")
@config_option
@json_option
def episodes(config: Path | None, as_json: bool, **options: Any) -> None:
    """List the show's episodes, the newest first.

    The number before each, its title, its folder or the beginning of one is how other commands
    are told which is meant.
    """
    from briefing.publish import missing, read_catalogue

    output = load(options, os.environ, config).output
    found = read_catalogue(output).episodes
    lost = {one.guid: missing(output, one) for one in found}
    if as_json:
        print_json({"episodes": [_facts(one, lost[one.guid]) for one in found]})
        return
    if not found:
        click.echo(f"Nothing is published in {output}.", err=True)
    for number, one in enumerate(found, 1):
        length = format_length(one.duration)
        click.echo(f"{number:4}  {one.date[:10]}  {length:>12}  {one.title}")
        click.echo(f"      {one.folder}")
        if lost[one.guid]:
            click.echo(f"      A file is gone or was changed: {lost[one.guid]}")


def _facts(episode: Episode, lost: Path | None) -> dict[str, object]:
    return {
        "guid": episode.guid,
        "title": episode.title,
        "folder": episode.folder,
        "date": episode.date,
        "duration_seconds": episode.duration / 1000,
        "season": episode.season,
        "number": episode.number,
        "missing": str(lost) if lost else None,
    }


@click.command(epilog=example("briefing remove 12", "briefing remove lamps-on-the-harbour --yes"))
@click.argument("names", nargs=-1, required=True, metavar="EPISODE...")
@click.option("--yes", "agreed", is_flag=True, help="Remove without asking.")
@settings_options("output")
@config_option
@json_option
def remove(
    names: tuple[str, ...], agreed: bool, config: Path | None, as_json: bool, **options: Any
) -> None:
    """Take episodes out of the show: out of feed and pages, and their files.

    Files of your own in an episode's folder stay. An EPISODE is named as `briefing episodes` lists
    it. Apps that have downloaded an episode keep it.
    """
    from briefing.keeping import chosen
    from briefing.keeping import remove as removed
    from briefing.publish import read_catalogue

    output = load(options, os.environ, config).output
    catalogue = read_catalogue(output)
    leaving = list(dict.fromkeys(chosen(catalogue, name) for name in names))
    if not agreed:
        _agree("Remove " + ", ".join(repr(one.title) for one in leaving) + "?")
    places = removed(output, leaving)
    if as_json:
        print_json({"removed": [one.guid for one in leaving], "feed": str(places.feed)})
    else:
        click.echo(places.feed)
        print_notices(places.notices, quiet=False)


def _agree(question: str) -> None:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("Nobody can be asked.", remedy="Give --yes to remove without asking.")
    click.confirm(question, abort=True, err=True)


@click.command(epilog=example("briefing retitle 1 'Lamps, at last'"))
@click.argument("name", metavar="EPISODE")
@click.argument("title")
@settings_options("output")
@config_option
@json_option
def retitle(name: str, title: str, config: Path | None, as_json: bool, **options: Any) -> None:
    """Give an episode another TITLE, which it keeps when it is made again.

    Apps show it as the same episode. What is said in it stays as it is.
    """
    from briefing.keeping import chosen
    from briefing.keeping import retitle as retitled
    from briefing.publish import read_catalogue

    output = load(options, os.environ, config).output
    episode = chosen(read_catalogue(output), name)
    places = retitled(output, episode, title)
    if as_json:
        print_json({"guid": episode.guid, "feed": str(places.feed)})
    else:
        click.echo(places.feed)
        print_notices(places.notices, quiet=False)


@click.command(
    epilog=example("briefing redo 1 --host en-gb", "briefing redo lamps-on-the-harbour article.md")
)
@click.argument("name", metavar="EPISODE")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@settings_options()
@config_option
@json_option
@loudness_options
def redo(
    name: str,
    sources: tuple[str, ...],
    config: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Make an EPISODE again with today's settings: the same one to apps, with new sound.

    Without a SOURCE its script is spoken again as it stands. With some it is made of them anew,
    however much they have changed.
    """
    settings = load(options, os.environ, config)
    from briefing.keeping import chosen
    from briefing.keeping import redo as redone
    from briefing.publish import read_catalogue

    episode = chosen(read_catalogue(settings.output), name)
    with kit_for(settings, quiet=quiet, verbose=verbose, steps=verbose or not as_json) as kit:
        found = sources_of(sources, settings, kit.observe)
        made = redone(found.sources, settings, kit, episode, found.notices)
    if as_json:
        print_json(made.facts())
    else:
        print_made(made, settings, quiet=quiet)
