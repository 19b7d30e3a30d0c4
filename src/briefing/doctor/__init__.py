"""Doctor: what podcast apps and directories would refuse in a feed, or show badly; and the remedy.

A feed is examined as it is (:func:`examine`), and with the files it names where they are at hand
(:func:`examine_folder`). Every rule has a name that stays, a level, and the document it comes from;
:data:`RULES` lists them. Feeds are other people's texts: nothing in one is expanded, and nothing it
names is fetched unless a caller says how.
"""

from briefing.doctor.examination import Known, examine, examine_folder
from briefing.doctor.rule import Level, Rule
from briefing.doctor.rules import RULES
from briefing.doctor.served import Answer, Ask
from briefing.doctor.verdict import Finding, Verdict

__all__ = [
    "RULES",
    "Answer",
    "Ask",
    "Finding",
    "Known",
    "Level",
    "Rule",
    "Verdict",
    "examine",
    "examine_folder",
]
