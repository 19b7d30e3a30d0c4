"""Take: a draft spoken and arranged; for minutes it is measured, mended and spoken again.

    Script -> Utterances -> Clips -> Timeline

How long is long enough, and how it is found, is in :mod:`briefing.fit`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefing._run.events import Step
from briefing.arrange import RATE, arrange
from briefing.draft import Draft, counted, drafted, script_of, summariser, told, understood
from briefing.errors import ScriptError
from briefing.fit import ROUNDS, Length, Pace, closest, reason, tolerance
from briefing.model import (
    Digest,
    Document,
    Line,
    Notice,
    Part,
    Script,
    Segment,
    Source,
    Timeline,
    Utterance,
)
from briefing.sound import Encoding, lines_at
from briefing.speak import Spoken, clip_key, speak
from briefing.summarise import Budget, Summariser, story_cost
from briefing.toolkit import Run
from briefing.units import Milliseconds, format_length
from briefing.voice import Casting, Priced, cast

MINUTES_A_STORY = 3.0
"""Length to aim at when nobody says."""

SAMPLE_WORDS = 60
"""Words spoken to measure a voice: enough for a few percent, few enough to cost nothing."""


CHARACTERS_A_WORD = 6
"""With its blank: what a rate in words a minute counts in."""


@dataclass(frozen=True, slots=True)
class Take:
    """A draft, spoken and arranged."""

    draft: Draft
    casting: Casting
    spoken: Spoken
    timeline: Timeline
    length: Length

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What there is to say of the draft, of its voices and of its length."""
        missed = (Notice("length", self.length.why),) if self.length.why else ()
        return (*self.draft.notices, *self.casting.notices, *missed)


