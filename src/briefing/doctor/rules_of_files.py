"""Rules of the files a feed names, and of how they are served."""

from __future__ import annotations

from briefing.doctor.rule import (
    APPLE,
    APPLE_AUDIO,
    APPLE_HOSTS,
    APPLE_SHOWS,
    APPLE_TRANSCRIPTS,
    EVERY,
    HTTP,
    ID3,
    JSON_FEED,
    NAMESPACE,
    PSP,
    RSS,
    SEEKING,
    WEBVTT,
    Rule,
    error,
    note,
    warning,
)

FILE_RULES: tuple[Rule, ...] = (
    note("elsewhere", EVERY, PSP, "Name the folder that is served at the feed's address."),
    error("file-missing", EVERY, PSP, "Put the file there, or make it again."),
    error("file-length", "apps that resume", APPLE, "State the bytes there are."),
    error("artwork-size", "Apple Podcasts", APPLE, "Make it square, 1400 to 3000 pixels."),
    error("artwork-colours", "Apple Podcasts", APPLE, "Save it as RGB, without transparency."),
    warning("artwork-weight", "Spotify, slow connections", PSP, "Keep to 512 KB."),
    error("mp3", EVERY, APPLE_AUDIO, "Encode it again."),
    warning("mp3-duration", EVERY, APPLE, "State the seconds there are."),
    warning(
        "mp3-format",
        "Apple Podcasts",
        APPLE_AUDIO,
        "44.1 or 48 kHz; mono 64 to 128 kb/s, stereo 96 to 256.",
    ),
    warning(
        "mp3-seeking",
        "Overcast, Pocket Casts, browsers",
        SEEKING,
        "Encode at a constant bit rate: jumps and chapters end up elsewhere.",
    ),
    note("mp3-header", "players without gaps", SEEKING, "Put an Info header before the sound."),
    note("mp3-ends", "old players", ID3, "Leave nothing but sound behind the tag at the start."),
    warning(
        "loudness", "listeners", APPLE_AUDIO, "Bring it to -16 LUFS +-1, as two speakers play it."
    ),
    warning("true-peak", "listeners", APPLE_AUDIO, "Limit it to -1 dBTP after encoding."),
    warning("dead-air", "listeners", APPLE_AUDIO, "Cut silence to 2.5 seconds."),
    warning("tag", "players of files", ID3, "Write an ID3v2.3 tag with title and cover."),
    note("tag-version", "older players", ID3, "Write version 2.3."),
    note("tag-fields", "players of files", ID3, "Write album, artist, genre and comment, too."),
    warning("tag-weight", "slow connections", ID3, "Keep the cover in the tag to 500 KB."),
    warning("tag-title", "players of files", APPLE, "Write the feed's title into the tag."),
    warning(
        "tag-chapters",
        "Overcast, Apple Podcasts",
        ID3,
        "One ordered table at the top; chapters from 0 to the end, in order, without gaps.",
    ),
    warning("chapters", "all that show chapters", NAMESPACE, "Make all forms of one timeline."),
    warning(
        "captions", "Apple Podcasts, web players", WEBVTT, "Write cues in order, inside the sound."
    ),
    warning("captions-width", "Apple Podcasts", APPLE_TRANSCRIPTS, "Break lines at 65 characters."),
    warning("captions-agree", "listeners who read", NAMESPACE, "Make all forms of one transcript."),
    warning("private-listed", "directories", APPLE, "Set private = true, or remove the key."),
    warning(
        "json-feed", "readers of JSON Feed", JSON_FEED, "Write both feeds of the same episodes."
    ),
    note("opml", "apps that import lists", RSS, "Name the feed's own address in the list."),
    warning("page-broken", "browsers", RSS, "Put the file there, or mend the link."),
    note("discovery", "browsers, readers", RSS, "Link the feed in the page's head."),
)

SERVED_RULES: tuple[Rule, ...] = (
    error("served-missing", EVERY, HTTP, "Let the address answer with 200."),
    error("served-head", "Apple Podcasts", APPLE_SHOWS, "Answer HEAD as GET is answered."),
    error("served-ranges", "Apple Podcasts, all that seek", APPLE_SHOWS, "Answer Range with 206."),
    warning("served-type", "Apple Podcasts, browsers", HTTP, "Send the Content-Type that it is."),
    note("served-length", "apps that resume", APPLE, "Right for ads put in; else state the bytes."),
    note("served-unchanged", "apps that poll", APPLE_HOSTS, "Send an ETag, and 304 to who has it."),
    warning("served-cors", "web players", NAMESPACE, "Send Access-Control-Allow-Origin: *."),
)
