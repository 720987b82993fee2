package org.pawn.reach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pawn.access.Level;
import org.pawn.directory.Person;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Tuple;
import org.pawn.reach.WayToReach.Kind;

/**
 * How to reach a person, ranked by what would work now (docs/presence-model.md, "Ways to reach"). Made from what one
 * viewer sees and from nothing else, so that it tells nothing more. Pure.
 */
public final class WaysToReach {
    /** Who is there rather than away comes first, then who is to be left alone; the rank in composing is another. */
    private static final List<Availability> BEST_FIRST = List.of(
            Availability.AVAILABLE,
            Availability.BUSY,
            Availability.BE_RIGHT_BACK,
            Availability.AWAY,
            Availability.DO_NOT_DISTURB);

    private static final Comparator<Tuple> DEVICES_BEST_FIRST = Comparator.comparingInt(
                    (Tuple device) -> BEST_FIRST.indexOf(device.availability()))
            .thenComparing(device -> device.lastActive().orElse(Instant.MIN), Comparator.reverseOrder())
            .thenComparing(Tuple::q, Comparator.reverseOrder())
            .thenComparing(Tuple::id);

    private final Person person;
    private final PresenceDocument seen;
    private final Level level;
    private final List<Tuple> devices;
    private final Map<String, WayToReach> ways = new LinkedHashMap<>(); // by kind and URI: the first stays

    private WaysToReach(Person person, PresenceView view) {
        this.person = person;
        this.seen = view.document();
        this.level = view.level();
        this.devices = seen.tuples().stream()
                .filter(Tuple::isOpen)
                .sorted(DEVICES_BEST_FIRST)
                .toList();
    }

    /** All ways that the viewer may know of, best first. */
    public static List<WayToReach> of(Person person, PresenceView view) {
        return new WaysToReach(person, view).ranked();
    }

    private List<WayToReach> ranked() {
        String everyDevice = person.address().sipUri();
        String address = person.address().toString();
        add(Kind.MESSAGE, everyDevice, address, messageReason());
        add(Kind.CALL, everyDevice, address, callReason());
        devices.forEach(this::addOwnContact);
        if (level.atLeast(Level.COMPANY)) {
            person.workPhones().forEach(number -> add(Kind.PHONE, tel(number), number, workPhoneReason()));
            person.emails().stream().limit(1).forEach(mail -> add(Kind.EMAIL, "mailto:" + mail, mail, mailReason()));
        }
        if (level.atLeast(Level.PERSONAL)) {
            person.privatePhones()
                    .forEach(number -> add(Kind.PHONE, tel(number), number, phoneReason(Reason.PRIVATE_PHONE)));
        }
        List<WayToReach> ranked = new ArrayList<>(ways.values());
        ranked.sort(Comparator.comparing((WayToReach way) -> !way.works()).thenComparing(WayToReach::kind)); // stable
        return ranked;
    }

    private void add(Kind kind, String uri, String label, Reason reason) {
        ways.putIfAbsent(kind + uri, new WayToReach(kind, uri, label, works(reason), reason));
    }

    private static boolean works(Reason reason) {
        return switch (reason) {
            case AVAILABLE,
                    IDLE,
                    BUSY,
                    AWAY,
                    WORK_PHONE,
                    PRIVATE_PHONE,
                    NAMED_BY_A_DEVICE,
                    READ_LATER,
                    READ_WHEN_BACK -> true;
            case WAITS_UNTIL_DISTURBABLE,
                    NOT_TO_BE_DISTURBED,
                    WAITS_UNTIL_SIGNED_IN,
                    NO_DEVICE_SIGNED_IN,
                    NOT_KNOWN,
                    WAITS_FOR_A_DEVICE,
                    NO_DEVICE_FOR_CALLS,
                    IN_A_CALL,
                    OFF_WORK,
                    OUT_OF_OFFICE -> false;
        };
    }

