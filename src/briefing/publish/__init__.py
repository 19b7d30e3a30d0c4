"""Publish: the only way into the output folder. A finished master becomes an episode of the show.

``publish`` writes the episode's folder, the pages and the feed, the feed last; ``republish`` makes
pages and feed again; ``remove`` and ``amend`` change what is published. All need the lock. A feed
is made from records alone, never read back.
"""

from briefing.publish.captions import under_title
from briefing.publish.catalogue import Catalogue, audio_path, missing, read_catalogue
from briefing.publish.categories import check_category
from briefing.publish.cover import Cover, EpisodeImage, episode_image, show_cover
from briefing.publish.editions import Alternate, Edition, kept_alternates
from briefing.publish.episode import Places, Published, amend, publish, remove, republish
from briefing.publish.feed import check_show
from briefing.publish.folder import locked, staging, writable, writing
from briefing.publish.identity import new_guid, recognise, sketch, sketch_of
from briefing.publish.known import Known, known_of
from briefing.publish.pages import Heard, audition_page
from briefing.publish.passages import passage_url, passages_of
from briefing.publish.text import one_line

__all__ = [
    "Alternate",
    "Catalogue",
    "Cover",
    "Edition",
    "EpisodeImage",
    "Heard",
    "Known",
    "Places",
    "Published",
    "amend",
    "audio_path",
    "audition_page",
    "check_category",
    "check_show",
    "episode_image",
    "kept_alternates",
    "known_of",
    "locked",
    "missing",
    "new_guid",
    "one_line",
    "passage_url",
    "passages_of",
    "publish",
    "read_catalogue",
    "recognise",
    "remove",
    "republish",
    "show_cover",
    "sketch",
    "sketch_of",
    "staging",
    "under_title",
    "writable",
    "writing",
]
