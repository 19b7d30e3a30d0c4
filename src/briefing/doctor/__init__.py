"""Doctor: what podcast apps and directories would refuse in a feed, or show badly; and the remedy.

A feed is examined as it is (:func:`examine`), and with the files it names where they are at hand
(:func:`examine_folder`). Every rule has a name that stays, a level, and the document it comes from;
:data:`RULES` lists them. Feeds are other people's texts: nothing in one is fetched or expanded.
"""

from briefing.doctor.examination import examine, examine_folder
from briefing.doctor.rules import RULES, Level, Rule
from briefing.doctor.verdict import Finding, Verdict

__all__ = ["RULES", "Finding", "Level", "Rule", "Verdict", "examine", "examine_folder"]
