// The team's week: a table of busy time by the viewer's clock. Pawn decides what of it this viewer may see.
import { DAY, dayName, instant, monday, timeOf, wall } from "/week/week-clock.js";
import { ask, load } from "/week/week-pawn.js";

const byId = (id) => document.getElementById(id);
const WORDS = { BUSY: "busy", "BUSY-TENTATIVE": "tentative", "BUSY-UNAVAILABLE": "away", UNKNOWN: "not known" };
const KINDS = { BUSY: "busy", "BUSY-TENTATIVE": "tentative", "BUSY-UNAVAILABLE": "away", UNKNOWN: "unknown" };
const WHY = { none: "no calendar", stale: "calendar out of date", hidden: "hidden from you" };
const OFFICE = [7, 19];

let zone = sessionStorage.getItem("zone") ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
let first = 0; // Monday, as midnight in UTC
let people = []; // {address, name, ticked, taken, hours, remark}
let picked = null; // a suggested time

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

const spans = (list, type) => list.map(({ start, end, type: own }) =>
  ({ start: Date.parse(start), end: Date.parse(end), type: own ?? type }));

/** What is not surely free: busy time, and the unknown beside it. */
function taken(busy, unknown) {
  const all = spans(busy);
  for (const { start, end } of spans(unknown)) {
    let from = start;
    for (const known of all.filter((each) => each.type !== "UNKNOWN" && each.start < end && each.end > start)) {
      if (known.start > from) all.push({ start: from, end: known.start, type: "UNKNOWN" });
      from = Math.max(from, known.end);
    }
    if (from < end) all.push({ start: from, end, type: "UNKNOWN" });
  }
  return all.sort((one, other) => one.start - other.start);
}

async function fetchWeek() {
  const from = instant(zone, first, 0);
  const to = instant(zone, first + 7 * DAY, 0);
  const body = { addresses: people.map((person) => person.address), from: new Date(from), to: new Date(to) };
  const { items } = await (await ask("/v1/freebusy:batch", body)).json();
  items.forEach(({ freebusy, problem }, index) => {
    const person = people[index];
    person.remark = problem ? problem.detail : WHY[freebusy.coverage] ?? "";
    person.taken = problem ? [{ start: from, end: to, type: "UNKNOWN" }] : taken(freebusy.busy, freebusy.unknown);
    person.hours = problem ? [] : spans(freebusy.workingHours, "HOURS");
  });
}

/** The hours of a day that are worth showing: an office's, and whenever somebody works, by this clock. */
function shownHours() {
  if (byId("nights").checked) return [0, 24];
  let [from, to] = OFFICE;
  for (const { start, end } of people.flatMap((person) => person.hours)) {
    const begins = wall(zone, start);
    const ends = wall(zone, end - 1);
    if (begins.date !== ends.date) return [0, 24];
    from = Math.min(from, begins.hour);
    to = Math.max(to, ends.hour + 1);
  }
  return [from, to];
}

/** As far as it concerns that day. */
function words(span, date) {
  const kind = WORDS[span.type] ?? "busy";
  const before = span.start < instant(zone, date, 0);
  const after = span.end > instant(zone, date + DAY, 0);
  if (before && after) return `${kind} all day`;
  if (before) return `${kind} until ${timeOf(zone, span.end)}`;
  return after ? `${kind} from ${timeOf(zone, span.start)}` : `${kind} ${timeOf(zone, span.start)} to ${timeOf(zone, span.end)}`;
}

function cell(person, date, hour) {
  const start = instant(zone, date, hour);
  const end = instant(zone, date, hour + 1);
  const inHour = person.taken.filter((span) => span.start < end && span.end > start);
  const said = start >= end ? "no such hour" : inHour.length ? inHour.map((span) => words(span, date)).join(", ") : "free";
  const element = make("td", "", make("span", "unseen", said));
  element.setAttribute("role", "gridcell");
  element.tabIndex = -1;
  element.dataset.start = start;
  element.dataset.words = `${person.name}, ${dayName(date)}, ${String(hour).padStart(2, "0")}:00: ${said}`;
  const works = person.hours.some((span) => span.start < end && span.end > start);
  element.classList.toggle("off", start >= end || (person.hours.length > 0 && !works));
  element.classList.toggle("picked", picked !== null && picked.start < end && picked.end > start);
  for (const span of inHour) {
    const bar = make("i", KINDS[span.type] ?? "busy");
    bar.classList.toggle("goes-on", span.start < start);
    bar.style.left = `${Math.max(0, (100 * (span.start - start)) / (end - start))}%`;
    bar.style.right = `${Math.max(0, (100 * (end - span.end)) / (end - start))}%`;
    element.append(bar);
  }
  return element;
}

