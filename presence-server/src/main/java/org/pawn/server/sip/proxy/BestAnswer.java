package org.pawn.server.sip.proxy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.server.sip.wire.SipHeader;
import org.pawn.server.sip.wire.SipRelayed;

/** Which of several refusals the caller hears (RFC 3261 section 16.7 step 6). */
final class BestAnswer {
    /** They tell the caller what to do about it; the RFC prefers them within their class. */
    private static final Set<Integer> TELLING = Set.of(401, 407, 415, 420, 484);

    private static final Set<Integer> CHALLENGES = Set.of(401, 407);

    private BestAnswer() {}

    /** A 6xx above all, then the lowest class, in it what tells most; the first of equals. Challenges are put together. */
    static Optional<SipRelayed> of(List<SipRelayed> finals) {
        return finals.stream()
                .filter(answer -> answer.status() >= 200)
                .min(Comparator.comparingInt(BestAnswer::rank))
                .map(best -> CHALLENGES.contains(best.status()) ? withAllChallenges(best, finals) : best);
    }

    private static int rank(SipRelayed answer) {
        int status = answer.status();
        if (status >= 600) {
            return 0;
        }
        int kind = status / 100 * 10;
        boolean weak = status == 408 || status == 487 || status == 503; // says nothing of the call
        return kind + (TELLING.contains(status) ? 0 : weak ? 2 : 1);
    }

    /** Each device may ask for credentials of its own (RFC 3261 section 16.7 step 7). */
    private static SipRelayed withAllChallenges(SipRelayed best, List<SipRelayed> finals) {
        List<SipHeader> fields = new ArrayList<>(best.headers().fields());
        for (SipRelayed other : finals) {
            if (other != best && CHALLENGES.contains(other.status())) {
                other.headers().fields().stream()
                        .filter(field -> field.name().endsWith("-authenticate"))
                        .forEach(fields::add);
            }
        }
        return best.with(fields);
    }
}
