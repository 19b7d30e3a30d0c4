"""The toolkit: what the recipe is handed instead of a clock and a logger; and a run of it.

The recipe touches none of them itself, so a test can hand it others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing._run.confined import Confine, unconfined
from briefing._run.events import Observe, Step, StepAdvanced, StepEnded, StepNoted, StepStarted
from briefing._run.events import ignore as _ignore
from briefing._run.store import ClipStore
from briefing._run.workers import Map
from briefing.errors import UsageError
from briefing.model import STINGS, Clip
from briefing.settings import Settings
from briefing.units import Milliseconds
from briefing.voice import Company, Purse, Setup, SpokenForm, company, plainly_spoken

if TYPE_CHECKING:
    from briefing.sound.music import Tune


def _unasked(question: str) -> bool:
    del question
    return False


@dataclass(frozen=True, slots=True)
class Kit:
    """What the recipe is handed."""

    store: ClipStore
    map: Map
    clock: Callable[[], float]
    confine: Confine = unconfined
    """Reads what is large or of a risky format; see :mod:`briefing.understand`."""
    observe: Observe = _ignore
    epoch: int | None = None
    """SOURCE_DATE_EPOCH, if the environment sets it."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Where keys to servers are; only a summariser or an engine that needs one looks."""
    cache: Path | None = None
    """A folder for what may be kept between runs beside clips; ``None`` keeps nothing."""
    voices: Path | None = None
    """The folder of installed voices."""
    shared: Path | None = None
    """A folder, perhaps not there yet, for locks that all workers of this machine see."""
    consent: Callable[[str], bool] = _unasked
    """Asks a person whether to go on; whoever cannot be asked says no."""


@dataclass(frozen=True, slots=True)
class Run:
    """What every part of the recipe needs, and what they tell the observer."""

    settings: Settings
    kit: Kit
    company: Company
    purse: Purse
    say: SpokenForm
    music: Callable[[], Mapping[str, Clip]] = dict
    """Returns the stings and the bed that are played, by name, making them when first asked."""
    rehearsing: bool = False
    """Whether only a script is wanted: what is spoken is measured, and no episode made of it."""
    seconds: dict[str, float] = field(default_factory=dict)
    spoken: set[str] = field(default_factory=set)
    """Keys of the clips this run had to speak, the sample for the voice's rate included."""

    @contextmanager
    def step(self, name: Step) -> Iterator[list[str]]:
        """Time a step; what the block appends to the list says what the step gave."""
        detail: list[str] = []
        self.kit.observe(StepStarted(name))
        begun = self.kit.clock()
        yield detail
        took = self.kit.clock() - begun
        self.seconds[name] = round(self.seconds.get(name, 0.0) + took, 4)
        self.kit.observe(StepEnded(name, took, ", ".join(detail)))

    def advance(self, name: Step, done: int, total: int, reused: int = 0, audio: int = 0) -> None:
        """Tell the observer how far a step has come; ``audio`` is in milliseconds."""
        self.kit.observe(StepAdvanced(name, done, total, reused, Milliseconds(audio)))

    def note(self, name: Step, text: str) -> None:
        """Tell the observer something a person should see at once."""
        self.kit.observe(StepNoted(name, text))


def started(settings: Settings, kit: Kit, *, rehearsing: bool = False) -> Run:
    """Return a run as the settings want it; nothing is opened yet.

    Raises ``UsageError`` for an engine that does not exist, and for a lexicon that is none.
    """
    return Run(
        settings,
        kit,
        company=company_of(settings, kit),
        purse=Purse(kit.consent, agreed=settings.yes, most=settings.max_cost),
        say=say_of(settings),
        music=cache(partial(music_of, settings, kit.store)),
        rehearsing=rehearsing,
    )


def company_of(settings: Settings, kit: Kit) -> Company:
    """Return the engines the settings name and this machine has, none of them open yet.

    Raises ``UsageError`` for an engine that does not exist.
    """
    base = Setup("", environment=kit.environment, voices=kit.voices, shared=kit.shared)
    return company(settings.engines, base, usual=settings.engine, fallback=settings.fallback)


def say_of(settings: Settings) -> SpokenForm:
    """Return how a text is said: in its spoken form, with the pronunciations of the lexicon.

    Raises ``UsageError`` when the lexicon cannot be read or has a mistake.
    """
    if settings.lexicon is None:
        return plainly_spoken
    from briefing.voice.lexicon import pronounced, read_lexicon
    from briefing.voice.spoken import spoken_form

    try:
        lexicon = read_lexicon(str(settings.lexicon), settings.lexicon.read_bytes())
    except OSError as error:
        raise UsageError(
            f"The lexicon cannot be read: {error.strerror or error}.",
            where=str(settings.lexicon),
            remedy="Check the name given with --lexicon.",
        ) from error
    return lambda text, language: pronounced(text, language, lexicon, spoken_form)


def music_of(settings: Settings, store: ClipStore) -> dict[str, Clip]:
    """Return the music the settings ask for, by name; what the store lacks is made.

    Raises ``SoundError`` for a file of the person's that holds no sound, ``UsageError`` for a
    folder of theirs that does not exist.
    """
    if not (settings.music or settings.bed):
        return {}
    from briefing.sound import music

    tunes = music.music_of(settings.sounds)
    wanted = (*(STINGS if settings.music else ()), *(("bed",) if settings.bed else ()))
    found = {name: getattr(tunes, name) for name in wanted}
    return {name: _kept(tune, store) for name, tune in found.items() if tune is not None}


def _kept(tune: Tune, store: ClipStore) -> Clip:
    clip = store.get(tune.key)
    if clip is None:
        wav, clip = tune.clip()
        store.put(wav, clip)
    return clip
