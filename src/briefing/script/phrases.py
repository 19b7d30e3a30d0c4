"""Phrases: what a template says of its own, in the language of the episode.

Templates write their phrases in English and mark them, ``_("This is %(show)s.", show=show)``;
gettext catalogues say them in other languages: ours in ``locale/`` beside this file, a person's in
the folder ``locale`` of theirs. A language nobody has written a catalogue for is not told in
English: ``und.po`` (BCP 47: an undetermined language) says what little is left, such as the names.

What is put into a phrase is put in once, as it stands, and is never read as a phrase itself. The
result is a plain text: the template escapes it whole, as it escapes any other value.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache, partial
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.compiled import compiled
from briefing.errors import ScriptError
from briefing.script.forms import NO_LANGUAGE, number, spoken_date, tags_of

if TYPE_CHECKING:
    from babel.messages import Catalog

_OURS = Path(__file__).parent / "locale"
_WRITTEN_IN = "en"
_PLACE = re.compile(r"%(?:\((\w+)\)s|%)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language. The methods are those of gettext, with values to put in.

    A number put in is written as the language writes numbers. Each method raises ``ValueError``
    when a value is missing. A translation that is one blank says nothing.
    """

    language: str
    """The tag whose numbers are used."""
    translations: NullTranslations

    def gettext(self, message: str, /, **values: object) -> str:
        """Return ``message`` in the language, or as it is where there is no translation."""
        return self._filled(self.translations.gettext(message) if message else "", values)

    def ngettext(self, one: str, many: str, num: int, /, **values: object) -> str:
        """Return the form of a phrase that goes with ``num``, which can be put in as ``num``."""
        phrase = self.translations.ngettext(one, many, num)
        return self._filled(phrase, {"num": num, **values})

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Return ``message`` as it is said in ``context``."""
        return self._filled(self.translations.pgettext(context, message), values)

    def npgettext(self, context: str, one: str, many: str, num: int, /, **values: object) -> str:
        """Return the form that goes with ``num`` as it is said in ``context``."""
        phrase = self.translations.npgettext(context, one, many, num)
        return self._filled(phrase, {"num": num, **values})

    def _filled(self, phrase: str, values: dict[str, object]) -> str:
        def put_in(place: re.Match[str]) -> str:
            name = place[1]
            if name is None:
                return "%"
            if name not in values:
                raise ValueError(f"The phrase {phrase!r} needs a value called {name}")
            value = values[name]
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                return number(value, self.language)
            return str(value)

        return _PLACE.sub(put_in, phrase).strip()


def phrases(language: str, folder: Path | None = None) -> Phrases:
    """Return the phrases of ``language``, those of the templates in ``folder`` before ours.

    A catalogue of the whole tag goes before one of the language alone: ``de-at.po``, ``de.po``.
    Raises ``ScriptError`` for a catalogue of theirs that is none.
    """
    found = NullTranslations()
    for path in _catalogues(language, *_homes(folder)):
        compiled = _shipped(path) if path.parent == _OURS else _compiled(path)
        found.add_fallback(GNUTranslations(BytesIO(compiled)))
    return Phrases(language, found)


def spoken_phrases(language: str, folder: Path | None = None) -> tuple[str, ...]:
    """Return what the shipped templates may say of their own in ``language``.

    With a ``folder``, what the catalogues of its templates say, too. Where a value goes stands
    ``…``; there is none in a language that has no catalogue. Whoever checks that nothing is said
    but what a source says needs to know these words.
    """
    said = [
        _PLACE.sub("…", text).strip()
        for path in _catalogues(language, *_homes(folder))
        if path.stem != NO_LANGUAGE
        for text in _texts(_read(path))
    ]
    return tuple(dict.fromkeys(text for text in said if text))


def introduction(language: str, show: str, date: datetime) -> tuple[str, ...]:
    """Return a few sentences anybody could say in ``language``: a greeting, a date, a goodbye."""
    words = phrases(language)
    said = (
        words.gettext("This is %(show)s.", show=show),
        words.gettext("%(date)s.", date=spoken_date(date, language)),
        words.gettext("That was %(show)s.", show=show),
    )
    return tuple(text for text in said if text)


# ------------------------------------------------------------------------ the catalogues


def _homes(folder: Path | None) -> tuple[Path, ...]:
    return (folder / "locale", _OURS) if folder else (_OURS,)


def _catalogues(language: str, *homes: Path) -> list[Path]:
    """Return the catalogues to ask for a phrase, in order.

    Files are chosen from those that are there: a tag, which an article may state, is no path.
    """
    tags = tags_of(language)
    there = [
        {(tags_of(path.stem) or (path.stem,))[0]: path for path in sorted(home.glob("*.po"))}
        for home in homes
    ]
    found = [files[tag] for files in there for tag in tags if tag in files]
    if tags[-1:] != (_WRITTEN_IN,):
        found += [files[NO_LANGUAGE] for files in there if NO_LANGUAGE in files]
    return found


def _read(path: Path) -> Catalog:
    from babel.messages.pofile import PoFileError, read_po

    try:
        text = path.read_bytes().removeprefix(BOM_UTF8)
        return read_po(BytesIO(text), locale=path.stem.replace("-", "_"), abort_invalid=True)
    except (OSError, PoFileError, ValueError, LookupError) as error:
        raise _no_catalogue(path, error) from error


def _texts(catalogue: Catalog) -> Iterator[str]:
    for message in catalogue:
        if message.id:
            yield from [message.string] if isinstance(message.string, str) else message.string or ()


def _compiled(path: Path) -> bytes:
    """Return a catalogue as gettext reads it; what is fuzzy or not translated is left out."""
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    catalogue = _read(path)
    try:
        write_mo(compiled, catalogue)
        GNUTranslations(BytesIO(compiled.getvalue()))
    except (ValueError, LookupError) as error:
        raise _no_catalogue(path, error) from error
    return compiled.getvalue()


@cache
def _shipped(path: Path) -> bytes:
    return compiled("phrases", path.read_bytes(), partial(_compiled, path))


def _no_catalogue(path: Path, error: Exception) -> ScriptError:
    reason = str(error).rstrip(".") or type(error).__name__
    return ScriptError(
        f"This is no catalogue of phrases: {reason}.",
        where=str(path),
        remedy="Mend it, or make it anew with `pybabel init`; docs/templates.md says how.",
    )
