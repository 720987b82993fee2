package org.pawn.server.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pawn.server.sip.wire.SipRequest;

/**
 * Which bodies a client takes, and which it likes better (RFC 3261 section 20.1).
 *
 * @param ranges empty where the client does not say
 */
record AcceptedTypes(List<Range> ranges) {
    private static final int FULL_Q = 1000;

    /** @param type in lower case without parameters, perhaps with an asterisk */
    record Range(String type, int thousandths) {}

    AcceptedTypes {
        ranges = List.copyOf(ranges);
    }

    static AcceptedTypes of(SipRequest request) {
        List<Range> ranges = new ArrayList<>();
        for (String written : request.headers().values("accept")) {
            String[] parts = written.split(";");
            int q = FULL_Q;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
                if (parameter.matches("q=[01](\\.[0-9]{0,3})?")) {
                    q = (int) Math.round(Double.parseDouble(parameter.substring(2)) * FULL_Q);
                }
            }
            ranges.add(new Range(parts[0].strip().toLowerCase(Locale.ROOT), q));
        }
        return new AcceptedTypes(ranges);
    }

    /**
     * The one of {@code types} that is liked best, of several the first; where the client does not say, the first of all
     * (RFC 6665 section 5.4.5).
     */
    Optional<String> best(List<String> types) {
        String best = "";
        int liked = 0;
        for (String type : types) {
            int now = ranges.isEmpty() ? FULL_Q : liking(type);
            if (now > liked) {
                best = type;
                liked = now;
            }
        }
        return Optional.of(best).filter(type -> !type.isEmpty());
    }

    private int liking(String type) {
        String family = type.substring(0, type.indexOf('/') + 1) + "*";
        for (String range : List.of(type, family, "*/*")) {
            Optional<Range> said =
                    ranges.stream().filter(one -> one.type().equals(range)).findFirst();
            if (said.isPresent()) {
                return said.get().thousandths();
            }
        }
        return 0;
    }
}
