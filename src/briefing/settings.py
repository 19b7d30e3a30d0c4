"""Settings: every choice a person can make, its default stated once, here.

The command line, ``briefing.toml`` and the environment are three ways to write the same names:
``--base-url``, ``base-url = "..."``, ``BRIEFING_BASE_URL``. Options win over the environment, which
wins over the file, which wins over the defaults below. The file has tables, too (:mod:`.tables`),
which ``--set KEY=VALUE`` reaches into.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from briefing.errors import UsageError
from briefing.model import Part, Person
from briefing.tables import HIGHEST_RATE, LOWEST_RATE, TABLES, with_assignments

CONFIG_NAME = "briefing.toml"
ENVIRONMENT_PREFIX = "BRIEFING_"


def _setting(default: Any, help_text: str, *, metavar: str | None = None) -> Any:
    return dataclasses.field(default=default, metadata={"help": help_text, "metavar": metavar})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every choice, frozen. Field names are option names with underscores for hyphens."""

    # the episode
    title: str | None = _setting(None, "Title of the episode [default: the article's].")
    date: datetime | None = _setting(
        None, "Date of the episode, ISO 8601 [default: the article's].", metavar="DATE"
    )
    minutes: float | None = _setting(
        None, "Length of the finished audio [default: about 3 a story].", metavar="N"
    )
    words: int | None = _setting(
        None, "Words of the sources to tell, in place of a length.", metavar="N"
    )
    sentences: int | None = _setting(
        None, "Sentences of the sources to tell, in place of a length.", metavar="N"
    )
    ratio: float | None = _setting(
        None, "Share of the sources' words to tell, such as 0.25.", metavar="N"
    )
    full: bool = _setting(False, "Speak every sentence; condense nothing.")
    summariser: str = _setting("extractive", "How sections are condensed.", metavar="NAME")
    template: str = _setting("newscast", "Spoken-script template.", metavar="NAME")
    templates: Path = _setting(
        Path("scripts_templates"), "Folder of your own templates, looked in first.", metavar="DIR"
    )

    # a language model, for `--summariser llm`; its key comes from the environment alone
    llm_url: str = _setting(
        "http://127.0.0.1:11434/v1", "Address of an OpenAI-compatible server.", metavar="URL"
    )
    llm_model: str | None = _setting(None, "Model to ask, as the server calls it.", metavar="NAME")
    llm_timeout: float = _setting(120.0, "Give up on an answer after this long.", metavar="SECONDS")
    llm_max_tokens: int = _setting(
        200_000, "Ask nothing if a run could take more tokens than this.", metavar="N"
    )
    llm_input_price: float | None = _setting(
        None, "Price of a million tokens sent.", metavar="PRICE"
    )
    llm_output_price: float | None = _setting(
        None, "Price of a million tokens received.", metavar="PRICE"
    )
    llm_max_cost: float | None = _setting(
        None, "Ask nothing if a run could cost more than this; needs both prices.", metavar="PRICE"
    )

    # the sources
    latest: int = _setting(3, "Articles to take of a feed, newest first.", metavar="N")
    private_addresses: bool = _setting(
        False, "Fetch from this machine and the local network, too; refused otherwise."
    )

    # the voices
    engine: str = _setting(
        "auto", "Speech engine; auto takes the best that works here.", metavar="NAME"
    )
    fallback: str | None = _setting(
        None, "Engine to speak with if another fails [default: none].", metavar="NAME"
    )
    host: str | None = _setting(None, "The host's voice [default: by language].", metavar="VOICE")
    questioner: str | None = _setting(
        None, "The questioner's voice [default: by language].", metavar="VOICE"
    )
    quote: str | None = _setting(
        None, "The voice of quotations [default: by language].", metavar="VOICE"
    )
    rate: int = _setting(165, "Speaking rate, words a minute as heard.", metavar="WPM")
    lexicon: Path | None = _setting(
        None, "Pronunciations, in TOML or W3C PLS [default: none].", metavar="FILE"
    )
    stall_seconds: float = _setting(
        60.0, "Give up on a sentence after this long.", metavar="SECONDS"
    )

    max_cost: float | None = _setting(
        None, "Speak nothing if a server could charge more than this.", metavar="PRICE"
    )
    yes: bool = _setting(False, "Spend without asking.")
    cast: tuple[Part, ...] = ()
    engines: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)

    # the sound
    music: bool = _setting(True, "Play stings at the opening, between chapters, at the end.")
    sounds: Path | None = _setting(
        None, "Folder of your own intro, section, closing and bed [default: ours].", metavar="DIR"
    )
    bed: bool = _setting(False, "Play music softly under the speech.")
    also: str | None = _setting(
        None, "Further outputs, such as m4a,opus; needs briefing[formats].", metavar="FORMATS"
    )
    bitrate: int = _setting(96, "Bit rate of the MP3, kb/s.", metavar="KBPS")
    loudness: float = _setting(-16.0, "Loudness to reach, LUFS, dual mono.", metavar="LUFS")

    # the show
    output: Path = _setting(Path("output"), "Folder to publish into.", metavar="DIR")
    show: str = _setting("Briefing", "Title of the show.")
    description: str = _setting(
        "Articles worth hearing, read aloud by synthetic voices.", "Description of the show."
    )
    author: str = _setting("briefing", "Author of the show.")
    language: str | None = _setting(
        None, "Language of the show [default: its first episode's].", metavar="TAG"
    )
    category: str = _setting("News", "Apple Podcasts category of the show.")
    subcategory: str | None = _setting(None, "Apple Podcasts subcategory of the show.")
    link: str | None = _setting(None, "Web page of the show.", metavar="URL")
    email: str | None = _setting(None, "Mail address of the show's owner.")
    copyright: str | None = _setting(None, "Copyright line of the show.")
    cover: Path | None = _setting(
        None, "Cover of 1400 to 3000 pixels, JPEG, PNG or WebP [default: drawn].", metavar="FILE"
    )
    colour: str | None = _setting(
        None, "Ground of the drawn cover, such as #1c4f9c [default: by title].", metavar="COLOUR"
    )
    episode_art: bool = _setting(False, "Draw a cover for each episode, too.")
    serial: bool = _setting(False, "Number the episodes: they are to be heard in order.")
    season: int | None = _setting(None, "Season that new episodes belong to.", metavar="N")
    license: str | None = _setting(None, "Licence of the show, such as cc-by-4.0.", metavar="NAME")
    license_url: str | None = _setting(None, "Address of the licence's text.", metavar="URL")
    frequency: str | None = _setting(
        None, "How often it appears: daily, weekly, or an RFC 5545 rule.", metavar="RULE"
    )
    funding: str | None = _setting(None, "Address where listeners can give.", metavar="URL")
    funding_text: str | None = _setting(None, "What apps write on that button.")
    verify: str | None = _setting(None, "Text a directory asks for, as proof of ownership.")
    keep: int | None = _setting(
        None, "Episodes to keep; the oldest of more are removed [default: all].", metavar="N"
    )
    new_feed_url: str | None = _setting(None, "Where the feed has moved to.", metavar="URL")
    complete: bool = _setting(False, "Say that no further episode will come.")
    people: tuple[Person, ...] = ()
    explicit: bool = _setting(False, "Mark the show as explicit.")
    private: bool = _setting(False, "Keep the show out of podcast directories.")
    base_url: str = _setting(
        "http://127.0.0.1:8000/", "Address the output folder is served from.", metavar="URL"
    )

    # the machine
    workers: int | None = _setting(
        None, "Processes to work with; 0 for none but this one [default: one a core].", metavar="N"
    )
    cache: Path | None = _setting(
        None, "Folder of spoken clips [default: the user's cache folder].", metavar="DIR"
    )

    def __post_init__(self) -> None:
        """Refuse values no step could use; raises ``UsageError`` naming the setting."""
        _check("minutes", self.minutes is None or 0 < self.minutes <= 1440, "above 0, up to 1440")
        _check("words", self.words is None or 0 < self.words <= 1_000_000, "above 0")
        _check("sentences", self.sentences is None or 0 < self.sentences <= 1_000_000, "above 0")
        _check("ratio", self.ratio is None or 0 < self.ratio <= 1, "above 0, up to 1")
        asked = [name for name in LENGTHS if getattr(self, name) not in (None, False)]
        if len(asked) > 1:
            raise UsageError(
                f"These cannot be asked for at once: {', '.join(asked)}.",
                remedy="Give one of them.",
            )
        _check("llm-timeout", self.llm_timeout > 0, "above 0")
        _check("llm-max-tokens", self.llm_max_tokens > 0, "above 0")
        for price in ("llm_input_price", "llm_output_price", "llm_max_cost"):
            value = getattr(self, price)
            _check(price.replace("_", "-"), value is None or value >= 0, "0 or more")
        _check(
            "llm-url",
            self.llm_url.startswith(("http://", "https://")) and not _UNSAFE & set(self.llm_url),
            "an address beginning with http:// or https://",
        )
        _check("keep", self.keep is None or self.keep >= 1, "1 or more")
        _check("season", self.season is None or self.season >= 1, "1 or more")
        _check("latest", 1 <= self.latest <= 100, "from 1 to 100")
        _check(
            "rate",
            LOWEST_RATE <= self.rate <= HIGHEST_RATE,
            f"from {LOWEST_RATE} to {HIGHEST_RATE}",
        )
        _check("max-cost", self.max_cost is None or self.max_cost >= 0, "0 or more")
        _check("bitrate", self.bitrate in MONO_BITRATES, f"one of {MONO_BITRATES}")
        for name in self.formats:
            _check("also", name in FORMATS, f"formats out of {', '.join(FORMATS)}, with commas")
        _check("loudness", -30 <= self.loudness <= -10, "from -30 to -10")
        _check("stall-seconds", self.stall_seconds > 0, "above 0")
        _check("workers", self.workers is None or 0 <= self.workers <= 256, "from 0 to 256")
        _check(
            "base-url",
            self.base_url.startswith(("http://", "https://")) and not _UNSAFE & set(self.base_url),
            "an address beginning with http:// or https://",
        )
        if not self.base_url.endswith("/"):
            object.__setattr__(self, "base_url", self.base_url + "/")
        for name in ("show", "author", "description"):
            _check(name, bool(getattr(self, name).strip()), "some text")

    @property
    def formats(self) -> tuple[str, ...]:
        """The further outputs asked for, in order."""
        named = (name.strip().lower() for name in (self.also or "").split(","))
        return tuple(dict.fromkeys(name for name in named if name))


