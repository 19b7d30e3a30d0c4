"""Opening: the place a target names, with what its kind needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefing.deliver.folder import Folder
from briefing.deliver.places import Place
from briefing.deliver.targets import PASSWORD, parse_target, shown
from briefing.errors import UsageError


def place_at(
    text: str, output: Path, environment: Mapping[str, str], endpoint_url: str | None = None
) -> Place:
    """Return the place a person calls ``text``, to send ``output`` to; nothing is opened yet.

    Raises ``UsageError`` for what cannot be sent to, and where its packages are absent.
    """
    target = parse_target(text)
    password = environment.get(PASSWORD)
    if endpoint_url is not None and (target.kind != "s3" or "@" in endpoint_url):
        raise UsageError(
            "--endpoint-url is the address of an S3 server, without a password.",
            where=shown(endpoint_url),
            remedy="Use it with s3://bucket/prefix.",
        )
    if target.kind == "folder":
        return Folder(_elsewhere(Path(target.path), output))
    try:
        if target.kind == "s3":
            from briefing.deliver.s3 import bucket_at

            return bucket_at(target, endpoint_url)
        if target.kind == "sftp":
            from briefing.deliver.sftp import ssh_folder_at

            return ssh_folder_at(target, password)
        if target.kind == "webdav":
            from briefing.deliver.webdav import DavFolder

            return DavFolder(target, password)
        from briefing.deliver.reached import other_place

        return other_place(target, text, password)
    except ImportError as error:
        raise UsageError(
            f"Sending to {target.scheme}:// needs packages that are not installed: {error}.",
            remedy="Install them: pip install 'briefing[publish]'",
        ) from error
    except ValueError as error:
        raise UsageError(
            f"Nothing is known that reaches {target.scheme}://.",
            where=target.name,
            remedy="Choose a folder, s3://, sftp://, webdav+https:// or what fsspec can write to.",
        ) from error


def _elsewhere(folder: Path, output: Path) -> Path:
    if folder.resolve().is_relative_to(output.resolve()):
        raise UsageError(
            "The show cannot be sent into its own folder.",
            where=str(folder),
            remedy="Choose another folder.",
        )
    return folder
