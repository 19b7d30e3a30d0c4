"""Feeds in the forms large hosts and plug-ins give theirs, written by hand; all are played today.

What is in them is made up. The forms are those that differ: CDATA everywhere, clocks for lengths,
addresses through several counters, no podcast namespace or its other address, permalinks for guids,
pages, HTTP.
"""

# ruff: noqa: E501 - addresses and tags stand as hosts write them

from __future__ import annotations

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0"{more}>
"""

IN_CDATA = (
    HEAD.format(more=' xmlns:host="https://host.example/xmlns"')
    + """	<channel>
		<title><![CDATA[Harbour & Hill]]></title>
		<description><![CDATA[Talk from the port & the hill]]></description>
		<link>https://host.example/harbour</link>
		<generator>A Host</generator>
		<lastBuildDate>Wed, 18 Jun 2025 08:38:09 GMT</lastBuildDate>
		<atom:link href="https://host.example/s/1a/podcast/rss" rel="self" type="application/rss+xml"/>
		<author><![CDATA[Ada]]></author>
		<copyright><![CDATA[Ada]]></copyright>
		<language>
			<![CDATA[en-GB]]>
		</language>
		<atom:link rel="hub" href="https://hub.example/"/>
		<image><url>https://img.example/1.jpg</url><title>H</title><link>https://host.example</link></image>
		<itunes:author>Ada</itunes:author>
		<itunes:summary>Talk from the port &amp; the hill</itunes:summary>
		<itunes:type>episodic</itunes:type>
		<itunes:owner><itunes:name>Ada</itunes:name><itunes:email>a@host.example</itunes:email></itunes:owner>
		<itunes:explicit>false</itunes:explicit>
		<itunes:category text="Society &amp; Culture"/>
		<itunes:image href="https://img.example/staging/1-2-3.jpg"/>
		<item>
			<title><![CDATA[Why the <lamps> & the ferry?]]></title>
			<description><![CDATA[<p>Forty lamps.</p>
<p><br></p>
<p>--- Support: <a href="https://host.example/support">here</a></p>]]></description>
			<link>https://host.example/harbour/episodes/e1</link>
			<guid isPermaLink="false">1c7bd3b0-0e4f-4d6a-9f8e-2a1b3c4d5e6f</guid>
			<dc:creator><![CDATA[Ada]]></dc:creator>
			<pubDate>Wed, 18 Jun 2025 08:38:09 GMT</pubDate>
			<enclosure url="https://host.example/s/1a/podcast/play/1/https%3A%2F%2Fcdn.example%2F2025-5-18%2F4.mp3" length="9204315" type="audio/mpeg"/>
			<itunes:summary>&lt;p&gt;Forty lamps.&lt;/p&gt;</itunes:summary>
			<itunes:explicit>false</itunes:explicit>
			<itunes:duration>00:09:35</itunes:duration>
			<itunes:image href="https://img.example/staging/e1.jpg"/>
			<itunes:episodeType>full</itunes:episodeType>
		</item>
	</channel>
</rss>
"""
)

COUNTED = (
    HEAD.format(more="")
    + """<channel>