FORMATS = {"m4a": "audio/mp4", "m4b": "audio/mp4", "opus": "audio/ogg"}
"""What can be made beside the MP3, and its media type."""

LENGTHS = ("minutes", "words", "sentences", "ratio", "full")
"""Ways to say how much to tell; whoever says it last says it alone."""

_UNSAFE = frozenset(' \t\r\n\\"<>')
"""Characters no address holds."""

MONO_BITRATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192)
"""Bit rates MPEG-1 Layer III has that make sense for one voice."""


def _check(name: str, fine: bool, wanted: str) -> None:
    if not fine:
        raise UsageError(f"The setting {name} is out of range.", remedy=f"Give {wanted}.")


def load(
    options: Mapping[str, Any], environment: Mapping[str, str], config: Path | None
) -> Settings:
    """Return the settings from options, environment and file, in that order of weight.

    ``options`` holds what was given on the command line, ``None`` for what was not. ``config`` is
    the file to read; ``None`` means ``briefing.toml`` in the working directory, if there is one.
    Relative paths in the file count from the file's own folder. Raises ``UsageError`` for unknown
    names and unusable values, naming where they stand.
    """
    given = {name: value for name, value in options.items() if value is not None}
    assignments: tuple[str, ...] = given.pop("assignments", ())
    values: dict[str, Any] = {}
    for layer in (_from_file(config, assignments), _from_environment(environment), given):
        if any(layer.get(name) not in (None, False) for name in LENGTHS):  # it says how long
            values = {name: value for name, value in values.items() if name not in LENGTHS}
        values |= layer
    return Settings(**values)


