package org.pawn.server.sip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pawn.server.sip.wire.SipRequest;

/**
 * Which bodies a client takes (RFC 3261 section 20.1).
 *
 * @param ranges in lower case without parameters; empty where the client does not say
 */
record AcceptedTypes(List<String> ranges) {
    AcceptedTypes {
        ranges = List.copyOf(ranges);
    }

    static AcceptedTypes of(SipRequest request) {
        return new AcceptedTypes(request.headers().values("accept").stream()
                .map(range -> range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .toList());
    }

    /** The first of {@code types} that is taken; where the client does not say, the first of all (RFC 6665 section 5.4.5). */
    Optional<String> first(List<String> types) {
        return types.stream().filter(this::takes).findFirst();
    }

    boolean takes(String type) {
        String family = type.substring(0, type.indexOf('/') + 1) + "*";
        return ranges.isEmpty() || ranges.contains(type) || ranges.contains(family) || ranges.contains("*/*");
    }
}
