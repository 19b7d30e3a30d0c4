"""A mail taken apart: which of its parts is the letter, and what else came with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from typing import Any, TypeAlias

from briefing.errors import SourceError
from briefing.model import Source
from briefing.read.checked import line

LARGEST = 30 * 1024 * 1024
"""Bytes; what mail servers let pass, attachments and all, seldom is more."""

MOST_LINES = 600_000
"""As many has a mail of that size; the standard library keeps each line by itself."""

MOST_PARTS = 1_000
DEEPEST = 30
"""Levels of parts within parts, forwarded mails counted."""

_LONGEST_HEADER = 2_000

Mail: TypeAlias = "Message[Any, Any]"


@dataclass(slots=True)
class Letter:
    """What a mail holds: the texts to be read, mails within it, and the rest by name."""

    texts: list[Mail] = field(default_factory=list)
    """Parts of type ``text/html`` or ``text/plain``, in order; of alternatives the best."""
    mails: list[Mail] = field(default_factory=list)
    """Mails that came with it as such, forwarded or attached."""
    attached: list[str] = field(default_factory=list)
    """Names of attachments, or their types."""
    locked: list[str] = field(default_factory=list)
    """Why parts cannot be opened: "encrypted", or "sealed in its signature"."""

    @property
    def is_rich(self) -> bool:
        """Whether one of the texts is HTML."""
        return any(kind_of(part) == "text/html" for part in self.texts)

    def add(self, other: Letter) -> None:
        """Add what another holds."""
        self.texts += other.texts
        self.mails += other.mails
        self.attached += other.attached
        self.locked += other.locked


def opened(source: Source) -> Mail:
    """Return the message that ``source`` is; raises ``SourceError`` when it cannot be taken apart.

    Mailboxes of several messages are refused, too.
    """
    if len(source.body) > LARGEST:
        raise _refused(source, "This mail is larger than 30 MB.", "Give its text alone.")
    if source.body.count(b"\n") + source.body.count(b"\r") > 2 * MOST_LINES:
        raise _refused(source, f"It has more than {MOST_LINES} lines.", "Give its text alone.")
    body = source.body.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if body.startswith(b"From ") and _is_mbox(body):
        raise _refused(
            source,
            "This is a mailbox (mbox) of several mails, which is not read.",
            "Save the mail that is to be read by itself, as an .eml file.",
        )
    try:
        return message_from_bytes(body)
    except RecursionError as error:
        raise _refused(source, "Its parts are nested endlessly.", "Do not trust it.") from error


def _is_mbox(body: bytes) -> bool:
    return any(
        before.endswith((b"\n", b"\n\r"))
        for before in body.replace(b"\r\n", b"\n").split(b"\nFrom ")[:-1]
    )


def _refused(source: Source, what: str, remedy: str) -> SourceError:
    return SourceError(what, where=source.origin, remedy=remedy)


def kind_of(part: Mail) -> str:
    """Return the media type of a part, lower case."""
    return part.get_content_type()


def letter_of(message: Mail) -> Letter:
    """Return what ``message`` holds. What is beyond the limits is left out as attached."""
    return _Opening().of(message, 0)


class _Opening:
    """Counts the parts it opens; lives for one call of :func:`letter_of`."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, part: Mail, depth: int) -> Letter:
        """Return what ``part`` holds, ``depth`` levels below the mail."""
        self.count += 1
        if self.count > MOST_PARTS or depth > DEEPEST:
            return Letter(attached=["parts too many or too deep"])
        if why := _lock(part):
            return Letter(locked=[why])
        if kind_of(part) == "message/rfc822":
            return Letter(mails=list(_within(part)))
        return self._several(kind_of(part), part, depth) if part.is_multipart() else _alone(part)

    def _several(self, kind: str, part: Mail, depth: int) -> Letter:
        letters = [self.of(inner, depth + 1) for inner in _within(part)]
        found = Letter()
        if kind == "multipart/alternative":
            rich = [letter for letter in letters if letter.is_rich]
            told = [letter for letter in letters if letter.texts]
            chosen = (rich or told)[-1:]
            for letter in chosen or letters:
                found.add(letter)
            return found
        if kind == "multipart/related":  # the first is the text, the others are its pictures
            found.add(next((letter for letter in letters if letter.texts), Letter()))
            found.mails += [mail for letter in letters for mail in letter.mails]
            found.locked += [why for letter in letters for why in letter.locked]
            return found
        for letter in letters:
            found.add(letter)
        return found


_READ = frozenset({"text/html", "text/plain"})
_SIGNATURES = frozenset(f"application/{name}-signature" for name in ("pgp", "pkcs7", "x-pkcs7"))
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


def _alone(part: Mail) -> Letter:
    kind = kind_of(part)
    if kind in _SIGNATURES:
        return Letter()
    is_text = kind in _READ or kind.startswith("multipart/")  # several in name, of one piece
    if part.get_content_disposition() == "attachment" or not is_text:
        return Letter(attached=[name_of(part)])
    return Letter(texts=[part])


def _lock(part: Mail) -> str | None:
    """Return why a part cannot be opened; ``None`` when it can."""
    if kind_of(part) == "multipart/encrypted" or _is_sealed(part, "enveloped-data"):
        return "encrypted"
    return "sealed in its signature" if _is_sealed(part, "") else None


def _is_sealed(part: Mail, how: str) -> bool:
    return kind_of(part) in _SEALED and how in str(part.get_param("smime-type") or how).lower()


def _within(part: Mail) -> Iterator[Mail]:
    inner = part.get_payload()
    if isinstance(inner, list):
        yield from (each for each in inner[: MOST_PARTS + 1] if isinstance(each, Message))


def name_of(part: Mail) -> str:
    """Return the name of an attachment, or its media type; one clean line."""
    try:
        name = part.get_filename()
    except (MessageError, ValueError, LookupError, TypeError):  # a name encoded in no known way
        name = None
    return line(unfolded(name), 120) or kind_of(part)


# -------------------------------------------------------------------------------- headers


def header(message: Mail, name: str) -> str | None:
    """Return a header as one clean line, its encoded words read; ``None`` when there is none."""
    wanted = name.lower()
    for key, value in message.raw_items():
        if key.lower() == wanted:
            return line(unfolded(str(value)), _LONGEST_HEADER)
    return None


def unfolded(text: str | None) -> str | None:
    """Return a header's value with its encoded words (RFC 2047) and 8-bit letters read."""
    if text is None:
        return None
    text = _eight_bit(text[:_LONGEST_HEADER])
    try:
        pieces = decode_header(text)
    except MessageError:  # base64 that is none: as it stands, then
        return text
    return "".join(_piece(piece, charset) for piece, charset in pieces)


def _eight_bit(text: str) -> str:
    """Return ``text`` with bytes that were no ASCII read as UTF-8, or else as Windows' Latin."""
    raw = text.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        # what stands beside encoded words comes back from ``decode_header`` escaped
        return piece.decode(charset, "replace") if charset else piece.decode("raw-unicode-escape")
    except (LookupError, UnicodeError):  # a charset nobody knows, or bytes in none
        return piece.decode("cp1252", "replace")
