"""``briefing check``: examine this machine, or a feed and its files, and say how to mend them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.here import print_json
from briefing.cli.options import config_option, example, json_option, settings_options
from briefing.errors import SourceError
from briefing.settings import Settings, load

if TYPE_CHECKING:
    from briefing.doctor import Answer, Ask, Verdict
    from briefing.model import Source

FAULTY = 9
"""Exit code when an app or a directory would refuse something of a feed."""


@click.command(
    epilog=example(
        "briefing check",
        "briefing check output",
        "briefing check https://example.org/feed.xml --online --strict",
        "briefing check feed.xml --previous yesterday.xml --json",
    )
)
@click.argument("feed", required=False, metavar="[FEED|DIR]")
@click.option("--previous", metavar="FILE", help="The same feed earlier: guids must not change.")
@click.option(
    "--online",
    is_flag=True,
    help="Ask in some dozen requests how feed, artwork and the newest episodes are served.",
)
@click.option("--strict", is_flag=True, help="End with exit code 9 for warnings, too.")
@settings_options("output", "cache", "engine", "templates", "private_addresses", "workers")
@config_option
@json_option
def check(
    feed: str | None,
    previous: str | None,
    online: bool,
    strict: bool,
    config: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Examine this machine, or a feed: what apps would refuse or show badly, and how to mend it.

    FEED is a file or a web address, anybody's; of a folder its feed and every file it names are
    examined. Ends with exit code 9 if an app or a directory would refuse something.
    """
    settings = load(options, os.environ, config)
    if feed is None:
        if previous is not None or online or strict:
            raise click.UsageError("--previous, --online and --strict are for a FEED or a folder.")
        _machine(settings, as_json=as_json)
        return
    found = _verdict(feed, previous, settings, online=online)
    if as_json:
        told = [finding.facts() for finding in found.findings]
        print_json({"ok": _fine(found, strict=strict), "findings": told})
    else:
        for finding in found.findings:
            click.echo(finding.text())
        click.echo(found.summary())
    if not _fine(found, strict=strict):
        sys.exit(FAULTY)


def _fine(found: Verdict, *, strict: bool) -> bool:
    return not found.count("error") and not (strict and found.count("warning"))


def _verdict(feed: str, previous: str | None, settings: Settings, *, online: bool) -> Verdict:
    from dataclasses import replace

    from briefing._run.workers import workers
    from briefing.doctor import Known, examine, examine_folder
    from briefing.machine import worker_count

    known = Known(
        previous=_opened(previous, settings).body if previous is not None else None,
        now=datetime.now(UTC),
        ask=_asking(settings) if online else None,
    )
    folder = Path(feed)
    if not folder.is_dir():
        source = _opened(feed, settings)
        return examine(source.body, replace(known, address=_address(feed)))
    try:
        with workers(worker_count(settings)) as map_:
            return examine_folder(folder, replace(known, map=map_))
    except OSError as error:
        raise SourceError(
            f"This cannot be read: {error.strerror or error}.",
            where=error.filename or str(folder),
            remedy="Name the folder that holds feed.xml.",
        ) from error


def _opened(origin: str, settings: Settings) -> Source:
    from briefing.read import Web, fetch

    return fetch(origin, sys.stdin.buffer, Web(private=settings.private_addresses))


def _address(origin: str) -> str | None:
    from briefing.read import is_web

    return origin if is_web(origin) else None


def _asking(settings: Settings) -> Ask:
    """Return how the doctor asks the network: once each, and private addresses only if allowed."""
    from briefing.doctor import Answer
    from briefing.read import Web
    from briefing.read.fetch.probing import probe

    web = Web(private=settings.private_addresses)

    def ask(method: str, url: str, headers: Mapping[str, str], most: int) -> Answer:
        found = probe(method, url, headers, most, web)
        return Answer(found.status, found.headers, found.body)

    return ask


def _machine(settings: Settings, *, as_json: bool) -> None:
    from briefing.check import examine
    from briefing.machine import company_here

    findings = examine(settings, company_here(settings))
    if as_json:
        print_json({"ok": all(f.ok for f in findings), "findings": [f.facts() for f in findings]})
    else:
        for finding in findings:
            click.echo(f"{'ok  ' if finding.ok else 'FAIL'} {finding.name}: {finding.detail}")
            if finding.remedy:
                click.echo(f"     {finding.remedy}")
    for finding in findings:
        if not finding.ok:
            sys.exit(finding.exit_code)
