"""The reader of mail (RFC 5322, MIME), newsletters saved or exported as ``.eml``: what it claims.

What it does is in ``letter``, loaded once there is one.
"""

from __future__ import annotations

import re

from briefing.model import Document, Source
from briefing.read.decode import media_type, probe
from briefing.read.reader import NAMED, SENT, SURE

_HEADERS = re.compile(r"(?:From .*\n)?((?:[!-9;-~]{1,70}:(?:.*)\n(?:[ \t].*\n)*)+)(\n|.*\Z)")
_NAME = re.compile(r"^([!-9;-~]+):", re.M)
_OF_MAIL = frozenset(
    "received return-path message-id mime-version dkim-signature delivered-to list-id "
    "list-unsubscribe x-mailer reply-to authentication-results content-type".split()
)
_OF_LETTERS = frozenset("from to date subject".split())


class MailReader:
    """Reads the letter in a mail: its HTML part if there is one, else its plain text."""

    name = "mail"

    def claims(self, source: Source) -> int:
        """Return a claim by header lines such as only mail has, media type or name."""
        if _is_mail(probe(source).lstrip("\ufeff\n")):
            return SURE
        if media_type(source) == "message/rfc822":
            return SENT
        return NAMED if source.origin.lower().endswith(".eml") else 0

    def read(self, source: Source, number: int) -> Document:
        """Return the letter; raises ``SourceError`` when there is none, or it is encrypted.

        A mail that only forwards another is read as that one. What is furniture of newsletters
        is kept silent; attachments are named in a notice and not read.
        """
        from briefing.read.mail.letter import document_of  # other formats need not load it

        return document_of(source, number)


def _is_mail(head: str) -> bool:
    match = _HEADERS.match(head)
    said = {name.lower() for name in _NAME.findall(match[1])} if match else set()
    letters, of_mail = said & _OF_LETTERS, said & _OF_MAIL
    return bool(of_mail and letters) or len(of_mail) > 1 or letters >= {"from", "to", "subject"}
