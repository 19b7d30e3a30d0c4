"""A source sentence is worded as a newsreader would say it, and no fact of it changes."""

from __future__ import annotations

import pytest

from briefing.summarise.wording import worded

SAYS_SO_FIRST = [
    (
        "The bridge will reopen in May, the council said.",
        "The council said the bridge will reopen in May.",
    ),
    (
        "But the bridge will reopen in May, the council said.",
        "But the council said the bridge will reopen in May.",
    ),
    (
        "Three of the 47 boats were lost, said Orla Venn, a harbour pilot.",
        "Orla Venn, a harbour pilot, said three of the 47 boats were lost.",
    ),
    ("He was found at dawn, police said.", "Police said he was found at dawn."),
    (
        "Lake Osk has risen by 2.4 metres, the water board reported.",
        "The water board reported Lake Osk has risen by 2.4 metres.",
    ),
    (
        'The sale was "a mistake," the board said in a statement.',
        'The board said in a statement the sale was "a mistake."',
    ),
    (
        '"We lost the whole crop," said Mara Quist, a farmer.',
        'Mara Quist, a farmer, said: "We lost the whole crop."',
    ),
    (
        "“We lost the whole crop,” Quist told the Osk Courier on Friday.",
        "Quist told the Osk Courier on Friday: “We lost the whole crop.”",
    ),
    ("‘They’ll be back,’ added Quist.", "Quist added: ‘They’ll be back.’"),
    ('"Who pays for it?" asked the mayor.', 'The mayor asked: "Who pays for it?"'),
    (
        '"We lost it all", said Quist, who farms near Osk.',
        'Quist, who farms near Osk, said: "We lost it all".',
    ),
    ('"It can swim," said Quist of her dog.', 'Quist said of her dog: "It can swim."'),
    (
        "The bridge will reopen in May, according to the council.",
        "According to the council, the bridge will reopen in May.",
    ),
    (
        "But in 1987 the bridge was closed for 3 weeks, according to a report.",
        "But according to a report, in 1987 the bridge was closed for 3 weeks.",
    ),
]

LEFT_ALONE = [
    # Nobody is named.
    '"We lost the whole crop," he said.',
    "The bridge will reopen in May, they said.",
    # A pronoun would come to mean the speaker.
    "She was late for the vote, Quist said.",
    "It will close in May, the company said.",
    "They were paid twice, officials said.",
    "The fire killed her brother, Quist said.",
    "The tower was sold to its tenants, according to the bank.",
    # "said" would take the time or the place.
    "On Monday the bridge was closed, police said.",
    "Two days later the bridge was closed, police said.",
    "The bridge was closed, police said on Monday.",
    # Not all of it need be what the speaker said.
    "The bridge, which was built in 1901, is closed, and nobody knows why, police said.",
    "The bridge is closed; it may stay so, police said.",
    # The first word could be a name, or not.
    "Rangers were out all night, the warden said.",
    # A quotation in two pieces stays where it is.
    '"We lost," Quist said, "the whole crop."',
    '"We lost it," said Quist. "All of it."',
    # No attribution.
    "The council approved the plan, something the mayor said.",
    "The more the council spent, the less officials said.",
    '"Harbour Days," a report by the council, said.',
    "The eggs were sorted, according to size.",
    "The eggs were sorted according to the council.",
    "Nobody paid, as the mayor said.",
    "In a letter to Quist, the council said.",
    "The plan is dead, no minister said.",
    # Quoted already, so not ours to change.
    '"The bridge will reopen in May, the council said."',
]

BRACKETS = [
    ("Mara Quist (pictured) said so twice.", "Mara Quist said so twice."),
    ("Mara Quist, 34 (left), and Orla Venn (far right) won.", "Mara Quist, 34, and Orla Venn won."),
    ("Prices fell sharply (see figure 2).", "Prices fell sharply."),
    ("The report (PDF) names nobody.", "The report names nobody."),
    ("The moss grows back.[3]", "The moss grows back."),
    ("The moss grows back [3, 4].", "The moss grows back."),
    ("The moss grows back (Venn et al., 2019).", "The moss grows back."),
    ("Venn et al. (2019) saw the moss grow back.", "Venn et al. saw the moss grow back."),
    ("The moss grows back (Venn & Quist, 2019; Orm, 2020).", "The moss grows back."),
    ("Das Moos wächst nach (siehe Abbildung 2).", "Das Moos wächst nach."),
    ("The code is open (https://osk.example/moss).", "The code is open."),
]

BRACKETS_THAT_STAY = [
    "The Osk Water Board (OWB) met on Monday.",
    "Mara Quist (34) won by 12 votes (3.4 %).",
    "The tower (1901) leans by 2 degrees (about 40 cm).",
    "The treaty was signed (Osk, 1947).",
    "He sang Lantern Song (Orm & Venn, 1968) twice.",
    "Each candidate(s) must sign f(x) here.",
    "All but one (not the mayor) agreed.",
    "As shown in [3] the moss grows back.",
    "Values lie in the range [1, 5] at most.",
    'Quist said: "We lost it (left) and [sic] wept."',
    "Turn (left) at the mill.",
]

