package org.pawn.rest.http;

import io.javalin.http.Context;
import java.util.List;
import org.pawn.access.Caller;
import org.pawn.digest.DigestCredentials;
import org.pawn.digest.DigestVerifier;
import org.pawn.directory.PersonSecrets;

/**
 * Who is asking by HTTP digest with what they register SIP devices with (RFC 7616): the same realm, algorithms and
 * names. A wrong password counts against the address as a wrong token does.
 */
public final class DigestAuthentication {
    private final DigestVerifier verifier;
    private final PersonSecrets secrets;
    private final AttemptLimits limits;
    private final ClientAddress clients;

    public DigestAuthentication(
            DigestVerifier verifier, PersonSecrets secrets, AttemptLimits limits, ClientAddress clients) {
        this.verifier = verifier;
        this.secrets = secrets;
        this.limits = limits;
        this.clients = clients;
    }

    /**
     * The person whose credentials the request carries.
     *
     * @throws ProblemException 401 with a challenge for each algorithm
     */
    Caller require(Context ctx) {
        String peer = clients.of(ctx.req());
        String header = ctx.header("Authorization");
        if (header == null) {
            limits.take(peer, AttemptLimits.OPEN_REQUEST); // how every client begins
            throw challenge(ctx, peer, false);
        }
        limits.take(peer, AttemptLimits.FAILURE); // given back below: of many at once, all count
        DigestVerifier.Outcome outcome = verifier.verify(header, HeadAsGet.sent(ctx.req()), target(ctx), peer);
        if (outcome instanceof DigestVerifier.Outcome.Accepted accepted) {
            limits.giveBack(peer, AttemptLimits.FAILURE);
            return Caller.of(secrets.person(accepted.userName()).orElseThrow());
        }
        boolean stale = outcome instanceof DigestVerifier.Outcome.Refused refused && refused.stale();
        if (stale || isForeign(header)) {
            limits.giveBack(peer, AttemptLimits.FAILURE - AttemptLimits.OPEN_REQUEST);
        }
        throw challenge(ctx, peer, stale);
    }

    private boolean isForeign(String header) {
        return DigestCredentials.realmOf(header)
                .filter(realm -> !realm.equals(verifier.realm()))
                .isPresent();
    }

    /** What the client asked for, byte for byte. */
    private static String target(Context ctx) {
        String query = ctx.req().getQueryString();
        return ctx.req().getRequestURI() + (query == null ? "" : "?" + query);
    }

    private ProblemException challenge(Context ctx, String peer, boolean stale) {
        List<String> challenges = verifier.challenges(peer, stale);
        challenges.forEach(value -> ctx.res().addHeader("WWW-Authenticate", value));
        return new ProblemException(
                ProblemType.UNAUTHENTICATED, "This needs a valid token, or a SIP password by HTTP digest.");
    }
}