    /** A device that names an address of its own is a way of its own (RFC 4479 section 3.3), where the viewer sees it. */
    private void addOwnContact(Tuple device) {
        Optional<String> contact = device.contact();
        if (contact.isEmpty()) {
            return;
        }
        String uri = contact.get();
        String label = device.device().orElse(uri);
        switch (uri.substring(0, Math.max(0, uri.indexOf(':'))).toLowerCase(Locale.ROOT)) {
            case "sip", "sips" -> {
                if (takes(device, "message")) {
                    add(Kind.MESSAGE, uri, label, messageReason(device.availability()));
                }
                if (takes(device, "audio")) {
                    add(Kind.CALL, uri, label, callReason(device.availability()));
                }
            }
            case "im", "xmpp" -> add(Kind.MESSAGE, uri, label, messageReason(device.availability()));
            case "tel" -> add(Kind.PHONE, uri, uri.substring("tel:".length()), phoneReason(Reason.NAMED_BY_A_DEVICE));
            case "mailto" -> add(Kind.EMAIL, uri, uri.substring("mailto:".length()), mailReason());
            default -> {
                // nothing that one could be reached by, or nothing that a page should open
            }
        }
    }

    /** To a viewer who sees no capabilities every device seems to take everything; an application's session is none. */
    private static boolean takes(Tuple device, String what) {
        return device.capabilities().isEmpty()
                ? !device.device().equals(Optional.of("application"))
                : device.capabilities().contains(what);
    }

    /** Whether somebody is there, and the viewer, who sees that there are devices, can know that none of them takes it. */
    private boolean noneTakes(String what) {
        return isThere() && level.atLeast(Level.COMPANY) && devices.stream().noneMatch(device -> takes(device, what));
    }

    private Reason messageReason() {
        return noneTakes("message") ? Reason.WAITS_FOR_A_DEVICE : messageReason(seen.availability());
    }

    private Reason messageReason(Availability availability) {
        return switch (strictest(availability)) {
            case AVAILABLE, BUSY, BE_RIGHT_BACK, AWAY -> thereReason(availability);
            case DO_NOT_DISTURB -> Reason.WAITS_UNTIL_DISTURBABLE;
            case OFFLINE -> Reason.WAITS_UNTIL_SIGNED_IN;
            case UNKNOWN -> Reason.NOT_KNOWN;
        };
    }

    private Reason callReason() {
        return noneTakes("audio") ? Reason.NO_DEVICE_FOR_CALLS : callReason(seen.availability());
    }

    private Reason callReason(Availability availability) {
        return switch (strictest(availability)) {
            case AVAILABLE, BUSY, BE_RIGHT_BACK, AWAY -> isInACall() ? Reason.IN_A_CALL : thereReason(availability);
            case DO_NOT_DISTURB -> Reason.NOT_TO_BE_DISTURBED;
            case OFFLINE -> Reason.NO_DEVICE_SIGNED_IN;
            case UNKNOWN -> Reason.NOT_KNOWN;
        };
    }

    /** What the person is as a whole goes before what one device says, where it keeps others out. */
    private Availability strictest(Availability ofDevice) {
        return switch (seen.availability()) {
            case DO_NOT_DISTURB, OFFLINE, UNKNOWN -> seen.availability();
            case AVAILABLE, BUSY, BE_RIGHT_BACK, AWAY -> ofDevice;
        };
    }

    private Reason thereReason(Availability availability) {
        return switch (availability) {
            case AVAILABLE -> seen.idle() ? Reason.IDLE : Reason.AVAILABLE;
            case BUSY -> Reason.BUSY;
            default -> Reason.AWAY;
        };
    }

    private Reason workPhoneReason() {
        if (does(Activity.Kind.OUT_OF_OFFICE)) {
            return Reason.OUT_OF_OFFICE;
        }
        return does(Activity.Kind.OFF_WORK) ? Reason.OFF_WORK : phoneReason(Reason.WORK_PHONE);
    }

    /** Somebody with one call at their ear takes no second, on whatever phone. */
    private Reason phoneReason(Reason otherwise) {
        if (seen.availability() == Availability.DO_NOT_DISTURB) {
            return Reason.NOT_TO_BE_DISTURBED;
        }
        return isInACall() ? Reason.IN_A_CALL : otherwise;
    }

    private Reason mailReason() {
        return does(Activity.Kind.OUT_OF_OFFICE) ? Reason.READ_WHEN_BACK : Reason.READ_LATER;
    }

    private boolean isThere() {
        return seen.availability() != Availability.OFFLINE && seen.availability() != Availability.UNKNOWN;
    }

    private boolean isInACall() {
        return does(Activity.Kind.IN_A_CALL) || does(Activity.Kind.IN_A_CONFERENCE_CALL);
    }

    private boolean does(Activity.Kind what) {
        return seen.activities().stream().anyMatch(activity -> activity.kind() == what);
    }

    private static String tel(String number) {
        return "tel:" + number.replaceAll("[^0-9+*#]", "");
    }
}
