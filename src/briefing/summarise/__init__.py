"""Summarise: from documents to a digest of the length that was asked for.

>>> digest = summarise(documents, Budget.of_words(300), "extractive")  # doctest: +SKIP

Names are imported when they are first used: a summariser alone needs few of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.called import callable_package, imported_when_used

if TYPE_CHECKING:
    from briefing.summarise.budget import Budget
    from briefing.summarise.digest import budget_for, held, ready, summarise, summariser_called
    from briefing.summarise.story import story_cost, whole
    from briefing.summarise.summariser import Equipped, Summariser, Workplace
    from briefing.summarise.words import count_words

__all__ = [
    "Budget",
    "Equipped",
    "Summariser",
    "Workplace",
    "budget_for",
    "count_words",
    "held",
    "ready",
    "story_cost",
    "summarise",
    "summariser_called",
    "whole",
]

callable_package(__name__)

if not TYPE_CHECKING:
    __getattr__ = imported_when_used(
        __name__,
        {
            "Budget": "budget",
            "Equipped": "summariser",
            "Summariser": "summariser",
            "Workplace": "summariser",
            "budget_for": "digest",
            "count_words": "words",
            "held": "digest",
            "ready": "digest",
            "story_cost": "story",
            "summarise": "digest",
            "summariser_called": "digest",
            "whole": "story",
        },
    )
