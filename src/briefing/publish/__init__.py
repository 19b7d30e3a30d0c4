"""Publish: the only way into the output folder. A finished master becomes an episode of the show.

``publish`` writes the episode's folder, the show's page and its feed, the feed last; ``republish``
makes page and feed again. Both need the lock. A feed is made from records alone, never read back.
"""

from briefing.publish.auditions import Heard, audition_page
from briefing.publish.catalogue import Catalogue, audio_path, read_catalogue
from briefing.publish.cover import Cover, show_cover
from briefing.publish.editions import Alternate, Edition, kept_alternates
from briefing.publish.episode import Places, Published, publish, republish
from briefing.publish.feed import check_show
from briefing.publish.folder import locked, staging, writable
from briefing.publish.identity import new_guid, recognise, sketch, sketch_of
from briefing.publish.passages import passage_url, passages_of

__all__ = [
    "Alternate",
    "Catalogue",
    "Cover",
    "Edition",
    "Heard",
    "Places",
    "Published",
    "audio_path",
    "audition_page",
    "check_show",
    "kept_alternates",
    "locked",
    "new_guid",
    "passage_url",
    "passages_of",
    "publish",
    "read_catalogue",
    "recognise",
    "republish",
    "show_cover",
    "sketch",
    "sketch_of",
    "staging",
    "writable",
]
