package org.pawn.calendar.ical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;

/** Reads the periods of a VFREEBUSY (RFC 5545 sections 3.6.4, 3.8.2.6). */
final class FreeBusyReader {
    private final Zones zones;

    FreeBusyReader(Zones zones) {
        this.zones = zones;
    }

    List<BusyInterval> read(IcalComponent component) {
        List<BusyInterval> busy = new ArrayList<>();
        for (ContentLine line : component.all("FREEBUSY")) {
            Optional<BusyType> type = type(line.parameter("FBTYPE").orElse("BUSY"));
            for (String period : line.value().split(",")) {
                type.flatMap(firm -> interval(period.strip(), line, firm)).ifPresent(busy::add);
            }
        }
        return busy;
    }

    /** A type that is not known is to be treated as BUSY (RFC 5545 section 3.2.9). */
    private static Optional<BusyType> type(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "FREE" -> Optional.empty();
            case "BUSY-TENTATIVE" -> Optional.of(BusyType.BUSY_TENTATIVE);
            case "BUSY-UNAVAILABLE" -> Optional.of(BusyType.BUSY_UNAVAILABLE);
            default -> Optional.of(BusyType.BUSY);
        };
    }

    private Optional<BusyInterval> interval(String period, ContentLine line, BusyType type) {
        if (period.isEmpty()) {
            return Optional.empty();
        }
        int slash = period.indexOf('/');
        if (slash < 0) {
            throw new BrokenComponent("FREEBUSY is no period");
        }
        IcalTime start = IcalTime.parse(period.substring(0, slash), line, zones);
        String end = period.substring(slash + 1);
        Instant until = end.matches("[+-]?[Pp].*")
                ? Extent.parse(end, line).endOf(start)
                : IcalTime.parse(end, line, zones).instant();
        return start.instant().isBefore(until)
                ? Optional.of(new BusyInterval(start.instant(), until, type))
                : Optional.empty();
    }
}
