"""What a person says of a program in the settings, checked."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from briefing.voice._listed import Listed, listed
from briefing.voice._options import Options
from briefing.voice.command.presets import PRESETS
from briefing.voice.engine import Setup

NATURAL = 170.0
"""Words a minute at a program's own pace, unless the settings know better."""

_NAMES = ("text", "textfile", "voice", "rate", "speed", "stretch", "language", "output")
_SPLICED = "{arguments}"
_PLACE = re.compile(r"\{([a-z]+)\}")

_PACED = frozenset({"{rate}", "{speed}", "{stretch}"})

_UNSET = "default"
"""What the one voice of a program is called whose voices are not listed."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program, and how it is told what to say."""

    run: tuple[str, ...]
    """The argument list with placeholders; empty, if no program is named."""
    version: tuple[str, ...]
    """Arguments with which the program says its version; none, if it cannot."""
    encoding: str
    replaced: tuple[tuple[str, str], ...]
    """What is written in place of signs the program would take for its own notation."""
    rates: tuple[tuple[float, float], ...]
    """Words a minute as heard, and the program's own figure for them, rising."""
    characters: int | None
    """So many the program takes at a time; a longer text comes in parts."""
    timeout: float
    environment: tuple[tuple[str, str], ...]
    revision: str
    voices: Listed

    def uses(self, name: str) -> bool:
        """Return whether the placeholder ``name`` is somewhere in the argument list."""
        return any(f"{{{name}}}" in argument for argument in self.run)

    @property
    def paced(self) -> bool:
        """Whether the program can be told how fast to speak."""
        return any(place in argument for argument in self.run for place in _PACED)

    def figure(self, rate: float) -> int:
        """Return the program's own figure for ``rate`` words a minute, between those listed.

        Beyond them the line goes on as between the last two.
        """
        if not self.rates:
            return round(rate)
        pairs = list(pairwise(self.rates))
        (x0, y0), (x1, y1) = next((pair for pair in pairs if rate <= pair[1][0]), pairs[-1])
        return max(1, round(y0 + (rate - x0) * (y1 - y0) / (x1 - x0)))


def filled(
    run: tuple[str, ...], values: Mapping[str, str], spliced: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the argument list with ``values`` in place of their names, each in one go.

    So nothing in a value is taken for a placeholder. A text that is an argument of its own and
    begins with a sign gets a blank before it: no program takes it for an option or a file then.
    ``spliced`` stands where ``{arguments}`` does, or at the end.
    """
    arguments: list[str] = []
    for argument in run:
        if argument == _SPLICED:
            arguments += spliced
        elif argument == "{text}":
            text = values["text"]
            arguments.append(text if text[:1].isalnum() else f" {text}")
        else:
            arguments.append(_PLACE.sub(lambda found: values[found[1]], argument))
    return tuple(arguments) if _SPLICED in run else (*arguments, *spliced)


def program_of(setup: Setup) -> Program:
    """Return what ``setup`` says of its program; raises ``UsageError`` naming what cannot be."""
    where = f"engines.{setup.name}"
    preset = Options(where, setup.options).one_of("preset", ("", *PRESETS), "")
    table = {**PRESETS.get(preset, {}), **setup.options}
    options = Options(where, table)
    options.has("preset")
    run = options.texts("run")
    _check_run(options, run)
    limited = options.has("characters")
    program = Program(
        run=run,
        version=options.texts("version"),
        encoding=_encoding(options),
        replaced=tuple(options.pairs("replace").items()),
        rates=_rates(options),
        characters=options.whole("characters", 0, 50, 1_000_000) if limited else None,
        timeout=options.number("timeout", 60, 0.1, 3_600),
        environment=tuple(sorted(options.pairs("environment").items())),
        revision=options.text("revision"),
        voices=listed(options, setup.name, (_UNSET,), natural=NATURAL, roles={}),
    )
    options.end()
    if program.uses("voice") and not options.has("voices"):
        raise options.refused("voices", "there, because {voice} is in run")
    if any("\x00" in text for pair in program.environment for text in pair):
        raise options.refused("environment", "a table of texts without NUL")
    return program


def _check_run(options: Options, run: tuple[str, ...]) -> None:
    if options.has("run") and not (run and run[0].strip() and not _PLACE.search(run[0])):
        raise options.refused("run", "a list of texts, a program first")
    for argument in run:
        for found in _PLACE.finditer(argument):
            alone = found[0] == _SPLICED == argument
            if found[1] not in _NAMES and not alone:
                known = ", ".join(f"{{{name}}}" for name in _NAMES)
                raise options.refused("run", f"without {found[0]}: there are {known}")


def _encoding(options: Options) -> str:
    name = options.text("encoding", "utf-8")
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise options.refused("encoding", "the name of one, such as utf-8") from error


def _rates(options: Options) -> tuple[tuple[float, float], ...]:
    table = options.table("rates")
    wanted = "a table of two or more, words a minute = the program's figure, both rising"
    try:
        pairs = sorted((float(heard), float(figure)) for heard, figure in table.items())
    except (TypeError, ValueError) as error:
        raise options.refused("rates", wanted) from error
    rising = all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    if len(pairs) == 1 or not rising or any(not 0 < pair[0] < 2_000 for pair in pairs):
        raise options.refused("rates", wanted)
    return tuple(pairs)
