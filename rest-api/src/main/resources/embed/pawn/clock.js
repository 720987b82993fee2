// Instants for people.
import { text, wordsOf } from "./words.js";

export const ahead = (instant) => Date.parse(instant) > Date.now();

/** In the viewer's zone, or in another: the time today, else with its day. */
export function clock(instant, lang, timeZone) {
  const at = new Date(instant);
  if (isNaN(at)) return "";
  const days = Math.abs(at - Date.now()) / 86400000;
  const day = timeZone || at.toDateString() === new Date().toDateString() ? {}
    : days < 6 ? { weekday: "short" } : { day: "numeric", month: "short" };
  // "en" may be en-GB
  const local = navigator.languages.find((each) => each.slice(0, 2) === lang.slice(0, 2)) ?? lang;
  try {
    return new Intl.DateTimeFormat(local, { ...day, hour: "numeric", minute: "2-digit", timeZone }).format(at);
  } catch {
    return timeZone ? "" : at.toISOString();
  }
}

/** The time where somebody is, if it is another than here. */
export function localTime(timeZone, lang) {
  if (!text(timeZone)) return "";
  const there = clock(Date.now(), lang, timeZone);
  return there && there !== clock(Date.now(), lang) ? wordsOf(lang).localTime(there) : "";
}
