"""Taxonomy: the groups and roles people of a podcast have (the podcast namespace's taxonomy)."""

from __future__ import annotations

_TABLE = """
cast: host, co-host, guest host, guest, voice actor, narrator, announcer, reporter
creative direction: director, assistant director, executive producer, senior producer, producer, \
associate producer, development producer, creative director
writing: author, editorial director, co-writer, writer, songwriter, guest writer, story editor, \
managing editor, script editor, script coordinator, researcher, editor, fact checker, translator, \
transcriber, logger
audio production: studio coordinator, technical director, technical manager, audio engineer, \
remote recording engineer, post production engineer
audio post-production: audio editor, sound designer, foley artist, composer, theme music, \
music production, music contributor
administration: production coordinator, booking coordinator, production assistant, \
content manager, marketing manager, sales representative, sales manager
visuals: graphic designer, cover art designer
community: social media manager
misc.: consultant, intern
video production: camera operator, lighting designer, camera grip, assistant camera
video post-production: editor, assistant editor
"""

GROUPS: dict[str, frozenset[str]] = {
    group: frozenset(roles.strip().split(", "))
    for group, _, roles in (line.partition(":") for line in _TABLE.strip().splitlines())
}
"""The roles of each group, in small letters; the group most often meant stands first."""

ROLES = frozenset().union(*GROUPS.values())
"""All roles; the same word may stand in two groups."""


def fits(group: str | None, role: str | None) -> bool:
    """Return whether there is such a role; case counts for nothing; cast and host are assumed."""
    one = (role or "host").strip().lower()
    if group is None:
        return one in ROLES
    return one in GROUPS.get(group.strip().lower(), ())


def group_of(role: str) -> str | None:
    """Return the group a role stands in, ``None`` if there is no such role."""
    wanted = role.strip().lower()
    return next((group for group, roles in GROUPS.items() if wanted in roles), None)
