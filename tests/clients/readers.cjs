// Four npm parsers read a feed, and feedsmith the JSON Feed beside it; printed as JSON in one form.
// A fact that a parser does not read is not there. Times are in seconds.
"use strict";

const { readFileSync } = require("node:fs");

const [rss, jsonFeed] = process.argv.slice(2).map((name) => readFileSync(name, "utf8"));
const seconds = (date) => new Date(date).getTime() / 1000;
const clock = (text) => text.split(":").reduce((whole, part) => whole * 60 + Number(part), 0);
const sorted = (names) => [...names].sort();
const transcript = (one) => [one.url, one.type, one.language, one.rel ?? null];

function partytime() {
  const feed = require("podcast-partytime").parseFeed(rss);
  const person = (one) => [one.name, one.role.toLowerCase(), one.href ?? null];
  return {
    title: feed.title,
    description: feed.description,
    language: feed.language,
    explicit: feed.explicit,
    guid: feed.guid,
    medium: feed.medium,
    locked: feed.locked,
    categories: sorted(feed.itunesCategory.flatMap((one) => one.split(" > "))),
    people: (feed.podcastPeople ?? []).map(person),
    funding: (feed.podcastFunding ?? []).map((one) => one.url),
    items: feed.items.map((item) => ({
      title: item.title,
      guid: item.guid,
      date: seconds(item.pubDate),
      enclosure: [item.enclosure.url, item.enclosure.length, item.enclosure.type],
      duration: item.duration,
      notes: item.content,
      // it has a name of its own for the type of SubRip
      transcripts: (item.podcastTranscripts ?? [])
        .map((one) => ({ ...one, type: one.type.replace("application/srt", "application/x-subrip") }))
        .map(transcript),
      chapters_file: [item.podcastChapters.url, item.podcastChapters.type],
      soundbites: (item.podcastSoundbites ?? []).map((one) => [
        one.startTime,
        one.duration,
        one.title,
      ]),
      people: (item.podcastPeople ?? []).map(person),
      season: item.podcastSeason?.number ?? null,
      number: item.podcastEpisode?.number ?? null,
    })),
  };
}

async function rssParser() {
  const feed = await new (require("rss-parser"))().parseString(rss);
  return {
    title: feed.title,
    description: feed.description,
    language: feed.language,
    explicit: feed.itunes.explicit === "true",
    categories: sorted(
      feed.itunes.categoriesWithSubs.flatMap((one) => [one.name, ...one.subs.map((sub) => sub.name)]),
    ),
    items: feed.items.map((item) => ({
      title: item.title,
      guid: item.guid,
      date: seconds(item.isoDate),
      enclosure: [item.enclosure.url, Number(item.enclosure.length), item.enclosure.type],
      duration: Number(item.itunes.duration),
      notes: item["content:encoded"],
      season: Number(item.itunes.season),
      number: Number(item.itunes.episode),
    })),
  };
}

function podparse() {
  const { meta, episodes } = require("podparse")(rss);
  const person = (one) => [one.name, one.role, one.href ?? null];
  return {
    title: meta.title,
    description: meta.description,
    language: meta.language,
    explicit: meta.explicit,
    guid: meta.guid,
    medium: meta.medium,
    locked: meta.locked,
    categories: sorted(meta.category),
    people: (meta.person ?? []).map(person),
    funding: (meta.funding ?? []).map((one) => one.url),
    items: episodes.map((item) => ({
      title: item.title,
      guid: item.guid,
      date: seconds(item.pubDate),
      enclosure: [item.enclosure.url, item.enclosure.length, item.enclosure.type],
      duration: item.duration,
      transcripts: (item.transcript ?? []).map(transcript),
      chapters_file: [item.chapters.url, item.chapters.type],
      soundbites: (item.soundbite ?? []).map((one) => [one.startTime, one.duration, one.name]),
      people: (item.person ?? []).map(person),
      season: item.season ?? null,
      number: item.episode ?? null,
    })),
  };
}

function feedsmith() {
  const feed = require("feedsmith").parseRssFeed(rss);
  const podcast = feed.podcast;
  const person = (one) => [one.display, one.role, one.href ?? null];
  return {
    title: feed.title,
    description: feed.description,
    language: feed.language,
    explicit: feed.itunes.explicit,
    guid: podcast.guid,
    medium: podcast.medium,
    locked: podcast.locked.value,
    categories: sorted(
      feed.itunes.categories.flatMap((one) => [one.text, ...one.categories.map((sub) => sub.text)]),
    ),
    people: (podcast.persons ?? []).map(person),
    funding: (podcast.fundings ?? []).map((one) => one.url),
    items: feed.items.map((item) => ({
      title: item.title,
      guid: item.guid.value,
      date: seconds(item.pubDate),
      enclosure: [item.enclosures[0].url, item.enclosures[0].length, item.enclosures[0].type],
      duration: item.itunes.duration,
      notes: item.content.encoded,
      transcripts: (item.podcast.transcripts ?? []).map(transcript),
      chapters_file: [item.podcast.chapters.url, item.podcast.chapters.type],
      chapters: item.psc.chapters.map((one) => [clock(one.start), one.title]),
      soundbites: (item.podcast.soundbites ?? []).map((one) => [
        one.startTime,
        one.duration,
        one.display,
      ]),
      people: (item.podcast.persons ?? []).map(person),
      season: item.podcast.season?.number ?? null,
      number: item.podcast.episode?.number ?? null,
    })),
  };
}

function feedsmithJson() {
  const feed = require("feedsmith").parseJsonFeed(jsonFeed);
  return {
    title: feed.title,
    description: feed.description,
    language: feed.language,
    items: feed.items.map((item) => {
      const [sound] = item.attachments;
      return {
        title: item.title,
        guid: item.id,
        date: seconds(item.date_published),
        enclosure: [sound.url, sound.size_in_bytes, sound.mime_type],
        duration: sound.duration_in_seconds,
        notes: item.content_html,
      };
    }),
  };
}

async function main() {
  const read = {
    "podcast-partytime": partytime(),
    "rss-parser": await rssParser(),
    podparse: podparse(),
    feedsmith: feedsmith(),
    "feedsmith-json": feedsmithJson(),
  };
  process.stdout.write(JSON.stringify(read));
}

main();
