// The W3C's strict parser reads caption files; printed as JSON: for each what it complains of, and
// its cues with their times, who speaks, and the text as it is shown.
"use strict";

const { readFileSync } = require("node:fs");
const { WebVTTParser } = require("webvtt-parser");
const entities = require("webvtt-parser/html-entities.json");

const shown = (node) => (node.type === "text" ? node.value : (node.children ?? []).map(shown).join(""));
const voices = (node) => [
  ...(node.name === "v" ? [node.value] : []),
  ...(node.children ?? []).flatMap(voices),
];

const read = process.argv.slice(2).map((name) => {
  const { errors, cues } = new WebVTTParser(entities).parse(readFileSync(name, "utf8"));
  return {
    errors,
    cues: cues.map(({ startTime, endTime, tree }) => ({
      start: startTime,
      end: endTime,
      voices: voices(tree),
      text: shown(tree),
    })),
  };
});
process.stdout.write(JSON.stringify(read));
