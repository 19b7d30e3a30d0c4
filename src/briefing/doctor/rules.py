"""Rules: what can be wrong with a feed, how much it matters, to whom, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Level = Literal["error", "warning", "note"]
"""An error is refused or cannot be played somewhere; a warning is shown badly somewhere; a note is
something worth having."""

LEVELS: tuple[Level, ...] = get_args(Level)

APPLE = "A Podcaster's Guide to RSS, help.apple.com/itc/podcasts_connect/#/itcb54353390"
APPLE_AUDIO = "Audio requirements, podcasters.apple.com/support/893-audio-requirements"
APPLE_HOSTS = "Updates for hosting providers, podcasters.apple.com/4115"
APPLE_CHAPTERS = "Using chapters, podcasters.apple.com/support/5482"
PSP = "PSP-1, github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification"
NAMESPACE = "Podcast namespace, github.com/Podcastindex-org/podcast-namespace"
RSS = "RSS 2.0 and its profile, rssboard.org"
PAGED = "RFC 5005, rfc-editor.org/rfc/rfc5005"
PODLOVE = "Simple chapters, podlove.org/simple-chapters"
ID3 = "ID3v2 chapter frames, id3.org/id3v2-chapters-1.0"
WEBVTT = "WebVTT, w3.org/TR/webvtt1"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, its level, whom breaking it troubles, and where it stands."""

    name: str
    level: Level
    troubles: str
    source: str
    remedy: str


def _rule(name: str, level: Level, troubles: str, source: str, remedy: str) -> Rule:
    return Rule(name, level, troubles, source, remedy)


