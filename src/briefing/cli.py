"""The command line: options become Settings, events become progress, errors a message and a code.

Nothing here decides anything about an episode, and nothing heavy is imported before a command runs:
``briefing --help`` answers at once.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from briefing.errors import BriefingError, UsageError
from briefing.settings import Settings, fields, load, parse_date

if TYPE_CHECKING:
    from briefing._run.events import Observe
    from briefing.make import Kit, Made
    from briefing.model import Notice, Source
    from briefing.read import Gathered

STOPPED = 130
"""Exit code after Ctrl-C, as shells count it."""


# ------------------------------------------------------------------------- options


class _Date(click.ParamType[datetime]):
    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        try:
            return parse_date(value)
        except ValueError:
            self.fail(f"{value!r} is not an ISO 8601 date such as 2026-03-02T06:00:00Z", param, ctx)


_TYPES: dict[type, Any] = {
    datetime: _Date(),
    Path: click.Path(path_type=Path),
    float: click.FLOAT,
    int: click.INT,
    str: click.STRING,
}
_SHORT = {"output": "-o", "minutes": "-m", "template": "-t"}
_DRAFTING = (
    *("title", "date", "minutes", "full", "summariser", "template", "templates"),
    *("latest", "private_addresses"),
    *("engine", "host", "questioner", "quote", "rate", "stall_seconds"),
    *("show", "output", "workers", "cache"),
)

Command = Callable[..., None]


def _settings_options(*names: str) -> Callable[[Command], Command]:
    """Give a command the settings called ``names`` as options; all of them when none is named."""

    def decorate(command: Command) -> Command:
        for name, (kind, field) in reversed(fields().items()):
            if not names or name in names:
                command = _option(name, kind, field)(command)
        return command

    return decorate


def _option(name: str, kind: type, field: Any) -> Callable[[Command], Command]:
    flag = "--" + name.replace("_", "-")
    text = field.metadata["help"]
    if kind is bool:
        return click.option(f"{flag}/--no-{flag[2:]}", name, default=None, help=text)
    if field.default is not None:
        text = f"{text.rstrip('.')} [default: {field.default}]."
    declared = [flag, _SHORT[name]] if name in _SHORT else [flag]
    return click.option(
        *declared,
        name,
        type=_TYPES[kind],
        default=None,
        metavar=field.metadata["metavar"],
        help=text,
    )


def _config_option(command: Command) -> Command:
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        default=None,
        metavar="FILE",
        help="Settings file [default: briefing.toml here, if there is one].",
    )(command)


def _json_option(command: Command) -> Command:
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object on standard output."
    )(command)


def _loudness_options(command: Command) -> Command:
    command = click.option("-v", "--verbose", is_flag=True, help="Say how long each step took.")(
        command
    )
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(command)


def _sources_argument(command: Command) -> Command:
    return click.argument("sources", nargs=-1, metavar="[SOURCE]...")(command)


def _example(*lines: str) -> str:
    """Return a help epilog that shows ``lines`` as they are."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


# ------------------------------------------------------------------------- commands


