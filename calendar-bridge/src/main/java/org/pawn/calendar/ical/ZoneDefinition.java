package org.pawn.calendar.ical;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A VTIMEZONE turned into rules of its own (RFC 5545 section 3.6.5). They live with the calendar that is being read:
 * iCal4j would register each one with the JVM for ever.
 */
final class ZoneDefinition {
    private static final LocalDateTime EARLIEST = LocalDateTime.of(1850, 1, 1, 0, 0);
    private static final LocalDateTime LATEST = LocalDateTime.of(2150, 1, 1, 0, 0);
    private static final int MAX_ONSETS = 5_000;
    private static final Pattern OFFSET = Pattern.compile("([+-]?)(\\d{2}):?(\\d{2}):?(\\d{2})?");

    private record Onset(ZoneOffset before, ZoneOffset after) {}

    private final IcalComponent component;
    private final Budget budget;
    private final TreeMap<Instant, Onset> onsets = new TreeMap<>();

    ZoneDefinition(IcalComponent component, Budget budget) {
        this.component = component;
        this.budget = budget;
    }

    ZoneRules rules() {
        component.children("STANDARD").forEach(this::addOnsets);
        component.children("DAYLIGHT").forEach(this::addOnsets);
        if (onsets.isEmpty()) {
            throw new BrokenComponent("a time zone without offsets");
        }
        ZoneOffset first = onsets.firstEntry().getValue().before();
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        ZoneOffset current = first;
        for (Map.Entry<Instant, Onset> onset : onsets.entrySet()) {
            ZoneOffset after = onset.getValue().after();
            if (!after.equals(current)) {
                LocalDateTime local = LocalDateTime.ofInstant(onset.getKey(), current);
                transitions.add(ZoneOffsetTransition.of(local, current, after));
                current = after;
            }
        }
        return ZoneRules.of(first, first, List.of(), transitions, List.of());
    }

    private void addOnsets(IcalComponent observance) {
        ContentLine line =
                observance.first("DTSTART").orElseThrow(() -> new BrokenComponent("a time zone without a start"));
        Zones none = Zones.utc();
        LocalDateTime start = IcalTime.parse(line.value(), plain(line), none).local();
        Onset onset = new Onset(offset(observance, "TZOFFSETFROM"), offset(observance, "TZOFFSETTO"));
        add(start, onset);
        for (ContentLine dates : observance.all("RDATE")) {
            for (String date : dates.value().split(",")) {
                add(IcalTime.parse(date.split("/")[0], plain(dates), none).local(), onset);
            }
        }
        for (ContentLine rule : observance.all("RRULE")) {
            addRule(RecurrenceRule.parse(rule, none), start, onset);
        }
    }

    private void addRule(RecurrenceRule rule, LocalDateTime start, Onset onset) {
        // an onset's UNTIL is in UTC, its times are in the offset before it
        LocalDateTime until = rule.until()
                .map(time -> time.form() == IcalTime.Form.UTC
                        ? time.local().plusSeconds(onset.before().getTotalSeconds())
                        : time.isDate() ? time.local().plusDays(1).minusSeconds(1) : time.local())
                .orElse(LocalDateTime.MAX);
        new RuleWalk(rule, start, time -> time.isAfter(until), budget).walk(EARLIEST, LATEST, time -> add(time, onset));
    }

    private void add(LocalDateTime local, Onset onset) {
        onsets.put(local.toInstant(onset.before()), onset);
        if (onsets.size() > MAX_ONSETS) {
            throw new BrokenComponent("a time zone that changes too often");
        }
    }

    private static ContentLine plain(ContentLine line) {
        return new ContentLine(line.number(), line.name(), Map.of(), line.value());
    }

    private static ZoneOffset offset(IcalComponent observance, String name) {
        Matcher matcher = OFFSET.matcher(observance.text(name).orElse(""));
        if (!matcher.matches()) {
            throw new BrokenComponent("a time zone without " + name);
        }
        int seconds = Integer.parseInt(matcher.group(2)) * 3600
                + Integer.parseInt(matcher.group(3)) * 60
                + (matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4)));
        if (seconds > 18 * 3600) {
            throw new BrokenComponent("a time zone more than 18 hours from UTC");
        }
        return ZoneOffset.ofTotalSeconds("-".equals(matcher.group(1)) ? -seconds : seconds);
    }
}
