"""What a person says of a show: what is taken, what is refused, and what the feed makes of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from feedtrees import GUID, checked, episode, found
from hypothesis import example, given
from hypothesis import strategies as st
from publishing import SHOW

from briefing.errors import UsageError
from briefing.model import Person, Show
from briefing.publish import feed
from briefing.publish.categories import CATEGORIES
from briefing.publish.feed import documents
from briefing.publish.feed.licence import licence_of
from briefing.publish.feed.rhythm import FREQUENCIES, rhythm_of


def of_channel(show: Show, path: str) -> list[str]:
    """Return what ``path`` finds in the channel of a show whose settings are taken."""
    feed.check_show(show)
    return found(
        checked(documents(show, (episode(),), GUID, "c.jpg")["feed.xml"]), f"channel/{path}"
    )


@pytest.mark.parametrize(
    ("change", "where", "hint"),
    [
        ({"frequency": "often"}, "frequency", "weekly"),
        ({"frequency": "FREQ=WEEKLY;BYDAY=<MO>"}, "frequency", "FREQ="),
        ({"license": "mine"}, "license", "license-url"),
        ({"license": "mine", "license_url": "http://example.org/l"}, "license-url", "https://"),
        ({"funding": "ftp://example.org"}, "funding", "https://"),
        ({"new_feed_url": "feed.xml"}, "new-feed-url", "https://"),
        ({"colour": "blue"}, "colour", "#1c4f9c"),
        ({"email": "the office"}, "email", "office@example.org"),
        ({"email": "Office <office@example.org>"}, "email", "office@example.org"),
        ({"verify": "x" * 4001}, "verify", "nothing else"),
        ({"people": (Person("A", "host", link="x"),)}, "people.host.link", "https://"),
        ({"people": (Person("A", "host", image="http://example.org/a.jpg"),)},
         "people.host.image", "https://"),
        ({"category": "news"}, "category", "'News'"),
        ({"category": "Tech"}, "category", "'Technology'"),
        ({"category": "health and fitness"}, "category", "'Health & Fitness'"),
        ({"category": "TV and film"}, "category", "'TV & Film'"),
        ({"category": "self improvement"}, "category", "'Self-Improvement'"),
    ],
)  # fmt: skip
def test_a_setting_no_app_could_use_is_named_with_the_remedy(
    change: dict[str, Any], where: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        feed.check_show(replace(SHOW, **change))
    assert caught.value.where == where
    assert hint in (caught.value.remedy or "")


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_of_the_list_reaches_the_feed_as_it_is_written_there(category: str) -> None:
    for subcategory in (None, *CATEGORIES[category]):
        show = replace(SHOW, category=category, subcategory=subcategory)
        assert of_channel(show, "itunes:category/@text") == [category]
        inner = [subcategory] if subcategory else []
        assert of_channel(show, "itunes:category/itunes:category/@text") == inner


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_in_other_letters_is_answered_with_the_right_one(category: str) -> None:
    for written in (category.lower(), category.upper(), category.lower().replace("&", "and")):
        if written != category:
            with pytest.raises(UsageError) as caught:
                feed.check_show(replace(SHOW, category=written, subcategory=None))
            assert f"{category!r}" in (caught.value.remedy or "")


# ------------------------------------------------------------------------------ rhythm

TOLD = {
    "daily": ("FREQ=DAILY", "Daily"),
    "Weekdays": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday"),
    "fortnightly": ("FREQ=WEEKLY;INTERVAL=2", "Every two weeks"),
    "FREQ=WEEKLY;BYDAY=MO,WE": ("FREQ=WEEKLY;BYDAY=MO,WE", "Every Monday and Wednesday"),
    "freq=daily;byday=sa": ("FREQ=DAILY;BYDAY=SA", "Every Saturday"),
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;INTERVAL=2": (
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;INTERVAL=2",
        "Every 2 weeks on Monday, Wednesday and Friday",
    ),
    "FREQ=MONTHLY;BYDAY=-1FR": ("FREQ=MONTHLY;BYDAY=-1FR", "Monthly"),
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1,15": (
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1,15",
        "Every 3 months",
    ),
    "FREQ=WEEKLY;UNTIL=20271231T000000Z": ("FREQ=WEEKLY;UNTIL=20271231T000000Z", "Weekly"),
}


@pytest.mark.parametrize("asked", TOLD)
def test_a_rhythm_is_a_rule_and_words(asked: str) -> None:
    show = replace(SHOW, frequency=asked)
    rule, told = TOLD[asked]
    assert of_channel(show, "podcast:updateFrequency/@rrule") == [rule]
    assert of_channel(show, "podcast:updateFrequency/text()") == [told]


@pytest.mark.parametrize(
    "wrong",
    [
        "", "now and then", "BYDAY=MO", "BYDAY=MO;FREQ=WEEKLY", "FREQ=SECONDLY", "FREQ=WEEKLY;",
        "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;BYDAY=ZZ", "FREQ=WEEKLY;BYDAY=2MO", "FREQ=DAILY;X=1",
        "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=YEARLY;BYMONTH=13",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=1;INTERVAL=2", "FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;UNTIL=2027", "RRULE:FREQ=DAILY", "FREQ=DAILY\nX",
    ],
)  # fmt: skip
def test_what_is_no_rule_is_no_rhythm(wrong: str) -> None:
    assert rhythm_of(wrong) is None


_RULES = st.builds(
    lambda unit, parts: ";".join((f"FREQ={unit}", *parts)),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.lists(
        st.one_of(
            st.integers(-3, 40).map("INTERVAL={}".format),
            st.lists(st.sampled_from(["MO", "1TU", "-1FR", "SU", "54MO"])).map(
                lambda days: "BYDAY=" + ",".join(days)
            ),
            st.integers(-40, 40).map("BYMONTHDAY={}".format),
            st.integers(-2, 14).map("BYMONTH={}".format),
            st.integers(-2, 30).map("BYHOUR={}".format),
            st.sampled_from(["UNTIL=20271231", "UNTIL=20271340", "WKST=MO", "WKST=1MO"]),
        ),
        max_size=4,
    ),
)


@given(_RULES)
@example("FREQ=YEARLY;BYDAY=+4TH;BYMONTH=11")
@example("FREQ=MONTHLY;UNTIL=20271231T235959Z;BYSETPOS=-1;BYDAY=MO,TU")
def test_a_rule_that_is_taken_is_one_for_calendars(rule: str) -> None:
    calendars = pytest.importorskip("dateutil.rrule", reason="python-dateutil is not installed")
    rhythm = rhythm_of(rule)
    if rhythm is not None:
        without_end = re.sub(";UNTIL=[^;]*", "", rhythm.rule)
        calendars.rrulestr(without_end, dtstart=datetime(2026, 3, 2, tzinfo=UTC))
        assert re.match(r"Daily|Weekly|Monthly|Yearly|Every ", rhythm.told)


def test_a_show_that_is_complete_has_no_rhythm_left() -> None:
    show = replace(SHOW, complete=True, frequency="daily")
    assert of_channel(show, "podcast:updateFrequency/@complete") == ["true"]
    assert of_channel(show, "podcast:updateFrequency/@rrule") == []
    assert of_channel(show, "itunes:complete/text()") == ["Yes"]


def test_the_words_are_those_of_the_documentation() -> None:
    assert list(FREQUENCIES) == "daily weekdays weekly fortnightly monthly yearly".split()


# ------------------------------------------------------------------------------ licence


@pytest.mark.parametrize(
    ("written", "name", "url"),
    [
        ("CC-BY-4.0", "cc-by-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "cc-by-nc-nd-3.0",
            "cc-by-nc-nd-3.0",
            "https://creativecommons.org/licenses/by-nc-nd/3.0/",
        ),
        ("CC0-1.0", "cc0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("ARR", "arr", None),
    ],
)
def test_a_known_licence_is_named_as_apps_know_it_with_its_text(
    written: str, name: str, url: str | None
) -> None:
    show = replace(SHOW, license=written)
    assert of_channel(show, "podcast:license/text()") == [name]
    assert of_channel(show, "podcast:license/@url") == ([url] if url else [])


def test_a_licence_of_ones_own_has_an_address_and_keeps_its_name() -> None:
    own = replace(SHOW, license="Harbour Licence 1", license_url="https://example.org/l.pdf")
    assert of_channel(own, "podcast:license/text()") == ["Harbour Licence 1"]
    assert of_channel(own, "podcast:license/@url") == ["https://example.org/l.pdf"]
    assert licence_of("cc-by-4.0", "https://example.org/l")[1] == "https://example.org/l"


# ------------------------------------------------------------------------------ others


def test_a_token_is_found_whole_under_both_names_directories_look_for() -> None:
    token = "S6lpp-7ZCn8 " + "x" * 900
    show = replace(SHOW, verify=token)
    for purpose in ("verify", "applepodcastsverify"):
        assert of_channel(show, f"podcast:txt[@purpose='{purpose}']/text()") == [token]


def test_people_stand_in_a_group_that_has_their_role() -> None:
    people = (
        Person("Ada", "host"),
        Person("Ben", "Editor", "Writing"),
        Person("Cleo", "editor"),  # as older records have it
        Person("Dov", "weather"),  # a role of this show's cast
    )
    show = replace(SHOW, people=people)
    roles = of_channel(show, "podcast:person/@role")
    groups = of_channel(show, "podcast:person/@group")
    assert list(zip(roles, groups, strict=True)) == [
        ("host", "cast"), ("editor", "writing"), ("editor", "writing"), ("narrator", "cast"),
    ]  # fmt: skip


def test_an_episodes_people_take_the_place_of_the_shows() -> None:
    show = replace(SHOW, people=(Person("Ada", "host"),))
    heard = replace(
        episode(),
        people=(Person("Ines", "author", "writing", "http://example.com/lamps"),),
    )
    root = checked(documents(show, (heard, episode()), GUID, "c.jpg")["feed.xml"])
    assert found(root, "channel/podcast:person/text()") == ["Ada"]
    assert found(root, "channel/item/podcast:person/text()") == ["Ines"]
    assert found(root, "channel/item/podcast:person/@href") == [], "no address without https"
