"""A lexicon at work: its words are said its way, and all else as without it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.model import Pronunciation
from briefing.voice.lexicon import Entry, Lexicon, pronounced, read_lexicon
from briefing.voice.spoken import spoken_form

WORDS = read_lexicon(
    "words.toml",
    """
GIF = "jif"
"C++" = "see plus plus"
"C" = "sea"
"Siobhán" = { ipa = "ʃɪˈvɔːn", say = "shi-vawn" }
Nikolaj = { ipa = "ˈneɡolaɪ" }
Leix = { ipa = "liːʃ" }
NASA = { ipa = "ˈnæsə", case = "exact" }
Henry = "Henree"
"e.g." = "for a start"
"etc." = "and so on"
York = "Yawk"
"New York" = "Noo Yawk"
"New York Times" = "the Times"
US = "you ess"
km = "kay em"
Aude = "Ohde"
"Müller" = "Miller"
"東京" = "Tokyo"
Neil = "Neal"
Paris = [{ say = "Paree", language = "fr" }, { say = "Parris", language = "en" }]
Bath = [{ say = "Barth", language = "en" }, { say = "Bahth", language = "en-GB" }]
don = "Donald"
""".encode(),
)


def plain(text: str, language: str) -> str:
    """Return the text squeezed: a normaliser that does nothing."""
    return " ".join(text.split())


def shouting(text: str, language: str) -> str:
    """Return the text with every word of capitals spelt, as normalisers spell initials."""
    return re.sub(r"\b[A-Z]{2,4}\b", lambda word: ".".join(word[0]), text)


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("A GIF is quick.", "A jif is quick."),
        (
            "GIFs, the GIF's end, the GIF’s end, a gif.",
            "jifs, the jif's end, the jif’s end, a gif.",
        ),
        ("GIFted GIF_x aGIF", "GIFted GIF_x aGIF"),
        ("a GIF-like “GIF”, (GIF)", "a jif-like “jif”, (jif)"),
        (
            "She writes C++ and C, not C# or C++x.",
            "She writes see plus plus and sea, not C# or C++x.",
        ),
        ("siobhán, SIOBHÁN, Siobhán'll", "shi-vawn, shi-vawn, shi-vawn'll"),
        (unicodedata.normalize("NFD", "Siobhán."), "shi-vawn."),
        ("e.g. this etc.", "for a start this and so on."),
        (
            "York, New York, New  York, the New York Times",
            "Yawk, Noo Yawk, Noo Yawk, the the Times",
        ),
        ("give us the US", "give us the you ess"),
        ("O'Neil and Neil don't; don did", "O'Neil and Neal don't; Donald did"),
        ("in 東京都 today", "in Tokyo都 today"),
        ("Bath and Paris", "Barth and Parris"),
    ],
)
def test_whole_words_the_longest_first(written: str, heard: str) -> None:
    """Edges, what hangs on a word, capitals, canonical equivalence, phrases, other scripts."""
    assert pronounced(written, "en", WORDS, plain)[0] == heard


@pytest.mark.parametrize(
    ("language", "written", "heard"),
    [
        ("fr", "l'Aude et Paris", "l'Ohde et Paree"),
        ("fr-CA", "Paris", "Paree"),
        ("de", "Müllers Paris", "Millers Paris"),
        ("en-GB", "Bath", "Bahth"),
        ("EN_us", "Bath", "Barth"),
        ("eng", "Bath", "Bath"),
    ],
)
def test_entries_are_for_their_language(language: str, written: str, heard: str) -> None:
    """A tag serves its sub-tags, and the closest one wins."""
    assert pronounced(written, language, WORDS, plain)[0] == heard


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Henry VIII had no GIF.", "Henree the eighth had no jif."),
        ("It is 5 km away.", "It is five kay em away."),
        ("The US, etc.", "The you ess, and so on."),
        ("Dr. Siobhán paid $5.", "Doctor shi-vawn paid five dollars."),
    ],
)
def test_the_rest_is_normalised_around_them(written: str, heard: str) -> None:
    assert pronounced(written, "en", WORDS, spoken_form)[0] == heard


def test_the_normaliser_does_not_touch_them() -> None:
    """It would spell these words; they come out as the lexicon has them, or as they stand."""
    assert pronounced("US NASA GIFs", "en", WORDS, shouting) == (
        "you ess NASA jifs",
        (Pronunciation(8, 4, "ˈnæsə"),),
    )
    assert shouting("US NASA GIFs", "en") == "U.S N.A.S.A GIFs"


def test_a_word_that_is_not_spoken_is_not_put_back() -> None:
    """The far end of a long address is not read out; the other GIF is."""

    def without_paths(text: str, language: str) -> str:
        return shouting(re.sub(r"(https://\w+)/\S*", r"\1", text), language)

    told = pronounced("See https://example/a/GIF and GIF", "en", WORDS, without_paths)
    assert told == ("See https://example and jif", ())


@pytest.mark.parametrize(
    ("written", "language", "heard", "ipa"),
    [
        ("Meet Nikolaj.", "en", "Nikolaj", "ˈneɡolaɪ"),
        ("Meet Nikolaj's cat.", "en", "Nikolaj's", "ˈneɡolaɪz"),
        ("The NASA's cat.", "en", "NASA's", "ˈnæsəz"),
        ("In Leix's fields.", "en", "Leix's", "liːʃɪz"),
        ("Von Siobháns Hund.", "de", "shi-vawns", "ʃɪˈvɔːns"),
        ("Deux Nikolajs.", "fr", "Nikolajs", "ˈneɡolaɪ"),
    ],
)
def test_sounds_are_marked_where_the_word_stands(
    written: str, language: str, heard: str, ipa: str
) -> None:
    """The mark covers what hangs on the word, which sounds as the language has it."""
    spoken, (mark,) = pronounced(written, language, WORDS, plain)
    assert spoken[mark.offset :][: mark.length] == heard
    assert mark.ipa == ipa


TEXT = st.text(
    alphabet="abCGINSUX gifs.,'’-0123456789$%\n\u00a0éÉ\u0301ßİıſ東_@/:", max_size=60
) | st.lists(
    st.sampled_from(
        "GIF GIFs US gif C++ C Siobhán NASA etc. e.g. New York Times 5 km $1.2m Dr. 1999"
        " www.GIF.org Henry VIII 東京 ( ) , . Q&A @GIF #GIF GIF's the".split()
    ),
    max_size=12,
).map(" ".join)


@given(TEXT, st.sampled_from(["en", "de", "fr", "es", "ja", "xx"]))
def test_a_text_without_its_words_is_normalised_as_ever(text: str, language: str) -> None:
    lexicon = Lexicon((Entry(("zyzzyva",), "zizz"),))
    assert pronounced(text, language, lexicon, spoken_form) == (spoken_form(text, language), ())
    assert pronounced(text, language, Lexicon(), spoken_form) == (spoken_form(text, language), ())


@given(TEXT, st.sampled_from(["en", "de", "fr", "es", "ja"]))
def test_marks_lie_on_words_in_order(text: str, language: str) -> None:
    """Marks are apart and inside the text, each on a word that has those sounds."""
    spoken, marks = pronounced(text, language, WORDS, spoken_form)
    free = 0
    for mark in marks:
        assert mark.offset >= free
        word = spoken[mark.offset : mark.offset + mark.length]
        assert re.fullmatch(r"(?i:shi-vawn|Nikolaj|Leix|NASA)(?:['’]?\w{1,2})?", word)
        free = mark.offset + mark.length
    assert free <= len(spoken)


SAID = st.text(alphabet=st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=10).map(
    lambda text: f"«{text}»"
)


@given(said=SAID, before=TEXT, after=TEXT, language=st.sampled_from(["en", "de", "fr", "es"]))
def test_respellings_come_out_letter_by_letter(
    said: str, before: str, after: str, language: str
) -> None:
    """Whatever is in a respelling (digits, signs, capitals), no rule touches it."""
    assume("https" not in before)
    lexicon = Lexicon((Entry(("QXGIF",), said),))
    spoken, _ = pronounced(f"{before} — QXGIF — {after}", language, lexicon, spoken_form)
    assert spoken.count(said) >= 1
    assert "zovura" not in spoken.lower()


def test_the_made_up_names_are_not_taken_for_words_of_the_text() -> None:
    text = "zovura jewabo wudola jopema zovuraqu GIF"
    assert pronounced(text, "en", WORDS, shouting)[0] == text.replace("GIF", "jif")


def test_control_characters_in_a_respelling_are_not_said() -> None:
    lexicon = Lexicon((Entry(("GIF",), "j\x00i\u202ef\n"),))
    assert pronounced("GIF", "en", lexicon, plain)[0] == "jif"


def test_a_thousand_words_are_one_pattern() -> None:
    """Longest first holds among many; each is found, in any order, and none in part of another."""
    words = [
        f"w{'abcdefghij'[n // 100]}{'klmnopqrst'[n // 10 % 10]}{'uvxyzabcde'[n % 10]}"
        for n in range(1000)
    ]
    lexicon = Lexicon(tuple(Entry((word,), word[::-1].upper()) for word in words))
    text = " ".join(reversed(words))
    spoken = pronounced(f"{text} {text}x", "en", lexicon, plain)[0]
    backwards = " ".join(word[::-1].upper() for word in reversed(words))
    assert spoken == f"{backwards} {backwards.rpartition(' ')[0]} {words[0]}x"
