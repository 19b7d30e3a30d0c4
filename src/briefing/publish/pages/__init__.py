"""Pages: the show and each of its episodes as static HTML, to read, listen to and subscribe by.

Each page is one file that asks no one else: style and script stand in it and are the only ones its
content security policy lets run. Links are relative, so the folder works wherever it lies, opened
from a disk too. An episode's page tells of that episode and its show alone, so it stays as it is
when another episode is added; the show's pages are filled from the oldest for the same reason.
"""

from briefing.publish.pages.auditions import Heard, audition_page
from briefing.publish.pages.episode import PAGE_LIMIT, episode_page, told_in
from briefing.publish.pages.show import OLDER_PAGE, show_pages
from briefing.publish.pages.version import pages_version

__all__ = [
    "OLDER_PAGE",
    "PAGE_LIMIT",
    "Heard",
    "audition_page",
    "episode_page",
    "pages_version",
    "show_pages",
    "told_in",
]
