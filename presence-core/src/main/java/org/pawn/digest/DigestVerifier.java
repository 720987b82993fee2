package org.pawn.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Challenges and checks (RFC 7616, RFC 8760). {@code qop=auth} is required, counts must rise, and what the header signs
 * must be this very request. An unknown user and a wrong password take the same work and get the same answer.
 * Thread-safe.
 */
public final class DigestVerifier {
    private final String realm;
    private final List<DigestAlgorithm> offered;
    private final Nonces nonces;
    private final DigestSecrets secrets;
    private final String nobody;

    /** @param offered in the order in which they are offered; at least one */
    public DigestVerifier(
            String realm, List<DigestAlgorithm> offered, Nonces nonces, DigestSecrets secrets, RandomGenerator random) {
        if (offered.isEmpty()) {
            throw new IllegalArgumentException("at least one digest algorithm must be offered");
        }
        this.realm = realm;
        this.offered = List.copyOf(offered);
        this.nonces = nonces;
        this.secrets = secrets;
        this.nobody = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    public String realm() {
        return realm;
    }

    /** What checking found. */
    public sealed interface Outcome {
        /** The sender knows the password that belongs to this user name. */
        record Accepted(String userName) implements Outcome {}

        /**
         * The sender has proved nothing.
         *
         * @param stale the password was right and only the nonce was not: try again without asking the person
         */
        record Refused(boolean stale) implements Outcome {}
    }

    /** The values of the challenge headers, one an algorithm, in the order offered (RFC 8760 section 2.3). */
    public List<String> challenges(String peer, boolean stale) {
        List<String> challenges = new ArrayList<>();
        for (DigestAlgorithm algorithm : offered) {
            challenges.add("Digest realm=\"" + realm + "\", nonce=\"" + nonces.issue(realm, peer) + "\", algorithm="
                    + algorithm.token() + ", qop=\"auth\"" + (stale ? ", stale=true" : ""));
        }
        return challenges;
    }

    /**
     * Checks a header's credentials for a request.
     *
     * @param method the request's method, which the response signs
     * @param requestUri the request's URI, which the credentials must name
     * @param peer the address that the nonce was issued to
     */
    public Outcome verify(String header, String method, String requestUri, String peer) {
        DigestCredentials credentials;
        try {
            credentials = DigestCredentials.parse(header);
        } catch (IllegalArgumentException malformed) {
            return new Outcome.Refused(false);
        }
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.named(credentials.algorithm()).filter(offered::contains);
        if (algorithm.isEmpty()
                || !credentials.realm().equals(realm)
                || !credentials.qop().equalsIgnoreCase("auth")
                || !SignedUri.names(credentials.uri(), requestUri)) {
            return new Outcome.Refused(false);
        }
        if (!isResponseRight(credentials, algorithm.get(), method)) {
            return new Outcome.Refused(false);
        }
        Nonces.Worth worth = nonces.use(credentials.nonce(), credentials.count(), realm, peer);
        return worth == Nonces.Worth.GOOD ? new Outcome.Accepted(credentials.userName()) : new Outcome.Refused(true);
    }

    private boolean isResponseRight(DigestCredentials credentials, DigestAlgorithm algorithm, String method) {
        Optional<String> known = secrets.ha1(credentials.userName(), realm, algorithm);
        String ha1 = known.orElseGet(() -> algorithm.hash(nobody));
        String ha2 = algorithm.hash(method + ":" + credentials.uri());
        String expected = algorithm.hash(ha1 + ":" + credentials.nonce() + ":" + credentials.nonceCount() + ":"
                + credentials.clientNonce() + ":" + credentials.qop() + ":" + ha2);
        boolean same = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                credentials.response().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return same & known.isPresent();
    }
}
