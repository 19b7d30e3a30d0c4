"""The summariser a person names with ``--summariser llm``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from urllib.parse import urlsplit

from briefing.errors import UsageError
from briefing.model import Address, Document, Notice, Statement, Story
from briefing.settings import Settings
from briefing.summarise.budget import Budget
from briefing.summarise.extractive import ExtractiveSummariser
from briefing.summarise.llm.asking import Asking
from briefing.summarise.llm.limits import Limits, estimate
from briefing.summarise.llm.stretch import stretches
from briefing.summarise.llm.telling import Share, told
from briefing.summarise.story import story_cost
from briefing.summarise.summariser import Workplace
from briefing.summarise.words import count_words

CODE = "llm"
"""The code of this summariser's notices."""

_LONGEST_PLACE = 80


class LlmSummariser:
    """Has a language model condense each section, and tells of it what the source bears out.

    What goes to a section, and whether anything does, the extractive summary of the same budget
    decides; it also stands in wherever an answer is late, malformed or not to be believed, and the
    story's notices say so. Quotations and tables are told as they stand or not at all.
    """

    name = "llm"

    def __init__(self, asking: Asking | None = None) -> None:
        """Ask by ``asking``; :meth:`equipped` makes it."""
        self._asking = asking
        self._extractive = ExtractiveSummariser()

    def equipped(self, workplace: Workplace, documents: Sequence[Document]) -> LlmSummariser:
        """Return a summariser that asks the model that the settings name.

        Nothing is sent yet. Says by ``workplace.tell`` what ``documents`` can take at most.
        Raises ``UsageError`` when no model is named, the extra is not installed, or tokens or cost
        could exceed what is allowed.
        """
        settings = workplace.settings
        if not settings.llm_model:
            raise UsageError(
                "The summariser llm needs the name of a model.",
                remedy="Give it with --llm-model, as the server calls it.",
            )
        if find_spec("jsonschema") is None:
            raise UsageError(
                "The summariser llm is not installed.",
                remedy='Run: pip install "briefing[llm]"',
            )
        limits = Limits.of(settings)
        expected = estimate(documents)
        limits.check(expected)
        workplace.tell(limits.announcement(settings.llm_model, expected))
        return LlmSummariser(_asking(workplace, settings.llm_model, limits))

    def summarise(self, document: Document, budget: Budget) -> Story:
        """Return the story of ``document`` within ``budget``, in the model's words where it can be.

        Raises ``UsageError`` when it was not equipped, or the server cannot be reached at all or
        does not know the key or the model.
        """
        if self._asking is None:
            raise UsageError(
                "The summariser llm was given no server to ask.",
                remedy="Choose --summariser extractive, or equip it with a workplace first.",
            )
        base = self._extractive.summarise(document, budget)
        if story_cost(base, budget) > budget.size:
            return base  # as small as can be: there is nothing to shorten by
        shares, notices = self._answered(self._asking, document, base)
        story, unmet = told(base, budget, shares)
        notices += [_notice(why, share) for share, why in unmet]
        return replace(story, notices=(*base.notices, *dict.fromkeys(notices)))

    def _answered(
        self, asking: Asking, document: Document, base: Story
    ) -> tuple[list[Share], list[Notice]]:
        shares: list[Share] = []
        notices: list[Notice] = []
        for share in _shares(document, base):
            words = sum(count_words(statement.text) for statement in share.extract)
            answered = asking.about(share.stretch, words)
            instead = (one for one in share.extract if answered.doubted.issuperset(one.sources))
            said = (*answered.statements, *instead)
            shares.append(replace(share, said=said, doubted=answered.doubted))
            if answered.general:
                notices.append(Notice(CODE, f"{_sentence(answered.failed)} {_REST}"))
            elif answered.failed:
                notices.append(_notice(answered.failed, share))
            elif answered.doubt:
                notices.append(_notice(answered.doubt, share, _NOT_IT))
        return shares, notices


_HERE = "The source's own sentences are told here."
_NOT_IT = "That one is not told."
_REST = "What was not answered is told in the source's own sentences."


def _shares(document: Document, base: Story) -> list[Share]:
    """Return the stretches of which the extractive summary tells something but not all."""
    by_source: dict[Address, Statement] = {
        statement.sources[0]: statement
        for passage in base.passages()
        for statement in passage.statements
    }
    shares = []
    for stretch in stretches(document):
        addresses = [sentence.address for sentence in stretch.sentences]
        extract = tuple(by_source[address] for address in addresses if address in by_source)
        if 0 < len(extract) < len(addresses):
            shares.append(Share(stretch, extract))
    return shares


def _notice(why: str, share: Share, instead: str = _HERE) -> Notice:
    place = share.stretch.place
    shown = place if len(place) <= _LONGEST_PLACE else place[:_LONGEST_PLACE] + "…"
    return Notice(CODE, f"{_sentence(why)} {instead}", where=shown)


def _sentence(why: str | None) -> str:
    why = why or ""
    return f"{why[:1].upper()}{why[1:]}."


# --------------------------------------------------------------------------- the server


def _asking(workplace: Workplace, model: str, limits: Limits) -> Asking:
    from briefing.summarise.llm.chat import Chat
    from briefing.summarise.llm.kept import KeptAnswers
    from briefing.summarise.llm.wire import Wire

    settings = workplace.settings
    wire = Wire(_endpoint(settings), _key(settings.llm_url, workplace.environment))
    kept = KeptAnswers(workplace.cache / "llm" if workplace.cache else None)
    chat = Chat(wire, model, settings.llm_timeout)
    return Asking(chat, model, limits, kept, workplace.unsupported)


def _endpoint(settings: Settings) -> str:
    """Return the address questions are sent to; raises ``UsageError`` for one with a password."""
    parts = urlsplit(settings.llm_url)
    if "@" in parts.netloc:
        raise UsageError(
            "A name or password in the address of the language model is not sent.",
            remedy="Put the key into BRIEFING_LLM_KEY in the environment.",
        )
    return parts._replace(path=f"{parts.path.rstrip('/')}/chat/completions").geturl()


def _key(url: str, environment: Mapping[str, str]) -> str | None:
    """Return the key to send to ``url``, if there is one.

    OPENAI_API_KEY is there for others: it goes to no server that could be listened in on.
    """
    key = environment.get("BRIEFING_LLM_KEY", "").strip()
    if not key and _private(url):
        key = environment.get("OPENAI_API_KEY", "").strip()
    if key and not (key.isascii() and key.isprintable()):
        raise UsageError(
            "The key of the language model holds signs that no key holds.",
            remedy="Set BRIEFING_LLM_KEY in the environment again.",
        )
    return key or None


def _private(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in {"127.0.0.1", "localhost", "::1"}
