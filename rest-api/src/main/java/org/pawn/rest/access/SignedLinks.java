package org.pawn.rest.access;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pawn.access.AccessService;
import org.pawn.access.Caller;
import org.pawn.access.IssuedToken;
import org.pawn.access.Token;
import org.pawn.access.TokenRequest;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.BearerAuthentication;

/**
 * Addresses that carry their own credential, for what cannot show a token: one kind of them. A link shows the one thing
 * that its token's name says, opens no other door, and is dead at once when its maker revokes it.
 */
public final class SignedLinks {
    private static final int MAX_OWN = 1_000;
    private static final String PARAMETER = "link";

    private final String kind;
    private final AccessService access;
    private final BearerAuthentication authentication;

    /** @param kind what the names of such links begin with, and of no others */
    public SignedLinks(String kind, AccessService access, BearerAuthentication authentication) {
        this.kind = kind;
        this.access = access;
        this.authentication = authentication;
    }

    /**
     * The live link of this kind that the request carries; empty when it carries none at all.
     *
     * @param leads whether a link to what the name says leads here
     */
    public Optional<Token> given(Context ctx, Predicate<String> leads) {
        return Optional.ofNullable(ctx.queryParam(PARAMETER))
                .map(secret -> access.findLink(secret)
                        .filter(token -> token.name().startsWith(kind) && leads.test(what(token)))
                        .orElseThrow(() -> authentication.failed(ctx, "This link is not valid, or no longer.")));
    }

    /**
     * Makes one.
     *
     * @param request its name says what the link shows, without the kind
     */
    public IssuedToken make(TokenRequest request, Caller maker) {
        if (own(maker).size() >= MAX_OWN) {
            throw new Refusal.LimitExceeded("Revoke a link before you make another.", Duration.ZERO);
        }
        TokenRequest named = new TokenRequest(
                kind + request.name(),
                request.viewer(),
                request.level(),
                request.scopes(),
                request.origins(),
                request.life());
        return Await.result(access.issueLink(named, maker));
    }

    /** Those the caller made, and all of them for an administrator. */
    public List<Token> own(Caller caller) {
        return access.list().stream().filter(token -> isOwn(caller, token)).toList();
    }

    /** Ends one, and whatever it shows. */
    public void revoke(Context ctx) {
        String id = ctx.pathParam("id");
        Caller caller = BearerAuthentication.caller(ctx);
        if (own(caller).stream().noneMatch(token -> token.id().equals(id))) {
            throw new Refusal.NotFound("There is no such link.");
        }
        Await.result(access.revoke(id));
        ctx.status(204);
    }

    /** What a link of this kind shows: its name without the kind. */
    public String what(Token token) {
        return token.name().substring(kind.length());
    }

    /** {@code ?link=SECRET}: what makes an address one. */
    public static String query(IssuedToken link) {
        return "?" + PARAMETER + "=" + link.secret();
    }

    /** A link has no other mark of its maker than whose eyes it sees with. */
    private boolean isOwn(Caller caller, Token token) {
        boolean mine = caller.person().isPresent() && token.person().equals(caller.person());
        return token.kind() == Token.Kind.LINK && token.name().startsWith(kind) && (mine || caller.isAdministrator());
    }
}
