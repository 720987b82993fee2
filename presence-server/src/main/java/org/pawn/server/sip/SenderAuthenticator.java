package org.pawn.server.sip;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.proxy.Privacy;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;

/**
 * Who sends a request: by digest, by a token, or by the word of a proxy that we trust; and then only in their own name.
 * What we serve ourselves is challenged with 401; what goes on to someone else, with 407.
 */
final class SenderAuthenticator {
    private static final String ASSERTED = "p-asserted-identity";
    private static final List<String> IDENTITIES = List.of(ASSERTED, "p-preferred-identity");

    private final LocalAddresses ours;
    private final Directory directory;
    private final boolean required;
    private final Set<String> trustedPeers;
    private final DigestSignIn digest;
    private final BearerSignIn bearer;

    SenderAuthenticator(SipConfig config, SipServices services, LocalAddresses ours) {
        this.ours = ours;
        this.directory = services.directory();
        this.required = config.authentication();
        this.trustedPeers = config.trustedPeers();
        this.digest = new DigestSignIn(config, services, ours.domain());
        this.bearer = new BearerSignIn(services.access(), config.domain());
    }

    /** What a request's credentials are worth. */
    sealed interface Outcome {
        record Known(Caller sender) implements Outcome {}

        record Challenge(SipResponse response) implements Outcome {}
    }

    /**
     * @param asProxy whether the request goes on to someone else
     * @throws Refusal.Forbidden if the sender is known but does not send in their own name
     * @throws Refusal.LimitExceeded after too many wrong passwords
     */
    Outcome authenticate(SipRequest request, boolean asProxy) {
        if (!required) {
            return known(request, Caller.of(ours.of(request.from())), asProxy);
        }
        Optional<AddressOfRecord> asserted = asserted(request);
        if (asserted.isPresent()) {
            return new Outcome.Known(Caller.of(asserted.get()));
        }
        Optional<Caller> holder = bearer.sender(request);
        if (holder.isPresent()) {
            return known(request, holder.get(), asProxy);
        }
        DigestSignIn.Worth worth = digest.of(request);
        return worth.sender().isPresent()
                ? known(request, Caller.of(worth.sender().get()), asProxy)
                : new Outcome.Challenge(challenge(request, asProxy, worth.stale()));
    }

    /**
     * Whom a trusted proxy asserts (RFC 3325 section 5). Over a connection only: where datagrams come from, anybody may
     * pretend.
     */
    private Optional<AddressOfRecord> asserted(SipRequest request) {
        boolean trusted = request.peer().transport().isStream()
                && trustedPeers.contains(request.peer().host());
        return trusted
                ? request.headers().values(ASSERTED).stream()
                        .flatMap(value -> person(value).stream())
                        .filter(directory::exists)
                        .findFirst()
                : Optional.empty();
    }

    private Optional<AddressOfRecord> person(String value) {
        try {
            return Optional.of(AddressOfRecord.parse(NameAddress.parse(value).uri()))
                    .filter(person -> person.domain().equals(ours.domain()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private SipResponse challenge(SipRequest request, boolean asProxy, boolean stale) {
        SipResponse response =
                asProxy ? SipResponse.of(407, "Proxy Authentication Required") : SipResponse.of(401, "Unauthorized");
        String field = asProxy ? "Proxy-Authenticate" : "WWW-Authenticate";
        if (bearer.isTried(request)) {
            response = response.with(field, bearer.challenge());
        }
        for (String challenge : digest.challenges(request, stale)) {
            response = response.with(field, challenge);
        }
        return response;
    }

    /** From, and every other header that claims an identity, names the sender (RFC 3261 section 22.1, RFC 3325). */
    private Outcome known(SipRequest request, Caller sender, boolean asProxy) {
        AddressOfRecord person = sender.person().orElseThrow();
        boolean own = ours.names(request.from().uri(), person) || asProxy && isAnonymous(request);
        for (String name : IDENTITIES) {
            for (String value : request.headers().values(name)) {
                own &= person(value).equals(Optional.of(person));
            }
        }
        if (!own) {
            throw new Refusal.Forbidden("The request is not in the sender's own name.");
        }
        return new Outcome.Known(sender);
    }

    /** A call may hide who makes it from the one who is called; a message is stamped with its sender. */
    private static boolean isAnonymous(SipRequest request) {
        return !request.method().equals("MESSAGE")
                && Privacy.isAnonymous(request.from())
                && Privacy.of(request).hidesIdentity();
    }
}
