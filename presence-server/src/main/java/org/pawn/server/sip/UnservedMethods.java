package org.pawn.server.sip;

import java.util.Optional;
import java.util.Set;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;

/** Answers that need no sender: OPTIONS (RFC 3261 section 11), and what is not served, with its reason. */
final class UnservedMethods {
    private static final Set<String> CALLS = Set.of("INVITE", "REFER");
    private static final Set<String> IN_DIALOG = Set.of("BYE", "CANCEL", "PRACK", "UPDATE", "INFO", "NOTIFY");

    private final SipRefusals refusals;
    private final String allow;

    UnservedMethods(SipRefusals refusals, String allow) {
        this.refusals = refusals;
        this.allow = allow;
    }

    /** Empty for a method that has a handler, or that nobody knows. */
    Optional<SipResponse> answer(SipRequest request) {
        String method = request.method();
        if (method.equals("OPTIONS")) {
            return Optional.of(SipResponse.ok()
                    .with("Allow", allow)
                    .with("Accept", "application/pidf+xml, application/dialog-info+xml, text/plain")
                    .with("Accept-Encoding", "identity")
                    .with("Supported", "")
                    .with("Allow-Events", String.join(", ", EventPackages.watched())));
        } else if (CALLS.contains(method)) {
            return Optional.of(SipResponse.of(501, "Not Implemented")
                    .with("Allow", allow)
                    .with("Warning", refusals.warning("Calls are not carried by this server yet.")));
        } else if (IN_DIALOG.contains(method)) {
            return Optional.of(SipResponse.of(481, "Call/Transaction Does Not Exist"));
        }
        return Optional.empty();
    }

    /** RFC 3261 section 8.2.1. */
    SipResponse unknown() {
        return SipResponse.of(405, "Method Not Allowed").with("Allow", allow);
    }
}