_ALL = "every app"

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        # the document
        _rule("xml", "error", _ALL, RSS, "Mend the XML at that line."),
        _rule("rss-version", "error", "Apple Podcasts", APPLE_HOSTS, "Publish RSS 2.0."),
        _rule("namespace", "error", _ALL, PSP, "Declare the namespace with its exact address."),
        _rule("feed-size", "warning", "validators, small devices", RSS, "Page it (RFC 5005)."),
        _rule("page-link", "error", "apps that follow pages", PAGED, "Link pages that are there."),
        # the channel
        _rule("channel-title", "error", _ALL, PSP, "Give the show a title."),
        _rule("channel-link", "error", "Apple Podcasts", PSP, "Link the show's web page."),
        _rule("channel-description", "error", "Apple Podcasts", PSP, "Describe the show."),
        _rule("language", "error", "Apple Podcasts", APPLE, "Write a tag such as en or pt-br."),
        _rule("category", "error", "Apple Podcasts, Spotify", APPLE, "Take one of Apple's list."),
        _rule("explicit", "error", "Apple Podcasts", APPLE, "Write true or false."),
        _rule("artwork", "error", "Apple Podcasts, Spotify", APPLE, "Name a JPEG or PNG."),
        _rule("artwork-extension", "error", "Apple Podcasts", APPLE, "End it in .jpg or .png."),
        _rule("self-link", "warning", "Apple Podcasts", PSP, "Link the feed to itself."),
        _rule("author", "warning", "Apple Podcasts, Overcast", APPLE, "Name the author."),
        _rule("rss-image", "note", "self-hosted players", RSS, "Name the artwork in image, too."),
        _rule("show-guid", "note", "Podcasting 2.0 apps", NAMESPACE, "Add podcast:guid, once."),
        _rule("show-guid-form", "warning", "Podcasting 2.0 apps", NAMESPACE, "Write a UUID."),
        _rule("locked", "note", "hosts", NAMESPACE, "Add podcast:locked, yes or no."),
        _rule("ai-content", "note", "Podcasting 2.0 apps", NAMESPACE, "Say if voices are made."),
        _rule("show-type", "error", "Apple Podcasts", APPLE, "Write episodic or serial."),
        _rule("new-feed-url", "error", "Apple Podcasts", APPLE, "Write the new feed's address."),
        _rule("newest-first", "warning", "Overcast, Pocket Casts", RSS, "Put the newest first."),
        _rule("plain-text", "warning", "Apple Podcasts, Spotify", APPLE, "Take the markup out."),
        _rule("blanks", "note", "Apple Podcasts", PSP, "Take the blanks at the ends out."),
        _rule("too-long", "warning", "Apple Podcasts", APPLE, "Keep to 255 characters."),
        # items
        _rule("title", "error", "Apple Podcasts, Spotify", APPLE, "Give the episode a title."),
        _rule("title-number", "warning", "Apple Podcasts", APPLE, "Put it into itunes:episode."),
        _rule("title-show", "warning", "Apple Podcasts", APPLE, "Leave the show's name out."),
        _rule("enclosure", "error", _ALL, PSP, "Give each item one enclosure."),
        _rule("enclosure-repeated", "error", "Apple Podcasts", APPLE, "Give each its own file."),
        _rule("enclosure-length", "error", "Apple Podcasts", APPLE, "State the file's bytes."),
        _rule("enclosure-type", "error", "Apple Podcasts", APPLE, "State audio/mpeg or the like."),
        _rule("enclosure-extension", "error", "Apple Podcasts", APPLE, "End it in .mp3 or .m4a."),
        _rule("enclosure-address", "error", _ALL, APPLE, "Write a web address in ASCII."),
        _rule("guid", "error", "Apple Podcasts", APPLE_HOSTS, "Give each item its own guid."),
        _rule("guid-repeated", "error", _ALL, APPLE, "Give each item its own guid."),
        _rule("guid-link", "warning", "feed readers", RSS, "Add isPermaLink='false'."),
        _rule("guid-changed", "error", _ALL, APPLE, "Restore the guid it had."),
        _rule("date", "error", _ALL, RSS, "Write it as Mon, 02 Mar 2026 06:00:00 +0000."),
        _rule("description", "warning", "Apple Podcasts", APPLE, "Describe the episode."),
        _rule("description-long", "warning", "Apple Podcasts", APPLE, "Keep to 4,000 bytes."),
        _rule("duration", "warning", "Apple Podcasts", APPLE, "Add itunes:duration."),
        _rule("duration-form", "warning", "older apps", APPLE, "Write whole seconds."),
        _rule("number", "error", "Apple Podcasts", APPLE, "Write a whole number from 1."),
        _rule("serial-number", "error", "Apple Podcasts", APPLE, "Number a serial show's items."),
        _rule("transcript", "note", "listeners who read", PSP, "Add podcast:transcript."),
        _rule("transcript-type", "warning", "Apple Podcasts", NAMESPACE, "Write text/vtt, ..."),
        _rule("chapters-type", "warning", "Podcasting 2.0 apps", NAMESPACE, "Write its type."),
        _rule("soundbite", "warning", "Podcasting 2.0 apps", NAMESPACE, "Take 15 to 120 s."),
        _rule("person", "warning", "Podcasting 2.0 apps", NAMESPACE, "Take a taxonomy's role."),
        _rule("podlove", "warning", "AntennaPod, gPodder", PODLOVE, "Start at 0, in order."),
        _rule("notes-chapters", "warning", "Apple Podcasts, Spotify", APPLE_CHAPTERS,
              "Start at 00:00, have three."),
        _rule("https", "warning", "Apple Podcasts, browsers", NAMESPACE, "Serve it over https."),
        # files
        _rule("file-missing", "error", _ALL, PSP, "Put the file there, or make it again."),
        _rule("file-length", "error", "apps that resume", APPLE, "State the bytes there are."),
        _rule("artwork-size", "error", "Apple Podcasts", APPLE, "Square, 1400 to 3000 pixels."),
        _rule("artwork-colours", "error", "Apple Podcasts", APPLE, "Save it as RGB."),
        _rule("artwork-weight", "warning", "Spotify", PSP, "Keep to 512 KB."),
        _rule("mp3", "error", _ALL, APPLE_AUDIO, "Encode it again."),
        _rule("mp3-duration", "warning", _ALL, APPLE, "State the seconds there are."),
        _rule("mp3-format", "warning", "Apple Podcasts", APPLE_AUDIO, "44.1 kHz, 64 to 128 kb/s."),
        _rule("loudness", "warning", "listeners", APPLE_AUDIO, "Bring it to -16 LUFS, two ears."),
        _rule("true-peak", "warning", "listeners", APPLE_AUDIO, "Limit it to -1 dBTP."),
        _rule("dead-air", "warning", "listeners", APPLE_AUDIO, "Cut it to 2.5 seconds."),
        _rule("tag", "warning", "players", ID3, "Write an ID3v2.3 tag with title and cover."),
        _rule("tag-title", "warning", "players", APPLE, "Write the feed's title into the tag."),
        _rule("tag-chapters", "warning", "Overcast, Apple Podcasts", ID3,
              "One ordered table, in order of time."),
        _rule("chapters", "warning", "all that show chapters", NAMESPACE,
              "Make them of one timeline."),
        _rule("captions", "warning", "Apple Podcasts, web players", WEBVTT,
              "Cues in order, inside the sound."),
        _rule("discovery", "note", "browsers, readers", RSS, "Link the feed in the page's head."),
    )
}  # fmt: skip
"""Every rule by name."""
