"""Mail: the letter in a message, without what surrounds a newsletter.

``mime`` finds the letter among a message's parts, ``plain`` reads one without markup,
``furniture`` knows what a newsletter says that is not its story, and ``reader`` ties them together.
"""

from __future__ import annotations

from briefing.read.mail.reader import MailReader

__all__ = ["MailReader"]
