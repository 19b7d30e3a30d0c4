"""Why a page cannot be had, each in one sentence with what to do about it."""

from __future__ import annotations

from briefing.read.fetch._address import shown

_SAVE = "Open it in a browser, save the page, and give that file."
_LATER = "Try again later."
_CHECK = "Check the address."

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that a second request may well not meet (RFC 9110; 425 in RFC 8470, 429 in RFC 6585)."""


class RefusedError(Exception):
    """A page that cannot be had. It becomes a ``SourceError`` at the edge of this package."""

    def __init__(
        self, what: str, remedy: str, *, passing: bool = False, wait: float | None = None
    ) -> None:
        """Keep the facts; ``passing`` trouble is worth another try, after ``wait`` seconds."""
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.passing = passing
        self.wait = wait


# ----------------------------------------------------------------------- before the answer


def not_an_address() -> RefusedError:
    """Return the refusal of what cannot be read as an address."""
    return RefusedError("This is not a web address that can be read.", _CHECK)


def with_password() -> RefusedError:
    """Return the refusal of an address that carries a user's name or password."""
    return RefusedError(
        "A name or password in an address is not sent: the address would end up in the episode.",
        _SAVE,
    )


def unknown_host(host: str, *, passing: bool) -> RefusedError:
    """Return the refusal for a name that has no address, or none just now."""
    if passing:
        return RefusedError(
            f"The name {shown(host)} could not be looked up.",
            "Check the connection to the internet, and try again.",
            passing=True,
        )
    return RefusedError(
        f"There is no host called {shown(host)}.",
        "Check its spelling, and the connection to the internet.",
    )


def private_host(host: str, address: str) -> RefusedError:
    """Return the refusal of a name that leads to ``address``, which is not on the internet."""
    return RefusedError(
        f"{shown(host)} is not on the public internet: its address is {shown(address)}.",
        "If you trust that machine, allow it with --private-addresses.",
    )


def unreachable(host: str, reason: str) -> RefusedError:
    """Return the refusal for a host that cannot be connected to."""
    return RefusedError(
        f"{shown(host)} cannot be reached: {shown(reason)}.",
        "Check the address and the connection; a proxy is not used.",
        passing=True,
    )


def untrusted(host: str, reason: str) -> RefusedError:
    """Return the refusal for a host whose certificate is not believed."""
    return RefusedError(
        f"The certificate of {shown(host)} is not trusted: {shown(reason)}.",
        "If your network has a certificate authority of its own, name its file in SSL_CERT_FILE; "
        "if not, this may not be the host it says it is.",
    )


def unencrypted(host: str, reason: str) -> RefusedError:
    """Return the refusal for a host that encryption cannot be agreed with."""
    return RefusedError(
        f"{shown(host)} and briefing cannot agree on encryption: {shown(reason)}.",
        f"Check whether the address begins with http:// instead. {_SAVE}",
    )


def too_slow(seconds: float, phase: str) -> RefusedError:
    """Return the refusal for a wait of ``seconds`` that brought nothing while ``phase`` went on."""
    return RefusedError(
        f"Nothing came for {round(seconds, 1):g} seconds while {phase}.",
        f"{_LATER} Or: {_SAVE}",
        passing=True,
    )


def over_time(seconds: float, phase: str) -> RefusedError:
    """Return the refusal for a page that took ``seconds`` in all and was not there yet."""
    return RefusedError(
        f"It took longer than {seconds:g} seconds in all; the last of them went by {phase}.",
        f"{_LATER} Or: {_SAVE}",
    )


# ------------------------------------------------------------------------------ redirects


def other_scheme(target: str) -> RefusedError:
    """Return the refusal of a redirect to anything but http and https."""
    return RefusedError(
        f"It redirects to {shown(target)}, and only http and https are followed.", _SAVE
    )


def bad_redirect(target: str) -> RefusedError:
    """Return the refusal of a redirect that names no address, or one with a password."""
    named = f" that can be followed: {shown(target)}" if target else ""
    return RefusedError(f"It redirects, but to no address{named}.", _SAVE)


def in_a_circle(target: str) -> RefusedError:
    """Return the refusal of redirects that come back to where they were."""
    return RefusedError(f"It redirects in a circle: {shown(target)} comes again.", _SAVE)


def too_many_redirects(most: int) -> RefusedError:
    """Return the refusal of a chain of redirects without an end in sight."""
    return RefusedError(
        f"It redirects more than {most} times.", f"Give the last address. Or: {_SAVE}"
    )


# ----------------------------------------------------------------------------- the answer


def status(code: int, wait: float | None) -> RefusedError:
    """Return the refusal for an answer of this status, which is no page.

    ``wait`` is how many seconds the server asked to be left alone, if it did.
    """
    what, remedy = _STATUSES.get(code) or _other_status(code)
    if code in PASSING and wait:
        remedy = f"It asks to be left alone for {wait:.0f} seconds; try again then."
    return RefusedError(f"{what} (status {code}).", remedy, passing=code in PASSING, wait=wait)


_STATUSES = {
    202: ("The server sent no page, only that it took note", f"{_LATER} Or: {_SAVE}"),
    204: ("The server says that there is nothing there", _CHECK),
    205: ("The server says that there is nothing there", _CHECK),
    304: ("The server says that nothing has changed, but it was not asked that", _SAVE),
    401: ("This page is only for those who log in", _SAVE),
    402: ("This page is only for those who pay", _SAVE),
    403: ("The server does not let briefing have this page", _SAVE),
    404: ("There is no such page", _CHECK),
    408: ("The server gave up waiting", _LATER),
    410: ("This page has been taken away for good", "Give another address or a saved copy."),
    429: ("The server has been asked too often", _LATER),
    451: ("This page is withheld for legal reasons", "Give a saved copy, if you may have one."),
}


def _other_status(code: int) -> tuple[str, str]:
    if code >= 500:
        return "The server is in trouble", f"{_LATER} Or: {_SAVE}"
    if code >= 400:
        return "The server refuses the request", f"{_CHECK} Or: {_SAVE}"
    return "The server sent no page", _SAVE


def nothing_sent() -> RefusedError:
    """Return the refusal for a page of no bytes."""
    return RefusedError("The server sent an empty page.", f"{_CHECK} Or: {_SAVE}")


def too_large(largest: int) -> RefusedError:
    """Return the refusal for a page of more bytes than ``largest``, as sent or unpacked."""
    size = f"{largest / 1024**2:.0f} MB" if largest >= 1024**2 else f"{largest} bytes"
    return RefusedError(f"This is larger than {size}.", "Give the article's own page or a file.")


def hung_up() -> RefusedError:
    """Return the refusal for a server that closes the connection instead of answering."""
    return RefusedError(
        "The server hung up without an answer.", f"{_LATER} Or: {_SAVE}", passing=True
    )


def not_http() -> RefusedError:
    """Return the refusal for an answer that is not HTTP."""
    return RefusedError(
        "What answers there does not speak HTTP.", "Check the address and its port."
    )


def cut_short() -> RefusedError:
    """Return the refusal for a page whose end is missing or whose frames are broken."""
    return RefusedError(
        "The page was cut short on its way.",
        "Try again; or save the page in a browser.",
        passing=True,
    )


def damaged() -> RefusedError:
    """Return the refusal for a page that does not unpack."""
    return RefusedError("The page arrived damaged: it does not unpack.", _SAVE)


def unknown_packing(encoding: str) -> RefusedError:
    """Return the refusal for a compression that was not asked for."""
    return RefusedError(f"The page is packed in a way not asked for: {shown(encoding)!r}.", _SAVE)