def fields() -> dict[str, tuple[type, dataclasses.Field[Any]]]:
    """Return each setting's bare type (without ``| None``) and its dataclass field, by name.

    The tables, which are no options, are not among them.
    """
    hints = get_type_hints(Settings)
    return {
        field.name: (_bare(hints[field.name]), field)
        for field in dataclasses.fields(Settings)
        if field.name not in TABLES
    }


def _bare(hint: Any) -> type:
    if get_origin(hint) is UnionType:
        hint = next(part for part in get_args(hint) if part is not type(None))
    bare: type = hint
    return bare


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, (kind, _) in fields().items():
        variable = ENVIRONMENT_PREFIX + name.upper()
        if variable in environment:
            values[name] = _converted(variable, kind, environment[variable])
    return values


def _from_file(config: Path | None, assignments: tuple[str, ...]) -> dict[str, Any]:
    """Return what the file and the ``KEY=VALUE`` of the command line, which go before it, set."""
    path = config or Path(CONFIG_NAME)
    table = {} if config is None and not path.is_file() else _toml(path)
    known = fields()
    values: dict[str, Any] = {}
    for key, value in with_assignments(table, assignments).items():
        name = key.replace("-", "_")
        if name in TABLES:
            values[name] = TABLES[name](value, name)
            continue
        if name not in known:
            raise _unknown_setting(key, path, (*known, *TABLES))
        kind = known[name][0]
        converted = _converted(f"{path}: {key}", kind, value)
        values[name] = path.parent / converted if kind is Path else converted
    return values


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"The settings cannot be read: {error.strerror}.",
            where=str(path),
            remedy="Check the name given with --config.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"This is not TOML: {error}.", where=str(path), remedy="Mend the line it names."
        ) from error


