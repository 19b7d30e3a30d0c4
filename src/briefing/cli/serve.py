"""Command ``briefing serve``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from briefing.cli.options import config_option, example
from briefing.errors import UsageError
from briefing.settings import load


@click.command(
    epilog=example(
        "briefing serve",
        "briefing serve output --host 0.0.0.0",
        "briefing serve --private",
        "briefing serve --users listeners.txt --add-user anna",
    )
)
@click.argument("folder", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on; 0 for any.")
@click.option(
    "--private",
    is_flag=True,
    help="Answer only under a secret address; the key is made once, or comes from BRIEFING_KEY.",
)
@click.option(
    "--users",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Ask for a name and password; FILE holds names and hashes.",
)
@click.option("--add-user", metavar="NAME", help="Ask for a password, put it in FILE, and end.")
@click.option(
    "--trusted-proxy",
    "trusted",
    multiple=True,
    metavar="ADDRESS",
    help="Believe the forwarding headers of a proxy, or of a network such as 10.0.0.0/8.",
)
@click.option(
    "--access-log", metavar="FILE", help="Write a line for each answer; - for standard output."
)
@config_option
def serve(  # noqa: PLR0913, PLR0917 - click gives each option by name
    folder: Path | None,
    host: str,
    port: int,
    private: bool,
    users: Path | None,
    add_user: str | None,
    trusted: tuple[str, ...],
    access_log: str | None,
    config: Path | None,
    assignments: tuple[str, ...],
) -> None:
    """Serve a folder, to listen and to subscribe.

    On 127.0.0.1 only this machine hears it; --host 0.0.0.0 lets a phone on the same network in.
    """
    from briefing.serve import KEY_VARIABLE, Access, private_key, read_users
    from briefing.serve import serve as run

    if add_user is not None:
        _add(users, add_user)
        return
    folder = folder or load({"assignments": assignments}, os.environ, config).output
    if users is not None:
        read_users(users)  # before a key is made for them
    # whoever sets a key wants it asked for, whether or not the option is there
    key = private_key(folder, os.environ) if private or KEY_VARIABLE in os.environ else None
    secret = key or private_key(folder, {}) if users is not None else None

    def ready(address: str) -> None:
        click.echo(f"Listen at   {address}")
        click.echo(f"Subscribe to {address}feed.xml")
        click.echo("Stop with Ctrl-C.", err=True)

    run(folder, host, port, ready, Access(key, users, secret, trusted), access_log)


def _add(users: Path | None, name: str) -> None:
    """Ask for a user's password and keep its hash."""
    from briefing.serve import add_user

    if users is None:
        raise UsageError(
            "There is no file to put a user into.",
            where="--add-user",
            remedy="Name it with --users FILE.",
        )
    password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    add_user(users, name, password)
    click.echo(f"{name} may come in, once the server runs with --users {users}.", err=True)
