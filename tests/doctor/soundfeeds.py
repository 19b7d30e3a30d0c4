"""A feed with nothing wrong, and how to break every rule of it, one at a time."""

from __future__ import annotations

SOUND = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:psc="http://podlove.org/simple-chapters">
<channel>
<title>Harbour Hour</title>
<link>https://example.org/</link>
<description>What happens at the port.</description>
<language>en-us</language>
<atom:link href="https://example.org/feed.xml" rel="self" type="application/rss+xml"/>
<itunes:category text="News"><itunes:category text="Daily News"/></itunes:category>
<itunes:category text="Arts"/>
<itunes:explicit>false</itunes:explicit>
<itunes:image href="https://example.org/cover.jpg"/>
<image><url>https://example.org/cover.jpg</url></image>
<itunes:author>The port</itunes:author>
<itunes:type>episodic</itunes:type>
<podcast:guid>GUID</podcast:guid>
<podcast:locked>yes</podcast:locked>
<podcast:txt purpose="ai-content">true</podcast:txt>
<item>
<title>The lamps are lit</title>
<description><![CDATA[<p>Forty lamps went up.</p><p>00:00 A<br/>
00:30 B<br/>01:00 C</p>]]></description>
<enclosure url="https://example.org/2.mp3" length="1200" type="audio/mpeg"/>
<guid isPermaLink="false">two</guid>
<pubDate>Tue, 03 Mar 2026 06:00:00 +0000</pubDate>
<itunes:duration>90</itunes:duration>
<itunes:season>1</itunes:season>
<itunes:episode>2</itunes:episode>
<itunes:episodeType>full</itunes:episodeType>
<itunes:explicit>false</itunes:explicit>
<podcast:transcript url="https://example.org/2.vtt" type="text/vtt" rel="captions"/>
<podcast:chapters url="https://example.org/2.json" type="application/json+chapters"/>
<podcast:soundbite startTime="1.0" duration="20.0">Lamps</podcast:soundbite>
<podcast:person role="host" group="cast">Ada</podcast:person>
<psc:chapters version="1.2"><psc:chapter start="00:00:00.000" title="A"/>
<psc:chapter start="00:00:30.000" title="B"/><psc:chapter start="00:01:00.000" title="C"/>
</psc:chapters>
</item>
<item>
<title>The ferry returns</title>
<description>It sails at eight.</description>
<enclosure url="https://example.org/1.mp3" length="1000" type="audio/mpeg"/>
<guid isPermaLink="false">one</guid>
<pubDate>Mon, 02 Mar 2026 06:00:00 +0000</pubDate>
<itunes:duration>60</itunes:duration>
<itunes:season>1</itunes:season>
<itunes:episode>1</itunes:episode>
<podcast:transcript url="https://example.org/1.vtt" type="text/vtt"/>
</item>
<item>
<title>A letter from the island</title>
<description>Read aloud.</description>
<enclosure url="https://example.org/0.mp3" length="900" type="audio/mpeg"/>
<guid isPermaLink="false">zero</guid>
<pubDate>Sun, 01 Mar 2026 06:00:00 +0000</pubDate>
<itunes:duration>50</itunes:duration>
<podcast:transcript url="https://example.org/0.vtt" type="text/vtt"/>
</item>
</channel>
</rss>
""".replace("GUID", "bab2ba12-9757-5da6-a770-0e70e6bcf214")

LAMPS = "<title>The lamps are lit</title>"
ENCLOSURE = '<enclosure url="https://example.org/2.mp3" length="1200" type="audio/mpeg"/>'
DATE = "Tue, 03 Mar 2026 06:00:00 +0000"
SHOW_EXPLICIT = "<itunes:explicit>false</itunes:explicit>\n<itunes:image"
IMAGE = '<itunes:image href="https://example.org/cover.jpg"/>'
LOCKED = "<podcast:locked>yes</podcast:locked>"
AI = '<podcast:txt purpose="ai-content">true</podcast:txt>'
GUID = "bab2ba12-9757-5da6-a770-0e70e6bcf214"
TWO_VTT = 'url="https://example.org/2.vtt" type="text/vtt" rel="captions"'
NOTES = "<p>Forty lamps went up.</p>"

BREAKS: list[tuple[str, str, str]] = [
    ("xml", "</channel>", "</chanel>"),
    ("encoding", 'encoding="UTF-8"', 'encoding="ISO-8859-1"'),
    ("rss-version", 'version="2.0" xmlns:itunes', 'version="0.91" xmlns:itunes'),
    ("namespace", "purl.org/rss/1.0/modules/content/", "purl.org/RSS/1.0/modules/content"),
    ("namespace", "www.itunes.com/dtds/podcast-1.0.dtd", "www.itunes.com/DTDs/Podcast-1.0.dtd"),
    ("page-link",
     "<itunes:author>",
     '<atom:link href="https://example.org/feed.xml" rel="next"/><itunes:author>'),
    ("character-data", LAMPS, "<title>Lamps &amp; light</title>"),
    ("channel-title", "<title>Harbour Hour</title>", ""),
    ("channel-link", "<link>https://example.org/</link>", "<link/>"),
    ("channel-description", "<description>What happens at the port.</description>", ""),
    ("language", "en-us", "english"),
    ("language", "en-us", "xx"),
    ("language", "<language>en-us</language>", ""),
    ("category", 'text="Daily News"', 'text="Daily"'),
    ("category", '<itunes:category text="News">', '<itunes:category text="news">'),
    ("category-other", '<itunes:category text="Arts"/>', '<itunes:category text="Health"/>'),
    ("explicit", SHOW_EXPLICIT, "<itunes:image"),
    ("explicit", SHOW_EXPLICIT, "<itunes:explicit>no</itunes:explicit>\n<itunes:image"),
    ("explicit",
     ">false</itunes:explicit>\n<podcast:transcript",
     ">clean</itunes:explicit>\n<podcast:transcript"),
    ("artwork", IMAGE, ""),
    ("artwork", IMAGE, '<itunes:image href="cover.jpg"/>'),
    ("artwork-extension", IMAGE, IMAGE.replace("jpg", "webp")),
    ("self-link", 'rel="self"', 'rel="alternate"'),
    ("author", "<itunes:author>The port</itunes:author>", ""),
    ("rss-image", "<image><url>https://example.org/cover.jpg</url></image>", ""),
    ("show-guid", f"<podcast:guid>{GUID}</podcast:guid>", ""),
    ("show-guid-form", GUID, "my show"),
    ("show-guid-other", GUID, "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ("locked", LOCKED, ""),
    ("locked-form", LOCKED, LOCKED.replace("yes", "true")),
    ("ai-content", AI, ""),
    ("ai-content-form", AI, AI.replace("true", "partly")),
    ("block", LOCKED, f"<itunes:block>true</itunes:block>{LOCKED}"),
    ("block-half", LOCKED, f"<itunes:block>Yes</itunes:block>{LOCKED}"),
    ("block-half", LOCKED, f"<podcast:block>yes</podcast:block>{LOCKED}"),
    ("complete", LOCKED, f"<itunes:complete>true</itunes:complete>{LOCKED}"),
    ("show-type", "episodic", "weekly"),
    ("new-feed-url", LOCKED, f"<itunes:new-feed-url>soon</itunes:new-feed-url>{LOCKED}"),
    ("newest-first", "Mon, 02 Mar 2026", "Wed, 04 Mar 2026"),
    ("plain-text", LAMPS, "<title><![CDATA[The <b>lamps</b>]]></title>"),
    ("plain-text", LAMPS, "<title><![CDATA[Lamps &amp; light]]></title>"),
    ("blanks", LAMPS, "<title> The lamps are lit</title>"),
    ("too-long", LAMPS, f"<title>{'x' * 260}</title>"),
    ("https", "https://example.org/2.mp3", "http://example.org/2.mp3"),
    ("https", "https://example.org/2.vtt", "http://example.org/2.vtt"),
    ("title", LAMPS, ""),
    ("title-number", LAMPS, "<title>Episode 12: The lamps</title>"),
    ("title-number", LAMPS, "<title>S1E2 The lamps</title>"),
    ("title-number", LAMPS, "<title>12: The lamps</title>"),
    ("title-show", LAMPS, "<title>Harbour Hour: lamps</title>"),
    ("enclosure", ENCLOSURE, ""),
    ("enclosure", ENCLOSURE, ENCLOSURE + ENCLOSURE.replace("2.mp3", "3.mp3")),
    ("enclosure-repeated", "https://example.org/1.mp3", "https://example.org/2.mp3"),
    ("enclosure-length", 'length="1200"', ""),
    ("enclosure-length", 'length="1200"', 'length="1.2 kB"'),
    ("enclosure-unmeasured", 'length="1200"', 'length="0"'),
    ("enclosure-type", 'length="1200" type="audio/mpeg"', 'length="1200" type="audio"'),
    ("enclosure-mismatch", 'length="1200" type="audio/mpeg"', 'length="1200" type="audio/mp4"'),
    ("enclosure-extension", "https://example.org/2.mp3", "https://example.org/play?id=2.mp3"),
    ("enclosure-address", "https://example.org/2.mp3", "https://example.org/Größe.mp3"),
    ("enclosure-address", "https://example.org/2.mp3", "2.mp3"),
    ("enclosure-address", "https://example.org/2.mp3", "https://[::1/2.mp3"),
    ("guid", '<guid isPermaLink="false">two</guid>', ""),
    ("guid-repeated", ">two<", ">one<"),
    ("guid-link", '<guid isPermaLink="false">two', "<guid>two"),
    ("date", DATE, "2026-03-03"),
    ("date-missing", f"<pubDate>{DATE}</pubDate>", ""),
    ("date-form", DATE, "Wed, 03 Mar 2026 06:00:00 +0000"),
    ("date-form", DATE, "03 Mar 26 06:00:00 +0000"),
    ("date-form", DATE, "Tue, 03 Mar 2026 06:00:00 CET"),
    ("description", "<description>It sails at eight.</description>", ""),
    ("description-long", NOTES, f"<p>{'lamp ' * 900}</p>"),
    ("description-long", "What happens at the port.", "port " * 900),
    ("description-escaped", "It sails at eight.", "&amp;lt;p&amp;gt;At eight.&amp;lt;/p&amp;gt;"),
    ("description-tags", NOTES, "<table><tr><td>Forty</td></tr></table>"),
    ("duration", "<itunes:duration>90</itunes:duration>", ""),
    ("duration", "<itunes:duration>60</itunes:duration>", "<itunes:duration>0</itunes:duration>"),
    ("duration", "<itunes:duration>60<", "<itunes:duration>a minute<"),
    ("duration-form", "<itunes:duration>90<", "<itunes:duration>1:30<"),
    ("number", "<itunes:episode>2<", "<itunes:episode>0<"),
    ("number", "<itunes:season>1</itunes:season>\n<itunes:episode>2",
     "<itunes:season>one</itunes:season>\n<itunes:episode>2"),
    ("number-repeated", "<itunes:episode>2<", "<itunes:episode>1<"),
    ("serial-number", "episodic</itunes:type>", "serial</itunes:type>"),
    ("episode-type", "<itunes:episodeType>full", "<itunes:episodeType>special"),
    ("transcript", f"<podcast:transcript {TWO_VTT}/>", ""),
    ("transcript-type", TWO_VTT, TWO_VTT.replace("text/vtt", "vtt")),
    ("transcript-type", TWO_VTT, 'type="text/vtt"'),
    ("transcript-type", TWO_VTT, TWO_VTT.replace("captions", "subtitles")),
    ("chapters-type", 'type="application/json+chapters"', 'type="application/json"'),
    ("soundbite", 'duration="20.0"', 'duration="5"'),
    ("soundbite", 'startTime="1.0"', 'startTime="80"'),
    ("soundbite", 'startTime="1.0"', ""),
    ("person", 'role="host"', 'role="boss"'),
    ("person", 'group="cast"', 'group="writing"'),
    ("podlove", 'start="00:00:00.000"', 'start="00:00:10.000"'),
    ("podlove", 'start="00:01:00.000"', 'start="00:00:20.000"'),
    ("notes-chapters", "00:00 A", "00:10 A"),
    ("notes-chapters", "01:00 C", "00:20 C"),
]  # fmt: skip
"""A rule, what to replace in ``SOUND``, and by what."""


COMPARING = {
    "enclosure-mismatch",
    "enclosure-repeated",
    "guid-repeated",
    "newest-first",
    "notes-chapters",
    "number-repeated",
    "page-link",
    "show-guid-other",
    "soundbite",
    "title-show",
}
"""Rules that compare two things, of which breaking another rule may take one away."""


def broken(text: str, *breaks: tuple[str, str, str]) -> str | None:
    """Return ``text`` with ``breaks`` made; ``None`` where two of them want the same place."""
    places = sorted((text.index(right), right, wrong) for _, right, wrong in breaks)
    end = len(text)
    for start, right, wrong in reversed(places):
        if start + len(right) > end:
            return None
        text, end = text[:start] + wrong + text[start + len(right) :], start
    return text
