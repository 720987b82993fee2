package org.pawn.server.sip;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.dialoginfo.DialogInfo;
import org.pawn.filter.FilterSet;
import org.pawn.pidf.PidfDiff;
import org.pawn.pidf.PidfDocument;
import org.pawn.resourcelist.ListEntries;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;

/** Answers that need no sender: OPTIONS (RFC 3261 section 11), and what is not served, with its reason. */
final class UnservedMethods {
    /** Those that the proxy sends on when they begin something. */
    static final Set<String> BEGINNINGS = Set.of("INVITE", "REFER", "INFO");

    private static final String ACCEPT = String.join(
            ", ",
            PidfDocument.CONTENT_TYPE,
            PidfDiff.CONTENT_TYPE,
            DialogInfo.CONTENT_TYPE,
            ListEntries.CONTENT_TYPE,
            FilterSet.CONTENT_TYPE,
            "text/plain");

    private static final Set<String> IN_DIALOG = Set.of("INVITE", "REFER", "BYE", "PRACK", "UPDATE", "INFO", "NOTIFY");

    private final String allow;
    private final String allowEvents;

    UnservedMethods(String allow, List<String> events) {
        this.allow = allow;
        this.allowEvents = String.join(", ", events);
    }

    /** Empty for a method that has a handler, or that nobody knows. */
    Optional<SipResponse> answer(SipRequest request) {
        String method = request.method();
        if (method.equals("OPTIONS")) {
            return Optional.of(SipResponse.ok()
                    .with("Allow", allow)
                    .with("Accept", ACCEPT)
                    .with("Accept-Encoding", "identity")
                    .with("Accept-Language", "en")
                    .with("Supported", Extensions.served())
                    .with("Allow-Events", allowEvents));
        } else if (IN_DIALOG.contains(method) && (request.isInDialog() || !BEGINNINGS.contains(method))) {
            return Optional.of(SipResponse.of(481, "Call/Transaction Does Not Exist"));
        }
        return Optional.empty();
    }

    /** Not 405, which is for a method that is known and not for this resource (RFC 3261 section 21.5.2). */
    SipResponse unknown() {
        return SipResponse.of(501, "Not Implemented").with("Allow", allow);
    }
}
