"""Voice: a script is cast, and engines turn its utterances into sound."""

from briefing.voice.cast import Casting, SpokenForm, cast, plainly_spoken
from briefing.voice.company import AUTO, Company, company, engines, open_engine
from briefing.voice.engine import Engine, Estimate, Patient, Priced, Setup, Status
from briefing.voice.purse import Purse

__all__ = [
    "AUTO",
    "Casting",
    "Company",
    "Engine",
    "Estimate",
    "Patient",
    "Priced",
    "Purse",
    "Setup",
    "SpokenForm",
    "Status",
    "cast",
    "company",
    "engines",
    "open_engine",
    "plainly_spoken",
]
