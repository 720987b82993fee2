package org.pawn.server.sip;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.digest.DigestCredentials;
import org.pawn.digest.DigestVerifier;
import org.pawn.digest.Nonces;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;

/**
 * Who sends a request: by digest (RFC 3261 section 22, RFC 8760), and then only in their own name. What we serve
 * ourselves is challenged with 401; what goes on to someone else, with 407.
 */
final class DigestAuthenticator {
    private static final Duration NONCE_LIFE = Duration.ofMinutes(5);
    private static final int NONCES_REMEMBERED = 200_000;
    private static final List<String> IDENTITIES = List.of("p-asserted-identity", "p-preferred-identity");

    private final LocalAddresses ours;
    private final boolean required;
    private final DigestVerifier verifier;

    DigestAuthenticator(SipConfig config, SipServices services, LocalAddresses ours) {
        this.ours = ours;
        this.required = config.authentication();
        SecureRandom random = services.random();
        List<DigestAlgorithm> offered = required ? config.algorithms() : List.of(DigestAlgorithm.SHA_256);
        this.verifier = new DigestVerifier(
                config.domain(),
                offered,
                new Nonces(services.time(), random, NONCE_LIFE, NONCES_REMEMBERED),
                (userName, realm, algorithm) -> person(userName)
                        .flatMap(person -> services.credentials()
                                .ha1(person, userName, algorithm.token()) // first, whether they exist or not
                                .filter(hash -> services.directory().exists(person))),
                random);
    }

    /** What a request's credentials are worth. */
    sealed interface Outcome {
        record Known(Caller sender) implements Outcome {}

        record Challenge(SipResponse response) implements Outcome {}
    }

    /**
     * @param asProxy whether the request goes on to someone else
     * @throws Refusal.Forbidden if the sender is known but does not send in their own name
     */
    Outcome authenticate(SipRequest request, boolean asProxy) {
        if (!required) {
            return new Outcome.Known(inOwnName(request, ours.of(request.from())));
        }
        boolean stale = false;
        for (String header : credentials(request)) {
            DigestVerifier.Outcome outcome = verifier.verify(
                    header, request.method(), request.uri(), request.peer().host());
            if (outcome instanceof DigestVerifier.Outcome.Accepted accepted) {
                AddressOfRecord sender = person(accepted.userName()).orElseThrow();
                return new Outcome.Known(inOwnName(request, sender));
            }
            stale |= outcome instanceof DigestVerifier.Outcome.Refused refused && refused.stale();
        }
        return new Outcome.Challenge(challenge(request, asProxy, stale));
    }

    private SipResponse challenge(SipRequest request, boolean asProxy, boolean stale) {
        SipResponse response =
                asProxy ? SipResponse.of(407, "Proxy Authentication Required") : SipResponse.of(401, "Unauthorized");
        for (String challenge : verifier.challenges(request.peer().host(), stale)) {
            response = response.with(asProxy ? "Proxy-Authenticate" : "WWW-Authenticate", challenge);
        }
        return response;
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

    /** From, and every other header that claims an identity, names the sender (RFC 3261 section 22.1, RFC 3325). */
    private Caller inOwnName(SipRequest request, AddressOfRecord sender) {
        boolean own = ours.names(request.from().uri(), sender);
        for (String name : IDENTITIES) {
            for (String value : request.headers().values(name)) {
                own &= claims(value, sender);
            }
        }
        if (!own) {
            throw new Refusal.Forbidden("The request is not in the sender's own name.");
        }
        return Caller.of(sender);
    }

    private boolean claims(String value, AddressOfRecord sender) {
        try {
            return ours.names(NameAddress.parse(value).uri(), sender);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The user part alone, or the whole address (CONTRACT section 6). */
    private Optional<AddressOfRecord> person(String userName) {
        try {
            AddressOfRecord person = userName.indexOf('@') < 0
                    ? new AddressOfRecord(userName, ours.domain())
                    : new AddressOfRecord(
                            userName.substring(0, userName.indexOf('@')),
                            userName.substring(userName.indexOf('@') + 1).toLowerCase(Locale.ROOT));
            return Optional.of(person).filter(known -> known.domain().equals(ours.domain()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
