"""Sources: what there is to read, before anything is understood of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a source beside its text. ``None`` where nobody says."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    """ISO 8601 date or date-time."""
    updated: str | None = None
    language: str | None = None
    link: str | None = None
    publisher: str | None = None
    image: str | None = None

    def over(self, other: Facts) -> Facts:
        """Return these facts, filled up from ``other`` where they say nothing."""
        missing = {
            fact.name: getattr(other, fact.name)
            for fact in fields(self)
            if getattr(self, fact.name) is None
        }
        return replace(self, **missing)


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: where it came from, what it claims to be, and its bytes."""

    origin: str
    """A path, a URL, or ``-`` for standard input; for people, and for the extension."""
    body: bytes
    media_type: str | None = None
    """What the sender said it is; ``None`` when nobody said."""
    modified: int | None = None
    """Seconds since the epoch when the source last changed, if that is known."""
    facts: Facts = Facts()
    """What the sender said of it, such as the feed an article came in; its own text wins."""
    within: str | None = None
    """The folder, pattern, feed or list it was found in; ``None`` when a person named it."""