function heads(from, to) {
  const corner = make("th", "who", "Who");
  corner.scope = "col";
  corner.rowSpan = 2;
  const days = make("tr", "", corner);
  const hours = make("tr", "");
  for (let day = 0; day < 7; day++) {
    const date = first + day * DAY;
    const head = make("th", "day", dayName(date, "short"));
    head.scope = "colgroup";
    head.colSpan = to - from;
    head.classList.toggle("now", date === wall(zone, Date.now()).date);
    days.append(head);
    for (let hour = from; hour < to; hour++) {
      const name = make("th", hour === from ? "hour begins" : "hour", hour % 3 === 0 && hour < to - 1 ? String(hour) : "");
      name.scope = "col";
      name.setAttribute("aria-label", `${hour}:00`);
      hours.append(name);
    }
  }
  return make("thead", "", days, hours);
}

function row(person, from, to) {
  const tick = make("input");
  tick.type = "checkbox";
  tick.checked = person.ticked;
  tick.setAttribute("aria-label", `${person.name} shall come to the meeting`);
  tick.addEventListener("change", () => {
    person.ticked = tick.checked;
    tellTicked();
  });
  const pawn = make("presence-pawn");
  pawn.setAttribute("address", person.address);
  pawn.setAttribute("label", person.name);
  pawn.setAttribute("show", "dot");
  const name = make("th", "who", tick, pawn, make("span", "name", person.name));
  name.scope = "row";
  if (person.remark) name.append(make("span", "remark", person.remark));
  const element = make("tr", "", name);
  element.dataset.address = person.address;
  for (let day = 0; day < 7; day++) {
    for (let hour = from; hour < to; hour++) {
      const each = cell(person, first + day * DAY, hour);
      each.classList.toggle("begins", hour === from);
      element.append(each);
    }
  }
  return element;
}

function show() {
  const [from, to] = shownHours();
  const table = byId("week");
  const body = make("tbody", "", ...people.map((person) => row(person, from, to)));
  const caption = make("caption", "unseen", `Busy time from ${dayName(first)} to ${dayName(first + 6 * DAY)}, by the clock of ${zone}`);
  table.replaceChildren(caption, heads(from, to), body);
  table.dataset.hours = to - from;
  const start = table.querySelector("td");
  if (start) start.tabIndex = 0;
  byId("detail").textContent = "";
  tellTicked();
}

async function refresh() {
  await fetchWeek();
  show();
}

/** One cell is in the order of Tab, the arrows lead to the others. */
function go(from, columns, rows) {
  const lines = [...byId("week").tBodies[0].rows];
  const line = lines[lines.indexOf(from.parentElement) + rows];
  const cells = line ? [...line.querySelectorAll("td")] : [];
  const target = cells[Math.min(cells.length - 1, Math.max(0, from.cellIndex - 1 + columns))];
  if (!target) return;
  from.tabIndex = -1;
  target.tabIndex = 0;
  target.focus();
}

function followKeys(event) {
  const at = event.target.closest("td");
  if (!at) return;
  const day = Number(byId("week").dataset.hours);
  const steps = {
    ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
    PageUp: [-day, 0], PageDown: [day, 0], Home: [-1000, 0], End: [1000, 0],
  };
  if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  go(at, ...steps[event.key]);
}

function tellDetail(event) {
  const at = event.target.closest?.("td");
  if (at) byId("detail").textContent = at.dataset.words;
}

function tellTicked() {
  const names = people.filter((person) => person.ticked).map((person) => person.name);
  byId("ticked").textContent = names.length ? names.join(", ") : "Tick who shall come.";
}

function suggestion(time) {
  const start = Date.parse(time.start);
  const end = Date.parse(time.end);
  const when = `${dayName(wall(zone, start).date)}, ${timeOf(zone, start)} to ${timeOf(zone, end)}`;
  const button = make("button", `suggestion ${time.state}`, make("b", "", when), make("span", "", time.reasons.join(" ")));
  button.type = "button";
  button.addEventListener("click", () => {
    picked = { start, end };
    show();
    document.querySelector("td.picked")?.scrollIntoView({ block: "nearest", inline: "center" });
  });
  return make("li", "", button);
}

