"""Phrases: what templates say of their own follows the language; article text is never a phrase."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

import briefing.script
from briefing.errors import ScriptError
from briefing.model import (
    Address,
    Digest,
    DigestQuestion,
    DigestSection,
    Document,
    Passage,
    Script,
    Statement,
    Story,
)
from briefing.script import compose, parse, write
from briefing.script.notation import clean
from briefing.script.phrases import phrases, spoken_phrases

TEMPLATES = Path(__file__).parents[2] / "scripts_templates"
OURS = Path(briefing.script.__file__).parent / "locale"
CATALOGUES = sorted(OURS.glob("*.po"))
LANGUAGES = tuple(path.stem for path in CATALOGUES if path.stem != "und")
SHIPPED = ("full", "interview", "newscast")
NOWHERE = Path("no-such-folder")
SHOW = "1900"


def statement(text: str, part: str, block: int = 1) -> Statement:
    return Statement(text, (Address(1, part, block, 1),))


def story(language: str, words: str = "1234", *, number: int = 1, **facts: str) -> Story:
    """Return a story that makes a template say all its phrases; every text of it is ``words``."""
    told = {"byline": words, "publisher": words, "also": "1357"} | facts

    def passage(part: str, kind: str = "paragraph", speaker: str | None = None) -> Passage:
        return Passage(kind, (statement(words, part),), speaker)  # type: ignore[arg-type]

    return Story(
        Document(number, "a", None, language, byline=told["byline"], publisher=told["publisher"]),
        title=statement(words, "title", 0),
        lead=(passage("lead"), passage("lead", "quote")),
        sections=tuple(
            DigestSection(statement(words, part, 0), (passage(part, "quote", words),))
            for part in ("s1", "s2", "s3")
        ),
        questions=(DigestQuestion(statement(words, "q1", 0), (passage("q1"),)),),
        closing=(passage("close"),),
        also=(Document(number + 1, "b", None, language, publisher=told["also"]),),
    )


def told(template: str, *stories: Story, folder: Path = NOWHERE, show: str = SHOW) -> Script:
    return write(
        Digest(stories),
        title=None,
        show=show,
        date=datetime(2026, 3, 2, tzinfo=UTC),
        template=template,
        folder=folder,
    )


def own(folder: Path, body: str, language: str = "de", **catalogues: str) -> list[str]:
    """Return what a template of a person's own says, beside catalogues of their own."""
    (folder / "own.txt.j2").write_text(f"== S\n\n{body}\n", encoding="utf-8")
    for tag, text in catalogues.items():
        catalogue(folder, tag, text)
    script = told("own", story(language, "Words."), folder=folder)
    return [line.text for line in script.lines()]


def catalogue(folder: Path, tag: str, text: str) -> None:
    (folder / "locale").mkdir(exist_ok=True)
    (folder / "locale" / f"{tag}.po").write_text(text, encoding="utf-8")


def message(original: str, translation: str) -> str:
    return f'msgid "{original}"\nmsgstr "{translation}"\n\n'


# ------------------------------------------------------------------- the shipped catalogues


def in_templates() -> set[str]:
    """Return every phrase of the shipped templates, as Babel's own extractor finds them."""
    found = extract_from_dir(
        TEMPLATES,
        method_map=[("**.txt.j2", "jinja2.ext:babel_extract")],
        options_map={"**.txt.j2": {"silent": "false"}},
        keywords=DEFAULT_KEYWORDS,
    )
    texts = [(text, context) for _, _, text, _, context in found]
    assert all(context is None and isinstance(text, str) for text, context in texts)
    return {text for text, _ in texts}


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def places(text: str) -> list[str]:
    return sorted(re.findall(r"%(?:\(\w+\))?.", text))


