"""Who is said to say something: whether words are a speaker, and whom a pronoun could mean then.

A claim that is moved behind its speaker brings its pronouns with it: "She was drunk, Quist said" is
left alone, because in "Quist said she was drunk" she would be Quist.
"""

from __future__ import annotations

import re
from itertools import pairwise

MOST_WORDS = 14

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NEVER_FIRST = frozenset(
    """
    he she it they we you i who which that this there one what as and but or nor so yet while when
    where if because although though after before since until in on at by for from to of with
    without into about than then adding saying asked according also not only even just him her
    them himself herself themselves whoever whom whose how why however including like unlike under
    over through despite during nobody none no neither few hardly something nothing
    anything everything words things
    """.split()
)
_HER_IS_FIRST = frozenset({"her"})
_ARTICLES = frozenset("the a an".split())
_JOINS = frozenset("of for at in from with by on and to near under behind".split())
_CLAUSE = frozenset(
    """
    is are was were be been am has have had do does did will would can could may might must shall
    should isn't wasn't aren't weren't hasn't haven't didn't don't doesn't won't wouldn't can't
    couldn't that which if because although though while when where as but or nor said says told
    saying added he she they we i it you
    """.split()
)
_PLURAL = frozenset(
    """
    police officials authorities prosecutors investigators detectives officers doctors scientists
    researchers experts residents witnesses lawyers firefighters organisers organizers analysts
    lawmakers rescuers critics activists campaigners forecasters economists historians astronomers
    """.split()
)
_BODY = frozenset(
    """
    council court company ministry government department report complaint statement agency office
    university hospital bank union committee commission firm club group party parliament palace
    vatican study survey paper newspaper website indictment affidavit lawsuit charity museum board
    bureau service institute foundation organization organisation association federation airline
    embassy document documents records network station magazine filing warrant release
    """.split()
)
_PERSON = frozenset(
    """
    spokesman spokeswoman spokesperson mr mrs ms miss dr sgt sergeant lt lieutenant capt captain
    chief sheriff judge professor detective inspector superintendent officer mayor minister senator
    president attorney lawyer director manager coach mother father brother sister wife husband son
    daughter friend neighbour neighbor doctor analyst justice
    """.split()
)
_FAMILIES = {
    "they": frozenset("they them their theirs themselves they're they've they'd they'll".split()),
    "it": frozenset("it its itself it's it'll it'd".split()),
    "he": frozenset(
        "he she him her his hers himself herself he's she's he'd she'd he'll she'll".split()
    ),
}
_FIRST_PERSON = frozenset(
    "i me my mine we us our ours you your yours myself ourselves i'm i've i'd i'll we're we've "
    "we'd we'll you're you've".split()
)


def is_speaker(words: str) -> bool:
    """Tell whether ``words`` are somebody or something named, and no clause and no pronoun."""
    tokens = [token.lower().replace("’", "'") for token in _WORD.findall(words)]
    if not tokens or len(tokens) > MOST_WORDS or not words[0].isalnum():
        return False
    if tokens[0] in _NEVER_FIRST and not (tokens[0] in _HER_IS_FIRST and len(tokens) > 1):
        return False
    if tokens[-1].endswith("'s") or (len(tokens) > 1 and tokens[1] in {"more", "less", "fewer"}):
        return False
    return _CLAUSE.isdisjoint(tokens) and not _heads_a_clause(tokens)


def _heads_a_clause(tokens: list[str]) -> bool:
    """Tell whether an article begins a second noun, as in "comments the mayor" made."""
    return any(token in _ARTICLES and before not in _JOINS for before, token in pairwise(tokens))


def is_named_plainly(words: str) -> bool:
    """Tell whether ``words`` begin as a name or as a noun that needs none: The, Police, Quist."""
    tokens = _WORD.findall(words)
    first = tokens[0]
    return (
        first[0].isupper()
        or first.lower()
        in {"the", "a", "an", "one", "another", "some", "several", "local", "state"}
        or first.lower() in _PLURAL
        or tokens[-1].lower() in _PLURAL
        or any(token.lower() in _PERSON for token in tokens)
    )


def could_be_meant(speaker: str, claim: str) -> bool:
    """Tell whether a pronoun of ``claim`` could mean ``speaker``, or whoever writes or reads."""
    said = {token.lower().replace("’", "'") for token in _WORD.findall(claim)}
    if not _FIRST_PERSON.isdisjoint(said - {"us"}):
        return True
    return any(not _FAMILIES[family].isdisjoint(said) for family in _families_of(speaker))


def _families_of(speaker: str) -> tuple[str, ...]:
    tokens = [token.lower().replace("’", "'") for token in _WORD.findall(speaker)]
    if any(token in _PERSON for token in tokens):
        return ("he", "they") if "and" in tokens else ("he",)
    head = tokens[: tokens.index("of")] if "of" in tokens else tokens
    if head and head[-1] in _PLURAL:
        return ("they",)
    if not _BODY.isdisjoint(tokens):
        return ("it", "they")
    return ("he", "it", "they")
