"""Captions: what is said, as files that other programs read.

All forms come from one list of :class:`Said` lines, which comes from the timeline, so they hold the
same words in the same order at the same times: WebVTT and SubRip for players, JSON for programs
and for the episode's page, HTML to be read.
"""

from briefing.publish.captions.cues import LINE_WIDTH, Caption, captions
from briefing.publish.captions.documents import transcript_html, under_title
from briefing.publish.captions.said import Said, said
from briefing.publish.captions.segments import transcript_json
from briefing.publish.captions.subrip import subrip
from briefing.publish.captions.vtt import compose, parse, webvtt
from briefing.publish.captions.wrapping import wrapped

__all__ = [
    "LINE_WIDTH",
    "Caption",
    "Said",
    "captions",
    "compose",
    "parse",
    "said",
    "subrip",
    "transcript_html",
    "transcript_json",
    "under_title",
    "webvtt",
    "wrapped",
]
