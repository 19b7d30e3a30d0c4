"""Which documents are told as news, and the table of what a feature is worth to each profile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import document

from briefing.summarise.profile import PROFILES, profile_of
from briefing.summarise.salience import FEATURES
from briefing.summarise.weights import Weights, parsed, table_path, weights_for, written
from briefing.testing.summariser import documents

PLAIN = tuple(f"The mill at bend {n} of the river grinds {n} sacks a day." for n in range(60))
SAID = tuple(f"The mill at bend {n} is shut, said its owner, Iris Tamm." for n in range(60))
CITING = tuple(f"Mills of kind {n} are slow (Tamm and Lind, 1987)." for n in range(20))
NUMBERED = tuple(f"Mills of kind {n} are slow [{n}, 12]." for n in range(20))


def headed(texts: tuple[str, ...], many: int) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return sections of the same length."""
    size = len(texts) // many
    return {f"Part {n}": (texts[n * size : (n + 1) * size],) for n in range(many)}


def test_a_short_report_is_news() -> None:
    assert profile_of(document({}, lead=PLAIN[:20])) == "news"
    assert profile_of(document(headed(PLAIN, 5))) == "news"


def test_what_refers_to_other_texts_is_expository() -> None:
    assert profile_of(document({"One": (CITING,)})) == "expository"
    assert profile_of(document({"One": (NUMBERED,)})) == "expository"


def test_what_is_long_and_headed_is_expository_unless_people_say_it() -> None:
    assert profile_of(document(headed(PLAIN * 2, 5))) == "expository"
    assert profile_of(document(headed(PLAIN * 2, 2))) == "news"
    assert profile_of(document(headed(SAID * 2, 5))) == "news"


@given(documents())
def test_every_document_has_a_profile(one: object) -> None:
    assert profile_of(one) in PROFILES  # type: ignore[arg-type]


_numbers = st.floats(-9, 9).map(lambda number: round(number, 2))
_weights = st.builds(
    Weights,
    st.tuples(*[_numbers] * len(FEATURES)),
    _numbers,
    _numbers,
)


@given(_weights, _weights)
def test_a_table_written_is_read_again(news: Weights, expository: Weights) -> None:
    known = {"news": news, "expository": expository}
    assert parsed(written(known)) == known  # type: ignore[arg-type]


def test_the_table_is_as_the_trainer_writes_it() -> None:
    known = {profile: weights_for(profile) for profile in PROFILES}
    assert written(known) == table_path().read_text(encoding="utf-8")


def test_a_table_without_a_feature_is_refused() -> None:
    lines = table_path().read_text(encoding="utf-8").splitlines()
    with pytest.raises(KeyError):
        parsed("\n".join(line for line in lines if not line.startswith("title")))
