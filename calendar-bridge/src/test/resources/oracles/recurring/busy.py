"""Busy time of calendars by python3-icalendar and recurring_ical_events. Reads on standard input, again and again, a line
"ID START END ZONE LENGTH" (epoch seconds, the owner's zone) and LENGTH bytes of iCalendar; answers each with
"ID ok START/END/TYPE ..." or "ID error WHY" or "ID abstains WHY"."""
import datetime
import sys
import zoneinfo

import icalendar
import recurring_ical_events

UTC = datetime.timezone.utc
DAY = datetime.timedelta(days=1)


def seconds(value, zone):
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone)
    return int(value.timestamp())


def busy(text, start, end, zone):
    if b"RANGE=THISANDFUTURE" in text or b"VALUE=PERIOD" in text:
        return None
    calendar = icalendar.Calendar.from_ical(text)
    first = datetime.datetime.fromtimestamp(start, UTC) - 2 * DAY
    last = datetime.datetime.fromtimestamp(end, UTC) + 2 * DAY
    spans = []
    for event in recurring_ical_events.of(calendar).between(first, last):
        status = str(event.get("STATUS", "")).upper()
        if status == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
            continue
        begins = event["DTSTART"].dt
        ends = event["DTEND"].dt if "DTEND" in event else begins
        a, b = seconds(begins, zone), seconds(ends, zone)
        if b > start and a < end:
            spans.append("%d/%d/%s" % (a, b, "BUSY_TENTATIVE" if status == "TENTATIVE" else "BUSY"))
    return spans


def main():
    source = sys.stdin.buffer
    while True:
        line = source.readline()
        if not line:
            return
        number, start, end, zone, length = line.decode().split(" ")
        text = source.read(int(length))
        try:
            spans = busy(text, int(start), int(end), zoneinfo.ZoneInfo(zone))
            answer = "abstains range or period" if spans is None else " ".join(["ok"] + spans)
        except Exception as failure:  # each calendar for itself
            answer = "error " + " ".join(repr(failure).split())
        print(number, answer, flush=True)


main()
