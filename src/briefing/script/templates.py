"""Templates: a digest told in the notation, by Jinja in its sandbox.

Every value put into a template is escaped by ``finalize``, so article text is never notation, and
it is a value, so it is never template code. What a template itself writes is notation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.compiled import compiled_templates
from briefing.errors import ScriptError, unknown_name
from briefing.model import Credit, Digest, Document, Script, Story
from briefing.script.forms import number, spoken_date
from briefing.script.notation import clean, escape_anywhere, parse_segments
from briefing.script.phrases import phrases

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

SUFFIX = ".txt.j2"

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_MOST_COPIES = 1000
_WASTEFUL_FILTERS = ("center", "format", "indent", "safe", "wordwrap", "xmlattr", "urlize")
"""Filters that could fill the memory with one number, or take a value for notation."""


def templates(folder: Path) -> tuple[str, ...]:
    """Return the names of the templates in ``folder`` and of those that are shipped, sorted."""
    found = (path.name.removesuffix(SUFFIX) for home in _homes(folder) for path in _files(home))
    return tuple(sorted({name for name in found if _NAME.fullmatch(name)}))


def write(
    digest: Digest,
    *,
    title: str | None,
    show: str,
    date: datetime | None,
    template: str,
    folder: Path,
) -> Script:
    """Return the script by which ``template`` tells ``digest``.

    ``title`` is the episode's, by default the first story's; ``date`` is spoken if it is known.
    Templates and the catalogues of their phrases are looked for in ``folder`` first. Raises
    ``UsageError`` for a template that does not exist, ``ScriptError`` with its line for one that
    has a mistake.
    """
    known = templates(folder)
    if template not in known:
        raise unknown_name("template", template, known)
    language = digest.stories[0].document.language
    titles = [story_title(story) for story in digest.stories]
    episode = clean(title or "") or titles[0]
    words = phrases(language, folder)
    with _mistakes(template):
        text = (
            _environment(_homes(folder))
            .get_template(template + SUFFIX)
            .render(
                title=episode,
                show=show,
                date=spoken_date(date, language) if date else None,
                language=language,
                stories=digest.stories,
                titles=titles,
                gettext=words.gettext,
                ngettext=words.ngettext,
                pgettext=words.pgettext,
                npgettext=words.npgettext,
            )
        )
    return Script(
        title=episode,
        language=language,
        segments=parse_segments(text, f"what the template {template} wrote"),
        show=clean(show),
        date=date.isoformat() if date else None,
        credits=tuple(
            credit
            for story, name in zip(digest.stories, titles, strict=True)
            for credit in _credits(story, name)
        ),
    )


_TITLE_LENGTH = 80


def story_title(story: Story) -> str:
    """Return what to call a story: its title, else its first heading, else its first words."""
    for words in _first_words(story):
        if text := clean(words):
            return text if len(text) <= 255 else _shortened(text)
    return "\u2026"


def _first_words(story: Story) -> Iterator[str]:
    if story.title:
        yield story.title.text
    yield from (section.heading.text for section in story.sections if section.heading)
    yield from (question.question.text for question in story.questions)
    for passage in story.passages():
        for statement in passage.statements:
            words = statement.text
            yield words if len(words) <= _TITLE_LENGTH else _shortened(words)


def _shortened(words: str) -> str:
    return words[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "\u2026"


def _credits(story: Story, title: str) -> Iterator[Credit]:
    """Yield the sources of a story: the one it is told from, then those that hold it, too."""
    yield _credit(story.document, title)
    for other in story.also:
        named = (
            clean(words) for words in (other.title and other.title.text, other.publisher) if words
        )
        yield _credit(other, next((name for name in named if name), title))


def _credit(document: Document, title: str) -> Credit:
    """Return a source as show notes name it; a path of this machine is nobody's business."""
    origin = document.origin if document.origin.startswith(("http://", "https://")) else None
    return Credit(title, document.link or origin, clean(document.byline or "") or None)


# ------------------------------------------------------------------------- finding them


def _homes(folder: Path) -> tuple[Path, ...]:
    """Return where templates live: the user's folder, then ours in the wheel or the checkout."""
    package = Path(__file__).parents[1]
    shipped = package / "scripts_templates"
    return folder, shipped if shipped.is_dir() else package.parents[1] / "scripts_templates"


def _files(home: Path) -> Sequence[Path]:
    return tuple(home.glob(f"*{SUFFIX}")) if home.is_dir() else ()


@cache
def _environment(homes: tuple[Path, ...]) -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined, pass_context
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    class Sandbox(ImmutableSandboxedEnvironment):
        """Jinja's sandbox, in which no single operation can fill the memory either."""

        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            plain = isinstance(left, int | float) and isinstance(right, int | float)
            if operator == "%" and not plain:
                raise SecurityError("% is for numbers here")
            if operator == "**" or not plain:
                copies = right if isinstance(right, int) else left
                if not isinstance(copies, int) or abs(copies) > _MOST_COPIES:
                    raise SecurityError(f"{operator} would make too much")
            return super().call_binop(context, operator, left, right)

    def finalize(value: Any) -> Any:
        """Escape a value; what a macro wrote is notation already and passes."""
        return value if isinstance(value, Markup) else Markup(escape_anywhere(str(value)))

    environment = Sandbox(
        loader=FileSystemLoader([str(home) for home in homes]),
        # a person's own are compiled each time: they change, and would pile up
        bytecode_cache=None if homes[0].is_dir() else compiled_templates("scripts"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    # The extension marks what its own functions return as markup, and so as notation here; ours,
    # which a template is given when it is rendered, return a text and take values as these do.
    environment.newstyle_gettext = True  # type: ignore[attr-defined] # the extension adds it
    for name in _WASTEFUL_FILTERS:
        environment.filters.pop(name, None)
    for name, form in (("number", number), ("spoken_date", spoken_date)):
        environment.filters[name] = pass_context(partial(_in_language, form))
    return environment


def _in_language(form: Callable[[Any, str], str], context: Context, value: Any) -> str:
    """Return ``value`` in the form the episode's language has for it."""
    language: Any = context.resolve("language")
    return form(value, language)


@contextmanager
def _mistakes(template: str) -> Iterator[None]:
    """Translate whatever a template does wrong into one error with its name and line."""
    from jinja2 import TemplateError, TemplateSyntaxError

    remedy = "Mend the template; docs/templates.md lists what it may use."
    try:
        yield
    except TemplateSyntaxError as error:
        name = error.name or template + SUFFIX
        raise ScriptError(
            f"{error.message}.", where=f"{name}, line {error.lineno}", remedy=remedy
        ) from error
    except (
        TemplateError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
    ) as error:
        raise ScriptError(f"{error}.", where=_place(error, template), remedy=remedy) from error


def _place(error: BaseException, template: str) -> str:
    """Return the innermost template and line an error passed through."""
    place = template + SUFFIX
    trace = error.__traceback__
    while trace is not None:
        name = Path(trace.tb_frame.f_code.co_filename).name
        if name.endswith(SUFFIX):
            place = f"{name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place
