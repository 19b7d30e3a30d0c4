"""Artwork: pictures of shows and episodes, drawn from titles or made of a person's own image.

``drawing`` composes a picture of ``lettering`` over ``tiles`` in colours of a ``palette``;
``typeface`` is its letters, which lie here with their licence. ``own_image`` makes anybody's
picture fit for directories, and ``bare`` takes out what it tells of its maker.
"""

from __future__ import annotations

ARTWORK_VERSION = "3"
"""Raised when the drawing changes, so that covers are drawn anew."""

JPEG, PNG = "image/jpeg", "image/png"
