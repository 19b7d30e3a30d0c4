"""S3: a bucket of Amazon's or of whoever speaks its protocol. The one home of s3fs and botocore.

An object appears whole or not at all, so nothing is renamed; it keeps the headers it is served
with. Who may read it is left to the bucket's policy. Credentials come from the usual environment
variables, profiles and roles of AWS.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import Any

from briefing.deliver.places import Found, Headers, TroubleError, parent_of
from briefing.deliver.reached import Reached, said_by, tag_of, trouble_of
from briefing.deliver.targets import Target

_CHUNK = 8 * 1024 * 1024
"""Bytes a part of a long file has; four files of two parts each are in memory at once."""

_SETTLED = {
    "NoCredentialsError",
    "PartialCredentialsError",
    "ProfileNotFound",
    "TokenRetrievalError",
}
_PASSING_CODES = {
    *("InternalError", "RequestTimeout", "ServiceUnavailable", "SlowDown", "OperationAborted"),
    *("500", "502", "503", "504"),
}


class Bucket(Reached):
    """A bucket, or what begins with a prefix in it."""

    at_once = 4

    def listing(self, folders: Collection[str]) -> dict[str, Found]:
        """Return the objects in ``folders``, asked for a thousand at a time."""
        bucket, _, prefix = self._root.partition("/")
        start = f"{prefix}/" if prefix else ""
        found: dict[str, Found] = {}
        asked: dict[str, Any] = {"Bucket": bucket, "Prefix": start}
        if set(folders) <= {""}:
            asked["Delimiter"] = "/"
        while True:
            with self._reached() as fs:
                answer = fs.call_s3("list_objects_v2", **asked)
            for row in answer.get("Contents", ()):
                path = row["Key"].removeprefix(start)
                if parent_of(path) in folders:
                    found[path] = Found(row["Size"], tag_of(row))
            if not answer.get("IsTruncated"):
                return found
            asked["ContinuationToken"] = answer["NextContinuationToken"]

    def served_right(self, path: str, headers: Headers) -> bool:
        """Tell whether the object at ``path`` is served with ``headers``."""
        bucket, _, key = self._at(path).partition("/")
        with self._reached() as fs:
            facts = fs.call_s3("head_object", Bucket=bucket, Key=key)
        return (facts.get("ContentType"), facts.get("CacheControl")) == (
            headers.type,
            headers.caching,
        )

    def put(self, path: str, source: Path, headers: Headers) -> None:
        """Put the object, with its headers."""
        with self._reached() as fs:
            fs.put_file(
                str(source),
                self._at(path),
                chunksize=_CHUNK,
                max_concurrency=2,
                ContentType=headers.type,
                CacheControl=headers.caching,
            )

    def remove(self, path: str) -> None:
        """Remove an object."""
        bucket, _, key = self._at(path).partition("/")
        with self._reached() as fs:
            fs.call_s3("delete_object", Bucket=bucket, Key=key)

    def tidy(self, folder: str) -> None:
        """Do nothing: a bucket has no folders."""

    def close(self) -> None:
        """Close the connections."""
        fs, self._fs = self._fs, None
        if fs is not None:
            with contextlib.suppress(Exception):
                fs.close_session(fs.loop, fs.s3)

    def _trouble(self, error: Exception) -> TroubleError:
        from botocore.exceptions import BotoCoreError, ClientError

        cause = error if isinstance(error, BotoCoreError | ClientError) else error.__cause__
        if isinstance(cause, ClientError):
            return _answered(cause)
        if isinstance(cause, BotoCoreError):
            settled = type(cause).__name__ in _SETTLED
            remedy = (
                "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE."
                if settled
                else "Check the address, --endpoint-url and the network, and run it again."
            )
            return TroubleError(said_by(cause), remedy, passing=not settled)
        return trouble_of(error)


def _answered(error: Any) -> TroubleError:
    """Return what an answer of the server is for a person."""
    facts = error.response.get("Error", {})
    code, said = str(facts.get("Code", "")), facts.get("Message") or str(error)
    if code in {"NoSuchBucket", "404"}:
        remedy = "Check the bucket's name: it is not made here."
    elif code in {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "403"}:
        remedy = "Check the AWS credentials, and that they may list, read and write there."
    else:
        remedy = "Check the address and --endpoint-url, and run it again: what was sent stays."
    return TroubleError(
        said_by(ValueError(f"{code}: {said}")), remedy, passing=code in _PASSING_CODES
    )


def bucket_at(target: Target, endpoint_url: str | None) -> Bucket:
    """Return the bucket of ``target``. Raises ``ImportError`` where s3fs is absent."""
    from s3fs import S3FileSystem

    opened = partial(
        S3FileSystem,
        endpoint_url=endpoint_url,
        config_kwargs={
            "connect_timeout": 15,
            "read_timeout": 60,
            "retries": {"total_max_attempts": 1},  # the recipe tries again
        },
        use_listings_cache=False,
        skip_instance_cache=True,
    )
    root = "/".join(part for part in (target.host, *target.path.split("/")) if part)
    return Bucket(target, root, partial(_without_retries, opened))


def _without_retries(opened: Any) -> Any:
    fs = opened()
    fs.retries = 1
    return fs
