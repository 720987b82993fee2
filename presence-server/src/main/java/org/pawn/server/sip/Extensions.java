package org.pawn.server.sip;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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

    private Extensions() {}

    /** What a request requires and we do not do for its method, as written. */
    static List<String> unknown(SipRequest request) {
        Set<String> served = SERVED.getOrDefault(request.method(), Set.of());
        return request.headers().values("require").stream()
                .filter(option -> served.stream().noneMatch(option::equalsIgnoreCase))
                .toList();
    }

    /** Whether the sender says that it knows the extension. */
    static boolean knows(SipRequest request, String option) {
        return Stream.of("supported", "require")
                .flatMap(name -> request.headers().values(name).stream())
                .anyMatch(option::equalsIgnoreCase);
    }

    static boolean requires(SipRequest request, String option) {
        return request.headers().values("require").stream().anyMatch(option::equalsIgnoreCase);
    }

    /** All of them, for Supported. */
    static String served() {
        return String.join(
                ", ",
                SERVED.values().stream()
                        .flatMap(Set::stream)
                        .distinct()
                        .sorted()
                        .toList());
    }
}