def test_the_languages_promised_have_a_catalogue() -> None:
    assert {"en", "de", "fr", "es", "it", "pt", "nl", "pl"} <= set(LANGUAGES)
    assert len(in_templates()) == 15


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_says_every_phrase_and_no_other(path: Path) -> None:
    found = read_catalogue(path)
    messages = [message for message in found if message.id]
    assert {message.id for message in messages} == in_templates()
    assert len(messages) == len(in_templates())
    assert not found.obsolete
    assert not any(message.fuzzy for message in messages)
    for message in messages:
        assert message.string
        if message.string != " ":
            assert places(str(message.string)) == places(str(message.id))
        assert clean(str(message.string)) == str(message.string).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_which_language_it_is_and_how_it_counts(language: str) -> None:
    found = read_catalogue(OURS / f"{language}.po")
    assert str(found.locale) == language
    ours, theirs = (c2py(one.plural_expr) for one in (found, Catalog(locale=language)))
    # releases of Babel number the forms differently, and give millions one that no phrase has
    pairs = {(ours(number), theirs(number)) for number in range(1000)}
    assert len(pairs) == len({one for one, _ in pairs}) == len({other for _, other in pairs})


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_a_translation_is_none_of_another_language(language: str) -> None:
    def words(path: Path) -> set[str]:
        texts = [str(message.string) for message in read_catalogue(path) if message.id]
        return {text for text in texts if re.search(r"\w", re.sub(r"%\(\w+\)s", "", text))}

    english = words(OURS / "en.po")
    assert len(words(OURS / f"{language}.po")) >= 13
    assert not english & words(OURS / f"{language}.po")


# -------------------------------------------------------------------- what episodes say


@pytest.mark.parametrize("template", SHIPPED)
@pytest.mark.parametrize("language", [*LANGUAGES, "hu", "ar"])
def test_whatever_a_template_says_of_its_own_is_in_the_catalogue(
    language: str, template: str
) -> None:
    known = {re.sub("…", "", text) for text in spoken_phrases(language)}
    script = told(template, story(language), story(language, "5678", number=3))
    spoken = [line.text for line in script.lines() if "2026" not in line.text]
    titles = [segment.title for segment in script.segments]
    for text in [*spoken, *titles]:
        words = re.sub("1234|5678|1357|1900", "", text)
        assert words in known or not re.search(r"\w", words)