async function suggest(event) {
  event.preventDefault();
  const required = people.filter((person) => person.ticked).map((person) => person.address);
  if (!required.length) return byId("suggestions").replaceChildren("Nobody is ticked.");
  const start = Math.max(instant(zone, first, 0), first <= wall(zone, Date.now()).date ? Date.now() : 0);
  const end = instant(zone, first + 7 * DAY, 0);
  if (start >= end) return byId("suggestions").replaceChildren("That week is over.");
  const { items, unknown } = await (await ask("/v1/meeting-times", {
    required, duration: byId("duration").value, timeZone: zone, limit: 5, ignoreWorkingHours: byId("any-hour").checked,
    windows: [{ start: new Date(start), end: new Date(end) }],
  })).json();
  const answer = [];
  if (items.length) answer.push(make("ol", "times", ...items.map(suggestion)));
  else answer.push(make("p", "", "No time in this week suits them all."));
  for (const each of unknown) {
    const name = people.find((person) => person.address === each.requested)?.name ?? each.requested;
    answer.push(make("p", "apart", `${name} counts as free nowhere: ${each.problem?.detail ?? WHY[each.coverage] ?? "nothing is known"}.`));
  }
  byId("suggestions").replaceChildren(...answer);
}

async function savePicture() {
  const query = new URLSearchParams([
    ...people.map((person) => ["address", person.address]),
    ["from", new Date(first).toISOString().slice(0, 10)], ["days", "7"], ["timeZone", zone],
  ]);
  const link = make("a");
  link.href = URL.createObjectURL(await (await ask(`/v1/freebusy-grid.svg?${query}`)).blob());
  link.download = "week.svg";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function offerZones() {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const colleagues = people.map((person) => person.timeZone).filter(Boolean);
  const all = Intl.supportedValuesOf?.("timeZone") ?? [];
  const option = (id) => {
    const each = make("option", "", id.replaceAll("_", " "));
    each.value = id;
    return each;
  };
  const group = (label, ids) => {
    const each = make("optgroup", "", ...ids.map(option));
    each.label = label;
    return each;
  };
  byId("zone").append(group("Yours", [own]), group("Your colleagues'", [...new Set(colleagues)].sort()), group("All", all));
  byId("zone").value = zone;
}

/** Whatever a control starts; what goes wrong is told, and the page stays. */
function guarded(action) {
  return async (event) => {
    try {
      byId("trouble").hidden = true;
      await action(event);
    } catch (failed) {
      console.warn(failed);
      byId("trouble").textContent = "The week cannot be shown just now. Please try again in a moment.";
      byId("trouble").hidden = false;
    }
  };
}

function turn(days) {
  return guarded(async () => {
    first = days === 0 ? monday(wall(zone, Date.now()).date) : first + days * DAY;
    picked = null;
    await refresh();
  });
}

byId("earlier").addEventListener("click", turn(-7));
byId("today").addEventListener("click", turn(0));
byId("later").addEventListener("click", turn(7));
byId("nights").addEventListener("change", show);
byId("zone").addEventListener("change", guarded(async () => {
  zone = byId("zone").value;
  sessionStorage.setItem("zone", zone);
  await refresh();
}));
byId("week").addEventListener("keydown", followKeys);
byId("week").addEventListener("focusin", tellDetail);
byId("week").addEventListener("mouseover", tellDetail);
byId("meet").addEventListener("submit", guarded(suggest));
byId("picture").addEventListener("click", guarded(savePicture));
setInterval(() => document.activeElement?.closest("#week") || document.hidden || guarded(refresh)(), 120_000);

guarded(async () => {
  const session = await load("/data/session");
  if (!session.viewer) return location.assign("/");
  const department = await load("/data/department");
  byId("title").textContent = department.groups.items.find((each) => each.id === department.id)?.name ?? department.id;
  people = department.people.items.map(({ address, name, timeZone }) => ({
    address, name, timeZone, ticked: address === session.viewer, taken: [], hours: [], remark: "",
  }));
  offerZones();
  const asked = Date.parse(new URLSearchParams(location.search).get("week") ?? "");
  first = monday(Number.isNaN(asked) ? wall(zone, Date.now()).date : asked);
  await refresh();
})();
