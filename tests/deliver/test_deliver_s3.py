"""A bucket, of a real S3 server on this machine, read with Amazon's own client."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
import stamina
from destinations import (
    HARBOUR,
    Destination,
    free_port,
    in_bucket,
    published_in,
    s3_client,
    show_in,
)
from publishing import put

from briefing.deliver.files import CHECK_FIRST, FOREVER
from briefing.errors import OutputError, UsageError


def heads(destination: Destination) -> dict[str, dict[str, Any]]:
    """Return the headers every object of the show is served with."""
    client = s3_client(str(destination.endpoint_url))
    bucket, _, prefix = destination.url.removeprefix("s3://").partition("/")
    return {
        path: client.head_object(Bucket=bucket, Key=f"{prefix}/{path}")
        for path in destination.published()
    }


def test_objects_are_served_with_their_type_and_for_as_long_as_they_are_right(
    bucket: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output")
    sent = {file.path: file for file in bucket.send(output).sent}

    for path, head in heads(bucket).items():
        named = sent[path].sha256[:8] in path.rpartition("/")[2]
        assert head["CacheControl"] == (FOREVER if named else CHECK_FIRST), path
        assert head["ContentLength"] == sent[path].bytes
    types = {path.rpartition("/")[2]: head["ContentType"] for path, head in heads(bucket).items()}
    assert types["feed.xml"] == "application/rss+xml; charset=utf-8"
    assert types["feed.json"] == "application/feed+json"
    assert types["index.html"] == "text/html; charset=utf-8"
    ends = {".mp3": "audio/mpeg", ".vtt": "text/vtt; charset=utf-8", ".srt": "application/x-subrip"}
    for end, kind in ends.items():
        assert {types[name] for name in types if name.endswith(end)} == {kind}


def test_who_may_read_is_left_to_the_bucket(bucket: Destination, tmp_path: Path) -> None:
    bucket.send(show_in(tmp_path / "output"))
    client = s3_client(str(bucket.endpoint_url))
    name, _, prefix = bucket.url.removeprefix("s3://").partition("/")
    grants = client.get_object_acl(Bucket=name, Key=f"{prefix}/feed.xml")["Grants"]
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]


def test_what_another_program_put_there_gets_its_headers(
    bucket: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output")
    for path, body in published_in(output).items():
        bucket.put(path, body)  # as binary/octet-stream, and with no word on caching

    bucket.send(output)

    assert all("CacheControl" in head for head in heads(bucket).values())


def test_a_bucket_is_used_whole_when_there_is_no_prefix(
    endpoint: str, aws: None, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output")
    destination = in_bucket(endpoint, prefix="")
    destination.send(output)
    assert destination.published() == published_in(output)


def test_another_show_beside_this_one_is_not_looked_at(
    endpoint: str, aws: None, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output", "ferry")
    destination = in_bucket(endpoint, prefix="show")
    destination.send(output)
    client = s3_client(endpoint)
    bucket = destination.url.removeprefix("s3://").partition("/")[0]
    keys = {f"{destination.url.rpartition('/')[2]}-two/feed.xml", "feed.xml", "show"}
    for key in keys:
        client.put_object(Bucket=bucket, Key=key, Body=b"another")

    assert destination.send(output, delete=True).sent == ()

    rows = client.list_objects_v2(Bucket=bucket)["Contents"]
    assert keys <= {row["Key"] for row in rows}


def test_a_listing_of_many_pages_is_read_to_its_end(
    bucket: Destination, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from s3fs import S3FileSystem

    output = show_in(tmp_path / "output", "ferry")
    bucket.send(output)
    real = S3FileSystem.call_s3
    pages: list[str] = []

    def short(self: Any, method: str, **asked: Any) -> Any:
        if method == "list_objects_v2":
            pages.append(method)
            asked["MaxKeys"] = 7
        return real(self, method, **asked)

    monkeypatch.setattr(S3FileSystem, "call_s3", short)
    assert bucket.send(output).sent == ()
    assert len(pages) > 4


@pytest.mark.slow
def test_a_long_episode_goes_in_parts_and_is_not_sent_twice(
    bucket: Destination, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    put(output, HARBOUR, audio=bytes(range(256)) * 4 * 1024 * 20)  # 20 MiB
    bucket.send(output)
    assert bucket.published() == published_in(output)
    tags = [head["ETag"] for path, head in heads(bucket).items() if path.endswith(".mp3")]
    assert all("-3" in tag for tag in tags), "three parts"
    assert bucket.send(output).sent == ()


def test_a_bucket_that_is_not_there_is_not_made(
    bucket: Destination, tmp_path: Path, aws: None
) -> None:
    lost = Destination(
        "s3://no-such-bucket/x", bucket.contents, bucket.put, bucket.drop, {}, bucket.endpoint_url
    )
    with pytest.raises(OutputError, match="NoSuchBucket"):
        lost.send(show_in(tmp_path / "output"))
    with pytest.raises(OutputError, match="NoSuchBucket"):
        lost.send(tmp_path / "output", rehearse=True)


def test_a_wrong_key_is_said_to_be_wrong_and_not_repeated(
    bucket: Destination, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2hunter2")
    httpx.post(f"{bucket.endpoint_url}/moto-api/reset-auth", content=b"0")
    try:
        with pytest.raises(OutputError) as refused:
            bucket.send(show_in(tmp_path / "output"))
    finally:
        httpx.post(f"{bucket.endpoint_url}/moto-api/reset-auth", content=b"100000000")
    assert "credentials" in refused.value.remedy
    assert "hunter2" not in str(refused.value)


def test_without_credentials_it_says_how_to_give_them(
    bucket: Destination, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(OutputError) as refused:
        bucket.send(show_in(tmp_path / "output"))
    assert "AWS_ACCESS_KEY_ID" in refused.value.remedy


def test_where_nobody_answers_it_is_tried_a_few_times_and_said(
    bucket: Destination, tmp_path: Path
) -> None:
    nobody = Destination(
        bucket.url, bucket.contents, bucket.put, bucket.drop, {}, f"http://127.0.0.1:{free_port()}"
    )
    with stamina.set_testing(True, attempts=3), pytest.raises(OutputError) as refused:
        nobody.send(show_in(tmp_path / "output"))
    assert "--endpoint-url" in refused.value.remedy


@pytest.mark.parametrize("endpoint_url", ["http://127.0.0.1:9000", "http://a:hunter2@127.0.0.1/"])
def test_an_endpoint_is_for_buckets_alone_and_without_a_password(
    tmp_path: Path, endpoint_url: str
) -> None:
    from briefing.deliver.opening import place_at

    target = "s3://bucket" if "@" in endpoint_url else str(tmp_path / "place")
    with pytest.raises(UsageError) as refused:
        place_at(target, tmp_path / "output", {}, endpoint_url)
    assert "hunter2" not in str(refused.value)


def test_the_manifest_of_a_bucket_is_not_kept_by_caches(
    bucket: Destination, tmp_path: Path
) -> None:
    bucket.send(show_in(tmp_path / "output"))
    client = s3_client(str(bucket.endpoint_url))
    name, _, prefix = bucket.url.removeprefix("s3://").partition("/")
    head = client.head_object(Bucket=name, Key=f"{prefix}/.briefing-manifest.json")
    assert head["CacheControl"] == CHECK_FIRST
    json.loads(bucket.contents()[".briefing-manifest.json"])
