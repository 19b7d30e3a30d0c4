"""Rules of a feed's items."""

from __future__ import annotations

from briefing.doctor.rule import (
    APPLE,
    APPLE_CHAPTERS,
    APPLE_HOSTS,
    APPLE_SHOWS,
    CAST2,
    EVERY,
    NAMESPACE,
    PODLOVE,
    PSP,
    RSS,
    Rule,
    error,
    note,
    warning,
)

ITEM_RULES: tuple[Rule, ...] = (
    error("title", "Apple Podcasts, Spotify", APPLE, "Give the episode a title."),
    warning("title-number", "Apple Podcasts", APPLE, "Put the number into itunes:episode alone."),
    warning("title-show", "Apple Podcasts, small screens", APPLE, "Leave the show's name out."),
    error("enclosure", EVERY, PSP, "Give each item one enclosure."),
    error(
        "enclosure-repeated", "Apple Podcasts", APPLE, "Give each its own file at its own address."
    ),
    error("enclosure-length", EVERY, APPLE, "State the file's bytes as a number."),
    warning(
        "enclosure-unmeasured", "apps that show sizes", RSS, "State the file's bytes; 0 is none."
    ),
    error("enclosure-type", EVERY, APPLE, "State audio/mpeg, or the type that the file is of."),
    warning("enclosure-mismatch", "Apple Podcasts", APPLE, "Let type and extension say the same."),
    error(
        "enclosure-extension",
        "Apple Podcasts",
        APPLE,
        "Let the address, without its query, end in .mp3 or .m4a.",
    ),
    error("enclosure-address", EVERY, APPLE_SHOWS, "Write a whole web address in ASCII."),
    error("guid", "Apple Podcasts", APPLE_HOSTS, "Give each item a guid of its own."),
    error("guid-repeated", EVERY, APPLE, "Give each item a guid of its own."),
    warning("guid-link", "feed readers", RSS, "Add isPermaLink='false', or write an address."),
    error("guid-changed", EVERY, APPLE, "Restore the guid it had: apps show the episode twice."),
    warning("date-missing", EVERY, PSP, "Write pubDate: apps sort by it."),
    error("date", EVERY, RSS, "Write it as Mon, 02 Mar 2026 06:00:00 +0000."),
    warning("date-form", "strict readers", RSS, "Write it as Mon, 02 Mar 2026 06:00:00 +0000."),
    warning(
        "date-future", "Apple Podcasts, Pocket Casts", APPLE, "Publish it when its date has come."
    ),
    warning("date-changed", EVERY, APPLE, "Keep the date: apps sort and announce by it."),
    warning("description", "Apple Podcasts", APPLE, "Describe the episode."),
    warning("description-long", "Apple Podcasts", APPLE, "Keep to 4,000 bytes."),
    warning(
        "description-escaped",
        EVERY,
        RSS,
        "Escape the HTML once, or put it into CDATA: its tags are shown as they are.",
    ),
    note("description-tags", "Apple Podcasts", APPLE, "Keep to p, ol, ul, li and a."),
    warning("duration", "Apple Podcasts, Overcast", APPLE, "State the length in itunes:duration."),
    note("duration-form", "older apps", APPLE, "Write whole seconds."),
    error("number", "the W3C validator, Apple Podcasts", APPLE, "Write a whole number from 1."),
    warning("number-repeated", "Apple Podcasts", APPLE, "Give each its own number in its season."),
    error("serial-number", "Apple Podcasts", APPLE, "Number the full episodes of a serial show."),
    warning("episode-type", "Apple Podcasts", APPLE, "Write full, trailer or bonus."),
    note("transcript", "listeners who read", PSP, "Add podcast:transcript, best in WebVTT."),
    warning(
        "transcript-type",
        "Apple Podcasts",
        NAMESPACE,
        "Give its address and text/vtt, application/x-subrip, application/json or text/html.",
    ),
    warning("chapters-type", CAST2, NAMESPACE, "Give its address and application/json+chapters."),
    warning("soundbite", CAST2, NAMESPACE, "Take 15 to 120 s from inside the episode."),
    warning("person", CAST2, NAMESPACE, "Take group and role of the taxonomy."),
    warning("podlove", "AntennaPod, gPodder", PODLOVE, "Begin at 0, and go on in order of time."),
    warning(
        "notes-chapters",
        "Apple Podcasts, Spotify",
        APPLE_CHAPTERS,
        "Begin the list at 00:00 and keep its order, or leave the times out.",
    ),
)
