"""Settings: three ways to write the same names, and an error that says where."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.settings import Settings, fields, load, parse_date


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_anything_the_defaults_hold() -> None:
    assert load({}, {}, None) == Settings()


def test_options_win_over_the_environment_which_wins_over_the_file() -> None:
    Path("briefing.toml").write_text('rate = 100\nhost = "a"\ntitle = "file"\n')
    environment = {"BRIEFING_RATE": "200", "BRIEFING_HOST": "b"}
    settings = load({"rate": 300, "title": None}, environment, None)
    assert (settings.rate, settings.host, settings.title) == (300, "b", "file")


def test_both_spellings_of_a_name_are_read() -> None:
    Path("briefing.toml").write_text('base-url = "https://a.example/x"\nstall_seconds = 5\n')
    settings = load({}, {}, None)
    assert settings.base_url == "https://a.example/x/"
    assert settings.stall_seconds == 5.0


def test_paths_in_the_file_count_from_the_files_folder(tmp_path: Path) -> None:
    (tmp_path / "show").mkdir()
    config = tmp_path / "show" / "my.toml"
    config.write_text('output = "public"\n')
    assert load({}, {}, config).output == tmp_path / "show" / "public"


@pytest.mark.parametrize("moment", ["2026-03-02T06:00:00Z", "2026-03-02"])
def test_toml_dates_and_quoted_dates_are_the_same(moment: str) -> None:
    for line in (f"date = {moment}", f'date = "{moment}"'):
        Path("briefing.toml").write_text(line)
        assert load({}, {}, None).date == parse_date(moment)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("minuts = 3", "Did you mean minutes"),
        ("zzz = 3", "The settings are"),
        ('rate = "fast"', "not a whole number"),
        ("full = 3", "not true or false"),
        ("rate = true", "not a whole number"),
        ("title = 3", "not a text"),
        ('date = "tomorrow"', "not an ISO 8601 date"),
        ("rate = = 3", "not TOML"),
        ("rate = 3", "from 60 to 450"),
        ('base-url = "ftp://x"', "http"),
        ('base-url = "http://x y"', "http"),
        ("minutes = 0", "above 0"),
        ("bitrate = 97", "one of"),
        ('show = " "', "some text"),
        ("season = 0", "1 or more"),
        ("keep = 0", "1 or more"),
        ("serial = 3", "not true or false"),
        ('new-feed = "x"', "Did you mean new-feed-url"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(line: str, message: str) -> None:
    Path("briefing.toml").write_text(line)
    with pytest.raises(UsageError, match=message):
        load({}, {}, None)


def test_a_named_file_must_exist() -> None:
    with pytest.raises(UsageError, match=r"none\.toml"):
        load({}, {}, Path("none.toml"))


def test_a_date_without_a_zone_is_utc_and_has_no_microseconds() -> None:
    assert parse_date("2026-03-02T06:00:00.5") == datetime(2026, 3, 2, 6, tzinfo=UTC)


def test_every_setting_has_a_help_text() -> None:
    for _, field in fields().values():
        assert field.metadata["help"].endswith(".")


def test_whoever_says_last_how_much_to_tell_says_it_alone() -> None:
    Path("briefing.toml").write_text("minutes = 5\n")
    assert load({"words": 100}, {}, None).minutes is None
    assert load({}, {"BRIEFING_RATIO": "0.5"}, None).minutes is None
    assert load({"full": True}, {}, None).minutes is None
    assert load({"full": False}, {}, None).minutes == 5
    assert load({"rate": 200}, {}, None).minutes == 5


@pytest.mark.parametrize(
    "both",
    [{"minutes": 2.0, "words": 50}, {"sentences": 3, "ratio": 0.2}, {"full": True, "words": 9}],
)
def test_two_lengths_at_once_are_refused(both: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="at once"):
        load(both, {}, None)
