"""Command ``briefing serve``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from briefing.cli.options import config_option, example
from briefing.settings import load


@click.command(epilog=example("briefing serve", "briefing serve output --host 0.0.0.0"))
@click.argument("folder", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on; 0 for any.")
@config_option
def serve(
    folder: Path | None, host: str, port: int, config: Path | None, assignments: tuple[str, ...]
) -> None:
    """Serve a folder, to listen and to subscribe.

    On 127.0.0.1 only this machine hears it; --host 0.0.0.0 lets a phone on the same network in.
    """
    from briefing.serve import serve as run

    folder = folder or load({"assignments": assignments}, os.environ, config).output

    def ready(address: str) -> None:
        click.echo(f"Listen at   {address}")
        click.echo(f"Subscribe to {address}feed.xml")
        click.echo("Stop with Ctrl-C.", err=True)

    run(folder, host, port, ready)
