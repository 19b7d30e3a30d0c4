"""Command ``briefing publish``."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.here import print_json, print_notices
from briefing.cli.options import (
    config_option,
    example,
    json_option,
    loudness_options,
    settings_options,
)
from briefing.settings import load

if TYPE_CHECKING:
    from briefing.deliver import Delivery


@click.command(
    epilog=example(
        "briefing publish /srv/www/show",
        "briefing publish s3://bucket/show --dry-run",
        "briefing publish sftp://ada@example.org/srv/www/show --delete",
        "briefing publish webdav+https://ada@cloud.example.org/dav/show",
    )
)
@click.argument("target")
@click.option(
    "--dry-run", "rehearse", is_flag=True, help="Say what would be sent and removed; touch nothing."
)
@click.option(
    "--delete",
    is_flag=True,
    help="Remove there what was sent earlier and is published no more; never anything else.",
)
@click.option(
    "--force", is_flag=True, help="Send a feed whose address only this machine or network reaches."
)
@click.option("--endpoint-url", metavar="URL", help="S3 server, where it is not Amazon's.")
@settings_options("output")
@config_option
@json_option
@loudness_options
def publish(
    target: str,
    config: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Send the show to a TARGET: a folder, an S3 bucket, SFTP, WebDAV.

    Only what changed is sent, sound first and the feed last, so what stands there is valid at
    every moment; run again what was interrupted. The password of SFTP or WebDAV comes from
    BRIEFING_PUBLISH_PASSWORD, the keys of S3 from AWS's own variables and profiles.
    """
    from briefing.deliver import Wishes, deliver
    from briefing.progress import showing

    wishes = Wishes(**{field.name: options.pop(field.name) for field in fields(Wishes)})
    output = load(options, os.environ, config).output
    with showing(quiet=quiet, steps=verbose or not as_json, verbose=verbose) as observe:
        delivery = deliver(output, target, os.environ, wishes, observe)
    if as_json:
        print_json(delivery.facts())
    else:
        _print(delivery)
        print_notices(delivery.notices, quiet=quiet)


def _print(delivery: Delivery) -> None:
    if delivery.rehearsed:
        from briefing.deliver.sending import size_text

        for file in delivery.sent:
            click.echo(f"send    {size_text(file.bytes):>10}  {file.path}")
        for path in delivery.removed:
            click.echo(f"remove  {'':>10}  {path}")
    click.echo(delivery.feed)
    click.echo(delivery.summary())
