package org.pawn.server.sip.proxy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipRequest;

/**
 * What a request's sender does not want the other side to know (RFC 3323 section 4.2, RFC 3325 section 9.3). We keep back
 * who they are; that bodies and all else are made anonymous is the device's own work.
 *
 * @param wanted the words of the Privacy header, in lower case
 */
public record Privacy(Set<String> wanted) {
    private static final String ANONYMOUS_HOST = "@anonymous.invalid";
    private static final Set<String> KNOWN = Set.of("id", "none", "critical");

    public Privacy {
        wanted = Set.copyOf(wanted);
    }

    public static Privacy of(SipRequest request) {
        Set<String> words = new HashSet<>();
        for (String field : request.headers().all("privacy")) {
            Arrays.stream(field.split("[;,]"))
                    .map(word -> word.strip().toLowerCase(Locale.ROOT))
                    .filter(word -> !word.isEmpty())
                    .forEach(words::add);
        }
        return new Privacy(words);
    }

    /** Whether the sender's identity, as we know it, goes no further. */
    public boolean hidesIdentity() {
        return !wanted.contains("none") && (wanted.contains("id") || wanted.contains("user"));
    }

    /** Whether something is asked for that we cannot give, and that the request is not to go on without. */
    public boolean isTooMuch() {
        return wanted.contains("critical") && !wanted.contains("none") && !KNOWN.containsAll(wanted);
    }

    /** Whether the From names nobody, as RFC 3323 section 4.1.1.3 would have it. */
    public static boolean isAnonymous(NameAddress from) {
        return from.uri().toLowerCase(Locale.ROOT).split("[;?]", 2)[0].endsWith(ANONYMOUS_HOST);
    }
}