<atom:link href="https://feeds.example/1/rss" rel="self" type="application/rss+xml"/>
<atom:link href="https://harbour.example/rss" rel="self" type="application/rss+xml"/>
<title>Harbour Hour</title>
<link>https://harbour.example</link>
<language>en</language>
<copyright><![CDATA[]]></copyright>
<managingEditor>ada@example.org (ada@example.org)</managingEditor>
<itunes:summary><![CDATA[The port.]]></itunes:summary>
<description><![CDATA[The port.]]></description>
<image><url>https://static.example/p/a.png</url><title>H</title><link><![CDATA[https://h.example]]></link></image>
<itunes:author>Ada</itunes:author>
<itunes:keywords>harbour,port</itunes:keywords>
<itunes:category text="News">
</itunes:category>
<itunes:category text="Society &amp; Culture"><itunes:category text="Documentary"/></itunes:category>
<itunes:image href="https://static.example/p/a.png"/>
<itunes:explicit>true</itunes:explicit>
<itunes:type>serial</itunes:type>
<item>
<title>The ferry</title>
<itunes:title>The ferry</itunes:title>
<pubDate>Tue, 02 Jul 2024 15:07:18 -0700</pubDate>
<guid isPermaLink="false"><![CDATA[81f6e1f2a2d24c0f]]></guid>
<link><![CDATA[https://harbour.example/ferry]]></link>
<description><![CDATA[<p>It sails.</p> <p><strong>Ads:</strong> see <a href="https://x.example">here</a></p>]]></description>
<content:encoded><![CDATA[<div><h2>It sails.</h2></div>]]></content:encoded>
<enclosure length="30134811" type="audio/mpeg" url="https://dts.example/redirect.mp3/cnt.example/p/m/mgln.example/e/35/traffic.example/secure/ferry.mp3?dest-id=234448&amp;x=1"/>
<itunes:duration>31:23</itunes:duration>
<itunes:explicit>true</itunes:explicit>
<itunes:season>2</itunes:season>
<itunes:episode>02</itunes:episode>
<itunes:episodeType>full</itunes:episodeType>
</item>
<item>
<title>Soon: season two</title>
<pubDate>Mon, 01 Jul 2024 07:00:00 EST</pubDate>
<guid isPermaLink="false">81f6e1f2a2d24c0e</guid>
<description>Soon.</description>
<enclosure length="1013481" type="audio/mp3" url="https://traffic.example/secure/soon.mp3"/>
<itunes:duration>83</itunes:duration>
<itunes:episodeType>trailer</itunes:episodeType>
</item>
</channel>
</rss>
"""
)

UNMEASURED = (
    HEAD.format(more="")
    + """  <channel>
    <atom:link href="https://feeds.example/harbour" rel="self" type="application/rss+xml"/>
    <title>Harbour Hour</title>
    <link>https://harbour.example</link>
    <language>es-419</language>
    <copyright>Harbour</copyright>
    <description>Del puerto.</description>
    <image><url>https://img.example/podcasts/1a/image/u.png?ixlib=rails-4&amp;max-w=3000</url></image>
    <itunes:explicit>false</itunes:explicit>
    <itunes:type>episodic</itunes:type>
    <itunes:subtitle/>
    <itunes:new-feed-url/>
    <itunes:author>Ada</itunes:author>
    <itunes:image href="https://img.example/podcasts/1a/image/u.png?ixlib=rails-4&amp;max-w=3000&amp;fit=crop"/>
    <itunes:category text="Fiction"/>
    <item>
      <title>Las farolas</title>
      <description>Cuarenta farolas.
Learn more about your ad choices. Visit ads.example/adchoices</description>
      <pubDate>Wed, 02 Oct 2024 07:00:00 -0000</pubDate>
      <itunes:title>Las farolas</itunes:title>
      <itunes:episodeType>bonus</itunes:episodeType>
      <itunes:season/>
      <itunes:episode></itunes:episode>
      <itunes:image href=""/>
      <itunes:author>Ada</itunes:author>
      <itunes:summary>Cuarenta farolas.</itunes:summary>
      <itunes:duration>4559</itunes:duration>
      <itunes:explicit>false</itunes:explicit>
      <guid isPermaLink="false"><![CDATA[5d6f4f0e-80a0-11ef-bd2a-03ab]]></guid>
      <enclosure url="https://www.count.example/pts/redirect.mp3/traffic.example/X7453036557.mp3?updated=1727834300" length="0" type="audio/mpeg"/>
    </item>
  </channel>
</rss>
"""
)

PODCASTING = (
    HEAD.format(
        more=' xmlns:podcast="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"'
    )
    + """<channel>
  <atom:link href="https://rss.host.example/1.rss" rel="self" type="application/rss+xml" />
  <atom:link href="https://pubsub.example/" rel="hub" xmlns="http://www.w3.org/2005/Atom" />
  <title>Harbour Hour</title>
  <lastBuildDate>Thu, 01 May 2025 04:00:11 -0400</lastBuildDate>
  <link>https://harbour.host.example</link>
  <language>pt-br</language>
  <podcast:locked owner="ada@example.org">no</podcast:locked>
  <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
  <podcast:funding url="https://example.org/pay">Support the show</podcast:funding>
  <podcast:person role="host" href="https://example.org/ada" img="https://example.org/a.jpg">Ada</podcast:person>
  <itunes:author>Ada</itunes:author>
  <itunes:type>episodic</itunes:type>
  <itunes:explicit>false</itunes:explicit>
  <description><![CDATA[<p>Do porto.</p>]]></description>
  <image><url>https://storage.host.example/a1?.jpg</url></image>
  <itunes:image href="https://storage.host.example/a1?.jpg" />
  <itunes:category text="Health &amp; Fitness"><itunes:category text="Mental Health" /></itunes:category>
  <item>
    <itunes:title>As luzes</itunes:title>
    <title>As luzes</title>
    <description><![CDATA[<p>Quarenta.</p><ul><li>(00:00) - Um</li><li>(00:31) - Dois</li><li>(01:20) - Tres</li></ul>]]></description>
    <content:encoded><![CDATA[<p>Quarenta.</p>]]></content:encoded>
    <itunes:author>Ada</itunes:author>
    <enclosure url="https://www.host.example/1/episodes/17-as-luzes.mp3" length="28470243" type="audio/mpeg" />
    <guid isPermaLink="false">Host-17023</guid>
    <pubDate>Thu, 01 May 2025 04:00:00 -0400</pubDate>
    <podcast:soundbite startTime="62.0" duration="30.5" />
    <podcast:transcript url="https://www.host.example/17/transcript" type="text/html" />
    <podcast:transcript url="https://www.host.example/17/transcript.json" type="application/json" />
    <podcast:transcript url="https://www.host.example/17/transcript.srt" type="application/x-subrip" />
    <podcast:chapters url="https://www.host.example/17/chapters.json" type="application/json+chapters" />
    <podcast:person role="Guest" group="Cast">Grace</podcast:person>
    <itunes:duration>2369</itunes:duration>
    <itunes:keywords>luz</itunes:keywords>
    <itunes:season>3</itunes:season>
    <itunes:episode>17</itunes:episode>
    <itunes:episodeType>full</itunes:episodeType>
    <itunes:explicit>false</itunes:explicit>
  </item>
</channel>
</rss>
"""
)

BLOG = (
    HEAD.format(
        more='\n\txmlns:podcast="https://podcastindex.org/namespace/1.0"\n\t'
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    )
    + """<channel>
	<title>Harbour Hour</title>
	<atom:link href="https://example.org/feed/podcast/" rel="self" type="application/rss+xml" />
	<link>https://example.org/</link>
	<description>The port</description>
	<lastBuildDate>Mon, 05 May 2025 10:11:12 +0000</lastBuildDate>
	<language>fr-FR</language>
	<sy:updatePeriod>hourly</sy:updatePeriod>
	<itunes:author>Ada</itunes:author>
	<itunes:image href="https://example.org/wp-content/uploads/2025/01/Cover-3000.PNG" />
	<image><url>https://example.org/icon.png</url><title>H</title><link>https://example.org/</link><width>32</width><height>32</height></image>
	<itunes:category text="Arts"><itunes:category text="Books"></itunes:category></itunes:category>
	<itunes:category text="Music"></itunes:category>
	<itunes:explicit>false</itunes:explicit>
	<podcast:locked>yes</podcast:locked>
	<podcast:medium>podcast</podcast:medium>
	<item>
		<title>Les lampes &#8211; et le &#171;bac&#187;</title>
		<link>https://example.org/2025/05/lampes/</link>
		<pubDate>Mon, 05 May 2025 10:00:00 +0000</pubDate>
		<dc:creator><![CDATA[ada]]></dc:creator>
		<guid isPermaLink="false">https://example.org/?p=1234</guid>
		<category><![CDATA[Podcast]]></category>
		<description><![CDATA[Quarante lampes. [&#8230;]]]></description>
		<content:encoded><![CDATA[<h3>Quarante</h3><figure class="a"><img src="https://example.org/a.png"/></figure>]]></content:encoded>
		<enclosure url="https://media.example/content.example/2025/Lampes-01.MP3" length="20123456" type="audio/mpeg" />
		<itunes:subtitle>Quarante lampes.</itunes:subtitle>
		<itunes:duration>14:53</itunes:duration>
	</item>
</channel>
</rss>
"""
)

PAGED = (
    HEAD.format(more=' xmlns:psc="http://podlove.org/simple-chapters"')
    + """<channel>
<atom:link rel="self" type="application/rss+xml" title="H (m4a)" href="https://example.org/feed/m4a/"/>
<atom:link rel="alternate" type="application/rss+xml" title="H (mp3)" href="https://example.org/feed/mp3/"/>
<atom:link rel="next" href="https://example.org/feed/m4a/?paged=2"/>
<atom:link rel="first" href="https://example.org/feed/m4a/"/>
<atom:link rel="last" href="https://example.org/feed/m4a/?paged=9"/>
<title>Hafenstunde</title>
<link>https://example.org</link>
<description>Vom Hafen.</description>
<language>de-DE</language>
<itunes:author>Ada</itunes:author>
<itunes:type>episodic</itunes:type>
<itunes:category text="Technology"/>
<itunes:image href="https://example.org/cover.jpeg"/>
<image><url>https://example.org/cover.jpeg</url><title>H</title><link>https://example.org</link></image>
<itunes:block>no</itunes:block>
<itunes:explicit>false</itunes:explicit>
<item>
<title>HAF017 Laternen</title>
<link>https://example.org/haf017/</link>
<pubDate>Sat, 3 May 2025 20:15:00 +0200</pubDate>
<guid isPermaLink="false">podlove-2025-05-03t18:15:00+00:00-1f2e3d</guid>
<description>Vierzig Laternen.</description>
<enclosure url="https://example.org/podlove/file/17/s/feed/c/m4a/haf017.m4a" length="40123456" type="audio/mp4"/>
<itunes:duration>01:14:53.021</itunes:duration>
<psc:chapters version="1.2"><psc:chapter start="00:00:00.000" title="Anfang"/>
<psc:chapter start="00:12:10" title="Laternen" href="https://example.org/l"/></psc:chapters>
</item>
</channel>
</rss>
"""
)

HOSTS: dict[str, tuple[str, set[str]]] = {
    "everything in CDATA": (IN_CDATA, {"plain-text", "duration-form"}),
    "through counters": (COUNTED, {"duration-form"}),
    "of unknown length": (UNMEASURED, {"enclosure-unmeasured"}),
    "with the podcast namespace": (PODCASTING, {"show-guid-other"}),
    "of a blog": (BLOG, {"duration-form"}),
    "in pages": (PAGED, {"duration-form"}),
}
"""Feeds with the rules they do break, but for what is only worth having."""