OPENINGS = [
    ("GENEVA (Reuters) - The talks on fish failed.", "The talks on fish failed."),
    ("LONDON, March 3 (AP) — The talks on fish failed.", "The talks on fish failed."),
    ("PARIS — The talks on fish failed.", "The talks on fish failed."),
    ("SPRINGFIELD, Ill. — The talks on fish failed.", "The talks on fish failed."),
    ("Kabul, Afghanistan (CNN) -- The talks failed again.", "The talks failed again."),
    ("(CNN)The talks on fish failed.", "The talks on fish failed."),
    ("By Our Correspondent The talks on fish failed.", "The talks on fish failed."),
    ("Updated 3 Mar The talks on fish failed.", "The talks on fish failed."),
    (
        "Last updated at 1:25 AM on 3rd August 2011 The talks on fish failed.",
        "The talks on fish failed.",
    ),
    ("Advertisement The talks on fish failed.", "The talks on fish failed."),
]

NO_OPENINGS = [
    "NASA - the agency - said that the probe is lost.",
    "NASA — The agency lost a probe on Monday.",
    "PARIS — The Big Smoke of France — sleeps late.",
    "Orla Venn (PA) The talks on fish failed.",
    "By Associated Press rules the talks failed.",
    "Updated rules for 3 March are out today.",
    "Advertisement revenue fell by half.",
    "LONDON — No.",
    "Last updated at 1:25 AM on 3rd August 2011.",
]

ENDINGS = [
    ("The talks on fish failed. Read more: How we got here", "The talks on fish failed."),
    ("The talks on fish failed. Photo: Orla Venn/OWB", "The talks on fish failed."),
    ("The talks on fish failed. Advertisement", "The talks on fish failed."),
    ("The talks on fish failed. Click here to subscribe.", "The talks on fish failed."),
    ("Mara Quist, 34, pictured left, won.", "Mara Quist, 34, won."),
    ("Mara Quist, pictured, won the vote.", "Mara Quist won the vote."),
    ("The vote was won by Mara Quist, pictured above.", "The vote was won by Mara Quist."),
]

CONNECTIVES = [
    ("However, the talks on fish failed.", "The talks on fish failed."),
    ("But the talks on fish failed.", "The talks on fish failed."),
    ("And, of course, the talks on fish failed.", "The talks on fish failed."),
    ("The talks, however, are not over.", "The talks are not over."),
    ("In May, however, the talks failed.", "In May, the talks failed."),
    ("The talks on fish failed, however.", "The talks on fish failed."),
]

CONNECTIVES_THAT_STAY = [
    "As a result, the talks on fish failed.",
    "But for Quist, the talks would have failed.",
    "And so the talks on fish failed.",
    "However hard they tried, the talks failed.",
    "Also known as Osk, the town is small.",
    "Still waters run deep in the lake.",
    "But it failed.",
    "And isn't limited to the town of Osk.",
    "And Then There Were None sold out.",
    '"But we lost the whole crop."',
    'But we lost the whole crop," he said.',
    "The talks failed, however, nobody wept for them.",
]


@pytest.mark.parametrize(("source", "said"), [*SAYS_SO_FIRST, *BRACKETS, *OPENINGS, *ENDINGS])
def test_a_sentence_is_worded_for_the_ear(source: str, said: str) -> None:
    assert worded(source, "en") == said


@pytest.mark.parametrize("source", [*LEFT_ALONE, *BRACKETS_THAT_STAY, *NO_OPENINGS])
def test_what_no_rule_surely_knows_is_left_alone(source: str) -> None:
    assert worded(source, "en") == source


@pytest.mark.parametrize(("source", "said"), CONNECTIVES)
def test_a_connective_goes_when_the_sentence_before_is_not_spoken(source: str, said: str) -> None:
    assert worded(source, "en", alone=True) == said


@pytest.mark.parametrize(("source", "said"), CONNECTIVES)
def test_and_stays_when_it_is(source: str, said: str) -> None:
    assert worded(source, "en") == source


@pytest.mark.parametrize("source", CONNECTIVES_THAT_STAY)
def test_what_only_looks_like_a_connective_stays(source: str) -> None:
    assert worded(source, "en", alone=True) == source


def test_rules_work_together() -> None:
    source = "OSLO (AFP) - However, the bridge [2] will reopen (see map 1), the council said."
    assert worded(source, "en", alone=True) == "The council said the bridge will reopen."


@pytest.mark.parametrize("source", ["", " ", "...", "(pictured)", "[3]", "But", "PARIS —", "said."])
def test_nothing_comes_out_empty_that_was_not(source: str) -> None:
    assert worded(source, "en", alone=True) == source
