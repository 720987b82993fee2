// Local times of any zone, by the browser's own tables.

const formats = new Map();

function format(zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hourCycle: "h23", weekday: "short",
      year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
    }));
  }
  return formats.get(zone);
}

/** What the wall shows in that zone at an instant, given in milliseconds. */
export function wall(zone, instant) {
  const parts = Object.fromEntries(format(zone).formatToParts(instant).map(({ type, value }) => [type, value]));
  return { date: Date.UTC(parts.year, parts.month - 1, parts.day), hour: +parts.hour, minute: +parts.minute, second: +parts.second };
}

function offset(zone, instant) {
  const { date, hour, minute, second } = wall(zone, instant);
  return date + ((hour * 60 + minute) * 60 + second) * 1000 - Math.floor(instant / 1000) * 1000;
}

/** The instant at which that zone's clock shows an hour of a date (midnight in UTC); where it never does, what follows. */
export function instant(zone, date, hour) {
  const local = date + hour * 3_600_000;
  const first = local - offset(zone, local);
  const second = local - offset(zone, first);
  return offset(zone, second) === local - second ? second : Math.max(first, second);
}

export const DAY = 86_400_000;

export function monday(date) {
  return date - ((new Date(date).getUTCDay() + 6) % 7) * DAY;
}

export function dayName(date, length = "long") {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: length, day: "numeric", month: length }).format(date);
}

export function timeOf(zone, instant) {
  const { hour, minute } = wall(zone, instant);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