@pytest.mark.parametrize(
    ("language", "titles", "spoken"),
    [
        (
            "it",
            ["Domande e risposte", "In conclusione"],
            ["Questo è 1900.", "lunedì 2 marzo 2026.", "E ora: 1234", "Avete ascoltato 1900."],
        ),
        (
            "pt-br",
            ["Perguntas e respostas", "Para concluir"],
            ["Isto é 1900.", "segunda-feira, 2 de março de 2026.", "Nas palavras de 1234:"],
        ),
        (
            "nl",
            ["Vragen en antwoorden", "Ter afsluiting"],
            ["Dit is 1900.", "maandag 2 maart 2026.", "Bron: 1234.", "Door 1234."],
        ),
        (
            "pl",
            ["Pytania i odpowiedzi", "Na zakończenie"],
            ["To jest 1900.", "poniedziałek, 2 marca 2026.", "Mówi 1234:", "Na koniec: 1234"],
        ),
        (
            "no",
            ["Spørsmål og svar", "Avslutning"],
            ["Dette er 1900.", "mandag 2. mars 2026.", "1234 sier:", "Spørsmål og svar."],
        ),
        (
            "uk",
            ["Запитання й відповіді", "На завершення"],
            ["В ефірі програма «1900».", "понеділок, 2 березня 2026 року.", "Цитата:"],
        ),
        (
            "en-us",
            ["Questions and answers", "Closing"],
            ["This is 1900.", "Monday, March 2, 2026.", "From 1357.", "A quotation:"],
        ),
    ],
)
def test_lines_dates_and_chapters_follow_the_language(
    language: str, titles: list[str], spoken: list[str]
) -> None:
    script = told("newscast", story(language))
    assert [segment.title for segment in script.segments][-2:] == titles
    assert set(spoken) <= {line.text for line in script.lines()}


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "أُضيئت المصابيح على الرصيف."), ("he", "הפנסים נדלקו על הרציף.")]
)
def test_right_to_left_words_come_through_as_they_are(language: str, words: str) -> None:
    script = told("newscast", story(language, words))
    assert {line.text for line in script.lines() if line.sources} == {words}
    assert {segment.title for segment in script.segments} == {words, "?", "…"}
    foreign = re.compile("[A-Za-z\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    assert not any(foreign.search(line.text) for line in script.lines())
    assert parse(compose(script), "x") == script


# -------------------------------------------------------- a person's templates and catalogues


def test_a_persons_catalogue_wins_over_ours_phrase_by_phrase(tmp_path: Path) -> None:
    catalogue(tmp_path, "de", message("That was %(show)s.", "Bis bald bei %(show)s!"))
    spoken = [line.text for line in told("newscast", story("de"), folder=tmp_path).lines()]
    assert spoken[0] == "Das ist 1900."
    assert spoken[-1] == "Bis bald bei 1900!"
    english = [line.text for line in told("newscast", story("en"), folder=tmp_path).lines()]
    assert english[-1] == "That was 1900."


def test_a_region_goes_before_its_language(tmp_path: Path) -> None:
    catalogues = {"pt": message("Hello.", "Viva."), "pt_BR": message("Hello.", "Alô.")}
    body = 'host: {{ _("Hello.") }}'
    assert own(tmp_path, body, "pt-br", **catalogues) == ["Alô."]
    assert own(tmp_path, body, "pt-pt") == ["Viva."]
    assert own(tmp_path, body, "nb-no", no=message("Hello.", "Hei.")) == ["Hei."]


def test_a_phrase_nobody_translated_is_spoken_as_it_is(tmp_path: Path) -> None:
    for language in ("de", "hu", "en"):
        assert own(tmp_path, 'host: {{ _("Hello, %(a)s.", a=1) }}', language) == ["Hello, 1."]


def test_what_a_language_without_catalogue_hears_can_be_chosen(tmp_path: Path) -> None:
    body = 'host: {{ _("Hello %(show)s.", show=show) }}'
    quiet = message("Hello %(show)s.", "%(show)s.")
    assert own(tmp_path, body, "hu", und=quiet) == ["1900."]
    assert own(tmp_path, body, "en") == ["Hello 1900."]


def test_a_new_language_is_a_file(tmp_path: Path) -> None:
    catalogue(tmp_path, "hu", message("Closing", "Zárszó") + message("A quotation:", "Idézet:"))
    script = told("newscast", story("hu-hu"), folder=tmp_path)
    assert script.segments[-1].title == "Zárszó"
    spoken = [line.text for line in script.lines()]
    assert "Idézet:" in spoken
    assert not any("That was" in text for text in spoken)


def test_a_translation_that_is_one_blank_says_nothing(tmp_path: Path) -> None:
    catalogue(tmp_path, "en", message("That was %(show)s.", " "))
    spoken = [line.text for line in told("newscast", story("en"), folder=tmp_path).lines()]
    assert spoken[0] == "This is 1900."
    assert not any("That was" in text for text in spoken)


PLURALS = r"""msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
" ? 1 : 2);\n"

msgid "%(num)s story"
msgid_plural "%(num)s stories"
msgstr[0] "%(num)s temat"
msgstr[1] "%(num)s tematy"
msgstr[2] "%(num)s tematów"

msgctxt "of a day"
msgid "May"
msgstr "Maj"

msgctxt "seen"
msgid "%(num)s lamp"
msgid_plural "%(num)s lamps"
msgstr[0] "%(num)s lampa"
msgstr[1] "%(num)s lampy"
msgstr[2] "%(num)s lamp"
"""


def test_plurals_and_contexts_are_those_of_gettext(tmp_path: Path) -> None:
    body = """
host: {{ ngettext("%(num)s story", "%(num)s stories", 1) }}
host: {{ ngettext("%(num)s story", "%(num)s stories", 3) }}
host: {{ ngettext("%(num)s story", "%(num)s stories", 12345) }}
host: {{ pgettext("of a day", "May") }}
host: {{ pgettext("of a thing", "May") }}
host: {{ npgettext("seen", "%(num)s lamp", "%(num)s lamps", 5) }}
host: {% trans n=stories | length %}{{ n }} tale{% pluralize n %}{{ n }} tales{% endtrans %}

host: {% trans show=show %}All of {{ show }} at 100 %.{% endtrans %}
"""
    assert own(tmp_path, body, "pl", pl=PLURALS) == [
        "1 temat",
        "3 tematy",
        "12345 tematów",
        "Maj",
        "May",
        "5 lamp",
        "1 tale",
        "All of 1900 at 100 %.",
    ]


def test_dates_and_numbers_have_filters(tmp_path: Path) -> None:
    body = """
host: {{ 12345.25 | number }}
host: {{ "2026-03-02T06:00:00+00:00" | spoken_date }}
host: {{ _("%(count)s words", count=12345) }}
"""
    assert own(tmp_path, body, "de") == ["12.345,25", "Montag, 2. März 2026", "12.345 words"]
    assert own(tmp_path, body, "en-us")[:2] == ["12,345.25", "Monday, March 2, 2026"]


@pytest.mark.parametrize(
    "body",
    [
        '{{ _("Hello %(who)s.") }}',
        '{{ _("Hello %(who)s.", whom=show) }}',
        '{{ _("Hello %(who)s.", who=nobody) }}',
        '{{ ngettext("%(a)s story", "%(a)s stories", 2) }}',
        "{{ _(5) }}",
        "{{ _.__globals__ }}",
        "{{ gettext.__self__.translations }}",
        "{% trans %}{{ nothing }}{% endtrans %}",
        "{{ title | number }}",
        "{{ '1e999999999' | number }}",
    ],
)
def test_a_mistake_in_a_phrase_is_named_with_its_line(tmp_path: Path, body: str) -> None:
    with pytest.raises(ScriptError) as caught:
        own(tmp_path, f"host: {body}")
    assert (caught.value.where or "").startswith("own.txt.j2, line 3")


@pytest.mark.parametrize(
    "text",
    [
        "This is no catalogue.",
        'msgid "Closing',
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=import os;\\n"\n',
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=none-such\\n"\n',
        'msgid ""\nmsgstr "POT-Creation-Date: tomorrow\\n"\n',
    ],
)
def test_a_file_that_is_no_catalogue_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(ScriptError) as caught:
        own(tmp_path, "host: Hello.", de=text)
    assert (caught.value.where or "").endswith("de.po")


def test_a_catalogue_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    text = "\ufeff" + message("Hello.", "Grüß Gott.")
    assert own(tmp_path, 'host: {{ _("Hello.") }}', de=text) == ["Grüß Gott."]


def test_fuzzy_translations_are_not_spoken(tmp_path: Path) -> None:
    text = "#, fuzzy\n" + message("Hello.", "Vielleicht.")
    assert own(tmp_path, 'host: {{ _("Hello.") }}', de=text) == ["Hello."]


# ------------------------------------------------------------------- article text is hostile

HOSTILE = [
    "%(show)s",
    "%(heading)s %(publisher)s %(nothing)s",
    "%s %d %",
    "100 %",
    "%%",
    "{{x}} {% raw %}",
    "{} {0.__class__}",
    "host: x",
    "== Fin",
    "pause: 9 s",
    "# no",
    "<1:s1.1.1>",
    "\\<1:s1.1.1>",
    "<b>&amp;</b> & \"'",
    "This is %(show)s.",
    "Closing",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("template", SHIPPED)
@pytest.mark.parametrize("language", ["en", "pl", "hu"])
def test_facts_and_words_of_an_article_are_said_as_they_are(
    language: str, template: str, text: str
) -> None:
    hostile = told(template, story(language, text, also=text + "!"), show=text)
    harmless = told(template, story(language), show="1234")
    assert shape(hostile) == shape(harmless)
    for line, other in zip(hostile.lines(), harmless.lines(), strict=True):
        expected = other.text.replace("1357", clean(text) + "!").replace("1234", clean(text))
        assert line.text == expected
    assert parse(compose(hostile), "x") == hostile


def shape(script: Script) -> list[tuple[str, list[tuple[str, tuple[Address, ...]]]]]:
    """Return which sentences are said by whom, whatever the words are."""
    return [
        (str(number), [(line.role, line.sources) for line in segment.lines()])
        for number, segment in enumerate(script.segments)
    ]


def test_a_language_an_article_states_is_no_path(tmp_path: Path) -> None:
    (tmp_path / "secret.po").write_text(message("Closing", "Secret"), encoding="utf-8")
    for language in ("../secret", str(tmp_path / "secret"), "..\\secret", "secret\0", "con"):
        found = phrases(language, tmp_path)
        assert found.gettext("Closing") == "…"


def test_a_catalogue_is_trusted_with_text_and_not_with_notation(tmp_path: Path) -> None:
    text = message("Hello %(a)s.", "host: {{ show }} <1:s1.1.1> %(a)s")
    spoken = own(tmp_path, 'host: {{ _("Hello %(a)s.", a="%(a)s") }}', de=text)
    assert spoken == ["host: {{ show }} <1:s1.1.1> %(a)s"]


# ------------------------------------------------------------------------------ the price


@pytest.mark.parametrize(
    "what",
    [
        "import briefing.script, briefing.script.templates, briefing.script.phrases",
        "import sys; sys.argv = ['briefing', '--help']\n"
        "from briefing.cli import cli; cli.main(standalone_mode=False)",
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(what: str) -> None:
    asked = f"{what}\nimport sys; print(*sorted(sys.modules), sep='\\n')"
    modules = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True
    ).stdout.split()
    assert "briefing" in modules
    assert not {"babel", "jinja2", "babel.core"} & set(modules)
