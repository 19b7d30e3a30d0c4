"""``briefing voices``: who can speak here, why others cannot, and how to get more."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.here import kit_for, print_json
from briefing.cli.options import (
    config_option,
    example,
    json_option,
    loudness_options,
    settings_options,
)
from briefing.errors import UsageError, unknown_name
from briefing.settings import Settings, load

if TYPE_CHECKING:
    from briefing.listing import EngineRow
    from briefing.model import Voice


@click.group(
    invoke_without_command=True,
    epilog=example("briefing voices --language de", "briefing voices --sample listen"),
)
@click.option("--language", metavar="TAG", default=None, help="Only voices of this language.")
@click.option("--sex", type=click.Choice(["female", "male"]), default=None, help="Only these.")
@click.option(
    "--engine", "only", metavar="NAME", default=None, help="Only the voices of this engine."
)
@click.option(
    "--sample",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Let them all speak, on a page in this folder [--language default: en].",
)
@settings_options("show", "rate", "cache", "workers", "max_cost", "yes")
@config_option
@json_option
@click.pass_context
def voices(
    context: click.Context,
    /,
    sample: Path | None,
    config: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """List who can speak here, and why others cannot."""
    if context.invoked_subcommand is not None:
        return
    language, sex, only = (options.pop(name) for name in ("language", "sex", "only"))
    settings = load(options, os.environ, config)
    if sample is not None and language is None:
        language = settings.language or "en"
    rows = _rows(settings, only, language, sex)
    if sample is not None:
        _sampled(_in(rows, language or "en"), sample, settings, as_json=as_json)
        return
    from briefing.listing import engines_facts, engines_text

    if as_json:
        print_json(engines_facts(rows))
    else:
        click.echo(engines_text(rows))


def _rows(
    settings: Settings, only: str | None, language: str | None, sex: str | None
) -> list[EngineRow]:
    """Return each engine, whether it can run, and those of its voices that are asked for.

    Raises ``UsageError`` when there is no engine ``only``.
    """
    from briefing.machine import company_here
    from briefing.voice import engines

    company = company_here(settings)
    if only is not None and only not in company.setups:
        raise unknown_name("speech engine", only, tuple(company.setups))
    rows: list[EngineRow] = []
    for name, found, status in engines(company):
        able = found.voices() if found is not None and status.ok else ()
        if only in {None, name}:
            rows.append((name, status, [one for one in able if _fits(one, language, sex)]))
    return rows


def _in(rows: list[EngineRow], language: str) -> list[tuple[str, Voice]]:
    """Return the voices that can be heard; those of any language are to speak ``language``."""
    from briefing.voice.tongues import speaks_any

    return [
        (name, replace(voice, language=language) if speaks_any(voice.language) else voice)
        for name, _, able in rows
        if name != "silent"
        for voice in able
    ]


def _sampled(
    voices: list[tuple[str, Voice]], folder: Path, settings: Settings, *, as_json: bool
) -> None:
    """Make the page of samples and print where it is, and who could not speak."""
    from briefing.audition import audition

    if not voices:
        raise UsageError(
            "No voice here is like that.", remedy="`briefing voices` lists those there are."
        )
    with kit_for(settings, quiet=True, verbose=False) as kit:
        made = audition(voices, folder, settings, kit)
    if as_json:
        failed = [{"voice": name, "reason": reason} for name, reason in made.failed]
        print_json({"page": str(made.page), "heard": made.heard, "failed": failed})
        return
    click.echo(made.page)
    for name, reason in made.failed:
        click.echo(f"Note: {name}: {reason}", err=True)


def _fits(voice: Voice, language: str | None, sex: str | None) -> bool:
    from briefing.voice.tongues import speaks_any

    wanted = language is None or f"{voice.language.lower()}-".startswith(f"{language.lower()}-")
    return (wanted or speaks_any(voice.language)) and sex in {None, voice.sex}


@voices.command(
    epilog=example(
        "briefing voices install vits-piper-en_US-joe-medium",
        "briefing voices install --from https://example.org/voice.tar.bz2 --sha256 HEX",
    )
)
@click.argument("name", required=False)
@click.option("--mirror", metavar="URL", default=None, help="Where to fetch it from; or a folder.")
@click.option("--from", "address", metavar="URL", default=None, help="Fetch this very archive.")
@click.option("--sha256", metavar="HEX", default=None, help="The checksum of that archive.")
@click.option("--trust", is_flag=True, help="Take that archive whatever its checksum is.")
@loudness_options
def install(name: str | None, quiet: bool, verbose: bool, **options: Any) -> None:
    """Fetch the neural voice NAME, checksum verified, into the folder of voices.

    A part of a name shows the voices that have it. What breaks off is gone on with.
    """
    del verbose
    from briefing.machine import voices_folder
    from briefing.progress import fetching
    from briefing.voice.neural.install import install as fetch_listed
    from briefing.voice.neural.install import install_from

    address, sha256, trust = (options[key] for key in ("address", "sha256", "trust"))
    mirror = {"mirror": options["mirror"]} if options["mirror"] else {}
    with fetching(name or address or "", quiet=quiet) as advance:
        if address is not None:
            made = install_from(
                address, voices_folder(), name=name, sha256=sha256, trust=trust, advance=advance
            )
        elif name is not None:
            made = fetch_listed(name, voices_folder(), advance=advance, **mirror)
        else:
            raise UsageError("No voice is named.", remedy="Name one, or an archive with --from.")
    click.echo(made.folder)
    if trust and not quiet:
        click.echo(f"Its SHA-256 was {made.sha256}.", err=True)
