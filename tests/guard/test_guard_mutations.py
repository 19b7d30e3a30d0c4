"""Mutations: take an honest sentence, change one thing in it, and the guard must see it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.guard import unsupported

SENTENCES = [
    "The harbour of Orvale handled 1,240 boats in 2019 and 1,385 in 2021, said Mara Quist.",
    "On 3 March 2026 the council of Brill spent $4.5 million on 17 km of pipes.",
    "Ilse Mora, 47, told Tomas Brandt that 62 percent of 8,150 homes lost power for 9 hours.",
    "The Heron weighs 340 kg, sails at 28 km/h and cost £12,600 when Dana Field bought it.",
    "Rates rose by 2 percentage points to 7 percent, the Bank of Fenn said at 11:45 on Friday.",
    "“We lost 31 of our 58 hives,” said Anselm Rohde, who farms 12 hectares near Ambry.",
    "By 1987 Gerta Holm had painted 215 ferries, 64 of them in Port Sorrel, for €3,900.",
    "The 21st heat was won in 46 seconds by Noor Haddad, ahead of Bram Visser and Lotte Aalders.",
]
NAMES = ["Mara", "Quist", "Ilse", "Mora", "Tomas", "Brandt", "Dana", "Field", "Anselm", "Rohde"]
NAMES += ["Gerta", "Holm", "Noor", "Haddad", "Bram", "Visser", "Lotte", "Aalders", "Orvale"]
NAMES += ["Brill", "Fenn", "Ambry", "Heron", "Sorrel", "Yarrow", "Kestrel", "Oslo", "Nakamura"]

_NUMBER = re.compile(r"\d+(?:,\d{3})*")

sentences = st.sampled_from(SENTENCES)


def changed(sentence: str, match: re.Match[str], by: str) -> str:
    return sentence[: match.start()] + by + sentence[match.end() :]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_sentence_itself_is_honest_whole_and_in_other_order(sentence: str) -> None:
    assert unsupported(sentence, [sentence], "en") == ()
    assert unsupported(f"{sentence[:-1]}, they say.", [sentence], "en") == ()


@given(sentences, st.data(), st.integers(1, 60))
def test_a_number_made_larger_is_caught(sentence: str, data: st.DataObject, more: int) -> None:
    numbers = list(_NUMBER.finditer(sentence))
    match = data.draw(st.sampled_from(numbers))
    number = int(match[0].replace(",", "")) + more
    mutated = changed(sentence, match, f"{number:,}" if "," in match[0] else str(number))
    if str(number) in {one[0].replace(",", "") for one in numbers}:
        return  # by chance another number of the sentence
    assert unsupported(mutated, [sentence], "en") != ()


@given(sentences, st.data())
def test_a_digit_taken_out_or_doubled_is_caught(sentence: str, data: st.DataObject) -> None:
    places = [at for at, letter in enumerate(sentence) if letter in "123456789"]
    at = data.draw(st.sampled_from(places))
    doubled = sentence[:at] + sentence[at] + sentence[at:]
    assert unsupported(doubled, [sentence], "en") != ()


@given(sentences, st.data(), st.sampled_from(NAMES))
def test_a_name_put_for_another_is_caught(sentence: str, data: st.DataObject, name: str) -> None:
    present = [one for one in NAMES if re.search(rf"\b{one}\b", sentence)]
    if name in present:
        return
    gone = data.draw(st.sampled_from(present))
    mutated = re.sub(rf"\b{gone}\b", name, sentence)
    assert any(name in one.text for one in unsupported(mutated, [sentence], "en"))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_first_names_that_change_places_are_caught(sentence: str) -> None:
    full = re.findall(r"(?!Port|On|By|The)\b([A-Z][a-z]+) ([A-Z][a-z]+)\b", sentence)
    for one, other in pairwise(full):
        mixed = f"Then {one[0]} {other[1]} came."
        assert unsupported(mixed, [sentence], "en") != ()


UNITS = [
    ("km of", "miles of"), ("km of", "m of"), ("hours", "days"), ("kg", "g"), ("kg", "lb"),
    ("km/h", "mph"), ("percentage points", "percent"), ("7 percent", "7 percentage points"),
    ("percent of", "percentage points of"), ("hectares", "acres"), ("seconds", "minutes"),
    ("$4.5", "€4.5"), ("£12,600", "$12,600"), ("€3,900", "3,900"), ("million", "billion"),
    ("$4.5 million", "4.5 million"), ("11:45", "11:54"), ("Friday", "Monday"),
    ("3 March", "3 May"), ("3 March 2026", "3 March 2025"), ("21st", "22nd"),
    ("farms 12 hectares", "farms 12 km"), ("340 kg", "340 km"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), UNITS)
def test_a_unit_currency_or_date_put_for_another_is_caught(old: str, new: str) -> None:
    mutated = [(one, one.replace(old, new)) for one in SENTENCES if old in one]
    assert mutated
    for sentence, changed_sentence in mutated:
        assert unsupported(changed_sentence, [sentence], "en") != ()


@given(st.data())
def test_a_word_left_out_of_a_quotation_is_caught(data: st.DataObject) -> None:
    sentence = SENTENCES[5]
    words = "We lost 31 of our 58 hives".split()
    gone = data.draw(st.integers(1, len(words) - 2))
    altered = " ".join(words[:gone] + words[gone + 1 :])
    text = f"Anselm Rohde said: “{altered}.”"
    assert "quotation" in {one.kind for one in unsupported(text, [sentence], "en")}


SPELLED = {
    "en": "thirty-one", "de": "einunddreißig", "fr": "trente et un", "es": "treinta y uno",
    "it": "trentuno", "pt": "trinta e um", "nl": "eenendertig", "pl": "trzydzieści jeden",
}  # fmt: skip


@pytest.mark.parametrize("language", SPELLED)
@pytest.mark.parametrize("other", [30, 32, 13, 41, 310])
def test_a_number_in_words_is_held_against_its_figure(language: str, other: int) -> None:
    words = SPELLED[language]
    assert unsupported(words, ["x 31 x"], language) == ()
    assert unsupported(words, [f"x {other} x"], language) != ()
    assert unsupported("31", [f"x {words} x"], language) == ()
    assert unsupported(str(other), [f"x {words} x"], language) != ()
