"""Options: every setting as a click option, made from the settings themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from briefing.settings import fields, parse_date


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
DRAFTING = (
    *(
        "title",
        "date",
        "minutes",
        "words",
        "sentences",
        "ratio",
        "full",
        "summariser",
        "template",
        "templates",
    ),
    *("llm_url", "llm_model", "llm_timeout", "llm_max_tokens"),
    *("llm_input_price", "llm_output_price", "llm_max_cost"),
    *("latest", "private_addresses"),
    *("engine", "fallback", "host", "questioner", "quote", "rate", "lexicon", "stall_seconds"),
    *("max_cost", "yes", "music", "show", "output", "workers", "cache"),
)

Command = Callable[..., None]


def settings_options(*names: str) -> Callable[[Command], Command]:
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


def config_option(command: Command) -> Command:
    """Give a command ``--config`` and ``--set``."""
    command = click.option(
        "--set",
        "assignments",
        multiple=True,
        metavar="KEY=VALUE",
        help="Set what has no option, as in cast.host.rate=165; may be given several times.",
    )(command)
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        default=None,
        metavar="FILE",
        help="Settings file [default: briefing.toml here, if there is one].",
    )(command)


def json_option(command: Command) -> Command:
    """Give a command ``--json``."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object on standard output."
    )(command)


def loudness_options(command: Command) -> Command:
    """Give a command ``--quiet`` and ``--verbose``."""
    command = click.option("-v", "--verbose", is_flag=True, help="Say how long each step took.")(
        command
    )
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(command)


def sources_argument(command: Command) -> Command:
    """Give a command its sources."""
    return click.argument("sources", nargs=-1, metavar="[SOURCE]...")(command)


def example(*lines: str) -> str:
    """Return a help epilog that shows ``lines`` as they are."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