def _unknown_setting(key: str, path: Path, known: tuple[str, ...]) -> UsageError:
    import difflib

    names = [name.replace("_", "-") for name in known]
    near = difflib.get_close_matches(key, names, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"The settings are: {', '.join(names)}."
    return UsageError(f"There is no setting called {key!r}.", where=str(path), remedy=hint)


_TRUE = {"1": True, "true": True, "yes": True, "on": True}
_FALSE = {"0": False, "false": False, "no": False, "off": False}


def _converted(where: str, kind: type, value: Any) -> Any:
    try:
        if kind is datetime:
            return parse_date(value)
        if kind is bool and isinstance(value, str):
            return (_TRUE | _FALSE)[value.strip().lower()]
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if kind in (int, float, Path) and isinstance(value, str):
            return kind(value)
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            raise ValueError(value)
    except (KeyError, ValueError) as error:
        words = {int: "a whole number", float: "a number", bool: "true or false", str: "a text"}
        wanted = words.get(kind, "an ISO 8601 date" if kind is datetime else "a path")
        raise UsageError(
            f"{value!r} is not {wanted}.", where=where, remedy=f"Write {wanted} there."
        ) from error
    return value


def parse_date(value: object) -> datetime:
    """Return an ISO 8601 date or date-time as a ``datetime`` with a zone; UTC if it names none.

    Takes what TOML gives, too (``date``, ``datetime``). Raises ``ValueError``.
    """
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, str) or hasattr(value, "isoformat"):
        text = value if isinstance(value, str) else str(value)
        moment = datetime.fromisoformat(text.strip())
    else:
        raise ValueError(f"not a date: {value!r}")
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if not 1 <= moment.year - 1899 <= 8100:
        raise ValueError(f"not a date of this calendar: {value!r}")
    return moment.replace(microsecond=0)
