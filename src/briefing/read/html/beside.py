"""What stands beside the article on its page: navigation, comments, teasers, forms, footers.

Known by tag, role and class, in the words that themes and page builders share. Only what could be
taken for the article's own author, date or question matters here; the article's text is found by
other means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = frozenset({"nav", "aside", "footer", "dialog", "template", "noscript", "select"})
_ROLES = frozenset({"navigation", "search", "contentinfo", "complementary", "dialog", "menu"})
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|comment-?list|disqus|respond|related|recommended|"
    r"recommendations|recirc|teasers?|sidebar|widget-area|more-stories|read-?more|read-?next|promo|"
    r"newsletter|subscribe|breadcrumbs?|cookies?|consent|menu|navbar|quiz|poll|survey|"
    r"pagination|tag-?cloud|search-?form|trending|most-read)(?:$|[\s_-])"
    r"|(?:^|\s)(?:(?:site|page|global|main)[_-]?)?footer(?:$|\s)",
    re.I,
)
_ASKED = re.compile(r"faq|accordion|question", re.I)


class Beside:
    """Tells which elements of one page stand beside its article."""

    def __init__(self, tree: HtmlElement) -> None:
        self._whole = frozenset(
            place
            for main in tree.xpath("//h1[1] | //main | //*[@role='main']")[:20]
            for place in (main, *main.iterancestors())
        )
        """Elements that hold the page's headline are never beside it, whatever they are called."""
        self._judged: dict[HtmlElement, bool] = {}

    def holds(self, element: HtmlElement) -> bool:
        """Tell whether ``element`` stands beside the article."""
        chain: list[HtmlElement] = []
        verdict = False
        place: HtmlElement | None = element
        while place is not None:
            if place in self._judged:
                verdict = self._judged[place]
                break
            chain.append(place)
            place = place.getparent()
        for place in reversed(chain):
            verdict = verdict or self._is_furniture(place)
            self._judged[place] = verdict
        return verdict

    def _is_furniture(self, place: HtmlElement) -> bool:
        if not isinstance(place.tag, str) or place.tag in {"html", "body"} or place in self._whole:
            return False
        if place.tag in _TAGS or (place.get("role") or "").lower() in _ROLES:
            return not (place.tag == "footer" and _in_article(place))
        named = f"{place.get('class') or ''} {place.get('id') or ''}"[:400]
        return bool(_NAMES.search(named)) and not _ASKED.search(named)


def _in_article(footer: HtmlElement) -> bool:
    """A theme may give author and date in the ``<footer>`` of the article."""
    return any(True for _ in footer.iterancestors("article"))
