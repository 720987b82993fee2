package org.pawn.server.sip;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.digest.DigestCredentials;
import org.pawn.digest.DigestVerifier;
import org.pawn.digest.Nonces;
import org.pawn.directory.PersonSecrets;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.SipRequest;

/** Who knows a password (RFC 3261 section 22, RFC 7616, RFC 8760). */
final class DigestSignIn {
    private static final Duration NONCE_LIFE = Duration.ofMinutes(5);
    private static final int NONCES_REMEMBERED = 200_000;

    private final PersonSecrets secrets;
    private final DigestVerifier verifier;
    private final GuessLimits guesses;

    DigestSignIn(SipConfig config, SipServices services, String domain) {
        SecureRandom random = services.random();
        this.secrets = new PersonSecrets(domain, services.directory(), services.credentials());
        this.guesses = new GuessLimits(services.time(), config.exempt());
        this.verifier = new DigestVerifier(
                config.domain(),
                config.algorithms().isEmpty() ? List.of(DigestAlgorithm.SHA_256) : config.algorithms(),
                new Nonces(services.time(), random, NONCE_LIFE, NONCES_REMEMBERED),
                secrets,
                random);
    }

    /**
     * What a request's credentials are worth.
     *
     * @param stale the password was right and only the nonce was not
     */
    record Worth(Optional<AddressOfRecord> sender, boolean stale) {}

    /** @throws Refusal.LimitExceeded after too many wrong passwords */
    Worth of(SipRequest request) {
        boolean stale = false;
        for (String header : credentials(request)) {
            String claimed = DigestCredentials.userNameOf(header).orElse("");
            guesses.require(request.peer(), claimed);
            DigestVerifier.Outcome outcome = verifier.verify(
                    header, request.method(), request.uri(), request.peer().host());
            if (outcome instanceof DigestVerifier.Outcome.Accepted accepted) {
                guesses.proved(request.peer(), accepted.userName());
                return new Worth(secrets.person(accepted.userName()), false);
            } else if (outcome instanceof DigestVerifier.Outcome.Refused refused && refused.stale()) {
                stale = true;
            } else {
                guesses.failed(request.peer(), claimed);
            }
        }
        return new Worth(Optional.empty(), stale);
    }

    /** One a hash function, in the order in which they are offered. */
    List<String> challenges(SipRequest request, boolean stale) {
        return verifier.challenges(request.peer().host(), stale);
    }

    /** At most one for our realm counts in each header: more would be free guesses. */
    private List<String> credentials(SipRequest request) {
        List<String> found = new ArrayList<>();
        for (String name : List.of("authorization", "proxy-authorization")) {
            request.headers().all(name).stream()
                    .filter(header -> DigestCredentials.realmOf(header).equals(Optional.of(verifier.realm())))
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }
}
