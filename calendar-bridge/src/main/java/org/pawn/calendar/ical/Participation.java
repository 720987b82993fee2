package org.pawn.calendar.ical;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
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

    /** What the owner answered (RFC 5545 section 3.2.12), the firmest last. Who delegated may still be there. */
    private enum Answer {
        DECLINED,
        NONE,
        TENTATIVE,
        FIRM;

        static Answer of(String partstat) {
            return switch (upper(partstat)) {
                case "DECLINED" -> DECLINED;
                case "", "NEEDS-ACTION" -> NONE;
                case "TENTATIVE" -> TENTATIVE;
                default -> FIRM;
            };
        }
    }

    static Participation of(IcalComponent event, CalendarOwner owner) {
        List<ContentLine> attendees = event.all("ATTENDEE");
        if (attendees.isEmpty()) { // most events
            return new Participation(kind(event, Answer.FIRM, owner), false, subject(event));
        }
        boolean invited = attendees.stream().anyMatch(attendee -> isOther(attendee, owner));
        boolean organizedByOther =
                event.first("ORGANIZER").filter(line -> isOther(line, owner)).isPresent();
        Answer answer = attendees.stream()
                .filter(attendee -> isOwner(attendee, owner))
                .map(attendee -> Answer.of(attendee.parameter("PARTSTAT").orElse("")))
                .max(Comparator.naturalOrder()) // asked twice, by an alias: the firmer
                .orElse(Answer.FIRM);
        return new Participation(kind(event, answer, owner), invited || organizedByOther, subject(event));
    }

    private static Optional<Kind> kind(IcalComponent event, Answer answer, CalendarOwner owner) {
        if (upper(event, "STATUS").equals("CANCELLED") || answer == Answer.DECLINED) {
            return Optional.empty();
        }
        boolean isOrganizer =
                event.first("ORGANIZER").filter(line -> isOwner(line, owner)).isPresent();
        boolean unanswered = answer == Answer.NONE && owner.unansweredIsTentative() && !isOrganizer;
        boolean unsure = answer == Answer.TENTATIVE || unanswered;
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
        return !isThing && !isOwner(line, owner);
    }

    /** By its address, or by the EMAIL that stands beside another kind of address (RFC 7986 section 6.2). */
    private static boolean isOwner(ContentLine line, CalendarOwner owner) {
        return owner.addresses().contains(address(line.value()))
                || line.parameter("EMAIL")
                        .filter(email -> owner.addresses().contains(address(email)))
                        .isPresent();
    }

    /** In lower case, without {@code mailto:} and its escapes (RFC 6068 section 2). */
    private static String address(String uri) {
        String address = uri.strip().toLowerCase(Locale.ROOT);
        if (!address.startsWith("mailto:")) {
            return address;
        }
        String mail = address.substring("mailto:".length()).strip();
        try {
            return mail.contains("%") ? URLDecoder.decode(mail.replace("+", "%2B"), StandardCharsets.UTF_8) : mail;
        } catch (IllegalArgumentException noEscape) {
            return mail;
        }
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
