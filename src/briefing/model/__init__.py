"""The nouns: every value that crosses a border between two steps.

All are frozen and hold tuples, so a step can only take one value and return the next::

    Source -> Document -> Digest -> Script -> Utterance -> Clip -> Timeline -> Master -> Episode

Each module holds those of one stretch of the line; a name is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.called import imported_when_used

if TYPE_CHECKING:
    from briefing.model.digest import (
        Digest,
        DigestQuestion,
        DigestSection,
        Omission,
        Passage,
        Statement,
        Story,
    )
    from briefing.model.document import (
        NOT_FOR_THE_EAR,
        Address,
        Block,
        BlockKind,
        Document,
        Notice,
        Question,
        Section,
        Sentence,
    )
    from briefing.model.episode import (
        Enclosure,
        Episode,
        EpisodeChapter,
        Person,
        Show,
        Soundbite,
    )
    from briefing.model.script import (
        ROLES,
        STINGS,
        Beat,
        Credit,
        Line,
        Part,
        Pause,
        Script,
        Segment,
        Sting,
    )
    from briefing.model.sound import (
        Bed,
        Chapter,
        Clip,
        Cue,
        Master,
        Placement,
        Pronunciation,
        Speech,
        Tags,
        Timeline,
        Utterance,
        Voice,
        WordMark,
    )
    from briefing.model.source import Facts, Source

__all__ = [
    "NOT_FOR_THE_EAR",
    "ROLES",
    "STINGS",
    "Address",
    "Beat",
    "Bed",
    "Block",
    "BlockKind",
    "Chapter",
    "Clip",
    "Credit",
    "Cue",
    "Digest",
    "DigestQuestion",
    "DigestSection",
    "Document",
    "Enclosure",
    "Episode",
    "EpisodeChapter",
    "Facts",
    "Line",
    "Master",
    "Notice",
    "Omission",
    "Part",
    "Passage",
    "Pause",
    "Person",
    "Placement",
    "Pronunciation",
    "Question",
    "Script",
    "Section",
    "Segment",
    "Sentence",
    "Show",
    "Soundbite",
    "Source",
    "Speech",
    "Statement",
    "Sting",
    "Story",
    "Tags",
    "Timeline",
    "Utterance",
    "Voice",
    "WordMark",
]

if not TYPE_CHECKING:
    __getattr__ = imported_when_used(
        __name__,
        {
            "Address": "document",
            "Beat": "script",
            "Bed": "sound",
            "Block": "document",
            "BlockKind": "document",
            "Chapter": "sound",
            "Clip": "sound",
            "Credit": "script",
            "Cue": "sound",
            "Digest": "digest",
            "DigestQuestion": "digest",
            "DigestSection": "digest",
            "Document": "document",
            "Enclosure": "episode",
            "Episode": "episode",
            "EpisodeChapter": "episode",
            "Facts": "source",
            "Line": "script",
            "Master": "sound",
            "NOT_FOR_THE_EAR": "document",
            "Notice": "document",
            "Omission": "digest",
            "Part": "script",
            "Passage": "digest",
            "Pause": "script",
            "Person": "episode",
            "Placement": "sound",
            "Pronunciation": "sound",
            "Question": "document",
            "ROLES": "script",
            "STINGS": "script",
            "Script": "script",
            "Section": "document",
            "Segment": "script",
            "Sentence": "document",
            "Show": "episode",
            "Soundbite": "episode",
            "Source": "source",
            "Speech": "sound",
            "Statement": "digest",
            "Sting": "script",
            "Story": "digest",
            "Tags": "sound",
            "Timeline": "sound",
            "Utterance": "sound",
            "Voice": "sound",
            "WordMark": "sound",
        },
    )
