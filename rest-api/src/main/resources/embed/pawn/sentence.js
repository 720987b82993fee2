// A presence as words.
import { ahead, clock } from "./clock.js";
import { AVAILABILITIES, text, wordsOf } from "./words.js";

/** Enumerations are open: what a newer server may say and this script does not know is Unknown. */
export const availabilityOf = (presence) =>
  presence && AVAILABILITIES.includes(presence.availability) ? presence.availability : "Unknown";

/** What the person is doing, as words after the availability: "in a meeting until 10:00", or nothing. */
function doing(presence, lang) {
  if (!presence) return "";
  const words = wordsOf(lang);
  const { activities } = words;
  const { availability, activity, schedule } = presence;
  const until = ["busy", "outOfOffice"].includes(schedule?.state) && ahead(schedule.until)
    ? " " + words.until(clock(schedule.until, lang)) : "";
  if (["InAMeeting", "Appointment", "OutOfOffice"].includes(activity)) return activities[activity] + until;
  if (activity === "Custom") return text(presence.activityText);
  if (Object.hasOwn(activities, activity)) return activities[activity];
  if (["Offline", "Away", "BeRightBack"].includes(availability) && schedule?.state === "busy" && until) {
    return activities.InAMeeting + until;
  }
  return availability === "Offline" && schedule?.state === "free" ? words.freeNow : "";
}

/** The one sentence of a pawn: "Busy, in a meeting until 10:00". */
export function describe(presence, stale, lang) {
  const words = wordsOf(lang);
  const availability = words.states[availabilityOf(presence)] + (presence?.idle === true ? `, ${words.idle}` : "");
  return [availability, doing(presence, lang), stale ? words.stale : ""].filter(Boolean).join(", ");
}

/** What the calendar says, for the card; empty where the viewer may not see it. */
export function scheduleLine(schedule, lang) {
  const words = wordsOf(lang);
  if (!schedule) return "";
  if (schedule.state === "unknown") return words.noCalendar;
  if (schedule.state === "free") return ahead(schedule.until) ? words.freeUntil(clock(schedule.until, lang)) : words.free;
  return ahead(schedule.freeAt) ? words.freeAt(clock(schedule.freeAt, lang)) : "";
}
