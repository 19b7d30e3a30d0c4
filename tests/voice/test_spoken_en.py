"""English as it is heard: written forms and what a person would say for them, class by class."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.voice._spoken_en import SIGNS, WORDS, figures
from briefing.voice._spoken_text import apply
from briefing.voice.spoken import spoken_form

HEARD = {
    "cardinals": [
        ("13,000", "thirteen thousand"),
        ("1,234,567", "one million two hundred thirty-four thousand five hundred sixty-seven"),
        ("10\u00a0000 people", "ten thousand people"),
        ("007", "zero zero seven"),
        ("12345678901", "one two three four five six seven eight nine zero one"),
        ("It is 2.050.", "It is two point zero five zero."),
        (".5", "point five"),
        ("Python 3.11.4", "Python three point eleven point four"),
        ("-5", "minus five"),
        ("\u22120.1", "minus zero point one"),
        ("5 \u2212 3", "five minus three"),
    ],
    "the sentence peers ruin": [
        (
            "\u22123.2% to EUR 5bn in 2019\u201320",
            "minus three point two percent to five billion euros in twenty nineteen to twenty",
        ),
    ],
    "ordinals": [
        ("23rd", "twenty-third"),
        ("the 1,000th time", "the one thousandth time"),
        ("a 21st-century idea", "a twenty-first-century idea"),
        ("1th", "one th"),
        ("11st", "eleven st"),
    ],
    "ranges and scores": [
        ("10\u201315 people", "ten to fifteen people"),
        ("10-15 people", "ten to fifteen people"),
        ("5\u201310%", "five to ten percent"),
        ("5%-10%", "five percent to ten percent"),
        ("They won 3-1.", "They won three to one."),
        ("pages 12 \u2013 15", "pages twelve to fifteen"),
        ("a ratio of 2:1", "a ratio of two to one"),
        ("1920x1080", "one thousand nine hundred twenty by one thousand eighty"),
    ],
    "years": [
        ("In 1999 it rained.", "In nineteen ninety-nine it rained."),
        ("the 1990s", "the nineteen nineties"),
        ("the '90s", "the nineties"),
        ("mid-80s", "mid-eighties"),
        ("the 2000s", "the two thousands"),
        ("in 1906", "in nineteen oh six"),
        ("in 2006", "in two thousand six"),
        ("in 1066", "in ten sixty-six"),
        ("2019-20", "twenty nineteen to twenty"),
        ("1999\u20132005", "nineteen ninety-nine to two thousand five"),
        ("1960s-80s", "nineteen sixties to eighties"),
        ("about 2000 soldiers", "about two thousand soldiers"),
        ("the government's 1829 law", "the government's eighteen twenty-nine law"),
        ("the 1500 word essay", "the one thousand five hundred word essay"),
        ("1850 men", "one thousand eight hundred fifty men"),
        ("In 2019 protesters came.", "In twenty nineteen protesters came."),
        ("1,999", "one thousand nine hundred ninety-nine"),
    ],
    "dates": [
        ("2026-03-02", "March second, twenty twenty-six"),
        ("2026-03-02T06:00:00Z", "March second, twenty twenty-six, six o'clock UTC"),
        ("2 March 2026", "the second of March, twenty twenty-six"),
        ("on the 2nd of March", "on the second of March"),
        ("March 2, 2026", "March second, twenty twenty-six"),
        ("Sept. 5", "September fifth"),
        ("July 1876", "July eighteen seventy-six"),
        ("2\u20135 March", "the second to the fifth of March"),
        ("25/12/2024", "the twenty-fifth of December, twenty twenty-four"),
        ("12/25/2024", "December twenty-fifth, twenty twenty-four"),
        ("05/06/2024", "five slash six slash twenty twenty-four"),
        ("You may 5 times.", "You may five times."),
        ("in March 20,000 came", "in March twenty thousand came"),
        ("31/31/2024", "thirty-one slash thirty-one slash twenty twenty-four"),
    ],
    "times": [
        ("at 7pm", "at seven p.m."),
        ("at 7:30 p.m. today", "at seven thirty p.m. today"),
        ("at 14:05", "at fourteen oh five"),
        ("at 9:00", "at nine o'clock"),
        ("at 23:00", "at twenty-three hundred"),
        ("5pm-7 pm", "five p.m. to seven p.m."),
        ("9:00\u201317:30", "nine o'clock to seventeen thirty"),
        ("10\u201311 a.m.", "ten to eleven a.m."),
        ("2:01:09", "two hours, one minute and nine seconds"),
        ("1:59 p.m. EST", "one fifty-nine p.m. EST"),
    ],
    "money": [
        ("$5", "five dollars"),
        ("$1", "one dollar"),
        ("-$5", "minus five dollars"),
        ("$5bn", "five billion dollars"),
        ("$1.2 million", "one point two million dollars"),
        ("US$3 trillion", "three trillion US dollars"),
        ("\u00a33.50", "three pounds fifty pence"),
        ("\u00a32.01", "two pounds one penny"),
        ("\u20ac10", "ten euros"),
        ("5,000 \u20ac", "five thousand euros"),
        ("5 EUR", "five euros"),
        ("£5 pounds", "five pounds"),
        ("50\u00a2", "fifty cents"),
        ("\u00a530b", "thirty billion yen"),
        ("$5\u201310 billion", "five to ten billion dollars"),
        ("$250-$300", "two hundred fifty dollars to three hundred dollars"),
        ("a $5 billion deal", "a five billion dollar deal"),
        ("the $5 billion raised", "the five billion dollars raised"),
        ("$20/mo", "twenty dollars per month"),
        ("$1999", "one thousand nine hundred ninety-nine dollars"),
    ],
    "measures": [
        ("5 km", "five kilometers"),
        ("1 km", "one kilometer"),
        ("120 km/h", "one hundred twenty kilometers per hour"),
        ("20 m2 and 30 m\u00b2", "twenty square meters and thirty square meters"),
        ("a 10 km run", "a ten kilometer run"),
        ("a 5-km run", "a five-kilometer run"),
        ("2\u20135 kg", "two to five kilograms"),
        ("-5\u00b0C", "minus five degrees Celsius"),
        ("16 GB at 3.2 GHz", "sixteen gigabytes at three point two gigahertz"),
        ("4 1/2 lbs", "four and a half pounds"),
        ("5m people", "five million people"),
        ("5m tall", "five meters tall"),
        ("5bn people", "five billion people"),
        ("2x8 m2", "two by eight square meters"),
        ("6'2\"", "six foot two"),
        ("5% of it", "five percent of it"),
        ("The m and the km", "The m and the km"),
    ],
    "fractions": [
        ("1/2", "one half"),
        ("3/4 of them", "three quarters of them"),
        ("\u00bd cup", "one half cup"),
        ("2\u00bd hours", "two and a half hours"),
        ("2 1/2", "two and a half"),
        ("31/32", "thirty-one thirty-seconds"),
        ("1/14th of it", "one fourteenth of it"),
        ("8/15", "eight slash fifteen"),
        ("24/7", "twenty-four seven"),
        ("9/11", "nine eleven"),
    ],
    "telephones and hosts": [
        ("123-123-5678", "one two three, one two three, five six seven eight"),
        ("+44 20 7946 0958", "plus four four, two zero, seven nine four six, zero nine five eight"),
        ("dial 911 now", "dial nine one one now"),
        ("10.0.0.1", "one zero dot zero dot zero dot one"),
    ],
    "Roman numerals": [
        ("Henry VIII", "Henry the eighth"),
        ("Louis XIV's court", "Louis the fourteenth's court"),
        ("Pope John Paul II", "Pope John Paul the second"),
        ("Queen Elizabeth I was", "Queen Elizabeth the first was"),
        ("Chapter IV", "Chapter four"),
        ("World War II", "World War two"),
        ("World War I was", "World War one was"),
        ("Super Bowl LVII", "Super Bowl fifty-seven"),
        ("the XIX century", "the nineteenth century"),
        ("Rocky III", "Rocky three"),
        ("Sam and I", "Sam and I"),
        ("With Elizabeth I was happy.", "With Elizabeth I was happy."),
        ("The Part I liked", "The Part I liked"),
        ("Malcolm X", "Malcolm X"),
        ("Vitamin C and an IV", "Vitamin C and an IV"),
    ],
    "names and abbreviations": [
        ("J. K. Rowling", "J.K Rowling"),
        ("George W. Bush", "George W Bush"),
        ("Dr. Smith met Mr. Jones.", "Doctor Smith met Mister Jones."),
        ("St. Louis", "Saint Louis"),
        ("42 Elm St.", "forty-two Elm Street."),
        ("on 42nd St. today", "on forty-second Street today"),
        ("e.g. this, i.e. that", "for example this, that is that"),
        ("and so on, etc.", "and so on, et cetera."),
        ("cats vs. dogs", "cats versus dogs"),
        ("Roe v. Wade", "Roe versus Wade"),
        ("No. 5", "number five"),
        ("No. That is wrong.", "No. That is wrong."),
        ("approx. 20", "approximately twenty"),
        ("Apple Inc. said", "Apple Incorporated said"),
        ("Sammy Davis Jr. sang", "Sammy Davis Junior sang"),
        ("the govt said", "the government said"),
        ("pp. 12\u201315", "pages twelve to fifteen"),
        ("the IMF and NATO", "the I.M.F and NATO"),
        ("MPs and CEOs", "M P's and C.E.O's"),
        ("IT IS LATE NOW", "it IS LATE NOW"),
    ],
    "addresses": [
        ("https://www.example.org/news", "example dot org slash news"),
        ("See http://example.org.", "See example dot org."),
        ("https://example.org/a?utm=1&x=2", "example dot org"),
        ("https://user:pw@example.org/", "example dot org"),
        ("bbc.co.uk/sport!", "bbc dot co dot uk slash sport!"),
        ("me@example.org", "me at example dot org"),
        ("@jane_doe", "at jane doe"),
        ("#BlackLivesMatter", "hashtag Black Lives Matter"),
        ("#1", "number one"),
        ("It ended.It began.", "It ended.It began."),
    ],
    "signs": [
        ("R&D and you & me", "R and D and you and me"),
        ("a + b = c", "a plus b equals c"),
        ("3 \u00d7 4", "three times four"),
        ("8 \u00f7 2", "eight divided by two"),
        ("\u00b15", "plus or minus five"),
        ("\u00a7 5", "section five"),
        ("Acme\u2122, Inc.", "Acme, Incorporated."),
        ("A \u2192 B", "A to B"),
        ("~5", "about five"),
        ("C++ and C#", "C plus plus and C sharp"),
        ("He said so.[12]", "He said so."),
        ("He said so [3][4].", "He said so."),
        ("[7] He left, [8] too.", "He left, too."),
        ("\u201cSo.\u201d\u00b9", "\u201cSo.\u201d"),
        ("he said - she said", "he said \u2014 she said"),
    ],
    "emoji": [
        ("Well done \U0001f389\U0001f389", "Well done party popper"),
        ("\u2764\ufe0f", "heart"),
        ("\U0001f44d\U0001f3fd", "thumbs up"),
        ("\U0001f1fa\U0001f1f8", "U.S flag"),
        ("1\ufe0f\u20e3 first", "one first"),
    ],
    "letters and digits": [
        ("F-16", "F-sixteen"),
        ("A4", "A-four"),
        ("MP3", "MP three"),
        ("COVID-19", "COVID-nineteen"),
        ("a five-and-a-half-hour talk", "a five-and-a-half-hour talk"),
        ("a 20-year-old", "a twenty-year-old"),
        ("\uff11\uff12 \ufb01sh", "twelve fish"),
    ],
}

_TABLE = Path(__file__).with_name("spoken_english.tsv").read_text(encoding="utf-8")
ROWS = [(row[1], row[2]) for row in (line.split("\t") for line in _TABLE.splitlines()[1:])]
"""Written and spoken English by class, gone through by hand."""


@pytest.mark.parametrize(("written", "heard"), ROWS)
def test_the_table_is_said_as_a_newsreader_says_it(written: str, heard: str) -> None:
    assert spoken_form(written, "en") == heard


def test_the_table_has_no_row_twice() -> None:
    assert len({written for written, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize("written", [written for written, _ in ROWS])
def test_a_row_of_the_table_leaves_no_figure_and_settles_at_once(written: str) -> None:
    once = spoken_form(written, "en")
    assert not re.search("[0-9]", once)
    assert spoken_form(once, "en") == once


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
        after = apply(rules, text)
        assert after == text or re.search(needs, text), (needs, text, after)
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


@pytest.mark.parametrize(("written", "heard"), [pair for pairs in HEARD.values() for pair in pairs])
def test_is_said_as_a_person_says_it(written: str, heard: str) -> None:
    assert spoken_form(written, "en") == heard


@pytest.mark.parametrize("written", [written for pairs in HEARD.values() for written, _ in pairs])
def test_english_leaves_no_digit_to_the_engine_and_settles_at_once(written: str) -> None:
    once = spoken_form(written, "en-GB")
    assert not any(letter in "0123456789" for letter in once)
    assert spoken_form(once, "en-GB") == once


def test_each_rule_finds_its_place_inside_a_sentence() -> None:
    for pairs in HEARD.values():
        for written, heard in pairs:
            if (
                not written.isupper()
                and written[0].isalnum()
                and written[-1].isalnum()
                and heard[-1].isalnum()
            ):
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
