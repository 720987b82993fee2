package org.pawn.calendar.ical;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pawn.freebusy.CalendarEvent.Kind;
import org.pawn.freebusy.CalendarOwner;

/**
 * What an event does to its owner, and with whom. Attendees are read here and go no further.
 *
 * @param kind empty when the owner is free: transparent, cancelled, declined
 */
record Participation(Optional<Kind> kind, boolean withOthers, Optional<String> subject) {
    private static final int MAX_SUBJECT = 255;

    static Participation of(IcalComponent event, CalendarOwner owner) {
        List<ContentLine> attendees = event.all("ATTENDEE");
        if (attendees.isEmpty()) { // most events
            return new Participation(kind(event, "", owner), false, subject(event));
        }
        boolean invited = attendees.stream().anyMatch(attendee -> isOther(attendee, owner));
        boolean organizedByOther =
                event.first("ORGANIZER").filter(line -> isOther(line, owner)).isPresent();
        String answer = attendees.stream()
                .filter(attendee -> owner.addresses().contains(address(attendee)))
                .flatMap(attendee -> attendee.parameter("PARTSTAT").stream())
                .map(Participation::upper)
                .findFirst()
                .orElse("");
        return new Participation(kind(event, answer, owner), invited || organizedByOther, subject(event));
    }

    private static Optional<Kind> kind(IcalComponent event, String answer, CalendarOwner owner) {
        if (upper(event, "STATUS").equals("CANCELLED") || answer.equals("DECLINED")) {
            return Optional.empty();
        }
        boolean unsure = answer.equals("TENTATIVE") || answer.equals("NEEDS-ACTION") && owner.unansweredIsTentative();
        return stated(event).map(kind -> kind == Kind.BUSY && unsure ? Kind.TENTATIVE : kind);
    }

    /** Outlook's busy status, where it is given, replaces TRANSP and STATUS:TENTATIVE (MS-OXCICAL 2.1.3.1.1.20.31). */
    private static Optional<Kind> stated(IcalComponent event) {
        return switch (upper(event, "X-MICROSOFT-CDO-BUSYSTATUS")) {
            case "FREE" -> Optional.empty();
            case "TENTATIVE" -> Optional.of(Kind.TENTATIVE);
            case "BUSY" -> Optional.of(Kind.BUSY);
            case "OOF" -> Optional.of(Kind.OUT_OF_OFFICE);
            case "WORKINGELSEWHERE" -> Optional.of(Kind.ELSEWHERE);
            default -> {
                if (upper(event, "TRANSP").startsWith("TRANSPARENT")) {
                    yield Optional.empty();
                }
                yield Optional.of(upper(event, "STATUS").equals("TENTATIVE") ? Kind.TENTATIVE : Kind.BUSY);
            }
        };
    }

    private static boolean isOther(ContentLine line, CalendarOwner owner) {
        boolean isThing = line.parameter("CUTYPE")
                .filter(type -> Set.of("ROOM", "RESOURCE").contains(upper(type)))
                .isPresent();
        return !isThing && !owner.addresses().contains(address(line));
    }

    /** In lower case, without {@code mailto:}. */
    private static String address(ContentLine line) {
        String address = line.value().strip().toLowerCase(Locale.ROOT);
        return address.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
    }

    /** What its owner marked private stays out of everyone's sight. */
    private static Optional<String> subject(IcalComponent event) {
        String classification = upper(event, "CLASS");
        boolean isPublic = classification.isEmpty() || classification.equals("PUBLIC");
        return event.text("SUMMARY").filter(any -> isPublic).map(Participation::unescape);
    }

    private static String unescape(String text) {
        boolean isPlain = text.indexOf('\\') < 0;
        String plain = isPlain ? text : text.replaceAll("\\\\[nN]", " ").replaceAll("\\\\(.)", "$1");
        return plain.length() > MAX_SUBJECT ? plain.substring(0, MAX_SUBJECT) : plain;
    }

    private static String upper(IcalComponent event, String property) {
        return upper(event.text(property).orElse(""));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
