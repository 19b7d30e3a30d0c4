"""Categories: Apple's list, which every directory uses. A name that is not on it fails the feed."""

from __future__ import annotations

import difflib

from briefing.errors import UsageError

_LIST = """
Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
Comedy: Comedy Interviews, Improv, Stand-Up
Education: Courses, How To, Language Learning, Self-Improvement
Fiction: Comedy Fiction, Drama, Science Fiction
Government:
Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
History:
Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, \
Video Games
Music: Music Commentary, Music History, Music Interviews
News: Business News, Daily News, Entertainment News, News Commentary, Politics, \
Sports News, Tech News
Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, \
Nature, Physics, Social Sciences
Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, \
Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
Technology:
True Crime:
TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
"""

CATEGORIES: dict[str, tuple[str, ...]] = {
    name: tuple(filter(None, listed.strip().split(", ")))
    for name, _, listed in (line.partition(":") for line in _LIST.strip().splitlines())
}
"""Each category with its subcategories (Apple Podcasts categories, as the RSS guide lists them)."""


def check_category(category: str, subcategory: str | None) -> None:
    """Refuse a category that is not on the list; the ``UsageError`` names the nearest that is."""
    if category not in CATEGORIES:
        raise UsageError(
            f"There is no podcast category called {category!r}.",
            where="category",
            remedy=_nearest_category(category),
        )
    listed = CATEGORIES[category]
    if subcategory is None or subcategory in listed:
        return
    near = difflib.get_close_matches(subcategory, listed, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Choose one of: {', '.join(listed)}."
    raise UsageError(
        f"{category!r} has no subcategory called {subcategory!r}.",
        where="subcategory",
        remedy=hint if listed else f"Leave it out: {category!r} has none.",
    )


def _nearest_category(category: str) -> str:
    wanted = _even(category)
    named = {_even(name): f"the category {name!r}" for name in CATEGORIES}
    for name, subs in CATEGORIES.items():
        for sub in subs:
            meant = f"the category {name!r} with the subcategory {sub!r}"
            named.setdefault(_even(sub), meant)
    begun = [name for name in named if wanted and name.startswith(wanted)]
    near = begun or difflib.get_close_matches(wanted, named, n=1)
    if not near:
        return f"Choose one of: {', '.join(CATEGORIES)}."
    return f"Did you mean {named[near[0]]}?"


def _even(name: str) -> str:
    return " ".join(name.casefold().replace("&", " and ").replace("-", " ").split())
