package org.pawn.rest.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pawn.access.Level;
import org.pawn.directory.Person;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;
import org.pawn.presence.Tuple;

/** How to reach a person, ranked by what would work now: live devices first, then phones and mail. */
record WaysToReach(String kind, String uri, String label, boolean works, String reason) {

    static List<WaysToReach> of(Person person, PresenceView view) {
        Availability availability = view.document().availability();
        boolean there = isThere(availability);
        List<WaysToReach> ways = new ArrayList<>();
        String sip = person.address().sipUri();
        ways.add(new WaysToReach("message", sip, person.address().toString(), there, messageReason(availability)));
        ways.add(call(sip, person, view, there));
        if (view.level().atLeast(Level.COMPANY)) {
            person.workPhones().forEach(number -> ways.add(phone(number, "Work phone")));
            person.emails().stream()
                    .limit(1)
                    .forEach(mail -> ways.add(
                            new WaysToReach("email", "mailto:" + mail, mail, true, "Read when they have time.")));
        }
        if (view.level().atLeast(Level.PERSONAL)) {
            person.privatePhones().forEach(number -> ways.add(phone(number, "Private phone")));
        }
        ways.sort(Comparator.comparing((WaysToReach way) -> !way.works())); // stable: the order above within each
        return ways;
    }

    private static WaysToReach call(String sip, Person person, PresenceView view, boolean there) {
        Availability availability = view.document().availability();
        List<Tuple> devices = view.document().tuples();
        boolean silent = !devices.isEmpty()
                && devices.stream()
                        .allMatch(device -> !device.capabilities().isEmpty()
                                && !device.capabilities().contains("audio"));
        boolean works = there && !silent && availability != Availability.DO_NOT_DISTURB;
        String reason = !there
                ? "No device is signed in."
                : works
                        ? "A device is signed in."
                        : silent ? "No device takes calls." : "Does not want to be disturbed.";
        return new WaysToReach("call", sip, person.address().toString(), works, reason);
    }

    private static WaysToReach phone(String number, String label) {
        return new WaysToReach("phone", "tel:" + number.replaceAll("[^0-9+*#]", ""), number, true, label + ".");
    }

    private static boolean isThere(Availability availability) {
        return availability != Availability.OFFLINE && availability != Availability.UNKNOWN;
    }

    private static String messageReason(Availability availability) {
        return switch (availability) {
            case AVAILABLE -> "Available now.";
            case BUSY -> "There, and busy.";
            case DO_NOT_DISTURB -> "There; it waits quietly until they want to be disturbed.";
            case BE_RIGHT_BACK, AWAY -> "Signed in, and away from the desk.";
            case OFFLINE, UNKNOWN -> "Not signed in; it waits until they are.";
        };
    }
}
