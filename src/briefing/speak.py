"""Speak: utterances become clips in the store, each spoken once, in any number of workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing._run.store import ClipStore, key_of
from briefing._run.workers import Map, WorkerLostError
from briefing.errors import VoiceError
from briefing.model import Clip, Utterance
from briefing.sound import SOUND_VERSION, clip_of
from briefing.voice import Company, Engine, Setup, open_engine


@dataclass(frozen=True, slots=True)
class SpeakJob:
    """One utterance to be spoken into the store: all a worker needs to know."""

    utterance: Utterance
    key: str
    store: ClipStore
    setup: Setup


@dataclass(frozen=True, slots=True)
class Spoken:
    """The clips of some utterances, in their order, and the keys of those newly spoken for it."""

    clips: tuple[Clip, ...]
    new: frozenset[str]


def speak(
    utterances: Sequence[Utterance],
    company: Company,
    *,
    store: ClipStore,
    map_: Map,
    stall_seconds: float,
    advance: Callable[[int, int, int], None],
) -> Spoken:
    """Return the clips of ``utterances``, speaking those the store does not hold.

    ``advance`` is told how many clips are there, of how many, and how many of these were reused.
    Raises ``VoiceError`` with the text that could not be spoken and the engine that could not.
    """
    keys = [clip_key(one, company.engine(one.engine).fingerprint()) for one in utterances]
    wanted = dict(zip(keys, utterances, strict=True))
    clips = {key: clip for key in wanted if (clip := store.get(key))}
    reused = len(clips)
    setups = {name: company.setup(name) for name in {one.engine for one in utterances}}
    jobs = [
        SpeakJob(wanted[key], key, store, setups[wanted[key].engine])
        for key in wanted
        if key not in clips
    ]
    advance(reused, len(wanted), reused)
    try:
        for clip in map_(speak_one, jobs, limit=stall_seconds):
            clips[clip.key] = clip
            advance(len(clips), len(wanted), reused)
    except WorkerLostError as error:
        raise _unspeakable(error) from error
    return Spoken(tuple(clips[key] for key in keys), frozenset(job.key for job in jobs))


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
"""The engines of this worker process: opening one costs more than speaking a sentence."""


def speak_one(job: SpeakJob) -> Clip:
    """Speak one utterance into the store and return its clip. Runs in a worker."""
    name = job.utterance.engine
    if name not in _engines:
        _engines[name] = open_engine(job.setup)
    try:
        speech = _engines[name].speak(job.utterance)
    except VoiceError as error:
        error.engine = name
        raise
    wav, clip = clip_of(speech, job.key)
    job.store.put(wav, clip)
    return clip


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
