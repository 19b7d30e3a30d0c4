"""The doctor and feeds: what is broken in one is named, with its line, and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from soundfeeds import BREAKS, COMPARING, SOUND, broken

from briefing.doctor import RULES, Known, Verdict, examine
from briefing.doctor.times import date_fault, moment, seconds, times_in
from briefing.taxonomy import GROUPS, fits

ROOT = Path(__file__).resolve().parents[2]


def rules(verdict: Verdict) -> list[str]:
    return [finding.rule.name for finding in verdict.findings]


def examined(text: str) -> Verdict:
    return examine(text.encode())


def test_a_sound_feed_has_nothing_wrong() -> None:
    assert [finding.text() for finding in examined(SOUND).findings] == []


@pytest.mark.parametrize(("rule", "right", "wrong"), BREAKS)
def test_what_is_broken_is_named_and_nothing_else(rule: str, right: str, wrong: str) -> None:
    text = broken(SOUND, (rule, right, wrong))
    assert text is not None
    assert rules(examined(text)) == [rule]


TOGETHER = [one for one in BREAKS if one[0] not in {"xml", "rss-version"}]


@given(st.sets(st.sampled_from(TOGETHER), min_size=2, max_size=6))
def test_of_what_is_broken_together_each_is_named(breaks: set[tuple[str, str, str]]) -> None:
    text = broken(SOUND, *breaks)
    assume(text is not None)
    meant = {rule for rule, _, _ in breaks}
    found = set(rules(examined(text or "")))
    assert meant - COMPARING <= found
    assert found <= meant


def test_a_changed_guid_is_told_against_the_earlier_feed() -> None:
    before = Known(previous=SOUND.encode())
    assert rules(examine(SOUND.replace(">two<", ">deux<").encode(), before)) == ["guid-changed"]
    assert rules(examine(SOUND.encode(), before)) == []
    retitled = SOUND.replace("The lamps are lit", "Lamps")
    assert rules(examine(retitled.encode(), before)) == []
    moved = SOUND.replace("https://example.org/2.mp3", "https://cdn.example.org/2.mp3")
    assert rules(examine(moved.encode(), before)) == []


def test_a_date_or_a_show_guid_that_changed_is_told() -> None:
    before = Known(previous=SOUND.encode())
    later = SOUND.replace("Tue, 03 Mar 2026 06", "Tue, 03 Mar 2026 09")
    assert rules(examine(later.encode(), before)) == ["date-changed"]
    same = SOUND.replace("Tue, 03 Mar 2026 06:00:00 +0000", "Tue, 03 Mar 2026 07:00:00 +0100")
    assert rules(examine(same.encode(), before)) == []
    other = re.sub("(?<=<podcast:guid>)[^<]+", "917393e3-1b1e-5cef-ace4-edaa54e1f810", SOUND)
    assert rules(examine(other.encode(), before)) == ["show-guid-changed", "show-guid-other"]


def test_a_date_to_come_is_told_when_the_doctor_knows_the_time() -> None:
    between = datetime(2026, 3, 2, 12, tzinfo=UTC)
    found = examine(SOUND.encode(), Known(now=between))
    assert rules(found) == ["date-future"]
    assert "The lamps are lit" in found.findings[0].text()
    assert rules(examine(SOUND.encode(), Known(now=datetime(2026, 3, 4, tzinfo=UTC)))) == []


def test_a_feed_got_from_elsewhere_is_told() -> None:
    assert rules(examine(SOUND.encode(), Known(address="https://example.org/feed.xml"))) == []
    found = examine(SOUND.encode(), Known(address="https://example.org/rss"))
    assert rules(found) == ["self-link-other"]


def test_a_feed_larger_than_validators_read_is_told() -> None:
    padded = SOUND.replace("</channel>", f"<!--{'x' * 5_000_000}--></channel>")
    assert rules(examined(padded)) == ["feed-size"]


def thousand() -> str:
    (item,) = re.findall(r"<item>\n<title>A letter.*?</item>\n", SOUND, re.DOTALL)
    many = "".join(
        item.replace("0.mp3", f"old-{n}.mp3").replace(">zero<", f">old-{n}<") for n in range(1000)
    )
    return SOUND.replace("</channel>", f"{many}</channel>")


def test_a_fault_of_a_thousand_items_is_told_once() -> None:
    text = thousand()
    assert rules(examined(text)) == []
    (finding,) = examined(text.replace("<itunes:duration>50<", "<itunes:duration>0:50<")).findings
    assert (finding.rule.name, finding.count, len(finding.faults)) == ("duration-form", 1001, 3)
    assert "... and 998 more" in finding.text()
    assert all(fault.line for fault in finding.faults)


def test_faults_come_the_gravest_first_and_always_the_same() -> None:
    text = SOUND.replace("<podcast:locked>yes</podcast:locked>", "").replace("en-us", "english")
    text = text.replace("<itunes:author>The port</itunes:author>", "")
    found = examined(text)
    assert [one.rule.level for one in found.findings] == ["error", "warning", "note"]
    assert found.summary() == "1 error, 1 warning, 1 note"
    assert examined(text) == found


def test_a_fault_knows_its_line() -> None:
    (finding,) = examined(SOUND.replace("en-us", "english")).findings
    line = 1 + SOUND[: SOUND.index("<language>")].count("\n")
    assert finding.facts() == {
        "rule": "language",
        "level": "error",
        "troubles": "Apple Podcasts",
        "source": {
            "name": "A Podcaster's Guide to RSS",
            "address": "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
        },
        "remedy": "Write a tag of ISO 639, such as en or pt-br.",
        "count": 1,
        "places": [{"what": "'english' is none.", "where": "", "line": line}],
    }


# ------------------------------------------------------------------------------ the rules


def test_every_rule_of_a_feed_has_a_feed_that_breaks_it() -> None:
    from briefing.doctor.rules_of_files import FILE_RULES, SERVED_RULES

    told = {rule for rule, _, _ in BREAKS}
    elsewhere = {"guid-changed", "show-guid-changed", "date-changed", "date-future", "feed-size"}
    files = {rule.name for rule in (*FILE_RULES, *SERVED_RULES)}
    assert told | elsewhere | {"self-link-other"} | files == set(RULES)


def test_every_rule_says_what_to_do_and_where_it_stands() -> None:
    for name, rule in RULES.items():
        assert re.fullmatch("[a-z][a-z0-9-]*", name)
        assert rule.remedy.endswith(".")
        assert rule.troubles
        assert rule.source.address.startswith("https://")


def rows() -> str:
    """Return the table of all rules as docs/doctor.md has it."""
    head = "| rule | level | troubles | remedy | source |\n|---|---|---|---|---|\n"
    return head + "".join(
        f"| `{one.name}` | {one.level} | {one.troubles} | {one.remedy} | "
        f"[{one.source.name}]({one.source.address}) |\n"
        for one in RULES.values()
    )


def test_the_docs_have_every_rule_as_it_is() -> None:
    page = (ROOT / "docs" / "doctor.md").read_text(encoding="utf-8")
    assert rows() in page


def test_groups_and_roles_are_those_of_the_taxonomy() -> None:
    assert {"cast", "writing", "misc.", "video post-production"} <= GROUPS.keys()
    assert fits("Cast", "Voice Actor")
    assert fits(None, None)
    assert fits("writing", "author")
    assert not fits("cast", "author")
    assert not fits("band", "host")


# ------------------------------------------------------------------------------ times


@pytest.mark.parametrize(
    ("clock", "meant"),
    [("90", 90), ("1:30", 90), ("01:01:01", 3661), ("00:00:10.500", 10.5), ("20.0", 20),
     ("x", None), ("", None), ("nan", None), ("1e9", None), ("-3", None), ("٣", None)],
)  # fmt: skip
def test_times_in_their_forms(clock: str, meant: float | None) -> None:
    assert seconds(clock) == meant


@given(st.text(max_size=40))
def test_times_are_read_or_refused(text: str) -> None:
    found = seconds(text)
    assert found is None or found >= 0
    date = moment(text)
    assert date is None or date.tzinfo is UTC


@pytest.mark.parametrize(
    "date",
    ["Tue, 03 Mar 2026 06:00:00 -0000", "03 Mar 2026 06:00 EST", "Tue, 3 Mar 2026 06:00:00 GMT",
     "Tue, 03 Mar 2026 06:00:00 UT"],
)  # fmt: skip
def test_dates_of_rfc_2822_in_all_its_forms_are_sound(date: str) -> None:
    assert moment(date) is not None
    assert date_fault(date) is None


def test_times_in_notes_are_those_that_lines_begin_with() -> None:
    notes = "<p>At 12:30 we talk.</p><p>00:00 A<br/>(01:02:03) B</p>\n[05:00] C\n6:00pm D"
    assert times_in(notes) == [0, 3723, 300]
