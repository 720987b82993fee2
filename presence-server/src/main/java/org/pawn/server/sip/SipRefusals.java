package org.pawn.server.sip;

import java.util.List;
import java.util.Map;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.SipResponse;

/** The SIP edge's one table: what each kind of refusal is on the wire, with the headers its RFC asks for. */
final class SipRefusals {
    private static final int BUSY_RETRY_SECONDS = 10;

    private final String agent;

    /** @param agent who warns, in Warning headers: the domain */
    SipRefusals(String agent) {
        this.agent = agent;
    }

    SipResponse response(Refusal refusal) {
        Map<String, Object> facts = refusal.facts();
        SipResponse answer = switch (refusal.kind()) { // no default: a new Kind must not compile until it is mapped
            case INVALID -> SipResponse.of(400, "Bad Request");
            case NOT_AUTHENTICATED, FORBIDDEN, NOT_VISIBLE -> SipResponse.of(403, "Forbidden");
            case NOT_FOUND -> SipResponse.of(404, "Not Found");
            case STALE_ENTITY_TAG, STALE_VERSION -> SipResponse.of(412, "Conditional Request Failed");
            case INTERVAL_TOO_BRIEF ->
                SipResponse.of(423, "Interval Too Brief").with("Min-Expires", fact(facts, "minimumSeconds"));
            case UNSUPPORTED_EVENT ->
                SipResponse.of(489, "Bad Event").with("Allow-Events", fact(facts, "allowedEvents"));
            case UNSUPPORTED_CONTENT ->
                SipResponse.of(415, "Unsupported Media Type")
                        .with("Accept", fact(facts, "accepted"))
                        .with("Accept-Encoding", "identity");
            case NO_SUCH_SUBSCRIPTION -> SipResponse.of(481, "Subscription Does Not Exist");
            case OUT_OF_ORDER -> SipResponse.of(500, "Server Internal Error"); // RFC 3261 sections 10.3, 12.2.2
            case TOO_LARGE -> SipResponse.of(413, "Request Entity Too Large");
            case LIMIT_EXCEEDED ->
                facts.containsKey("retryAfterSeconds")
                        ? SipResponse.of(503, "Service Unavailable")
                                .with("Retry-After", fact(facts, "retryAfterSeconds"))
                        : SipResponse.of(403, "Forbidden");
            case CONFLICT -> SipResponse.of(400, "Bad Request");
            case UNAVAILABLE -> SipResponse.of(503, "Service Unavailable").with("Retry-After", BUSY_RETRY_SECONDS);
            case NOT_SUPPORTED -> SipResponse.of(501, "Not Implemented");
        };
        return answer.with("Warning", warning(refusal.getMessage()));
    }

    /** {@code 399}: a miscellaneous warning for people (RFC 3261 section 20.43). */
    String warning(String text) {
        return "399 " + agent + " \"" + text.replace("\\", "").replace('"', '\'') + "\"";
    }

    private static String fact(Map<String, Object> facts, String name) {
        Object value = facts.get(name);
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }
}
