"""SFTP: a folder of a machine that lets one in by SSH. The home of sshfs and asyncssh.

Keys come from the agent, from ``~/.ssh`` and its ``config``, as of the ``ssh`` command. A machine
whose key ``known_hosts`` does not hold is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from briefing.deliver.places import TroubleError
from briefing.deliver.reached import Reached, said_by, trouble_of
from briefing.deliver.targets import PASSWORD, Target


class SshFolder(Reached):
    """A folder reached by SFTP."""

    at_once = 4

    def __init__(self, target: Target, root: str, opened: Callable[[], Any]) -> None:
        """Send to ``root`` over the connection that ``opened`` makes."""
        super().__init__(target, root, opened)
        port = f"-p {target.port} " if target.port is not None else ""
        self._door = port + (f"{target.user}@" if target.user else "") + target.host
        self._channel: tuple[Any, Any] | None = None
        """The connection, and the channel of it that renames."""

    def _rename(self, fs: Any, part: str, final: str) -> None:
        """Rename over what is there, or where the server cannot, take that away first.

        sshfs would have a shell copy the file, which may be seen half done, and where SFTP alone is
        allowed there is no shell.
        """
        from fsspec.asyn import sync

        with self._opening:
            if self._channel is None or self._channel[0] is not fs:
                self._channel = (fs, sync(fs.loop, _channel_of, fs.client))
            channel = self._channel[1]
        sync(fs.loop, _renamed, channel, part, final)

    def _trouble(self, error: Exception) -> TroubleError:
        import asyncssh

        cause = error.__cause__ or error
        said = said_by(error)
        if isinstance(cause, asyncssh.HostKeyNotVerifiable):
            remedy = f"Compare its key and accept it once with: ssh {self._door}"
            return TroubleError(f"The server's key is not known: {said}", remedy)
        if isinstance(cause, asyncssh.PermissionDenied):
            remedy = f"Load a key into the agent, or set {PASSWORD}."
            return TroubleError(f"The server lets nobody in: {said}", remedy)
        if isinstance(cause, _errors(_LOST)):
            return TroubleError(said, "Check the network, and run it again.", passing=True)
        for names, remedy in _REMEDIES.items():
            if isinstance(cause, _errors(names)):
                return TroubleError(f"The server says: {said}", remedy)
        return trouble_of(error)


async def _channel_of(connection: Any) -> Any:
    return await connection.start_sftp_client()


async def _renamed(channel: Any, part: str, final: str) -> None:
    import asyncssh

    try:
        await channel.posix_rename(part, final)
    except asyncssh.SFTPOpUnsupported:
        try:
            await channel.rename(part, final)
        except (asyncssh.SFTPFailure, asyncssh.SFTPFileAlreadyExists):
            await channel.remove(final)
            await channel.rename(part, final)


_LOST = "ConnectionLost DisconnectError ChannelOpenError SFTPConnectionLost SFTPNoConnection"
_REMEDIES = {
    "SFTPPermissionDenied SFTPWriteProtect": "Check who may write there.",
    "SFTPNoSpaceOnFilesystem SFTPQuotaExceeded": "Free some space; what stands there is valid.",
    # all that version 3 of the protocol says of a full disk, too
    "SFTPFailure": "Check that there is space, and who may write there.",
}


def _errors(names: str) -> tuple[type[Exception], ...]:
    import asyncssh

    return tuple(getattr(asyncssh, name) for name in names.split())


def ssh_folder_at(target: Target, password: str | None) -> SshFolder:
    """Return the folder of ``target``. Raises ``ImportError`` where sshfs is absent."""
    from sshfs import SSHFileSystem

    options: dict[str, Any] = {
        "known_hosts": (),  # those of the person; sshfs would check none
        "connect_timeout": 15,
        "login_timeout": 30,
        "keepalive_interval": 20,
    }
    if target.port is not None:
        options["port"] = target.port
    if target.user is not None:
        options["username"] = target.user
    if password is not None:
        options["password"] = password
    opened = partial(SSHFileSystem, target.host, skip_instance_cache=True, **options)
    home = target.path.startswith("/~/") or target.path == "/~"
    root = target.path[3:] or "." if home else target.path
    return SshFolder(target, root, opened)