def told_as_asked(run: Run, sources: Sequence[Source]) -> Draft | Take:
    """Return the draft that tells ``sources`` at the length the settings ask for.

    It is a take if it had to be spoken to be that long.
    """
    documents, passed = understood(run, sources)
    budget = counted(run.settings, documents)
    if run.settings.full or budget is not None:
        return drafted(run, documents, budget, passed)
    return _fitted(run, documents, passed)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A script and its length before it is spoken; an ``Attempt`` of :mod:`briefing.fit`."""

    digest: Digest
    script: Script
    length: Milliseconds
    cost: int


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for the script of ``documents`` that is ``asked`` long."""

    run: Run
    documents: tuple[Document, ...]
    condense: Summariser
    asked: Milliseconds

    def attempt(self, pace: Pace, size: int) -> _Measured:
        """Return the script for a budget of ``size`` milliseconds, measured by ``pace``."""
        budget = Budget(size, pace.sentence, pace.head, slack=tolerance(self.asked) // 2)
        digest = told(self.documents, budget, self.condense)
        script = script_of(self.run, self.documents, digest)
        cost = sum(story_cost(story, budget) for story in digest.stories)
        return _Measured(digest, script, pace.estimated(script, self.run.music()), cost)

    def closest(self, pace: Pace) -> _Measured:
        """Return the script whose length comes closest to what was asked."""
        return closest(self.asked, tolerance(self.asked), partial(self.attempt, pace))

    def why(self, pace: Pace, made: Milliseconds) -> str:
        """Return why nothing comes closer than ``made``."""
        if made > self.asked:
            return reason(self.asked, made, least=self.attempt(pace, 0).length)
        held = (sentence.text for one in self.documents for sentence in one.sentences())
        size = sum(pace.sentence(text) + pace.head(text) for text in held)
        return reason(self.asked, made, most=self.attempt(pace, size).length)


def _fitted(run: Run, documents: tuple[Document, ...], passed: tuple[Notice, ...]) -> Take:
    """Return the take that comes closest to the minutes asked for."""
    minutes = run.settings.minutes or MINUTES_A_STORY * len(documents)
    asked = Milliseconds(round(minutes * 60_000))
    search = _Search(run, documents, summariser(run, documents), asked)
    pace = _sampled(run, documents, asked)
    best: Take | None = None
    rounds = 0
    while rounds < ROUNDS and not (best and best.length.met):
        with run.step("summarise") as detail:
            found = search.closest(pace)
            detail.append(f"about {format_length(found.length)}")
            detail.append(f"{len(found.digest.omissions)} sentences left out")
        if best and found.script == best.draft.script:
            break
        rounds += 1
        draft = Draft(documents, found.digest, found.script, passed)
        take = taken(run, draft, asked, rounds)
        pace = pace.learned(tuple(found.script.lines()), take.spoken.clips)
        best = min(best or take, take, key=lambda one: abs(one.length.made - asked))
    assert best is not None
    if best.length.met:
        return best
    why = search.why(pace, best.length.made) if run.settings.minutes else None
    return replace(best, length=replace(best.length, why=why))


def _sampled(run: Run, documents: Sequence[Document], asked: Milliseconds) -> Pace:
    """Return the host's pace, by the first document's own opening: mostly used again."""
    sample: list[Line] = []
    words = 0
    for sentence in documents[0].sentences():
        if words < SAMPLE_WORDS:
            sample.append(Line("host", sentence.text))
            words += len(sentence.text.split())
    script = Script("", documents[0].language, (Segment("", (tuple(sample),)),))
    casting = cast_for(run, script)
    _foresee(run, casting.utterances, asked)
    return Pace().learned(sample, _spoken(run, casting, "summarise").clips)


def _foresee(run: Run, sample: Sequence[Utterance], asked: Milliseconds) -> None:
    """Ask for what an episode of ``asked`` is going to cost, before even a sample is paid for."""
    for utterance in sample[:1]:
        engine = run.company.engine(utterance.engine)
        if isinstance(engine, Priced):
            characters = asked * run.settings.rate * CHARACTERS_A_WORD // 60_000
            spoken = (utterance.spoken + " ") * (characters // (len(utterance.spoken) + 1) + 1)
            run.purse.foresee(engine.name, engine.estimate([replace(utterance, spoken=spoken)]))


# ------------------------------------------------------------------------- to the timeline


def taken(run: Run, draft: Draft, asked: Milliseconds | None = None, rounds: int = 1) -> Take:
    """Return ``draft``, spoken and arranged. Raises ``VoiceError``, ``ScriptError``."""
    with run.step("voice") as detail:
        casting = cast_for(run, draft.script)
        spoken = _spoken(run, casting)
        new = len(spoken.new)
        detail.append(f"{new} clips spoken, {len(spoken.clips) - new} reused")
    with run.step("arrange") as detail:
        timeline = _arranged(run, draft.script, spoken, casting)
        made = timeline.milliseconds(timeline.total)
        detail.append(format_length(made))
    return Take(draft, casting, spoken, timeline, Length(asked, made, rounds))


def cast_for(run: Run, script: Script) -> Casting:
    """Return who speaks ``script``, and what is heard; raises ``VoiceError`` for unknown voices."""
    settings = run.settings
    named = {"host": settings.host, "questioner": settings.questioner, "quote": settings.quote}
    voices = {role: name for role, name in named.items() if name}
    parts = (
        *(replace(part, voice=None) if part.role in voices else part for part in settings.cast),
        *(Part(role, voice=name) for role, name in voices.items()),
    )
    return cast(script, run.company, parts=parts, rate=settings.rate, say=run.say)


def _spoken(run: Run, casting: Casting, step: Step = "voice") -> Spoken:
    _spend(run, casting.utterances)
    spoken = speak(
        casting.utterances,
        run.company,
        store=run.kit.store,
        map_=run.kit.map,
        stall_seconds=run.settings.stall_seconds,
        encoding=_encoding(run, casting),
        gains=casting.gains,
        advance=lambda *how_far: run.advance(step, *how_far),
    )
    run.spoken.update(spoken.new)
    return spoken


def _encoding(run: Run, casting: Casting) -> Encoding | None:
    """Return how lines are encoded at once; where music runs under them, they cannot be."""
    if run.rehearsing or run.settings.bed:
        return None
    return Encoding(RATE, run.settings.bitrate, lines_of(casting, run.settings.loudness))


def lines_of(casting: Casting, loudness: float) -> float:
    """Return the LUFS lines are brought to, so that with their gains the episode has its own."""
    return lines_at(loudness, casting.gains, [len(one.spoken) for one in casting.utterances])


def _spend(run: Run, utterances: Sequence[Utterance]) -> None:
    """Take what speaking costs from the purse, for what is not in the store already."""
    for name in dict.fromkeys(utterance.engine for utterance in utterances):
        engine = run.company.engine(name)
        if isinstance(engine, Priced):
            fingerprint = engine.fingerprint()
            wanted = {clip_key(one, fingerprint): one for one in utterances if one.engine == name}
            new = [one for key, one in wanted.items() if run.kit.store.get(key) is None]
            run.purse.spend(name, engine.estimate(new))


def _arranged(run: Run, script: Script, spoken: Spoken, casting: Casting) -> Timeline:
    music = run.music()
    timeline = arrange(
        script,
        spoken.clips,
        [f"{one.engine}:{one.voice}" for one in casting.utterances],
        gains=casting.gains,
        spoken=[one.spoken for one in casting.utterances],
        stings=music,
        bed=music.get("bed"),
    )
    if not timeline.placements:
        raise ScriptError(
            "Nothing in this script can be spoken.",
            where=script.title,
            remedy="Give a source with sentences in it.",
        )
    return timeline
