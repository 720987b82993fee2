// What a card says of how somebody is.
import { clock, localTime } from "./clock.js";
import { make } from "./dom.js";
import { describe, scheduleLine } from "./sentence.js";
import { text, wordsOf } from "./words.js";

/** The state, the note, and lines for the calendar, the zone, and what others see instead. */
export function bodyOf(presence, stale, lang) {
  const words = wordsOf(lang);
  const note = text(presence?.note?.text);
  const seen = presence?.appearsAs;
  const lines = [
    seen && words.othersSee(words.states[seen.availability] ?? words.states.Unknown, clock(seen.since, lang)),
    scheduleLine(presence?.schedule, lang),
    localTime(presence?.timeZone, lang),
  ].filter(Boolean);
  return [
    make("div", { class: "state", part: "state" }, describe(presence, stale, lang)),
    note && make("div", { class: "note", part: "note", lang: text(presence.note.lang), dir: "auto" }, note),
    lines.length && make("ul", { class: "lines", part: "lines" }, ...lines.map((line) => make("li", {}, line))),
  ];
}
