"""Rules of a feed's document and of its channel."""

from __future__ import annotations

from briefing.doctor.rule import (
    APPLE,
    APPLE_HOSTS,
    APPLE_SHOWS,
    CAST2,
    EVERY,
    NAMESPACE,
    PAGED,
    PSP,
    RSS,
    Rule,
    error,
    note,
    warning,
)

DOCUMENT_RULES: tuple[Rule, ...] = (
    error("xml", EVERY, RSS, "Mend the XML at that line."),
    warning("encoding", "older apps", PSP, "Write the feed in UTF-8 and declare it."),
    error("rss-version", "Apple Podcasts", APPLE_HOSTS, "Publish RSS 2.0."),
    error("namespace", EVERY, PSP, "Declare the namespace with its exact address."),
    warning(
        "feed-size",
        "the W3C validator, small devices",
        PAGED,
        "Keep to 5,000,000 bytes: leave old notes out, or page it.",
    ),
    error(
        "page-link", "apps that follow pages", PAGED, "Link pages that are there, and no circle."
    ),
    note(
        "character-data",
        "the W3C validator, old readers",
        RSS,
        "Write & and < in titles as &#x26; and &#x3C;.",
    ),
)

CHANNEL_RULES: tuple[Rule, ...] = (
    error("channel-title", EVERY, PSP, "Give the show a title."),
    error("channel-link", "Apple Podcasts", PSP, "Link the show's web page."),
    error("channel-description", "Apple Podcasts", PSP, "Describe the show."),
    error("language", "Apple Podcasts", APPLE, "Write a tag of ISO 639, such as en or pt-br."),
    error(
        "category",
        "Apple Podcasts, Spotify",
        APPLE,
        "Take a category of Apple's list, letter for letter.",
    ),
    warning(
        "category-other",
        "Spotify, Pocket Casts",
        APPLE,
        "Take further categories from Apple's list, too.",
    ),
    error("explicit", "Apple Podcasts", APPLE, "Write true or false."),
    error("artwork", "Apple Podcasts, Spotify", APPLE, "Name a JPEG or PNG by its web address."),
    error(
        "artwork-extension",
        "Apple Podcasts",
        APPLE,
        "Let its address end in .jpg or .png, as the picture is one.",
    ),
    warning(
        "self-link", "Apple Podcasts, aggregators", PSP, "Add atom:link rel=self with its address."
    ),
    note(
        "self-link-other",
        "aggregators",
        PSP,
        "Let rel=self be the address that people subscribe to.",
    ),
    warning("author", "Apple Podcasts, Overcast", APPLE, "Name the author in itunes:author."),
    note("rss-image", "self-hosted players", RSS, "Name the artwork in image/url, too."),
    note("show-guid", CAST2, NAMESPACE, "Add podcast:guid, made once and kept for ever."),
    warning("show-guid-form", CAST2, NAMESPACE, "Write a UUID."),
    note(
        "show-guid-other",
        CAST2,
        NAMESPACE,
        "Right if the show has moved; else make it of the feed's address.",
    ),
    note("locked", "hosts", PSP, "Add podcast:locked, which keeps others from importing the show."),
    warning("locked-form", "hosts", NAMESPACE, "Write yes or no."),
    note(
        "ai-content", CAST2, NAMESPACE, "Say in podcast:txt whether voices or words are synthetic."
    ),
    warning("ai-content-form", CAST2, NAMESPACE, "Write true or false."),
    warning(
        "block",
        "directories",
        APPLE,
        "Write Yes in itunes:block: any other word keeps the show listed.",
    ),
    note("block-half", "directories", NAMESPACE, "Give both itunes:block and podcast:block."),
    warning("complete", "Apple Podcasts", APPLE, "Write Yes in itunes:complete, or leave it out."),
    error("show-type", "Apple Podcasts", APPLE, "Write episodic or serial."),
    error("new-feed-url", "Apple Podcasts", APPLE, "Write the new feed's whole address."),
    error("show-guid-changed", CAST2, NAMESPACE, "Restore the show's guid, also after a move."),
    warning("newest-first", "programs that take the first few items", PSP, "Put the newest first."),
    warning(
        "plain-text", "Apple Podcasts, Spotify", APPLE, "Take the markup out, and escape once."
    ),
    note("blanks", "Apple Podcasts", PSP, "Take the blanks at the ends out."),
    warning("too-long", "Apple Podcasts", APPLE, "Keep to 255 characters."),
    warning("https", "Apple Podcasts, browsers", APPLE_SHOWS, "Serve it over https."),
)
