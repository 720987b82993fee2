// Busy time of calendars by ical.js. Reads on standard input, again and again, a line "ID START END ZONE LENGTH" (epoch
// seconds, the owner's zone) and LENGTH bytes of iCalendar; answers each with "ID ok START/END/TYPE ...",
// "ID abstains WHY" (it takes no RDATE with a period) or "ID error WHY".
import fs from 'node:fs';
import ICAL from 'ical.js';

const MAX_INSTANCES = 200000;

const input = fs.readFileSync(0);
let at = 0;
while (at < input.length) {
  const eol = input.indexOf(10, at);
  const [id, start, end, zone, length] = input.toString('latin1', at, eol).split(' ');
  at = eol + 1;
  const text = input.toString('utf8', at, at + Number(length));
  at += Number(length);
  try {
    const refused = text.includes('VALUE=PERIOD');
    console.log(refused ? `${id} abstains rdate` : [id, 'ok', ...busy(text, Number(start), Number(end), zone)].join(' '));
  } catch (failure) {
    console.log(`${id} error ${String(failure).replace(/\s+/g, ' ')}`);
  }
}

function busy(text, start, end, ownerZone) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const owner = ICAL.TimezoneService.get(ownerZone) ?? ICAL.Timezone.utcTimezone;
  const spans = [];
  const parts = calendar.getAllSubcomponents('vevent').map((part) => new ICAL.Event(part));
  const exceptions = parts.filter((part) => part.isRecurrenceException());
  for (const event of parts) {
    if (event.isRecurrenceException()) continue;
    exceptions.filter((one) => one.uid === event.uid).forEach((one) => event.relateException(one));
    if (!event.isRecurring()) {
      add(spans, event, event.startDate, event.endDate, start, end, owner);
      continue;
    }
    const iterator = event.iterator();
    let count = 0;
    for (let next = iterator.next(); next; next = iterator.next()) {
      const original = seconds(next, owner);
      if (original >= end + 40 * 86400) break;
      if (++count > MAX_INSTANCES) throw new Error('too many instances');
      const one = event.getOccurrenceDetails(next);
      add(spans, one.item, one.startDate, one.endDate, start, end, owner);
    }
  }
  return spans;
}

function add(spans, event, from, to, start, end, owner) {
  const status = String(event.component.getFirstPropertyValue('status') ?? '').toUpperCase();
  const transparent = String(event.component.getFirstPropertyValue('transp') ?? '').toUpperCase() === 'TRANSPARENT';
  if (status === 'CANCELLED' || transparent) return;
  const first = seconds(from, owner);
  const last = seconds(to, owner);
  if (last > start && first < end) spans.push(`${first}/${last}/${status === 'TENTATIVE' ? 'BUSY_TENTATIVE' : 'BUSY'}`);
}

function seconds(time, owner) {
  const moment = time.clone();
  if (moment.zone === ICAL.Timezone.localTimezone || moment.isDate) {
    moment.isDate = false;
    moment.zone = owner;
  }
  return moment.toUnixTime();
}
