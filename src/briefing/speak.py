"""Speak: utterances become clips in the store, each spoken once, in any number of workers.

A worker encodes what it has just spoken, so the encoder runs from the first clip on, and what is
left to do in the end is to put pieces together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from briefing._run.store import ClipStore, key_of
from briefing._run.workers import Map, WorkerLostError
from briefing.errors import VoiceError
from briefing.model import Clip, Utterance
from briefing.sound import SOUND_VERSION, Encoding, clip_of, encode, line_job, rehearse
from briefing.units import Milliseconds, milliseconds_of
from briefing.voice import Company, Engine, Patient, Setup, open_engine


@dataclass(frozen=True, slots=True)
class SpeakJob:
    """One utterance to be spoken into the store: all a worker needs to know."""

    utterance: Utterance
    key: str
    store: ClipStore
    setup: Setup
    encoding: Encoding | None = None
    gain: float = 0.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """The clips of some utterances, in their order, and the keys of those newly spoken for it."""

    clips: tuple[Clip, ...]
    new: frozenset[str]


def speak(  # noqa: PLR0913 (what is spoken, by whom, into what, how: each named by the caller)
    utterances: Sequence[Utterance],
    company: Company,
    *,
    store: ClipStore,
    map_: Map,
    stall_seconds: float,
    advance: Callable[[int, int, int, Milliseconds], None],
    encoding: Encoding | None = None,
    gains: Sequence[float] = (),
) -> Spoken:
    """Return the clips of ``utterances``, speaking those the store does not hold.

    With ``encoding`` each clip newly spoken is also encoded into the store, as the piece of the
    episode it will be with the ``gains`` of the utterances, in decibels. ``advance`` is told how
    many clips are there, of how many, how many of these were reused, and how long they are.

    Raises ``VoiceError`` with the text that could not be spoken and the engine that could not.
    """
    fingerprint = cache(lambda name: company.engine(name).fingerprint())
    keys = [clip_key(one, fingerprint(one.engine)) for one in utterances]
    wanted = dict(zip(keys, utterances, strict=True))
    louder = dict(zip(keys, gains, strict=True)) if gains else {}
    clips = {key: clip for key in wanted if (clip := store.get(key))}
    reused = len(clips)
    setup = cache(company.setup)
    jobs = [
        SpeakJob(one, key, store, setup(one.engine), encoding, louder.get(key, 0.0))
        for key, one in wanted.items()
        if key not in clips
    ]
    patience = [_patience(company.engine(name)) for name in {one.engine for one in utterances}]
    length = sum(map(_length, clips.values()))
    advance(reused, len(wanted), reused, Milliseconds(length))
    try:
        for clip in map_(speak_one, jobs, limit=max(stall_seconds, *patience)):
            clips[clip.key] = clip
            length += _length(clip)
            advance(len(clips), len(wanted), reused, Milliseconds(length))
    except WorkerLostError as error:
        raise _unspeakable(error) from error
    return Spoken(tuple(clips[key] for key in keys), frozenset(job.key for job in jobs))


def _length(clip: Clip) -> int:
    return milliseconds_of(clip.frames, clip.rate)


def _patience(engine: Engine) -> float:
    return engine.patience if isinstance(engine, Patient) else 0.0


def clip_key(utterance: Utterance, fingerprint: str) -> str:
    """Return the key of an utterance's clip: of all that decides how it sounds."""
    return key_of(
        fingerprint,
        SOUND_VERSION,
        utterance.engine,
        utterance.voice,
        utterance.rate,
        utterance.pitch,
        utterance.language,
        utterance.spoken,
        [(one.offset, one.length, one.ipa) for one in utterance.pronunciations],
    )


_engines: dict[str, Engine] = {}
"""The engines of this worker process by what they were made from: opening one costs more than
speaking a sentence."""


def speak_one(job: SpeakJob) -> Clip:
    """Speak one utterance into the store, encode it, and return its clip. Runs in a worker."""
    made_from = repr(job.setup)
    if made_from not in _engines:
        _engines[made_from] = open_engine(job.setup)
    try:
        speech = _engines[made_from].speak(job.utterance)
    except VoiceError as error:
        error.engine = job.utterance.engine
        raise
    wav, clip = clip_of(speech, job.key)
    job.store.put(wav, clip)
    if job.encoding is not None and clip.frames:
        encode(line_job(clip, job.encoding, job.store, job.gain))
    return clip


def ready() -> None:
    """Rehearse a line, so that the first finds all it takes. Runs in a worker that has none yet."""
    from briefing.voice.pyttsx3 import Pyttsx3Engine  # what most lines are spoken with

    Pyttsx3Engine().status()
    rehearse()


def _unspeakable(error: WorkerLostError) -> VoiceError:
    job = error.job
    assert isinstance(job, SpeakJob)
    unspeakable = VoiceError(
        f"This could not be spoken, twice: {error.reason}. The text: {job.utterance.spoken!r}",
        where=f"{job.utterance.engine}, {job.utterance.voice}",
        remedy="Change the sentence in the script, or choose another voice or engine.",
    )
    unspeakable.engine = job.utterance.engine
    return unspeakable
