"""How fast a voice speaks, and how it is asked for another pace.

What a model says is not half as long at twice the speed: it rounds each phoneme up to a whole step.
But its length is a straight line over the inverse of the speed, so two measurements tell all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

_SLOWEST, _FASTEST = 0.3, 4.0
"""Times a voice's own pace; beyond, models fall to pieces."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds a character takes: ``fixed`` and, at speed 1, ``flexible`` beside it."""

    fixed: float
    flexible: float

    MEASURED: ClassVar[tuple[float, float]] = (1.0, 0.7)
    """The speeds at which a voice is measured."""

    @classmethod
    def of(cls, lengths: Sequence[float], characters: int) -> Pace:
        """Return the pace of a voice that took ``lengths`` seconds at the speeds measured."""
        fast, slow = (1 / speed for speed in cls.MEASURED)
        flexible = max((lengths[1] - lengths[0]) / (slow - fast), lengths[0] / 10)
        return cls((lengths[0] - flexible * fast) / characters, flexible / characters)

    def speed(self, rate: float) -> float:
        """Return the speed at which it is heard with ``rate`` words of six characters a minute."""
        left = 10 / rate - self.fixed
        return min(max(self.flexible / left, _SLOWEST), _FASTEST) if left > 0 else _FASTEST


_SAMPLES = {
    "en": "Nobody was hurt when the bridge fell, but the road will be shut until the end of the"
    " month. Scientists have found a new kind of frog, and it is no larger than a coin.",
    "de": "Die Menschen in der Stadt hatten viele Jahre auf diesen Tag gewartet. Als er endlich"
    " kam, war niemand da, um ihn zu sehen.",
    "fr": "Les habitants de la ville attendaient ce jour depuis de longues années. Quand il est"
    " enfin venu, personne n'était là pour le voir.",
    "es": "La gente de la ciudad había esperado este día durante muchos años. Cuando por fin"
    " llegó, no había nadie para verlo.",
    "it": "La gente della città aveva aspettato questo giorno per molti anni. Quando finalmente"
    " arrivò, non c'era nessuno a vederlo.",
    "pt": "As pessoas da cidade esperaram por este dia durante muitos anos. Quando finalmente"
    " chegou, não havia ninguém para o ver.",
    "nl": "De mensen in de stad hadden jaren op deze dag gewacht. Toen hij eindelijk kwam, was er"
    " niemand om hem te zien.",
    "pl": "Mieszkańcy miasta czekali na ten dzień przez wiele lat. Kiedy w końcu nadszedł, nie było"
    " nikogo, kto mógłby go zobaczyć.",
    "sv": "Människorna i staden hade väntat på den här dagen i många år. När den till slut kom var"
    " ingen där för att se den.",
    "ru": "Жители города ждали этого дня много лет. Когда он наконец настал, никого не было,"
    " чтобы его увидеть.",
    "zh": "城里的人们等待这一天已经很多年了。当它终于到来的时候，却没有人在那里看到它。",
    "ja": "町の人々は何年もこの日を待っていました。ついにその日が来たとき、"
    "誰もそこにいませんでした。",
}


def sample(language: str) -> str:
    """Return two sentences in ``language``; English ones for a language not among them."""
    return _SAMPLES.get(language.partition("-")[0], _SAMPLES["en"])
