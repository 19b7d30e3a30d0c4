"""Scripts: a person who edits one is warned of what the documents do not say."""

from __future__ import annotations

from briefing.guard import warnings
from briefing.guard.scripts import MOST_WARNINGS
from briefing.model import Address, Block, Document, Line, Pause, Script, Segment, Sentence
from briefing.units import Milliseconds

FIRST = Address(1, "lead", 1, 1)
SECOND = Address(1, "lead", 1, 2)
DOCUMENT = Document(
    number=1,
    origin="ferry.txt",
    title=Sentence(Address(1, "title", 0, 1), "The Heron sails"),
    language="en",
    lead=(
        Block(
            "quote",
            (Sentence(FIRST, "It carries 47 people."), Sentence(SECOND, "It cost $5 million.")),
            "Ilse Mora",
        ),
    ),
    byline="Dana Field",
    publisher="Orvale Post",
    published="2026-03-02T08:00:00Z",
)
KNOWN = ("Harbour Hour", "Monday, 2 March 2026", "This is …", "In the words of …:")


def script(*lines: Line) -> Script:
    return Script("Episode", "en", (Segment("One", ((*lines, Pause(Milliseconds(500))),)),))


def test_a_script_as_it_was_written_raises_no_warning() -> None:
    written = script(
        Line("host", "This is Harbour Hour. Monday, 2 March 2026."),
        Line("host", "By Dana Field, Orvale Post."),
        Line("host", "In the words of Ilse Mora:"),
        Line("quote", "It carries 47 people.", (FIRST,)),
        Line("host", "That was Harbour Hour."),
    )
    assert warnings(written, [DOCUMENT], KNOWN) == ()


def test_a_changed_figure_is_warned_of_with_the_place() -> None:
    (notice,) = warnings(script(Line("host", "It carries 48.", (FIRST,))), [DOCUMENT], KNOWN)
    assert notice.code == "guard"
    assert notice.text == '“It carries 48.”: "48" is not in the source.'
    assert notice.where == "1:lead.1.1"


def test_what_another_sentence_says_does_not_support_a_line() -> None:
    assert warnings(script(Line("host", "It cost $5m.", (FIRST,))), [DOCUMENT], KNOWN) != ()
    assert warnings(script(Line("host", "It cost $5m.", (FIRST, SECOND))), [DOCUMENT], ()) == ()


def test_a_line_without_sources_is_held_against_everything() -> None:
    honest = script(Line("host", "For $5m it carries 47, says Ilse Mora in the Orvale Post."))
    assert warnings(honest, [DOCUMENT], KNOWN) == ()
    false = script(Line("host", "The Gull carries 49."))
    (notice,) = warnings(false, [DOCUMENT], KNOWN)
    assert '"Gull" and "49" are not' in notice.text


def test_a_line_that_cites_what_no_document_has_is_warned_of() -> None:
    line = Line("host", "It sails.", (Address(2, "lead", 1, 1),))
    (notice,) = warnings(script(line), [DOCUMENT], KNOWN)
    assert "2:lead.1.1" in notice.text


def test_a_script_told_alone_cannot_be_checked() -> None:
    assert warnings(script(Line("host", "It carries 48.", (FIRST,))), [], KNOWN) == ()


def test_many_warnings_are_counted_not_listed() -> None:
    lines = [Line("host", f"It carries {number}.", (FIRST,)) for number in range(100, 150)]
    found = warnings(script(*lines), [DOCUMENT], KNOWN)
    assert len(found) == MOST_WARNINGS + 1
    assert found[-1].text.startswith(f"{50 - MOST_WARNINGS} more")
