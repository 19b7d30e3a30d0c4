"""What is sent is decided by values alone; what a manifest and a target say is not believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.deliver.crew import each
from briefing.deliver.files import CHECK_FIRST, FOREVER, PublishedFile, Rank
from briefing.deliver.manifest import Entry, compose_manifest, parse_manifest
from briefing.deliver.places import Found
from briefing.deliver.plan import entry_of, plan
from briefing.deliver.targets import parse_target, shown
from briefing.errors import UsageError

SOUND = PublishedFile(
    "episodes/lamps-1234abcd/lamps-5678abcd.mp3",
    Path("lamps.mp3"),
    100,
    "5678abcd" + "0" * 56,
    "audio/mpeg",
    FOREVER,
    Rank.MEDIA,
)
FEED = PublishedFile(
    "feed.xml", Path("feed.xml"), 50, "f" * 64, "application/rss+xml", CHECK_FIRST, Rank.FEED
)
THERE = {SOUND.path: Found(100, "t1"), FEED.path: Found(50, "t2")}
SENT = {file.path: entry_of(file, THERE[file.path]) for file in (SOUND, FEED)}


def sends(sent: dict[str, Entry], there: dict[str, Found], *, right: bool = True) -> set[str]:
    what = plan((SOUND, FEED), sent, there, lambda _: right, delete=False)
    assert {file.path for file in (*what.send, *what.unchanged)} == {SOUND.path, FEED.path}
    return {file.path for file in what.send}


def test_a_file_is_left_alone_only_while_everything_agrees() -> None:
    assert sends(SENT, THERE) == set()
    assert sends(SENT, THERE | {FEED.path: Found(50, "t3")}) == {FEED.path}
    assert sends(SENT, THERE | {FEED.path: Found(49, "t2")}) == {FEED.path}
    assert sends(SENT, {SOUND.path: THERE[SOUND.path]}) == {FEED.path}
    for change in ({"sha256": "0" * 64}, {"type": "text/plain"}, {"caching": "no-store"}):
        old = Entry(**{**json.loads(compose_manifest(SENT))["files"][SOUND.path], **change})
        assert sends(SENT | {SOUND.path: old}, THERE) == {SOUND.path}


def test_without_an_entry_only_a_name_that_tells_the_content_is_believed() -> None:
    assert sends({}, THERE) == {FEED.path}
    assert sends({}, THERE, right=False) == {SOUND.path, FEED.path}
    assert sends({}, THERE | {SOUND.path: Found(99, "t1")}) == {SOUND.path, FEED.path}


def test_only_what_the_manifest_names_is_removed_and_only_if_it_is_there() -> None:
    old, lost = "episodes/old-1234abcd/old.mp3", "episodes/lost-1234abcd/lost.mp3"
    mine = "episodes/old-1234abcd/mine.txt"
    sent = SENT | {old: SENT[SOUND.path], lost: SENT[SOUND.path]}
    there = THERE | {old: Found(100, "t"), mine: Found(1, "t")}
    assert plan((SOUND, FEED), sent, there, lambda _: True, delete=True).remove == (old,)
    kept = plan((SOUND, FEED), sent, there, lambda _: True, delete=False)
    assert kept.remove == ()
    assert kept.entries.keys() == {SOUND.path, FEED.path, old}, "to be removed another time"


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert parse_manifest(compose_manifest(SENT)) == SENT


@pytest.mark.parametrize(
    "path",
    [
        *("../feed.xml", "/etc/passwd", "episodes/../../x", "episodes/../x", "episodes/./x"),
        *("..", ".", "", ".htaccess", "a/b.txt", "episodes/a/b/c", "episodes/a\\..\\b/c"),
        *("episodes/a/..", "episodes/a/.hidden", "C:\\x", "episodes//x", "x\n", "episodes/\x00/x"),
        "episodes/a/" + "x" * 300,
    ],
)
def test_a_manifest_cannot_name_what_is_no_published_file(path: str) -> None:
    assert parse_manifest(compose_manifest(SENT | {path: SENT[FEED.path]})) == SENT


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("files"), inner),
)


@given(JSON | st.fixed_dictionaries({"schema": st.just(1), "files": JSON}))
def test_any_other_manifest_is_none(value: object) -> None:
    assert parse_manifest(json.dumps(value).encode()) == {}


@given(st.binary())
def test_any_bytes_are_a_manifest_or_none(body: bytes) -> None:
    assert parse_manifest(body) == {}


@pytest.mark.parametrize(
    ("text", "kind", "host", "path"),
    [
        ("/srv/www", "folder", "", "/srv/www"),
        ("show", "folder", "", "show"),
        ("C:\\show", "folder", "", "C:\\show"),
        ("file:///srv/my%20show", "folder", "", "/srv/my show"),
        ("s3://Bucket.name/a/b/", "s3", "Bucket.name", "a/b"),
        ("s3://bucket", "s3", "bucket", ""),
        ("sftp://ada@example.org:2222/srv/www/", "sftp", "example.org", "/srv/www"),
        ("webdav+https://ada@example.org/dav/a%20b", "webdav", "example.org", "/dav/a b"),
        ("webdav+http://127.0.0.1:8080/dav", "webdav", "127.0.0.1", "/dav"),
        ("gs://bucket/x", "other", "bucket", "/x"),
    ],
)
def test_a_target_is_understood(text: str, kind: str, host: str, path: str) -> None:
    target = parse_target(text)
    assert (target.kind, target.host, target.path) == (kind, host, path)


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "a\nb", "nul\x00", "lone \ud800"),
        *("https://example.org/", "http://example.org/", "ada@example.org:/srv", "x::s3://b"),
        *("sftp:///srv", "webdav+https://", "s3://", "s3://b?x=1", "s3://user@bucket/x"),
        *("sftp://h/a/../b", "sftp://h/%2e%2e/b", "s3://bucket/../other", "s3://bucket/.."),
        *("webdav+http://example.org/dav", "dav://ada@example.org/", "sftp://h:99999999/x"),
        *("file://other/share", "sftp://[::1/x", "webdav+https://h/a#b"),
    ],
)
def test_what_cannot_be_a_target_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_target(text)
    assert refused.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "sftp://ada:hunter2@example.org/srv",
        "webdav+https://ada:hunter2@example.org/",
        "s3://key:hunter2@bucket/x",
        "ftp://ada:hunter2@example.org/x",
        "sftp://ada:hunt@hunter2@example.org/srv",
        "https://ada:hunter2@example.org/",
        "nonsense+://ada:hunter2@example.org",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_target(text)
    assert "hunter2" not in str(refused.value)
    assert "hunter2" not in shown(text)


@given(st.text() | st.text(alphabet="s3:/@.%?#[]\\sftp ~\x00é").map(lambda t: "sftp://" + t))
def test_any_text_is_a_target_or_refused(text: str) -> None:
    try:
        target = parse_target(text)
    except UsageError:
        return
    if target.kind != "folder":
        assert ".." not in target.path.split("/")
    assert target.name.isprintable() or target.kind == "folder"


def test_a_crew_does_everything_and_says_what_came_of_each() -> None:
    assert dict(each(lambda n: n * n, range(100), 7)) == {n: n * n for n in range(100)}


def test_a_crew_begins_nothing_more_once_one_has_failed() -> None:
    begun: list[int] = []

    def work(number: int) -> None:
        begun.append(number)
        raise LookupError(number)

    with pytest.raises(LookupError):
        list(each(work, range(1000), 4))
    assert len(begun) <= 4
