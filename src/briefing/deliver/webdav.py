"""WebDAV: a folder of a web server, by RFC 4918. The one home of httpx here.

Nothing but httpx is needed: a listing, an upload, a rename by the server, a removal.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from briefing.deliver.crew import each
from briefing.deliver.places import Found, Headers, TroubleError, new_run, parent_of, part_of
from briefing.deliver.targets import PASSWORD, Target

if TYPE_CHECKING:
    import httpx

_PASSING = {408, 423, 425, 429, 500, 502, 503, 504}
_NOTHING = {404, 410}
_EXISTS = 405
_NO_PARENT = 409
_NO_SPACE = 507
_DAV = "{DAV:}"
_ASKED = (
    b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop>'
    b"<resourcetype/><getcontentlength/><getetag/><getlastmodified/></prop></propfind>"
)


class DavFolder:
    """A folder reached by WebDAV."""

    at_once = 4

    def __init__(self, target: Target, password: str | None) -> None:
        """Send to ``target``; nothing is asked yet."""
        self.name = target.name
        self._run = new_run()
        secure = target.scheme not in {"webdav+http", "dav"}
        host = f"[{target.host}]" if ":" in target.host else target.host
        port = f":{target.port}" if target.port is not None else ""
        self._origin = f"{'https' if secure else 'http'}://{host}{port}"
        self._root = target.path.strip("/")
        self._auth = None if target.user is None else (target.user, password or "")
        self._made: set[str] = set()
        self._making = threading.Lock()

    def listing(self, folders: Collection[str]) -> dict[str, Found]:
        """Return the files in ``folders``; see :class:`.Place`."""
        found: dict[str, Found] = {}
        for folder, files in each(self._listed, sorted(folders), self.at_once):
            for name, file in files.items():
                found[f"{folder}/{name}" if folder else name] = file
        return found

    def served_right(self, path: str, headers: Headers) -> bool:
        """Return true: the web server decides."""
        del path, headers
        return True

    def put(self, path: str, source: Path, headers: Headers) -> None:
        """Send ``source`` beside its place and have the server rename it."""
        part = part_of(path, self._run)
        with self._making:
            self._make(self._under(parent_of(path)))
        try:
            with source.open("rb") as file:
                told = {"Content-Length": str(source.stat().st_size), "Content-Type": headers.type}
                self._ask("PUT", self._under(part), content=file, headers=told)
            to = {"Destination": self._url(self._under(path)), "Overwrite": "T"}
            self._ask("MOVE", self._under(part), headers=to)
        except TroubleError:
            with contextlib.suppress(TroubleError):
                self.remove(part)
            raise

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, ``None`` if there is none."""
        answer = self._ask("GET", self._under(path), also=_NOTHING)
        return None if answer.status_code in _NOTHING else answer.content

    def remove(self, path: str) -> None:
        """Remove a file if it is there."""
        self._ask("DELETE", self._under(path), also=_NOTHING)

    def tidy(self, folder: str) -> None:
        """Remove ``folder`` if it is empty; one that stays harms nobody."""
        with contextlib.suppress(TroubleError):
            rows = self._rows(self._under(folder))
            if len(rows) == 1:  # itself
                self._ask("DELETE", self._under(folder) + "/", also=_NOTHING)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    @cached_property
    def _client(self) -> httpx.Client:
        import httpx

        return httpx.Client(auth=self._auth, timeout=httpx.Timeout(60.0, connect=15.0))

    def _under(self, path: str) -> str:
        return "/".join(part for part in (self._root, path) if part)

    def _url(self, path: str) -> str:
        return f"{self._origin}/{quote(path, safe='/')}"

    def _make(self, folder: str) -> None:
        """Make ``folder``, and what it lies in."""
        if not folder or folder in self._made:
            return
        url = folder + "/"
        answer = self._ask("MKCOL", url, also={_EXISTS, _NO_PARENT})
        if answer.status_code == _NO_PARENT:
            self._make(parent_of(folder))
            self._ask("MKCOL", url, also={_EXISTS})
        self._made.add(folder)

    def _listed(self, folder: str) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for row in self._rows(self._under(folder)):
            size = row.findtext(f".//{_DAV}getcontentlength") or ""
            path = unquote(urlsplit(row.findtext(f"{_DAV}href") or "").path)
            if row.find(f".//{_DAV}collection") is None and size.isdecimal():
                tag = row.findtext(f".//{_DAV}getetag") or row.findtext(f".//{_DAV}getlastmodified")
                found[path.rpartition("/")[2]] = Found(int(size), tag or "")
        return found

    def _rows(self, folder: str) -> list[Any]:
        from lxml import etree

        told = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
        url = folder + "/" if folder else ""
        answer = self._ask("PROPFIND", url, content=_ASKED, headers=told, also=_NOTHING)
        if answer.status_code in _NOTHING:
            return []
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return list(etree.fromstring(answer.content, parser).findall(f"{_DAV}response"))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _no_dav("What answers is no WebDAV server.") from error

    def _ask(self, method: str, path: str, also: Collection[int] = (), **more: Any) -> Any:
        """Return the answer; raises ``TroubleError`` unless it is a success or one of ``also``."""
        with _translated():
            answer = self._client.request(method, self._url(path), **more)
        if answer.is_success or answer.status_code in also:
            return answer
        raise _refused(answer.status_code)


def _refused(status: int) -> TroubleError:
    with contextlib.suppress(ValueError):
        status = HTTPStatus(status)
    said = (
        f"The server says {int(status)}{f' {status.phrase}' if hasattr(status, 'phrase') else ''}."
    )
    if status in {401, 403}:
        return TroubleError(said, f"Check the user's name and {PASSWORD}, and who may write there.")
    if status == _NO_SPACE:
        return TroubleError(said, "Free some space there; what stands there is valid.")
    return _no_dav(said, passing=status in _PASSING)


def _no_dav(said: str, *, passing: bool = False) -> TroubleError:
    remedy = "Check that this is the address of a WebDAV folder that may be written."
    return TroubleError(said, remedy, passing=passing)


@contextmanager
def _translated() -> Iterator[None]:
    import httpx

    try:
        yield
    except httpx.HTTPError as error:
        words = "".join(sign for sign in " ".join(str(error).split()) if sign.isprintable())[:300]
        said = (words or type(error).__name__).rstrip(".") + "."
        remedy = "Check the address and the network, and run it again."
        passing = isinstance(error, httpx.TransportError) and "certificate" not in said.lower()
        raise TroubleError(said, remedy, passing=passing) from error
    except OSError as error:
        raise TroubleError(f"{error.strerror or error}.", "Run it again.") from error
