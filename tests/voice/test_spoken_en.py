"""English as it is heard: written forms and what a person would say for them, class by class."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.voice.spoken import spoken_form
from briefing.voice.spoken.english import SIGNS, WORDS, figures

_TABLE = Path(__file__).with_name("spoken_english.tsv").read_text(encoding="utf-8")
_CLASSED = [tuple(line.split("\t")) for line in _TABLE.splitlines()[1:]]
ROWS = [(written, heard) for _, written, heard in _CLASSED]
"""Written and spoken English by class, gone through by hand."""

CLASSES = sorted({kind for kind, _, _ in _CLASSED})


@pytest.mark.parametrize("kind", CLASSES)
def test_the_table_is_said_as_a_newsreader_says_it(kind: str) -> None:
    wanted = {written: heard for row, written, heard in _CLASSED if row == kind}
    assert {written: spoken_form(written, "en") for written in wanted} == wanted


def test_the_table_has_no_row_twice() -> None:
    assert len({written for written, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize("kind", CLASSES)
def test_a_row_of_the_table_leaves_no_figure_and_settles_at_once(kind: str) -> None:
    said = [spoken_form(written, "en") for row, written, _ in _CLASSED if row == kind]
    assert not [once for once in said if re.search("[0-9]", once)]
    assert [spoken_form(once, "en") for once in said] == said


@pytest.mark.parametrize(
    ("language", "heard"),
    [
        ("en", "on five slash six slash twenty twenty-four"),
        ("en-US", "on May sixth, twenty twenty-four"),
        ("en_us", "on May sixth, twenty twenty-four"),
        ("en-GB", "on the fifth of June, twenty twenty-four"),
        ("en-Latn-AU", "on the fifth of June, twenty twenty-four"),
    ],
)
def test_an_ambiguous_date_is_read_as_its_region_reads_it(language: str, heard: str) -> None:
    assert spoken_form("on 05/06/2024", language) == heard
    assert spoken_form("on 25/12/2024", language).startswith("on the twenty-fifth of December")


PIECES = st.lists(
    st.sampled_from(
        "1 5 12 007 1999 2026 1990s 3.5 1,000 $ € £ bn million m k km /h ft in st m² % ° - – − . , "
        ": / am p.m. GMT Jan March Mon Dr. St. No. c. I II XIV Henry WWII King @a # .com"
        " http://a.org [1] ½ ⁴ e.g. etc U.S. a & = × ^ + x ' \" CO2 FBI EPA CEOs A v Boeing"
        " 737 AD BC and/or p pc half NASA's NOT < >".split()
    )
    | st.just(" "),
    max_size=14,
).map("".join)


@given(PIECES | st.sampled_from([written for written, _ in ROWS]))
def test_rules_change_nothing_where_what_they_need_is_missing(text: str) -> None:
    """Rules are passed over by one look at the text, which must never lose a change."""
    for needs, rules in (*WORDS, *figures(""), SIGNS):
        found = re.search(needs, text)
        for pattern, say, rule_needs in rules:
            after = re.sub(pattern, say, text)
            assert after == text or (found and re.search(rule_needs, text)), (pattern, text, after)
            text = after


WRITTEN_FIGURES = st.integers(1, 99).map(str)


@given(
    WRITTEN_FIGURES, st.sampled_from(["{} km", "${}m", "{}%", "{} hrs", "No. {}", "{}°C", "{}ft"])
)
def test_the_figure_said_is_the_figure_written(digits: str, pattern: str) -> None:
    said = spoken_form(pattern.format(digits), "en")
    words = [word for word in said.replace("-", " ").split() if word in (*_SMALL, *_TENS)]
    assert _value(" ".join(words)) == int(digits)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit",
    "7|1/|1.|1-|a.|1:|1 |$1 |1st |6-4 |1 - |WW|CO2 |12C |A-|M&|1,00|5ft |1'2\"|May |May–|Mon–|x^2|⁴"
    "|[1] |rated 1/5 |D-Ill. |AD 5 |A. O'|MPs |NOT |he/she/|1m |c. 5 |a, Fla., |1,00st".split("|"),
)
def test_time_is_linear_on_100_kb(unit: str) -> None:
    """A quadratic rule takes minutes and is cut off; a linear one takes a second or two."""
    assert isinstance(spoken_form(unit * (100_000 // len(unit)), "en"), str)


def test_each_rule_finds_its_place_inside_a_sentence() -> None:
    for written, heard in ROWS:
        whole = f"{written[0]}{written[-1]}{heard[-1]}".isalnum()
        if whole and not written.isupper() and not written.startswith("Score:"):
            assert heard in spoken_form(f"they said ({written})", "en"), written


PLAIN = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12).filter(
        lambda word: word not in {"aka", "approx", "dept", "govt", "etc"}
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(PLAIN)
def test_plain_words_pass_unchanged(words: str) -> None:
    assert spoken_form(words, "en") == words
    sentence = f"{words[0].upper()}{words[1:]}, \u201c{words}\u201d \u2014 {words}."
    assert spoken_form(sentence, "en") == sentence


def test_prose_passes_unchanged() -> None:
    for sentence in (
        "May I come in? Yes, you may.",
        "He's late, and it's the company's fault; I told Müller so.",
        "NASA and the BBC agreed — at last — with Anne-Marie O'Neill.",
        "“And now,” he said, “the mother-in-law!”",
    ):
        assert spoken_form(sentence, "en") == sentence


@given(st.integers(0, 10**9))
@example(0)
@example(10**9)
def test_a_grouped_number_is_heard_whole(value: int) -> None:
    """Undo the words by their own arithmetic and the number comes back."""
    assert _value(spoken_form(f"{value:,}", "en")) == value


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def _value(words: str) -> int:
    total = part = 0
    for word in words.replace("-", " ").split():
        if word in _SMALL:
            part += _SMALL.index(word)
        elif word in _TENS:
            part += 10 * _TENS.index(word)
        elif word == "hundred":
            part *= 100
        else:
            total += part * {"thousand": 10**3, "million": 10**6, "billion": 10**9}[word]
            part = 0
    return total + part


def test_a_plain_sentence_does_not_pay_for_the_numbers_library() -> None:
    code = (
        "import sys; from briefing.voice.spoken import spoken_form;"
        "spoken_form('Dr. Smith met a plain sentence, e.g. this one.', 'en');"
        "sys.exit('num2words' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
