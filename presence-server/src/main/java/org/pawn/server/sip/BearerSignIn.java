package org.pawn.server.sip;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.AccessService;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.Token;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.Transport;

/**
 * Who shows an access token (RFC 8898), the same as for REST: a person's, with the scope that the method needs. Only where
 * nobody can read it on the way. A challenge names the scheme to those alone who used it, since older phones fail at a
 * second challenge.
 */
final class BearerSignIn {
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 4096;
    private static final Map<String, Scope> NEEDED = Map.of(
            "REGISTER", Scope.PRESENCE_WRITE,
            "PUBLISH", Scope.PRESENCE_WRITE,
            "SUBSCRIBE", Scope.PRESENCE_READ);

    private final AccessService access;
    private final String realm;

    BearerSignIn(AccessService access, String realm) {
        this.access = access;
        this.realm = realm;
    }

    /** Whether the request carries a token, good or not. */
    boolean isTried(SipRequest request) {
        return token(request).isPresent();
    }

    /**
     * Who it is; empty for a token that is none of ours, or no more, or no person's.
     *
     * @throws Refusal.Forbidden if the token came in the clear, or lacks the scope
     */
    Optional<Caller> sender(SipRequest request) {
        return token(request).flatMap(secret -> {
            if (!isPrivate(request.peer())) {
                throw new Refusal.Forbidden("A token is taken over TLS or on this machine only.");
            }
            Optional<Caller> sender = access.find(secret).flatMap(BearerSignIn::caller);
            sender.ifPresent(known -> known.require(NEEDED.getOrDefault(request.method(), Scope.MESSAGE)));
            return sender;
        });
    }

    String challenge() {
        return "Bearer realm=\"" + realm + "\", error=\"invalid_token\"";
    }

    /** As the person themself, for what the token allows of that: over SIP nobody is an administrator. */
    private static Optional<Caller> caller(Token token) {
        return token.person().map(person -> {
            Set<Scope> scopes = EnumSet.noneOf(Scope.class);
            for (Scope own : Caller.ownScopes()) {
                if (token.scopes().contains(own) || token.scopes().contains(Scope.ADMIN)) {
                    scopes.add(own);
                }
            }
            return new Caller(person.toString(), Optional.of(person), Level.COMPANY, scopes, Optional.of(token.id()));
        });
    }

    static boolean isPrivate(SipPeer peer) {
        return peer.isLoopback() || peer.transport() == Transport.TLS || peer.transport() == Transport.WSS;
    }

    private static Optional<String> token(SipRequest request) {
        for (String name : new String[] {"authorization", "proxy-authorization"}) {
            for (String value : request.headers().all(name)) {
                if (value.length() <= LONGEST && value.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
                    return Optional.of(value.substring(SCHEME.length()).strip());
                }
            }
        }
        return Optional.empty();
    }
}
