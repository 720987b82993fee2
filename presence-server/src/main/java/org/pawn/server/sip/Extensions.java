package org.pawn.server.sip;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pawn.server.sip.event.ListStates;
import org.pawn.server.sip.wire.SipRequest;

/** The SIP extensions that we answer for, by method (RFC 3261 section 19.2). */
final class Extensions {
    static final String PATH = "path";
    static final String OUTBOUND = "outbound";
    static final String GRUU = "gruu";
    static final String MESSAGE_LIST = "recipient-list-message"; // RFC 5365

    static final String EVENT_LIST = ListStates.EXTENSION;
    static final String RECIPIENT_LIST = "recipient-list-subscribe"; // RFC 5367

    private static final Map<String, Set<String>> SERVED = Map.of(
            "REGISTER", Set.of(PATH, OUTBOUND, GRUU),
            "SUBSCRIBE", Set.of(EVENT_LIST, RECIPIENT_LIST),
            "MESSAGE", Set.of(MESSAGE_LIST));

    private static final String ALL = String.join(
            ", ",
            SERVED.values().stream().flatMap(Set::stream).distinct().sorted().toList());

    private Extensions() {}

    /** What a request requires and we do not do for its method, as written. */
    static List<String> unknown(SipRequest request) {
        List<String> required = request.headers().values("require");
        if (required.isEmpty()) { // as nearly always
            return required;
        }
        Set<String> served = SERVED.getOrDefault(request.method(), Set.of());
        return required.stream()
                .filter(option -> served.stream().noneMatch(option::equalsIgnoreCase))
                .toList();
    }

    /** Whether the sender says that it knows the extension. */
    static boolean knows(SipRequest request, String option) {
        return names(request, "supported", option) || requires(request, option);
    }

    static boolean requires(SipRequest request, String option) {
        return names(request, "require", option);
    }

    private static boolean names(SipRequest request, String field, String option) {
        for (String named : request.headers().values(field)) {
            if (named.equalsIgnoreCase(option)) {
                return true;
            }
        }
        return false;
    }

    /** All of them, for Supported. */
    static String served() {
        return ALL;
    }
}
