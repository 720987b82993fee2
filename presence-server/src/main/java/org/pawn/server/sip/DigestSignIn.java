package org.pawn.server.sip;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.digest.DigestCredentials;
import org.pawn.digest.DigestVerifier;
import org.pawn.digest.Nonces;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.SipRequest;

/** Who knows a password (RFC 3261 section 22, RFC 7616, RFC 8760). */
final class DigestSignIn {
    private static final Duration NONCE_LIFE = Duration.ofMinutes(5);
    private static final int NONCES_REMEMBERED = 200_000;

    private final String domain;
    private final DigestVerifier verifier;
    private final GuessLimits guesses;

    DigestSignIn(SipConfig config, SipServices services, String domain) {
        SecureRandom random = services.random();
        this.domain = domain;
        this.guesses = new GuessLimits(services.time(), config.exempt());
        this.verifier = new DigestVerifier(
                config.domain(),
                config.algorithms().isEmpty() ? List.of(DigestAlgorithm.SHA_256) : config.algorithms(),
                new Nonces(services.time(), random, NONCE_LIFE, NONCES_REMEMBERED),
                (userName, realm, algorithm) -> person(userName)
                        .flatMap(person -> services.credentials()
                                .ha1(person, userName, algorithm.token()) // first, whether they exist or not
                                .filter(hash -> services.directory().exists(person))),
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
                return new Worth(person(accepted.userName()), false);
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

    /** The user part alone, or the whole address (CONTRACT section 6). */
    private Optional<AddressOfRecord> person(String userName) {
        try {
            AddressOfRecord person = userName.indexOf('@') < 0
                    ? new AddressOfRecord(userName, domain)
                    : new AddressOfRecord(
                            userName.substring(0, userName.indexOf('@')),
                            userName.substring(userName.indexOf('@') + 1).toLowerCase(Locale.ROOT));
            return Optional.of(person).filter(known -> known.domain().equals(domain));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
