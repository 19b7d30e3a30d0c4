"""Names: each must be in the source, and two words of one name must belong together there."""

from __future__ import annotations

import pytest

from briefing.guard import Unsupported, unsupported

SOURCE = (
    "Mara Quist, a farmer from Orvale, thanked Ilse J. van Mora of the World Weir Organization, "
    "the mayor of Brill, after Professor Tomas Brandt left the United States."
)


@pytest.mark.parametrize(
    "text",
    [
        "Quist thanked Mora.",
        "Mara Quist of Orvale thanked Ilse Mora.",
        "Farmers thanked Mora.",  # a common word that opens a sentence
        "Farmers of Orvale are friends, a friend of Quist's says.",
        "The WWO thanked Brandt.",
        "Mayor Ilse van Mora went to the U.S. with Brandt.",
        "An American left, says Tomas Brandt.",
        "The Mayor of Brill, Mora, thanked the Quists.",
        "Thanks, said Mora: Brandt left.",
        "Last week I met Quist.",
        "QUIST THANKED MORA",
    ],
)
def test_names_that_the_source_has_may_be_said(text: str) -> None:
    assert unsupported(text, [SOURCE], "en") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quist thanked Hale.", "Hale"),
        ("Hale thanked Quist.", "Hale"),
        ("Mara Hale thanked Mora.", "Hale"),
        ("Mara Mora thanked him.", "Mara Mora"),
        ("Tomas Quist thanked him.", "Tomas Quist"),
        ("It was President Quist.", "President"),
        ("They met in Brindle.", "Brindle"),
        ("The NWO thanked him.", "NWO"),
        ("He left the United Kingdom.", "United Kingdom"),
        ("French farmers came.", "French"),
        ("Quist: Orvale or Ambry?", "Ambry"),
        ("It was “Hale”.", "Hale"),
        ("Mr. Quist thanked him.", "Mr"),
    ],
)
def test_names_that_the_source_has_not_are_found(text: str, name: str) -> None:
    found = unsupported(text, [SOURCE], "en")
    assert len(found) == 1
    assert found[0].kind == "name"
    assert name in found[0].text


def test_a_name_of_another_sentence_is_no_support() -> None:
    other = "Hale paid for it."
    assert unsupported("Hale came.", ["Quist came."], "en") == (Unsupported("name", "Hale"),)
    assert unsupported("Hale came.", ["Quist came.", other], "en") == ()


def test_what_is_known_besides_may_be_named() -> None:
    known = ("Harbour Hour", "Dana Field")
    assert unsupported("Dana Field, Harbour Hour: it came.", ["It came."], "en", known) == ()
    assert unsupported("Dana Hour came.", ["It came."], "en", known) == ()
    assert unsupported("Dana Hale came.", ["It came."], "en", known) != ()


def test_a_figure_of_a_known_name_counts_only_in_that_name() -> None:
    known = ("Studio 54",)
    assert unsupported("At Studio 54 it came.", ["It came."], "en", known) == ()
    assert unsupported("The 54 came.", ["It came."], "en", known) != ()


@pytest.mark.parametrize(
    ("language", "source", "text", "strange"),
    [
        ("de", "Die Brücken in Orvale sind alt.", "Alt ist die Brücke in Orvale.", ""),
        ("de", "Das Orvaler Wehr brach.", "In Orvale brach das Wehr.", ""),
        ("de", "Mora sprach.", "Es sprach Quist.", "Quist"),
        ("de", "Mora sprach.", "Quist sprach.", "Quist"),
        ("fr", "Le maire de l'Orvale a parlé.", "À Orvale, le maire a parlé.", ""),
        ("fr", "Le maire a parlé.", "Le maire d'Orvale a parlé.", "Orvale"),
        ("es", "La alcaldesa Mora habló.", "Habló Quist.", "Quist"),
        ("it", "La sindaca Mora ha parlato.", "Ha parlato Quist.", "Quist"),
        ("pt", "A prefeita Mora falou.", "Falou Quist.", "Quist"),
        ("nl", "Burgemeester Mora sprak.", "Volgens Quist was het laat.", "Quist"),
        ("pl", "Mówił o tym Tomasz Kowalski.", "Słowa Kowalskiego pamiętamy.", "Słowa"),
        ("pl", "Mówił o tym Kowalski.", "Mówił o tym Nowak.", "Nowak"),
        ("cs", "Mluvil Novák.", "Mluvil Dvořák.", "Dvořák"),
    ],
)
def test_names_in_other_languages(language: str, source: str, text: str, strange: str) -> None:
    found = [one.text for one in unsupported(text, [source], language)]
    assert found == ([strange] if strange else [])


def test_accents_do_not_part_a_name() -> None:
    assert unsupported("It was in Orvále.", ["It was in Orvale."], "en") == ()


def test_scripts_without_capitals_have_no_names_that_can_be_told() -> None:
    assert unsupported("田中さんが来ました。", ["佐藤さんが来ました。"], "ja") == ()
    assert unsupported("47人が来ました。", ["48人が来ました。"], "ja") != ()