@click.group(
    epilog=_example("briefing make article.txt", "briefing serve"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="briefing", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn articles into a podcast: an MP3 episode and a feed to subscribe to."""


@cli.command(
    epilog=_example(
        "briefing make article.txt",
        "briefing make https://example.org/article report.pdf --minutes 5",
        "briefing make https://example.org/feed.xml --latest 4 --title 'Monday briefing'",
        "cat article.md | briefing make -",
    )
)
@_sources_argument
@click.option(
    "--script",
    "script_file",
    metavar="FILE",
    default=None,
    help="Speak this script (from `briefing script`, edited) instead of writing one.",
)
@_settings_options()
@_config_option
@_json_option
@_loudness_options
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

    with _kit(settings, quiet=quiet or (as_json and not verbose), verbose=verbose) as kit:
        script = _opened(script_file) if script_file is not None else None
        found = _gathered(sources, settings, kit.observe)
        made = make_episode(
            found.sources, settings, kit, script_source=script, gathering=found.notices
        )
    if as_json:
        _print_json(made.facts())
    else:
        _print_made(made, settings, quiet=quiet)


@cli.command(
    epilog=_example("briefing script article.txt > edited.txt", "briefing make --script edited.txt")
)
@_sources_argument
@_settings_options(*_DRAFTING)
@_config_option
@_json_option
@_loudness_options
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

    with _kit(settings, quiet=quiet or not verbose, verbose=verbose) as kit:
        found = _gathered(sources, settings, kit.observe)
        drafted, notices = draft_script(found.sources, settings, kit)
    notices = (*found.notices, *notices)
    text = compose(drafted)
    if as_json:
        _print_json({"script": text, "notices": [asdict(notice) for notice in notices]})
    else:
        click.echo(text, nl=False)
        _print_notices(notices, quiet=quiet)


@cli.command(
    epilog=_example(
        "briefing read article.pdf",
        "briefing read https://example.org/article --json",
        "briefing read 'articles/*.epub'",
    )
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_settings_options("latest", "private_addresses", "cache")
@_config_option
@_json_option
@_loudness_options
def read(
    sources: tuple[str, ...],
    config: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Show what is understood of each SOURCE.

    That is its title, sections, quotations and questions as a tree, with how many sentences each
    has, what is not for the ear, and notes; with --verbose, every sentence.
    """
    settings = load(options, os.environ, config)
    from briefing.listing import document_text, documents_facts
    from briefing.machine import understood

    documents, notices = understood(sources, settings, sys.stdin.buffer)
    if as_json:
        _print_json(documents_facts(documents, notices))
        return
    click.echo("\n\n".join(document_text(document, whole=verbose) for document in documents))
    _print_notices(notices, quiet=quiet)


@cli.command(epilog=_example("briefing voices --language de"))
@click.option("--language", metavar="TAG", default=None, help="Only voices of this language.")
@_json_option
def voices(language: str | None, as_json: bool) -> None:
    """List who can speak here, and why others cannot."""
    from briefing.listing import engines_facts, engines_text
    from briefing.voice import engines

    rows = []
    for name, engine, status in engines():
        able = engine.voices() if engine is not None and status.ok else ()
        rows.append((name, status, [voice for voice in able if _speaks(voice.language, language)]))
    if as_json:
        _print_json(engines_facts(rows))
    else:
        click.echo(engines_text(rows))


def _speaks(tag: str, wanted: str | None) -> bool:
    return wanted is None or (tag.lower() + "-").startswith(wanted.lower() + "-")


@cli.command(epilog=_example("briefing check"))
@_settings_options("output", "cache", "engine", "templates")
@_config_option
@_json_option
def check(config: Path | None, as_json: bool, **options: Any) -> None:
    """Examine this machine, and say how to mend it."""
    from briefing.check import examine

    findings = examine(load(options, os.environ, config))
    if as_json:
        _print_json({"ok": all(f.ok for f in findings), "findings": [f.facts() for f in findings]})
    else:
        for finding in findings:
            click.echo(f"{'ok  ' if finding.ok else 'FAIL'} {finding.name}: {finding.detail}")
            if finding.remedy:
                click.echo(f"     {finding.remedy}")
    for finding in findings:
        if not finding.ok:
            sys.exit(finding.exit_code)


@cli.command(epilog=_example("briefing serve", "briefing serve output --host 0.0.0.0"))
@click.argument("folder", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on; 0 for any.")
@_config_option
def serve(folder: Path | None, host: str, port: int, config: Path | None) -> None:
    """Serve a folder, to listen and to subscribe.

    On 127.0.0.1 only this machine hears it; --host 0.0.0.0 lets a phone on the same network in.
    """
    from briefing.serve import serve as run

    folder = folder or load({}, os.environ, config).output

    def ready(address: str) -> None:
        click.echo(f"Listen at   {address}")
        click.echo(f"Subscribe to {address}feed.xml")
        click.echo("Stop with Ctrl-C.", err=True)

    run(folder, host, port, ready)


# ------------------------------------------------------------------------- the way in


@contextmanager
def _kit(settings: Settings, *, quiet: bool, verbose: bool) -> Iterator[Kit]:
    """Provide what the recipe is handed on this machine, with progress on standard error."""
    from briefing.machine import kit
    from briefing.progress import showing

    with showing(quiet=quiet, verbose=verbose) as observe, kit(settings, observe) as here:
        yield here


def _opened(origin: str) -> Source:
    """Return a script to be spoken: a file of this machine, or standard input."""
    from briefing.read import fetch

    return fetch(origin, sys.stdin.buffer)


def _gathered(origins: tuple[str, ...], settings: Settings, observe: Observe) -> Gathered:
    if origins.count("-") > 1:
        raise UsageError("Standard input can be read only once.", remedy="Give - one time.")
    from briefing.machine import gathered
    from briefing.read import Gathered

    if not origins:  # a script can be told without its sources
        return Gathered((), ())
    return gathered(origins, settings, observe, sys.stdin.buffer)


# ------------------------------------------------------------------------- the way out


def _print_json(facts: dict[str, Any]) -> None:
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2))


def _print_made(made: Made, settings: Settings, *, quiet: bool) -> None:
    click.echo(made.mp3)
    click.echo(made.feed)
    click.echo(made.summary())
    if not quiet:
        click.echo(f"To listen and subscribe: briefing serve {settings.output}", err=True)
    _print_notices(made.notices, quiet=quiet)


def _print_notices(notices: tuple[Notice, ...], *, quiet: bool) -> None:
    for notice in () if quiet else notices:
        place = f"{notice.where}: " if notice.where else ""
        click.echo(f"Note: {place}{notice.text}", err=True)


def main() -> NoReturn:
    """Run the command line: the one place where an error becomes a message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except BriefingError as error:
        if "--json" in sys.argv[1:]:
            _print_json({"error": error.facts()})
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo(
            "Stopped. What was published before is as it was; spoken clips are kept.", err=True
        )
        sys.exit(STOPPED)
    except BrokenPipeError:  # whoever read our output has left: nothing to say, nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _interrupt(number: int, frame: object) -> NoReturn:
    """Take SIGTERM as Ctrl-C: leave nothing half done and no worker behind."""
    del number, frame
    raise KeyboardInterrupt
