"""Deliver: a published folder is sent to where listeners reach it, and only what changed of it.

``deliver`` is the recipe: :mod:`.files` says what is published, :mod:`.plan` what of it a place
lacks, :mod:`.opening` opens the place. Sound goes before pages, pages before the feed, and removals
come last, so that what stands there is valid at every moment.
"""

from briefing.deliver.files import Inventory, PublishedFile, inventory
from briefing.deliver.sending import Delivery, Wishes, deliver

__all__ = ["Delivery", "Inventory", "PublishedFile", "Wishes", "deliver", "inventory"]
